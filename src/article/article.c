#include "article/article.h"

#include <stdarg.h>
#include <stdio.h>

struct bytes bytes_of(const struct article *a, struct tokens t)
{
	if (t.begin >= t.end)
		return (struct bytes){0};
	return (struct bytes){a->tokens.at[t.begin].bytes.begin, a->tokens.at[t.end - 1].bytes.end};
}

/* The first token that ends after the byte. */
static uint32_t first_past(const struct article *a, uint32_t byte)
{
	uint32_t low = 0, high = a->tokens.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (a->tokens.at[middle].bytes.end > byte)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

struct tokens tokens_of(const struct article *a, struct bytes b)
{
	uint32_t begin = first_past(a, b.begin), end = begin;
	while (end < a->tokens.count && a->tokens.at[end].bytes.begin < b.end)
		end++;
	return (struct tokens){begin, end};
}

uint32_t head_of(const struct article *a, struct tokens t)
{
	uint32_t mark = NONE; /* a hyphen of a name may hang on a word before it */
	for (uint32_t i = t.begin; i < t.end; i++) {
		uint32_t head = a->tokens.at[i].head;
		if (head != NONE && head >= t.begin && head < t.end)
			continue;
		if (a->tokens.at[i].upos != UPOS_PUNCT)
			return i;
		mark = mark == NONE ? i : mark;
	}
	return mark;
}

uint32_t child_with(const struct article *a, uint32_t token, enum relation relation)
{
	children_of (a, child, token)
		if (a->tokens.at[child].relation == relation)
			return child;
	return NONE;
}

bool stands_under(const struct article *a, uint32_t token, uint32_t ancestor)
{
	while (token != NONE && token != ancestor)
		token = a->tokens.at[token].head;
	return token == ancestor;
}

/* Most texts fit where room is first made for them; the others are written twice. */
enum { USUAL_TEXT = 128 };

static struct view formatted(struct arena *m, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	char *to = arena_alloc(m, USUAL_TEXT);
	to[0] = '\0';
	int wanted = vsnprintf(to, USUAL_TEXT, format, args);
	size_t length = wanted > 0 ? (size_t)wanted : 0;
	if (length < USUAL_TEXT) {
		arena_back(m, to + length + 1);
	} else {
		to = arena_alloc(m, length + 1);
		vsnprintf(to, length + 1, format, again);
	}
	va_end(again);
	return view_of(to, length);
}

void warn(struct article *a, const char *code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct view text = formatted(a->arena, format, args);
	va_end(args);
	*vector_push(a->arena, &a->warnings) = (struct warning){view_of_string(code), text};
}

struct view worded(struct article *a, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct view text = formatted(a->arena, format, args);
	va_end(args);
	return text;
}

const int32_t *head_scores_named(const struct article *a, struct view name, uint32_t *classes)
{
	vector_each (i, &a->head_scores)
		if (view_equal(a->head_scores.at[i].name, name)) {
			*classes = a->head_scores.at[i].classes;
			return a->head_scores.at[i].at;
		}
	*classes = 0;
	return NULL;
}
