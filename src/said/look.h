/* look: what the features of cues, pieces, sources, tails and statements have in common: their templates, and
 * what is asked about a token.
 *
 * Shared by the files that make features only. */
#ifndef SAID_LOOK_H
#define SAID_LOOK_H

#include "article/clause.h"
#include "said/features.h"

/* The templates. Their order is part of the trained weights: new ones go to the end. */
/* clang-format off */
enum template {
	T_BIAS, T_LEMMA, T_UPOS, T_RELATION, T_LEMMA_RELATION, T_CLASS, T_CLASS_RELATION, T_XPOS, T_CHILD,
	T_LEMMA_CHILD, T_CLASS_CHILD, T_CHILD_WORD, T_TIE, T_LEMMA_TIE, T_CLASS_TIE, T_HEAD,
	T_HEAD_RELATION, T_HEAD_CLASS, T_SUBJECT, T_SUBJECT_KIND, T_CLASS_SUBJECT, T_OBJECT, T_OBJECT_KIND,
	T_CLASS_OBJECT, T_BEFORE, T_AFTER, T_BEFORE2, T_AFTER2, T_LEMMA_AFTER, T_QUOTES, T_CLASS_QUOTES,
	T_LEMMA_QUOTES, T_SUFFIX, T_VERB, T_CLASS_VERB, T_ABOVE, T_ABOVE_CLASS, T_PLACE, T_ENTITY,
	T_LEMMA_SUBJECT, T_LEMMA_OBJECT, T_ROLE, T_ROLE_RELATION, T_ROLE_LEMMA, T_ROLE_CLASS, T_NODE_UPOS,
	T_NODE_LEMMA, T_ROLE_TIE, T_ROLE_TIE_LEMMA, T_ROLE_TIE_CLASS, T_SIDE, T_DISTANCE, T_LENGTH,
	T_PIECE_QUOTES, T_PIECE_QUOTES_CLASS, T_PATH, T_PATH_CLASS, T_PATH_LEMMA, T_HAS_SUBJECT, T_OTHERS,
	T_OTHERS_CLASS, T_FIRST_WORD, T_NODE_ENTITY, T_CUE_FORM, T_BETWEEN, T_ROLE_SIDE_LEMMA,
	T_SOURCE_PATH, T_SOURCE_PATH_CLASS, T_SOURCE_PATH_LEMMA, T_SOURCE_RULE, T_SOURCE_WORD,
	T_SOURCE_KIND, T_SOURCE_KIND_PATH, T_SOURCE_DISTANCE, T_SOURCE_QUOTES, T_SOURCE_RELATION,
	T_SOURCE_BETWEEN, T_SOURCE_RULE_CLASS, T_SOURCE_VERB, T_SOURCE_TIE, T_SOURCE_TIE_CLASS,
	T_SOURCE_RULE_KIND, T_SOURCE_OWN_VERB, T_LEMMA_VERB, T_GRAND, T_PIECE_CLASS_NODE, T_D_CUE,
	T_D_PIECE, T_D_SOURCE, T_D_CUE_CLASS, T_D_LENGTH, T_D_RUNS, T_D_QUOTED, T_D_SORT, T_D_INSIDE,
	T_D_PAIR, T_D_CUE_QUOTED, T_D_WHY,
	T_QUOTED_PLACE, T_QUOTED_RIVALS, T_QUOTED_COLON, T_RIVALS, T_UNDER_TIE, T_D_PARENT, T_D_OVER, T_D_CLASS_SORT,
	T_D_LEMMA, T_D_RELATION,
	T_TAIL_WORD, T_TAIL_WORDS, T_TAIL_BEFORE, T_TAIL_TOP, T_TAIL_TOP_XPOS, T_TAIL_CLASS, T_TAIL_LEMMA,
	T_TAIL_SIZE, T_TAIL_HEAD, T_TAIL_REACH, T_TAIL_STOP, T_TAIL_QUOTES, T_TAIL_TOP_LEMMA, T_TAIL_SUBJECT,
	T_TAIL_FROM, T_TAIL_CUE, T_TAIL_ENTITY, T_TAIL_CUES, T_TAIL_FIRST, T_MODEL, T_MODEL_ROLE, T_MODEL_NODE,
	T_MODEL_DROP, T_MODEL_CLASS,
	T_TAIL_OCCASION, T_TAIL_ATTACH, T_TAIL_EDGE, T_TAIL_FORMS, T_MODEL_AROUND, T_MODEL_PARTS, T_D_FIRST, T_D_FORM,
	T_D_MODEL,
};
/* clang-format on */

/* Adds the feature of a template and up to three values. */
void put3(struct features *f, enum template t, uint64_t a, uint64_t b, uint64_t c);

static inline void put2(struct features *f, enum template t, uint64_t a, uint64_t b)
{
	put3(f, t, a, b, 0);
}

static inline void put(struct features *f, enum template t, uint64_t a)
{
	put3(f, t, a, 0, 0);
}

static inline uint64_t mix(uint64_t h, uint64_t value)
{
	h = (h ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ (h >> 29);
}

/* The outputs of the model's head for said, and one that is always 1. */
enum { SAYS_CUE, SAYS_CONTENT, SAYS_SOURCE, SAYS_ONE, MODEL_OUTPUTS };

/* What the model's head says of a token, and that in steps of half a unit. */
static inline int32_t look_says(const struct looks *l, uint32_t token, uint32_t what)
{
	return l->says ? l->says[token][what] : 0;
}

static inline uint32_t look_model(const struct looks *l, uint32_t token, uint32_t what)
{
	return token == NONE ? 40 : (uint32_t)(look_says(l, token, what) / 512 + 16);
}

/* How much the head takes a run for content: the mean, in twelve steps of half a unit. */
uint32_t look_content(const struct looks *l, struct tokens run);

static inline uint32_t relation_of(const struct drafts *d, uint32_t i)
{
	return token_at(d, i)->relation;
}

/* Class and part of speech in one: 0 outside of the table. */
static inline uint32_t look_class(const struct looks *l, uint32_t i)
{
	return i == NONE ? 0 : (uint32_t)l->cue[i].class * 256 + l->cue[i].kind;
}

/* The step of a number on a rough scale. */
uint32_t bucket(uint32_t n);
/* What sort of someone: pronoun (which), name (of what), noun. */
uint64_t look_sort(const struct drafts *d, const struct looks *l, uint32_t i);
/* How a verb stands: its form, passive, negated, with a modal. */
uint32_t look_verb_form(const struct drafts *d, uint32_t i);
/* Where the token stands to quotations: inside; one begins soon after; one ends shortly before; any at all.
 */
uint32_t look_quotes(const struct drafts *d, uint32_t i);

/* The preposition or conjunction before a branch; NONE. */
static inline uint32_t look_tie(const struct drafts *d, uint32_t head)
{
	uint32_t word = preposition_of(d->a, head);
	return word != NONE ? word : mark_of(d->a, head);
}

#endif
