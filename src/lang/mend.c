#include "lang/mend.h"

/* ---- A clause with two subjects ---- */

static bool is_subject(uint32_t relation)
{
	return relation == RELATION_NSUBJ || relation == RELATION_NSUBJ_PASS;
}

static bool is_clause(uint32_t relation)
{
	return relation == RELATION_CCOMP || relation == RELATION_PARATAXIS;
}

/* What stands below a word, by word: the first and the last subject, and the first clause. */
struct below {
	uint16_t first, last, clause;
	bool passive;
};

static void look_below(struct below *all, const struct token *words, const uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i <= count; i++)
		all[i] = (struct below){(uint16_t)count, (uint16_t)count, (uint16_t)count, false};
	for (uint32_t i = 0; i < count; i++) {
		struct below *b = &all[heads[i]];
		uint32_t relation = words[i].relation;
		if (is_subject(relation)) {
			b->first = b->first == count ? (uint16_t)i : b->first;
			b->last = (uint16_t)i;
		}
		if (is_clause(relation) && b->clause == count)
			b->clause = (uint16_t)i;
		b->passive |= relation == RELATION_AUX_PASS;
	}
}

static void part_subjects(struct token *words, uint16_t *heads, uint32_t count)
{
	struct below all[SENTENCE_MOST + 1];
	look_below(all, words, heads, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct below *b = &all[i];
		bool two = b->first != b->last && b->clause < count;
		if (!two || b->first > b->clause || b->last < b->clause || all[b->clause].first < count)
			continue;
		heads[b->first] = b->clause;
		words[b->first].relation = all[b->clause].passive ? RELATION_NSUBJ_PASS : RELATION_NSUBJ;
	}
}

static bool may_be_past(const struct token *t)
{
	return t->xpos == XPOS_VBN || t->xpos == XPOS_VBD;
}

/* The past below the first subject that has no helper and stands before the second; count: none. */
static uint32_t past_between(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t first,
                             uint32_t last)
{
	for (uint32_t i = first + 1; i < last; i++)
		if (heads[i] == first && words[i].relation == RELATION_ACL && may_be_past(&words[i]))
			return i;
	return count;
}

static bool has_comma_between(const struct token *words, uint32_t first, uint32_t last)
{
	for (uint32_t i = first + 1; i < last; i++)
		if (words[i].relation == RELATION_PUNCT)
			return true;
	return false;
}

/* "Drivers ended a strike, the union said": with "ended a strike" told of drivers who, with the union, said.
 */
static void part_speakers(struct token *words, uint16_t *heads, uint32_t count)
{
	struct below all[SENTENCE_MOST + 1];
	look_below(all, words, heads, count);
	for (uint32_t i = 1; i < count; i++) {
		const struct below *b = &all[i];
		if (b->first == b->last || b->clause < count || b->last >= i || words[i].xpos != XPOS_VBD)
			continue;
		uint32_t verb = past_between(words, heads, count, b->first, b->last);
		if (verb == count || !has_comma_between(words, verb, b->last))
			continue;
		heads[verb] = (uint16_t)i;
		words[verb].relation = RELATION_CCOMP;
		words[verb].xpos = XPOS_VBD;
		heads[b->first] = (uint16_t)verb;
		words[b->first].relation = RELATION_NSUBJ;
	}
}

/* ---- A subject taken for a part of its verb ---- */

/* "Moscow denies", "Iran test-fired": a name before a finite verb that no subject stands before, and that it
 * was hung on as if the two were one word. */
static void free_subjects(struct token *words, uint16_t *heads, uint32_t count)
{
	struct below all[SENTENCE_MOST + 1];
	look_below(all, words, heads, count);
	for (uint32_t i = 0; i + 1 < count; i++) {
		uint32_t verb = heads[i];
		if (verb == i + 2 && words[i + 1].xpos == XPOS_HYPH && words[i].xpos == XPOS_NN)
			words[i].relation = RELATION_COMPOUND;
		if (words[i].relation != RELATION_COMPOUND || words[i].xpos != XPOS_NNP || verb == count ||
		    verb < i || all[verb].first < count || all[verb].passive)
			continue;
		bool finite = words[verb].xpos == XPOS_VBD || words[verb].xpos == XPOS_VBZ;
		if (finite && words[i + 1].relation != RELATION_PUNCT)
			words[i].relation = RELATION_NSUBJ;
	}
}

