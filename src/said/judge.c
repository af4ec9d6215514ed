#include "article/clause.h"
#include "said/features.h"
#include "said/trained.h"

/* A branch is left out of a larger chosen one only where the weights are this sure of it. */
enum { SURELY_NOT = -2 * TRAINED_UNIT, HARDLY = -TRAINED_UNIT };

/* Cues this far below the threshold are drafted still: the whole statement decides. */
enum { PROBABLY_NOT = 2 * TRAINED_UNIT };

static void judge_source(struct drafts *d, const struct looks *l, struct draft *x)
{
	uint32_t heads[MOST_SOURCES], count = sources_find(d, x->cue.head, heads), best = NONE;
	int32_t most = INT32_MIN;
	struct features f;
	for (uint32_t i = 0; i < count; i++) {
		features_of_source(d, l, x->cue.head, heads[i], &f);
		int32_t score = trained_score(TRAINED_SOURCE, &f);
		if (score > most) {
			most = score;
			best = heads[i];
		}
	}
	x->source_score = count ? most : -8 * TRAINED_UNIT;
	x->source_head = NONE;
	if (best == NONE || most < trained_threshold(TRAINED_SOURCE))
		return;
	x->source = source_phrase(d->a, best);
	if (x->source.begin <= x->cue.head && x->cue.head < x->source.end)
		x->source = phrase_of(d->a, best, PHRASE_CORE);
	if (x->source.begin <= x->cue.head && x->cue.head < x->source.end)
		x->source = (struct tokens){best, best + 1};
	x->source_head = best;
}

static struct piece *best_piece(struct drafts *d)
{
	struct piece *best = NULL;
	vector_each (i, &d->pieces)
		if (!best || d->pieces.at[i].score > best->score)
			best = &d->pieces.at[i];
	return best;
}

/* Scores the pieces and adds those that are content; the best one where none is quite. */
static bool judge_content(struct drafts *d, const struct looks *l, struct draft *x)
{
	struct features f;
	vector_each (i, &d->pieces) {
		features_of_piece(d, l, x->cue.head, &d->pieces.at[i], &f);
		d->pieces.at[i].score = trained_score(TRAINED_PIECE, &f);
	}
	struct piece *best = best_piece(d);
	if (!best || best->score < HARDLY)
		return false;
	x->piece_score = best->score;
	int32_t least = trained_threshold(TRAINED_PIECE);
	least = best->score < least ? best->score : least;
	vector_each (i, &d->pieces)
		if (d->pieces.at[i].score >= least)
			content_add_piece(d, &x->cue, &d->pieces.at[i]);
	vector_each (i, &d->pieces)
		if (d->pieces.at[i].score < SURELY_NOT && d->pieces.at[i].role != PIECE_ABOVE)
			content_cut(d, d->pieces.at[i].tokens);
	return true;
}

static void judge_cue(struct drafts *d, const struct looks *l, uint32_t token, int32_t score)
{
	struct draft x = {.cue = l->cue[token], .parent = NONE, .source_head = NONE, .cue_score = score};
	pieces_find(d, &x.cue);
	judge_source(d, l, &x);
	content_begin(d, token);
	bool any = judge_content(d, l, &x);
	content_cut(d, x.source);
	if (!content_take(d, &x) || !any)
		return;
	x.why = x.cue.row.table ? know_why(d->a->arena, x.cue.row) : VIEW("model");
	*vector_push(d->a->arena, &d->list) = x;
}

void drafts_by_weights(struct drafts *d, const struct looks *l)
{
	struct features f;
	vector_each (i, &d->a->tokens) {
		if (!may_be_cue(d, i))
			continue;
		features_of_cue(d, l, i, &f);
		int32_t score = trained_score(TRAINED_CUE, &f);
		if (score >= trained_threshold(TRAINED_CUE) - PROBABLY_NOT)
			judge_cue(d, l, i, score);
	}
}

void judge_drafts(struct drafts *d, const struct looks *l)
{
	struct features f;
	vector_each (i, &d->list) {
		struct draft *x = &d->list.at[i];
		if (x->dropped || !x->run_count)
			continue;
		features_of_draft(d, l, x, &f);
		int32_t score = trained_score(TRAINED_STATEMENT, &f);
		x->confidence = trained_confidence(score);
		x->dropped = score < trained_threshold(TRAINED_STATEMENT);
	}
}
