/* references: "&amp;", "&#8217;" and the like (HTML standard, "Named character references"). */
#ifndef PAGE_REFERENCES_H
#define PAGE_REFERENCES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/view.h"

/* What a reference stands for, and how many bytes it takes; length 0: it is none. */
struct reference_found {
	struct view text; /* static, or in `room` of reference_at */
	size_t length;
};

/* The reference at the beginning of v, which is "&". Text that has no place in the table is written to room.
 * In an attribute a name without its semicolon is none where "=", a letter or a digit follows. */
struct reference_found reference_at(struct view v, bool in_attribute, char room[4]);

/* v with all its references resolved; v itself if it has none. */
struct view references_resolved(struct arena *m, struct view v, bool in_attribute);

#endif
