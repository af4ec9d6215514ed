/* What tokens promises: HTML's tokens as the HTML standard's tokenizer gives them.
 *
 * With arguments it reads files of the standard's public tokenizer tests (html5lib-tests, tokenizer/?.test)
 * instead and says how many of them pass. */
#include "check.h"
#include "each.h"

#include <jansson.h>
#include <stdio.h>
#include <time.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "page/references.h"
#include "page/scan.h"
#include "page/tokens.h"

/* Tokens in the making of a line, text runs joined. */
struct writer {
	struct buffer out;
	struct buffer text; /* gathered, not yet written */
};

enum writing { AS_IT_STANDS, LOWERED };

/* What the standard's tokens make of a piece of the page. */
static void write_string(struct buffer *to, struct view v, enum writing how, bool replaces_nul)
{
	for (size_t i = 0; i < v.length; i++) {
		char c = v.at[i];
		if (how == LOWERED && c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (c == '\0' && replaces_nul)
			buffer_string(to, "\xEF\xBF\xBD");
		else
			buffer_byte(to, c);
	}
}

static void flush(struct writer *w)
{
	if (w->text.length) {
		buffer_string(&w->out, "text(");
		buffer_add(&w->out, buffer_view(&w->text));
		buffer_string(&w->out, ")");
	}
	w->text.length = 0;
}

static bool is_repeated(const struct tokenizer *t, uint32_t attribute)
{
	for (uint32_t i = 0; i < attribute; i++)
		if (view_equal_ascii_case(t->attributes.at[i].name, t->attributes.at[attribute].name))
			return true;
	return false;
}

static void write_attributes(struct writer *w, const struct tokenizer *t)
{
	vector_each (i, &t->attributes) {
		if (is_repeated(t, i))
			continue;
		buffer_byte(&w->out, ' ');
		write_string(&w->out, t->attributes.at[i].name, LOWERED, true);
		buffer_string(&w->out, "='");
		struct view value = t->attributes.at[i].value;
		write_string(&w->out, references_resolved(&arena, value, true), AS_IT_STANDS, true);
		buffer_string(&w->out, "'");
	}
}

static void write_identifier(struct writer *w, struct view id)
{
	buffer_byte(&w->out, ' ');
	write_string(&w->out, id.at ? id : VIEW("null"), AS_IT_STANDS, true);
}

static void write_token(struct writer *w, const struct tokenizer *t, bool replaces_nul)
{
	const struct html_token *k = &t->token;
	if (k->kind == TOKEN_TEXT) {
		write_string(&w->text, k->text, AS_IT_STANDS, replaces_nul);
		return;
	}
	flush(w);
	if (k->kind == TOKEN_START || k->kind == TOKEN_END) {
		buffer_string(&w->out, k->kind == TOKEN_START ? "<" : "</");
		write_string(&w->out, k->text, LOWERED, true);
		if (k->kind == TOKEN_START)
			write_attributes(w, t);
		buffer_string(&w->out, k->kind == TOKEN_START && k->self_closing ? "/>" : ">");
	}
	if (k->kind == TOKEN_COMMENT) {
		buffer_string(&w->out, "comment(");
		write_string(&w->out, k->text, AS_IT_STANDS, true);
		buffer_string(&w->out, ")");
	}
	if (k->kind == TOKEN_DOCTYPE) {
		buffer_string(&w->out, "doctype(");
		write_string(&w->out, k->doctype.name.at ? k->doctype.name : VIEW("null"), LOWERED, true);
		write_identifier(w, k->doctype.public_id);
		write_identifier(w, k->doctype.system_id);
		buffer_string(&w->out, k->doctype.quirks ? " quirks)" : ")");
	}
}

/* All tokens of a page; lives until the next call. */
static struct view tokens_of(struct writer *w, struct view page, enum content content, struct view element)
{
	struct tokenizer t;
	tokens_begin(&t, &arena, page);
	tokens_enter(&t, content, element);
	w->out.length = w->text.length = 0;
	for (;;) {
		bool raw = t.content != CONTENT_DATA && t.content != CONTENT_CDATA;
		tokens_next(&t);
		if (t.token.kind == TOKEN_END_OF_PAGE)
			break;
		write_token(w, &t, raw);
	}
	flush(w);
	return buffer_view(&w->out);
}

static void pages_give_the_tokens_that_browsers_see(void **state)
{
	(void)state;
	static const struct {
		const char *page, *tokens;
		enum content content;
		const char *element;
	} rows[] = {
	        {"<p id=a>A&amp;B", "<p id='a'>text(A&B)", CONTENT_DATA, ""},
	        {"<P CLASS='x y' class=z hidden/>", "<p class='x y' hidden=''/>", CONTENT_DATA, ""},
	        {"<a href=\"?a=1&copy=2&lt;\">", "<a href='?a=1&copy=2<'>", CONTENT_DATA, ""},
	        {"5 < 6 &notit; &#x2019;&#146;&#0;", "text(5 < 6 ¬it; ’’\xEF\xBF\xBD)", CONTENT_DATA, ""},
	        {"a<!-- b --><!-->c<!x></ d></>", "text(a)comment( b )comment()text(c)comment(x)comment( d)",
	         CONTENT_DATA, ""},
	        {"<!DOCTYPE html><!doctype a public 'b'>", "doctype(html null null)doctype(a b null)",
	         CONTENT_DATA, ""},
	        {"a < b</Title x>c", "text(a < b)</title>text(c)", CONTENT_RCDATA, "title"},
	        {"<b>&amp;</style", "text(<b>&amp;</style)", CONTENT_RAWTEXT, "style"},
	        {"<!--<script></script>--></script>x", "text(<!--<script></script>-->)</script>text(x)",
	         CONTENT_SCRIPT, "script"},
	        {"<!--</script>x", "text(<!--)</script>text(x)", CONTENT_SCRIPT, "script"},
	        {"cut <a href='x", "text(cut )", CONTENT_DATA, ""},
	};
	struct writer w = {0};
	assert_false(setjmp(landing));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct view got = tokens_of(&w, view_of_string(rows[i].page), rows[i].content,
		                            view_of_string(rows[i].element));
		assert_int_equal(got.length, strlen(rows[i].tokens));
		assert_memory_equal(got.at, rows[i].tokens, got.length);
	}
	struct view nul = tokens_of(&w, view_of("&amp\0;", 6), CONTENT_DATA, (struct view){0});
	assert_int_equal(nul.length, 9);
	assert_memory_equal(nul.at, "text(&\0;)", 9);
	buffer_free(&w.out);
	buffer_free(&w.text);
}

