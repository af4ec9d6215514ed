/* coder: what the files of did share while one article is coded.
 *
 * frame.c finds the row of know/frames.tsv that a word calls for, path.c walks the tree as rows ask (path.h
 * has its steps), party.c turns words into actors, modality.c says whether a clause tells of something done,
 * setting.c finds the day, the place and the contexts; draft.h has those that make an event of all that. */
#ifndef DID_CODER_H
#define DID_CODER_H

#include "article/article.h"
#include "article/reader.h"
#include "know/know.h"

/* Words that a path leads to, and actors that words stand for; more than this many are cut off. */
enum { MOST_WORDS = 16, MOST_PARTIES = 8, MOST_SUCCESSORS = 4, MOST_PATHS = 32 };

struct words {
	uint32_t at[MOST_WORDS];
	uint32_t count;
};

struct parties {
	struct party at[MOST_PARTIES];
	uint32_t count;
};

/* Where paths lead from the token that rows are looked for: many rows ask for the same ones. */
struct walked {
	uint32_t token, count; /* token: NONE at first */
	struct view paths[MOST_PATHS];
	struct words found[MOST_PATHS];
};

/* The row of know/frame_words.tsv for a word or a sign; many rows ask for the same ones. */
struct class_row {
	struct row row;
	bool found;
};

/* Those of a token: its lemma's, the word's own, that of it with the one before. They are kept for the last
 * tokens that were asked for, of which there are seldom more in a sentence. */
struct class_rows {
	struct row of[3];
	uint32_t behind; /* token + 1 */
};

enum { CLASS_ROWS_KEPT = 128 };

/* The columns of know/frames.tsv. */
struct frame_columns {
	uint32_t part, when, source, target, mutual, needs, does, content, type, mode, contexts, cameo;
};

struct coder {
	struct article *a;
	struct arena *m;
	const struct table *frames, *words, *intents, *cameo, *modes, *types, *topics, *forms, *means,
	        *halves, *successors, *mode_words, *sureness, *countries, *demonyms, *actors;
	struct frame_columns column;
	/* Columns: the words' classes, the forms' lemmas, the countries of peoples, the facts' weights. */
	uint32_t classes, lemmas, peoples, weights;
	/* By token. */
	uint32_t *mention;   /* the mention that it heads; NONE */
	uint32_t *statement; /* the innermost statement whose content holds it; NONE */
	uint32_t *place;     /* the place whose last word it is; NONE */
	struct view *lemma;  /* folded */
	struct view *word;   /* the word itself, folded */
	struct walked *walked;
	struct class_rows *class_rows; /* by token, modulo CLASS_ROWS_KEPT */
	bool *dated;                   /* it is the last word of a date: "on Monday" is no "on" of a row */
	bool *told;        /* it stands for what another event tells of, and is no event of its own */
	bool places_stand; /* a place stands for its country: "shelled Juba" */
	bool own_is_tool; /* the doer's own troops are no target: unless it is force, or done within a country
	                   */
	bool home_is_none; /* nor is the doer's own country for a place in it */
	uint32_t politics; /* how many fifths of the mentions are of polities */
	struct view younger[MOST_SUCCESSORS],
	        older[MOST_SUCCESSORS]; /* states of today and of the article's time */
	uint32_t younger_count;
	const struct parties *except; /* who is not looked for: the sources, when it is about the targets */
	struct class_row sector_rows[SECTOR_COUNT], kind_rows[KIND_COUNT];
	/* By sentence: the first date and place at or behind its beginning. */
	uint32_t *first_date, *first_place, *first_event;
};

/* What stands behind a word in the terms of the rows: path.c */

/* Where a path such as "obj.by" leads from a token. Conjuncts are not followed. */
struct words path_from(struct coder *c, uint32_t token, struct view path);
/* The clauses or nouns that one of the paths "to/that/obj" names: all of them together. */
struct words paths_from(struct coder *c, uint32_t token, struct view paths);
/* What a verb of saying tells: its clauses, or the one before it that the tree has it beside ("Peru must
 * leave, the minister said"). */
struct words clauses_told(struct coder *c, uint32_t verb);
/* The verb that does little but carry this noun: "launched an attack", "a series of attacks was launched";
 * NONE.
 */
