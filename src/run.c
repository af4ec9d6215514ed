/* Many documents, one after the other: files, folders, standard input. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "record.h"

struct dateline_source {
	char **paths; /* what is left to read, last first */
	size_t count, capacity;
};

/* A run over a source. */
struct run {
	const struct dateline *d;
	const struct dateline_options *options;
	dateline_each *each;
	void *user;
	struct dateline_progress progress;
};

static int push(struct dateline_source *s, const char *path, struct error *e)
{
	if (s->count == s->capacity) {
		size_t room = s->capacity ? 2 * s->capacity : 16;
		char **moved = realloc(s->paths, room * sizeof *moved);
		if (!moved)
			return fail(e, "no memory for the list of files");
		s->paths = moved;
		s->capacity = room;
	}
	s->paths[s->count] = strdup(path);
	if (!s->paths[s->count])
		return fail(e, "no memory for the list of files");
	s->count++;
	return 0;
}

struct dateline_source *dateline_source_open(const char *const *paths, size_t count, struct dateline_error *e)
{
	struct dateline_source *s = calloc(1, sizeof *s);
	if (!s)
		fail(own(e), "no memory to begin");
	for (size_t i = count; s && i-- > 0;) {
		if (push(s, paths[i], own(e))) {
			dateline_source_close(s);
			s = NULL;
		}
	}
	return s;
}

void dateline_source_close(struct dateline_source *s)
{
	if (!s)
		return;
	while (s->count)
		free(s->paths[--s->count]);
	free(s->paths);
	free(s);
}

static int is_entry(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Byte order, whatever the locale. */
static int backwards(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*b)->d_name, (*a)->d_name);
}

/* Puts what a folder holds on the list, so that the first by name comes next. */
static int push_folder(struct dateline_source *s, const char *path, struct error *e)
{
	struct dirent **entries;
	int count = scandir(path, &entries, is_entry, backwards), failed = 0;
	if (count < 0)
		return fail(e, "%s: %s", path, strerror(errno));
	for (int i = 0; i < count; i++) {
		struct buffer inner = {0};
		buffer_format(&inner, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/",
		              entries[i]->d_name);
		buffer_byte(&inner, '\0');
		failed |= inner.failed || push(s, inner.at, e);
		buffer_free(&inner);
		free(entries[i]);
	}
	free(entries);
	return failed ? -1 : 0;
}

static int read_bytes(struct buffer *to, const char *path, struct error *e)
{
	bool piped = !strcmp(path, "-");
	FILE *f = piped ? stdin : fopen(path, "rb");
	if (!f)
		return fail(e, "%s: %s", path, strerror(errno));
	to->limit = DATELINE_LARGEST_DOCUMENT + 65536;
	char *room;
	size_t n = 0;
	while ((room = buffer_reserve(to, 65536)) && (n = fread(room, 1, 65536, f)) > 0)
		to->length += n;
	int bad = ferror(f);
	if (!piped)
		fclose(f);
	if (to->failed)
		return fail(e, "%s: larger than the %zu MB that a document may have", path,
		            DATELINE_LARGEST_DOCUMENT >> 20);
	return bad ? fail(e, "%s: cannot be read to its end", path) : 0;
}

static int give(struct run *run, const char *path, struct dateline_record *r, const struct error *e)
{
	if (r)
		run->progress.articles++;
	else
		run->progress.failures++;
	int stop = run->each(run->user, r, path, (const struct dateline_error *)e, &run->progress);
	dateline_record_free(r);
	return stop;
}

static int read_file(struct run *run, const char *path)
{
	struct buffer bytes = {0};
	struct dateline_options options = *run->options;
	struct error e = {0};
	struct dateline_record *r = NULL;
	options.path = path;
	if (!read_bytes(&bytes, path, &e))
		r = dateline_read(run->d, bytes.at, bytes.length, &options, (struct dateline_error *)&e);
	run->progress.bytes += bytes.length;
	buffer_free(&bytes);
	return give(run, path, r, r ? NULL : &e);
}

static int read_path(struct run *run, struct dateline_source *s, const char *path)
{
	struct stat about;
	struct error e = {0};
	if (!strcmp(path, "-") || stat(path, &about) || !S_ISDIR(about.st_mode))
		return read_file(run, path);
	return push_folder(s, path, &e) ? give(run, path, NULL, &e) : 0;
}

int dateline_read_all(const struct dateline *d, struct dateline_source *s,
                      const struct dateline_options *options, unsigned threads, dateline_each *each,
                      void *user, struct dateline_error *e)
{
	struct dateline_options o = {0};
	struct run run = {.d = d, .options = &o, .each = each, .user = user};
	(void)threads;
	if (options)
		memcpy(&o, options, options->size && options->size < sizeof o ? options->size : sizeof o);
	o.size = sizeof o;
	while (s->count) {
		char *path = s->paths[--s->count];
		int stop = read_path(&run, s, path);
		free(path);
		if (stop)
			return fail(own(e), "the run was ended");
	}
	return 0;
}
