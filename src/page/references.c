#include "page/references.h"

#include <stdint.h>

#include "base/utf8.h"

struct reference {
	const char *name, *text;
	uint8_t name_length, text_length;
};

#include "references.inc"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alphanumeric(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first row in [low, high) whose name has at least this byte at place. Names in the range are all longer
 * than place or end there, and those that end there come first. */
static uint32_t lower_bound(uint32_t low, uint32_t high, size_t place, unsigned byte)
{
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if ((unsigned char)references[middle].name[place] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The longest name that v, behind its "&", begins with; NULL. */
static const struct reference *longest_name(struct view v)
{
	const struct reference *found = NULL;
	uint32_t low = 0, high = REFERENCE_COUNT;
	/* A NUL would be taken for the end of the names. */
	for (size_t i = 0; i + 1 < v.length && v.at[i + 1] && i < LONGEST_REFERENCE; i++) {
		unsigned c = (unsigned char)v.at[i + 1];
		low = lower_bound(low, high, i, c);
		high = lower_bound(low, high, i, c + 1);
		if (low == high)
			break;
		if (references[low].name_length == i + 1)
			found = &references[low];
	}
	return found;
}

static struct reference_found named(struct view v, bool in_attribute)
{
	const struct reference *r = longest_name(v);
	if (!r)
		return (struct reference_found){0};
	size_t length = 1 + (size_t)r->name_length;
	if (in_attribute && v.at[length - 1] != ';' && length < v.length &&
	    (v.at[length] == '=' || is_alphanumeric(v.at[length])))
		return (struct reference_found){0};
	return (struct reference_found){view_of(r->text, r->text_length), length};
}

/* What a number that is no character stands for; those of C1 are read as windows-1252. */
static uint32_t scalar_of(uint32_t c)
{
	static const uint16_t c1[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
	                                0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
	                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	                                0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
	if (c >= 0x80 && c < 0xA0)
		return c1[c - 0x80];
	return c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c;
}

/* The value of a digit in this base, or -1. */
static int digit_of(char c, uint32_t base)
{
	if (is_digit(c))
		return c - '0';
	char low = (char)(c | 0x20);
	return base == 16 && low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static struct reference_found numbered(struct view v, char room[4])
{
	bool hexadecimal = v.length > 2 && (v.at[2] | 0x20) == 'x';
	uint32_t base = hexadecimal ? 16 : 10, c = 0;
	size_t first = hexadecimal ? 3 : 2, i = first;
	for (int digit; i < v.length && (digit = digit_of(v.at[i], base)) >= 0; i++)
		c = c > 0x10FFFF ? c : c * base + (uint32_t)digit;
	if (i == first)
		return (struct reference_found){0};
	i += i < v.length && v.at[i] == ';';
	return (struct reference_found){view_of(room, utf8_write(room, scalar_of(c))), i};
}

struct reference_found reference_at(struct view v, bool in_attribute, char room[4])
{
	if (v.length < 2)
		return (struct reference_found){0};
	if (v.at[1] == '#')
		return numbered(v, room);
	return is_alphanumeric(v.at[1]) ? named(v, in_attribute) : (struct reference_found){0};
}

struct view references_resolved(struct arena *m, struct view v, bool in_attribute)
{
	const char *hit = v.length ? memchr(v.at, '&', v.length) : NULL;
	if (!hit)
		return v;
	/* No reference is longer than six fifths of its name ("&nGt;"). */
	char *to = arena_alloc(m, v.length + v.length / 4 + 8), *out = to;
	size_t at = 0;
	for (; hit; hit = at < v.length ? memchr(v.at + at, '&', v.length - at) : NULL) {
		size_t here = (size_t)(hit - v.at);
		char room[4];
		struct reference_found r = reference_at(view_slice(v, here, v.length), in_attribute, room);
		memcpy(out, v.at + at, here - at);
		out += here - at;
		at = here + (r.length ? r.length : 1);
		if (r.length)
			memcpy(out, r.text.at, r.text.length);
		else
			*out = '&';
		out += r.length ? r.text.length : 1;
	}
	if (at < v.length)
		memcpy(out, v.at + at, v.length - at);
	out += v.length - at;
	return view_of(to, (size_t)(out - to));
}
