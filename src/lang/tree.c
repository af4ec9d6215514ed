#include "lang/tree.h"

#include <stddef.h>

/* The best governor of word i but itself and those of group `not`; groups may be NULL: any. */
static uint32_t best_governor(const int32_t *scores, uint32_t i, uint32_t count, const uint16_t *groups,
                              uint32_t not )
{
	uint32_t best = count;
	for (uint32_t j = 0; j < count; j++)
		if (j != i && !(groups && groups[j] == not ) && (best == count || scores[j] > scores[best]))
			best = j;
	return best;
}

/* The word that gains most, or loses least, by hanging on the root. */
static uint32_t best_root(const int32_t *scores, uint32_t count, uint32_t stride)
{
	uint32_t root = 0;
	int64_t most = INT64_MIN;
	for (uint32_t i = 0; i < count; i++) {
		const int32_t *row = scores + (uint64_t)i * stride;
		uint32_t other = best_governor(row, i, count, NULL, 0);
		int64_t gain = (int64_t)row[count] - (other == count ? INT32_MIN : row[other]);
		if (gain > most) {
			most = gain;
			root = i;
		}
	}
	return root;
}

/* groups[i] = the word where the walk from i along the heads ends: the root's word, or one of a cycle's, the
 * same for all that lead there. Returns a word on a cycle, or count if there is none. */
static uint32_t group(uint16_t *groups, const uint16_t *heads, uint32_t count)
{
	enum { NEW = UINT16_MAX };
	uint32_t cycle = count;
	for (uint32_t i = 0; i < count; i++)
		groups[i] = NEW;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t end = i, steps = 0;
		while (heads[end] != count && groups[end] == NEW && steps++ <= count)
			end = heads[end];
		uint32_t to = groups[end];
		if (to == NEW) {
			to = end; /* the root's word, or, after more steps than words, one of a cycle's */
			if (heads[end] != count)
				cycle = end;
		}
		for (uint32_t j = i; groups[j] == NEW; j = heads[j]) {
			groups[j] = (uint16_t)to;
			if (heads[j] == count)
				break;
		}
	}
	return cycle;
}

/* Takes one word of the cycle out of it: the one that loses least by hanging on a word that does not lead
 * there. */
static void break_cycle(uint16_t *heads, const int32_t *scores, uint32_t count, uint32_t stride,
                        const uint16_t *groups, uint32_t on)
{
	uint32_t word = on, to = count, i = on;
	int64_t least = INT64_MAX;
	do {
		const int32_t *row = scores + (uint64_t)i * stride;
		uint32_t other = best_governor(row, i, count, groups, groups[on]);
		int64_t loss = (int64_t)row[heads[i]] - row[other];
		if (loss < least) {
			least = loss;
			word = i;
			to = other;
		}
		i = heads[i];
	} while (i != on);
	heads[word] = (uint16_t)to;
}

void tree_best(uint16_t *heads, const int32_t *scores, uint32_t count, uint32_t stride)
{
	uint16_t groups[SENTENCE_MOST];
	uint32_t root = best_root(scores, count, stride);
	for (uint32_t i = 0; i < count; i++)
		heads[i] = (uint16_t)(i == root ? count
		                                : best_governor(scores + (uint64_t)i * stride, i, count, NULL,
		                                                0));
	/* Each turn joins a cycle's words to others, so there are fewer turns than words. */
	for (uint32_t on; (on = group(groups, heads, count)) != count;)
		break_cycle(heads, scores, count, stride, groups, on);
}
