/* pool: threads that do numbered pieces of work, handed back in order.
 *
 * Pieces live in slots, a ring of them; a slot is taken, worked on and given, then used again. So the memory
 * of a run is that of its slots, however many pieces there are.
 *
 * Example  four threads read a thousand files: take opens the next file, work reads it, give prints it. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct pool_work {
	/* Fills a slot with the next piece; false when there is none. One thread at a time, pieces in order.
	 */
	bool (*take)(void *user, void *slot);
	/* Does the work. Any number of threads at once, each on its own slot. */
	void (*work)(void *user, void *slot);
	/* Hands a finished piece back: in order, from the thread that called pool_run. Not 0 ends the run. */
	int (*give)(void *user, void *slot);
};

/* Runs until take has no more (0) or give ends it (what give said). slots is an array of slot_count slots of
 * slot_size bytes, at least as many as threads. -1 with *e if no thread can be started. */
int pool_run(const struct pool_work *w, void *user, unsigned threads, void *slots, size_t slot_size,
             size_t slot_count, struct error *e);

#endif
