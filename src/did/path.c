#include "article/clause.h"
#include "base/utf8.h"
#include "did/coder.h"

/* Where a step leads from one token. */
typedef void step(struct coder *c, uint32_t token, struct words *to);

static void add(struct words *to, uint32_t token)
{
	if (token == NONE || to->count == MOST_WORDS)
		return;
	for (uint32_t i = 0; i < to->count; i++)
		if (to->at[i] == token)
			return;
	to->at[to->count++] = token;
}

static void add_children(struct coder *c, uint32_t token, struct words *to, const enum relation *relations,
                         size_t count)
{
	children_of (c->a, child, token)
		for (size_t i = 0; i < count; i++)
			if (token_at(c, child)->relation == relations[i])
				add(to, child);
}

#define ADD_CHILDREN(c, token, to, ...)                                                                      \
	add_children(c, token, to, (const enum relation[]){__VA_ARGS__},                                     \
	             sizeof(enum relation[]){__VA_ARGS__} / sizeof(enum relation))

static bool is_verb(const struct coder *c, uint32_t token)
{
	return token_at(c, token)->upos == UPOS_VERB;
}

/* "a series of raids": the noun that stands in the verb's phrase for this one. */
static uint32_t measure_of(struct coder *c, uint32_t noun)
{
	const struct token *t = token_at(c, noun);
	uint32_t word = t->relation == RELATION_NMOD ? preposition_of(c->a, noun) : NONE;
	bool measured = word != NONE && view_equal(c->word[word], VIEW("of")) &&
	                is_of_class(c, t->head, VIEW("measure"));
	return measured ? t->head : noun;
}

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

static void add_measured(struct coder *c, uint32_t token, struct words *to);

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

static void step_subject(struct coder *c, uint32_t token, struct words *to)
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

static uint32_t last_child_with(const struct coder *c, uint32_t token, enum relation relation)
{
	uint32_t last = NONE;
	children_of (c->a, child, token)
		if (token_at(c, child)->relation == relation)
			last = child;
	return last;
}