static void both_scanners_find_the_same(void **state)
{
	(void)state;
	char text[200];
	for (size_t length = 0; length < sizeof text; length++)
		for (size_t at = 0; at <= length; at++) {
			memset(text, 'x', sizeof text);
			text[at] = "<&"[at % 3];
			assert_ptr_equal(scan_markup(text, text + length),
			                 scan_markup_portable(text, text + length));
		}
}

/* ---- the standard's own tests ---- */

/* The standard's preprocessing: CR LF and CR become LF. */
static void normalise(struct buffer *b)
{
	size_t to = 0;
	for (size_t i = 0; i < b->length; i++) {
		if (b->at[i] == '\r' && i + 1 < b->length && b->at[i + 1] == '\n')
			continue;
		b->at[to++] = b->at[i];
		if (b->at[to - 1] == '\r')
			b->at[to - 1] = '\n';
	}
	b->length = to;
}

/* "\u0041" as the character itself; false where it is none of UTF-8. */
static bool unescaped(struct buffer *to, struct view v, bool escaped)
{
	to->length = 0;
	for (size_t i = 0; i < v.length; i++) {
		if (!escaped || v.at[i] != '\\' || i + 5 >= v.length || v.at[i + 1] != 'u') {
			buffer_byte(to, v.at[i]);
			continue;
		}
		char digits[5] = {v.at[i + 2], v.at[i + 3], v.at[i + 4], v.at[i + 5]}, room[4];
		uint32_t c = (uint32_t)strtoul(digits, NULL, 16);
		if (c >= 0xD800 && c < 0xE000)
			return false;
		buffer_add(to, view_of(room, utf8_write(room, c)));
		i += 5;
	}
	return true;
}

static struct view string_of(const json_t *s)
{
	return s && json_is_string(s) ? view_of(json_string_value(s), json_string_length(s)) : VIEW("null");
}

