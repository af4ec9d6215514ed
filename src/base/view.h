/* view: a borrowed run of bytes, the library's only string that is not in the making.
 *
 * A view is not NUL-terminated. From page/ on it holds valid UTF-8. It never owns what it points to:
 * whoever hands one out says how long the bytes live. The empty view has length 0 and may have at == NULL. */
#ifndef BASE_VIEW_H
#define BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct view {
	const char *at;
	size_t length;
};

/* A view of a string literal: no strlen at run time. */
#define VIEW(literal) ((struct view){"" literal, sizeof(literal) - 1})
/* The same as an initialiser of a static table, where a compound literal is not allowed. */
#define VIEW_OF(literal)                                                                                     \
	{                                                                                                    \
		"" literal, sizeof(literal) - 1                                                              \
	}
/* For printf's "%.*s". */
#define VIEW_ARGS(v) (int)(v).length, (v).length ? (v).at : ""

static inline struct view view_of(const char *at, size_t length)
{
	return (struct view){at, length};
}

static inline struct view view_of_string(const char *s)
{
	return (struct view){s, s ? strlen(s) : 0};
}

static inline bool view_equal(struct view a, struct view b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static inline bool view_starts(struct view v, struct view prefix)
{
	return v.length >= prefix.length &&
	       (prefix.length == 0 || memcmp(v.at, prefix.at, prefix.length) == 0);
}

static inline bool view_ends(struct view v, struct view suffix)
{
	return v.length >= suffix.length &&
	       (suffix.length == 0 || memcmp(v.at + v.length - suffix.length, suffix.at, suffix.length) == 0);
}

/* The bytes [begin, end) of v, both cut to its length. */
static inline struct view view_slice(struct view v, size_t begin, size_t end)
{
	end = end < v.length ? end : v.length;
	begin = begin < end ? begin : end;
	return (struct view){v.at ? v.at + begin : NULL, end - begin};
}

/* Byte order, shorter first where one begins the other. As strcmp: < 0, 0, > 0. */
int view_compare(struct view a, struct view b);
/* Equal but for the case of ASCII letters. */
bool view_equal_ascii_case(struct view a, struct view b);
/* The first place of needle in v, or SIZE_MAX. An empty needle is at 0. */
size_t view_find(struct view v, struct view needle);
/* v without white space (ASCII and U+00A0, U+2000..200B, U+3000, U+FEFF) at its ends. */
struct view view_trim(struct view v);
/* Cuts v at the first separator: returns what stands before it and moves *v behind it.
 * Without one, returns all of v and leaves *v empty with at == NULL. */
struct view view_cut(struct view *v, char separator);
/* A copy in the arena; lives as long as m. */
struct view view_copy(struct arena *m, struct view v);
/* 64-bit hash (XXH3), the same on every machine. */
uint64_t view_hash(struct view v);

#endif
