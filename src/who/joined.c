/* Joined: which names name one and the same. */
#include "article/clause.h"
#include "base/utf8.h"
#include "who/naming.h"

/* Clusters with one surname that are looked at; families in the news are smaller. */
enum { MOST_ALIKE = 8 };

/* Words of a name, from which on one is as long as any other. */
enum { LONGEST_NAME = 6 };

static struct view folded_name(const struct work *w, struct tokens t)
{
	return utf8_folded(w->article->arena, text_of_tokens(w->article, t));
}

static struct view folded_word(const struct work *w, uint32_t token)
{
	return utf8_folded(w->article->arena, text_of_token(w->article, token));
}

static uint32_t in_map(const struct map *map, struct view key)
{
	const uint32_t *found = map_get(map, key);
	return found && *found ? *found - 1 : NONE;
}

/* Whether short is long's beginning or end, cut at a space. */
static bool is_end_of(struct view s, struct view whole)
{
	return view_ends(whole, s) &&
	       (whole.length == s.length || whole.at[whole.length - s.length - 1] == ' ');
}

static bool is_begin_of(struct view s, struct view whole)
{
	return view_starts(whole, s) && (whole.length == s.length || whole.at[s.length] == ' ');
}

/* "donald trump" and "donald j. trump": the same first and last words. */
static bool same_ends(struct view a, struct view b)
{
	struct view first_a = a, first_b = b, word_a = view_cut(&first_a, ' '),
	            word_b = view_cut(&first_b, ' ');
	size_t i = a.length, j = b.length;
	while (i && a.at[i - 1] != ' ')
		i--;
	while (j && b.at[j - 1] != ' ')
		j--;
	return view_equal(word_a, word_b) && i && j &&
	       view_equal(view_slice(a, i, a.length), view_slice(b, j, b.length));
}

static bool agree(const struct traits *a, const struct traits *b)
{
	return !(a->female && b->male) && !(a->male && b->female);
}

/* Whether a surname alone means one sooner than another of that name: whoever has been called so before, then
 * the one mentioned last, then the one named most. */
static bool is_sooner(const struct cluster *c, const struct cluster *b)
{
	if (!c->surname_count != !b->surname_count)
		return c->surname_count > 0;
	if (c->last != b->last)
		return c->last != NONE && (b->last == NONE || c->last > b->last);
	/* A headline's surname is of whoever the text names first. */
	if (c->last == NONE && c->first != b->first)
		return c->first < b->first;
	return c->named_count > b->named_count;
}

/* Whose surname this is, of those in the article. */
static uint32_t by_surname(struct work *w, const struct find *f, struct view text)
{
	uint32_t best = NONE, i = in_map(&w->by_word, folded_word(w, f->tokens.end - 1));
	for (int n = 0; i != NONE && n < MOST_ALIKE; n++, i = w->clusters.at[i].next_alike) {
		const struct cluster *c = &w->clusters.at[i];
		struct view name = utf8_folded(w->article->arena, c->name);
		if (!agree(&f->traits, &c->traits) || !(is_end_of(text, name) || same_ends(text, name)))
			continue;
		if (best == NONE || is_sooner(c, &w->clusters.at[best]))
			best = i;
	}
	return best;
}

/* "Hillary", "Amnesty", "Xi": the beginning of one longer name. */
static uint32_t by_beginning(struct work *w, const struct find *f, struct view text)
{
	uint32_t i =
	        in_map(&w->by_word, worded(w->article, "%.*s ", VIEW_ARGS(folded_word(w, f->tokens.begin))));
	if (i == NONE || !is_begin_of(text, utf8_folded(w->article->arena, w->clusters.at[i].name)) ||
	    !agree(&f->traits, &w->clusters.at[i].traits))
		return NONE;
	bool person = w->clusters.at[i].traits.kind == KIND_PERSON;
	return person == (f->traits.kind == KIND_PERSON) ? i : NONE;
}

