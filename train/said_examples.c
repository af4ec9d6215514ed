/* said-examples: what said looks at in articles, written out to train its weights with.
 *
 *     said-examples cues < PATHS              every token, and the features of all that may be cues
 *     said-examples parts < PATH N TOKEN...   for each such token the pieces and sources it could have
 *     said-examples statements WEIGHTS < PATHS   what these weights draft, before any is dropped
 *
 * Numbers are uint32, in the order in which train/said.py reads them. Articles are plain text, read as they
 * stand. */
#include "examples.h"
#include "said/features.h"
#include "said/trained.h"

static void out(uint32_t n)
{
	fwrite(&n, sizeof n, 1, stdout);
}

static void out_features(const struct features *f)
{
	out((uint32_t)f->base);
	out(f->count);
	fwrite(f->row, sizeof *f->row, f->count, stdout);
}

static void write_cues(struct drafts *d, struct looks *l)
{
	struct article *a = d->a;
	out(a->tokens.count);
	vector_each (i, &a->tokens) {
		const struct token *t = &a->tokens.at[i];
		out(t->bytes.begin);
		out(t->bytes.end);
		out(t->head);
		out((uint32_t)t->upos | (uint32_t)t->relation << 8 |
		    (uint32_t)(d->quotations.outermost[i] != NONE) << 16);
	}
	uint32_t count = 0;
	vector_each (i, &a->tokens)
		count += may_be_cue(d, i);
	out(count);
	vector_each (i, &a->tokens) {
		if (!may_be_cue(d, i))
			continue;
		struct features f;
		features_of_cue(d, l, i, &f);
		out(i);
		out(l->cue[i].row.table != NULL);
		out_features(&f);
	}
}

/* The tails of a piece's words before and behind the branch that it leaves out. */
static void write_tails(struct drafts *d, struct looks *l, uint32_t cue, const struct piece *p)
{
	struct tokens runs[2] = {p->tokens, {0, 0}};
	if (p->branch != NONE) {
		runs[1] = (struct tokens){token_at(d, p->branch)->subtree.end, p->tokens.end};
		runs[0].end = token_at(d, p->branch)->subtree.begin;
	}
	for (int k = 0; k < 2; k++) {
		uint32_t tails[MOST_TAILS], count = 0;
		if (runs[k].begin < runs[k].end && p->role != PIECE_QUOTED)
			count = tails_find(d, runs[k], tails);
		out(runs[k].begin);
		out(runs[k].end);
		out(count);
		for (uint32_t i = 0; i < count; i++) {
			struct features f;
			features_of_tail(d, l, cue, runs[k], tails[i], &f);
			out(tails[i]);
			out_features(&f);
		}
	}
}

static void write_parts_of(struct drafts *d, struct looks *l, uint32_t cue)
{
	struct features f;
	pieces_find(d, &l->cue[cue]);
	out(d->pieces.count);
	vector_each (i, &d->pieces) {
		const struct piece *p = &d->pieces.at[i];
		struct tokens without =
		        p->branch == NONE ? (struct tokens){0, 0} : token_at(d, p->branch)->subtree;
		out((uint32_t)p->role);
		out(p->node);
		out(p->tokens.begin);
		out(p->tokens.end);
		out(without.begin);
		out(without.end);
		features_of_piece(d, l, cue, p, &f);
		out_features(&f);
		write_tails(d, l, cue, p);
	}
	uint32_t sources[MOST_SOURCES], count = sources_find(d, cue, sources);
	out(count);
	for (uint32_t i = 0; i < count; i++) {
		struct tokens phrase = source_phrase(d->a, sources[i]);
		out(sources[i]);
		out(phrase.begin);
		out(phrase.end);
		features_of_source(d, l, cue, sources[i], &f);
		out_features(&f);
	}
}

/* A head that copies gives 127 times its input. */
static void write_rows(const struct article *a)
{
	uint32_t classes;
	const int32_t *scores = head_scores_named(a, VIEW("said"), &classes);
	out(a->tokens.count);
	for (size_t i = 0; scores && i < (size_t)a->tokens.count * classes; i++)
		putchar(scores[i] / 127);
}

static void write_parts(struct drafts *d, struct looks *l, const uint32_t *cues, uint32_t count)
{
	out(count);
	for (uint32_t i = 0; i < count; i++)
		write_parts_of(d, l, cues[i]);
}

static void out_bytes(struct bytes b)
{
	out(b.begin);
	out(b.end);
}

static void write_statements(struct drafts *d, struct looks *l)
{
	drafts_make(d, l);
	uint32_t count = 0;
	vector_each (i, &d->list)
		count += !d->list.at[i].dropped && d->list.at[i].run_count;
	out(count);
	vector_each (i, &d->list) {
		const struct draft *x = &d->list.at[i];
		if (x->dropped || !x->run_count)
			continue;
		struct features f;
		out_bytes(bytes_of(d->a, x->source));
		out(x->run_count);
		for (uint32_t k = 0; k < x->run_count; k++)
			out_bytes(bytes_of(d->a, d->runs.at[x->runs + k]));
		features_of_draft(d, l, x, &f);
		out_features(&f);
	}
}

/* What to write of an article. */
struct asked {
	char what; /* 'c'ues, 'p'arts, 's'tatements, 'r'ows */
	const uint32_t *cues;
	uint32_t cue_count;
	const struct weights *weights; /* NULL: rules alone */
};

static void write_one(struct article *a, const struct reader *r, void *with)
{
	const struct asked *asked = with;
	struct drafts d = drafts_of(a, r);
	d.weights = asked->weights;
	struct looks l = looks_of(&d);
	if (asked->what == 'p')
		write_parts(&d, &l, asked->cues, asked->cue_count);
	else if (asked->what == 'c')
		write_cues(&d, &l);
	else if (asked->what == 'r')
		write_rows(a);
	else
		write_statements(&d, &l);
}

static void read_lines(const struct reader *r, struct asked asked)
{
	static char line[1 << 20];
	static uint32_t cues[1 << 16];
	while (fgets(line, sizeof line, stdin)) {
		char *rest, *path = strtok_r(line, " \n", &rest), *next;
		asked.cues = cues;
		asked.cue_count = 0;
		while (asked.what == 'p' && (next = strtok_r(NULL, " \n", &rest)) &&
		       asked.cue_count < sizeof cues / sizeof *cues)
			cues[asked.cue_count++] = (uint32_t)strtoul(next, NULL, 10);
		if (path)
			example_read(r, path, write_one, &asked);
	}
}

int main(int argc, char **argv)
{
	if (argc < 3 || argc > 4)
		give_up("said-examples: say what to write, and a model");
	struct examples x = examples_open(argv[2], STAGE_WHERE);
	struct arena arena;
	jmp_buf landing;
	arena_init(&arena, (size_t)1 << 30);
	arena.landing = &landing;
	if (setjmp(landing))
		return 1;
	struct view file = argc == 4 ? file_bytes(&arena, argv[3]) : (struct view){0};
	read_lines(&x.reader,
	           (struct asked){.what = argv[1][0],
	                          .weights = file.length ? trained_read(file.at, file.length) : NULL});
	arena_free(&arena);
	examples_close(&x);
	return 0;
}
