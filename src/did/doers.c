/* From a verb, or the noun that a verb carries, to whoever does it. */
#include "did/path.h"

uint32_t carrier_of(struct coder *c, uint32_t noun)
{
	const struct token *t = token_at(c, measure_of(c, noun));
	if (t->relation == RELATION_CONJ && t->head != NONE && token_at(c, t->head)->upos == UPOS_NOUN)
		t = token_at(c, measure_of(c, t->head));
	bool carried = t->relation == RELATION_OBJ || t->relation == RELATION_NSUBJ_PASS;
	return carried && t->head != NONE && is_of_class(c, t->head, VIEW("light")) ? t->head : NONE;
}

/* "France flies warplanes, striking targets", "issued a declaration demanding that": a participle behind an
 * object that can do nothing by itself tells what the one behind the verb does. */
static uint32_t doer_behind(struct coder *c, uint32_t verb, uint32_t agent)
{
	const struct token *t = token_at(c, verb);
	if (t->relation != RELATION_ACL || t->xpos != XPOS_VBG || agent == NONE || t->head != agent)
		return agent;
	const struct token *object = token_at(c, agent);
	/* "gathered with a petition calling for elections" */
	uint32_t word = object->relation == RELATION_OBL ? preposition_of(c->a, agent) : NONE;
	bool carried =
	        object->relation == RELATION_OBJ || (word != NONE && view_equal(c->word[word], VIEW("with")));
	bool idle = object->upos == UPOS_NOUN && carried && object->head != NONE &&
	            is_of_class(c, agent, VIEW("tool"));
	uint32_t doer = idle && is_verb(c, object->head) ? agent_of(c->a, object->head) : NONE;
	return doer != NONE ? doer : agent;
}

/* "Kenya to host talks": a headline's subject, which the tree has as the noun that the infinitive goes with.
 */
static uint32_t headline_subject(const struct coder *c, uint32_t verb)
{
	return is_headline_plan(c, verb) ? token_at(c, verb)->head : NONE;
}

/* "Kenya, Chad sign a pact": a comma in a headline that stands for "and". */
static uint32_t second_subject(const struct coder *c, uint32_t verb, uint32_t subject)
{
	if (subject == NONE || token_at(c, verb)->xpos != XPOS_VBP ||
	    (token_at(c, subject)->xpos != XPOS_NNP && token_at(c, subject)->xpos != XPOS_NN))
		return NONE;
	uint32_t second = child_with(c->a, subject, RELATION_APPOS);
	bool joined = second != NONE && token_at(c, second)->xpos == token_at(c, subject)->xpos &&
	              token_at(c, second)->subtree.end == verb;
	return joined ? second : NONE;
}

/* "the first country", "the first" */
static bool has_rank(const struct coder *c, uint32_t noun)
{
	if (noun == NONE || token_at(c, noun)->upos == UPOS_VERB)
		return false;
	if (word_is_of_class(c, c->word[noun], VIEW("rank")))
		return true;
	children_of (c->a, child, noun)
		if (child < noun && word_is_of_class(c, c->word[child], VIEW("rank")))
			return true;
	return false;
}

uint32_t ranked_above(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	bool open = t->relation == RELATION_ACL || t->relation == RELATION_XCOMP ||
	            (t->relation == RELATION_ADVCL && token_at(c, t->head)->upos == UPOS_ADJ);
	uint32_t mark = open ? mark_of(c->a, verb) : NONE;
	if (mark == NONE || token_at(c, mark)->xpos != XPOS_TO)
		return NONE;
	uint32_t noun = t->head;
	if (t->relation == RELATION_XCOMP) { /* "became the first to", with both hung on "became" */
		noun = NONE;
		children_of (c->a, child, t->head)
			if (token_at(c, child)->subtree.end == token_at(c, verb)->subtree.begin)
				noun = child;
	}
	noun = has_rank(c, noun) ? noun : NONE;
	bool predicate = noun != NONE && child_with(c->a, noun, RELATION_COP) != NONE;
	while (noun != NONE && !predicate && !is_verb(c, noun))
		noun = token_at(c, noun)->head;
	return noun;
}

/* "was handed to the army of Chad by Peru", with "by Peru" hung on the army. */
static uint32_t agent_below(struct coder *c, uint32_t verb)
{
	uint32_t found = NONE;
	if (!is_passive(c->a, verb))
		return NONE;
	children_of (c->a, child, verb)
		if (found == NONE && child > verb && token_at(c, child)->relation == RELATION_OBL)
			found = oblique_of(c->a, child, VIEW("by"));
	return found;
}

void step_subject(struct coder *c, uint32_t token, struct words *to)
{
	if (is_verb(c, token)) {
		uint32_t rank = ranked_above(c, token);
		uint32_t agent = rank == NONE ? agent_of(c->a, token) : subject_of(c->a, rank);
		if (agent == NONE)
			agent = agent_below(c, token);
		if (agent == NONE)
			agent = headline_subject(c, token);
		if (agent == NONE) /* "rioting left two dead" */
			agent = child_with(c->a, token, RELATION_CSUBJ);
		add_measured(c, doer_behind(c, token, agent), to);
		add(to, second_subject(c, token, agent));
		return;
	}
	uint32_t verb = carrier_of(c, token);
	if (verb != NONE && !is_of_class(c, verb, VIEW("undergoing")))
		add(to, agent_of(c->a, verb));
	else if (verb != NONE)
		return;
	else if (token_at(c, token)->upos == UPOS_ADJ || child_with(c->a, token, RELATION_COP) != NONE ||
	         child_with(c->a, token, RELATION_NSUBJ) != NONE)
		add(to, subject_of(c->a, token));
}