/* "the Islamic State (IS)": the letters of the words before, or whatever stands in brackets behind them. */
static uint32_t by_bracket(const struct work *w, const struct find *f)
{
	const struct article *a = w->article;
	uint32_t begin = f->tokens.begin;
	if (begin < 2 || !view_equal(text_of_token(a, begin - 1), VIEW("(")) || f->tokens.end - begin > 1)
		return NONE;
	uint32_t before = w->covered[begin - 2];
	if (before == NONE || w->finds.at[before].traits.kind != f->traits.kind)
		return NONE;
	return w->finds.at[before].cluster;
}

static struct view without_dots(struct arena *m, struct view v)
{
	char *to = arena_alloc(m, v.length);
	size_t length = 0;
	for (size_t i = 0; i < v.length; i++)
		if (v.at[i] != '.')
			to[length++] = v.at[i];
	return view_of(to, length);
}

static uint32_t by_letters(struct work *w, const struct find *f)
{
	struct view text = text_of_tokens(w->article, f->tokens);
	if (f->traits.kind == KIND_PERSON || !all_capitals(text))
		return NONE;
	struct arena *m = w->article->arena;
	return in_map(&w->by_initials, utf8_folded(m, without_dots(m, text)));
}

static struct view initials_of(struct work *w, struct tokens t)
{
	struct article *a = w->article;
	char *to = arena_alloc(a->arena, (t.end - t.begin) * 4);
	size_t length = 0;
	for (uint32_t i = t.begin; i < t.end; i++) {
		size_t at = 0;
		struct view word = text_of_token(a, i);
		uint32_t c = word.length ? utf8_next(word, &at) : 0;
		if (c && utf8_is_upper(c))
			length += utf8_write(to + length, c);
	}
	return utf8_folded(a->arena, view_of(to, length));
}

static void put(struct map *map, struct view key, uint32_t cluster)
{
	uint32_t *at = map_put(map, key);
	if (!*at)
		*at = cluster + 1;
}

/* The ways in which the article may come back to this name. */
static void register_name(struct work *w, uint32_t cluster, const struct find *f)
{
	struct cluster *c = &w->clusters.at[cluster];
	put(&w->by_text, folded_name(w, f->tokens), cluster);
	if (f->tokens.end - f->tokens.begin < 2 || f->traits.kind == KIND_COUNTRY)
		return;
	if (f->traits.kind == KIND_PERSON) {
		uint32_t *at = map_put(&w->by_word, folded_word(w, f->tokens.end - 1));
		if (*at != cluster + 1 && c->next_alike == NONE) {
			c->next_alike = *at ? *at - 1 : NONE;
			*at = cluster + 1;
		}
	} else {
		put(&w->by_initials, initials_of(w, f->tokens), cluster);
	}
	put(&w->by_word, worded(w->article, "%.*s ", VIEW_ARGS(folded_word(w, f->tokens.begin))), cluster);
}

uint32_t names_country(struct work *w, struct view country)
{
	uint32_t *at = map_put(&w->by_country, country);
	if (*at)
		return *at - 1;
	uint32_t made = cluster_new(w);
	*at = made + 1;
	struct cluster *c = &w->clusters.at[made];
	c->traits = (struct traits){.kind = KIND_COUNTRY, .sector = SECTOR_GOV, .country = country};
	struct row row = {0};
	for (uint32_t i = 0; !row.table && i < know_count(w->facts.countries); i++)
		if (view_equal(know_text(know_row(w->facts.countries, i), w->facts.country_code), country))
			row = know_row(w->facts.countries, i);
	c->name = row.table ? know_key(row) : country;
	c->why = know_why(w->article->arena, row);
	return made;
}

/* What a row of actors.tsv says of a cluster. */
static void make_known(struct work *w, struct cluster *c, struct row known)
{
	struct traits traits = known_actor_traits(w, known);
	c->known = known;
	c->name = know_key(known);
	c->key = know_text(known, w->facts.actor_key);
	c->why = know_why(w->article->arena, known);
	traits_add(&traits, &c->traits);
	c->traits = traits;
}