/* An expected token as write_token would write it. */
static bool write_expected(struct writer *w, json_t *token, bool escaped)
{
	const char *kind = json_string_value(json_array_get(token, 0)), *name;
	struct buffer text = {0};
	bool good = unescaped(&text, string_of(json_array_get(token, 1)), escaped);
	struct view v = buffer_view(&text);
	if (strcmp(kind, "Character") == 0) {
		buffer_add(&w->text, v);
		buffer_free(&text);
		return good;
	}
	flush(w);
	if (strcmp(kind, "Comment") == 0)
		buffer_format(&w->out, "comment(%s", ""), buffer_add(&w->out, v), buffer_byte(&w->out, ')');
	if (strcmp(kind, "EndTag") == 0)
		buffer_string(&w->out, "</"), buffer_add(&w->out, v), buffer_byte(&w->out, '>');
	if (strcmp(kind, "DOCTYPE") == 0) {
		buffer_string(&w->out, "doctype("), buffer_add(&w->out, v);
		write_identifier(w, string_of(json_array_get(token, 2)));
		write_identifier(w, string_of(json_array_get(token, 3)));
		buffer_string(&w->out, json_is_true(json_array_get(token, 4)) ? ")" : " quirks)");
	}
	if (strcmp(kind, "StartTag") == 0) {
		json_t *value;
		buffer_byte(&w->out, '<'), buffer_add(&w->out, v);
		json_object_foreach(json_array_get(token, 2), name, value)
		{
			good &= unescaped(&text, view_of_string(name), escaped);
			buffer_byte(&w->out, ' '), buffer_add(&w->out, buffer_view(&text));
			good &= unescaped(&text, string_of(value), escaped);
			buffer_string(&w->out, "='"), buffer_add(&w->out, buffer_view(&text));
			buffer_byte(&w->out, '\'');
		}
		buffer_string(&w->out, json_is_true(json_array_get(token, 3)) ? "/>" : ">");
	}
	buffer_free(&text);
	return good;
}

static enum content content_of(const char *state)
{
	static const char *const names[] = {"Data state",        "RCDATA state",    "RAWTEXT state",
	                                    "Script data state", "PLAINTEXT state", "CDATA section state"};
	enum content c = CONTENT_DATA;
	while (c < CONTENT_CDATA && strcmp(names[c], state) != 0)
		c++;
	return c;
}

struct score {
	unsigned passed, all, skipped;
};

static void run_state(json_t *test, const char *state, struct score *score)
{
	bool escaped = json_is_true(json_object_get(test, "doubleEscaped"));
	struct buffer input = {0};
	struct writer expected = {0}, got = {0};
	bool good = unescaped(&input, string_of(json_object_get(test, "input")), escaped);
	normalise(&input);
	size_t i;
	json_t *token, *last = json_object_get(test, "lastStartTag");
	json_array_foreach(json_object_get(test, "output"), i, token)
	{
		good &= write_expected(&expected, token, escaped);
	}
	flush(&expected);
	struct view element = last ? string_of(last) : VIEW("\xFF");
	struct view tokens = tokens_of(&got, buffer_view(&input), content_of(state), element);
	bool passed = view_equal(tokens, buffer_view(&expected.out));
	score->skipped += !good;
	score->all += good;
	score->passed += good && passed;
	if (good && !passed)
		printf("%s (%s)\n  page      %.*s\n  expected  %.*s\n  got       %.*s\n",
		       json_string_value(json_object_get(test, "description")), state,
		       VIEW_ARGS(buffer_view(&input)), VIEW_ARGS(buffer_view(&expected.out)),
		       VIEW_ARGS(tokens));
	buffer_free(&input);
	buffer_free(&expected.out), buffer_free(&expected.text);
	buffer_free(&got.out), buffer_free(&got.text);
}

static void run_standard(const char *path)
{
	json_error_t e;
	json_t *root = json_load_file(path, JSON_ALLOW_NUL, &e), *test, *state;
	struct score score = {0};
	size_t i, k;
	if (!root)
		printf("%s: %s in line %d\n", path, e.text, e.line);
	json_array_foreach(json_object_get(root, "tests"), i, test)
	{
		json_t *states = json_object_get(test, "initialStates");
		if (!states)
			run_state(test, "Data state", &score);
		json_array_foreach(states, k, state)
		{
			run_state(test, json_string_value(state), &score);
		}
	}
	printf("%s: %u of %u (%u are not UTF-8)\n", path, score.passed, score.all, score.skipped);
	json_decref(root);
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pages_give_the_tokens_that_browsers_see),
	        cmocka_unit_test(both_scanners_find_the_same),
	};
	arena_ready();
	return count == 1 ? cmocka_run_group_tests(tests, NULL, NULL)
	                  : each_argument(count, arguments, run_standard);
}
