/* From a verb of saying, or a noun, to the clauses that tell what is said. */
#include "did/path.h"

/* Whether a statement that the token is told in is told by this cue. */
static bool is_told_by(const struct coder *c, uint32_t token, uint32_t cue)
{
	uint32_t steps = 0;
	for (uint32_t i = c->statement[token]; i != NONE && steps < MOST_WORDS;
	     i = c->a->statements.at[i].parent, steps++) {
		struct tokens run = c->a->statements.at[i].cue;
		if (run.begin <= cue && cue < run.end)
			return true;
	}
	return false;
}

/* Whether the word told of an event already. */
static bool is_coded(const struct coder *c, uint32_t token)
{
	for (uint32_t i = c->first_event[token_at(c, token)->sentence]; i < c->a->events.count; i++)
		if (c->a->events.at[i].trigger.begin == token)
			return true;
	return false;
}

static void add_clause_of_noun(struct coder *c, uint32_t noun, struct words *to)
{
	children_of (c->a, child, noun) {
		uint32_t relation = token_at(c, child)->relation;
		/* "time that Peru paid its debt", which lacks nothing, is no relative clause */
		bool clause = relation == RELATION_ACL || (relation == RELATION_ACL_RELCL &&
		                                           child_with(c->a, child, RELATION_OBJ) != NONE);
		uint32_t mark = clause ? mark_of(c->a, child) : NONE;
		if (mark != NONE && view_equal(c->word[mark], VIEW("that")))
			add(to, child);
	}
}

/* "said in a statement that Peru must leave", "said there was no doubt that Peru had left": with the clause
 * hung on the noun. */
static void add_told_beside(struct coder *c, uint32_t verb, struct words *to)
{
	struct words outer = *to;
	to->count = 0;
	for (uint32_t i = 0; i < outer.count; i++) {
		uint32_t clause = outer.at[i], noun = child_with(c->a, clause, RELATION_NSUBJ);
		struct words inner = {.count = 0};
		if (child_with(c->a, clause, RELATION_EXPL) != NONE && noun != NONE &&
		    word_is_of_class(c, c->lemma[noun], VIEW("evidence")))
			add_clause_of_noun(c, noun, &inner);
		/* "said it was certain that Peru had left" */
		if (token_at(c, clause)->upos == UPOS_ADJ && is_of_class(c, clause, VIEW("certain")))
			ADD_CHILDREN(c, clause, &inner, RELATION_CCOMP);
		if (!inner.count)
			add(to, clause);
		for (uint32_t k = 0; k < inner.count; k++)
			add(to, inner.at[k]);
	}
	children_of (c->a, child, verb)
		if (token_at(c, child)->relation == RELATION_OBL && is_verb(c, verb) &&
		    word_is_of_class(c, c->lemma[child], VIEW("medium")))
			add_clause_of_noun(c, child, to);
}

/* "Peru must leave, the minister was quoted as saying": what hangs on the quoting. */
static void add_quoted(struct coder *c, uint32_t saying, struct words *to)
{
	const struct token *t = token_at(c, saying);
	if (t->relation != RELATION_ADVCL || t->head == NONE || !is_of_class(c, t->head, VIEW("quoting")))
		return;
	children_of (c->a, child, t->head) {
		uint32_t relation = token_at(c, child)->relation;
		bool clause = relation == RELATION_CCOMP || (relation == RELATION_ADVCL && child < t->head);
		if (clause && child != saying && !is_coded(c, child))
			add(to, child);
	}
	const struct token *quoting = token_at(c, t->head);
	if (!to->count && quoting->relation == RELATION_PARATAXIS && quoting->head != NONE &&
	    quoting->head < t->head && !is_coded(c, quoting->head))
		add(to, quoting->head);
}

struct words clauses_told(struct coder *c, uint32_t verb)
{
	struct words told = {.count = 0};
	ADD_CHILDREN(c, verb, &told, RELATION_CCOMP);
	add_told_beside(c, verb, &told);
	const struct token *t = token_at(c, verb);
	if (!told.count && is_verb(c, verb) && t->relation == RELATION_PARATAXIS && t->head != NONE &&
	    t->head < verb && is_told_by(c, t->head, verb) && !is_coded(c, t->head))
		add(&told, t->head);
	if (!told.count && is_verb(c, verb))
		add_quoted(c, verb, &told);
	return told;
}

/* "hope that he would come": a noun's clause counts too. */
void step_finite(struct coder *c, uint32_t token, struct words *to)
{
	struct words told = clauses_told(c, token);
	for (uint32_t i = 0; i < told.count; i++)
		add(to, told.at[i]);
	if (!is_verb(c, token))
		add_clause_of_noun(c, token, to);
}
