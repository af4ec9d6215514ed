/* sniff: what a file is, by its first bytes. */
#ifndef INTAKE_SNIFF_H
#define INTAKE_SNIFF_H

#include "base/view.h"

/* What this is, in words ("a PDF"), if it is of a kind that no article can be read from; else empty. */
struct view sniff_foreign(struct view bytes);

#endif
