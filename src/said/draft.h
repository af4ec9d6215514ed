/* draft: statements in the making, and what the files of said share while they make them.
 *
 * A cue has pieces: what may be its content. They are branches of the tree around it and quotations near it;
 * choosing among them is the work of rules (choose.c) or of the trained weights. Shared by said's files only.
 */
#ifndef SAID_DRAFT_H
#define SAID_DRAFT_H

#include "said/cue.h"
#include "said/quotation.h"

/* A quotation of so many words is someone's utterance, not a word that the writer holds at arm's length. */
enum { SPOKEN_WORDS = 5 };

enum piece_role {
	PIECE_NONE,
	PIECE_BELOW,  /* a dependent of the cue, with all below it */
	PIECE_ABOVE,  /* what the cue hangs on, without the cue's own branch */
	PIECE_BESIDE, /* another dependent of what the cue hangs on */
	PIECE_QUOTED, /* a quotation */
	PIECE_UNDER,  /* a clause on a dependent of the cue */
};

struct piece {
	enum piece_role role;
	uint8_t steps;      /* how far above the cue */
	uint32_t node;      /* the token that heads it; of a quotation the first word */
	uint32_t branch;    /* PIECE_ABOVE: the part to leave out, by its head */
	uint32_t quotation; /* PIECE_QUOTED: which; else NONE */
	struct tokens tokens;
	int32_t score;
};

struct draft {
	struct cue cue; /* cue.words empty: there are none */
	struct tokens source;
	uint32_t source_head;                         /* NONE */
	uint32_t runs, run_count;                     /* of drafts.runs: the content, in order */
	int32_t cue_score, piece_score, source_score; /* log odds, where the weights judged */
	bool continues;
	bool dropped;
	bool inserted;   /* commas alone told its parts */
	uint32_t parent; /* the draft in whose content its cue stands; NONE */
	uint32_t over;   /* a longer draft that has its content too, but not its cue; NONE */
	struct view why;
	float confidence;
};

struct weights;

struct drafts {
	struct article *a;
	struct cue_table table;
	const struct table *occasions, *nouns;
	const struct weights *weights; /* NULL: rules alone */
	struct quotations quotations;
	VECTOR(struct draft) list;
	VECTOR(struct tokens) runs;
	VECTOR(struct piece) pieces; /* of the cue at hand */
	uint32_t *speaks_in;         /* [quotations]: the draft that has this quotation; NONE */
	uint8_t *flags;              /* [tokens]: the content at hand */
	struct tokens flagged;
	uint32_t own_quotation; /* that the cue at hand stands in; NONE */
};

static inline const struct token *token_at(const struct drafts *d, uint32_t i)
{
	return &d->a->tokens.at[i];
}

static inline struct tokens sentence_of(const struct drafts *d, uint32_t token)
{
	return d->a->sentences.at[token_at(d, token)->sentence].tokens;
}

/* ---- said.c ---- */

/* Quotations found, nothing drafted. */
struct drafts drafts_of(struct article *a, const struct reader *r);

/* ---- pieces.c ---- */

/* Fills d->pieces for a cue. */
void pieces_find(struct drafts *d, const struct cue *c);

/* ---- content.c ---- */

/* A content is gathered by adding and cutting runs, then taken into a draft: trimmed, in order. */
void content_begin(struct drafts *d, uint32_t cue);
void content_add(struct drafts *d, struct tokens run);
void content_cut(struct drafts *d, struct tokens run);
void content_add_piece(struct drafts *d, const struct cue *c, const struct piece *p);
/* Whether anything was left. Clears what was gathered. */
bool content_take(struct drafts *d, struct draft *to);
/* Adds a run behind what a draft has. */
void content_append(struct drafts *d, struct draft *to, struct tokens run);

/* Takes one of its runs from a draft. */
void draft_drop_run(struct drafts *d, struct draft *x, uint32_t run);

/* ---- participles.c ---- */

/* "…, adding that …": gives such a cue its speaker, and parts its words from those of the verb before. */
void participle_follow(struct drafts *d, struct draft *x);
/* Gives it the speaker of the verb above that it goes on from. */
void participle_find_speaker(struct drafts *d, struct draft *x);
/* "quoted Lin as saying": whether its speaker is whom another quotes. */
bool participle_is_quoted(const struct drafts *d, const struct draft *x);

/* ---- nested.c ---- */

/* Of a verb that reports, with a speaker of its own, the clause or the quotation that it reports; NONE. */
uint32_t nested_clause(const struct drafts *d, const struct cue *c);
uint32_t nested_quotation(const struct drafts *d, const struct cue *c);
static inline bool reports_another(const struct drafts *d, const struct cue *c)
{
	return nested_clause(d, c) != NONE || nested_quotation(d, c) != NONE;
}
/* Whether the verb stands in what somebody else is said to say. */
bool is_within_report(const struct drafts *d, const struct cue *c);

