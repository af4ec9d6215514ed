#include "said/features.h"

#include "article/clause.h"
#include "base/utf8.h"

/* The templates. Their order is part of the trained weights: new ones go to the end. */
/* clang-format off */
enum template {
	T_BIAS, T_LEMMA, T_UPOS, T_RELATION, T_LEMMA_RELATION, T_CLASS, T_CLASS_RELATION, T_XPOS, T_CHILD,
	T_LEMMA_CHILD, T_CLASS_CHILD, T_CHILD_WORD, T_TIE, T_LEMMA_TIE, T_CLASS_TIE, T_HEAD,
	T_HEAD_RELATION, T_HEAD_CLASS, T_SUBJECT, T_SUBJECT_KIND, T_CLASS_SUBJECT, T_OBJECT, T_OBJECT_KIND,
	T_CLASS_OBJECT, T_BEFORE, T_AFTER, T_BEFORE2, T_AFTER2, T_LEMMA_AFTER, T_QUOTES, T_CLASS_QUOTES,
	T_LEMMA_QUOTES, T_SUFFIX, T_VERB, T_CLASS_VERB, T_ABOVE, T_ABOVE_CLASS, T_PLACE, T_ENTITY,
	T_LEMMA_SUBJECT, T_LEMMA_OBJECT, T_ROLE, T_ROLE_RELATION, T_ROLE_LEMMA, T_ROLE_CLASS, T_NODE_UPOS,
	T_NODE_LEMMA, T_ROLE_TIE, T_ROLE_TIE_LEMMA, T_ROLE_TIE_CLASS, T_SIDE, T_DISTANCE, T_LENGTH,
	T_PIECE_QUOTES, T_PIECE_QUOTES_CLASS, T_PATH, T_PATH_CLASS, T_PATH_LEMMA, T_HAS_SUBJECT, T_OTHERS,
	T_OTHERS_CLASS, T_FIRST_WORD, T_NODE_ENTITY, T_CUE_FORM, T_BETWEEN, T_ROLE_SIDE_LEMMA,
	T_SOURCE_PATH, T_SOURCE_PATH_CLASS, T_SOURCE_PATH_LEMMA, T_SOURCE_RULE, T_SOURCE_WORD,
	T_SOURCE_KIND, T_SOURCE_KIND_PATH, T_SOURCE_DISTANCE, T_SOURCE_QUOTES, T_SOURCE_RELATION,
	T_SOURCE_BETWEEN, T_SOURCE_RULE_CLASS, T_SOURCE_VERB, T_SOURCE_TIE, T_SOURCE_TIE_CLASS,
	T_SOURCE_RULE_KIND, T_SOURCE_OWN_VERB, T_LEMMA_VERB, T_GRAND, T_PIECE_CLASS_NODE, T_D_CUE,
	T_D_PIECE, T_D_SOURCE, T_D_CUE_CLASS, T_D_LENGTH, T_D_RUNS, T_D_QUOTED, T_D_SORT, T_D_INSIDE,
	T_D_PAIR, T_D_CUE_QUOTED, T_D_WHY,
	T_QUOTED_PLACE, T_QUOTED_RIVALS, T_QUOTED_COLON, T_RIVALS, T_UNDER_TIE, T_D_PARENT, T_D_OVER, T_D_CLASS_SORT,
	T_D_LEMMA, T_D_RELATION,
	T_TAIL_WORD, T_TAIL_WORDS, T_TAIL_BEFORE, T_TAIL_TOP, T_TAIL_TOP_XPOS, T_TAIL_CLASS, T_TAIL_LEMMA,
	T_TAIL_SIZE, T_TAIL_HEAD, T_TAIL_REACH, T_TAIL_STOP, T_TAIL_QUOTES, T_TAIL_TOP_LEMMA, T_TAIL_SUBJECT,
	T_TAIL_FROM, T_TAIL_CUE, T_TAIL_ENTITY, T_TAIL_CUES, T_TAIL_FIRST, T_MODEL, T_MODEL_ROLE, T_MODEL_NODE,
	T_MODEL_DROP, T_MODEL_CLASS,
};
/* clang-format on */

