#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A line cut in the middle of a UTF-8 character loses that character. */
static void cut_at_character(char *text)
{
	size_t n = strlen(text), back = 0;
	while (back < 3 && back < n && ((unsigned char)text[n - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back < n && (unsigned char)text[n - 1 - back] >= 0xC0)
		text[n - 1 - back] = '\0';
}

int fail(struct error *e, const char *format, ...)
{
	if (!e)
		return -1;
	va_list args;
	va_start(args, format);
	int wanted = vsnprintf(e->text, sizeof e->text, format, args);
	va_end(args);
	if (wanted >= (int)sizeof e->text)
		cut_at_character(e->text);
	return -1;
}
