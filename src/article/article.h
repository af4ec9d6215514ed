/* article: the layers that an article gathers on its way through the rooms.
 *
 * A layer is an array of plain structs; what it refers to in other layers it refers to by index or range.
 * Each layer is written by one room, named at its head, and read by the rooms after it. Everything lies in
 * the article's arena and goes with it.
 *
 * Offsets are bytes of a->text (struct bytes) or token indices (struct tokens), end exclusive; the two do not
 * mix. NONE stands for "no such index". An empty view is "not known". */
#ifndef ARTICLE_ARTICLE_H
#define ARTICLE_ARTICLE_H

#include <stdbool.h>
#include <stdint.h>

#include "article/day.h"
#include "article/labels.h"
#include "base/arena.h"
#include "base/vector.h"
#include "base/view.h"

#define NONE UINT32_MAX

struct bytes {
	uint32_t begin, end;
};

struct tokens {
	uint32_t begin, end;
};

/* ---- intake: where the document came from ---- */

struct document {
	struct view path;       /* as given; "-" for standard input */
	struct view part;       /* inside an archive or feed: which one; else empty */
	uint64_t offset;        /* of the record in its file; UINT64_MAX: none */
	struct view url;        /* if the container says so; page may find a canonical one */
	struct view media_type; /* "text/html", "text/plain"; empty: page finds out */
	struct view charset;    /* as the container says; page puts here what it decoded from */
	struct view content;    /* the bytes themselves */
	struct view title;      /* as the container says: a feed's entry, a row of JSON; else empty */
	struct view published;  /* the same; in whatever form it has there */
	struct view trouble;    /* what was wrong with the container: becomes a warning of the record */
	bool passing;           /* all these bytes may go before the article does: they are copied first */
};

/* ---- page: the text that a reader reads ---- */

struct block {
	struct bytes bytes;
	enum block_kind kind;
};

struct removed {
	struct view text;
	enum removal why;
	uint32_t before; /* the byte of a->text that it stood before */
};

/* Text from here on stood at this byte of the page, as decoded to UTF-8. Sorted by both. A run ends where
 * the next begins or its length is over; text without a run (a space put between blocks) has no place. */
struct origin {
	uint32_t text, page, length;
};

/* ---- lang: sentences, words, trees, names ---- */

struct sentence {
	struct bytes bytes;
	struct tokens tokens;
	uint32_t block; /* index into blocks; NONE for verbatim text without blocks */
};

/* A word of Universal Dependencies: "don't" is two, of which the second is joined to the first. */
struct token {
	struct bytes bytes;
	struct view lemma;
	uint64_t features; /* FEATURE(...) bits */
	uint32_t sentence;
	uint32_t head;         /* index of its head's token; NONE for the root of its sentence */
	uint32_t first_child;  /* the leftmost dependent, NONE: none */
	uint32_t next_sibling; /* the next dependent of the same head, to the right; NONE: none */
	struct tokens subtree; /* from its leftmost to its rightmost descendant, itself included */
	uint8_t upos;          /* enum upos_tag */
	uint8_t xpos;          /* enum xpos_tag */
	uint8_t relation;      /* enum relation */
	uint8_t entity;        /* enum entity of the name it stands in */
	bool entity_begins;
	bool joined; /* continues the multiword token of the word before it */
	bool quoted; /* stands inside quotation marks; set by said */
};

struct name {
	struct tokens tokens;
	enum entity type;
	float confidence;
};

/* Sums of a head of the model that another room asked for: [tokens][classes]. */
struct head_scores {
	struct view name;
	uint32_t classes;
	int32_t *at;
};

/* ---- when, where ---- */

struct date {
	struct bytes bytes;
	struct tokens tokens;
	struct view value;           /* ISO 8601, as RECORD's dates[].value; empty: null */
	struct view why;             /* "published", "absolute", "event", ... */
	int32_t first_day, last_day; /* the days it covers, both included; NO_DAY: not known */
};

struct place {
	struct bytes bytes;
	struct tokens tokens;
	struct view name, country, key; /* country: ISO 3166-1 alpha-3 */
	struct view fips;               /* the country as FIPS 10-4 has it, two letters */
	double latitude, longitude;     /* degrees; NAN: not known */
	uint32_t population;            /* of a town; 0: not known */
	bool is_country;                /* a country or its short name */
	bool is_capital;                /* of its country: "Moscow" may stand for a government */
	bool is_dateline; /* "PARIS (Reuters) -": where it was reported, not where it happened */
};

/* ---- said: what was said, with the words for it ---- */

struct statement {
	struct tokens cue; /* empty (begin == end): none, as in "Minister: we will not pay" */
	struct view cue_lemma;
	uint32_t contents, content_count; /* a->contents[contents ...]; in order */
	struct bytes source;              /* the words that name the source; empty: none given */
	uint32_t source_head;             /* the token that heads them; NONE */
	struct bytes addressee, occasion; /* empty: none */
	enum form form;
	enum act act;
	uint32_t parent;      /* the statement inside whose content this one stands; NONE */
	uint32_t date, place; /* indices; NONE */
	bool continues;       /* a quotation without words for its source: the one who spoke last */
	struct view why;      /* the row or rule that found it */
	float confidence;     /* 0..1; < 0: not said */
};

/* ---- who: actors, their mentions, the speakers ---- */