static uint64_t mix(uint64_t h, uint64_t value)
{
	h = (h ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ (h >> 29);
}

static void put3(struct features *f, enum template t, uint64_t a, uint64_t b, uint64_t c)
{
	if (f->count == MOST_FEATURES)
		return;
	uint64_t h = mix(mix(mix(mix(UINT64_C(0x5a1d), (uint64_t)t + 1), a), b), c);
	f->row[f->count++] = (uint32_t)(h >> 32);
}

static void put2(struct features *f, enum template t, uint64_t a, uint64_t b)
{
	put3(f, t, a, b, 0);
}

static void put(struct features *f, enum template t, uint64_t a)
{
	put3(f, t, a, 0, 0);
}

/* Words for which the head gives less than this are not asked further: held-out figures do not change. */
enum { SURELY_NO_CUE = -4 * 1024 };

/* The outputs of the model's head for said, and one that is always 1. */
enum { SAYS_CUE, SAYS_CONTENT, SAYS_SOURCE, SAYS_ONE, MODEL_OUTPUTS };

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

static int32_t model_says(const struct looks *l, uint32_t token, uint32_t what)
{
	return l->says ? l->says[token][what] : 0;
}

/* How much the head takes a run for content: the mean, in twelve steps of half a unit. */
static uint32_t content_step(const struct looks *l, struct tokens run)
{
	if (!l->says || run.begin >= run.end)
		return 0;
	int32_t mean = (l->content[run.end] - l->content[run.begin]) / (int32_t)(run.end - run.begin);
	int32_t step = mean / 32 + 6;
	return (uint32_t)(step < 0 ? 0 : step > 11 ? 11 : step);
}

static uint32_t model_step(const struct looks *l, uint32_t token, uint32_t what)
{
	return token == NONE ? 40 : (uint32_t)(model_says(l, token, what) / 512 + 16);
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
		l.lemma[i] = view_hash(utf8_folded(a->arena, a->tokens.at[i].lemma));
		l.word[i] = view_hash(utf8_folded(a->arena, text_of_token(a, i)));
		l.cue[i] = cue_at(a, &d->table, i);
	}
	return l;
}

/* ---- What is asked of tokens ---- */

static uint32_t relation_of(const struct drafts *d, uint32_t i)
{
	return token_at(d, i)->relation;
}

/* Class and part of speech in one: 0 outside of the table. */
static uint32_t class_at(const struct looks *l, uint32_t i)
{
	return i == NONE ? 0 : (uint32_t)l->cue[i].class * 256 + l->cue[i].kind;
}

static uint32_t bucket(uint32_t n)
{
	static const uint32_t bounds[] = {0, 1, 2, 3, 4, 6, 9, 13, 20, 30, 50};
	uint32_t i = 0;
	while (i < sizeof bounds / sizeof *bounds && n > bounds[i])
		i++;
	return i;
}

static uint64_t word_around(const struct drafts *d, const struct looks *l, uint32_t i, int32_t offset)
{
	struct tokens s = sentence_of(d, i);
	int64_t at = (int64_t)i + offset;
	if (at < (int64_t)s.begin)
		return 1;
	return at >= (int64_t)s.end ? 2 : l->word[at];
}

/* What sort of someone: pronoun (which), name (of what), noun. */
static uint64_t sort_of(const struct drafts *d, const struct looks *l, uint32_t i)
{
	if (i == NONE)
		return 0;
	const struct token *t = token_at(d, i);
	if (t->upos == UPOS_PRON || t->upos == UPOS_DET)
		return l->word[i];
	return 1 + (uint64_t)t->upos * 64 + t->entity;
}

static uint32_t verb_form(const struct drafts *d, uint32_t i)
{
	const struct article *a = d->a;
	uint32_t modal = modal_of(a, i);
	return (uint32_t)token_at(d, i)->xpos * 16 + (is_passive(a, i) ? 1U : 0U) +
	       (is_negated(a, i) ? 2U : 0U) + (modal != NONE ? 4U : 0U);
}

/* Where the token stands to quotations: inside; one begins soon after; one ends shortly before; any at all.
 */
static uint32_t quotes_around(const struct drafts *d, uint32_t i)
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

static uint32_t tie_word(const struct drafts *d, uint32_t head)
{
	uint32_t word = preposition_of(d->a, head);
	return word != NONE ? word : mark_of(d->a, head);
}

static uint64_t suffix(const struct drafts *d, uint32_t i)
{
	struct view lemma = token_at(d, i)->lemma;
	size_t from = lemma.length > 3 ? lemma.length - 3 : 0;
	return view_hash(view_slice(lemma, from, lemma.length));
}