uint32_t carrier_of(struct coder *c, uint32_t noun);
/* Whether the verb has a "to"-clause or, for that, a finite one. */
bool has_clause(const struct coder *c, uint32_t verb, bool finite);

/* "was the first leader to visit Peru": the predicate or verb above whose subject does it; NONE. */
uint32_t ranked_above(struct coder *c, uint32_t verb);

/* Rows: frame.c */

/* The row whose conditions hold and say most; row.table == NULL: none. At most `most` rows in *rows, best
 * first; their number. */
uint32_t frames_at(struct coder *c, uint32_t token, struct row *rows, uint32_t most);
/* "is in Chad": a place that the tree has as the head of what the verb "be" tells; rows of "be" are for it.
 */
bool is_stay(const struct coder *c, uint32_t token);
/* Whether a word is of a class ("light") of know/frame_words.tsv, by itself or by what its actor is. */
bool is_of_class(struct coder *c, uint32_t token, struct view class_name);

/* The same for a word by itself, folded; asks for no actor. */
bool word_is_of_class(const struct coder *c, struct view word, struct view class_name);
/* The same for what an actor is, its sector and its kind. */
bool actor_is_of_class(struct coder *c, const struct actor *actor, struct view class_name);

/* Actors: party.c */

/* The actors that a word and its conjuncts stand for. Without one of its own, those that the words below it
 * name ("the bombing by NATO", "Israeli towns"). */
void add_parties(struct coder *c, struct parties *to, uint32_t token);
/* "a Russian-brokered truce" is not Russia's: whether the word tells who only helped it along. */
bool is_broker(const struct coder *c, uint32_t token);
/* The actors at the first of the paths "subj/obj.by" that leads to any. */
struct parties parties_at(struct coder *c, uint32_t token, struct view paths);
bool same_parties(const struct parties *a, const struct parties *b);
/* Takes out of `from` the actors that are in `these`. */
void remove_parties(struct parties *from, const struct parties *these);
/* Adds what is not there yet. */
void join_parties(struct parties *to, const struct parties *more);
/* Whether one of them is of the class by what it is. */
bool has_class(struct coder *c, const struct parties *p, struct view class_name);
/* Whether one of them is a state, a body of one, an armed group or another actor of politics. */
bool has_political(struct coder *c, const struct parties *p);
/* The same for those who can use force, and for those who govern or want to. */
bool has_armed(struct coder *c, const struct parties *p);
bool has_polity(struct coder *c, const struct parties *p);

/* Countries by their adjectives: people.c */

/* The country whose adjective a word before a noun is; empty: none. */
struct view country_by_people(struct coder *c, uint32_t token);
/* The country that the adjective before a noun names; NONE. May add an actor. */
uint32_t people_at(struct coder *c, uint32_t token);
/* The country that an adjective such as "anti-American" is against; NONE. May add an actor. */
uint32_t opposed_at(struct coder *c, uint32_t token);
/* The countries that a word for halves stands for: "the two Koreas", "the North". May add actors; their
 * number, two at the most. */
uint32_t halves_at(struct coder *c, uint32_t token, uint32_t actors[2]);
/* "North and South Korea", of which the token's name is the second: the first; NONE. May add an actor. */
uint32_t other_half_at(struct coder *c, uint32_t token);
/* The actor of know/actors.tsv that the words before a noun name ("Islamic State targets"); NONE. */
uint32_t named_at(struct coder *c, uint32_t token, struct bytes *bytes);
/* The country in which the place lies that ends with this word; NONE. */
uint32_t country_of_place(struct coder *c, uint32_t token);
/* The country that a word names, belongs to or lies in, as an actor; NONE. May add an actor. */
uint32_t country_actor_at(struct coder *c, uint32_t token);
/* Whoever did what a thing stands for, of whom nothing else is told ("a roadside bomb"): an actor of its own.
 */
uint32_t attackers_at(struct coder *c, uint32_t token, struct view country, struct bytes *bytes);
/* Takes the actors from this one on out again unless an event has them; gives those kept their mentions. */
void people_keep(struct coder *c, uint32_t first_new);

