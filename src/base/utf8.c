#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"

enum { REPLACEMENT = 0xFFFD };

/* The length of the valid sequence at s, with its code point in *c; 0 if there is none. Follows table 3-7
 * of the Unicode Standard: no overlong forms, no surrogates, nothing past U+10FFFF. */
static size_t decoded(const unsigned char *s, size_t left, uint32_t *c)
{
	if (s[0] < 0x80) {
		*c = s[0];
		return 1;
	}
	if (s[0] < 0xC2 || s[0] > 0xF4)
		return 0;
	size_t n = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	if (left < n)
		return 0;
	unsigned char low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
	unsigned char high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;
	if (s[1] < low || s[1] > high)
		return 0;
	uint32_t value = s[0] & (0xFFu >> (n + 1));
	value = value << 6 | (s[1] & 0x3F);
	for (size_t i = 2; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (s[i] & 0x3F);
	}
	*c = value;
	return n;
}

uint32_t utf8_next(struct view v, size_t *at)
{
	uint32_t c;
	size_t n = decoded((const unsigned char *)v.at + *at, v.length - *at, &c);
	*at += n ? n : 1;
	return n ? c : REPLACEMENT;
}

uint32_t utf8_previous(struct view v, size_t *at)
{
	size_t begin = *at - 1;
	for (int back = 0; back < 3 && begin > 0 && ((unsigned char)v.at[begin] & 0xC0) == 0x80; back++)
		begin--;
	uint32_t c;
	if (decoded((const unsigned char *)v.at + begin, *at - begin, &c) != *at - begin) {
		begin = *at - 1;
		c = REPLACEMENT;
	}
	*at = begin;
	return c;
}

size_t utf8_write(char *to, uint32_t c)
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)to);
}

/* Eight ASCII bytes at a step: most of the news is ASCII. */
static size_t ascii_run(struct view v, size_t at)
{
	uint64_t word;
	while (v.length - at >= sizeof word) {
		memcpy(&word, v.at + at, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			break;
		at += sizeof word;
	}
	return at;
}

size_t utf8_valid(struct view v)
{
	size_t at = 0;
	while ((at = ascii_run(v, at)) < v.length) {
		uint32_t c;
		size_t n = decoded((const unsigned char *)v.at + at, v.length - at, &c);
		if (!n)
			break;
		at += n;
	}
	return at;
}

size_t utf8_count(struct view v)
{
	size_t count = 0;
	for (size_t i = 0; i < v.length; i++)
		count += ((unsigned char)v.at[i] & 0xC0) != 0x80;
	return count;
}

struct view utf8_mended(struct arena *m, struct view v)
{
	size_t good = utf8_valid(v);
	if (good == v.length)
		return v;
	char *to = arena_alloc(m, v.length * 3);
	size_t length = 0;
	for (;;) {
		memcpy(to + length, v.at, good);
		length += good;
		if (good == v.length)
			return view_of(to, length);
		length += utf8_write(to + length, REPLACEMENT);
		v = view_slice(v, good + 1, v.length);
		good = utf8_valid(v);
	}
}

static utf8proc_category_t category(uint32_t c)
{
	return utf8proc_category((utf8proc_int32_t)c);
}

bool utf8_is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c | 32) >= 'a' && (c | 32) <= 'z';
	utf8proc_category_t k = category(c);
	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_digit(uint32_t c)
{
	return c < 0x80 ? c >= '0' && c <= '9' : category(c) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_upper(uint32_t c)
{
	return c < 0x80 ? c >= 'A' && c <= 'Z' : category(c) == UTF8PROC_CATEGORY_LU;
}

bool utf8_is_lower(uint32_t c)
{
	return c < 0x80 ? c >= 'a' && c <= 'z' : category(c) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= 9 && c <= 13);
	utf8proc_category_t k = category(c);
	return c == 0x85 || c == 0x200B || c == 0xFEFF ||
	       (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP);
}

