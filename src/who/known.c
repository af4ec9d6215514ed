#include "article/clause.h"
#include "base/utf8.h"
#include "who/within.h"

/* A name of up to this many bytes must have the capitals that its row has: "WHO", "ICE", "Target". */
enum { SHORT_NAME = 5 };

void known_open(struct facts *f, const struct know *k)
{
#define AS_TABLE(name) f->name = know_table(k, #name);
#define AS_COLUMN(name, table, column) f->name = know_column(f->table, column);
	FACT_TABLES(AS_TABLE)
	FACT_COLUMNS(AS_COLUMN)
#undef AS_TABLE
#undef AS_COLUMN
}

struct tokens known_bare(const struct article *a, struct tokens t)
{
	if (t.begin < t.end && a->tokens.at[t.begin].upos == UPOS_DET)
		t.begin++;
	while (t.begin < t.end &&
	       (a->tokens.at[t.end - 1].xpos == XPOS_POS || a->tokens.at[t.end - 1].upos == UPOS_PUNCT))
		t.end--;
	return t;
}

static bool begins_with_capital(struct view v)
{
	uint32_t c = utf8_first(v);
	return utf8_is_upper(c) || utf8_is_digit(c);
}

static struct row actor_of_text(const struct work *w, struct view text)
{
	const struct facts *f = &w->facts;
	/* With capitals in a later word at least: "al-Shabaab", "anti-Balaka". */
	if (!utf8_has_upper(text) && !begins_with_capital(text))
		return (struct row){0};
	struct row row = know_find_text(f->actors, w->article->arena, text);
	for (; row.table; row = know_next(row))
		if (text.length > SHORT_NAME || know_lists(row, f->actor_names, text))
			return row;
	return row;
}

/* "F.", "F": the letter that stands for a name in the middle. */
static bool is_initial(struct view word)
{
	return word.length && word.length <= 2 && word.at[0] >= 'A' && word.at[0] <= 'Z' &&
	       (word.length == 1 || word.at[1] == '.');
}

/* "Viktor F. Yanukovych" as tables have him: "Viktor Yanukovych"; empty: there is no such letter. */
static struct view without_initial(struct article *a, struct tokens t)
{
	uint32_t at = t.begin + 1, end = at + 1;
	if (t.end < t.begin + 3 || !is_initial(text_of_token(a, at)))
		return (struct view){0};
	if (view_equal(text_of_token(a, end), VIEW(".")))
		end++;
	if (end >= t.end)
		return (struct view){0};
	struct view first = text_of_token(a, t.begin), last = text_of_tokens(a, (struct tokens){end, t.end});
	return worded(a, "%.*s %.*s", VIEW_ARGS(first), VIEW_ARGS(last));
}

struct row known_actor(const struct work *w, struct tokens t)
{
	struct row row = actor_of_text(w, text_of_tokens(w->article, t));
	struct tokens bare = known_bare(w->article, t);
	if (!row.table && bare.begin < bare.end && (bare.begin > t.begin || bare.end < t.end))
		row = actor_of_text(w, text_of_tokens(w->article, bare));
	struct view plain = row.table ? (struct view){0} : without_initial(w->article, bare);
	return plain.length ? actor_of_text(w, plain) : row;
}

/* Whether a row with a list of spellings that must stand as they are accepts this text. */
static bool written_so(struct row row, uint32_t exact, struct view text)
{
	struct view list = know_text(row, exact);
	while (list.length) {
		struct view one = view_cut(&list, '|');
		if (view_equal_ascii_case(one, text) && !view_equal(one, text))
			return false;
	}
	return true;
}

struct view known_country(const struct work *w, struct tokens t, bool *demonym)
{
	const struct facts *f = &w->facts;
	t = known_bare(w->article, t);
	struct view text = text_of_tokens(w->article, t);
	*demonym = false;
	if (!text.length || !begins_with_capital(text))
		return (struct view){0};
	struct row row = know_find_text(f->countries, w->article->arena, text);
	if (row.table && written_so(row, f->country_exact, text))
		return know_text(row, f->country_code);
	row = know_find_text(f->demonyms, w->article->arena, text);
	if (!row.table || !written_so(row, f->demonym_exact, text))
		return (struct view){0};
	*demonym = true;
	return know_text(row, f->demonym_country);
}

/* No name of a country is longer; what is more is a list that lang took for one. */
enum { LONGEST_RUN = 12 };

