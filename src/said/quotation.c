#include "said/quotation.h"

#include "base/utf8.h"

/* Quotations within quotations within quotations are as deep as a newsroom goes; what is deeper is text. */
enum { MOST_LEVELS = 4 };

enum side { OPENS = 1, CLOSES = 2 };

struct mark {
	uint32_t begin, end;
	bool single;
	unsigned may;  /* enum side, both where the shape does not tell */
	bool sure;     /* its shape alone tells */
	bool at_start; /* nothing but space stands before it in its paragraph */
};

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

static uint32_t character_before(struct view text, size_t at, size_t least)
{
	return at > least ? utf8_previous(text, &at) : ' ';
}

static uint32_t character_after(struct view text, size_t at, size_t most)
{
	return at < most ? utf8_next(text, &at) : ' ';
}

static bool is_word(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c);
}

static bool opens_after(uint32_t before)
{
	return utf8_is_space(before) || before == '(' || before == '[' || before == '-' || before == '/' ||
	       before == ':' || before == 0x2013 || before == 0x2014 || before == '"' || before == '\'' ||
	       before == 0x201C || before == 0x2018;
}

/* What the neighbours of a straight mark say. */
static unsigned sides(uint32_t before, uint32_t after)
{
	unsigned may = 0;
	if (opens_after(before) && !utf8_is_space(after))
		may |= OPENS;
	if (!utf8_is_space(before) && !is_word(after))
		may |= CLOSES;
	return may ? may : OPENS | CLOSES;
}

static bool decimal(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* An apostrophe: inside of a word, or in front of one that it shortens ("'em", "'90s"). */
static bool is_apostrophe(uint32_t before, uint32_t after, bool curly_close)
{
	if (is_word(before) && is_word(after))
		return true;
	return curly_close && !is_word(before) && is_word(after);
}

/* Fills m with the mark that begins at this byte, if one does. */
static bool mark_at(struct view text, struct bytes within, size_t at, struct mark *m)
{
	size_t end = at;
	uint32_t c = utf8_next(text, &end);
	*m = (struct mark){.begin = (uint32_t)at};
	bool doubled = (c == '\'' || c == '`') && end < within.end && text.at[end] == (char)c;
	/* Of three in a row behind a word the first closes the quotation within. */
	bool three = doubled && end + 1 < within.end && text.at[end + 1] == (char)c;
	bool within_first = three && !opens_after(character_before(text, at, within.begin));
	doubled = doubled && !within_first;
	if (doubled)
		end++;
	m->end = (uint32_t)end;
	uint32_t before = character_before(text, at, within.begin);
	uint32_t after = character_after(text, end, within.end);
	switch (c) {
	case '"':
	case 0x201F:
		m->may = sides(before, after);
		return true;
	case 0x201C:
	case 0x00AB:
	case 0x201E:
		m->may = OPENS;
		/* Some type an opening mark for a closing one: "so “he said“." */
		if (c == 0x201C && !opens_after(before) && !is_word(after))
			m->may = CLOSES;
		m->sure = true;
		return true;
	case 0x201D:
	case 0x00BB:
		m->may = CLOSES;
		if (c == 0x201D && opens_after(before) && is_word(after))
			m->may = OPENS;
		m->sure = true;
		return true;
	case '`':
		m->single = !doubled;
		m->may = OPENS;
		return doubled || opens_after(before);
	case 0x2018:
		m->single = true;
		m->may = OPENS;
		m->sure = true;
		return opens_after(before) && !utf8_is_space(after);
	case 0x2019:
	case '\'':
		if (doubled) {
			m->may = sides(before, after);
			return true;
		}
		m->single = true;
		if (is_apostrophe(before, after, c == 0x2019) || (decimal(after) && opens_after(before)))
			return false;
		m->may = sides(before, after);
		if (c == 0x2019)
			m->may = CLOSES;
		return !(utf8_is_space(before) && utf8_is_space(after)) && !decimal(before);
	default:
		return false;
	}
}

static bool begins_mark(unsigned char c)
{
	return c == '"' || c == '\'' || c == '`' || c == 0xE2 || c == 0xC2;
}

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
	struct view text = s->a->text;
	uint32_t before = character_before(text, m->begin, s->paragraph.begin);
	uint32_t after = character_after(text, m->end, s->paragraph.end);
	return m->single && before == 's' && utf8_is_space(after) && m->begin < s->last_single;
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
