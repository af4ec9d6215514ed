#include "lang/kernels_x86.h"

#ifdef __x86_64__

#include <cpuid.h>
#include <stdbool.h>
#include <string.h>

#define ALWAYS __attribute__((always_inline))

/* A test emulates what its processor does not have, and reads this file once more. */
#ifndef EMULATED
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2")))
#define AVXVNNI __attribute__((target("avx2,avxvnni")))
#define AVX512VNNI __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")))
/* Has the value made here, one after another: else gcc makes many first and runs out of registers. */
#define IN_ORDER(value) __asm__ volatile("" : "+x"(value))
#else
#define IN_ORDER(value)
#endif

static inline int32_t four(const uint8_t *at)
{
	int32_t value;
	memcpy(&value, at, sizeof value);
	return value;
}

AVX2 static inline __m256i weights_at(const struct tile *t, const struct group *g, size_t half)
{
	return _mm256_loadu_si256((const void *)(t->weights + g->weights + 32 * half));
}

AVX2 static inline __m256i input_at(const uint8_t *input, const struct group *g)
{
	return _mm256_set1_epi32(four(input + g->input));
}

AVX2 static inline __m256i add_wide(__m256i sums, __m256i words)
{
	return _mm256_add_epi32(sums, _mm256_madd_epi16(words, _mm256_set1_epi16(1)));
}

/* Inputs that go together: so many sums of 16 and of 32 bits fill the registers and hide the multiplier's
 * wait. */
enum { ABREAST = 2 };

struct abreast {
	__m256i low[ABREAST], high[ABREAST]; /* eight rows in each */
};

/* Adds `runs` runs of `length` groups from g on to the sums; returns what comes behind them. */
AVX2 static inline ALWAYS const struct group *add_runs(struct abreast *sums, const struct tile *t,
                                                       const struct group *g, const uint8_t *const *input,
                                                       uint32_t length, uint32_t runs)
{
	for (; runs; runs--, g += length) {
		struct abreast words;
		for (int i = 0; i < ABREAST; i++) {
			__m256i x = input_at(input[i], g);
			words.low[i] = _mm256_maddubs_epi16(x, weights_at(t, g, 0));
			words.high[i] = _mm256_maddubs_epi16(x, weights_at(t, g, 1));
		}
		for (uint32_t n = 1; n < length; n++)
			for (int i = 0; i < ABREAST; i++) {
				__m256i x = input_at(input[i], g + n);
				__m256i low = _mm256_maddubs_epi16(x, weights_at(t, g + n, 0));
				__m256i high = _mm256_maddubs_epi16(x, weights_at(t, g + n, 1));
				words.low[i] = _mm256_add_epi16(words.low[i], low);
				IN_ORDER(words.low[i]);
				words.high[i] = _mm256_add_epi16(words.high[i], high);
				IN_ORDER(words.high[i]);
			}
		for (int i = 0; i < ABREAST; i++) {
			sums->low[i] = add_wide(sums->low[i], words.low[i]);
			sums->high[i] = add_wide(sums->high[i], words.high[i]);
		}
	}
	return g;
}

AVX2 static inline ALWAYS void add_tile(int32_t sums[ABREAST][TILE_ROWS], const struct tile *t,
                                        const uint8_t *const *input)
{
	const struct group *g = t->groups;
	struct abreast all;
	for (int i = 0; i < ABREAST; i++)
		all.low[i] = all.high[i] = _mm256_setzero_si256();
	g = add_runs(&all, t, g, input, 4, t->runs[0]);
	g = add_runs(&all, t, g, input, 3, t->runs[1]);
	g = add_runs(&all, t, g, input, 2, t->runs[2]);
	add_runs(&all, t, g, input, 1, t->runs[3]);
	for (int i = 0; i < ABREAST; i++) {
		_mm256_storeu_si256((void *)&sums[i][0], all.low[i]);
		_mm256_storeu_si256((void *)&sums[i][8], all.high[i]);
	}
}

AVX2 static void tile_avx2(int32_t sums[TILE_INPUTS][TILE_ROWS], const struct tile *t,
                           const uint8_t *const input[TILE_INPUTS])
{
	for (int i = 0; i < TILE_INPUTS; i += ABREAST)
		add_tile(sums + i, t, input + i);
}

/* Sums in flight, eight rows a register. */
#define BEGIN_SUMS(low, high)                                                                                \
	__m256i low[TILE_INPUTS], high[TILE_INPUTS];                                                         \
	for (int i = 0; i < TILE_INPUTS; i++)                                                                \
	low[i] = high[i] = _mm256_setzero_si256()

#define STORE_SUMS(to, low, high)                                                                            \
	for (int i = 0; i < TILE_INPUTS; i++) {                                                              \
		_mm256_storeu_si256((void *)&(to)[i][0], (low)[i]);                                          \
		_mm256_storeu_si256((void *)&(to)[i][8], (high)[i]);                                         \
	}

