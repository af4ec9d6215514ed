#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(struct buffer *b)
{
	free(b->at);
	*b = (struct buffer){.limit = b->limit};
}

void buffer_shrink(struct buffer *b, size_t most)
{
	size_t room = b->length > most ? b->length : most;
	char *moved = b->capacity > room ? realloc(b->at, room) : NULL;
	if (!moved)
		return;
	b->at = moved;
	b->capacity = room;
}

static bool grow(struct buffer *b, size_t more)
{
	size_t most = b->limit ? b->limit : SIZE_MAX / 2;
	if (more > most || b->length > most - more)
		return false;
	size_t room = b->capacity ? b->capacity : 256;
	while (room < b->length + more)
		room *= 2;
	room = room < most ? room : most;
	char *moved = realloc(b->at, room);
	if (!moved)
		return false;
	b->at = moved;
	b->capacity = room;
	return true;
}

char *buffer_reserve(struct buffer *b, size_t more)
{
	if (b->failed)
		return NULL;
	if (more > b->capacity - b->length && !grow(b, more)) {
		b->failed = true;
		return NULL;
	}
	return b->at + b->length;
}

void buffer_format(struct buffer *b, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int wanted = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *to = wanted < 0 ? NULL : buffer_reserve(b, (size_t)wanted + 1);
	if (to) {
		vsnprintf(to, (size_t)wanted + 1, format, again);
		b->length += (size_t)wanted;
	} else {
		b->failed = true;
	}
	va_end(again);
}

void buffer_number(struct buffer *b, uint64_t n)
{
	char digits[20];
	size_t first = sizeof digits;
	do {
		digits[--first] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	buffer_add(b, view_of(digits + first, sizeof digits - first));
}
