#include "article/layout.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* ECMA-48: bold, faint, and the eight colours that every terminal has. */
static const char *const codes[STYLE_COUNT] = {
        [BOLD] = "\033[1m",  [DIM] = "\033[2m",   [HEADING] = "\033[1;36m",
        [GOOD] = "\033[32m", [WARM] = "\033[33m", [BAD] = "\033[31m",
};

static unsigned columns_of(struct view v)
{
	unsigned n = 0;
	for (size_t at = 0; at < v.length;) {
		int width = utf8proc_charwidth((utf8proc_int32_t)utf8_next(v, &at));
		n += width > 0 ? (unsigned)width : 0;
	}
	return n;
}

/* Format characters could turn the direction of a terminal's line, as control characters could its colours.
 */
static bool is_shown(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
	return category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_CF;
}

static void add_shown(struct buffer *out, struct view word)
{
	for (size_t at = 0; at < word.length;) {
		char bytes[4];
		uint32_t c = utf8_next(word, &at);
		if (is_shown(c))
			buffer_add(out, view_of(bytes, utf8_write(bytes, c)));
	}
}

static void add_spaces(struct layout *l, unsigned column)
{
	for (; l->column < column; l->column++)
		buffer_byte(l->out, ' ');
}

void layout_line(struct layout *l, unsigned indent)
{
	if (l->column)
		buffer_byte(l->out, '\n');
	l->column = 0;
	l->indent = indent;
	l->space = false;
}

void layout_gap(struct layout *l)
{
	layout_line(l, l->indent);
	buffer_byte(l->out, '\n');
}

static void add_word(struct layout *l, enum style style, struct view word)
{
	unsigned columns = columns_of(word);
	if (l->column > l->indent && l->column + l->space + columns > l->width)
		layout_line(l, l->indent);
	if (l->space)
		add_spaces(l, l->column + 1);
	add_spaces(l, l->indent);
	bool dressed = l->colour && codes[style];
	if (dressed)
		buffer_string(l->out, codes[style]);
	add_shown(l->out, word);
	if (dressed)
		buffer_string(l->out, "\033[0m");
	l->column += columns;
	l->space = true;
}

/* Cuts the next run without white space off *v; empty at the end. */
static struct view next_word(struct view *v)
{
	*v = view_trim(*v);
	size_t end = 0;
	while (end < v->length) {
		size_t at = end;
		uint32_t c = utf8_next(*v, &at);
		if (c < 0x20 || utf8_is_space(c))
			break;
		end = at;
	}
	struct view word = view_slice(*v, 0, end);
	/* A control character that is no space would stay in front for ever. */
	*v = view_slice(*v, end ? end : 1, v->length);
	return word;
}

void layout_flow(struct layout *l, enum style style, struct view text)
{
	while (text.length) {
		struct view word = next_word(&text);
		if (word.length)
			add_word(l, style, word);
	}
}

void layout_join(struct layout *l, enum style style, struct view text)
{
	l->space = false;
	layout_flow(l, style, text);
}

void layout_hang(struct layout *l, unsigned column)
{
	if (l->column >= column)
		layout_line(l, column);
	l->indent = column;
	add_spaces(l, column);
	l->space = false;
}
