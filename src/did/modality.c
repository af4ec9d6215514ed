#include "article/clause.h"
#include "did/coder.h"

/* Governors, conjunctions and the like stand at most this deep. */
enum { MOST_CLIMBS = 6 };

static bool is_question(const struct coder *c, uint32_t token)
{
	struct tokens t = c->a->sentences.at[token_at(c, token)->sentence].tokens;
	for (uint32_t i = t.end; i > t.begin && i + 3 > t.end; i--)
		if (view_equal(text_of_token(c->a, i - 1), VIEW("?")))
			return true;
	return false;
}

static bool has_hypothesis(struct coder *c, uint32_t verb)
{
	children_of (c->a, child, verb) {
		uint32_t relation = token_at(c, child)->relation;
		if ((relation == RELATION_MARK || relation == RELATION_ADVMOD) &&
		    is_of_class(c, child, VIEW("hypothesis")))
			return true;
	}
	return false;
}

/* "should he leave", "were they to leave": a condition told by the order of its words. */
bool is_inverted(struct coder *c, uint32_t verb)
{
	uint32_t subject = child_with(c->a, verb, RELATION_NSUBJ);
	children_of (c->a, child, verb)
		if (subject != NONE && child < subject && token_at(c, child)->relation == RELATION_AUX &&
		    word_is_of_class(c, c->word[child], VIEW("inverting")))
			return mark_of(c->a, verb) == NONE || mark_of(c->a, verb) > subject;
	return false;
}

/* "if he leaves"; not "even if he leaves", "over whether he leaves". */
static bool is_condition(struct coder *c, uint32_t verb)
{
	uint32_t mark = mark_of(c->a, verb);
	if (is_inverted(c, verb))
		return true;
	return mark != NONE && is_of_class(c, mark, VIEW("hypothesis")) &&
	       !word_is_of_class(c, c->word[mark], VIEW("indirect")) &&
	       !(mark && word_is_of_class(c, c->word[mark - 1], VIEW("concessive")));
}

/* "unless Lin resigns" below the verb or below what it tells of. */
static bool hangs_on_condition(struct coder *c, uint32_t verb, int depth)
{
	children_of (c->a, child, verb) {
		uint32_t relation = token_at(c, child)->relation;
		if (relation == RELATION_ADVCL && is_condition(c, child))
			return true;
		bool inner = relation == RELATION_XCOMP || relation == RELATION_CCOMP;
		if (relation == RELATION_CCOMP && is_inverted(c, child))
			return true;
		if (inner && depth > 0 && hangs_on_condition(c, child, depth - 1))
			return true;
	}
	uint32_t subject = depth > 0 ? subject_of(c->a, verb) : NONE;
	uint32_t word = subject != NONE ? child_with(c->a, subject, RELATION_DET) : NONE;
	return word != NONE && modal_of(c->a, verb) != NONE && is_of_class(c, word, VIEW("free"));
}

/* Whether a verb without an auxiliary of its own goes by the one that it is joined to. */
static bool shares_modal(const struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	return t->relation == RELATION_CONJ && t->head != NONE && token_at(c, t->head)->upos == UPOS_VERB &&
	       child_with(c->a, verb, RELATION_AUX) == NONE &&
	       child_with(c->a, verb, RELATION_AUX_PASS) == NONE &&
	       (t->xpos == XPOS_VB || t->xpos == XPOS_VBN || t->xpos == XPOS_VBG);
}

static bool opens_infinitive(const struct coder *c, uint32_t verb)
{
	/* "in order to leave" has two marks */
	children_of (c->a, child, verb)
		if (token_at(c, child)->relation == RELATION_MARK && token_at(c, child)->xpos == XPOS_TO)
			return true;
	return false;
}

/* "marched to demand a vote": what people come together, travel or use things for is done as they do so; so
 * is what they do it to say. */
static bool has_purpose_done(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	return t->relation == RELATION_ADVCL && t->head != NONE && opens_infinitive(c, verb) &&
	       (is_of_class(c, t->head, VIEW("purposive")) || is_of_class(c, verb, VIEW("outspoken")));
}

