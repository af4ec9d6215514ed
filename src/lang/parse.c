/* From scores to the tree of a sentence. */
#include <string.h>

#include "lang/lemma.h"
#include "lang/mend.h"
#include "lang/reading.h"

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

void parse(const struct reading *r, uint32_t begin, uint32_t count)
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
