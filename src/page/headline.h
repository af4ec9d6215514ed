/* headline: which line of the page is the article's headline. */
#ifndef PAGE_HEADLINE_H
#define PAGE_HEADLINE_H

#include "page/features.h"

/* What the page gives as its title, best first: each as it stands and without the outlet behind it (whole);
 * what stands before or behind a mark in these (parts); the outlet's names. */
struct titles {
	VECTOR(struct view) whole, parts, outlets;
	uint32_t sure; /* how many of whole are not of microdata, which related articles have too */
};

/* The headline's line, or NONE: one that says the title, or else a heading above the text. */
uint32_t headline_find(const struct scene *s, const struct titles *titles);

#endif
