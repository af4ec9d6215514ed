#include "said/mark.h"

#include "base/utf8.h"

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

/* One of two marks that stand for one: '' and ``. Of three in a row behind a word the first closes the
 * quotation within. */
static bool is_doubled(struct view text, struct bytes within, size_t at, size_t end, uint32_t c)
{
	bool two = (c == '\'' || c == '`') && end < within.end && text.at[end] == (char)c;
	bool three = two && end + 1 < within.end && text.at[end + 1] == (char)c;
	return two && !(three && !opens_after(character_before(text, at, within.begin)));
}

/* A curly double mark. Some type an opening one for a closing one and the other way round: "so “he said“." */
static unsigned curly_sides(uint32_t c, uint32_t before, uint32_t after)
{
	bool opens = opens_after(before);
	if (c == 0x201D || c == 0x00BB)
		return c == 0x201D && opens && is_word(after) ? OPENS : CLOSES;
	return c == 0x201C && !opens && !is_word(after) ? CLOSES : OPENS;
}

/* A closing curly mark or a straight one, of a kind with apostrophes. False: it is one. */
static bool take_single(struct mark *m, uint32_t c, uint32_t before, uint32_t after)
{
	m->single = true;
	bool spaced = utf8_is_space(before) && utf8_is_space(after);
	bool year = (decimal(after) && opens_after(before)) || decimal(before);
	m->may = c == 0x2019 ? CLOSES : sides(before, after);
	return !is_apostrophe(before, after, c == 0x2019) && !year && !spaced;
}

bool mark_at(struct view text, struct bytes within, size_t at, struct mark *m)
{
	size_t end = at;
	uint32_t c = utf8_next(text, &end);
	bool doubled = is_doubled(text, within, at, end, c);
	end += doubled;
	uint32_t before = character_before(text, at, within.begin);
	uint32_t after = character_after(text, end, within.end);
	*m = (struct mark){.begin = (uint32_t)at, .end = (uint32_t)end};
	switch (c) {
	case '"':
	case 0x201F:
		m->may = sides(before, after);
		return true;
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x00AB:
	case 0x00BB:
		m->may = curly_sides(c, before, after);
		return true;
	case '`':
		m->single = !doubled;
		m->may = OPENS;
		return doubled || opens_after(before);
	case 0x2018:
		m->single = true;
		m->may = OPENS;
		return opens_after(before) && !utf8_is_space(after);
	case 0x2019:
	case '\'':
		if (!doubled)
			return take_single(m, c, before, after);
		m->may = sides(before, after);
		return true;
	default:
		return false;
	}
}

bool mark_stands_behind_s(struct view text, struct bytes within, const struct mark *m)
{
	uint32_t before = character_before(text, m->begin, within.begin);
	return before == 's' && utf8_is_space(character_after(text, m->end, within.end));
}
