/* dateline read: documents in, records out. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "dateline.h"
#include "progress.h"

enum { MOST_KNOW = 64, WIDEST = 100, MOST_JOBS = 1024 };

/* What was asked for. */
struct asked {
	struct dateline_settings settings;
	struct dateline_options options;
	struct dateline_writing writing;
	const char *know[MOST_KNOW];
	const char *into; /* the folder for brat's files */
	bool format_given, colour_given;
	unsigned jobs;
};

/* A run, while it goes. */
struct run {
	struct dateline_writing writing;
	struct progress progress;
	const char *into;
	uint64_t articles, failures, nanoseconds[DATELINE_STAGE_COUNT];
	int write_error; /* errno of the output; 0: none */
};

/* ---- Options ---- */

static const char *take_format(void *to, const char *value)
{
	static const struct {
		const char *name;
		enum dateline_format format;
	} formats[] = {{"text", DATELINE_TEXT},     {"json", DATELINE_JSON},   {"conllu", DATELINE_CONLLU},
	               {"plover", DATELINE_PLOVER}, {"gdelt", DATELINE_GDELT}, {"csv", DATELINE_CSV},
	               {"brat", DATELINE_BRAT}};
	struct asked *a = to;
	a->format_given = true;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (strcmp(value, formats[i].name))
			continue;
		a->writing.format = formats[i].format;
		return NULL;
	}
	return "is text, json, conllu, brat, plover, gdelt or csv";
}

static const char *take_into(void *to, const char *value)
{
	((struct asked *)to)->into = value;
	return NULL;
}

static const char *take_tokens(void *to, const char *value)
{
	(void)value;
	((struct asked *)to)->writing.with |= DATELINE_TOKENS;
	return NULL;
}

static const char *take_timings(void *to, const char *value)
{
	(void)value;
	((struct asked *)to)->writing.with |= DATELINE_TIMINGS;
	return NULL;
}

static const char *take_page_offsets(void *to, const char *value)
{
	struct asked *a = to;
	(void)value;
	a->writing.with |= DATELINE_PAGES;
	a->options.flags |= DATELINE_PAGE_OFFSETS;
	return NULL;
}

static const char *take_verbatim(void *to, const char *value)
{
	(void)value;
	((struct asked *)to)->options.flags |= DATELINE_VERBATIM;
	return NULL;
}

static const char *take_jobs(void *to, const char *value)
{
	char *end;
	unsigned long n = strtoul(value, &end, 10);
	if (*end || end == value || *value == '-' || n > MOST_JOBS)
		return "is a number from 0 (one for each processor) to 1024";
	((struct asked *)to)->jobs = (unsigned)n;
	return NULL;
}

static const char *take_only(void *to, const char *value)
{
	struct asked *a = to;
	for (unsigned i = 0; i < DATELINE_STAGE_COUNT; i++) {
		if (strcmp(value, dateline_stage_name((enum dateline_stage)i)))
			continue;
		a->options.flags |= DATELINE_STOP;
		a->options.last = (enum dateline_stage)i;
		return NULL;
	}
	return "is page, lang, when, where, said, who or did";
}

static const char *take_published(void *to, const char *value)
{
	size_t digits = strspn(value, "0123456789"), rest = strspn(value, "0123456789-T:.+Z");
	((struct asked *)to)->options.published = value;
	return digits == 4 && !value[rest] && rest < 40 ? NULL : "is a date, as 2017-05-30";
}

static const char *take_know(void *to, const char *value)
{
	struct asked *a = to;
	if (a->settings.know_count == MOST_KNOW)
		return "can be given 64 times";
	a->know[a->settings.know_count++] = value;
	return NULL;
}

static const char *take_model(void *to, const char *value)
{
	((struct asked *)to)->settings.model = value;
	return NULL;
}

static const char *take_min_confidence(void *to, const char *value)
{
	char *end;
	double n = strtod(value, &end);
	if (*end || end == value || !(n >= 0 && n <= 1))
		return "is a number from 0 to 1";
	((struct asked *)to)->writing.min_confidence = n;
	return NULL;
}

static const char *take_colour(void *to, const char *value)
{
	struct asked *a = to;
	a->colour_given = strcmp(value, "auto");
	a->writing.with &= ~(unsigned)DATELINE_COLOUR;
	if (!strcmp(value, "always"))
		a->writing.with |= DATELINE_COLOUR;
	else if (strcmp(value, "never") && a->colour_given)
		return "is auto, always or never";
	return NULL;
}

static const char *take_fields(void *to, const char *value)
{
	((struct asked *)to)->options.fields = value;
	return strchr(value, '=') ? NULL : "names the fields of JSON lines, as text=body,date=day";
}