static bool is_mention_of(const struct coder *c, uint32_t token, enum actor_kind kind)
{
	uint32_t mention = c->mention[token];
	return mention != NONE && c->a->actors.at[c->a->mentions.at[mention].actor].kind == kind;
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

/* "a round of talks", "thousands of tents": what is told is behind "of". */
static void add_measured(struct coder *c, uint32_t token, struct words *to)
{
	add(to, token);
	if (token == NONE || !is_of_class(c, token, VIEW("measure")))
		return;
	children_of (c->a, child, token) {
		uint32_t word =
		        token_at(c, child)->relation == RELATION_NMOD ? preposition_of(c->a, child) : NONE;
		if (word != NONE && view_equal(c->word[word], VIEW("of")))
			add(to, child);
	}
}

static void step_object(struct coder *c, uint32_t token, struct words *to)
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

static void step_receiver(struct coder *c, uint32_t token, struct words *to)
{
	if (is_verb(c, token))
		add(to, receiver_of(c, token));
}

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
static void step_finite(struct coder *c, uint32_t token, struct words *to)
{
	struct words told = clauses_told(c, token);
	for (uint32_t i = 0; i < told.count; i++)
		add(to, told.at[i]);
	if (!is_verb(c, token))
		add_clause_of_noun(c, token, to);
}

static void step_open(struct coder *c, uint32_t token, struct words *to)
{
	ADD_CHILDREN(c, token, to, RELATION_XCOMP);
}

static void step_modifier(struct coder *c, uint32_t token, struct words *to)
{
	ADD_CHILDREN(c, token, to, RELATION_AMOD, RELATION_COMPOUND, RELATION_NMOD_DESC,
	             RELATION_NMOD_UNMARKED);
}

static void step_owner(struct coder *c, uint32_t token, struct words *to)
{
	ADD_CHILDREN(c, token, to, RELATION_NMOD_POSS);
}

static void step_adverb(struct coder *c, uint32_t token, struct words *to)
{
	ADD_CHILDREN(c, token, to, RELATION_ADVMOD);
}

/* "sailors held by Peru": what a participle tells of a noun. */
static void step_participle(struct coder *c, uint32_t token, struct words *to)
{
	ADD_CHILDREN(c, token, to, RELATION_ACL);
}

/* Those who do what is told of at an event named beside it: "they sought to mend ties during talks". */
static void step_clause(struct coder *c, uint32_t token, struct words *to)
{
	/* "failed in a round of talks" */
	uint32_t measure = token_at(c, token)->relation == RELATION_NMOD ? token_at(c, token)->head : NONE;
	if (measure != NONE && is_of_class(c, measure, VIEW("measure")))
		token = measure;
	uint32_t word = preposition_of(c->a, token), verb = token_at(c, token)->head;
	bool on = word != NONE && view_equal(c->word[word], VIEW("on")) &&
	          is_of_class(c, token, VIEW("journey"));
	if (token_at(c, token)->relation == RELATION_OBL && word != NONE && verb != NONE &&
	    is_verb(c, verb) && (on || is_of_class(c, word, VIEW("occasion"))))
		add(to, subject_of(c->a, verb));
}

/* "spoke on behalf of Peru", "in support of Peru" */
static void step_behalf(struct coder *c, uint32_t token, struct words *to)
{
	children_of (c->a, child, token)
		if (token_at(c, child)->relation == RELATION_OBL &&
		    (word_is_of_class(c, c->word[child], VIEW("proxy")) ||
		     word_is_of_class(c, c->word[child], VIEW("sake"))))
			ADD_CHILDREN(c, child, to, RELATION_NMOD, RELATION_NMOD_POSS);
}

static void step_grammatical(struct coder *c, uint32_t token, struct words *to)
{
	add(to, subject_of(c->a, token));
}

/* "behind the blasts", "whether it had fired": the word that opens a phrase or a clause. */
static void step_opener(struct coder *c, uint32_t token, struct words *to)
{
	uint32_t word = preposition_of(c->a, token);
	add(to, word != NONE ? word : mark_of(c->a, token));
}

static void step_modal(struct coder *c, uint32_t token, struct words *to)
{
	add(to, modal_of(c->a, token));
}

static void step_flat(struct coder *c, uint32_t token, struct words *to)
{
	ADD_CHILDREN(c, token, to, RELATION_FLAT);
}

static void step_determiner(struct coder *c, uint32_t token, struct words *to)
{
	ADD_CHILDREN(c, token, to, RELATION_DET);
}

/* "said Peru did not want peace": the words of this path that are denied. */
static void step_negated(struct coder *c, uint32_t token, struct words *to)
{
	ADD_CHILDREN(c, token, to, RELATION_CCOMP);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < to->count; i++)
		if (is_negated(c->a, to->at[i]))
			to->at[kept++] = to->at[i];
	to->count = kept;
}

/* "went ahead in defiance of Peru", "laid rocks on the road to demand aid": who does what the phrase or the
 * purpose goes with. */
static void step_doer(struct coder *c, uint32_t token, struct words *to)
{
	/* the phrase may hang on a noun that goes with the verb: "held the vote in defiance of Peru" */
	enum { MOST_STEPS = 2 };
	for (int i = 0; i < MOST_STEPS && token_at(c, token)->relation == RELATION_NMOD; i++)
		token = token_at(c, token)->head;
	const struct token *t = token_at(c, token);
	if (child_with(c->a, token, RELATION_NSUBJ) != NONE) /* "is on the tenth day of a fast" */
		add(to, subject_of(c->a, token));
	bool goes_with =
	        t->relation == RELATION_OBL || t->relation == RELATION_ADVCL || t->relation == RELATION_OBJ;
	if (goes_with && t->head != NONE)
		add(to, is_verb(c, t->head) ? agent_of(c->a, t->head) : subject_of(c->a, t->head));
}

static void step_self(struct coder *c, uint32_t token, struct words *to)
{
	(void)c;
	add(to, token);
}