/* ---- Two subjects side by side ---- */

static bool is_noun(const struct token *t)
{
	return t->xpos == XPOS_NN || t->xpos == XPOS_NNS || t->xpos == XPOS_NNP || t->xpos == XPOS_NNPS;
}

/* Whether the words from first to last are one phrase but for the link between the two. */
static bool stand_together(const struct token *words, const uint16_t *heads, uint32_t first, uint32_t last)
{
	for (uint32_t k = first + 1; k < last; k++) {
		enum relation relation = (enum relation)words[k].relation;
		if (heads[k] < first || heads[k] > last || relation == RELATION_PUNCT ||
		    relation == RELATION_CC)
			return false;
	}
	return true;
}

/* "Rail Council Professor Nancy Dunwell said", "the newspaper Haaretz said": the first belongs to the second.
 */
static void join_subjects(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t last = 1; last < count; last++) {
		uint32_t verb = heads[last];
		if (words[last].relation != RELATION_NSUBJ || words[last].xpos != XPOS_NNP || verb <= last ||
		    verb == count)
			continue;
		for (uint32_t first = last; first-- > 0;) {
			if (heads[first] != verb)
				continue;
			if (words[first].relation == RELATION_NSUBJ && is_noun(&words[first]) &&
			    stand_together(words, heads, first, last)) {
				heads[first] = (uint16_t)last;
				words[first].relation = RELATION_COMPOUND;
			}
			break;
		}
	}
}

/* ---- A subject taken for the end of a name ---- */

/* The adjective of the name between its head and a word of it, or the head where it is one; count: none. */
static uint32_t adjective_between(const struct token *words, const uint16_t *heads, uint32_t count,
                                  uint32_t head, uint32_t word)
{
	if (words[head].xpos == XPOS_JJ)
		return head;
	for (uint32_t k = head + 1; k < word; k++)
		if (words[k].xpos == XPOS_JJ && heads[k] == head)
			return k;
	return count;
}

/* The adjective is what is said of the first name, and the verb is what the second one does. */
static void part_name(struct token *words, uint16_t *heads, uint32_t adjective, uint32_t name, uint32_t verb)
{
	if (name != adjective) {
		uint32_t top = heads[name] == verb ? verb : name;
		heads[adjective] = heads[top];
		words[adjective].relation = words[top].relation;
		heads[name] = (uint16_t)adjective;
		words[name].relation = RELATION_NSUBJ;
	}
	heads[verb] = (uint16_t)adjective;
	words[verb].relation = RELATION_CCOMP;
}

/* "Lund sure Ortiz not paying": no name goes on behind an adjective, so "Ortiz" is who does not pay. */
static void part_names(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 2; i + 1 < count; i++) {
		uint32_t name = heads[i], verb = words[i + 1].xpos == XPOS_RB ? i + 2 : i + 1;
		if (words[i].relation != RELATION_FLAT || name >= i || verb >= count ||
		    words[verb].xpos != XPOS_VBG)
			continue;
		uint32_t adjective = adjective_between(words, heads, count, name, i);
		if (adjective == count ||
		    (heads[verb] != name && heads[verb] != adjective && heads[name] != verb))
			continue;
		part_name(words, heads, adjective, name, verb);
		heads[i] = (uint16_t)verb;
		words[i].relation = RELATION_NSUBJ;
	}
}

/* ---- A noun taken for a clause ---- */

/* Whether a noun has what only a predicate has. */
static bool heads_clause(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t noun)
{
	for (uint32_t i = 0; i < count; i++)
		if (heads[i] == noun &&
		    (is_subject(words[i].relation) || words[i].relation == RELATION_COP ||
		     words[i].relation == RELATION_MARK || words[i].relation == RELATION_AUX))
			return true;
	return false;
}

/* "during talks at Corbara palace": the preposition that was hung on "palace" is the noun's before it. */
static void take_preposition(struct token *words, uint16_t *heads, uint32_t noun, uint32_t place)
{
	if (noun && heads[noun - 1] == place && words[noun - 1].relation == RELATION_CASE) {
		heads[noun - 1] = (uint16_t)noun;
		words[noun].relation =
		        words[noun].relation == RELATION_OBJ ? RELATION_OBL : words[noun].relation;
	}
}

