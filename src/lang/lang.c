#include "lang/lang.h"

#include <string.h>

#include "article/dateline.h"
#include "base/arena.h"
#include "base/utf8.h"
#include "know/know.h"
#include "lang/encode.h"
#include "lang/ends.h"
#include "lang/features.h"
#include "lang/lemma.h"
#include "lang/mend.h"
#include "lang/model.h"
#include "lang/names.h"
#include "lang/tokens.h"
#include "lang/tree.h"

/* One article's reading: what is needed from line to line. */
struct reading {
	struct article *a;
	const struct model *m;
	struct span span;
	int32_t *ends;   /* of the span's tokens: over 0, a sentence ends here */
	int32_t *logits; /* [BLOCK_TOKENS][rows of the widest head] */
	int32_t *names;  /* of the span's tokens: [tokens][classes] */
	uint8_t *name_best, *name_back;
	uint8_t *dependents, *governors; /* of the sentence: [words][rows], governors in tiles */
	int32_t *scores;                 /* [words][words and the root, rounded up] */
	int32_t *label_dependents, *label_governors;
	struct end_words end_words;
	const struct table *actors;       /* who is known by name */
	const struct table *demonyms;     /* words for peoples */
	const struct table *lemmas;       /* of forms that are no rule's */
	bool extras;                      /* whether a room behind this one may ask for its head */
	enum line_style style;            /* of the line that is read */
	struct stretch pack[PACK_TOKENS]; /* short lines that wait to be read together */
	uint32_t pack_count;
	VECTOR(struct name_scores) name_scores; /* one for each of a->names */
};

