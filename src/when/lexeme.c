#include "when/lexeme.h"

#include "base/utf8.h"
#include "know/know.h"

enum { LONGEST_WORD = 15, MOST_DIGITS = 8 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static char byte_at(struct view v, size_t at)
{
	return at < v.length ? v.at[at] : '\0';
}

/* Looks the word up, unless it is longer than any of the table. */
static void classify(struct lexeme *l, struct view word, const struct time_words *words)
{
	char lower[LONGEST_WORD];
	if (word.length > sizeof lower)
		return;
	for (size_t i = 0; i < word.length; i++)
		lower[i] = (char)(word.at[i] | 32);
	struct row row = know_find(words->table, view_of(lower, word.length));
	if (!row.table)
		return;
	double value = know_number(row, words->value), times = know_number(row, words->times);
	l->class = (uint8_t)know_label(row, words->class);
	l->value = value == value ? (int32_t)value : 0;
	l->times = times == times ? (int32_t)times : 1;
}

static size_t read_word(struct lexeme *l, struct view text, size_t at, const struct time_words *words)
{
	size_t begin = at;
	while (is_letter(byte_at(text, at)))
		at++;
	bool foreign = false; /* goes on in other letters than ASCII's: no word of the table */
	while (at < text.length && ((unsigned char)text.at[at] & 0x80 || is_letter(text.at[at]))) {
		size_t next = at;
		uint32_t c = utf8_next(text, &next);
		if (!utf8_is_letter(c))
			break;
		foreign = foreign || c >= 0x80;
		at = next;
	}
	l->kind = LEXEME_WORD;
	l->capital = text.at[begin] >= 'A' && text.at[begin] <= 'Z';
	if (!foreign)
		classify(l, view_slice(text, begin, at), words);
	return at;
}

/* "1,984" and "3.5" are sums and no part of a date, "07.05.2017" is three numbers. */
static bool continues_number(struct view text, size_t at)
{
	char c = byte_at(text, at);
	if ((c != ',' && c != '.') || !is_digit(byte_at(text, at + 1)))
		return false;
	size_t end = at + 1;
	while (is_digit(byte_at(text, end)))
		end++;
	if (c == ',')
		return end == at + 4;
	return !(byte_at(text, end) == '.' && is_digit(byte_at(text, end + 1)));
}

static size_t read_number(struct lexeme *l, struct view text, size_t at)
{
	size_t begin = at;
	while (is_digit(byte_at(text, at)))
		at++;
	l->kind = LEXEME_NUMBER;
	l->digits = at - begin <= MOST_DIGITS ? (uint8_t)(at - begin) : 0;
	for (size_t i = begin; l->digits && i < at; i++)
		l->value = l->value * 10 + (text.at[i] - '0');
	/* A dot behind two digits may be one of a date ("07.05.2017") or of a clock ("3.30pm"). */
	bool dotted = begin >= 2 && text.at[begin - 1] == '.' && is_digit(text.at[begin - 2]);
	while (!dotted && continues_number(text, at) &&
	       !(text.at[at] == '.' && l->digits && l->digits <= 2)) {
		l->digits = 0;
		for (at++; is_digit(byte_at(text, at));)
			at++;
	}
	return at;
}

static size_t read_mark(struct lexeme *l, struct view text, size_t at)
{
	uint32_t c = utf8_next(text, &at);
	l->kind = LEXEME_MARK;
	l->value = (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? '-'
	           : c == 0x2018 || c == 0x2019                ? '\''
	                                                       : (int32_t)c;
	return at;
}

static bool starts_word(struct view text, size_t at)
{
	size_t next = at;
	return is_letter(text.at[at]) ||
	       ((unsigned char)text.at[at] & 0x80 && utf8_is_letter(utf8_next(text, &next)));
}

static size_t after_space(struct view text, size_t at)
{
	while (at < text.length) {
		size_t next = at;
		if (!utf8_is_space(utf8_next(text, &next)))
			break;
		at = next;
	}
	return at;
}

void lexemes_of(struct article *a, struct bytes run, const struct time_words *words, struct lexemes *to)
{
	struct view text = text_of(a, run);
	size_t at = 0, end = SIZE_MAX;
	to->count = 0;
	while ((at = after_space(text, at)) < text.length) {
		struct lexeme *l = vector_push(a->arena, to);
		l->tight = at == end;
		size_t begin = at;
		if (is_digit(text.at[at]))
			at = read_number(l, text, at);
		else if (starts_word(text, at))
			at = read_word(l, text, at, words);
		else
			at = read_mark(l, text, at);
		l->bytes = (struct bytes){run.begin + (uint32_t)begin, run.begin + (uint32_t)at};
		end = at;
	}
	struct lexeme *last = vector_push(a->arena, to);
	last->bytes = (struct bytes){run.end, run.end};
}