uint32_t names_known(struct work *w, struct view key)
{
	uint32_t *at = map_put(&w->by_key, key);
	if (*at)
		return *at - 1;
	struct row row;
	known_usual_name(w, key, &row);
	if (!row.table)
		return NONE;
	uint32_t made = cluster_new(w);
	*at = made + 1;
	make_known(w, &w->clusters.at[made], row);
	return made;
}

/* Rows under one name ("Bush", "Clinton"): the one in office on the day, else the first. */
static struct row right_row(struct work *w, const struct find *f)
{
	struct row first = f->known;
	struct traits known = known_actor_traits(w, first);
	traits_add(&known, &f->traits);
	const struct traits *mine = f->traits.female || f->traits.male ? &f->traits : &known;
	for (struct row row = first; row.table; row = know_next(row)) {
		struct traits traits = known_actor_traits(w, row);
		if (!agree(mine, &traits))
			continue;
		if (in_map(&w->by_key, know_text(row, w->facts.actor_key)) != NONE ||
		    known_office(w, know_text(row, w->facts.actor_key)).table)
			return row;
	}
	return first;
}

/* "Clinton" where the article names Bill Clinton once: she whom the tables call so before all is meant,
 * unless the article has more of him. A stranger of that name goes before both. */
static bool is_rather_known(struct work *w, const struct find *f, uint32_t found)
{
	const struct cluster *c = &w->clusters.at[found];
	if (!f->known.table || !c->known.table || c->surname_count || f->tokens.end - f->tokens.begin > 1)
		return false;
	struct traits traits = known_actor_traits(w, f->known);
	bool here = in_map(&w->by_key, know_text(f->known, w->facts.actor_key)) != NONE;
	return !agree(&traits, &c->traits) && agree(&traits, &f->traits) && (here || c->named_count < 2);
}

/* "President Chirac", "Prime Minister Olmert": the office and the surname tell who it is. */
static struct view by_office(struct work *w, const struct find *f)
{
	struct article *a = w->article;
	if (!f->traits.role.length)
		return (struct view){0};
	struct view office =
	        worded(a, "%.*s %.*s", VIEW_ARGS(f->traits.role), VIEW_ARGS(text_of_tokens(a, f->tokens)));
	struct row row = know_find_text(w->facts.roles, a->arena, office);
	struct view country = f->traits.country;
	if (country.length && !view_equal(country, know_text(row, w->facts.role_country)))
		return (struct view){0};
	return know_text(row, w->facts.role_key);
}

static uint32_t join_new(struct work *w, struct find *f)
{
	uint32_t made = cluster_new(w);
	struct cluster *c = &w->clusters.at[made];
	c->name = text_of_tokens(w->article, f->tokens);
	c->traits = f->traits;
	if (f->known.table) {
		f->known = right_row(w, f);
		make_known(w, c, f->known);
		*map_put(&w->by_key, c->key) = made + 1;
	}
	return made;
}

/* "Holland said" after "Gwyneth Holland, an analyst": the person, not the country. */
static uint32_t speaker_not_country(struct work *w, struct find *f)
{
	bool speaks = w->source_of[f->head] != NONE && f->tokens.end - f->tokens.begin == 1;
	uint32_t found = speaks ? by_surname(w, f, folded_name(w, f->tokens)) : NONE;
	if (found == NONE || w->clusters.at[found].traits.kind != KIND_PERSON)
		return NONE;
	f->traits = (struct traits){.kind = KIND_PERSON, .singular = true};
	f->known = (struct row){0};
	return found;
}

