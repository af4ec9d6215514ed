#include "lang/lang.h"

#include <string.h>

#include "article/dateline.h"
#include "know/know.h"
#include "lang/reading.h"
#include "lang/tokens.h"

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
	struct cutter cutter = {r->model, NULL, NULL};
	if (r->know) {
		cutter.nouns = know_table(r->know, "nouns");
		cutter.given = know_table(r->know, "given");
	}
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
		reading.end_words = (struct end_words){
		        know_table(r->know, "openers"), know_table(r->know, "nouns"),
		        know_table(r->know, "cues"), know_table(r->know, "given"), r->model};
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
