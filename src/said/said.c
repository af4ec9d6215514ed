#include "said/said.h"

#include <stdlib.h>

#include "article/clause.h"
#include "said/features.h"
#include "said/trained.h"

static uint32_t length_of(const struct drafts *d, const struct draft *x)
{
	uint32_t length = 0;
	for (uint32_t i = 0; i < x->run_count; i++)
		length += d->runs.at[x->runs + i].end - d->runs.at[x->runs + i].begin;
	return length;
}

struct by_length {
	uint32_t length, draft;
};

static int longer_first(const void *a, const void *b)
{
	const struct by_length *x = a, *y = b;
	if (x->length != y->length)
		return x->length < y->length ? 1 : -1;
	return (x->draft > y->draft) - (x->draft < y->draft);
}

/* All, none or some of the words in quotation marks. */
static enum form form_of(const struct drafts *d, const struct draft *x)
{
	uint32_t in = 0, out = 0;
	for (uint32_t k = 0; k < x->run_count; k++)
		for (uint32_t t = d->runs.at[x->runs + k].begin; t < d->runs.at[x->runs + k].end; t++)
			if (token_at(d, t)->upos != UPOS_PUNCT)
				*(d->quotations.outermost[t] != NONE ? &in : &out) += 1;
	if (x->cue.head != NONE && d->quotations.outermost[x->cue.head] != NONE)
		return FORM_INDIRECT;
	return !in ? FORM_INDIRECT : out ? FORM_MIXED : FORM_DIRECT;
}

/* Finds the parents: the longer content in which a draft's cue stands. */
static void nest(struct drafts *d)
{
	struct arena *m = d->a->arena;
	uint32_t *owner = arena_alloc(m, (d->a->tokens.count + 1) * sizeof *owner);
	memset(owner, 0xff, (d->a->tokens.count + 1) * sizeof *owner);
	struct by_length *order = arena_alloc(m, (d->list.count + 1) * sizeof *order);
	vector_each (i, &d->list)
		order[i] = (struct by_length){length_of(d, &d->list.at[i]), i};
	qsort(order, d->list.count, sizeof *order, longer_first);
	vector_each (n, &d->list) {
		struct draft *x = &d->list.at[order[n].draft];
		if (x->dropped || !x->run_count)
			continue;
		uint32_t probe = x->cue.head != NONE ? x->cue.head : d->runs.at[x->runs].begin;
		struct tokens first = d->runs.at[x->runs];
		x->parent = owner[probe];
		x->over = owner[first.begin + (first.end - first.begin) / 2];
		for (uint32_t k = 0; k < x->run_count; k++)
			for (uint32_t t = d->runs.at[x->runs + k].begin; t < d->runs.at[x->runs + k].end; t++)
				owner[t] = order[n].draft;
	}
}

static void write_statement(struct drafts *d, const struct draft *x)
{
	struct article *a = d->a;
	struct statement *s = vector_push(a->arena, &a->statements);
	*s = (struct statement){.cue = x->cue.head == NONE ? (struct tokens){0, 0} : x->cue.words,
	                        .source_head = x->source_head,
	                        .form = form_of(d, x),
	                        .act = act_of(d, x),
	                        .parent = NONE,
	                        .continues = x->continues,
	                        .why = x->why,
	                        .confidence = x->confidence,
	                        .contents = a->contents.count,
	                        .content_count = x->run_count};
	if (x->cue.head != NONE)
		s->cue_lemma = token_at(d, x->cue.head)->lemma;
	if (x->source.begin < x->source.end)
		s->source = bytes_of(a, x->source);
	for (uint32_t k = 0; k < x->run_count; k++)
		*vector_push(a->arena, &a->contents) = bytes_of(a, d->runs.at[x->runs + k]);
	circumstances_find(d, x, s);
}

static uint32_t begin_of(const struct drafts *d, const struct draft *x)
{
	uint32_t begin = d->runs.at[x->runs].begin;
	if (x->cue.head != NONE && x->cue.head < begin)
		begin = x->cue.head;
	return begin;
}

static void write_all(struct drafts *d)
{
	struct arena *m = d->a->arena;
	struct by_length *order = arena_alloc(m, (d->list.count + 1) * sizeof *order);
	uint32_t *number = arena_alloc(m, (d->list.count + 1) * sizeof *number), count = 0;
	vector_each (i, &d->list)
		if (!d->list.at[i].dropped && d->list.at[i].run_count)
			order[count++] = (struct by_length){UINT32_MAX - begin_of(d, &d->list.at[i]), i};
	qsort(order, count, sizeof *order, longer_first);
	for (uint32_t i = 0; i < count; i++) {
		number[order[i].draft] = i;
		write_statement(d, &d->list.at[order[i].draft]);
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t parent = d->list.at[order[i].draft].parent;
		bool kept = parent != NONE && !d->list.at[parent].dropped;
		d->a->statements.at[i].parent = kept ? number[parent] : NONE;
	}
}