struct actor {
	struct view name, key; /* key empty: only described */
	struct view role;
	struct view country; /* alpha-3, or "IGO"; empty: not known */
	struct view why;
	enum actor_kind kind;
	enum sector sector;
	uint32_t members, member_count; /* a->members[members ...]: indices of actors */
	uint32_t leader;           /* how many mentions and statements it has: the article's weight of it */
	bool named;                /* a name stands behind it, not only a description */
	bool female, male, plural; /* what is known for agreement; all false: nothing */
};

struct mention {
	struct bytes bytes;
	struct tokens tokens;
	uint32_t head;  /* token */
	uint32_t title; /* the noun beside a name, which the tree may take for the head: "firm"; NONE */
	uint32_t actor;
	enum mention_form form;
	struct view why;
	float confidence; /* < 0: not said */
};

struct speaker {
	uint32_t actor; /* NONE: nobody known */
	struct bytes bytes;
	struct view why; /* how it was resolved, or why not */
	float confidence;
};

/* ---- did: who did what to whom ---- */

struct party {
	uint32_t actor;
	struct bytes bytes; /* the words that prove it */
};

struct event {
	enum event_type type;
	struct view mode;                 /* PLOVER mode; empty: none */
	uint32_t contexts, context_count; /* a->contexts[contexts ...] */
	struct view cameo;                /* two to four digits */
	enum quad quad;
	float goldstein;                /* NAN: not surely known */
	float score;                    /* PLOVER's own */
	uint32_t sources, source_count; /* a->parties[sources ...] */
	uint32_t targets, target_count;
	struct tokens trigger;
	uint32_t date, place; /* NONE */
	enum status status;
	uint32_t statement; /* NONE */
	struct view why;    /* the row: "frames:accuse" */
	float confidence;
};

struct warning {
	struct view code, text;
};

/* What each stage took, in nanoseconds. */
/* clang-format off */
#define STAGES(X) \
	X(PAGE, "page") X(LANG, "lang") X(WHEN, "when") X(WHERE, "where") X(SAID, "said") X(WHO, "who") X(DID, "did")
/* clang-format on */
#define AS_STAGE(name, text) STAGE_##name,
enum stage { STAGES(AS_STAGE) STAGE_COUNT };
#undef AS_STAGE

struct article {
	struct arena *arena;

	/* intake */
	struct document document;

	/* page */
	struct view page; /* the document decoded to UTF-8 */
	struct view text;
	VECTOR(struct block) blocks;
	VECTOR(struct removed) removed;
	VECTOR(struct view) captions;
	VECTOR(struct origin) origins;
	struct view title, outlet, agency, section, url;
	struct view published, modified; /* ISO 8601 */
	struct view language;            /* BCP 47, "en" */
	VECTOR(struct view) authors;
	struct {
		struct view title, published, modified, authors, outlet, language;
	} why;
	int32_t published_day; /* NO_DAY: not known */

	/* lang */
	VECTOR(struct sentence) sentences;
	VECTOR(struct token) tokens;
	VECTOR(struct name) names;
	VECTOR(struct head_scores) head_scores;

	/* when, where */
	VECTOR(struct date) dates;
	VECTOR(struct place) places;

	/* said */
	VECTOR(struct statement) statements;
	VECTOR(struct bytes) contents;

	/* who; speakers and addressees have an entry for each statement */
	VECTOR(struct actor) actors;
	VECTOR(struct mention) mentions; /* in the order of the text */
	VECTOR(uint32_t) members;
	VECTOR(struct speaker) speakers, addressees;

	/* did */
	VECTOR(struct event) events;
	VECTOR(struct party) parties;
	VECTOR(struct view) contexts;

	VECTOR(struct warning) warnings;
	uint64_t nanoseconds[STAGE_COUNT];
	enum stage last_stage; /* the last one that ran */
};

/* The words of a range; borrowed from a->text. */
static inline struct view text_of(const struct article *a, struct bytes b)
{
	return view_slice(a->text, b.begin, b.end);
}

static inline struct view text_of_token(const struct article *a, uint32_t token)
{
	return text_of(a, a->tokens.at[token].bytes);
}

/* From the first token's first byte to the last one's last; empty at 0 for an empty range. */
struct bytes bytes_of(const struct article *a, struct tokens t);
/* The tokens that share a byte with b; empty if there are none. Binary search. */
struct tokens tokens_of(const struct article *a, struct bytes b);
/* The token of t whose head lies outside t, the first if there are several; NONE if t is empty. */
uint32_t head_of(const struct article *a, struct tokens t);
/* What the model's further head of this name, made for another room, gave: [a->tokens.count][*classes] sums.
 * NULL if the model has none. */
const int32_t *head_scores_named(const struct article *a, struct view name, uint32_t *classes);
/* The first dependent of a token with this relation; NONE. Subtypes are relations of their own. */
uint32_t child_with(const struct article *a, uint32_t token, enum relation relation);
/* Whether token is below (or is) ancestor in the tree of its sentence. */
bool stands_under(const struct article *a, uint32_t token, uint32_t ancestor);

/* Adds a warning; the words are made as printf makes them. */
void warn(struct article *a, const char *code, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Text made as printf makes it, in the article's arena. */
struct view worded(struct article *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* for (each dependent of token, from left to right) */
#define children_of(a, child, token)                                                                         \
	for (uint32_t child = (a)->tokens.at[token].first_child; child != NONE;                              \
	     child = (a)->tokens.at[child].next_sibling)

#endif
