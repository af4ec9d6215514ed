/* path: the steps that paths such as "obj.by" are made of. Each adds the words that it leads to from one
 * token, in the order of the tree; none adds a word twice, or more than MOST_WORDS. */
#ifndef DID_PATH_H
#define DID_PATH_H

#include "article/clause.h"
#include "did/coder.h"

static inline void add(struct words *to, uint32_t token)
{
	if (token == NONE || to->count == MOST_WORDS)
		return;
	for (uint32_t i = 0; i < to->count; i++)
		if (to->at[i] == token)
			return;
	to->at[to->count++] = token;
}

static inline void add_children(struct coder *c, uint32_t token, struct words *to,
                                const enum relation *relations, size_t count)
{
	children_of (c->a, child, token)
		for (size_t i = 0; i < count; i++)
			if (token_at(c, child)->relation == relations[i])
				add(to, child);
}

#define ADD_CHILDREN(c, token, to, ...)                                                                      \
	add_children(c, token, to, (const enum relation[]){__VA_ARGS__},                                     \
	             sizeof(enum relation[]){__VA_ARGS__} / sizeof(enum relation))

static inline bool is_verb(const struct coder *c, uint32_t token)
{
	return token_at(c, token)->upos == UPOS_VERB;
}

/* "a series of raids": the noun that stands in the verb's phrase for this one, or the noun itself. */
uint32_t measure_of(struct coder *c, uint32_t noun);

/* Adds a word, and behind a word of measure what is measured: "a round of talks", "thousands of tents". NONE
 * adds nothing. */
void add_measured(struct coder *c, uint32_t token, struct words *to);

/* Who does it: doers.c */

void step_subject(struct coder *c, uint32_t token, struct words *to);

/* To whom or to what it is done, and who receives it: objects.c */

void step_object(struct coder *c, uint32_t token, struct words *to);
void step_receiver(struct coder *c, uint32_t token, struct words *to);

/* What is told: told.c */

void step_finite(struct coder *c, uint32_t token, struct words *to);

/* The words behind a preposition, "of", wherever the tree has hung its phrase: phrases.c */

void step_preposition(struct coder *c, uint32_t token, struct view word, struct words *to);

#endif
