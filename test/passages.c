/* What when/ and where/ promise, passage by passage: test/when/dates.tsv and test/where/places.tsv.
 *
 *     test-passages test/when/dates.tsv test/where/places.tsv [-v]
 *
 * Each table states how many of its rows may fail, since the trees they lean on are a model's; -v names them.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/day.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "know/know.h"
#include "lang/lang.h"
#include "reader.h"

enum { DATES_THAT_MAY_FAIL = 16, PLACES_THAT_MAY_FAIL = 12 };

struct tally {
	unsigned rows, held;
};

static bool read_file(struct buffer *to, const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t n = 0;
	for (char *room; f && (room = buffer_reserve(to, 65536)) && (n = fread(room, 1, 65536, f)) > 0;)
		to->length += n;
	if (f)
		fclose(f);
	return f && !to->failed;
}

static void read_passage(struct article *a, struct reader r, struct view published, struct view passage)
{
	struct error e = {""};
	struct arena *arena = a->arena;
	arena_reset(arena);
	*a = (struct article){.arena = arena, .document = {.path = VIEW("passage"), .offset = UINT64_MAX}};
	a->document.content = passage;
	a->document.media_type = VIEW("text/plain");
	r.published = published;
	if (reader_read(a, &r, &e)) {
		fprintf(stderr, "%s\n", e.text);
		exit(1);
	}
}

static void write_dates(struct buffer *out, const struct article *a)
{
	vector_each (i, &a->dates) {
		if (i)
			buffer_byte(out, ';');
		buffer_add(out, a->dates.at[i].value.length ? a->dates.at[i].value : VIEW("-"));
	}
}

static void write_places(struct buffer *out, const struct article *a)
{
	vector_each (i, &a->places) {
		if (i)
			buffer_byte(out, ';');
		buffer_add(out, a->places.at[i].name);
		buffer_byte(out, ':');
		buffer_add(out, a->places.at[i].country);
	}
}

static struct tally run_table(const char *path, struct reader r, bool dates, bool verbose)
{
	struct buffer file = {0};
	struct tally t = {0};
	struct arena arena;
	if (!read_file(&file, path)) {
		fprintf(stderr, "%s cannot be read\n", path);
		exit(1);
	}
	arena_init(&arena, (size_t)1 << 28);
	struct article a = {.arena = &arena};
	struct view rest = buffer_view(&file);
	view_cut(&rest, '\n');
	while (rest.length) {
		struct view row = view_cut(&rest, '\n'), published = {0};
		if (!row.length || row.at[0] == '#')
			continue;
		if (dates)
			published = view_cut(&row, '\t');
		struct view passage = view_cut(&row, '\t');
		struct buffer got = {0};
		read_passage(&a, r, published, passage);
		(dates ? write_dates : write_places)(&got, &a);
		bool holds = view_equal(buffer_view(&got), row);
		t.rows++;
		t.held += holds;
		if (!holds && verbose)
			printf("# %.*s %.*s\n#     wanted %.*s\n#     got    %.*s\n", VIEW_ARGS(published),
			       VIEW_ARGS(passage), VIEW_ARGS(row), VIEW_ARGS(buffer_view(&got)));
		buffer_free(&got);
	}
	arena_free(&arena);
	buffer_free(&file);
	return t;
}

static bool report(int number, const char *what, struct tally t, unsigned may_fail)
{
	bool good = t.rows > 0 && t.rows - t.held <= may_fail;
	printf("%sok %d - %s: %u of %u rows hold\n", good ? "" : "not ", number, what, t.held, t.rows);
	return good;
}

int main(int argc, char **argv)
{
	struct error e = {""};
	if (argc < 3)
		return 2;
	struct know *know = know_open(NULL, 0, &e);
	struct model *model = know ? model_open(NULL, &e) : NULL;
	if (!model) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	struct reader r = {.know = know, .model = model, .verbatim = true, .last = STAGE_WHERE};
	bool verbose = argc > 3;
	printf("1..2\n");
	bool dates = report(1, "dates", run_table(argv[1], r, true, verbose), DATES_THAT_MAY_FAIL);
	bool places = report(2, "places", run_table(argv[2], r, false, verbose), PLACES_THAT_MAY_FAIL);
	model_close(model);
	know_close(know);
	return dates && places ? 0 : 1;
}
