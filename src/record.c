#include "record.h"

#include "article/record.h"

static struct dateline_view shown(struct view v)
{
	return (struct dateline_view){v.at, v.length};
}

static struct dateline_view label(enum label_set set, uint32_t value)
{
	return shown(label_name(set, value));
}

static struct dateline_span span_of(const struct article *a, struct bytes b)
{
	if (b.begin >= b.end)
		return (struct dateline_span){0};
	return (struct dateline_span){b.begin, b.end, shown(text_of(a, b))};
}

struct dateline_article dateline_record_article(const struct dateline_record *r)
{
	const struct article *a = &r->article;
	return (struct dateline_article){
	        .title = shown(a->title),
	        .text = shown(a->text),
	        .published = shown(a->published),
	        .outlet = shown(a->outlet),
	        .language = shown(a->language),
	};
}

size_t dateline_actor_count(const struct dateline_record *r)
{
	return r->article.actors.count;
}

struct dateline_actor dateline_record_actor(const struct dateline_record *r, size_t i)
{
	if (i >= r->article.actors.count)
		return (struct dateline_actor){0};
	const struct actor *x = &r->article.actors.at[i];
	return (struct dateline_actor){
	        .name = shown(x->name),
	        .kind = label(LABELS_KIND, x->kind),
	        .country = shown(x->country),
	        .sector = label(LABELS_SECTOR, x->sector),
	        .role = shown(x->role),
	        .key = shown(x->key),
	};
}

size_t dateline_statement_count(const struct dateline_record *r)
{
	return r->article.statements.count;
}

struct dateline_statement dateline_record_statement(const struct dateline_record *r, size_t i)
{
	const struct article *a = &r->article;
	if (i >= a->statements.count)
		return (struct dateline_statement){.actor = DATELINE_NONE, .confidence = -1};
	const struct statement *s = &a->statements.at[i];
	struct speaker speaker = record_speaker(a, (uint32_t)i);
	return (struct dateline_statement){
	        .cue = span_of(a, bytes_of(a, s->cue)),
	        .speaker = span_of(a, speaker.bytes),
	        .actor = speaker.actor,
	        .content_count = s->content_count,
	        .form = label(LABELS_FORM, s->form),
	        .act = label(LABELS_ACT, s->act),
	        .confidence = (double)s->confidence,
	};
}

struct dateline_span dateline_statement_content(const struct dateline_record *r, size_t i, size_t part)
{
	const struct article *a = &r->article;
	if (i >= a->statements.count || part >= a->statements.at[i].content_count)
		return (struct dateline_span){0};
	return span_of(a, a->contents.at[a->statements.at[i].contents + part]);
}

size_t dateline_event_count(const struct dateline_record *r)
{
	return r->article.events.count;
}

struct dateline_event dateline_record_event(const struct dateline_record *r, size_t i)
{
	const struct article *a = &r->article;
	if (i >= a->events.count)
		return (struct dateline_event){.statement = DATELINE_NONE, .confidence = -1};
	const struct event *v = &a->events.at[i];
	return (struct dateline_event){
	        .type = label(LABELS_EVENT, v->type),
	        .mode = shown(v->mode),
	        .cameo = shown(v->cameo),
	        .status = label(LABELS_STATUS, v->status),
	        .trigger = span_of(a, bytes_of(a, v->trigger)),
	        .source_count = v->source_count,
	        .target_count = v->target_count,
	        .statement = v->statement,
	        .confidence = (double)v->confidence,
	};
}

static uint32_t party(const struct article *a, uint32_t first, uint32_t count, size_t k)
{
	return k < count ? a->parties.at[first + k].actor : DATELINE_NONE;
}

uint32_t dateline_event_source(const struct dateline_record *r, size_t i, size_t k)
{
	const struct article *a = &r->article;
	if (i >= a->events.count)
		return DATELINE_NONE;
	return party(a, a->events.at[i].sources, a->events.at[i].source_count, k);
}

uint32_t dateline_event_target(const struct dateline_record *r, size_t i, size_t k)
{
	const struct article *a = &r->article;
	if (i >= a->events.count)
		return DATELINE_NONE;
	return party(a, a->events.at[i].targets, a->events.at[i].target_count, k);
}

size_t dateline_warning_count(const struct dateline_record *r)
{
	return r->article.warnings.count;
}

struct dateline_warning dateline_record_warning(const struct dateline_record *r, size_t i)
{
	if (i >= r->article.warnings.count)
		return (struct dateline_warning){0};
	const struct warning *w = &r->article.warnings.at[i];
	return (struct dateline_warning){shown(w->code), shown(w->text)};
}

uint64_t dateline_record_time(const struct dateline_record *r, enum dateline_stage stage)
{
	return (unsigned)stage < STAGE_COUNT ? r->article.nanoseconds[stage] : 0;
}
