#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "article/labels.h"
#include "base/error.h"
#include "lang/groups.h"
#include "lang/lang.h"
#include "lang/model.h"

/* The program's own model, put here by script/embed. */
extern const char dateline_model[], dateline_model_end[];

/* What is being read, and what to say if it is not right. */
struct opening {
	struct model *model;
	const char *path;
	struct error *error;
	bool failed; /* the first reason stands */
};

static void refuse(struct opening *o, const char *what, const char *name)
{
	if (!o->failed)
		fail(o->error, "%s: no model of this program: %s \"%s\"; was it made by another version?",
		     o->path, what, name);
	o->failed = true;
}

static const struct model_entry *entry_of(const struct model *m, const char *name)
{
	const struct model_header *head = (const void *)m->file;
	const struct model_entry *entries = (const void *)(head + 1);
	for (uint32_t i = 0; i < head->table_count; i++)
		if (!strncmp(entries[i].name, name, sizeof entries[i].name))
			return &entries[i];
	return NULL;
}

/* The table's bytes if it has this type; NULL and refused if not. */
static const void *table(struct opening *o, const char *name, enum table_type type,
                         const struct model_entry **entry)
{
	*entry = entry_of(o->model, name);
	if (!*entry || (*entry)->type != type) {
		refuse(o, "it lacks the table", name);
		return NULL;
	}
	return o->model->file + (*entry)->offset;
}

/* The same with a shape that must hold. */
static const void *shaped(struct opening *o, const char *name, enum table_type type, uint64_t rows,
                          uint64_t columns)
{
	const struct model_entry *entry;
	const void *at = table(o, name, type, &entry);
	if (at && (entry->rows != rows || entry->columns != columns)) {
		refuse(o, "a wrong shape has the table", name);
		return NULL;
	}
	return at;
}

static struct view text(struct opening *o, const char *name)
{
	const struct model_entry *entry;
	const char *at = table(o, name, TABLE_TEXT, &entry);
	return at ? view_of(at, entry->size) : (struct view){0};
}

static const char *joined(char to[64], const char *first, const char *second)
{
	size_t a = strlen(first), b = strlen(second);
	a = a < 40 ? a : 40;
	b = b < 23 ? b : 23;
	memcpy(to, first, a);
	memcpy(to + a, second, b);
	to[a + b] = 0;
	return to;
}

static struct dense read_dense(struct opening *o, const char *name, uint32_t columns, uint32_t segments,
                               bool scaled)
{
	char full[64];
	struct dense d = {.columns = columns, .segments = segments};
	const struct model_entry *entry;
	d.bias = table(o, joined(full, name, ".bias"), TABLE_I32, &entry);
	if (!d.bias)
		return d;
	d.rows = entry->rows;
	if (d.rows % TILE_ROWS || !d.rows || d.rows > MODEL_ROWS_MOST || entry->columns != 1)
		refuse(o, "a wrong number of rows has the layer", name);
	d.weight = shaped(o, joined(full, name, ".weight"), TABLE_I8, d.rows, (uint64_t)columns * segments);
	if (scaled)
		d.scale = shaped(o, joined(full, name, ".scale"), TABLE_I32, d.rows, 1);
	if (columns % 4 || columns * segments > 1u << 16)
		refuse(o, "a wrong number of columns has the layer", name);
	for (uint32_t i = 0; !o->failed && i < d.rows; i++)
		if (d.bias[i] > 1 << 28 || d.bias[i] < -(1 << 28) || (scaled && d.scale[i] < 0))
			refuse(o, "a bias or scale out of bounds has the layer", name);
	return d;
}

static struct head read_head(struct opening *o, const char *name, uint32_t from, uint32_t columns)
{
	char full[64];
	struct head h = {.from = from};
	const struct model_entry *entry;
	h.hidden = read_dense(o, joined(full, name, ".hidden"), columns, 1, true);
	h.output = read_dense(o, joined(full, name, ".output"), h.hidden.rows, 1, false);
	const uint32_t *classes = table(o, joined(full, name, ".classes"), TABLE_U32, &entry);
	h.classes = classes && entry->size >= 4 ? classes[0] : 0;
	if (!h.classes || h.classes > h.output.rows)
		refuse(o, "a wrong number of classes has the head", name);
	return h;
}

