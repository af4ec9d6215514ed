#include "page/byline.h"

#include "base/utf8.h"
#include "know/know.h"

enum {
	LONGEST = 400,     /* bytes of a text that is looked at */
	LONGEST_NAME = 64, /* bytes */
	MOST_NAME_WORDS = 5,
	MOST_NAMES = 24,
	MOST_PREFIX_WORDS = 3
};

struct byline_reader byline_reader_of(struct arena *m, const struct reader *r)
{
	struct byline_reader b = {m, know_table(r->know, "bylines"), know_table(r->know, "month-names"), 0};
	b.kind = know_column(b.words, "kind");
	return b;
}

static bool is_kind(const struct byline_reader *b, struct view words, const char *kind)
{
	for (struct row row = know_find_text(b->words, b->arena, words); row.table; row = know_next(row))
		if (view_equal(know_text(row, b->kind), view_of_string(kind)))
			return true;
	return false;
}

/* The end of the word that begins at at. */
static size_t word_end(struct view v, size_t at)
{
	while (at < v.length && v.at[at] != ' ' && v.at[at] != '\n' && v.at[at] != '\t')
		at++;
	return at;
}

static struct view without_colon(struct view v)
{
	while (v.length && (v.at[v.length - 1] == ':' || v.at[v.length - 1] == '.'))
		v.length--;
	return v;
}

/* How many bytes the longest prefix ("By", "Geschrieben von") takes; 0: none. */
static size_t prefix_length(const struct byline_reader *b, struct view v)
{
	size_t best = 0, end = 0;
	for (int words = 0; words < MOST_PREFIX_WORDS && end < v.length; words++) {
		end = word_end(v, end);
		if (is_kind(b, without_colon(view_slice(v, 0, end)), "prefix"))
			best = end;
		end += end < v.length;
	}
	return best;
}

bool byline_begins(const struct byline_reader *b, struct view text)
{
	return prefix_length(b, view_slice(view_trim(text), 0, LONGEST)) > 0;
}

bool byline_is_label(const struct byline_reader *b, struct view text)
{
	text = view_trim(text);
	return text.length > 1 && text.length < 40 && prefix_length(b, text) == text.length;
}