static const struct option options[] = {
        {"format", "FORMAT",
         "text (usual on a terminal), json (usual in a pipe), conllu, brat; events alone: plover, gdelt, csv",
         take_format},
        {"into", "FOLDER", "brat: where a .txt and an .ann of each article go", take_into},
        {"tokens", NULL, "json: sentences and words too", take_tokens},
        {"page-offsets", NULL, "json: where on the page each span stood", take_page_offsets},
        {"min-confidence", "N", "leave out statements, mentions and events less sure than N, 0 to 1",
         take_min_confidence},
        {"published", "DATE", "the day of documents that state none, as 2017-05-30", take_published},
        {"fields", "NAMES", "of JSON lines: text=NAME,title=NAME,date=NAME,url=NAME", take_fields},
        {"verbatim", NULL, "plain text as it stands: nothing removed, no headline assumed", take_verbatim},
        {"only", "ROOM", "stop after page, lang, when, where, said, who or did", take_only},
        {"jobs", "N", "documents read at once; 0, the usual: one for each processor", take_jobs},
        {"timings", NULL, "what each room took: in json, and in sum on standard error", take_timings},
        {"know", "FILE", "a table with further facts; can be repeated", take_know},
        {"model", "FILE", "a model other than the built-in one", take_model},
        {"colour", "WHEN", "auto, always or never; NO_COLOR is heeded", take_colour},
};

/* ---- Writing ---- */

static void report(struct run *run, const char *path, const char *why)
{
	size_t length = strlen(path);
	bool named = !strncmp(why, path, length) && why[length] == ':';
	progress_clear(&run->progress);
	if (named)
		fprintf(stderr, "dateline: %s\n", why);
	else
		fprintf(stderr, "dateline: %s: %s\n", path, why);
}

static int write_record(struct run *run, const struct dateline_record *record)
{
	size_t length;
	char *text = dateline_record_write(record, &run->writing, &length);
	if (!text) {
		run->write_error = ENOMEM;
		return -1;
	}
	/* At once: a record is large, and who reads on may be waiting for it. */
	if (fwrite(text, 1, length, stdout) != length || fflush(stdout))
		run->write_error = errno ? errno : EIO;
	dateline_free(text);
	return run->write_error ? -1 : 0;
}

static int write_file(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	bool written = file && fwrite(bytes, 1, length, file) == length;
	bool closed = file && fclose(file) == 0;
	return written && closed ? 0 : -1;
}

/* FOLDER/000001-page.txt with the text, and beside it the annotations. */
static int write_pair(struct run *run, const struct dateline_record *record, const char *path)
{
	enum { STEM = 60 }; /* characters of the name, so that no file system finds it too long */
	char name[PATH_MAX];
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	size_t stem = strcspn(base, "."), length;
	struct dateline_view text = dateline_record_article(record).text;
	char *annotations = dateline_record_write(record, &run->writing, &length);
	const struct dateline_view contents[] = {text, {annotations, annotations ? length : 0}};
	static const char *const endings[] = {".txt", ".ann"};
	for (size_t i = 0; annotations && i < 2 && !run->write_error; i++) {
		snprintf(name, sizeof name, "%s/%06llu-%.*s%s", run->into, (unsigned long long)run->articles,
		         (int)(stem < STEM ? stem : STEM), base, endings[i]);
		if (write_file(name, contents[i].at, contents[i].length))
			run->write_error = errno ? errno : EIO;
	}
	if (!annotations)
		run->write_error = ENOMEM;
	dateline_free(annotations);
	return run->write_error ? -1 : 0;
}

static int take_record(void *user, const struct dateline_record *record, const char *path,
                       const struct dateline_error *e, const struct dateline_progress *progress)
{
	struct run *run = user;
	if (!record) {
		run->failures++;
		report(run, path, e->text);
		return 0;
	}
	run->articles++;
	for (unsigned i = 0; i < DATELINE_STAGE_COUNT; i++)
		run->nanoseconds[i] += dateline_record_time(record, (enum dateline_stage)i);
	int stop = run->into ? write_pair(run, record, path) : write_record(run, record);
	progress_draw(&run->progress, progress);
	return stop;
}

static void tell_timings(const struct run *run)
{
	double total = 0, wall = (double)(progress_now() - run->progress.begun) / 1e9;
	for (unsigned i = 0; i < DATELINE_STAGE_COUNT; i++)
		total += (double)run->nanoseconds[i];
	for (unsigned i = 0; i < DATELINE_STAGE_COUNT; i++)
		fprintf(stderr, "%-6s %10.3f ms %5.1f %%\n", dateline_stage_name((enum dateline_stage)i),
		        (double)run->nanoseconds[i] / 1e6,
		        total > 0 ? 100 * (double)run->nanoseconds[i] / total : 0);
	fprintf(stderr, "%llu articles, %.1f a second of work, %.1f a second of the clock\n",
	        (unsigned long long)run->articles, total > 0 ? (double)run->articles / total * 1e9 : 0,
	        wall > 0 ? (double)run->articles / wall : 0);
}

/* ---- The run ---- */

static unsigned terminal_width(void)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col)
		return 0;
	return size.ws_col < WIDEST ? size.ws_col : WIDEST;
}

static bool may_colour(void)
{
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
	return isatty(STDOUT_FILENO) && !(no && *no) && !(terminal && !strcmp(terminal, "dumb"));
}

