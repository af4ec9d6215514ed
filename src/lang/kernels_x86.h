/* kernels_x86: the twins for x86-64; none elsewhere. */
#ifndef LANG_KERNELS_X86_H
#define LANG_KERNELS_X86_H

#include "lang/kernels.h"

/* Those that this processor runs, the slowest first, into out; returns how many, 0 to 3. */
size_t kernels_x86(const struct kernels *out[KERNELS_MOST - 1]);

#endif