static bool is_mark(const char *at, size_t left, size_t *length)
{
	static const struct view marks[] = {VIEW_OF(","),   VIEW_OF(";"), VIEW_OF("&"), VIEW_OF("|"),
	                                    VIEW_OF("/"),   VIEW_OF("•"), VIEW_OF("·"), VIEW_OF("\n"),
	                                    VIEW_OF("("),   VIEW_OF(")"), VIEW_OF("–"), VIEW_OF("—"),
	                                    VIEW_OF(" - "), VIEW_OF("["), VIEW_OF("~")};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (view_starts(view_of(at, left), marks[i])) {
			*length = marks[i].length;
			return true;
		}
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool has_digit(struct view v)
{
	for (size_t i = 0; i < v.length; i++)
		if (v.at[i] >= '0' && v.at[i] <= '9')
			return true;
	return false;
}

static bool has_letter(struct view v)
{
	for (size_t at = 0; at < v.length;)
		if (utf8_is_letter(utf8_next(v, &at)))
			return true;
	return false;
}

static bool is_address(struct view v)
{
	return view_find(v, VIEW("://")) != SIZE_MAX || view_find(v, VIEW("www.")) != SIZE_MAX ||
	       view_find(v, VIEW("@")) != SIZE_MAX || view_find(v, VIEW("<")) != SIZE_MAX;
}

static bool begins_upper(struct view v)
{
	uint32_t c = utf8_first(v);
	return utf8_is_upper(c) || (c > 0x2E80 && utf8_is_letter(c));
}

/* A few words; in a line of text such as begin in capitals, but for particles; none of trades or of the page.
 */
static bool is_name(const struct byline_reader *b, struct view v, enum byline_source source)
{
	uint32_t words = 0, capitals = 0;
	bool text = source != BYLINE_FIELD;
	if (v.length < 2 || v.length > LONGEST_NAME || is_kind(b, v, "other") || is_kind(b, v, "degree") ||
	    is_address(v) || (has_digit(v) && (text || memchr(v.at, ' ', v.length))))
		return false;
	for (size_t at = 0; at < v.length; words++) {
		size_t end = word_end(v, at);
		struct view word = view_slice(v, at, end);
		bool upper = begins_upper(word), particle = is_kind(b, word, "particle");
		if (text && (is_kind(b, word, "trade") || (!upper && !particle)))
			return false;
		capitals += upper;
		at = end + 1;
	}
	uint32_t least = source == BYLINE_TEXT ? 2 : 1;
	return has_letter(v) && words <= MOST_NAME_WORDS && (!text || (capitals >= least && words >= least));
}

/* "Lauren Maas MS" without the degree behind the name. */
static struct view without_degrees(const struct byline_reader *b, struct view v)
{
	for (;;) {
		size_t at = v.length;
		while (at > 0 && v.at[at - 1] != ' ')
			at--;
		if (at == 0 || !is_kind(b, view_slice(v, at, v.length), "degree"))
			return v;
		v = view_trim(view_slice(v, 0, at));
	}
}

/* "Ana Lopes August 18": without the month; "Ana May" may be a name. */
static struct view without_month(const struct byline_reader *b, struct view v)
{
	size_t at = v.length, first = 0;
	while (at > 0 && v.at[at - 1] != ' ')
		at--;
	while (first < v.length && v.at[first] != ' ')
		first++;
	bool month = at > first + 1 && know_find_text(b->months, b->arena, view_slice(v, at, v.length)).table;
	return month ? view_trim(view_slice(v, 0, at)) : v;
}

/* "by ana_l_92 on Monday": the one word. */
static void add_handle(const struct byline_reader *b, struct view v, struct names *to)
{
	v = view_trim(view_slice(v, 0, word_end(v, 0)));
	while (v.length && strchr("*:,-.\"'", v.at[v.length - 1]))
		v.length--;
	if (v.length > 1 && v.length < 30 && has_letter(v) && is_name(b, v, BYLINE_FIELD) &&
	    !is_kind(b, v, "trade") && !is_kind(b, v, "stop") && !is_kind(b, v, "end"))
		*vector_push(b->arena, &to->at) = v;
}

static void add_name(const struct byline_reader *b, struct view v, enum byline_source source,
                     struct names *to)
{
	v = view_trim(v);
	while (v.length && strchr("*:,-.\"'", v.at[0]))
		v = view_trim(view_slice(v, 1, v.length));
	while (v.length && strchr("*:,-\"'", v.at[v.length - 1]))
		v = view_trim(view_slice(v, 0, v.length - 1));
	size_t prefix = prefix_length(b, v);
	if (prefix < v.length)
		v = view_trim(view_slice(v, prefix, v.length));
	v = without_degrees(b, v);
	if (to->at.count >= MOST_NAMES || !is_name(b, v, source))
		return;
	vector_each (i, &to->at)
		if (view_equal_ascii_case(to->at.at[i], v))
			return;
	*vector_push(b->arena, &to->at) = v;
}

/* "Ana Lopes 12 March", "Ana Lopes August 18" and not "Monday 12 March". */
static void add_before_number(const struct byline_reader *b, struct view v, enum byline_source source,
                              struct names *to)
{
	struct view name = view_trim(without_month(b, view_trim(v)));
	if (memchr(name.at, ' ', name.length))
		add_name(b, name, source, to);
}

/* The length of a word at at that ends a name: 0, or the word's for "and", the rest's for "is", "for". */
static size_t ends_name(const struct byline_reader *b, struct view v, size_t at, enum byline_source source)
{
	size_t end = word_end(v, at);
	struct view word = without_colon(view_slice(v, at, end));
	/* "King I. Colbert": an initial is no "i" that means "and". */
	if (is_kind(b, word, "separator") && !begins_upper(word))
		return end - at;
	/* "Debate By Ana Lopes", "13:30 von Olga": what stood before is no name. */
	bool after_digits = has_digit(view_slice(v, at > 8 ? at - 8 : 0, at));
	if (source != BYLINE_FIELD && (begins_upper(word) || after_digits) && is_kind(b, word, "prefix"))
		return end - at;
	if (source != BYLINE_FIELD && !begins_upper(word) && is_kind(b, word, "stop"))
		return v.length - at;
	if (source != BYLINE_FIELD && is_kind(b, word, "end"))
		return v.length - at;
	return 0;
}

void byline_read(const struct byline_reader *b, struct view text, enum byline_source source, struct names *to)
{
	struct view v = view_trim(view_slice(text, 0, LONGEST));
	if (source == BYLINE_FIELD && view_find(v, VIEW("://")) != SIZE_MAX)
		return; /* the address of a profile */
	size_t prefix = prefix_length(b, v), begin = prefix, at = prefix;
	if (source == BYLINE_HANDLE) {
		v = view_trim(view_slice(v, prefix, v.length));
		while (v.length && (view_starts(v, VIEW("· ")) || view_starts(v, VIEW(": "))))
			v = view_trim(view_slice(v, word_end(v, 0), v.length));
		add_handle(b, v, to);
		return;
	}
	while (at < v.length) {
		size_t length = 0;
		if (!is_mark(v.at + at, v.length - at, &length) && at > begin && v.at[at - 1] == ' ')
			length = ends_name(b, v, at, source);
		if (!length && at > begin && v.at[at - 1] == ' ' && is_digit(v.at[at]) &&
		    source != BYLINE_FIELD)
			length = word_end(v, at) - at;
		if (length && is_digit(v.at[at]))
			add_before_number(b, view_slice(v, begin, at), source, to);
		else if (length)
			add_name(b, view_slice(v, begin, at), source, to);
		if (length) {
			begin = at + length;
			at = begin;
		} else {
			at++;
		}
	}
	add_name(b, view_slice(v, begin, v.length), source, to);
}

bool byline_has(const struct byline_reader *b, struct view text, const char *kind)
{
	for (size_t at = 0; at < text.length && at < LONGEST;) {
		size_t end = word_end(text, at);
		if (is_kind(b, without_colon(view_slice(text, at, end)), kind))
			return true;
		at = end + 1;
	}
	return false;
}
