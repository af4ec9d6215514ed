/* source: what the readers of intake's formats share. For intake's own files only. */
#ifndef INTAKE_SOURCE_H
#define INTAKE_SOURCE_H

#include "intake/intake.h"
#include "intake/stream.h"

struct intake {
	struct paths *paths;
	const char *path; /* of the open file; NULL: none is open */
	struct stream *stream;
	size_t largest;  /* the most bytes that one document may have */
	uint64_t closed; /* bytes of the files that are done */
	uint64_t total;
	const struct format *format;
	uint64_t count; /* records of this file so far */
	bool told;      /* the stream's trouble is reported */
	struct fields *fields;
	struct buffer whole; /* a feed, of which whole_at bytes are read */
	size_t whole_at;
	struct view entry;     /* what its entries are called */
	struct buffer scratch; /* words in the making */
};

/* A kind of file: how it begins, and how its next document is read. */
struct format {
	bool (*begins)(struct view bytes);
	/* The next document or failure; false at the end of the file. */
	bool (*next)(struct intake *in, struct intake_item *item);
};

extern const struct format intake_warc, intake_feed, intake_lines;

/* Fills the item: the words and content that d's views show are copied. The path is the open file's. */
void intake_fill(struct intake *in, struct intake_item *item, const struct document *d);
/* The same for a document that cannot be had. */
void intake_fail(struct intake *in, struct intake_item *item, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

/* The packed data is damaged: fills the item with what is wrong, and goes on behind it if that can be. */
void intake_recover(struct intake *in, struct intake_item *item);

/* What an HTTP response (head and body) holds. False if that is no page: another status, an image. *why says
 * what is wrong with the body, of which d then has what could be read. */
bool http_read(struct view response, struct document *d, struct buffer *unpacked, size_t largest,
               struct error *why);

enum body_packing { BODY_PLAIN, BODY_GZIP, BODY_DEFLATE, BODY_ZSTD, BODY_BROTLI };

/* How a body is packed of which the head says "content-encoding: said". */
enum body_packing body_packing(struct view body, struct view said);
/* As much as there is of it, up to a little more than the largest document; *why if that is not all. */
struct view body_unpacked(enum body_packing packing, struct view body, struct buffer *to, size_t largest,
                          struct error *why);
/* The value of a header field in a head of lines; at == NULL: none. */
struct view http_field(struct view head, struct view name);
/* The length of a head with the empty line that ends it; SIZE_MAX: it does not end here. */
size_t http_head(struct view v);

#endif
