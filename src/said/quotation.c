#include "said/quotation.h"

#include "said/mark.h"

/* Quotations within quotations within quotations are as deep as a newsroom goes; what is deeper is text. */
enum { MOST_LEVELS = 4 };

struct open {
	uint32_t quotation;
	bool single;
};

/* One paragraph's scan. */
struct scan {
	struct article *a;
	struct quotations *q;
	struct bytes paragraph;
	uint32_t number;
	uint32_t last_single; /* where the last single mark that may close stands; 0: none */
	struct open open[MOST_LEVELS];
	uint32_t depth;
};

static struct quotation *quotation_at(struct scan *s, uint32_t level)
{
	return &s->q->list.at[s->open[level].quotation];
}

static void push(struct scan *s, const struct mark *m)
{
	if (s->depth == MOST_LEVELS)
		return;
	struct quotation *q = vector_push(s->a->arena, &s->q->list);
	q->bytes = (struct bytes){m->begin, s->paragraph.end};
	q->block = s->number;
	q->level = (uint8_t)s->depth;
	q->single = m->single;
	s->open[s->depth++] = (struct open){s->q->list.count - 1, m->single};
}

/* Closes the innermost quotation of this kind; what stands open inside of it was none. */
static bool pop(struct scan *s, const struct mark *m)
{
	for (uint32_t level = s->depth; level-- > 0;) {
		if (s->open[level].single != m->single)
			continue;
		struct quotation *q = quotation_at(s, level);
		q->bytes.end = m->end;
		q->closed = true;
		s->depth = level;
		return true;
	}
	return false;
}

static bool has_open(const struct scan *s, bool single)
{
	for (uint32_t level = 0; level < s->depth; level++)
		if (s->open[level].single == single)
			return true;
	return false;
}

/* "the workers' union" inside of single marks: the mark behind an s, with a better one still to come. */
static bool is_possessive(const struct scan *s, const struct mark *m)
{
	return m->single && m->begin < s->last_single && mark_stands_behind_s(s->a->text, s->paragraph, m);
}

static void take_mark(struct scan *s, const struct mark *m)
{
	bool open = has_open(s, m->single);
	/* A single mark opens only where another one may close it: the rest are apostrophes. */
	bool can_open = (m->may & OPENS) && (!m->single || m->begin < s->last_single);
	if (open && (m->may & CLOSES) && !is_possessive(s, m)) {
		pop(s, m);
		return;
	}
	if (can_open && (!open || !m->single))
		push(s, m);
}

/* The last single mark of a paragraph that may close, so that single ones are opened only before it. */
static uint32_t find_last_single(struct view text, struct bytes p)
{
	for (uint32_t at = p.end; at-- > p.begin;) {
		struct mark m;
		if (begins_mark((unsigned char)text.at[at]) && mark_at(text, p, at, &m) && m.single &&
		    (m.may & CLOSES))
			return at;
	}
	return 0;
}

/* What still stands open at the end of a paragraph. A mark that another of its kind opened again before it
 * closed was forgotten: it ends where the next begins. */
static void end_paragraph(struct scan *s)
{
	for (uint32_t level = 0; level < s->depth; level++) {
		struct quotation *q = quotation_at(s, level);
		if (q->single)
			q->bytes.end = q->bytes.begin;
	}
	s->depth = 0;
}

static void scan_paragraph(struct scan *s)
{
	struct view text = s->a->text;
	s->last_single = find_last_single(text, s->paragraph);
	for (size_t at = s->paragraph.begin; at < s->paragraph.end;) {
		struct mark m;
		if (begins_mark((unsigned char)text.at[at]) && mark_at(text, s->paragraph, at, &m)) {
			take_mark(s, &m);
			at = m.end;
			continue;
		}
		at++;
	}
	end_paragraph(s);
}

/* Paragraphs are lines: blocks where page made them, and lines of verbatim text, which has none. */
static void scan_lines(struct article *a, struct quotations *q)
{
	struct view text = a->text;
	uint32_t begin = 0;
	while (begin < text.length) {
		const char *newline = memchr(text.at + begin, '\n', text.length - begin);
		uint32_t end = newline ? (uint32_t)(newline - text.at) : (uint32_t)text.length;
		struct bytes line = {begin, end};
		if (view_trim(text_of(a, line)).length) {
			struct scan s = {.a = a, .q = q, .paragraph = line, .number = q->paragraphs.count};
			*vector_push(a->arena, &q->paragraphs) = line;
			scan_paragraph(&s);
		}
		begin = end + 1;
	}
}