/* "talks at Corbara palace": with "at Corbara" an adjunct of "palace", as if that were a verb, or of "talks".
 */
static void find_nouns(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 3; i < count; i++) {
		uint32_t name = i - 1, preposition = i - 2, before = i - 3;
		bool parted = (heads[name] == i && words[name].relation == RELATION_OBL) ||
		              (heads[name] == before && words[name].relation == RELATION_NMOD);
		if (words[i].relation != RELATION_ADVCL || !is_noun(&words[i]) ||
		    words[name].xpos != XPOS_NNP || !parted || heads[preposition] != name ||
		    words[preposition].relation != RELATION_CASE || heads_clause(words, heads, count, i))
			continue;
		heads[name] = (uint16_t)i;
		words[name].relation = RELATION_COMPOUND;
		heads[preposition] = (uint16_t)i;
		bool of_noun = is_noun(&words[before]);
		words[i].relation = of_noun ? RELATION_NMOD : RELATION_OBL;
		if (of_noun) {
			heads[i] = (uint16_t)before;
			take_preposition(words, heads, before, i);
		}
	}
}

/* ---- A clause whose subject is taken for the object of "said" ---- */

static bool is_finite(const struct token *t)
{
	return t->xpos == XPOS_VBD || t->xpos == XPOS_VBZ || t->xpos == XPOS_VBP || t->xpos == XPOS_MD;
}

/* What a clause has of its own between the object before it and its head. */
struct clause {
	bool subject, finite, marked;
};

static struct clause look_into(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t at)
{
	struct clause c = {false, is_finite(&words[at]), false};
	for (uint32_t i = 0; i < count; i++) {
		if (heads[i] != at)
			continue;
		c.subject |= is_subject(words[i].relation) || words[i].relation == RELATION_CSUBJ ||
		             words[i].relation == RELATION_EXPL;
		c.marked |= words[i].relation == RELATION_MARK;
		bool helper = words[i].relation == RELATION_COP || words[i].relation == RELATION_AUX ||
		              words[i].relation == RELATION_AUX_PASS;
		c.finite |= i < at && helper && is_finite(&words[i]);
	}
	return c;
}

/* The last object of the verb before the clause; the clause itself: none. */
static uint32_t object_before(const struct token *words, const uint16_t *heads, uint32_t verb,
                              uint32_t clause)
{
	for (uint32_t k = clause; k-- > verb + 1;)
		if (heads[k] == verb && words[k].relation == RELATION_OBJ)
			return k;
	return clause;
}

/* "Lund said any sale of boats is a mistake": with "sale" an object of "said", and nobody who is a mistake,
 * or "is a mistake" told of the sale without a word that would open such a clause. */
static void find_subjects(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		uint32_t verb = heads[i], object = i;
		if (words[i].relation == RELATION_CCOMP && verb < i)
			object = object_before(words, heads, verb, i);
		bool described = words[i].relation == RELATION_ACL && !is_finite(&words[i]);
		if (described && verb < i && words[verb].relation == RELATION_OBJ) {
			object = verb;
			verb = heads[object];
		}
		if (object == i || verb >= object)
			continue;
		struct clause c = look_into(words, heads, count, i);
		if (c.subject || c.marked || !c.finite)
			continue;
		heads[object] = (uint16_t)i;
		words[object].relation = RELATION_NSUBJ;
		heads[i] = (uint16_t)verb;
		words[i].relation = RELATION_CCOMP;
	}
}

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

static void find_verbs(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		bool main = words[i].relation == RELATION_ROOT || words[i].relation == RELATION_CCOMP;
		if (!main || !is_noun(&words[i]) || is_predicate(words, heads, count, i))
			continue;
		struct verb verb = verb_below(words, heads, count, i);
		if (verb.at < count)
			raise_verb(words, heads, count, i, verb);
		else
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
	bool modal = child_before(words, heads, count, noun, RELATION_AUX) < i;
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
			words[i].relation =
			        words[i].relation == RELATION_COP ? RELATION_AUX : words[i].relation;
		}
	heads[verb] = heads[noun];
	words[verb].relation = open ? RELATION_XCOMP : words[noun].relation;
	heads[noun] = (uint16_t)verb;
	words[noun].relation = RELATION_OBJ;
}

static void free_verbs(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (is_lost_verb(words, heads, count, i))
			free_verb(words, heads, i);
}

