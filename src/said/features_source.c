#include "said/look.h"

static bool may_be_source(const struct drafts *d, uint32_t i)
{
	const struct token *t = token_at(d, i);
	bool nominal = t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON ||
	               ((t->upos == UPOS_DET || t->upos == UPOS_NUM || t->upos == UPOS_ADJ) &&
	                (t->relation == RELATION_NSUBJ || t->relation == RELATION_NSUBJ_PASS));
	switch (t->relation) {
	case RELATION_COMPOUND:
	case RELATION_FLAT:
	case RELATION_FIXED:
	case RELATION_GOESWITH:
	case RELATION_NUMMOD:
	case RELATION_DET:
		return false;
	default:
		return nominal;
	}
}

/* Whoever is quoted is named outside of the quotation. */
static bool speaks_outside(const struct drafts *d, uint32_t cue, uint32_t source)
{
	uint32_t n = d->quotations.outermost[source];
	return n == NONE || n == d->quotations.outermost[cue] || !d->quotations.list.at[n].closed;
}

uint32_t sources_find(const struct drafts *d, uint32_t cue, uint32_t out[MOST_SOURCES])
{
	struct tokens s = sentence_of(d, cue);
	uint32_t count = 0, reach = 120;
	uint32_t begin = cue > s.begin + reach ? cue - reach : s.begin;
	for (uint32_t i = begin; i < s.end && i < cue + reach && count < MOST_SOURCES; i++)
		if (i != cue && may_be_source(d, i) && speaks_outside(d, cue, i))
			out[count++] = i;
	return count;
}

/* The relations from cue up to the first common token and down to the source; 0 where that is too far. */
static uint64_t path_between(const struct drafts *d, uint32_t cue, uint32_t source, uint32_t *meets)
{
	enum { MOST = 6 };
	uint32_t above[MOST + 1], n = 0;
	for (uint32_t at = cue; at != NONE && n <= MOST; at = token_at(d, at)->head)
		above[n++] = at;
	uint64_t down = 0;
	uint32_t at = source;
	for (uint32_t steps = 0; at != NONE && steps <= MOST; steps++) {
		for (uint32_t k = 0; k < n; k++)
			if (above[k] == at) {
				uint64_t up = 7;
				for (uint32_t j = 0; j < k; j++)
					up = mix(up, relation_of(d, above[j]));
				*meets = at;
				return mix(up, down + 1);
			}
		down = mix(down, 50 + relation_of(d, at));
		at = token_at(d, at)->head;
	}
	*meets = NONE;
	return 0;
}

/* Which of the rules for sources would take it. */
static uint32_t rules_for(const struct drafts *d, uint32_t cue, uint32_t source)
{
	const struct article *a = d->a;
	uint32_t rules = 0, head = token_at(d, cue)->head;
	rules |= child_with(a, cue, RELATION_NSUBJ) == source ? 1U : 0U;
	rules |= subject_of(a, cue) == source ? 2U : 0U;
	rules |= agent_of(a, cue) == source ? 4U : 0U;
	rules |= child_with(a, cue, RELATION_NMOD_POSS) == source ? 8U : 0U;
	rules |= head != NONE && subject_of(a, head) == source ? 16U : 0U;
	rules |= head == source ? 32U : 0U;
	return rules;
}

static uint32_t nominals_between(const struct drafts *d, uint32_t cue, uint32_t source)
{
	uint32_t from = cue < source ? cue : source, to = cue < source ? source : cue, n = 0;
	for (uint32_t i = from + 1; i < to; i++)
		n += may_be_source(d, i);
	return n;
}

void features_of_source(const struct drafts *d, const struct looks *l, uint32_t cue, uint32_t source,
                        struct features *f)
{
	const struct token *t = token_at(d, source);
	uint32_t class = look_class(l, cue), meets, rules = rules_for(d, cue, source);
	uint64_t path = path_between(d, cue, source, &meets), sort = look_sort(d, l, source);
	uint32_t side = source > cue, between = bucket(nominals_between(d, cue, source));
	uint32_t tie = look_tie(d, source), head = t->head;
	uint64_t tied = tie == NONE ? 0 : l->word[tie];
	f->count = 0;
	f->base = 0;
	put(f, T_BIAS, 3);
	put2(f, T_SOURCE_PATH, path, side);
	put2(f, T_SOURCE_PATH_CLASS, path, class);
	put2(f, T_SOURCE_PATH_LEMMA, path, l->lemma[cue]);
	put2(f, T_SOURCE_RULE, rules, side);
	put2(f, T_SOURCE_RULE_CLASS, rules, class);
	put2(f, T_SOURCE_RULE_KIND, rules, sort);
	put(f, T_SOURCE_WORD, l->lemma[source]);
	put(f, T_SOURCE_KIND, sort);
	put2(f, T_SOURCE_KIND_PATH, path, sort);
	put2(f, T_SOURCE_DISTANCE, bucket(side ? source - cue : cue - source), side);
	put2(f, T_SOURCE_BETWEEN, between, side);
	put3(f, T_SOURCE_QUOTES, d->quotations.outermost[source] != NONE,
	     d->quotations.outermost[cue] != NONE,
	     d->quotations.outermost[source] == d->quotations.outermost[cue]);
	put2(f, T_SOURCE_RELATION, t->relation, side);
	put3(f, T_SOURCE_VERB, rules, look_verb_form(d, cue), 0);
	put2(f, T_SOURCE_TIE, tied, t->relation);
	put3(f, T_SOURCE_TIE_CLASS, tied, class, side);
	put2(f, T_SOURCE_OWN_VERB, head == NONE ? 0 : look_class(l, head), t->relation);
	put3(f, T_GRAND, relation_of(d, cue), t->relation, between);
	f->base = look_says(l, source, SAYS_SOURCE);
}
