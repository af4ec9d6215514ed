/* layout: words flowing into lines of a terminal, with indents, a hanging label and colours. */
#ifndef ARTICLE_LAYOUT_H
#define ARTICLE_LAYOUT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/view.h"

enum style { PLAIN, BOLD, DIM, HEADING, GOOD, WARM, BAD, STYLE_COUNT };

struct layout {
	struct buffer *out;
	unsigned width, indent; /* columns */
	unsigned column;        /* where the line has come to */
	bool colour;
	bool space; /* a space is due before the next word */
};

/* Ends the line, if anything stands on it; the next one begins at indent. */
void layout_line(struct layout *l, unsigned indent);
/* An empty line. */
void layout_gap(struct layout *l);
/* Words, apart by any white space, wrapped. What is no text (control characters) is left out. */
void layout_flow(struct layout *l, enum style style, struct view text);
/* The same, joined to what stands before it: no space between. */
void layout_join(struct layout *l, enum style style, struct view text);
/* Spaces up to a column; a new line if the line is past it. What wraps from here on hangs there. */
void layout_hang(struct layout *l, unsigned column);

#endif
