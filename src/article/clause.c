#include "article/clause.h"

/* Trees of real sentences are some twenty levels deep; a chain of shared subjects never needs more than this.
 */
enum { MOST_STEPS = 8 };

static const struct token *at(const struct article *a, uint32_t i)
{
	return &a->tokens.at[i];
}

static uint32_t child_of_two(const struct article *a, uint32_t token, enum relation one, enum relation other)
{
	uint32_t found = child_with(a, token, one);
	return found != NONE ? found : child_with(a, token, other);
}

static bool is_relative(const struct article *a, uint32_t verb)
{
	return at(a, verb)->relation == RELATION_ACL_RELCL;
}

/* A relative pronoun stands for the noun that its clause describes: "who was praised" → Ortiz. */
static uint32_t antecedent_or(const struct article *a, uint32_t verb, uint32_t found)
{
	if (found == NONE || !(at(a, found)->features & FEATURE(PRONTYPE_REL)))
		return found;
	for (int step = 0; step < MOST_STEPS && verb != NONE; step++, verb = at(a, verb)->head)
		if (is_relative(a, verb))
			return at(a, verb)->head;
	return found;
}

/* "ends here." : running text, where headlines' "Minister arrested" is no passive. */
static bool ends_in_stop(const struct article *a, uint32_t token)
{
	struct tokens run = a->sentences.at[at(a, token)->sentence].tokens;
	for (uint32_t i = run.end; i > run.begin && i + 3 > run.end; i--)
		if (view_equal(text_of_token(a, i - 1), VIEW(".")))
			return true;
	return false;
}

/* A passive has an auxiliary of its own or of the verb that it is joined to: "was praised and thanked". */
static bool may_be_passive(const struct article *a, uint32_t verb)
{
	const struct token *t = at(a, verb);
	/* "talked by phone.": but for headlines no passive is a past tense */
	bool helped =
	        child_with(a, verb, RELATION_AUX_PASS) != NONE || child_with(a, verb, RELATION_AUX) != NONE;
	bool told = !helped && ends_in_stop(a, verb) && child_with(a, verb, RELATION_OBL_AGENT) != NONE;
	if (t->xpos == XPOS_VBD && (told || child_with(a, verb, RELATION_OBJ) != NONE))
		return false;
	bool main = t->relation == RELATION_ROOT || t->relation == RELATION_CCOMP ||
	            t->relation == RELATION_PARATAXIS;
	return !main || child_with(a, verb, RELATION_AUX) != NONE || !ends_in_stop(a, verb);
}

bool is_passive(const struct article *a, uint32_t verb)
{
	bool active = child_with(a, verb, RELATION_NSUBJ) != NONE;
	/* "Lund spoke by telephone": no agent, whatever the tree says. */
	if (child_with(a, verb, RELATION_AUX_PASS) != NONE ||
	    (child_with(a, verb, RELATION_NSUBJ_PASS) != NONE && may_be_passive(a, verb)) ||
	    (child_with(a, verb, RELATION_OBL_AGENT) != NONE && !active &&
	     (child_with(a, verb, RELATION_NSUBJ_PASS) == NONE || may_be_passive(a, verb))))
		return true;
	/* A past tense mistaken for a participle still has an active subject. */
	if (active || !may_be_passive(a, verb))
		return false;
	const struct token *t = at(a, verb);
	bool reduced =
	        t->relation == RELATION_ACL || t->relation == RELATION_ADVCL || t->relation == RELATION_AMOD;
	return t->xpos == XPOS_VBN && ((t->features & FEATURE(VOICE_PASS)) || reduced) &&
	       child_with(a, verb, RELATION_AUX) == NONE;
}

static uint32_t own_subject(const struct article *a, uint32_t verb)
{
	uint32_t found = child_of_two(a, verb, RELATION_NSUBJ, RELATION_NSUBJ_PASS);
	if (found == NONE)
		found = child_with(a, verb, RELATION_NSUBJ_OUTER);
	/* "it is ready to leave": nothing but "it" could be meant */
	bool ready = found == NONE && at(a, verb)->upos == UPOS_ADJ &&
	             child_with(a, verb, RELATION_XCOMP) != NONE &&
	             child_with(a, verb, RELATION_CSUBJ) == NONE;
	return ready ? child_with(a, verb, RELATION_EXPL) : found;
}

