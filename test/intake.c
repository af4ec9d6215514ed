/* What intake promises: whatever lies under the paths, packed or not, comes as documents in order; what
 * cannot be read is said and does not stop the rest. */
#include "check.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "intake/intake.h"

enum { LARGEST = 1 << 20 };

static char folder[] = "/tmp/dateline-intake-XXXXXX";

static int go_to_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? chdir(folder) : -1;
}

static int leave_folder(void **state)
{
	char command[64];
	(void)state;
	snprintf(command, sizeof command, "rm -r %s", folder);
	return chdir("/") || system(command);
}

static void write_file(const char *path, const void *bytes, size_t length)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, length, f), length);
	fclose(f);
}

static void write_text(const char *path, const char *text)
{
	write_file(path, text, strlen(text));
}

/* text as a gzip member; its length. */
static size_t gzipped(char *to, size_t room, const void *text, size_t length)
{
	z_stream z = {0};
	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	z.next_in = (Bytef *)(uintptr_t)text;
	z.avail_in = (uInt)length;
	z.next_out = (Bytef *)to;
	z.avail_out = (uInt)room;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	size_t written = room - z.avail_out;
	deflateEnd(&z);
	return written;
}

/* What intake gives for one path, a line each: "PATH: CONTENT" or "PATH! WHY". */
static char *told(const char *path)
{
	static char lines[8192];
	const char *paths[] = {path};
	struct error e;
	struct intake *in = intake_open(paths, 1, &e);
	struct intake_item item = {0};
	size_t at = 0;
	assert_non_null(in);
	lines[0] = 0;
	while (intake_next(in, &item, LARGEST)) {
		struct view content = item.document.content;
		at += (size_t)snprintf(lines + at, sizeof lines - at, "%.*s%c %.*s\n",
		                       VIEW_ARGS(item.document.path), item.failed ? '!' : ':',
		                       VIEW_ARGS(item.failed ? view_of_string(item.why.text) : content));
		assert_true(at < sizeof lines);
	}
	intake_item_free(&item);
	intake_close(in);
	return lines;
}

static void a_folder_gives_its_files_by_name(void **state)
{
	(void)state;
	mkdir("day", 0700);
	mkdir("day/b", 0700);
	write_text("day/c.txt", "third");
	write_text("day/a.html", "first");
	write_text("day/b/z", "second");
	write_text("day/.hidden", "never");
	assert_string_equal(told("day"), "day/a.html: first\nday/b/z: second\nday/c.txt: third\n");
	assert_string_equal(told("day/[ac].*"), "day/a.html: first\nday/c.txt: third\n");
}

static void what_is_not_there_is_said_and_the_rest_still_comes(void **state)
{
	(void)state;
	const char *paths[] = {"nowhere.html", "here.txt"};
	write_text("here.txt", "here");
	struct intake *in = intake_open(paths, 2, NULL);
	struct intake_item item = {0};
	assert_true(intake_next(in, &item, LARGEST));
	assert_true(item.failed);
	assert_string_equal(item.why.text, "nowhere.html: No such file or directory");
	assert_true(intake_next(in, &item, LARGEST));
	assert_false(item.failed);
	assert_int_equal(item.bytes, 4);
	assert_int_equal(item.bytes_total, 4);
	assert_false(intake_next(in, &item, LARGEST));
	intake_item_free(&item);
	intake_close(in);
}

static void packed_files_are_known_by_content(void **state)
{
	(void)state;
	char bytes[1000];
	size_t length = gzipped(bytes, sizeof bytes, "one ", 4);
	length += gzipped(bytes + length, sizeof bytes - length, "two", 3);
	write_file("members.html", bytes, length);
	assert_string_equal(told("members.html"), "members.html: one two\n");
	length = ZSTD_compress(bytes, sizeof bytes, "three ", 6, 3);
	length += ZSTD_compress(bytes + length, sizeof bytes - length, "four", 4, 3);
	write_file("frames.txt", bytes, length);
	assert_string_equal(told("frames.txt"), "frames.txt: three four\n");
	write_text("plain.gz", "not packed");
	assert_string_equal(told("plain.gz"), "plain.gz: not packed\n");
	write_text("empty", "");
	assert_string_equal(told("empty"), "empty: \n");
}

