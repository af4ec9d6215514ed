/* paths: the files under the paths of a command line, one by one. */
#ifndef INTAKE_PATHS_H
#define INTAKE_PATHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct paths;

/* Copies the list. NULL without memory. */
struct paths *paths_open(const char *const *list, size_t count);
void paths_close(struct paths *p);
/* The next file, borrowed until the next call; NULL when there are no more. A path that is no file and no
 * folder fills *e and is returned all the same. A pattern with *, ? or [] that
 * names no file of itself stands for the files that it matches. */
const char *paths_next(struct paths *p, struct error *e);
/* The bytes of all files; 0 if standard input or another pipe is among them. */
uint64_t paths_bytes(const char *const *list, size_t count);

#endif
