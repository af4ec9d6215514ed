/* What charset promises: pages in any encoding that browsers read become UTF-8.
 *
 * With arguments it reads files of the HTML standard's public encoding tests (html5lib-tests, encoding/?.dat)
 * instead and says how many of them the search for a page's own word passes. */
#include "check.h"

#include <stdio.h>

#include "base/utf8.h"
#include "know/know.h"
#include "page/charset.h"

static struct know *know;
static struct arena arena;
static jmp_buf landing;

static int begin(void **state)
{
	(void)state;
	know = know_open(NULL, 0, NULL);
	arena_init(&arena, 64 << 20);
	arena.landing = &landing;
	return know ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	arena_free(&arena);
	know_close(know);
	return 0;
}

#define BYTES(literal) "" literal, sizeof(literal) - 1

static void pages_in_any_encoding_become_utf8(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t length;
		const char *container, *charset, *text;
	} rows[] = {
	        /* the bytes alone */
	        {BYTES("Z\xC3\xBCrich"), "", "utf-8", "Zürich"},
	        {BYTES("Z\xFCrich"), "", "windows-1252", "Zürich"},
	        {BYTES("\x93Yes\x94 \x80 5"), "", "windows-1252", "“Yes” € 5"},
	        {BYTES("plain"), "", "utf-8", "plain"},
	        {BYTES(""), "", "utf-8", ""},
	        /* a mark wins over all */
	        {BYTES("\xEF\xBB\xBF\xC3\xA9"), "iso-8859-1", "utf-8", "é"},
	        {BYTES("\xFF\xFE"
	               "H\0i\0\x3D\xD8\x00\xDE"),
	         "", "utf-16le", "Hi😀"},
	        {BYTES("\xFE\xFF\0H\0i"), "utf-8", "utf-16be", "Hi"},
	        /* the container's word, then the page's */
	        {BYTES("\xCF\xF0\xE8\xE2\xE5\xF2"), "windows-1251", "windows-1251", "Привет"},
	        {BYTES("<meta charset=koi8-r>\xD0\xD2\xC9"), "", "koi8-r", "<meta charset=koi8-r>при"},
	        {BYTES("<meta charset=koi8-r>\xCF\xF0\xE8"), "cp1251", "windows-1251",
	         "<meta charset=koi8-r>При"},
	        {BYTES("<?xml version='1.0' encoding='ISO-8859-2'?>\xB1"), "", "iso-8859-2",
	         "<?xml version='1.0' encoding='ISO-8859-2'?>ą"},
	        {BYTES("\x93\xFA\x96\x7B"), "Shift_JIS", "shift_jis", "日本"},
	        {BYTES("\xC6\xFC\xCB\xDC"), "euc-jp", "euc-jp", "日本"},
	        {BYTES("\x1B$BF|K\\\x1B(B"), "iso-2022-jp", "iso-2022-jp", "日本"},
	        {BYTES("\xD6\xD0\xCE\xC4"), "gb2312", "gbk", "中文"},
	        {BYTES("\xA4\xA4\xA4\xE5"), "big5", "big5", "中文"},
	        {BYTES("\xC7\xD1\xB1\xDB"), "ks_c_5601-1987", "euc-kr", "한글"},
	        /* the bytes know better */
	        {BYTES("Z\xC3\xBCrich"), "iso-8859-1", "utf-8", "Zürich"},
	        {BYTES("<meta charset=utf-8>Z\xFCrich"), "", "windows-1252", "<meta charset=utf-8>Zürich"},
	        {BYTES("<meta charset=utf-16>caf\xC3\xA9"), "", "utf-8", "<meta charset=utf-16>café"},
	        {BYTES("N\0e\0w\0s\0 \0d\0a\0y\0"), "", "utf-16le", "News day"},
	        /* what is wrong is marked, a cut character once */
	        {BYTES("caf\xC3\xA9 \xE2\x82 x"), "", "utf-8", "caf\xC3\xA9 \xEF\xBF\xBD x"},
	        {BYTES("\xC3\xA9 \xC3\xA9 \xFF\xFE!"), "utf-8", "utf-8", "é é \xEF\xBF\xBD\xEF\xBF\xBD!"},
	        {BYTES("\xD6\xD0\xFF<b>"), "gbk", "gbk", "中\xEF\xBF\xBD<b>"},
	        {BYTES("x"), "no-such-charset", "utf-8", "x"},
	};
	assert_false(setjmp(landing));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct view charset = view_of_string(rows[i].container);
		struct view text =
		        charset_decode(&arena, know, view_of(rows[i].bytes, rows[i].length), &charset);
		bool right = view_equal(text, view_of_string(rows[i].text)) &&
		             view_equal(charset, view_of_string(rows[i].charset));
		if (!right)
			print_error("row %zu: %.*s in %.*s\n", i, VIEW_ARGS(text), VIEW_ARGS(charset));
		assert_true(right);
	}
}

static void any_bytes_become_valid_utf8(void **state)
{
	(void)state;
	static const char *const labels[] = {"",          "utf-8",  "utf-16le",    "gb18030", "big5",
	                                     "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr",  "windows-1253"};
	char bytes[3000];
	assert_false(setjmp(landing));
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)((i * i + 1) * 2654435761U >> 24);
	for (size_t l = 0; l < sizeof labels / sizeof *labels; l++)
		for (size_t length = 0; length < sizeof bytes; length += 97) {
			struct view charset = view_of_string(labels[l]);
			struct view text = charset_decode(&arena, know, view_of(bytes, length), &charset);
			assert_int_equal(utf8_valid(text), text.length);
		}
}

/* ---- the standard's own tests ---- */

static struct view read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	static char bytes[1 << 20];
	size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
	if (f)
		fclose(f);
	return view_of(bytes, n);
}

/* The encoding that a page names; the standard's default where it names none that is known. */
static struct view encoding_of(struct view data)
{
	const struct table *t = know_table(know, "charsets");
	for (size_t from = 0; from != SIZE_MAX;) {
		struct view label = view_trim(charset_declared(data, &from));
		struct row row = label.length ? know_find_text(t, &arena, label) : (struct row){0};
		if (!row.table)
			continue;
		struct view name = know_text(row, know_column(t, "name"));
		return view_starts(name, VIEW("utf-16")) ? VIEW("utf-8") : name;
	}
	return VIEW("windows-1252");
}

static int run_standard(const char *path)
{
	struct view rest = read_file(path);
	int passed = 0, all = 0;
	for (size_t at; (at = view_find(rest, VIEW("#data\n"))) != SIZE_MAX;) {
		rest = view_slice(rest, at + 6, rest.length);
		struct view data = view_slice(rest, 0, view_find(rest, VIEW("\n#encoding\n")));
		rest = view_slice(rest, data.length + 11, rest.length);
		struct view expected = view_cut(&rest, '\n');
		struct view found = encoding_of(data);
		all++;
		if (view_equal_ascii_case(found, expected))
			passed++;
		else
			printf("expected %.*s, found %.*s:\n%.*s\n\n", VIEW_ARGS(expected), VIEW_ARGS(found),
			       VIEW_ARGS(view_slice(data, 0, 500)));
	}
	printf("%s: %d of %d\n", path, passed, all);
	return all - passed;
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pages_in_any_encoding_become_utf8),
	        cmocka_unit_test(any_bytes_become_valid_utf8),
	};
	if (count == 1)
		return cmocka_run_group_tests(tests, begin, end);
	if (begin(NULL) || setjmp(landing))
		return 1;
	for (int i = 1; i < count; i++)
		run_standard(arguments[i]);
	return end(NULL);
}
