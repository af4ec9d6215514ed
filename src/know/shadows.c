/* Rows that are never reached, since an earlier one of the same key asks for no more than they do. */
#include "know/image.h"

struct rows {
	const void *image;
	const struct image_table *table;
	const struct image_column *columns;
	const uint32_t *cells;
	uint32_t limits; /* labels in columns before this one must be equal too: the first column of
	                    conditions */
};

static uint32_t cell(const struct rows *r, uint32_t row, uint32_t column)
{
	return r->cells[row * r->table->column_count + column];
}

static struct view text(const struct rows *r, uint32_t row, uint32_t column)
{
	return image_string(r->image, cell(r, row, column));
}

static bool has_word(struct view words, struct view word)
{
	while (words.length)
		if (view_equal(view_cut(&words, '|'), word))
			return true;
	return false;
}

static bool has_all(struct view words, struct view some)
{
	while (some.length)
		if (!has_word(words, view_cut(&some, '|')))
			return false;
	return true;
}

static bool is_sign(char c)
{
	return c == '@' || c == '#' || c == '*';
}

/* Whether all that meets the one condition meets the other: "obj=talks" and "obj=talks|summit". A class and a
 * word are not compared, nor is "anything": where rows compete, what says more goes first. */
static bool implies(struct view narrow, struct view wide)
{
	if (view_equal(narrow, wide))
		return true;
	bool not = narrow.length && narrow.at[0] == '!';
	if (not != (wide.length && wide.at[0] == '!'))
		return false;
	struct view few = narrow, many = wide;
	if (!view_equal(view_cut(&few, '='), view_cut(&many, '=')) || !few.length || !many.length)
		return false;
	if (is_sign(few.at[0]) != is_sign(many.at[0]) || (is_sign(few.at[0]) && few.at[0] != many.at[0]))
		return false;
	return not ? has_all(few, many) : has_all(many, few);
}

static bool is_implied(struct view conditions, struct view wide)
{
	while (conditions.length) {
		struct view one = view_cut(&conditions, ' ');
		if (one.length && implies(one, wide))
			return true;
	}
	return false;
}

/* Conditions that must hold; those that must not say nothing of how much a row asks for. */
static uint32_t count_asked(struct view conditions)
{
	uint32_t count = 0;
	while (conditions.length) {
		struct view one = view_cut(&conditions, ' ');
		count += one.length && one.at[0] != '!';
	}
	return count;
}

static bool asks_no_more(struct view wide, struct view narrow)
{
	if (count_asked(wide) != count_asked(narrow))
		return false;
	while (wide.length) {
		struct view one = view_cut(&wide, ' ');
		if (one.length && !is_implied(narrow, one))
			return false;
	}
	return true;
}

static bool hides(const struct rows *r, uint32_t earlier, uint32_t later)
{
	for (uint32_t i = 0; i < r->table->column_count; i++) {
		bool label = r->columns[i].kind == CELL_LABEL && i < r->limits;
		if (label && cell(r, earlier, i) != cell(r, later, i))
			return false;
		if (r->columns[i].kind == CELL_CONDITIONS &&
		    !asks_no_more(text(r, earlier, i), text(r, later, i)))
			return false;
	}
	return true;
}

static struct view name_of(const struct rows *r, uint32_t row)
{
	struct view keys = text(r, row, 0);
	return view_cut(&keys, '|');
}

static void report_key(const struct rows *r, const struct image_entry *first, uint32_t count,
                       struct buffer *report)
{
	for (uint32_t later = 1; later < count; later++)
		for (uint32_t earlier = 0; earlier < later; earlier++)
			if (first[earlier].row != first[later].row &&
			    hides(r, first[earlier].row, first[later].row)) {
				buffer_format(report,
				              "%.*s: at \"%.*s\", row \"%.*s\" is hidden by \"%.*s\"\n",
				              VIEW_ARGS(image_string(r->image, r->table->name)),
				              VIEW_ARGS(image_string(r->image, first[later].key)),
				              VIEW_ARGS(name_of(r, first[later].row)),
				              VIEW_ARGS(name_of(r, first[earlier].row)));
				break;
			}
}

static void report_table(const void *image, const struct image_table *t, struct buffer *report)
{
	const char *base = image;
	struct rows r = {image, t, (const void *)(base + t->columns), (const void *)(base + t->cells), 0};
	while (r.limits < t->column_count && r.columns[r.limits].kind != CELL_CONDITIONS)
		r.limits++;
	if (r.limits == t->column_count)
		return;
	const struct image_entry *entries = (const void *)(base + t->entries);
	for (uint32_t begin = 0, end; begin < t->entry_count; begin = end) {
		for (end = begin + 1; end < t->entry_count && entries[end].key == entries[begin].key; end++)
			;
		report_key(&r, entries + begin, end - begin, report);
	}
}

void image_shadows(const void *image, struct buffer *report)
{
	const struct image *head = image;
	const struct image_table *tables = (const void *)((const char *)image + head->tables);
	for (uint32_t i = 0; i < head->table_count; i++)
		report_table(image, &tables[i], report);
}