/* "flew drones over the hills, striking two camps": with "camps" a second object of "flew". */
static void free_participles(struct token *words, uint16_t *heads, uint32_t count)
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

/* ---- A speaker taken for a clause ---- */

/* Whether a clause before the verb and its comma is what is said. */
static bool stands_behind_content(const struct token *words, const uint16_t *heads, uint32_t verb)
{
	if (!verb || words[verb - 1].relation != RELATION_PUNCT)
		return false;
	for (uint32_t i = 0; i < verb; i++)
		if (heads[i] == verb && words[i].relation == RELATION_CCOMP)
			return true;
	return false;
}

/* A participle's clause below the verb that has a subject and nothing finite; count: none. Behind a content
 * and a verb, what looks like a past is a participle too. */
static uint32_t clause_for_subject(const struct token *words, const uint16_t *heads, uint32_t count,
                                   uint32_t verb)
{
	bool content = stands_behind_content(words, heads, verb);
	for (uint32_t i = 0; i < count; i++) {
		bool participle = words[i].xpos == XPOS_VBG || words[i].xpos == XPOS_VBN ||
		                  (words[i].xpos == XPOS_VBD && content && i > verb);
		if (heads[i] != verb || words[i].relation != RELATION_CCOMP || !participle)
			continue;
		struct clause c = look_into(words, heads, count, i);
		if (c.subject && (!c.finite || words[i].xpos == XPOS_VBD) && !c.marked)
			return i;
	}
	return count;
}

static uint32_t subject_before(const struct token *words, const uint16_t *heads, uint32_t clause,
                               uint32_t from)
{
	for (uint32_t i = from; i < clause; i++)
		if (heads[i] == clause && is_subject(words[i].relation))
			return i;
	return clause;
}

/* "officials watching the harbour said", "said one of those cited above": with what was done by the officials
 * the content of "said", and nobody who said it. */
static void find_speakers(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (words[i].xpos != XPOS_VBD && words[i].xpos != XPOS_VBZ)
			continue;
		if (look_into(words, heads, count, i).subject)
			continue;
		uint32_t clause = clause_for_subject(words, heads, count, i);
		if (clause == count)
			continue;
		uint32_t subject = subject_before(words, heads, clause, clause > i ? i + 1 : 0);
		if (subject == clause)
			continue;
		heads[subject] = (uint16_t)i;
		words[subject].relation = RELATION_NSUBJ;
		heads[clause] = (uint16_t)subject;
		words[clause].relation = RELATION_ACL;
		words[clause].xpos = words[clause].xpos == XPOS_VBD ? XPOS_VBN : words[clause].xpos;
	}
}

/* ---- A clause with a subject before its verb and one behind it ---- */

/* "Life is hard, but not for Lund, says Ortiz": with "Lund" and "Ortiz" as who says it, and that another
 * thing than that life is hard. The verb takes the place of what it was hung on, which is its content. */
static void part_inverted(struct token *words, uint16_t *heads, uint32_t count)
{
	struct below all[SENTENCE_MOST + 1];
	look_below(all, words, heads, count);
	for (uint32_t i = 1; i < count; i++) {
		const struct below *b = &all[i];
		uint32_t above = heads[i];
		bool behind = b->last < count && b->last > i && b->last <= i + 4;
		if (above >= i || words[i].relation != RELATION_CONJ || !behind || b->first >= i ||
		    words[i - 1].relation != RELATION_PUNCT ||
		    (words[i].xpos != XPOS_VBD && words[i].xpos != XPOS_VBZ))
			continue;
		heads[b->first] = (uint16_t)above;
		words[b->first].relation = RELATION_CONJ;
		heads[i] = heads[above];
		words[i].relation = words[above].relation;
		heads[above] = (uint16_t)i;
		words[above].relation = RELATION_CCOMP;
	}
}

void mend_tree(struct token *words, uint16_t *heads, uint32_t count, bool stops)
{
	free_verbs(words, heads, count);
	free_participles(words, heads, count);
	part_subjects(words, heads, count);
	part_speakers(words, heads, count);
	free_subjects(words, heads, count);
	join_subjects(words, heads, count);
	part_names(words, heads, count);
	find_nouns(words, heads, count);
	find_subjects(words, heads, count);
	find_speakers(words, heads, count);
	part_inverted(words, heads, count);
	if (stops)
		find_verbs(words, heads, count);
}
