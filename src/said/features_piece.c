#include "said/look.h"

/* The relations from the cue up to where the node's branch begins, and down. */
static uint64_t path_of(const struct drafts *d, uint32_t cue, const struct piece *p)
{
	uint64_t path = (uint64_t)p->role;
	uint32_t at = cue;
	for (uint32_t i = 0; i < p->steps && at != NONE; i++) {
		path = mix(path, relation_of(d, at));
		at = token_at(d, at)->head;
	}
	if (p->role == PIECE_UNDER)
		path = mix(path, 200 + relation_of(d, token_at(d, p->node)->head));
	if (p->role == PIECE_BELOW || p->role == PIECE_BESIDE || p->role == PIECE_UNDER)
		path = mix(path, 100 + relation_of(d, p->node));
	return path;
}

static uint32_t piece_quotes(const struct drafts *d, const struct piece *p)
{
	const uint32_t *outermost = d->quotations.outermost;
	uint32_t first = outermost[p->tokens.begin], last = outermost[p->tokens.end - 1], any = 0;
	for (uint32_t i = p->tokens.begin; i < p->tokens.end && !any; i++)
		any = outermost[i] != NONE;
	return (first != NONE ? 1U : 0U) + (last != NONE ? 2U : 0U) + (any ? 4U : 0U) +
	       (first != NONE && first == last ? 8U : 0U);
}

/* What the cue has below itself, so that an object beside a clause is told from one alone. */
static uint32_t frame_of(const struct drafts *d, uint32_t cue)
{
	static const enum relation relations[] = {RELATION_CCOMP, RELATION_XCOMP, RELATION_OBJ,
	                                          RELATION_IOBJ,  RELATION_OBL,   RELATION_NSUBJ};
	uint32_t frame = 0;
	for (uint32_t i = 0; i < sizeof relations / sizeof *relations; i++)
		if (child_with(d->a, cue, relations[i]) != NONE)
			frame |= 1U << i;
	return frame;
}

static uint32_t words_between(const struct drafts *d, uint32_t cue, struct tokens run)
{
	(void)d;
	if (run.end <= cue)
		return cue - run.end;
	return run.begin > cue ? run.begin - cue - 1 : 0;
}

/* Other words of the table's verbs between the cue and the piece, outside of quotations. */
static uint32_t rivals_between(const struct drafts *d, const struct looks *l, uint32_t cue, struct tokens run)
{
	uint32_t from = run.end <= cue ? run.end : cue + 1, to = run.end <= cue ? cue : run.begin, rivals = 0;
	for (uint32_t i = from; i < to && rivals < 3; i++)
		rivals += l->cue[i].kind == 'v' && d->quotations.outermost[i] == NONE;
	return rivals;
}

static uint32_t ends_in_colon(const struct drafts *d, uint32_t end)
{
	return end && view_equal(text_of_token(d->a, end - 1), VIEW(":"));
}

/* What tells whether a quotation is the cue's: its paragraph, what stands between, whether it stands alone.
 */
static void quoted_piece(const struct drafts *d, const struct looks *l, uint32_t cue, const struct piece *p,
                         struct features *f)
{
	const struct quotation *q = &d->quotations.list.at[p->quotation];
	uint32_t mine = d->quotations.paragraph[cue], class = look_class(l, cue);
	uint32_t apart = q->block > mine ? q->block - mine : mine - q->block;
	struct tokens s = sentence_of(d, cue), first = sentence_of(d, p->tokens.begin);
	uint32_t place = (apart > 2 ? 2 : apart) + 4U * (p->tokens.begin > cue) + 8U * p->steps +
	                 16U * (first.begin + 1 >= p->tokens.begin) + 32U * q->closed;
	uint32_t rivals = rivals_between(d, l, cue, p->tokens);
	put3(f, T_QUOTED_PLACE, place, class, 0);
	put3(f, T_QUOTED_PLACE, place, frame_of(d, cue), 1);
	put3(f, T_QUOTED_RIVALS, place, rivals, ends_in_colon(d, s.end));
	put3(f, T_QUOTED_COLON, bucket(p->tokens.end - p->tokens.begin), apart > 0,
	     token_at(d, p->tokens.end - 2 >= p->tokens.begin ? p->tokens.end - 2 : p->tokens.begin)->upos ==
	             UPOS_PUNCT);
}

