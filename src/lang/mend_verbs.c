#include "lang/mend_parts.h"

/* ---- A sentence without a verb ---- */

/* What a predicate that is a noun would have: a copula, a subject, a preposition. */
static bool is_predicate(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t noun)
{
	for (uint32_t i = 0; i < count; i++)
		if (heads[i] == noun &&
		    (words[i].relation == RELATION_COP || words[i].relation == RELATION_CASE ||
		     (is_subject(words[i].relation) && i + 1 < count && !may_be_past(&words[i + 1]))))
			return true;
	return false;
}

/* The participle below a noun that is the verb of the sentence, and the last word of its subject; count:
 * none. */
struct verb {
	uint32_t at, subject;
};

/* The word above this one that hangs on the noun or on the verb; count: none, or one behind the verb. */
static uint32_t top_below(const uint16_t *heads, uint32_t count, uint32_t word, uint32_t noun, uint32_t verb)
{
	for (uint32_t steps = 0; word < verb && steps < 8; steps++) {
		if (heads[word] == noun || heads[word] == verb)
			return word;
		word = heads[word];
	}
	return count;
}

static struct verb verb_below(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t noun)
{
	struct verb none = {count, count};
	for (uint32_t i = 1; i < count; i++) {
		if (heads[i] != noun || !may_be_past(&words[i]))
			continue;
		uint32_t relation = words[i].relation;
		if ((relation == RELATION_ACL || relation == RELATION_AMOD) && i > noun)
			return (struct verb){i, noun};
		bool before = (relation == RELATION_AMOD || relation == RELATION_COMPOUND) && i < noun;
		uint32_t subject =
		        before && is_noun(&words[i - 1]) ? top_below(heads, count, i - 1, noun, i) : count;
		if (subject < count)
			return (struct verb){i, subject};
	}
	return none;
}

/* No preposition stands below it. */
static bool is_bare(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t word)
{
	for (uint32_t i = 0; i < count; i++)
		if (heads[i] == word && words[i].relation == RELATION_CASE)
			return false;
	return true;
}

static enum relation below_verb(const struct token *t, bool next, bool bare)
{
	switch (t->relation) {
	case RELATION_NMOD:
		return next && bare && is_noun(t) ? RELATION_OBJ : RELATION_OBL;
	case RELATION_NMOD_UNMARKED:
		return RELATION_OBL_UNMARKED;
	case RELATION_ACL:
		return RELATION_ADVCL;
	case RELATION_VOCATIVE:
	case RELATION_XCOMP:
		return next && is_noun(t) ? RELATION_OBJ : (enum relation)t->relation;
	default:
		return (enum relation)t->relation;
	}
}

/* The verb takes the noun's place; what stood behind both is the verb's, what stood before the verb its
 * subject's. */
static void raise_verb(struct token *words, uint16_t *heads, uint32_t count, uint32_t noun, struct verb verb)
{
	bool object = verb.subject != noun, seen = object;
	for (uint32_t i = 0; i < count; i++) {
		if (heads[i] == verb.at && i > verb.at && !seen) {
			words[i].relation =
			        (uint8_t)below_verb(&words[i], true, is_bare(words, heads, count, i));
			seen |= words[i].relation == RELATION_OBJ;
		}
		if (heads[i] != noun || i == verb.at || i == verb.subject)
			continue;
		if (i < verb.at)
			heads[i] = (uint16_t)verb.subject;
		else if (!object || words[i].relation == RELATION_PUNCT) {
			heads[i] = (uint16_t)verb.at;
			words[i].relation =
			        (uint8_t)below_verb(&words[i], !seen, is_bare(words, heads, count, i));
			seen |= words[i].relation == RELATION_OBJ;
		}
	}
	words[verb.at].relation = words[noun].relation;
	words[verb.at].xpos = XPOS_VBD;
	heads[verb.at] = heads[noun];
	if (object) {
		heads[noun] = (uint16_t)verb.at;
		words[noun].relation = RELATION_OBJ;
	}
	heads[verb.subject] = (uint16_t)verb.at;
	words[verb.subject].relation = RELATION_NSUBJ;
}

