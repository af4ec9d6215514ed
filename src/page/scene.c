/* scene: the page as a whole, before each line is judged. */
#include "base/map.h"
#include "page/features.h"
#include "page/headline.h"

enum {
	PROSE_CHARS = 60,     /* a shorter line is no prose */
	PROSE_LINKS = 45,     /* per cent of a line in links; one with more is none either */
	CONTAINER_SHARE = 70, /* per cent of a node's prose that a child must hold to be gone into */
	DAMPED_WITHIN = 7,    /* levels */
	REPEATED_CHARS = 12
};

static bool is_prose(const struct line *l)
{
	return l->chars >= PROSE_CHARS && l->linked * 100 < l->chars * PROSE_LINKS &&
	       (l->sentences > 0 || l->chars > 160) && l->tag != TAG_BUTTON;
}

/* Bytes of prose, less where the names around it speak of comments, related articles and the like. */
static uint32_t weight_of(const struct line *l)
{
	static const uint8_t strange[] = {MARK_COMMENT, MARK_RELATED, MARK_SIGNUP,     MARK_CONSENT,
	                                  MARK_ADVERT,  MARK_FOOTER,  MARK_NAVIGATION, MARK_ASIDE,
	                                  MARK_BIO,     MARK_HIDDEN,  MARK_NAV,        MARK_ASIDE_TAG,
	                                  MARK_FORM,    MARK_PAYWALL};
	uint32_t weight = l->chars < 1500 ? l->chars : 1500;
	for (size_t i = 0; i < sizeof strange; i++)
		if (l->marks[strange[i]] <= DAMPED_WITHIN)
			return weight / 5;
	return weight;
}

static void sum_up(struct scene *s)
{
	const struct tree *t = s->sheet->tree;
	vector_each (i, &s->sheet->lines) {
		const struct line *l = &s->sheet->lines.at[i];
		struct mass *m = &s->mass[l->node];
		m->text += l->chars;
		m->linked += l->linked;
		m->lines++;
		s->prose[i] = is_prose(l);
		m->prose += s->prose[i] ? weight_of(l) : 0;
	}
	for (uint32_t i = t->node_count - 1; i > 0; i--) {
		struct mass *up = &s->mass[t->nodes[i].parent];
		up->text += s->mass[i].text;
		up->linked += s->mass[i].linked;
		up->lines += s->mass[i].lines;
		up->prose += s->mass[i].prose;
	}
}

/* Goes down from the document as long as one child holds most of what its parent does. */
static uint32_t find_container(const struct scene *s)
{
	const struct tree *t = s->sheet->tree;
	for (uint32_t at = 0;;) {
		uint32_t best = NONE;
		for (uint32_t i = at + 1; i < t->nodes[at].end; i = t->nodes[i].end)
			if (best == NONE || s->mass[i].prose > s->mass[best].prose)
				best = i;
		if (best == NONE || s->mass[best].prose == 0 || s->mass[best].lines == 1 ||
		    (uint64_t)s->mass[best].prose * 100 < (uint64_t)s->mass[at].prose * CONTAINER_SHARE)
			return at;
		at = best;
	}
}

static size_t next_letter(struct view v, size_t i)
{
	while (i < v.length) {
		unsigned char c = (unsigned char)v.at[i];
		if ((c | 32) >= 'a' && (c | 32) <= 'z')
			break;
		if (c >= '0' && c <= '9')
			break;
		/* Letters beyond ASCII count by their last byte; general punctuation (E2 80 xx) does not. */
		if (c == 0xE2 && i + 2 < v.length) {
			i += 3;
			continue;
		}
		if (c >= 0xC3)
			break;
		i++;
	}
	return i;
}

bool same_words(struct view a, struct view b)
{
	size_t i = next_letter(a, 0), k = next_letter(b, 0);
	uint32_t same = 0;
	while (i < a.length && k < b.length) {
		char x = a.at[i], y = b.at[k];
		if (x != y && ((x | 32) != (y | 32) || (unsigned char)x >= 0x80))
			return false;
		same++;
		i = next_letter(a, i + 1);
		k = next_letter(b, k + 1);
	}
	return same && i >= a.length && k >= b.length;
}

bool holds_words(struct view line, struct view title)
{
	enum { LEAST_SHARE = 40 }; /* per cent of the line */
	if (title.length * 100 < line.length * LEAST_SHARE || line.length > 400)
		return false;
	for (size_t at = 0; at < line.length; at++)
		if (line.at[at] == ' ' && (same_words(view_slice(line, 0, at), title) ||
		                           same_words(view_slice(line, at, line.length), title)))
			return true;
	return false;
}

/* The markup of a line's element and of the two above it, as one number. */
static uint64_t markup_of(const struct tree *t, uint32_t node)
{
	enum { MOST_BYTES = 240 }; /* of a class, which many lines may share */
	uint64_t sum = 0;
	for (int up = 0; up < 3; up++, node = t->nodes[node].parent) {
		struct view class = view_slice(attribute_of(t, node, ATTRIBUTE_CLASS), 0, MOST_BYTES);
		uint64_t own = t->nodes[node].tag + (class.length ? view_hash(class) : 0);
		sum = (sum ^ own) * UINT64_C(0x9E3779B97F4A7C15);
		sum ^= sum >> 29;
	}
	return sum;
}