static void a_file_cut_short_gives_what_it_has(void **state)
{
	(void)state;
	static char text[50000], bytes[60000];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + (i * i >> 7) % 26);
	size_t length = gzipped(bytes, sizeof bytes, text, sizeof text);
	write_file("cut.gz", bytes, length / 2);
	const char *paths[] = {"cut.gz"};
	struct intake *in = intake_open(paths, 1, NULL);
	struct intake_item item = {0};
	assert_true(intake_next(in, &item, LARGEST));
	assert_false(item.failed);
	assert_in_range(item.content.length, 10, sizeof text - 1);
	assert_memory_equal(item.content.at, text, item.content.length);
	assert_non_null(strstr(item.why.text, "cut.gz: the gzip data is cut short"));
	intake_item_free(&item);
	intake_close(in);
}

static void too_large_and_foreign_files_are_refused(void **state)
{
	(void)state;
	static char large[LARGEST + 1];
	memset(large, 'x', sizeof large);
	write_file("exact", large, LARGEST);
	write_file("large", large, sizeof large);
	assert_string_equal(told("large"),
	                    "large! large: over 1 MB, the most that one document may have; split it\n");
	const char *paths[] = {"exact"};
	struct intake *in = intake_open(paths, 1, NULL);
	struct intake_item item = {0};
	assert_true(intake_next(in, &item, LARGEST));
	assert_int_equal(item.document.content.length, LARGEST);
	intake_item_free(&item);
	intake_close(in);
	write_text("paper.pdf", "%PDF-1.4 ...");
	assert_string_equal(told("paper.pdf"),
	                    "paper.pdf! paper.pdf: this is a PDF, not a page or text; convert it first\n");
}

/* The lengths of the parts in which a file is read; all of it, in order, is in them. */
static void expect_parts(const char *bytes, size_t length, const size_t *expected)
{
	write_file("long.txt", bytes, length);
	const char *paths[] = {"long.txt"};
	struct intake *in = intake_open(paths, 1, NULL);
	struct intake_item item = {0};
	size_t at = 0, count = 0;
	for (; intake_next(in, &item, (size_t)64 << 20); count++) {
		char number[24];
		struct view content = item.document.content;
		assert_false(item.failed);
		snprintf(number, sizeof number, "%zu", count + 1);
		assert_string_equal(item.document.part.at, expected[1] ? number : "");
		assert_int_equal(item.document.offset, expected[1] ? at : UINT64_MAX);
		assert_int_equal(content.length, expected[count]);
		assert_memory_equal(content.at, bytes + at, content.length);
		at += content.length;
	}
	assert_int_equal(at, length);
	assert_int_equal(expected[count], 0);
	intake_item_free(&item);
	intake_close(in);
}

static void a_long_text_is_read_in_parts(void **state)
{
	(void)state;
	enum { MOST = 2 << 20, LENGTH = 5 << 20 };
	char *text = malloc(LENGTH + 1);
	assert_non_null(text);
	memset(text, 'x', LENGTH);
	expect_parts(text, MOST, (size_t[]){MOST, 0});
	expect_parts(text, LENGTH, (size_t[]){MOST, MOST, LENGTH - 2 * MOST, 0});
	memcpy(text + MOST - 1, "\xC3\xA9", 2); /* no character is cut */
	expect_parts(text, LENGTH, (size_t[]){MOST - 1, MOST, LENGTH - 2 * MOST + 1, 0});
	text[MOST - 100] = ' ';
	expect_parts(text, LENGTH, (size_t[]){MOST - 99, MOST, LENGTH - 2 * MOST + 99, 0});
	text[MOST - 200] = '\n';
	expect_parts(text, LENGTH, (size_t[]){MOST - 199, MOST, LENGTH - 2 * MOST + 199, 0});
	memcpy(text + MOST - 300, "\r\n\r\n", 4);
	expect_parts(text, LENGTH, (size_t[]){MOST - 296, MOST, LENGTH - 2 * MOST + 296, 0});
	memcpy(text, "\n<p>", 4); /* a page is one */
	expect_parts(text, LENGTH, (size_t[]){LENGTH, 0});
	memcpy(text, "a\0b\0", 4); /* another encoding, whose line ends are not ours */
	expect_parts(text, LENGTH, (size_t[]){LENGTH, 0});
	free(text);
}