static void read_words(struct opening *o)
{
	struct model *m = o->model;
	const struct model_entry *entry;
	m->word_slots = table(o, "words", TABLE_U32, &entry);
	if (!m->word_slots)
		return;
	m->word_slot_count = entry->rows;
	if (entry->columns != 2 || !entry->rows || (entry->rows & (entry->rows - 1)))
		refuse(o, "a wrong shape has the table", "words");
	const uint32_t *sizes = shaped(o, "embedding.sizes", TABLE_U32, FEATURE_KINDS, 1);
	const int8_t *rows = table(o, "embedding.rows", TABLE_I8, &entry);
	if (!sizes || !rows)
		return;
	uint64_t total = 0;
	for (uint32_t i = 0; i < FEATURE_KINDS; i++) {
		m->starts[i] = (uint32_t)total;
		m->sizes[i] = sizes[i];
		total += sizes[i];
		if (!sizes[i])
			refuse(o, "no rows has a kind of", "embedding.sizes");
	}
	m->rows = rows;
	m->row_width = entry->columns;
	if (total != entry->rows || m->row_width % 32 || !m->row_width || m->row_width > 1024)
		refuse(o, "a wrong shape has the table", "embedding.rows");
	m->row_bias = shaped(o, "embedding.bias", TABLE_I16, m->row_width, 1);
	bool room = false; /* an empty slot ends every search */
	for (uint32_t i = 0; i < m->word_slot_count; i++) {
		room |= m->word_slots[2 * i + 1] == 0;
		if (m->word_slots[2 * i + 1] >= m->sizes[0])
			refuse(o, "a row out of bounds has the table", "words");
	}
	for (uint32_t i = 0; m->row_bias && i < m->row_width; i++)
		if (m->row_bias[i] > 8192 || m->row_bias[i] < -8192)
			refuse(o, "a bias out of bounds has", "embedding.bias");
	if (!room)
		refuse(o, "no empty slot has the table", "words");
}

static void read_layers(struct opening *o)
{
	struct model *m = o->model;
	const struct model_entry *entry;
	const uint32_t *plan = table(o, "layers", TABLE_U32, &entry);
	if (!plan)
		return;
	if (entry->columns != 5 || entry->rows > MODEL_LAYERS_MOST) {
		refuse(o, "a wrong shape has the table", "layers");
		return;
	}
	uint32_t width = m->row_width;
	for (uint32_t i = 0; i < entry->rows && !o->failed; i++, plan += 5) {
		char name[] = {'l', 'a', 'y', 'e', 'r', (char)('a' + i), 0};
		struct layer *l = &m->layers[m->layer_count++];
		uint32_t columns = plan[2], segments = 2 * plan[4] + 1;
		*l = (struct layer){.kind = plan[0], .from = plan[1], .to = width, .width = plan[3]};
		if (plan[0] >= LAYER_KINDS || plan[1] > width || columns > width - plan[1] || plan[4] > 3 ||
		    l->width > MODEL_ROWS_MOST || l->width % 32 || (l->kind == LAYER_GATED && plan[4])) {
			refuse(o, "not understood is the layer", name);
			return;
		}
		l->dense = read_dense(o, name, columns, segments, true);
		if (l->dense.rows != (l->kind == LAYER_GATED ? 2 * l->width : l->width))
			refuse(o, "a wrong number of rows has the layer", name);
		width += l->width;
		if (width > MODEL_WIDTH_MOST)
			refuse(o, "too wide is the layer", name);
	}
	m->width = width;
}

/* The columns that a head reads, checked against the row's width. */
static bool read_range(struct opening *o, const char *name, uint32_t range[2])
{
	const uint32_t *at = shaped(o, name, TABLE_U32, 2, 1);
	if (!at || at[0] > o->model->width || at[1] > o->model->width - at[0] || !at[1]) {
		refuse(o, "out of bounds is", name);
		return false;
	}
	range[0] = at[0];
	range[1] = at[1];
	return true;
}

