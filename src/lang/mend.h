/* mend: trees that no sentence of running text has.
 *
 * The parser was taught by much that is no news, and is at times led astray by short reports. Three slips can
 * be told from the tree alone, and are set right before anyone reads it:
 *
 *   "Peru shelled the port, officials said."  "said" has two subjects, "shelled" none: the first is that of
 * the clause. "Peru shelled the port."                  ends in a stop and has no verb, for "shelled" is
 * taken for a participle. "Troops shelled the port."                the same, with "shelled" as a clause of
 * the noun before it. */
#ifndef LANG_MEND_H
#define LANG_MEND_H

#include "article/article.h"
#include "lang/tree.h"

/* words[0..count) with their tags and relations, heads as tree_best() writes them; count is 1..SENTENCE_MOST.
 * `stops`: the sentence ends in a full stop. */
void mend_tree(struct token *words, uint16_t *heads, uint32_t count, bool stops);

#endif
