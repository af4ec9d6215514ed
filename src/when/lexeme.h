/* lexeme: one line of text as the words, numbers and marks that dates are made of.
 *
 * Dates are read from these and not from lang's tokens, so that no error of tagging or of cutting words
 * ("2014-16", "30th", "mid-May") costs a date; the tree is asked for tenses alone. */
#ifndef WHEN_LEXEME_H
#define WHEN_LEXEME_H

#include <stdbool.h>
#include <stdint.h>

#include "article/article.h"
#include "article/labels.h"

struct table;

enum lexeme_kind { LEXEME_END, LEXEME_WORD, LEXEME_NUMBER, LEXEME_MARK };

struct lexeme {
	struct bytes bytes;
	int32_t value;  /* a number's, a word's by the table, a mark's character (dashes are '-') */
	int32_t times;  /* how many units the word stands for: a fortnight two weeks */
	uint8_t kind;   /* enum lexeme_kind */
	uint8_t class;  /* enum time_class of a word */
	uint8_t digits; /* of a number; 0: it has commas or a fraction and is none of a date */
	bool tight;     /* nothing stands between it and the one before */
	bool capital;   /* begins with a capital letter */
};

struct time_words {
	const struct table *table;
	uint32_t class, value, times; /* columns */
};

struct lexemes {
	struct lexeme *at;
	uint32_t count, capacity;
};

/* Puts the lexemes of a run of text into *to (emptied first), with one of LEXEME_END behind the last. */
void lexemes_of(struct article *a, struct bytes run, const struct time_words *words, struct lexemes *to);

#endif
