/* error: what went wrong, where, and what to do, as a value.
 *
 * What makes a thing returns it or NULL, what acts returns 0 or -1; both fill *e if e is not NULL. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

struct error {
	char text[512]; /* one line, NUL-terminated, cut at a character's border */
};

/* Fills *e (if not NULL) as printf would. Always returns -1, so that a caller can return fail(...). */
int fail(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
