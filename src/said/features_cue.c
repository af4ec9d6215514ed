#include "said/look.h"

/* Words for which the head gives less than this are not asked further: held-out figures do not change. */
enum { SURELY_NO_CUE = -4 * 1024 };

static uint64_t word_around(const struct drafts *d, const struct looks *l, uint32_t i, int32_t offset)
{
	struct tokens s = sentence_of(d, i);
	int64_t at = (int64_t)i + offset;
	if (at < (int64_t)s.begin)
		return 1;
	return at >= (int64_t)s.end ? 2 : l->word[at];
}

static uint64_t suffix(const struct drafts *d, uint32_t i)
{
	struct view lemma = token_at(d, i)->lemma;
	size_t from = lemma.length > 3 ? lemma.length - 3 : 0;
	return view_hash(view_slice(lemma, from, lemma.length));
}

bool may_be_cue(const struct drafts *d, uint32_t token)
{
	const struct token *t = token_at(d, token);
	switch (t->upos) {
	case UPOS_VERB:
		return true;
	case UPOS_NOUN:
	case UPOS_ADJ:
		return t->relation != RELATION_COMPOUND && t->relation != RELATION_FLAT;
	case UPOS_ADP:
		return t->first_child != NONE || t->relation == RELATION_ROOT;
	default:
		return false;
	}
}

bool may_attribute(const struct looks *l, uint32_t token)
{
	return !l->says || l->says[token][SAYS_CUE] >= SURELY_NO_CUE;
}

static void cue_children(const struct drafts *d, const struct looks *l, uint32_t i, struct features *f)
{
	uint32_t left = 12, class = look_class(l, i);
	children_of (d->a, child, i) {
		uint32_t relation = relation_of(d, child), side = child > i;
		if (relation == RELATION_PUNCT || !left--)
			continue;
		put2(f, T_CHILD, relation, side);
		put3(f, T_LEMMA_CHILD, l->lemma[i], relation, side);
		put3(f, T_CLASS_CHILD, class, relation, side);
		uint32_t tie = look_tie(d, child);
		if (tie != NONE) {
			put2(f, T_TIE, l->word[tie], relation);
			put2(f, T_LEMMA_TIE, l->word[tie], l->lemma[i]);
			put2(f, T_CLASS_TIE, l->word[tie], class);
		}
		bool small = relation == RELATION_AUX || relation == RELATION_ADVMOD ||
		             relation == RELATION_MARK || relation == RELATION_DET ||
		             relation == RELATION_CASE || relation == RELATION_COP ||
		             relation == RELATION_COMPOUND_PRT || relation == RELATION_AUX_PASS;
		if (small)
			put2(f, T_CHILD_WORD, l->word[child], relation);
	}
}

static void cue_above(const struct drafts *d, const struct looks *l, uint32_t i, struct features *f)
{
	uint32_t head = token_at(d, i)->head, branch = i;
	put2(f, T_HEAD, head == NONE ? 0 : l->lemma[head], relation_of(d, i));
	put2(f, T_HEAD_RELATION, head == NONE ? 0 : relation_of(d, head), relation_of(d, i));
	put3(f, T_HEAD_CLASS, look_class(l, head), relation_of(d, i), look_class(l, i));
	for (uint32_t steps = 1; head != NONE && steps <= 6; steps++) {
		if (l->cue[head].row.table && l->cue[head].kind == 'v') {
			put2(f, T_ABOVE, relation_of(d, branch), steps);
			put3(f, T_ABOVE_CLASS, relation_of(d, branch), l->cue[head].class, steps < 3);
			return;
		}
		branch = head;
		head = token_at(d, head)->head;
	}
	put(f, T_ABOVE, 0);
}

/* What the model's head hears in the words around a cue. */
static void model_around(const struct drafts *d, const struct looks *l, uint32_t i, struct features *f)
{
	enum { AROUND = 7 };
	struct tokens s = sentence_of(d, i);
	struct tokens before = {i > s.begin + AROUND ? i - AROUND : s.begin, i};
	struct tokens behind = {i + 1, i + 1 + AROUND < s.end ? i + 1 + AROUND : s.end};
	uint32_t one = look_content(l, before), two = look_content(l, behind), subject = subject_of(d->a, i);
	put3(f, T_MODEL_AROUND, one, two, 0);
	put3(f, T_MODEL_AROUND, look_class(l, i), two, 1);
	put3(f, T_MODEL_PARTS, look_model(l, subject, SAYS_SOURCE) / 2, two / 2, 0);
	put3(f, T_MODEL_PARTS, look_model(l, subject, SAYS_SOURCE) / 2, look_class(l, i), 1);
}

void features_of_cue(const struct drafts *d, const struct looks *l, uint32_t i, struct features *f)
{
	const struct token *t = token_at(d, i);
	uint64_t lemma = l->lemma[i];
	uint32_t class = look_class(l, i), quotes = look_quotes(d, i), form = look_verb_form(d, i);
	struct tokens s = sentence_of(d, i);
	f->count = 0;
	f->base = 0;
	put(f, T_BIAS, 1);
	put2(f, T_LEMMA, lemma, t->upos);
	put(f, T_UPOS, t->upos);
	put2(f, T_RELATION, t->relation, t->upos);
	put2(f, T_LEMMA_RELATION, lemma, t->relation);
	put(f, T_CLASS, class);
	put2(f, T_CLASS_RELATION, class, t->relation);
	put(f, T_XPOS, t->xpos);
	put(f, T_VERB, form);
	put2(f, T_CLASS_VERB, class, form);
	put2(f, T_LEMMA_VERB, lemma, form);
	put(f, T_SUFFIX, suffix(d, i));
	put(f, T_ENTITY, t->entity);
	cue_children(d, l, i, f);
	cue_above(d, l, i, f);
	uint32_t subject = subject_of(d->a, i), object = object_of(d->a, i);
	uint64_t who = look_sort(d, l, subject), what = look_sort(d, l, object);
	put(f, T_SUBJECT, subject == NONE ? 0 : l->lemma[subject]);
	put(f, T_SUBJECT_KIND, who);
	put2(f, T_CLASS_SUBJECT, who, class);
	put2(f, T_LEMMA_SUBJECT, who, lemma);
	put(f, T_OBJECT, object == NONE ? 0 : l->lemma[object]);
	put(f, T_OBJECT_KIND, what);
	put2(f, T_CLASS_OBJECT, what, class);
	put2(f, T_LEMMA_OBJECT, what, lemma);
	put(f, T_BEFORE, word_around(d, l, i, -1));
	put(f, T_AFTER, word_around(d, l, i, 1));
	put(f, T_BEFORE2, word_around(d, l, i, -2));
	put(f, T_AFTER2, word_around(d, l, i, 2));
	put2(f, T_LEMMA_AFTER, lemma, word_around(d, l, i, 1));
	put(f, T_QUOTES, quotes);
	put2(f, T_CLASS_QUOTES, class, quotes);
	put2(f, T_LEMMA_QUOTES, lemma, quotes & 7);
	put2(f, T_PLACE, bucket(i - s.begin), bucket(s.end - i));
	f->base = look_says(l, i, SAYS_CUE);
	model_around(d, l, i, f);
}