static void archives_give_their_pages(void **state)
{
	(void)state;
	write_text("news.warc",
	           "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"
	           "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a.example/1>\r\n"
	           "WARC-Record-ID: <urn:uuid:1-2>\r\nContent-Length: 74\r\n\r\n"
	           "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>One</p>\n\n\r\n\r\n"
	           "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 34\r\n\r\n"
	           "HTTP/1.1 404 Not Found\r\n\r\nnothing!\r\n\r\n"
	           "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: nonsense\r\n\r\n???\r\n\r\n"
	           "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 3\r\n\r\nTwo\r\n\r\n"
	           "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 30\r\n\r\nThree");
	const char *paths[] = {"news.warc"};
	struct intake *in = intake_open(paths, 1, NULL);
	struct intake_item item = {0};
	assert_true(intake_next(in, &item, LARGEST));
	assert_string_equal(item.document.url.at, "http://a.example/1");
	assert_string_equal(item.document.part.at, "1-2");
	assert_string_equal(item.document.charset.at, "koi8-r");
	assert_string_equal(item.document.media_type.at, "text/html");
	assert_int_equal(item.document.offset, 61);
	assert_true(view_starts(item.document.content, VIEW("<p>One</p>")));
	assert_true(intake_next(in, &item, LARGEST));
	assert_true(item.failed);
	assert_non_null(strstr(item.why.text, "damaged; reading goes on at the next one"));
	assert_true(intake_next(in, &item, LARGEST));
	assert_true(view_equal(item.document.content, VIEW("Two")));
	assert_true(intake_next(in, &item, LARGEST));
	assert_true(view_equal(item.document.content, VIEW("Three")));
	assert_non_null(strstr(item.why.text, "is cut short"));
	assert_false(intake_next(in, &item, LARGEST));
	intake_item_free(&item);
	intake_close(in);
}

static void a_damaged_member_costs_its_own_pages_alone(void **state)
{
	(void)state;
	static char bytes[8000];
	size_t length = 0, begins[4];
	for (int i = 0; i < 4; i++) {
		char record[200];
		int n = snprintf(
		        record, sizeof record,
		        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 8\r\n\r\nrecord %d\r\n\r\n", i);
		begins[i] = length;
		length += gzipped(bytes + length, sizeof bytes - length, record, (size_t)n);
	}
	memset(bytes + begins[1] + 20, 0xFF, 8);
	write_file("members.warc.gz", bytes, length);
	char *lines = told("members.warc.gz");
	assert_non_null(strstr(lines, "members.warc.gz: record 0\n"));
	assert_non_null(strstr(lines, "members.warc.gz! members.warc.gz: the gzip data is damaged"));
	assert_null(strstr(lines, "record 1"));
	assert_non_null(strstr(lines, "members.warc.gz: record 2\nmembers.warc.gz: record 3\n"));
}

static void bodies_are_unpacked_and_joined(void **state)
{
	(void)state;
	char bytes[1000], packed[200];
	size_t length = gzipped(packed, sizeof packed, "<p>Packed", 9);
	int n = snprintf(
	        bytes, sizeof bytes,
	        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n"
	        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n%zx\r\n",
	        75 + length + 11, length);
	memcpy(bytes + n, packed, length);
	n += (int)length;
	n += snprintf(bytes + n, sizeof bytes - (size_t)n, "\r\n0\r\n\r\n\r\n\r\n");
	write_file("chunks.warc", bytes, (size_t)n);
	assert_string_equal(told("chunks.warc"), "chunks.warc: <p>Packed\n");
}

/* A WARC file with one response of this body. */
static const char *told_of_body(const char *encoding, const void *body, size_t length)
{
	char head[200], bytes[1000];
	size_t h = (size_t)snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n",
	                            encoding);
	size_t n = (size_t)snprintf(bytes, sizeof bytes,
	                            "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n%s",
	                            h + length, head);
	memcpy(bytes + n, body, length);
	memcpy(bytes + n + length, "\r\n\r\n", 4);
	write_file("body.warc", bytes, n + length + 4);
	return told("body.warc");
}

