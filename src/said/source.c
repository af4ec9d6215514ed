#include "article/clause.h"
#include "base/utf8.h"
#include "said/draft.h"

/* What hangs on behind a name without belonging to it: "Lin, speaking in Oslo". */
static bool hangs_on(const struct article *a, uint32_t child)
{
	switch (a->tokens.at[child].relation) {
	case RELATION_ADVCL:
	case RELATION_PARATAXIS:
	case RELATION_CCOMP:
	case RELATION_DISCOURSE:
	case RELATION_COP:
	case RELATION_NSUBJ:
	case RELATION_AUX:
	case RELATION_CASE:
		return true;
	default:
		return false;
	}
}

/* "Ms" before "Ortiz", which the tree has made a second subject, or part of another name. */
static bool is_title_of(const struct article *a, uint32_t word, uint32_t head)
{
	const struct token *t = &a->tokens.at[word], *name = &a->tokens.at[head];
	size_t at = 0;
	struct view text = text_of_token(a, word);
	bool capital = text.length && utf8_is_upper(utf8_next(text, &at));
	if (t->entity || !capital || (t->upos != UPOS_PROPN && t->upos != UPOS_NOUN))
		return false;
	return t->upos == UPOS_PROPN || (t->head == name->head && t->relation == name->relation);
}

/* A phrase that ends or begins inside of a name takes the whole of it, and a title the name behind it: trees
 * err more often there than names do. */
static struct tokens with_whole_names(const struct article *a, uint32_t head, struct tokens run)
{
	struct tokens s = a->sentences.at[a->tokens.at[head].sentence].tokens;
	const struct token *t = a->tokens.at;
	while (run.begin > s.begin && t[run.begin].entity && !t[run.begin].entity_begins &&
	       t[run.begin - 1].entity == t[run.begin].entity)
		run.begin--;
	bool named = t[run.begin].entity == ENTITY_PERSON && t[run.begin].entity_begins;
	if (named && run.begin > s.begin && is_title_of(a, run.begin - 1, head))
		run.begin--;
	bool titled = t[run.end - 1].upos == UPOS_PROPN || t[run.end - 1].upos == UPOS_NOUN;
	if (run.end < s.end && titled && t[run.end].upos == UPOS_PROPN &&
	    t[run.end].entity == ENTITY_PERSON && t[run.end].entity_begins && !t[run.end - 1].entity)
		run.end++;
	while (run.end < s.end && t[run.end].entity && !t[run.end].entity_begins &&
	       t[run.end - 1].entity == t[run.end].entity)
		run.end++;
	return run;
}

static struct tokens phrase_below(const struct article *a, uint32_t head)
{
	struct tokens run = phrase_of(a, head, PHRASE_GROUP);
	children_of (a, child, head) {
		if (!hangs_on(a, child))
			continue;
		struct tokens branch = a->tokens.at[child].subtree;
		/* A possessive's 's is part of it. */
		if (a->tokens.at[child].relation == RELATION_CASE && child == head + 1)
			continue;
		if (branch.begin > head && branch.begin < run.end)
			run.end = branch.begin;
		if (branch.end <= head && branch.end > run.begin)
			run.begin = branch.end;
	}
	while (run.end > head + 1 && a->tokens.at[run.end - 1].upos == UPOS_PUNCT)
		run.end--;
	while (run.begin < head && a->tokens.at[run.begin].upos == UPOS_PUNCT)
		run.begin++;
	return run;
}

static bool is_day(const struct article *a, uint32_t token)
{
	return a->tokens.at[token].entity == ENTITY_DATE || a->tokens.at[token].entity == ENTITY_TIME;
}

/* "Mr Orlov on Monday again denied", "the bank on Monday denied": the day is that of the denial, wherever the
 * tree hangs it. But "Lund, who has run it since March" is told of to the end, and "the heirs of 1990" are
 * those of that year. */
static struct tokens without_day(const struct article *a, uint32_t head, struct tokens run)
{
	uint32_t day = run.end;
	while (day > head + 1 && is_day(a, day - 1))
		day--;
	bool name = a->tokens.at[head].upos == UPOS_PROPN;
	bool tied = day < run.end && day > head + 1 && a->tokens.at[day - 1].upos == UPOS_ADP;
	bool on = tied && view_equal(text_of_token(a, day - 1), VIEW("on"));
	if ((on || (tied && name)) && !run_has_verb(a, (struct tokens){head + 1, day}))
		run.end = day - 1;
	return run;
}

/* "both Lin and Berg": the first of two words that join. */
static bool joins_twice(const struct article *a, struct tokens run)
{
	uint32_t joints = 0;
	for (uint32_t i = run.begin; i < run.end; i++)
		joints += a->tokens.at[i].upos == UPOS_CCONJ;
	return joints > 1;
}

