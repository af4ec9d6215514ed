/* Attributions between commas: "The line, say officials, is closed", "The line is closed, Ann Lund, the
 * port's director, told the Courier". Where the tree has not seen them, the commas decide. */
#include "article/clause.h"
#include "said/draft.h"

enum { LONGEST_APPOSITION = 40, LONGEST_NOUN = 6, SHORTEST_CLAUSE = 3, LONGEST_SENTENCE = 200 };

static bool is_comma(const struct drafts *d, uint32_t token)
{
	return view_equal(text_of_token(d->a, token), VIEW(","));
}

static bool is_finite(const struct drafts *d, uint32_t token)
{
	return token_is_finite(d->a, token) || token_at(d, token)->xpos == XPOS_MD;
}

static bool has_finite(const struct drafts *d, struct tokens run)
{
	for (uint32_t i = run.begin; i < run.end; i++)
		if (is_finite(d, i))
			return true;
	return false;
}

static bool is_quoted_anywhere(const struct drafts *d, struct tokens run)
{
	for (uint32_t i = run.begin; i < run.end; i++)
		if (d->quotations.outermost[i] != NONE)
			return true;
	return false;
}

static bool can_speak(const struct drafts *d, uint32_t token)
{
	const struct token *t = token_at(d, token);
	bool noun = t->upos == UPOS_NOUN || t->upos == UPOS_PROPN;
	return t->entity == ENTITY_PERSON || (noun && know_find(d->nouns, t->lemma).table != NULL);
}

static struct tokens bare(const struct drafts *d, struct tokens run)
{
	while (run.begin < run.end && token_at(d, run.begin)->upos == UPOS_PUNCT)
		run.begin++;
	while (run.begin < run.end && token_at(d, run.end - 1)->upos == UPOS_PUNCT)
		run.end--;
	return run;
}

static void set(struct drafts *d, struct draft *x, struct tokens source, struct tokens before,
                struct tokens behind)
{
	x->source = source;
	x->source_head = head_of(d->a, source);
	content_begin(d, x->cue.head);
	content_add(d, bare(d, before));
	content_add(d, bare(d, behind));
	content_take(d, x);
	x->inserted = true;
}

/* The bare noun phrase of someone between a verb and the next comma or the end; empty: there is none. */
static struct tokens noun_behind(const struct drafts *d, uint32_t verb, uint32_t end)
{
	struct tokens run = {verb + 1, verb + 1};
	while (run.end < end && run.end - run.begin <= LONGEST_NOUN &&
	       token_at(d, run.end)->upos != UPOS_PUNCT) {
		enum upos_tag upos = (enum upos_tag)token_at(d, run.end)->upos;
		bool part = upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ || upos == UPOS_DET ||
		            upos == UPOS_NUM || token_at(d, run.end)->xpos == XPOS_PRPS;
		if (!part)
			return (struct tokens){0, 0};
		run.end++;
	}
	bool stops = run.end < end && (is_comma(d, run.end) || run.end + 1 == end);
	bool someone = run.end > run.begin && can_speak(d, run.end - 1);
	return stops && someone ? run : (struct tokens){0, 0};
}

/* "The line, say officials, is closed." */
static bool take_inverted(struct drafts *d, struct draft *x, struct tokens s)
{
	uint32_t verb = x->cue.head;
	if (verb < s.begin + SHORTEST_CLAUSE || !is_comma(d, verb - 1))
		return false;
	struct tokens who = noun_behind(d, verb, s.end), before = {s.begin, verb - 1};
	bool known = who.begin <= x->source_head && x->source_head < who.end;
	bool seen = known && x->run_count && d->runs.at[x->runs].begin < verb;
	if (who.begin == who.end || seen || !has_finite(d, before))
		return false;
	set(d, x, who, before, (struct tokens){who.end, s.end});
	return true;
}

static bool begins_person(const struct drafts *d, uint32_t token)
{
	return token_at(d, token)->entity == ENTITY_PERSON && token_at(d, token)->entity_begins;
}

/* Where a phrase begins in which a name stands beside a noun: "the port's director, Ann Lund". */
static uint32_t begin_of_apposition(const struct drafts *d, uint32_t name)
{
	uint32_t noun = token_at(d, name)->head;
	bool beside = token_at(d, name)->relation == RELATION_APPOS && noun != NONE && noun + 2 == name;
	return beside && can_speak(d, noun) ? bare(d, token_at(d, noun)->subtree).begin : name;
}

/* "The line is closed, Ann Lund, the port's director, told the Courier." */
static bool take_apposed(struct drafts *d, struct draft *x, struct tokens s)
{
	uint32_t verb = x->cue.head, name = verb - 1;
	if (verb < s.begin + SHORTEST_CLAUSE + 2 || !is_comma(d, name))
		return false;
	while (name > s.begin + SHORTEST_CLAUSE && verb - name <= LONGEST_APPOSITION && !is_finite(d, name) &&
	       !(begins_person(d, name) && is_comma(d, name - 1)))
		name--;
	if (!begins_person(d, name) || !is_comma(d, name - 1))
		return false;
	uint32_t begin = begin_of_apposition(d, name);
	if (begin < s.begin + SHORTEST_CLAUSE || !is_comma(d, begin - 1))
		return false;
	struct tokens before = {s.begin, begin - 1}, behind = {verb + 1, s.end};
	uint32_t own = child_with(d->a, verb, RELATION_NSUBJ);
	bool other = own != NONE && (own < begin || own > verb);
	bool seen = x->source_head != NONE && x->run_count && d->runs.at[x->runs].begin == s.begin;
	if (!run_has_verb(d->a, before) || has_finite(d, behind) || other || seen)
		return false;
	set(d, x, bare(d, (struct tokens){begin, verb}), before, (struct tokens){0, 0});
	return true;
}

bool inserted_take(struct drafts *d, struct draft *x)
{
	bool says = x->cue.kind == 'v' && x->cue.row.table && (x->cue.follows & FOLLOWS_THAT) &&
	            (x->cue.class == CUE_SAY || x->cue.class == CUE_PREDICT);
	struct tokens s = sentence_of(d, x->cue.head);
	if (!says || s.end - s.begin > LONGEST_SENTENCE || is_quoted_anywhere(d, s))
		return false;
	/* "say officials": a form that the tree may take for an infinitive. */
	bool finite = is_finite(d, x->cue.head);
	bool plain = token_at(d, x->cue.head)->xpos == XPOS_VB &&
	             child_with(d->a, x->cue.head, RELATION_MARK) == NONE;
	if ((finite || plain) && take_inverted(d, x, s))
		return true;
	return finite && take_apposed(d, x, s);
}

bool inserted_attributes(struct drafts *d, const struct cue *c)
{
	struct draft x = {.cue = *c, .source_head = NONE};
	bool behind_comma = c->head > 0 && is_comma(d, c->head - 1);
	return behind_comma && c->class == CUE_SAY && inserted_take(d, &x);
}
