/* byline: the names in "By Ana Lopes and Tom Reed, Staff Writers". */
#ifndef PAGE_BYLINE_H
#define PAGE_BYLINE_H

#include "article/reader.h"
#include "base/vector.h"
#include "base/view.h"

/* Where the words come from: a field that holds names; a line of text that may hold others too; a line of
 * which it is known that a name, though it be of one word, stands in it; the same, and the first word may be
 * one that somebody goes by ("ana_l_92"). */
enum byline_source { BYLINE_FIELD, BYLINE_TEXT, BYLINE_LINE, BYLINE_HANDLE };

struct byline_reader {
	struct arena *arena;
	const struct table *words, *months;
	uint32_t kind;
};

struct names {
	VECTOR(struct view) at;
};

struct byline_reader byline_reader_of(struct arena *m, const struct reader *r);
/* Adds the names in a text, each once. */
void byline_read(const struct byline_reader *b, struct view text, enum byline_source source,
                 struct names *to);
/* Whether a text begins as bylines do ("By", "Von"). */
bool byline_begins(const struct byline_reader *b, struct view text);
/* Whether a word of a text is of a kind of know/bylines.tsv. */
bool byline_has(const struct byline_reader *b, struct view text, const char *kind);
/* Whether a text is nothing but such a beginning ("Author:"). */
bool byline_is_label(const struct byline_reader *b, struct view text);

#endif