/* "where Lin said", "and Lin said": words that join a clause to another stand before its subject. */
static struct tokens without_joint(const struct article *a, uint32_t head, struct tokens run)
{
	while (run.begin < head) {
		const struct token *t = &a->tokens.at[run.begin];
		bool of_clause = t->head == NONE || t->head < run.begin || t->head >= run.end;
		/* A tree that errs may hang "where" on a clause that tells of the subject; "how many" is one
		 * phrase. */
		bool joint = (of_clause && t->upos == UPOS_SCONJ) ||
		             (t->xpos == XPOS_WRB && (of_clause || a->tokens.at[t->head].upos == UPOS_VERB));
		bool first = t->relation == RELATION_CC && !joins_twice(a, run);
		if (!joint && !first && t->upos != UPOS_PUNCT)
			break;
		run.begin++;
	}
	return run;
}

/* "As the report says, officials said": what a clause before the phrase tells. */
static struct tokens without_clause_before(const struct article *a, uint32_t head, struct tokens run)
{
	bool verb = false;
	if (a->tokens.at[run.begin].upos != UPOS_SCONJ && a->tokens.at[run.begin].upos != UPOS_ADP)
		return run;
	for (uint32_t i = run.begin; i < head; i++) {
		verb |= a->tokens.at[i].upos == UPOS_VERB || a->tokens.at[i].upos == UPOS_AUX;
		if (verb && view_equal(text_of_token(a, i), VIEW(",")))
			return (struct tokens){i + 1, run.end};
	}
	return run;
}

/* "a phrase critics have called empty": an article for one and a noun for many are two phrases, of which the
 * tree has made one. */
static struct tokens without_phrase_before(const struct article *a, uint32_t head, struct tokens run)
{
	const struct token *t = &a->tokens.at[run.begin];
	bool one = t->upos == UPOS_DET && (t->features & FEATURE(DEFINITE_IND)) && run.begin + 2 == head;
	bool split = one && a->tokens.at[head].xpos == XPOS_NNS && a->tokens.at[head - 1].upos == UPOS_NOUN &&
	             a->tokens.at[head - 1].relation == RELATION_COMPOUND;
	return split ? (struct tokens){head, run.end} : run;
}

/* Words in brackets behind a name, at most: "(D-Calif.)". */
enum { LONGEST_BRACKET = 6 };

struct tokens with_whole_brackets(const struct article *a, struct tokens run)
{
	uint32_t last = a->sentences.at[a->tokens.at[run.begin].sentence].tokens.end, open = NONE;
	for (uint32_t i = run.begin; i < run.end; i++) {
		struct view text = text_of_token(a, i);
		open = view_equal(text, VIEW("(")) ? i : view_equal(text, VIEW(")")) ? NONE : open;
	}
	for (uint32_t i = run.end; open != NONE && i < last && i < open + LONGEST_BRACKET; i++)
		if (view_equal(text_of_token(a, i), VIEW(")")))
			return (struct tokens){run.begin, i + 1};
	return run;
}

struct tokens source_phrase(const struct article *a, uint32_t head)
{
	struct tokens run = without_day(a, head, with_whole_names(a, head, phrase_below(a, head)));
	run = without_clause_before(a, head, run);
	run = without_phrase_before(a, head, without_joint(a, head, run));
	return with_whole_brackets(a, run);
}

static bool is_source(const struct article *a, uint32_t token)
{
	enum upos_tag upos = (enum upos_tag)a->tokens.at[token].upos;
	return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_DET ||
	       upos == UPOS_NUM || upos == UPOS_ADJ;
}

/* "that she said" has a subject; "a report that said" has the relative pronoun, which is its source. */
static uint32_t subject_here(const struct article *a, uint32_t verb)
{
	uint32_t own = child_with(a, verb, RELATION_NSUBJ);
	return own != NONE ? own : subject_of(a, verb);
}

bool source_is_patient(const struct drafts *d, const struct cue *c)
{
	const struct article *a = d->a;
	const struct token *t = token_at(d, c->head);
	bool past = t->xpos == XPOS_VBD || t->xpos == XPOS_VBN;
	if (c->kind != 'v' || !(c->follows & FOLLOWS_SOMEONE) || !past || object_of(a, c->head) != NONE ||
	    child_with(a, c->head, RELATION_IOBJ) != NONE || d->quotations.outermost[c->head] != NONE)
		return false;
	/* What it is about follows at once: "told to leave", "accused of hiding". */
	uint32_t next = c->head + 1;
	return next < sentence_of(d, c->head).end && (view_equal(text_of_token(a, next), VIEW("to")) ||
	                                              view_equal(text_of_token(a, next), VIEW("of")));
}

/* "denied it, called it a farce and left": the second of three pasts, which the tree has taken for a
 * participle. The verb that it is joined to; NONE. */