static bool speaks(void *with, uint32_t token)
{
	struct drafts *d = with;
	struct cue c = cue_at(d->a, &d->table, token);
	return c.row.table && c.kind == 'v' && c.class == CUE_SAY && (c.follows & FOLLOWS_QUOTE);
}

struct drafts drafts_of(struct article *a, const struct reader *r)
{
	struct drafts d = {.a = a,
	                   .table = cue_table_of(r),
	                   .occasions = know_table(r->know, "occasions"),
	                   .nouns = know_table(r->know, "nouns"),
	                   .weights = trained_weights()};
	quotations_find(a, &d.quotations);
	quotations_distrust(a, &d.quotations, speaks, &d);
	d.flags = arena_zeroed(a->arena, a->tokens.count + 1, 1);
	d.speaks_in = arena_alloc(a->arena, (d.quotations.list.count + 1) * sizeof *d.speaks_in);
	memset(d.speaks_in, 0xff, (d.quotations.list.count + 1) * sizeof *d.speaks_in);
	return d;
}

/* A statement within a statement is told apart only where someone else is said to have spoken. "I think" in
 * one's own quotation is no second voice. */
static bool is_second_voice(const struct drafts *d, const struct draft *x)
{
	if (x->cue.head == NONE || x->cue.kind != 'v' || x->source_head == NONE)
		return false;
	bool quotes =
	        form_of(d, x) == FORM_DIRECT || (form_of(d, x) == FORM_MIXED && x->cue.class == CUE_SAY);
	if (d->quotations.outermost[x->cue.head] == NONE && quotes)
		return true; /* a quotation with a verb of its own */
	if (x->cue.class == CUE_BELIEVE || x->cue.class == CUE_WANT || x->cue.class == CUE_EVIDENCE)
		return false;
	if (token_at(d, x->source_head)->features & (FEATURE(PERSON_1) | FEATURE(PERSON_2)))
		return false;
	return child_with(d->a, x->cue.head, RELATION_CCOMP) != NONE || x->cue.class == CUE_DENY ||
	       x->cue.class == CUE_ACCUSE || participle_is_quoted(d, x);
}

static bool is_relative(const struct drafts *d, uint32_t token)
{
	enum xpos_tag xpos = (enum xpos_tag)token_at(d, token)->xpos;
	return xpos == XPOS_WDT || xpos == XPOS_WP || xpos == XPOS_WRB;
}

/* "hopes to return, and she believes | the school will reopen": a cue at the end of another's content, whose
 * own lies outside of it, was never part of it. Ends that content before the cue's clause. */
static void end_before(struct drafts *d, struct draft *outer, struct draft *x)
{
	struct tokens *last = &d->runs.at[outer->runs + outer->run_count - 1];
	bool behind = x->run_count && d->runs.at[x->runs].begin >= last->end && x->cue.words.end == last->end;
	uint32_t begin = x->source.begin < x->source.end ? x->source.begin : x->cue.head;
	/* "asked his name, to which he | replied" */
	if (begin > 1 && is_relative(d, begin - 1))
		begin -= token_at(d, begin - 2)->upos == UPOS_ADP ? 2 : 1;
	while (begin > 0 &&
	       (token_at(d, begin - 1)->upos == UPOS_CCONJ || token_at(d, begin - 1)->upos == UPOS_SCONJ ||
	        token_at(d, begin - 1)->upos == UPOS_PUNCT))
		begin--;
	/* "argue that it is illegal; the state says | it is not" */
	bool apart = begin > 0 && view_equal(text_of_token(d->a, begin), VIEW(";"));
	behind |= apart && x->run_count && d->runs.at[x->runs].begin > x->cue.head;
	bool within = last->begin < begin && x->source.begin > last->begin && x->source.begin < x->cue.head;
	if (!behind || !within || d->quotations.outermost[x->cue.head] != NONE)
		return;
	last->end = begin;
	x->parent = NONE;
}

/* Of what stands inside of a longer statement only second voices stay. */
static void drop_echoes(struct drafts *d)
{
	vector_each (i, &d->list) {
		struct draft *x = &d->list.at[i];
		if (x->parent != NONE && !d->list.at[x->parent].dropped && !x->dropped)
			end_before(d, &d->list.at[x->parent], x);
		bool inside = x->parent != NONE && !d->list.at[x->parent].dropped;
		x->dropped |= inside && !is_second_voice(d, x);
	}
}

void drafts_make(struct drafts *d, struct looks *l)
{
	if (d->weights) {
		*l = looks_of(d);
		drafts_by_weights(d, l);
	} else {
		drafts_by_rule(d);
	}
	drafts_part_joined(d);
	drafts_of_quotations(d);
	drafts_of_turns(d);
	nest(d);
}

int said_find(struct article *a, const struct reader *r)
{
	struct drafts d = drafts_of(a, r);
	struct looks l;
	drafts_make(&d, &l);
	if (d.weights)
		judge_drafts(&d, &l);
	drafts_drop_strays(&d);
	drafts_drop_anonymity(&d);
	drop_echoes(&d);
	write_all(&d);
	return 0;
}
