/* charset: from bytes in any encoding to UTF-8, as browsers read them (WHATWG Encoding and HTML standards).
 *
 * Which encoding: a byte order mark, then what the container said, then what the page says of itself (meta,
 * XML declaration), then the bytes. Where the bytes plainly say otherwise they win over both words: text that
 * is all valid UTF-8 is not read as windows-1252 because a server's setting is old.
 * Bytes that are wrong in their encoding become U+FFFD. */
#ifndef PAGE_CHARSET_H
#define PAGE_CHARSET_H

#include "base/arena.h"
#include "base/view.h"

struct know;

/* bytes as valid UTF-8: the bytes themselves (without a mark) where they are that already. *charset is what
 * the container says, or empty; it becomes the name of what they were read as, in lower case. */
struct view charset_decode(struct arena *m, const struct know *k, struct view bytes, struct view *charset);

/* ---- for the files of charset ---- */

/* The encoding that a page says it is in, as its label stands there; empty if it says none. *from is 0 at
 * first; as long as it is less than SIZE_MAX the next call gives the page's next word. */
struct view charset_declared(struct view bytes, size_t *from);

/* Decoders. Each gives valid UTF-8, in the arena unless it is the bytes themselves. */
struct view charset_from_utf8(struct arena *m, struct view bytes);
struct view charset_from_utf16(struct arena *m, struct view bytes, int big_endian);
/* high: the code points of bytes 128 to 255. */
struct view charset_from_table(struct arena *m, struct view bytes, const uint32_t high[128]);
/* By the system's iconv under this name. at == NULL: the system does not know it. */
struct view charset_from_iconv(struct arena *m, struct view bytes, struct view name);

#endif
