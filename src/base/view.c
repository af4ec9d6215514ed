#include "base/view.h"

#include "base/arena.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

int view_compare(struct view a, struct view b)
{
	size_t n = a.length < b.length ? a.length : b.length;
	int order = n ? memcmp(a.at, b.at, n) : 0;
	return order ? order : (a.length > b.length) - (a.length < b.length);
}

static char lowered(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool view_equal_ascii_case(struct view a, struct view b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
		if (lowered(a.at[i]) != lowered(b.at[i]))
			return false;
	return true;
}

size_t view_find(struct view v, struct view needle)
{
	if (needle.length == 0)
		return 0;
	const char *at = v.at;
	size_t left = v.length;
	while (left >= needle.length) {
		const char *hit = memchr(at, needle.at[0], left - needle.length + 1);
		if (!hit)
			return SIZE_MAX;
		if (memcmp(hit, needle.at, needle.length) == 0)
			return (size_t)(hit - v.at);
		left -= (size_t)(hit - at) + 1;
		at = hit + 1;
	}
	return SIZE_MAX;
}

/* The bytes of the white space that s begins with; 0 where it begins with none. */
static size_t space_at(const char *s, size_t length)
{
	const unsigned char *u = (const unsigned char *)s;
	if (length >= 1 && (u[0] == ' ' || (u[0] >= 9 && u[0] <= 13)))
		return 1;
	if (length >= 2 && u[0] == 0xC2 && u[1] == 0xA0)
		return 2;
	if (length >= 3 && u[0] == 0xE2 && u[1] == 0x80 && u[2] >= 0x80 && u[2] <= 0x8B)
		return 3;
	if (length >= 3 && u[0] == 0xE3 && u[1] == 0x80 && u[2] == 0x80)
		return 3;
	if (length >= 3 && u[0] == 0xEF && u[1] == 0xBB && u[2] == 0xBF)
		return 3;
	return 0;
}

struct view view_trim(struct view v)
{
	for (size_t n; v.length && (n = space_at(v.at, v.length)) > 0;)
		v = view_slice(v, n, v.length);
	while (v.length) {
		size_t n = 1;
		while (n < 3 && n < v.length && ((unsigned char)v.at[v.length - n] & 0xC0) == 0x80)
			n++;
		if (space_at(v.at + v.length - n, n) != n)
			break;
		v.length -= n;
	}
	return v;
}

struct view view_cut(struct view *v, char separator)
{
	const char *hit = v->length ? memchr(v->at, separator, v->length) : NULL;
	struct view before = *v;
	if (!hit) {
		*v = (struct view){0};
		return before;
	}
	before.length = (size_t)(hit - v->at);
	*v = view_slice(*v, before.length + 1, v->length);
	return before;
}

struct view view_copy(struct arena *m, struct view v)
{
	if (v.length == 0)
		return (struct view){0};
	char *copy = arena_alloc(m, v.length);
	memcpy(copy, v.at, v.length);
	return view_of(copy, v.length);
}

uint64_t view_hash(struct view v)
{
	return XXH3_64bits(v.at, v.length);
}
