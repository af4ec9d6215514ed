#include "lang/names.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "know/know.h"

/* All mentions of one name. */
struct group {
	int64_t sums[ENTITY_COUNT];
	uint32_t count, name; /* one of its mentions */
	enum entity type;
};

struct settling {
	struct article *a;
	const struct reader *r;
	int32_t unit;
	struct map by_text;     /* folded text of a name to its group + 1 */
	struct map ends_person; /* folded last word of a person's longer name */
	VECTOR(struct group) groups;
};

/* How much a fact weighs, in the logarithm of the odds. Others near these do as well. */
enum { COUNTRY = 4, HEAD = 4, KNOWN = 3, TITLE = 2, PART = 5, TOWN = 1 };

/* Names of these kinds are settled; dates and amounts are what they look like. */
static bool proper(enum entity type)
{
	switch (type) {
	case ENTITY_PERSON:
	case ENTITY_ORG:
	case ENTITY_GPE:
	case ENTITY_LOC:
	case ENTITY_FAC:
	case ENTITY_NORP:
	case ENTITY_EVENT:
	case ENTITY_PRODUCT:
	case ENTITY_WORK:
	case ENTITY_LAW:
		return true;
	default:
		return false;
	}
}

static struct view words_of(const struct settling *s, struct tokens t)
{
	return utf8_folded(s->a->arena, text_of(s->a, bytes_of(s->a, t)));
}

static bool knows(const struct settling *s, const char *table, struct view folded)
{
	const struct table *t = s->r->know ? know_table(s->r->know, table) : NULL;
	return know_find(t, folded).table != NULL;
}

/* The label that a table's column gives the words, 0 if there is none. */
static uint32_t known_label(const struct settling *s, const char *table, const char *column,
                            struct view folded)
{
	const struct table *t = s->r->know ? know_table(s->r->know, table) : NULL;
	struct row row = know_find(t, folded);
	return row.table ? know_label(row, know_column(t, column)) : 0;
}

static void add(const struct settling *s, struct group *g, enum entity type, int weight)
{
	g->sums[type] += (int64_t)weight * s->unit * g->count;
}

/* The kinds that count as one here: any place, and whatever is neither person nor organisation nor place. */
static bool alike(enum entity a, enum entity b)
{
	static const uint8_t family[ENTITY_COUNT] = {
	        [ENTITY_GPE] = 1,     [ENTITY_LOC] = 1,   [ENTITY_FAC] = 1, [ENTITY_WORK] = 2,
	        [ENTITY_PRODUCT] = 2, [ENTITY_EVENT] = 2, [ENTITY_LAW] = 2,
	};
	return a == b || (family[a] && family[a] == family[b]);
}

/* What the network thinks likeliest of the kinds that are like this one. */
static enum entity likeliest_of(const struct group *g, enum entity type)
{
	enum entity best = type;
	for (enum entity e = ENTITY_PERSON; e < ENTITY_COUNT; e++)
		if (alike(e, type) && g->sums[e] > g->sums[best])
			best = e;
	return best;
}

/* The word by which a name tells its kind: its last, or else its first ("the Lund River", "Hurricane Lund").
 */
static void weigh_heads(const struct settling *s, struct group *g, struct view first, struct view last)
{
	uint32_t type = known_label(s, "name_words", "last", last);
	if (!type)
		type = known_label(s, "name_words", "first", first);
	if (type)
		add(s, g, likeliest_of(g, (enum entity)type), HEAD);
}

static void weigh_actor(const struct settling *s, struct group *g, struct view words)
{
	switch (known_label(s, "actors", "kind", words)) {
	case KIND_PERSON:
		add(s, g, ENTITY_PERSON, KNOWN);
		break;
	case KIND_ORGANISATION:
	case KIND_OUTLET:
		add(s, g, ENTITY_ORG, KNOWN);
		break;
	default:
		break;
	}
}

