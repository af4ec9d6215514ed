/* brat's standoff, https://brat.nlplab.org/standoff.html: annotations beside a file that holds the text
 * alone.
 *
 * Mentions, dates and places are spans (T); mentions of one actor are equal (*), and its first has a note
 * with name, country and sector. Statements and events are brat's events (E): a span that tells them, and the
 * spans of those who take part. */
#include <stdlib.h>

#include "article/offsets.h"
#include "article/record.h"

struct brat {
	struct buffer *out;
	const struct article *a;
	struct offsets offsets;
	uint32_t spans, events, attributes, notes; /* so many were written */
};

/* No span may hold a line end: it is cut there into pieces. */
static void add_pieces(struct brat *b, struct bytes s, char *before)
{
	for (uint32_t begin = s.begin; begin < s.end;) {
		const char *stop = memchr(b->a->text.at + begin, '\n', s.end - begin);
		uint32_t end = stop ? (uint32_t)(stop - b->a->text.at) : s.end;
		if (end > begin) {
			buffer_byte(b->out, *before);
			buffer_number(b->out, offset_of(&b->offsets, begin));
			buffer_byte(b->out, ' ');
			buffer_number(b->out, offset_of(&b->offsets, end));
			*before = ';';
		}
		begin = end + 1;
	}
}

static void add_words(struct brat *b, struct view v)
{
	size_t begin = b->out->length;
	buffer_add(b->out, v);
	for (size_t i = begin; i < b->out->length; i++)
		if ((unsigned char)b->out->at[i] < 0x20)
			b->out->at[i] = ' ';
}

/* A span of one or more pieces; its number, 0 if there are no words. */
static uint32_t add_span(struct brat *b, struct view type, const struct bytes *pieces, uint32_t count)
{
	char before = ' ';
	uint32_t length = 0;
	for (uint32_t i = 0; i < count; i++)
		length += pieces[i].end > pieces[i].begin ? pieces[i].end - pieces[i].begin : 0;
	if (!length)
		return 0;
	buffer_format(b->out, "T%u\t", ++b->spans);
	buffer_add(b->out, type);
	for (uint32_t i = 0; i < count; i++)
		add_pieces(b, pieces[i], &before);
	buffer_byte(b->out, '\t');
	for (uint32_t i = 0; i < count; i++) {
		if (i)
			buffer_byte(b->out, ' ');
		add_words(b, text_of(b->a, pieces[i]));
	}
	buffer_byte(b->out, '\n');
	return b->spans;
}

/* ---- Actors ---- */

static void add_note(struct brat *b, uint32_t span, const struct actor *x)
{
	struct view sector = label_name(LABELS_SECTOR, x->sector);
	buffer_format(b->out, "#%u\tAnnotatorNotes T%u\t", ++b->notes, span);
	add_words(b, x->name);
	if (x->country.length)
		buffer_format(b->out, " %.*s", VIEW_ARGS(x->country));
	if (sector.length)
		buffer_format(b->out, " %.*s", VIEW_ARGS(sector));
	buffer_byte(b->out, '\n');
}

/* Mention i is span i + 1. */
static void add_mentions(struct brat *b)
{
	vector_each (i, &b->a->mentions) {
		const struct mention *m = &b->a->mentions.at[i];
		bool known = m->actor < b->a->actors.count;
		enum actor_kind kind = known ? b->a->actors.at[m->actor].kind : (enum actor_kind)0;
		struct view type = label_name(LABELS_KIND, kind);
		if (!add_span(b, type.length ? type : VIEW("actor"), &m->bytes, 1))
			b->spans++;
	}
}

/* Which mentions are whose, in one walk: each is tied to the one of its actor before it. */
static bool add_identities(struct brat *b)
{
	const struct article *a = b->a;
	uint32_t *last = calloc((size_t)a->actors.count + 1, sizeof *last);
	if (!last)
		return false;
	vector_each (i, &a->mentions) {
		uint32_t actor = a->mentions.at[i].actor;
		if (actor >= a->actors.count)
			continue;
		if (last[actor])
			buffer_format(b->out, "*\tSame T%u T%u\n", last[actor], i + 1);
		else
			add_note(b, i + 1, &a->actors.at[actor]);
		last[actor] = i + 1;
	}
	free(last);
	return true;
}

/* The span of these words: the mention's, if they are one, else a new one. Mentions stand in the order of the
 * text. */
