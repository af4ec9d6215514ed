/* mend: trees that no sentence of running text has.
 *
 * The parser was taught by much that is no news, and is at times led astray by short reports. What can be
 * told from the tree alone is set right before anyone reads it, such as
 *
 *   "Peru shelled the port, officials said."
 *
 * where "said" has two subjects and "shelled" none, or
 *
 *   "Peru shelled the port."
 *
 * which ends in a stop and has no verb, "shelled" being taken for a participle. Each slip has a function of
 * its own, with an example: mend_subjects.c, mend_nouns.c, mend_verbs.c. */
#ifndef LANG_MEND_H
#define LANG_MEND_H

#include "article/article.h"
#include "lang/tree.h"

/* words[0..count) with their tags and relations, heads as tree_best() writes them; count is 1..SENTENCE_MOST.
 * `stops`: the sentence ends in a full stop. */
void mend_tree(struct token *words, uint16_t *heads, uint32_t count, bool stops);

#endif
