/* encode: the network over a stretch of a line's tokens. */
#ifndef LANG_ENCODE_H
#define LANG_ENCODE_H

#include "article/article.h"
#include "lang/features.h"
#include "lang/model.h"

enum {
	SPAN_MOST = 512,   /* tokens that the network reads at a time; a longer line takes several spans */
	PACK_TOKENS = 128, /* lines shorter than this are read together, up to so many tokens */
	PADDING = 3,       /* rows of zeros around each line, for windows to look at */
	BLOCK_TOKENS = 16, /* that a head works on at a time */
};

/* Tokens that are read at once: a line, or the part of a long one. */
struct stretch {
	struct tokens tokens, line;
	enum line_style style;
	uint32_t block; /* of the article, in which the line lies */
};

/* Room for stretches that are read together; all in the article's arena. Their tokens follow one another. */
struct span {
	const struct model *model;
	struct tokens tokens;
	uint8_t *rows, *gates;
	uint16_t *places; /* which of the rows is the i-th token's */
	size_t stride;    /* bytes from a token's row of activations to the next */
};

/* Room for spans of up to `most` tokens. */
struct span span_in(struct arena *arena, const struct model *m, uint32_t most);
/* Reads the stretches, which lie behind one another in the article: SPAN_MOST tokens of one, or PACK_TOKENS
 * of several, and no more than there is room for. */
void span_read(struct span *s, const struct article *a, const struct stretch *stretches, uint32_t count);
/* Columns of the i-th token's row. */
static inline const uint8_t *span_row(const struct span *s, uint32_t i, uint32_t from)
{
	return s->rows + s->places[i] * s->stride + from;
}

/* What a layer reads of `count` tokens: rows that are `stride` bytes apart. places: the row of each; NULL:
 * they follow one another. */
struct inputs {
	const uint8_t *at;
	size_t stride;
	uint32_t count;
	const uint16_t *places;
};

static inline struct inputs span_inputs(const struct span *s, uint32_t begin, uint32_t count, uint32_t from)
{
	return (struct inputs){s->rows + from, s->stride, count, s->places + begin};
}

/* out[i * stride + r] = the layer's clamped rows for each token i; out has room for d->rows of each. */
void dense_bytes(const struct kernels *k, const struct dense *d, struct inputs in, uint8_t *out,
                 size_t stride);
/* The same as sums with bias, not scaled. */
void dense_sums(const struct kernels *k, const struct dense *d, struct inputs in, int32_t *out,
                size_t stride);
/* Logits of a head for tokens [begin, begin + count) of the span, count <= BLOCK_TOKENS. */
void head_sums(const struct span *s, const struct head *h, uint32_t begin, uint32_t count, int32_t *out);

#endif