static void bodies_are_unpacked_as_their_heads_say(void **state)
{
	static const char page[] = "<p>Packed <p>Packed <p>Packed";
	char packed[200];
	(void)state;
	size_t length = ZSTD_compress(packed, sizeof packed, page, sizeof page - 1, 3);
	assert_string_equal(told_of_body("zstd", packed, length),
	                    "body.warc: <p>Packed <p>Packed <p>Packed\n");
	length = gzipped(packed, sizeof packed, page, sizeof page - 1);
	assert_string_equal(told_of_body("gzip", packed, length),
	                    "body.warc: <p>Packed <p>Packed <p>Packed\n");
	assert_non_null(
	        strstr(told_of_body("gzip", packed, 10), "body.warc! body.warc: record at byte 0: its gzip"));
	/* Unpacked by the crawler, who kept the head. */
	assert_string_equal(told_of_body("br", page, sizeof page - 1),
	                    "body.warc: <p>Packed <p>Packed <p>Packed\n");
}

static void a_body_packed_with_brotli_is_unpacked_or_reported(void **state)
{
	static const char packed[] = "\x1b\x1c\x00\xf8\x1d\xa9\x55\x9f\x3a\xb8\xe6\x81\x0a\x83"
	                             "\x93\x3e\x63\x64\x09\x52\xb6\x16\x43\x85\x02\xc4\xac\x1b";
	(void)state;
#ifdef HAVE_BROTLI
	assert_string_equal(told_of_body("br", packed, sizeof packed - 1),
	                    "body.warc: <p>Packed <p>Packed <p>Packed\n");
	assert_non_null(strstr(told_of_body("br", packed, 4), "its brotli data is damaged"));
#else
	assert_non_null(strstr(told_of_body("br", packed, sizeof packed - 1), "body.warc! "));
#endif
}

static void feeds_are_read_in_their_encoding(void **state)
{
	(void)state;
	write_text("latin.xml",
	           "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>Caf\xe9</title>"
	           "<description>&lt;p&gt;d\xe9j\xe0 \x93vu\x94</description></item></channel></rss>");
	assert_string_equal(told("latin.xml"), "latin.xml: <p>d\u00e9j\u00e0 \u201cvu\u201d\n");
	write_text("koi.xml", "<?xml version='1.0' encoding='koi8-r'?><rss><channel><item>"
	                      "<description>\xcd\xc9\xd2</description></item></channel></rss>");
	assert_string_equal(told("koi.xml"), "koi.xml: \u043c\u0438\u0440\n");
}

