#include "dateline.h"

#include <stdlib.h>
#include <string.h>

#include "article/day.h"
#include "article/record.h"
#include "know/know.h"
#include "lang/lang.h"
#include "page/page.h"
#include "reader.h"
#include "record.h"

struct dateline {
	struct know *know;
	struct model *model;
	struct page_index *page;
};

enum { USUAL_MEMORY_MB = 512 };

_Static_assert((int)DATELINE_STAGE_COUNT == (int)STAGE_COUNT && (int)DATELINE_DID == (int)STAGE_DID,
               "enum dateline_stage must match enum stage");

const char *dateline_version(void)
{
	return DATELINE_VERSION;
}

int dateline_record_version(void)
{
	return RECORD_VERSION;
}

const char *dateline_stage_name(enum dateline_stage stage)
{
	static const char *const names[] = {
#define AS_NAME(name, text) text,
	        STAGES(AS_NAME)
#undef AS_NAME
	};
	return (unsigned)stage < STAGE_COUNT ? names[stage] : NULL;
}

/* The caller's struct may be older and shorter than ours: what it lacks is zero. */
static void take(void *mine, size_t mine_size, const void *theirs, size_t theirs_size)
{
	memset(mine, 0, mine_size);
	if (theirs)
		memcpy(mine, theirs, theirs_size && theirs_size < mine_size ? theirs_size : mine_size);
}

struct dateline *dateline_open(const struct dateline_settings *settings, struct dateline_error *e)
{
	struct dateline_settings s;
	take(&s, sizeof s, settings, settings ? settings->size : 0);
	struct dateline *d = calloc(1, sizeof *d);
	if (!d) {
		fail(own(e), "no memory to begin");
		return NULL;
	}
	d->know = know_open(s.know, s.know_count, own(e));
	d->model = d->know ? model_open(s.model, own(e)) : NULL;
	d->page = d->model ? page_open(d->know, own(e)) : NULL;
	if (!d->page) {
		dateline_close(d);
		return NULL;
	}
	return d;
}

void dateline_close(struct dateline *d)
{
	if (!d)
		return;
	know_close(d->know);
	model_close(d->model);
	page_close(d->page);
	free(d);
}

struct dateline_view dateline_model_version(const struct dateline *d)
{
	struct view version = model_version(d->model);
	return (struct dateline_view){version.at, version.length};
}

/* ---- Reading ---- */

static struct reader reader_of(const struct dateline *d, const struct dateline_options *o,
                               const struct dateline_record *r)
{
	return (struct reader){
	        .know = d->know,
	        .model = d->model,
	        .page = d->page,
	        .published = view_of_string(r->published),
	        .verbatim = o->flags & DATELINE_VERBATIM,
	        .page_offsets = o->flags & DATELINE_PAGE_OFFSETS,
	        .last = o->flags & DATELINE_STOP ? (enum stage)o->last : STAGE_DID,
	};
}

static int check(const struct dateline_options *o, const struct document *document, struct error *e)
{
	size_t length = document->content.length;
	if (length > DATELINE_LARGEST_DOCUMENT)
		return fail(e, "%.*s: %zu MB are more than the %zu MB that a document may have",
		            VIEW_ARGS(document->path), length >> 20, DATELINE_LARGEST_DOCUMENT >> 20);
	if (o->flags & DATELINE_STOP && (unsigned)o->last >= STAGE_COUNT)
		return fail(e, "there is no stage %u to stop after", (unsigned)o->last);
	if (!o->published)
		return 0;
	if (strlen(o->published) >= sizeof((struct dateline_record *)0)->published ||
	    day_of_iso(view_of_string(o->published)) == NO_DAY)
		return fail(e, "\"%.40s\" is no date: write it as 2017-05-30", o->published);
	return 0;
}

struct dateline_options record_options(const struct dateline_options *options)
{
	struct dateline_options o;
	take(&o, sizeof o, options, options ? options->size : 0);
	o.size = sizeof o;
	return o;
}

