#include "page/plain.h"

#include "base/utf8.h"
#include "page/clean.h"
#include "page/flow.h"
#include "page/language.h"

enum {
	LONGEST_TITLE = 220, /* bytes */
	MOST_TITLE_WORDS = 32
};

void plain_verbatim(struct article *a)
{
	a->text = a->page;
	for (size_t begin = 0; begin < a->text.length;) {
		struct view rest = view_slice(a->text, begin, a->text.length);
		struct view line = view_cut(&rest, '\n');
		size_t end = begin + line.length;
		if (line.length && line.at[line.length - 1] == '\r')
			end--;
		if (view_trim(line).length)
			*vector_push(a->arena, &a->blocks) =
			        (struct block){{(uint32_t)begin, (uint32_t)end}, BLOCK_PARAGRAPH};
		begin += line.length + 1;
	}
	if (a->text.length)
		*vector_push(a->arena, &a->origins) = (struct origin){0, 0, (uint32_t)a->text.length};
}

static uint32_t word_count(struct view v)
{
	uint32_t count = 0;
	for (size_t i = 0; i < v.length; i++)
		count += v.at[i] != ' ' && (i == 0 || v.at[i - 1] == ' ');
	return count;
}

/* Headlines do not end in a full stop, unless in an abbreviation, an ellipsis or a quotation. */
static bool ends_as_prose(struct view v)
{
	return view_ends(v, VIEW(".")) && !view_ends(v, VIEW("..")) && word_count(v) > 4 &&
	       !(v.length > 3 && v.at[v.length - 3] == '.');
}

static bool may_be_headline(const struct piece *p, const struct boilerplate *b, struct arena *m)
{
	return p->text.length <= LONGEST_TITLE && word_count(p->text) <= MOST_TITLE_WORDS &&
	       !ends_as_prose(p->text) && !boilerplate_find(b, m, p->text);
}

/* The first line that is no boilerplate, if it reads like a headline and more follows it. */
static void find_headline(struct flow *f, struct article *a, const struct boilerplate *b)
{
	uint32_t first = 0;
	while (first < f->pieces.count && boilerplate_find(b, a->arena, f->pieces.at[first].text))
		first++;
	if (first + 1 >= f->pieces.count || !may_be_headline(&f->pieces.at[first], b, a->arena))
		return;
	f->pieces.at[first].kind = BLOCK_HEADLINE;
	a->title = f->pieces.at[first].text;
	a->why.title = VIEW("first-line");
}

void plain_read(struct article *a, const struct reader *r)
{
	struct boilerplate b = boilerplate_of(r);
	struct flow f = flow_begin(a->arena, a->page, a->page.length + 1, r);
	for (struct view rest = a->page; rest.length;) {
		flow_add(&f, view_cut(&rest, '\n'));
		flow_end(&f, BLOCK_PARAGRAPH, NONE);
	}
	find_headline(&f, a, &b);
	clean_pieces(&f, a, &b);
	flow_write(&f, a);
	a->language = language_find(a->arena, r, a->text);
	a->why.language = a->language.length ? VIEW("text") : (struct view){0};
}
