#include "page/clean.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "know/know.h"
#include "page/page.h"

enum {
	LONGEST_LINE = 400,  /* bytes; longer ones are prose */
	LONGEST_PATTERN = 8, /* words */
	MOST_WORDS = 64,
	USUAL_WORDS = 14 /* of a line that a pattern may remove, where its row does not say */
};

/* Of the first word of a key, without the marks that phrase_of takes off. */
uint32_t opening_of(struct view word)
{
	uint32_t hash = 2166136261u;
	while (word.length && memchr(",:;.!?", word.at[word.length - 1], 6))
		word.length--;
	for (size_t i = 0; i < word.length; i++)
		hash = (hash ^ (unsigned char)word.at[i]) * 16777619u;
	return (hash ^ hash >> 16) % OPENINGS;
}

static void note_opening(struct openings *to, struct view key)
{
	struct view rest = key;
	uint8_t *longest = &to->longest[opening_of(view_cut(&rest, ' '))], words = 1;
	for (size_t i = 0; i < key.length; i++)
		words = (uint8_t)(words + (key.at[i] == ' ' && words < LONGEST_PATTERN));
	*longest = words > *longest ? words : *longest;
}

static void note_openings(struct openings *to, struct arena *m, const struct table *table)
{
	for (uint32_t i = 0; i < know_count(table); i++) {
		struct view keys = know_text(know_row(table, i), 0);
		while (keys.length)
			note_opening(to, utf8_folded(m, view_cut(&keys, '|')));
	}
}

static int fill_index(struct page_index *index, const struct know *k)
{
	enum { ROOM = 16 << 20 }; /* bytes for keys in the making */
	struct arena m;
	jmp_buf landing;
	arena_init(&m, ROOM);
	m.landing = &landing;
	if (setjmp(landing)) {
		arena_free(&m);
		return -1;
	}
	note_openings(&index->patterns, &m, know_table(k, "boilerplate"));
	note_openings(&index->hints, &m, know_table(k, "page-hints"));
	arena_free(&m);
	return 0;
}

struct page_index *page_open(const struct know *k, struct error *e)
{
	struct page_index *index = calloc(1, sizeof *index);
	if (index && fill_index(index, k) == 0)
		return index;
	fail(e, "no memory for the index of boilerplate");
	free(index);
	return NULL;
}

void page_close(struct page_index *i)
{
	free(i);
}

struct boilerplate boilerplate_of(const struct reader *r)
{
	struct boilerplate b = {know_table(r->know, "boilerplate"), know_table(r->know, "agencies"), r->page};
	b.place = know_column(b.patterns, "place");
	b.why = know_column(b.patterns, "why");
	b.words = know_column(b.patterns, "words");
	b.name = know_column(b.agencies, "name");
	return b;
}

static bool is_edge(uint32_t c)
{
	return utf8_is_space(c) || (utf8_is_punctuation(c) && c != '@' && c != '%') || c == '|' || c == '>' ||
	       c == '<' || c == '+' || c == '=' || (c >= 0x2190 && c <= 0x2BFF) || c == 0xFFFD;
}

/* Without the bullets, arrows and stops at its ends. */
static struct view trimmed(struct view v)
{
	size_t begin = 0, end = v.length, at = 0;
	while (at < v.length && is_edge(utf8_next(v, &at)))
		begin = at;
	at = end;
	while (end > begin && is_edge(utf8_previous(v, &at)))
		end = at;
	return view_slice(v, begin, end);
}

struct word {
	size_t begin, end;
};

static uint32_t split(struct view v, struct word *words)
{
	uint32_t count = 0;
	for (size_t i = 0; i < v.length && count < MOST_WORDS;) {
		while (i < v.length && v.at[i] == ' ')
			i++;
		size_t begin = i;
		while (i < v.length && v.at[i] != ' ')
			i++;
		if (i > begin)
			words[count++] = (struct word){begin, i};
	}
	return count;
}

/* A line of words, and which of them a pattern was found at. */
struct found {
	struct view line;
	const struct word *words;
	uint32_t first, last, count;
};

/* "Read more: ...", "RELATED | ...": the phrase is set apart from what follows. */
static bool is_label(const struct found *f)
{
	if (f->first != 0 || f->last == f->count)
		return f->first == 0;
	struct word next = f->words[f->last];
	return f->line.at[f->words[f->last - 1].end - 1] == ':' ||
	       (next.end == next.begin + 1 && strchr("|>-:\"", f->line.at[next.begin]));
}

