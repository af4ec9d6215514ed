#include "page/scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

const char *scan_markup_portable(const char *at, const char *end)
{
	while (at < end && *at != '<' && *at != '&' && *at != '\0')
		at++;
	return at;
}

#ifdef __SSE2__

/* Texts between tags are short: sixteen bytes at a time were faster than thirty-two. */
const char *scan_markup(const char *at, const char *end)
{
	const __m128i less = _mm_set1_epi8('<'), and = _mm_set1_epi8('&'), zero = _mm_setzero_si128();
	for (; end - at >= 16; at += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
		__m128i hit = _mm_or_si128(_mm_cmpeq_epi8(v, less), _mm_cmpeq_epi8(v, and));
		int mask = _mm_movemask_epi8(_mm_or_si128(hit, _mm_cmpeq_epi8(v, zero)));
		if (mask)
			return at + __builtin_ctz((unsigned)mask);
	}
	return scan_markup_portable(at, end);
}

#else

const char *scan_markup(const char *at, const char *end)
{
	return scan_markup_portable(at, end);
}

#endif
