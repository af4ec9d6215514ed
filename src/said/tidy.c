/* What a content loses again: words that the tree hung into it and that are not its speaker's. */
#include "article/clause.h"
#include "base/utf8.h"
#include "said/draft.h"

static bool is_relative(const struct drafts *d, uint32_t token)
{
	const struct token *t = token_at(d, token);
	return t->xpos == XPOS_WP || t->xpos == XPOS_WDT || t->xpos == XPOS_WPS;
}

/* "said Lin, who runs the yard": what a relative clause says of the source. */
void content_cut_source_clauses(struct drafts *d, const struct draft *x)
{
	if (x->source_head == NONE)
		return;
	children_of (d->a, child, x->source_head) {
		struct tokens clause = token_at(d, child)->subtree;
		bool holds_cue = clause.begin <= x->cue.head && x->cue.head < clause.end;
		if (token_at(d, child)->relation != RELATION_ACL_RELCL || holds_cue)
			continue;
		while (clause.begin < child && token_at(d, clause.begin)->upos == UPOS_PUNCT)
			clause.begin++;
		if (is_relative(d, clause.begin) && clause.begin > x->source_head)
			content_cut(d, clause);
	}
}

/* Whether nothing but punctuation stands between a quotation and the words of attribution behind it. */
static bool touches_attribution(const struct drafts *d, const struct draft *x, uint32_t end)
{
	uint32_t begin = x->cue.words.begin;
	if (x->source.begin < x->source.end && x->source.begin >= end && x->source.begin < begin)
		begin = x->source.begin;
	while (end < begin && token_at(d, end)->upos == UPOS_PUNCT)
		end++;
	return end == begin;
}

static bool is_quotation(const struct drafts *d, struct tokens run)
{
	uint32_t n = d->quotations.outermost[run.begin];
	const struct quotation *q = n == NONE ? NULL : &d->quotations.list.at[n];
	return q && q->tokens.begin == run.begin && q->tokens.end == run.end;
}

/* "warned that …": a clause of its own right behind the cue. */
static bool has_clause_behind(const struct drafts *d, const struct draft *x, struct tokens run)
{
	uint32_t clause = child_with(d->a, x->cue.head, RELATION_CCOMP);
	return clause != NONE && clause > x->cue.head && run.begin == x->cue.words.end;
}

static bool begins_sentence(const struct drafts *d, struct tokens run)
{
	return quotation_begins_sentence(d, &d->quotations.list.at[d->quotations.outermost[run.begin]]);
}

/* Where the quotation that ends at the words of attribution is, among the runs; run_count: nowhere. */
static uint32_t quotation_before(const struct drafts *d, const struct draft *x)
{
	const struct tokens *run = &d->runs.at[x->runs];
	for (uint32_t i = 0; i < x->run_count; i++)
		if (run[i].end <= x->cue.head && is_quotation(d, run[i]) &&
		    touches_attribution(d, x, run[i].end))
			return i;
	return x->run_count;
}

static bool is_break(const struct drafts *d, uint32_t token)
{
	struct view text = text_of_token(d->a, token);
	return view_equal(text, VIEW(":")) || view_equal(text, VIEW("-")) || view_equal(text, VIEW("--")) ||
	       view_equal(text, VIEW("\xE2\x80\x93")) || view_equal(text, VIEW("\xE2\x80\x94"));
}

/* "said that Lin had told them: "Go home."": a verb within the run, with a subject of its own, introduces the
 * quotation. */
static bool is_introduced_within(const struct drafts *d, struct tokens run, uint32_t quotation)
{
	enum { MOST_BACK = 20 };
	uint32_t begin = d->quotations.list.at[quotation].tokens.begin, left = MOST_BACK;
	for (uint32_t i = begin; i-- > run.begin && left--;) {
		struct cue c = cue_at(d->a, &d->table, i);
		if (c.row.table && nested_quotation(d, &c) == quotation)
			return true;
	}
	return false;
}