AVXVNNI static void tile_avxvnni(int32_t sums[TILE_INPUTS][TILE_ROWS], const struct tile *t,
                                 const uint8_t *const input[TILE_INPUTS])
{
	BEGIN_SUMS(low, high);
	for (const struct group *g = t->groups, *end = g + t->count; g < end; g++) {
		__m256i w0 = weights_at(t, g, 0), w1 = weights_at(t, g, 1);
		for (int i = 0; i < TILE_INPUTS; i++) {
			__m256i x = input_at(input[i], g);
			low[i] = _mm256_dpbusd_avx_epi32(low[i], x, w0);
			high[i] = _mm256_dpbusd_avx_epi32(high[i], x, w1);
		}
	}
	STORE_SUMS(sums, low, high)
}

AVX512VNNI static inline __m512i add_group(__m512i sum, const struct tile *t, const struct group *g,
                                           const uint8_t *input)
{
	__m512i w = _mm512_loadu_si512(t->weights + g->weights);
	return _mm512_dpbusd_epi32(sum, _mm512_set1_epi32(four(input + g->input)), w);
}

/* Two sums an input, since one would wait for itself. */
AVX512VNNI static void tile_avx512vnni(int32_t sums[TILE_INPUTS][TILE_ROWS], const struct tile *t,
                                       const uint8_t *const input[TILE_INPUTS])
{
	const struct group *g = t->groups, *end = g + t->count;
	__m512i even[TILE_INPUTS], odd[TILE_INPUTS];
	for (int i = 0; i < TILE_INPUTS; i++)
		even[i] = odd[i] = _mm512_setzero_si512();
	for (; end - g >= 2; g += 2)
		for (int i = 0; i < TILE_INPUTS; i++) {
			even[i] = add_group(even[i], t, g, input[i]);
			odd[i] = add_group(odd[i], t, g + 1, input[i]);
		}
	for (int i = 0; i < TILE_INPUTS; i++) {
		if (g < end)
			even[i] = add_group(even[i], t, g, input[i]);
		_mm512_storeu_si512(sums[i], _mm512_add_epi32(even[i], odd[i]));
	}
}

/* Eight 16-bit values in each of a and b to sixteen bytes, clamped to 0..127. */
AVX2 static inline __m128i bytes_of_words(__m256i v)
{
	v = _mm256_min_epi16(v, _mm256_set1_epi16(127));
	return _mm_packus_epi16(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
}

AVX2 static void embed_avx2(uint8_t *out, const int16_t *bias, const int8_t *const *rows, size_t count,
                            size_t width)
{
	for (size_t i = 0; i < width; i += 16) {
		__m256i sum = _mm256_loadu_si256((const void *)(bias + i));
		sum = _mm256_add_epi16(sum, _mm256_set1_epi16(1));
		for (size_t r = 0; r < count; r++)
			sum = _mm256_add_epi16(
			        sum, _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)(rows[r] + i))));
		sum = _mm256_srai_epi16(sum, 1);
		_mm_storeu_si128((void *)(out + i), bytes_of_words(sum));
	}
}

AVX2 static void gate_avx2(int16_t *state, uint8_t *out, const uint8_t *z, const uint8_t *c, size_t width)
{
	for (size_t i = 0; i < width; i += 16) {
		__m256i now = _mm256_loadu_si256((const void *)(state + i));
		__m256i gate =
		        _mm256_slli_epi16(_mm256_cvtepu8_epi16(_mm_loadu_si128((const void *)(z + i))), 8);
		__m256i goal =
		        _mm256_slli_epi16(_mm256_cvtepu8_epi16(_mm_loadu_si128((const void *)(c + i))), 8);
		now = _mm256_add_epi16(now, _mm256_mulhrs_epi16(_mm256_sub_epi16(goal, now), gate));
		_mm256_storeu_si256((void *)(state + i), now);
		__m256i byte = _mm256_srli_epi16(_mm256_add_epi16(now, _mm256_set1_epi16(128)), 8);
		_mm_storeu_si128((void *)(out + i), bytes_of_words(byte));
	}
}

AVX2 static inline __m256i eight(const int32_t *at)
{
	return _mm256_loadu_si256((const void *)at);
}

/* Eight sums, none negative after the first step, scaled: 64-bit products of the even and the odd ones. */
AVX2 static inline __m256i scaled(__m256i sum, __m256i bias, __m256i by)
{
	const __m256i half = _mm256_set1_epi64x(INT64_C(1) << (SCALE_BITS - 1));
	sum = _mm256_max_epi32(_mm256_add_epi32(sum, bias), _mm256_setzero_si256());
	__m256i even = _mm256_add_epi64(_mm256_mul_epu32(sum, by), half);
	__m256i odd = _mm256_add_epi64(
	        _mm256_mul_epu32(_mm256_srli_epi64(sum, 32), _mm256_srli_epi64(by, 32)), half);
	/* A sum stays under 2^30 and a scale under 2^31, so both results fit 31 bits. */
	even = _mm256_srli_epi64(even, SCALE_BITS);
	odd = _mm256_slli_epi64(odd, 32 - SCALE_BITS);
	return _mm256_blend_epi32(even, odd, 0xAA);
}

