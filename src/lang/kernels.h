/* kernels: the arithmetic of the network, once in portable C and again for what the processor offers.
 *
 * Activations are 0..127 in uint8_t, weights -127..127 in int8_t, sums int32_t: at most 2^16 columns fit.
 * (127, not 255: AVX2 adds pairs of products in 16 bits, and 2 * 127 * 127 is the most that they hold.)
 * Every twin gives the same bits as the portable one; test/lang/kernels.c holds them to it. */
#ifndef LANG_KERNELS_H
#define LANG_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum {
	TILE_INPUTS = 4, /* tokens that a tile works on at a time */
	TILE_ROWS = 16,  /* rows of weights, padded with zeros to a multiple of this */
	SCALE_BITS = 30, /* a row's scale is a fraction of 2^30 */
};

/* Where the columns of one token's input lie: `segments` runs of `columns` bytes, `stride` bytes apart.
 * A window over three tokens has three segments; a plain layer one. columns is a multiple of 4. */
struct reach {
	size_t segments, columns, stride;
};

struct kernels {
	const char *name;
	/* sums[4][16] = weights[16][segments * columns] · input[4][...]. The weights lie in groups of four
	 * columns: 16 rows x 4 columns, then the next four columns. */
	void (*tile)(int32_t sums[TILE_INPUTS][TILE_ROWS], const int8_t *weights,
	             const uint8_t *const input[TILE_INPUTS], struct reach reach);
	/* out[rows] = clamp(sum of 8-bit rows + bias, halved, to 0..127); `count` rows of `width` each. */
	void (*embed)(uint8_t *out, const int16_t *bias, const int8_t *const *rows, size_t count,
	              size_t width);
	/* One step of the gated layer: state += (c - state) * z / 128, state in 1/256; out = state, rounded.
	 */
	void (*gate)(int16_t *state, uint8_t *out, const uint8_t *z, const uint8_t *c, size_t width);
	/* out[16] = clamp((sums + bias) * scale / 2^30, rounded, to 0..127). */
	void (*clamp)(uint8_t *out, const int32_t *sums, const int32_t *bias, const int32_t *scale);
	/* out[16] = sums + bias. */
	void (*add)(int32_t *out, const int32_t *sums, const int32_t *bias);
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
