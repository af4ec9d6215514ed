#include "said/trained.h"

enum { MAGIC = 0x44494153, FORMAT = 2, CURVE_STEPS = 33 };

/* The file: this head, then each stage's rows. Numbers are little-endian; the file is aligned to 64. */
struct weights {
	uint32_t magic, format, width, stages;
	struct {
		uint32_t rows, offset; /* a power of two; bytes from the beginning of the file */
		int32_t bias, threshold, shift, unused;
		int32_t first[TRAINED_WIDTH], second[TRAINED_WIDTH];
	} stage[TRAINED_STAGE_COUNT];
	uint16_t curve[CURVE_STEPS]; /* of 65535, at scores from -8 to 8 by halves */
	uint16_t unused;
};

extern const char dateline_said_weights[], dateline_said_weights_end[];

static bool fits(const struct weights *w, size_t length)
{
	if (length < sizeof *w || w->magic != MAGIC || w->format != FORMAT || w->width != TRAINED_WIDTH ||
	    w->stages != TRAINED_STAGE_COUNT)
		return false;
	for (int i = 0; i < TRAINED_STAGE_COUNT; i++) {
		uint32_t rows = w->stage[i].rows;
		bool power = rows && !(rows & (rows - 1)) && w->stage[i].shift >= 0 && w->stage[i].shift < 32;
		if (!power || w->stage[i].offset > length ||
		    rows > (length - w->stage[i].offset) / TRAINED_WIDTH)
			return false;
	}
	return true;
}

const struct weights *trained_read(const void *bytes, size_t length)
{
	return fits(bytes, length) ? bytes : NULL;
}

const struct weights *trained_weights(void)
{
	return trained_read(dateline_said_weights,
	                    (size_t)(dateline_said_weights_end - dateline_said_weights));
}

int32_t trained_score(const struct weights *w, enum trained_stage stage, const struct features *f)
{
	const int8_t *rows = (const int8_t *)w + w->stage[stage].offset;
	uint32_t mask = w->stage[stage].rows - 1;
	int32_t sums[TRAINED_WIDTH];
	memcpy(sums, w->stage[stage].first, sizeof sums);
	for (uint32_t i = 0; i < f->count; i++) {
		const int8_t *row = rows + (size_t)(f->row[i] & mask) * TRAINED_WIDTH;
		for (int k = 0; k < TRAINED_WIDTH; k++)
			sums[k] += row[k];
	}
	int64_t score = 0;
	for (int k = 0; k < TRAINED_WIDTH; k++)
		score += (int64_t)(sums[k] > 0 ? sums[k] : 0) * w->stage[stage].second[k];
	return (int32_t)(score / (INT64_C(1) << w->stage[stage].shift)) + w->stage[stage].bias + f->base;
}

int32_t trained_threshold(const struct weights *w, enum trained_stage stage)
{
	return w->stage[stage].threshold;
}

float trained_confidence(const struct weights *w, int32_t score)
{
	int32_t low = -8 * TRAINED_UNIT, step = TRAINED_UNIT / 2, last = (CURVE_STEPS - 1) * step;
	int32_t at = score - low;
	at = at < 0 ? 0 : at > last ? last : at;
	int32_t i = at / step, rest = at % step;
	int32_t one = w->curve[i], other = w->curve[i + 1 < CURVE_STEPS ? i + 1 : i];
	return (float)(one + (other - one) * rest / step) / 65535.0F;
}