/* ---- inserted.c ---- */

/* Attributions that a clause is wrapped around or ends in and that the tree has not seen: gives the draft its
 * source and its content by the commas. */
bool inserted_take(struct drafts *d, struct draft *x);
/* Whether a verb is of such an attribution. */
bool inserted_attributes(struct drafts *d, const struct cue *c);

/* ---- strays.c ---- */

/* Takes from each content what stands within another's that its cue has no part in. */
void drafts_drop_strays(struct drafts *d);
/* Drops what a source only asks for to stay without a name. */
void drafts_drop_anonymity(struct drafts *d);
/* Ends a content before a joined verb that has the same speaker and a statement of its own. */
void drafts_part_joined(struct drafts *d);

/* ---- tidy.c ---- */

/* Of the content that is being gathered, what is said of the source. */
void content_cut_source_clauses(struct drafts *d, const struct draft *x);
/* Drops from a content that is a quotation what stands outside of marks on the other side of the cue. */
void content_keep_quoted(struct drafts *d, struct draft *x);

/* ---- begin.c ---- */

/* "said | in a release that …": what only tells of the occasion goes from the beginning of a content. */
void content_drop_circumstance(struct drafts *d, struct draft *x);
/* "called for | an inquiry": a preposition between cue and content is the cue's, but for "described … as". */
void content_give_preposition(struct drafts *d, struct draft *x);

/* "The line closed, and Lin left, according to Berg": the whole of a sentence before such a cue, where only a
 * part was found. */
void content_take_clause(struct drafts *d, struct draft *x);

/* ---- source.c ---- */

/* Who says it: sets source and source_head, or leaves them empty. */
void source_find(struct drafts *d, struct draft *to);
/* For a verb without a subject in the tree: who stands between it and a quotation, or right beside it. */
void source_beside(struct drafts *d, struct draft *to);
/* "told the Courier the port was shut": of two subjects that the clause has the one that is told; NONE. */
uint32_t told_to(const struct article *a, const struct cue *c);
/* "Mayor accused of hiding report": a headline's passive, whose subject is not its source. */
bool source_is_patient(const struct drafts *d, const struct cue *c);
/* The noun phrase of a source as it is written, without what only hangs on behind. */
struct tokens source_phrase(const struct article *a, uint32_t head);
/* A run that ends within brackets ends behind them, if they are short. */
struct tokens with_whole_brackets(const struct article *a, struct tokens run);

/* ---- choose.c ---- */

/* Drafts a statement for each cue, by rule. */
void drafts_by_rule(struct drafts *d);
/* Drafts one for a cue by the frame that the table gives it. Whether there is one. */
bool draft_by_rule(struct drafts *d, const struct cue *c);

/* ---- alone.c ---- */

/* The sentences of the quotation hold nothing else: "…" in a paragraph or sentence of its own. */
bool quotation_stands_alone(const struct drafts *d, const struct quotation *q);
bool quotation_begins_sentence(const struct drafts *d, const struct quotation *q);
/* A whole utterance: a stop or comma before its closing mark, or a comma behind it. */
bool quotation_is_utterance(const struct drafts *d, const struct quotation *q);

/* ---- repeated.c ---- */

/* [quotations]: whether it stands in a paragraph of its own and repeats what is quoted elsewhere. */
bool *quotations_repeated(struct drafts *d);

/* ---- quoted.c ---- */

/* Gives each quotation that no draft has yet to the cue beside it, or to the one who spoke before. */
void drafts_of_quotations(struct drafts *d);
/* For each token the draft that has it as content, the last one to be made; NONE. */
uint32_t *draft_owners(struct drafts *d);

/* ---- turns.c ---- */

/* Statements without a verb: "Minister: we will not pay", transcripts, "…" —Name. */
void drafts_of_turns(struct drafts *d);

/* ---- headlines.c ---- */

bool in_headline(const struct drafts *d, uint32_t token);
bool is_dash(const struct drafts *d, uint32_t token);
/* Statements that only headlines put so. */
void drafts_of_headlines(struct drafts *d);
/* Whether a draft is what a headline is there for, however little the weights think of it. */
bool headline_attributes(const struct drafts *d, const struct draft *x);

/* ---- act.c ---- */

enum act act_of(const struct drafts *d, const struct draft *x);

/* ---- circumstance.c ---- */

/* Addressee, occasion, date and place of a statement. */
void circumstances_find(const struct drafts *d, const struct draft *x, struct statement *s);

#endif
