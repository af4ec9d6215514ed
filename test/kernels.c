/* What every twin of the kernels promises: the same bits as the portable ones, over any shape, and to run
 * only where the processor and its system can. Those that this processor does not have are emulated. */
#include "check.h"

#include "base/error.h"
#include "emulated.h"
#include "lang/encode.h"
#include "lang/kernels.h"
#include "lang/kernels_x86.h"
#include "lang/lang.h"
#include "lang/model.h"

static uint32_t seed = 1;

static uint32_t any(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

enum { COLUMNS_MOST = 256, SEGMENTS_MOST = 3, WIDTH_MOST = 256 };

static void fill(void *at, size_t size, uint32_t below)
{
	for (size_t i = 0; i < size; i++)
		((uint8_t *)at)[i] = (uint8_t)any(below);
}

/* Runs of all lengths, as many as there is room for; their weights are as large as 16 bits allow. */
static struct tile any_tile(struct group *groups, int8_t *weights, size_t room)
{
	static const int most[RUN_GROUPS] = {32, 43, 64, 127}; /* 2 * length * most <= 258 */
	struct tile t = {weights, groups, 0, {0}};
	bool extreme = any(4) == 0;
	for (size_t i = 0, length = RUN_GROUPS; i < RUN_GROUPS; i++, length--) {
		t.runs[i] = any((uint32_t)((room - t.count) / length / 2 + 2));
		if (t.runs[i] * length > room - t.count)
			t.runs[i] = 0;
		for (size_t n = t.count * 4 * TILE_ROWS, m = (size_t)most[i];
		     n < (t.count + t.runs[i] * length) * 4 * TILE_ROWS; n++)
			weights[n] = (int8_t)((int)(extreme ? any(2) * 2 * m : any((uint32_t)(2 * m + 1))) -
			                      most[i]);
		t.count += t.runs[i] * length;
	}
	for (size_t i = 0; i < t.count; i++)
		groups[i] = (struct group){any((uint32_t)t.count) * 4, (uint32_t)(i * 4 * TILE_ROWS)};
	return t;
}

static void tiles_agree(const struct kernels *k)
{
	enum { GROUPS_MOST = 96 };
	static uint8_t x[TILE_INPUTS * GROUPS_MOST * 8];
	static int8_t weights[GROUPS_MOST * 4 * TILE_ROWS];
	struct group groups[GROUPS_MOST];
	int32_t sums[2][TILE_INPUTS][TILE_ROWS];
	struct tile t = any_tile(groups, weights, GROUPS_MOST);
	size_t stride = t.count * 4 + any(16);
	/* The largest inputs make the largest sums that the narrow registers must hold. */
	if (any(4))
		fill(x, sizeof x, 128);
	else
		memset(x, 127, sizeof x);
	const uint8_t *input[TILE_INPUTS];
	for (size_t i = 0; i < TILE_INPUTS; i++)
		input[i] = x + i * stride;
	kernels_portable.tile(sums[0], &t, input);
	k->tile(sums[1], &t, input);
	assert_memory_equal(sums[0], sums[1], sizeof sums[0]);
}

static void embeddings_agree(const struct kernels *k)
{
	static int8_t table[8][WIDTH_MOST];
	static int16_t bias[WIDTH_MOST];
	uint8_t out[2][WIDTH_MOST];
	const int8_t *rows[8];
	size_t width = 16 * (1 + any(WIDTH_MOST / 16)), count = 1 + any(8);
	for (size_t i = 0; i < WIDTH_MOST; i++)
		bias[i] = (int16_t)((int)any(1024) - 512);
	for (size_t r = 0; r < 8; r++) {
		for (size_t i = 0; i < WIDTH_MOST; i++)
			table[r][i] = (int8_t)((int)any(255) - 127);
		rows[r] = table[r];
	}
	kernels_portable.embed(out[0], bias, rows, count, width);
	k->embed(out[1], bias, rows, count, width);
	assert_memory_equal(out[0], out[1], width);
}

static void gates_agree(const struct kernels *k)
{
	int16_t state[2][WIDTH_MOST] = {0};
	uint8_t z[WIDTH_MOST], c[WIDTH_MOST], out[2][WIDTH_MOST];
	size_t width = 16 * (1 + any(WIDTH_MOST / 16));
	for (int step = 0; step < 20; step++) {
		fill(z, sizeof z, 128);
		fill(c, sizeof c, 128);
		kernels_portable.gate(state[0], out[0], z, c, width);
		k->gate(state[1], out[1], z, c, width);
		assert_memory_equal(out[0], out[1], width);
		assert_memory_equal(state[0], state[1], width * sizeof(int16_t));
	}
}

static void clamps_agree(const struct kernels *k)
{
	enum { STRIDE = 2 * TILE_ROWS };
	int32_t sums[TILE_INPUTS][TILE_ROWS], bias[TILE_ROWS], scale[TILE_ROWS];
	uint8_t out[2][TILE_INPUTS * STRIDE] = {{0}};
	int32_t added[2][TILE_INPUTS * STRIDE] = {{0}};
	size_t count = 1 + any(TILE_INPUTS);
	for (size_t i = 0; i < TILE_ROWS; i++) {
		for (size_t n = 0; n < TILE_INPUTS; n++)
			sums[n][i] = (int32_t)any(1 << 24) - (1 << 23);
		bias[i] = (int32_t)any(1 << 24) * 16 - (1 << 27);
		scale[i] = (int32_t)(any(4) ? any(1 << 16) : any(1 << 24) * 127);
	}
	kernels_portable.clamp(out[0], STRIDE, count, sums, bias, scale);
	k->clamp(out[1], STRIDE, count, sums, bias, scale);
	assert_memory_equal(out[0], out[1], sizeof out[0]);
	kernels_portable.add(added[0], STRIDE, count, sums, bias);
	k->add(added[1], STRIDE, count, sums, bias);
	assert_memory_equal(added[0], added[1], sizeof added[0]);
}

static void largest_agree(const struct kernels *k)
{
	int32_t values[100];
	size_t count = 1 + any(100);
	int32_t spread = any(2) ? 3 : 1 << 20; /* ties: the first one counts */
	for (size_t i = 0; i < count; i++)
		values[i] = any(20) ? (int32_t)any((uint32_t)spread) - spread / 2 : INT32_MIN;
	assert_int_equal(k->largest(values, count), kernels_portable.largest(values, count));
}

/* All that can be had: what the processor runs, and what is emulated. */
static size_t all_kernels(const struct kernels *out[2 * KERNELS_MOST])
{
	size_t count = kernels_all(out), emulated = kernels_emulated(out + count);
	print_message("kernels: %zu run here, %zu are emulated\n", count, emulated);
	return count + emulated;
}

static void kernels_give_equal_results(void **state)
{
	(void)state;
	const struct kernels *all[2 * KERNELS_MOST];
	size_t count = all_kernels(all);
	for (size_t i = 0; i < count; i++) {
		print_message("kernels: %s\n", all[i]->name);
		for (int turn = 0; turn < 400; turn++) {
			tiles_agree(all[i]);
			embeddings_agree(all[i]);
			gates_agree(all[i]);
			clamps_agree(all[i]);
			largest_agree(all[i]);
		}
	}
}

/* ---- whole layers ---- */

enum { TOKENS_MOST = 2 * TILE_INPUTS + 1 };

/* The sum for one row, from the weights as the model has them: 16 rows x 4 columns, then the next four. */
static int32_t plain_sum(const struct dense *d, uint32_t row, const uint8_t *input, size_t stride)
{
	int32_t sum = d->bias[row];
	for (uint32_t c = 0; c < d->columns * d->segments; c++) {
		size_t tile = (size_t)(row / TILE_ROWS) * TILE_ROWS * d->columns * d->segments;
		int8_t w = d->weight[tile + c / 4 * 4 * TILE_ROWS + row % TILE_ROWS * 4 + c % 4];
		sum += w * input[c / d->columns * stride + c % d->columns];
	}
	return sum;
}

/* Sums of a layer for `count` tokens, from inputs of all kinds: any, the largest, only where a row's weights
 * are of one sign. */
static void layer_agrees(const struct model *m, const struct dense *d, const struct kernels *k,
                         uint32_t count)
{
	static uint8_t rows[(TOKENS_MOST + SEGMENTS_MOST) * MODEL_WIDTH_MOST];
	static int32_t sums[TOKENS_MOST * MODEL_ROWS_MOST];
	size_t stride = m->width, used = (TOKENS_MOST + SEGMENTS_MOST) * stride;
	uint32_t kind = any(3);
	fill(rows, used, 128);
	for (size_t i = 0; kind && i < used; i++)
		rows[i] = kind == 1 || rows[i] > 63 ? 127 : 0;
	struct inputs in = {rows, stride, count, NULL};
	dense_sums(k, d, in, sums, d->rows);
	for (uint32_t t = 0; t < count; t++)
		for (uint32_t r = 0; r < d->rows; r += 1 + any(7))
			assert_int_equal(sums[t * d->rows + r], plain_sum(d, r, rows + t * stride, stride));
}

static void layers_are_what_their_weights_say(void **state)
{
	const struct model *m = *state;
	const struct kernels *all[2 * KERNELS_MOST];
	size_t count = all_kernels(all);
	const struct dense *const heads[] = {&m->tag.hidden, &m->tag.output, &m->end.output,
	                                     &m->label.output};
	for (size_t k = 0; k < count; k++)
		for (uint32_t tokens = 1; tokens <= TOKENS_MOST; tokens++) {
			for (uint32_t i = 0; i < m->layer_count; i++)
				layer_agrees(m, &m->layers[i].dense, all[k], tokens);
			for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
				layer_agrees(m, heads[i], all[k], tokens);
		}
}

/* ---- which of them run ---- */

#ifdef __x86_64__

enum { SAVE = 1 << 27, AVX2_ = 1 << 5, F_BW = 1 << 16 | 1 << 30, VNNI_ = 1 << 11, VNNI_YMM = 1 << 4 };
static const uint32_t F_BW_VL = F_BW | UINT32_C(1) << 31;

static void only_what_processor_and_system_have_is_chosen(void **state)
{
	(void)state;
	const struct {
		const char *processor, *best;
		struct processor says;
	} rows[] = {
	        {"before AVX2", NULL, {SAVE, 0, 0, 0, 0x7}},
	        {"AVX2", "avx2", {SAVE, AVX2_, 0, 0, 0x7}},
	        {"AVX2, a system that keeps no wide registers", NULL, {SAVE, AVX2_, 0, 0, 0x3}},
	        {"AVX2, a system that does not say", NULL, {0, AVX2_, 0, 0, 0x7}},
	        {"AVX-VNNI alone", "avxvnni", {SAVE, AVX2_, 0, VNNI_YMM, 0x7}},
	        {"AVX-512 without VNNI", "avx2", {SAVE, AVX2_ | F_BW_VL, 0, 0, 0xE7}},
	        {"AVX-512 VNNI", "avx512vnni", {SAVE, AVX2_ | F_BW_VL, VNNI_, 0, 0xE7}},
	        {"AVX-512 VNNI, a system that does not keep its registers",
	         "avx2",
	         {SAVE, AVX2_ | F_BW_VL, VNNI_, 0, 0x7}},
	        {"AVX-512 VNNI, a system that keeps half of them",
	         "avx2",
	         {SAVE, AVX2_ | F_BW_VL, VNNI_, 0, 0x67}},
	        {"AVX-512 VNNI without words and bytes", "avx2", {SAVE, AVX2_ | 1 << 16, VNNI_, 0, 0xE7}},
	        {"both", "avx512vnni", {SAVE, AVX2_ | F_BW_VL, VNNI_, VNNI_YMM, 0xE7}},
	        {"both, a system without the wide ones",
	         "avxvnni",
	         {SAVE, AVX2_ | F_BW_VL, VNNI_, VNNI_YMM, 0x7}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct kernels *all[KERNELS_MOST];
		size_t n = kernels_for(&rows[i].says, all);
		print_message("%s\n", rows[i].processor);
		if (rows[i].best)
			assert_string_equal(n ? all[n - 1]->name : "none", rows[i].best);
		else
			assert_int_equal(n, 0);
	}
}

/* The compiler's own notion of the processor, for what it knows by name. */
static void this_processor_is_told_as_the_compiler_tells_it(void **state)
{
	(void)state;
	const struct kernels *all[KERNELS_MOST];
	size_t n = kernels_x86(all);
	__builtin_cpu_init();
	assert_int_equal(n > 0, __builtin_cpu_supports("avx2") != 0);
	bool wide = n && strcmp(all[n - 1]->name, "avx512vnni") == 0;
	assert_int_equal(wide, __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") &&
	                               __builtin_cpu_supports("avx512bw"));
}

#endif

static int open_model(void **state)
{
	struct error e;
	*state = model_open(NULL, &e);
	return *state ? 0 : -1;
}

static int close_model(void **state)
{
	model_close(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(kernels_give_equal_results),
	        cmocka_unit_test(layers_are_what_their_weights_say),
#ifdef __x86_64__
	        cmocka_unit_test(only_what_processor_and_system_have_is_chosen),
	        cmocka_unit_test(this_processor_is_told_as_the_compiler_tells_it),
#endif
	};
	return cmocka_run_group_tests(tests, open_model, close_model);
}