/* "voted narrowly to back it": the tree may have what was done for an aim. */
static bool is_what_was_done(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	return t->relation == RELATION_ADVCL && t->head != NONE && opens_infinitive(c, verb) &&
	       is_of_class(c, t->head, VIEW("factive")) && child_with(c->a, t->head, RELATION_OBJ) == NONE;
}

/* "Stop them!" */
static bool is_order(const struct coder *c, uint32_t verb)
{
	uint32_t mark = mark_of(c->a, verb);
	return token_at(c, verb)->xpos == XPOS_VB && child_with(c->a, verb, RELATION_AUX) == NONE &&
	       child_with(c->a, verb, RELATION_NSUBJ) == NONE &&
	       (mark == NONE || view_equal(c->word[mark], VIEW("of")));
}

/* "was quoted as saying": and said. */
static bool is_quoted_so(struct coder *c, uint32_t verb)
{
	uint32_t head = token_at(c, verb)->head;
	return head != NONE && is_of_class(c, head, VIEW("quoting"));
}

/* "without leaving", "read it as calling for peace" */
static bool is_marked_unreal(struct coder *c, uint32_t verb)
{
	uint32_t mark = mark_of(c->a, verb);
	return mark != NONE && (is_of_class(c, mark, VIEW("unreal")) ||
	                        (token_at(c, verb)->xpos == XPOS_VBG &&
	                         is_of_class(c, mark, VIEW("likeness")) && !is_quoted_so(c, verb)));
}

/* "his proposal for banning flights", "in the name of defeating them", "the risk of them being beaten" */
static bool is_only_thought_of(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	uint32_t being = child_with(c->a, verb, RELATION_AUX_PASS);
	bool gerund = being == NONE ? t->xpos == XPOS_VBG && mark_of(c->a, verb) != NONE
	                            : token_at(c, being)->xpos == XPOS_VBG;
	return (t->relation == RELATION_ACL || t->relation == RELATION_ADVCL) && gerund &&
	       (is_of_class(c, t->head, VIEW("prospect")) || is_of_class(c, t->head, VIEW("aim")));
}

/* Whoever a noun stands for, or whose it is: "his army". */
static struct parties owners_of(struct coder *c, uint32_t noun)
{
	struct parties found = {.count = 0};
	uint32_t owner = noun == NONE ? NONE : child_with(c->a, noun, RELATION_NMOD_POSS);
	c->places_stand = true; /* "said Tripoli would be forced to leave" */
	if (noun != NONE)
		add_parties(c, &found, owner != NONE ? owner : noun);
	c->places_stand = false;
	return found;
}

/* Whether whoever is said to do it is the one who says so, or of his country: "told parliament his army could
 * strike". */
static bool tells_of_itself(struct coder *c, uint32_t verb)
{
	uint32_t statement = c->statement[verb];
	if (statement == NONE || statement >= c->a->speakers.count)
		return false;
	const struct speaker *speaker = &c->a->speakers.at[statement];
	struct parties doers = owners_of(c, subject_of(c->a, verb)),
	               tellers = owners_of(c, head_of(c->a, tokens_of(c->a, speaker->bytes)));
	if (!doers.count || speaker->actor == NONE)
		return false;
	const struct actor *teller = &c->a->actors.at[speaker->actor];
	struct view country = teller->country;
	/* "Chad may strike, a minister said": a minister of Chad, where nothing else is told */
	if (!country.length && !teller->named && actor_is_of_class(c, teller, VIEW("polity")))
		return true;
	return doers.at[0].actor == speaker->actor ||
	       (tellers.count && tellers.at[0].actor == doers.at[0].actor) ||
	       (country.length && view_equal(c->a->actors.at[doers.at[0].actor].country, country));
}

/* "was forced to leave": and left; "would be forced to leave", "would have to leave": so do they who say that
 * of themselves. */
static bool is_compelled(struct coder *c, uint32_t verb)
{
	uint32_t modal = modal_of(c->a, verb);
	bool forced = token_at(c, verb)->upos == UPOS_VERB && is_passive(c->a, verb) &&
	              is_of_class(c, verb, VIEW("compelling"));
	bool owes = modal != NONE && is_of_class(c, verb, VIEW("owing"));
	return (forced || owes) && (modal == NONE || tells_of_itself(c, verb));
}