static void feeds_give_their_entries(void **state)
{
	(void)state;
	write_text("rss.xml",
	           "<?xml version='1.0'?>\n<rss><channel><title>News</title>"
	           "<item><title>Rain &amp; sun</title><link>http://a.example/r?x=1&amp;y=2</link>"
	           "<pubDate>Tue, 30 May 2017 10:00:00 GMT</pubDate><description>short</description>"
	           "<content:encoded><![CDATA[<p>Long <b>text</b></p></item>]]></content:encoded></item>"
	           "<item><description>&lt;p&gt;Second&lt;/p&gt;</description></item>"
	           "<item><title>empty</title></item></channel></rss>");
	const char *paths[] = {"rss.xml"};
	struct intake *in = intake_open(paths, 1, NULL);
	struct intake_item item = {0};
	assert_true(intake_next(in, &item, LARGEST));
	assert_string_equal(item.document.title.at, "Rain & sun");
	assert_string_equal(item.document.url.at, "http://a.example/r?x=1&y=2");
	assert_string_equal(item.document.published.at, "Tue, 30 May 2017 10:00:00 GMT");
	assert_true(view_equal(item.document.content, VIEW("<p>Long <b>text</b></p></item>")));
	assert_true(intake_next(in, &item, LARGEST));
	assert_true(view_equal(item.document.content, VIEW("<p>Second</p>")));
	assert_true(intake_next(in, &item, LARGEST));
	assert_true(item.failed);
	assert_false(intake_next(in, &item, LARGEST));
	intake_item_free(&item);
	intake_close(in);
	write_text("atom.xml",
	           "<feed><entry><title>T</title><link rel='self' href='s'/><link href='http://b.example'/>"
	           "<content type='xhtml'><div>Body &amp; soul</div></content></entry></feed>");
	assert_string_equal(told("atom.xml"), "atom.xml: <div>Body &amp; soul</div>\n");
}

static void lines_of_json_are_documents(void **state)
{
	(void)state;
	write_text("day.jsonl",
	           "{\"text\": \"One\\nmore\", \"title\": \"T\", \"date\": \"2017-05-30\"}\n\n{\"text\": 1}\n"
	           "{broken\n{\"body\": \"Last\"}");
	assert_string_equal(
	        told("day.jsonl"),
	        "day.jsonl: One\nmore\n"
	        "day.jsonl! day.jsonl: line 3: no field of it holds a text; say which one does (--fields "
	        "text=NAME)\n"
	        "day.jsonl! day.jsonl: line 4, at byte 71: not a JSON object: string or '}' expected near "
	        "'broken'\n"
	        "day.jsonl: Last\n");
	const char *paths[] = {"day.jsonl"};
	struct error e;
	struct intake *in = intake_open(paths, 1, NULL);
	struct intake_item item = {0};
	assert_int_equal(intake_name_fields(in, "colour=x", &e), -1);
	assert_int_equal(intake_name_fields(in, "text=title, url=date", &e), 0);
	assert_true(intake_next(in, &item, LARGEST));
	assert_true(view_equal(item.document.content, VIEW("T")));
	assert_string_equal(item.document.url.at, "2017-05-30");
	intake_item_free(&item);
	intake_close(in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_folder_gives_its_files_by_name),
	        cmocka_unit_test(what_is_not_there_is_said_and_the_rest_still_comes),
	        cmocka_unit_test(packed_files_are_known_by_content),
	        cmocka_unit_test(a_file_cut_short_gives_what_it_has),
	        cmocka_unit_test(too_large_and_foreign_files_are_refused),
	        cmocka_unit_test(a_long_text_is_read_in_parts),
	        cmocka_unit_test(archives_give_their_pages),
	        cmocka_unit_test(a_damaged_member_costs_its_own_pages_alone),
	        cmocka_unit_test(bodies_are_unpacked_and_joined),
	        cmocka_unit_test(bodies_are_unpacked_as_their_heads_say),
	        cmocka_unit_test(a_body_packed_with_brotli_is_unpacked_or_reported),
	        cmocka_unit_test(feeds_are_read_in_their_encoding),
	        cmocka_unit_test(feeds_give_their_entries),
	        cmocka_unit_test(lines_of_json_are_documents),
	};
	return cmocka_run_group_tests(tests, go_to_folder, leave_folder);
}