static void read_extras(struct opening *o)
{
	struct model *m = o->model;
	struct view names = text(o, "extras");
	while (names.length && !o->failed) {
		struct view name = view_cut(&names, '\n');
		char full[64], text[32];
		uint32_t range[2];
		if (!name.length)
			continue;
		if (m->extra_count == MODEL_EXTRAS_MOST || name.length > 15) {
			refuse(o, "too many or too long are", "extras");
			return;
		}
		memcpy(text, name.at, name.length);
		text[name.length] = 0;
		if (read_range(o, joined(full, text, ".range"), range))
			m->extras[m->extra_count++] =
			        (struct extra){name, read_head(o, text, range[0], range[1])};
	}
}

static void read_heads(struct opening *o)
{
	struct model *m = o->model;
	uint32_t range[2];
	if (!read_range(o, "top", range))
		return;
	m->arc_from = range[0];
	m->end = read_head(o, "end", range[0], range[1]);
	m->tag = read_head(o, "tag", range[0], range[1]);
	m->name = read_head(o, "name", range[0], range[1]);
	m->label = read_head(o, "label", range[0], range[1]);
	m->dependent = read_dense(o, "dependent", range[1], 1, true);
	m->governor = read_dense(o, "governor", range[1], 1, true);
	m->label_governor = read_dense(o, "label.governor", range[1], 1, false);
	m->arc_root = shaped(o, "arc.root", TABLE_I8, m->dependent.rows, 1);
	m->arc_distance = shaped(o, "arc.distance", TABLE_I32, DISTANCES, 1);
	m->label_root = shaped(o, "label.root", TABLE_I32, m->label.hidden.rows, 1);
	if (m->governor.rows != m->dependent.rows || m->label_governor.rows != m->label.hidden.rows)
		refuse(o, "two sizes have the two sides of", "arc and label");
	for (uint32_t i = 0; m->arc_distance && i < DISTANCES; i++)
		if (m->arc_distance[i] > 1 << 28 || m->arc_distance[i] < -(1 << 28))
			refuse(o, "a number out of bounds has", "arc.distance");
	for (uint32_t i = 0; m->label_root && i < m->label.hidden.rows; i++)
		if (m->label_root[i] > 1 << 28 || m->label_root[i] < -(1 << 28))
			refuse(o, "a number out of bounds has", "label.root");
	const int32_t *unit = shaped(o, "name.unit", TABLE_I32, 1, 1);
	m->name_unit = unit ? unit[0] : 0;
	if (m->name_unit < 1 || m->name_unit > 1 << 24)
		refuse(o, "a number out of bounds has", "name.unit");
	read_extras(o);
}

static uint64_t features_of(struct opening *o, struct view list)
{
	uint64_t bits = 0;
	while (list.length && !view_equal(list, VIEW("_"))) {
		uint32_t f = label_find(LABELS_FEATURE, view_cut(&list, '|'));
		if (f >= FEATURE_COUNT)
			refuse(o, "a feature unknown to us is in", "tags");
		else
			bits |= UINT64_C(1) << f;
	}
	return bits;
}

static void *room_for(struct opening *o, size_t count, size_t size)
{
	void *room = calloc(count ? count : 1, size);
	if (!room)
		refuse(o, "no memory for", "its labels");
	return room;
}

static void read_tags(struct opening *o)
{
	struct model *m = o->model;
	struct view lines = text(o, "tags");
	m->tags = room_for(o, m->tag.classes, sizeof *m->tags);
	for (uint32_t i = 0; i < m->tag.classes && !o->failed; i++) {
		struct view line = view_cut(&lines, '\n');
		struct tag *t = &m->tags[i];
		t->upos = (uint8_t)label_find(LABELS_UPOS, view_cut(&line, '\t'));
		t->xpos = (uint8_t)label_find(LABELS_XPOS, view_cut(&line, '\t'));
		t->features = features_of(o, line);
		if (!t->upos || !t->xpos)
			refuse(o, "a label unknown to us is in", "tags");
	}
}

