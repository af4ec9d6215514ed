/* The compiler of tables: know/NAME.tsv to an image. See know.h for the form of a table. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "article/day.h"
#include "article/labels.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "know/image.h"

enum { MOST_COLUMNS = 32 };

struct key {
	struct view text;
	uint32_t row;
};

/* What is gathered of one table before it is laid out. */
struct work {
	struct arena *arena;
	struct buffer *out;
	size_t base;         /* where the image begins in out */
	struct map *strings; /* text → offset + 1 */
	const struct source *source;
	struct error *error;
	uint32_t line;
	uint32_t column_count;
	struct {
		struct view name;
		enum cell_kind kind;
		enum label_set set;
	} columns[MOST_COLUMNS];
	VECTOR(uint32_t) cells;
	VECTOR(struct key) keys;
	uint32_t rows;
};

static uint32_t here(const struct work *w)
{
	return (uint32_t)(w->out->length - w->base);
}

static void put_number(struct work *w, uint32_t n)
{
	buffer_add(w->out, view_of((const char *)&n, sizeof n));
}

static uint32_t put_string(struct work *w, struct view text)
{
	uint32_t *known = map_put(w->strings, text);
	if (*known)
		return *known - 1;
	uint32_t offset = here(w);
	*known = offset + 1;
	put_number(w, (uint32_t)text.length);
	buffer_add(w->out, text);
	while (here(w) % 4)
		buffer_byte(w->out, '\0');
	return offset;
}

static int wrong(const struct work *w, const char *what, struct view cell, struct view instead)
{
	return fail(w->error, "%.*s:%u: %s \"%.*s\"%s%.*s%s", VIEW_ARGS(w->source->path), w->line, what,
	            VIEW_ARGS(cell), instead.length ? "; did you mean \"" : "", VIEW_ARGS(instead),
	            instead.length ? "\"?" : "");
}

/* The kind of a column from what stands behind its colon. */
static int column_kind(struct work *w, uint32_t i, struct view kind)
{
	static const struct {
		struct view name;
		enum cell_kind kind;
	} kinds[] = {{VIEW_OF(""), CELL_TEXT},         {VIEW_OF("keys"), CELL_KEYS},
	             {VIEW_OF("list"), CELL_LIST},     {VIEW_OF("conditions"), CELL_CONDITIONS},
	             {VIEW_OF("number"), CELL_NUMBER}, {VIEW_OF("day"), CELL_DAY}};
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		if (view_equal(kind, kinds[k].name)) {
			w->columns[i].kind = kinds[k].kind;
			if (i == 0 && kinds[k].kind == CELL_TEXT)
				w->columns[i].kind = CELL_KEY;
			return kinds[k].kind == CELL_KEYS && i
			               ? wrong(w, "only the first column may be", kind, VIEW("list"))
			               : 0;
		}
	for (uint32_t set = 0; set < LABELS_COUNT; set++)
		if (view_equal(kind, label_set_name((enum label_set)set))) {
			w->columns[i].kind = CELL_LABEL;
			w->columns[i].set = (enum label_set)set;
			return 0;
		}
	return wrong(w, "there is no kind of column", kind, (struct view){0});
}

static int read_header(struct work *w, struct view line)
{
	while (line.at) {
		if (w->column_count == MOST_COLUMNS)
			return wrong(w, "too many columns at", line, (struct view){0});
		struct view kind = view_cut(&line, '\t');
		struct view name = view_cut(&kind, ':');
		uint32_t i = w->column_count++;
		w->columns[i].name = name;
		if (column_kind(w, i, kind))
			return -1;
	}
	return 0;
}

static void add_key(struct work *w, struct view key)
{
	struct view folded = utf8_folded(w->arena, view_trim(key));
	if (folded.length)
		*vector_push(w->arena, &w->keys) = (struct key){folded, w->rows};
}

static int read_number(struct work *w, struct view cell, uint32_t *to)
{
	char text[64] = "";
	if (cell.length >= sizeof text)
		return wrong(w, "this is no number:", cell, (struct view){0});
	memcpy(text, cell.at, cell.length);
	char *end = text;
	double value = cell.length ? strtod(text, &end) : (double)NAN;
	if (*end)
		return wrong(w, "this is no number:", cell, (struct view){0});
	*to = here(w);
	buffer_add(w->out, view_of((const char *)&value, sizeof value));
	return 0;
}

