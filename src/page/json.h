/* json: reads the JSON that pages carry, broken or not.
 *
 * Values lie in one array in the order of the text; a value's members are those behind it up to its `end`.
 * What cannot be read is skipped: raw line ends in strings, commas too many, brackets too few. */
#ifndef PAGE_JSON_H
#define PAGE_JSON_H

#include "base/arena.h"
#include "base/vector.h"
#include "base/view.h"

enum json_kind { JSON_OTHER, JSON_STRING, JSON_ARRAY, JSON_OBJECT }; /* other: numbers, true, false, null */

struct json_value {
	struct view key;  /* in an object */
	struct view text; /* of a string, its escapes resolved; of JSON_OTHER as it stands */
	uint32_t end;     /* the first value behind it and its members */
	uint32_t kind;
};

struct json {
	VECTOR(struct json_value) values; /* value 0 is the first at the top; there may be more behind it */
};

struct json json_read(struct arena *m, struct view text);
/* The member of an object with this key, or the number of values if there is none. */
uint32_t json_member(const struct json *j, uint32_t object, struct view key);
/* The text of such a member if it is a string or number; else empty. */
struct view json_member_text(const struct json *j, uint32_t object, struct view key);

/* for (each member of value) */
#define json_each(j, member, value)                                                                          \
	for (uint32_t member = (value) + 1; member < (j)->values.at[value].end;                              \
	     member = (j)->values.at[member].end)

#endif
