#include "said/look.h"

/* How a tail hangs: its relation, and how far above it the words before it go on. */
static uint64_t tail_way(const struct drafts *d, uint32_t cue, uint32_t top)
{
	uint32_t head = token_at(d, top)->head;
	uint64_t way = mix(relation_of(d, top), head == NONE ? 0 : relation_of(d, head));
	return mix(way, head == NONE ? 2 : head == cue ? 1 : token_at(d, head)->head == cue ? 3 : 0);
}

static uint32_t cues_in(const struct drafts *d, const struct looks *l, uint32_t begin, uint32_t end)
{
	uint32_t n = 0;
	for (uint32_t i = begin; i < end && n < 3; i++)
		n += l->cue[i].kind == 'v' && d->quotations.outermost[i] == NONE;
	return n;
}

/* Whether a tail tells of an occasion, what joins it, how far back it hangs, and, of a verb joined to
 * another, whether it is of the same form as that or as the cue: "said he had won and thanked them". */
static void tail_attached(const struct drafts *d, const struct looks *l, uint32_t cue, struct tokens run,
                          uint32_t tail, struct features *f)
{
	uint32_t top = tail_top(d, tail), head = token_at(d, top)->head, relation = relation_of(d, top);
	bool occasion = know_find(d->occasions, token_at(d, top)->lemma).table != NULL;
	uint32_t quoted = d->quotations.outermost[tail - 1] != NONE,
	         inside = head != NONE && head >= run.begin && head < run.end;
	uint32_t back = head == NONE || head > tail ? 12 : bucket(tail - head);
	put3(f, T_TAIL_OCCASION, occasion, l->word[tail], quoted);
	put3(f, T_TAIL_OCCASION, occasion, look_class(l, cue), 2 + quoted);
	put3(f, T_TAIL_ATTACH, relation, back, inside);
	put3(f, T_TAIL_ATTACH, l->word[tail], back, inside);
	put3(f, T_TAIL_EDGE, look_model(l, tail, SAYS_CONTENT) / 2, look_model(l, tail - 1, SAYS_CONTENT) / 2,
	     0);
	put3(f, T_TAIL_EDGE, look_model(l, run.end - 1, SAYS_CONTENT) / 2, relation, 1);
	if (relation == RELATION_CONJ && head != NONE)
		put3(f, T_TAIL_FORMS, token_at(d, top)->xpos, token_at(d, head)->xpos,
		     token_at(d, cue)->xpos);
}

void features_of_tail(const struct drafts *d, const struct looks *l, uint32_t cue, struct tokens run,
                      uint32_t tail, struct features *f)
{
	uint32_t top = tail_top(d, tail), class = look_class(l, cue), head = token_at(d, top)->head;
	const struct token *t = token_at(d, top);
	uint64_t way = tail_way(d, cue, top), before = l->word[tail - 1], word = l->word[tail];
	uint32_t side = run.begin > cue, relation = relation_of(d, top), end = t->subtree.end;
	uint32_t reach = end >= run.end ? 2U : end + 2 >= run.end ? 1U : 0U;
	uint32_t stop = token_at(d, tail - 1)->upos == UPOS_PUNCT;
	uint64_t stopped = stop ? before : 0;
	bool subject = child_with(d->a, top, RELATION_NSUBJ) != NONE;
	f->count = 0;
	f->base = 0;
	put(f, T_BIAS, 5);
	put2(f, T_TAIL_WORD, word, stopped);
	put3(f, T_TAIL_WORD, word, relation, side);
	put3(f, T_TAIL_WORDS, word, tail + 1 < run.end ? l->word[tail + 1] : 0, stop);
	put3(f, T_TAIL_BEFORE, stopped, relation, side);
	put3(f, T_TAIL_TOP, way, stop, side);
	put3(f, T_TAIL_TOP_XPOS, t->xpos, relation, stop);
	put3(f, T_TAIL_CLASS, way, class, stop);
	put3(f, T_TAIL_CLASS, word, class, stop);
	put3(f, T_TAIL_LEMMA, way, l->lemma[cue], stop);
	put3(f, T_TAIL_SIZE, bucket(run.end - tail), stop, side);
	put3(f, T_TAIL_SIZE, bucket(run.end - tail), way, 2);
	put3(f, T_TAIL_HEAD, bucket(tail - run.begin), class, stop);
	put3(f, T_TAIL_HEAD, bucket(tail - run.begin), way, 2);
	put3(f, T_TAIL_REACH, reach, way, stop);
	put3(f, T_TAIL_STOP, stopped, reach, class);
	put3(f, T_TAIL_QUOTES, d->quotations.outermost[tail] != NONE,
	     d->quotations.outermost[tail - 1] != NONE, look_quotes(d, cue));
	put2(f, T_TAIL_TOP_LEMMA, l->lemma[top], relation);
	put2(f, T_TAIL_TOP_LEMMA, head == NONE ? 0 : l->lemma[head], 2000 + relation);
	put3(f, T_TAIL_SUBJECT, subject, t->xpos, stop);
	put3(f, T_TAIL_FROM, l->word[run.begin], class, relation);
	put3(f, T_TAIL_CUE, l->cue[top].class, l->cue[top].kind, t->xpos);
	put3(f, T_TAIL_ENTITY, token_at(d, tail)->upos, t->entity, stop);
	put3(f, T_TAIL_CUES, cues_in(d, l, tail, run.end), stop, class);
	put3(f, T_TAIL_FIRST, token_at(d, tail)->xpos, way, reach);
	uint32_t behind = look_content(l, (struct tokens){tail, run.end});
	uint32_t ahead = look_content(l, (struct tokens){run.begin, tail});
	put(f, T_MODEL, 100 + behind);
	put2(f, T_MODEL_DROP, behind, ahead);
	put2(f, T_MODEL_ROLE, 100 + behind, way);
	put2(f, T_MODEL_NODE, look_model(l, tail, SAYS_CONTENT) / 2, 1000 + stop);
	tail_attached(d, l, cue, run, tail, f);
}
