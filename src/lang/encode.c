#include "lang/encode.h"

#include <string.h>

#include "base/arena.h"

struct span span_in(struct arena *arena, const struct model *m, uint32_t most)
{
	struct span s = {.model = m, .stride = m->width};
	uint32_t lines = most < PACK_TOKENS ? most : PACK_TOKENS;
	size_t widest = 0;
	for (uint32_t i = 0; i < m->layer_count; i++)
		if (m->layers[i].dense.rows > widest)
			widest = m->layers[i].dense.rows;
	s.rows = arena_alloc(arena, (most + (lines + 2) * PADDING) * s.stride);
	s.rows += PADDING * s.stride; /* a window's input may be counted from before the first row */
	s.gates = arena_alloc(arena, most * widest + 1);
	s.places = arena_alloc(arena, most * sizeof *s.places);
	return s;
}

/* Layers are run tile by tile: 16 rows and four tokens, of which the last is repeated where four do not fill.
 * The rows' weights stay near while all tokens pass. */
static struct tile tile_of(const struct dense *d, uint32_t row)
{
	size_t count = d->columns / 4 * d->segments;
	struct tile t = {
	        .weights = d->weight + (size_t)row * d->columns * d->segments,
	        .groups = d->groups + row / TILE_ROWS * count,
	        .count = count,
	};
	memcpy(t.runs, d->runs[row / TILE_ROWS], sizeof t.runs);
	return t;
}

/* Sums of a tile's rows for tokens [token, token + 4); returns how many of them there are. */
static uint32_t run_tile(int32_t sums[TILE_INPUTS][TILE_ROWS], const struct kernels *k, const struct tile *t,
                         const struct inputs *in, uint32_t token)
{
	const uint8_t *input[TILE_INPUTS];
	uint32_t left = in->count - token, last = (left < TILE_INPUTS ? left : TILE_INPUTS) - 1;
	for (uint32_t i = 0; i < TILE_INPUTS; i++) {
		uint32_t n = token + (i < last ? i : last);
		input[i] = in->at + (in->places ? in->places[n] : n) * in->stride;
	}
	k->tile(sums, t, input);
	return last + 1;
}

void dense_bytes(const struct kernels *k, const struct dense *d, struct inputs in, uint8_t *out,
                 size_t stride)
{
	int32_t sums[TILE_INPUTS][TILE_ROWS];
	for (uint32_t r = 0; r < d->rows; r += TILE_ROWS) {
		struct tile tile = tile_of(d, r);
		for (uint32_t t = 0; t < in.count; t += TILE_INPUTS) {
			uint32_t n = run_tile(sums, k, &tile, &in, t);
			k->clamp(out + t * stride + r, stride, n, sums, d->bias + r, d->scale + r);
		}
	}
}

void dense_sums(const struct kernels *k, const struct dense *d, struct inputs in, int32_t *out, size_t stride)
{
	int32_t sums[TILE_INPUTS][TILE_ROWS];
	for (uint32_t r = 0; r < d->rows; r += TILE_ROWS) {
		struct tile tile = tile_of(d, r);
		for (uint32_t t = 0; t < in.count; t += TILE_INPUTS) {
			uint32_t n = run_tile(sums, k, &tile, &in, t);
			k->add(out + t * stride + r, stride, n, sums, d->bias + r);
		}
	}
}

void head_sums(const struct span *s, const struct head *h, uint32_t begin, uint32_t count, int32_t *out)
{
	uint8_t hidden[BLOCK_TOKENS * MODEL_ROWS_MOST];
	const struct kernels *k = s->model->kernels;
	dense_bytes(k, &h->hidden, span_inputs(s, begin, count, h->from), hidden, h->hidden.rows);
	dense_sums(k, &h->output, (struct inputs){hidden, h->hidden.rows, count, NULL}, out, h->output.rows);
}

/* ---- the embedding ---- */

/* The row of a word known by its hash, 0 if it is not. */
static uint32_t word_row(const struct model *m, uint32_t hash)
{
	uint32_t mask = m->word_slot_count - 1;
	for (uint32_t i = hash & mask; m->word_slots[2 * i + 1]; i = (i + 1) & mask)
		if (m->word_slots[2 * i] == hash)
			return m->word_slots[2 * i + 1];
	return 0;
}

