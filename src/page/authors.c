#include "page/authors.h"

#include "know/know.h"
#include "page/nearby.h"

enum { LONGEST_BYLINE = 200 /* bytes */ };

static bool is_outlet(const struct facts *f, struct view name)
{
	vector_each (i, &f->findings)
		if (f->findings.at[i].field == FIELD_OUTLET && same_words(f->findings.at[i].value, name))
			return true;
	return false;
}

static void add_authors(struct article *a, const struct facts *f, const struct names *names, struct view why)
{
	vector_each (i, &names->at) {
		if (is_outlet(f, names->at.at[i]))
			continue;
		*vector_push(a->arena, &a->authors) = names->at.at[i];
		a->why.authors = why;
	}
}

/* All names of the best rank that has any. */
static void authors_of_findings(struct article *a, const struct facts *f, const struct byline_reader *b)
{
	for (uint32_t rank = 0; rank < 100 && !a->authors.count; rank++) {
		struct names names = {0};
		struct view why = {0};
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_AUTHOR || here->rank != rank)
				continue;
			byline_read(b, here->value, BYLINE_FIELD, &names);
			why = here->why;
		}
		add_authors(a, f, &names, why);
	}
}

/* "/author/ana-lopes/" in the address of a link. */
static bool leads_to_author(const struct facts *f, struct view href)
{
	while (href.length) {
		struct view part = view_cut(&href, '/');
		if (!part.length || part.length > 30)
			continue;
		struct row row = know_find_text(f->table, f->arena, part);
		for (; row.table; row = know_next(row))
			if (view_equal(know_text(row, f->place), VIEW("path")) && href.length > 1)
				return true;
	}
	return false;
}

/* The links of a line that lead to authors' pages. */
static void add_linked(struct names *names, const struct scene *s, uint32_t line, const struct facts *f,
                       const struct byline_reader *b)
{
	enum { MOST_NODES = 80 };
	const struct line *l = &s->sheet->lines.at[line];
	const struct tree *t = s->sheet->tree;
	uint32_t begin = l->first > 0 ? t->nodes[l->first].parent : 0, end = l->end;
	end = end < begin + MOST_NODES ? end : begin + MOST_NODES;
	for (uint32_t i = begin; i < end; i++)
		if (t->nodes[i].tag == TAG_A && leads_to_author(f, attribute_of(t, i, ATTRIBUTE_HREF)))
			byline_read(b, tree_text(f->arena, t, i), BYLINE_LINE, names);
}

/* How a line may give its authors, surest first. */
enum byline_sign { BEGINS_AS_BYLINE, LINKS_TO_AUTHOR, HINTED_NAMES, HINTED_NAME, BYLINE_SIGNS };

static void names_of_line(struct names *names, enum byline_sign sign, const struct scene *s, uint32_t i,
                          const struct facts *f, const struct byline_reader *b)
{
	enum { SHORT = 40 };
	const struct line *l = &s->sheet->lines.at[i];
	struct view text = s->sheet->flow.pieces.at[i].text;
	struct view before = i > 0 ? s->sheet->flow.pieces.at[i - 1].text : (struct view){0};
	if (sign == BEGINS_AS_BYLINE && byline_is_label(b, before) && text.length <= SHORT)
		byline_read(b, text, BYLINE_LINE, names);
	else if (sign == BEGINS_AS_BYLINE && byline_begins(b, text))
		byline_read(b, text, l->words <= 4 ? BYLINE_LINE : BYLINE_TEXT, names);
	if (sign == LINKS_TO_AUTHOR && l->linked)
		add_linked(names, s, i, f, b);
	if (sign == HINTED_NAMES && l->marks[MARK_BYLINE] <= 2)
		byline_read(b, text, BYLINE_TEXT, names);
	if (sign == HINTED_NAME && l->marks[MARK_BYLINE] <= 1 && text.length <= SHORT && !l->digits)
		byline_read(b, text, BYLINE_LINE, names);
}

/* Authors named in lines near the headline; where there are none, in those behind the last prose. */
static void authors_of_lines(struct article *a, const struct facts *f, const struct scene *s,
                             const struct byline_reader *b, struct range r)
{
	for (int sign = 0; sign < BYLINE_SIGNS && !a->authors.count; sign++)
		for (uint32_t i = r.begin; i < r.end && !a->authors.count; i++) {
			const struct line *l = &s->sheet->lines.at[i];
			struct names names = {0};
			if (i != s->title && l->chars <= LONGEST_BYLINE && !nearby_is_strange(s, i) &&
			    l->sentences <= 2 &&
			    (l->marks[MARK_CAPTION] > 3 || l->marks[MARK_BYLINE] < l->marks[MARK_CAPTION]))
				names_of_line(&names, (enum byline_sign)sign, s, i, f, b);
			add_authors(a, f, &names, VIEW("byline"));
		}
}

/* The outlet, where the page says that it wrote the article itself. */
static void author_is_outlet(struct article *a, const struct facts *f)
{
	for (uint32_t rank = 0; rank < 30; rank++)
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_AUTHOR || here->rank != rank || !is_outlet(f, here->value))
				continue;
			*vector_push(a->arena, &a->authors) = here->value;
			a->why.authors = here->why;
			return;
		}
}

void authors_read(struct article *a, const struct scene *s, const struct facts *f,
                  const struct byline_reader *b)
{
	authors_of_findings(a, f, b);
	if (!a->authors.count)
		authors_of_lines(a, f, s, b, nearby_title(s));
	if (!a->authors.count)
		authors_of_lines(a, f, s, b, nearby_end(s));
	if (!a->authors.count)
		author_is_outlet(a, f);
}