/* "crucial that she make concessions" */
static bool is_subjunctive(const struct coder *c, uint32_t verb)
{
	return token_at(c, verb)->xpos == XPOS_VB && child_with(c->a, verb, RELATION_NSUBJ) != NONE &&
	       child_with(c->a, verb, RELATION_AUX) == NONE && mark_of(c->a, verb) != NONE;
}

/* "refused to leave", "a plan to leave", "without leaving": what governs the verb leaves it open. */
static bool is_left_open(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	if (t->head == NONE) /* "they are against leaving" */
		return (t->xpos == XPOS_VB && child_with(c->a, verb, RELATION_AUX) == NONE &&
		        child_with(c->a, verb, RELATION_NSUBJ) == NONE) ||
		       (t->xpos == XPOS_VBG && is_marked_unreal(c, verb));
	switch (t->relation) {
	case RELATION_XCOMP:
		return !is_of_class(c, t->head, VIEW("factive")) && !is_compelled(c, t->head);
	case RELATION_CCOMP:
		return is_of_class(c, t->head, VIEW("doubt")) || is_negated(c->a, t->head) ||
		       is_order(c, verb) || is_subjunctive(c, verb);
	case RELATION_ADVCL:
		if (has_purpose_done(c, verb) || is_what_was_done(c, verb))
			return false;
		/* fall through */
	case RELATION_ACL:
		return opens_infinitive(c, verb) || is_marked_unreal(c, verb) ||
		       is_only_thought_of(c, verb) || is_order(c, verb);
	case RELATION_CSUBJ:
		/* "bombing them is not enough" */
		if (is_of_class(c, t->head, VIEW("doubt")) ||
		    (t->xpos == XPOS_VBG && child_with(c->a, t->head, RELATION_COP) != NONE))
			return true;
		/* fall through */
	case RELATION_PARATAXIS:
	case RELATION_CONJ:
		return t->xpos == XPOS_VB && child_with(c->a, verb, RELATION_AUX) == NONE;
	case RELATION_OBJ:
	case RELATION_NMOD:
	case RELATION_APPOS:
	case RELATION_DEP: /* chants of "Lock her up!" */
		return is_order(c, verb);
	default:
		return false;
	}
}

/* "Chad to visit Peru": all that a headline is of. */
bool is_headline_plan(const struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	if (t->relation != RELATION_ACL || t->head == NONE || t->head > verb || !opens_infinitive(c, verb) ||
	    token_at(c, t->head)->head != NONE || child_with(c->a, t->head, RELATION_COP) != NONE)
		return false;
	const struct sentence *s = &c->a->sentences.at[t->sentence];
	return token_at(c, t->head)->subtree.begin == s->tokens.begin &&
	       text_of_token(c->a, s->tokens.end - 1).at[0] != '.';
}

/* "is going to visit" */
static bool is_upcoming(const struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	return t->relation == RELATION_XCOMP && t->head != NONE && opens_infinitive(c, verb) &&
	       token_at(c, t->head)->xpos == XPOS_VBG &&
	       word_is_of_class(c, c->word[t->head], VIEW("upcoming"));
}

/* "is to visit", "is due to meet": what is settled for later. */
static bool is_due(struct coder *c, uint32_t verb)
{
	bool to = opens_infinitive(c, verb), is = is_headline_plan(c, verb);
	children_of (c->a, child, verb) {
		const struct token *t = token_at(c, child);
		is |= (t->relation == RELATION_COP || t->relation == RELATION_AUX) &&
		      view_equal(c->lemma[child], VIEW("be"));
		to |= t->relation == RELATION_MARK && is_of_class(c, child, VIEW("due"));
	}
	return to && is && token_at(c, verb)->xpos == XPOS_VB;
}

/* "hope that he will leave", "do not think that he would" */
static bool is_doubted(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	return t->relation == RELATION_CCOMP && t->head != NONE &&
	       (is_of_class(c, t->head, VIEW("doubt")) || is_negated(c->a, t->head));
}

