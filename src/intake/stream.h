/* stream: the bytes of one file or pipe, unpacked as they are needed.
 *
 * gzip (any number of members) and zstd (any number of frames) are told by their first bytes, not by the
 * file's name. Only what was looked at and not yet taken is held. A file that is cut short or damaged gives
 * what could be read; stream_trouble then says so. */
#ifndef INTAKE_STREAM_H
#define INTAKE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/view.h"

struct stream;

/* A stream that is open on nothing; NULL without memory. Its buffers serve one file after the other. */
struct stream *stream_new(void);
void stream_free(struct stream *s);

/* Begins with another file; "-" is standard input. -1 with *e if it cannot be opened. */
int stream_open(struct stream *s, const char *path, struct error *e);
void stream_close(struct stream *s);

/* What comes next, at least `wanted` bytes of it; fewer only where the stream ends. Borrowed until the next
 * call with this stream. */
struct view stream_ahead(struct stream *s, size_t wanted);
/* Moves on by n bytes, which must have been looked at. */
void stream_take(struct stream *s, size_t n);

/* Where the next byte stands: in the file, or, if the file is packed, the first byte of the member or frame
 * that it is packed in. */
uint64_t stream_offset(const struct stream *s);
/* How much of the file has been read, as it lies on disk. */
uint64_t stream_bytes(const struct stream *s);
/* What is wrong with the file, as one line that names it; empty if nothing is (so far). */
const char *stream_trouble(const struct stream *s);
/* Behind gzip data that is damaged: goes on at the next member, if there is one. */
bool stream_recover(struct stream *s);

#endif
