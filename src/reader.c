#include "reader.h"

#include <time.h>

#include "did/did.h"
#include "lang/lang.h"
#include "page/page.h"
#include "said/said.h"
#include "when/when.h"
#include "where/where.h"
#include "who/who.h"

/* What a byte of prose costs, all rooms together: with less memory than that, no room behind page begins. */
enum { MEMORY_PER_BYTE = 128 };

typedef int stage_function(struct article *, const struct reader *);

static stage_function *const stages[STAGE_COUNT] = {
        [STAGE_PAGE] = page_read,   [STAGE_LANG] = lang_read, [STAGE_WHEN] = when_find,
        [STAGE_WHERE] = where_find, [STAGE_SAID] = said_find, [STAGE_WHO] = who_find,
        [STAGE_DID] = did_find,
};

static uint64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

/* There is a model for English alone; an unknown language is taken for English. */
static bool can_read(const struct article *a)
{
	return !a->language.length || view_starts(a->language, VIEW("en"));
}

/* The layers point into the document's bytes and names. */
static void keep_document(struct article *a)
{
	struct document *d = &a->document;
	struct view *const kept[] = {&d->path,    &d->part,  &d->url,       &d->media_type, &d->charset,
	                             &d->content, &d->title, &d->published, &d->trouble};
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		*kept[i] = view_copy(a->arena, *kept[i]);
}

/* Told before the work, not when the memory is gone. */
static bool is_too_long(const struct article *a)
{
	return a->text.length > a->arena->limit / MEMORY_PER_BYTE;
}

/* What a longer article has to do without. */
static void warn_too_long(struct article *a)
{
	warn(a, "too-long",
	     "the article needs more than the %zu MB that one may take: only the page's layers were read",
	     a->arena->limit >> 20);
}

static void run(struct article *a, const struct reader *r)
{
	uint64_t begun = now();
	for (enum stage s = STAGE_PAGE; s <= r->last; s++) {
		if (s == STAGE_LANG && !can_read(a)) {
			warn(a, "language", "no model for \"%.*s\": only the page's layers were read",
			     VIEW_ARGS(a->language));
			return;
		}
		if (s == STAGE_LANG && is_too_long(a)) {
			warn_too_long(a);
			return;
		}
		stages[s](a, r);
		uint64_t ended = now();
		a->nanoseconds[s] = ended - begun;
		a->last_stage = s;
		begun = ended;
	}
}

/* Through the rooms once. -1 when the arena has no more: a holds nothing then but its document. */
static int attempt(struct article *a, const struct reader *r, void (*about)(struct article *))
{
	/* What arena_alloc jumps to. Nothing below holds anything that the arena does not release. */
	jmp_buf landing;
	struct arena *const m = a->arena;
	const struct document given = a->document;
	m->landing = &landing;
	if (setjmp(landing)) {
		arena_free(m);
		*a = (struct article){.arena = m, .document = given};
		return -1;
	}
	a->published_day = NO_DAY;
	if (given.passing)
		keep_document(a);
	if (given.trouble.length)
		warn(a, "damaged", "%.*s", VIEW_ARGS(given.trouble));
	if (about)
		about(a);
	run(a, r);
	m->landing = NULL;
	return 0;
}

int reader_read(struct article *a, const struct reader *r, struct error *e)
{
	struct reader page_alone = *r;
	page_alone.last = STAGE_PAGE;
	if (!attempt(a, r, NULL))
		return 0;
	if (r->last != STAGE_PAGE && !attempt(a, &page_alone, warn_too_long))
		return 0;
	return fail(e, "%.*s%sthe article needs more than the %zu MB that one may take",
	            VIEW_ARGS(a->document.path), a->document.path.length ? ": " : "", a->arena->limit >> 20);
}
