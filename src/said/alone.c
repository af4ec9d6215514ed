/* What a quotation is by its place alone. */
#include "article/clause.h"
#include "said/draft.h"

/* Whether the words between two tokens are none. */
static bool touches(const struct drafts *d, uint32_t end, uint32_t begin)
{
	while (end < begin && token_at(d, end)->upos == UPOS_PUNCT)
		end++;
	return end >= begin;
}

bool quotation_stands_alone(const struct drafts *d, const struct quotation *q)
{
	struct tokens first = sentence_of(d, q->tokens.begin), last = sentence_of(d, q->tokens.end - 1);
	return touches(d, first.begin, q->tokens.begin) && touches(d, q->tokens.end, last.end);
}

bool quotation_begins_sentence(const struct drafts *d, const struct quotation *q)
{
	return touches(d, sentence_of(d, q->tokens.begin).begin, q->tokens.begin);
}

bool quotation_is_utterance(const struct drafts *d, const struct quotation *q)
{
	uint32_t last = q->tokens.end - 1;
	if (!q->closed || last < q->tokens.begin + 2)
		return false;
	bool comma = q->tokens.end < d->a->tokens.count &&
	             view_equal(text_of_token(d->a, q->tokens.end), VIEW(","));
	return comma || token_at(d, last - 1)->upos == UPOS_PUNCT;
}
