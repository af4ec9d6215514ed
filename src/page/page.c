#include "page/page.h"

#include "base/utf8.h"

/* Every line is a block. */
static void add_lines(struct article *a)
{
	for (size_t begin = 0; begin < a->text.length;) {
		struct view rest = view_slice(a->text, begin, a->text.length);
		struct view line = view_cut(&rest, '\n');
		if (view_trim(line).length)
			*vector_push(a->arena, &a->blocks) = (struct block){
			        {(uint32_t)begin, (uint32_t)(begin + line.length)}, BLOCK_PARAGRAPH};
		begin += line.length + 1;
	}
}

int page_read(struct article *a, const struct reader *r)
{
	(void)r;
	a->page = utf8_mended(a->arena, a->document.content);
	a->text = a->page;
	add_lines(a);
	return 0;
}