/* ---- Cues ---- */

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
	uint32_t left = 12, class = class_at(l, i);
	children_of (d->a, child, i) {
		uint32_t relation = relation_of(d, child), side = child > i;
		if (relation == RELATION_PUNCT || !left--)
			continue;
		put2(f, T_CHILD, relation, side);
		put3(f, T_LEMMA_CHILD, l->lemma[i], relation, side);
		put3(f, T_CLASS_CHILD, class, relation, side);
		uint32_t tie = tie_word(d, child);
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
	put3(f, T_HEAD_CLASS, class_at(l, head), relation_of(d, i), class_at(l, i));
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

void features_of_cue(const struct drafts *d, const struct looks *l, uint32_t i, struct features *f)
{
	const struct token *t = token_at(d, i);
	uint64_t lemma = l->lemma[i];
	uint32_t class = class_at(l, i), quotes = quotes_around(d, i), form = verb_form(d, i);
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
	uint64_t who = sort_of(d, l, subject), what = sort_of(d, l, object);
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
	f->base = model_says(l, i, SAYS_CUE);
}

/* ---- Pieces ---- */

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
	uint32_t mine = d->quotations.paragraph[cue], class = class_at(l, cue);
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
	uint32_t class = class_at(l, cue), relation = node->relation, tie = tie_word(d, p->node);
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
	put3(f, T_OTHERS, path, frame, quotes_around(d, cue));
	put3(f, T_OTHERS_CLASS, path, frame, class);
	put3(f, T_FIRST_WORD, role, l->word[p->tokens.begin], 0);
	put3(f, T_NODE_ENTITY, path, node->entity, node->upos);
	put3(f, T_CUE_FORM, path, verb_form(d, cue), 0);
	put3(f, T_BETWEEN, path, between, l->cue[cue].kind);
	put2(f, T_RIVALS, path, rivals_between(d, l, cue, p->tokens));
	uint32_t step = content_step(l, p->tokens);
	put(f, T_MODEL, step);
	put2(f, T_MODEL_ROLE, step, role);
	put3(f, T_MODEL_ROLE, step, path, 1);
	put2(f, T_MODEL_CLASS, step, class);
	put2(f, T_MODEL_NODE, model_step(l, p->node, SAYS_CONTENT) / 2, role);
	if (p->role == PIECE_QUOTED)
		quoted_piece(d, l, cue, p, f);
	if (p->role == PIECE_UNDER)
		put3(f, T_UNDER_TIE, relation_of(d, token_at(d, p->node)->head), tied, class);
}

/* ---- Sources ---- */

static bool may_be_source(const struct drafts *d, uint32_t i)
{
	const struct token *t = token_at(d, i);
	bool nominal = t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON ||
	               ((t->upos == UPOS_DET || t->upos == UPOS_NUM || t->upos == UPOS_ADJ) &&
	                (t->relation == RELATION_NSUBJ || t->relation == RELATION_NSUBJ_PASS));
	switch (t->relation) {
	case RELATION_COMPOUND:
	case RELATION_FLAT:
	case RELATION_FIXED:
	case RELATION_GOESWITH:
	case RELATION_NUMMOD:
	case RELATION_DET:
		return false;
	default:
		return nominal;
	}
}

/* Whoever is quoted is named outside of the quotation. */
static bool speaks_outside(const struct drafts *d, uint32_t cue, uint32_t source)
{
	uint32_t n = d->quotations.outermost[source];
	return n == NONE || n == d->quotations.outermost[cue] || !d->quotations.list.at[n].closed;
}

uint32_t sources_find(const struct drafts *d, uint32_t cue, uint32_t out[MOST_SOURCES])
{
	struct tokens s = sentence_of(d, cue);
	uint32_t count = 0, reach = 120;
	uint32_t begin = cue > s.begin + reach ? cue - reach : s.begin;
	for (uint32_t i = begin; i < s.end && i < cue + reach && count < MOST_SOURCES; i++)
		if (i != cue && may_be_source(d, i) && speaks_outside(d, cue, i))
			out[count++] = i;
	return count;
}

