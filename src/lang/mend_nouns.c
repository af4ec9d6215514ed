#include "lang/mend_parts.h"

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
void part_names(struct token *words, uint16_t *heads, uint32_t count)
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

/* ---- Nouns joined to the wrong one ---- */

static bool has_article(const struct token *words, const uint16_t *heads, uint32_t noun)
{
	for (uint32_t i = 0; i < noun; i++)
		if (heads[i] == noun && words[i].relation == RELATION_DET)
			return true;
	return false;
}

/* "the king of Peru and the Danish minister", with the minister joined to Peru: a noun with an article of its
 * own is joined to the one that Peru belongs to. */
void join_nouns(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 3; i < count; i++) {
		uint32_t name = heads[i];
		if (words[i].relation != RELATION_CONJ || words[i].xpos != XPOS_NN || name >= i ||
		    words[name].xpos != XPOS_NNP || words[name].relation != RELATION_NMOD ||
		    heads[name] >= name || words[heads[name]].xpos != XPOS_NN)
			continue;
		if (has_article(words, heads, i) && has_article(words, heads, heads[name]))
			heads[i] = heads[name];
	}
}

/* "allowed weapons inspectors to return", with the weapons allowed too: two receivers are one. */
void join_receivers(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 0; i + 1 < count; i++) {
		if (words[i].relation != RELATION_IOBJ || words[i + 1].relation != RELATION_IOBJ ||
		    heads[i] != heads[i + 1] || !is_noun(&words[i]) || !is_noun(&words[i + 1]))
			continue;
		heads[i] = (uint16_t)(i + 1);
		words[i].relation = RELATION_COMPOUND;
		for (uint32_t k = 0; k < i; k++)
			if (heads[k] == i)
				heads[k] = (uint16_t)(i + 1);
	}
}

/* ---- A noun's participle taken for a clause ---- */

/* "issued a decree granting rights", with the decree for a part of "granting", and that perhaps for a part of
 * the rights. */
void free_objects(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 1; i + 1 < count; i++) {
		uint32_t participle = i + 1, above = heads[participle];
		if (words[i].xpos != XPOS_NN || words[i].relation != RELATION_COMPOUND ||
		    heads[i] != participle || words[participle].xpos != XPOS_VBG || above == count)
			continue;
		bool part = words[participle].relation == RELATION_AMOD && above > participle &&
		            words[above].relation == RELATION_OBJ;
		uint32_t verb = part ? heads[above] : above;
		if (verb >= i || (!part && words[participle].relation != RELATION_XCOMP))
			continue;
		for (uint32_t k = verb + 1; k < i; k++)
			if (heads[k] == participle || (part && heads[k] == above))
				heads[k] = (uint16_t)i;
		heads[i] = (uint16_t)verb;
		words[i].relation = RELATION_OBJ;
		heads[participle] = (uint16_t)i;
		words[participle].relation = RELATION_ACL;
		if (part)
			heads[above] = (uint16_t)participle;
	}
}

/* "measures by neighbouring Peru", with "by neighbouring" for a clause and "Peru" for a phrase without a
 * preposition. */
void find_described(struct token *words, uint16_t *heads, uint32_t count)
{
	for (uint32_t i = 1; i + 1 < count; i++) {
		uint32_t relation = words[i + 1].relation;
		bool phrase = relation == RELATION_OBL || relation == RELATION_OBL_AGENT;
		if (words[i].xpos != XPOS_VBG || words[i].relation != RELATION_ADVCL || !phrase ||
		    words[i + 1].xpos != XPOS_NNP || heads[i + 1] != heads[i] || heads[i - 1] != i ||
		    words[i - 1].xpos != XPOS_IN || words[i - 1].relation != RELATION_MARK)
			continue;
		heads[i] = heads[i - 1] = (uint16_t)(i + 1);
		words[i].relation = RELATION_AMOD;
		words[i - 1].relation = RELATION_CASE;
		for (uint32_t k = i + 2; k < count; k++)
			if (heads[k] == i)
				heads[k] = heads[i + 1];
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
void find_nouns(struct token *words, uint16_t *heads, uint32_t count)
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
