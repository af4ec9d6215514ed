/* intake: from paths to documents.
 *
 * Takes    files, folders (all files in them, by name; those whose name begins with a dot are left out),
 *          "-" for standard input; packed with gzip or zstd or not. What a file is, its bytes say: a page or
 *          text; a web archive (WARC, WET), whose pages are documents; a feed (RSS, Atom), whose entries are;
 *          JSON lines, whose objects are.
 * Adds     a->document, by intake_next: one for a page or text, one for each article of an archive.
 * Example  the folder "day" with a.html.gz and b.txt gives two documents, "day/a.html.gz" and "day/b.txt".
 *
 * What cannot be read is a failure that names its path and what to do; the documents after it still come. A
 * file that is cut short gives what could be read and a trouble, which becomes a warning of the record. A
 * damaged record of an archive is a failure, and reading goes on at the next one. */
#ifndef INTAKE_INTAKE_H
#define INTAKE_INTAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "article/article.h"
#include "base/buffer.h"
#include "base/error.h"

/* One document on its way, and the memory that it lies in. Zero to begin with, then used again and again. */
struct intake_item {
	struct document document; /* views into the two buffers; path ends with a NUL */
	struct buffer content, words;
	bool failed;          /* there is no document: why says what is wrong */
	struct error why;     /* of a failure; or what is wrong with a document that was read; else empty */
	uint64_t bytes;       /* of the files, as they lie on disk, that are read by now */
	uint64_t bytes_total; /* of all files; 0: not known */
};

void intake_item_free(struct intake_item *item);

struct intake;

/* What stands under these paths. Looks for the files, reads none. A path that is not there is no error here:
 * it is a failure in its turn. NULL without memory. */
struct intake *intake_open(const char *const *paths, size_t count, struct error *e);
void intake_close(struct intake *in);

/* Which fields of JSON lines hold text, title, date and address: "text=body,date=day" (NULL: the usual
 * names). -1 with *e on another key. Before the first document. */
int intake_name_fields(struct intake *in, const char *names, struct error *e);

/* The next document, or the next failure. False when there are no more. Documents over `largest` bytes are
 * failures. */
bool intake_next(struct intake *in, struct intake_item *item, size_t largest);

#endif
