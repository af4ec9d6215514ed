/* kernels: the arithmetic of the network, once in portable C and again for what the processor offers.
 *
 * Activations are 0..127 in uint8_t, weights -127..127 in int8_t, sums int32_t: at most 2^16 columns fit.
 * (127, not 255: AVX2 adds pairs of products in 16 bits, and 2 * 127 * 127 is the most that they hold.)
 * Every twin gives the same bits as the portable one; test/kernels.c holds them to it, those too that the
 * processor at hand does not run. */
#ifndef LANG_KERNELS_H
#define LANG_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum {
	TILE_INPUTS = 4, /* tokens that a tile works on at a time */
	TILE_ROWS = 16,  /* rows of weights, padded with zeros to a multiple of this */
	RUN_GROUPS = 4,  /* groups whose products are summed in 16 bits */
	SCALE_BITS = 30, /* a row's scale is a fraction of 2^30 */
};

/* Four columns: bytes from the token's first, and the 16 x 4 weights: bytes from the tile's first. */
struct group {
	uint32_t input, weights;
};

/* 16 rows of weights, in groups of four columns. Groups stand in runs of four, then of three, of two, of one:
 * the products of a run, summed by neighbouring columns, fit 16 bits whatever the input is. */
struct tile {
	const int8_t *weights;
	const struct group *groups;
	size_t count;
	uint32_t runs[RUN_GROUPS]; /* how many there are of four groups, of three, of two, of one */
};

struct kernels {
	const char *name;
	/* sums[4][16] = weights[16][columns of all groups] · input[4][the same columns]. */
	void (*tile)(int32_t sums[TILE_INPUTS][TILE_ROWS], const struct tile *t,
	             const uint8_t *const input[TILE_INPUTS]);
	/* out[rows] = clamp(sum of 8-bit rows + bias, halved, to 0..127); `count` rows of `width` each. */
	void (*embed)(uint8_t *out, const int16_t *bias, const int8_t *const *rows, size_t count,
	              size_t width);
	/* One step of the gated layer: state += (c - state) * z / 128, state in 1/256; out = state, rounded.
	 */
	void (*gate)(int16_t *state, uint8_t *out, const uint8_t *z, const uint8_t *c, size_t width);
	/* out[16] = clamp((sums + bias) * scale / 2^30, rounded, to 0..127), for `count` inputs whose results
	 * lie `stride` apart. */
	void (*clamp)(uint8_t *out, size_t stride, size_t count, const int32_t sums[][TILE_ROWS],
	              const int32_t *bias, const int32_t *scale);
	/* out[16] = sums + bias, the same way. */
	void (*add)(int32_t *out, size_t stride, size_t count, const int32_t sums[][TILE_ROWS],
	            const int32_t *bias);
	/* The first place of the largest of count values, count >= 1. */
	size_t (*largest)(const int32_t *values, size_t count);
};

enum { KERNELS_MOST = 4 };

/* All that this processor runs, from the portable one to the fastest, into out; returns how many. */
size_t kernels_all(const struct kernels *out[KERNELS_MOST]);
/* The fastest that this processor runs. */
const struct kernels *kernels_best(void);

extern const struct kernels kernels_portable;

#endif