/* The run of the name that a token stands in, or the token alone. */
static struct tokens run_at(const struct article *a, uint32_t token)
{
	struct tokens run = {token, token + 1};
	enum entity entity = (enum entity)a->tokens.at[token].entity;
	if (entity == ENTITY_NONE)
		return run;
	uint32_t first = token > LONGEST_RUN ? token - LONGEST_RUN : 0;
	while (run.begin > first && !a->tokens.at[run.begin].entity_begins &&
	       a->tokens.at[run.begin - 1].entity == entity)
		run.begin--;
	while (run.end < a->tokens.count && run.end - token < LONGEST_RUN &&
	       a->tokens.at[run.end].entity == entity && !a->tokens.at[run.end].entity_begins)
		run.end++;
	return run;
}

/* The country of a town or region that where has found at the token. Places are in the order of the text. */
static struct view country_of_place(const struct article *a, uint32_t token)
{
	uint32_t low = 0, high = a->places.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (a->places.at[middle].tokens.end <= token)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < a->places.count && a->places.at[low].tokens.begin <= token)
		return a->places.at[low].country;
	return (struct view){0};
}

/* Whether two words have a row as one people; its country may be none: "Latin Americans". */
static bool is_pair(const struct work *w, uint32_t first, struct view *country)
{
	const struct article *a = w->article;
	if (first + 1 >= a->tokens.count || a->tokens.at[first].sentence != a->tokens.at[first + 1].sentence)
		return false;
	struct view text = text_of_tokens(a, (struct tokens){first, first + 2});
	if (!begins_with_capital(text))
		return false;
	struct row row = know_find_text(w->facts.demonyms, a->arena, text);
	*country = know_text(row, w->facts.demonym_country);
	return row.table && written_so(row, w->facts.demonym_exact, text);
}

/* "Bosnian Serbs" are of Bosnia: the country that two words have together. False: they are no people. */
static bool country_of_pair(const struct work *w, uint32_t token, struct view *country)
{
	return (token && is_pair(w, token - 1, country)) || is_pair(w, token, country);
}

struct view known_people(const struct work *w, struct tokens t)
{
	bool demonym;
	struct view country;
	if (t.begin < t.end && country_of_pair(w, t.end - 1, &country))
		return country;
	country = known_country(w, t, &demonym);
	/* "South Australians" */
	return country.length || t.end - t.begin < 2
	               ? country
	               : known_country(w, (struct tokens){t.end - 1, t.end}, &demonym);
}

static struct view country_at(const struct work *w, uint32_t token)
{
	bool demonym;
	struct view country;
	if (country_of_pair(w, token, &country))
		return country;
	country = known_country(w, run_at(w->article, token), &demonym);
	if (!country.length)
		country = known_country(w, (struct tokens){token, token + 1}, &demonym);
	if (!country.length)
		country = country_of_place(w->article, token);
	return country;
}

bool known_is_common(const struct work *w, struct view name)
{
	struct view last = name;
	for (size_t i = 0; i < name.length; i++)
		if (name.at[i] == ' ')
			last = view_slice(name, i + 1, name.length);
	struct row row = know_find_text(w->facts.nouns, w->article->arena, last);
	return row.table &&
	       (know_find_text(w->facts.nouns, w->article->arena, name).table || last.at == name.at);
}

/* So many places of an article tell where it is from. */
enum { PLACES_ASKED = 64 };

/* "the Supreme Court" of an article that names places elsewhere alone is not that of the row's country. */
static bool is_elsewhere(const struct article *a, struct view country)
{
	bool others = false;
	for (uint32_t i = 0; i < a->places.count && i < PLACES_ASKED; i++) {
		if (view_equal(a->places.at[i].country, country))
			return false;
		others |= a->places.at[i].country.length > 0;
	}
	return others;
}

/* A body of state whose name others have as well, in an article about those. */
static bool is_of_others(const struct work *w, struct row body, struct view name)
{
	return posts_of_state((enum sector)know_label(body, w->facts.actor_sector)) &&
	       known_is_common(w, name) && is_elsewhere(w->article, know_text(body, w->facts.actor_country));
}

static bool may_tell_country(enum relation r)
{
	return r == RELATION_AMOD || r == RELATION_COMPOUND || r == RELATION_NMOD_POSS ||
	       r == RELATION_NMOD || r == RELATION_NMOD_DESC;
}

/* "The head of the Russia programme" is not from Russia: a noun that is nobody is named after a topic. */
static bool is_topic(const struct work *w, uint32_t head, uint32_t child)
{
	const struct token *over = &w->article->tokens.at[head];
	uint32_t begin;
	return over->relation == RELATION_NMOD && over->upos == UPOS_NOUN &&
	       w->article->tokens.at[child].relation == RELATION_COMPOUND &&
	       !known_noun(w, head, &begin).table;
}

