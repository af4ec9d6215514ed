/* jsonld: the article among the objects of a page's JSON-LD. */
#include "know/know.h"
#include "page/facts.h"
#include "page/json.h"
#include "page/references.h"

enum {
	LARGEST_SCRIPT = 2 << 20, /* bytes */
	MOST_AUTHORS = 24,
	DEEPEST_REFERENCE = 3,
	MOST_LOOKUPS = 64 /* each goes through all values */
};

/* The first of the types of an object that a row of know/page-facts.tsv knows as an article's. */
static uint32_t article_rank(const struct facts *f, const struct json *j, uint32_t object)
{
	uint32_t type = json_member(j, object, VIEW("@type")), best = UINT32_MAX;
	if (type >= j->values.count)
		return best;
	for (uint32_t i = type; i < j->values.at[type].end; i++) {
		struct row row = know_find_text(f->table, f->arena, j->values.at[i].text);
		for (; row.table; row = know_next(row))
			if (view_equal(know_text(row, f->place), VIEW("json-ld type"))) {
				uint32_t rank = (uint32_t)know_number(row, f->rank);
				best = rank < best ? rank : best;
			}
	}
	return best;
}

/* The object of the best type; of equals the first, which stands outermost. */
static uint32_t find_article(const struct facts *f, const struct json *j)
{
	uint32_t best = j->values.count, best_rank = UINT32_MAX;
	vector_each (i, &j->values) {
		if (j->values.at[i].kind != JSON_OBJECT)
			continue;
		uint32_t rank = article_rank(f, j, i);
		if (rank < best_rank) {
			best = i;
			best_rank = rank;
		}
	}
	return best;
}

/* {"@id": x} stands for the object elsewhere that has this @id and more. */
static uint32_t resolved(struct facts *f, const struct json *j, uint32_t value)
{
	struct view id = json_member_text(j, value, VIEW("@id"));
	if (!id.length || json_member_text(j, value, VIEW("name")).length || f->lookups++ >= MOST_LOOKUPS)
		return value;
	vector_each (i, &j->values)
		if (i != value && j->values.at[i].kind == JSON_OBJECT &&
		    view_equal(json_member_text(j, i, VIEW("@id")), id) &&
		    json_member_text(j, i, VIEW("name")).length)
			return i;
	return value;
}

/* A string, the name of an object, or each of an array. */
static void add_names(struct facts *f, const struct json *j, uint32_t value, struct view key, uint32_t depth)
{
	const struct json_value *v = &j->values.at[value];
	if (v->kind == JSON_STRING)
		facts_add(f, "json-ld", key, references_resolved(f->arena, v->text, false));
	if (v->kind == JSON_OBJECT) {
		uint32_t name = json_member(j, resolved(f, j, value), VIEW("name"));
		if (name < j->values.count && depth < DEEPEST_REFERENCE)
			add_names(f, j, name, key, depth + 1);
	}
	uint32_t count = 0;
	if (v->kind == JSON_ARRAY && depth < DEEPEST_REFERENCE)
		json_each(j, i, value) if (count++ < MOST_AUTHORS) add_names(f, j, i, key, depth + 1);
}

static void add_article(struct facts *f, const struct json *j, uint32_t article)
{
	uint32_t type = json_member(j, article, VIEW("@type"));
	for (uint32_t i = type; i < j->values.count && i < j->values.at[type].end; i++)
		facts_add(f, "json-ld", VIEW("@type"), j->values.at[i].text);
	json_each(j, i, article)
	{
		const struct json_value *v = &j->values.at[i];
		if (v->kind == JSON_OTHER)
			f->paid |= view_equal_ascii_case(v->key, VIEW("isAccessibleForFree")) &&
			           view_equal_ascii_case(v->text, VIEW("false"));
		else
			add_names(f, j, i, v->key, 0);
	}
}

void facts_from_json(struct facts *f, struct view script)
{
	if (script.length > LARGEST_SCRIPT)
		return;
	struct json j = json_read(f->arena, script);
	uint32_t article = find_article(f, &j);
	if (article < j.values.count)
		add_article(f, &j, article);
}
