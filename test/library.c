/* What the library promises its callers. Uses the public header alone. */
#include "check.h"

#include <stdbool.h>

#include "dateline.h"

static const char passage[] = "Mayor denies it\n\n\"We will not sell,\" Lena Ortiz said on Monday.\n";

static int open_library(void **state)
{
	*state = dateline_open(NULL, NULL);
	return *state ? 0 : -1;
}

static int close_library(void **state)
{
	dateline_close(*state);
	return 0;
}

static bool says(struct dateline_view v, const char *text)
{
	return v.length == strlen(text) && !memcmp(v.at, text, v.length);
}

static void what_is_passed_in_may_go(void **state)
{
	struct dateline_options o = {
	        .size = sizeof o, .published = strdup("2017-05-30"), .path = strdup("a.txt")};
	char *bytes = strdup(passage);
	struct dateline_record *r = dateline_read(*state, bytes, strlen(bytes), &o, NULL);
	memset(bytes, 'x', strlen(passage));
	memset((char *)o.published, 'x', 10);
	memset((char *)o.path, 'x', 5);
	free(bytes);
	free((char *)o.published);
	free((char *)o.path);
	assert_non_null(r);
	char *json = dateline_record_write(r, NULL, NULL);
	assert_non_null(strstr(json, "\"path\":\"a.txt\""));
	assert_non_null(strstr(json, "\"published\":\"2017-05-30\""));
	assert_non_null(strstr(json, "Lena Ortiz"));
	dateline_free(json);
	dateline_record_free(r);
}

static void a_shorter_struct_of_an_older_program_is_taken(void **state)
{
	struct dateline_options o = {.size = offsetof(struct dateline_options, published)};
	o.published = "nonsense that is not looked at";
	struct dateline_record *r = dateline_read(*state, passage, strlen(passage), &o, NULL);
	assert_non_null(r);
	dateline_record_free(r);
}

static void a_date_that_is_none_is_refused(void **state)
{
	struct dateline_error e = {{0}};
	struct dateline_options o = {.published = "soon"};
	assert_null(dateline_read(*state, passage, strlen(passage), &o, &e));
	assert_non_null(strstr(e.text, "soon"));
}

static void an_article_past_its_memory_keeps_its_page(void **state)
{
	enum { COPIES = 4000 };
	size_t length = strlen(passage);
	char *text = malloc(COPIES * length);
	for (size_t i = 0; i < COPIES; i++)
		memcpy(text + i * length, passage, length);
	struct dateline_options o = {.size = sizeof o, .memory = (size_t)8 << 20};
	struct dateline_record *r = dateline_read(*state, text, COPIES * length, &o, NULL);
	assert_non_null(r);
	assert_true(dateline_record_article(r).text.length > COPIES * 10);
	assert_int_equal(dateline_statement_count(r), 0);
	bool warned = false;
	for (size_t i = 0; i < dateline_warning_count(r); i++)
		warned |= says(dateline_record_warning(r, i).code, "too-long");
	assert_true(warned);
	dateline_record_free(r);
	free(text);
}

/* What docs/limits.md says: 128 bytes for each byte of prose. */
static void a_long_text_takes_what_the_limits_say(void **state)
{
	static const char *const lines[] = {
	        "The port authority said on Monday that it would close two of its five piers for the "
	        "winter.\n",
	        "Repairs were put off three times, and engineers now fear that the oldest wall may not "
	        "hold.\n",
	        "\"We have waited long enough,\" the harbour master told reporters after the meeting.\n",
	        "Ferries to the islands will leave from the northern pier until the work is done next "
	        "spring.\n",
	};
	enum { LINES = 4000 };
	char *text = malloc(LINES * 100);
	size_t length = 0;
	for (size_t i = 0; i < LINES; i++) {
		memcpy(text + length, lines[i % 4], strlen(lines[i % 4]));
		length += strlen(lines[i % 4]);
	}
	struct dateline_options o = {.size = sizeof o, .memory = 128 * length};
	struct dateline_record *r = dateline_read(*state, text, length, &o, NULL);
	assert_non_null(r);
	assert_true(dateline_statement_count(r) >= LINES / 2);
	assert_int_equal(dateline_warning_count(r), 0);
	dateline_record_free(r);
	free(text);
}