static uint32_t span_for(struct brat *b, struct bytes words, const char *type)
{
	uint32_t low = 0, high = b->a->mentions.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (b->a->mentions.at[middle].bytes.begin < words.begin)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < b->a->mentions.count && b->a->mentions.at[low].bytes.begin == words.begin; low++)
		if (b->a->mentions.at[low].bytes.end == words.end)
			return low + 1;
	return add_span(b, view_of_string(type), &words, 1);
}

/* ---- Statements and events ---- */

static void add_attribute(struct brat *b, const char *name, struct view value)
{
	if (value.length)
		buffer_format(b->out, "A%u\t%s E%u %.*s\n", ++b->attributes, name, b->events,
		              VIEW_ARGS(value));
}

/* A statement without a cue is told by what was said. */
static void add_statement(struct brat *b, uint32_t i)
{
	const struct statement *s = &b->a->statements.at[i];
	const struct bytes *contents = b->a->contents.at + s->contents;
	struct speaker speaker = record_speaker(b->a, i);
	struct bytes cue = bytes_of(b->a, s->cue);
	uint32_t who = span_for(b, speaker.bytes, "speaker");
	uint32_t what = s->content_count ? add_span(b, VIEW("content"), contents, s->content_count) : 0;
	uint32_t trigger = cue.begin < cue.end ? add_span(b, VIEW("statement"), &cue, 1)
	                   : s->content_count  ? add_span(b, VIEW("statement"), contents, s->content_count)
	                                       : 0;
	if (!trigger)
		return;
	buffer_format(b->out, "E%u\tstatement:T%u", ++b->events, trigger);
	if (who)
		buffer_format(b->out, " Speaker:T%u", who);
	if (what)
		buffer_format(b->out, " Content:T%u", what);
	buffer_byte(b->out, '\n');
	add_attribute(b, "Act", label_name(LABELS_ACT, s->act));
	add_attribute(b, "Form", label_name(LABELS_FORM, s->form));
}

/* "Source", "Source2": brat numbers roles that are filled more than once. */
static void add_parties(struct brat *b, const char *role, const uint32_t *spans, uint32_t count)
{
	uint32_t number = 0;
	for (uint32_t i = 0; i < count; i++)
		if (spans[i] && ++number == 1)
			buffer_format(b->out, " %s:T%u", role, spans[i]);
		else if (spans[i])
			buffer_format(b->out, " %s%u:T%u", role, number, spans[i]);
}

static void add_event(struct brat *b, const struct event *v)
{
	enum { MOST = 64 };
	uint32_t sources[MOST], targets[MOST];
	uint32_t source_count = v->source_count < MOST ? v->source_count : MOST;
	uint32_t target_count = v->target_count < MOST ? v->target_count : MOST;
	struct bytes words = bytes_of(b->a, v->trigger);
	struct view type = label_name(LABELS_EVENT, v->type);
	for (uint32_t i = 0; i < source_count; i++)
		sources[i] = span_for(b, b->a->parties.at[v->sources + i].bytes, "party");
	for (uint32_t i = 0; i < target_count; i++)
		targets[i] = span_for(b, b->a->parties.at[v->targets + i].bytes, "party");
	uint32_t trigger = add_span(b, type, &words, 1);
	if (!trigger)
		return;
	buffer_format(b->out, "E%u\t%.*s:T%u", ++b->events, VIEW_ARGS(type), trigger);
	add_parties(b, "Source", sources, source_count);
	add_parties(b, "Target", targets, target_count);
	buffer_byte(b->out, '\n');
	add_attribute(b, "Status", label_name(LABELS_STATUS, v->status));
}

void record_brat(struct buffer *out, const struct article *a)
{
	struct brat b = {.out = out, .a = a};
	if (!offsets_open(&b.offsets, a->text)) {
		out->failed = true;
		return;
	}
	add_mentions(&b);
	vector_each (i, &a->dates)
		add_span(&b, VIEW("date"), &a->dates.at[i].bytes, 1);
	vector_each (i, &a->places)
		add_span(&b, VIEW("place"), &a->places.at[i].bytes, 1);
	if (!add_identities(&b))
		out->failed = true;
	vector_each (i, &a->statements)
		add_statement(&b, i);
	vector_each (i, &a->events)
		add_event(&b, &a->events.at[i]);
	offsets_close(&b.offsets);
}
