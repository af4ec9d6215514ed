/* record: what the library's public record holds inside. */
#ifndef RECORD_H
#define RECORD_H

#include "article/article.h"
#include "base/arena.h"
#include "base/error.h"
#include "dateline.h"

struct dateline_record {
	struct arena arena;
	struct article article;
	char published[64]; /* the reader's own date, to which the article may point */
};

/* The two errors are one shape: the public one and ours. */
_Static_assert(sizeof(struct error) == sizeof(struct dateline_error),
               "struct error must match its public twin");

/* Reads a document into r, which is zero or was read into before; its memory is used again. What the
 * document's views point to stays as long as r is used, unless it is passing. */
int record_read(struct dateline_record *r, const struct dateline *d, const struct document *document,
                const struct dateline_options *o, struct error *e);
/* The caller's options, whatever their size, as ours. */
struct dateline_options record_options(const struct dateline_options *options);

static inline struct error *own(struct dateline_error *e)
{
	return (struct error *)e;
}

#endif
