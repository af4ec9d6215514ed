/* From a verb to what it is done to and to who receives it, also where the tree has them elsewhere. */
#include "did/path.h"

static uint32_t last_child_with(const struct coder *c, uint32_t token, enum relation relation)
{
	uint32_t last = NONE;
	children_of (c->a, child, token)
		if (token_at(c, child)->relation == relation)
			last = child;
	return last;
}

/* "gave Chad 30 tonnes of rice": a country that the parser took for a part of what it was given. */
static uint32_t receiver_within(struct coder *c, uint32_t object)
{
	uint32_t first = child_with(c->a, object, RELATION_COMPOUND);
	uint32_t mention = first == NONE ? NONE : c->mention[first];
	const struct actor *actor =
	        mention == NONE ? NULL : &c->a->actors.at[c->a->mentions.at[mention].actor];
	bool polity = actor && (actor->kind == KIND_COUNTRY || actor_is_of_class(c, actor, VIEW("polity")));
	if (!polity || first > object)
		return NONE;
	/* "sent Chad documents": nothing stands before the country, and nobody else is sent them */
	uint32_t verb = token_at(c, object)->head;
	bool bare = first + 1 == object && actor->kind == KIND_COUNTRY &&
	            token_at(c, object)->subtree.begin == first && token_at(c, object)->xpos == XPOS_NNS &&
	            verb != NONE && is_of_class(c, verb, VIEW("giving")) &&
	            oblique_of(c->a, verb, VIEW("to")) == NONE;
	return bare || (first + 1 < object && token_at(c, first + 1)->upos == UPOS_NUM) ? first : NONE;
}

/* The one who is given something: the subject of "was given aid", the first of two objects. */
static uint32_t receiver_of(struct coder *c, uint32_t verb)
{
	uint32_t object = child_with(c->a, verb, RELATION_OBJ),
	         receiver = child_with(c->a, verb, RELATION_IOBJ);
	if (receiver != NONE || object == NONE)
		return receiver;
	receiver = child_with(c->a, verb, RELATION_NSUBJ_PASS);
	if (receiver != NONE)
		return receiver;
	return object != last_child_with(c, verb, RELATION_OBJ) ? object : receiver_within(c, object);
}

/* "sent up to 4,000 troops" */
static bool is_limit(const struct coder *c, uint32_t word)
{
	return word && view_equal(c->word[word], VIEW("to")) && view_equal(c->word[word - 1], VIEW("up"));
}

/* A noun with a number or an article of its own and no preposition, right behind a phrase that it hangs on.
 */
static uint32_t late_object(const struct coder *c, uint32_t noun)
{
	children_of (c->a, child, noun) {
		const struct token *t = token_at(c, child);
		bool counted = child_with(c->a, child, RELATION_NUMMOD) != NONE ||
		               child_with(c->a, child, RELATION_DET) != NONE;
		if (t->relation == RELATION_NMOD && t->upos == UPOS_NOUN && counted &&
		    t->subtree.begin == noun + 1 && preposition_of(c->a, child) == NONE)
			return child;
	}
	return NONE;
}

/* "rejected on Monday": a day stands right behind the verb. */
static bool is_after_day(const struct coder *c, uint32_t verb)
{
	uint32_t day = verb + 1;
	if (day + 1 < c->a->tokens.count && token_at(c, day)->upos == UPOS_ADP)
		day++;
	return day < c->a->tokens.count && c->dated[day];
}

/* Whether a row of the verb is for it with this particle: "hand over", not "fight in". */
static bool takes_particle(struct coder *c, uint32_t verb, struct view particle)
{
	for (struct row row = know_find(c->frames, c->lemma[verb]); row.table; row = know_next(row)) {
		struct view when = know_text(row, c->column.when);
		while (when.length) {
			struct view any = view_cut(&when, ' '), path = view_cut(&any, '=');
			bool names = view_equal(path, VIEW("word")) || view_equal(path, VIEW("may"));
			while (names && any.length)
				if (view_equal(view_cut(&any, '|'), particle))
					return true;
		}
	}
	return false;
}

