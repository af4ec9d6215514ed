/* model: what a model file holds, pointed into, not copied. For the files of this room alone.
 *
 * The file is little-endian: a header of 64 bytes, then `table_count` entries of 64 bytes, then the tables,
 * each aligned to 64. A table has a name, a type and a shape; train/export.py writes them, open.c checks
 * them. */
#ifndef LANG_MODEL_H
#define LANG_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"
#include "lang/kernels.h"

enum {
	MODEL_FORMAT = 1,
	MODEL_LAYERS_MOST = 12,
	MODEL_WIDTH_MOST = 4096, /* of a token's row of activations */
	MODEL_ROWS_MOST = 2048,  /* of any layer or head */
	MODEL_EXTRAS_MOST = 8,
	FEATURE_KINDS = 7, /* word, prefix, three suffixes, shape, place */
	DISTANCES = 64,    /* governor minus dependent, -31..31, and the root's */
};

struct model_header {
	char magic[8]; /* "dateline" */
	uint32_t format, table_count;
	uint64_t size;     /* of the whole file */
	uint64_t checksum; /* XXH3 of all that follows the header */
	uint64_t unused[4];
};

enum table_type { TABLE_TEXT, TABLE_I8, TABLE_I16, TABLE_I32, TABLE_U32 };

struct model_entry {
	char name[32]; /* ended by NUL */
	uint32_t type, rows, columns, unused;
	uint64_t offset, size;
};

/* rows of weights over `segments` runs of `columns` bytes; rows is a multiple of TILE_ROWS. scale: NULL where
 * the sums are the result. */
struct dense {
	const int8_t *weight;
	const int32_t *bias, *scale;
	uint32_t rows, columns, segments;
	const struct group
	        *groups; /* [rows / TILE_ROWS][columns / 4 * segments]: the order to take them in */
	const uint32_t (*runs)[RUN_GROUPS]; /* [rows / TILE_ROWS]: the runs that they stand in */
};

enum layer_kind { LAYER_WINDOW, LAYER_GATED, LAYER_KINDS };

/* Reads `dense.columns` columns of each token's row from `from`, and writes `width` of them at `to`. */
struct layer {
	enum layer_kind kind;
	uint32_t from, to, width;
	struct dense dense;
};

/* Hidden layer and logits over the columns from `from`. classes is how many of the output's rows count. */
struct head {
	uint32_t from, classes;
	struct dense hidden, output;
};

struct extra {
	struct view name;
	struct head head;
};

struct tag {
	uint8_t upos, xpos;
	uint64_t features;
};

struct name_tag {
	uint8_t entity; /* ENTITY_NONE: outside of names */
	bool begins;
	uint8_t begun; /* of a tag inside a name: the one that begins such names */
};

struct rule {
	uint32_t how; /* enum lemma_case */
	uint32_t cut; /* code points to take from the end */
	struct view add;
};

struct model {
	const char *file;
	size_t size;
	bool mapped; /* by us, to be unmapped */
	const struct kernels *kernels;
	struct view version, licence;

	/* tokens: weights of 4 classes (same token, new token, joined word, none) by hashed feature */
	const int16_t *break_weights;
	uint32_t break_slots;  /* a power of two */
	const uint32_t *inner; /* [inner_count][2]: hash of a word, place of the break in it; sorted */
	uint32_t inner_count;

	/* embedding */
	const uint32_t *word_slots; /* [word_slot_count][2]: hash, row */
	uint32_t word_slot_count;   /* a power of two */
	const int8_t *rows;
	const int16_t *row_bias;
	uint32_t starts[FEATURE_KINDS], sizes[FEATURE_KINDS], row_width;

	struct layer layers[MODEL_LAYERS_MOST];
	uint32_t layer_count, width; /* width of a token's row of activations */

	struct head end, tag, name, label; /* label's hidden layer: the dependent's part */
	struct dense dependent, governor, label_governor;
	uint32_t arc_from;
	const int8_t *arc_root;      /* [dependent.rows] */
	struct dense arcs;           /* a sentence's governors as rows: what is known of them beforehand */
	const int32_t *arc_distance; /* [DISTANCES] */
	const int32_t *label_root;   /* [label.hidden.rows]: sums of the root as governor */
	struct extra extras[MODEL_EXTRAS_MOST];
	uint32_t extra_count;

	struct tag *tags;           /* [tag.classes] */
	uint8_t *relations;         /* [label.classes] */
	uint32_t root_label;        /* which of them is root */
	struct name_tag *name_tags; /* [name.classes] */
	int32_t name_unit;          /* sums of the name head to one in the logarithm of the odds */

	/* lemmas */
	const uint32_t *lemma_slots; /* [lemma_slot_count][2]: hash of tag and ending, rule + 1 */
	uint32_t lemma_slot_count;
	struct rule *rules;
	uint32_t rule_count;
};

#endif