static struct view country_below(const struct work *w, uint32_t head, int depth)
{
	const struct article *a = w->article;
	struct view found = {0};
	children_of (a, child, head) {
		enum relation r = (enum relation)a->tokens.at[child].relation;
		if (!may_tell_country(r) || a->tokens.at[child].upos == UPOS_PRON || is_topic(w, head, child))
			continue;
		struct view country = country_at(w, child);
		struct row row = {0};
		if (!country.length && a->tokens.at[child].upos == UPOS_PROPN && r != RELATION_NMOD_DESC &&
		    (row = known_actor(w, run_at(a, child))).table &&
		    know_label(row, w->facts.actor_kind) != KIND_PERSON &&
		    !is_of_others(w, row, text_of_tokens(a, run_at(a, child))))
			country = know_text(row, w->facts.actor_country);
		/* "the Carter administration": a body known by its noun too, whoever else has the name */
		if (!country.length && r == RELATION_COMPOUND && child < head &&
		    (row = known_actor(w, (struct tokens){child, head + 1})).table)
			country = know_text(row, w->facts.actor_country);
		/* "Ugandan opposition candidates", "settlers in the city of Hebron" */
		if (!country.length && depth > 0 && a->tokens.at[child].upos == UPOS_NOUN)
			country = country_below(w, child, depth - 1);
		if (country.length && !found.length)
			found = country;
	}
	return found;
}

struct view known_country_of(const struct work *w, uint32_t head)
{
	return country_below(w, head, 1);
}

struct view known_country_beside(const struct work *w, struct tokens name, uint32_t head)
{
	const struct article *a = w->article;
	children_of (a, child, head) {
		const struct token *t = &a->tokens.at[child];
		bool inside = child >= name.begin && child < name.end;
		uint32_t word = t->relation == RELATION_NMOD ? preposition_of(a, child) : NONE;
		bool of = word != NONE && view_equal(a->tokens.at[word].lemma, VIEW("of"));
		bool tells = t->relation == RELATION_NMOD_POSS || of ||
		             (t->relation == RELATION_AMOD && child + 1 == name.begin);
		struct view country = {0};
		if (!inside && tells && t->upos != UPOS_PRON && (country = country_at(w, child)).length)
			return country;
	}
	return (struct view){0};
}

/* A noun of nouns.tsv is three words long at the most, but for a few titles. */
enum { LONGEST_NOUN = 5 };

static struct noun_at find_noun(const struct work *w, uint32_t token)
{
	struct article *a = w->article;
	const struct sentence *s = &a->sentences.at[a->tokens.at[token].sentence];
	uint32_t from =
	        token >= s->tokens.begin + LONGEST_NOUN - 1 ? token - LONGEST_NOUN + 1 : s->tokens.begin;
	/* From the longest down: "deputy prime minister", "prime minister", "minister". */
	for (; from <= token; from++) {
		struct row row = know_find_text(w->facts.nouns, a->arena,
		                                text_of_tokens(a, (struct tokens){from, token + 1}));
		if (row.table)
			return (struct noun_at){row, from, token + 1};
	}
	struct row row = know_find_text(w->facts.nouns, a->arena, a->tokens.at[token].lemma);
	return (struct noun_at){row, token, token + 1};
}

struct row known_noun(const struct work *w, uint32_t token, uint32_t *begin)
{
	struct noun_at *found = &w->noun_at[token % NOUNS_KEPT];
	if (found->behind != token + 1)
		*found = find_noun(w, token);
	*begin = found->begin;
	return found->row;
}

static void set_gender(struct traits *t, struct view gender)
{
	t->female = view_equal(gender, VIEW("female"));
	t->male = view_equal(gender, VIEW("male"));
}

struct traits known_noun_traits(const struct work *w, struct row noun)
{
	const struct facts *f = &w->facts;
	struct traits t = {.kind = (enum actor_kind)know_label(noun, f->noun_kind),
	                   .sector = (enum sector)know_label(noun, f->noun_sector),
	                   .role = know_text(noun, f->noun_role)};
	set_gender(&t, know_text(noun, f->noun_gender));
	t.plural = view_equal(know_text(noun, f->noun_number), VIEW("plural"));
	t.singular = !t.plural;
	return t;
}

struct traits known_actor_traits(const struct work *w, struct row actor)
{
	const struct facts *f = &w->facts;
	struct traits t = {.kind = (enum actor_kind)know_label(actor, f->actor_kind),
	                   .sector = (enum sector)know_label(actor, f->actor_sector),
	                   .country = know_text(actor, f->actor_country)};
	set_gender(&t, know_text(actor, f->actor_gender));
	t.singular = t.kind == KIND_PERSON;
	return t;
}

