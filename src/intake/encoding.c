#include "intake/encoding.h"

#include <iconv.h>

#include "base/utf8.h"

/* The names under which browsers read windows-1252. */
static bool is_latin(struct view name)
{
	static const struct view names[] = {VIEW_OF("iso-8859-1"), VIEW_OF("latin1"), VIEW_OF("us-ascii"),
	                                    VIEW_OF("ascii"), VIEW_OF("utf-8")};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (view_equal_ascii_case(name, names[i]))
			return true;
	return !name.length;
}

static iconv_t open_decoder(struct view said)
{
	char name[32] = "windows-1252";
	if (!is_latin(said) && said.length < sizeof name) {
		memcpy(name, said.at, said.length);
		name[said.length] = '\0';
	}
	iconv_t with = iconv_open("UTF-8", name);
	return with == (iconv_t)-1 ? iconv_open("UTF-8", "windows-1252") : with;
}

/* Bytes that are none in their encoding become U+FFFD. */
static void convert(struct buffer *to, struct view bytes, iconv_t with)
{
	enum { STEP = 64 * 1024, LONGEST = 16 };
	char *in = (char *)(uintptr_t)bytes.at, *out;
	size_t left = bytes.length;
	while (left && (out = buffer_reserve(to, STEP)) != NULL) {
		size_t room = STEP;
		size_t said = iconv(with, &in, &left, &out, &room);
		if (said == (size_t)-1 && left && room >= LONGEST) {
			room -= utf8_write(out, 0xFFFD);
			in++;
			left--;
		}
		to->length += STEP - room;
	}
}

void encoding_decode(struct buffer *to, struct view bytes, struct view said)
{
	iconv_t with = utf8_valid(bytes) == bytes.length ? (iconv_t)-1 : open_decoder(said);
	if (with == (iconv_t)-1) {
		buffer_add(to, bytes);
		return;
	}
	convert(to, bytes, with);
	iconv_close(with);
}
