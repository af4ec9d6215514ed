#include "article/clause.h"
#include "said/draft.h"

static uint32_t below(const struct drafts *d, uint32_t cue, enum relation relation)
{
	return child_with(d->a, cue, relation);
}

static bool is_addressee(const struct drafts *d, uint32_t object)
{
	const struct token *t = token_at(d, object);
	return t->upos == UPOS_PROPN || t->upos == UPOS_PRON || t->entity == ENTITY_PERSON ||
	       t->entity == ENTITY_ORG || (t->features & FEATURE(NUMBER_PLUR));
}

/* The word that ties a phrase or clause to what it hangs on: "of", "for", "as". */
static struct view tie_of(const struct drafts *d, uint32_t head)
{
	uint32_t word = preposition_of(d->a, head);
	if (word == NONE)
		word = mark_of(d->a, head);
	return word == NONE ? (struct view){0} : text_of_token(d->a, word);
}

/* Whether a dependent of the cue is content by the frame that the table gives it. */
static bool fits_frame(const struct drafts *d, const struct cue *c, uint32_t child)
{
	enum relation relation = (enum relation)token_at(d, child)->relation;
	bool clause = below(d, c->head, RELATION_CCOMP) != NONE;
	switch (relation) {
	case RELATION_CCOMP:
		return (c->follows & (FOLLOWS_THAT | FOLLOWS_QUOTE)) != 0;
	case RELATION_XCOMP:
		return (c->follows & (FOLLOWS_TO | FOLLOWS_AS | FOLLOWS_OBJECT)) != 0;
	case RELATION_OBJ:
		if (clause || !(c->follows & (FOLLOWS_OBJECT | FOLLOWS_TO | FOLLOWS_AS)))
			return false;
		return (c->follows & FOLLOWS_OBJECT) || below(d, c->head, RELATION_XCOMP) != NONE;
	case RELATION_ACL:
		return c->kind == 'n' && (c->follows & (FOLLOWS_THAT | FOLLOWS_TO));
	case RELATION_OBL:
	case RELATION_NMOD:
	case RELATION_ADVCL: {
		struct view tie = tie_of(d, child);
		if (c->words.end > c->head + 1 && preposition_of(d->a, child) + 1 == c->words.end)
			return true; /* "called for": its own preposition */
		return tie.length && !clause && cue_takes(&d->table, c, tie);
	}
	default:
		return false;
	}
}

/* "We will not sell, Ortiz said, at any price": the cue hangs on what was said. */
static bool stands_in_content(const struct drafts *d, const struct cue *c, const struct piece *p)
{
	if (p->role != PIECE_ABOVE || p->steps != 1)
		return false;
	enum relation relation = (enum relation)token_at(d, c->head)->relation;
	if (c->kind == 'p')
		return false;
	return relation == RELATION_PARATAXIS && (c->follows & (FOLLOWS_THAT | FOLLOWS_QUOTE)) &&
	       below(d, c->head, RELATION_CCOMP) == NONE && child_with(d->a, c->head, RELATION_NSUBJ) != NONE;
}

/* "According to Lin, the line is closed": the clause on which its phrase hangs. */
static bool is_clause_of_phrase(const struct drafts *d, const struct cue *c, const struct piece *p)
{
	return c->kind == 'p' && p->role == PIECE_ABOVE &&
	       p->steps == (token_at(d, c->head)->relation == RELATION_CASE ? 2 : 1);
}

static bool choose(struct drafts *d, const struct cue *c)
{
	bool any = false;
	vector_each (i, &d->pieces) {
		const struct piece *p = &d->pieces.at[i];
		bool chosen = p->role == PIECE_BELOW
		                      ? fits_frame(d, c, p->node)
		                      : stands_in_content(d, c, p) || is_clause_of_phrase(d, c, p);
		if (!chosen)
			continue;
		content_add_piece(d, c, p);
		any = true;
	}
	return any;
}

/* A cue that is not used as one: an attributive participle, a verb in an "if", a name. */
static bool is_idle(const struct drafts *d, const struct cue *c)
{
	const struct token *t = token_at(d, c->head);
	if (t->relation == RELATION_AMOD || t->relation == RELATION_COMPOUND || t->relation == RELATION_AUX)
		return true;
	uint32_t mark = mark_of(d->a, c->head);
	if (mark != NONE && view_equal_ascii_case(text_of_token(d->a, mark), VIEW("if")))
		return true;
	return false;
}

/* Thoughts and wishes are reported of others; a noun needs someone whose it is. */
static bool needs_source(const struct cue *c)
{
	return c->kind == 'n' || c->kind == 'a' || c->class == CUE_WANT || c->class == CUE_BELIEVE ||
	       c->class == CUE_PRAISE || c->class == CUE_CRITICISE;
}

/* "told reporters": an object that only hears is no content. */
static bool only_hears(const struct drafts *d, const struct draft *x)
{
	uint32_t object = below(d, x->cue.head, RELATION_OBJ);
	return object != NONE && x->cue.class == CUE_SAY && !(x->cue.follows & FOLLOWS_AS) &&
	       x->run_count == 1 && d->runs.at[x->runs].begin == token_at(d, object)->subtree.begin &&
	       is_addressee(d, object);
}

bool draft_by_rule(struct drafts *d, const struct cue *c)
{
	struct draft x = {.cue = *c, .parent = NONE, .source_head = NONE, .confidence = -1.0F};
	source_find(d, &x);
	if (needs_source(c) && x.source_head == NONE)
		return false;
	pieces_find(d, c);
	content_begin(d, c->head);
	bool any = choose(d, c);
	if (x.source.begin < x.source.end)
		content_cut(d, x.source);
	if (!content_take(d, &x) || !any || only_hears(d, &x))
		return false;
	x.why = know_why(d->a->arena, c->row);
	*vector_push(d->a->arena, &d->list) = x;
	return true;
}

void drafts_by_rule(struct drafts *d)
{
	vector_each (i, &d->a->tokens) {
		struct cue c = cue_at(d->a, &d->table, i);
		if (c.row.table && !is_idle(d, &c))
			draft_by_rule(d, &c);
	}
}