int record_read(struct dateline_record *r, const struct dateline *d, const struct document *document,
                const struct dateline_options *o, struct error *e)
{
	if (check(o, document, e))
		return -1;
	r->arena.limit = o->memory ? o->memory : (size_t)USUAL_MEMORY_MB << 20;
	arena_reset(&r->arena);
	r->published[0] = '\0';
	if (o->published)
		strcpy(r->published, o->published);
	r->article = (struct article){.arena = &r->arena, .document = *document};
	struct reader reader = reader_of(d, o, r);
	return reader_read(&r->article, &reader, e);
}

static struct document document_of(const void *bytes, size_t length, const struct dateline_options *o)
{
	return (struct document){
	        .path = o->path ? view_of_string(o->path) : VIEW("the document"),
	        .offset = UINT64_MAX,
	        .url = view_of_string(o->url),
	        .media_type = view_of_string(o->media_type),
	        .charset = view_of_string(o->charset),
	        .content = view_of(bytes, length),
	        .passing = true,
	};
}

struct dateline_record *dateline_read(const struct dateline *d, const void *bytes, size_t length,
                                      const struct dateline_options *options, struct dateline_error *e)
{
	struct dateline_options o = record_options(options);
	struct dateline_record *r = calloc(1, sizeof *r);
	if (!r) {
		fail(own(e), "no memory for a record");
		return NULL;
	}
	struct document document = document_of(bytes, length, &o);
	if (record_read(r, d, &document, &o, own(e))) {
		dateline_record_free(r);
		return NULL;
	}
	if (!o.path)
		r->article.document.path = (struct view){0};
	return r;
}

void dateline_record_free(struct dateline_record *r)
{
	if (!r)
		return;
	arena_free(&r->arena);
	free(r);
}

/* ---- Writing ---- */

_Static_assert((int)DATELINE_TOKENS == (int)RECORD_TOKENS && (int)DATELINE_TIMINGS == (int)RECORD_TIMINGS &&
                       (int)DATELINE_COLOUR == (int)RECORD_COLOUR && (int)DATELINE_PAGES == (int)RECORD_PAGES,
               "what to write with must match its public twin");

static void write_article(struct buffer *out, const struct article *a, const struct dateline_writing *w)
{
	switch (w->format) {
	case DATELINE_CONLLU:
		record_conllu(out, a);
		return;
	case DATELINE_TEXT:
		record_text(out, a, w->with, w->width);
		return;
	case DATELINE_PLOVER:
		record_plover(out, a);
		return;
	case DATELINE_GDELT:
		record_gdelt(out, a);
		return;
	case DATELINE_CSV:
		record_csv(out, a);
		return;
	case DATELINE_BRAT:
		record_brat(out, a);
		return;
	case DATELINE_JSON:
		break;
	}
	record_json(out, a, w->with);
}

const char *dateline_format_head(enum dateline_format format)
{
	return format == DATELINE_PLOVER ? record_head(EVENTS_PLOVER)
	       : format == DATELINE_CSV  ? record_head(EVENTS_CSV)
	                                 : NULL;
}

static void write_confident(struct buffer *out, const struct article *a, const struct dateline_writing *w)
{
	struct article kept;
	if (record_confident(&kept, a, w->min_confidence))
		write_article(out, &kept, w);
	else
		out->failed = true;
	record_release(&kept);
}

char *dateline_record_write(const struct dateline_record *r, const struct dateline_writing *writing,
                            size_t *length)
{
	struct dateline_writing w;
	struct buffer out = {0};
	take(&w, sizeof w, writing, writing ? writing->size : 0);
	if (w.min_confidence > 0)
		write_confident(&out, &r->article, &w);
	else
		write_article(&out, &r->article, &w);
	buffer_byte(&out, '\0');
	if (out.failed) {
		buffer_free(&out);
		return NULL;
	}
	if (length)
		*length = out.length - 1;
	return out.at;
}

void dateline_free(void *p)
{
	free(p);
}
