/* facts: what a page says about its article: title, dates, authors, outlet and so on.
 *
 * Each place that may say it is a row of know/page-facts.tsv: which key, where, for what, and its rank; of
 * the findings for a field the lowest rank wins, then the first. docs/page.md has the rule in words. */
#ifndef PAGE_FACTS_H
#define PAGE_FACTS_H

#include "page/byline.h"
#include "page/dates.h"
#include "page/lines.h"
#include "page/tree.h"

/* clang-format off */
#define FIELDS(X) \
	X(TITLE, "title") X(PUBLISHED, "published") X(MODIFIED, "modified") X(AUTHOR, "author") \
	X(OUTLET, "outlet") X(SECTION, "section") X(URL, "url") X(LANGUAGE, "language") X(KIND, "kind") \
	X(BODY, "body")
/* clang-format on */
#define AS_FIELD(name, text) FIELD_##name,
enum field { FIELDS(AS_FIELD) FIELD_COUNT };
#undef AS_FIELD

struct finding {
	enum field field;
	uint32_t rank; /* lower is better */
	struct view value, why;
};

struct facts {
	struct arena *arena;
	const struct reader *reader;
	const struct table *table;
	uint32_t place, field, rank, why;
	VECTOR(struct finding) findings;
	uint32_t comment_end; /* the first node behind a comment that was met */
	uint32_t lookups;     /* of references in JSON-LD, of which there may be a few */
	bool paid;            /* the page says that it is not free to read */
};

struct facts facts_open(struct arena *m, const struct reader *r);
/* Notes a value if a row names this key at this place ("meta", "json-ld", "itemprop", "element"). */
void facts_add(struct facts *f, const char *place, struct view key, struct view value);
/* Gathers what the tree says; no line of text is looked at yet. */
void facts_gather(struct facts *f, const struct tree *t);
/* What the scripts of JSON-LD say. */
void facts_from_json(struct facts *f, struct view script);
/* The lowest rank, from this one on, of any finding of a field; UINT32_MAX: none. */
uint32_t facts_rank(const struct facts *f, enum field field, uint32_t from);
/* The best finding of a field, or NULL. */
const struct finding *facts_best(const struct facts *f, enum field field);

#endif
