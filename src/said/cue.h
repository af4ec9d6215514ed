/* cue: the words that attribute: "said", "according to", "whose promise", and their rows in know/cues.tsv.
 *
 * Shared by said's files only. */
#ifndef SAID_CUE_H
#define SAID_CUE_H

#include "article/article.h"
#include "article/reader.h"
#include "know/know.h"

/* What kind of speech or thought a cue stands for, as the table's column "class" writes it. */
/* clang-format off */
#define CUE_CLASSES(X) \
	X(SAY, "say") X(EVIDENCE, "evidence") X(BELIEVE, "believe") X(WANT, "want") X(ACCUSE, "accuse") \
	X(ASK, "ask") X(ASSERT, "assert") X(CRITICISE, "criticise") X(DEMAND, "demand") X(DENY, "deny") \
	X(PRAISE, "praise") X(PREDICT, "predict") X(PROMISE, "promise") X(PROPOSE, "propose") \
	X(REFUSE, "refuse") X(THREATEN, "threaten")
/* clang-format on */
#define AS_CLASS(name, text) CUE_##name,
enum cue_class { CUE_NONE, CUE_CLASSES(AS_CLASS) CUE_CLASS_COUNT };
#undef AS_CLASS

/* What may follow a cue: the table's column "content". */
enum {
	FOLLOWS_THAT = 1 << 0,   /* a clause: "said that", "asked whether" */
	FOLLOWS_TO = 1 << 1,     /* an infinitive: "vowed to" */
	FOLLOWS_OBJECT = 1 << 2, /* a noun: "denied the claim" */
	FOLLOWS_QUOTE = 1 << 3,  /* a quotation: "he snapped" */
	FOLLOWS_AS = 1 << 4,     /* "described it as" */
	FOLLOWS_SOMEONE = 1 << 5 /* and always the one spoken to or of: "accused Lin of" */
};

struct cue_table {
	const struct table *table;
	uint32_t kind, class, act, content;
};

struct cue {
	uint32_t head;       /* the token that carries it */
	struct tokens words; /* with its particle or preposition: "called for", "according to" */
	struct row row;      /* row.table == NULL: in no table */
	enum cue_class class;
	enum act act;
	unsigned follows;
	uint8_t kind; /* 'v'erb, 'n'oun, 'a'djective, 'p'hrase; 0: in no table */
};

struct cue_table cue_table_of(const struct reader *r);
/* The table's row for the token as it is used here. cue.row.table == NULL if there is none. */
struct cue cue_at(struct article *a, const struct cue_table *t, uint32_t token);
/* Whether a noun may follow the cue after this preposition: "accused … of". */
bool cue_takes(const struct cue_table *t, const struct cue *c, struct view preposition);

#endif