/* "Supporters of the king blocked roads", with "roads" for the noun behind "of". */
static void raise_from_phrase(struct token *words, uint16_t *heads, uint32_t count, uint32_t noun)
{
	for (uint32_t i = noun + 1; i < count; i++) {
		if (heads[i] != noun || words[i].relation != RELATION_NMOD || !is_noun(&words[i]))
			continue;
		struct verb verb = verb_below(words, heads, count, i);
		if (verb.at == count || verb.at > i || verb.subject < noun)
			continue;
		raise_verb(words, heads, count, i, verb);
		words[verb.subject].relation = RELATION_NMOD;
		heads[verb.subject] = (uint16_t)noun;
		heads[verb.at] = heads[noun];
		words[verb.at].relation = words[noun].relation;
		heads[noun] = (uint16_t)verb.at;
		words[noun].relation = RELATION_NSUBJ;
		for (uint32_t k = verb.at + 1; k < count; k++)
			if (heads[k] == noun)
				heads[k] = (uint16_t)verb.at;
		return;
	}
}

/* "Jets and tanks shelled camps", with "camps" for a third thing beside "jets" and "tanks", and shelled. */
static bool raise_from_list(struct token *words, uint16_t *heads, uint32_t count, uint32_t noun)
{
	for (uint32_t i = noun + 2; i < count; i++) {
		uint32_t object = heads[i];
		bool describes = words[i].relation == RELATION_AMOD || words[i].relation == RELATION_COMPOUND;
		if (!describes || !may_be_past(&words[i]) || !is_noun(&words[i - 1]) || object < i ||
		    object == count || heads[object] != noun || words[object].relation != RELATION_CONJ ||
		    top_below(heads, count, i - 1, noun, i) == count)
			continue;
		words[i].relation = words[noun].relation;
		words[i].xpos = XPOS_VBD;
		heads[i] = heads[noun];
		for (uint32_t k = i + 1; k < count; k++)
			if (heads[k] == noun) {
				heads[k] = (uint16_t)i;
				words[k].relation = k == object
				                            ? RELATION_OBJ
				                            : (uint8_t)below_verb(&words[k], false, false);
			}
		heads[noun] = (uint16_t)i;
		words[noun].relation = RELATION_NSUBJ;
		return true;
	}
	return false;
}

static bool is_below(const struct token *words, const uint16_t *heads, uint32_t word, uint32_t head,
                     enum relation relation)
{
	return heads[word] == head && words[word].relation == relation;
}

/* "A ship carrying rice docked in Lima", with the rice docked there. */
static bool raise_from_participle(struct token *words, uint16_t *heads, uint32_t count, uint32_t noun)
{
	for (uint32_t verb = noun + 3; verb < count; verb++) {
		uint32_t object = verb - 1, participle = heads[object];
		if (!may_be_past(&words[verb]) || !is_below(words, heads, verb, object, RELATION_ACL) ||
		    !is_noun(&words[object]) || words[object].relation != RELATION_OBJ ||
		    words[participle].xpos != XPOS_VBG ||
		    !is_below(words, heads, participle, noun, RELATION_ACL))
			continue;
		words[verb].relation = words[noun].relation;
		words[verb].xpos = XPOS_VBD;
		heads[verb] = heads[noun];
		heads[noun] = (uint16_t)verb;
		words[noun].relation = RELATION_NSUBJ;
		for (uint32_t k = verb + 1; k < count; k++)
			if (heads[k] == noun)
				heads[k] = (uint16_t)verb;
		return true;
	}
	return false;
}