static uint32_t listed_with(const struct article *a, uint32_t verb)
{
	const struct token *t = &a->tokens.at[verb];
	bool bare = t->xpos == XPOS_VBN && child_with(a, verb, RELATION_AUX_PASS) == NONE &&
	            child_with(a, verb, RELATION_AUX) == NONE && t->relation == RELATION_ADVCL;
	if (!bare || t->head == NONE || t->head > verb || child_with(a, verb, RELATION_OBJ) == NONE ||
	    !view_equal(text_of_token(a, verb - 1), VIEW(",")))
		return NONE;
	children_of (a, third, t->head) {
		const struct token *other = &a->tokens.at[third];
		if (third > verb && other->relation == RELATION_CONJ && other->xpos == XPOS_VBD &&
		    a->tokens.at[third - 1].upos == UPOS_CCONJ)
			return t->head;
	}
	return NONE;
}

uint32_t told_to(const struct article *a, const struct cue *c)
{
	uint32_t clause = child_with(a, c->head, RELATION_CCOMP), first = NONE, subjects = 0;
	if (!(c->follows & FOLLOWS_SOMEONE) || clause == NONE || mark_of(a, clause) != NONE ||
	    child_with(a, c->head, RELATION_IOBJ) != NONE || child_with(a, c->head, RELATION_OBJ) != NONE)
		return NONE;
	children_of (a, child, clause) {
		bool subject = a->tokens.at[child].relation == RELATION_NSUBJ && child < clause;
		if (subject && !subjects++)
			first = child;
	}
	return subjects > 1 && a->tokens.at[first].subtree.begin == c->words.end ? first : NONE;
}

static uint32_t source_of_verb(const struct article *a, uint32_t verb)
{
	uint32_t first = listed_with(a, verb);
	if (first != NONE)
		return subject_here(a, first);
	return is_passive(a, verb) ? agent_of(a, verb) : subject_here(a, verb);
}

static uint32_t first_of(uint32_t one, uint32_t other)
{
	return one != NONE ? one : other;
}

/* "Lin's claim", "a claim by Lin", "Lin made the claim". */
static uint32_t source_of_noun(const struct article *a, uint32_t noun)
{
	uint32_t found = child_with(a, noun, RELATION_NMOD_POSS);
	found = first_of(found, oblique_of(a, noun, VIEW("by")));
	found = first_of(found, oblique_of(a, noun, VIEW("from")));
	if (found != NONE)
		return found;
	uint32_t in = preposition_of(a, noun);
	if (in != NONE && view_equal_ascii_case(text_of_token(a, in), VIEW("in")))
		return oblique_of(a, noun, VIEW("of")); /* "in the words of Lin" */
	uint32_t verb = a->tokens.at[noun].head;
	bool object = verb != NONE && a->tokens.at[noun].relation == RELATION_OBJ;
	return object ? source_of_verb(a, verb) : NONE;
}

void source_find(struct drafts *d, struct draft *to)
{
	const struct article *a = d->a;
	uint32_t cue = to->cue.head, found = NONE;
	switch (to->cue.kind) {
	case 'p': /* "according to Lin": the cue is the case of its source */
		if (a->tokens.at[cue].relation == RELATION_CASE)
			found = a->tokens.at[cue].head;
		break;
	case 'n':
		found = source_of_noun(a, cue);
		break;
	default:
		found = source_is_patient(d, &to->cue) ? agent_of(a, cue) : source_of_verb(a, cue);
	}
	to->source_head = NONE;
	if (found == NONE || !is_source(a, found) || found == cue)
		return;
	to->source = source_phrase(a, found);
	/* A source never swallows its cue. */
	if (to->source.begin <= cue && cue < to->source.end)
		to->source = phrase_of(a, found, PHRASE_CORE);
	if (to->source.begin <= cue && cue < to->source.end)
		to->source = (struct tokens){found, found + 1};
	to->source_head = found;
}

/* Words between a quotation and its verb, at most, that can be no more than the speaker. */
enum { LONGEST_SPEAKER = 24, MOST_CLIMB = 6 };

/* Whether a token stands in a clause that tells of a noun: "Lin, who runs the yard". */
static bool is_in_relative(const struct article *a, uint32_t token)
{
	for (int step = 0; step < MOST_CLIMB && token != NONE; step++, token = a->tokens.at[token].head)
		if (a->tokens.at[token].relation == RELATION_ACL_RELCL ||
		    a->tokens.at[token].relation == RELATION_ACL)
			return true;
	return false;
}

/* Without its commas and marks at either end. */
static struct tokens bare(const struct article *a, struct tokens run)
{
	while (run.begin < run.end && a->tokens.at[run.begin].upos == UPOS_PUNCT)
		run.begin++;
	while (run.begin < run.end && a->tokens.at[run.end - 1].upos == UPOS_PUNCT)
		run.end--;
	return run;
}

