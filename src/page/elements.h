/* elements: what the HTML standard's tree building must know of each element, and its name. */
#ifndef PAGE_ELEMENTS_H
#define PAGE_ELEMENTS_H

#include "page/tree.h"

enum {
	SPECIAL = 1 << 0,        /* the standard's category of that name */
	FORMATTING = 1 << 1,     /* as well: b, i, a ... */
	VOID = 1 << 2,           /* has no content and no end tag */
	CLOSES_P = 1 << 3,       /* a start tag ends an open paragraph */
	IMPLIED_END = 1 << 4,    /* its end tag may be left out */
	HEADING = 1 << 5,        /* h1 ... h6 */
	HEAD_CONTENT = 1 << 6,   /* stands in a head, or is treated as if it did */
	SCOPE = 1 << 7,          /* ends the search for an open element */
	TABLE_SCOPE = 1 << 8,    /* the same within tables */
	TABLE_PART = 1 << 9,     /* caption, col, tbody, td ...: nothing outside a table */
	FOSTERS = 1 << 10,       /* what is no part of a table goes before the table */
	LEAVES_FOREIGN = 1 << 11 /* ends SVG or MathML that was not closed */
};

unsigned element_traits(enum tag tag);

/* Names by a hash of their first bytes, whatever their case. */
struct names {
	struct name_slot {
		uint64_t begin; /* the first eight bytes in lower case */
		uint8_t length; /* 0: an empty slot */
		uint8_t id;
	} slots[512];
};

struct element_names {
	struct names tags, attributes;
};

void element_names_fill(struct element_names *n);
enum tag element_tag(const struct element_names *n, struct view name);
enum attribute_name element_attribute(const struct element_names *n, struct view name);

#endif
