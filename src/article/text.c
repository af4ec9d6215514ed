#include "article/record.h"

#include <stdlib.h>

#include "article/layout.h"

/* Columns of the page: where everything begins, where what hangs on a label does. */
enum { MARGIN = 2, HANG = 15, NARROWEST = 40, USUAL = 80 };

#define DOT VIEW("\xc2\xb7")

static struct layout layout_for(struct buffer *out, unsigned with, unsigned width)
{
	width = width ? width : USUAL;
	return (struct layout){
	        .out = out,
	        .width = width < NARROWEST ? NARROWEST : width,
	        .indent = MARGIN,
	        .colour = with & RECORD_COLOUR,
	};
}

static void heading(struct layout *l, struct view words)
{
	layout_gap(l);
	layout_line(l, MARGIN);
	layout_flow(l, HEADING, words);
	layout_line(l, MARGIN);
}

/* One of several facts on a line, with a dot between them. */
static void fact(struct layout *l, bool *any, struct view words)
{
	if (!words.length)
		return;
	if (*any)
		layout_flow(l, DIM, DOT);
	layout_flow(l, DIM, words);
	*any = true;
}

/* ---- The head ---- */

static void add_authors(const struct article *a, struct layout *l, bool *any)
{
	vector_each (i, &a->authors) {
		if (!i)
			fact(l, any, VIEW("by"));
		else
			layout_join(l, DIM, VIEW(","));
		layout_flow(l, DIM, a->authors.at[i]);
	}
}

/* "2024-03-12 17:40" of "2024-03-12T17:40:00+01:00": what a reader looks for. */
static void add_published(const struct article *a, struct layout *l, bool *any)
{
	enum { DAY = 10, MINUTE = 16 };
	struct view when = a->published;
	fact(l, any, when.length > DAY ? view_slice(when, 0, DAY) : when);
	if (when.length >= MINUTE)
		layout_flow(l, DIM, view_slice(when, DAY + 1, MINUTE));
}

static void add_head(const struct article *a, struct layout *l)
{
	bool any = false;
	layout_line(l, MARGIN);
	layout_flow(l, BOLD, a->title.length ? a->title : a->document.path);
	layout_line(l, MARGIN);
	fact(l, &any, a->outlet);
	fact(l, &any, a->agency);
	add_published(a, l, &any);
	add_authors(a, l, &any);
	layout_line(l, MARGIN);
}

/* ---- Who ---- */

static void add_actor(const struct actor *x, struct layout *l)
{
	bool any = true;
	layout_line(l, MARGIN);
	layout_flow(l, BOLD, x->name);
	l->indent = MARGIN + 2;
	fact(l, &any, x->role);
	fact(l, &any, x->country);
	fact(l, &any, label_name(LABELS_SECTOR, x->sector));
	layout_line(l, MARGIN);
}

static void add_actors(const struct article *a, struct layout *l)
{
	bool any = false;
	vector_each (i, &a->actors) {
		const struct actor *x = &a->actors.at[i];
		if (!x->named || (!x->role.length && !x->country.length && !x->sector))
			continue;
		if (!any)
			heading(l, VIEW("WHO"));
		any = true;
		add_actor(x, l);
	}
}

/* ---- Who said what ---- */

/* What the speaker does, as a newsroom would put it beside a name. */
static enum style style_of_act(enum act act)
{
	switch (act) {
	case ACT_DENY:
	case ACT_ACCUSE:
	case ACT_THREATEN:
	case ACT_CRITICISE:
	case ACT_REFUSE:
		return BAD;
	case ACT_PROMISE:
	case ACT_PRAISE:
	case ACT_PROPOSE:
		return GOOD;
	default:
		return WARM;
	}
}

static bool same_speaker(struct speaker a, struct speaker b)
{
	return a.actor != NONE
	               ? a.actor == b.actor
	               : b.actor == NONE && a.bytes.begin == b.bytes.begin && a.bytes.end == b.bytes.end;
}

static void add_speaker(const struct article *a, struct layout *l, struct speaker s)
{
	struct view words = text_of(a, s.bytes);
	layout_gap(l);
	layout_line(l, MARGIN);
	if (s.actor < a->actors.count)
		layout_flow(l, BOLD, a->actors.at[s.actor].name);
	else
		layout_flow(l, words.length ? BOLD : DIM, words.length ? words : VIEW("Not attributed"));
	layout_line(l, MARGIN);
}

/* When and where it was said, if the article tells. */
static void add_circumstances(const struct article *a, struct layout *l, uint32_t date, uint32_t place)
{
	bool any = true;
	if (date < a->dates.count) {
		const struct date *d = &a->dates.at[date];
		fact(l, &any, d->value.length ? d->value : text_of(a, d->bytes));
	}
	if (place < a->places.count)
		fact(l, &any, a->places.at[place].name);
}

static void add_statement(const struct article *a, struct layout *l, const struct statement *s)
{
	layout_line(l, MARGIN + 2);
	layout_flow(l, style_of_act(s->act), label_name(LABELS_ACT, s->act));
	layout_hang(l, HANG);
	for (uint32_t i = 0; i < s->content_count; i++) {
		if (i)
			layout_flow(l, DIM, VIEW("\xe2\x80\xa6"));
		layout_flow(l, PLAIN, text_of(a, a->contents.at[s->contents + i]));
	}
	add_circumstances(a, l, s->date, s->place);
	layout_line(l, MARGIN);
}

static void add_statements(const struct article *a, struct layout *l)
{
	if (a->statements.count)
		heading(l, VIEW("WHO SAID WHAT"));
	vector_each (i, &a->statements) {
		struct speaker speaker = record_speaker(a, i);
		if (!i || !same_speaker(speaker, record_speaker(a, i - 1)))
			add_speaker(a, l, speaker);
		add_statement(a, l, &a->statements.at[i]);
	}
}