/* The country of a place when the article was written: successor.c */

/* Notes which of today's states the article tells of as of parts of others: once, first. */
void successors_find(struct coder *c);
struct view country_of_the_time(const struct coder *c, uint32_t place);

/* Whose they are: origin.c */

struct deed {
	uint32_t trigger;
	bool within;  /* it is done to one's own: an arrest, a trial */
	bool outward; /* but may be about others: a protest */
	bool abroad;  /* it is done to those who are not one's own: an expulsion */
	bool force;   /* somebody is struck where it is done */
	bool wary;    /* it is done with an eye on others: troops on alert */
	bool leaving; /* land is given up by it */
	bool aimed;   /* another country that is told of beside it is whom it is about: blame, sanctions */
	bool tried;   /* somebody is charged or tried, by whoever has power there */
};

/* Gives those without a country the one that their own words tell: "Baghdad University". */
void settle_by_words(struct coder *c, struct parties *p);
/* Gives those without a country the one that the words around them tell. */
void settle_origins(struct coder *c, struct deed deed, struct parties *sources, struct parties *targets);
/* Those to whom it is done, where that is not told: whose country it is done in, who governs those who
 * protest. */
void settle_absent(struct coder *c, struct deed deed, const struct parties *sources, struct parties *targets);
/* Those who have power where somebody is arrested, banned or tried, if nobody else is told to have done it.
 */
void settle_powers(struct coder *c, struct deed deed, struct parties *sources, const struct parties *targets);
/* Whoever laid the bomb that is all that is told of those who did it. */
void settle_attackers(struct coder *c, uint32_t trigger, struct parties *sources);
/* The first with a country among those whom the phrases below a verb or noun name: "extend the mandate of the
 * force in Mali". Of a verb's phrases only those with a preposition of this class count. */
struct parties parties_around(struct coder *c, uint32_t token, struct view prepositions);
/* Whether one of the first and one of the others are known to be of different countries. */
bool are_of_two_countries(const struct coder *c, const struct parties *some, const struct parties *others);
/* Whether a word by itself names a country or belongs to one. */
bool has_country_at(struct coder *c, uint32_t token);
/* Whether one of them has a country. */
bool has_country(const struct coder *c, const struct parties *p);

/* Whether it happened: modality.c */

/* HELD_OUT: what the speaker may do himself, which is heard as a threat if it is one. */
enum tense { TOLD, INTENDED, REFUSED, HELD_OUT, UNREAL };

struct modality {
	enum tense tense;
	enum status status; /* as far as the clause decides it; STATUS_NONE: nothing special */
};

struct modality modality_of(struct coder *c, uint32_t trigger);
/* Whether the clause is a condition told by the order of its words: "should he leave". */
bool is_inverted(struct coder *c, uint32_t verb);
/* Whether an infinitive is a headline's verb: "Kenya to host talks". */
bool is_headline_plan(const struct coder *c, uint32_t verb);

/* When, where, about what: setting.c */

uint32_t date_of(const struct coder *c, uint32_t trigger);
uint32_t place_of(const struct coder *c, uint32_t trigger);
/* The same for an event of this type, which may be done at what it is done to ("shelled Lima") or where those
 * who do it sit ("a Lima court"). */
uint32_t place_of_event(struct coder *c, enum event_type type, uint32_t trigger);
/* With what an assault was done, by the words around it: "explosives"; empty: not told. */
struct view means_of(const struct coder *c, uint32_t trigger);
/* The mode that whoever flies there gives what he does, whatever he drops: "jets pounded the port". */
struct view craft_of(const struct coder *c, uint32_t trigger);
/* What kind of thing is asked for, refused or threatened, by the first word behind the verb that tells;
 * column of know/mode_words.tsv. Empty: not told. */
struct view mode_by_words(const struct coder *c, uint32_t trigger, const char *column);
void add_contexts(struct coder *c, struct event *e, struct row frame, uint32_t trigger);

/* Events: code.c */

/* Codes what the token tells of, if anything. */
void code_trigger(struct coder *c, uint32_t token);

static inline const struct token *token_at(const struct coder *c, uint32_t i)
{
	return &c->a->tokens.at[i];
}

#endif