void features_of_piece(const struct drafts *d, const struct looks *l, uint32_t cue, const struct piece *p,
                       struct features *f)
{
	const struct token *node = token_at(d, p->node);
	uint32_t class = look_class(l, cue), relation = node->relation, tie = look_tie(d, p->node);
	uint32_t side = p->tokens.begin > cue ? 2U : p->tokens.end <= cue ? 1U : 0U;
	uint32_t role = (uint32_t)p->role * 8 + p->steps, quotes = piece_quotes(d, p),
	         frame = frame_of(d, cue);
	uint32_t between = bucket(words_between(d, cue, p->tokens)),
	         cue_quoted = d->quotations.outermost[cue] != NONE;
	uint64_t path = path_of(d, cue, p), lemma = l->lemma[cue];
	uint64_t tied = tie == NONE ? 0 : l->word[tie];
	f->count = 0;
	f->base = 0;
	put(f, T_BIAS, 2);
	put2(f, T_ROLE, role, side);
	put3(f, T_ROLE_RELATION, role, relation, side);
	put3(f, T_ROLE_LEMMA, role, relation, lemma);
	put3(f, T_ROLE_CLASS, role, relation, class);
	put2(f, T_ROLE_SIDE_LEMMA, role * 4 + side, lemma);
	put2(f, T_NODE_UPOS, role, node->upos);
	put2(f, T_NODE_LEMMA, role, l->lemma[p->node]);
	put3(f, T_PIECE_CLASS_NODE, class, l->lemma[p->node], role);
	put2(f, T_ROLE_TIE, relation, tied);
	put3(f, T_ROLE_TIE_LEMMA, relation, tied, lemma);
	put3(f, T_ROLE_TIE_CLASS, relation, tied, class);
	put3(f, T_DISTANCE, role, between, side);
	put2(f, T_LENGTH, role, bucket(p->tokens.end - p->tokens.begin));
	put2(f, T_PIECE_QUOTES, role * 2 + cue_quoted, quotes);
	put3(f, T_PIECE_QUOTES_CLASS, role, quotes, class);
	put2(f, T_PATH, path, side);
	put2(f, T_PATH_CLASS, path, class);
	put2(f, T_PATH_LEMMA, path, lemma);
	put3(f, T_HAS_SUBJECT, role, relation,
	     child_with(d->a, p->node, RELATION_NSUBJ) != NONE ||
	             child_with(d->a, p->node, RELATION_NSUBJ_PASS) != NONE);
	put3(f, T_OTHERS, path, frame, look_quotes(d, cue));
	put3(f, T_OTHERS_CLASS, path, frame, class);
	put3(f, T_FIRST_WORD, role, l->word[p->tokens.begin], 0);
	put3(f, T_NODE_ENTITY, path, node->entity, node->upos);
	put3(f, T_CUE_FORM, path, look_verb_form(d, cue), 0);
	put3(f, T_BETWEEN, path, between, l->cue[cue].kind);
	put2(f, T_RIVALS, path, rivals_between(d, l, cue, p->tokens));
	uint32_t step = look_content(l, p->tokens);
	put(f, T_MODEL, step);
	put2(f, T_MODEL_ROLE, step, role);
	put3(f, T_MODEL_ROLE, step, path, 1);
	put2(f, T_MODEL_CLASS, step, class);
	put2(f, T_MODEL_NODE, look_model(l, p->node, SAYS_CONTENT) / 2, role);
	if (p->role == PIECE_QUOTED)
		quoted_piece(d, l, cue, p, f);
	if (p->role == PIECE_UNDER)
		put3(f, T_UNDER_TIE, relation_of(d, token_at(d, p->node)->head), tied, class);
}
