#include "article/clause.h"
#include "base/utf8.h"
#include "said/draft.h"

/* A name before a colon is no longer than this, in tokens, and what follows it no shorter. */
enum { LONGEST_NAME = 8, SHORTEST_TURN = 3 };

static bool is_text(const struct drafts *d, uint32_t token, struct view text)
{
	return view_equal(text_of_token(d->a, token), text);
}

static bool is_name_word(const struct drafts *d, uint32_t token)
{
	const struct token *t = token_at(d, token);
	return t->upos == UPOS_PROPN || t->entity == ENTITY_PERSON || t->entity == ENTITY_ORG ||
	       t->entity == ENTITY_GPE;
}

/* "QUESTION" or "MR. ORTIZ": all letters are capitals, and there are some. */
static bool is_capitals(const struct drafts *d, struct tokens run)
{
	return utf8_capitals(text_of(d->a, bytes_of(d->a, run))) > 0;
}

/* The tokens of a line. */
static struct tokens line_tokens(const struct drafts *d, uint32_t paragraph)
{
	return tokens_of(d->a, d->quotations.paragraphs.at[paragraph]);
}

static uint32_t colon_in(const struct drafts *d, struct tokens line)
{
	for (uint32_t i = line.begin; i < line.end && i - line.begin <= LONGEST_NAME; i++)
		if (is_text(d, i, VIEW(":")))
			return i;
	return NONE;
}

/* Whether the words before a colon name someone who speaks: they hold a name or a person's noun in capitals,
 * and no verb, and are no item of a list ("15. Milwaukee Bucks: ..."). */
static bool names_someone(const struct drafts *d, struct tokens run)
{
	bool name = false;
	if (run.begin < run.end && utf8_is_digit(utf8_first(text_of_token(d->a, run.begin))))
		return false;
	for (uint32_t i = run.begin; i < run.end; i++) {
		const struct token *t = token_at(d, i);
		if (t->upos == UPOS_VERB || t->upos == UPOS_AUX || d->quotations.outermost[i] != NONE)
			return false;
		name |= is_name_word(d, i);
	}
	return name || is_capitals(d, run);
}

/* "Minister" of "Minister: we will not pay", "Sources" of "Sources: minister to resign". */
static bool is_office(const struct drafts *d, uint32_t token)
{
	return know_find_text(d->nouns, d->a->arena, text_of_token(d->a, token)).table ||
	       know_find_text(d->nouns, d->a->arena, token_at(d, token)->lemma).table;
}

static bool is_taken(const uint32_t *owner, struct tokens run)
{
	uint32_t taken = 0;
	for (uint32_t i = run.begin; i < run.end; i++)
		taken += owner[i] != NONE;
	return taken * 2 > run.end - run.begin;
}

static void add_turn(struct drafts *d, struct tokens source, struct tokens content, struct view why)
{
	struct draft x = {.cue = {.head = NONE}, .parent = NONE, .confidence = -1.0F, .why = why};
	x.source = source;
	x.source_head = head_of(d->a, source);
	content_begin(d, NONE);
	content_add(d, content);
	if (!content_take(d, &x))
		return;
	/* A turn is whole sentences: its full stop belongs to it. */
	d->runs.at[x.runs + x.run_count - 1].end = content.end;
	*vector_push(d->a->arena, &d->list) = x;
}

/* "NAME: …", "Minister: we will not pay". In a paragraph of prose only a name in capitals or in front of a
 * quotation counts: "One thing is sure: …" is no turn. */
static void take_colon(struct drafts *d, struct tokens line, const uint32_t *owner)
{
	uint32_t colon = colon_in(d, line);
	if (colon == NONE || colon == line.begin || line.end - colon - 1 < SHORTEST_TURN)
		return;
	struct tokens name = {line.begin, colon}, content = {colon + 1, line.end};
	bool quoted = d->quotations.outermost[colon + 1] != NONE;
	bool headline = in_headline(d, line.begin) && run_has_verb(d->a, content);
	bool shaped = is_capitals(d, name) || quoted || headline || is_name_word(d, colon - 1);
	bool someone = names_someone(d, name) || (headline && is_office(d, colon - 1));
	if (shaped && someone && !is_taken(owner, content))
		add_turn(d, name, content, VIEW("turn"));
}

/* The name that a line begins with. */
static struct tokens leading_name(const struct drafts *d, struct tokens line)
{
	struct tokens name = {line.begin, line.begin};
	while (name.end < line.end && is_name_word(d, name.end))
		name.end++;
	return name;
}

/* "Lund on the harbour accounts: 'We will publish them'": in a headline whoever comes first says it. */
static void take_headline(struct drafts *d, struct tokens line, uint32_t *owner)
{
	uint32_t n = d->quotations.outermost[line.end - 1];
	const struct quotation *q = n == NONE ? NULL : &d->quotations.list.at[n];
	if (!q || q->tokens.end != line.end || q->tokens.begin < line.begin + 2 ||
	    !is_text(d, q->tokens.begin - 1, VIEW(":")) || !in_headline(d, line.begin))
		return;
	struct tokens name = leading_name(d, line);
	uint32_t had = owner[q->tokens.begin + 1];
	if (name.begin == name.end || q->tokens.begin - 1 - line.begin <= LONGEST_NAME / 2)
		return;
	if (had != NONE)
		d->list.at[had].dropped = true;
	add_turn(d, name, q->tokens, VIEW("headline"));
}

/* "…" —Commissioner Lin: a quotation, a dash, a name, and the line is over. The name may have a line of its
 * own. */
static void take_signature(struct drafts *d, uint32_t paragraph, struct tokens line, uint32_t *owner)
{
	uint32_t dash = line.end;
	for (uint32_t i = line.end; i-- > line.begin && line.end - i <= LONGEST_NAME + 1;)
		if (is_dash(d, i)) {
			dash = i;
			break;
		}
	struct tokens name = {dash + 1, line.end};
	for (uint32_t i = dash + 2; i < name.end; i++)
		if (is_text(d, i, VIEW(",")))
			name.end = i; /* "-Ms Lund, speaking in Oslo" */
	if (dash + 1 >= line.end || !names_someone(d, name))
		return;
	struct tokens content = {line.begin, dash};
	if (dash == line.begin && paragraph)
		content = line_tokens(d, paragraph - 1);
	if (content.begin >= content.end)
		return;
	uint32_t last = content.end - 1, n = d->quotations.outermost[last];
	if (n == NONE || d->quotations.list.at[n].tokens.begin > content.begin + 1)
		return;
	uint32_t had = owner[last];
	if (had != NONE && d->list.at[had].source_head != NONE)
		return;
	if (had != NONE)
		d->list.at[had].dropped = true;
	add_turn(d, name, content, VIEW("signature"));
}

void drafts_of_turns(struct drafts *d)
{
	uint32_t *owner = draft_owners(d);
	vector_each (paragraph, &d->quotations.paragraphs) {
		struct tokens line = line_tokens(d, paragraph);
		if (line.begin >= line.end)
			continue;
		take_colon(d, line, owner);
		take_headline(d, line, owner);
		take_signature(d, paragraph, line, owner);
	}
	drafts_of_headlines(d);
}
