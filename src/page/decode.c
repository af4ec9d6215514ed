/* From bytes to UTF-8: one function for each kind of encoding. */
#include <iconv.h>

#include "base/utf8.h"
#include "page/charset.h"

enum { REPLACEMENT = 0xFFFD };

static unsigned byte_at(struct view v, size_t i)
{
	return i < v.length ? (unsigned char)v.at[i] : 0;
}

/* How many bytes at i, where no character stands, one U+FFFD replaces: the beginning of a character that is
 * cut short counts as one (the standard's "maximal subpart"). */
static size_t wrong_bytes(struct view v, size_t i)
{
	unsigned lead = byte_at(v, i), second = byte_at(v, i + 1);
	unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
	if (lead < 0xC2 || lead > 0xF4 || second < low || second > high)
		return 1;
	bool third = lead >= 0xF0 && (byte_at(v, i + 2) & 0xC0) == 0x80;
	return third ? 3 : 2;
}

static size_t count_wrong(struct view v)
{
	size_t count = 0;
	for (size_t i = utf8_valid(v); i < v.length; i += utf8_valid(view_slice(v, i, v.length))) {
		count++;
		i += wrong_bytes(v, i);
	}
	return count;
}

struct view charset_from_utf8(struct arena *m, struct view bytes)
{
	size_t good = utf8_valid(bytes);
	if (good == bytes.length)
		return bytes;
	char *to = arena_alloc(m, bytes.length + 3 * count_wrong(bytes)), *out = to;
	for (size_t i = 0; i < bytes.length;) {
		memcpy(out, bytes.at + i, good);
		out += good;
		i += good;
		if (i < bytes.length) {
			out += utf8_write(out, REPLACEMENT);
			i += wrong_bytes(bytes, i);
		}
		good = utf8_valid(view_slice(bytes, i, bytes.length));
	}
	return view_of(to, (size_t)(out - to));
}

static uint32_t unit_at(struct view v, size_t i, int big_endian)
{
	unsigned first = byte_at(v, i), second = byte_at(v, i + 1);
	return big_endian ? first << 8 | second : second << 8 | first;
}

struct view charset_from_utf16(struct arena *m, struct view bytes, int big_endian)
{
	char *to = arena_alloc(m, bytes.length / 2 * 3 + 3), *out = to;
	size_t i = 0;
	while (i + 1 < bytes.length) {
		uint32_t c = unit_at(bytes, i, big_endian);
		i += 2;
		if (c >= 0xD800 && c <= 0xDFFF) {
			uint32_t low = i + 1 < bytes.length ? unit_at(bytes, i, big_endian) : 0;
			bool pair = c < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF;
			c = pair ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : REPLACEMENT;
			i += pair ? 2 : 0;
		}
		out += utf8_write(out, c);
	}
	if (i < bytes.length)
		out += utf8_write(out, REPLACEMENT);
	return view_of(to, (size_t)(out - to));
}

struct view charset_from_table(struct arena *m, struct view bytes, const uint32_t high[128])
{
	size_t above = 0;
	for (size_t i = 0; i < bytes.length; i++)
		above += (unsigned char)bytes.at[i] >> 7;
	char *to = arena_alloc(m, bytes.length + 2 * above), *out = to;
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned c = (unsigned char)bytes.at[i];
		if (c < 128)
			*out++ = (char)c;
		else
			out += utf8_write(out, high[c - 128]);
	}
	return view_of(to, (size_t)(out - to));
}

/* Converts all; what iconv refuses becomes U+FFFD: one byte, and the one behind it if that is no ASCII, as it
 * may well be a letter or markup of its own. */
static char *convert(iconv_t with, struct view bytes, char *out, size_t room)
{
	char *in = (char *)(uintptr_t)bytes.at;
	size_t left = bytes.length;
	while (left) {
		size_t said = iconv(with, &in, &left, &out, &room);
		if (said != (size_t)-1 || !left || room < 8)
			break;
		size_t wrote = utf8_write(out, REPLACEMENT);
		out += wrote;
		room -= wrote;
		size_t wrong = left > 1 && (unsigned char)in[1] >= 0x80 ? 2 : 1;
		in += wrong;
		left -= wrong;
	}
	iconv(with, NULL, NULL, &out, &room);
	return out;
}

struct view charset_from_iconv(struct arena *m, struct view bytes, struct view name)
{
	char code[32];
	if (name.length >= sizeof code)
		return (struct view){0};
	memcpy(code, name.at, name.length);
	code[name.length] = '\0';
	/* No byte of these encodings makes more than three; BIG5-HKSCS has pairs that make four. */
	size_t room = bytes.length * 3 + 64;
	char *to = arena_alloc(m, room);
	iconv_t with = iconv_open("UTF-8", code);
	if (with == (iconv_t)-1)
		return (struct view){0};
	char *end = convert(with, bytes, to, room);
	iconv_close(with);
	return view_of(to, (size_t)(end - to));
}
