/* What know/ promises: tables compile or say why not, rows are found by folded keys, users' rows come first.
 */
#include "check.h"

#include <stdio.h>
#include <unistd.h>

#include "article/day.h"
#include "base/arena.h"
#include "know/image.h"
#include "know/know.h"

static void the_events_table_is_there(void **state)
{
	(void)state;
	struct error e;
	struct know *k = know_open(NULL, 0, &e);
	assert_non_null(k);
	const struct table *events = know_table(k, "events");
	struct row row = know_find(events, VIEW("assault"));
	assert_non_null(row.table);
	assert_int_equal(know_label(row, know_column(events, "quad")), QUAD_MATERIAL_CONFLICT);
	assert_true(know_number(row, know_column(events, "score")) < -8);
	assert_null(know_find(events, VIEW("nothing")).table);
	assert_null(know_table(k, "nothing"));
	know_close(k);
}

static int compile(const char *text, struct error *e)
{
	struct buffer out = {0};
	struct source source = {VIEW("cues"), VIEW("cues.tsv"), view_of_string(text)};
	int result = image_compile(&out, &source, 1, NULL, e);
	buffer_free(&out);
	return result;
}

static void a_bad_table_is_refused_with_its_line(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
	} rows[] = {
	        {"lemma\tact:act\nsay\tasert\n",
	         "cues.tsv:2: there is no such label: \"asert\"; did you mean \"assert\"?"},
	        {"lemma\tact:act\nsay\n", "cues.tsv:2: too few columns in \"say\""},
	        {"lemma\tact:act\nsay\tassert\tx\n", "cues.tsv:2: too many columns, from \"x\""},
	        {"lemma\tact:what\n", "cues.tsv:1: there is no kind of column \"what\""},
	        {"lemma\tn:number\nsay\t1x\n", "cues.tsv:2: this is no number: \"1x\""},
	        {"lemma\nb\na\n", "cues.tsv:3: rows are out of order (LC_ALL=C sort) at \"a\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error e = {""};
		assert_int_equal(compile(rows[i].text, &e), -1);
		assert_string_equal(e.text, rows[i].says);
	}
}

static void rows_that_no_look_up_gets_to_are_told(void **state)
{
	(void)state;
	static const struct {
		const char *rows, *says;
	} cases[] = {
	        {"a|hold\tVERB\tobj=talks|summit\nb|hold\tVERB\tobj=summit\n",
	         "cues: at \"hold\", row \"b\" is hidden by \"a\"\n"},
	        {"a|hold\tVERB\tsubj=@state obj=*\nb|hold\tVERB\tobj=* subj=@state !with\n",
	         "cues: at \"hold\", row \"b\" is hidden by \"a\"\n"},
	        {"a|hold\tVERB\t!obj=line obj=talks\nb|hold\tVERB\t!obj=line|door obj=talks\n",
	         "cues: at \"hold\", row \"b\" is hidden by \"a\"\n"},
	        {"a|hold\tVERB\tobj=talks\nb|hold\tVERB\tobj=talks|summit\n", ""},
	        {"a|hold\tVERB\tobj=*\nb|hold\tVERB\tobj=talks\n", ""},
	        {"a|hold\tVERB\tobj=@talks\nb|hold\tVERB\tobj=talks\n", ""},
	        {"a|hold\tVERB\tobj=talks\nb|hold\tVERB\tobj=talks with=*\n", ""},
	        {"a|hold\tVERB\tobj=talks !with\nb|hold\tVERB\tobj=talks\n", ""},
	        {"a|hold\tNOUN\tobj=talks\nb|hold\tVERB\tobj=talks\n", ""},
	        {"a|hold\tVERB\tobj=talks\nb|keep\tVERB\tobj=talks\n", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[256];
		snprintf(text, sizeof text, "name:keys\tpart:upos\twhen:conditions\n%s", cases[i].rows);
		struct buffer out = {0}, report = {0};
		struct source source = {VIEW("cues"), VIEW("cues.tsv"), view_of_string(text)};
		struct error e = {""};
		assert_int_equal(image_compile(&out, &source, 1, NULL, &e), 0);
		image_shadows(out.at, &report);
		assert_int_equal(report.length, strlen(cases[i].says));
		assert_memory_equal(report.at ? report.at : "", cases[i].says, report.length);
		buffer_free(&report);
		buffer_free(&out);
	}
}

static void a_users_rows_come_first(void **state)
{
	(void)state;
	char path[] = "/tmp/dateline-test-XXXXXX";
	int f = mkstemp(path);
	static const char text[] =
	        "# table: "
	        "events\ntype\tquad:quad\tscore:number\twithin\table\tfurther\taround\tcrowd\tsource\n"
	        "ASSAULT\tverbal conflict\t1\t\t\t\t\t\tmine\n";
	assert_int_equal(write(f, text, sizeof text - 1), (long)sizeof text - 1);
	close(f);
	const char *files[] = {path};
	struct error e;
	struct know *k = know_open(files, 1, &e);
	assert_non_null(k);
	const struct table *events = know_table(k, "events");
	struct row row = know_find(events, VIEW("assault"));
	assert_true(view_equal(know_text(row, know_column(events, "source")), VIEW("mine")));
	row = know_next(row);
	assert_int_equal(know_label(row, know_column(events, "quad")), QUAD_MATERIAL_CONFLICT);
	assert_null(know_next(row).table);
	assert_int_equal(know_count(events), 17);
	know_close(k);
	unlink(path);
}

static void days_and_dates_agree(void **state)
{
	(void)state;
	for (int32_t day = -200000; day < 200000; day += 37) {
		int32_t y, m, d;
		day_split(day, &y, &m, &d);
		assert_int_equal(day_of(y, m, d), day);
	}
	assert_int_equal(day_of_iso(VIEW("1970-01-01")), 0);
	assert_int_equal(day_weekday(day_of_iso(VIEW("2017-05-29"))), 0);
	assert_int_equal(day_of_iso(VIEW("2017-02-29")), NO_DAY);
	assert_int_equal(day_of_iso(VIEW("2017-05-30T10:00:00Z")), day_of(2017, 5, 30));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_events_table_is_there),
	        cmocka_unit_test(a_bad_table_is_refused_with_its_line),
	        cmocka_unit_test(rows_that_no_look_up_gets_to_are_told),
	        cmocka_unit_test(a_users_rows_come_first),
	        cmocka_unit_test(days_and_dates_agree),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
