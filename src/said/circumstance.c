#include "article/clause.h"
#include "said/draft.h"

enum { MOST_STEPS = 4 };

static bool in_content(const struct drafts *d, const struct draft *x, uint32_t token)
{
	for (uint32_t i = 0; i < x->run_count; i++) {
		struct tokens run = d->runs.at[x->runs + i];
		if (run.begin <= token && token < run.end)
			return true;
	}
	return false;
}

static bool may_listen(const struct drafts *d, uint32_t token)
{
	const struct token *t = token_at(d, token);
	bool someone = t->upos == UPOS_PROPN || t->upos == UPOS_PRON || t->upos == UPOS_NOUN;
	return someone && t->xpos != XPOS_WDT; /* "to which he replied" */
}

/* "told VICE News", "said to reporters", "asked her". */
static uint32_t addressee_of(const struct drafts *d, const struct draft *x)
{
	const struct article *a = d->a;
	uint32_t verb = x->cue.head, found = child_with(a, verb, RELATION_IOBJ);
	if (found != NONE)
		return found;
	bool speaks = x->cue.class == CUE_SAY || x->cue.class == CUE_ASK || x->cue.class == CUE_DEMAND ||
	              x->cue.class == CUE_PREDICT || x->cue.class == CUE_PROMISE;
	if (!speaks)
		return NONE;
	found = told_to(a, &x->cue);
	if (found != NONE)
		return found;
	found = child_with(a, verb, RELATION_OBJ);
	bool infinitive = child_with(a, verb, RELATION_XCOMP) != NONE && x->cue.class != CUE_SAY;
	if (found != NONE && (!in_content(d, x, found) || infinitive))
		return found;
	found = x->cue.words.end == verb + 1 ? oblique_of(a, verb, VIEW("to")) : NONE;
	return found != NONE && !in_content(d, x, found) ? found : NONE;
}

static bool is_occasion(const struct drafts *d, uint32_t token)
{
	return know_find(d->occasions, token_at(d, token)->lemma).table != NULL;
}

/* "in an interview on Sunday", "at a rally": a phrase on the cue whose noun is an occasion to speak. */
static uint32_t occasion_of(const struct drafts *d, const struct draft *x)
{
	children_of (d->a, child, x->cue.head) {
		enum relation relation = (enum relation)token_at(d, child)->relation;
		if (relation != RELATION_OBL && relation != RELATION_NMOD)
			continue;
		if (!in_content(d, x, child) && preposition_of(d->a, child) != NONE && is_occasion(d, child))
			return child;
	}
	return NONE;
}

/* The run up to where content or a quotation begins behind its head. */
static struct tokens before_content(const struct drafts *d, const struct draft *x, uint32_t head,
                                    struct tokens run)
{
	uint32_t end = head;
	while (end < run.end && !in_content(d, x, end) && d->quotations.outermost[end] == NONE)
		end++;
	run.end = end > head ? end : head + 1;
	while (run.end > head + 1 && token_at(d, run.end - 1)->upos == UPOS_PUNCT)
		run.end--;
	while (run.begin < head && token_at(d, run.begin)->upos == UPOS_PUNCT)
		run.begin++;
	return run;
}

/* The phrase with its preposition, without the clauses and the content behind it. */
static struct bytes phrase_bytes(const struct drafts *d, const struct draft *x, uint32_t head)
{
	return bytes_of(d->a, before_content(d, x, head, token_at(d, head)->subtree));
}

/* Whether a phrase hangs on the cue, be it by way of another phrase: "in an interview on Sunday". */
static bool hangs_on(const struct drafts *d, const struct draft *x, uint32_t token)
{
	for (int step = 0; step < MOST_STEPS && token != NONE; step++) {
		if (token == x->cue.head)
			return true;
		if (in_content(d, x, token) || (step && heads_clause(d->a, token)))
			return false;
		token = token_at(d, token)->head;
	}
	return false;
}

/* Dates and places are sorted, and a sentence has few: the first that does not end before it begins. */
static uint32_t first_date(const struct drafts *d, struct tokens sentence)
{
	uint32_t low = 0, high = d->a->dates.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (d->a->dates.at[middle].tokens.end <= sentence.begin)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t first_place(const struct drafts *d, struct tokens sentence)
{
	uint32_t low = 0, high = d->a->places.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (d->a->places.at[middle].tokens.end <= sentence.begin)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t date_of(const struct drafts *d, const struct draft *x, struct tokens sentence)
{
	for (uint32_t i = first_date(d, sentence);
	     i < d->a->dates.count && d->a->dates.at[i].tokens.begin < sentence.end; i++)
		if (hangs_on(d, x, head_of(d->a, d->a->dates.at[i].tokens)))
			return i;
	return NONE;
}

static uint32_t place_of(const struct drafts *d, const struct draft *x, struct tokens sentence)
{
	for (uint32_t i = first_place(d, sentence);
	     i < d->a->places.count && d->a->places.at[i].tokens.begin < sentence.end; i++) {
		uint32_t head = head_of(d->a, d->a->places.at[i].tokens);
		bool stated = head != NONE && preposition_of(d->a, head) != NONE &&
		              token_at(d, head)->relation == RELATION_OBL;
		if (stated && hangs_on(d, x, head))
			return i;
	}
	return NONE;
}

void circumstances_find(const struct drafts *d, const struct draft *x, struct statement *s)
{
	s->date = s->place = NONE;
	if (x->cue.head == NONE)
		return;
	struct tokens sentence = sentence_of(d, x->cue.head);
	s->date = date_of(d, x, sentence);
	s->place = place_of(d, x, sentence);
	uint32_t occasion = occasion_of(d, x);
	if (occasion != NONE)
		s->occasion = phrase_bytes(d, x, occasion);
	uint32_t addressee = x->cue.kind == 'v' ? addressee_of(d, x) : NONE;
	if (addressee != NONE && may_listen(d, addressee) && addressee != x->source_head)
		s->addressee =
		        bytes_of(d->a, before_content(d, x, addressee, source_phrase(d->a, addressee)));
}
