/* mend_parts: what the mends share. words[0..count), heads: as mend.h has them; a head of count is the
 * root's. */
#ifndef LANG_MEND_PARTS_H
#define LANG_MEND_PARTS_H

#include "lang/mend.h"

static inline bool is_subject(uint32_t relation)
{
	return relation == RELATION_NSUBJ || relation == RELATION_NSUBJ_PASS;
}

static inline bool is_noun(const struct token *t)
{
	return t->xpos == XPOS_NN || t->xpos == XPOS_NNS || t->xpos == XPOS_NNP || t->xpos == XPOS_NNPS;
}

static inline bool is_finite(const struct token *t)
{
	return t->xpos == XPOS_VBD || t->xpos == XPOS_VBZ || t->xpos == XPOS_VBP || t->xpos == XPOS_MD;
}

static inline bool may_be_past(const struct token *t)
{
	return t->xpos == XPOS_VBN || t->xpos == XPOS_VBD;
}

/* What stands below a word, by word: the first and the last subject, and the first clause. */
struct below {
	uint16_t first, last, clause;
	bool passive;
};

/* all[0..count]: the last is the root's. */
void look_below(struct below *all, const struct token *words, const uint16_t *heads, uint32_t count);

/* What a clause has of its own between the object before it and its head. */
struct clause {
	bool subject, finite, marked;
};

/* Looks at the words that hang on `at`. */
struct clause look_into(const struct token *words, const uint16_t *heads, uint32_t count, uint32_t at);

/* Who does it: mend_subjects.c */

void raise_subjects(struct token *words, uint16_t *heads, uint32_t count);
void clear_slips(struct token *words, const uint16_t *heads, uint32_t count);
void part_subjects(struct token *words, uint16_t *heads, uint32_t count);
void part_speakers(struct token *words, uint16_t *heads, uint32_t count);
void free_subjects(struct token *words, uint16_t *heads, uint32_t count);
void join_subjects(struct token *words, uint16_t *heads, uint32_t count);
void find_subjects(struct token *words, uint16_t *heads, uint32_t count);
void find_speakers(struct token *words, uint16_t *heads, uint32_t count);
void find_doers(struct token *words, uint16_t *heads, uint32_t count);
void find_second_pasts(struct token *words, uint16_t *heads, uint32_t count);
void part_inverted(struct token *words, uint16_t *heads, uint32_t count);

/* Names and nouns: mend_nouns.c */

void part_names(struct token *words, uint16_t *heads, uint32_t count);
void join_nouns(struct token *words, uint16_t *heads, uint32_t count);
void join_receivers(struct token *words, uint16_t *heads, uint32_t count);
void free_objects(struct token *words, uint16_t *heads, uint32_t count);
void find_described(struct token *words, uint16_t *heads, uint32_t count);
void find_nouns(struct token *words, uint16_t *heads, uint32_t count);

/* Verbs taken for something else: mend_verbs.c */

void find_verbs(struct token *words, uint16_t *heads, uint32_t count);
void free_verbs(struct token *words, uint16_t *heads, uint32_t count);
void mark_infinitives(struct token *words, const uint16_t *heads, uint32_t count);
void find_infinitives(struct token *words, uint16_t *heads, uint32_t count);
void free_patients(struct token *words, uint16_t *heads, uint32_t count);
void free_participles(struct token *words, uint16_t *heads, uint32_t count);
void close_clauses(struct token *words, uint16_t *heads, uint32_t count);

#endif