/* What the tables know of the whole name, of its first word and of its last. */
static void weigh_facts(const struct settling *s, struct group *g)
{
	struct tokens t = s->a->names.at[g->name].tokens;
	struct view whole = words_of(s, t);
	bool single = t.end - t.begin == 1;
	struct view first = words_of(s, (struct tokens){t.begin, t.begin + 1});
	struct view last = words_of(s, (struct tokens){t.end - 1, t.end});
	weigh_actor(s, g, whole);
	if (knows(s, "countries", whole))
		add(s, g, ENTITY_GPE, COUNTRY);
	else if (knows(s, "towns", whole) || knows(s, "regions", whole))
		add(s, g, ENTITY_GPE, TOWN);
	if (knows(s, "demonyms", whole))
		add(s, g, ENTITY_NORP, KNOWN);
	if (knows(s, "given", first))
		add(s, g, ENTITY_PERSON, single ? 1 : TITLE);
	if (!single && known_label(s, "nouns", "kind", last) == KIND_ORGANISATION)
		add(s, g, ENTITY_ORG, TITLE);
	if (!single)
		weigh_heads(s, g, first, last);
}

static enum entity best_type(const struct group *g)
{
	enum entity best = ENTITY_PERSON;
	for (enum entity e = ENTITY_PERSON; e < ENTITY_COUNT; e++)
		if (proper(e) && g->sums[e] > g->sums[best])
			best = e;
	return best;
}

static void gather(struct settling *s, const struct name_scores *scores)
{
	vector_each (i, &s->a->names) {
		const struct name *n = &s->a->names.at[i];
		if (!proper(n->type))
			continue;
		uint32_t *number = map_put(&s->by_text, words_of(s, n->tokens));
		if (!*number) {
			vector_push(s->a->arena, &s->groups)->name = i;
			*number = s->groups.count;
		}
		struct group *g = &s->groups.at[*number - 1];
		g->count++;
		for (uint32_t e = 0; e < ENTITY_COUNT; e++)
			g->sums[e] += scores[i].of[e];
	}
}

static bool is_surname(struct view word)
{
	bool stop = word.length && word.at[word.length - 1] == '.';
	return !stop && utf8_capitals(word) == 0 && utf8_count(word) > 2;
}

/* The last word of a person's name that is no "Jr." and no degree; the first one if there is none. */
static uint32_t surname_of(const struct article *a, struct tokens name)
{
	uint32_t i = name.end - 1;
	while (i > name.begin && !is_surname(text_of_token(a, i)))
		i--;
	return i;
}

/* Full names first: what single words lean towards. */
static void decide(struct settling *s)
{
	vector_each (i, &s->groups) {
		struct group *g = &s->groups.at[i];
		struct tokens t = s->a->names.at[g->name].tokens;
		if (t.end - t.begin == 1)
			continue;
		weigh_facts(s, g);
		g->type = best_type(g);
		uint32_t surname = surname_of(s->a, t);
		if (g->type == ENTITY_PERSON && surname != t.begin)
			*map_put(&s->ends_person, words_of(s, (struct tokens){surname, surname + 1})) = 1;
	}
	vector_each (i, &s->groups) {
		struct group *g = &s->groups.at[i];
		struct tokens t = s->a->names.at[g->name].tokens;
		if (t.end - t.begin > 1)
			continue;
		if (map_get(&s->ends_person, words_of(s, t)))
			add(s, g, ENTITY_PERSON, PART);
		else
			weigh_facts(s, g);
		g->type = best_type(g);
	}
}

/* ---- Letters that stand for a name ---- */

static struct group *group_of(const struct settling *s, const struct name *n)
{
	const uint32_t *number = map_get(&s->by_text, words_of(s, n->tokens));
	return number ? &s->groups.at[*number - 1] : NULL;
}

/* "the Harbour Works Board (HWB)": one capital in brackets for each word that has one. */
static bool stands_for(const struct article *a, const struct name *letters, const struct name *words)
{
	if (letters->tokens.end - letters->tokens.begin != 1 ||
	    letters->tokens.begin != words->tokens.end + 1 ||
	    !view_equal(text_of_token(a, words->tokens.end), VIEW("(")))
		return false;
	struct view short_form = text_of_token(a, letters->tokens.begin);
	size_t at = 0;
	for (uint32_t i = words->tokens.begin; i < words->tokens.end; i++) {
		uint32_t first = utf8_first(text_of_token(a, i));
		if (utf8_is_upper(first) && (at == short_form.length || utf8_next(short_form, &at) != first))
			return false;
	}
	return at > 1 && at == short_form.length;
}

