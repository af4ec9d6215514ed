#include "lang/kernels.h"

#include <string.h>

#include "lang/kernels_x86.h"

static void tile_portable(int32_t sums[TILE_INPUTS][TILE_ROWS], const struct tile *t,
                          const uint8_t *const input[TILE_INPUTS])
{
	memset(sums, 0, sizeof(int32_t[TILE_INPUTS][TILE_ROWS]));
	for (size_t g = 0; g < t->count; g++)
		for (size_t i = 0; i < TILE_INPUTS; i++) {
			const uint8_t *x = input[i] + t->groups[g].input;
			const int8_t *w = t->weights + t->groups[g].weights;
			for (size_t r = 0; r < TILE_ROWS; r++, w += 4)
				sums[i][r] += x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + x[3] * w[3];
		}
}

static uint8_t clamped(int32_t value)
{
	return (uint8_t)(value < 0 ? 0 : value > 127 ? 127 : value);
}

static void embed_portable(uint8_t *out, const int16_t *bias, const int8_t *const *rows, size_t count,
                           size_t width)
{
	for (size_t i = 0; i < width; i++) {
		int32_t sum = bias[i] + 1;
		for (size_t r = 0; r < count; r++)
			sum += rows[r][i];
		out[i] = clamped(sum < 0 ? 0 : sum >> 1);
	}
}

/* (a * b + 2^14) >> 15, as pmulhrsw does; both factors are 16-bit. */
static int16_t multiply_high(int16_t a, int16_t b)
{
	int32_t product = a * b + (1 << 14);
	return (int16_t)(product < 0 ? ~(~product >> 15) : product >> 15);
}

static void gate_portable(int16_t *state, uint8_t *out, const uint8_t *z, const uint8_t *c, size_t width)
{
	for (size_t i = 0; i < width; i++) {
		int16_t step = multiply_high((int16_t)(c[i] * 256 - state[i]), (int16_t)(z[i] * 256));
		state[i] = (int16_t)(state[i] + step);
		out[i] = (uint8_t)((state[i] + 128) >> 8);
	}
}

static uint8_t scaled(int32_t sum, int32_t scale)
{
	int64_t product = (int64_t)(sum < 0 ? 0 : sum) * scale + (INT64_C(1) << (SCALE_BITS - 1));
	int64_t value = product >> SCALE_BITS;
	return (uint8_t)(value > 127 ? 127 : value);
}

static void clamp_portable(uint8_t *out, size_t stride, size_t count, const int32_t sums[][TILE_ROWS],
                           const int32_t *bias, const int32_t *scale)
{
	for (size_t i = 0; i < count; i++, out += stride)
		for (size_t r = 0; r < TILE_ROWS; r++)
			out[r] = scaled(sums[i][r] + bias[r], scale[r]);
}

static void add_portable(int32_t *out, size_t stride, size_t count, const int32_t sums[][TILE_ROWS],
                         const int32_t *bias)
{
	for (size_t i = 0; i < count; i++, out += stride)
		for (size_t r = 0; r < TILE_ROWS; r++)
			out[r] = sums[i][r] + bias[r];
}

static size_t largest_portable(const int32_t *values, size_t count)
{
	size_t best = 0;
	for (size_t i = 1; i < count; i++)
		if (values[i] > values[best])
			best = i;
	return best;
}

const struct kernels kernels_portable = {"portable",     tile_portable, embed_portable,  gate_portable,
                                         clamp_portable, add_portable,  largest_portable};

size_t kernels_all(const struct kernels *out[KERNELS_MOST])
{
	out[0] = &kernels_portable;
	return 1 + kernels_x86(out + 1);
}

const struct kernels *kernels_best(void)
{
	const struct kernels *all[KERNELS_MOST];
	return all[kernels_all(all) - 1];
}
