#include "lang/tokens.h"

#include "base/utf8.h"
#include "know/know.h"
#include "lang/features.h"
#include "lang/model.h"

enum {
	RUN_MOST = 192, /* code points without a space between them that are looked at together */
	FEATURES = 16,
	NEXT_CAPITAL = 2,
};

enum break_class { SAME, NEW, JOINED, CLASSES };

/* A run of code points without spaces, cut into atoms. */
struct run {
	uint32_t points[RUN_MOST], bytes[RUN_MOST + 1]; /* bytes: where each begins in the text */
	uint32_t begins[RUN_MOST + 1], kinds[RUN_MOST], hashes[RUN_MOST]; /* of the atoms */
	uint32_t count, atoms;
	uint32_t whole, kind, next;    /* hash of all; looks like an address; what comes after it */
	uint32_t address, address_end; /* the points of an address, if kind says that there is one */
};

static bool repeats(uint32_t c)
{
	static const char ascii[] = ".-!?*=_~#+,'`";
	for (const char *r = ascii; *r; r++)
		if (c == (uint32_t)*r)
			return true;
	return c == 0x2026 || c == 0x2013 || c == 0x2014;
}

static uint32_t letters_end(const struct run *r, uint32_t i)
{
	while (i < r->count && is_letter(r->points[i]))
		i++;
	return i;
}

/* "n't" at i, behind a letter. */
static bool negation_at(const struct run *r, uint32_t i)
{
	return i > 0 && i + 2 < r->count && folded(r->points[i]) == 'n' && is_apostrophe(r->points[i + 1]) &&
	       folded(r->points[i + 2]) == 't' && is_letter(r->points[i - 1]) &&
	       letters_end(r, i + 2) == i + 3;
}

/* The letters after an apostrophe that make a word of their own: 's, 're, 'll, 've, 'd, 'm. */
static bool tail_between(const struct run *r, uint32_t begin, uint32_t end)
{
	static const char tails[][3] = {"s", "d", "m", "re", "ll", "ve"};
	for (size_t t = 0; t < sizeof tails / sizeof *tails; t++) {
		uint32_t n = tails[t][1] ? 2 : 1;
		if (end - begin == n && folded(r->points[begin]) == (uint32_t)tails[t][0] &&
		    (n == 1 || folded(r->points[begin + 1]) == (uint32_t)tails[t][1]))
			return true;
	}
	return false;
}

static uint32_t atom_end(const struct run *r, uint32_t i)
{
	uint32_t c = r->points[i], end = i + 1;
	if (is_letter(c)) {
		if (negation_at(r, i))
			return i + 3;
		end = letters_end(r, i);
		return end - i > 1 && negation_at(r, end - 1) ? end - 1 : end;
	}
	if (is_digit(c)) {
		while (end < r->count && is_digit(r->points[end]))
			end++;
	} else if (is_apostrophe(c) && i > 0 && tail_between(r, i + 1, letters_end(r, i + 1))) {
		return letters_end(r, i + 1);
	} else if (repeats(c)) {
		while (end < r->count && r->points[end] == c)
			end++;
	}
	return end;
}

static uint32_t kind_of(const uint32_t *points, uint32_t count)
{
	if (is_digit(points[0]))
		return 5 + (count < 5 ? count : 5);
	if (!is_letter(points[0]))
		return 16 + points[0];
	uint32_t capitals = 0;
	for (uint32_t i = 0; i < count; i++)
		capitals += is_capital(points[i]);
	if (capitals == count)
		return count == 1 ? 4 : 3;
	return capitals == 0 ? 1 : is_capital(points[0]) && capitals == 1 ? 2 : 5;
}

static uint32_t address_kind(const struct run *r)
{
	const uint32_t *p = r->points;
	for (uint32_t i = 0; i < r->count; i++) {
		if (p[i] == '@' && i > 0 && i + 1 < r->count)
			return 1;
		if (p[i] == ':' && i + 2 < r->count && p[i + 1] == '/' && p[i + 2] == '/')
			return 2;
	}
	return r->count > 3 && folded(p[0]) == 'w' && folded(p[1]) == 'w' && folded(p[2]) == 'w' &&
	                       p[3] == '.'
	               ? 2
	               : 0;
}

