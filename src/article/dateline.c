#include "article/dateline.h"

#include "base/utf8.h"

/* Words of a dateline at most, and of what it must be followed by at least. */
enum { LONGEST = 16, LEAST_BEHIND = 3 };

static bool is_one_of(struct view v, const struct view *of, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view_equal(v, of[i]))
			return true;
	return false;
}

static bool is_dash(struct view v)
{
	static const struct view dashes[] = {VIEW_OF("-"), VIEW_OF("--"), VIEW_OF("\xE2\x80\x93"),
	                                     VIEW_OF("\xE2\x80\x94")};
	return is_one_of(v, dashes, sizeof dashes / sizeof *dashes);
}

/* What may stand between a town and the dash: more names, a day, an agency in brackets. */
static bool may_stand(struct view v)
{
	static const struct view marks[] = {VIEW_OF(","),  VIEW_OF("."),   VIEW_OF("("),
	                                    VIEW_OF(")"),  VIEW_OF("/"),   VIEW_OF("&"),
	                                    VIEW_OF("of"), VIEW_OF("and"), VIEW_OF("/AP")};
	uint32_t first = utf8_first(v);
	return utf8_is_upper(first) || utf8_is_digit(first) ||
	       is_one_of(v, marks, sizeof marks / sizeof *marks);
}

/* "LIMA -The mayor": a space before it or behind it, so that it is no hyphen ("U.N. Secretary-General"). */
static bool stands_apart(const struct article *a, uint32_t dash)
{
	const struct token *t = a->tokens.at + dash;
	bool hyphen = view_equal(text_of_token(a, dash), VIEW("-")) && t[-1].bytes.end == t->bytes.begin &&
	              t->bytes.end == t[1].bytes.begin;
	return !hyphen && !t->joined && !t[1].joined;
}

uint32_t dateline_end(const struct article *a, struct tokens line)
{
	uint32_t end = line.end < line.begin + LONGEST ? line.end : line.begin + LONGEST, dash = line.begin;
	while (dash < end && may_stand(text_of_token(a, dash)))
		dash++;
	if (dash == line.begin || dash == end || !is_dash(text_of_token(a, dash)) ||
	    line.end - dash <= LEAST_BEHIND || utf8_is_lower(utf8_first(text_of_token(a, dash + 1))))
		return line.begin;
	bool apart = stands_apart(a, dash);
	bool bracket = view_equal(text_of_token(a, dash - 1), VIEW(")"));
	bool capitals = utf8_capitals(text_of_token(a, line.begin)) > 1 &&
	                utf8_capitals(text_of_token(a, dash + 1)) < 2;
	return bracket || (apart && capitals) ? dash + 1 : line.begin;
}
