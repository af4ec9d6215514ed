#include "lang/mend_parts.h"

/* ---- A subject hung on an auxiliary ---- */

/* "Peru had "seriously harmed" it": with Peru below "had", and that below "harmed". */
void raise_subjects(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t helper = heads[i];
		if (is_subject(words[i].relation) && helper < count && words[helper].relation == RELATION_AUX)
			heads[i] = heads[helper];
	}
}

/* "Peru ought to leave, the envoy was quoted as saying": what print tells is no slip of the tongue. */
void clear_slips(struct token *words, const uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t slip = heads[i];
		if (is_subject(words[i].relation) && slip < count && words[slip].xpos == XPOS_MD &&
		    words[slip].relation == RELATION_REPARANDUM)
			words[slip].relation = RELATION_CCOMP;
	}
}

/* ---- A clause with two subjects ---- */

void part_subjects(struct token *words, uint16_t *heads, uint32_t count)
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
void part_speakers(struct token *words, uint16_t *heads, uint32_t count)
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

/* Whether a noun before a finite verb that no subject stands before was hung on it as if the two were one
 * word: a name ("Iran test-fired"), or the very word before it ("PM resigns"). */
static bool is_lost_subject(const struct token *words, const struct below *all, uint32_t i, uint32_t verb)
{
	bool finite = words[verb].xpos == XPOS_VBD || words[verb].xpos == XPOS_VBZ ||
	              (words[verb].xpos == XPOS_VBP && i + 1 == verb);
	return finite && words[i].relation == RELATION_COMPOUND && is_noun(&words[i]) &&
	       (words[i].xpos == XPOS_NNP || i + 1 == verb) && words[i + 1].relation != RELATION_PUNCT &&
	       all[verb].first >= verb && !all[verb].passive;
}

/* "Kenya's PM resigns": what the tree hung on the verb before its subject is the subject's. */
static void take_words_before(struct token *words, uint16_t *heads, uint32_t subject, uint32_t verb)
{
	for (uint32_t i = 0; i < subject; i++) {
		enum relation r = (enum relation)words[i].relation;
		if (heads[i] == verb && (r == RELATION_NMOD_POSS || r == RELATION_DET || r == RELATION_AMOD ||
		                         r == RELATION_COMPOUND))
			heads[i] = (uint16_t)subject;
	}
}

void free_subjects(struct token *words, uint16_t *heads, uint32_t count)
{
	struct below all[SENTENCE_MOST + 1];
	look_below(all, words, heads, count);
	for (uint32_t i = 0; i + 1 < count; i++) {
		uint32_t verb = heads[i];
		if (verb == count || verb <= i)
			continue;
		if (verb == i + 2 && words[i + 1].xpos == XPOS_HYPH && words[i].xpos == XPOS_NN)
			words[i].relation = RELATION_COMPOUND;
		if (!is_lost_subject(words, all, i, verb))
			continue;
		words[i].relation = RELATION_NSUBJ;
		all[verb].first = (uint16_t)i;
		take_words_before(words, heads, i, verb);
	}
}

/* ---- Two subjects side by side ---- */

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
void join_subjects(struct token *words, uint16_t *heads, uint32_t count)
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

/* ---- A clause whose subject is taken for the object of "said" ---- */

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
void find_subjects(struct token *words, uint16_t *heads, uint32_t count)
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
void find_speakers(struct token *words, uint16_t *heads, uint32_t count)
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

/* ---- A participle taken for a clause before the verb ---- */

static bool has_helper(const struct token *words, const uint16_t *heads, uint32_t verb)
{
	for (uint32_t i = 0; i < verb; i++)
		if (heads[i] == verb &&
		    (words[i].relation == RELATION_AUX || words[i].relation == RELATION_AUX_PASS))
			return true;
	return false;
}

static bool has_punctuation(const struct token *words, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i < end; i++)
		if (words[i].upos == UPOS_PUNCT)
			return true;
	return false;
}

