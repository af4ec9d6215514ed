#include "article/record.h"

#include "base/utf8.h"

/* On one line: line ends and other control characters become spaces. */
static void add_line(struct buffer *out, struct view v)
{
	size_t begin = out->length;
	buffer_add(out, v);
	for (size_t i = begin; i < out->length; i++)
		if ((unsigned char)out->at[i] < 0x20)
			out->at[i] = ' ';
}

static void add_cell(struct buffer *out, struct view v)
{
	if (v.length)
		add_line(out, v);
	else
		buffer_byte(out, '_');
	buffer_byte(out, '\t');
}

static void add_label_cell(struct buffer *out, enum label_set set, uint32_t label)
{
	add_cell(out, label_name(set, label));
}

/* Whether the word at i is followed at once by the next word of the article. */
static bool touches_next(const struct article *a, uint32_t i)
{
	return i + 1 < a->tokens.count && a->tokens.at[i + 1].bytes.begin == a->tokens.at[i].bytes.end;
}

static void add_last_cell(struct buffer *out, const struct token *t, bool space_after)
{
	struct view entity = t ? label_name(LABELS_ENTITY, t->entity) : (struct view){0};
	if (entity.length) {
		buffer_string(out, t->entity_begins ? "NER=B-" : "NER=I-");
		buffer_add(out, entity);
	}
	if (!space_after)
		buffer_string(out, entity.length ? "|SpaceAfter=No" : "SpaceAfter=No");
	else if (!entity.length)
		buffer_byte(out, '_');
	buffer_byte(out, '\n');
}

/* The line of a multiword token, "3-4 didn't", whose words are [begin, end). */
static void add_multiword(struct buffer *out, const struct article *a, uint32_t begin, uint32_t end,
                          uint32_t first)
{
	buffer_format(out, "%u-%u\t", begin - first + 1, end - first);
	add_cell(out, text_of(a, bytes_of(a, (struct tokens){begin, end})));
	buffer_string(out, "_\t_\t_\t_\t_\t_\t_\t");
	add_last_cell(out, NULL, !touches_next(a, end - 1));
}

static void add_word(struct buffer *out, const struct article *a, uint32_t i, uint32_t first,
                     bool space_after)
{
	const struct token *t = &a->tokens.at[i];
	buffer_number(out, i - first + 1);
	buffer_byte(out, '\t');
	add_cell(out, text_of(a, t->bytes));
	add_cell(out, t->lemma);
	add_label_cell(out, LABELS_UPOS, t->upos);
	add_label_cell(out, LABELS_XPOS, t->xpos);
	if (t->features)
		record_features(out, t->features);
	else
		buffer_byte(out, '_');
	buffer_byte(out, '\t');
	buffer_number(out, t->head == NONE ? 0 : t->head - first + 1);
	buffer_byte(out, '\t');
	add_label_cell(out, LABELS_RELATION, t->relation);
	buffer_string(out, "_\t");
	add_last_cell(out, t, space_after);
}

/* One past the last word that is joined to the one at i. */
static uint32_t joined_end(const struct article *a, uint32_t i, uint32_t end)
{
	for (i++; i < end && a->tokens.at[i].joined; i++)
		;
	return i;
}

/* The words of a sentence; those of a multiword token have their spaces on its own line. */
static void add_words(struct buffer *out, const struct article *a, struct tokens words)
{
	uint32_t in_multiword = words.begin;
	for (uint32_t i = words.begin; i < words.end; i++) {
		if (i >= in_multiword && joined_end(a, i, words.end) > i + 1) {
			in_multiword = joined_end(a, i, words.end);
			add_multiword(out, a, i, in_multiword, words.begin);
		}
		add_word(out, a, i, words.begin, i < in_multiword || !touches_next(a, i));
	}
}

static struct view name_of(const struct article *a)
{
	return a->document.path.length ? a->document.path : VIEW("document");
}

void record_conllu(struct buffer *out, const struct article *a)
{
	buffer_string(out, "# newdoc id = ");
	add_line(out, name_of(a));
	buffer_byte(out, '\n');
	vector_each (i, &a->sentences) {
		const struct sentence *s = &a->sentences.at[i];
		if (!i || s->block != a->sentences.at[i - 1].block)
			buffer_string(out, "# newpar\n");
		buffer_string(out, "# sent_id = ");
		add_line(out, name_of(a));
		buffer_format(out, "-%u\n# text = ", i + 1);
		add_line(out, text_of(a, s->bytes));
		buffer_byte(out, '\n');
		add_words(out, a, s->tokens);
		buffer_byte(out, '\n');
	}
	if (!a->sentences.count)
		buffer_byte(out, '\n');
}
