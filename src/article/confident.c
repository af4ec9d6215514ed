#include "article/record.h"

#include <stdlib.h>

/* Where no confidence is said, nothing is known against it. */
static bool is_sure(float confidence, double least)
{
	return confidence < 0 || (double)confidence >= least;
}

/* Statements within statements go no deeper than this; what does is told to stand in none. */
enum { DEEPEST = 32 };

/* The nearest statement around i that stays. */
static uint32_t kept_around(const struct article *a, const bool *sure, uint32_t i)
{
	for (int depth = 0; i != NONE && depth < DEEPEST; depth++) {
		if (sure[i])
			return i;
		i = a->statements.at[i].parent;
	}
	return NONE;
}

/* The new index of each statement; of one that is left out, that of the one around it. */
static void number_statements(uint32_t *to, const struct article *a, const bool *sure)
{
	uint32_t count = 0;
	vector_each (i, &a->statements)
		if (sure[i])
			to[i] = count++;
	vector_each (i, &a->statements) {
		uint32_t around = sure[i] ? i : kept_around(a, sure, i);
		to[i] = around == NONE ? NONE : to[around];
	}
}

static uint32_t renumbered(const uint32_t *to, uint32_t index)
{
	return index == NONE ? NONE : to[index];
}

static void keep_statements(struct article *kept, const struct article *a, const bool *sure,
                            const uint32_t *to, double least)
{
	uint32_t n = 0;
	vector_each (i, &a->statements) {
		if (!sure[i])
			continue;
		kept->statements.at[n] = a->statements.at[i];
		kept->statements.at[n].parent = renumbered(to, a->statements.at[i].parent);
		kept->speakers.at[n] = record_speaker(a, i);
		if (!is_sure(kept->speakers.at[n].confidence, least))
			kept->speakers.at[n].actor = NONE;
		if (i < a->addressees.count)
			kept->addressees.at[kept->addressees.count++] = a->addressees.at[i];
		n++;
	}
	kept->statements.count = kept->speakers.count = n;
}

static void keep_events(struct article *kept, const struct article *a, const uint32_t *to, double least)
{
	vector_each (i, &a->events) {
		if (!is_sure(a->events.at[i].confidence, least))
			continue;
		struct event *v = &kept->events.at[kept->events.count++];
		*v = a->events.at[i];
		v->statement = renumbered(to, v->statement);
	}
}

static void keep_mentions(struct article *kept, const struct article *a, double least)
{
	vector_each (i, &a->mentions)
		if (is_sure(a->mentions.at[i].confidence, least))
			kept->mentions.at[kept->mentions.count++] = a->mentions.at[i];
}

static bool make_room(struct article *kept, const struct article *a)
{
	size_t statements = (size_t)a->statements.count + 1, events = (size_t)a->events.count + 1;
	kept->statements.at = calloc(statements, sizeof *kept->statements.at);
	kept->speakers.at = calloc(statements, sizeof *kept->speakers.at);
	kept->addressees.at = calloc(statements, sizeof *kept->addressees.at);
	kept->events.at = calloc(events, sizeof *kept->events.at);
	kept->mentions.at = calloc((size_t)a->mentions.count + 1, sizeof *kept->mentions.at);
	kept->mentions.count = 0;
	kept->statements.count = kept->speakers.count = kept->addressees.count = kept->events.count = 0;
	return kept->statements.at && kept->speakers.at && kept->addressees.at && kept->events.at &&
	       kept->mentions.at;
}

bool record_confident(struct article *kept, const struct article *a, double least)
{
	*kept = *a;
	uint32_t *to = calloc((size_t)a->statements.count + 1, sizeof *to);
	bool *sure = calloc((size_t)a->statements.count + 1, sizeof *sure);
	bool good = make_room(kept, a) && to && sure;
	if (good) {
		vector_each (i, &a->statements)
			sure[i] = is_sure(a->statements.at[i].confidence, least);
		number_statements(to, a, sure);
		keep_statements(kept, a, sure, to, least);
		keep_events(kept, a, to, least);
		keep_mentions(kept, a, least);
	}
	free(to);
	free(sure);
	return good;
}

void record_release(struct article *kept)
{
	free(kept->statements.at);
	free(kept->speakers.at);
	free(kept->addressees.at);
	free(kept->events.at);
	free(kept->mentions.at);
}
