/* buffer: text in the making, on the heap.
 *
 * Appending never fails at the call: the first failure (no memory, or past the limit) is kept, later appends
 * do nothing, and the writer asks once at the end. Needs no arena, so that records can outlive their article.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/view.h"

struct buffer {
	char *at;
	size_t length, capacity;
	size_t limit; /* 0: none */
	bool failed;
};

void buffer_free(struct buffer *b);
/* Gives back what it holds beyond `most` bytes and what is in it. What viewed it is void. */
void buffer_shrink(struct buffer *b, size_t most);
/* Room for more bytes at the end; where to write them, or NULL. The writer then adds to b->length itself. */
char *buffer_reserve(struct buffer *b, size_t more);
void buffer_format(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_number(struct buffer *b, uint64_t n); /* in decimal, without printf's cost */

/* Here, so that what is most often done takes no call. */
static inline void buffer_add(struct buffer *b, struct view v)
{
	bool fits = !b->failed && v.length <= b->capacity - b->length;
	char *to = !v.length ? NULL : fits ? b->at + b->length : buffer_reserve(b, v.length);
	if (!to)
		return;
	memcpy(to, v.at, v.length);
	b->length += v.length;
}

static inline void buffer_byte(struct buffer *b, char c)
{
	buffer_add(b, (struct view){&c, 1});
}

static inline void buffer_string(struct buffer *b, const char *s)
{
	buffer_add(b, view_of_string(s));
}

static inline struct view buffer_view(const struct buffer *b)
{
	return (struct view){b->at, b->length};
}

#endif
