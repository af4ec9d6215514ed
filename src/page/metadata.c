#include "page/metadata.h"

#include "page/authors.h"
#include "page/nearby.h"
#include "page/published.h"
#include "page/title.h"

enum { LONGEST_BYLINE = 200 /* bytes */ };

static enum removal reason_above(const struct scene *s, uint32_t i, const struct date_reader *d,
                                 const struct byline_reader *b)
{
	const struct line *l = &s->sheet->lines.at[i];
	struct view text = s->sheet->flow.pieces.at[i].text;
	struct names names = {0};
	if (l->chars > LONGEST_BYLINE || s->prose[i] || i == s->title)
		return REMOVAL_NONE;
	if (byline_begins(b, text))
		byline_read(b, text, BYLINE_TEXT, &names);
	if (names.at.count)
		return REMOVAL_BYLINE;
	return l->digits > 3 && date_is_all(d, text) ? REMOVAL_DATE : REMOVAL_NONE;
}

void metadata_take_out(struct flow *flow, const struct scene *s, const struct reader *r, struct view language)
{
	struct date_reader d = date_reader_of(flow->arena, r, language);
	struct byline_reader b = byline_reader_of(flow->arena, r);
	struct range range = nearby_title(s);
	for (uint32_t i = range.begin; i < range.end; i++) {
		struct piece *p = &flow->pieces.at[i];
		enum removal why = p->fate == FATE_STAYS ? reason_above(s, i, &d, &b) : REMOVAL_NONE;
		if (why)
			flow_remove(p, why);
	}
}

static struct view value_of(const struct facts *f, enum field field)
{
	const struct finding *best = facts_best(f, field);
	return best ? best->value : (struct view){0};
}

static void read_outlet(struct article *a, const struct facts *f)
{
	const struct finding *best = facts_best(f, FIELD_OUTLET);
	if (!best)
		return;
	a->outlet = best->value;
	a->why.outlet = best->why;
}

static struct view said_language(const struct facts *f, struct arena *m, struct view *why)
{
	for (uint32_t rank = facts_rank(f, FIELD_LANGUAGE, 0); rank < 100;
	     rank = facts_rank(f, FIELD_LANGUAGE, rank + 1))
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_LANGUAGE || here->rank != rank)
				continue;
			struct view tag = language_tag(m, here->value);
			*why = here->why;
			if (tag.length)
				return tag;
		}
	return (struct view){0};
}

void metadata_read(struct article *a, const struct reader *r, const struct view_of_page *v,
                   const struct facts *f)
{
	struct view why;
	struct date_reader dates = date_reader_of(a->arena, r, said_language(f, a->arena, &why));
	struct byline_reader names = byline_reader_of(a->arena, r);
	title_read(a, v, f);
	read_outlet(a, f);
	a->url = value_of(f, FIELD_URL);
	if (!a->url.length)
		a->url = a->document.url;
	a->section = value_of(f, FIELD_SECTION);
	published_read(a, &v->scene, f, &dates, &names);
	authors_read(a, &v->scene, f, &names, &dates);
}

void metadata_language(struct article *a, const struct reader *r, const struct facts *f)
{
	struct view why = {0}, said = said_language(f, a->arena, &why);
	struct view found = language_find(a->arena, r, a->text);
	bool agree = found.length && view_starts(said, found);
	if (!found.length || agree) {
		a->language = said;
		a->why.language = said.length ? why : (struct view){0};
	} else {
		a->language = found;
		a->why.language = VIEW("text");
	}
}