/* "I'd reject it if they asked": supposed, unless it is told as what somebody said ("said it would"). */
static bool is_supposed(struct coder *c, uint32_t verb, uint32_t modal, enum status status)
{
	const struct token *t = token_at(c, verb);
	/* he "would 'raze' it": the words of one clause with its verb alone in quotation marks are told too
	 */
	bool quoted = t->quoted && token_at(c, modal)->quoted;
	bool told = !quoted && (t->relation == RELATION_CCOMP || c->statement[verb] != NONE);
	return status == STATUS_CONDITIONAL && !told && is_of_class(c, modal, VIEW("contingent"));
}

/* "had no option but to leave", with "but" taken for an "and". */
static bool follows_but(const struct coder *c, uint32_t verb)
{
	uint32_t mark = mark_of(c->a, verb);
	return token_at(c, verb)->relation == RELATION_CONJ && mark != NONE && mark &&
	       view_equal(c->word[mark - 1], VIEW("but"));
}

/* "will not hesitate to leave", "has no choice but to leave", "reserves the right to leave": the verb above
 * what somebody is bent on; NONE. */
static uint32_t resolve_above(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	bool open = t->relation == RELATION_XCOMP || t->relation == RELATION_ADVCL ||
	            t->relation == RELATION_ACL || follows_but(c, verb);
	if (!open || t->head == NONE || !opens_infinitive(c, verb))
		return NONE;
	if (is_of_class(c, t->head, VIEW("wavering")))
		return is_negated(c->a, t->head) ? t->head : NONE;
	bool noun = token_at(c, t->head)->upos == UPOS_NOUN;
	uint32_t above = noun ? token_at(c, t->head)->head : t->head;
	uint32_t object = noun ? t->head : child_with(c->a, above, RELATION_OBJ);
	if (above == NONE || object == NONE)
		return NONE;
	if (is_of_class(c, object, VIEW("choice")))
		return is_negated(c->a, above) ? above : NONE;
	bool right = view_equal(c->lemma[object], VIEW("right")) && is_of_class(c, above, VIEW("reserving"));
	return right ? above : NONE;
}

/* "would visit, urging them to stay": it is as real as what it goes along with. */
static bool goes_along(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	if (t->relation != RELATION_ADVCL || t->xpos != XPOS_VBG || t->head == NONE ||
	    child_with(c->a, verb, RELATION_NSUBJ) != NONE)
		return false;
	/* "went there to calm them, promising aid": the promise was made, the calming need not be. */
	uint32_t mark = mark_of(c->a, verb);
	return mark == NONE ? !opens_infinitive(c, t->head) : is_of_class(c, mark, VIEW("along"));
}

static enum tense tense_of_modal(struct coder *c, uint32_t modal)
{
	return is_of_class(c, modal, VIEW("future")) ? INTENDED : UNREAL;
}

/* "would have vetoed it" */
static bool is_missed(struct coder *c, uint32_t verb, uint32_t modal)
{
	bool have = false;
	children_of (c->a, child, verb)
		have |= token_at(c, child)->relation == RELATION_AUX &&
		        view_equal(c->lemma[child], VIEW("have"));
	return have && is_of_class(c, modal, VIEW("contingent"));
}

/* "said it might close the border unless": what one may do oneself on a condition is said to be heard. */
static bool is_held_out(const struct coder *c, uint32_t verb, struct modality m)
{
	uint32_t subject = child_with(c->a, verb, RELATION_NSUBJ);
	return m.tense == UNREAL && m.status == STATUS_CONDITIONAL &&
	       token_at(c, verb)->relation == RELATION_CCOMP && subject != NONE &&
	       token_at(c, subject)->upos == UPOS_PRON;
}

/* "cannot accept": whoever says so will not. */
static bool is_unwilling(struct coder *c, uint32_t verb, uint32_t modal)
{
	return is_negated(c->a, verb) && is_of_class(c, modal, VIEW("ability")) &&
	       (is_of_class(c, verb, VIEW("consenting")) ||
	        (is_of_class(c, verb, VIEW("assenting")) && tells_of_itself(c, verb)));
}