static void read_labels(struct opening *o)
{
	struct model *m = o->model;
	struct view lines = text(o, "relations");
	m->relations = room_for(o, m->label.classes, sizeof *m->relations);
	for (uint32_t i = 0; i < m->label.classes && !o->failed; i++) {
		m->relations[i] = (uint8_t)label_find(LABELS_RELATION, view_cut(&lines, '\n'));
		if (!m->relations[i])
			refuse(o, "a label unknown to us is in", "relations");
		if (m->relations[i] == RELATION_ROOT)
			m->root_label = i;
	}
	if (!o->failed && (m->label.classes < 2 || m->relations[m->root_label] != RELATION_ROOT))
		refuse(o, "no root is in", "relations");
	lines = text(o, "names");
	m->name_tags = room_for(o, m->name.classes, sizeof *m->name_tags);
	for (uint32_t i = 0; i < m->name.classes && !o->failed; i++) {
		struct view tag = view_cut(&lines, '\n');
		struct name_tag *t = &m->name_tags[i];
		t->entity = (uint8_t)label_find(LABELS_ENTITY, view_slice(tag, 2, tag.length));
		t->begins = view_starts(tag, VIEW("B-"));
		if (!t->entity != !i)
			refuse(o, "a label unknown to us is in", "names");
	}
	for (uint32_t i = 1; i < m->name.classes && !o->failed; i++) {
		uint32_t b = i;
		while (b && !(m->name_tags[b].begins && m->name_tags[b].entity == m->name_tags[i].entity))
			b--;
		m->name_tags[i].begun = (uint8_t)b;
		if (!b || m->name.classes > UINT8_MAX)
			refuse(o, "a tag that nothing begins is in", "names");
	}
}

static void read_breaks(struct opening *o)
{
	struct model *m = o->model;
	const struct model_entry *entry;
	m->break_weights = table(o, "breaks", TABLE_I16, &entry);
	if (!m->break_weights)
		return;
	m->break_slots = entry->rows;
	if (entry->columns != 4 || !entry->rows || (entry->rows & (entry->rows - 1)))
		refuse(o, "a wrong shape has the table", "breaks");
	m->inner = table(o, "breaks.inner", TABLE_U32, &entry);
	if (m->inner && entry->columns != 2)
		refuse(o, "a wrong shape has the table", "breaks.inner");
	m->inner_count = m->inner ? entry->rows : 0;
}

/* "0 2 y": how, cut, what to add. */
static struct rule rule_of(struct opening *o, struct view line)
{
	struct rule r = {0};
	if (line.length < 4 || line.at[1] != ' ' || line.at[3] != ' ')
		refuse(o, "not understood is a rule of", "lemma.rules");
	else
		r = (struct rule){(uint32_t)(line.at[0] - '0'), (uint32_t)(line.at[2] - '0'),
		                  view_slice(line, 4, line.length)};
	return r;
}

static void read_lemmas(struct opening *o)
{
	struct model *m = o->model;
	const struct model_entry *entry;
	m->lemma_slots = table(o, "lemma", TABLE_U32, &entry);
	if (!m->lemma_slots)
		return;
	m->lemma_slot_count = entry->rows;
	if (entry->columns != 2 || !entry->rows || (entry->rows & (entry->rows - 1)))
		refuse(o, "a wrong shape has the table", "lemma");
	struct view lines = text(o, "lemma.rules"), rest = lines;
	while (rest.length) {
		view_cut(&rest, '\n');
		m->rule_count++;
	}
	m->rules = room_for(o, m->rule_count, sizeof *m->rules);
	for (uint32_t i = 0; i < m->rule_count && !o->failed; i++)
		m->rules[i] = rule_of(o, view_cut(&lines, '\n'));
	bool room = false;
	for (uint32_t i = 0; i < m->lemma_slot_count; i++) {
		room |= m->lemma_slots[2 * i + 1] == 0;
		if (m->lemma_slots[2 * i + 1] > m->rule_count)
			refuse(o, "a rule out of bounds has the table", "lemma");
	}
	if (!room)
		refuse(o, "no empty slot has the table", "lemma");
}

static size_t size_of_type(uint32_t type)
{
	static const uint8_t sizes[] = {
	        [TABLE_TEXT] = 1, [TABLE_I8] = 1, [TABLE_I16] = 2, [TABLE_I32] = 4, [TABLE_U32] = 4};
	return type < sizeof sizes ? sizes[type] : 0;
}

