#include "page/charset.h"

#include <ctype.h>
#include <iconv.h>

#include "base/utf8.h"

enum { PRESCAN = 4096 };

static struct view by_mark(struct view *bytes)
{
	static const struct {
		struct view mark, name;
	} marks[] = {{VIEW_OF("\xEF\xBB\xBF"), VIEW_OF("utf-8")},
	             {VIEW_OF("\xFF\xFE"), VIEW_OF("utf-16le")},
	             {VIEW_OF("\xFE\xFF"), VIEW_OF("utf-16be")}};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (view_starts(*bytes, marks[i].mark)) {
			*bytes = view_slice(*bytes, marks[i].mark.length, bytes->length);
			return marks[i].name;
		}
	return (struct view){0};
}

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == ':' || c == '.';
}

/* What stands behind "charset=" or "encoding=" near the beginning. */
static struct view by_declaration(struct view bytes)
{
	static const struct view words[] = {VIEW_OF("charset="), VIEW_OF("encoding=")};
	struct view head = view_slice(bytes, 0, PRESCAN);
	for (size_t at = 0; at < head.length; at++) {
		for (size_t w = 0; w < 2; w++) {
			struct view here = view_slice(head, at, at + words[w].length);
			if (!view_equal_ascii_case(here, words[w]))
				continue;
			size_t begin = at + words[w].length;
			while (begin < head.length && (head.at[begin] == '"' || head.at[begin] == '\''))
				begin++;
			size_t end = begin;
			while (end < head.length && is_name(head.at[end]))
				end++;
			if (end > begin)
				return view_slice(head, begin, end);
		}
	}
	return (struct view){0};
}

/* The Encoding Standard reads these labels as a wider set than they name. */
static struct view as_browsers_do(struct view name)
{
	static const struct {
		struct view said, read;
	} rows[] = {{VIEW_OF("iso-8859-1"), VIEW_OF("windows-1252")},
	            {VIEW_OF("latin1"), VIEW_OF("windows-1252")},
	            {VIEW_OF("us-ascii"), VIEW_OF("windows-1252")},
	            {VIEW_OF("ascii"), VIEW_OF("windows-1252")},
	            {VIEW_OF("iso-8859-9"), VIEW_OF("windows-1254")},
	            {VIEW_OF("gb2312"), VIEW_OF("gbk")},
	            {VIEW_OF("iso-8859-15"), VIEW_OF("iso-8859-15")},
	            {VIEW_OF("utf8"), VIEW_OF("utf-8")},
	            {VIEW_OF("shift_jis"), VIEW_OF("cp932")},
	            {VIEW_OF("euc-kr"), VIEW_OF("cp949")}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (view_equal_ascii_case(name, rows[i].said))
			return rows[i].read;
	return name;
}

/* Converted by iconv; bytes that are wrong become U+FFFD. Empty with at == NULL for an unknown name. */
static struct view converted(struct arena *m, struct view bytes, struct view name)
{
	char code[64];
	if (name.length >= sizeof code)
		return (struct view){0};
	memcpy(code, name.at, name.length);
	code[name.length] = 0;
	/* No encoding that iconv knows makes more than four bytes of one. */
	size_t room = bytes.length * 4 + 16;
	char *to = arena_alloc(m, room), *out = to, *in = (char *)(uintptr_t)bytes.at;
	iconv_t ic = iconv_open("UTF-8", code);
	if (ic == (iconv_t)-1)
		return (struct view){0};
	size_t left = bytes.length;
	while (left && iconv(ic, &in, &left, &out, &room) == (size_t)-1 && left && room > 3) {
		size_t n = utf8_write(out, 0xFFFD);
		out += n;
		room -= n;
		in++;
		left--;
	}
	iconv_close(ic);
	return view_of(to, (size_t)(out - to));
}

struct view charset_decode(struct arena *m, struct view bytes, struct view *charset)
{
	struct view name = by_mark(&bytes);
	if (!name.length)
		name = charset->length ? *charset : by_declaration(bytes);
	bool valid = utf8_valid(bytes) == bytes.length;
	name = as_browsers_do(name);
	if (!name.length || (valid && !view_equal_ascii_case(view_slice(name, 0, 6), VIEW("utf-16"))))
		name = valid ? VIEW("utf-8") : VIEW("windows-1252");
	bool utf8 = view_equal_ascii_case(name, VIEW("utf-8"));
	struct view text = utf8 ? (struct view){0} : converted(m, bytes, name);
	if (utf8 || !text.at) {
		*charset = VIEW("utf-8");
		return utf8_mended(m, bytes);
	}
	*charset = name;
	return utf8_mended(m, text);
}