/* "says he has no regrets: "…"": the run begins with a clause of the verb's own. */
static bool is_clause_before(const struct drafts *d, const struct draft *x, struct tokens run,
                             uint32_t quotation)
{
	uint32_t clause = child_with(d->a, x->cue.head, RELATION_CCOMP);
	bool own = clause != NONE && clause > x->cue.head && run.begin <= clause && clause < quotation - 1;
	return own && x->cue.class == CUE_SAY && child_with(d->a, clause, RELATION_NSUBJ) != NONE;
}

/* "had a message for them: "Go home."" Behind a colon, or a dash where the verb follows, the whole utterance
 * is what was said. */
static void begin_at_quotation(struct drafts *d, struct draft *x)
{
	for (uint32_t k = 0; k < x->run_count; k++) {
		struct tokens *run = &d->runs.at[x->runs + k];
		uint32_t n = d->quotations.outermost[run->end - 1];
		const struct quotation *q = n == NONE ? NULL : &d->quotations.list.at[n];
		bool ends = q && q->tokens.begin > run->begin && q->tokens.end == run->end &&
		            quotation_is_utterance(d, q);
		bool beside = run->begin > x->cue.head || touches_attribution(d, x, run->end);
		if (ends && beside && is_break(d, q->tokens.begin - 1) && !is_introduced_within(d, *run, n) &&
		    !is_clause_before(d, x, *run, q->tokens.begin))
			run->begin = q->tokens.begin;
	}
}

/* "writing in a letter: "…"": a participle whose last run is a quotation behind a colon. */
static bool adds_behind_colon(const struct drafts *d, const struct draft *x)
{
	struct tokens last = d->runs.at[x->runs + x->run_count - 1];
	return token_at(d, x->cue.head)->xpos == XPOS_VBG && is_quotation(d, last) &&
	       last.begin > x->cue.words.end && view_equal(text_of_token(d->a, last.begin - 1), VIEW(":"));
}

/* "Asked whether he would stay, Lin said: "Of course."" What stands before the words of attribution tells of
 * the occasion where a whole utterance follows them. */
static void drop_before_utterance(struct drafts *d, struct draft *x)
{
	uint32_t behind = x->cue.words.end, n;
	while (behind < d->a->tokens.count && d->quotations.outermost[behind] == NONE &&
	       token_at(d, behind)->upos == UPOS_PUNCT)
		behind++;
	n = behind < d->a->tokens.count ? d->quotations.outermost[behind] : NONE;
	const struct quotation *q = n == NONE ? NULL : &d->quotations.list.at[n];
	bool adds = x->run_count > 1 && adds_behind_colon(d, x);
	if (!adds && (!q || q->tokens.begin != behind || !quotation_is_utterance(d, q) || x->run_count < 2 ||
	              !utf8_is_upper(utf8_first(text_of_token(d->a, behind + 1)))))
		return;
	while (x->run_count > 1 && d->runs.at[x->runs].end <= x->cue.head &&
	       (adds || d->quotations.outermost[d->runs.at[x->runs].end - 1] == NONE))
		draft_drop_run(d, x, 0);
}

/* "We will not sell," she said after the vote, adding that …: what follows a quotation's verb outside of
 * marks tells of the occasion or is another statement. But in "Praising "the best of us," she warned that …"
 * the quotation is that of "praising". */
void content_keep_quoted(struct drafts *d, struct draft *x)
{
	begin_at_quotation(d, x);
	drop_before_utterance(d, x);
	uint32_t spoken = quotation_before(d, x);
	if (spoken == x->run_count)
		return;
	bool begins = begins_sentence(d, d->runs.at[x->runs + spoken]);
	for (uint32_t i = x->run_count; i-- > spoken + 1;) {
		struct tokens run = d->runs.at[x->runs + i];
		if (!begins && has_clause_behind(d, x, run)) {
			draft_drop_run(d, x, spoken);
			return;
		}
		if (begins && run.begin > x->cue.head && !is_quotation(d, run))
			draft_drop_run(d, x, i);
	}
}