static int read_cell(struct work *w, uint32_t column, struct view cell)
{
	uint32_t value = 0;
	switch (w->columns[column].kind) {
	case CELL_KEYS:
		for (struct view left = cell; left.at;)
			add_key(w, view_cut(&left, '|'));
		value = put_string(w, cell);
		break;
	case CELL_KEY:
		add_key(w, cell);
		value = put_string(w, cell);
		break;
	case CELL_TEXT:
	case CELL_LIST:
	case CELL_CONDITIONS:
		value = put_string(w, cell);
		break;
	case CELL_NUMBER:
		if (read_number(w, cell, &value))
			return -1;
		break;
	case CELL_DAY: {
		int32_t day = day_of_iso(cell);
		if (cell.length && day == NO_DAY)
			return wrong(w, "this is no ISO 8601 date:", cell, (struct view){0});
		memcpy(&value, &day, sizeof value);
		break;
	}
	case CELL_LABEL:
		value = label_find(w->columns[column].set, cell);
		if (cell.length && !value)
			return wrong(w, "there is no such label:", cell,
			             label_nearest(w->columns[column].set, cell));
		break;
	}
	*vector_push(w->arena, &w->cells) = value;
	return 0;
}

static int read_row(struct work *w, struct view line)
{
	struct view whole = line;
	for (uint32_t i = 0; i < w->column_count; i++) {
		if (!line.at)
			return wrong(w, "too few columns in", whole, (struct view){0});
		struct view cell = view_cut(&line, '\t');
		if (!cell.at)
			cell.at = "";
		if (read_cell(w, i, cell))
			return -1;
	}
	if (line.at)
		return wrong(w, "too many columns, from", line, (struct view){0});
	w->rows++;
	return 0;
}

static int read_table(struct work *w)
{
	struct view left = w->source->text, before = {0};
	while (left.at) {
		struct view line = view_cut(&left, '\n');
		w->line++;
		if (line.length && line.at[line.length - 1] == '\r')
			line.length--;
		if (!line.length || line.at[0] == '#')
			continue;
		if (!w->column_count) {
			if (read_header(w, line))
				return -1;
			continue;
		}
		if (utf8_valid(line) != line.length)
			return wrong(w, "this is not UTF-8:", view_slice(line, 0, 40), (struct view){0});
		if (before.length && view_compare(before, line) > 0)
			return wrong(w, "rows are out of order (LC_ALL=C sort) at", view_slice(line, 0, 60),
			             (struct view){0});
		before = line;
		if (read_row(w, line))
			return -1;
		if (w->keys.count >= 1u << IMAGE_ENTRY_BITS)
			return fail(w->error, "%.*s:%u: a table has at most 16 million keys; split it",
			            VIEW_ARGS(w->source->path), w->line);
	}
	return w->column_count ? 0 : wrong(w, "there is no header in", w->source->path, (struct view){0});
}

static int compare_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int order = view_compare(x->text, y->text);
	return order ? order : (x->row > y->row) - (x->row < y->row);
}

static uint32_t power_over(uint32_t n)
{
	uint32_t p = 8;
	while (p < n * 2)
		p *= 2;
	return p;
}

/* The hash index: a slot for each distinct key, probed in line. */
static void put_slots(struct work *w, struct image_table *t)
{
	t->slot_count = power_over(w->keys.count);
	uint32_t *slots = arena_zeroed(w->arena, t->slot_count, sizeof *slots);
	for (uint32_t i = 0; i < w->keys.count; i++) {
		if (i && view_equal(w->keys.at[i].text, w->keys.at[i - 1].text))
			continue;
		uint64_t hash = view_hash(w->keys.at[i].text);
		uint32_t at = (uint32_t)hash;
		while (slots[at & (t->slot_count - 1)])
			at++;
		slots[at & (t->slot_count - 1)] = image_slot(i, hash);
	}
	t->slots = here(w);
	buffer_add(w->out, view_of((const char *)slots, t->slot_count * sizeof *slots));
}