/* Letters are of the kind of the name that they stand for; it is a body's if either looks like one. */
static void settle_letters(struct settling *s)
{
	for (uint32_t i = 1; i < s->a->names.count; i++) {
		const struct name *words = &s->a->names.at[i - 1], *letters = &s->a->names.at[i];
		if (!stands_for(s->a, letters, words))
			continue;
		struct group *g = group_of(s, letters), *full = group_of(s, words);
		if (!g || !full)
			continue;
		if (g->type == ENTITY_ORG)
			full->type = ENTITY_ORG;
		g->type = full->type;
	}
}

static void give(struct article *a, struct name *n, enum entity type)
{
	n->type = type;
	for (uint32_t i = n->tokens.begin; i < n->tokens.end; i++)
		a->tokens.at[i].entity = (uint8_t)type;
}

/* ---- Names that the network saw in one place and not in another ---- */

/* The kind of a word that elsewhere in the article is a whole name, or the last word of a person's. */
static enum entity kind_elsewhere(const struct settling *s, struct view word)
{
	const uint32_t *number = map_get(&s->by_text, word);
	if (map_get(&s->ends_person, word))
		return ENTITY_PERSON;
	return number ? s->groups.at[*number - 1].type : ENTITY_NONE;
}

static bool is_proper_noun(const struct article *a, uint32_t token)
{
	return token < a->tokens.count && a->tokens.at[token].upos == UPOS_PROPN;
}

/* "the President", "my Lord": who has an article is told by his office. */
static bool has_article(const struct article *a, uint32_t token)
{
	return child_with(a, token, RELATION_DET) != NONE || child_with(a, token, RELATION_NMOD_POSS) != NONE;
}

/* "Murphy called it a start", where "Phil Murphy" is known to be a man; "the Senate": a proper noun by itself
 * that is no name yet. */
static enum entity missed_name(const struct settling *s, uint32_t token)
{
	const struct token *t = &s->a->tokens.at[token];
	struct view word = text_of_token(s->a, token);
	if (t->entity != ENTITY_NONE || t->upos != UPOS_PROPN || !utf8_is_upper(utf8_first(word)))
		return ENTITY_NONE;
	if ((token && is_proper_noun(s->a, token - 1)) || is_proper_noun(s->a, token + 1))
		return ENTITY_NONE;
	struct view folded = utf8_folded(s->a->arena, word);
	enum entity kind = kind_elsewhere(s, folded);
	bool article = has_article(s->a, token);
	if (kind == ENTITY_NONE && article && known_label(s, "nouns", "kind", folded) == KIND_ORGANISATION)
		return ENTITY_ORG;
	return (kind == ENTITY_PERSON && !article) || kind == ENTITY_ORG ? kind : ENTITY_NONE;
}

static void mark_again(const struct settling *s)
{
	struct article *a = s->a;
	VECTOR(struct name) all = {0};
	uint32_t next = 0;
	for (uint32_t i = 0; i < a->tokens.count; i++) {
		if (next < a->names.count && a->names.at[next].tokens.begin == i)
			*(struct name *)vector_push(a->arena, &all) = a->names.at[next++];
		enum entity kind = missed_name(s, i);
		if (kind == ENTITY_NONE)
			continue;
		*(struct name *)vector_push(a->arena, &all) = (struct name){{i, i + 1}, kind, 0.5f};
		a->tokens.at[i].entity = (uint8_t)kind;
		a->tokens.at[i].entity_begins = true;
	}
	a->names.at = all.at;
	a->names.count = all.count;
}

void names_settle(struct article *a, const struct reader *r, const struct name_scores *scores, int32_t unit)
{
	struct settling s = {a, r, unit, map_in(a->arena), map_in(a->arena), {0}};
	gather(&s, scores);
	decide(&s);
	settle_letters(&s);
	vector_each (i, &a->names) {
		struct name *n = &a->names.at[i];
		if (proper(n->type))
			give(a, n, s.groups.at[*map_get(&s.by_text, words_of(&s, n->tokens)) - 1].type);
	}
	mark_again(&s);
}
