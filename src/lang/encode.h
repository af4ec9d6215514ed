/* encode: the network over a stretch of a line's tokens. */
#ifndef LANG_ENCODE_H
#define LANG_ENCODE_H

#include "article/article.h"
#include "lang/features.h"
#include "lang/model.h"

enum {
	SPAN_MOST = 512,  /* tokens that the network reads at a time; a longer line takes several spans */
	PADDING = 3,      /* rows of zeros at each end, for windows to look at */
	BLOCK_TOKENS = 16 /* that a head works on at a time */
};

/* Room for one span; all in the article's arena. stride: bytes from a token's row of activations to the next.
 */
struct span {
	const struct model *model;
	struct tokens tokens;
	uint8_t *rows, *gates;
	size_t stride;
};

/* Room for spans of up to `most` tokens. */
struct span span_in(struct arena *arena, const struct model *m, uint32_t most);
/* Reads the tokens, which lie in a line of this style that begins at line_begin. */
void span_read(struct span *s, const struct article *a, struct tokens tokens, struct tokens line,
               enum line_style style);
/* Columns of the i-th token's row. */
static inline const uint8_t *span_row(const struct span *s, uint32_t i, uint32_t from)
{
	return s->rows + (i + PADDING) * s->stride + from;
}

/* What a layer reads: the first columns of `count` tokens, `stride` bytes apart. */
struct inputs {
	const uint8_t *at;
	size_t stride;
	uint32_t count;
};

static inline struct inputs span_inputs(const struct span *s, uint32_t begin, uint32_t count, uint32_t from)
{
	return (struct inputs){span_row(s, begin, from), s->stride, count};
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
