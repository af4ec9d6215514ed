#include "know/know.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "know/image.h"

/* The program's own image, put here by image.S. */
extern const char dateline_know_image[];

struct table {
	const char *image;
	const struct image_table *facts;
	const struct table *next; /* the program's own behind a user's; asked when this one has no more */
};

struct know {
	struct buffer user; /* the image of the user's rows; empty: none */
	uint32_t count;
	struct table *tables;   /* as they are asked for: the user's where there is one, else the program's */
	struct table *overlaid; /* the program's own behind a user's, same indices */
};

static struct view name_of(const struct table *t)
{
	return image_string(t->image, t->facts->name);
}

static int compare_names(const void *a, const void *b)
{
	return view_compare(name_of(a), name_of(b));
}

static void link_tables(struct know *k)
{
	const struct image *head = (const void *)dateline_know_image;
	const struct image_table *facts = (const void *)(dateline_know_image + head->tables);
	for (uint32_t i = 0; i < k->count; i++) {
		struct view name = image_string(dateline_know_image, facts[i].name);
		const struct image_table *mine = k->user.length ? image_table(k->user.at, name) : NULL;
		k->overlaid[i] = (struct table){dateline_know_image, &facts[i], NULL};
		k->tables[i] = mine ? (struct table){k->user.at, mine, &k->overlaid[i]} : k->overlaid[i];
	}
	if (k->count)
		qsort(k->tables, k->count, sizeof *k->tables, compare_names);
}

static int read_file(struct buffer *to, const char *path, struct error *e)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return fail(e, "%s: %s", path, strerror(errno));
	to->limit = (size_t)256 << 20;
	char *room;
	size_t n = 0;
	while ((room = buffer_reserve(to, 65536)) && (n = fread(room, 1, 65536, f)) > 0)
		to->length += n;
	int bad = ferror(f);
	fclose(f);
	if (to->failed)
		return fail(e, "%s: over 256 MB, or no memory for it", path);
	return bad ? fail(e, "%s: cannot be read to its end", path) : 0;
}

/* "…/actors.tsv" adds to actors, unless the first line says "# table: NAME". */
static struct view table_name(const char *path, struct view text)
{
	struct view mark = VIEW("# table:"), line = view_cut(&text, '\n');
	if (view_starts(line, mark))
		return view_trim(view_slice(line, mark.length, line.length));
	struct view name = view_of_string(path);
	const char *slash = strrchr(path, '/');
	if (slash)
		name = view_of_string(slash + 1);
	const char *dot = memchr(name.at, '.', name.length);
	return dot ? view_of(name.at, (size_t)(dot - name.at)) : name;
}

static int compile_user(struct know *k, const char *const *files, size_t count, struct error *e)
{
	int result = -1;
	struct buffer *texts = calloc(count, sizeof *texts);
	struct source *sources = calloc(count, sizeof *sources);
	if (!texts || !sources) {
		fail(e, "no memory to read %zu tables", count);
		goto done;
	}
	for (size_t i = 0; i < count; i++) {
		if (read_file(&texts[i], files[i], e))
			goto done;
		struct view text = buffer_view(&texts[i]);
		sources[i] = (struct source){table_name(files[i], text), view_of_string(files[i]), text};
	}
	result = image_compile(&k->user, sources, count, dateline_know_image, e);
done:
	for (size_t i = 0; texts && i < count; i++)
		buffer_free(&texts[i]);
	free(texts);
	free(sources);
	return result;
}

struct know *know_open(const char *const *files, size_t count, struct error *e)
{
	const struct image *head = (const void *)dateline_know_image;
	struct know *k = calloc(1, sizeof *k);
	if (!k)
		goto no_memory;
	k->count = head->table_count;
	k->tables = calloc(k->count + 1, sizeof *k->tables);
	k->overlaid = calloc(k->count + 1, sizeof *k->overlaid);
	if (!k->tables || !k->overlaid)
		goto no_memory;
	if (count && compile_user(k, files, count, e)) {
		know_close(k);
		return NULL;
	}
	link_tables(k);
	return k;
no_memory:
	know_close(k);
	fail(e, "no memory to open the tables");
	return NULL;
}

