/* From a word to what stands behind a preposition that goes with it. */
#include "did/path.h"

static bool is_mention_of(const struct coder *c, uint32_t token, enum actor_kind kind)
{
	uint32_t mention = c->mention[token];
	return mention != NONE && c->a->actors.at[c->a->mentions.at[mention].actor].kind == kind;
}

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
void step_preposition(struct coder *c, uint32_t token, struct view word, struct words *to)
{
	struct words found = {.count = 0};
	add_phrases(c, token, word, &found);
	for (uint32_t i = 0; i < found.count; i++)
		if (found.at[i] != token)
			add(to, found.at[i]);
}
