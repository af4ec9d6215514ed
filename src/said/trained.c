#include "said/trained.h"

enum { MAGIC = 0x44494153, FORMAT = 1, CURVE_STEPS = 33 };

/* The file: this head, then each stage's rows. Numbers are little-endian; the file is aligned to 64. */
struct trained_file {
	uint32_t magic, format, width, stages;
	struct {
		uint32_t rows, offset; /* a power of two; bytes from the beginning of the file */
		int32_t bias, threshold, shift, unused;
		int32_t first[TRAINED_WIDTH], second[TRAINED_WIDTH];
	} stage[TRAINED_STAGE_COUNT];
	uint16_t curve[CURVE_STEPS]; /* of 65535, at scores from -8 to 8 by halves */
	uint16_t unused;
};

extern const char dateline_said_weights[];

static const struct trained_file *file(void)
{
	return (const void *)dateline_said_weights;
}

bool trained_has(void)
{
	return file()->magic == MAGIC && file()->format == FORMAT && file()->width == TRAINED_WIDTH &&
	       file()->stages == TRAINED_STAGE_COUNT;
}

int32_t trained_score(enum trained_stage stage, const struct features *f)
{
	const struct trained_file *t = file();
	const int8_t *rows = (const int8_t *)dateline_said_weights + t->stage[stage].offset;
	uint32_t mask = t->stage[stage].rows - 1;
	int32_t sums[TRAINED_WIDTH];
	memcpy(sums, t->stage[stage].first, sizeof sums);
	for (uint32_t i = 0; i < f->count; i++) {
		const int8_t *row = rows + (size_t)(f->row[i] & mask) * TRAINED_WIDTH;
		for (int k = 0; k < TRAINED_WIDTH; k++)
			sums[k] += row[k];
	}
	int64_t score = 0;
	for (int k = 0; k < TRAINED_WIDTH; k++)
		score += (int64_t)(sums[k] > 0 ? sums[k] : 0) * t->stage[stage].second[k];
	return (int32_t)(score / (INT64_C(1) << t->stage[stage].shift)) + t->stage[stage].bias;
}

int32_t trained_threshold(enum trained_stage stage)
{
	return file()->stage[stage].threshold;
}

float trained_confidence(int32_t score)
{
	int32_t low = -8 * TRAINED_UNIT, step = TRAINED_UNIT / 2, last = (CURVE_STEPS - 1) * step;
	int32_t at = score - low;
	at = at < 0 ? 0 : at > last ? last : at;
	int32_t i = at / step, rest = at % step;
	int32_t one = file()->curve[i], other = file()->curve[i + 1 < CURVE_STEPS ? i + 1 : i];
	return (float)(one + (other - one) * rest / step) / 65535.0F;
}
