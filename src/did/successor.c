/* States that were a part of others: of which the news before their time tells as of those. */
#include "article/clause.h"
#include "did/coder.h"

static bool has_place(const struct coder *c, struct view country)
{
	vector_each (i, &c->a->places)
		if (view_equal(c->a->places.at[i].country, country))
			return true;
	return false;
}

/* Whether the article says one of the words, which may be of two ("south sudan"). */
static bool says(const struct coder *c, struct view words)
{
	while (words.length) {
		struct view rest = view_cut(&words, '|'), first = view_cut(&rest, ' ');
		for (uint32_t i = 0; i < c->a->tokens.count; i++)
			if (view_equal(c->word[i], first) &&
			    (!rest.length ||
			     (i + 1 < c->a->tokens.count && view_equal(c->word[i + 1], rest))))
				return true;
	}
	return false;
}

/* Whether a country is named outright or by its people. */
static bool is_named(const struct coder *c, struct view country)
{
	vector_each (i, &c->a->places)
		if (c->a->places.at[i].is_country && view_equal(c->a->places.at[i].country, country))
			return true;
	for (uint32_t i = 0; i < c->a->tokens.count; i++)
		if (view_equal(know_text(know_find(c->demonyms, c->word[i]), c->peoples), country))
			return true;
	return false;
}

void successors_find(struct coder *c)
{
	uint32_t country = know_column(c->successors, "country"), older = know_column(c->successors, "older"),
	         words = know_column(c->successors, "words");
	for (uint32_t i = 0; i < know_count(c->successors) && c->younger_count < MOST_SUCCESSORS; i++) {
		struct row row = know_row(c->successors, i);
		struct view young = know_text(row, country);
		if (!has_place(c, young) || says(c, know_text(row, words)) ||
		    !is_named(c, know_text(row, older)))
			continue;
		c->younger[c->younger_count] = young;
		c->older[c->younger_count++] = know_text(row, older);
	}
}

struct view country_of_the_time(const struct coder *c, uint32_t place)
{
	struct view country = c->a->places.at[place].country;
	for (uint32_t i = 0; i < c->younger_count; i++)
		if (view_equal(c->younger[i], country))
			return c->older[i];
	return country;
}