AVX2 static void clamp_avx2(uint8_t *out, size_t stride, size_t count, const int32_t sums[][TILE_ROWS],
                            const int32_t *bias, const int32_t *scale)
{
	__m256i bias0 = eight(bias), bias1 = eight(bias + 8), by0 = eight(scale), by1 = eight(scale + 8);
	for (size_t i = 0; i < count; i++, out += stride) {
		__m256i low = scaled(eight(sums[i]), bias0, by0),
		        high = scaled(eight(sums[i] + 8), bias1, by1);
		__m256i words = _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0xD8);
		_mm_storeu_si128((void *)out, bytes_of_words(words));
	}
}

AVX2 static void add_avx2(int32_t *out, size_t stride, size_t count, const int32_t sums[][TILE_ROWS],
                          const int32_t *bias)
{
	__m256i bias0 = eight(bias), bias1 = eight(bias + 8);
	for (size_t i = 0; i < count; i++, out += stride) {
		_mm256_storeu_si256((void *)out, _mm256_add_epi32(eight(sums[i]), bias0));
		_mm256_storeu_si256((void *)(out + 8), _mm256_add_epi32(eight(sums[i] + 8), bias1));
	}
}

AVX2 static size_t largest_avx2(const int32_t *values, size_t count)
{
	__m256i most = _mm256_set1_epi32(INT32_MIN);
	int32_t lanes[8], best = values[0];
	size_t i = 0;
	for (; i + 8 <= count; i += 8)
		most = _mm256_max_epi32(most, _mm256_loadu_si256((const void *)(values + i)));
	_mm256_storeu_si256((void *)lanes, most);
	for (size_t l = 0; l < 8; l++)
		best = lanes[l] > best ? lanes[l] : best;
	for (; i < count; i++)
		best = values[i] > best ? values[i] : best;
	for (i = 0; values[i] != best;)
		i++;
	return i;
}

#define WITH_AVX2 embed_avx2, gate_avx2, clamp_avx2, add_avx2, largest_avx2
static const struct kernels avx2 = {"avx2", tile_avx2, WITH_AVX2};
static const struct kernels avxvnni = {"avxvnni", tile_avxvnni, WITH_AVX2};
static const struct kernels avx512vnni = {"avx512vnni", tile_avx512vnni, WITH_AVX2};

/* What each twin needs: the instructions, and a system that keeps the registers they use. */
enum {
	OSXSAVE = 1 << 27,              /* leaf 1, ECX: the system says which registers it keeps */
	AVX2_BIT = 1 << 5,              /* leaf 7, EBX */
	AVX512F = 1 << 16,              /* the same */
	AVX512BW = 1 << 30,             /* the same */
	AVX512VNNI_BIT = 1 << 11,       /* leaf 7, ECX */
	AVXVNNI_BIT = 1 << 4,           /* leaf 7.1, EAX */
	KEEPS_YMM = 1 << 1 | 1 << 2,    /* XCR0: the registers' low and high halves */
	KEEPS_ZMM = KEEPS_YMM | 7 << 5, /* and masks, wide registers, and those from the 17th on */
};
static const uint32_t AVX512VL = UINT32_C(1) << 31; /* leaf 7, EBX */

static bool has(uint64_t bits, uint64_t wanted)
{
	return (bits & wanted) == wanted;
}

size_t kernels_for(const struct processor *p, const struct kernels *out[KERNELS_MOST - 1])
{
	size_t n = 0;
	if (!has(p->leaf1_ecx, OSXSAVE) || !has(p->xcr0, KEEPS_YMM) || !has(p->leaf7_ebx, AVX2_BIT))
		return 0;
	out[n++] = &avx2;
	if (has(p->leaf71_eax, AVXVNNI_BIT))
		out[n++] = &avxvnni;
	if (has(p->xcr0, KEEPS_ZMM) && has(p->leaf7_ebx, AVX512F | AVX512BW | AVX512VL) &&
	    has(p->leaf7_ecx, AVX512VNNI_BIT))
		out[n++] = &avx512vnni;
	return n;
}

static struct processor this_processor(void)
{
	struct processor p = {0};
	uint32_t a, b, c, d, high;
	if (__get_cpuid(1, &a, &b, &c, &d))
		p.leaf1_ecx = c;
	if (__get_cpuid_count(7, 0, &a, &b, &c, &d)) {
		p.leaf7_ebx = b;
		p.leaf7_ecx = c;
		if (a >= 1 && __get_cpuid_count(7, 1, &a, &b, &c, &d))
			p.leaf71_eax = a;
	}
	if (has(p.leaf1_ecx, OSXSAVE)) {
		__asm__ volatile("xgetbv" : "=a"(a), "=d"(high) : "c"(0));
		p.xcr0 = (uint64_t)high << 32 | a;
	}
	return p;
}

size_t kernels_x86(const struct kernels *out[KERNELS_MOST - 1])
{
	struct processor p = this_processor();
	return kernels_for(&p, out);
}

#else

size_t kernels_x86(const struct kernels *out[KERNELS_MOST - 1])
{
	(void)out;
	return 0;
}

#endif