static void note_alike(struct scene *s, struct arena *m)
{
	struct map kinds = map_in(m);
	uint32_t count = 0, last_node = NONE;
	vector_each (i, &s->sheet->lines) {
		const struct line *l = &s->sheet->lines.at[i];
		if (l->node == last_node) {
			s->kind[i] = s->kind[i - 1];
		} else {
			uint64_t markup = markup_of(s->sheet->tree, l->node);
			uint32_t *kind =
			        map_put(&kinds, view_copy(m, view_of((const char *)&markup, sizeof markup)));
			*kind = *kind ? *kind : ++count;
			s->kind[i] = *kind - 1;
		}
		last_node = l->node;
		struct alike *a = &s->alike[s->kind[i]];
		a->lines++;
		a->prose_lines += s->prose[i];
		a->prose += s->prose[i] ? l->chars : 0;
		a->text += l->chars;
		a->linked += l->linked;
	}
}

static void find_core(struct scene *s, struct arena *m)
{
	const struct node *nodes = s->sheet->tree->nodes;
	uint32_t *direct = arena_zeroed(m, s->sheet->tree->node_count, sizeof *direct);
	s->core = (struct core){.first = NONE, .last = NONE, .kind = NONE};
	vector_each (i, &s->sheet->lines) {
		const struct line *l = &s->sheet->lines.at[i];
		uint32_t parent = nodes[l->node].parent;
		direct[parent] += s->prose[i] ? weight_of(l) : 0;
		if (direct[parent] > s->core.prose) {
			s->core.prose = direct[parent];
			s->core.node = parent;
		}
	}
	vector_each (i, &s->sheet->lines)
		if (s->prose[i] && nodes[s->sheet->lines.at[i].node].parent == s->core.node) {
			s->core.first = s->core.first == NONE ? i : s->core.first;
			s->core.last = i;
			s->core.kind = s->core.kind == NONE ? s->kind[i] : s->core.kind;
		}
}

static void note_repeats(struct scene *s, struct arena *m)
{
	struct map seen = map_in(m);
	vector_each (i, &s->sheet->lines) {
		struct view text = s->sheet->flow.pieces.at[i].text;
		if (text.length < REPEATED_CHARS)
			continue;
		uint32_t *before = map_put(&seen, text);
		s->repeated[i] = *before > 0;
		*before = 1;
	}
}

static void note_prose(struct scene *s)
{
	const struct node *c = &s->sheet->tree->nodes[s->container];
	uint32_t sum = 0;
	s->first = s->last = NONE;
	vector_each (i, &s->sheet->lines) {
		const struct line *l = &s->sheet->lines.at[i];
		s->near[i] = sum;
		sum += s->prose[i] ? l->chars : 0;
		if (s->prose[i] && l->node >= s->container && l->node < c->end) {
			s->first = s->first == NONE ? i : s->first;
			s->last = i;
		}
	}
	s->near[s->sheet->lines.count] = sum;
}

static void count_headlines(struct scene *s)
{
	uint32_t count = 0;
	vector_each (i, &s->sheet->lines) {
		bool behind = s->title == NONE || i > s->title;
		count += behind && s->sheet->lines.at[i].tag == TAG_H1 && s->sheet->lines.at[i].words > 1;
		s->headlines[i] = count;
	}
}

struct scene scene_of(const struct sheet *sheet, const struct boilerplate *b, const struct titles *titles,
                      struct view body)
{
	struct arena *m = sheet->arena;
	uint32_t lines = sheet->lines.count;
	struct scene s = {.sheet = sheet};
	s.mass = arena_zeroed(m, sheet->tree->node_count, sizeof *s.mass);
	s.prose = arena_zeroed(m, lines + 1, sizeof *s.prose);
	s.pattern = arena_zeroed(m, lines + 1, sizeof *s.pattern);
	s.repeated = arena_zeroed(m, lines + 1, sizeof *s.repeated);
	s.near = arena_zeroed(m, lines + 1, sizeof *s.near);
	sum_up(&s);
	s.container = find_container(&s);
	note_prose(&s);
	s.title = headline_find(&s, titles);
	s.body = body;
	s.headlines = arena_zeroed(m, lines + 1, sizeof *s.headlines);
	count_headlines(&s);
	note_repeats(&s, m);
	s.alike = arena_zeroed(m, lines + 1, sizeof *s.alike);
	s.kind = arena_zeroed(m, lines + 1, sizeof *s.kind);
	note_alike(&s, m);
	find_core(&s, m);
	vector_each (i, &sheet->lines)
		s.pattern[i] = (uint8_t)boilerplate_find(b, m, sheet->flow.pieces.at[i].text);
	return s;
}