/* What was not asked for follows from where the results go. */
static void suit_output(struct asked *a)
{
	if (!a->format_given)
		a->writing.format = isatty(STDOUT_FILENO) ? DATELINE_TEXT : DATELINE_JSON;
	if (!a->colour_given && may_colour())
		a->writing.with |= DATELINE_COLOUR;
	a->writing.width = terminal_width();
}

/* How much was read, where that is not plain: some was not, or a bar stood here that told it. */
static void tell_counts(const struct run *run, bool after_bar)
{
	if (!run->failures && !after_bar)
		return;
	fprintf(stderr, "dateline: %llu %s read", (unsigned long long)run->articles,
	        run->articles == 1 ? "article" : "articles");
	if (run->failures)
		fprintf(stderr, ", %llu could not be", (unsigned long long)run->failures);
	fputc('\n', stderr);
}

static int finish(struct run *run, int ended, const char *why)
{
	bool after_bar = run->progress.drawn;
	progress_clear(&run->progress);
	if (!run->write_error && fflush(stdout))
		run->write_error = errno;
	/* Nobody reads on, as behind "| head": no fault, and nothing to tell. */
	if (run->write_error == EPIPE)
		return EXIT_GOOD;
	if (run->write_error) {
		fprintf(stderr, "dateline: the records cannot be written: %s\n", strerror(run->write_error));
		return EXIT_INTERNAL;
	}
	if (ended) {
		fprintf(stderr, "dateline: %s\n", why);
		return EXIT_INTERNAL;
	}
	tell_counts(run, after_bar);
	if (run->writing.with & DATELINE_TIMINGS)
		tell_timings(run);
	return run->failures ? EXIT_INPUT : EXIT_GOOD;
}

static int read_source(const struct dateline *d, const struct asked *a, struct dateline_source *s)
{
	struct dateline_error e = {{0}};
	struct run run = {.writing = a->writing, .into = a->into};
	run.progress = progress_begin(isatty(STDOUT_FILENO));
	const char *head = dateline_format_head(a->writing.format);
	if (head && fputs(head, stdout) == EOF)
		run.write_error = errno;
	int ended = dateline_read_all(d, s, &a->options, a->jobs, take_record, &run, &e);
	return finish(&run, ended, e.text);
}

static int read_paths(const struct asked *a, const char *const *paths, size_t count)
{
	struct dateline_error e;
	struct dateline *d = dateline_open(&a->settings, &e);
	struct dateline_source *s = d ? dateline_source_open(paths, count, &e) : NULL;
	int status = EXIT_INTERNAL;
	if (s)
		status = read_source(d, a, s);
	else
		fprintf(stderr, "dateline: %s\n", e.text);
	dateline_source_close(s);
	dateline_close(d);
	return status;
}

static int read_main(int count, char **arguments)
{
	static const char *const standard_input[] = {"-"};
	struct asked a = {.settings.size = sizeof a.settings,
	                  .options.size = sizeof a.options,
	                  .writing.size = sizeof a.writing};
	int left, status = options_take(&read_command, &a, count, arguments, &left);
	if (status)
		return status;
	if (!left && isatty(STDIN_FILENO)) {
		fprintf(stderr,
		        "dateline read: name a file or a folder, or - for standard input; see dateline "
		        "read --help\n");
		return EXIT_USAGE;
	}
	if ((a.writing.format == DATELINE_BRAT) != (a.into != NULL)) {
		fprintf(stderr,
		        "dateline read: --format brat and --into FOLDER go together; see dateline read "
		        "--help\n");
		return EXIT_USAGE;
	}
	if (a.into && mkdir(a.into, 0777) && errno != EEXIST) {
		fprintf(stderr, "dateline: %s: %s\n", a.into, strerror(errno));
		return EXIT_INTERNAL;
	}
	a.settings.know = a.know;
	suit_output(&a);
	if (!left)
		return read_paths(&a, standard_input, 1);
	return read_paths(&a, (const char *const *)arguments, (size_t)left);
}

const struct command read_command = {
        .name = "read",
        .arguments = "[FILE|FOLDER|-]...",
        .summary = "read articles and write their records",
        .about = "Reads web pages, plain text, web archives (WARC, WET), feeds and JSON lines, packed or "
                 "not:\n"
                 "files, all files of folders, standard input (-, or no name).\n"
                 "Writes a page to read on a terminal, and one JSON object a line anywhere else, in the\n"
                 "order of the input.\n",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .examples = "Examples\n"
                    "  dateline read page.html\n"
                    "  dateline read --format json pages/ > records.ndjson\n"
                    "  cat page.html | dateline read --format text -\n"
                    "  dateline read --published 2017-05-30 note.txt\n"
                    "  dateline read --fields text=body,date=day day.jsonl.zst\n"
                    "  dateline read --only page --jobs 4 news.warc.gz > pages.ndjson\n"
                    "  dateline read --format conllu note.txt\n"
                    "  dateline read --format brat --into annotated pages/\n"
                    "  dateline read --format plover pages/ > events.tsv\n",
        .run = read_main,
};
