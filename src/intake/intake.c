#include "intake/intake.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/fields.h"
#include "intake/paths.h"
#include "intake/sniff.h"
#include "intake/source.h"

/* Of a text that is longer than this, each part of so many bytes is a document. */
enum { TEXT_MOST = 2 << 20 };

/* Of a buffer that one huge document needed no more than this is kept for the small ones after it. */
enum { KEPT = 512 * 1024 };

/* All of the file is one document: what none of the others begins with. A long text is several. */
static bool next_whole(struct intake *in, struct intake_item *item);
static bool next_part(struct intake *in, struct intake_item *item);
static const struct format whole = {NULL, next_whole}, parts = {NULL, next_part};

struct intake *intake_open(const char *const *paths, size_t count, struct error *e)
{
	struct intake *in = calloc(1, sizeof *in);
	if (in) {
		in->paths = paths_open(paths, count);
		in->stream = stream_new();
		in->total = paths_bytes(paths, count);
		in->fields = fields_new(NULL, e);
	}
	if (!in || !in->paths || !in->stream || !in->fields) {
		fail(e, "no memory to look through %zu paths", count);
		intake_close(in);
		return NULL;
	}
	return in;
}

void intake_close(struct intake *in)
{
	if (!in)
		return;
	paths_close(in->paths);
	stream_free(in->stream);
	fields_free(in->fields);
	buffer_free(&in->whole);
	buffer_free(&in->scratch);
	free(in);
}

int intake_name_fields(struct intake *in, const char *names, struct error *e)
{
	struct fields *fields = fields_new(names, e);
	if (!fields)
		return -1;
	fields_free(in->fields);
	in->fields = fields;
	return 0;
}

void intake_item_free(struct intake_item *item)
{
	buffer_free(&item->content);
	buffer_free(&item->words);
}

static void clear(struct intake_item *item)
{
	item->content.length = item->words.length = 0;
	buffer_shrink(&item->content, KEPT);
	buffer_shrink(&item->words, KEPT);
	item->content.failed = item->words.failed = false;
	item->document = (struct document){.offset = UINT64_MAX};
	item->failed = false;
	item->why.text[0] = 0;
}

/* Puts a word behind the others, with a NUL. There is room for it: what views the others have holds. */
static struct view keep(struct intake_item *item, struct view word)
{
	char *at = item->words.at + item->words.length;
	buffer_add(&item->words, word);
	buffer_byte(&item->words, '\0');
	return item->words.failed ? (struct view){0} : view_of(at, word.length);
}

static void check_memory(struct intake_item *item)
{
	if (!item->content.failed && !item->words.failed)
		return;
	item->failed = true;
	item->document.path = VIEW("");
	fail(&item->why, "no memory for a document; use fewer threads (--jobs)");
}

void intake_fill(struct intake *in, struct intake_item *item, const struct document *d)
{
	struct view path = view_of_string(in->path);
	buffer_reserve(&item->words, path.length + d->part.length + d->url.length + d->media_type.length +
	                                     d->charset.length + d->title.length + d->published.length + 7);
	item->document = (struct document){
	        .path = keep(item, path),
	        .part = keep(item, d->part),
	        .offset = d->offset,
	        .url = keep(item, d->url),
	        .media_type = keep(item, d->media_type),
	        .charset = keep(item, d->charset),
	        .title = keep(item, d->title),
	        .published = keep(item, d->published),
	};
	buffer_add(&item->content, d->content);
	item->document.content = buffer_view(&item->content);
	check_memory(item);
}

void intake_fail(struct intake *in, struct intake_item *item, const char *format, ...)
{
	char words[400];
	va_list args;
	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	struct view path = view_of_string(in->path);
	buffer_reserve(&item->words, path.length + 1);
	item->document.path = keep(item, path);
	item->failed = true;
	bool named = strncmp(words, in->path, path.length) == 0; /* by the stream, which knows it too */
	fail(&item->why, "%s%s%s", named ? "" : in->path, named ? "" : ": ", words);
	check_memory(item);
}

void intake_recover(struct intake *in, struct intake_item *item)
{
	struct error trouble;
	fail(&trouble, "%s", stream_trouble(in->stream));
	bool more = stream_recover(in->stream);
	intake_fail(in, item, "%s%s", trouble.text, more ? "; reading goes on behind it" : "");
	in->told = !more;
}

/* Whether this is text that page reads as such: no page begins so, and no line end of it is half of another
 * character. */
static bool is_plain(struct view v)
{
	struct view first = view_trim(view_starts(v, VIEW("\xEF\xBB\xBF")) ? view_slice(v, 3, v.length) : v);
	return first.length && first.at[0] != '<' && !memchr(v.at, 0, v.length) && !sniff_foreign(v).length;
}

