/* "Q:" and "A:" before the questions and the answers of an interview. */
#include "who/within.h"

static bool is_label(const struct work *w, uint32_t token, struct view letter)
{
	const struct article *a = w->article;
	struct tokens s = a->sentences.at[a->tokens.at[token].sentence].tokens;
	return token == s.begin && token + 1 < a->tokens.count &&
	       view_equal(text_of_token(a, token), letter) &&
	       view_equal(text_of_token(a, token + 1), VIEW(":"));
}

bool label_of_answer(const struct work *w, const struct find *f)
{
	return w->asked != NONE && is_label(w, f->head, VIEW("A"));
}

/* Where the first question begins; NONE. */
static uint32_t first_question(const struct work *w)
{
	const struct article *a = w->article;
	vector_each (i, &a->sentences) {
		struct tokens s = a->sentences.at[i].tokens;
		if (s.begin < s.end && is_label(w, s.begin, VIEW("Q")))
			return s.begin;
	}
	return NONE;
}

uint32_t label_asked(const struct work *w)
{
	uint32_t question = first_question(w), asked = NONE;
	if (question == NONE)
		return NONE;
	vector_each (i, &w->finds) {
		const struct find *f = &w->finds.at[i];
		bool person = f->cluster != NONE && f->form == MENTION_NAME &&
		              w->clusters.at[f->cluster].traits.kind == KIND_PERSON;
		if (f->head >= question || !person || f->cluster == asked)
			continue;
		if (asked != NONE)
			return NONE; /* two are named, and nothing tells which */
		asked = f->cluster;
	}
	return asked;
}
