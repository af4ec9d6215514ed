/* hints: what names in a page's markup tell of their elements, by know/page-hints.tsv. */
#include "know/know.h"
#include "page/clean.h"
#include "page/lines.h"

enum {
	MOST_PARTS = 24, /* of one attribute's value that are looked at */
	LONGEST_PHRASE = 3,
	LONGEST_VALUE = 240,
	REMEMBERED = 2048 /* values whose hints are kept: pages repeat them */
};

struct hints {
	const struct table *table;
	const struct page_index *index;
	uint32_t kind;
	uint8_t *marks; /* of each row: enum mark + 1; 0: not looked up yet */
	struct {
		uint64_t hash, bits;
	} remembered[REMEMBERED];
};

#define AS_NAME(name, text) VIEW_OF(text),
static const struct view names[] = {HINTS(AS_NAME)};
#undef AS_NAME

struct hints *hints_open(struct arena *m, const struct reader *r)
{
	struct hints *h = arena_zeroed(m, 1, sizeof *h);
	h->table = know_table(r->know, "page-hints");
	h->index = r->page;
	h->kind = know_column(h->table, "kind");
	h->marks = arena_zeroed(m, know_count(h->table) + 1, 1);
	return h;
}

static uint64_t bit_of(struct hints *h, struct row row)
{
	uint8_t *mark = &h->marks[row.index];
	for (uint8_t i = 0; !*mark && i < HINT_COUNT; i++)
		if (view_equal(names[i], know_text(row, h->kind)))
			*mark = (uint8_t)(i + 1);
	return *mark ? UINT64_C(1) << (*mark - 1) : 0;
}

struct part {
	size_t begin, end; /* in the folded value */
	bool joined;       /* to the one before, within one name */
};

/* Cuts "postContent main-nav" into post content | main nav; text receives the words in lower case, a byte
 * apart. */
static uint32_t cut(struct view value, char *text, struct part *parts)
{
	uint32_t count = 0;
	size_t length = 0;
	bool inside = false, lower = false, name_begins = true;
	for (size_t i = 0; i < value.length && count <= MOST_PARTS; i++) {
		unsigned char c = (unsigned char)value.at[i];
		bool letter = (c | 32) >= 'a' && (c | 32) <= 'z', upper = letter && c < 'a';
		bool word = letter || c >= 0x80 || (c >= '0' && c <= '9' && inside);
		if (inside && (!word || (upper && lower))) {
			parts[count - 1].end = length;
			text[length++] = ' ';
			inside = false;
		}
		name_begins |= c == ' ' || (c >= '\t' && c <= '\r');
		lower = letter && !upper;
		if (!word)
			continue;
		if (!inside) {
			if (count == MOST_PARTS)
				return count;
			parts[count++] = (struct part){length, length, !name_begins};
			name_begins = false;
			inside = true;
		}
		text[length++] = (char)(upper ? c | 32 : c);
	}
	if (inside)
		parts[count - 1].end = length;
	return count;
}

/* The longest phrase of the table that begins at part i counts, and its words not again. */
static uint64_t bits_of(struct hints *h, struct view value)
{
	char text[2 * LONGEST_VALUE + 2];
	struct part parts[MOST_PARTS + 1];
	uint32_t count = cut(view_slice(value, 0, LONGEST_VALUE), text, parts);
	uint64_t bits = 0;
	for (uint32_t i = 0; i < count;) {
		uint32_t n = 1, most = LONGEST_PHRASE;
		if (h->index)
			most = h->index->hints.longest[opening_of(
			        view_of(text + parts[i].begin, parts[i].end - parts[i].begin))];
		while (n < most && n < LONGEST_PHRASE && i + n < count && parts[i + n].joined)
			n++;
		n = most ? n : 0;
		struct row row = {0};
		for (; n > 0 && !row.table; n -= !row.table)
			row = know_find(h->table, view_of(text + parts[i].begin,
			                                  parts[i + n - 1].end - parts[i].begin));
		if (row.table)
			bits |= bit_of(h, row);
		i += n ? n : 1;
	}
	return bits;
}

uint64_t hints_find(struct hints *h, struct view value)
{
	if (!value.length || !h->table)
		return 0;
	uint64_t hash = view_hash(value);
	uint32_t slot = (uint32_t)hash % REMEMBERED;
	if (h->remembered[slot].hash != hash) {
		h->remembered[slot].bits = bits_of(h, value);
		h->remembered[slot].hash = hash;
	}
	return h->remembered[slot].bits;
}