/* The relations from cue up to the first common token and down to the source; 0 where that is too far. */
static uint64_t path_between(const struct drafts *d, uint32_t cue, uint32_t source, uint32_t *meets)
{
	enum { MOST = 6 };
	uint32_t above[MOST + 1], n = 0;
	for (uint32_t at = cue; at != NONE && n <= MOST; at = token_at(d, at)->head)
		above[n++] = at;
	uint64_t down = 0;
	uint32_t at = source;
	for (uint32_t steps = 0; at != NONE && steps <= MOST; steps++) {
		for (uint32_t k = 0; k < n; k++)
			if (above[k] == at) {
				uint64_t up = 7;
				for (uint32_t j = 0; j < k; j++)
					up = mix(up, relation_of(d, above[j]));
				*meets = at;
				return mix(up, down + 1);
			}
		down = mix(down, 50 + relation_of(d, at));
		at = token_at(d, at)->head;
	}
	*meets = NONE;
	return 0;
}

/* Which of the rules for sources would take it. */
static uint32_t rules_for(const struct drafts *d, uint32_t cue, uint32_t source)
{
	const struct article *a = d->a;
	uint32_t rules = 0, head = token_at(d, cue)->head;
	rules |= child_with(a, cue, RELATION_NSUBJ) == source ? 1U : 0U;
	rules |= subject_of(a, cue) == source ? 2U : 0U;
	rules |= agent_of(a, cue) == source ? 4U : 0U;
	rules |= child_with(a, cue, RELATION_NMOD_POSS) == source ? 8U : 0U;
	rules |= head != NONE && subject_of(a, head) == source ? 16U : 0U;
	rules |= head == source ? 32U : 0U;
	return rules;
}

static uint32_t nominals_between(const struct drafts *d, uint32_t cue, uint32_t source)
{
	uint32_t from = cue < source ? cue : source, to = cue < source ? source : cue, n = 0;
	for (uint32_t i = from + 1; i < to; i++)
		n += may_be_source(d, i);
	return n;
}

void features_of_source(const struct drafts *d, const struct looks *l, uint32_t cue, uint32_t source,
                        struct features *f)
{
	const struct token *t = token_at(d, source);
	uint32_t class = class_at(l, cue), meets, rules = rules_for(d, cue, source);
	uint64_t path = path_between(d, cue, source, &meets), sort = sort_of(d, l, source);
	uint32_t side = source > cue, between = bucket(nominals_between(d, cue, source));
	uint32_t tie = tie_word(d, source), head = t->head;
	uint64_t tied = tie == NONE ? 0 : l->word[tie];
	f->count = 0;
	f->base = 0;
	put(f, T_BIAS, 3);
	put2(f, T_SOURCE_PATH, path, side);
	put2(f, T_SOURCE_PATH_CLASS, path, class);
	put2(f, T_SOURCE_PATH_LEMMA, path, l->lemma[cue]);
	put2(f, T_SOURCE_RULE, rules, side);
	put2(f, T_SOURCE_RULE_CLASS, rules, class);
	put2(f, T_SOURCE_RULE_KIND, rules, sort);
	put(f, T_SOURCE_WORD, l->lemma[source]);
	put(f, T_SOURCE_KIND, sort);
	put2(f, T_SOURCE_KIND_PATH, path, sort);
	put2(f, T_SOURCE_DISTANCE, bucket(side ? source - cue : cue - source), side);
	put2(f, T_SOURCE_BETWEEN, between, side);
	put3(f, T_SOURCE_QUOTES, d->quotations.outermost[source] != NONE,
	     d->quotations.outermost[cue] != NONE,
	     d->quotations.outermost[source] == d->quotations.outermost[cue]);
	put2(f, T_SOURCE_RELATION, t->relation, side);
	put3(f, T_SOURCE_VERB, rules, verb_form(d, cue), 0);
	put2(f, T_SOURCE_TIE, tied, t->relation);
	put3(f, T_SOURCE_TIE_CLASS, tied, class, side);
	put2(f, T_SOURCE_OWN_VERB, head == NONE ? 0 : class_at(l, head), t->relation);
	put3(f, T_GRAND, relation_of(d, cue), t->relation, between);
	f->base = model_says(l, source, SAYS_SOURCE);
}

/* ---- Tails ---- */

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

