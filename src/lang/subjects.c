#include "lang/subjects.h"

#include <string.h>

static bool is_subject(uint32_t relation)
{
	return relation == RELATION_NSUBJ || relation == RELATION_NSUBJ_PASS;
}

static bool is_clause(uint32_t relation)
{
	return relation == RELATION_CCOMP || relation == RELATION_PARATAXIS;
}

/* What stands below a word, by word: the first and the last subject, and the first clause. */
struct below {
	uint16_t first, last, clause;
	bool passive;
};

static void look_below(struct below *all, const struct token *words, const uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i <= count; i++)
		all[i] = (struct below){(uint16_t)count, (uint16_t)count, (uint16_t)count, false};
	for (uint32_t i = 0; i < count; i++) {
		struct below *b = &all[heads[i]];
		uint32_t relation = words[i].relation;
		if (is_subject(relation)) {
			b->first = b->first == count ? (uint16_t)i : b->first;
			b->last = (uint16_t)i;
		}
		if (is_clause(relation) && b->clause == count)
			b->clause = (uint16_t)i;
		b->passive |= relation == RELATION_AUX_PASS;
	}
}

void subjects_mend(struct token *words, uint16_t *heads, uint32_t count)
{
	struct below all[SENTENCE_MOST + 1];
	look_below(all, words, heads, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct below *b = &all[i];
		bool two = b->first != b->last && b->clause < count;
		if (!two || b->first > b->clause || b->last < b->clause || all[b->clause].first < count)
			continue;
		heads[b->first] = b->clause;
		words[b->first].relation = all[b->clause].passive ? RELATION_NSUBJ_PASS : RELATION_NSUBJ;
	}
}
