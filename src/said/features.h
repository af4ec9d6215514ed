/* features: what is looked at in a cue, a piece and a source, as numbers of rows in the trained weights.
 *
 * A feature is a template and up to three values, hashed. train/ runs this same code over the corpus
 * (said-examples), so that what is trained and what is read cannot drift apart. Shared by said's files only.
 */
#ifndef SAID_FEATURES_H
#define SAID_FEATURES_H

#include "said/draft.h"

enum { MOST_FEATURES = 160 };

struct features {
	int32_t base; /* what the model's head for said gives, in steps of 1/1024 of log odds */
	uint32_t count;
	uint32_t row[MOST_FEATURES]; /* hashes; the weights take as many bits as they have rows */
};

/* What is asked about a token more than once, kept for the article. */
struct looks {
	uint64_t *lemma;    /* [tokens]: hash of the folded lemma */
	uint64_t *word;     /* [tokens]: hash of the folded form */
	struct cue *cue;    /* [tokens] */
	int16_t (*says)[3]; /* [tokens]: the model's head on cue, content, source, in 1/1024 of log odds; NULL
	                     */
	int32_t *
	        content; /* [tokens + 1]: sums of what it says on content, from the first token on, in 1/64 */
};

struct looks looks_of(struct drafts *d);

/* Whether the token may be a cue's head at all. */
bool may_be_cue(const struct drafts *d, uint32_t token);
/* Whether the model's head, asked first, does not rule the token out. */
bool may_attribute(const struct looks *l, uint32_t token);
void features_of_cue(const struct drafts *d, const struct looks *l, uint32_t token, struct features *f);
void features_of_piece(const struct drafts *d, const struct looks *l, uint32_t cue, const struct piece *p,
                       struct features *f);
/* The tokens of the cue's sentence that may head the phrase of its source, into `out`; returns how many. */
enum { MOST_SOURCES = 48 };
uint32_t sources_find(const struct drafts *d, uint32_t cue, uint32_t out[MOST_SOURCES]);
void features_of_source(const struct drafts *d, const struct looks *l, uint32_t cue, uint32_t source,
                        struct features *f);
/* Where a run of content may end before its end: the tokens that may begin what is not content, into `out`.
 */
enum { MOST_TAILS = 16 };
uint32_t tails_find(const struct drafts *d, struct tokens run, uint32_t out[MOST_TAILS]);
/* The token that heads what begins with this one. */
uint32_t tail_top(const struct drafts *d, uint32_t token);
void features_of_tail(const struct drafts *d, const struct looks *l, uint32_t cue, struct tokens run,
                      uint32_t tail, struct features *f);
/* Ends each run of a draft where the weights say so. */
void tails_cut(struct drafts *d, const struct looks *l, struct draft *x);
/* A statement as a whole, with what the stages before made of its parts. */
void features_of_draft(const struct drafts *d, const struct looks *l, const struct draft *x,
                       struct features *f);

/* ---- said.c ---- */

/* All drafts of an article, nested, before any is dropped for want of confidence. */
void drafts_make(struct drafts *d, struct looks *l);

/* ---- judge.c ---- */

/* Drafts a statement for each cue, by the trained weights. */
void drafts_by_weights(struct drafts *d, const struct looks *l);
/* Gives each draft its confidence and drops those that the weights do not believe. */
void judge_drafts(struct drafts *d, const struct looks *l);

#endif
