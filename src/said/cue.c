#include "said/cue.h"

#include "article/clause.h"
#include "base/utf8.h"

struct cue_table cue_table_of(const struct reader *r)
{
	const struct table *t = know_table(r->know, "cues");
	return (struct cue_table){.table = t,
	                          .kind = know_column(t, "kind"),
	                          .class = know_column(t, "class"),
	                          .act = know_column(t, "act"),
	                          .content = know_column(t, "content")};
}

static enum cue_class class_named(struct view name)
{
	static const struct view names[] = {
#define AS_NAME(name, text) VIEW_OF(text),
	        CUE_CLASSES(AS_NAME)
#undef AS_NAME
	};
	for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
		if (view_equal(names[i], name))
			return (enum cue_class)(i + 1);
	return CUE_NONE;
}

static unsigned follows_named(struct view list)
{
	static const struct view names[] = {VIEW_OF("that"),  VIEW_OF("to"), VIEW_OF("object"),
	                                    VIEW_OF("quote"), VIEW_OF("as"), VIEW_OF("someone")};
	unsigned follows = 0;
	while (list.length) {
		struct view one = view_cut(&list, '|');
		for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
			if (view_equal(names[i], one))
				follows |= 1U << i;
	}
	return follows;
}

static char kind_of_row(const struct cue_table *t, struct row row)
{
	struct view kind = know_text(row, t->kind);
	return kind.length ? kind.at[0] : 0;
}

static struct cue filled(const struct cue_table *t, struct row row, struct tokens words, uint32_t head)
{
	return (struct cue){.head = head,
	                    .words = words,
	                    .row = row,
	                    .class = class_named(know_text(row, t->class)),
	                    .act = (enum act)know_label(row, t->act),
	                    .follows = follows_named(know_text(row, t->content)),
	                    .kind = (uint8_t)kind_of_row(t, row)};
}

static struct row row_of_kind(const struct cue_table *t, struct view key, char kind)
{
	struct row row = know_find(t->table, key);
	while (row.table && kind_of_row(t, row) != kind)
		row = know_next(row);
	return row;
}

/* "call" and "for" to "call for", for the look-up. */
static struct view joined(struct article *a, struct view one, struct view other)
{
	char *to = arena_alloc(a->arena, one.length + other.length + 1);
	memcpy(to, one.at, one.length);
	to[one.length] = ' ';
	memcpy(to + one.length + 1, other.at, other.length);
	return utf8_folded(a->arena, view_of(to, one.length + other.length + 1));
}

/* The particle or preposition with which the verb has a row of its own: "ruled out", "called for". */
static struct row row_with_particle(struct article *a, const struct cue_table *t, uint32_t token,
                                    uint32_t *particle)
{
	children_of (a, child, token) {
		enum relation relation = (enum relation)a->tokens.at[child].relation;
		uint32_t word = NONE;
		if (relation == RELATION_COMPOUND_PRT)
			word = child;
		else if (relation == RELATION_OBL && child > token)
			word = preposition_of(a, child);
		if (word == NONE || word < token || word > token + 4)
			continue;
		struct view key = joined(a, a->tokens.at[token].lemma, text_of_token(a, word));
		struct row row = row_of_kind(t, key, 'v');
		if (row.table) {
			*particle = word;
			return row;
		}
	}
	return (struct row){0};
}

static struct cue verb_at(struct article *a, const struct cue_table *t, uint32_t token)
{
	uint32_t particle = NONE;
	struct row row = row_with_particle(a, t, token, &particle);
	struct tokens words = {token, particle != NONE && particle == token + 1 ? token + 2 : token + 1};
	if (!row.table)
		row = row_of_kind(t, utf8_folded(a->arena, a->tokens.at[token].lemma), 'v');
	return row.table ? filled(t, row, words, token) : (struct cue){0};
}

static struct cue phrase_at(struct article *a, const struct cue_table *t, uint32_t token)
{
	uint32_t end = a->sentences.at[a->tokens.at[token].sentence].tokens.end;
	struct know_match m = know_longest(t->table, a, token, end);
	struct row row = m.row;
	while (row.table && kind_of_row(t, row) != 'p')
		row = know_next(row);
	return row.table ? filled(t, row, m.tokens, token) : (struct cue){0};
}

/* "is convinced", "are worried": a participle that says how someone is, not what was done. */
static bool is_state(const struct article *a, uint32_t token)
{
	return a->tokens.at[token].xpos == XPOS_VBN && is_passive(a, token) && agent_of(a, token) == NONE;
}

static struct cue state_at(struct article *a, const struct cue_table *t, uint32_t token, struct cue otherwise)
{
	struct row row = row_of_kind(t, utf8_folded(a->arena, text_of_token(a, token)), 'a');
	return row.table ? filled(t, row, (struct tokens){token, token + 1}, token) : otherwise;
}

struct cue cue_at(struct article *a, const struct cue_table *t, uint32_t token)
{
	const struct token *word = &a->tokens.at[token];
	struct cue none = {.head = token, .words = {token, token + 1}}, found = {0};
	switch (word->upos) {
	case UPOS_VERB:
		found = verb_at(a, t, token);
		if (!found.row.table)
			found = phrase_at(a, t, token);
		if (is_state(a, token))
			found = state_at(a, t, token, found);
		break;
	case UPOS_NOUN:
	case UPOS_ADJ: {
		char kind = word->upos == UPOS_NOUN ? 'n' : 'a';
		struct row row = row_of_kind(t, utf8_folded(a->arena, word->lemma), kind);
		if (row.table)
			found = filled(t, row, none.words, token);
		break;
	}
	case UPOS_ADP:
	case UPOS_ADV:
	case UPOS_SCONJ:
		found = phrase_at(a, t, token);
		break;
	default:
		break;
	}
	return found.row.table ? found : none;
}

bool cue_takes(const struct cue_table *t, const struct cue *c, struct view preposition)
{
	return c->row.table && know_lists(c->row, t->content, preposition);
}
