/* Actors whom only an adjective, a name before a noun or a place names: "Israeli air raids". */
#include <stdlib.h>

#include "article/clause.h"
#include "base/utf8.h"
#include "did/coder.h"

static uint32_t known_actor_of(const struct coder *c, struct view country)
{
	vector_each (i, &c->a->actors) {
		const struct actor *actor = &c->a->actors.at[i];
		if (actor->kind == KIND_COUNTRY && view_equal(actor->country, country))
			return i;
	}
	return NONE;
}

/* The key that a country named outright would have: its name in lower case, with hyphens. */
static struct view key_for(struct coder *c, struct view name)
{
	struct view folded = utf8_folded(c->m, name);
	char *to = (char *)(uintptr_t)folded.at; /* fresh from the arena, so ours to change */
	for (size_t i = 0; i < folded.length; i++)
		to[i] = to[i] == ' ' ? '-' : to[i];
	return folded;
}

static struct view name_for(struct coder *c, struct view country)
{
	uint32_t code = know_column(c->countries, "country");
	for (uint32_t i = 0; i < know_count(c->countries); i++) {
		struct row row = know_row(c->countries, i);
		if (view_equal(know_text(row, code), country))
			return know_key(row);
	}
	return country;
}

static uint32_t new_actor(struct coder *c, struct view country, struct row why)
{
	struct actor *actor = vector_push(c->m, &c->a->actors);
	actor->name = name_for(c, country);
	actor->key = key_for(c, actor->name);
	actor->country = country;
	actor->kind = KIND_COUNTRY;
	actor->sector = SECTOR_GOV;
	actor->named = true;
	actor->why = know_why(c->m, why);
	return c->a->actors.count - 1;
}

static bool qualifies(const struct coder *c, uint32_t token)
{
	const struct token *t = token_at(c, token);
	unsigned char first = (unsigned char)text_of_token(c->a, token).at[0];
	return (t->upos == UPOS_ADJ || t->upos == UPOS_PROPN) &&
	       (t->relation == RELATION_AMOD || t->relation == RELATION_COMPOUND ||
	        (t->relation == RELATION_CONJ && t->upos == UPOS_ADJ)) &&
	       first >= 'A' && (first <= 'Z' || first >= 0x80);
}

static uint32_t actor_with_key(const struct coder *c, struct view key)
{
	vector_each (i, &c->a->actors)
		if (view_equal(c->a->actors.at[i].key, key))
			return i;
	return NONE;
}

static uint32_t new_known_actor(struct coder *c, struct row row)
{
	struct actor *actor = vector_push(c->m, &c->a->actors);
	actor->name = know_key(row);
	actor->key = know_text(row, know_column(c->actors, "key"));
	actor->country = know_text(row, know_column(c->actors, "country"));
	actor->kind = (enum actor_kind)know_label(row, know_column(c->actors, "kind"));
	actor->sector = (enum sector)know_label(row, know_column(c->actors, "sector"));
	actor->named = true;
	actor->why = know_why(c->m, row);
	return c->a->actors.count - 1;
}

/* The longest run of words that is looked up as a name. */
enum { MOST_NAME_WORDS = 6 };

uint32_t named_at(struct coder *c, uint32_t token, struct bytes *bytes)
{
	const struct token *t = token_at(c, token);
	if (t->upos != UPOS_PROPN || t->relation != RELATION_COMPOUND ||
	    t->subtree.end - t->subtree.begin > MOST_NAME_WORDS)
		return NONE;
	*bytes = bytes_of(c->a, t->subtree);
	struct row row = know_find_text(c->actors, c->m, text_of(c->a, *bytes));
	if (!row.table)
		return NONE;
	uint32_t known = actor_with_key(c, know_text(row, know_column(c->actors, "key")));
	return known != NONE ? known : new_known_actor(c, row);
}

static uint32_t actor_of_country(struct coder *c, struct view country)
{
	uint32_t known = known_actor_of(c, country);
	struct row row = know_find_text(c->countries, c->m, name_for(c, country));
	return known != NONE ? known : row.table ? new_actor(c, country, row) : NONE;
}

