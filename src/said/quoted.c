#include "article/clause.h"
#include "said/draft.h"

/* How far from a quotation its cue may stand, in tokens. */
enum { REACH = 24 };

/* Names of one or two people in front of a colon. */
enum { LONGEST_NAME = 8 };

static bool can_introduce(const struct cue *c)
{
	return c->row.table && c->kind == 'v' && (c->follows & FOLLOWS_QUOTE);
}

/* Drafts a statement whose content is this quotation and whose cue is the verb beside it, or gives the
 * quotation to the draft that the verb has already. */
static void draft_beside(struct drafts *d, const struct cue *c, uint32_t n)
{
	struct tokens run = d->quotations.list.at[n].tokens;
	for (uint32_t i = d->list.count; i-- > 0;)
		if (d->list.at[i].cue.head == c->head) {
			struct draft *x = &d->list.at[i];
			content_begin(d, c->head);
			/* "had a message: …": of a verb of no table the quotation is all. */
			for (uint32_t k = 0; k < x->run_count && c->row.table; k++)
				content_add(d, d->runs.at[x->runs + k]);
			content_add(d, run);
			content_cut(d, c->words);
			content_cut(d, x->source);
			content_cut_source_clauses(d, x);
			content_take(d, x);
			content_keep_quoted(d, x);
			d->speaks_in[n] = i;
			return;
		}
	struct draft x = {.cue = *c, .parent = NONE, .source_head = NONE, .confidence = -1.0F};
	source_find(d, &x);
	participle_find_speaker(d, &x);
	if (x.source_head == NONE)
		source_beside(d, &x);
	content_begin(d, c->head);
	content_add(d, run);
	if (!content_take(d, &x))
		return;
	x.why = VIEW("quotation");
	d->speaks_in[n] = d->list.count;
	*vector_push(d->a->arena, &d->list) = x;
}

/* A cue outside of quotations from `from` towards `to` (either way), within reach. */
static struct cue cue_from(struct drafts *d, uint32_t from, uint32_t to)
{
	uint32_t step = from <= to ? 1 : UINT32_MAX, left = REACH;
	for (uint32_t i = from; i != to && left--; i += step) {
		if (d->quotations.outermost[i] != NONE)
			break;
		struct cue c = cue_at(d->a, &d->table, i);
		if (can_introduce(&c))
			return c;
	}
	return (struct cue){.head = NONE};
}

static bool is_finite(const struct drafts *d, uint32_t token)
{
	return token_at(d, token)->upos == UPOS_VERB && token_is_finite(d->a, token);
}

/* A verb of no table that does the work of one: "beamed" in '"At last!" beamed Lin'. */
static struct cue as_cue(uint32_t verb)
{
	return (struct cue){.head = verb,
	                    .words = {verb, verb + 1},
	                    .class = CUE_SAY,
	                    .act = ACT_ASSERT,
	                    .follows = FOLLOWS_QUOTE,
	                    .kind = 'v'};
}

/* Whether the verb's subject, or behind the verb the one who spoke, stands between `from` and `to`. */
static bool has_speaker_in(const struct drafts *d, uint32_t verb, uint32_t from, uint32_t to)
{
	uint32_t who = child_with(d->a, verb, RELATION_NSUBJ);
	if (who == NONE)
		who = child_with(d->a, verb, RELATION_OBJ);
	if (who == NONE || who < from || who >= to || d->quotations.outermost[who] != NONE)
		return false;
	const struct token *t = token_at(d, who);
	return t->upos == UPOS_PROPN || t->upos == UPOS_PRON || t->upos == UPOS_NOUN;
}

/* The first finite verb behind an utterance, if it has its speaker there. */
static struct cue verb_behind(const struct drafts *d, const struct quotation *q)
{
	uint32_t end = sentence_of(d, q->tokens.end - 1).end, left = REACH / 2;
	if (quotation_is_utterance(d, q))
		for (uint32_t i = q->tokens.end; i < end && left-- && d->quotations.outermost[i] == NONE; i++)
			if (is_finite(d, i))
				return has_speaker_in(d, i, q->tokens.end, end) ? as_cue(i)
				                                                : (struct cue){.head = NONE};
	return (struct cue){.head = NONE};
}

static bool is_colon(const struct drafts *d, uint32_t token)
{
	return view_equal(text_of_token(d->a, token), VIEW(":"));
}

