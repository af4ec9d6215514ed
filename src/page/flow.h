/* flow: the lines of a document on their way into the article's text.
 *
 * A piece is one line: a paragraph, a list item, a headline. Each stays, or goes to `removed` with its
 * reason, or is a caption, or is no part of the article at all; flow_write then makes text, blocks, removed,
 * captions and origins of them in one pass. */
#ifndef PAGE_FLOW_H
#define PAGE_FLOW_H

#include "article/article.h"
#include "article/reader.h"

enum fate {
	FATE_STAYS,
	FATE_REMOVED, /* stood in the article's flow: listed with its reason */
	FATE_CAPTION,
	FATE_OUTSIDE, /* no part of the article: not told */
};

struct piece {
	struct view text;            /* white space folded */
	uint32_t runs, run_count;    /* flow.runs[runs ...]: where its text stands on the page */
	uint32_t node;               /* of the tree; NONE in plain text */
	uint8_t fate, kind, removal; /* enum fate, block_kind, removal */
};

struct flow {
	struct arena *arena;
	struct view page;
	VECTOR(struct piece) pieces;
	VECTOR(struct origin) runs; /* text counts from the piece's first byte */
	char *free;                 /* room for the text of all pieces */
	struct piece open;
	size_t open_length;
	bool space, keep_runs;
};

/* A flow for texts of this many bytes in all, in this many parts. */
struct flow flow_begin(struct arena *m, struct view page, size_t bytes, const struct reader *r);
/* Adds text to the piece in the making; runs of white space become one space, invisible characters go. */
void flow_add(struct flow *f, struct view text);
/* A space, if something stands before it and behind it. */
void flow_space(struct flow *f);
/* Ends the piece in the making. Returns its index, or NONE if it would be empty. */
uint32_t flow_end(struct flow *f, enum block_kind kind, uint32_t node);
/* Takes a piece out of the flow for a reason. */
void flow_remove(struct piece *p, enum removal why);
/* Writes the pieces into the article. */
void flow_write(struct flow *f, struct article *a);

#endif
