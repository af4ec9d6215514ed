/* tree: from scores to a tree with one root. */
#ifndef LANG_TREE_H
#define LANG_TREE_H

#include <stdint.h>

enum { SENTENCE_MOST = 256 }; /* words of a sentence; a longer one is cut where an end is likeliest */

/* scores[i * stride + j] is the score of j as the governor of i; j == count is the root. Writes each word's
 * governor; exactly one word's is `count`, and from every word the way up ends there. Takes every word's best
 * governor, then mends: one root, and each cycle left where that costs least, which is nearly always the
 * highest-scoring tree and takes time linear in the scores. count is 1..SENTENCE_MOST. */
void tree_best(uint16_t *heads, const int32_t *scores, uint32_t count, uint32_t stride);

#endif