/* How a word stands in its line, as a row of the last kind. */
static uint32_t place_of(const struct article *a, uint32_t token, struct tokens line, enum line_style style)
{
	const struct token *t = &a->tokens.at[token];
	bool first = token == line.begin, last = token + 1 == line.end;
	bool before = first || t[-1].bytes.end < t->bytes.begin;
	bool after = last || t->bytes.end < t[1].bytes.begin;
	return (uint32_t)style << 4 | (uint32_t)before << 3 | (uint32_t)after << 2 |
	       (uint32_t)t->joined << 1 | (uint32_t)first;
}

static void embed(const struct span *s, const struct article *a, uint32_t token, uint32_t place, uint8_t *out)
{
	const struct model *m = s->model;
	const int8_t *rows[FEATURE_KINDS];
	uint32_t hashes[FORM_HASHES];
	form_hashes(text_of_token(a, token), hashes);
	rows[0] = m->rows + (size_t)word_row(m, hashes[0]) * m->row_width;
	for (uint32_t k = 1; k < FORM_HASHES; k++)
		rows[k] = m->rows + (size_t)(m->starts[k] + hashes[k] % m->sizes[k]) * m->row_width;
	rows[FORM_HASHES] =
	        m->rows + (size_t)(m->starts[FORM_HASHES] + place % m->sizes[FORM_HASHES]) * m->row_width;
	m->kernels->embed(out, m->row_bias, rows, FEATURE_KINDS, m->row_width);
}

/* ---- the layers ---- */

/* One direction of a gated layer over tokens [begin, end) of the span, which are one line's. gates holds z
 * forwards, z backwards, c forwards, c backwards. */
static void scan(const struct span *s, const struct layer *l, uint32_t begin, uint32_t end, bool backwards)
{
	int16_t state[MODEL_ROWS_MOST];
	size_t half = l->width / 2, rows = l->dense.rows, side = backwards ? half : 0;
	memset(state, 0, half * sizeof *state);
	for (uint32_t n = begin; n < end; n++) {
		uint32_t i = backwards ? end - 1 - (n - begin) : n;
		const uint8_t *z = s->gates + i * rows + side;
		uint8_t *out = s->rows + s->places[i] * s->stride + l->to + side;
		s->model->kernels->gate(state, out, z, z + l->width, half);
	}
}

static void run_layer(const struct span *s, const struct layer *l, const struct stretch *stretches,
                      uint32_t count)
{
	uint32_t all = s->tokens.end - s->tokens.begin, reach = (l->dense.segments - 1) / 2;
	struct inputs in = span_inputs(s, 0, all, l->from);
	in.at -= reach * s->stride;
	dense_bytes(s->model->kernels, &l->dense, in, s->gates, l->dense.rows);
	if (l->kind == LAYER_WINDOW) {
		for (uint32_t i = 0; i < all; i++)
			memcpy(s->rows + s->places[i] * s->stride + l->to, s->gates + i * l->dense.rows,
			       l->dense.rows);
		return;
	}
	for (uint32_t n = 0; n < count; n++) {
		uint32_t begin = stretches[n].tokens.begin - s->tokens.begin;
		uint32_t end = stretches[n].tokens.end - s->tokens.begin;
		scan(s, l, begin, end, false);
		scan(s, l, begin, end, true);
	}
}

/* Gives each token its row and what is known of it by itself. */
static void begin_span(struct span *s, const struct article *a, const struct stretch *stretches,
                       uint32_t count)
{
	uint32_t i = 0, row = 0;
	for (uint32_t n = 0; n < count; n++) {
		const struct stretch *t = &stretches[n];
		memset(s->rows + row * s->stride, 0, PADDING * s->stride);
		row += PADDING;
		for (uint32_t token = t->tokens.begin; token < t->tokens.end; token++, i++, row++) {
			s->places[i] = (uint16_t)row;
			embed(s, a, token, place_of(a, token, t->line, t->style), s->rows + row * s->stride);
		}
	}
	memset(s->rows + row * s->stride, 0, PADDING * s->stride);
}

void span_read(struct span *s, const struct article *a, const struct stretch *stretches, uint32_t count)
{
	s->tokens = (struct tokens){stretches[0].tokens.begin, stretches[count - 1].tokens.end};
	begin_span(s, a, stretches, count);
	for (uint32_t i = 0; i < s->model->layer_count; i++)
		run_layer(s, &s->model->layers[i], stretches, count);
}