void features_of_tail(const struct drafts *d, const struct looks *l, uint32_t cue, struct tokens run,
                      uint32_t tail, struct features *f)
{
	uint32_t top = tail_top(d, tail), class = class_at(l, cue), head = token_at(d, top)->head;
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
	     d->quotations.outermost[tail - 1] != NONE, quotes_around(d, cue));
	put2(f, T_TAIL_TOP_LEMMA, l->lemma[top], relation);
	put2(f, T_TAIL_TOP_LEMMA, head == NONE ? 0 : l->lemma[head], 2000 + relation);
	put3(f, T_TAIL_SUBJECT, subject, t->xpos, stop);
	put3(f, T_TAIL_FROM, l->word[run.begin], class, relation);
	put3(f, T_TAIL_CUE, l->cue[top].class, l->cue[top].kind, t->xpos);
	put3(f, T_TAIL_ENTITY, token_at(d, tail)->upos, t->entity, stop);
	put3(f, T_TAIL_CUES, cues_in(d, l, tail, run.end), stop, class);
	put3(f, T_TAIL_FIRST, token_at(d, tail)->xpos, way, reach);
	uint32_t behind = content_step(l, (struct tokens){tail, run.end});
	uint32_t ahead = content_step(l, (struct tokens){run.begin, tail});
	put(f, T_MODEL, 100 + behind);
	put2(f, T_MODEL_DROP, behind, ahead);
	put2(f, T_MODEL_ROLE, 100 + behind, way);
	put2(f, T_MODEL_NODE, model_step(l, tail, SAYS_CONTENT) / 2, 1000 + stop);
}

/* ---- Statements ---- */

static uint32_t step_of(int32_t score)
{
	int32_t step = score / 512 + 16;
	return (uint32_t)(step < 0 ? 0 : step > 32 ? 32 : step);
}

/* Between the marks: 0 none of its words, 1 some, 2 all, at the ends. */
static uint32_t quoted_ends(const struct drafts *d, const struct draft *x)
{
	uint32_t first = d->runs.at[x->runs].begin, last = d->runs.at[x->runs + x->run_count - 1].end - 1;
	return (d->quotations.outermost[first] != NONE) + 2U * (d->quotations.outermost[last] != NONE);
}

void features_of_draft(const struct drafts *d, const struct looks *l, const struct draft *x,
                       struct features *f)
{
	uint32_t cue = x->cue.head, class = class_at(l, cue), words = 0;
	for (uint32_t i = 0; i < x->run_count; i++)
		words += d->runs.at[x->runs + i].end - d->runs.at[x->runs + i].begin;
	bool judged = cue != NONE && x->cue_score;
	uint32_t one = judged ? step_of(x->cue_score) : 100, two = judged ? step_of(x->piece_score) : 100;
	uint32_t three = judged ? step_of(x->source_score) : 100 + (x->source_head == NONE);
	f->count = 0;
	f->base = 0;
	put(f, T_BIAS, 4);
	put(f, T_D_CUE, one);
	put(f, T_D_PIECE, two);
	put(f, T_D_SOURCE, three);
	put3(f, T_D_PAIR, one / 2, two / 2, three / 4);
	put2(f, T_D_CUE_CLASS, class, one / 4);
	put2(f, T_D_LENGTH, bucket(words), class);
	put2(f, T_D_RUNS, x->run_count, 0);
	put2(f, T_D_QUOTED, quoted_ends(d, x), bucket(words));
	put2(f, T_D_SORT, sort_of(d, l, x->source_head), 0);
	put2(f, T_D_INSIDE, x->parent != NONE, class);
	const struct draft *over =
	        x->parent == NONE ? x->over == NONE ? NULL : &d->list.at[x->over] : &d->list.at[x->parent];
	if (over) {
		uint32_t apart = step_of(over->cue_score - x->cue_score) / 2;
		put3(f, T_D_PARENT, x->parent != NONE, apart, over->cue.class);
		put3(f, T_D_OVER, x->parent != NONE, over->source_head == x->source_head, class);
	}
	put2(f, T_D_CLASS_SORT, sort_of(d, l, x->source_head), class);
	put2(f, T_D_LEMMA, cue == NONE ? 0 : l->lemma[cue], 0);
	put2(f, T_D_RELATION, cue == NONE ? 0 : relation_of(d, cue), class);
	put2(f, T_D_CUE_QUOTED, cue != NONE && d->quotations.outermost[cue] != NONE, one / 4);
	uint32_t step = content_step(l, d->runs.at[x->runs]);
	put2(f, T_MODEL, 200 + step, class);
	put2(f, T_MODEL_DROP, 200 + step, one / 2);
	put2(f, T_MODEL_NODE, model_step(l, cue, SAYS_CUE) / 2, 2000);
	put2(f, T_MODEL_NODE, model_step(l, x->source_head, SAYS_SOURCE) / 2, 3000);
	put2(f, T_D_WHY, x->why.length ? (uint64_t)(unsigned char)x->why.at[0] : 0, x->continues);
}
