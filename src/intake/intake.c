#include "intake/intake.h"

#include <stdlib.h>
#include <string.h>

#include "intake/paths.h"
#include "intake/sniff.h"
#include "intake/stream.h"

/* A buffer that one huge document needed is not kept for the small ones after it. */
enum { KEPT = 8 * 1024 * 1024 };

struct intake {
	struct paths *paths;
	struct stream *stream;
	uint64_t closed; /* bytes of the files that are done */
	uint64_t total;
};

struct intake *intake_open(const char *const *paths, size_t count, struct error *e)
{
	struct intake *in = calloc(1, sizeof *in);
	if (in) {
		in->paths = paths_open(paths, count);
		in->stream = stream_new();
		in->total = paths_bytes(paths, count);
	}
	if (!in || !in->paths || !in->stream) {
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
	free(in);
}

void intake_item_free(struct intake_item *item)
{
	buffer_free(&item->content);
	buffer_free(&item->words);
}

static void clear(struct intake_item *item)
{
	if (item->content.capacity > KEPT)
		buffer_free(&item->content);
	item->content.length = item->words.length = 0;
	item->content.failed = item->words.failed = false;
	item->document = (struct document){.offset = UINT64_MAX};
	item->failed = false;
	item->why.text[0] = 0;
}

/* The document's path, kept with it. */
static void set_path(struct intake_item *item, const char *path)
{
	buffer_string(&item->words, path);
	buffer_byte(&item->words, '\0'); /* so that it can be shown as a string */
	item->document.path = view_of_string(item->words.at ? item->words.at : "");
}

/* All of the stream is one document. */
static void read_whole(struct intake *in, struct intake_item *item, size_t largest)
{
	struct view path = item->document.path;
	struct view all = stream_ahead(in->stream, largest + 1);
	struct view kind = sniff_foreign(all);
	if (kind.length) {
		item->failed = true;
		fail(&item->why, "%.*s: this is %.*s, not a page or text; convert it first", VIEW_ARGS(path),
		     VIEW_ARGS(kind));
	} else if (all.length > largest) {
		item->failed = true;
		fail(&item->why, "%.*s: over %zu MB, the most that one document may have; split it",
		     VIEW_ARGS(path), largest >> 20);
	} else {
		buffer_add(&item->content, all);
		item->document.content = buffer_view(&item->content);
		fail(&item->why, "%s", stream_trouble(in->stream));
	}
	if (item->content.failed || item->words.failed) {
		item->failed = true;
		fail(&item->why, "no memory for a document of %zu bytes; use fewer threads (--jobs)",
		     all.length);
	}
}

bool intake_next(struct intake *in, struct intake_item *item, size_t largest)
{
	clear(item);
	const char *path = paths_next(in->paths, &item->why);
	if (!path)
		return false;
	set_path(item, path);
	item->failed = item->why.text[0] || stream_open(in->stream, path, &item->why) != 0;
	if (!item->failed) {
		read_whole(in, item, largest);
		in->closed += stream_bytes(in->stream);
		stream_close(in->stream);
	}
	item->bytes = in->closed;
	item->bytes_total = in->total;
	return true;
}
