/* ends: what the words themselves say of a sentence's end, whatever the network thinks.
 *
 * "Sen. Lund" is no end, "at 9 p.m. The mayor" is one; a word with a small letter goes on with what an
 * abbreviation, three dots or a quotation interrupted; and a mark that closes stays with what it closes. */
#ifndef LANG_ENDS_H
#define LANG_ENDS_H

#include "article/article.h"
#include "lang/features.h"

struct model;

/* Tables of words, any of which may be NULL: those that begin a sentence behind an abbreviation, those for
 * persons, the verbs of saying, whose lemmas the model knows, and given names. */
struct end_words {
	const struct table *openers, *nouns, *cues, *given;
	const struct model *model;
};

enum end_told { END_UNTOLD, END_NEVER, END_SURELY };

/* Of the end behind token i, which is not its line's last. */
enum end_told end_told(const struct article *a, const struct end_words *words, uint32_t i,
                       enum line_style style);

#endif
