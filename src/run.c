/* Many documents on many threads, given back in the order they came. */
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "intake/intake.h"
#include "record.h"

/* One thread reads one article while another is written; more of them may have to wait for a long one. */
enum { SLOTS_OF_ONE = 2, SLOTS_PER_THREAD = 3, MOST_THREADS = 1024 };

struct dateline_source {
	struct intake *intake;
};

/* A document on its way through a run, and the memory it needs there. */
struct slot {
	struct intake_item item;
	struct dateline_record record;
	struct error why; /* why there is no record */
	bool failed;
};

struct run {
	const struct dateline *d;
	const struct dateline_options *options;
	struct intake *intake;
	dateline_each *each;
	void *user;
	struct dateline_progress progress;
};

struct dateline_source *dateline_source_open(const char *const *paths, size_t count, struct dateline_error *e)
{
	struct dateline_source *s = calloc(1, sizeof *s);
	if (!s) {
		fail(own(e), "no memory to begin");
		return NULL;
	}
	s->intake = intake_open(paths, count, own(e));
	if (!s->intake) {
		free(s);
		return NULL;
	}
	return s;
}

void dateline_source_close(struct dateline_source *s)
{
	if (!s)
		return;
	intake_close(s->intake);
	free(s);
}

static bool take(void *user, void *slot)
{
	struct run *run = user;
	return intake_next(run->intake, &((struct slot *)slot)->item, DATELINE_LARGEST_DOCUMENT);
}

/* The options speak for documents of which their container says nothing. */
static struct document described(const struct intake_item *item, const struct dateline_options *o)
{
	struct document document = item->document;
	if (!document.url.length)
		document.url = view_of_string(o->url);
	if (!document.media_type.length)
		document.media_type = view_of_string(o->media_type);
	if (!document.charset.length)
		document.charset = view_of_string(o->charset);
	document.trouble = view_of_string(item->why.text);
	return document;
}

static void work(void *user, void *slot)
{
	struct run *run = user;
	struct slot *s = slot;
	s->failed = s->item.failed;
	if (s->failed) {
		s->why = s->item.why;
		return;
	}
	struct document document = described(&s->item, run->options);
	s->failed = record_read(&s->record, run->d, &document, run->options, &s->why) != 0;
}

static int give(void *user, void *slot)
{
	struct run *run = user;
	struct slot *s = slot;
	if (s->failed)
		run->progress.failures++;
	else
		run->progress.articles++;
	run->progress.bytes = s->item.bytes;
	run->progress.bytes_total = s->item.bytes_total;
	return run->each(run->user, s->failed ? NULL : &s->record, s->item.document.path.at,
	                 s->failed ? (const struct dateline_error *)&s->why : NULL, &run->progress);
}

/* The processors that this process may use. */
static unsigned processors(void)
{
	cpu_set_t set;
	int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
	return count > 0 ? (unsigned)count : 1;
}

static void free_slots(struct slot *slots, size_t count)
{
	for (size_t i = 0; slots && i < count; i++) {
		intake_item_free(&slots[i].item);
		arena_free(&slots[i].record.arena);
	}
	free(slots);
}

int dateline_read_all(const struct dateline *d, struct dateline_source *s,
                      const struct dateline_options *options, unsigned threads, dateline_each *each,
                      void *user, struct dateline_error *e)
{
	static const struct pool_work reading = {take, work, give};
	struct dateline_options o = record_options(options);
	struct run run = {.d = d, .options = &o, .intake = s->intake, .each = each, .user = user};
	threads = threads ? threads : processors();
	threads = threads < MOST_THREADS ? threads : MOST_THREADS;
	if (o.fields && intake_name_fields(s->intake, o.fields, own(e)))
		return -1;
	size_t count = threads == 1 ? SLOTS_OF_ONE : (size_t)SLOTS_PER_THREAD * threads;
	struct slot *slots = calloc(count, sizeof *slots);
	if (!slots)
		return fail(own(e), "no memory for %u threads; use fewer", threads);
	struct error why = {0};
	int ended = pool_run(&reading, &run, threads, slots, sizeof *slots, count, &why);
	free_slots(slots, count);
	if (ended)
		return fail(own(e), "%s", why.text[0] ? why.text : "the run was ended");
	return 0;
}