/* How long a key that begins with a word of this hash can be: what know_longest need not look beyond. */
static void put_firsts(struct work *w, struct image_table *t)
{
	t->first_count = power_over(w->keys.count);
	uint32_t *firsts = arena_zeroed(w->arena, t->first_count, sizeof *firsts);
	for (uint32_t i = 0; i < w->keys.count; i++) {
		struct view key = w->keys.at[i].text;
		uint32_t *longest = &firsts[(uint32_t)view_hash(first_word(key)) & (t->first_count - 1)];
		if (key.length > *longest)
			*longest = (uint32_t)key.length;
	}
	t->firsts = here(w);
	buffer_add(w->out, view_of((const char *)firsts, t->first_count * sizeof *firsts));
}

static struct image_table put_table(struct work *w)
{
	struct image_table t = {
	        .column_count = w->column_count, .row_count = w->rows, .entry_count = w->keys.count};
	struct image_column columns[MOST_COLUMNS];
	t.name = put_string(w, w->source->name);
	for (uint32_t i = 0; i < w->column_count; i++)
		columns[i] = (struct image_column){put_string(w, w->columns[i].name), w->columns[i].kind};
	t.columns = here(w);
	buffer_add(w->out, view_of((const char *)columns, w->column_count * sizeof *columns));
	t.cells = here(w);
	buffer_add(w->out, view_of((const char *)w->cells.at, w->cells.count * sizeof *w->cells.at));
	if (w->keys.count)
		qsort(w->keys.at, w->keys.count, sizeof *w->keys.at, compare_keys);
	struct image_entry *entries = arena_alloc(w->arena, w->keys.count * sizeof *entries);
	for (uint32_t i = 0; i < w->keys.count; i++)
		entries[i] = (struct image_entry){put_string(w, w->keys.at[i].text), w->keys.at[i].row};
	t.entries = here(w);
	buffer_add(w->out, view_of((const char *)entries, w->keys.count * sizeof *entries));
	put_slots(w, &t);
	put_firsts(w, &t);
	return t;
}

/* A user's table must have the columns of the one that it adds to, in the same order. */
static int check_like(const struct work *w, const void *like)
{
	const struct image_table *t = like ? image_table(like, w->source->name) : NULL;
	if (!t)
		return like ? fail(w->error, "%.*s: there is no table \"%.*s\" to add to",
		                   VIEW_ARGS(w->source->path), VIEW_ARGS(w->source->name))
		            : 0;
	const struct image_column *columns = (const void *)((const char *)like + t->columns);
	for (uint32_t i = 0; i < w->column_count || i < t->column_count; i++) {
		struct view theirs =
		        i < t->column_count ? image_string(like, columns[i].name) : (struct view){0};
		if (i >= w->column_count || i >= t->column_count || !view_equal(theirs, w->columns[i].name))
			return fail(w->error, "%.*s: column %u must be \"%.*s\"", VIEW_ARGS(w->source->path),
			            i + 1, VIEW_ARGS(theirs));
	}
	return 0;
}

static int compile_all(struct work *w, const struct source *sources, size_t count, const void *like)
{
	struct image_table *tables = arena_alloc(w->arena, (count ? count : 1) * sizeof *tables);
	struct work blank = *w;
	for (size_t i = 0; i < count; i++) {
		*w = blank;
		w->source = &sources[i];
		if (read_table(w) || check_like(w, like))
			return -1;
		tables[i] = put_table(w);
	}
	struct image head = {.magic = IMAGE_MAGIC, .tables = here(w), .table_count = (uint32_t)count};
	buffer_add(w->out, view_of((const char *)tables, count * sizeof *tables));
	head.size = here(w);
	if (w->out->failed)
		return fail(w->error, "no memory to compile the tables");
	memcpy(w->out->at + w->base, &head, sizeof head);
	return 0;
}

int image_compile(struct buffer *out, const struct source *sources, size_t count, const void *like,
                  struct error *e)
{
	struct arena arena;
	jmp_buf landing;
	arena_init(&arena, (size_t)1 << 30);
	arena.landing = &landing;
	if (setjmp(landing)) {
		arena_free(&arena);
		return fail(e, "the tables need more than 1 GB of memory to compile");
	}
	struct map strings = map_in(&arena);
	struct work work = {
	        .arena = &arena, .out = out, .base = out->length, .strings = &strings, .error = e};
	struct image empty = {0};
	buffer_add(out, view_of((const char *)&empty, sizeof empty));
	int result = compile_all(&work, sources, count, like);
	arena_free(&arena);
	return result;
}
