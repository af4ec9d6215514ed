#include "article/clause.h"
#include "said/draft.h"

/* How far above a cue its content may hang, and how long a branch may be: a sentence without a full stop is
 * no statement. */
enum { MOST_STEPS = 4, MOST_CHILDREN = 40, LONGEST = 400 };

static void add(struct drafts *d, struct piece p)
{
	if (p.tokens.end - p.tokens.begin <= LONGEST || p.role == PIECE_QUOTED)
		*vector_push(d->a->arena, &d->pieces) = p;
}

static bool may_be_content(const struct drafts *d, uint32_t child)
{
	switch (token_at(d, child)->relation) {
	case RELATION_PUNCT:
	case RELATION_AUX:
	case RELATION_AUX_PASS:
	case RELATION_COP:
	case RELATION_CC:
	case RELATION_CASE:
	case RELATION_MARK:
	case RELATION_DET:
	case RELATION_COMPOUND_PRT:
		return false;
	default:
		return true;
	}
}

static void add_children(struct drafts *d, uint32_t of, uint32_t without, enum piece_role role,
                         uint32_t steps)
{
	uint32_t left = MOST_CHILDREN;
	children_of (d->a, child, of) {
		if (child == without || !may_be_content(d, child) || !left--)
			continue;
		add(d, (struct piece){.role = role,
		                      .steps = (uint8_t)steps,
		                      .node = child,
		                      .branch = NONE,
		                      .quotation = NONE,
		                      .tokens = token_at(d, child)->subtree});
	}
}

static bool opens_clause(enum relation relation)
{
	return relation == RELATION_ACL || relation == RELATION_ACL_RELCL || relation == RELATION_CCOMP ||
	       relation == RELATION_XCOMP || relation == RELATION_ADVCL;
}

/* A clause that hangs on an object is often the verb's own: "told the paper that …". */
static void add_under(struct drafts *d, uint32_t cue)
{
	uint32_t left = MOST_CHILDREN;
	children_of (d->a, child, cue)
		children_of (d->a, clause, child)
			if (opens_clause((enum relation)token_at(d, clause)->relation) && left && left--)
				add(d, (struct piece){.role = PIECE_UNDER,
				                      .steps = 1,
				                      .node = clause,
				                      .branch = NONE,
				                      .quotation = NONE,
				                      .tokens = token_at(d, clause)->subtree});
}

static void add_above(struct drafts *d, uint32_t cue)
{
	uint32_t branch = cue;
	for (uint32_t steps = 1; steps <= MOST_STEPS; steps++) {
		uint32_t head = token_at(d, branch)->head;
		if (head == NONE)
			return;
		add(d, (struct piece){.role = PIECE_ABOVE,
		                      .steps = (uint8_t)steps,
		                      .node = head,
		                      .branch = branch,
		                      .quotation = NONE,
		                      .tokens = token_at(d, head)->subtree});
		add_children(d, head, branch, PIECE_BESIDE, steps);
		branch = head;
	}
}

static void add_quotation(struct drafts *d, uint32_t n, uint32_t steps)
{
	const struct quotation *q = &d->quotations.list.at[n];
	uint32_t node = q->tokens.begin;
	while (node + 1 < q->tokens.end && token_at(d, node)->upos == UPOS_PUNCT)
		node++;
	if (q->tokens.begin < q->tokens.end)
		add(d, (struct piece){.role = PIECE_QUOTED,
		                      .steps = (uint8_t)steps,
		                      .node = node,
		                      .branch = NONE,
		                      .quotation = n,
		                      .tokens = q->tokens});
}

static bool outermost_at(const struct drafts *d, uint32_t token, uint32_t *last, uint32_t *found)
{
	*found = d->quotations.outermost[token];
	bool new = *found != NONE &&*found != *last;
	*last = *found;
	return new;
}

/* "called it unjust, writing in a letter:": whether a participle that utters stands between a cue and the
 * colon at its sentence's end. */
static bool adds_behind(const struct drafts *d, uint32_t cue, uint32_t end)
{
	enum { MOST_BETWEEN = 60 };
	if (end - cue > MOST_BETWEEN)
		return false;
	for (uint32_t i = cue + 1; i < end && d->quotations.outermost[cue] == NONE; i++) {
		if (token_at(d, i)->xpos != XPOS_VBG || d->quotations.outermost[i] != NONE ||
		    child_with(d->a, i, RELATION_NSUBJ) != NONE)
			continue;
		struct cue c = cue_at(d->a, &d->table, i);
		if (c.row.table && c.kind == 'v' && c.class == CUE_SAY && (c.follows & FOLLOWS_QUOTE))
			return true;
	}
	return false;
}

/* A quotation outside of the cue's sentence is the cue's only where it stands alone, in the same paragraph or
 * behind a colon: one with words beside it is those words', one that ends the paragraph before is of whoever
 * spoke there. */
static bool may_reach(const struct drafts *d, uint32_t cue, uint32_t n)
{
	const struct quotation *q = &d->quotations.list.at[n];
	struct tokens s = sentence_of(d, cue);
	if (q->tokens.begin >= q->tokens.end || !quotation_stands_alone(d, q))
		return false;
	bool colon = view_equal(text_of_token(d->a, s.end - 1), VIEW(":"));
	if (q->tokens.begin >= s.end && colon && adds_behind(d, cue, s.end))
		return false;
	return q->block == d->quotations.paragraph[cue] || (q->tokens.begin >= s.end && colon);
}

/* The quotations of the cue's sentence and, on either side, the one that touches it. */
static void add_quotations(struct drafts *d, uint32_t cue)
{
	struct tokens s = sentence_of(d, cue);
	uint32_t own = d->quotations.outermost[cue], last = NONE, n, left = 8;
	uint32_t from = s.begin ? s.begin - 1 : s.begin;
	uint32_t to = s.end < d->a->tokens.count ? s.end + 1 : s.end;
	for (uint32_t i = from; i < to && left; i++)
		if (outermost_at(d, i, &last, &n) && n != own) {
			bool outside = d->quotations.list.at[n].tokens.end <= s.begin ||
			               d->quotations.list.at[n].tokens.begin >= s.end;
			if (!outside || may_reach(d, cue, n))
				add_quotation(d, n, outside);
			left--;
		}
}

void pieces_find(struct drafts *d, const struct cue *c)
{
	d->pieces.count = 0;
	add_children(d, c->head, NONE, PIECE_BELOW, 0);
	add_under(d, c->head);
	add_above(d, c->head);
	add_quotations(d, c->head);
}
