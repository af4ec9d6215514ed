/* What html promises: trees as browsers build them, whatever the markup, in time that grows with the page.
 *
 * With arguments it prints the trees of these files, a node a line, to be compared with other readers'. */
#include "check.h"
#include "each.h"

#include <stdio.h>
#include <time.h>

#include "base/buffer.h"
#include "page/tree.h"

static const char *const tag_names[] = {
#define AS_NAME(name, text) text,
        TAGS(AS_NAME)
#undef AS_NAME
};

static struct view name_of(const struct node *n)
{
	return n->tag == TAG_OTHER ? n->text : view_of_string(tag_names[n->tag - TAG_OTHER - 1]);
}

/* "html(head body(p('text')))", texts that follow one another joined. */
static void write_tree(struct buffer *out, const struct tree *t)
{
	uint32_t ends[1000], depth = 0;
	for (uint32_t i = 1; i < t->node_count; i++) {
		const struct node *n = &t->nodes[i];
		bool after_text = i > 1 && t->nodes[i - 1].tag == TAG_TEXT;
		while (depth && ends[depth - 1] == i) {
			buffer_byte(out, ')');
			depth--;
			after_text = false;
		}
		bool joined = after_text && n->tag == TAG_TEXT;
		if (joined)
			out->length--; /* the quote */
		else if (out->length && out->at[out->length - 1] != '(')
			buffer_byte(out, ' ');
		if (n->tag == TAG_TEXT) {
			buffer_string(out, joined ? "" : "'");
			buffer_add(out, n->text);
			buffer_byte(out, '\'');
			continue;
		}
		buffer_add(out, name_of(n));
		if (n->end > i + 1) {
			buffer_byte(out, '(');
			ends[depth++] = n->end;
		}
	}
	while (depth--)
		buffer_byte(out, ')');
}

static void pages_give_the_trees_that_browsers_build(void **state)
{
	(void)state;
	static const struct {
		const char *page, *tree;
	} rows[] = {
	        {"", "html(head body)"},
	        {"<!DOCTYPE html><title>A &amp; B</title><p>One<p>Two",
	         "html(head(title('A & B')) body(p('One') p('Two')))"},
	        {"<ul><li>a<li>b<ul><li>c</ul></ul>", "html(head body(ul(li('a') li('b' ul(li('c'))))))"},
	        {"<b>1<i>2</b>3</i>4", "html(head body(b('1' i('2')) i('3') '4'))"},
	        {"<b>1<p>2</b>3</p>", "html(head body(b('1') p(b('2') '3')))"},
	        {"<a>x<div>y<a>z", "html(head body(a('x') div(a('y') a('z'))))"},
	        {"<p><b>one<p>two", "html(head body(p(b('one')) p(b('two'))))"},
	        {"<table><tr><td>a<td>b</table>c", "html(head body(table(tbody(tr(td('a') td('b')))) 'c'))"},
	        {"<table>x<b>y<tr><td>z</table>", "html(head body('x' b('y') table(tbody(tr(td('z'))))))"},
	        {"<table><caption>c<tbody><tr><th>d</th></tr><tr><td>e",
	         "html(head body(table(caption('c') tbody(tr(th('d')) tr(td('e'))))))"},
	        {"<dl><dt>a<dd>b<dt>c</dl>", "html(head body(dl(dt('a') dd('b') dt('c'))))"},
	        {"<script>if (a<b) '<p>'</script><p>x", "html(head(script('if (a<b) '<p>'')) body(p('x')))"},
	        {"<noscript><p>x</noscript><p>y", "html(head(noscript('<p>x')) body(p('y')))"},
	        {"<body><noscript><p>x</noscript>y", "html(head body(noscript(p('x')) 'y'))"},
	        {"<p>a</body></html>b<p>c", "html(head body(p('ab') p('c')))"},
	        {"<svg><title>t</title><p>x", "html(head body(svg(title('t')) p('x')))"},
	        {"<svg><style><a/></style></svg>x", "html(head body(svg(style(a)) 'x'))"},
	        {"<h1>a<h2>b</h1>c", "html(head body(h1('a') h2('b') 'c'))"},
	        {"<pre>\na</pre><my-tag>b</my-tag>", "html(head body(pre('a') my-tag('b')))"},
	        {"<template><tr><td>a</template>b", "html(head(template(tr(td('a')))) body('b'))"},
	        {"<select><option>a<option>b</select>c",
	         "html(head body(select(option('a') option('b')) 'c'))"},
	        {"<p>a<br/>b</p></p>c", "html(head body(p('a' br 'b') p 'c'))"},
	        {"<form><div><form>a</form>b</div>c", "html(head body(form(div('ab')) 'c'))"},
	        {"x<frameset>y", "html(head body('x' frameset('y')))"},
	        {"<p>1<table>2</table>", "html(head body(p('12' table)))"},
	        {"<!doctype html><p>1<table></table>", "html(head body(p('1') table))"},
	        {"<nobr>a<nobr>b", "html(head body(nobr('a') nobr('b')))"},
	        {"<button>a<button>b", "html(head body(button('a') button('b')))"},
	        {"<P CLASS=a>B</P>", "html(head body(p('B')))"},
	};
	struct buffer out = {0};
	assert_false(setjmp(landing));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tree t = html_read(&arena, view_of_string(rows[i].page));
		out.length = 0;
		write_tree(&out, &t);
		if (!view_equal(buffer_view(&out), view_of_string(rows[i].tree)))
			print_error("%s\n  got      %.*s\n  expected %s\n", rows[i].page,
			            VIEW_ARGS(buffer_view(&out)), rows[i].tree);
		assert_int_equal(out.length, strlen(rows[i].tree));
		assert_memory_equal(out.at, rows[i].tree, out.length);
	}
	buffer_free(&out);
}

