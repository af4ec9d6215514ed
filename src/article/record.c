#include "article/record.h"

#include <math.h>
#include <stdlib.h>

#include <xxhash.h>

#include "article/json.h"
#include "article/offsets.h"

/* One record on its way out. */
struct writer {
	struct buffer *out;
	const struct article *a;
	struct offsets offsets;
	uint32_t *mentions; /* the indices of a->mentions, actor by actor */
	uint32_t *first;    /* mentions[first[i] .. first[i + 1]) are those of actor i */
	unsigned with;
};

void record_features(struct buffer *out, uint64_t features)
{
	bool any = false;
	for (uint32_t i = 0; i < FEATURE_COUNT; i++) {
		if (!(features >> i & 1))
			continue;
		if (any)
			buffer_byte(out, '|');
		buffer_add(out, label_name(LABELS_FEATURE, i));
		any = true;
	}
}

struct speaker record_speaker(const struct article *a, uint32_t statement)
{
	if (statement < a->speakers.count)
		return a->speakers.at[statement];
	return (struct speaker){.actor = NONE, .bytes = a->statements.at[statement].source, .confidence = -1};
}

/* ---- Spans ---- */

/* The last run of text that begins at or before the byte; NULL: none. */
static const struct origin *origin_of(const struct article *a, uint32_t byte)
{
	uint32_t low = 0, high = a->origins.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (a->origins.at[middle].text <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &a->origins.at[low - 1] : NULL;
}

/* The bytes of the page from the first to the last byte of the span that have a place there. */
static bool find_on_page(const struct article *a, struct bytes span, struct bytes *page)
{
	if (!a->origins.count || span.begin >= span.end)
		return false;
	const struct origin *end = a->origins.at + a->origins.count;
	const struct origin *first = origin_of(a, span.begin);
	if (!first || first->text + first->length <= span.begin)
		first = first ? first + 1 : a->origins.at;
	const struct origin *last = origin_of(a, span.end - 1);
	if (first == end || !last || last < first)
		return false;
	page->begin = first->page + (span.begin > first->text ? span.begin - first->text : 0);
	uint32_t reach = span.end - last->text;
	page->end = last->page + (reach < last->length ? reach : last->length);
	return true;
}

static void add_place_on_page(struct writer *w, struct bytes span)
{
	struct bytes page;
	json_key(w->out, "page");
	if (!find_on_page(w->a, span, &page)) {
		buffer_string(w->out, "null");
		return;
	}
	buffer_byte(w->out, '[');
	buffer_number(w->out, page.begin);
	buffer_byte(w->out, ',');
	buffer_number(w->out, page.end);
	buffer_byte(w->out, ']');
}

/* The members of a span, within an object that is open. */
static void add_span(struct writer *w, struct bytes b)
{
	json_count(w->out, "begin", offset_of(&w->offsets, b.begin));
	json_count(w->out, "end", offset_of(&w->offsets, b.end));
	json_key(w->out, "text");
	json_string(w->out, text_of(w->a, b));
	if (w->with & RECORD_PAGES)
		add_place_on_page(w, b);
}

static void add_no_span(struct writer *w)
{
	json_null(w->out, "begin");
	json_null(w->out, "end");
	json_null(w->out, "text");
}

static void add_span_object(struct writer *w, struct bytes b)
{
	json_comma(w->out);
	buffer_byte(w->out, '{');
	add_span(w, b);
	buffer_byte(w->out, '}');
}

/* "key": a span, or null for an empty one. */
static void add_span_member(struct writer *w, const char *key, struct bytes b)
{
	json_key(w->out, key);
	if (b.begin >= b.end) {
		buffer_string(w->out, "null");
		return;
	}
	buffer_byte(w->out, '{');
	add_span(w, b);
	buffer_byte(w->out, '}');
}

/* ---- Members that recur ---- */

static void add_index(struct writer *w, const char *key, uint32_t index)
{
	if (index == NONE)
		json_null(w->out, key);
	else
		json_count(w->out, key, index);
}

static void add_label(struct writer *w, const char *key, enum label_set set, uint32_t label)
{
	json_text(w->out, key, label_name(set, label));
}

static void add_confidence(struct writer *w, float confidence)
{
	json_real(w->out, "confidence", confidence < 0 ? (double)NAN : (double)confidence);
}

static void open_list(struct writer *w, const char *key)
{
	json_key(w->out, key);
	buffer_byte(w->out, '[');
}

static void close_list(struct writer *w)
{
	buffer_byte(w->out, ']');
}

static void open_item(struct writer *w)
{
	json_comma(w->out);
	buffer_byte(w->out, '{');
}

static void close_item(struct writer *w)
{
	buffer_byte(w->out, '}');
}

static void add_views(struct writer *w, const char *key, const struct view *views, uint32_t count)
{
	open_list(w, key);
	for (uint32_t i = 0; i < count; i++) {
		json_comma(w->out);
		json_string(w->out, views[i]);
	}
	close_list(w);
}

/* ---- The page's layers ---- */

static void add_id(struct writer *w)
{
	XXH128_hash_t hash = XXH3_128bits(w->a->text.length ? w->a->text.at : "", w->a->text.length);
	json_key(w->out, "id");
	buffer_format(w->out, "\"%016llx%016llx\"", (unsigned long long)hash.high64,
	              (unsigned long long)hash.low64);
}

static void add_source(struct writer *w)
{
	const struct document *d = &w->a->document;
	json_key(w->out, "source");
	buffer_byte(w->out, '{');
	json_text(w->out, "path", d->path);
	json_text(w->out, "part", d->part);
	if (d->offset == UINT64_MAX)
		json_null(w->out, "offset");
	else
		json_count(w->out, "offset", d->offset);
	json_text(w->out, "url", w->a->url.length ? w->a->url : d->url);
	json_text(w->out, "media_type", d->media_type);
	json_text(w->out, "charset", d->charset);
	json_count(w->out, "bytes", d->content.length);
	buffer_byte(w->out, '}');
}

static void add_why_of_page(struct writer *w)
{
	const struct article *a = w->a;
	json_key(w->out, "why");
	buffer_byte(w->out, '{');
	json_text(w->out, "title", a->why.title);
	json_text(w->out, "published", a->why.published);
	json_text(w->out, "modified", a->why.modified);
	json_text(w->out, "authors", a->why.authors);
	json_text(w->out, "outlet", a->why.outlet);
	json_text(w->out, "language", a->why.language);
	buffer_byte(w->out, '}');
}

static void add_head(struct writer *w)
{
	const struct article *a = w->a;
	json_count(w->out, "dateline", RECORD_VERSION);
	add_id(w);
	add_source(w);
	json_text(w->out, "title", a->title);
	json_text(w->out, "outlet", a->outlet);
	add_views(w, "authors", a->authors.at, a->authors.count);
	json_text(w->out, "agency", a->agency);
	json_text(w->out, "section", a->section);
	json_text(w->out, "published", a->published);
	json_text(w->out, "modified", a->modified);
	json_text(w->out, "language", a->language);
	add_why_of_page(w);
}

static void add_page(struct writer *w)
{
	const struct article *a = w->a;
	json_key(w->out, "text");
	json_string(w->out, a->text);
	open_list(w, "blocks");
	vector_each (i, &a->blocks) {
		open_item(w);
		json_count(w->out, "begin", offset_of(&w->offsets, a->blocks.at[i].bytes.begin));
		json_count(w->out, "end", offset_of(&w->offsets, a->blocks.at[i].bytes.end));
		add_label(w, "kind", LABELS_BLOCK, a->blocks.at[i].kind);
		if (w->with & RECORD_PAGES)
			add_place_on_page(w, a->blocks.at[i].bytes);
		close_item(w);
	}
	close_list(w);
	add_views(w, "captions", a->captions.at, a->captions.count);
	open_list(w, "removed");
	vector_each (i, &a->removed) {
		open_item(w);
		json_key(w->out, "text");
		json_string(w->out, a->removed.at[i].text);
		add_label(w, "why", LABELS_REMOVAL, a->removed.at[i].why);
		json_count(w->out, "before", offset_of(&w->offsets, a->removed.at[i].before));
		close_item(w);
	}
	close_list(w);
}

/* ---- Sentences and tokens ---- */

static void add_entity(struct writer *w, const struct token *t)
{
	struct view name = label_name(LABELS_ENTITY, t->entity);
	json_key(w->out, "entity");
	if (!name.length) {
		buffer_string(w->out, "\"O\"");
		return;
	}
	buffer_string(w->out, t->entity_begins ? "\"B-" : "\"I-");
	buffer_add(w->out, name);
	buffer_byte(w->out, '"');
}

static void add_head_index(struct writer *w, const struct token *t, uint32_t first)
{
	json_key(w->out, "head");
	if (t->head == NONE)
		buffer_string(w->out, "-1");
	else
		buffer_number(w->out, t->head - first);
}

static void add_token(struct writer *w, const struct token *t, uint32_t first)
{
	open_item(w);
	add_span(w, t->bytes);
	json_text(w->out, "lemma", t->lemma);
	add_label(w, "upos", LABELS_UPOS, t->upos);
	add_label(w, "xpos", LABELS_XPOS, t->xpos);
	json_key(w->out, "feats");
	if (t->features) {
		buffer_byte(w->out, '"');
		record_features(w->out, t->features);
		buffer_byte(w->out, '"');
	} else {
		buffer_string(w->out, "null");
	}
	add_head_index(w, t, first);
	add_label(w, "deprel", LABELS_RELATION, t->relation);
	add_entity(w, t);
	close_item(w);
}

static void add_sentences(struct writer *w)
{
	const struct article *a = w->a;
	open_list(w, "sentences");
	vector_each (i, &a->sentences) {
		const struct sentence *s = &a->sentences.at[i];
		open_item(w);
		json_count(w->out, "begin", offset_of(&w->offsets, s->bytes.begin));
		json_count(w->out, "end", offset_of(&w->offsets, s->bytes.end));
		open_list(w, "tokens");
		for (uint32_t t = s->tokens.begin; t < s->tokens.end; t++)
			add_token(w, &a->tokens.at[t], s->tokens.begin);
		close_list(w);
		close_item(w);
	}
	close_list(w);
}

/* ---- Dates and places ---- */

static void add_dates(struct writer *w)
{
	open_list(w, "dates");
	vector_each (i, &w->a->dates) {
		const struct date *d = &w->a->dates.at[i];
		open_item(w);
		json_text(w->out, "value", d->value);
		add_span(w, d->bytes);
		json_text(w->out, "why", d->why);
		close_item(w);
	}
	close_list(w);
}

static void add_places(struct writer *w)
{
	open_list(w, "places");
	vector_each (i, &w->a->places) {
		const struct place *p = &w->a->places.at[i];
		open_item(w);
		json_text(w->out, "name", p->name);
		json_text(w->out, "country", p->country);
		json_real(w->out, "latitude", p->latitude);
		json_real(w->out, "longitude", p->longitude);
		json_text(w->out, "key", p->key);
		add_span(w, p->bytes);
		close_item(w);
	}
	close_list(w);
}

/* ---- Actors ---- */

/* Sorts the mentions by their actors, keeping the order of the text: one count, one walk. */
static bool gather_mentions(struct writer *w)
{
	const struct article *a = w->a;
	w->first = calloc((size_t)a->actors.count + 2, sizeof *w->first);
	w->mentions = calloc((size_t)a->mentions.count + 1, sizeof *w->mentions);
	if (!w->first || !w->mentions)
		return false;
	/* first[i + 2] counts actor i; summed, first[i + 1] is where it begins, and moves on to its end. */
	vector_each (i, &a->mentions)
		if (a->mentions.at[i].actor < a->actors.count)
			w->first[a->mentions.at[i].actor + 2]++;
	for (uint32_t i = 2; i < a->actors.count + 2; i++)
		w->first[i] += w->first[i - 1];
	vector_each (i, &a->mentions)
		if (a->mentions.at[i].actor < a->actors.count)
			w->mentions[w->first[a->mentions.at[i].actor + 1]++] = i;
	return true;
}

static void add_mention(struct writer *w, const struct mention *m)
{
	open_item(w);
	add_span(w, m->bytes);
	add_label(w, "form", LABELS_MENTION, m->form);
	add_confidence(w, m->confidence);
	json_text(w->out, "why", m->why);
	close_item(w);
}

static void add_actor(struct writer *w, uint32_t index)
{
	const struct actor *x = &w->a->actors.at[index];
	open_item(w);
	json_text(w->out, "name", x->name);
	add_label(w, "kind", LABELS_KIND, x->kind);
	json_text(w->out, "country", x->country);
	add_label(w, "sector", LABELS_SECTOR, x->sector);
	json_text(w->out, "role", x->role);
	json_text(w->out, "key", x->key);
	json_text(w->out, "why", x->why);
	open_list(w, "members");
	for (uint32_t i = 0; i < x->member_count; i++) {
		json_comma(w->out);
		buffer_number(w->out, w->a->members.at[x->members + i]);
	}
	close_list(w);
	open_list(w, "mentions");
	for (uint32_t i = w->first[index]; i < w->first[index + 1]; i++)
		add_mention(w, &w->a->mentions.at[w->mentions[i]]);
	close_list(w);
	close_item(w);
}

static void add_actors(struct writer *w)
{
	open_list(w, "actors");
	vector_each (i, &w->a->actors)
		add_actor(w, i);
	close_list(w);
}

/* ---- Statements ---- */

/* A known actor without words of its own (the last speaker goes on) has a span of nulls. */
static void add_speaker(struct writer *w, const char *key, const struct speaker *s)
{
	bool has_words = s->bytes.begin < s->bytes.end;
	json_key(w->out, key);
	if (!has_words && s->actor == NONE) {
		buffer_string(w->out, "null");
		return;
	}
	buffer_byte(w->out, '{');
	add_index(w, "actor", s->actor);
	if (has_words)
		add_span(w, s->bytes);
	else
		add_no_span(w);
	add_confidence(w, s->confidence);
	json_text(w->out, "why", s->why);
	buffer_byte(w->out, '}');
}

static void add_cue(struct writer *w, const struct statement *s)
{
	json_key(w->out, "cue");
	if (s->cue.begin >= s->cue.end) {
		buffer_string(w->out, "null");
		return;
	}
	buffer_byte(w->out, '{');
	add_span(w, bytes_of(w->a, s->cue));
	json_text(w->out, "lemma", s->cue_lemma);
	buffer_byte(w->out, '}');
}

static struct speaker addressee_of(const struct article *a, uint32_t statement)
{
	if (statement < a->addressees.count)
		return a->addressees.at[statement];
	return (struct speaker){
	        .actor = NONE, .bytes = a->statements.at[statement].addressee, .confidence = -1};
}

static void add_statement(struct writer *w, uint32_t index)
{
	const struct statement *s = &w->a->statements.at[index];
	struct speaker speaker = record_speaker(w->a, index), addressee = addressee_of(w->a, index);
	open_item(w);
	add_speaker(w, "speaker", &speaker);
	add_cue(w, s);
	open_list(w, "content");
	for (uint32_t i = 0; i < s->content_count; i++)
		add_span_object(w, w->a->contents.at[s->contents + i]);
	close_list(w);
	add_label(w, "form", LABELS_FORM, s->form);
	add_label(w, "act", LABELS_ACT, s->act);
	add_index(w, "parent", s->parent);
	add_speaker(w, "addressee", &addressee);
	add_span_member(w, "occasion", s->occasion);
	add_index(w, "date", s->date);
	add_index(w, "place", s->place);
	json_text(w->out, "why", s->why);
	add_confidence(w, s->confidence);
	close_item(w);
}

static void add_statements(struct writer *w)
{
	open_list(w, "statements");
	vector_each (i, &w->a->statements)
		add_statement(w, i);
	close_list(w);
}

/* ---- Events ---- */

/* Parties as two lists of equal length: the actors, and the words that prove them. */
static void add_parties(struct writer *w, const char *key, const char *spans, uint32_t begin, uint32_t count)
{
	const struct party *parties = count ? &w->a->parties.at[begin] : NULL;
	open_list(w, key);
	for (uint32_t i = 0; i < count; i++) {
		json_comma(w->out);
		buffer_number(w->out, parties[i].actor);
	}
	close_list(w);
	open_list(w, spans);
	for (uint32_t i = 0; i < count; i++)
		add_span_object(w, parties[i].bytes);
	close_list(w);
}

static void add_event(struct writer *w, const struct event *v)
{
	const struct article *a = w->a;
	open_item(w);
	add_label(w, "type", LABELS_EVENT, v->type);
	json_text(w->out, "mode", v->mode);
	add_views(w, "contexts", v->context_count ? &a->contexts.at[v->contexts] : NULL, v->context_count);
	json_text(w->out, "cameo", v->cameo);
	add_label(w, "quad", LABELS_QUAD, v->quad);
	json_real(w->out, "goldstein", (double)v->goldstein);
	json_real(w->out, "score", (double)v->score);
	add_parties(w, "sources", "source_spans", v->sources, v->source_count);
	add_parties(w, "targets", "target_spans", v->targets, v->target_count);
	add_span_member(w, "trigger", bytes_of(a, v->trigger));
	add_index(w, "date", v->date);
	add_index(w, "place", v->place);
	add_label(w, "status", LABELS_STATUS, v->status);
	add_index(w, "statement", v->statement);
	json_text(w->out, "why", v->why);
	add_confidence(w, v->confidence);
	close_item(w);
}

static void add_events(struct writer *w)
{
	open_list(w, "events");
	vector_each (i, &w->a->events)
		add_event(w, &w->a->events.at[i]);
	close_list(w);
}

/* ---- Warnings, timings, the whole ---- */

static void add_warnings(struct writer *w)
{
	open_list(w, "warnings");
	vector_each (i, &w->a->warnings) {
		open_item(w);
		json_text(w->out, "code", w->a->warnings.at[i].code);
		json_text(w->out, "text", w->a->warnings.at[i].text);
		close_item(w);
	}
	close_list(w);
}

/* In microseconds, a member for each stage; 0 for one that did not run. */
static void add_timings(struct writer *w)
{
	static const char *const names[] = {
#define AS_NAME(name, text) text,
	        STAGES(AS_NAME)
#undef AS_NAME
	};
	json_key(w->out, "timings");
	buffer_byte(w->out, '{');
	for (uint32_t i = 0; i < STAGE_COUNT; i++)
		json_real(w->out, names[i], (double)w->a->nanoseconds[i] / 1000);
	buffer_byte(w->out, '}');
}

static void add_record(struct writer *w)
{
	buffer_byte(w->out, '{');
	add_head(w);
	add_page(w);
	if (w->with & RECORD_TOKENS)
		add_sentences(w);
	add_dates(w);
	add_places(w);
	add_actors(w);
	add_statements(w);
	add_events(w);
	add_warnings(w);
	if (w->with & RECORD_TIMINGS)
		add_timings(w);
	buffer_string(w->out, "}\n");
}

void record_json(struct buffer *out, const struct article *a, unsigned with)
{
	struct writer w = {.out = out, .a = a, .with = with};
	if (offsets_open(&w.offsets, a->text) && gather_mentions(&w))
		add_record(&w);
	else
		out->failed = true;
	free(w.first);
	free(w.mentions);
	offsets_close(&w.offsets);
}
