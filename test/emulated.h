/* emulated: the kernels for instructions that the processor at hand may not have, in plain C. */
#ifndef TEST_EMULATED_H
#define TEST_EMULATED_H

#include "lang/kernels.h"

/* All of them, into out; returns how many: none where SIMD Everywhere (libsimde-dev) or x86-64 is missing. */
size_t kernels_emulated(const struct kernels *out[KERNELS_MOST - 1]);

#endif
