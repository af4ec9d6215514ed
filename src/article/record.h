/* record: what an article gathered, written down: as JSON (the record proper), as CoNLL-U, as brat's
 * standoff, as a page to read.
 *
 * Writers only read the article. They need no arena: what they hold for a while is on the heap and is gone
 * when they return, and a failure is kept in the buffer. */
#ifndef ARTICLE_RECORD_H
#define ARTICLE_RECORD_H

#include "article/article.h"
#include "base/buffer.h"

/* The "dateline" of a record. */
#define RECORD_VERSION 1

/* What to write beyond the record itself. */
enum {
	RECORD_TOKENS = 1 << 0,  /* JSON: sentences and tokens */
	RECORD_TIMINGS = 1 << 1, /* JSON: what each stage took */
	RECORD_COLOUR = 1 << 2,  /* page to read: with terminal colours */
	RECORD_PAGES = 1 << 3,   /* JSON: each span's place on the page */
};

/* One JSON object and a line end. */
void record_json(struct buffer *out, const struct article *a, unsigned with);
/* One document of CoNLL-U: its sentences, each with an empty line after it. */
void record_conllu(struct buffer *out, const struct article *a);
/* brat's annotations beside a->text: an .ann file. */
void record_brat(struct buffer *out, const struct article *a);
/* The events as rows: in POLECAT's columns, in GDELT 2.0's (a row for each pair of parties, and 016 for who
 * denies), and as CSV. */
void record_plover(struct buffer *out, const struct article *a);
void record_gdelt(struct buffer *out, const struct article *a);
void record_csv(struct buffer *out, const struct article *a);
/* The line that goes before the first row; NULL: none. Static. */
enum events_as { EVENTS_PLOVER, EVENTS_GDELT, EVENTS_CSV };
const char *record_head(enum events_as as);
/* A page for people, wrapped to width columns. Control characters of the article are left out. */
void record_text(struct buffer *out, const struct article *a, unsigned with, unsigned width);

/* Fills *kept with the article but for the statements, speakers, mentions and events known to be less sure
 * than this; what stood inside one of them stands inside what that one stood in. False if there is no memory.
 * kept borrows from a; free with record_release. */
bool record_confident(struct article *kept, const struct article *a, double least);
void record_release(struct article *kept);

/* The features of a token as CoNLL-U writes them, "Number=Sing|Person=3"; nothing if it has none. */
void record_features(struct buffer *out, uint64_t features);
/* Whether statement i has a speaker, and who; without the layer of speakers, the words that said found. */
struct speaker record_speaker(const struct article *a, uint32_t statement);

#endif
