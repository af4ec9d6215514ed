/* dateline: reads the news and keeps the record.
 *
 * Who said what, who did what to whom, when, where: each line tied to the words that prove it.
 *
 *     struct dateline_error e;
 *     struct dateline *d = dateline_open(NULL, &e);
 *     struct dateline_record *r = dateline_read(d, bytes, length, NULL, &e);
 *     char *json = dateline_record_write(r, NULL, NULL);
 *     puts(json);
 *     dateline_free(json);
 *     dateline_record_free(r);
 *     dateline_close(d);
 *
 * WHO OWNS WHAT. A plain pointer that is returned is the caller's, to be freed with the function named beside
 * it. A const pointer or a view is borrowed and lives as long as the thing that it was asked of. What is
 * passed in is only read, and may go when the call returns, unless the call says otherwise.
 *
 * ERRORS. What makes a thing returns it or NULL, what acts returns 0 or -1; both fill *e, if e is not NULL,
 * with one line that says what is wrong, where, and what to do. Bad input is no error: it is a warning of the
 * record.
 *
 * THREADS. A struct dateline is read-only once it is open: any number of threads may read with it. A record
 * or a source belongs to one thread at a time. There is no global state.
 *
 * STRINGS are views of UTF-8, not NUL-terminated. OFFSETS count bytes of the record's text, end exclusive;
 * the JSON writer alone counts code points. */
#ifndef DATELINE_H
#define DATELINE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DATELINE_API __attribute__((visibility("default")))
#else
#define DATELINE_API
#endif

/* ---- Basics ---- */

struct dateline_error {
	char text[512]; /* one line, NUL-terminated */
};

struct dateline_view {
	const char *at;
	size_t length;
};

/* A run of the record's text. begin == end == 0 and text.length == 0 where there is none. */
struct dateline_span {
	uint32_t begin, end; /* bytes */
	struct dateline_view text;
};

#define DATELINE_NONE UINT32_MAX

/* The versions, as `dateline --version` prints them. Static. */
DATELINE_API const char *dateline_version(void);
/* What is written in a record's "dateline". */
DATELINE_API int dateline_record_version(void);

/* ---- Opening ---- */

/* How to open. All zero is the default; the struct grows at its end, and size says how much of it there is.
 */
struct dateline_settings {
	size_t size;             /* sizeof (struct dateline_settings); 0 is taken as that */
	const char *model;       /* a model file instead of the built-in one */
	const char *const *know; /* tables with further rows (see docs/know.md) */
	size_t know_count;
};

/* Loads model and facts. Free with dateline_close, once no thread reads any more. */
DATELINE_API struct dateline *dateline_open(const struct dateline_settings *settings,
                                            struct dateline_error *e);
DATELINE_API void dateline_close(struct dateline *d);
/* The version of the model that is loaded. Borrowed from d. */
DATELINE_API struct dateline_view dateline_model_version(const struct dateline *d);

/* ---- Reading one document ---- */

/* The rooms an article walks through; reading can stop after any. */
enum dateline_stage {
	DATELINE_PAGE,
	DATELINE_LANG,
	DATELINE_WHEN,
	DATELINE_WHERE,
	DATELINE_SAID,
	DATELINE_WHO,
	DATELINE_DID,
	DATELINE_STAGE_COUNT
};
/* "page", "lang", ...; NULL past the last. Static. */
DATELINE_API const char *dateline_stage_name(enum dateline_stage stage);

enum {
	DATELINE_VERBATIM = 1 << 0,     /* plain text as it stands: nothing removed, no headline assumed */
	DATELINE_PAGE_OFFSETS = 1 << 1, /* keep where on the page each span stood */
	DATELINE_STOP = 1 << 2          /* stop after the stage .last */
};

/* How to read. All zero is the default. */
struct dateline_options {
	size_t size;
	unsigned flags;
	enum dateline_stage last;
	const char *published; /* ISO 8601 date for documents that state none */
	const char *path;      /* written to the record's source */
	const char *url;
	const char *media_type; /* "text/html", "text/plain"; NULL: from the bytes */
	const char *charset;    /* as HTTP would say it; NULL: from the bytes */
	size_t memory;          /* the most bytes one article may take; 0: 512 MB */
	const char
	        *fields; /* of JSON lines: "text=NAME,title=NAME,date=NAME,url=NAME"; NULL: the usual names */
};

/* Documents over this many bytes are refused. */
#define DATELINE_LARGEST_DOCUMENT ((size_t)64 << 20)

/* Reads one document. NULL only if it is too large or there is no memory for it. Free with
 * dateline_record_free. Safe from any thread. */
DATELINE_API struct dateline_record *dateline_read(const struct dateline *d, const void *bytes, size_t length,
                                                   const struct dateline_options *options,
                                                   struct dateline_error *e);
DATELINE_API void dateline_record_free(struct dateline_record *r);

/* ---- Reading many ---- */

/* Documents from files, folders and pipes. */
struct dateline_source;

/* What stands under these paths: files, folders (all files in them, by name), "-" for standard input; each
 * may be HTML, text, a web archive (WARC, WET), a feed (RSS, Atom) or JSON lines, and packed with gzip or
 * zstd. Nothing is read yet. Free with dateline_source_close. */
