/* What the files of this room share. Nobody else includes it.
 *
 * A find is a mention in the making: a name, a noun or a pronoun that may stand for somebody. A cluster is an
 * actor in the making: the finds that stand for one and the same. Names are joined over the whole article
 * first (joined.c), then nouns and pronouns one by one in the order of the text (resolve.c), so that whoever
 * was spoken of last is known; what only a quotation can tell ("I", "we") comes last (voices.c). */
#ifndef WHO_WITHIN_H
#define WHO_WITHIN_H

#include "article/article.h"
#include "article/reader.h"
#include "base/map.h"
#include "know/know.h"

enum pronoun { NO_PRONOUN, HE, SHE, IT, THEY, I, WE, YOU };
enum standing { AS_SUBJECT, AS_OBJECT, AS_POSSESSOR, AS_OTHER };

/* What is known of a find or a cluster, for agreement and for the record. */
struct traits {
	enum actor_kind kind;
	enum sector sector;
	struct view country; /* alpha-3 or "IGO" */
	struct view role;    /* the office, as nouns.tsv and roles.tsv write it: "president" */
	struct view called;  /* what the article calls it: "spokesman" */
	bool female, male, plural, singular;
};

struct find {
	struct tokens tokens; /* the words of the mention */
	uint32_t head;
	struct tokens title; /* before a name: "French President"; empty: none */
	uint32_t title_noun; /* the last word of its noun; NONE */
	enum mention_form form;
	enum pronoun pronoun;
	enum standing standing;
	bool reflexive;
	bool definite, demonstrative, indefinite, possessed; /* of a noun */
	struct traits traits;
	struct row known;  /* the row of actors.tsv that a name means */
	enum sector post;  /* where the title before the name puts the person; SECTOR_NONE */
	struct view state; /* the country of the office that this title names; empty: not told */
	uint32_t cluster;  /* NONE: nobody */
	struct view why;
	uint8_t step; /* how sure its way of finding out was, within the way: a row of sureness.tsv each */
};

struct cluster {
	struct view name; /* the fullest so far, or the usual one */
	struct view key;
	struct row known;
	struct traits traits;
	uint32_t head_noun; /* token of the last noun that named it; NONE */
	uint32_t first;     /* find that names it and stands first in the text; NONE */
	uint32_t last;      /* find; NONE: not yet spoken of */
	uint32_t named_count, count, sourced;
	uint32_t surname_count; /* of the names, those of one word */
	uint32_t next_alike;    /* the next one with the same surname; NONE */
	uint32_t member[2];     /* of "we": whose; of "the two leaders": who; NONE */
	uint32_t we, you;       /* what this speaker's "we" and "you" stand for; NONE */
	uint32_t actor;         /* its place in a->actors, once there */
	bool described;         /* no name stands behind it */
	bool spoken_of;         /* outside of quotations too */
	struct view why;
};

/* Tables and their columns, looked up once an article: X(table), X(what it is called here, table, column). */
/* clang-format off */
#define FACT_TABLES(X) \
	X(actors) X(roles) X(nouns) X(given) X(countries) X(demonyms) X(metonyms) X(ties) \
	X(bylines) X(pointers) X(sureness)
#define FACT_COLUMNS(X) \
	X(actor_names, actors, "names") X(actor_key, actors, "key") X(actor_kind, actors, "kind") \
	X(actor_country, actors, "country") X(actor_sector, actors, "sector") \
	X(actor_gender, actors, "gender") X(role_key, roles, "key") X(role_role, roles, "role") \
	X(role_country, roles, "country") X(role_begin, roles, "begin") X(role_end, roles, "end") \
	X(noun_kind, nouns, "kind") X(noun_sector, nouns, "sector") X(noun_number, nouns, "number") \
	X(noun_gender, nouns, "gender") X(noun_role, nouns, "role") X(noun_before, nouns, "before") \
	X(noun_with, nouns, "with") X(given_gender, given, "gender") \
	X(country_code, countries, "country") X(country_exact, countries, "exact") \
	X(demonym_country, demonyms, "country") X(demonym_exact, demonyms, "exact") \
	X(metonym_country, metonyms, "country") X(metonym_kind, metonyms, "kind") \
	X(metonym_sector, metonyms, "sector") X(byline_kind, bylines, "kind") \
	X(sureness_share, sureness, "share") X(pointer_points, pointers, "points")
/* clang-format on */

struct facts {
#define AS_TABLE(name) const struct table *name;
#define AS_COLUMN(name, table, column) uint32_t name;
	FACT_TABLES(AS_TABLE)
	FACT_COLUMNS(AS_COLUMN)
#undef AS_TABLE
#undef AS_COLUMN
};

/* What known_noun found at a token, kept for the last ones: several ways to find somebody ask for the same.
 */
struct noun_at {
	struct row row;
	uint32_t begin, behind; /* behind: the token + 1 */
};

enum { NOUNS_KEPT = 64 };

struct work {
	struct article *article;
	struct facts facts;
	VECTOR(struct find) finds;
	VECTOR(struct cluster) clusters;
	uint32_t *find_at;      /* token → the find that it heads; NONE */
	uint32_t *voice_of;     /* block → the token of the name that it begins with ("SMITH: ..."); NONE */
	uint32_t *covered;      /* token → the find whose name or title it is part of; NONE */
	uint32_t *sources;      /* statement → the token that stands for its source; NONE */
	uint32_t *source_of;    /* token → the statement whose source it heads; NONE */
	uint32_t *statement_at; /* token → the innermost statement in whose content it stands; NONE */
	struct noun_at *noun_at; /* by token, modulo NOUNS_KEPT */
	struct map by_text;      /* folded name → cluster + 1 */
	struct map by_word;      /* folded surname or first name → the last cluster that has it + 1 */
	struct map by_key;       /* key of actors.tsv → cluster + 1 */
	struct map by_country;   /* alpha-3 → its government's cluster + 1 */
	struct map by_initials;  /* "is" → cluster + 1 */
	struct map by_noun;      /* lemma of a head noun → the last cluster so named + 1 */
	struct map by_pair;      /* two clusters → that of both + 1 */
	uint32_t leader;         /* the person whom the article is about; NONE */
	uint32_t last_speaker;   /* a cluster; NONE */
	uint32_t author;         /* the cluster of "I" outside quotations; NONE */
	uint32_t asked;          /* the cluster of who answers "Q:"; NONE */
	struct ties *ties;
};