/* ---- Who did what to whom ---- */

static enum style style_of_quad(enum quad quad)
{
	switch (quad) {
	case QUAD_VERBAL_COOPERATION:
	case QUAD_MATERIAL_COOPERATION:
		return GOOD;
	case QUAD_MATERIAL_CONFLICT:
		return BAD;
	default:
		return WARM;
	}
}

static void add_parties(const struct article *a, struct layout *l, uint32_t begin, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t actor = a->parties.at[begin + i].actor;
		if (i)
			layout_join(l, BOLD, VIEW(","));
		layout_flow(l, BOLD, actor < a->actors.count ? a->actors.at[actor].name : VIEW("?"));
	}
}

/* A meeting names each party on both sides. */
static bool is_symmetric(const struct article *a, const struct event *v)
{
	if (v->source_count != v->target_count || v->source_count < 2)
		return false;
	for (uint32_t i = 0; i < v->source_count; i++)
		if (a->parties.at[v->sources + i].actor != a->parties.at[v->targets + i].actor)
			return false;
	return true;
}

static void add_event(const struct article *a, struct layout *l, const struct event *v)
{
	bool any = false;
	layout_line(l, MARGIN);
	layout_flow(l, style_of_quad(v->quad), label_name(LABELS_EVENT, v->type));
	layout_hang(l, HANG);
	add_parties(a, l, v->sources, v->source_count);
	if (!is_symmetric(a, v) && v->target_count) {
		layout_flow(l, DIM, VIEW("\xe2\x86\x92"));
		add_parties(a, l, v->targets, v->target_count);
	}
	layout_line(l, HANG);
	fact(l, &any, text_of(a, bytes_of(a, v->trigger)));
	fact(l, &any, v->mode);
	if (v->status != STATUS_REPORTED)
		fact(l, &any, label_name(LABELS_STATUS, v->status));
	add_circumstances(a, l, v->date, v->place);
	layout_line(l, MARGIN);
}

static void add_events(const struct article *a, struct layout *l)
{
	if (!a->events.count)
		return;
	heading(l, VIEW("WHO DID WHAT TO WHOM"));
	layout_gap(l);
	vector_each (i, &a->events)
		add_event(a, l, &a->events.at[i]);
}

/* ---- When, where ---- */

static int by_value(const void *x, const void *y)
{
	const struct date *const *a = x, *const *b = y;
	int order = view_compare((*a)->value, (*b)->value);
	return order ? order : (*a)->bytes.begin < (*b)->bytes.begin ? -1 : 1;
}

/* The days, each once, in the order of the calendar. */
static void add_dates(const struct article *a, struct layout *l)
{
	const struct date **sorted = malloc((a->dates.count + 1) * sizeof *sorted);
	uint32_t count = 0;
	if (!sorted)
		l->out->failed = true;
	for (uint32_t i = 0; sorted && i < a->dates.count; i++)
		if (a->dates.at[i].value.length)
			sorted[count++] = &a->dates.at[i];
	if (count) {
		heading(l, VIEW("WHEN"));
		qsort(sorted, count, sizeof(const struct date *), by_value);
	}
	for (uint32_t i = 0; i < count; i++) {
		if (i && view_equal(sorted[i]->value, sorted[i - 1]->value))
			continue;
		layout_line(l, MARGIN);
		layout_flow(l, PLAIN, sorted[i]->value);
		layout_hang(l, HANG);
		layout_flow(l, DIM, text_of(a, sorted[i]->bytes));
		layout_line(l, MARGIN);
	}
	free((void *)sorted);
}

static int by_name(const void *x, const void *y)
{
	const struct place *const *a = x, *const *b = y;
	int order = view_compare((*a)->name, (*b)->name);
	return order ? order : view_compare((*a)->country, (*b)->country);
}

static void add_place(struct layout *l, const struct place *p, bool first)
{
	if (!first)
		layout_flow(l, DIM, DOT);
	layout_flow(l, PLAIN, p->name);
	if (p->country.length && !p->is_country)
		layout_flow(l, DIM, p->country);
}

/* The places, each once, by name. */
static void add_places(const struct article *a, struct layout *l)
{
	const struct place **sorted = malloc((a->places.count + 1) * sizeof *sorted);
	if (!sorted) {
		l->out->failed = true;
		return;
	}
	vector_each (i, &a->places)
		sorted[i] = &a->places.at[i];
	if (a->places.count) {
		heading(l, VIEW("WHERE"));
		qsort(sorted, a->places.count, sizeof(const struct place *), by_name);
	}
	vector_each (i, &a->places)
		if (!i || by_name(&sorted[i], &sorted[i - 1]))
			add_place(l, sorted[i], !i);
	layout_line(l, MARGIN);
	free((void *)sorted);
}

static void add_warnings(const struct article *a, struct layout *l)
{
	if (a->warnings.count)
		heading(l, VIEW("TO NOTE"));
	vector_each (i, &a->warnings) {
		layout_line(l, MARGIN);
		layout_flow(l, WARM, a->warnings.at[i].code);
		layout_hang(l, HANG);
		layout_flow(l, PLAIN, a->warnings.at[i].text);
		layout_line(l, MARGIN);
	}
}

void record_text(struct buffer *out, const struct article *a, unsigned with, unsigned width)
{
	struct layout layout = layout_for(out, with, width), *l = &layout;
	add_head(a, l);
	add_statements(a, l);
	add_events(a, l);
	add_actors(a, l);
	add_dates(a, l);
	add_places(a, l);
	add_warnings(a, l);
	layout_gap(l);
}