static bool begins_paragraph(const struct article *a, const struct quotations *q, const struct quotation *x)
{
	uint32_t begin = q->paragraphs.at[x->block].begin;
	return !view_trim(view_slice(a->text, begin, x->bytes.begin)).length;
}

/* The quotation left open at `from` had its mark forgotten: what opened inside of it was the next quotation,
 * and this one ended before that. */
static void end_before_inner(struct quotations *q, uint32_t from, uint32_t end)
{
	struct quotation *outer = &q->list.at[from];
	for (uint32_t i = from + 1; i < end; i++) {
		struct quotation *x = &q->list.at[i];
		if (!x->level)
			continue;
		if (!x->single && x->bytes.begin < outer->bytes.end)
			outer->bytes.end = x->bytes.begin;
		x->level--;
	}
}

/* A quotation left open goes on where the next paragraph opens one at once. Otherwise its mark is missing. */
static void settle_one(struct article *a, struct quotations *q, uint32_t i)
{
	struct quotation *x = &q->list.at[i];
	uint32_t next = i + 1;
	while (next < q->list.count && q->list.at[next].block == x->block)
		next++;
	struct quotation *after = &q->list.at[next];
	x->continued = next < q->list.count && after->block == x->block + 1 && after->level == 0 &&
	               after->bytes.begin < after->bytes.end && begins_paragraph(a, q, after);
	if (x->continued)
		after->continuing = true;
	else
		end_before_inner(q, i, next);
}

static void settle_open(struct article *a, struct quotations *q)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < q->list.count; i++) {
		struct quotation *x = &q->list.at[i];
		if (x->bytes.begin == x->bytes.end)
			continue;
		if (!x->closed && x->level == 0)
			settle_one(a, q, i);
		q->list.at[kept++] = q->list.at[i];
	}
	q->list.count = kept;
}

static void mark_tokens(struct article *a, struct quotations *q)
{
	q->outermost = arena_alloc(a->arena, (a->tokens.count + 1) * sizeof *q->outermost);
	q->paragraph = arena_alloc(a->arena, (a->tokens.count + 1) * sizeof *q->paragraph);
	memset(q->outermost, 0xff, (a->tokens.count + 1) * sizeof *q->outermost);
	uint32_t paragraph = 0;
	vector_each (i, &a->tokens) {
		uint32_t begin = a->tokens.at[i].bytes.begin;
		while (paragraph + 1 < q->paragraphs.count && q->paragraphs.at[paragraph].end <= begin)
			paragraph++;
		q->paragraph[i] = paragraph;
	}
	vector_each (n, &q->list) {
		struct quotation *x = &q->list.at[n];
		x->tokens = tokens_of(a, x->bytes);
		if (x->level)
			continue;
		for (uint32_t i = x->tokens.begin; i < x->tokens.end; i++) {
			q->outermost[i] = n;
			a->tokens.at[i].quoted = true;
		}
	}
}

/* Whether someone is said to speak inside of it: a name or pronoun beside a verb in the past or present. */
static bool holds_attribution(const struct article *a, const struct quotation *x,
                              bool (*speaks)(void *, uint32_t), void *with)
{
	for (uint32_t i = x->tokens.begin + 1; i + 1 < x->tokens.end; i++) {
		const struct token *t = &a->tokens.at[i];
		bool finite = t->xpos == XPOS_VBD || t->xpos == XPOS_VBZ;
		bool beside = t[-1].upos == UPOS_PROPN || t[-1].upos == UPOS_PRON || t[1].upos == UPOS_PROPN;
		if (finite && beside && speaks(with, i))
			return true;
	}
	return false;
}

void quotations_distrust(struct article *a, struct quotations *q, bool (*speaks)(void *, uint32_t),
                         void *with)
{
	vector_each (n, &q->list) {
		struct quotation *x = &q->list.at[n];
		bool open = !x->level && !x->closed && !x->continued && !x->continuing;
		if (!open || !holds_attribution(a, x, speaks, with))
			continue;
		for (uint32_t i = x->tokens.begin; i < x->tokens.end; i++) {
			q->outermost[i] = NONE;
			a->tokens.at[i].quoted = false;
		}
		x->tokens.end = x->tokens.begin;
	}
}

void quotations_find(struct article *a, struct quotations *q)
{
	*q = (struct quotations){0};
	scan_lines(a, q);
	settle_open(a, q);
	mark_tokens(a, q);
}

uint32_t quotation_words(const struct article *a, const struct quotation *q)
{
	uint32_t words = 0;
	for (uint32_t i = q->tokens.begin; i < q->tokens.end; i++)
		words += a->tokens.at[i].upos != UPOS_PUNCT;
	return words;
}
