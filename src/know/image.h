/* image: how compiled tables lie in memory. Shared by the compiler of tables and the look-ups; no other room
 * includes it. All offsets are bytes from the beginning of the image; all numbers are the machine's own,
 * since an image never leaves the machine it was built on. */
#ifndef KNOW_IMAGE_H
#define KNOW_IMAGE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/view.h"

#define IMAGE_MAGIC UINT32_C(0x574e4b32)

enum cell_kind {
	CELL_TEXT,
	CELL_KEY,
	CELL_KEYS,
	CELL_LIST,
	CELL_CONDITIONS,
	CELL_NUMBER,
	CELL_DAY,
	CELL_LABEL
};

struct image {
	uint32_t magic, size;
	uint32_t tables, table_count; /* of struct image_table, in the order of their names */
};

struct image_column {
	uint32_t name; /* a string */
	uint32_t kind; /* enum cell_kind */
};

struct image_table {
	uint32_t name;
	uint32_t columns, column_count; /* of struct image_column */
	uint32_t cells, row_count;     /* uint32_t cells[row_count][column_count]: a string, a label, a day, a
	                                  number's place */
	uint32_t entries, entry_count; /* of struct image_entry, by key, then by row */
	uint32_t slots, slot_count;    /* uint32_t, as image_slot() has it, 0: empty; a power of two */
	uint32_t firsts, first_count;  /* uint32_t: the longest key, in bytes, whose first word has this hash;
	                                  a power of two */
};

enum { IMAGE_ENTRY_BITS = 24 };

/* 1 + the first entry of a key, and above it eight bits of the key's hash: they tell most other keys in the
 * same place apart, so that those need not be fetched. */
static inline uint32_t image_slot(uint32_t entry, uint64_t hash)
{
	return (entry + 1) | (uint32_t)(hash >> 56) << IMAGE_ENTRY_BITS;
}

struct image_entry {
	uint32_t key; /* a string, folded */
	uint32_t row;
};

/* A string lies as its length (uint32_t), its bytes, and padding to 4. */
static inline struct view image_string(const void *image, uint32_t offset)
{
	uint32_t length;
	memcpy(&length, (const char *)image + offset, sizeof length);
	return view_of((const char *)image + offset + sizeof length, length);
}
/* The run of letters and digits at the beginning of a folded key or token. */
struct view first_word(struct view folded);

/* One table's text on its way into an image. */
struct source {
	struct view name; /* of the table */
	struct view path; /* for messages */
	struct view text; /* the file */
};

/* Compiles tables into one image appended to *out. With like != NULL the columns of each table must be those
 * of the table of that name there. 0, or -1 with file, line and what is wrong in *e. */
int image_compile(struct buffer *out, const struct source *sources, size_t count, const void *like,
                  struct error *e);
/* Reports, a line each, the rows of an image's tables that have conditions and that no look-up gets to, since
 * an earlier row of the same key asks for no more than they do. */
void image_shadows(const void *image, struct buffer *report);
/* The table of this name in the image, or NULL. */
const struct image_table *image_table(const void *image, struct view name);

#endif