uint32_t country_of_place(struct coder *c, uint32_t token)
{
	uint32_t i = c->place[token];
	struct view country = i != NONE ? country_of_the_time(c, i) : (struct view){0};
	return country.length ? actor_of_country(c, country) : NONE;
}

/* How far a word may stand that tells which North is meant. */
enum { BESIDE_REACH = 200 };

static bool stands_beside(const struct coder *c, uint32_t token, struct view words)
{
	uint32_t begin = token > BESIDE_REACH ? token - BESIDE_REACH : 0;
	uint32_t end = token + BESIDE_REACH < c->a->tokens.count ? token + BESIDE_REACH : c->a->tokens.count;
	while (words.length) {
		struct view word = view_cut(&words, '|');
		for (uint32_t i = begin; i < end; i++)
			if (view_equal(c->word[i], word))
				return true;
	}
	return false;
}

/* "the North", not "the North Sea" nor "north". */
static bool has_article(struct coder *c, uint32_t token)
{
	uint32_t next = token + 1;
	bool longer = next < c->a->tokens.count &&
	              (token_at(c, next)->upos == UPOS_PROPN || token_at(c, next)->upos == UPOS_NOUN);
	return token && view_equal(c->word[token - 1], VIEW("the")) && !longer &&
	       !view_equal(text_of_token(c->a, token), c->word[token]);
}

/* "North" of "North and South Korea": with the last word of the name that it is joined to. */
static struct view half_joined(struct coder *c, uint32_t token)
{
	uint32_t mention = c->mention[token];
	if (mention == NONE)
		return (struct view){0};
	struct tokens name = c->a->mentions.at[mention].tokens;
	if (name.end - name.begin != 2 || name.begin < 2 || !view_equal(c->word[name.begin - 1], VIEW("and")))
		return (struct view){0};
	struct row row = know_find(c->countries, worded(c->a, "%.*s %.*s", VIEW_ARGS(c->word[name.begin - 2]),
	                                                VIEW_ARGS(c->word[name.end - 1])));
	return know_text(row, know_column(c->countries, "country"));
}

uint32_t other_half_at(struct coder *c, uint32_t token)
{
	struct view country = half_joined(c, token);
	return country.length ? actor_of_country(c, country) : NONE;
}

uint32_t halves_at(struct coder *c, uint32_t token, uint32_t actors[2])
{
	struct row row = know_find(c->halves, c->word[token]);
	uint32_t count = 0;
	struct view countries = know_text(row, know_column(c->halves, "countries"));
	struct view beside = know_text(row, know_column(c->halves, "beside"));
	bool bare = know_text(row, know_column(c->halves, "article")).length > 0;
	if ((bare && !has_article(c, token)) || (beside.length && !stands_beside(c, token, beside)))
		countries = (struct view){0};
	while (countries.length && count < 2) {
		actors[count] = actor_of_country(c, view_cut(&countries, '|'));
		count += actors[count] != NONE;
	}
	return count;
}

/* "Bosnian Serb forces" are of Bosnia: two words that have a row together say more than each. */
static struct row pair_at(struct coder *c, uint32_t first)
{
	if (first + 1 >= c->a->tokens.count ||
	    token_at(c, first)->sentence != token_at(c, first + 1)->sentence)
		return (struct row){0};
	return know_find(c->demonyms,
	                 worded(c->a, "%.*s %.*s", VIEW_ARGS(c->word[first]), VIEW_ARGS(c->word[first + 1])));
}

static struct row demonym_at(struct coder *c, uint32_t token)
{
	struct row row = qualifies(c, token) ? know_find(c->demonyms, c->word[token]) : (struct row){0};
	if (!row.table)
		return row;
	struct row pair = pair_at(c, token);
	if (!pair.table && token)
		pair = pair_at(c, token - 1);
	return pair.table ? pair : row;
}

struct view country_by_people(struct coder *c, uint32_t token)
{
	return know_text(demonym_at(c, token), c->peoples);
}

uint32_t people_at(struct coder *c, uint32_t token)
{
	struct view country = country_by_people(c, token);
	if (!country.length)
		return NONE;
	uint32_t known = known_actor_of(c, country);
	return known != NONE ? known : new_actor(c, country, demonym_at(c, token));
}

