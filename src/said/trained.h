/* trained: the weights that judge cues, pieces and sources, and how they are applied.
 *
 * A stage is a table of rows of 8-bit numbers, one row for each hashed feature. The rows of a candidate's
 * features are summed, clamped at zero, and weighed: all in integers, so that every machine gives the same
 * score. train/said.py writes the file, which the program holds as it lies. Shared by said's files only. */
#ifndef SAID_TRAINED_H
#define SAID_TRAINED_H

#include "said/features.h"

enum { TRAINED_WIDTH = 16 };

/* clang-format off */
#define TRAINED_STAGES(X) X(CUE) X(PIECE) X(SOURCE) X(TAIL) X(STATEMENT)
/* clang-format on */
#define AS_TRAINED(name) TRAINED_##name,
enum trained_stage { TRAINED_STAGES(AS_TRAINED) TRAINED_STAGE_COUNT };
#undef AS_TRAINED

/* Scores are log odds in steps of 1/1024. */
enum { TRAINED_UNIT = 1024 };

/* The program's own weights; NULL if it was built with a file that learnt nothing. */
const struct weights *trained_weights(void);
/* The weights in these bytes, which must be aligned to 4 and live as long as they are used; NULL if they are
 * none or learnt nothing. */
const struct weights *trained_read(const void *bytes, size_t length);
int32_t trained_score(const struct weights *w, enum trained_stage stage, const struct features *f);
/* The score from which a stage says yes, chosen on articles kept out of training. */
int32_t trained_threshold(const struct weights *w, enum trained_stage stage);
/* The share of right ones among held-out statements with such a score, 0 to 1. */
float trained_confidence(const struct weights *w, int32_t score);

#endif
