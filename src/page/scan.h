/* scan: to the next byte that matters, sixteen at a time where the machine can. */
#ifndef PAGE_SCAN_H
#define PAGE_SCAN_H

#include <stddef.h>

/* The first '<', '&' or NUL in [at, end); end if there is none. */
const char *scan_markup(const char *at, const char *end);
/* The same in plain C. */
const char *scan_markup_portable(const char *at, const char *end);

#endif