/* The verb whose subject (or object) this one shares; *object says which. NONE: it shares none. */
static bool is_marked_as(const struct article *a, uint32_t verb)
{
	uint32_t mark = child_with(a, verb, RELATION_MARK);
	return mark != NONE && at(a, verb)->xpos == XPOS_VBG &&
	       view_equal(text_of_token(a, mark), VIEW("as"));
}

static uint32_t sharing(const struct article *a, uint32_t verb, bool *object)
{
	const struct token *t = at(a, verb);
	*object = false;
	switch (t->relation) {
	case RELATION_XCOMP:
		*object = t->head != NONE && child_of_two(a, t->head, RELATION_OBJ, RELATION_IOBJ) != NONE;
		return t->head;
	case RELATION_ADVCL: /* "quoted Lin as saying": Lin says it */
		*object = t->head != NONE && is_marked_as(a, verb) &&
		          child_with(a, t->head, RELATION_OBJ) != NONE;
		return t->head;
	case RELATION_CONJ:
	case RELATION_PARATAXIS:
		return t->head;
	default:
		return NONE;
	}
}

uint32_t subject_of(const struct article *a, uint32_t verb)
{
	for (int step = 0; step < MOST_STEPS && verb != NONE; step++) {
		uint32_t found = own_subject(a, verb);
		if (found != NONE)
			return antecedent_or(a, verb, found);
		const struct token *t = at(a, verb);
		if (is_relative(a, verb) || t->relation == RELATION_ACL)
			return t->head;
		/* "was ordered to leave": whoever was ordered leaves. A clause with its own mark ("if asked")
		 * and a noun joined to a noun share nothing. */
		bool object;
		uint32_t other = sharing(a, verb, &object);
		if (object)
			return child_of_two(a, other, RELATION_OBJ, RELATION_IOBJ);
		verb = other;
	}
	return NONE;
}

/* "the city where Lin met Ortiz", "the room in which Lin met them": what the clause is about is no object of
 * it. */
static bool tells_where(const struct article *a, uint32_t verb)
{
	children_of (a, child, verb) {
		enum relation relation = (enum relation)at(a, child)->relation;
		if ((relation == RELATION_ADVMOD || relation == RELATION_OBL) &&
		    (at(a, child)->features & FEATURE(PRONTYPE_REL)))
			return true;
	}
	return false;
}

uint32_t object_of(const struct article *a, uint32_t verb)
{
	uint32_t found = child_with(a, verb, RELATION_OBJ);
	if (found != NONE)
		return antecedent_or(a, verb, found);
	/* A verb that has a subject of its own is no adjective of the noun behind it: that is its object. */
	const struct token *t = at(a, verb);
	if (t->relation == RELATION_AMOD && t->head != NONE && t->head > verb &&
	    child_with(a, verb, RELATION_NSUBJ) != NONE)
		return t->head;
	/* "the deal that Lin signed", "the deal Lin signed": the noun, unless the clause is passive. */
	uint32_t subject = own_subject(a, verb);
	bool gap = subject != NONE && !(at(a, subject)->features & FEATURE(PRONTYPE_REL));
	bool open = gap && !is_passive(a, verb) && !tells_where(a, verb);
	return is_relative(a, verb) && open ? at(a, verb)->head : NONE;
}

uint32_t agent_of(const struct article *a, uint32_t verb)
{
	if (!is_passive(a, verb))
		return subject_of(a, verb);
	uint32_t by = child_with(a, verb, RELATION_OBL_AGENT);
	by = by != NONE ? by : oblique_of(a, verb, VIEW("by"));
	/* "was given access by Peru": or on the access. */
	uint32_t object = by == NONE ? child_with(a, verb, RELATION_OBJ) : NONE;
	by = object == NONE ? by : oblique_of(a, object, VIEW("by"));
	/* "was shot dead by Lin": the tree may hang Lin on "dead". */
	uint32_t outcome = by == NONE ? child_with(a, verb, RELATION_XCOMP) : NONE;
	return outcome != NONE && a->tokens.at[outcome].upos == UPOS_ADJ ? oblique_of(a, outcome, VIEW("by"))
	                                                                 : by;
}

