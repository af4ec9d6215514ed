/* What reading many documents promises: every document once, in order, the same bytes for any number of
 * threads, and failures counted. Uses the public header alone. */
#include "check.h"

#include <stdio.h>
#include <unistd.h>

#include "dateline.h"

enum { FILES = 60 };

static char folder[] = "/tmp/dateline-run-XXXXXX";

struct output {
	char *at;
	size_t length;
	uint64_t articles, failures;
	unsigned ends_at;
};

static int write_files(void **state)
{
	(void)state;
	if (!mkdtemp(folder) || chdir(folder))
		return -1;
	for (int i = 0; i < FILES; i++) {
		char name[32];
		snprintf(name, sizeof name, "%03d.txt", i);
		FILE *f = fopen(name, "w");
		if (!f)
			return -1;
		for (int line = 0; line < 1 + i * 7 % 40; line++)
			fprintf(f, "The mayor of town %d said on Monday that bridge %d will open.\n", i,
			        line);
		fclose(f);
		if (i % 20 == 10) { /* not for us */
			f = fopen(name, "w");
			fputs("%PDF-1.7", f);
			fclose(f);
		}
	}
	return 0;
}

static int remove_files(void **state)
{
	char command[64];
	(void)state;
	snprintf(command, sizeof command, "rm -r %s", folder);
	return chdir("/") || system(command);
}

static void append(struct output *o, const char *text, size_t length)
{
	o->at = realloc(o->at, o->length + length + 1);
	memcpy(o->at + o->length, text, length + 1);
	o->length += length;
}

static int collect(void *user, const struct dateline_record *r, const char *path,
                   const struct dateline_error *e, const struct dateline_progress *progress)
{
	struct output *o = user;
	size_t length;
	if (r) {
		char *json = dateline_record_write(r, NULL, &length);
		append(o, json, length);
		dateline_free(json);
	} else {
		assert_non_null(strstr(e->text, path));
		append(o, e->text, strlen(e->text));
	}
	o->articles = progress->articles;
	o->failures = progress->failures;
	return o->articles + o->failures == o->ends_at;
}

static int run(const struct dateline *d, unsigned threads, struct output *o)
{
	const char *paths[] = {"."};
	struct dateline_options options = {.size = sizeof options, .published = "2020-02-03"};
	struct dateline_source *s = dateline_source_open(paths, 1, NULL);
	assert_non_null(s);
	int result = dateline_read_all(d, s, &options, threads, collect, o, NULL);
	dateline_source_close(s);
	return result;
}

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
	(void)state;
	struct dateline *d = dateline_open(NULL, NULL);
	assert_non_null(d);
	struct output alone = {0};
	assert_int_equal(run(d, 1, &alone), 0);
	assert_int_equal(alone.articles, FILES - 3);
	assert_int_equal(alone.failures, 3);
	for (unsigned threads = 2; threads <= 16; threads *= 2) {
		struct output o = {0};
		assert_int_equal(run(d, threads, &o), 0);
		assert_int_equal(o.length, alone.length);
		assert_memory_equal(o.at, alone.at, alone.length);
		free(o.at);
	}
	free(alone.at);
	dateline_close(d);
}

static void the_caller_can_end_a_run(void **state)
{
	(void)state;
	struct dateline *d = dateline_open(NULL, NULL);
	struct output o = {.ends_at = 5};
	assert_int_equal(run(d, 4, &o), -1);
	assert_int_equal(o.articles + o.failures, 5);
	free(o.at);
	dateline_close(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
	        cmocka_unit_test(the_caller_can_end_a_run),
	};
	return cmocka_run_group_tests(tests, write_files, remove_files);
}
