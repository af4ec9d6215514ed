#include "did/path.h"

/* Where a step leads from one token. */
typedef void step(struct coder *c, uint32_t token, struct words *to);

uint32_t measure_of(struct coder *c, uint32_t noun)
{
	const struct token *t = token_at(c, noun);
	uint32_t word = t->relation == RELATION_NMOD ? preposition_of(c->a, noun) : NONE;
	bool measured = word != NONE && view_equal(c->word[word], VIEW("of")) &&
	                is_of_class(c, t->head, VIEW("measure"));
	return measured ? t->head : noun;
}

void add_measured(struct coder *c, uint32_t token, struct words *to)
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