static void texts_are_views_of_the_page(void **state)
{
	(void)state;
	struct view page = VIEW("<p title='a&quot;b' hidden>Rain &amp; sun<b> here</b>");
	assert_false(setjmp(landing));
	struct tree t = html_read(&arena, page);
	static const size_t places[] = {27, SIZE_MAX, 37, 44};
	size_t found = 0;
	for (uint32_t i = 0; i < t.node_count; i++) {
		if (t.nodes[i].tag != TAG_TEXT)
			continue;
		size_t place = (uintptr_t)t.nodes[i].text.at - (uintptr_t)page.at;
		assert_true(place < page.length ? place == places[found] : places[found] == SIZE_MAX);
		found++;
	}
	assert_int_equal(found, 4);
	uint32_t p = 4;
	assert_int_equal(t.nodes[p].tag, TAG_P);
	assert_true(view_equal(attribute_of(&t, p, ATTRIBUTE_TITLE), VIEW("a\"b")));
	assert_non_null(attribute_of(&t, p, ATTRIBUTE_HIDDEN).at);
	assert_null(attribute_of(&t, p, ATTRIBUTE_CLASS).at);
}

/* Seconds that a page of n times this piece takes. */
static double seconds(const char *piece, size_t n)
{
	struct timespec begun, ended;
	struct buffer page = {0};
	for (size_t i = 0; i < n; i++)
		buffer_string(&page, piece);
	arena_reset(&arena);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begun);
	html_read(&arena, buffer_view(&page));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
	buffer_free(&page);
	return (double)(ended.tv_sec - begun.tv_sec) + (double)(ended.tv_nsec - begun.tv_nsec) / 1e9;
}

static void odd_pages_take_time_in_proportion(void **state)
{
	(void)state;
	static const char *const pieces[] = {"<div>",
	                                     "<b>",
	                                     "<a>",
	                                     "<p>",
	                                     "</p>",
	                                     "<table>",
	                                     "<table><tr><td>",
	                                     "<i><p>",
	                                     "<b id=x><p></b>",
	                                     "<a><div>",
	                                     "<",
	                                     "&",
	                                     "&amp",
	                                     "<!--",
	                                     "<a b='",
	                                     "<font><table>",
	                                     "<x y=1 z=2 ",
	                                     "<li>",
	                                     "<ul><li>",
	                                     "</div>",
	                                     "<svg>",
	                                     "<template>",
	                                     "<template><tr>",
	                                     "<b><i><u><p></b></i></u>",
	                                     "<title>&amp;",
	                                     "<script><!--<script>",
	                                     "<h1>",
	                                     "<dd>",
	                                     "<form>",
	                                     "<select><option>",
	                                     "<button>",
	                                     "<nobr>",
	                                     "<table><b>x",
	                                     "\"",
	                                     "<a href=x>y</a z>",
	                                     "</b>",
	                                     "<object>",
	                                     "<b><object></b>"};
	assert_false(setjmp(landing));
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		double took = seconds(pieces[i], 50000);
		if (took > 1)
			print_error("%s: %f s\n", pieces[i], took);
		assert_true(took < 1); /* what grows with the square takes minutes */
	}
}

static struct view read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	static char bytes[1 << 24];
	size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
	if (f)
		fclose(f);
	return view_of(bytes, n);
}

static void print_tree(const char *path)
{
	struct tree t = html_read(&arena, read_file(path));
	for (uint32_t i = 1; i < t.node_count; i++) {
		uint32_t depth = 0;
		for (uint32_t k = i; k; k = t.nodes[k].parent)
			depth++;
		struct view v = t.nodes[i].tag == TAG_TEXT ? t.nodes[i].text : name_of(&t.nodes[i]);
		printf("%u %c", depth, t.nodes[i].tag == TAG_TEXT ? '"' : '<');
		for (size_t k = 0; k < v.length; k++)
			printf(v.at[k] == '\n' || v.at[k] == '\r' ? " " : "%c", v.at[k]);
		putchar('\n');
	}
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pages_give_the_trees_that_browsers_build),
	        cmocka_unit_test(texts_are_views_of_the_page),
	        cmocka_unit_test(odd_pages_take_time_in_proportion),
	};
	arena_ready();
	return count == 1 ? cmocka_run_group_tests(tests, NULL, NULL)
	                  : each_argument(count, arguments, print_tree);
}