static uint32_t up_to_tile(uint32_t n)
{
	return (n + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* ---- tags, lemmas ---- */

/* The column of the table of lemmas that speaks of words with this tag; NULL: inflected words alone are in
 * it. */
static const char *lemma_column(uint8_t upos, uint8_t xpos)
{
	switch (xpos) {
	case XPOS_VBD:
	case XPOS_VBG:
	case XPOS_VBN:
	case XPOS_VBZ:
		return upos == UPOS_VERB ? "verb" : NULL;
	case XPOS_NNS:
		return "noun";
	case XPOS_JJR:
	case XPOS_JJS:
	case XPOS_RBR:
	case XPOS_RBS:
		return "adjective";
	default:
		return NULL;
	}
}

/* The lemma of a form on which rules by its ending would fail; nothing for all others. */
static struct view known_lemma(const struct reading *r, const struct token *t, struct view form)
{
	const char *column = r->lemmas ? lemma_column(t->upos, t->xpos) : NULL;
	struct row row = column ? know_find_text(r->lemmas, r->a->arena, form) : (struct row){0};
	return row.table ? know_text(row, know_column(r->lemmas, column)) : (struct view){0};
}

/* With a capital first, and small letters behind it where all were capitals. */
static struct view capitalised(struct arena *arena, struct view word)
{
	struct view rest = utf8_capitals(word) ? utf8_lowered(arena, word) : word;
	size_t at = 0;
	uint32_t first = utf8_next(rest, &at);
	char *to = arena_alloc(arena, rest.length + 4);
	size_t length = utf8_write(to, utf8_upper(first));
	memcpy(to + length, rest.at + at, rest.length - at);
	return view_of(to, length + rest.length - at);
}

/* "Bosnian" is written with a capital, whatever rules say of its ending; nothing for what is no people's. */
static struct view nationality(const struct reading *r, const struct token *t, struct view form)
{
	if (t->xpos != XPOS_JJ || !r->demonyms)
		return (struct view){0};
	return know_find_text(r->demonyms, r->a->arena, form).table ? capitalised(r->a->arena, form)
	                                                            : (struct view){0};
}

static void set_tag(const struct reading *r, struct token *t, const struct tag *tag)
{
	t->upos = tag->upos;
	t->xpos = tag->xpos;
	t->features = tag->features;
	struct view form = text_of(r->a, t->bytes);
	t->lemma = known_lemma(r, t, form);
	if (!t->lemma.length)
		t->lemma = nationality(r, t, form);
	if (!t->lemma.length)
		t->lemma = lemma_of(r->a->arena, r->m, form, t->upos, t->xpos);
}

enum { LETTERS_MOST = 4 };

/* Where all is in capitals they tell nothing, so that "POLICE" is read as "police" and "ORTIZ" as "Ortiz"; a
 * short name may be letters ("NATO"). */
static void forget_capitals(const struct reading *r, const struct stretch *s, uint32_t count)
{
	struct arena *arena = r->a->arena;
	for (uint32_t i = s->tokens.begin; i < s->tokens.begin + count; i++) {
		struct token *t = &r->a->tokens.at[i];
		struct view form = text_of_token(r->a, i);
		if (t->xpos == XPOS_NNP && form.length > LETTERS_MOST)
			t->lemma = capitalised(arena, form);
		else if (t->xpos == XPOS_NN || t->xpos == XPOS_NNS)
			t->lemma = lemma_of(arena, r->m, utf8_lowered(arena, form), t->upos, t->xpos);
	}
}

/* The first `count` tokens of the span. */
static void tag_words(const struct reading *r, uint32_t count)
{
	const struct head *h = &r->m->tag;
	for (uint32_t done = 0; done < count; done += BLOCK_TOKENS) {
		uint32_t n = smaller(count - done, BLOCK_TOKENS);
		head_sums(&r->span, h, done, n, r->logits);
		for (uint32_t i = 0; i < n; i++) {
			size_t tag = r->m->kernels->largest(r->logits + i * h->output.rows, h->classes);
			set_tag(r, &r->a->tokens.at[r->span.tokens.begin + done + i], &r->m->tags[tag]);
		}
	}
}

/* ---- names ---- */

enum { NEVER = INT32_MIN / 2 };

/* Whether a word tagged `to` may stand behind one tagged `from`: a name goes on only as what it began. */
static bool may_follow(const struct name_tag *from, const struct name_tag *to)
{
	return to->entity == ENTITY_NONE || to->begins || from->entity == to->entity;
}

/* Whether a tag stands inside a name, behind the word that begins it. */
static bool may_go_on(const struct reading *r, uint8_t tag)
{
	return r->m->name_tags[tag].entity != ENTITY_NONE && !r->m->name_tags[tag].begins;
}

/* The best lawful path by Viterbi's method, for the few sentences whose best tags are no lawful path. */
static void best_path(const struct reading *r, uint32_t begin, uint32_t count)
{
	const struct name_tag *tags = r->m->name_tags;
	uint32_t classes = r->m->name.classes, width = r->m->name.output.rows;
	int32_t sums[2][UINT8_MAX + 1] = {{0}};
	for (uint32_t c = 1; c < classes; c++)
		sums[0][c] = NEVER;
	for (uint32_t i = 0; i < count; i++) {
		const int32_t *before = sums[i % 2], *here = r->names + (size_t)(begin + i) * width;
		int32_t *now = sums[(i + 1) % 2];
		uint32_t any = (uint32_t)r->m->kernels->largest(before, classes);
		for (uint32_t c = 0; c < classes; c++) {
			uint32_t from = any;
			if (tags[c].entity != ENTITY_NONE && !tags[c].begins)
				from = before[tags[c].begun] >= before[c] ? tags[c].begun : c;
			/* Counted from the best, so that no sum grows with the sentence. */
			int64_t sum = (int64_t)before[from] - before[any] + here[c];
			now[c] = sum < NEVER ? NEVER : (int32_t)sum;
			r->name_back[i * classes + c] = (uint8_t)from;
		}
	}
	uint32_t best = (uint32_t)r->m->kernels->largest(sums[count % 2], classes);
	for (uint32_t i = count; i-- > 0; best = r->name_back[i * classes + best])
		r->name_best[i] = (uint8_t)best;
}

/* How sure a tag is: half for a tie, towards one with its lead over the next. */
static float sureness(const struct model *m, const int32_t *logits, uint32_t tag)
{
	int32_t next = INT32_MIN;
	for (uint32_t c = 0; c < m->name.classes; c++)
		if (c != tag && logits[c] > next)
			next = logits[c];
	float lead = (float)((int64_t)logits[tag] - next), half_way = 2 * (float)m->name_unit;
	return lead <= 0 ? 0.5f : 0.5f + 0.5f * lead / (lead + half_way);
}

/* Adds what a word of a name says for each kind of name; the last word makes means of the sums. */
static void add_scores(const struct model *m, struct name_scores *scores, const int32_t *logits, bool begins)
{
	for (uint32_t c = 1; c < m->name.classes; c++)
		if (m->name_tags[c].begins == begins)
			scores->of[m->name_tags[c].entity] +=
			        logits[c] / 16; /* so that a long name's sums fit */
}

static void end_name(struct reading *r)
{
	if (!r->a->names.count)
		return;
	const struct name *name = &r->a->names.at[r->a->names.count - 1];
	struct name_scores *scores = &r->name_scores.at[r->name_scores.count - 1];
	for (uint32_t e = 0; e < ENTITY_COUNT; e++)
		scores->of[e] = scores->of[e] / (int32_t)(name->tokens.end - name->tokens.begin) * 16;
}

static void add_names(struct reading *r, uint32_t begin, uint32_t count)
{
	struct article *a = r->a;
	uint32_t first = r->span.tokens.begin + begin;
	for (uint32_t i = 0; i < count; i++) {
		const struct name_tag *tag = &r->m->name_tags[r->name_best[i]];
		const int32_t *logits = r->names + (size_t)(begin + i) * r->m->name.output.rows;
		struct token *t = &a->tokens.at[first + i];
		t->entity = tag->entity;
		t->entity_begins = tag->begins;
		if (tag->begins) {
			*(struct name *)vector_push(a->arena, &a->names) =
			        (struct name){{first + i, 0}, tag->entity, 1};
			*(struct name_scores *)vector_push(a->arena, &r->name_scores) =
			        (struct name_scores){0};
		}
		if (tag->entity == ENTITY_NONE)
			continue;
		struct name *name = &a->names.at[a->names.count - 1];
		float sure = sureness(r->m, logits, r->name_best[i]);
		name->tokens.end = first + i + 1;
		name->confidence = sure < name->confidence ? sure : name->confidence;
		add_scores(r->m, &r->name_scores.at[a->names.count - 1], logits, tag->begins);
		if (i + 1 == count || !may_go_on(r, r->name_best[i + 1]))
			end_name(r);
	}
}

/* What speaks for each kind of name at each of the span's first tokens. */
static void score_names(const struct reading *r, uint32_t count)
{
	const struct head *h = &r->m->name;
	for (uint32_t done = 0; done < count; done += BLOCK_TOKENS)
		head_sums(&r->span, h, done, smaller(count - done, BLOCK_TOKENS),
		          r->names + (size_t)done * h->output.rows);
}

static bool is_acronym(struct view word)
{
	size_t at = 0, letters = 0;
	while (at < word.length) {
		if (!is_capital(utf8_next(word, &at)))
			return false;
		letters++;
	}
	return letters > 2;
}

/* The tag that begins an organisation's name, or that of no name if the model has none. */
static uint8_t tag_of_bodies(const struct model *m)
{
	for (uint32_t c = 0; c < m->name.classes; c++)
		if (m->name_tags[c].entity == ENTITY_ORG && m->name_tags[c].begins)
			return (uint8_t)c;
	return 0;
}

/* Bodies that go by their letters ("PKK positions") and that the tables know, where the network saw no name.
 */
static void mark_acronyms(struct reading *r, uint32_t begin, uint32_t count)
{
	if (!r->actors || r->style != STYLE_PROSE)
		return;
	for (uint32_t i = 0; i < count; i++) {
		struct view word = text_of_token(r->a, r->span.tokens.begin + begin + i);
		if (r->m->name_tags[r->name_best[i]].entity != ENTITY_NONE || !is_acronym(word))
			continue;
		struct row row = know_find_text(r->actors, r->a->arena, word);
		if (row.table && know_label(row, know_column(r->actors, "kind")) == KIND_ORGANISATION)
			r->name_best[i] = tag_of_bodies(r->m);
	}
}

static void find_names(struct reading *r, uint32_t begin, uint32_t count)
{
	const struct head *h = &r->m->name;
	const struct name_tag *tags = r->m->name_tags;
	const int32_t *logits = r->names + (size_t)begin * h->output.rows;
	bool lawful = true;
	for (uint32_t i = 0; i < count; i++) {
		r->name_best[i] = (uint8_t)r->m->kernels->largest(logits + i * h->output.rows, h->classes);
		lawful &= may_follow(&tags[i ? r->name_best[i - 1] : 0], &tags[r->name_best[i]]);
	}
	if (!lawful)
		best_path(r, begin, count);
	mark_acronyms(r, begin, count);
	add_names(r, begin, count);
}

/* ---- trees ---- */

/* Governors as the kernels want weights: 16 words x 4 columns, then the next four columns; the root is the
 * last. */
static void lay_governors(const struct reading *r, const uint8_t *rows, uint32_t count)
{
	uint32_t width = r->m->governor.rows, all = up_to_tile(count + 1);
	for (uint32_t j = 0; j < all; j++) {
		uint8_t *tile =
		        r->governors + (size_t)(j / TILE_ROWS) * TILE_ROWS * width + j % TILE_ROWS * 4;
		for (uint32_t c = 0; c < width; c++) {
			int8_t value = (int8_t)(j < count    ? rows[j * width + c] - 64
			                        : j == count ? r->m->arc_root[c]
			                                     : 0);
			tile[c / 4 * 4 * TILE_ROWS + c % 4] = (uint8_t)value;
		}
	}
}

static void add_distances(const struct reading *r, uint32_t count, uint32_t stride)
{
	const int32_t *by = r->m->arc_distance;
	enum { FAR = (DISTANCES - 2) / 2 };
	for (uint32_t i = 0; i < count; i++) {
		int32_t *row = r->scores + (size_t)i * stride;
		for (uint32_t j = 0; j < count; j++) {
			int32_t far = (int32_t)j - (int32_t)i;
			row[j] += by[(far < -FAR ? -FAR : far > FAR ? FAR : far) + FAR];
		}
		row[count] += by[DISTANCES - 1];
	}
}

static void score_arcs(const struct reading *r, uint32_t begin, uint32_t count, uint32_t stride)
{
	const struct model *m = r->m;
	struct inputs in = span_inputs(&r->span, begin, count, m->arc_from);
	static const int32_t zeros[SENTENCE_MOST + 2 * TILE_ROWS];
	struct dense all = m->arcs;
	all.weight = (const int8_t *)r->governors;
	all.bias = zeros;
	all.rows = stride;
	dense_bytes(m->kernels, &m->governor, in, r->dependents, m->governor.rows);
	lay_governors(r, r->dependents, count);
	dense_bytes(m->kernels, &m->dependent, in, r->dependents, m->dependent.rows);
	in = (struct inputs){r->dependents, m->dependent.rows, count, NULL};
	dense_sums(m->kernels, &all, in, r->scores, stride);
	add_distances(r, count, stride);
}

enum { NO_RANK = UINT16_MAX };

/* The sums of the words that govern others, and of no more: rank[i] is the row of word i. */
static void sum_governors(const struct reading *r, uint32_t begin, uint32_t count, const uint16_t *heads,
                          uint16_t *rank)
{
	const struct model *m = r->m;
	uint16_t places[SENTENCE_MOST];
	struct inputs in = {r->span.rows + m->arc_from, r->span.stride, 0, places};
	for (uint32_t i = 0; i < count; i++)
		rank[i] = NO_RANK;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t head = heads[i];
		if (head == count || rank[head] != NO_RANK)
			continue;
		rank[head] = (uint16_t)in.count;
		places[in.count++] = r->span.places[begin + head];
	}
	dense_sums(m->kernels, &m->label_governor, in, r->label_governors, m->label.hidden.rows);
}

/* The hidden layer's bytes for a word of the sentence: sums of its row and its governor's; NULL: the root's.
 */
static void label_hidden(const struct reading *r, uint32_t word, const uint16_t *governor, uint8_t *bytes)
{
	const struct dense *hidden = &r->m->label.hidden;
	uint32_t width = hidden->rows;
	const int32_t *other = governor ? r->label_governors + (size_t)*governor * width : r->m->label_root;
	const int32_t *sums = r->label_dependents + (size_t)word * width;
	for (uint32_t c = 0; c < width; c += TILE_ROWS)
		r->m->kernels->clamp(bytes + c, 0, 1, (const void *)(sums + c), other + c, hidden->scale + c);
}

/* The label of each word's arc; the root's word alone is root. */
static void label_arcs(const struct reading *r, uint32_t begin, uint32_t count, const uint16_t *heads)
{
	const struct model *m = r->m;
	const struct dense *hidden = &m->label.hidden, *output = &m->label.output;
	struct inputs in = span_inputs(&r->span, begin, count, m->arc_from);
	uint8_t bytes[BLOCK_TOKENS * MODEL_ROWS_MOST];
	uint16_t rank[SENTENCE_MOST];
	dense_sums(m->kernels, hidden, in, r->label_dependents, hidden->rows);
	sum_governors(r, begin, count, heads, rank);
	for (uint32_t done = 0; done < count; done += BLOCK_TOKENS) {
		uint32_t n = smaller(count - done, BLOCK_TOKENS);
		for (uint32_t i = 0; i < n; i++) {
			uint32_t head = heads[done + i];
			label_hidden(r, done + i, head == count ? NULL : &rank[head],
			             bytes + i * hidden->rows);
		}
		dense_sums(m->kernels, output, (struct inputs){bytes, hidden->rows, n, NULL}, r->logits,
		           output->rows);
		for (uint32_t i = 0; i < n; i++) {
			struct token *t = &r->a->tokens.at[r->span.tokens.begin + begin + done + i];
			r->logits[i * output->rows + m->root_label] = INT32_MIN;
			size_t best = m->kernels->largest(r->logits + i * output->rows, m->label.classes);
			t->relation = heads[done + i] == count ? RELATION_ROOT : m->relations[best];
		}
	}
}

/* Heads, and what the tree gives each word: its dependents in order, and the edges of what stands below it.
 */
static void link_words(struct article *a, uint32_t first, const uint16_t *heads, uint32_t count)
{
	for (uint32_t i = count; i-- > 0;) {
		struct token *t = &a->tokens.at[first + i];
		t->subtree = (struct tokens){first + i, first + i + 1};
		t->head = heads[i] == count ? NONE : first + heads[i];
		if (t->head == NONE)
			continue;
		t->next_sibling = a->tokens.at[t->head].first_child;
		a->tokens.at[t->head].first_child = first + i;
	}
	for (uint32_t i = first; i < first + count; i++)
		for (uint32_t up = a->tokens.at[i].head; up != NONE; up = a->tokens.at[up].head) {
			struct tokens *under = &a->tokens.at[up].subtree;
			under->begin = smaller(under->begin, i);
			under->end = under->end > i + 1 ? under->end : i + 1;
		}
}

/* A stop, with at most a quotation mark or bracket behind it. */
static bool ends_in_stop(const struct article *a, uint32_t first, uint32_t count)
{
	for (uint32_t i = count; i-- > 0 && i + 2 >= count;)
		if (view_equal(text_of_token(a, first + i), VIEW(".")))
			return true;
	return false;
}

static bool ends_in_ed(struct view word)
{
	return word.length > 4 && memcmp(word.at + word.length - 2, "ed", 2) == 0;
}

/* "Troops advanced on the town": what has a subject and no copula is no adjective, however often it is one.
 */
static void find_past(const struct reading *r, uint32_t first, uint32_t count)
{
	struct article *a = r->a;
	for (uint32_t i = first; i < first + count; i++) {
		struct token *t = &a->tokens.at[i];
		if (t->xpos != XPOS_JJ || !ends_in_ed(text_of_token(a, i)))
			continue;
		uint32_t subject = child_with(a, i, RELATION_NSUBJ);
		if (subject == NONE || subject > i || child_with(a, i, RELATION_COP) != NONE ||
		    child_with(a, i, RELATION_AUX) != NONE)
			continue;
		t->upos = UPOS_VERB;
		t->xpos = XPOS_VBD;
		t->features = 0;
		t->lemma = lemma_of(a->arena, r->m, text_of_token(a, i), t->upos, t->xpos);
	}
}

static void parse(const struct reading *r, uint32_t begin, uint32_t count)
{
	uint16_t heads[SENTENCE_MOST];
	uint32_t stride = up_to_tile(count + 1), first = r->span.tokens.begin + begin;
	if (count == 1) { /* nothing to choose from */
		heads[0] = 1;
		r->a->tokens.at[first].relation = RELATION_ROOT;
	} else {
		score_arcs(r, begin, count, stride);
		tree_best(heads, r->scores, count, stride);
		label_arcs(r, begin, count, heads);
	}
	mend_tree(&r->a->tokens.at[first], heads, count, ends_in_stop(r->a, first, count));
	link_words(r->a, first, heads, count);
	find_past(r, first, count);
}

/* ---- the heads of other rooms ---- */

static void run_extras(const struct reading *r, uint32_t count)
{
	for (uint32_t e = 0; r->extras && e < r->m->extra_count; e++) {
		const struct head *h = &r->m->extras[e].head;
		int32_t *to = r->a->head_scores.at[e].at + (size_t)r->span.tokens.begin * h->classes;
		for (uint32_t done = 0; done < count; done += BLOCK_TOKENS) {
			uint32_t n = smaller(count - done, BLOCK_TOKENS);
			head_sums(&r->span, h, done, n, r->logits);
			for (uint32_t i = 0; i < n; i++)
				memcpy(to + (done + i) * h->classes, r->logits + i * h->output.rows,
				       h->classes * sizeof *to);
		}
	}
}

static void make_room_for_extras(struct article *a, const struct model *m)
{
	for (uint32_t e = 0; e < m->extra_count; e++) {
		struct head_scores *s = vector_push(a->arena, &a->head_scores);
		s->name = m->extras[e].name;
		s->classes = m->extras[e].head.classes;
		s->at = arena_zeroed(a->arena, (size_t)a->tokens.count * s->classes, sizeof *s->at);
	}
}

/* ---- sentences ---- */

/* Tokens [begin, end) of the span are a sentence: everything that is found sentence by sentence. */
static void read_sentence(struct reading *r, uint32_t begin, uint32_t end, uint32_t block)
{
	struct article *a = r->a;
	struct sentence *s = vector_push(a->arena, &a->sentences);
	uint32_t first = r->span.tokens.begin;
	s->tokens = (struct tokens){first + begin, first + end};
	s->bytes = bytes_of(a, s->tokens);
	s->block = block;
	for (uint32_t i = s->tokens.begin; i < s->tokens.end; i++)
		a->tokens.at[i].sentence = a->sentences.count - 1;
	parse(r, begin, end - begin);
	find_names(r, begin, end - begin);
}

/* How many of the words from begin are a sentence, at most SENTENCE_MOST; 0 if the span ends before it does.
 */
static uint32_t sentence_length(const struct reading *r, uint32_t begin, uint32_t count, bool last)
{
	uint32_t most = smaller(count - begin, SENTENCE_MOST), i = 0;
	while (i < most && r->ends[begin + i] <= 0)
		i++;
	if (i < most)
		return i + 1;
	if (most < SENTENCE_MOST)
		return last ? most : 0;
	uint32_t least = SENTENCE_MOST / 4;
	return least + (uint32_t)r->m->kernels->largest(r->ends + begin + least, SENTENCE_MOST - least) + 1;
}

/* What speaks for an end behind each of the span's tokens. */
static void score_ends(const struct reading *r, uint32_t count)
{
	const struct head *h = &r->m->end;
	for (uint32_t done = 0; done < count; done += BLOCK_TOKENS) {
		uint32_t n = smaller(count - done, BLOCK_TOKENS);
		head_sums(&r->span, h, done, n, r->logits);
		for (uint32_t i = 0; i < n; i++)
			r->ends[done + i] = r->logits[i * h->output.rows];
	}
}

/* What the line's own words say of its ends. */
static void settle_ends(const struct reading *r, const struct stretch *s)
{
	for (uint32_t i = s->tokens.begin; i < s->tokens.end && i + 1 < s->line.end; i++) {
		enum end_told told = end_told(r->a, &r->end_words, i, s->style);
		if (told != END_UNTOLD)
			r->ends[i - r->span.tokens.begin] = told == END_NEVER ? NEVER : 1;
	}
}

/* How many of the stretch's tokens are in sentences that it holds whole. A stretch that is not its line's
 * last is longer than any sentence, so there is at least one. */
static uint32_t whole_sentences(const struct reading *r, const struct stretch *s)
{
	uint32_t begin = s->tokens.begin - r->span.tokens.begin, end = s->tokens.end - r->span.tokens.begin;
	uint32_t done = begin;
	for (uint32_t n; done < end && (n = sentence_length(r, done, end, s->tokens.end == s->line.end));)
		done += n;
	return done - begin;
}

static void read_sentences(struct reading *r, const struct stretch *s, uint32_t count)
{
	uint32_t begin = s->tokens.begin - r->span.tokens.begin, end = s->tokens.end - r->span.tokens.begin;
	r->style = s->style;
	if (s->style == STYLE_CAPITALS)
		forget_capitals(r, s, count);
	for (uint32_t at = begin, n; at < begin + count; at += n) {
		n = sentence_length(r, at, end, s->tokens.end == s->line.end);
		read_sentence(r, at, at + n, s->block);
	}
}

/* Reads stretches together; returns the token behind the last sentence that is there whole. */
static uint32_t read_span(struct reading *r, const struct stretch *stretches, uint32_t count)
{
	span_read(&r->span, r->a, stretches, count);
	score_ends(r, r->span.tokens.end - r->span.tokens.begin);
	for (uint32_t i = 0; i < count; i++)
		settle_ends(r, &stretches[i]);
	uint32_t whole = whole_sentences(r, &stretches[count - 1]);
	uint32_t done = stretches[count - 1].tokens.begin + whole - r->span.tokens.begin;
	tag_words(r, done);
	run_extras(r, done);
	score_names(r, done);
	for (uint32_t i = 0; i < count; i++)
		read_sentences(r, &stretches[i],
		               i + 1 < count ? stretches[i].tokens.end - stretches[i].tokens.begin : whole);
	return r->span.tokens.begin + done;
}

/* Reads the short lines that wait. */
static void read_pack(struct reading *r)
{
	if (r->pack_count)
		read_span(r, r->pack, r->pack_count);
	r->pack_count = 0;
}

static void read_line(struct reading *r, struct tokens line, uint32_t block)
{
	struct line_counts counts = {0};
	for (uint32_t i = line.begin; i < line.end; i++)
		count_word(&counts, text_of_token(r->a, i));
	struct stretch s = {line, line, style_of(&counts), block};
	if (r->pack_count && line.end - r->pack[0].tokens.begin > PACK_TOKENS)
		read_pack(r);
	if (line.end - line.begin <= PACK_TOKENS) {
		r->pack[r->pack_count++] = s;
		return;
	}
	while (s.tokens.begin < line.end) {
		s.tokens.end = smaller(line.end, s.tokens.begin + SPAN_MOST);
		s.tokens.begin = read_span(r, &s, 1);
	}
}

/* ---- the article ---- */

static struct reading reading_of(struct article *a, const struct model *m, uint32_t longest)
{
	uint32_t span = longest < PACK_TOKENS ? PACK_TOKENS : smaller(longest, SPAN_MOST);
	uint32_t words = smaller(longest, SENTENCE_MOST);
	uint32_t widest = m->tag.output.rows, padded = up_to_tile(words + 1);
	widest = m->label.output.rows > widest ? m->label.output.rows : widest;
	for (uint32_t e = 0; e < m->extra_count; e++)
		widest = m->extras[e].head.output.rows > widest ? m->extras[e].head.output.rows : widest;
	return (struct reading){
	        .a = a,
	        .m = m,
	        .span = span_in(a->arena, m, span),
	        .ends = arena_alloc(a->arena, span * sizeof(int32_t)),
	        .logits = arena_alloc(a->arena, BLOCK_TOKENS * widest * sizeof(int32_t)),
	        .names = arena_alloc(a->arena, (size_t)span * m->name.output.rows * sizeof(int32_t)),
	        .name_best = arena_alloc(a->arena, words),
	        .name_back = arena_alloc(a->arena, (size_t)words * m->name.classes),
	        .dependents = arena_alloc(a->arena, (size_t)words * m->dependent.rows),
	        .governors = arena_alloc(a->arena, (size_t)padded * m->governor.rows),
	        .scores = arena_alloc(a->arena, (size_t)words * padded * sizeof(int32_t)),
	        .label_dependents =
	                arena_alloc(a->arena, (size_t)words * m->label.hidden.rows * sizeof(int32_t)),
	        .label_governors =
	                arena_alloc(a->arena, (size_t)words * m->label.hidden.rows * sizeof(int32_t)),
	};
}

/* Where each line's tokens begin: the text's lines, in order, cut into tokens. */
struct line {
	struct tokens tokens;
};

static uint32_t block_at(const struct article *a, uint32_t byte, uint32_t from)
{
	while (from < a->blocks.count && a->blocks.at[from].bytes.end <= byte)
		from++;
	return from < a->blocks.count && a->blocks.at[from].bytes.begin <= byte ? from : NONE;
}

int lang_read(struct article *a, const struct reader *r)
{
	VECTOR(struct line) lines = {0};
	uint32_t longest = 0, block = 0;
	enum { BYTES_PER_TOKEN = 4 }; /* of most texts; in the others the vector grows */
	vector_reserve(a->arena, &a->tokens, (uint32_t)(a->text.length / BYTES_PER_TOKEN) + 1);
	struct cutter cutter = {r->model, r->know ? know_table(r->know, "nouns") : NULL};
	for (size_t at = 0; at < a->text.length;) {
		const char *stop = memchr(a->text.at + at, '\n', a->text.length - at);
		size_t end = stop ? (size_t)(stop - a->text.at) : a->text.length;
		struct tokens tokens = {.begin = a->tokens.count};
		tokens_add(a, &cutter, (struct bytes){(uint32_t)at, (uint32_t)end});
		tokens.end = a->tokens.count;
		at = end + 1;
		if (tokens.begin == tokens.end)
			continue;
		uint32_t told = dateline_end(a, tokens);
		if (told > tokens.begin)
			((struct line *)vector_push(a->arena, &lines))->tokens =
			        (struct tokens){tokens.begin, told};
		((struct line *)vector_push(a->arena, &lines))->tokens = (struct tokens){told, tokens.end};
		longest = tokens.end - tokens.begin > longest ? tokens.end - tokens.begin : longest;
	}
	if (!longest)
		return 0;
	struct reading reading = reading_of(a, r->model, longest);
	reading.extras = r->last != STAGE_LANG;
	if (reading.extras)
		make_room_for_extras(a, r->model);
	if (r->know)
		reading.end_words =
		        (struct end_words){know_table(r->know, "openers"), know_table(r->know, "nouns"),
		                           know_table(r->know, "cues"), r->model};
	reading.actors = r->know ? know_table(r->know, "actors") : NULL;
	reading.demonyms = r->know ? know_table(r->know, "demonyms") : NULL;
	reading.lemmas = r->know ? know_table(r->know, "lemmas") : NULL;
	vector_each (i, &lines) {
		uint32_t byte = a->tokens.at[lines.at[i].tokens.begin].bytes.begin;
		uint32_t here = block_at(a, byte, block);
		block = here == NONE ? block : here;
		read_line(&reading, lines.at[i].tokens, here);
	}
	read_pack(&reading);
	names_settle(a, r, reading.name_scores.at, r->model->name_unit);
	return 0;
}