void know_close(struct know *k)
{
	if (!k)
		return;
	buffer_free(&k->user);
	free(k->tables);
	free(k->overlaid);
	free(k);
}

const struct table *know_table(const struct know *k, const char *name)
{
	struct view wanted = view_of_string(name);
	for (uint32_t low = 0, high = k->count; low < high;) {
		uint32_t middle = low + (high - low) / 2;
		int order = view_compare(wanted, name_of(&k->tables[middle]));
		if (!order)
			return &k->tables[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static const void *at(const struct table *t, uint32_t offset)
{
	return t->image + offset;
}

uint32_t know_column(const struct table *t, const char *name)
{
	const struct image_column *columns = t ? at(t, t->facts->columns) : NULL;
	struct view wanted = view_of_string(name);
	for (uint32_t i = 0; t && i < t->facts->column_count; i++)
		if (view_equal(image_string(t->image, columns[i].name), wanted))
			return i;
	return NONE;
}

uint32_t know_count(const struct table *t)
{
	uint32_t count = 0;
	for (; t; t = t->next)
		count += t->facts->row_count;
	return count;
}

struct row know_row(const struct table *t, uint32_t i)
{
	for (; t; i -= t->facts->row_count, t = t->next)
		if (i < t->facts->row_count)
			return (struct row){t, i, NONE};
	return (struct row){0};
}

static struct row find_in(const struct table *t, struct view folded, uint64_t hash)
{
	const uint32_t *slots = at(t, t->facts->slots);
	const struct image_entry *entries = at(t, t->facts->entries);
	uint32_t mask = t->facts->slot_count - 1;
	for (uint32_t i = (uint32_t)hash; slots[i & mask]; i++) {
		uint32_t entry = (slots[i & mask] & ((1u << IMAGE_ENTRY_BITS) - 1)) - 1;
		if (slots[i & mask] == image_slot(entry, hash) &&
		    view_equal(image_string(t->image, entries[entry].key), folded))
			return (struct row){t, entries[entry].row, entry};
	}
	return (struct row){0};
}

static struct row find_from(const struct table *t, struct view folded)
{
	uint64_t hash = view_hash(folded);
	for (; t; t = t->next) {
		struct row row = find_in(t, folded, hash);
		if (row.table)
			return row;
	}
	return (struct row){0};
}

struct row know_find(const struct table *t, struct view folded)
{
	return find_from(t, folded);
}

struct row know_next(struct row row)
{
	const struct table *t = row.table;
	if (!t || row.entry == NONE)
		return (struct row){0};
	const struct image_entry *entries = at(t, t->facts->entries);
	uint32_t next = row.entry + 1;
	struct view key = image_string(t->image, entries[row.entry].key);
	if (next < t->facts->entry_count && entries[next].key == entries[row.entry].key)
		return (struct row){t, entries[next].row, next};
	return find_from(t->next, key);
}

struct row know_find_text(const struct table *t, struct arena *m, struct view text)
{
	const char *here = arena_here(m);
	struct row row = t ? find_from(t, utf8_folded(m, text)) : (struct row){0};
	arena_back(m, here);
	return row;
}

/* The longest key of t or what lies behind it that a word like this can begin; 0: none. */
static uint32_t longest_from(const struct table *t, uint64_t hash)
{
	uint32_t longest = 0;
	for (; t; t = t->next) {
		const uint32_t *firsts = at(t, t->facts->firsts);
		uint32_t here = firsts[(uint32_t)hash & (t->facts->first_count - 1)];
		longest = here > longest ? here : longest;
	}
	return longest;
}

/* Folded, with each run of white space as one space, as keys are written. */
static struct view folded_phrase(struct arena *m, struct view text)
{
	struct view folded = utf8_folded(m, text);
	char *to = (char *)(uintptr_t)folded.at; /* fresh from the arena, so ours to change */
	size_t length = 0;
	for (size_t i = 0; i < folded.length; i++) {
		char c = folded.at[i] == '\n' || folded.at[i] == '\t' ? ' ' : folded.at[i];
		if (c != ' ' || (length && to[length - 1] != ' '))
			to[length++] = c;
	}
	return view_of(to, length);
}

uint64_t know_first(const struct article *a, uint32_t token)
{
	const char *here = arena_here(a->arena);
	uint64_t hash = view_hash(first_word(utf8_folded(a->arena, text_of_token(a, token))));
	arena_back(a->arena, here);
	return hash;
}

struct know_match know_longest(const struct table *t, const struct article *a, uint32_t token, uint32_t end)
{
	if (!t || token >= end)
		return (struct know_match){.tokens = {token, token}};
	return know_longest_with(t, a, token, end, know_first(a, token));
}

struct know_match know_longest_with(const struct table *t, const struct article *a, uint32_t token,
                                    uint32_t end, uint64_t first)
{
	struct know_match best = {.tokens = {token, token}};
	const char *here = arena_here(a->arena);
	uint32_t longest = longest_from(t, first);
	for (uint32_t last = token; longest && last < end; last++) {
		struct bytes bytes = bytes_of(a, (struct tokens){token, last + 1});
		/* Folding shortens a character to a third at the most. */
		if (bytes.end - bytes.begin > longest * 3 + 8)
			break;
		struct view phrase = folded_phrase(a->arena, text_of(a, bytes));
		struct row row = phrase.length <= longest ? find_from(t, phrase) : (struct row){0};
		arena_back(a->arena, here);
		if (phrase.length > longest) /* and more tokens make it no shorter */
			break;
		if (row.table)
			best = (struct know_match){row, {token, last + 1}};
	}
	return best;
}

static uint32_t cell(struct row row, uint32_t column, enum cell_kind *kind)
{
	const struct image_table *facts = row.table ? row.table->facts : NULL;
	if (!facts || column >= facts->column_count) {
		*kind = CELL_LABEL;
		return 0;
	}
	const struct image_column *columns = at(row.table, facts->columns);
	const uint32_t *cells = at(row.table, facts->cells);
	*kind = (enum cell_kind)columns[column].kind;
	return cells[row.index * facts->column_count + column];
}

struct view know_text(struct row row, uint32_t column)
{
	enum cell_kind kind;
	uint32_t value = cell(row, column, &kind);
	return kind <= CELL_CONDITIONS ? image_string(row.table->image, value) : (struct view){0};
}

uint32_t know_label(struct row row, uint32_t column)
{
	enum cell_kind kind;
	uint32_t value = cell(row, column, &kind);
	return kind == CELL_LABEL ? value : 0;
}

double know_number(struct row row, uint32_t column)
{
	enum cell_kind kind;
	uint32_t offset = cell(row, column, &kind);
	double value = (double)NAN;
	if (kind == CELL_NUMBER)
		memcpy(&value, at(row.table, offset), sizeof value);
	return value;
}

int32_t know_day(struct row row, uint32_t column)
{
	enum cell_kind kind;
	uint32_t value = cell(row, column, &kind);
	int32_t day = NO_DAY;
	if (kind == CELL_DAY)
		memcpy(&day, &value, sizeof day);
	return day;
}

bool know_lists(struct row row, uint32_t column, struct view text)
{
	struct view list = know_text(row, column);
	while (list.length)
		if (view_equal(view_cut(&list, '|'), text))
			return true;
	return false;
}

struct view know_key(struct row row)
{
	struct view keys = know_text(row, 0);
	return view_cut(&keys, '|');
}

struct view know_why(struct arena *m, struct row row)
{
	if (!row.table)
		return (struct view){0};
	struct view name = image_string(row.table->image, row.table->facts->name), key = know_key(row);
	char *to = arena_alloc(m, name.length + key.length + 1);
	memcpy(to, name.at, name.length);
	to[name.length] = ':';
	memcpy(to + name.length + 1, key.at, key.length);
	return view_of(to, name.length + key.length + 1);
}
