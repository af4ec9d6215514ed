#include "intake/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/buffer.h"

enum { RAW = 256 * 1024, KEPT = 1024 * 1024, MEMBERS = 64, LARGEST_WINDOW = 27 };

enum packing { PLAIN, GZIP, ZSTD };

/* From this byte of the unpacked stream on, bytes come from the member that begins at `file`. */
struct member {
	uint64_t at, file;
};

struct stream {
	int fd; /* -1: none */
	char *path;
	char raw[RAW];
	size_t raw_begin, raw_end;
	uint64_t raw_read; /* bytes of the file up to raw_end */
	bool raw_ended;

	enum packing packing;
	bool inside; /* a member or frame is begun and not ended */
	z_stream gzip;
	bool gzip_set;
	ZSTD_DStream *zstd;

	struct buffer ahead; /* unpacked; ahead_begin of it is taken already */
	size_t ahead_begin;
	uint64_t ahead_at; /* the place of ahead.at[0] in the unpacked stream */
	bool ended;

	/* The members that the bytes ahead come from; the oldest is at member_first of the ring. */
	struct member members[MEMBERS];
	size_t member_first, member_count;

	struct error trouble;
};

struct stream *stream_new(void)
{
	struct stream *s = calloc(1, sizeof *s);
	if (s)
		s->fd = -1;
	return s;
}

void stream_free(struct stream *s)
{
	if (!s)
		return;
	stream_close(s);
	if (s->gzip_set)
		inflateEnd(&s->gzip);
	ZSTD_freeDStream(s->zstd);
	buffer_free(&s->ahead);
	free(s);
}

void stream_close(struct stream *s)
{
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	s->fd = -1;
	free(s->path);
	s->path = NULL;
	s->ahead.length = 0;
	buffer_shrink(&s->ahead, KEPT);
}

uint64_t stream_bytes(const struct stream *s)
{
	return s->raw_read - (s->raw_end - s->raw_begin);
}

const char *stream_trouble(const struct stream *s)
{
	return s->trouble.text;
}

/* Keeps the first thing that is wrong and ends the stream there. */
static void stop(struct stream *s, const char *what)
{
	if (!s->trouble.text[0])
		fail(&s->trouble, "%s: %s at byte %llu; what stands before it is read", s->path, what,
		     (unsigned long long)stream_bytes(s));
	s->ended = true;
}

/* Reads more of the file behind what is there. False at its end. */
static bool read_more(struct stream *s)
{
	if (s->raw_ended)
		return false;
	memmove(s->raw, s->raw + s->raw_begin, s->raw_end - s->raw_begin);
	s->raw_end -= s->raw_begin;
	s->raw_begin = 0;
	ssize_t n;
	do
		n = read(s->fd, s->raw + s->raw_end, RAW - s->raw_end);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		stop(s, strerror(errno));
	if (n <= 0) {
		s->raw_ended = true;
		return false;
	}
	s->raw_end += (size_t)n;
	s->raw_read += (uint64_t)n;
	return true;
}

/* At least n bytes of the file as it lies, if it has them left. */
static struct view raw_ahead(struct stream *s, size_t n)
{
	while (s->raw_end - s->raw_begin < n && read_more(s))
		;
	return view_of(s->raw + s->raw_begin, s->raw_end - s->raw_begin);
}

static enum packing packing_of(struct view raw)
{
	if (view_starts(raw, VIEW("\x1F\x8B\x08")))
		return GZIP;
	if (view_starts(raw, VIEW("\x28\xB5\x2F\xFD")))
		return ZSTD;
	/* A frame that a reader may skip, as the seekable format has. */
	if (raw.length >= 4 && (raw.at[0] & 0xF0) == 0x50 &&
	    view_starts(view_slice(raw, 1, 4), VIEW("\x2A\x4D\x18")))
		return ZSTD;
	return PLAIN;
}

static bool begin_gzip(struct stream *s)
{
	if (s->gzip_set)
		return inflateReset(&s->gzip) == Z_OK;
	s->gzip_set = inflateInit2(&s->gzip, 15 + 16) == Z_OK;
	return s->gzip_set;
}

static bool begin_zstd(struct stream *s)
{
	if (!s->zstd)
		s->zstd = ZSTD_createDStream();
	return s->zstd && !ZSTD_isError(ZSTD_initDStream(s->zstd)) &&
	       !ZSTD_isError(ZSTD_DCtx_setParameter(s->zstd, ZSTD_d_windowLogMax, LARGEST_WINDOW));
}

int stream_open(struct stream *s, const char *path, struct error *e)
{
	stream_close(s);
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(e, "%s: %s", path, strerror(errno));
	s->fd = fd;
	s->path = strdup(path);
	s->raw_begin = s->raw_end = 0;
	s->raw_read = 0;
	s->raw_ended = s->ended = s->inside = false;
	s->ahead.length = s->ahead_begin = 0;
	s->ahead.failed = false;
	s->ahead_at = 0;
	s->member_count = 0;
	s->trouble.text[0] = 0;
	s->packing = packing_of(raw_ahead(s, 4));
	bool ready =
	        s->path && (s->packing != GZIP || begin_gzip(s)) && (s->packing != ZSTD || begin_zstd(s));
	if (s->trouble.text[0])
		return fail(e, "%s: it cannot be read; is it a folder or a broken disk?", path);
	return ready ? 0 : fail(e, "%s: no memory to read it", path);
}

