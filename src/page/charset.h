/* charset: from bytes in any encoding to UTF-8. */
#ifndef PAGE_CHARSET_H
#define PAGE_CHARSET_H

#include "base/arena.h"
#include "base/view.h"

/* bytes as valid UTF-8: bytes themselves where they are that already. *charset is what the container says (or
 * empty) and becomes what they were read as. A mark at the beginning wins, then the container, then the
 * page's own word, then its bytes. */
struct view charset_decode(struct arena *m, struct view bytes, struct view *charset);

#endif
