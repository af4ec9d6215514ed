/* reading: what the parts of lang share while one article is read. Everything lies in the article's arena. */
#ifndef LANG_READING_H
#define LANG_READING_H

#include "base/arena.h"
#include "lang/encode.h"
#include "lang/ends.h"
#include "lang/features.h"
#include "lang/lang.h"
#include "lang/model.h"
#include "lang/names.h"
#include "lang/tree.h"

enum { NEVER = INT32_MIN / 2 }; /* a score that loses against every other */

/* One article's reading: what is needed from line to line. */
struct reading {
	struct article *a;
	const struct model *m;
	struct span span;
	int32_t *ends;   /* of the span's tokens: over 0, a sentence ends here */
	int32_t *logits; /* [BLOCK_TOKENS][rows of the widest head] */
	int32_t *names;  /* of the span's tokens: [tokens][classes] */
	uint8_t *name_best, *name_back;
	uint8_t *dependents, *governors; /* of the sentence: [words][rows], governors in tiles */
	int32_t *scores;                 /* [words][words and the root, rounded up] */
	int32_t *label_dependents, *label_governors;
	struct end_words end_words;
	const struct table *actors;       /* who is known by name */
	const struct table *demonyms;     /* words for peoples */
	const struct table *lemmas;       /* of forms that are no rule's */
	bool extras;                      /* whether a room behind this one may ask for its head */
	enum line_style style;            /* of the line that is read */
	struct stretch pack[PACK_TOKENS]; /* short lines that wait to be read together */
	uint32_t pack_count;
	VECTOR(struct name_scores) name_scores; /* one for each of a->names */
};

static inline uint32_t up_to_tile(uint32_t n)
{
	return (n + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;
}

static inline uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Tags, lemmas: tags.c. The words are the span's first `count`. */

void tag_words(const struct reading *r, uint32_t count);

/* The stretch's first `count` words are all in capitals, which tell nothing: they are read as if written with
 * few. */
void forget_capitals(const struct reading *r, const struct stretch *s, uint32_t count);

/* Names: spans.c. Words [begin, begin + count) of the span are a sentence; score_names comes first, for all
 * of them. */

void score_names(const struct reading *r, uint32_t count);
void find_names(struct reading *r, uint32_t begin, uint32_t count);

/* The tree over a sentence: parse.c. */

void parse(const struct reading *r, uint32_t begin, uint32_t count);

#endif