void find_verbs(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		bool main = words[i].relation == RELATION_ROOT || words[i].relation == RELATION_CCOMP;
		if (!main || !is_noun(&words[i]) || is_predicate(words, heads, count, i))
			continue;
		struct verb verb = verb_below(words, heads, count, i);
		if (verb.at < count)
			raise_verb(words, heads, count, i, verb);
		else if (!raise_from_list(words, heads, count, i) &&
		         !raise_from_participle(words, heads, count, i))
			raise_from_phrase(words, heads, count, i);
	}
}

/* ---- A verb taken for a part of its object ---- */

static uint32_t child_before(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t word,
                             enum relation relation)
{
	for (uint32_t i = word; i-- > 0;)
		if (heads[i] == word && words[i].relation == relation)
			return i;
	return count;
}

/* "would face consequences", "is weighing sanctions", "vowed to fire rockets": with "face", "weighing" and
 * "fire" hung on the noun behind them as if they described it. */
static bool is_lost_verb(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t i)
{
	uint32_t noun = heads[i];
	if ((words[i].relation != RELATION_COMPOUND && words[i].relation != RELATION_AMOD) || noun == count ||
	    noun < i || !is_noun(&words[noun]))
		return false;
	if (words[i].xpos == XPOS_VBG)
		return i && child_before(words, heads, count, noun, RELATION_COP) == i - 1 &&
		       child_before(words, heads, count, noun, RELATION_NSUBJ) < count;
	bool modal = child_before(words, heads, count, noun, RELATION_AUX) < i ||
	             child_before(words, heads, count, i, RELATION_AUX) < i;
	bool to = i && words[i - 1].xpos == XPOS_TO;
	return words[i].xpos == XPOS_VB && (modal || to);
}

static void free_verb(struct token *words, uint16_t *heads, uint32_t verb)
{
	uint32_t noun = heads[verb];
	bool open = words[noun].relation == RELATION_OBJ || words[noun].relation == RELATION_OBL;
	for (uint32_t i = 0; i < verb; i++)
		if (heads[i] == noun) {
			heads[i] = (uint16_t)verb;
			/* what stood before "must free" for a part of its object is its subject */
			bool subject = words[i].relation == RELATION_COMPOUND && is_noun(&words[i]) &&
			               words[verb - 1].xpos == XPOS_MD && i + 1 < verb;
			words[i].relation = words[i].relation == RELATION_COP ? RELATION_AUX
			                    : subject                         ? RELATION_NSUBJ
			                                                      : words[i].relation;
		}
	heads[verb] = heads[noun];
	words[verb].relation = open ? RELATION_XCOMP : words[noun].relation;
	heads[noun] = (uint16_t)verb;
	words[noun].relation = RELATION_OBJ;
}

/* "is to free 300 prisoners", with "free" for an adjective. */
static void tag_infinitives(struct token *words, uint32_t count)
{
	for (uint32_t i = 1; i + 1 < count; i++)
		if (words[i].xpos == XPOS_JJ && words[i - 1].xpos == XPOS_TO) {
			words[i].xpos = XPOS_VB;
			words[i].upos = UPOS_VERB;
		}
}

/* "would sever contacts", "must free a prisoner": what stands right behind a modal of a clause without a
 * verb, taken for an adverb or an adjective of the noun that the clause then is. */
static void tag_after_modals(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 1; i + 1 < count; i++) {
		bool adjective = words[i].xpos == XPOS_JJ, adverb = words[i].xpos == XPOS_RB;
		if (words[i - 1].xpos != XPOS_MD || !(adjective || adverb) || heads[i] == count ||
		    (words[i].features & FEATURE(POLARITY_NEG)))
			continue;
		uint32_t noun = heads[i - 1] == i ? heads[i] : heads[i - 1];
		bool below = noun < count && noun > i && is_noun(&words[noun]) &&
		             (heads[i] == noun || heads[heads[i]] == noun);
		if (!below || child_before(words, heads, count, noun, RELATION_COP) < count)
			continue;
		words[i].xpos = XPOS_VB;
		words[i].upos = UPOS_VERB;
		words[i].relation = RELATION_AMOD;
		heads[i] = (uint16_t)noun;
	}
}

