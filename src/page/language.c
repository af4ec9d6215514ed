#include "page/language.h"

#include "base/utf8.h"
#include "know/know.h"

enum {
	READ = 3000, /* bytes of the text that are looked at */
	MOST_LANGUAGES = 48,
	MOST_SCRIPTS = 24,
	ENOUGH = 6,         /* small words that must be met */
	ENOUGH_LETTERS = 20 /* of a script */
};

struct tally {
	struct view language;
	uint32_t points; /* a word of one language counts 12, of two 6, and so on */
};

struct tallies {
	struct tally at[MOST_LANGUAGES];
	uint32_t count, words;
};

static void add_points(struct tallies *t, struct view language, uint32_t points)
{
	uint32_t i = 0;
	while (i < t->count && !view_equal(t->at[i].language, language))
		i++;
	if (i == MOST_LANGUAGES)
		return;
	if (i == t->count)
		t->at[t->count++] = (struct tally){language, 0};
	t->at[i].points += points;
}

static void count_word(struct tallies *t, struct row row, uint32_t languages)
{
	struct view list = know_text(row, languages), rest = list;
	uint32_t n = 0;
	while (rest.length && ++n)
		view_cut(&rest, '|');
	t->words++;
	while (list.length)
		add_points(t, view_cut(&list, '|'), 12 / (n ? n : 1));
}

static bool is_space_at(struct view v, size_t at)
{
	return at >= v.length || v.at[at] == ' ' || v.at[at] == '\n' || v.at[at] == '\t';
}

/* A letter of "U.S." or "Peru's" is no word. */
static bool is_part(struct view v, size_t begin, size_t end)
{
	return end - begin == 1 && !((begin == 0 || is_space_at(v, begin - 1)) && is_space_at(v, end));
}

static struct view by_words(struct arena *m, const struct reader *r, struct view text)
{
	struct tallies t = {.count = 0};
	const struct table *table = know_table(r->know, "stop-words");
	uint32_t languages = know_column(table, "languages");
	struct view v = utf8_folded(m, text);
	for (size_t at = 0; at < v.length;) {
		size_t begin = at, end = at;
		while (at < v.length) {
			end = at;
			uint32_t c = utf8_next(v, &at);
			if (!utf8_is_letter(c))
				break;
			end = at;
		}
		if (end == begin || is_part(v, begin, end))
			continue;
		struct row row = know_find(table, view_slice(v, begin, end));
		if (row.table)
			count_word(&t, row, languages);
	}
	uint32_t best = 0, second = 0;
	for (uint32_t i = 1; i < t.count; i++)
		if (t.at[i].points > t.at[best].points)
			best = i;
	for (uint32_t i = 0; i < t.count; i++)
		if (i != best && t.at[i].points > second)
			second = t.at[i].points;
	bool clear = t.words >= ENOUGH && t.at[best].points * 10 > second * 12;
	return clear ? t.at[best].language : (struct view){0};
}

/* Of scripts that one language, nearly, has for its own. Any kana makes Han Japanese. */
/* Whether a letter beyond U+0500 may be in it: below are Latin, Greek and Cyrillic, which many languages
 * share. */
static bool has_far_letter(struct view text)
{
	unsigned char highest = 0;
	for (size_t i = 0; i < text.length; i++)
		highest = (unsigned char)text.at[i] > highest ? (unsigned char)text.at[i] : highest;
	return highest >= 0xD4;
}

static struct view by_script(const struct reader *r, struct view text)
{
	if (!has_far_letter(text))
		return (struct view){0};
	const struct table *table = know_table(r->know, "scripts");
	uint32_t first = know_column(table, "first"), last = know_column(table, "last");
	uint32_t count = know_count(table), letters[MOST_SCRIPTS] = {0}, best = 0, all = 0;
	double from[MOST_SCRIPTS], to[MOST_SCRIPTS];
	count = count < MOST_SCRIPTS ? count : MOST_SCRIPTS;
	for (uint32_t i = 0; i < count; i++) {
		from[i] = know_number(know_row(table, i), first);
		to[i] = know_number(know_row(table, i), last);
	}
	for (size_t at = 0; at < text.length;) {
		uint32_t c = utf8_next(text, &at);
		all += c > 0x40 && utf8_is_letter(c);
		for (uint32_t i = 0; c >= 0x500 && i < count; i++)
			letters[i] += c >= from[i] && c <= to[i];
	}
	for (uint32_t i = 1; i < count; i++)
		best = letters[i] > letters[best] ? i : best;
	uint32_t language = know_column(table, "language");
	for (uint32_t i = 0; i < count; i++)
		if (letters[i] > ENOUGH_LETTERS && view_equal(know_key(know_row(table, i)), VIEW("kana")))
			best = i;
	return count && letters[best] > ENOUGH_LETTERS && letters[best] * 4 > all
	               ? know_text(know_row(table, best), language)
	               : (struct view){0};
}

struct view language_find(struct arena *m, const struct reader *r, struct view text)
{
	size_t end = text.length < READ ? text.length : READ;
	while (end > 0 && end < text.length && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end--;
	text = view_slice(text, 0, end);
	struct view language = by_script(r, text);
	return language.length ? language : by_words(m, r, text);
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

struct view language_tag(struct arena *m, struct view said)
{
	said = view_trim(said);
	size_t n = 0;
	while (n < said.length && is_letter(said.at[n]))
		n++;
	if (n < 2 || n > 3 || (n < said.length && said.at[n] != '-' && said.at[n] != '_'))
		return (struct view){0};
	bool region = said.length == n + 3 && is_letter(said.at[n + 1]) && is_letter(said.at[n + 2]);
	char *to = arena_alloc(m, n + 3);
	for (size_t i = 0; i < n; i++)
		to[i] = (char)(said.at[i] | 32);
	if (!region)
		return view_of(to, n);
	to[n] = '-';
	to[n + 1] = (char)(said.at[n + 1] & ~32);
	to[n + 2] = (char)(said.at[n + 2] & ~32);
	return view_of(to, n + 3);
}