static uint32_t cluster_of_name(struct work *w, struct find *f)
{
	uint32_t speaker = f->traits.kind == KIND_COUNTRY ? speaker_not_country(w, f) : NONE;
	if (speaker != NONE)
		return speaker;
	if (f->traits.kind == KIND_COUNTRY && f->traits.country.length)
		return names_country(w, f->traits.country);
	struct view text = folded_name(w, f->tokens);
	uint32_t found = NONE;
	/* "Wagner" is he who is named in full before it is anybody of a table, unless lang sees a body. */
	bool surname =
	        w->article->tokens.at[f->head].entity != ENTITY_ORG && f->tokens.end - f->tokens.begin == 1;
	if (f->traits.kind == KIND_PERSON || (surname && f->traits.kind == KIND_ORGANISATION))
		found = by_surname(w, f, text);
	if (found != NONE && is_rather_known(w, f, found))
		found = NONE;
	if (found == NONE && f->known.table)
		found = in_map(&w->by_key, know_text(right_row(w, f), w->facts.actor_key));
	if (found == NONE)
		found = in_map(&w->by_text, text);
	if (found != NONE && !agree(&f->traits, &w->clusters.at[found].traits))
		found = NONE;
	if (found == NONE)
		found = by_bracket(w, f);
	if (found == NONE)
		found = by_letters(w, f);
	if (found == NONE && !f->known.table)
		found = by_beginning(w, f, text);
	/* "Macron" that lang took for a company is still Macron. */
	if (found == NONE && !f->known.table && f->tokens.end - f->tokens.begin == 1)
		found = by_surname(w, f, text);
	if (found == NONE) {
		struct view key = by_office(w, f);
		found = key.length ? names_known(w, key) : NONE;
	}
	return found;
}

static void note_gender(struct work *w, struct find *f)
{
	if (f->traits.kind != KIND_PERSON || f->traits.female || f->traits.male)
		return;
	if (f->tokens.end - f->tokens.begin < 2 && f->form == MENTION_NAME && f->known.table)
		return;
	char gender = f->tokens.end - f->tokens.begin > 1 ? known_gender(w, f->tokens.begin) : 0;
	f->traits.female = gender == 'f';
	f->traits.male = gender == 'm';
}

static void join(struct work *w, uint32_t i)
{
	struct find *f = &w->finds.at[i];
	uint32_t cluster = cluster_of_name(w, f);
	if (cluster == NONE)
		cluster = join_new(w, f);
	f = &w->finds.at[i];
	cluster_join(w, i, cluster);
	struct cluster *c = &w->clusters.at[cluster];
	/* "Senator Obama" sits in the Senate, whatever he became later. */
	if (c->known.table && f->post != SECTOR_NONE)
		c->traits.sector = f->post;
	/* "Soviet Foreign Minister Shevardnadze", whichever state he led later */
	if (c->known.table && f->state.length)
		c->traits.country = f->state;
	struct view text = text_of_tokens(w->article, f->tokens);
	c->first = c->first == NONE || i < c->first ? i : c->first;
	c->named_count++;
	c->surname_count += f->tokens.end - f->tokens.begin == 1;
	if (!c->known.table && c->traits.kind != KIND_COUNTRY && text.length > c->name.length)
		c->name = text;
	/* A known surname does not make a stranger known: "Vance" of "Richard Vance". */
	if (!c->known.table && f->known.table && c->traits.kind != KIND_COUNTRY &&
	    c->name.length <= text.length)
		make_known(w, c, f->known);
	register_name(w, cluster, f);
}

/* From the longest names to the shortest, so that a short one finds the long one it comes from, wherever it
 * stands; those of one word in the order of the text, so that of two with one surname the last one counts. */
void names_join(struct work *w)
{
	uint32_t count = w->finds.count;
	for (uint32_t i = 0; i < count; i++)
		note_gender(w, &w->finds.at[i]);
	for (uint32_t length = LONGEST_NAME; length > 1; length--)
		for (uint32_t i = 0; i < count; i++) {
			const struct find *f = &w->finds.at[i];
			uint32_t words = f->tokens.end - f->tokens.begin;
			if (f->form == MENTION_NAME &&
			    (words == length || (length == LONGEST_NAME && words > length)))
				join(w, i);
		}
	vector_each (i, &w->clusters)
		w->clusters.at[i].last = NONE;
	w->asked = label_asked(w);
	for (uint32_t i = 0; i < count; i++) {
		if (w->finds.at[i].cluster != NONE)
			w->clusters.at[w->finds.at[i].cluster].last = i;
		else if (w->finds.at[i].form == MENTION_NAME && !label_of_answer(w, &w->finds.at[i]))
			join(w, i);
	}
	vector_each (i, &w->clusters)
		w->clusters.at[i].last = NONE;
}