/* ---- known.c: what the tables say ---- */

void known_open(struct facts *f, const struct know *k);
/* The words without a leading "the" and a trailing 's; empty where nothing is left. */
struct tokens known_bare(const struct article *a, struct tokens t);
/* The row of actors.tsv for these words, as they are written; a row whose table is NULL if there is none. */
struct row known_actor(const struct work *w, struct tokens t);
/* A body whose name is a common noun ("Supreme Court", "Interior Ministry") is another one in each country.
 */
bool known_is_common(const struct work *w, struct view name);
/* The alpha-3 of a country's name or of a word for its people; empty: none. *demonym says which. */
struct view known_country(const struct work *w, struct tokens t, bool *demonym);
/* The country of a word for a people, with the word before it: of "Serbs" in "Bosnian Serbs". */
struct view known_people(const struct work *w, struct tokens t);
/* The country that a noun phrase names: of "French", "Germany's", "of Chad" below its head. */
struct view known_country_of(const struct work *w, uint32_t head);
/* The country that words right beside a name tell: of "Chad's Senate", "the Chadian Senate". */
struct view known_country_beside(const struct work *w, struct tokens name, uint32_t head);
/* The longest noun of nouns.tsv that ends with this token, and where it begins. */
struct row known_noun(const struct work *w, uint32_t token, uint32_t *begin);
struct traits known_noun_traits(const struct work *w, struct row noun);
struct traits known_actor_traits(const struct work *w, struct row actor);
/* Who held this office in this country on the day of publication: a key of actors.tsv; empty: not known. */
struct view known_holder(const struct work *w, struct view role, struct view country);
/* The state of an office that one alone has ("pope"); empty: several have it. */
struct view known_state_of(const struct work *w, struct view role);
/* Who held before this actor the office that he holds on that day, in his country; empty: not known. */
struct view known_predecessor(const struct work *w, struct view key);
/* How often a mention found in this way, at this step, is right: by sureness.tsv; below 0: not known. */
float known_sureness(const struct work *w, struct view why, uint32_t step);
/* Whether pointers.tsv says that the word points so. */
bool known_points(const struct work *w, struct view word, struct view how);
/* The only one of those named in the article who ever held it: for articles without a day. */
struct view known_holder_named(const struct work *w, struct view role, struct view country);
/* The office of this actor on the day of publication: a row of roles.tsv. */
struct row known_office(const struct work *w, struct view key);
struct view known_usual_name(const struct work *w, struct view key, struct row *row);
/* 'f', 'm' or 0 for a given name. */
char known_gender(const struct work *w, uint32_t token);

/* ---- names.c ---- */

void names_find(struct work *w);
void names_source(struct work *w, uint32_t head);

/* ---- joined.c ---- */

void names_join(struct work *w);

/* ---- labels.c ---- */

/* Whether a find is the "A" before an answer. */
bool label_of_answer(const struct work *w, const struct find *f);
/* Who is asked: the one person who is named before the first "Q:"; NONE: nobody or several. */
uint32_t label_asked(const struct work *w);
/* The cluster of a country's government, made if there is none. */
uint32_t names_country(struct work *w, struct view country);
/* The cluster of a row of actors.tsv, made if there is none. */
uint32_t names_known(struct work *w, struct view key);

/* ---- nouns.c ---- */

void nouns_find(struct work *w);
struct find *find_new(struct work *w, struct tokens tokens, uint32_t head, enum mention_form form);
enum standing standing_of(const struct article *a, uint32_t head);
/* Finds for the sources of statements that are neither names nor nouns of nouns.tsv. */
void nouns_sources(struct work *w);

/* ---- posts.c ---- */

/* Bodies of the state and of states: who presides over one holds an office. */
bool posts_of_state(enum sector s);
/* What the body that a post belongs to tells of its holder: the director of a bank is BUS, from the bank's
 * country, and holds no office of state. The post's words begin at `begin`; `head` is its noun. */
void posts_of(const struct work *w, uint32_t begin, uint32_t head, struct traits *t);

/* ---- clusters.c ---- */

uint32_t cluster_new(struct work *w);
void cluster_join(struct work *w, uint32_t find, uint32_t cluster);
void traits_add(struct traits *to, const struct traits *from);
/* The cluster of the find that a token heads or is part of; NONE. */
uint32_t cluster_at(const struct work *w, uint32_t token);

/* ---- resolve.c ---- */

void resolve_all(struct work *w);

/* ---- voices.c: first and second persons, and the speakers ---- */

/* The token that stands for the source of a statement: of "who" the person before it; NONE. */
uint32_t voices_source(const struct work *w, const struct statement *s);
/* Once names and nouns are found. */
void voices_open(struct work *w);
void voices_resolve(struct work *w);
void voices_speakers(struct work *w);

/* ---- actors.c: the layer ---- */

/* How sure it is that a find is of its cluster; below 0: not known. */
float find_sureness(const struct work *w, const struct find *f);

void actors_write(struct work *w);

static inline struct view text_of_tokens(const struct article *a, struct tokens t)
{
	return text_of(a, bytes_of(a, t));
}

#endif
