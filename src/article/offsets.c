#include "article/offsets.h"

#include <stdlib.h>

enum { STEP = 64 };

static bool begins_character(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

static uint32_t count_characters(struct view v, size_t begin, size_t end)
{
	uint32_t n = 0;
	for (size_t i = begin; i < end; i++)
		n += begins_character(v.at[i]);
	return n;
}

static bool is_ascii(struct view v)
{
	unsigned char all = 0;
	for (size_t i = 0; i < v.length; i++)
		all |= (unsigned char)v.at[i];
	return all < 0x80;
}

bool offsets_open(struct offsets *o, struct view text)
{
	*o = (struct offsets){.text = text};
	if (is_ascii(text))
		return true;
	o->before = calloc(text.length / STEP + 1, sizeof *o->before);
	if (!o->before)
		return false;
	for (size_t i = 1; i <= text.length / STEP; i++)
		o->before[i] = o->before[i - 1] + count_characters(text, (i - 1) * STEP, i * STEP);
	return true;
}

void offsets_close(struct offsets *o)
{
	free(o->before);
	*o = (struct offsets){0};
}

uint32_t offset_of(const struct offsets *o, uint32_t byte)
{
	if (byte > o->text.length)
		byte = (uint32_t)o->text.length;
	if (!o->before)
		return byte;
	return o->before[byte / STEP] + count_characters(o->text, byte / STEP * STEP, byte);
}