/* Room for more unpacked bytes; NULL if there is none. */
static char *room_ahead(struct stream *s, size_t n)
{
	if (s->ahead_begin && s->ahead_begin >= s->ahead.length / 2) {
		memmove(s->ahead.at, s->ahead.at + s->ahead_begin, s->ahead.length - s->ahead_begin);
		s->ahead.length -= s->ahead_begin;
		s->ahead_at += s->ahead_begin;
		s->ahead_begin = 0;
		if (s->ahead.length < KEPT / 2) /* one huge document is no reason to keep its memory */
			buffer_shrink(&s->ahead, KEPT);
	}
	char *to = buffer_reserve(&s->ahead, n);
	if (!to)
		stop(s, "no memory for more");
	return to;
}

/* Notes that a member begins here. When more begin than are kept, those between share the last one's place.
 */
static void begin_member(struct stream *s)
{
	s->inside = true;
	uint64_t here = s->ahead_at + s->ahead_begin;
	while (s->member_count > 1 && s->members[(s->member_first + 1) % MEMBERS].at <= here) {
		s->member_first = (s->member_first + 1) % MEMBERS;
		s->member_count--;
	}
	if (s->member_count == MEMBERS)
		return;
	s->members[(s->member_first + s->member_count++) % MEMBERS] =
	        (struct member){s->ahead_at + s->ahead.length, stream_bytes(s)};
}

uint64_t stream_offset(const struct stream *s)
{
	uint64_t here = s->ahead_at + s->ahead_begin, offset = 0;
	if (s->packing == PLAIN)
		return here;
	for (size_t i = 0; i < s->member_count; i++) {
		const struct member *m = &s->members[(s->member_first + i) % MEMBERS];
		if (m->at <= here)
			offset = m->file;
	}
	return offset;
}

static void read_plain(struct stream *s)
{
	struct view raw = raw_ahead(s, 1);
	if (!raw.length) {
		s->ended = true;
		return;
	}
	if (!room_ahead(s, raw.length))
		return;
	buffer_add(&s->ahead, raw);
	s->raw_begin = s->raw_end;
}

/* Whether another member of this packing begins here; if not, the stream ends. */
static bool next_member(struct stream *s)
{
	struct view raw = raw_ahead(s, 4);
	if (raw.length && packing_of(raw) != s->packing) {
		size_t zeros = 0;
		while (zeros < raw.length && !raw.at[zeros])
			zeros++;
		if (zeros == raw.length) /* padding, as tapes have it */
			s->ended = true;
		else
			stop(s, "bytes that are not packed");
		return false;
	}
	s->ended = !raw.length;
	if (s->ended)
		return false;
	begin_member(s);
	return true;
}

static void read_gzip(struct stream *s)
{
	if (!s->inside && (!next_member(s) || inflateReset(&s->gzip) != Z_OK))
		return;
	struct view raw = raw_ahead(s, 1);
	char *to = room_ahead(s, RAW);
	if (!to)
		return;
	s->gzip.next_in = (Bytef *)(uintptr_t)raw.at;
	s->gzip.avail_in = (uInt)raw.length;
	s->gzip.next_out = (Bytef *)to;
	s->gzip.avail_out = RAW;
	int said = inflate(&s->gzip, Z_NO_FLUSH);
	s->raw_begin = s->raw_end - s->gzip.avail_in;
	s->ahead.length += RAW - s->gzip.avail_out;
	if (said == Z_STREAM_END)
		s->inside = false;
	else if (said != Z_OK && !raw.length)
		stop(s, "the gzip data is cut short");
	else if (said != Z_OK)
		stop(s, "the gzip data is damaged");
}

static void read_zstd(struct stream *s)
{
	if (!s->inside && !next_member(s))
		return;
	struct view raw = raw_ahead(s, 1);
	char *to = room_ahead(s, RAW);
	if (!to)
		return;
	ZSTD_inBuffer in = {raw.at, raw.length, 0};
	ZSTD_outBuffer out = {to, RAW, 0};
	size_t said = ZSTD_decompressStream(s->zstd, &out, &in);
	s->raw_begin += in.pos;
	s->ahead.length += out.pos;
	if (ZSTD_isError(said))
		stop(s, "the zstd data is damaged");
	else if (said == 0)
		s->inside = false;
	else if (!raw.length && !out.pos)
		stop(s, "the zstd data is cut short");
}

struct view stream_ahead(struct stream *s, size_t wanted)
{
	while (!s->ended && s->ahead.length - s->ahead_begin < wanted) {
		if (s->packing == PLAIN)
			read_plain(s);
		else if (s->packing == GZIP)
			read_gzip(s);
		else
			read_zstd(s);
	}
	return view_slice(buffer_view(&s->ahead), s->ahead_begin, s->ahead.length);
}

void stream_take(struct stream *s, size_t n)
{
	s->ahead_begin += n;
}

bool stream_recover(struct stream *s)
{
	s->inside = false;
	while (s->packing == GZIP) {
		struct view raw = raw_ahead(s, 4);
		size_t hit = view_find(raw, VIEW("\x1F\x8B\x08"));
		if (hit != SIZE_MAX) {
			s->raw_begin += hit;
			s->ended = false;
			s->trouble.text[0] = '\0';
			return true;
		}
		if (raw.length < 4)
			return false;
		s->raw_begin = s->raw_end - 2; /* it may begin in these */
	}
	return false;
}
