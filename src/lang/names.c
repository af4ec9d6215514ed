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
enum { COUNTRY = 4, KNOWN = 3, TITLE = 2, PART = 2, TOWN = 1 };

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

static void decide(struct settling *s)
{
	vector_each (i, &s->groups) {
		struct group *g = &s->groups.at[i];
		struct tokens t = s->a->names.at[g->name].tokens;
		weigh_facts(s, g);
		g->type = best_type(g);
		if (g->type == ENTITY_PERSON && t.end - t.begin > 1)
			*map_put(&s->ends_person, words_of(s, (struct tokens){t.end - 1, t.end})) = 1;
	}
	vector_each (i, &s->groups) {
		struct group *g = &s->groups.at[i];
		struct tokens t = s->a->names.at[g->name].tokens;
		if (t.end - t.begin > 1 || !map_get(&s->ends_person, words_of(s, t)))
			continue;
		add(s, g, ENTITY_PERSON, PART);
		g->type = best_type(g);
	}
}

static void give(struct article *a, struct name *n, enum entity type)
{
	n->type = type;
	for (uint32_t i = n->tokens.begin; i < n->tokens.end; i++)
		a->tokens.at[i].entity = (uint8_t)type;
}

void names_settle(struct article *a, const struct reader *r, const struct name_scores *scores, int32_t unit)
{
	struct settling s = {a, r, unit, map_in(a->arena), map_in(a->arena), {0}};
	gather(&s, scores);
	decide(&s);
	vector_each (i, &a->names) {
		struct name *n = &a->names.at[i];
		if (proper(n->type))
			give(a, n, s.groups.at[*map_get(&s.by_text, words_of(&s, n->tokens)) - 1].type);
	}
}