static const struct {
	struct view name;
	step *walk;
} STEPS[] = {
        {VIEW_OF("subj"), step_subject},   {VIEW_OF("obj"), step_object},
        {VIEW_OF("iobj"), step_receiver},  {VIEW_OF("that"), step_finite},
        {VIEW_OF("xcomp"), step_open},     {VIEW_OF("mod"), step_modifier},
        {VIEW_OF("poss"), step_owner},     {VIEW_OF("adv"), step_adverb},
        {VIEW_OF("clause"), step_clause},  {VIEW_OF("gram"), step_grammatical},
        {VIEW_OF("acl"), step_participle}, {VIEW_OF("self"), step_self},
        {VIEW_OF("behalf"), step_behalf},  {VIEW_OF("flat"), step_flat},
        {VIEW_OF("opener"), step_opener},  {VIEW_OF("det"), step_determiner},
        {VIEW_OF("doer"), step_doer},      {VIEW_OF("negated"), step_negated},
        {VIEW_OF("modal"), step_modal},
};

static bool has_mark(struct coder *c, uint32_t token, struct view word)
{
	/* "of sixty civilians", with "of" hung on the number */
	uint32_t number = child_with(c->a, token, RELATION_NUMMOD);
	if (number != NONE && number < token && preposition_of(c->a, token) == NONE &&
	    preposition_of(c->a, number) != NONE)
		token = number;
	children_of (c->a, child, token) {
		enum relation relation = (enum relation)token_at(c, child)->relation;
		/* "died when a bomb went off" */
		bool opens = relation == RELATION_MARK || relation == RELATION_CASE ||
		             (relation == RELATION_ADVMOD && view_equal(word, VIEW("when")));
		if (opens && view_equal_ascii_case(text_of_token(c->a, child), word))
			return true;
	}
	return false;
}

/* "out_of": "out", with "of" behind it. */
static bool is_marked(struct coder *c, uint32_t token, struct view preposition)
{
	struct view rest = preposition, first = view_cut(&rest, '_');
	return has_mark(c, token, first) && (!rest.length || has_mark(c, token, rest) || first.length);
}

/* "to drought-hit Peru": the noun where the tree has "hit" for a verb with an object. */
static uint32_t noun_behind_hyphen(struct coder *c, uint32_t verb)
{
	bool hyphened = verb && token_at(c, verb)->relation == RELATION_ACL &&
	                view_equal(c->word[verb - 1], VIEW("-"));
	return hyphened ? child_with(c->a, verb, RELATION_OBJ) : NONE;
}

/* "on behalf of Chad", "in support of Chad": neither where nor against whom. */
static bool is_reason(const struct coder *c, uint32_t noun, struct view preposition)
{
	return word_is_of_class(c, c->word[noun], VIEW("proxy")) ||
	       (view_equal(preposition, VIEW("in")) && word_is_of_class(c, c->word[noun], VIEW("motive")));
}

/* Phrases and clauses below the token that begin with this word; "to" alone opens infinitives too. */
static void add_marked(struct coder *c, uint32_t token, struct view preposition, struct words *to)
{
	children_of (c->a, child, token) {
		uint32_t noun = noun_behind_hyphen(c, child);
		if (noun != NONE && is_marked(c, noun, preposition))
			add(to, noun);
		switch (token_at(c, child)->relation) {
		case RELATION_OBJ: /* with a preposition, for all that */
		case RELATION_OBL:
		case RELATION_OBL_AGENT:
		case RELATION_NMOD:
		case RELATION_ADVCL:
		case RELATION_ACL:
		case RELATION_XCOMP:
			if (!c->dated[child] && is_marked(c, child, preposition) &&
			    !is_reason(c, child, preposition)) {
				/* "failed in a round of talks"; but "host to a team of bankers" */
				if (c->mention[child] == NONE)
					add_measured(c, child, to);
				else
					add(to, child);
			}
			break;
		default:
			break;
		}
	}
}

/* "the bombing of Aleppo by Russia", with "by Russia" hung on Aleppo; "the lifting of sanctions against Chad
 * by". */
static void add_marked_below(struct coder *c, uint32_t noun, struct view word, struct words *to, int depth)
{
	children_of (c->a, child, noun) {
		if (token_at(c, child)->relation != RELATION_NMOD)
			continue;
		add_marked(c, child, word, to);
		if (!to->count && depth > 0)
			add_marked_below(c, child, word, to, depth - 1);
	}
}

/* Whether what follows "of" is none of the doer's that it is hung on: "an invasion by Peru of Chad", "the
 * seizure by commandos of a ship". */
static bool is_not_of_doer(const struct coder *c, uint32_t doer, uint32_t noun)
{
	bool country = is_mention_of(c, doer, KIND_COUNTRY) || c->place[doer] != NONE;
	return country || (c->place[noun] == NONE && c->mention[noun] == NONE);
}