/* "Lin had a blunt message: …": the nearest finite verb before a colon, from `colon` back to `begin`. */
static struct cue verb_before_colon(const struct drafts *d, uint32_t colon, uint32_t begin)
{
	for (uint32_t i = colon; i-- > begin && colon - i < REACH && d->quotations.outermost[i] == NONE;)
		if (is_finite(d, i) && child_with(d->a, i, RELATION_NSUBJ) != NONE)
			return has_speaker_in(d, i, begin, i) ? as_cue(i) : (struct cue){.head = NONE};
	return (struct cue){.head = NONE};
}

static struct cue cue_beside(struct drafts *d, const struct quotation *q)
{
	struct tokens last = sentence_of(d, q->tokens.end - 1), first = sentence_of(d, q->tokens.begin);
	struct cue found = {.head = NONE};
	if (q->tokens.end < last.end)
		found = cue_from(d, q->tokens.end, last.end);
	if (found.head == NONE && q->tokens.begin > first.begin)
		found = cue_from(d, q->tokens.begin - 1, first.begin ? first.begin - 1 : UINT32_MAX);
	if (found.head == NONE)
		found = verb_behind(d, q);
	if (found.head == NONE && q->tokens.begin > first.begin && is_colon(d, q->tokens.begin - 1))
		found = verb_before_colon(d, q->tokens.begin - 1, first.begin);
	return found;
}

/* A cue in the sentence before, which a colon ends or which says nothing else: "Lin put it so:". */
static struct cue cue_of_colon(struct drafts *d, const struct quotation *q)
{
	uint32_t before = sentence_of(d, q->tokens.begin).begin;
	if (!before || !is_colon(d, before - 1))
		return (struct cue){.head = NONE};
	struct tokens s = sentence_of(d, before - 1);
	struct cue c = cue_from(d, before - 1, s.begin ? s.begin - 1 : UINT32_MAX);
	return c.head != NONE ? c : verb_before_colon(d, before - 1, s.begin);
}

/* The draft whose content ends last before this quotation, if it may go on in it: in the same paragraph, or
 * in the one right after, where it ended in a quotation too. */
static struct draft *one_before(struct drafts *d, const struct quotation *q, uint32_t last_draft)
{
	if (last_draft == NONE)
		return NULL;
	struct draft *x = &d->list.at[last_draft];
	struct tokens run = d->runs.at[x->runs + x->run_count - 1];
	uint32_t paragraph = d->quotations.paragraph[run.end - 1];
	bool quoted = d->quotations.outermost[run.end - 1] != NONE;
	return quoted && q->block <= paragraph + 1 ? x : NULL;
}

static bool has_run(const struct drafts *d, const struct draft *x, struct tokens run)
{
	for (uint32_t k = 0; k < x->run_count; k++)
		if (d->runs.at[x->runs + k].begin <= run.begin && run.end <= d->runs.at[x->runs + k].end)
			return true;
	return false;
}

static void draft_alone(struct drafts *d, uint32_t n, uint32_t *last_draft)
{
	const struct quotation *q = &d->quotations.list.at[n];
	struct draft *before = one_before(d, q, *last_draft);
	if (before) {
		if (!has_run(d, before, q->tokens))
			content_append(d, before, q->tokens);
		d->speaks_in[n] = *last_draft;
		return;
	}
	struct draft x = {.cue = {.head = NONE}, .parent = NONE, .source_head = NONE, .confidence = -1.0F};
	x.continues = true;
	x.why = VIEW("quotation");
	content_begin(d, NONE);
	content_add(d, q->tokens);
	if (!content_take(d, &x))
		return;
	*last_draft = d->speaks_in[n] = d->list.count;
	*vector_push(d->a->arena, &d->list) = x;
}

static bool is_name(const struct drafts *d, uint32_t token)
{
	return token_at(d, token)->upos == UPOS_PROPN;
}

/* "Here is Anna Lund in March: "…"": no verb of speech, and one person. Sets first and end to the name. */
static bool person_shown(const struct drafts *d, uint32_t begin, uint32_t *first, uint32_t *end)
{
	uint32_t colon = *end, people = 0;
	for (uint32_t i = begin; i < colon; i++) {
		const struct token *t = token_at(d, i);
		if (t->upos == UPOS_VERB || i - begin > REACH)
			return false;
		people += t->entity == ENTITY_PERSON && t->entity_begins;
		if (t->entity == ENTITY_PERSON && t->entity_begins)
			*first = *end = i;
		if (t->entity == ENTITY_PERSON && *end == i)
			*end = i + 1;
	}
	return people == 1;
}