static bool in_mail_name(uint32_t c)
{
	return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

/* What stands behind an address and is none of it: "(see http://a.b/c)." */
static bool closes_address(const struct run *r, uint32_t c)
{
	static const char ascii[] = ".,;:!?'\"]}>";
	for (const char *s = ascii; *s; s++)
		if (c == (uint32_t)*s)
			return true;
	if (c == ')') {
		for (uint32_t i = r->address; i < r->address_end; i++)
			if (r->points[i] == '(')
				return false;
		return true;
	}
	return c == 0x2019 || c == 0x201d || c == 0xbb || c == 0x2026;
}

static bool breaks_address(uint32_t c)
{
	return c == '<' || c == '>' || c == '"' || c == 0x201c || c == 0x201d || c == 0xab || c == 0xbb;
}

/* Where in the run the address stands: a name of mail around "@", or what begins with "http://" or "www.". */
static void find_address(struct run *r)
{
	const uint32_t *p = r->points;
	uint32_t i = 0, end;
	if (r->kind == 1) {
		for (i = 1; p[i] != '@';)
			i++;
		for (end = i + 1; end < r->count && in_mail_name(p[end]);)
			end++;
		while (i > 0 && in_mail_name(p[i - 1]))
			i--;
	} else {
		for (; i + 2 < r->count && !(p[i] == ':' && p[i + 1] == '/' && p[i + 2] == '/');)
			i++;
		i = i + 2 < r->count ? i : 0;
		while (i > 0 && is_letter(p[i - 1]))
			i--;
		for (end = i; end < r->count && !breaks_address(p[end]);)
			end++;
	}
	r->address = i;
	r->address_end = end;
	while (r->address_end > i && closes_address(r, p[r->address_end - 1]))
		r->address_end--;
}

static uint32_t hash_normal(const uint32_t *points, uint32_t count, uint32_t seed)
{
	uint32_t plain[RUN_MOST];
	for (uint32_t i = 0; i < count; i++)
		plain[i] = normal(points[i]);
	return hash_points(plain, count, seed);
}

static void cut_to_atoms(struct run *r)
{
	r->atoms = 0;
	for (uint32_t i = 0; i < r->count;) {
		uint32_t end = atom_end(r, i), n = r->atoms++;
		r->begins[n] = i;
		r->kinds[n] = kind_of(r->points + i, end - i);
		r->hashes[n] = hash_normal(r->points + i, end - i, SEED_ATOM);
		i = end;
	}
	r->begins[r->atoms] = r->count;
}

/* Slots of what speaks for and against a break before atom i; last is the class of the break before that. */
static void break_features(const struct run *r, uint32_t i, uint32_t last, uint32_t slots[FEATURES])
{
	const uint32_t *k = r->kinds, *h = r->hashes, n = r->atoms;
	uint32_t kl = k[i - 1], kr = k[i], hl = h[i - 1], hr = h[i];
	uint32_t kll = i > 1 ? k[i - 2] : 0, hll = i > 1 ? h[i - 2] : 0;
	uint32_t krr = i + 1 < n ? k[i + 1] : 0, hrr = i + 1 < n ? h[i + 1] : 0;
	uint32_t at = (uint32_t)(i == 1) | (uint32_t)(i + 1 == n) << 1 | (n < 6 ? n : 6) << 2;
	const uint32_t lists[FEATURES][4] = {
	        {kl, kr},
	        {hl, kr},
	        {kl, hr},
	        {hl, hr},
	        {hll, kl, kr},
	        {kl, kr, hrr},
	        {kll, kl, kr, krr},
	        {at, kl, kr},
	        {r->kind, kl, kr, at & 3},
	        {hl, hr, r->next, at & 2},
	        {r->whole, i},
	        {last, kl, kr},
	        {hl, hr, hrr},
	        {hll, hl, hr},
	        {h[0], hr},
	        {kl, hr, r->next, at},
	};
	static const uint8_t lengths[FEATURES] = {2, 2, 2, 2, 3, 3, 4, 3, 4, 4, 2, 3, 3, 3, 2, 4};
	for (uint32_t f = 0; f < FEATURES; f++)
		slots[f] = hash_points(lists[f], lengths[f], SEED_BREAK + f);
}

static enum break_class decide(const struct model *m, const struct run *r, uint32_t i, enum break_class last)
{
	uint32_t slots[FEATURES];
	int32_t sums[CLASSES] = {0};
	break_features(r, i, last, slots);
	for (uint32_t f = 0; f < FEATURES; f++) {
		const int16_t *w = m->break_weights + 4 * (slots[f] & (m->break_slots - 1));
		for (uint32_t c = 0; c < CLASSES; c++)
			sums[c] += w[c];
	}
	return sums[1] > sums[0] ? (sums[2] > sums[1] ? JOINED : NEW) : sums[2] > sums[0] ? JOINED : SAME;
}

/* Where inside a word of letters another begins ("cannot"), or 0. */
static uint32_t inner_break(const struct model *m, const uint32_t *points, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (!is_letter(points[i]))
			return 0;
	uint32_t hash = hash_normal(points, count, SEED_INNER), low = 0, high = m->inner_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (m->inner[2 * middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == m->inner_count || m->inner[2 * low] != hash)
		return 0;
	return m->inner[2 * low + 1] < count ? m->inner[2 * low + 1] : 0;
}

static void push(struct article *a, uint32_t begin, uint32_t end, bool joined)
{
	struct token *t = vector_push(a->arena, &a->tokens);
	t->bytes = (struct bytes){begin, end};
	t->joined = joined;
	t->head = t->first_child = t->next_sibling = NONE;
}

static void emit(struct article *a, const struct model *m, const struct run *r, uint32_t begin, uint32_t end,
                 bool joined)
{
	uint32_t cut = inner_break(m, r->points + begin, end - begin);
	if (cut) {
		push(a, r->bytes[begin], r->bytes[begin + cut], joined);
		push(a, r->bytes[begin + cut], r->bytes[end], true);
	} else {
		push(a, r->bytes[begin], r->bytes[end], joined);
	}
}

static bool in_address(const struct run *r, uint32_t point)
{
	return r->kind && point > r->address && point < r->address_end;
}

/* "Sgt." before a name: a title that the table knows with its stop, which the run ends in. */
static bool is_title(const struct article *a, const struct table *nouns, const struct run *r, uint32_t begin)
{
	if (r->next != NEXT_CAPITAL || r->points[r->count - 1] != '.' || r->count - begin < 3)
		return false;
	struct view word = text_of(a, (struct bytes){r->bytes[begin], r->bytes[r->count]});
	struct row row = know_find_text(nouns, a->arena, word);
	return row.table && know_text(row, know_column(nouns, "before")).length;
}

/* "Vladimir V. Putin": a letter between a given name and another name keeps its stop. */
static bool is_initial(const struct article *a, const struct table *given, const struct run *r)
{
	if (r->next != NEXT_CAPITAL || r->count != 2 || r->points[1] != '.' || !is_capital(r->points[0]) ||
	    !a->tokens.count)
		return false;
	return know_find_text(given, a->arena, text_of_token(a, a->tokens.count - 1)).table;
}

static void add_run(struct article *a, const struct cutter *cutter, struct run *r)
{
	const struct model *m = cutter->model;
	enum break_class last = NEW;
	uint32_t begin = 0;
	bool joined = false;
	r->kind = 0;
	cut_to_atoms(r);
	if (r->atoms > 1) {
		r->whole = hash_normal(r->points, r->count, SEED_ATOM);
		r->kind = address_kind(r);
		if (r->kind)
			find_address(r);
	}
	for (uint32_t i = 1; i < r->atoms; i++) {
		bool kept = in_address(r, r->begins[i]) ||
		            (i + 1 == r->atoms && is_title(a, cutter->nouns, r, begin)) ||
		            is_initial(a, cutter->given, r);
		last = kept ? SAME : decide(m, r, i, last);
		if (last == SAME)
			continue;
		emit(a, m, r, begin, r->begins[i], joined);
		begin = r->begins[i];
		joined = last == JOINED;
	}
	emit(a, m, r, begin, r->count, joined);
}

static uint32_t next_kind(struct view line, size_t at)
{
	uint32_t c = ' ';
	while (at < line.length && utf8_is_space(c))
		c = utf8_next(line, &at);
	if (utf8_is_space(c))
		return 0;
	return is_letter(c) ? (is_capital(c) ? NEXT_CAPITAL : 1) : is_digit(c) ? 3 : 4;
}

void tokens_add(struct article *a, const struct cutter *cutter, struct bytes bytes)
{
	struct run r;
	struct view line = text_of(a, bytes);
	for (size_t at = 0; at < line.length;) {
		size_t begin = at;
		uint32_t c = utf8_next(line, &at);
		if (utf8_is_space(c))
			continue;
		for (r.count = 0; !utf8_is_space(c);) {
			r.points[r.count] = c;
			r.bytes[r.count++] = bytes.begin + (uint32_t)begin;
			begin = at;
			if (at == line.length || r.count == RUN_MOST)
				break;
			c = utf8_next(line, &at);
		}
		at = begin;
		r.bytes[r.count] = bytes.begin + (uint32_t)begin;
		r.next = next_kind(line, at);
		add_run(a, cutter, &r);
	}
}
