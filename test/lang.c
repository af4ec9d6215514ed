/* What the language room promises: whole trees, sentences around quotation marks, no damaged model. */
#include "check.h"

#include <stdio.h>

#include "article/article.h"
#include "article/reader.h"
#include "base/arena.h"
#include "base/error.h"
#include "emulated.h"
#include "lang/kernels.h"
#include "lang/lang.h"
#include "lang/mend.h"
#include "lang/model.h"
#include "lang/tree.h"

static uint32_t seed = 1;

static uint32_t any(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

/* ---- trees ---- */

static void every_tree_has_one_root_and_no_cycle(void **state)
{
	(void)state;
	static int32_t scores[SENTENCE_MOST * (SENTENCE_MOST + 1)];
	for (int turn = 0; turn < 400; turn++) {
		uint32_t count = 1 + any(turn % 10 ? 12 : SENTENCE_MOST), roots = 0;
		uint16_t heads[SENTENCE_MOST];
		for (uint32_t i = 0; i < count * (count + 1); i++)
			scores[i] = (int32_t)any(turn % 3 ? 1000 : 2) - 500; /* many ties too */
		tree_best(heads, scores, count, count + 1);
		for (uint32_t i = 0; i < count; i++) {
			uint32_t up = i, steps = 0;
			while (up != count && steps++ <= count)
				up = heads[up];
			assert_int_equal(up, count);
			roots += heads[i] == count;
		}
		assert_int_equal(roots, 1);
	}
}

/* ---- reading ---- */

struct reading {
	struct arena arena;
	jmp_buf landing;
	struct article article;
};

static void read_with(struct reading *r, const struct model *model, const char *text, size_t length)
{
	struct reader reader = {.model = model, .verbatim = true};
	arena_init(&r->arena, (size_t)1 << 30);
	if (setjmp(r->landing))
		assert_true(false); /* out of memory */
	r->arena.landing = &r->landing;
	memset(&r->article, 0, sizeof r->article);
	r->article.arena = &r->arena;
	r->article.text = view_of(text, length);
	assert_int_equal(lang_read(&r->article, &reader), 0);
}

static void read_text(struct reading *r, const struct model *model, const char *text)
{
	read_with(r, model, text, strlen(text));
}

static const struct model *model_of(void **state)
{
	return *state;
}

/* Sentences are set apart by "|" in what is expected. */
static void expect_sentences(const struct model *model, const char *expected)
{
	char text[1024], found[2048];
	size_t n = 0;
	for (const char *c = expected; *c; c++)
		if (*c != '|')
			text[n++] = *c;
	text[n] = 0;
	struct reading r;
	read_text(&r, model, text);
	n = 0;
	vector_each (i, &r.article.sentences) {
		struct view s = text_of(&r.article, r.article.sentences.at[i].bytes);
		n += (size_t)snprintf(found + n, sizeof found - n, "%s%.*s", i ? " |" : "", VIEW_ARGS(s));
	}
	arena_free(&r.arena);
	assert_string_equal(found, expected);
}

/* The shapes of quotation that news is made of. */
static const char *const quotations[] = {
        "\"We will not sell,\" the minister said. |\"The price is wrong.\"",
        "\"We will not sell,\" said Ms Ortiz, \"at any price.\"",
        "“We will not sell,” she told reporters. |“The price is wrong.”",
        "He said: \"We will go home now.\" |Nobody answered him.",
        "She said the plan was \"dead on arrival\". |The council disagreed.",
        "She said the plan was “dead on arrival.” |The council disagreed.",
        "'It was a hard year,' Mr Hall said. |'We lost a lot of friends.'",
        "‘It was a hard year,’ Mr Hall said. |‘We lost a lot of friends.’",
        "\"Who is going to pay for this?\" he asked. |Nobody knew.",
        "“Stop the trains!” the crowd shouted. |Police moved in.",
        "The U.S. company said on Monday that Mr. Hall had resigned. |Its shares fell.",
        "Prices rose 3.5 percent in Jan. 2012, the bank said. |They had fallen before.",
        "J. K. Moran and Dr. Lee met at 5 p.m. on Friday. |They shook hands.",
        "PARIS (Reuters) - |France will send more troops, its president said on Monday.",
};

static void sentences_end_around_quotations(void **state)
{
	for (size_t i = 0; i < sizeof quotations / sizeof *quotations; i++)
		expect_sentences(model_of(state), quotations[i]);
}

/* Words are set apart by spaces, and by "+" where one is joined to the one before. */
static const char *const words[][2] = {
        {"She didn't go.", "She did+n't go ."},
        {"He can’t, and they won’t.", "He ca+n’t , and they wo+n’t ."},
        {"It's the minister's car.", "It+'s the minister+'s car ."},
        {"They cannot pay $5.5m.", "They can+not pay $ 5.5 m ."},
        {"Mr. Hall left the U.S. on Jan. 5.", "Mr. Hall left the U.S. on Jan. 5 ."},
        {"(AFP) — \"No,\" he said.", "( AFP ) — \" No , \" he said ."},
};

static void words_break_as_the_treebanks_break_them(void **state)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct reading r;
		char found[512];
		size_t n = 0;
		read_text(&r, model_of(state), words[i][0]);
		vector_each (t, &r.article.tokens) {
			const char *between = !t ? "" : r.article.tokens.at[t].joined ? "+" : " ";
			struct view form = text_of_token(&r.article, t);
			n += (size_t)snprintf(found + n, sizeof found - n, "%s%.*s", between,
			                      VIEW_ARGS(form));
		}
		arena_free(&r.arena);
		assert_string_equal(found, words[i][1]);
	}
}