bool utf8_is_punctuation(uint32_t c)
{
	utf8proc_category_t k = category(c);
	return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_PO;
}

uint32_t utf8_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

uint32_t utf8_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c - 32 : c;
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

uint32_t utf8_first(struct view v)
{
	size_t at = 0;
	return v.length ? utf8_next(v, &at) : 0;
}

bool utf8_has_upper(struct view v)
{
	for (size_t at = 0; at < v.length;)
		if (utf8_is_upper(utf8_next(v, &at)))
			return true;
	return false;
}

size_t utf8_capitals(struct view v)
{
	size_t capitals = 0;
	for (size_t at = 0; at < v.length;) {
		uint32_t c = utf8_next(v, &at);
		if (utf8_is_lower(c))
			return 0;
		capitals += utf8_is_upper(c);
	}
	return capitals;
}

/* Whether lowering changes it: title case letters too. */
static bool has_upper(struct view v)
{
	for (size_t at = 0; at < v.length;) {
		uint32_t c = utf8_next(v, &at);
		if (utf8_lower(c) != c)
			return true;
	}
	return false;
}

struct view utf8_lowered(struct arena *m, struct view v)
{
	if (!has_upper(v))
		return v;
	char *to = arena_alloc(m, v.length * 2 + 4); /* a few letters grow by a byte when lowered */
	size_t length = 0;
	for (size_t at = 0; at < v.length;)
		length += utf8_write(to + length, utf8_lower(utf8_next(v, &at)));
	return view_of(to, length);
}

/* One character for the typographic ones that keyboards lack; 0 to drop it. */
static uint32_t plain(uint32_t c)
{
	if (c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x201B || c == 0x60 || c == 0xB4)
		return '\'';
	if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB || c == 0xBB)
		return '"';
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	if (c == 0xAD || c == 0x200B || c == 0xFEFF)
		return 0;
	return utf8_is_space(c) ? ' ' : c;
}

/* Appends the base letter of c in lower case; its accents, which decomposition puts behind it, are left out.
 * At most 4 code points come of one, so 16 bytes are enough. */
static size_t fold_into(char *to, uint32_t c)
{
	static const struct {
		uint32_t from;
		const char *to;
	} undecomposed[] = {{0xDF, "ss"}, {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"},
	                    {0x111, "d"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}};
	c = utf8_lower(c);
	for (size_t i = 0; i < sizeof undecomposed / sizeof *undecomposed; i++)
		if (undecomposed[i].from == c)
			return (size_t)(stpcpy(to, undecomposed[i].to) - to);
	utf8proc_int32_t parts[16];
	int boundary = 0;
	utf8proc_ssize_t n =
	        utf8proc_decompose_char((utf8proc_int32_t)c, parts, 16, UTF8PROC_DECOMPOSE, &boundary);
	size_t length = 0;
	for (utf8proc_ssize_t i = 0; i < n && i < 4; i++)
		if (category((uint32_t)parts[i]) != UTF8PROC_CATEGORY_MN)
			length += utf8_write(to + length, (uint32_t)parts[i]);
	return length;
}

struct view utf8_folded(struct arena *m, struct view v)
{
	/* An ASCII letter takes a byte; any other character at most 16, of two bytes or more. */
	char *to = arena_alloc(m, v.length * 8 + 16);
	size_t length = 0;
	for (size_t at = 0; at < v.length;) {
		unsigned char byte = (unsigned char)v.at[at];
		if (byte >= ' ' && byte < 0x80 && byte != '`') { /* nearly all of the news */
			to[length++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
			at++;
			continue;
		}
		uint32_t c = plain(utf8_next(v, &at));
		if (c && c < 0x80)
			to[length++] = (char)utf8_lower(c);
		else if (c)
			length += fold_into(to + length, c);
	}
	arena_back(m, to + length);
	return view_of(to, length);
}
