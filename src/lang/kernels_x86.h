/* kernels_x86: the twins for x86-64; none elsewhere. */
#ifndef LANG_KERNELS_X86_H
#define LANG_KERNELS_X86_H

#include "lang/kernels.h"

/* Those that this processor runs, the slowest first, into out; returns how many, 0 to 3. */
size_t kernels_x86(const struct kernels *out[KERNELS_MOST - 1]);

/* What the processor says of itself (CPUID), and the system of the registers that it keeps (XCR0). */
struct processor {
	uint32_t leaf1_ecx, leaf7_ebx, leaf7_ecx, leaf71_eax;
	uint64_t xcr0;
};

/* Those that such a processor runs, the same way. */
size_t kernels_for(const struct processor *p, const struct kernels *out[KERNELS_MOST - 1]);

#endif