/* One root and no cycle a sentence; the links of the tree agree with the heads. */
static void expect_whole(const struct article *a)
{
	uint32_t next = 0;
	vector_each (s, &a->sentences) {
		struct tokens t = a->sentences.at[s].tokens;
		uint32_t roots = 0;
		assert_int_equal(t.begin, next);
		assert_true(t.begin < t.end && t.end - t.begin <= SENTENCE_MOST);
		next = t.end;
		for (uint32_t i = t.begin; i < t.end; i++) {
			const struct token *w = &a->tokens.at[i];
			roots += w->head == NONE;
			assert_true(w->head == NONE || (w->head >= t.begin && w->head < t.end));
			assert_true(w->subtree.begin <= i && i < w->subtree.end);
			assert_int_equal(w->relation == RELATION_ROOT, w->head == NONE);
			assert_true(w->upos && w->xpos && w->lemma.length && w->sentence == s);
		}
		assert_int_equal(roots, 1);
	}
	assert_int_equal(next, a->tokens.count);
}

/* A text of one piece over and over, without an end of a sentence where the piece has none. */
static void expect_read(const struct model *model, const char *piece, size_t times)
{
	size_t n = strlen(piece);
	char *text = malloc(n * times + 1);
	assert_non_null(text);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * n, piece, n);
	struct reading r;
	read_with(&r, model, text, n * times);
	expect_whole(&r.article);
	arena_free(&r.arena);
	free(text);
}

static void any_text_is_read_whole(void **state)
{
	static const char *const pieces[] = {
	        "\"", "'",          "(",   "word ", "a",
	        "1,", "Ortiz and ", "- ",  "U.S. ", "\xe2\x80\x9cNo\xe2\x80\x9d ",
	        "\n", "é",          "?! ",
	};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		for (size_t times = 1; times <= 3000; times += times < 20 ? 1 : 1490)
			expect_read(model_of(state), pieces[i], times);
}

static bool same_reading(const struct article *a, const struct article *b)
{
	if (a->tokens.count != b->tokens.count || a->sentences.count != b->sentences.count)
		return false;
	vector_each (i, &a->tokens) {
		const struct token *x = &a->tokens.at[i], *y = &b->tokens.at[i];
		if (x->head != y->head || x->relation != y->relation || x->xpos != y->xpos ||
		    x->entity != y->entity || x->features != y->features || x->bytes.begin != y->bytes.begin)
			return false;
	}
	return true;
}

static void every_kernel_reads_the_same(void **state)
{
	static const char text[] =
	        "Ms Ortiz, who runs the port, told reporters on Tuesday that she would not sell it. "
	        "\"Not at any price,\" she said.\nMINISTER RESIGNS OVER LEAKED LETTER\nthe end";
	const struct kernels *all[2 * KERNELS_MOST];
	size_t count = kernels_all(all);
	count += kernels_emulated(all + count);
	struct model model = *model_of(state);
	struct reading first, other;
	model.kernels = all[0];
	read_text(&first, &model, text);
	for (size_t i = 1; i < count; i++) {
		model.kernels = all[i];
		read_text(&other, &model, text);
		assert_true(same_reading(&first.article, &other.article));
		arena_free(&other.arena);
	}
	arena_free(&first.arena);
}

/* No input makes a sum of the run's groups pass 16 bits. */
static void sums_fit(const int8_t *weights, const struct group *run, size_t length)
{
	for (size_t lane = 0; lane < 4 * TILE_ROWS; lane += 2) {
		int above = 0, below = 0;
		for (size_t n = 0; n < 2 * length; n++) {
			int w = weights[run[n / 2].weights + lane + n % 2];
			above += w > 0 ? 127 * w : 0;
			below += w < 0 ? 127 * w : 0;
		}
		assert_true(above <= INT16_MAX && below >= INT16_MIN);
	}
}

/* Every group stands in one run; returns how many runs there are. */
static size_t check_runs(const struct dense *d, size_t count, size_t tile)
{
	const struct group *g = d->groups + tile * count, *end = g + count;
	const int8_t *weights = d->weight + tile * count * 4 * TILE_ROWS;
	uint8_t seen[MODEL_ROWS_MOST] = {0};
	size_t all = 0;
	for (size_t n = 0; n < count; n++)
		assert_int_equal(seen[g[n].weights / (4 * TILE_ROWS)]++, 0);
	for (size_t i = 0, length = RUN_GROUPS; i < RUN_GROUPS; i++, length--)
		for (size_t r = 0; r < d->runs[tile][i]; r++, g += length, all++) {
			assert_true((size_t)(end - g) >= length);
			sums_fit(weights, g, length);
		}
	assert_ptr_equal(g, end);
	return all;
}