/* "Will wrote", "May said": a helper's word with a capital within its sentence is a name. */
static bool is_name_like(const struct drafts *d, uint32_t token)
{
	return token_at(d, token)->upos == UPOS_AUX && token > sentence_of(d, token).begin &&
	       utf8_has_upper(text_of_token(d->a, token));
}

/* "…," Lund's planner, Jon Berg, said: all that stands between a quotation and its verb. */
static struct tokens between(const struct drafts *d, uint32_t verb)
{
	uint32_t begin = verb;
	while (begin > 0 && verb - begin <= LONGEST_SPEAKER && d->quotations.outermost[begin - 1] == NONE &&
	       (!token_is_verb(d->a, begin - 1) || is_in_relative(d->a, begin - 1) ||
	        is_name_like(d, begin - 1)))
		begin--;
	bool touches = begin > 0 && d->quotations.outermost[begin - 1] != NONE;
	return touches ? bare(d->a, (struct tokens){begin, verb}) : (struct tokens){0, 0};
}

/* "At last!" beamed Lin, "Why?" asked the girl: the tree says object. */
static struct tokens inverted(const struct drafts *d, uint32_t verb)
{
	uint32_t object =
	        first_of(child_with(d->a, verb, RELATION_OBJ), child_with(d->a, verb, RELATION_IOBJ));
	uint32_t before = verb;
	while (before > 0 && d->quotations.outermost[before - 1] == NONE &&
	       token_at(d, before - 1)->upos == UPOS_PUNCT)
		before--;
	bool touches = before > 0 && d->quotations.outermost[before - 1] != NONE;
	if (!touches || object == NONE || object < verb || d->quotations.outermost[object] != NONE)
		return (struct tokens){0, 0};
	struct tokens phrase = source_phrase(d->a, object);
	phrase.begin = phrase.begin > verb ? phrase.begin : verb + 1;
	return phrase;
}

/* "The line closed, said one of the officials.": the rest of a sentence behind a comma and the verb. */
static struct tokens rest_of_sentence(const struct drafts *d, uint32_t verb)
{
	struct tokens s = sentence_of(d, verb), run = {verb + 1, s.end};
	bool comma = verb > s.begin + 1 && view_equal(text_of_token(d->a, verb - 1), VIEW(","));
	for (uint32_t i = run.begin; comma && i < run.end; i++)
		comma = !(token_is_verb(d->a, i) && token_at(d, i)->xpos != XPOS_VBN &&
		          token_at(d, i)->xpos != XPOS_VBG) &&
		        d->quotations.outermost[i] == NONE;
	return comma && run.end - run.begin <= LONGEST_SPEAKER ? bare(d->a, run) : (struct tokens){0, 0};
}

/* "…," his brother posted: a past that the tree has taken for a participle without a helper. */
static bool is_bare_past(const struct drafts *d, struct tokens who, uint32_t verb)
{
	const struct article *a = d->a;
	enum upos_tag last = (enum upos_tag)a->tokens.at[who.end - 1].upos;
	for (uint32_t i = who.begin; i < who.end; i++)
		if (token_is_verb(a, i) && !is_in_relative(a, i))
			return false;
	return (last == UPOS_NOUN || last == UPOS_PROPN) && cue_at(d->a, &d->table, verb).class == CUE_SAY &&
	       child_with(a, verb, RELATION_AUX_PASS) == NONE && child_with(a, verb, RELATION_AUX) == NONE &&
	       child_with(a, verb, RELATION_OBL_AGENT) == NONE &&
	       child_with(a, verb, RELATION_NSUBJ_PASS) == NONE;
}

void source_beside(struct drafts *d, struct draft *to)
{
	uint32_t verb = to->cue.head;
	if (verb == NONE || !token_is_verb(d->a, verb) || d->quotations.outermost[verb] != NONE)
		return;
	if (listed_with(d->a, verb) != NONE) {
		source_find(d, to);
		return;
	}
	struct tokens run = between(d, verb);
	if (is_passive(d->a, verb) && (run.begin >= run.end || !is_bare_past(d, run, verb)))
		return;
	if (run.begin >= run.end)
		run = inverted(d, verb);
	/* Behind "told" stands who is told. */
	if (run.begin >= run.end && to->cue.class == CUE_SAY && !(to->cue.follows & FOLLOWS_SOMEONE))
		run = rest_of_sentence(d, verb);
	uint32_t head = run.begin < run.end ? head_of(d->a, run) : NONE;
	if (head == NONE || (!is_source(d->a, head) && !is_name_like(d, head)))
		return;
	to->source = run;
	to->source_head = head;
}
