#include "base/pool.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct pool {
	const struct pool_work *w;
	void *user;
	char *slots;
	size_t slot_size, slot_count;
	bool *done; /* by slot: worked on, not yet given */

	pthread_mutex_t taking; /* held by the thread that takes a piece; before `lock` */
	pthread_mutex_t lock;   /* of all below */
	pthread_cond_t slot_is_free, piece_is_done;
	uint64_t taken, given;
	bool ended; /* no piece comes after `taken` */
	bool stop;  /* give ended the run */
};

static void *slot_of(struct pool *p, uint64_t piece)
{
	return p->slots + (piece % p->slot_count) * p->slot_size;
}

/* Waits until the next piece's slot is free. False if the run is over. */
static bool wait_for_slot(struct pool *p)
{
	pthread_mutex_lock(&p->lock);
	while (!p->stop && !p->ended && p->taken - p->given == p->slot_count)
		pthread_cond_wait(&p->slot_is_free, &p->lock);
	bool go_on = !p->stop && !p->ended;
	pthread_mutex_unlock(&p->lock);
	return go_on;
}

/* Takes the next piece; its number in *piece. The slot is nobody else's from here until it is given. */
static bool take(struct pool *p, uint64_t *piece)
{
	pthread_mutex_lock(&p->taking);
	bool taken = wait_for_slot(p);
	if (taken) {
		*piece = p->taken; /* only written below, under both locks */
		taken = p->w->take(p->user, slot_of(p, *piece));
		pthread_mutex_lock(&p->lock);
		p->taken += taken;
		p->ended = !taken;
		pthread_cond_signal(&p->piece_is_done); /* the end is news too */
		pthread_mutex_unlock(&p->lock);
	}
	pthread_mutex_unlock(&p->taking);
	return taken;
}

static void *run_worker(void *pool)
{
	struct pool *p = pool;
	uint64_t piece;
	while (take(p, &piece)) {
		p->w->work(p->user, slot_of(p, piece));
		pthread_mutex_lock(&p->lock);
		p->done[piece % p->slot_count] = true;
		if (piece == p->given)
			pthread_cond_signal(&p->piece_is_done);
		pthread_mutex_unlock(&p->lock);
	}
	return NULL;
}

/* Waits until the next piece in order is done. False when there is none to come. */
static bool wait_for_piece(struct pool *p)
{
	pthread_mutex_lock(&p->lock);
	while (!p->done[p->given % p->slot_count] && !(p->ended && p->given == p->taken))
		pthread_cond_wait(&p->piece_is_done, &p->lock);
	bool there = p->done[p->given % p->slot_count];
	pthread_mutex_unlock(&p->lock);
	return there;
}

static int give_all(struct pool *p)
{
	int ended = 0;
	while (!ended && wait_for_piece(p)) {
		ended = p->w->give(p->user, slot_of(p, p->given)); /* only this thread writes p->given */
		pthread_mutex_lock(&p->lock);
		p->done[p->given % p->slot_count] = false;
		p->given++;
		p->stop = ended != 0;
		pthread_cond_broadcast(&p->slot_is_free);
		pthread_mutex_unlock(&p->lock);
	}
	return ended;
}

static void set_up(struct pool *p)
{
	pthread_mutex_init(&p->taking, NULL);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->slot_is_free, NULL);
	pthread_cond_init(&p->piece_is_done, NULL);
}

static void tear_down(struct pool *p)
{
	pthread_cond_destroy(&p->piece_is_done);
	pthread_cond_destroy(&p->slot_is_free);
	pthread_mutex_destroy(&p->lock);
	pthread_mutex_destroy(&p->taking);
}

int pool_run(const struct pool_work *w, void *user, unsigned threads, void *slots, size_t slot_size,
             size_t slot_count, struct error *e)
{
	struct pool p = {
	        .w = w, .user = user, .slots = slots, .slot_size = slot_size, .slot_count = slot_count};
	pthread_t *ids = calloc(threads, sizeof *ids);
	p.done = calloc(slot_count, sizeof *p.done);
	int result = -1;
	if (!ids || !p.done) {
		fail(e, "no memory for %u threads; use fewer (--jobs)", threads);
		goto done;
	}
	set_up(&p);
	unsigned started = 0;
	while (started < threads && pthread_create(&ids[started], NULL, run_worker, &p) == 0)
		started++;
	if (started)
		result = give_all(&p);
	else
		fail(e, "the system starts no thread; is a limit on processes met (ulimit -u)?");
	for (unsigned i = 0; i < started; i++)
		pthread_join(ids[i], NULL);
	tear_down(&p);
done:
	free(p.done);
	free(ids);
	return result;
}
