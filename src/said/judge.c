#include "article/clause.h"
#include "said/features.h"
#include "said/trained.h"

/* A branch is left out of a larger chosen one only where the weights are this sure of it. */
enum { SURELY_NOT = -TRAINED_UNIT, HARDLY = -TRAINED_UNIT };

/* A quotation of so many words is kept with so much less of a score: readers miss a quotation more than they
 * mind one too many. */
enum {
	QUOTED_ALLOWANCE = 5 * TRAINED_UNIT,
	MIXED_ALLOWANCE = 2 * TRAINED_UNIT,
	NESTED_ALLOWANCE = 8 * TRAINED_UNIT
};

/* Of a cue that surely has a source the likeliest is taken, unless it is this much less likely than most. */
enum {
	SOURCE_ALLOWANCE = 3 * TRAINED_UNIT / 2,
	UTTERED_ALLOWANCE = 4 * TRAINED_UNIT,
	SPOKEN_ALLOWANCE = 3 * TRAINED_UNIT
};

/* A quotation beside other content is part of it only where the weights are this sure. */
enum { SURELY_QUOTED = 2 * TRAINED_UNIT };

/* Cues this far below the threshold are drafted still: the whole statement decides. */
enum { PROBABLY_NOT = 2 * TRAINED_UNIT };

/* A verb in the active names its speaker somewhere; a passive, a noun or a finding often does not. */
static bool is_said_by_someone(const struct drafts *d, const struct cue *c)
{
	return c->kind == 'a' || (c->kind == 'v' && c->class != CUE_EVIDENCE && !is_passive(d->a, c->head));
}

/* Whether a whole utterance begins or ends within a few words of the verb: somebody uttered it. */
static bool speaks_beside_utterance(const struct drafts *d, uint32_t verb)
{
	enum { NEAR = 4 };
	struct tokens s = sentence_of(d, verb);
	uint32_t own = d->quotations.outermost[verb];
	uint32_t begin = verb > s.begin + NEAR ? verb - NEAR : s.begin;
	for (uint32_t i = begin; i < s.end && i <= verb + NEAR; i++) {
		uint32_t n = d->quotations.outermost[i];
		if (n != NONE && n != own && quotation_is_utterance(d, &d->quotations.list.at[n]))
			return true;
	}
	return false;
}

/* "according to Lin", "Lin said": the tree gives the cue somebody, by name or by pronoun. */
static bool names_source(const struct drafts *d, const struct cue *c)
{
	if (c->class != CUE_SAY || c->kind == 'p')
		return c->class == CUE_SAY;
	uint32_t subject = c->kind == 'v' ? child_with(d->a, c->head, RELATION_NSUBJ) : NONE;
	if (subject == NONE || d->quotations.outermost[subject] != d->quotations.outermost[c->head])
		return false;
	return token_at(d, subject)->entity == ENTITY_PERSON || token_at(d, subject)->xpos == XPOS_PRP;
}

/* "said it proposes cuts": the subject of what is said, behind the verb, has not said it. */
static bool is_subject_of_content(const struct drafts *d, uint32_t cue, uint32_t source)
{
	uint32_t verb = token_at(d, source)->head;
	return source > cue && verb != NONE && verb > source && token_at(d, verb)->head == cue &&
	       token_at(d, verb)->relation == RELATION_CCOMP &&
	       (token_at(d, source)->relation == RELATION_NSUBJ ||
	        token_at(d, source)->relation == RELATION_NSUBJ_PASS);
}

/* "Officials who had seen it but were told to keep quiet said …": a finite verb that the tree has made a part
 * of the clause that tells of the sentence's first noun, and no verb above: that noun is its subject. */
static bool take_headless_subject(struct drafts *d, struct draft *x)
{
	enum { MOST_CLIMB = 6 };
	uint32_t cue = x->cue.head, top = cue;
	const struct token *t = token_at(d, cue);
	if (!token_is_finite(d->a, cue) || t->relation != RELATION_XCOMP)
		return false;
	for (int step = 0; step < MOST_CLIMB && token_at(d, top)->relation != RELATION_ACL_RELCL; step++)
		if ((top = token_at(d, top)->head) == NONE)
			return false;
	top = token_at(d, top)->head;
	if (top == NONE || top > cue || token_at(d, top)->head != NONE || token_at(d, top)->upos != UPOS_NOUN)
		return false;
	x->source = (struct tokens){token_at(d, top)->subtree.begin, cue};
	x->source_head = top;
	return true;
}

