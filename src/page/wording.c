#include "page/wording.h"

static int32_t weight_of(uint32_t hash)
{
	uint32_t at = hash & (page_word_slots - 1);
	for (; page_words[at].weight; at = (at + 1) & (page_word_slots - 1))
		if (page_words[at].hash == hash)
			return page_words[at].weight;
	return 0;
}

/* What adding up comes to. */
struct sum {
	int32_t all, worst[3];
	uint32_t count;
};

static void add(struct sum *s, int32_t weight)
{
	if (!weight)
		return;
	s->all += weight;
	s->count++;
	for (int i = 0; i < 3; i++)
		if (s->count <= (uint32_t)i + 1 || weight > s->worst[i]) {
			for (int k = 2; k > i; k--)
				s->worst[k] = s->worst[k - 1];
			s->worst[i] = weight;
			return;
		}
}

/* The eightfold of a root, rounded down. */
static int32_t root8(uint32_t n)
{
	int32_t root = 0;
	while ((root + 1) * (root + 1) <= (int32_t)n * 64)
		root++;
	return root;
}

static int16_t within(int32_t n)
{
	enum { MOST = 300 };
	return (int16_t)(n > MOST ? MOST : n < -MOST ? -MOST : n);
}

struct wording wording_of(struct view line)
{
	enum { MOST_BYTES = 1200, BASIS = 16777619 };
	const uint32_t start = 2166136261u;
	struct sum sum = {0};
	uint32_t hash = start;
	size_t length = line.length < MOST_BYTES ? line.length : MOST_BYTES;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)line.at[i], low = c | 32;
		bool letter = low >= 'a' && low <= 'z';
		if (letter | (c >= 0x80) | (c >= '0' && c <= '9')) {
			hash = (hash ^ (letter ? low : c)) * BASIS;
		} else if (hash != start) {
			add(&sum, weight_of(hash));
			hash = start;
		}
	}
	if (hash != start)
		add(&sum, weight_of(hash));
	if (!sum.count)
		return (struct wording){0, 0};
	int32_t worst =
	        sum.worst[0] + (sum.count > 1 ? sum.worst[1] : 0) + (sum.count > 2 ? sum.worst[2] : 0);
	return (struct wording){within(sum.all * 8 / root8(sum.count)), within(worst)};
}