/* "a bolder party would demand more": nobody said so, and it hangs on nothing told. */
static bool is_imagined(struct coder *c, uint32_t verb, uint32_t modal)
{
	const struct token *t = token_at(c, verb);
	uint32_t subject = child_with(c->a, verb, RELATION_NSUBJ);
	uint32_t word = subject == NONE ? NONE : child_with(c->a, subject, RELATION_DET);
	return t->head == NONE && c->statement[verb] == NONE && word != NONE &&
	       is_of_class(c, modal, VIEW("contingent")) && view_equal(c->lemma[word], VIEW("a"));
}

/* By the modal itself. */
static enum tense tense_by(struct coder *c, uint32_t verb, uint32_t modal, struct modality m)
{
	enum tense tense = tense_of_modal(c, modal);
	if (tense != UNREAL)
		return tense;
	m.tense = tense;
	if (is_held_out(c, verb, m) || is_unwilling(c, verb, modal))
		return INTENDED;
	return is_of_class(c, modal, VIEW("possibility")) && tells_of_itself(c, verb) ? HELD_OUT : UNREAL;
}

static struct modality of_verb(struct coder *c, uint32_t verb)
{
	struct modality m = {TOLD, STATUS_NONE};
	bool negated = false;
	for (int climb = 0; climb < MOST_CLIMBS && verb != NONE; climb++) {
		negated |= is_negated(c->a, verb);
		uint32_t modal = modal_of(c->a, verb);
		if (is_due(c, verb) || is_upcoming(c, verb)) {
			m.tense = INTENDED;
			negated |= is_upcoming(c, verb) && is_negated(c->a, token_at(c, verb)->head);
			break;
		}
		if (has_hypothesis(c, verb))
			return (struct modality){UNREAL, STATUS_NONE};
		if (hangs_on_condition(c, verb, 2))
			m.status = STATUS_CONDITIONAL;
		if (is_doubted(c, verb) || (modal != NONE && is_supposed(c, verb, modal, m.status)))
			return (struct modality){UNREAL, STATUS_NONE};
		if (modal != NONE && (is_missed(c, verb, modal) || is_imagined(c, verb, modal)))
			return (struct modality){UNREAL, STATUS_NONE};
		if (modal != NONE) {
			m.tense = tense_by(c, verb, modal, m);
			break;
		}
		uint32_t resolve = resolve_above(c, verb);
		if (resolve != NONE) {
			m.tense = INTENDED;
			if (hangs_on_condition(c, resolve, 2))
				m.status = STATUS_CONDITIONAL;
			break;
		}
		if (shares_modal(c, verb)) {
			verb = token_at(c, verb)->head;
			continue;
		}
		uint32_t rank = ranked_above(c, verb);
		if (rank != NONE) {
			verb = rank;
			continue;
		}
		if (is_left_open(c, verb))
			return (struct modality){UNREAL, STATUS_NONE};
		if (token_at(c, verb)->relation != RELATION_XCOMP && !has_purpose_done(c, verb) &&
		    !goes_along(c, verb))
			break;
		verb = token_at(c, verb)->head;
	}
	if (negated && m.tense == TOLD)
		m.status = STATUS_DENIED;
	if (negated && m.tense == INTENDED)
		m.tense = REFUSED;
	if (m.tense == INTENDED && m.status == STATUS_NONE)
		m.status = STATUS_PLANNED;
	return m;
}

/* "the cancelled visit", "a possible ban" */
static bool is_called_unreal(struct coder *c, uint32_t noun)
{
	children_of (c->a, child, noun) {
		bool participle = token_at(c, child)->upos == UPOS_VERB;
		if ((participle && is_of_class(c, child, VIEW("undoing"))) ||
		    (token_at(c, child)->relation == RELATION_AMOD &&
		     word_is_of_class(c, c->word[child], VIEW("supposed"))))
			return true;
	}
	return false;
}

/* A noun goes by the verb that carries it ("will launch an attack"), and is left open by "a plan for talks".
 */
