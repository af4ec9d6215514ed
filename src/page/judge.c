#include "page/judge.h"

int32_t judge_line(const int16_t *inputs)
{
	int32_t sum = 0;
	for (uint32_t i = 0; i < page_root_count; i++) {
		const struct split *s = &page_splits[page_roots[i]];
		while (s->input < INPUT_COUNT)
			s = &page_splits[inputs[s->input] <= s->most ? s->left : s->right];
		sum += s->value;
	}
	return sum;
}