DATELINE_API struct dateline_source *dateline_source_open(const char *const *paths, size_t count,
                                                          struct dateline_error *e);
DATELINE_API void dateline_source_close(struct dateline_source *s);

/* How far a run has come. */
struct dateline_progress {
	uint64_t articles;           /* records given back */
	uint64_t failures;           /* documents that gave none */
	uint64_t bytes, bytes_total; /* of the files, as they lie on disk; total 0: not known */
};

/* Called for each document in the order of the source, from the thread that called dateline_read_all. record
 * is borrowed, for the time of the call; or NULL, with *e saying why there is none. Anything but 0 ends the
 * run. */
typedef int dateline_each(void *user, const struct dateline_record *record, const char *path,
                          const struct dateline_error *e, const struct dateline_progress *progress);

/* Reads all of a source with this many threads (0: one for each processor). 0 if it came to the end; -1 if it
 * could not begin or each ended it. Memory is bounded by the number of threads, not by the size of the
 * source. */
DATELINE_API int dateline_read_all(const struct dateline *d, struct dateline_source *s,
                                   const struct dateline_options *options, unsigned threads,
                                   dateline_each *each, void *user, struct dateline_error *e);

/* ---- Records ---- */

enum dateline_format {
	DATELINE_JSON,
	DATELINE_CONLLU,
	DATELINE_TEXT,
	DATELINE_PLOVER, /* events, a row each, in the columns of PLOVER's data set */
	DATELINE_GDELT,  /* events in the columns of GDELT 2.0, without a head line as there */
	DATELINE_CSV,    /* events, a row each */
	DATELINE_BRAT    /* brat's annotations (.ann) of the article's text, which goes beside it (.txt) */
};

/* The line with the names of the columns that goes before the first record; NULL if the format has none.
 * Static. */
DATELINE_API const char *dateline_format_head(enum dateline_format format);

enum {
	DATELINE_TOKENS = 1 << 0,  /* JSON: sentences and tokens too */
	DATELINE_TIMINGS = 1 << 1, /* JSON: what each stage took */
	DATELINE_COLOUR = 1 << 2,  /* TEXT: with terminal colours */
	DATELINE_PAGES =
	        1 << 3 /* JSON: spans with their place on the page (read with DATELINE_PAGE_OFFSETS) */
};

struct dateline_writing {
	size_t size;
	enum dateline_format format;
	unsigned with;
	unsigned width;        /* TEXT: columns; 0: 80 */
	double min_confidence; /* leave out statements, speakers, mentions and events less sure than this, 0
	                          to 1 */
};

/* The record as text, NUL-terminated, its length in *length (if not NULL): for JSON one line with its line
 * end. NULL if there is no memory for it. Free with dateline_free. */
DATELINE_API char *dateline_record_write(const struct dateline_record *r,
                                         const struct dateline_writing *writing, size_t *length);
DATELINE_API void dateline_free(void *p);

struct dateline_article {
	struct dateline_view title, text, published, outlet, language;
};
DATELINE_API struct dateline_article dateline_record_article(const struct dateline_record *r);

struct dateline_actor {
	struct dateline_view name, kind, country, sector, role, key; /* empty: not known */
};
DATELINE_API size_t dateline_actor_count(const struct dateline_record *r);
DATELINE_API struct dateline_actor dateline_record_actor(const struct dateline_record *r, size_t i);

struct dateline_statement {
	struct dateline_span cue, speaker; /* speaker: the words; empty: nobody is named */
	uint32_t actor;                    /* who that is, or DATELINE_NONE */
	size_t content_count;
	struct dateline_view form, act;
	double confidence; /* 0..1; below 0: not said */
};
DATELINE_API size_t dateline_statement_count(const struct dateline_record *r);
DATELINE_API struct dateline_statement dateline_record_statement(const struct dateline_record *r, size_t i);
/* The part-th piece of what was said. */
DATELINE_API struct dateline_span dateline_statement_content(const struct dateline_record *r, size_t i,
                                                             size_t part);

struct dateline_event {
	struct dateline_view type, mode, cameo, status;
	struct dateline_span trigger;
	size_t source_count, target_count;
	uint32_t statement; /* inside which it stands, or DATELINE_NONE */
	double confidence;
};
DATELINE_API size_t dateline_event_count(const struct dateline_record *r);
DATELINE_API struct dateline_event dateline_record_event(const struct dateline_record *r, size_t i);
/* The k-th source or target: an index of an actor. */
DATELINE_API uint32_t dateline_event_source(const struct dateline_record *r, size_t i, size_t k);
DATELINE_API uint32_t dateline_event_target(const struct dateline_record *r, size_t i, size_t k);

struct dateline_warning {
	struct dateline_view code, text; /* "no-date"; one line for people */
};
DATELINE_API size_t dateline_warning_count(const struct dateline_record *r);
DATELINE_API struct dateline_warning dateline_record_warning(const struct dateline_record *r, size_t i);

/* Nanoseconds that a stage took. */
DATELINE_API uint64_t dateline_record_time(const struct dateline_record *r, enum dateline_stage stage);

#ifdef __cplusplus
}
#endif

#endif