uint32_t patient_of(const struct article *a, uint32_t verb)
{
	return is_passive(a, verb) ? subject_of(a, verb) : object_of(a, verb);
}

uint32_t preposition_of(const struct article *a, uint32_t head)
{
	return child_with(a, head, RELATION_CASE);
}

uint32_t oblique_of(const struct article *a, uint32_t token, struct view preposition)
{
	children_of (a, child, token) {
		uint32_t word = preposition_of(a, child);
		if (word != NONE && view_equal_ascii_case(text_of_token(a, word), preposition))
			return child;
	}
	return NONE;
}

bool heads_clause(const struct article *a, uint32_t token)
{
	const struct token *t = at(a, token);
	if (t->head == NONE)
		return true;
	switch (t->relation) {
	case RELATION_CCOMP:
	case RELATION_XCOMP:
	case RELATION_ADVCL:
	case RELATION_ADVCL_RELCL:
	case RELATION_ACL:
	case RELATION_ACL_RELCL:
	case RELATION_CSUBJ:
	case RELATION_CSUBJ_PASS:
	case RELATION_CSUBJ_OUTER:
	case RELATION_PARATAXIS:
		return true;
	default:
		return (t->upos == UPOS_VERB && t->relation != RELATION_AMOD &&
		        t->relation != RELATION_COMPOUND) ||
		       child_with(a, token, RELATION_COP) != NONE;
	}
}

uint32_t clause_of(const struct article *a, uint32_t token)
{
	while (token != NONE && !heads_clause(a, token))
		token = at(a, token)->head;
	return token;
}

/* "no troops", "no more troops" */
static bool has_negative_determiner(const struct article *a, uint32_t noun)
{
	if (noun == NONE || (at(a, noun)->features & FEATURE(PRONTYPE_NEG)))
		return noun != NONE;
	uint32_t word = child_with(a, noun, RELATION_DET), more = child_with(a, noun, RELATION_AMOD);
	uint32_t no = more != NONE && view_equal(text_of_token(a, more), VIEW("more"))
	                      ? at(a, more)->first_child
	                      : NONE;
	return (word != NONE && (at(a, word)->features & FEATURE(PRONTYPE_NEG))) ||
	       (no != NONE && view_equal(text_of_token(a, no), VIEW("no")));
}

bool token_is_verb(const struct article *a, uint32_t token)
{
	return at(a, token)->upos == UPOS_VERB || at(a, token)->upos == UPOS_AUX;
}

bool token_is_finite(const struct article *a, uint32_t token)
{
	enum xpos_tag form = (enum xpos_tag)at(a, token)->xpos;
	return form == XPOS_VBD || form == XPOS_VBZ || form == XPOS_VBP;
}

bool run_has_verb(const struct article *a, struct tokens run)
{
	for (uint32_t i = run.begin; i < run.end; i++)
		if (token_is_verb(a, i))
			return true;
	return false;
}

static bool is_negative(const struct article *a, uint32_t token)
{
	return (at(a, token)->features & (FEATURE(POLARITY_NEG) | FEATURE(PRONTYPE_NEG))) ||
	       view_equal(text_of_token(a, token), VIEW("no"));
}

/* "under no circumstances", "in no way", "by no means" */
static bool is_never(const struct article *a, uint32_t phrase)
{
	static const struct view nouns[] = {VIEW_OF("circumstances"), VIEW_OF("circumstance"),
	                                    VIEW_OF("account"),       VIEW_OF("way"),
	                                    VIEW_OF("means"),         VIEW_OF("condition")};
	if (!has_negative_determiner(a, phrase))
		return false;
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
		if (view_equal(text_of_token(a, phrase), nouns[i]))
			return true;
	return false;
}

/* "neither Chad nor Niger" */
static bool has_neither(const struct article *a, uint32_t noun)
{
	if (noun == NONE)
		return false;
	children_of (a, child, noun)
		if (at(a, child)->upos == UPOS_CCONJ &&
		    view_equal_ascii_case(text_of_token(a, child), VIEW("neither")))
			return true;
	return false;
}

