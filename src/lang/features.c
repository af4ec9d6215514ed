#include "lang/features.h"

#include "base/utf8.h"

static bool between(uint32_t c, uint32_t low, uint32_t high)
{
	return c >= low && c <= high;
}

bool is_capital(uint32_t c)
{
	if (c < 0x80)
		return between(c, 'A', 'Z');
	if (between(c, 0x100, 0x137) || between(c, 0x14A, 0x177))
		return c % 2 == 0;
	if (between(c, 0x139, 0x148))
		return c % 2 == 1;
	return (between(c, 0xC0, 0xDE) && c != 0xD7) || between(c, 0x391, 0x3A9) ||
	       between(c, 0x400, 0x42F) || c == 0x179 || c == 0x17B || c == 0x17D;
}

uint32_t folded(uint32_t c)
{
	if (!is_capital(c))
		return c;
	if (c < 0x100 || between(c, 0x391, 0x3A9) || between(c, 0x410, 0x42F))
		return c + 32;
	return between(c, 0x400, 0x40F) ? c + 80 : c + 1;
}

bool is_letter(uint32_t c)
{
	if (c < 0x80)
		return between(c | 0x20, 'a', 'z');
	return c == 0xAA || c == 0xBA || (between(c, 0xC0, 0x1FFF) && c != 0xD7 && c != 0xF7 && c != 0x2BC) ||
	       between(c, 0x2C00, 0x2DFF) || between(c, 0x3040, 0xDFFF) || between(c, 0xF900, 0xFDFF);
}

bool is_digit(uint32_t c)
{
	return between(c, '0', '9');
}

bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2032;
}

static bool is_quotation_mark(uint32_t c)
{
	return between(c, 0x201C, 0x201F) || c == 0xAB || c == 0xBB || c == 0x2033;
}

uint32_t normal(uint32_t c)
{
	if (c < 0x80)
		return is_digit(c) ? '0' : c == '`' ? '\'' : folded(c);
	if (is_apostrophe(c) || c == 0x201A || c == 0x201B)
		return '\'';
	if (is_quotation_mark(c))
		return '"';
	if (between(c, 0x2010, 0x2012) || c == 0x2212)
		return '-';
	return c == 0x2014 || c == 0x2015 ? 0x2013 : folded(c);
}

uint32_t hash_points(const uint32_t *points, size_t count, uint32_t seed)
{
	uint32_t h = 0x811C9DC5u ^ seed * 0x9E3779B1u;
	for (size_t i = 0; i < count; i++)
		h = (h ^ points[i]) * 0x01000193u;
	h = (h ^ h >> 16) * 0x85EBCA6Bu;
	h = (h ^ h >> 13) * 0xC2B2AE35u;
	return h ^ h >> 16;
}

size_t points_of(struct view form, uint32_t points[FORM_MOST])
{
	size_t n = 0, half = FORM_MOST / 2;
	for (size_t at = 0; at < form.length && n < FORM_MOST;)
		points[n++] = utf8_next(form, &at);
	if (n < FORM_MOST || form.length <= FORM_MOST)
		return n;
	size_t at = form.length;
	for (n = FORM_MOST; n > half && at > 0; n--)
		points[n - 1] = utf8_previous(form, &at);
	return FORM_MOST;
}

/* Capital X, small x, digit 0, anything else itself; no more than two alike in a row, eight in all. */
static uint32_t shape_hash(const uint32_t *points, size_t count)
{
	uint32_t shape[8];
	size_t n = 0;
	for (size_t i = 0; i < count && n < 8; i++) {
		uint32_t c = points[i], s = is_digit(c) ? '0' : is_capital(c) ? 'X' : is_letter(c) ? 'x' : c;
		if (n < 2 || shape[n - 1] != s || shape[n - 2] != s)
			shape[n++] = s;
	}
	return hash_points(shape, n, SEED_SHAPE);
}

static uint32_t ending_hash(const uint32_t *points, size_t count, size_t length, uint32_t seed)
{
	length = length < count ? length : count;
	return hash_points(points + count - length, length, seed);
}

void form_hashes(struct view form, uint32_t hashes[FORM_HASHES])
{
	uint32_t points[FORM_MOST];
	size_t n = points_of(form, points);
	hashes[SEED_SHAPE] = shape_hash(points, n);
	for (size_t i = 0; i < n; i++)
		points[i] = normal(points[i]);
	hashes[SEED_WORD] = hash_points(points, n, SEED_WORD);
	hashes[SEED_PREFIX] = hash_points(points, n < 3 ? n : 3, SEED_PREFIX);
	hashes[SEED_ENDING2] = ending_hash(points, n, 2, SEED_ENDING2);
	hashes[SEED_ENDING3] = ending_hash(points, n, 3, SEED_ENDING3);
	hashes[SEED_ENDING4] = ending_hash(points, n, 4, SEED_ENDING4);
}

void count_word(struct line_counts *counts, struct view form)
{
	uint32_t points[FORM_MOST];
	size_t n = points_of(form, points);
	if (!n || !is_letter(points[0]))
		return;
	bool small = false;
	for (size_t i = 0; i < n; i++)
		small |= is_letter(points[i]) && !is_capital(points[i]);
	counts->words++;
	counts->small += small;
	counts->capital += is_capital(points[0]);
	counts->long_words += n > 3;
	counts->long_small += n > 3 && !is_capital(points[0]);
}

enum line_style style_of(const struct line_counts *c)
{
	if (c->words && c->small * 10 <= c->words && c->capital >= 2)
		return STYLE_CAPITALS;
	if (c->long_words >= 3 && c->long_small * 10 <= c->long_words)
		return STYLE_TITLE;
	return c->words >= 4 && c->capital == 0 ? STYLE_SMALL : STYLE_PROSE;
}