/* "Lund: "…"", "Lund and Brandt: "…"", in the middle of a paragraph too: a name, a colon, a quotation. */
static bool draft_name_before(struct drafts *d, uint32_t n)
{
	struct tokens run = d->quotations.list.at[n].tokens;
	uint32_t begin = sentence_of(d, run.begin).begin;
	if (run.begin < begin + 2 || !is_colon(d, run.begin - 1))
		return false;
	uint32_t end = run.begin - 1, first = end;
	while (first > begin && end - first < LONGEST_NAME &&
	       (is_name(d, first - 1) ||
	        (first < end && first > begin + 1 && token_at(d, first - 1)->upos == UPOS_CCONJ &&
	         is_name(d, first - 2))))
		first--;
	if (first == end && !person_shown(d, begin, &first, &end))
		return false;
	struct draft x = {.cue = {.head = NONE},
	                  .parent = NONE,
	                  .over = NONE,
	                  .confidence = -1.0F,
	                  .why = VIEW("turn")};
	x.source = (struct tokens){first, end};
	x.source_head = head_of(d->a, x.source);
	content_begin(d, NONE);
	content_add(d, run);
	if (!content_take(d, &x))
		return false;
	d->speaks_in[n] = d->list.count;
	*vector_push(d->a->arena, &d->list) = x;
	return true;
}

/* A quotation that no draft has: the verb beside it, a colon before it, or the one who spoke last. */
static void place(struct drafts *d, uint32_t n, uint32_t *last_draft)
{
	const struct quotation *q = &d->quotations.list.at[n];
	struct cue c = cue_beside(d, q);
	if (c.head == NONE && quotation_stands_alone(d, q))
		c = cue_of_colon(d, q);
	if (c.head != NONE) {
		draft_beside(d, &c, n);
		*last_draft = d->speaks_in[n];
	} else if (draft_name_before(d, n)) {
		*last_draft = d->speaks_in[n];
	} else {
		uint32_t words = quotation_words(d->a, q);
		if ((words > 2 && quotation_stands_alone(d, q)) ||
		    (words >= SPOKEN_WORDS && quotation_begins_sentence(d, q)))
			draft_alone(d, n, last_draft);
	}
}

/* What someone says within a quotation does not tell who says the quotation. */
static bool speaks_within(const struct drafts *d, uint32_t draft, const struct quotation *q)
{
	uint32_t cue = d->list.at[draft].cue.head;
	return cue != NONE && q->tokens.begin <= cue && cue < q->tokens.end;
}

uint32_t *draft_owners(struct drafts *d)
{
	uint32_t *owner = arena_alloc(d->a->arena, (d->a->tokens.count + 1) * sizeof *owner);
	memset(owner, 0xff, (d->a->tokens.count + 1) * sizeof *owner);
	vector_each (i, &d->list) {
		const struct draft *x = &d->list.at[i];
		for (uint32_t k = 0; k < x->run_count; k++)
			for (uint32_t t = d->runs.at[x->runs + k].begin; t < d->runs.at[x->runs + k].end; t++)
				owner[t] = i;
	}
	return owner;
}

/* "…," Ahn told the court, according to the record: a quotation and its verb both stand in what another cue
 * reports. */
static bool is_attributed_within(struct drafts *d, uint32_t owner, const struct quotation *q)
{
	const struct draft *x = &d->list.at[owner];
	if (x->cue.kind != 'p' || !quotation_is_utterance(d, q))
		return false;
	for (uint32_t k = 0; k < x->run_count; k++) {
		struct tokens run = d->runs.at[x->runs + k];
		if (run.begin > q->tokens.begin || run.end <= q->tokens.end)
			continue;
		struct cue c = cue_from(d, q->tokens.end, run.end);
		return c.head != NONE && has_speaker_in(d, c.head, q->tokens.end, run.end);
	}
	return false;
}

void drafts_of_quotations(struct drafts *d)
{
	uint32_t last_draft = NONE;
	uint32_t *owner = draft_owners(d);
	const bool *repeated = quotations_repeated(d);
	vector_each (n, &d->quotations.list) {
		const struct quotation *q = &d->quotations.list.at[n];
		if (q->level || q->tokens.begin >= q->tokens.end || repeated[n])
			continue;
		uint32_t middle = q->tokens.begin + (q->tokens.end - q->tokens.begin) / 2;
		if (owner[middle] != NONE && !speaks_within(d, owner[middle], q) &&
		    !is_attributed_within(d, owner[middle], q))
			last_draft = d->speaks_in[n] = owner[middle];
		else
			place(d, n, &last_draft);
	}
}