static bool is_empty_line(struct view v, size_t end)
{
	return v.at[end] == '\n' &&
	       (v.at[end - 1] == '\n' || (v.at[end - 1] == '\r' && v.at[end - 2] == '\n'));
}

/* Where a text of more than TEXT_MOST bytes is cut: behind the last empty line of its second half; if there
 * is none, behind the last line or word; if there is none either, between characters. */
static size_t cut_of(struct view v)
{
	size_t line = 0, word = 0, end = TEXT_MOST;
	for (size_t i = TEXT_MOST; i-- > TEXT_MOST / 2;) {
		if (is_empty_line(v, i))
			return i + 1;
		line = !line && v.at[i] == '\n' ? i + 1 : line;
		word = !word && v.at[i] == ' ' ? i + 1 : word;
	}
	while (end > TEXT_MOST / 2 && ((unsigned char)v.at[end] & 0xC0) == 0x80)
		end--;
	return line ? line : word ? word : end;
}

/* A text of any length, a part at a time. */
static bool next_part(struct intake *in, struct intake_item *item)
{
	char number[24];
	uint64_t offset = stream_offset(in->stream);
	struct view ahead = stream_ahead(in->stream, TEXT_MOST + 1);
	struct view part = view_slice(ahead, 0, ahead.length > TEXT_MOST ? cut_of(ahead) : ahead.length);
	if (!part.length)
		return false;
	snprintf(number, sizeof number, "%llu", (unsigned long long)++in->count);
	intake_fill(in, item,
	            &(struct document){.part = view_of_string(number), .offset = offset, .content = part});
	stream_take(in->stream, part.length);
	return true;
}

static bool next_whole(struct intake *in, struct intake_item *item)
{
	struct stream *s = in->stream;
	if (in->count)
		return false;
	struct view begin = stream_ahead(s, TEXT_MOST + 1);
	if (begin.length > TEXT_MOST && is_plain(begin)) {
		in->format = &parts;
		return next_part(in, item);
	}
	in->count++;
	struct view all = stream_ahead(s, in->largest + 1);
	struct view kind = sniff_foreign(all);
	if (kind.length)
		intake_fail(in, item, "this is %.*s, not a page or text; convert it first", VIEW_ARGS(kind));
	else if (all.length > in->largest)
		intake_fail(in, item, "over %zu MB, the most that one document may have; split it",
		            in->largest >> 20);
	else
		intake_fill(in, item, &(struct document){.offset = UINT64_MAX, .content = all});
	if (!item->failed && stream_trouble(s)[0]) {
		fail(&item->why, "%s", stream_trouble(s));
		in->told = true;
	}
	return true;
}

static const struct format *format_of(struct view bytes)
{
	static const struct format *const formats[] = {&intake_warc, &intake_feed, &intake_lines};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (formats[i]->begins(bytes))
			return formats[i];
	return &whole;
}

/* Opens the next file. True if it cannot be, and the item says why. */
static bool open_next(struct intake *in, struct intake_item *item)
{
	struct error why;
	in->path = paths_next(in->paths, &why);
	in->count = 0;
	in->told = false;
	in->whole.length = 0;
	in->whole.failed = false;
	if (!in->path)
		return false;
	if (why.text[0] || stream_open(in->stream, in->path, &why) != 0) {
		intake_fail(in, item, "%s", why.text);
		in->path = NULL;
		return true;
	}
	in->format = format_of(stream_ahead(in->stream, 4096));
	return false;
}

/* The next document of the open file; at its end what is wrong with it, if nobody has said so. */
static bool next_in_file(struct intake *in, struct intake_item *item)
{
	if (in->format->next(in, item))
		return true;
	if (!in->told && stream_trouble(in->stream)[0]) {
		intake_fail(in, item, "%s", stream_trouble(in->stream));
		in->told = true;
		return true;
	}
	in->closed += stream_bytes(in->stream);
	stream_close(in->stream);
	in->whole.length = 0;
	buffer_shrink(&in->whole, KEPT);
	in->path = NULL;
	return false;
}

bool intake_next(struct intake *in, struct intake_item *item, size_t largest)
{
	bool found = false;
	clear(item);
	in->scratch.length = 0;
	in->scratch.failed = false;
	buffer_shrink(&in->scratch, KEPT);
	in->largest = largest;
	do {
		if (!in->path)
			found = open_next(in, item);
		if (!found && !in->path)
			return false;
		found = found || next_in_file(in, item);
	} while (!found);
	item->bytes = in->closed + (in->path ? stream_bytes(in->stream) : 0);
	item->bytes_total = in->total;
	return true;
}
