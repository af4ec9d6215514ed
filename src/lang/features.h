/* features: what the network sees of a word, from its form alone. train/text.py computes the same. */
#ifndef LANG_FEATURES_H
#define LANG_FEATURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

enum {
	FORM_MOST = 48,  /* code points of a word that are looked at; the ends of longer ones */
	FORM_HASHES = 6, /* whole, prefix, endings of two, three and four, shape */
};

/* Which hash a seed is for; the first six are the network's. */
enum hash_seed {
	SEED_WORD,
	SEED_PREFIX,
	SEED_ENDING2,
	SEED_ENDING3,
	SEED_ENDING4,
	SEED_SHAPE,
	SEED_ATOM = 20,
	SEED_INNER = 22,
	SEED_BREAK = 32,
	SEED_LEMMA = 64,
};

bool is_capital(uint32_t c);
bool is_letter(uint32_t c);
bool is_digit(uint32_t c);
/* ' in any of its shapes, prime and accent included. */
bool is_apostrophe(uint32_t c);
/* The small letter of a capital; others as they are. */
uint32_t folded(uint32_t c);
/* Folded, digits to 0, one kind of each quotation mark and dash. */
uint32_t normal(uint32_t c);

/* FNV-1a over code points with Murmur's finish. */
uint32_t hash_points(const uint32_t *points, size_t count, uint32_t seed);
/* The code points of form; of a form longer than FORM_MOST its two halves' outer ends. Returns how many. */
size_t points_of(struct view form, uint32_t points[FORM_MOST]);
void form_hashes(struct view form, uint32_t hashes[FORM_HASHES]);

/* How a line is written, from counts over its words that begin with a letter. */
enum line_style { STYLE_PROSE, STYLE_CAPITALS, STYLE_TITLE, STYLE_SMALL };

struct line_counts {
	uint32_t words, small, capital, long_words, long_small;
};

void count_word(struct line_counts *counts, struct view form);
enum line_style style_of(const struct line_counts *counts);

#endif
