/* utf8: reading, checking and folding UTF-8. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/view.h"

struct arena;

/* The code point at *at, which must be < v.length; moves *at behind it. A byte that is no part of valid
 * UTF-8 gives U+FFFD and moves one byte. */
uint32_t utf8_next(struct view v, size_t *at);
/* The code point that ends before *at, which must be > 0; moves *at to its first byte. */
uint32_t utf8_previous(struct view v, size_t *at);
/* Writes c (a scalar value) to to, which has room for 4 bytes. Returns how many it took. */
size_t utf8_write(char *to, uint32_t c);
/* How many bytes at the beginning of v are valid UTF-8; v.length if all are. */
size_t utf8_valid(struct view v);
/* The number of code points in v, which is valid. */
size_t utf8_count(struct view v);
/* v with all that is not valid replaced by U+FFFD (one for each bad byte); v itself if it is valid. */
struct view utf8_mended(struct arena *m, struct view v);

bool utf8_is_letter(uint32_t c);
bool utf8_is_digit(uint32_t c); /* any decimal digit */
bool utf8_is_upper(uint32_t c);
bool utf8_is_lower(uint32_t c);
/* The first code point; 0 of nothing. */
uint32_t utf8_first(struct view v);
/* Whether a capital letter stands in it. */
bool utf8_has_upper(struct view v);
/* How many capital letters it has if it has no small one; 0 if it has. */
size_t utf8_capitals(struct view v);
bool utf8_is_space(uint32_t c); /* U+200B and U+FEFF too */
bool utf8_is_punctuation(uint32_t c);
uint32_t utf8_lower(uint32_t c);
uint32_t utf8_upper(uint32_t c);
/* v in lower case, in the arena; v itself where nothing changes. */
struct view utf8_lowered(struct arena *m, struct view v);
/* v in lower case, without accents, typographic quotes and dashes made plain: the form in which names and
 * phrases are looked up. Lives as long as m. */
struct view utf8_folded(struct arena *m, struct view v);

#endif