bool is_negated(const struct article *a, uint32_t verb)
{
	children_of (a, child, verb) {
		const struct token *t = at(a, child);
		if (is_never(a, child))
			return true;
		bool negative = (t->features & (FEATURE(POLARITY_NEG) | FEATURE(PRONTYPE_NEG))) != 0;
		if (t->relation == RELATION_ADVMOD && negative)
			return true;
		if (t->relation == RELATION_ADVMOD && t->first_child != NONE &&
		    is_negative(a, t->first_child))
			return true; /* "no longer" */
	}
	uint32_t subject = own_subject(a, verb);
	return has_negative_determiner(a, subject) || has_neither(a, subject) ||
	       has_negative_determiner(a, child_with(a, verb, RELATION_OBJ));
}

uint32_t modal_of(const struct article *a, uint32_t verb)
{
	children_of (a, child, verb)
		if (at(a, child)->relation == RELATION_AUX && at(a, child)->xpos == XPOS_MD)
			return child;
	return NONE;
}

uint32_t mark_of(const struct article *a, uint32_t verb)
{
	return child_with(a, verb, RELATION_MARK);
}

bool is_past(const struct article *a, uint32_t verb)
{
	if (at(a, verb)->xpos == XPOS_VBD)
		return true;
	children_of (a, child, verb) {
		enum relation relation = (enum relation)at(a, child)->relation;
		bool helps =
		        relation == RELATION_AUX || relation == RELATION_AUX_PASS || relation == RELATION_COP;
		if (helps && at(a, child)->xpos == XPOS_VBD)
			return true;
	}
	return false;
}

static bool belongs(const struct article *a, uint32_t child, enum phrase_extent extent)
{
	switch (at(a, child)->relation) {
	case RELATION_FLAT:
	case RELATION_COMPOUND:
	case RELATION_GOESWITH:
	case RELATION_FIXED:
		return true;
	case RELATION_DET:
	case RELATION_DET_PREDET:
	case RELATION_AMOD:
	case RELATION_NUMMOD:
	case RELATION_NMOD_POSS:
	case RELATION_NMOD_DESC:
	case RELATION_NMOD:
		return extent != PHRASE_NAME;
	case RELATION_CONJ:
	case RELATION_CC:
	case RELATION_CC_PRECONJ:
		return extent == PHRASE_GROUP;
	case RELATION_CASE: /* a preposition is outside of the phrase, a possessive 's inside its possessor's
	                     */
		return false;
	default:
		return extent >= PHRASE_WHOLE;
	}
}

static bool is_punctuation(const struct article *a, uint32_t token)
{
	return at(a, token)->upos == UPOS_PUNCT;
}

/* The part of a name below a child: "New" with "York" below it. One level is all that names have. */
static struct tokens part_of_name(const struct article *a, uint32_t child)
{
	struct tokens run = {child, child + 1};
	children_of (a, grandchild, child) {
		if (!belongs(a, grandchild, PHRASE_NAME))
			continue;
		run.begin = grandchild < run.begin ? grandchild : run.begin;
		run.end = grandchild + 1 > run.end ? grandchild + 1 : run.end;
	}
	return run;
}

struct tokens phrase_of(const struct article *a, uint32_t head, enum phrase_extent extent)
{
	struct tokens run = {head, head + 1};
	children_of (a, child, head) {
		if (!belongs(a, child, extent))
			continue;
		struct tokens part = extent == PHRASE_NAME ? part_of_name(a, child) : at(a, child)->subtree;
		if (part.begin < run.begin)
			run.begin = part.begin;
		/* To the right the run stays unbroken: what stands behind something left out is left out too.
		 */
		if (part.end > run.end && (extent >= PHRASE_WHOLE || part.begin <= run.end))
			run.end = part.end;
	}
	while (run.begin < head && is_punctuation(a, run.begin))
		run.begin++;
	while (run.end > head + 1 && is_punctuation(a, run.end - 1))
		run.end--;
	return run;
}

uint32_t first_conjunct(const struct article *a, uint32_t token)
{
	for (int step = 0; step < MOST_STEPS && at(a, token)->relation == RELATION_CONJ; step++)
		token = at(a, token)->head;
	return token;
}

uint32_t next_conjunct(const struct article *a, uint32_t first, uint32_t token)
{
	uint32_t child = token == first ? at(a, first)->first_child : at(a, token)->next_sibling;
	while (child != NONE && at(a, child)->relation != RELATION_CONJ)
		child = at(a, child)->next_sibling;
	return child;
}
