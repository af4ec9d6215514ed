/* clause: who does what in a clause, read off the tree. What said, who and did share.
 *
 * All take and give token indices, NONE for "there is none". The tree is a model's and may be wrong: every
 * walk is bounded, and nothing here trusts that a verb has a subject.
 *
 * Example  "Ortiz, who was praised by Lin, denied the charge and left."  subject_of(left) is Ortiz by way of
 * the conjunction, patient_of(praised) is Ortiz by way of the relative clause, agent_of(praised) is Lin. */
#ifndef ARTICLE_CLAUSE_H
#define ARTICLE_CLAUSE_H

#include "article/article.h"

/* ---- Clauses ---- */

/* A verb or an auxiliary; one in the present or the past; whether one stands in a run. */
bool token_is_verb(const struct article *a, uint32_t token);
bool token_is_finite(const struct article *a, uint32_t token);
bool run_has_verb(const struct article *a, struct tokens run);

/* Whether the verb stands in the passive: "was praised", "praised by Lin". */
bool is_passive(const struct article *a, uint32_t verb);
/* The grammatical subject: its own, or what it shares with the verb that it is joined to ("denied … and
 * left"), the antecedent of its relative clause, the noun that a participle describes, or whoever controls it
 * ("asked Lin to leave": Lin; "agreed to leave": the subject of agreed). */
uint32_t subject_of(const struct article *a, uint32_t verb);
/* The direct object: its own, or the antecedent of a relative clause that has a subject but no object. */
uint32_t object_of(const struct article *a, uint32_t verb);
/* Who does it: the subject of an active verb, the by-phrase of a passive one. */
uint32_t agent_of(const struct article *a, uint32_t verb);
/* To whom it is done: the object of an active verb, the subject of a passive one. */
uint32_t patient_of(const struct article *a, uint32_t verb);
/* The head of the phrase with this preposition below a verb or noun: of(bombing, "of") in "bombing of
 * Aleppo". The preposition is compared in lower case; a fixed one ("according to") by its first word. */
uint32_t oblique_of(const struct article *a, uint32_t token, struct view preposition);
/* The preposition of a phrase's head ("of" of Aleppo above); NONE if it has none. */
uint32_t preposition_of(const struct article *a, uint32_t head);
/* The nearest clause that the token stands in: the first verb, copular predicate or root above it, or itself.
 */
uint32_t clause_of(const struct article *a, uint32_t token);
/* Whether the token heads a clause. */
bool heads_clause(const struct article *a, uint32_t token);
/* Whether "not", "never", "no longer" and the like stand on the verb or on its auxiliary, or "no" on its
 * subject or object ("no troops left"). Clauses above it are not looked at. */
bool is_negated(const struct article *a, uint32_t verb);
/* The modal auxiliary of the clause ("will", "may", "'d"), the first if there are several. */
uint32_t modal_of(const struct article *a, uint32_t verb);
/* The conjunction that opens the clause ("that", "if", "because"), the first if there are several. */
uint32_t mark_of(const struct article *a, uint32_t verb);
/* Whether the clause is in the past: "said", "had said", "was saying". */
bool is_past(const struct article *a, uint32_t verb);

/* ---- Phrases ---- */

enum phrase_extent {
	PHRASE_NAME, /* the head with its compounds and flat parts: "Emmanuel Macron" */
	PHRASE_CORE, /* with determiner, adjectives, possessor and of-phrases, without appositions and clauses
	              */
	PHRASE_WHOLE, /* everything below the head but its conjuncts, bare of punctuation at both ends */
	PHRASE_GROUP  /* everything below the head, conjuncts too: "Macron and Putin" */
};

/* The tokens of a noun phrase around its head, always one unbroken run that holds the head. */
struct tokens phrase_of(const struct article *a, uint32_t head, enum phrase_extent extent);
/* The first of a coordination: Macron for Putin in "Macron and Putin"; the token itself outside of one. */
uint32_t first_conjunct(const struct article *a, uint32_t token);
/* The conjunct after this one, of which `first` is the first; NONE after the last. Start with first itself.
 */
uint32_t next_conjunct(const struct article *a, uint32_t first, uint32_t token);

#endif