/* Whether every table lies inside the file, aligned, as large as its shape says. */
static bool tables_fit(const struct model *m)
{
	const struct model_header *head = (const void *)m->file;
	const struct model_entry *entries = (const void *)(head + 1);
	uint64_t begin = sizeof *head + head->table_count * sizeof *entries;
	for (uint32_t i = 0; i < head->table_count; i++) {
		const struct model_entry *t = &entries[i];
		uint64_t size = (uint64_t)t->rows * t->columns * size_of_type(t->type);
		if (t->rows > 1u << 28 || t->columns > 1u << 28 || t->offset % 64 || t->offset < begin ||
		    t->size != size || t->size > m->size || t->offset > m->size - t->size ||
		    !size_of_type(t->type) || t->name[31])
			return false;
	}
	return true;
}

static int check_file(const struct model *m, const char *path, struct error *e)
{
	const struct model_header *head = (const void *)m->file;
	if (m->size < sizeof *head || memcmp(head->magic, "dateline", 8))
		return fail(e, "%s: not a model file", path);
	if (head->format != MODEL_FORMAT)
		return fail(e, "%s: a model of format %u, and this program reads format %d", path,
		            head->format, MODEL_FORMAT);
	if (head->size != m->size ||
	    head->table_count > (m->size - sizeof *head) / sizeof(struct model_entry))
		return fail(e, "%s: it says %llu bytes and has %zu; is the file cut short?", path,
		            (unsigned long long)head->size, m->size);
	/* The built-in model is as sound as the program around it, and need not be read whole to start. */
	if (m->mapped && XXH3_64bits(m->file + sizeof *head, m->size - sizeof *head) != head->checksum)
		return fail(e, "%s: its checksum is wrong; fetch or make the file again", path);
	return tables_fit(m) ? 0 : fail(e, "%s: a table lies outside the file", path);
}

static int map_file(struct model *m, const char *path, struct error *e)
{
	struct stat facts;
	int file = open(path, O_RDONLY | O_CLOEXEC), result = -1;
	if (file < 0)
		return fail(e, "%s: %s", path, strerror(errno));
	if (fstat(file, &facts) || facts.st_size <= 0 || facts.st_size > 1 << 28) {
		fail(e, "%s: not a model file", path);
		goto done;
	}
	m->size = (size_t)facts.st_size;
	void *at = mmap(NULL, m->size, PROT_READ, MAP_PRIVATE, file, 0);
	if (at == MAP_FAILED) {
		fail(e, "%s: cannot be mapped: %s", path, strerror(errno));
		goto done;
	}
	m->file = at;
	m->mapped = true;
	result = 0;
done:
	close(file);
	return result;
}

static int read_tables(struct model *m, const char *path, struct error *e)
{
	struct opening o = {m, path, e, false};
	m->version = text(&o, "version");
	m->licence = text(&o, "licence");
	read_words(&o);
	if (!o.failed)
		read_layers(&o);
	if (!o.failed)
		read_heads(&o);
	if (!o.failed) {
		read_tags(&o);
		read_labels(&o);
		read_breaks(&o);
		read_lemmas(&o);
	}
	return o.failed ? -1 : 0;
}

struct model *model_open(const char *path, struct error *e)
{
	struct model *m = calloc(1, sizeof *m);
	if (!m) {
		fail(e, "no memory for the model");
		return NULL;
	}
	m->kernels = kernels_best();
	m->file = dateline_model;
	m->size = (size_t)(dateline_model_end - dateline_model);
	const char *name = path ? path : "the built-in model";
	if ((path && map_file(m, path, e)) || check_file(m, name, e) || read_tables(m, name, e)) {
		model_close(m);
		return NULL;
	}
	if (!groups_find(m)) {
		fail(e, "no memory for the model");
		model_close(m);
		return NULL;
	}
	return m;
}

void model_close(struct model *m)
{
	if (!m)
		return;
	if (m->mapped)
		munmap((void *)(uintptr_t)m->file, m->size);
	free(m->tags);
	free(m->relations);
	free(m->name_tags);
	free(m->rules);
	groups_free(m);
	free(m);
}

struct view model_version(const struct model *m)
{
	return m->version;
}

const char *model_kernels(const struct model *m)
{
	return m->kernels->name;
}