void free_verbs(struct token *words, uint16_t *heads, uint32_t count)
{
	tag_infinitives(words, count);
	tag_after_modals(words, heads, count);
	for (uint32_t i = 0; i < count; i++)
		if (is_lost_verb(words, heads, count, i))
			free_verb(words, heads, i);
}

/* "vowed to normalise ties", with "to" for a preposition. */
void mark_infinitives(struct token *words, const uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i + 1 < count; i++)
		if (words[i].xpos == XPOS_TO && words[i].relation == RELATION_CASE && heads[i] < count &&
		    words[heads[i]].xpos == XPOS_VB)
			words[i].relation = RELATION_MARK;
}

/* "freed a couple jailed for spying", with the couple for what is jailed in a clause of its own: an open
 * clause has no subject. */
void free_patients(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 2; i < count; i++) {
		uint32_t noun = i - 1, verb = heads[i];
		if (words[i].relation != RELATION_XCOMP || !may_be_past(&words[i]) || verb >= noun ||
		    !is_noun(&words[noun]) || !is_below(words, heads, noun, i, RELATION_NSUBJ))
			continue;
		heads[noun] = (uint16_t)verb;
		words[noun].relation = RELATION_OBJ;
		heads[i] = (uint16_t)noun;
		words[i].relation = RELATION_ACL;
		words[i].xpos = XPOS_VBN;
	}
}

/* "is to free 300 prisoners", with what it is about for the predicate. */
void find_infinitives(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 1; i + 1 < count; i++) {
		if (words[i].xpos != XPOS_VB || words[i - 1].xpos != XPOS_TO || heads[i - 1] != i)
			continue;
		for (uint32_t noun = i + 1; noun < count; noun++)
			for (uint32_t k = 0; k < i && is_below(words, heads, noun, i, RELATION_OBJ); k++)
				if (heads[k] == noun &&
				    (is_subject(words[k].relation) || words[k].relation == RELATION_COP))
					heads[k] = (uint16_t)i;
	}
}

/* "flew drones over the hills, striking two camps": with "camps" a second object of "flew". */
void free_participles(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 2; i < count; i++) {
		uint32_t noun = heads[i];
		if (words[i].xpos != XPOS_VBG || words[i].relation != RELATION_AMOD || noun < i ||
		    noun == count || words[noun].relation != RELATION_OBJ ||
		    words[i - 1].relation != RELATION_PUNCT)
			continue;
		uint32_t verb = heads[noun], object = count;
		for (uint32_t k = verb + 1; k < i; k++)
			if (heads[k] == verb && words[k].relation == RELATION_OBJ)
				object = k;
		if (object == count)
			continue;
		heads[i] = (uint16_t)verb;
		words[i].relation = RELATION_ADVCL;
		heads[noun] = (uint16_t)i;
	}
}

/* ---- A conjunct of a clause that is over ---- */

/* The word above `first` that stands between it and its conjunct; count: none. */
static uint32_t back_in(const uint16_t *heads, uint32_t count, uint32_t first, uint32_t conjunct)
{
	uint32_t at = first, found = count;
	for (uint32_t steps = 0; heads[at] < count && steps < 8; steps++) {
		at = heads[at];
		if (at > first && at < conjunct)
			found = at;
	}
	return found;
}

/* "a ban, which Lund opposes, is a mistake and will be fought": once the sentence is back at what is said of
 * the ban, nothing is joined to the clause within any more. */
void close_clauses(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		if (words[i].relation != RELATION_CONJ || heads[i] >= i)
			continue;
		uint32_t outer = back_in(heads, count, heads[i], i);
		if (outer < count)
			heads[i] = (uint16_t)outer;
	}
}
