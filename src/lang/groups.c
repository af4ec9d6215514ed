#include "lang/groups.h"

#include <stdlib.h>
#include <string.h>

#include "lang/tree.h"

/* Products of one sign that a sum of 16 bits holds, in units of the largest input: 258 * 127 < 2^15. */
enum { HELD = INT16_MAX / 127, LANES = 2 * TILE_ROWS };

static uint32_t groups_in(const struct dense *d)
{
	return d->columns / 4 * d->segments;
}

/* What a group's weights add up to in each lane, the positive and the negative ones by themselves. */
struct sums {
	int16_t above[LANES], below[LANES];
};

static void sum_up(struct sums *s, const int8_t *weights)
{
	for (uint32_t l = 0; l < LANES; l++) {
		int a = weights[2 * l], b = weights[2 * l + 1];
		s->above[l] = (int16_t)((a > 0 ? a : 0) + (b > 0 ? b : 0));
		s->below[l] = (int16_t)((a < 0 ? a : 0) + (b < 0 ? b : 0));
	}
}

static bool may_join(const struct sums *a, const struct sums *b)
{
	bool fits = true;
	for (uint32_t l = 0; l < LANES; l++)
		fits &= a->above[l] + b->above[l] <= HELD && a->below[l] + b->below[l] >= -HELD;
	return fits;
}

static void join(struct sums *a, const struct sums *b)
{
	for (uint32_t l = 0; l < LANES; l++) {
		a->above[l] = (int16_t)(a->above[l] + b->above[l]);
		a->below[l] = (int16_t)(a->below[l] + b->below[l]);
	}
}

/* The run that begins with group i: the next free ones that fit. Only a few are tried, so that the time is in
 * proportion to the groups. Returns its length. */
static uint32_t find_run(uint32_t run[RUN_GROUPS], struct sums *sums, bool *used, uint32_t i, uint32_t count)
{
	enum { TRIED = 64 };
	uint32_t length = 0;
	run[length++] = i;
	used[i] = true;
	for (uint32_t j = i + 1, tried = 0; j < count && length < RUN_GROUPS && tried < TRIED; j++) {
		if (used[j])
			continue;
		tried++;
		if (!may_join(&sums[i], &sums[j]))
			continue;
		join(&sums[i], &sums[j]);
		run[length++] = j;
		used[j] = true;
	}
	return length;
}

struct run {
	uint32_t groups[RUN_GROUPS], length;
};

/* The groups in runs, the longest first. */
static void order_tile(struct group *out, uint32_t runs[RUN_GROUPS], struct run *found, struct sums *sums,
                       bool *used, const struct group *groups, uint32_t count)
{
	uint32_t n = 0, at = 0;
	memset(used, 0, count * sizeof *used);
	for (uint32_t i = 0; i < count; i++) {
		if (used[i])
			continue;
		found[n].length = find_run(found[n].groups, sums, used, i, count);
		runs[RUN_GROUPS - found[n].length]++;
		n++;
	}
	for (uint32_t length = RUN_GROUPS; length; length--)
		for (uint32_t r = 0; r < n; r++)
			for (uint32_t g = 0; found[r].length == length && g < length; g++)
				out[at++] = groups[found[r].groups[g]];
}

/* A window's segments lie `stride` bytes apart in its input. */
static void list_groups(struct group *out, const struct dense *d, size_t stride)
{
	uint32_t n = 0;
	for (uint32_t s = 0; s < d->segments; s++)
		for (uint32_t c = 0; c < d->columns; c += 4, n++)
			out[n] = (struct group){(uint32_t)(s * stride + c), n * 4 * TILE_ROWS};
}

static bool order_dense(struct dense *d, size_t stride)
{
	uint32_t count = groups_in(d), tiles = d->rows / TILE_ROWS;
	struct group *plain = calloc(count, sizeof *plain),
	             *groups = calloc((size_t)tiles * count, sizeof *groups);
	uint32_t(*runs)[RUN_GROUPS] = calloc(tiles, sizeof *runs);
	struct sums *sums = calloc(count, sizeof *sums);
	struct run *found = calloc(count, sizeof *found);
	bool *used = calloc(count, sizeof *used), done = plain && groups && runs && sums && found && used;
	d->groups = groups;
	d->runs = (const void *)runs;
	if (done)
		list_groups(plain, d, stride);
	for (uint32_t t = 0; done && t < tiles; t++) {
		const int8_t *weights = d->weight + (size_t)t * count * 4 * TILE_ROWS;
		for (uint32_t g = 0; g < count; g++)
			sum_up(&sums[g], weights + g * 4 * TILE_ROWS);
		order_tile(groups + (size_t)t * count, runs[t], found, sums, used, plain, count);
	}
	free(plain);
	free(sums);
	free(found);
	free(used);
	return done;
}

static void free_dense(struct dense *d)
{
	free((void *)(uintptr_t)d->groups);
	free((void *)(uintptr_t)d->runs);
	d->groups = NULL;
	d->runs = NULL;
}

enum { DENSE_MOST = MODEL_LAYERS_MOST + 2 * MODEL_EXTRAS_MOST + 11 };

/* All layers of weights of the model, into out; returns how many. */
static size_t all_dense(struct model *m, struct dense *out[DENSE_MOST])
{
	struct dense *const others[] = {&m->end.hidden,     &m->end.output,   &m->tag.hidden,
	                                &m->tag.output,     &m->name.hidden,  &m->name.output,
	                                &m->label.hidden,   &m->label.output, &m->dependent,
	                                &m->label_governor, &m->governor};
	size_t n = 0;
	for (uint32_t i = 0; i < m->layer_count; i++)
		out[n++] = &m->layers[i].dense;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		out[n++] = others[i];
	for (uint32_t i = 0; i < m->extra_count; i++) {
		out[n++] = &m->extras[i].head.hidden;
		out[n++] = &m->extras[i].head.output;
	}
	return n;
}

/* A tree's governors are weights made anew for each sentence, none over 64, so that any two groups may join.
 */
static bool order_arcs(struct model *m)
{
	struct dense *d = &m->arcs;
	uint32_t tiles = SENTENCE_MOST / TILE_ROWS + 1, count;
	*d = (struct dense){.rows = tiles * TILE_ROWS, .columns = m->governor.rows, .segments = 1};
	count = groups_in(d);
	struct group *groups = calloc((size_t)tiles * count, sizeof *groups);
	uint32_t(*runs)[RUN_GROUPS] = calloc(tiles, sizeof *runs);
	d->groups = groups;
	d->runs = (const void *)runs;
	bool small = true;
	for (uint32_t c = 0; c < d->columns; c++)
		small &= m->arc_root[c] <= 64 && m->arc_root[c] >= -64;
	for (uint32_t t = 0; groups && runs && t < tiles; t++) {
		list_groups(groups + (size_t)t * count, d, 0);
		runs[t][RUN_GROUPS - 2] = small ? count / 2 : 0;
		runs[t][RUN_GROUPS - 1] = small ? count % 2 : count;
	}
	return groups && runs;
}

bool groups_find(struct model *m)
{
	struct dense *all[DENSE_MOST];
	size_t count = all_dense(m, all);
	bool done = order_arcs(m);
	for (size_t i = 0; done && i < count; i++)
		done = order_dense(all[i], m->width);
	return done;
}

void groups_free(struct model *m)
{
	struct dense *all[DENSE_MOST];
	size_t count = all_dense(m, all);
	for (size_t i = 0; i < count; i++)
		free_dense(all[i]);
	free_dense(&m->arcs);
}
