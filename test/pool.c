/* What base/pool promises: every piece once, in order, on any number of threads. */
#include "check.h"

#include <stdatomic.h>

#include "base/pool.h"

enum { PIECES = 5000 };

struct slot {
	uint32_t number, worked;
};

struct run {
	uint32_t taken, given, ends_at;
	atomic_uint worked;
	bool in_order;
};

static bool take(void *user, void *slot)
{
	struct run *r = user;
	if (r->taken == PIECES)
		return false;
	*(struct slot *)slot = (struct slot){.number = r->taken++};
	return true;
}

static void work(void *user, void *slot)
{
	struct slot *s = slot;
	s->worked = s->number * 2654435761U;
	atomic_fetch_add(&((struct run *)user)->worked, 1);
}

static int give(void *user, void *slot)
{
	struct run *r = user;
	struct slot *s = slot;
	r->in_order &= s->number == r->given && s->worked == s->number * 2654435761U;
	r->given++;
	return r->given == r->ends_at ? 7 : 0;
}

static int run(struct run *r, unsigned threads)
{
	static const struct pool_work doing = {take, work, give};
	struct slot slots[32];
	struct error e;
	r->in_order = true;
	return pool_run(&doing, r, threads, slots, sizeof *slots, 2 * threads, &e);
}

static void every_piece_comes_once_and_in_order(void **state)
{
	(void)state;
	for (unsigned threads = 1; threads <= 16; threads *= 2) {
		struct run r = {0};
		assert_int_equal(run(&r, threads), 0);
		assert_int_equal(r.given, PIECES);
		assert_int_equal(r.worked, PIECES);
		assert_true(r.in_order);
	}
}

static void a_run_ends_when_its_caller_says_so(void **state)
{
	(void)state;
	struct run r = {.ends_at = 100};
	assert_int_equal(run(&r, 4), 7);
	assert_int_equal(r.given, 100);
	assert_true(r.taken <= 100 + 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_piece_comes_once_and_in_order),
	        cmocka_unit_test(a_run_ends_when_its_caller_says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
