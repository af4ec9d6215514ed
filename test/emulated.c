/* src/lang/kernels_x86.c once more, its instructions put together from plain C by SIMD Everywhere. */
#include "emulated.h"

#if defined __x86_64__ && defined HAVE_SIMDE

#define EMULATED
#define AVX2
#define AVXVNNI
#define AVX512VNNI
#define kernels_x86 emulated_x86
#define kernels_for emulated_for

#define SIMDE_NO_NATIVE
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>
/* AVX-VNNI's own name for what AVX-512 VNNI does to registers of the same width. */
#define _mm256_dpbusd_avx_epi32 simde_mm256_dpbusd_epi32

#include "lang/kernels_x86.c"

size_t kernels_emulated(const struct kernels *out[KERNELS_MOST - 1])
{
	static const struct processor able = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT64_MAX};
	return emulated_for(&able, out);
}

#else

size_t kernels_emulated(const struct kernels *out[KERNELS_MOST - 1])
{
	(void)out;
	return 0;
}

#endif