/* "told Health": whom somebody tells is not who tells. */
static bool is_told(const struct drafts *d, const struct cue *c, uint32_t source)
{
	const struct token *t = token_at(d, source);
	bool object = t->relation == RELATION_IOBJ || t->relation == RELATION_OBJ;
	return c->kind == 'v' && c->class == CUE_SAY && (c->follows & FOLLOWS_SOMEONE) && object &&
	       source > c->head && t->head == c->head && !is_passive(d->a, c->head);
}

static void judge_source(struct drafts *d, const struct looks *l, struct draft *x)
{
	if (take_headless_subject(d, x))
		return;
	if (source_is_patient(d, &x->cue)) {
		x->source_score = -8 * TRAINED_UNIT;
		return;
	}
	uint32_t heads[MOST_SOURCES], count = sources_find(d, x->cue.head, heads), best = NONE;
	int32_t most = INT32_MIN;
	struct features f;
	for (uint32_t i = 0; i < count; i++) {
		if (is_subject_of_content(d, x->cue.head, heads[i]) || is_told(d, &x->cue, heads[i]))
			continue;
		features_of_source(d, l, x->cue.head, heads[i], &f);
		int32_t score = trained_score(d->weights, TRAINED_SOURCE, &f);
		if (score > most) {
			most = score;
			best = heads[i];
		}
	}
	x->source_score = best != NONE ? most : -8 * TRAINED_UNIT;
	x->source_head = NONE;
	int32_t least = trained_threshold(d->weights, TRAINED_SOURCE);
	if (is_said_by_someone(d, &x->cue))
		least -= speaks_beside_utterance(d, x->cue.head) ? UTTERED_ALLOWANCE
		         : x->cue.class == CUE_SAY               ? SPOKEN_ALLOWANCE
		                                                 : SOURCE_ALLOWANCE;
	if (best == NONE || most < least) {
		source_beside(d, x);
		if (x->source_head == NONE && names_source(d, &x->cue))
			source_find(d, x);
		return;
	}
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

/* The pieces by size, so that what is decided about a part outdoes what is decided about the whole. There are
 * a few dozen: insertion will do. */
static uint32_t *larger_first(struct drafts *d)
{
	uint32_t *order = arena_alloc(d->a->arena, (d->pieces.count + 1) * sizeof *order);
	vector_each (i, &d->pieces) {
		struct tokens t = d->pieces.at[i].tokens;
		uint32_t at = i;
		for (; at > 0; at--) {
			struct tokens before = d->pieces.at[order[at - 1]].tokens;
			if (before.end - before.begin >= t.end - t.begin)
				break;
			order[at] = order[at - 1];
		}
		order[at] = i;
	}
	return order;
}

/* A clause whose subject and another part are content is content itself, whatever was thought of the whole.
 */
static void join_clauses(struct drafts *d, int32_t least)
{
	vector_each (i, &d->pieces) {
		struct piece *above = &d->pieces.at[i];
		if (above->role != PIECE_ABOVE)
			continue;
		uint32_t chosen = 0, subjects = 0;
		vector_each (k, &d->pieces) {
			const struct piece *p = &d->pieces.at[k];
			if (p->role != PIECE_BESIDE || p->steps != above->steps || p->score < least)
				continue;
			chosen++;
			subjects += token_at(d, p->node)->relation == RELATION_NSUBJ;
		}
		if (chosen > 1 && subjects && above->score < least)
			above->score = least;
	}
}

/* Whether words of the content stand on both sides, punctuation aside. */
static bool is_between(const struct drafts *d, struct tokens run)
{
	while (run.begin > 0 && token_at(d, run.begin - 1)->upos == UPOS_PUNCT)
		run.begin--;
	while (run.end < d->a->tokens.count && token_at(d, run.end)->upos == UPOS_PUNCT)
		run.end++;
	return run.begin > 0 && d->flags[run.begin - 1] && run.end < d->a->tokens.count && d->flags[run.end];
}

/* Words of the content so far before a piece and behind it: what stands in the middle of a clause is seldom
 * the writer's own. */
static bool is_within(const struct drafts *d, const struct piece *p)
{
	/* The subject of a clause goes with its verb, and with the whole clause. */
	const struct token *t = token_at(d, p->node);
	bool subject = t->relation == RELATION_NSUBJ || t->relation == RELATION_NSUBJ_PASS ||
	               t->relation == RELATION_EXPL;
	if (subject && p->quotation == NONE && t->head != NONE && d->flags[t->head])
		return true;
	uint32_t before = p->tokens.begin, behind = p->tokens.end;
	if (t->relation == RELATION_CONJ && p->quotation == NONE && is_between(d, p->tokens))
		return true;
	bool relative = t->relation == RELATION_ACL_RELCL;
	bool mark = token_at(d, before)->upos == UPOS_PUNCT ||
	            (before > 0 && token_at(d, before - 1)->upos == UPOS_PUNCT);
	mark = mark || (!relative && behind < d->a->tokens.count && token_at(d, behind)->upos == UPOS_PUNCT);
	if (mark || p->quotation != NONE || !before || !d->flags[before - 1])
		return false;
	return relative || (behind < d->a->tokens.count && d->flags[behind]);
}

/* "understood it was serious. "They shouted."": a quotation beside the cue's sentence is of a cue that
 * utters. */
static bool is_anothers(const struct draft *x, const struct piece *p)
{
	return p->role == PIECE_QUOTED && p->steps && x->cue.row.table && x->cue.kind == 'v' &&
	       !(x->cue.follows & FOLLOWS_QUOTE);
}

/* Scores the pieces and adds those that are content; the best one where none is quite. */
static bool judge_content(struct drafts *d, const struct looks *l, struct draft *x)
{
	struct features f;
	vector_each (i, &d->pieces) {
		features_of_piece(d, l, x->cue.head, &d->pieces.at[i], &f);
		d->pieces.at[i].score = trained_score(d->weights, TRAINED_PIECE, &f);
	}
	struct piece *best = best_piece(d);
	if (!best || best->score < HARDLY)
		return false;
	x->piece_score = best->score;
	int32_t least = trained_threshold(d->weights, TRAINED_PIECE);
	least = best->score < least ? best->score : least;
	join_clauses(d, least);
	uint32_t *order = larger_first(d);
	vector_each (i, &d->pieces) {
		const struct piece *p = &d->pieces.at[order[i]];
		bool spare = is_anothers(x, p) ||
		             (p->role == PIECE_QUOTED && p != best && p->score < SURELY_QUOTED);
		if (p->score >= least && !spare)
			content_add_piece(d, &x->cue, p);
		else if (p->score < SURELY_NOT && p->role != PIECE_ABOVE && !is_within(d, p))
			content_cut(d, p->tokens);
	}
	return true;
}

/* Of the content gathered so far the run that a clause heads; all of the clause where it is not in it. */
static struct tokens run_around(const struct drafts *d, uint32_t cue, uint32_t clause)
{
	struct tokens run = {clause, clause};
	uint32_t n = d->quotations.outermost[clause];
	struct tokens whole = token_at(d, clause)->subtree;
	if (n != NONE && n != d->quotations.outermost[cue]) {
		struct tokens q = d->quotations.list.at[n].tokens;
		return q.begin <= whole.begin ? q : whole;
	}
	while (run.begin > d->flagged.begin && d->flags[run.begin - 1])
		run.begin--;
	while (run.end < d->flagged.end && d->flags[run.end])
		run.end++;
	return run.end > clause ? run : whole;
}

/* "he said that Lin had told him …": someone else's words within what is said. The corpus marks none of
 * these, so the weights know little of them and the tree decides: a quotation that the verb introduces, else
 * what stands around its clause. */
static bool take_nested(struct drafts *d, struct draft *x, bool any)
{
	uint32_t n = nested_quotation(d, &x->cue), clause = nested_clause(d, &x->cue);
	if ((n == NONE && clause == NONE) || !is_within_report(d, &x->cue))
		return any;
	struct tokens run = n != NONE ? d->quotations.list.at[n].tokens : run_around(d, x->cue.head, clause);
	content_cut(d, d->flagged);
	content_add(d, run);
	content_cut(d, x->cue.words);
	return true;
}

/* What somebody is said to say within a quotation ends where the quotation does. */
static void cut_outside_own_quotation(struct drafts *d)
{
	if (d->own_quotation == NONE)
		return;
	const struct quotation *q = &d->quotations.list.at[d->own_quotation];
	if (!q->closed || quotation_words(d->a, q) < SPOKEN_WORDS)
		return;
	if (d->flagged.begin < q->tokens.begin)
		content_cut(d, (struct tokens){d->flagged.begin, q->tokens.begin});
	if (d->flagged.end > q->tokens.end)
		content_cut(d, (struct tokens){q->tokens.end, d->flagged.end});
}

static void judge_cue(struct drafts *d, const struct looks *l, uint32_t token, int32_t score)
{
	struct draft x = {.cue = l->cue[token], .parent = NONE, .source_head = NONE, .cue_score = score};
	pieces_find(d, &x.cue);
	if (reports_another(d, &x.cue) && is_within_report(d, &x.cue))
		source_find(d, &x);
	else
		judge_source(d, l, &x);
	content_begin(d, token);
	bool any = take_nested(d, &x, judge_content(d, l, &x));
	content_cut(d, x.source);
	uint32_t hearer = told_to(d->a, &x.cue);
	if (hearer != NONE)
		content_cut(d, token_at(d, hearer)->subtree);
	content_cut_source_clauses(d, &x);
	cut_outside_own_quotation(d);
	if ((!content_take(d, &x) || !any) && !inserted_take(d, &x))
		return;
	if (x.inserted) {
		x.why = know_why(d->a->arena, x.cue.row);
		*vector_push(d->a->arena, &d->list) = x;
		return;
	}
	tails_cut(d, l, &x);
	content_keep_quoted(d, &x);
	content_take_clause(d, &x);
	inserted_take(d, &x);
	content_drop_circumstance(d, &x);
	content_give_preposition(d, &x);
	participle_follow(d, &x);
	x.why = x.cue.row.table ? know_why(d->a->arena, x.cue.row) : VIEW("model");
	*vector_push(d->a->arena, &d->list) = x;
}

void drafts_by_weights(struct drafts *d, const struct looks *l)
{
	struct features f;
	vector_each (i, &d->a->tokens) {
		if (!may_be_cue(d, i))
			continue;
		bool reports = reports_another(d, &l->cue[i]) || inserted_attributes(d, &l->cue[i]);
		if (!reports && !may_attribute(l, i))
			continue;
		features_of_cue(d, l, i, &f);
		int32_t score = trained_score(d->weights, TRAINED_CUE, &f);
		if (reports || score >= trained_threshold(d->weights, TRAINED_CUE) - PROBABLY_NOT)
			judge_cue(d, l, i, score);
	}
}

static bool is_nested(const struct drafts *d, const struct draft *x)
{
	bool another = reports_another(d, &x->cue) || participle_is_quoted(d, x);
	return x->parent != NONE && x->source_head != NONE && another;
}

/* Words that stand in quotation marks from end to end were said by someone: little else is needed. */
static int32_t allowance(const struct drafts *d, const struct draft *x)
{
	uint32_t words = 0, quoted = 0;
	for (uint32_t k = 0; k < x->run_count; k++)
		for (uint32_t i = d->runs.at[x->runs + k].begin; i < d->runs.at[x->runs + k].end; i++) {
			bool word = token_at(d, i)->upos != UPOS_PUNCT;
			words += word;
			quoted += word && d->quotations.outermost[i] != NONE;
		}
	if (x->cue.head == NONE && x->source_head != NONE && !view_equal(x->why, VIEW("quotation")))
		return QUOTED_ALLOWANCE; /* a turn or a signature */
	if (headline_attributes(d, x) || x->inserted)
		return QUOTED_ALLOWANCE;
	if (is_nested(d, x))
		return NESTED_ALLOWANCE;
	bool told = x->cue.kind == 'v' && (x->cue.follows & (FOLLOWS_QUOTE | FOLLOWS_AS)) &&
	            x->source_head != NONE;
	if (words == quoted) {
		uint32_t n = d->quotations.outermost[d->runs.at[x->runs].begin];
		bool uttered = n != NONE && x->source_head != NONE &&
		               quotation_is_utterance(d, &d->quotations.list.at[n]);
		return words >= SPOKEN_WORDS || told || uttered ? QUOTED_ALLOWANCE : 0;
	}
	/* "Lin's accusation that …": whose it is and what it says are both there. */
	bool whole = x->cue.kind == 'n' && x->source_head != NONE && x->piece_score > TRAINED_UNIT &&
	             child_with(d->a, x->cue.head, RELATION_NMOD_POSS) == x->source_head &&
	             d->runs.at[x->runs].begin == x->cue.head + 1;
	return whole || (quoted && told) ? MIXED_ALLOWANCE : 0;
}

static bool is_long_utterance(const struct drafts *d, uint32_t n)
{
	const struct quotation *q = &d->quotations.list.at[n];
	return quotation_is_utterance(d, q) && quotation_words(d->a, q) >= SPOKEN_WORDS;
}

/* Kept before dropped, with a source before without, a verb before a noun, then by confidence. */
static bool has_better_claim(const struct draft *x, const struct draft *y)
{
	uint32_t one = !x->dropped * 4U + (x->source_head != NONE) * 2U + (x->cue.kind != 'n');
	uint32_t other = !y->dropped * 4U + (y->source_head != NONE) * 2U + (y->cue.kind != 'n');
	return one != other ? one > other : x->confidence > y->confidence;
}

/* Notes for each quotation in a draft's content the draft, if it is kept or likelier than the one before. */
static void note_quotations(const struct drafts *d, uint32_t draft, uint32_t *best)
{
	const struct draft *x = &d->list.at[draft];
	uint32_t within = x->cue.head == NONE ? NONE : d->quotations.outermost[x->cue.head], last = NONE;
	for (uint32_t k = 0; k < x->run_count; k++)
		for (uint32_t i = d->runs.at[x->runs + k].begin; i < d->runs.at[x->runs + k].end; i++) {
			uint32_t n = d->quotations.outermost[i];
			if (n == last || n == NONE || n == within)
				continue;
			last = n;
			if (best[n] == NONE || has_better_claim(x, &d->list.at[best[n]]))
				best[n] = draft;
		}
}

static bool has_run_at(const struct drafts *d, const struct draft *x, uint32_t begin)
{
	for (uint32_t k = 0; k < x->run_count; k++)
		if (d->runs.at[x->runs + k].begin == begin)
			return true;
	return false;
}

static bool has_token(const struct drafts *d, const struct draft *x, uint32_t token)
{
	for (uint32_t k = 0; k < x->run_count; k++)
		if (d->runs.at[x->runs + k].begin <= token && token < d->runs.at[x->runs + k].end)
			return true;
	return false;
}

/* "delivered a message: "…"": verb and noun both lay claim to the quotation, and one is enough. */
static void drop_second_claims(struct drafts *d, const uint32_t *best)
{
	vector_each (i, &d->list) {
		struct draft *x = &d->list.at[i];
		uint32_t n = x->run_count == 1 ? d->quotations.outermost[d->runs.at[x->runs].begin] : NONE;
		if (n == NONE || best[n] == NONE || best[n] == i || d->list.at[best[n]].dropped)
			continue;
		struct tokens whole = d->quotations.list.at[n].tokens, run = d->runs.at[x->runs];
		const struct draft *other = &d->list.at[best[n]];
		if (other->cue.kind == 'p' && x->cue.head != NONE && has_token(d, other, x->cue.head))
			continue; /* a report within the other's */
		bool same =
		        (other->run_count == 1 || x->cue.kind == 'n') && has_run_at(d, other, whole.begin);
		/* "in a letter seen by the Courier, Lin wrote that "…"" */
		bool thinks =
		        x->cue.kind == 'v' && (x->cue.class == CUE_EVIDENCE || x->cue.class == CUE_BELIEVE);
		same |= thinks && other->cue.class == CUE_SAY && has_token(d, other, whole.begin);
		x->dropped |= same && run.begin == whole.begin && run.end == whole.end;
	}
}

/* An utterance that no draft has any more goes back to the likeliest that had it: somebody said it. */
static void revive(struct drafts *d)
{
	uint32_t *best = arena_alloc(d->a->arena, (d->quotations.list.count + 1) * sizeof *best);
	memset(best, 0xff, (d->quotations.list.count + 1) * sizeof *best);
	vector_each (i, &d->list)
		note_quotations(d, i, best);
	drop_second_claims(d, best);
	vector_each (n, &d->quotations.list) {
		struct draft *x = best[n] == NONE ? NULL : &d->list.at[best[n]];
		if (!x || !x->dropped || !is_long_utterance(d, n))
			continue;
		x->dropped = false;
		x->run_count = 1;
		d->runs.at[x->runs] = d->quotations.list.at[n].tokens;
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
		int32_t score = trained_score(d->weights, TRAINED_STATEMENT, &f);
		x->confidence = trained_confidence(d->weights, score);
		int32_t least = trained_threshold(d->weights, TRAINED_STATEMENT);
		x->dropped = score < least - allowance(d, x);
		/* The corpus marks no reports within reports, so how sure they are is not known. */
		if (is_nested(d, x))
			x->confidence = -1.0F;
	}
	revive(d);
}
