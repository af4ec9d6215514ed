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
#define TRAINED_STAGES(X) X(CUE) X(PIECE) X(SOURCE) X(STATEMENT)
/* clang-format on */
#define AS_TRAINED(name) TRAINED_##name,
enum trained_stage { TRAINED_STAGES(AS_TRAINED) TRAINED_STAGE_COUNT };
#undef AS_TRAINED

/* Scores are log odds in steps of 1/1024. */
enum { TRAINED_UNIT = 1024 };

/* Whether there are weights: a program may be built without those of the attribution corpus. */
bool trained_has(void);
int32_t trained_score(enum trained_stage stage, const struct features *f);
/* The score from which a stage says yes, chosen on articles kept out of training. */
int32_t trained_threshold(enum trained_stage stage);
/* The share of right ones among held-out statements with such a score, 0 to 1. */
float trained_confidence(int32_t score);

#endif