uint32_t opposed_at(struct coder *c, uint32_t token)
{
	static const struct view PREFIX = VIEW_OF("anti-");
	struct view word = c->word[token];
	if (!view_starts(word, PREFIX))
		return NONE;
	struct row row = know_find(c->demonyms, view_slice(word, PREFIX.length, word.length));
	struct view country = know_text(row, c->peoples);
	if (!country.length)
		return NONE;
	uint32_t known = known_actor_of(c, country);
	return known != NONE ? known : new_actor(c, country, row);
}

/* The country that a word of a sentence names or belongs to, as an actor; NONE. */
uint32_t country_actor_at(struct coder *c, uint32_t token)
{
	uint32_t mention = c->mention[token];
	if (mention != NONE && c->a->actors.at[c->a->mentions.at[mention].actor].kind == KIND_COUNTRY)
		return c->a->mentions.at[mention].actor;
	uint32_t people = people_at(c, token);
	return people != NONE ? people : country_of_place(c, token);
}

uint32_t attackers_at(struct coder *c, uint32_t token, struct view country, struct bytes *bytes)
{
	struct tokens phrase = phrase_of(c->a, token, PHRASE_CORE);
	*bytes = bytes_of(c->a, (struct tokens){phrase.begin, token + 1});
	struct view name = text_of(c->a, *bytes);
	vector_each (i, &c->a->actors)
		if (c->a->actors.at[i].sector == SECTOR_UAF && c->a->actors.at[i].name.at == name.at)
			return i;
	struct actor *actor = vector_push(c->m, &c->a->actors);
	*actor = (struct actor){
	        .name = name, .country = country, .kind = KIND_GROUP, .sector = SECTOR_UAF, .plural = true};
	return c->a->actors.count - 1;
}

/* ---- Only those that an event needs stay ---- */

static void add_mention_of(struct coder *c, const struct party *p)
{
	struct mention *m = vector_push(c->m, &c->a->mentions);
	m->bytes = p->bytes;
	m->tokens = tokens_of(c->a, p->bytes);
	m->head = head_of(c->a, m->tokens);
	m->title = NONE;
	m->actor = p->actor;
	m->form = c->a->actors.at[p->actor].key.length ? MENTION_NAME : MENTION_NOUN;
	m->why = c->a->actors.at[p->actor].why;
	m->confidence = -1;
	c->a->actors.at[p->actor].leader++;
}

static bool is_mentioned(const struct coder *c, const struct party *p, uint32_t from)
{
	for (uint32_t i = from; i < c->a->mentions.count; i++)
		if (c->a->mentions.at[i].actor == p->actor &&
		    c->a->mentions.at[i].bytes.begin == p->bytes.begin)
			return true;
	return false;
}

static int by_place(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	return x->bytes.begin != y->bytes.begin
	               ? (x->bytes.begin > y->bytes.begin) - (x->bytes.begin < y->bytes.begin)
	               : (x->bytes.end < y->bytes.end) - (x->bytes.end > y->bytes.end);
}

void people_keep(struct coder *c, uint32_t first_new)
{
	struct article *a = c->a;
	uint32_t count = a->actors.count - first_new, mentions = a->mentions.count, kept = first_new;
	if (!count)
		return;
	uint32_t *now = arena_zeroed(c->m, count, sizeof *now);
	vector_each (i, &a->parties)
		if (a->parties.at[i].actor >= first_new)
			now[a->parties.at[i].actor - first_new] = 1;
	for (uint32_t i = 0; i < count; i++)
		if (now[i]) {
			a->actors.at[kept] = a->actors.at[first_new + i];
			now[i] = kept++;
		}
	a->actors.count = kept;
	vector_each (i, &a->parties) {
		struct party *p = &a->parties.at[i];
		if (p->actor < first_new)
			continue;
		p->actor = now[p->actor - first_new];
		if (!is_mentioned(c, p, mentions))
			add_mention_of(c, p);
	}
	if (a->mentions.count > mentions)
		qsort(a->mentions.at, a->mentions.count, sizeof *a->mentions.at, by_place);
}