static void too_little_memory_for_anything_is_an_error(void **state)
{
	struct dateline_error e = {{0}};
	struct dateline_options o = {.size = sizeof o, .memory = 1000, .path = "a.txt"};
	assert_null(dateline_read(*state, passage, strlen(passage), &o, &e));
	assert_non_null(strstr(e.text, "a.txt"));
}

static void a_document_over_the_limit_is_refused(void **state)
{
	struct dateline_error e = {{0}};
	assert_null(dateline_read(*state, "", DATELINE_LARGEST_DOCUMENT + 1, NULL, &e));
	assert_non_null(strstr(e.text, "64 MB"));
}

static void indices_out_of_range_give_nothing(void **state)
{
	struct dateline_record *r = dateline_read(*state, passage, strlen(passage), NULL, NULL);
	assert_non_null(r);
	assert_int_equal(dateline_record_actor(r, 1000).name.length, 0);
	assert_int_equal(dateline_record_statement(r, 1000).actor, DATELINE_NONE);
	assert_int_equal(dateline_statement_content(r, 0, 1000).text.length, 0);
	assert_int_equal(dateline_event_source(r, 1000, 0), DATELINE_NONE);
	assert_int_equal(dateline_record_warning(r, 1000).code.length, 0);
	assert_null(dateline_stage_name(DATELINE_STAGE_COUNT));
	dateline_record_free(r);
}

static void a_stage_that_was_not_reached_took_no_time(void **state)
{
	struct dateline_options o = {.size = sizeof o, .flags = DATELINE_STOP, .last = DATELINE_PAGE};
	struct dateline_record *r = dateline_read(*state, passage, strlen(passage), &o, NULL);
	assert_true(dateline_record_time(r, DATELINE_PAGE) > 0);
	assert_int_equal(dateline_record_time(r, DATELINE_LANG), 0);
	dateline_record_free(r);
}

static void the_words_of_a_statement_are_words_of_the_text(void **state)
{
	struct dateline_record *r = dateline_read(*state, passage, strlen(passage), NULL, NULL);
	struct dateline_view text = dateline_record_article(r).text;
	assert_true(dateline_statement_count(r) > 0);
	for (size_t i = 0; i < dateline_statement_count(r); i++) {
		struct dateline_span s = dateline_statement_content(r, i, 0);
		assert_true(s.end <= text.length && s.text.length == s.end - s.begin);
		assert_memory_equal(s.text.at, text.at + s.begin, s.text.length);
	}
	dateline_record_free(r);
}

static void nothing_is_freed_safely(void **state)
{
	(void)state;
	dateline_close(NULL);
	dateline_record_free(NULL);
	dateline_source_close(NULL);
	dateline_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_passed_in_may_go),
	        cmocka_unit_test(a_shorter_struct_of_an_older_program_is_taken),
	        cmocka_unit_test(a_date_that_is_none_is_refused),
	        cmocka_unit_test(an_article_past_its_memory_keeps_its_page),
	        cmocka_unit_test(a_long_text_takes_what_the_limits_say),
	        cmocka_unit_test(too_little_memory_for_anything_is_an_error),
	        cmocka_unit_test(a_document_over_the_limit_is_refused),
	        cmocka_unit_test(indices_out_of_range_give_nothing),
	        cmocka_unit_test(a_stage_that_was_not_reached_took_no_time),
	        cmocka_unit_test(the_words_of_a_statement_are_words_of_the_text),
	        cmocka_unit_test(nothing_is_freed_safely),
	};
	return cmocka_run_group_tests(tests, open_library, close_library);
}