/* "released on bail one of the leaders": a phrase without a preposition right behind one with it. */
static uint32_t object_behind_phrase(struct coder *c, uint32_t verb)
{
	uint32_t before = NONE;
	children_of (c->a, child, verb) {
		const struct token *t = token_at(c, child);
		uint32_t previous = before;
		before = child;
		bool bare = t->relation == RELATION_OBL_UNMARKED && !is_of_class(c, child, VIEW("measure"));
		if (previous == NONE || (t->relation != RELATION_OBL && !bare) || c->dated[child] ||
		    preposition_of(c->a, child) != NONE || mark_of(c->a, child) != NONE)
			continue;
		if (token_at(c, previous)->relation == RELATION_OBL && !c->dated[previous] &&
		    preposition_of(c->a, previous) != NONE &&
		    token_at(c, previous)->subtree.end == t->subtree.begin)
			return child;
	}
	return NONE;
}

/* "handed over the town", "razed a village": an object that the parser took for a phrase or a predicate. */
static uint32_t likely_object(struct coder *c, uint32_t verb)
{
	uint32_t behind = object_behind_phrase(c, verb);
	if (behind != NONE)
		return behind;
	children_of (c->a, child, verb) {
		const struct token *t = token_at(c, child);
		uint32_t word = preposition_of(c->a, child);
		bool noun = t->upos == UPOS_NOUN || t->upos == UPOS_PROPN;
		/* "met visiting Peruvian miners", taken for a clause */
		if (t->relation == RELATION_XCOMP && child > verb &&
		    word_is_of_class(c, c->word[child], VIEW("adjectival")))
			return child_with(c->a, child, RELATION_OBJ);
		if (!noun || child < verb || c->dated[child] ||
		    word_is_of_class(c, c->word[child], VIEW("proxy")))
			continue;
		if (t->relation == RELATION_XCOMP && word == NONE &&
		    child_with(c->a, child, RELATION_COP) == NONE && mark_of(c->a, child) == NONE)
			return child;
		/* "wrote off debts", "brushed aside a plea" */
		if (t->relation == RELATION_OBL && word == NONE &&
		    (child_with(c->a, verb, RELATION_COMPOUND_PRT) != NONE ||
		     is_of_class(c, verb + 1, VIEW("particle"))))
			return child;
		/* "freed a couple", as if that were how long */
		if (t->relation == RELATION_OBL_UNMARKED && c->mention[child] != NONE && !c->dated[child])
			return child;
		/* "handed over to Peru a banker" */
		if (t->relation == RELATION_OBL_AGENT && word == NONE)
			return child;
		/* "gave back to Peru nine ships", with the ships hung on Peru */
		uint32_t late = t->relation == RELATION_OBL && word != NONE ? late_object(c, child) : NONE;
		if (late != NONE)
			return late;
		/* "rejected on Monday a plan" */
		if (t->relation == RELATION_OBL && word == NONE &&
		    child_with(c->a, child, RELATION_DET) != NONE && is_after_day(c, verb) &&
		    t->entity != ENTITY_TIME && t->entity != ENTITY_DATE)
			return child;
		/* "demonstrated in Peru" is no "handed in papers" */
		bool there = word != NONE && view_equal(c->word[word], VIEW("in")) && c->place[child] != NONE;
		if (t->relation == RELATION_OBL && word != NONE && !there &&
		    ((word == verb + 1 && is_of_class(c, word, VIEW("particle")) &&
		      takes_particle(c, verb, c->word[word])) ||
		     is_limit(c, word)))
			return child;
	}
	return NONE;
}

void step_object(struct coder *c, uint32_t token, struct words *to)
{
	if (!is_verb(c, token))
		return;
	uint32_t receiver = receiver_of(c, token), patient = patient_of(c->a, token);
	bool two = receiver != NONE && child_with(c->a, token, RELATION_OBJ) != NONE;
	/* who alone is urged or told to act is a receiver in the tree, and what the verb is done to */
	uint32_t object = two               ? last_child_with(c, token, RELATION_OBJ)
	                  : patient != NONE ? patient
	                                    : receiver;
	add_measured(c, object != NONE || is_passive(c->a, token) ? object : likely_object(c, token), to);
}

void step_receiver(struct coder *c, uint32_t token, struct words *to)
{
	if (is_verb(c, token))
		add(to, receiver_of(c, token));
}