static bool has_copula(const struct token *words, const uint16_t *heads, uint32_t noun)
{
	for (uint32_t i = 0; i < noun; i++)
		if (heads[i] == noun && words[i].relation == RELATION_COP)
			return true;
	return false;
}

/* Whether the word is taken for a clause before the verb though it tells of a noun: "a rocket fired",
 * "ministers meeting". */
static bool tells_of_noun(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t i,
                          bool has_subject)
{
	bool clause = words[i].relation == RELATION_ADVCL && may_be_past(&words[i]) && !has_subject;
	/* a noun that has a subject, and no copula, is none */
	bool gerund =
	        is_subject(words[i].relation) &&
	        (words[i].xpos == XPOS_VBG || (words[i].xpos == XPOS_NN && !has_copula(words, heads, i)));
	return (clause || gerund) && !has_helper(words, heads, i) &&
	       !look_into(words, heads, count, i).marked;
}

/* "a rocket fired from the hills landed in Lima", with "a rocket fired" for a clause of its own, and nothing
 * that landed; "ministers meeting in Lima condemned it", with the meeting for who condemned it. */
void find_doers(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t verb = 0; verb < count; verb++) {
		if (words[verb].xpos != XPOS_VBD)
			continue;
		bool has_subject = look_into(words, heads, count, verb).subject;
		for (uint32_t i = 0; i < verb; i++) {
			if (heads[i] != verb || !tells_of_noun(words, heads, count, i, has_subject) ||
			    has_punctuation(words, i, verb))
				continue;
			uint32_t subject = subject_before(words, heads, i, 0);
			if (subject == i || !is_noun(&words[subject]))
				continue;
			heads[subject] = (uint16_t)verb;
			words[subject].relation = RELATION_NSUBJ;
			heads[i] = (uint16_t)subject;
			words[i].relation = RELATION_ACL;
			words[i].xpos = words[i].xpos == XPOS_VBD ? XPOS_VBN : words[i].xpos;
			break;
		}
	}
}

/* A past behind this one that hangs on it as a clause though nothing parts the two; count: none. */
static uint32_t second_past(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t first)
{
	for (uint32_t i = first + 1; i < count; i++) {
		if (heads[i] != first || words[i].relation != RELATION_ADVCL || words[i].xpos != XPOS_VBD)
			continue;
		struct clause c = look_into(words, heads, count, i);
		bool parted = has_punctuation(words, first, i) || c.subject || c.marked;
		return parted ? count : i;
	}
	return count;
}

static bool has_object(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t verb)
{
	for (uint32_t i = verb + 1; i < count; i++)
		if (heads[i] == verb &&
		    (words[i].relation == RELATION_OBJ || words[i].relation == RELATION_CCOMP ||
		     words[i].relation == RELATION_XCOMP))
			return true;
	return false;
}

/* "rebels holed up in a temple ignored an order": what looks like the verb tells of the rebels. */
void find_second_pasts(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t first = 1; first < count; first++) {
		uint32_t subject = first - 1;
		if (!may_be_past(&words[first]) || heads[subject] != first || !is_noun(&words[subject]) ||
		    !is_subject(words[subject].relation) || has_helper(words, heads, first) ||
		    has_object(words, heads, count, first))
			continue;
		uint32_t second = second_past(words, heads, count, first);
		if (second == count)
			continue;
		heads[second] = heads[first];
		words[second].relation = words[first].relation;
		for (uint32_t i = 0; i < count; i++)
			if (heads[i] == first && i != second && (i < first || i > second))
				heads[i] = (uint16_t)second;
		words[subject].relation = RELATION_NSUBJ;
		heads[first] = (uint16_t)subject;
		words[first].relation = RELATION_ACL;
		words[first].xpos = XPOS_VBN;
	}
}

/* ---- A clause with a subject before its verb and one behind it ---- */

/* "Life is hard, but not for Lund, says Ortiz": with "Lund" and "Ortiz" as who says it, and that another
 * thing than that life is hard. The verb takes the place of what it was hung on, which is its content. */
void part_inverted(struct token *words, uint16_t *heads, uint32_t count)
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
