#include "lang/mend_parts.h"

static bool is_clause(uint32_t relation)
{
	return relation == RELATION_CCOMP || relation == RELATION_PARATAXIS;
}

void look_below(struct below *all, const struct token *words, const uint16_t *heads, uint32_t count)
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

struct clause look_into(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t at)
{
	struct clause c = {false, is_finite(&words[at]), false};
	for (uint32_t i = 0; i < count; i++) {
		if (heads[i] != at)
			continue;
		c.subject |= is_subject(words[i].relation) || words[i].relation == RELATION_CSUBJ ||
		             words[i].relation == RELATION_EXPL;
		c.marked |= words[i].relation == RELATION_MARK;
		bool helper = words[i].relation == RELATION_COP || words[i].relation == RELATION_AUX ||
		              words[i].relation == RELATION_AUX_PASS;
		c.finite |= i < at && helper && is_finite(&words[i]);
	}
	return c;
}

void mend_tree(struct token *words, uint16_t *heads, uint32_t count, bool stops)
{
	raise_subjects(words, heads, count);
	clear_slips(words, heads, count);
	free_verbs(words, heads, count);
	mark_infinitives(words, heads, count);
	find_infinitives(words, heads, count);
	free_patients(words, heads, count);
	free_participles(words, heads, count);
	part_subjects(words, heads, count);
	part_speakers(words, heads, count);
	free_subjects(words, heads, count);
	join_subjects(words, heads, count);
	part_names(words, heads, count);
	join_nouns(words, heads, count);
	join_receivers(words, heads, count);
	free_objects(words, heads, count);
	find_described(words, heads, count);
	find_nouns(words, heads, count);
	find_subjects(words, heads, count);
	find_speakers(words, heads, count);
	find_doers(words, heads, count);
	find_second_pasts(words, heads, count);
	part_inverted(words, heads, count);
	close_clauses(words, heads, count);
	if (stops)
		find_verbs(words, heads, count);
}
