#include "lang/lemma.h"

#include <string.h>

#include "base/utf8.h"
#include "lang/features.h"
#include "lang/model.h"

enum {
	ENDING_MOST = 6,
	WHOLE = 0x1F, /* stands before an ending that is the whole word */
	CAPS = 4096,
};

enum lemma_case { LOW, KEEP, CAPITAL };

static uint32_t lemma_point(uint32_t c)
{
	uint32_t n = normal(c);
	return n == '\'' || n == '"' ? n : folded(c);
}

static const struct rule *find(const struct model *m, const uint32_t *points, size_t count, uint32_t seed)
{
	uint32_t hash = hash_points(points, count, seed), mask = m->lemma_slot_count - 1;
	for (uint32_t i = hash & mask; m->lemma_slots[2 * i + 1]; i = (i + 1) & mask)
		if (m->lemma_slots[2 * i] == hash)
			return &m->rules[m->lemma_slots[2 * i + 1] - 1];
	return NULL;
}

/* points[0] is kept free for the mark of a whole word. */
static const struct rule *rule_of(const struct model *m, uint32_t *points, size_t count, uint32_t seed)
{
	points[0] = WHOLE;
	const struct rule *r = find(m, points, count + 1, seed);
	size_t longest = count < ENDING_MOST ? count : ENDING_MOST;
	for (size_t k = longest + 1; !r && k-- > 0;)
		r = find(m, points + 1 + count - k, k, seed);
	return r;
}

static bool all_capitals(const uint32_t *points, size_t count)
{
	size_t letters = 0;
	for (size_t i = 0; i < count; i++) {
		if (is_letter(points[i]) && !is_capital(points[i]))
			return false;
		letters += is_letter(points[i]);
	}
	return letters > 1;
}

/* The form as the rule cases it, without its last `cut` code points, with what the rule adds. */
static struct view applied(struct arena *arena, const struct rule *rule, struct view form)
{
	size_t end = form.length;
	for (uint32_t i = 0; i < rule->cut && end > 0; i++)
		utf8_previous(form, &end);
	if (rule->how == KEEP && end == form.length && !rule->add.length)
		return form;
	char *to =
	        arena_alloc(arena, end + end / 2 + 8 + rule->add.length); /* no fold makes two bytes of one */
	size_t length = 0, at = 0;
	while (at < end) {
		bool first = at == 0;
		uint32_t c = utf8_next(form, &at);
		length +=
		        utf8_write(to + length,
		                   rule->how == KEEP || (first && rule->how == CAPITAL) ? c : lemma_point(c));
	}
	if (rule->add.length)
		memcpy(to + length, rule->add.at, rule->add.length);
	return view_of(to, length + rule->add.length);
}

/* Addresses are what they are. */
static bool is_address(uint8_t xpos)
{
	return xpos == XPOS_ADD;
}

/* Words in capitals have rules of their own, since common nouns may be letters ("ATM"); other words are none.
 */
static bool may_be_letters(uint8_t xpos)
{
	return xpos == XPOS_NN || xpos == XPOS_NNS || xpos == XPOS_NNP || xpos == XPOS_NNPS;
}

struct view lemma_of(struct arena *arena, const struct model *m, struct view form, uint8_t upos, uint8_t xpos)
{
	static const struct rule low = {LOW, 0, {0}};
	uint32_t points[FORM_MOST + 1];
	size_t n = points_of(form, points + 1);
	if (is_address(xpos))
		return form;
	bool letters = may_be_letters(xpos) && all_capitals(points + 1, n);
	uint32_t seed = SEED_LEMMA + upos * 64u + xpos + (letters ? CAPS : 0);
	for (size_t i = 1; i <= n; i++)
		points[i] = lemma_point(points[i]);
	const struct rule *r = rule_of(m, points, n, seed);
	return applied(arena, r ? r : &low, form);
}
