/* json: JSON on its way into a buffer. Commas are put in by the writer, so that callers only say what comes.
 */
#ifndef ARTICLE_JSON_H
#define ARTICLE_JSON_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/view.h"

/* A string in quotation marks. What is no valid UTF-8 becomes U+FFFD. */
void json_string(struct buffer *out, struct view v);
/* A number with at most six decimals; null if it is none. The same in every locale. */
void json_number(struct buffer *out, double n);

/* , "key": */
void json_key(struct buffer *out, const char *key);
/* A comma where something stands before it in this object or list. */
void json_comma(struct buffer *out);

/* One member each. An empty text is null. */
void json_text(struct buffer *out, const char *key, struct view v);
void json_count(struct buffer *out, const char *key, uint64_t n);
void json_real(struct buffer *out, const char *key, double n);
void json_null(struct buffer *out, const char *key);

#endif
