#include "page/judge.h"

/* Eight lines; the compiler has an instruction for each operator below on every machine of today. */
typedef int16_t lanes __attribute__((vector_size(16)));
enum { GROUPS = JUDGED / 8 };

void judge_lines(const struct judged *lines, int16_t *to)
{
	lanes come[DEEPEST_SPLIT][GROUPS], right[DEEPEST_SPLIT][GROUPS], sum[GROUPS] = {{0}};
	for (int g = 0; g < GROUPS; g++)
		come[0][g] = sum[g] - 1; /* all */
	for (uint32_t i = 0; i < page_split_count; i++) {
		const struct split *s = &page_splits[i];
		lanes *here = s->right ? right[s->depth] : come[s->depth], *deeper = come[s->depth + 1],
		      *later = right[s->depth + 1];
		const lanes number = (lanes){0} + s->number;
		if (s->input == INPUT_COUNT) {
			for (int g = 0; g < GROUPS; g++)
				sum[g] += here[g] & number;
			continue;
		}
		const lanes *inputs = (const lanes *)lines->inputs[s->input];
		for (int g = 0; g < GROUPS; g++) {
			lanes over = inputs[g] > number, all = here[g];
			deeper[g] = all & ~over;
			later[g] = all & over;
		}
	}
	memcpy(to, sum, sizeof sum);
}
