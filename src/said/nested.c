/* Reports within reports: "Two witnesses said the guards had told them that the road was closed". */
#include "article/clause.h"
#include "said/draft.h"

/* How far behind its verb a quotation may begin that the verb introduces. */
enum { REACH = 16 };

static bool reports(const struct cue *c)
{
	return c->row.table && c->kind == 'v' &&
	       (c->class == CUE_SAY || c->class == CUE_DENY || c->class == CUE_PREDICT);
}

/* Somebody who is named, meant by a third person's pronoun, or described as what can speak. */
static bool can_speak(const struct drafts *d, uint32_t who)
{
	const struct token *t = token_at(d, who);
	if (t->features & (FEATURE(PERSON_1) | FEATURE(PERSON_2)))
		return false;
	if (t->upos == UPOS_PROPN || t->xpos == XPOS_WP || (t->features & FEATURE(PERSON_3)))
		return true;
	return t->upos == UPOS_NOUN && know_find(d->nouns, t->lemma).table != NULL;
}

/* What has happened or happens: "had told", "says", but not "would tell", "to say", "has not said". */
static bool is_told(const struct drafts *d, uint32_t verb)
{
	enum xpos_tag form = (enum xpos_tag)token_at(d, verb)->xpos;
	bool finite = token_is_finite(d->a, verb);
	bool perfect = form == XPOS_VBN && child_with(d->a, verb, RELATION_AUX) != NONE;
	return (finite || perfect) && modal_of(d->a, verb) == NONE && !is_negated(d->a, verb);
}

/* The verb's own subject, in front of it, if it can speak; NONE. */
static uint32_t own_speaker(const struct drafts *d, uint32_t verb)
{
	uint32_t who = child_with(d->a, verb, RELATION_NSUBJ);
	return who != NONE && who < verb && can_speak(d, who) ? who : NONE;
}

uint32_t nested_clause(const struct drafts *d, const struct cue *c)
{
	uint32_t clause = reports(c) ? child_with(d->a, c->head, RELATION_CCOMP) : NONE;
	bool other = clause != NONE && clause > c->head && own_speaker(d, c->head) != NONE;
	return other && is_told(d, c->head) ? clause : NONE;
}

static bool is_mark(const struct drafts *d, uint32_t token)
{
	struct view text = text_of_token(d->a, token);
	return view_equal(text, VIEW(":")) || view_equal(text, VIEW(","));
}

/* The quotation that a verb introduces: the first thing quoted behind it, right behind a colon or comma, with
 * no other verb between; NONE. */
static uint32_t introduced_by(const struct drafts *d, uint32_t verb)
{
	struct tokens s = sentence_of(d, verb);
	for (uint32_t i = verb + 1; i < s.end && i - verb <= REACH; i++) {
		uint32_t n = d->quotations.outermost[i];
		if (n == d->quotations.outermost[verb]) {
			if (token_is_verb(d->a, i))
				return NONE;
			continue;
		}
		bool begins = n != NONE && d->quotations.list.at[n].tokens.begin == i;
		return begins && is_mark(d, i - 1) ? n : NONE;
	}
	return NONE;
}

uint32_t nested_quotation(const struct drafts *d, const struct cue *c)
{
	bool utters = reports(c) && (c->follows & FOLLOWS_QUOTE) && is_told(d, c->head);
	if (!utters || own_speaker(d, c->head) == NONE)
		return NONE;
	uint32_t n = introduced_by(d, c->head);
	return n != NONE && quotation_is_utterance(d, &d->quotations.list.at[n]) ? n : NONE;
}

bool is_within_report(const struct drafts *d, const struct cue *c)
{
	enum { MOST_STEPS = 4 };
	uint32_t branch = c->head, above = token_at(d, branch)->head;
	for (int step = 0; step < MOST_STEPS && above != NONE; step++) {
		struct cue other = cue_at(d->a, &d->table, above);
		enum relation tie = (enum relation)token_at(d, branch)->relation;
		if (above < c->head && other.kind == 'v' && (other.follows & FOLLOWS_THAT) &&
		    tie != RELATION_PARATAXIS)
			return own_speaker(d, above) != own_speaker(d, c->head);
		branch = above;
		above = token_at(d, above)->head;
	}
	return false;
}
