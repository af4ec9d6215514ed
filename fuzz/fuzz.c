#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"

int fuzz_file(const uint8_t *bytes, size_t size, char path[32])
{
	int file = memfd_create("fuzz", 0);
	if (file < 0)
		abort();
	for (size_t done = 0; done < size;) {
		ssize_t n = write(file, bytes + done, size - done);
		if (n <= 0)
			abort();
		done += (size_t)n;
	}
	snprintf(path, 32, "/proc/self/fd/%d", file);
	return file;
}

/* Opened once: a target is a program, and its state is its own. */
static const struct dateline *opened(void)
{
	static struct dateline *d;
	struct dateline_error e;
	if (!d)
		d = dateline_open(NULL, &e);
	if (!d) {
		fprintf(stderr, "%s\n", e.text);
		abort();
	}
	return d;
}

static void check_span(struct dateline_article a, struct dateline_span s)
{
	if (s.begin > s.end || s.end > a.text.length || s.text.length != s.end - s.begin)
		abort();
	if (s.text.length && memcmp(s.text.at, a.text.at + s.begin, s.text.length))
		abort();
}

static void check_record(const struct dateline_record *r)
{
	struct dateline_article a = dateline_record_article(r);
	if (utf8_valid((struct view){a.text.at, a.text.length}) != a.text.length)
		abort();
	for (size_t i = 0; i < dateline_statement_count(r); i++) {
		struct dateline_statement s = dateline_record_statement(r, i);
		check_span(a, s.cue);
		check_span(a, s.speaker);
		if (s.actor != DATELINE_NONE && s.actor >= dateline_actor_count(r))
			abort();
		for (size_t part = 0; part < s.content_count; part++)
			check_span(a, dateline_statement_content(r, i, part));
	}
	for (size_t i = 0; i < dateline_event_count(r); i++)
		check_span(a, dateline_record_event(r, i).trigger);
}

static void write_all(const struct dateline_record *r)
{
	static const enum dateline_format formats[] = {DATELINE_JSON, DATELINE_CONLLU, DATELINE_TEXT};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct dateline_writing w = {.format = formats[i], .with = ~0u, .min_confidence = 0.5};
		size_t length;
		char *text = dateline_record_write(r, &w, &length);
		if (!text || strlen(text) != length || utf8_valid((struct view){text, length}) != length)
			abort();
		dateline_free(text);
	}
}

void fuzz_read(const uint8_t *bytes, size_t size, const struct dateline_options *options)
{
	struct dateline_error e;
	struct dateline_record *r = dateline_read(opened(), bytes, size, options, &e);
	if (!r)
		return;
	check_record(r);
	write_all(r);
	dateline_record_free(r);
}
