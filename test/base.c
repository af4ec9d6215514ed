/* What base/ promises: strings, arenas, maps, UTF-8. */
#include "check.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vector.h"

static void assert_view(struct view v, const char *expected)
{
	assert_int_equal(v.length, strlen(expected));
	assert_memory_equal(v.at, expected, v.length);
}

static void folding_makes_names_comparable(void **state)
{
	(void)state;
	static const struct {
		const char *text, *folded;
	} rows[] = {
	        {"Zelenskyy", "zelenskyy"}, {"Erdoğan", "erdogan"}, {"Łódź", "lodz"},
	        {"Müller", "muller"},       {"O’Brien", "o'brien"}, {"“Yes”", "\"yes\""},
	        {"Straße", "strasse"},      {"Søren", "soren"},     {"Côte d’Ivoire", "cote d'ivoire"},
	        {"ÅLAND", "aland"},
	};
	struct arena m;
	jmp_buf landing;
	arena_init(&m, 1 << 20);
	m.landing = &landing;
	assert_false(setjmp(landing));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_view(utf8_folded(&m, view_of_string(rows[i].text)), rows[i].folded);
	arena_free(&m);
}

static void invalid_bytes_become_replacement_characters(void **state)
{
	(void)state;
	struct arena m;
	jmp_buf landing;
	arena_init(&m, 1 << 20);
	m.landing = &landing;
	assert_false(setjmp(landing));
	assert_view(utf8_mended(&m, VIEW("a\xFFz")), "a\xEF\xBF\xBDz");
	assert_view(utf8_mended(&m, VIEW("\xED\xA0\x80")), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_view(utf8_mended(&m, VIEW("fine")), "fine");
	arena_free(&m);
}

static void an_arena_past_its_limit_jumps(void **state)
{
	(void)state;
	struct arena m;
	jmp_buf landing;
	volatile int got = 0;
	arena_init(&m, 1 << 20);
	m.landing = &landing;
	if (setjmp(landing) == 0)
		for (;; got++)
			arena_alloc(&m, 1000);
	assert_in_range(got, 500, 1100);
	arena_free(&m);
	assert_int_equal(m.held, 0);
}

static void an_arena_gives_back_what_was_taken_since(void **state)
{
	(void)state;
	struct arena m;
	jmp_buf landing;
	arena_init(&m, 1 << 20);
	m.landing = &landing;
	assert_false(setjmp(landing));
	const char *nowhere = arena_here(&m);
	char *kept = arena_alloc(&m, 100);
	memset(kept, 'k', 100);
	const char *here = arena_here(&m);
	for (int i = 0; i < 100000; i++) { /* more than it may hold at once */
		memset(arena_alloc(&m, 1000), 'x', 1000);
		arena_back(&m, here);
	}
	char *cut = arena_alloc(&m, 1000);
	arena_back(&m, cut + 17);
	char *next = arena_alloc(&m, 1);
	assert_ptr_equal(next, cut + 32); /* all pieces are aligned to 16 */
	for (int i = 0; i < 100; i++)
		assert_int_equal(kept[i], 'k');
	arena_back(&m, nowhere); /* of before its first chunk: nothing is given back */
	assert_ptr_equal(arena_alloc(&m, 1), next + 16);
	arena_free(&m);
}

static void a_map_finds_what_was_put(void **state)
{
	(void)state;
	struct arena m;
	jmp_buf landing;
	arena_init(&m, 1 << 20);
	m.landing = &landing;
	assert_false(setjmp(landing));
	struct map map = map_in(&m);
	static char keys[500][4];
	for (uint32_t i = 0; i < 500; i++) {
		keys[i][0] = (char)('a' + i % 26);
		keys[i][1] = (char)('a' + i / 26);
		*map_put(&map, view_of(keys[i], 2)) = i;
	}
	for (uint32_t i = 0; i < 500; i++)
		assert_int_equal(*map_get(&map, view_of(keys[i], 2)), i);
	assert_null(map_get(&map, VIEW("nowhere")));
	arena_free(&m);
}

static void trimming_knows_the_spaces_of_the_web(void **state)
{
	(void)state;
	assert_view(view_trim(VIEW(" \xC2\xA0word\xE2\x80\x8B\n")), "word");
	assert_view(view_trim(VIEW("\t ")), "");
	assert_view(view_trim(VIEW("caf\xC3\xA9 ")), "caf\xC3\xA9");
}

static void a_buffer_keeps_its_first_failure(void **state)
{
	(void)state;
	struct buffer b = {.limit = 600};
	for (int i = 0; i < 200; i++)
		buffer_string(&b, "four");
	assert_true(b.failed);
	assert_in_range(b.length, 1, 600);
	buffer_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(folding_makes_names_comparable),
	        cmocka_unit_test(invalid_bytes_become_replacement_characters),
	        cmocka_unit_test(an_arena_past_its_limit_jumps),
	        cmocka_unit_test(an_arena_gives_back_what_was_taken_since),
	        cmocka_unit_test(a_map_finds_what_was_put),
	        cmocka_unit_test(trimming_knows_the_spaces_of_the_web),
	        cmocka_unit_test(a_buffer_keeps_its_first_failure),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
