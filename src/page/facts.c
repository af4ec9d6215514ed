#include "page/facts.h"

#include <math.h>

#include "know/know.h"

/* A page that says more is no page of news; the bound keeps every search among them short. */
enum { MOST_FINDINGS = 2000 };

#define AS_NAME(name, text) VIEW_OF(text),
static const struct view field_names[] = {FIELDS(AS_NAME)};
#undef AS_NAME

struct facts facts_open(struct arena *m, const struct reader *r)
{
	struct facts f = {.arena = m, .reader = r, .table = know_table(r->know, "page-facts")};
	f.place = know_column(f.table, "place");
	f.field = know_column(f.table, "field");
	f.rank = know_column(f.table, "rank");
	f.why = know_column(f.table, "why");
	return f;
}

static enum field field_of(struct view name)
{
	enum field i = 0;
	while (i < FIELD_COUNT && !view_equal(field_names[i], name))
		i++;
	return i;
}

void facts_add(struct facts *f, const char *place, struct view key, struct view value)
{
	enum { LONGEST_KEY = 80 };
	value = view_trim(value);
	if (!key.length || key.length > LONGEST_KEY || !value.length || f->findings.count >= MOST_FINDINGS)
		return;
	for (struct row row = know_find_text(f->table, f->arena, key); row.table; row = know_next(row)) {
		enum field field = field_of(know_text(row, f->field));
		if (field == FIELD_COUNT || !view_equal(know_text(row, f->place), view_of_string(place)))
			continue;
		double rank = know_number(row, f->rank);
		*vector_push(f->arena, &f->findings) = (struct finding){
		        field, isnan(rank) ? UINT32_MAX - 1 : (uint32_t)rank, value, know_text(row, f->why)};
	}
}

uint32_t facts_rank(const struct facts *f, enum field field, uint32_t from)
{
	uint32_t lowest = UINT32_MAX;
	vector_each (i, &f->findings) {
		const struct finding *here = &f->findings.at[i];
		if (here->field == field && here->rank >= from && here->rank < lowest)
			lowest = here->rank;
	}
	return lowest;
}

const struct finding *facts_best(const struct facts *f, enum field field)
{
	const struct finding *best = NULL;
	vector_each (i, &f->findings) {
		const struct finding *here = &f->findings.at[i];
		if (here->field == field && (!best || here->rank < best->rank))
			best = here;
	}
	return best;
}

/* The names in an attribute that may hold several ("name headline"), each on its own. */
static void add_each(struct facts *f, const char *place, struct view names, struct view value)
{
	while (names.length) {
		struct view name = view_cut(&names, ' ');
		if (name.length)
			facts_add(f, place, name, value);
	}
}

static void from_meta(struct facts *f, const struct tree *t, uint32_t node)
{
	struct view content = attribute_of(t, node, ATTRIBUTE_CONTENT);
	facts_add(f, "meta", attribute_of(t, node, ATTRIBUTE_PROPERTY), content);
	facts_add(f, "meta", attribute_of(t, node, ATTRIBUTE_NAME), content);
	facts_add(f, "meta", attribute_of(t, node, ATTRIBUTE_HTTP_EQUIV), content);
	add_each(f, "itemprop", attribute_of(t, node, ATTRIBUTE_ITEMPROP), content);
}

/* What a microdata property's element says. */
static struct view property_value(struct facts *f, const struct tree *t, uint32_t node)
{
	enum { MOST_NODES = 60, LONGEST_TEXT = 2000 };
	struct view v = attribute_of(t, node, ATTRIBUTE_CONTENT);
	if (!v.length)
		v = attribute_of(t, node, ATTRIBUTE_DATETIME);
	bool small = t->nodes[node].end - node < MOST_NODES && tree_text_bytes(t, node) < LONGEST_TEXT;
	return v.length || !small ? v : tree_text(f->arena, t, node);
}

static void from_time(struct facts *f, const struct tree *t, uint32_t node)
{
	struct view v = attribute_of(t, node, ATTRIBUTE_DATETIME),
	            class = attribute_of(t, node, ATTRIBUTE_CLASS);
	if (!v.length)
		v = property_value(f, t, node);
	facts_add(f, "element", VIEW("time"), v);
	while (class.length)
		facts_add(f, "time-class", view_cut(&class, ' '), v);
}

/* A reader's comment, whose author and date are not the article's. */
static bool is_comment(const struct attribute *a)
{
	return (a->name == ATTRIBUTE_ITEMTYPE && view_find(a->value, VIEW("Comment")) != SIZE_MAX) ||
	       (a->name == ATTRIBUTE_ITEMPROP && view_equal_ascii_case(a->value, VIEW("comment")));
}

static void from_attributes(struct facts *f, const struct tree *t, uint32_t node)
{
	const struct node *n = &t->nodes[node];
	for (uint32_t i = n->attributes; i < n->attributes + n->attribute_count; i++) {
		const struct attribute *a = &t->attributes[i];
		if (is_comment(a) && n->end > f->comment_end)
			f->comment_end = n->end;
		if (a->name == ATTRIBUTE_ITEMPROP && node >= f->comment_end)
			add_each(f, "itemprop", a->value, property_value(f, t, node));
		if (a->name == ATTRIBUTE_REL && n->tag == TAG_A)
			add_each(f, "rel", a->value, property_value(f, t, node));
		if (a->name == ATTRIBUTE_LANG && n->tag == TAG_HTML)
			facts_add(f, "element", VIEW("html lang"), a->value);
	}
}

void facts_gather(struct facts *f, const struct tree *t)
{
	for (uint32_t i = 1; i < t->node_count; i++) {
		const struct node *n = &t->nodes[i];
		if (n->tag == TAG_TEXT)
			continue;
		if (n->tag == TAG_META) {
			from_meta(f, t, i);
			continue;
		}
		if (n->attribute_count)
			from_attributes(f, t, i);
		if (n->tag == TAG_TIME)
			from_time(f, t, i);
		else if (n->tag == TAG_TITLE && t->nodes[n->parent].tag != TAG_SVG)
			facts_add(f, "element", VIEW("title"), tree_text(f->arena, t, i));
		else if (n->tag == TAG_LINK)
			add_each(f, "rel", attribute_of(t, i, ATTRIBUTE_REL),
			         attribute_of(t, i, ATTRIBUTE_HREF));
		else if (n->tag == TAG_SCRIPT &&
		         view_find(attribute_of(t, i, ATTRIBUTE_TYPE), VIEW("ld+json")) != SIZE_MAX)
			facts_from_json(f, tree_raw(f->arena, t, i));
	}
}