/* "the arrest in Lima of a Chadian envoy": someone behind "of" that the tree hangs on what stands between. */
static void add_someone_below(struct coder *c, uint32_t noun, struct words *to)
{
	children_of (c->a, child, noun) {
		uint32_t opener =
		        token_at(c, child)->relation == RELATION_NMOD ? preposition_of(c->a, child) : NONE;
		bool by = opener != NONE && view_equal(c->word[opener], VIEW("by"));
		bool there = opener != NONE && c->mention[child] == NONE &&
		             !view_equal(c->word[opener], VIEW("of")) &&
		             word_is_of_class(c, c->word[opener], VIEW("origin"));
		if (!by && !there)
			continue;
		children_of (c->a, below, child)
			if (token_at(c, below)->relation == RELATION_NMOD && has_mark(c, below, VIEW("of")) &&
			    (is_mention_of(c, below, KIND_PERSON) || (by && is_not_of_doer(c, child, below))))
				add(to, below);
	}
}

/* "its recognition on Monday of Chad", with "of Chad" hung on Monday: no day has such. */
static void add_behind_date(struct coder *c, uint32_t token, struct words *to)
{
	children_of (c->a, child, token)
		if (c->dated[child])
			add_marked(c, child, VIEW("of"), to);
}

/* "under fire", "on alert": a noun that is one idiom with its verb. */
static bool is_idiom(const struct coder *c, uint32_t noun)
{
	const struct token *t = token_at(c, noun);
	return t->upos == UPOS_NOUN && t->xpos == XPOS_NN && child_with(c->a, noun, RELATION_DET) == NONE &&
	       child_with(c->a, noun, RELATION_NMOD_POSS) == NONE && !c->dated[noun] &&
	       c->place[noun] == NONE;
}

/* "arrived unannounced in Peru", with "in Peru" hung on the participle. */
static void add_marked_in_participle(struct coder *c, uint32_t verb, struct view word, struct words *to)
{
	uint32_t open = child_with(c->a, verb, RELATION_XCOMP);
	if (open != NONE && token_at(c, open)->xpos == XPOS_VBN &&
	    child_with(c->a, open, RELATION_OBJ) == NONE)
		add_marked(c, open, word, to);
}

/* "shared intelligence about the plot with Peru", with "with Peru" hung on the plot; "came to terms with",
 * "walked free from", "came under fire from", with the phrase hung on what goes with the verb. */
static void add_marked_in_phrases(struct coder *c, uint32_t verb, struct view word, struct words *to)
{
	children_of (c->a, child, verb) {
		const struct token *t = token_at(c, child);
		bool predicate = t->relation == RELATION_XCOMP && t->upos != UPOS_VERB;
		/* but "began exercises near the border with Peru" */
		bool phrase = t->relation == RELATION_OBL && preposition_of(c->a, child) != NONE &&
		              (view_equal(word, VIEW("with")) || is_idiom(c, child)) &&
		              !is_of_class(c, child, VIEW("dividing"));
		/* "brought them home from Peru" */
		bool way = t->relation == RELATION_ADVMOD && child > verb;
		if (predicate || phrase || way)
			add_marked(c, child, word, to);
	}
}

static bool stays_near(struct view word)
{
	return view_equal(word, VIEW("of")) || view_equal(word, VIEW("in"));
}

