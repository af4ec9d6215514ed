#include "page/charset.h"

#include "base/utf8.h"
#include "know/know.h"

/* An encoding that we can read. */
struct encoding {
	struct view name;  /* as the standard writes it, in lower case; empty: none */
	struct view iconv; /* the system's name for it */
	struct view high;  /* the code points of bytes 128 to 255 */
};

static struct encoding encoding_of(struct arena *m, const struct know *k, struct view label)
{
	const struct table *t = know_table(k, "charsets");
	label = view_trim(label);
	/* No label is longer; what is would only cost time to fold. */
	struct row row = label.length && label.length < 64 ? know_find_text(t, m, label) : (struct row){0};
	if (!row.table)
		return (struct encoding){0};
	return (struct encoding){know_text(row, know_column(t, "name")),
	                         know_text(row, know_column(t, "iconv")),
	                         know_text(row, know_column(t, "high"))};
}

/* The mark at the beginning, which is taken off. */
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

static bool is_utf16(struct view name)
{
	return view_starts(name, VIEW("utf-16"));
}

/* What a page says in its own ASCII cannot be UTF-16: the standard reads such a word as UTF-8. */
static struct encoding declared(struct arena *m, const struct know *k, struct view bytes)
{
	struct encoding found = {0};
	for (size_t from = 0; !found.name.length && from != SIZE_MAX;)
		found = encoding_of(m, k, charset_declared(bytes, &from));
	if (is_utf16(found.name))
		return encoding_of(m, k, VIEW("utf-8"));
	if (view_equal(found.name, VIEW("x-user-defined")))
		return encoding_of(m, k, VIEW("windows-1252"));
	return found;
}

/* How many characters beyond ASCII are well-formed UTF-8, and how many bytes are not, in the first part of a
 * text: enough to tell a page with a broken byte from a page in another encoding. */
struct evidence {
	size_t good, bad;
};

/* The first byte beyond ASCII at or behind i. */
static size_t skip_ascii(struct view v, size_t i)
{
	for (uint64_t eight; i + sizeof eight <= v.length; i += sizeof eight) {
		memcpy(&eight, v.at + i, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < v.length && (unsigned char)v.at[i] < 0x80)
		i++;
	return i;
}

static struct evidence weigh(struct view bytes)
{
	enum { ENOUGH = 1000 };
	struct evidence e = {0};
	for (size_t i = 0; (i = skip_ascii(bytes, i)) < bytes.length && e.good + e.bad < ENOUGH;) {
		size_t begin = i;
		uint32_t c = utf8_next(bytes, &i);
		if (c == 0xFFFD && i == begin + 1)
			e.bad++;
		else
			e.good++;
	}
	return e;
}

/* Text of Latin letters in UTF-16 without a mark: every other byte is zero. */
static struct view by_zeros(struct view bytes)
{
	size_t even = 0, odd = 0, count = bytes.length < 512 ? bytes.length & ~(size_t)1 : 512;
	for (size_t i = 0; i < count; i += 2) {
		even += bytes.at[i] == 0;
		odd += bytes.at[i + 1] == 0;
	}
	if (count < 8)
		return (struct view){0};
	if (odd * 4 > count && even * 16 < count)
		return VIEW("utf-16le");
	if (even * 4 > count && odd * 16 < count)
		return VIEW("utf-16be");
	return (struct view){0};
}

/* What the words say, unless the bytes plainly say otherwise. */
static struct encoding weighed(struct arena *m, const struct know *k, struct view bytes, struct encoding said)
{
	struct view zeros = by_zeros(bytes);
	if (zeros.length)
		return encoding_of(m, k, zeros);
	if (is_utf16(said.name)) /* without a zero it is none */
		said = (struct encoding){0};
	struct evidence e = weigh(bytes);
	bool says_utf8 = view_equal(said.name, VIEW("utf-8"));
	if (!e.good && !e.bad) /* ASCII: the words decide, as an escape may be in it */
		return said.name.length ? said : encoding_of(m, k, VIEW("utf-8"));
	if (e.good && !e.bad)
		return encoding_of(m, k, VIEW("utf-8"));
	if (says_utf8 && !e.good)
		return encoding_of(m, k, VIEW("windows-1252"));
	if (said.name.length)
		return said;
	/* Two letters of windows-1252 seldom make a character of UTF-8 by chance; a cut one is common. */
	return encoding_of(m, k, e.good * 4 >= e.bad ? VIEW("utf-8") : VIEW("windows-1252"));
}

/* A table's cell: 128 code points in hexadecimal. */
static void read_codes(struct view cell, uint32_t high[128])
{
	for (size_t i = 0; i < 128; i++) {
		struct view word = view_cut(&cell, ' ');
		uint32_t c = 0;
		for (size_t k = 0; k < word.length && k < 6; k++)
			c = c * 16 + (uint32_t)(word.at[k] <= '9' ? word.at[k] - '0' : word.at[k] - 'A' + 10);
		high[i] = c;
	}
}

static struct view decoded(struct arena *m, struct view bytes, struct encoding from)
{
	uint32_t high[128];
	if (from.high.length) {
		read_codes(from.high, high);
		return charset_from_table(m, bytes, high);
	}
	if (is_utf16(from.name))
		return charset_from_utf16(m, bytes, view_equal(from.name, VIEW("utf-16be")));
	if (from.iconv.length)
		return charset_from_iconv(m, bytes, from.iconv);
	return charset_from_utf8(m, bytes);
}

struct view charset_decode(struct arena *m, const struct know *k, struct view bytes, struct view *charset)
{
	struct view mark = by_mark(&bytes);
	struct encoding from = encoding_of(m, k, mark);
	if (!mark.length) {
		from = encoding_of(m, k, *charset);
		if (!from.name.length)
			from = declared(m, k, bytes);
		from = weighed(m, k, bytes, from);
	}
	struct view text = decoded(m, bytes, from);
	*charset = from.name.length && text.at ? from.name : VIEW("utf-8");
	return text.at || !bytes.length ? text : charset_from_utf8(m, bytes);
}