static void groups_are_joined_where_no_sum_overflows(void **state)
{
	const struct model *m = model_of(state);
	size_t runs = 0, all = 0;
	for (uint32_t i = 0; i < m->layer_count; i++) {
		const struct dense *d = &m->layers[i].dense;
		size_t count = d->columns / 4 * d->segments;
		for (size_t t = 0; t < d->rows / TILE_ROWS; t++, all += count)
			runs += check_runs(d, count, t);
	}
	assert_true(runs * 2 < all);
}

/* ---- the model file ---- */

static char *bytes_of_model(const struct model *m)
{
	char *copy = malloc(m->size);
	assert_non_null(copy);
	memcpy(copy, m->file, m->size);
	return copy;
}

static struct model *open_bytes(const char *bytes, size_t size, struct error *e)
{
	char path[] = "/tmp/dateline-model-XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	FILE *f = fdopen(file, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, size, f), size);
	fclose(f);
	struct model *m = model_open(path, e);
	remove(path);
	return m;
}

static void a_damaged_model_is_refused(void **state)
{
	const struct model *m = model_of(state);
	struct error e = {{0}};
	char *bytes = bytes_of_model(m);
	assert_null(open_bytes(bytes, m->size - 1, &e));
	assert_non_null(strstr(e.text, "cut short"));
	bytes[m->size / 2] ^= 1;
	assert_null(open_bytes(bytes, m->size, &e));
	assert_non_null(strstr(e.text, "checksum"));
	bytes[m->size / 2] ^= 1;
	bytes[8] = 99;
	assert_null(open_bytes(bytes, m->size, &e));
	assert_non_null(strstr(e.text, "format 99"));
	assert_null(open_bytes("no model", 8, &e));
	assert_null(model_open("/nowhere/at/all", &e));
	free(bytes);
}

static void a_model_in_a_file_is_read_as_the_built_in_one(void **state)
{
	struct error e = {{0}};
	struct model *m = open_bytes(model_of(state)->file, model_of(state)->size, &e);
	assert_non_null(m);
	struct reading one, two;
	read_text(&one, m, "The port was sold on Monday.");
	read_text(&two, model_of(state), "The port was sold on Monday.");
	assert_true(same_reading(&one.article, &two.article));
	arena_free(&one.arena);
	arena_free(&two.arena);
	model_close(m);
}

/* "The dam, which Lund is building, is a mistake and angers Ortiz", with "angers" joined to "building". */
static void nothing_is_joined_to_a_clause_that_is_over(void **state)
{
	enum { DAM, WHICH, LUND, BUILDING, IS, MISTAKE, AND, ANGERS, ORTIZ, COUNT };
	struct token row[COUNT] = {
	        [DAM] = {.xpos = XPOS_NN, .relation = RELATION_NSUBJ},
	        [WHICH] = {.xpos = XPOS_WDT, .relation = RELATION_OBJ},
	        [LUND] = {.xpos = XPOS_NNP, .relation = RELATION_NSUBJ},
	        [BUILDING] = {.xpos = XPOS_VBG, .relation = RELATION_ACL_RELCL},
	        [IS] = {.xpos = XPOS_VBZ, .relation = RELATION_COP},
	        [MISTAKE] = {.xpos = XPOS_NN, .relation = RELATION_ROOT},
	        [AND] = {.xpos = XPOS_CC, .relation = RELATION_CC},
	        [ANGERS] = {.xpos = XPOS_VBZ, .relation = RELATION_CONJ},
	        [ORTIZ] = {.xpos = XPOS_NNP, .relation = RELATION_OBJ},
	};
	uint16_t heads[COUNT] = {MISTAKE, BUILDING, BUILDING, DAM, MISTAKE, COUNT, ANGERS, BUILDING, ANGERS};
	(void)state;
	mend_tree(row, heads, COUNT, true);
	assert_int_equal(heads[ANGERS], MISTAKE);
	assert_int_equal(heads[BUILDING], DAM);
}

static int open_model(void **state)
{
	struct error e;
	*state = model_open(NULL, &e);
	return *state ? 0 : -1;
}

static int close_model(void **state)
{
	model_close(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(groups_are_joined_where_no_sum_overflows),
	        cmocka_unit_test(every_tree_has_one_root_and_no_cycle),
	        cmocka_unit_test(nothing_is_joined_to_a_clause_that_is_over),
	        cmocka_unit_test(sentences_end_around_quotations),
	        cmocka_unit_test(words_break_as_the_treebanks_break_them),
	        cmocka_unit_test(any_text_is_read_whole),
	        cmocka_unit_test(every_kernel_reads_the_same),
	        cmocka_unit_test(a_damaged_model_is_refused),
	        cmocka_unit_test(a_model_in_a_file_is_read_as_the_built_in_one),
	};
	return cmocka_run_group_tests(tests, open_model, close_model);
}