/* Whether a pattern may decide where it was found. */
static bool in_place(struct view place, const struct found *f)
{
	if (view_equal(place, VIEW("label")))
		return is_label(f);
	if (view_equal(place, VIEW("whole")))
		return f->first == 0 && f->last == f->count;
	if (view_equal(place, VIEW("start")))
		return f->first == 0;
	if (view_equal(place, VIEW("end")))
		return f->last == f->count;
	return true;
}

static enum removal decide(const struct boilerplate *b, struct view phrase, const struct found *f)
{
	for (struct row row = know_find(b->patterns, phrase); row.table; row = know_next(row)) {
		double most = know_number(row, b->words);
		if (!(most > 0))
			most = USUAL_WORDS;
		if (f->count <= most && in_place(know_text(row, b->place), f))
			return (enum removal)know_label(row, b->why);
	}
	return REMOVAL_NONE;
}

/* The words that were found, without a comma or colon behind the last one. */
static struct view phrase_of(const struct found *f)
{
	size_t begin = f->words[f->first].begin, end = f->words[f->last - 1].end;
	while (end > begin && memchr(",:;.!?", f->line.at[end - 1], 6))
		end--;
	return view_slice(f->line, begin, end);
}

/* Folded as keys are. Lines of ASCII, most of a page, need no memory of the arena. */
static struct view folded_line(struct arena *m, struct view line, char room[LONGEST_LINE])
{
	for (size_t i = 0; i < line.length; i++) {
		char c = line.at[i];
		if ((unsigned char)c >= 0x80)
			return utf8_folded(m, line);
		room[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == '`' ? '\'' : c;
	}
	return view_of(room, line.length);
}

static uint32_t longest_from(const struct boilerplate *b, struct view word)
{
	return b->index ? b->index->patterns.longest[opening_of(word)] : (uint32_t)LONGEST_PATTERN;
}

enum removal boilerplate_find(const struct boilerplate *b, struct arena *m, struct view line)
{
	if (!b->patterns || line.length > LONGEST_LINE)
		return REMOVAL_NONE;
	struct word words[MOST_WORDS];
	char room[LONGEST_LINE];
	struct view v = trimmed(folded_line(m, line, room));
	uint32_t count = split(v, words);
	for (uint32_t first = 0; first < count; first++) {
		uint32_t most = longest_from(b, view_slice(v, words[first].begin, words[first].end));
		most = count - first < most ? count - first : most;
		for (uint32_t n = most; n > 0; n--) {
			struct found f = {v, words, first, first + n, count};
			enum removal why = decide(b, phrase_of(&f), &f);
			if (why)
				return why;
		}
	}
	return REMOVAL_NONE;
}

/* What stands in the first brackets, if these begin within the first words. */
static struct view bracketed(struct view line)
{
	enum { NEAR = 60 };
	struct view head = view_slice(line, 0, NEAR);
	size_t open = view_find(head, VIEW("(")), close = view_find(head, VIEW(")"));
	return open < close && close != SIZE_MAX ? view_slice(head, open + 1, close) : (struct view){0};
}

struct view agency_find(const struct boilerplate *b, struct arena *m, struct view line)
{
	struct view inside = bracketed(line);
	struct row row = {0};
	while (inside.length && !row.table)
		row = know_find_text(b->agencies, m, view_trim(view_cut(&inside, '/')));
	if (!row.table && line.length < 80)
		row = know_find_text(b->agencies, m, trimmed(line));
	return row.table ? know_text(row, b->name) : (struct view){0};
}

struct view agency_of_credit(const struct boilerplate *b, struct arena *m, struct view line)
{
	struct row row = {0};
	struct view v = trimmed(view_slice(line, 0, LONGEST_LINE));
	size_t verb = view_find(v, VIEW(" contributed"));
	if (verb != SIZE_MAX)
		v = view_slice(v, 0, verb);
	for (size_t at = 0; at < v.length && !row.table; at++)
		if (at == 0 || v.at[at - 1] == ' ')
			row = know_find_text(b->agencies, m, view_slice(v, at, v.length));
	return row.table ? know_text(row, b->name) : (struct view){0};
}

static void clean_piece(struct piece *p, struct article *a, const struct boilerplate *b)
{
	if (!a->agency.length)
		a->agency = agency_find(b, a->arena, p->text);
	enum removal why = boilerplate_find(b, a->arena, p->text);
	if (why == REMOVAL_CREDIT && !a->agency.length)
		a->agency = agency_of_credit(b, a->arena, p->text);
	if (why)
		flow_remove(p, why);
}

void clean_pieces(struct flow *f, struct article *a, const struct boilerplate *b)
{
	vector_each (i, &f->pieces) {
		struct piece *p = &f->pieces.at[i];
		if (p->fate == FATE_STAYS && p->kind != BLOCK_HEADLINE)
			clean_piece(p, a, b);
	}
}
