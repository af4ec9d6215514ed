/* Whether a day lies before or behind: by the verb that governs its words. */
#include "article/clause.h"
#include "when/scan.h"

enum { NEARBY = 4, HIGHEST = 8 };

const struct token *token_at(const struct scan *s, uint32_t i)
{
	struct tokens t = tokens_of(s->a, look(s, i)->bytes);
	return t.begin < t.end ? &s->a->tokens.at[t.begin] : NULL;
}

bool names_somebody(const struct scan *s, uint32_t i)
{
	const struct token *t = token_at(s, i);
	if (!t)
		return false;
	return t->entity == ENTITY_PERSON || t->entity == ENTITY_ORG || t->entity == ENTITY_WORK ||
	       t->entity == ENTITY_PRODUCT || t->entity == ENTITY_FAC;
}

bool is_common_noun(const struct scan *s, uint32_t i)
{
	const struct lexeme *l = look(s, i);
	const struct token *t = l->kind == LEXEME_WORD && !l->capital && !l->class ? token_at(s, i) : NULL;
	return t && t->upos == UPOS_NOUN;
}

static enum time_class class_of_lemma(const struct scan *s, struct view lemma)
{
	struct row row = know_find(s->words.table, lemma);
	return row.table ? (enum time_class)know_label(row, s->words.class) : TIME_NONE;
}

static bool has_helper(const struct article *a, uint32_t verb, struct view lemma)
{
	children_of (a, child, verb)
		if (view_equal(a->tokens.at[child].lemma, lemma) &&
		    (a->tokens.at[child].relation == RELATION_AUX ||
		     a->tokens.at[child].relation == RELATION_AUX_PASS))
			return true;
	return false;
}

/* "Will meet" lies ahead, "may have met" behind. */
static enum tense tense_of_modal(const struct article *a, uint32_t verb)
{
	return has_helper(a, verb, VIEW("have")) ? TENSE_PAST : TENSE_FUTURE;
}

/* "To meet" lies ahead, unless what governs it has come to pass: "managed to meet". */
static enum tense tense_of_infinitive(const struct scan *s, uint32_t verb)
{
	const struct article *a = s->a;
	if (has_helper(a, verb, VIEW("have")))
		return TENSE_PAST;
	if (has_helper(a, verb, VIEW("do")))
		return is_past(a, verb) ? TENSE_PAST : TENSE_UNKNOWN;
	uint32_t above = a->tokens.at[verb].head;
	bool done = above != NONE && class_of_lemma(s, a->tokens.at[above].lemma) == TIME_DONE &&
	            is_past(a, above);
	return done ? TENSE_PAST : TENSE_FUTURE;
}

static enum tense tense_of_verb(const struct scan *s, uint32_t verb)
{
	const struct article *a = s->a;
	const struct token *t = &a->tokens.at[verb];
	if (modal_of(a, verb) != NONE)
		return tense_of_modal(a, verb);
	if (is_past(a, verb))
		return class_of_lemma(s, t->lemma) == TIME_DUE ? TENSE_FUTURE : TENSE_PAST;
	switch (t->xpos) {
	case XPOS_VB:
		return tense_of_infinitive(s, verb);
	case XPOS_VBN:
		if (class_of_lemma(s, t->lemma) == TIME_DUE)
			return TENSE_FUTURE;
		return has_helper(a, verb, VIEW("be")) && !has_helper(a, verb, VIEW("have")) ? TENSE_FUTURE
		                                                                             : TENSE_PAST;
	case XPOS_VBG:
		if (has_helper(a, verb, VIEW("have")))
			return TENSE_PAST;
		return has_helper(a, verb, VIEW("be")) ? TENSE_FUTURE : TENSE_UNKNOWN;
	case XPOS_VBZ:
	case XPOS_VBP:
		return class_of_lemma(s, t->lemma) == TIME_SAYING ? TENSE_PAST : TENSE_FUTURE;
	default:
		return TENSE_UNKNOWN;
	}
}

static bool in_headline(const struct article *a, const struct token *t)
{
	uint32_t block = a->sentences.at[t->sentence].block;
	return block != NONE && a->blocks.at[block].kind == BLOCK_HEADLINE;
}

/* What the noun that it hangs on says: "a report from May" is out, whose "November's wounds" are open. */
static bool tense_of_noun(const struct scan *s, uint32_t token, enum tense *tense)
{
	const struct article *a = s->a;
	enum relation relation = a->tokens.at[token].relation;
	*tense = relation == RELATION_NMOD_POSS ? TENSE_UNKNOWN : TENSE_PAST;
	if (relation != RELATION_NMOD)
		return relation == RELATION_NMOD_POSS;
	children_of (a, child, token)
		if (a->tokens.at[child].relation == RELATION_CASE &&
		    view_equal(a->tokens.at[child].lemma, VIEW("from")))
			return true;
	return false;
}

/* The nearest verb above whose form tells; a bounded climb, since "working" asks its own verb in turn. */
static enum tense tense_of_tree(const struct scan *s, uint32_t token)
{
	const struct article *a = s->a;
	enum tense of_noun;
	if (tense_of_noun(s, token, &of_noun))
		return of_noun;
	uint32_t at = clause_of(a, token);
	for (int step = 0; at != NONE && step < HIGHEST; step++) {
		enum tense tense = tense_of_verb(s, at);
		bool present = a->tokens.at[at].xpos == XPOS_VBZ || a->tokens.at[at].xpos == XPOS_VBP;
		if (present && in_headline(a, &a->tokens.at[at]))
			return TENSE_UNKNOWN; /* headlines tell what happened in the present tense */
		if (tense != TENSE_UNKNOWN)
			return tense;
		at = a->tokens.at[at].head == NONE ? NONE : clause_of(a, a->tokens.at[at].head);
	}
	return TENSE_UNKNOWN;
}

/* What a few words before it say: "since", "until", "ahead of", "scheduled for". */
static enum tense tense_of_words(const struct scan *s, uint32_t i)
{
	for (uint32_t back = 1; back <= NEARBY && back <= i; back++) {
		const struct lexeme *l = look(s, i - back);
		if (l->kind == LEXEME_MARK && l->value != '-' && l->value != '\'')
			break;
		if (l->class == TIME_SINCE)
			return TENSE_PAST;
		if (l->class == TIME_UNTIL && back <= 2)
			return TENSE_UNKNOWN;
		if (l->class == TIME_DUE)
			return TENSE_FUTURE;
	}
	return TENSE_UNKNOWN;
}

/* "After the May 12 summit": whatever the verb says, it says of another day. */
static bool is_measured_from(const struct scan *s, uint32_t i)
{
	for (uint32_t back = 1; back <= 2 && back <= i; back++)
		if (is_class(s, i - back, TIME_AFTER))
			return true;
	return false;
}

enum tense tense_at(const struct scan *s, uint32_t i)
{
	if (is_measured_from(s, i))
		return TENSE_UNKNOWN;
	enum tense tense = tense_of_words(s, i);
	if (tense != TENSE_UNKNOWN)
		return tense;
	struct tokens t = tokens_of(s->a, look(s, i)->bytes);
	return t.begin < t.end ? tense_of_tree(s, t.begin) : TENSE_UNKNOWN;
}
