/* Spans: which words belong to a name, where lang has taken too few or too many. */
#include "article/clause.h"
#include "base/utf8.h"
#include "who/naming.h"

struct tokens name_whole(const struct article *a, struct tokens t)
{
	uint32_t end = t.begin < t.end ? a->sentences.at[a->tokens.at[t.begin].sentence].tokens.end : t.end;
	while (t.end < end && a->tokens.at[t.end].upos == UPOS_PROPN) {
		const struct token *next = &a->tokens.at[t.end];
		bool flat = next->relation == RELATION_FLAT && next->head >= t.begin && next->head < t.end;
		bool bridge = next->entity == ENTITY_NONE && t.end + 1 < end &&
		              a->tokens.at[t.end + 1].entity == ENTITY_PERSON &&
		              a->tokens.at[t.end + 1].upos == UPOS_PROPN;
		if (!flat && !bridge &&
		    !(next->entity == ENTITY_PERSON && a->tokens.at[t.end - 1].entity == ENTITY_NONE))
			break;
		t.end++;
	}
	return t;
}

struct tokens name_without_degrees(struct work *w, struct tokens t)
{
	struct article *a = w->article;
	for (; t.end - t.begin > 2; t.end--) {
		struct view word = text_of_token(a, t.end - 1);
		struct row row = know_find_text(w->facts.bylines, a->arena, word);
		if (!row.table || !all_capitals(word) ||
		    !view_equal(know_text(row, w->facts.byline_kind), VIEW("degree")))
			break;
	}
	return t;
}

static bool may_widen(const struct work *w, uint32_t token, uint32_t within)
{
	const struct article *a = w->article;
	return a->tokens.at[token].sentence == a->tokens.at[within].sentence && w->covered[token] == NONE &&
	       a->tokens.at[token].upos != UPOS_DET && utf8_has_upper(text_of_token(a, token));
}

struct tokens name_widened(const struct work *w, struct tokens t)
{
	const struct article *a = w->article;
	if (t.begin > 0 && may_widen(w, t.begin - 1, t.begin) &&
	    known_actor(w, (struct tokens){t.begin - 1, t.end}).table)
		t.begin--;
	if (t.end < a->tokens.count && may_widen(w, t.end, t.begin) &&
	    known_actor(w, (struct tokens){t.begin, t.end + 1}).table)
		t.end++;
	return t;
}

bool all_capitals(struct view v)
{
	size_t count = 0;
	for (size_t at = 0; at < v.length;) {
		uint32_t c = utf8_next(v, &at);
		if (utf8_is_upper(c))
			count++;
		else if (c != '.')
			return false;
	}
	return count >= 2;
}