static struct modality of_noun(struct coder *c, uint32_t noun)
{
	const struct token *t = token_at(c, noun);
	if (is_called_unreal(c, noun))
		return (struct modality){UNREAL, STATUS_NONE};
	if (t->head == NONE)
		return (struct modality){TOLD, STATUS_NONE};
	bool carried = t->relation == RELATION_OBJ || t->relation == RELATION_NSUBJ_PASS ||
	               t->relation == RELATION_NSUBJ;
	if (carried && token_at(c, t->head)->upos == UPOS_VERB) {
		struct modality m = of_verb(c, t->head);
		bool light = is_of_class(c, t->head, VIEW("light")) || t->relation == RELATION_NSUBJ;
		if (light)
			return m;
		bool undone = is_of_class(c, t->head, VIEW("doubt")) ||
		              is_of_class(c, t->head, VIEW("undoing")) ||
		              is_of_class(c, t->head, VIEW("averting"));
		return (struct modality){undone ? UNREAL : TOLD, STATUS_NONE};
	}
	uint32_t word = preposition_of(c->a, noun);
	bool open = (word != NONE && is_of_class(c, word, VIEW("unreal"))) ||
	            is_of_class(c, t->head, VIEW("prospect"));
	return (struct modality){open ? UNREAL : TOLD, STATUS_NONE};
}

/* "if they are told that he fled": what stands anywhere within a condition is open. */
static bool is_within_condition(struct coder *c, uint32_t token)
{
	for (int climb = 0; climb < 2 * MOST_CLIMBS && token != NONE; climb++) {
		const struct token *t = token_at(c, token);
		bool clause = t->relation == RELATION_ADVCL || t->relation == RELATION_CCOMP;
		if (clause && has_hypothesis(c, token))
			return true;
		token = t->head;
	}
	return false;
}

/* "Had he resigned, they would ...", "Should it close the border, ...": a condition told by the order of its
 * words, up to the verb that hangs on it. */
static bool is_within_inversion(struct coder *c, uint32_t token)
{
	struct tokens t = c->a->sentences.at[token_at(c, token)->sentence].tokens;
	while (t.begin < t.end && token_at(c, t.begin)->upos == UPOS_PUNCT)
		t.begin++;
	if (t.begin + 1 >= t.end || token <= t.begin || !is_of_class(c, t.begin, VIEW("inverting")) ||
	    token_at(c, t.begin + 1)->upos == UPOS_VERB)
		return false;
	for (uint32_t i = token + 1; i < t.end; i++)
		if (token_at(c, i)->xpos == XPOS_MD)
			return true;
	return false;
}

/* "groups that oppose it", "those that do not oppose it" */
static bool is_of_a_kind(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	uint32_t auxiliary = child_with(c->a, verb, RELATION_AUX);
	bool plain = t->xpos == XPOS_VBP && auxiliary == NONE;
	bool does = t->xpos == XPOS_VB && auxiliary != NONE && view_equal(c->lemma[auxiliary], VIEW("do"));
	return (plain || does) && token_at(c, t->head)->xpos == XPOS_NNS &&
	       child_with(c->a, t->head, RELATION_DET) == NONE &&
	       child_with(c->a, t->head, RELATION_NMOD_POSS) == NONE;
}

/* "any state that bans them", "no sign that he opposes it": nobody in particular does it. */
static bool is_of_anyone(struct coder *c, uint32_t verb)
{
	const struct token *t = token_at(c, verb);
	if (t->relation != RELATION_ACL_RELCL && t->relation != RELATION_ACL)
		return false;
	uint32_t word = child_with(c->a, t->head, RELATION_DET);
	if (word == NONE)
		return t->relation == RELATION_ACL_RELCL && is_of_a_kind(c, verb);
	return is_of_class(c, word, VIEW("vague")) || view_equal(c->lemma[word], VIEW("no"));
}

struct modality modality_of(struct coder *c, uint32_t trigger)
{
	if (is_question(c, trigger) || is_within_condition(c, trigger) || is_within_inversion(c, trigger) ||
	    is_of_anyone(c, trigger))
		return (struct modality){UNREAL, STATUS_NONE};
	uint32_t upos = token_at(c, trigger)->upos;
	bool noun = (upos == UPOS_NOUN || upos == UPOS_PROPN) && !is_stay(c, trigger);
	return noun ? of_noun(c, trigger) : of_verb(c, trigger);
}
