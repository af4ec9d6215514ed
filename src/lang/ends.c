#include "lang/ends.h"

#include <string.h>

#include "base/utf8.h"
#include "know/know.h"
#include "lang/lemma.h"

static uint32_t first_of(const struct article *a, uint32_t i)
{
	return utf8_first(text_of_token(a, i));
}

static bool follows_at_once(const struct article *a, uint32_t i)
{
	return a->tokens.at[i + 1].bytes.begin == a->tokens.at[i].bytes.end;
}

static bool is_mark(uint32_t c)
{
	uint32_t n = normal(c);
	return n == '"' || n == '\'';
}

static bool is_small(uint32_t c)
{
	return is_letter(c) && utf8_is_lower(c);
}

/* Whether the words behind token i go on with what a quotation interrupted: "Who pays?" he asked. */
static bool quotation_goes_on(const struct article *a, uint32_t i)
{
	return is_mark(first_of(a, i)) && is_small(first_of(a, i + 1)) && !a->tokens.at[i].joined;
}

/* "ft", "lbs": what has no vowel is short for something. */
static bool has_vowel(struct view word)
{
	for (size_t at = 0; at < word.length;) {
		uint32_t c = folded(utf8_next(word, &at));
		if (c > 127 || (c && strchr("aeiouy0123456789", (int)c)))
			return true;
	}
	return false;
}

static bool has_stop(struct view word)
{
	return word.length > 1 && word.at[word.length - 1] == '.';
}

/* Three dots, in one sign or in three. */
static bool is_dots(struct view word)
{
	return utf8_first(word) == 0x2026 || (has_stop(word) && word.at[0] == '.');
}

/* Whether token i is a stop that belongs to the short form before it. */
static bool stops_short_form(const struct article *a, uint32_t i)
{
	return i && view_equal(text_of_token(a, i), VIEW(".")) && is_letter(first_of(a, i - 1)) &&
	       follows_at_once(a, i - 1) && !has_vowel(text_of_token(a, i - 1));
}

/* Behind an abbreviation, dots or a bracket a small letter begins no sentence: "400 sq. ft. of land". Behind
 * other words it may, where people write without stops. */
static bool goes_on_small(const struct article *a, uint32_t i)
{
	struct view word = text_of_token(a, i);
	uint32_t first = utf8_first(word);
	return is_small(first_of(a, i + 1)) && ((is_letter(first) && has_stop(word)) || is_dots(word) ||
	                                        stops_short_form(a, i) || first == ')' || first == ']');
}

/* A mark that stands close behind a sentence closes it; a straight one that opens the next would have a
 * space. */
static bool closes_next(const struct article *a, uint32_t i)
{
	uint32_t c = first_of(a, i + 1);
	return follows_at_once(a, i) && (is_mark(c) || c == ')' || c == ']') && c != 0x201C && c != 0x2018;
}

/* Whether the word would be a verb of saying if it had this tag. */
static bool is_saying(const struct article *a, const struct end_words *words, uint32_t i, enum xpos_tag tag)
{
	struct view lemma = lemma_of(a->arena, words->model, text_of_token(a, i), UPOS_VERB, (uint8_t)tag);
	return know_find(words->cues, lemma).table;
}

/* "Will it hold?" Dr. Lund asked: the names behind a question that was quoted, and a verb of saying by
 * itself. */
static bool speaker_follows(const struct article *a, const struct end_words *words, uint32_t i)
{
	enum { NAMES_MOST = 5 };
	uint32_t asked = i ? first_of(a, i - 1) : 0, at = i + 1;
	if (!is_mark(first_of(a, i)) || (asked != '?' && asked != '!'))
		return false;
	while (at < a->tokens.count && at <= i + NAMES_MOST && utf8_is_upper(first_of(a, at)))
		at++;
	if (at == i + 1 || at + 1 >= a->tokens.count)
		return false;
	uint32_t next = first_of(a, at + 1);
	return (next == '.' || next == ',' || next == ';') &&
	       (is_saying(a, words, at, XPOS_VBD) || is_saying(a, words, at, XPOS_VBZ));
}

/* "Sen. Lund": an abbreviated title and a name. */
static bool is_title(const struct article *a, const struct end_words *words, uint32_t i)
{
	struct view word = text_of_token(a, i);
	if (!has_stop(word) || !utf8_is_upper(first_of(a, i + 1)))
		return false;
	struct row row = know_find_text(words->nouns, a->arena, word);
	return row.table && know_text(row, know_column(words->nouns, "before")).length &&
	       !know_find_text(words->openers, a->arena, text_of_token(a, i + 1)).table;
}

/* "Vladimir V. Putin": a letter between a given name and another name. */
static bool is_initial(const struct article *a, const struct end_words *words, uint32_t i)
{
	struct view word = text_of_token(a, i), next = text_of_token(a, i + 1);
	return i && word.length == 2 && word.at[1] == '.' && is_capital(utf8_first(word)) &&
	       is_capital(utf8_first(next)) &&
	       know_find_text(words->given, a->arena, text_of_token(a, i - 1)).table &&
	       !know_find_text(words->openers, a->arena, next).table;
}

/* Whether a sentence ends with the abbreviation at token i: "at 9 p.m. The mayor", "to the U.S. She stayed".
 */
static bool ends_in_abbreviation(const struct article *a, const struct end_words *words, uint32_t i)
{
	struct view word = text_of_token(a, i);
	if (!has_stop(word))
		return false;
	bool hour = view_equal(word, VIEW("a.m.")) || view_equal(word, VIEW("p.m."));
	if (!hour && !is_capital(utf8_first(word)))
		return false;
	struct view next = text_of_token(a, i + 1);
	return is_capital(utf8_first(next)) && know_find_text(words->openers, a->arena, next).table;
}

enum end_told end_told(const struct article *a, const struct end_words *words, uint32_t i,
                       enum line_style style)
{
	if (style != STYLE_SMALL &&
	    (quotation_goes_on(a, i) || closes_next(a, i) || speaker_follows(a, words, i)))
		return END_NEVER;
	if (style != STYLE_PROSE)
		return END_UNTOLD;
	if (goes_on_small(a, i) || is_title(a, words, i) || is_initial(a, words, i))
		return END_NEVER;
	return ends_in_abbreviation(a, words, i) ? END_SURELY : END_UNTOLD;
}
