/* subjects: no clause has two.
 *
 * A verb of saying at the end of a sentence draws its first noun: in "Peru shelled the port, officials said" the parser at times
 * gives "said" two subjects and "shelled" none. The first is then that of the clause between the two. */
#ifndef LANG_SUBJECTS_H
#define LANG_SUBJECTS_H

#include "article/article.h"
#include "lang/tree.h"

/* words[0..count) with their relations, heads as tree_best() writes them; count is 1..SENTENCE_MOST. */
void subjects_mend(struct token *words, uint16_t *heads, uint32_t count);

#endif
