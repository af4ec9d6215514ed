#include "know/image.h"

#include "base/utf8.h"

struct view first_word(struct view folded)
{
	size_t at = 0, end = 0;
	while (at < folded.length) {
		uint32_t c = utf8_next(folded, &at);
		if (!utf8_is_letter(c) && !utf8_is_digit(c))
			break;
		end = at;
	}
	/* A key that begins with a sign is found by that sign. */
	return view_slice(folded, 0, end ? end : at);
}

const struct image_table *image_table(const void *image, struct view name)
{
	const struct image *head = image;
	const struct image_table *tables = (const void *)((const char *)image + head->tables);
	for (uint32_t i = 0; i < head->table_count; i++)
		if (view_equal(image_string(image, tables[i].name), name))
			return &tables[i];
	return NULL;
}