/* A phrase hangs now on the verb, now on its object: "imposed sanctions on Iran", "carried out a raid on". */
static void add_phrases(struct coder *c, uint32_t token, struct view word, struct words *to)
{
	add_marked(c, token, word, to);
	if (!to->count && token_at(c, token)->upos == UPOS_NOUN && view_equal(word, VIEW("of"))) {
		add_someone_below(c, token, to);
		add_behind_date(c, token, to);
		if (carrier_of(c, token) != NONE)
			add_behind_date(c, carrier_of(c, token), to);
	}
	/* "a round of talks on a pact between Peru and Chad", with what follows hung on the round */
	uint32_t measure = token_at(c, token)->upos == UPOS_NOUN ? measure_of(c, token) : token;
	if (!to->count && measure != token && !view_equal(word, VIEW("of"))) {
		add_marked(c, measure, word, to);
		if (!to->count)
			add_marked_below(c, measure, word, to, 1);
	}
	/* "reprisals and a riposte from France": both are. */
	uint32_t last = is_verb(c, token) ? NONE : next_conjunct(c->a, token, token);
	if (!to->count && last != NONE)
		add_marked(c, last, word, to);
	if (to->count)
		return;
	if (!is_verb(c, token) && !stays_near(word))
		add_marked_below(c, token, word, to, view_equal(word, VIEW("by")) ? 2 : 1);
	if (to->count)
		return;
	uint32_t other = NONE;
	if (is_verb(c, token))
		other = view_equal(word, VIEW("of")) || view_equal(word, VIEW("by"))
		                ? NONE
		                : patient_of(c->a, token);
	else if (token_at(c, token)->relation == RELATION_OBJ ||
	         token_at(c, token)->relation == RELATION_NSUBJ ||
	         token_at(c, token)->relation == RELATION_NSUBJ_PASS ||
	         (token_at(c, token)->relation == RELATION_OBL && !stays_near(word)))
		other = token_at(c, token)->head;
	if (other != NONE)
		add_marked(c, other, word, to);
	/* "talks got under way between", with "between" hung on "way" */
	if (other != NONE && !to->count && is_verb(c, other) && !stays_near(word))
		add_marked_in_phrases(c, other, word, to);
	/* "sent 60 tonnes of rice to Peru", with "to Peru" hung on the rice */
	if (!to->count && other != NONE && is_verb(c, token)) {
		struct words measured = {.count = 0};
		add_measured(c, other, &measured);
		for (uint32_t i = 1; i < measured.count && !to->count; i++)
			add_marked(c, measured.at[i], word, to);
	}
	if (!to->count && is_verb(c, token))
		add_marked_in_participle(c, token, word, to);
	if (!to->count && is_verb(c, token) && !stays_near(word))
		add_marked_in_phrases(c, token, word, to);
}

/* "pleaded with voters for support": the phrase that a noun stands in itself is none below it. */
static void step_preposition(struct coder *c, uint32_t token, struct view word, struct words *to)
{
	struct words found = {.count = 0};
	add_phrases(c, token, word, &found);
	for (uint32_t i = 0; i < found.count; i++)
		if (found.at[i] != token)
			add(to, found.at[i]);
}

static void walk_step(struct coder *c, uint32_t token, struct view name, struct words *to)
{
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
		if (view_equal(STEPS[i].name, name)) {
			STEPS[i].walk(c, token, to);
			return;
		}
	step_preposition(c, token, name, to);
}

struct words path_from(struct coder *c, uint32_t token, struct view path)
{
	struct words here = {{token}, 1};
	while (path.length && here.count) {
		struct view name = view_cut(&path, '.');
		struct words next = {.count = 0};
		for (uint32_t i = 0; i < here.count; i++) {
			struct words found = {.count = 0};
			walk_step(c, here.at[i], name, &found);
			for (uint32_t k = 0; k < found.count; k++)
				add(&next, found.at[k]);
		}
		here = next;
	}
	return here;
}

struct words paths_from(struct coder *c, uint32_t token, struct view paths)
{
	struct words all = {.count = 0};
	while (paths.length) {
		struct words found = path_from(c, token, view_cut(&paths, '/'));
		for (uint32_t i = 0; i < found.count; i++)
			add(&all, found.at[i]);
	}
	return all;
}

bool has_clause(const struct coder *c, uint32_t verb, bool finite)
{
	children_of (c->a, child, verb) {
		enum relation relation = (enum relation)token_at(c, child)->relation;
		if (finite && relation == RELATION_CCOMP)
			return true;
		bool open = relation == RELATION_XCOMP || relation == RELATION_ADVCL ||
		            relation == RELATION_ACL || relation == RELATION_CCOMP;
		uint32_t mark = open ? mark_of(c->a, child) : NONE;
		/* "told them his aim was to win" */
		uint32_t copula = mark != NONE ? child_with(c->a, child, RELATION_COP) : NONE;
		if (copula != NONE && copula < mark)
			continue;
		if (!finite && mark != NONE && token_at(c, mark)->xpos == XPOS_TO)
			return true;
	}
	return false;
}
