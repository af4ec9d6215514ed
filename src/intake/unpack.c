/* Packed bodies of HTTP messages: gzip and deflate, zstd, brotli. */
#include <zlib.h>
#include <zstd.h>

#ifdef HAVE_BROTLI
#include <brotli/decode.h>
#endif

#include "intake/source.h"

enum { STEP = 64 * 1024 };

/* A crawler may have unpacked the body and kept the head as it was, so what the bytes begin with goes before
 * what the head says. Brotli has no such mark: there a body that begins as text does is one. */
enum body_packing body_packing(struct view body, struct view said)
{
	if (view_starts(body, VIEW("\x1F\x8B")))
		return BODY_GZIP;
	if (view_starts(body, VIEW("\x28\xB5\x2F\xFD")))
		return BODY_ZSTD;
	if (view_equal_ascii_case(said, VIEW("deflate")) && body.length && (body.at[0] & 0x0F) == 8)
		return BODY_DEFLATE;
	struct view text = view_trim(body);
	bool markup = text.length && (text.at[0] == '<' || view_starts(text, VIEW("\xEF\xBB\xBF")));
	return view_equal_ascii_case(said, VIEW("br")) && !markup ? BODY_BROTLI : BODY_PLAIN;
}

static const char *inflated(struct view body, struct buffer *to, size_t largest)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)body.at, .avail_in = (uInt)body.length};
	if (inflateInit2(&z, 15 + 32) != Z_OK)
		return "no memory to unpack it";
	int said = Z_OK;
	while (said == Z_OK && to->length <= largest) {
		char *room = buffer_reserve(to, STEP);
		if (!room)
			break;
		z.next_out = (Bytef *)room;
		z.avail_out = STEP;
		said = inflate(&z, Z_NO_FLUSH);
		to->length += STEP - z.avail_out;
	}
	inflateEnd(&z);
	return said == Z_STREAM_END || to->length > largest ? NULL : "its gzip data is damaged or cut short";
}

static const char *unpacked_zstd(struct view body, struct buffer *to, size_t largest)
{
	ZSTD_DCtx *z = ZSTD_createDCtx();
	ZSTD_inBuffer in = {body.at, body.length, 0};
	size_t said = 1;
	while (z && said && !ZSTD_isError(said) && to->length <= largest) {
		char *room = buffer_reserve(to, STEP);
		ZSTD_outBuffer out = {room, STEP, 0};
		if (!room)
			break;
		size_t taken = in.pos;
		said = ZSTD_decompressStream(z, &out, &in);
		to->length += out.pos;
		if (!out.pos && in.pos == taken)
			break;
	}
	ZSTD_freeDCtx(z);
	return !said || to->length > largest ? NULL : "its zstd data is damaged or cut short";
}

static const char *unpacked_brotli(struct view body, struct buffer *to, size_t largest)
{
#ifdef HAVE_BROTLI
	BrotliDecoderState *z = BrotliDecoderCreateInstance(NULL, NULL, NULL);
	const uint8_t *in = (const uint8_t *)body.at;
	BrotliDecoderResult said = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	while (z && said == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && to->length <= largest) {
		uint8_t *room = (uint8_t *)buffer_reserve(to, STEP);
		size_t left = STEP;
		if (!room)
			break;
		said = BrotliDecoderDecompressStream(z, &body.length, &in, &left, &room, NULL);
		to->length += STEP - left;
	}
	BrotliDecoderDestroyInstance(z);
	bool done = said == BROTLI_DECODER_RESULT_SUCCESS || to->length > largest;
	return done ? NULL : "its brotli data is damaged or cut short";
#else
	(void)body, (void)to, (void)largest;
	return "it is packed with brotli, which this program was built without";
#endif
}

struct view body_unpacked(enum body_packing packing, struct view body, struct buffer *to, size_t largest,
                          struct error *why)
{
	to->length = 0;
	const char *wrong = packing == BODY_ZSTD     ? unpacked_zstd(body, to, largest)
	                    : packing == BODY_BROTLI ? unpacked_brotli(body, to, largest)
	                                             : inflated(body, to, largest);
	if (wrong)
		fail(why, "%s", wrong);
	return buffer_view(to);
}