static bool covers(const struct work *w, struct row office, int32_t day)
{
	int32_t begin = know_day(office, w->facts.role_begin), end = know_day(office, w->facts.role_end);
	return begin <= day && (end == NO_DAY || day < end);
}

struct view known_holder(const struct work *w, struct view role, struct view country)
{
	struct article *a = w->article;
	if (a->published_day == NO_DAY || !role.length || !country.length)
		return (struct view){0};
	struct view office = worded(a, "%.*s %.*s", VIEW_ARGS(role), VIEW_ARGS(country));
	for (struct row row = know_find_text(w->facts.roles, a->arena, office); row.table;
	     row = know_next(row))
		if (covers(w, row, a->published_day))
			return know_text(row, w->facts.role_key);
	return (struct view){0};
}

struct view known_state_of(const struct work *w, struct view role)
{
	return know_text(know_find_text(w->facts.roles, w->article->arena, role), w->facts.role_country);
}

struct view known_predecessor(const struct work *w, struct view key)
{
	struct article *a = w->article;
	struct row held = known_office(w, key), last = {0};
	if (!held.table)
		return (struct view){0};
	int32_t begin = know_day(held, w->facts.role_begin), latest = INT32_MIN;
	struct view office = worded(a, "%.*s %.*s", VIEW_ARGS(know_text(held, w->facts.role_role)),
	                            VIEW_ARGS(know_text(held, w->facts.role_country)));
	for (struct row row = know_find_text(w->facts.roles, a->arena, office); row.table;
	     row = know_next(row)) {
		int32_t end = know_day(row, w->facts.role_end);
		if (end == NO_DAY || end > begin || end <= latest ||
		    view_equal(know_text(row, w->facts.role_key), key))
			continue;
		latest = end;
		last = row;
	}
	return last.table ? know_text(last, w->facts.role_key) : (struct view){0};
}

float known_sureness(const struct work *w, struct view why, uint32_t step)
{
	struct row row = know_find(w->facts.sureness, worded(w->article, "%.*s %u", VIEW_ARGS(why), step));
	return row.table ? (float)know_number(row, w->facts.sureness_share) : -1;
}

bool known_points(const struct work *w, struct view word, struct view how)
{
	struct row row = know_find_text(w->facts.pointers, w->article->arena, word);
	return row.table && view_equal(know_text(row, w->facts.pointer_points), how);
}

/* Whether the article gives somebody an office of the present: "President", not "predecessor". */
static bool in_office(const struct work *w, const struct cluster *c)
{
	struct view role = c->traits.role;
	return role.length && !known_points(w, role, VIEW("former")) &&
	       !known_points(w, role, VIEW("office-before"));
}

struct view known_holder_named(const struct work *w, struct view role, struct view country)
{
	struct article *a = w->article;
	struct view only = {0}, present = {0};
	uint32_t count = 0, present_count = 0;
	if (!role.length || !country.length)
		return only;
	struct view office = worded(a, "%.*s %.*s", VIEW_ARGS(role), VIEW_ARGS(country));
	for (struct row row = know_find_text(w->facts.roles, a->arena, office); row.table;
	     row = know_next(row)) {
		struct view key = know_text(row, w->facts.role_key);
		const uint32_t *at = map_get(&w->by_key, key);
		if (!at || !*at || !w->clusters.at[*at - 1].named_count)
			continue;
		if (in_office(w, &w->clusters.at[*at - 1]) && !view_equal(key, present)) {
			present = key;
			present_count++;
		}
		count += !view_equal(key, only);
		only = key;
	}
	return count == 1 ? only : present_count == 1 ? present : (struct view){0};
}

struct row known_office(const struct work *w, struct view key)
{
	struct article *a = w->article;
	if (a->published_day == NO_DAY)
		return (struct row){0};
	for (struct row row = know_find(w->facts.roles, key); row.table; row = know_next(row))
		if (covers(w, row, a->published_day) && view_equal(know_text(row, w->facts.role_key), key))
			return row;
	return (struct row){0};
}

/* Keys of actors.tsv are made of the usual name, so the key read as words finds it again. */
struct view known_usual_name(const struct work *w, struct view key, struct row *row)
{
	struct article *a = w->article;
	*row = know_find_text(w->facts.actors, a->arena, key);
	for (; row->table; *row = know_next(*row))
		if (view_equal(know_text(*row, w->facts.actor_key), key))
			return know_key(*row);
	return (struct view){0};
}

char known_gender(const struct work *w, uint32_t token)
{
	struct row row = know_find_text(w->facts.given, w->article->arena, text_of_token(w->article, token));
	struct view gender = know_text(row, w->facts.given_gender);
	return gender.length ? gender.at[0] : 0;
}
