/* What each word is: its tags, its features, its lemma. */
#include "base/utf8.h"
#include "know/know.h"
#include "lang/lemma.h"
#include "lang/reading.h"

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
void forget_capitals(const struct reading *r, const struct stretch *s, uint32_t count)
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
void tag_words(const struct reading *r, uint32_t count)
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
