#include "article/clause.h"
#include "said/draft.h"

static bool is_question(const struct drafts *d, const struct draft *x)
{
	struct tokens run = d->runs.at[x->runs + x->run_count - 1];
	for (uint32_t i = run.end; i-- > run.begin && token_at(d, i)->upos == UPOS_PUNCT;)
		if (view_equal(text_of_token(d->a, i), VIEW("?")))
			return true;
	return false;
}

/* "did not say whether" says nothing; "would not say" and "will not comment" refuse; what one does not
 * believe or want is still a belief or a wish. */
static enum act negated(const struct drafts *d, const struct draft *x)
{
	switch (x->cue.class) {
	case CUE_BELIEVE:
		return ACT_BELIEVE;
	case CUE_WANT:
		return ACT_WANT;
	case CUE_SAY:
	case CUE_PROMISE:
	case CUE_PRAISE:
		return modal_of(d->a, x->cue.head) != NONE ? ACT_REFUSE : ACT_NONE;
	default:
		return ACT_NONE;
	}
}

enum act act_of(const struct drafts *d, const struct draft *x)
{
	if (x->cue.head == NONE || !x->cue.row.table)
		return is_question(d, x) ? ACT_ASK : ACT_ASSERT;
	if (x->cue.kind != 'p' && is_negated(d->a, x->cue.head))
		return negated(d, x);
	if (x->cue.act == ACT_ASSERT && x->cue.class == CUE_SAY && is_question(d, x))
		return ACT_ASK;
	/* "told them to leave" is no report, but "reported her missing" is. */
	uint32_t deed = child_with(d->a, x->cue.head, RELATION_XCOMP);
	bool commands = x->cue.act == ACT_ASSERT && x->cue.class == CUE_SAY && x->cue.kind == 'v' &&
	                !(x->cue.follows & FOLLOWS_AS) &&
	                child_with(d->a, x->cue.head, RELATION_OBJ) != NONE && deed != NONE &&
	                token_at(d, deed)->xpos == XPOS_VB;
	return commands ? ACT_DEMAND : x->cue.act;
}
