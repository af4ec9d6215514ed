#include "said/look.h"

#include "base/utf8.h"

void put3(struct features *f, enum template t, uint64_t a, uint64_t b, uint64_t c)
{
	if (f->count == MOST_FEATURES)
		return;
	uint64_t h = mix(mix(mix(mix(UINT64_C(0x5a1d), (uint64_t)t + 1), a), b), c);
	f->row[f->count++] = (uint32_t)(h >> 32);
}

static int16_t log_odds(int32_t score, int32_t one)
{
	enum { MOST = 8 * 1024 };
	int64_t says = (int64_t)score * 1024 / one;
	return (int16_t)(says > MOST ? MOST : says < -MOST ? -MOST : says);
}

/* Reads what the model's head for said gave, if the model has one. */
static void hear_model(struct looks *l, const struct article *a)
{
	uint32_t classes;
	const int32_t *scores = head_scores_named(a, VIEW("said"), &classes);
	if (!scores || classes != MODEL_OUTPUTS || !a->tokens.count || scores[SAYS_ONE] <= 0)
		return;
	l->says = arena_alloc(a->arena, (size_t)a->tokens.count * sizeof *l->says);
	l->content = arena_alloc(a->arena, ((size_t)a->tokens.count + 1) * sizeof *l->content);
	l->content[0] = 0;
	vector_each (i, &a->tokens) {
		for (uint32_t k = 0; k < SAYS_ONE; k++)
			l->says[i][k] = log_odds(scores[(size_t)i * classes + k], scores[SAYS_ONE]);
		l->content[i + 1] = l->content[i] + l->says[i][SAYS_CONTENT] / 16;
	}
}

uint32_t look_content(const struct looks *l, struct tokens run)
{
	if (!l->says || run.begin >= run.end)
		return 0;
	int32_t mean = (l->content[run.end] - l->content[run.begin]) / (int32_t)(run.end - run.begin);
	int32_t step = mean / 32 + 6;
	return (uint32_t)(step < 0 ? 0 : step > 11 ? 11 : step);
}

struct looks looks_of(struct drafts *d)
{
	struct article *a = d->a;
	struct looks l = {
	        .lemma = arena_alloc(a->arena, (a->tokens.count + 1) * sizeof *l.lemma),
	        .word = arena_alloc(a->arena, (a->tokens.count + 1) * sizeof *l.word),
	        .cue = arena_alloc(a->arena, (a->tokens.count + 1) * sizeof *l.cue),
	};
	hear_model(&l, a);
	vector_each (i, &a->tokens) {
		const char *here = arena_here(a->arena);
		l.lemma[i] = view_hash(utf8_folded(a->arena, a->tokens.at[i].lemma));
		l.word[i] = view_hash(utf8_folded(a->arena, text_of_token(a, i)));
		arena_back(a->arena, here);
		l.cue[i] = cue_at(a, &d->table, i);
	}
	return l;
}

uint32_t bucket(uint32_t n)
{
	static const uint32_t bounds[] = {0, 1, 2, 3, 4, 6, 9, 13, 20, 30, 50};
	uint32_t i = 0;
	while (i < sizeof bounds / sizeof *bounds && n > bounds[i])
		i++;
	return i;
}

uint64_t look_sort(const struct drafts *d, const struct looks *l, uint32_t i)
{
	if (i == NONE)
		return 0;
	const struct token *t = token_at(d, i);
	if (t->upos == UPOS_PRON || t->upos == UPOS_DET)
		return l->word[i];
	return 1 + (uint64_t)t->upos * 64 + t->entity;
}

uint32_t look_verb_form(const struct drafts *d, uint32_t i)
{
	const struct article *a = d->a;
	uint32_t modal = modal_of(a, i);
	return (uint32_t)token_at(d, i)->xpos * 16 + (is_passive(a, i) ? 1U : 0U) +
	       (is_negated(a, i) ? 2U : 0U) + (modal != NONE ? 4U : 0U);
}

uint32_t look_quotes(const struct drafts *d, uint32_t i)
{
	const uint32_t *outermost = d->quotations.outermost;
	struct tokens s = sentence_of(d, i);
	uint32_t state = outermost[i] != NONE ? 1 : 0;
	for (uint32_t k = i + 1; k < s.end && k <= i + 4; k++)
		if (outermost[k] != NONE && outermost[k] != outermost[i])
			state |= 2;
	for (uint32_t k = i; k-- > s.begin && k + 6 >= i;)
		if (outermost[k] != NONE && outermost[k] != outermost[i])
			state |= 4;
	if (s.end < d->a->tokens.count && outermost[s.end] != NONE &&
	    outermost[s.end] != outermost[s.end - 1])
		state |= 8;
	if (s.begin > 0 && outermost[s.begin - 1] != NONE)
		state |= 16;
	return state;
}
