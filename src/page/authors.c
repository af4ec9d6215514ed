#include "page/authors.h"

#include "know/know.h"
#include "page/nearby.h"

enum {
	LONGEST_BYLINE = 200, /* bytes */
	MOST_OUTLETS = 8
};

/* What the search for authors is told. */
struct search {
	struct arena *arena;
	const struct scene *scene;
	const struct facts *facts;
	const struct byline_reader *bylines;
	const struct date_reader *dates;
	const struct table *given, *agencies;
	struct view outlets[MOST_OUTLETS];
	uint32_t outlet_count;
};

/* ---- names ---- */

static void note_outlets(struct search *s)
{
	vector_each (i, &s->facts->findings) {
		const struct finding *f = &s->facts->findings.at[i];
		if (f->field == FIELD_OUTLET && s->outlet_count < MOST_OUTLETS)
			s->outlets[s->outlet_count++] = f->value;
	}
}

static bool is_outlet(const struct search *s, struct view name)
{
	for (uint32_t i = 0; i < s->outlet_count; i++)
		if (same_words(s->outlets[i], name))
			return true;
	return false;
}

static bool is_agency(const struct search *s, struct view name)
{
	return know_find_text(s->agencies, s->arena, name).table != NULL;
}

static struct view first_word(struct view name)
{
	return view_cut(&name, ' ');
}

static bool is_full(struct view name)
{
	return memchr(name.at, ' ', name.length) != NULL;
}

/* "Ana Lopes", and neither "ana.lopes.12" nor "Westmoor Media". */
static bool is_person(const struct search *s, struct view name)
{
	return is_full(name) && !is_outlet(s, name) && !is_agency(s, name) &&
	       !byline_has(s->bylines, name, "organisation");
}

static bool has_person(const struct search *s, const struct names *names)
{
	vector_each (i, &names->at)
		if (is_person(s, names->at.at[i]))
			return true;
	return false;
}

static bool is_known_person(const struct search *s, struct view name)
{
	return is_person(s, name) && know_find_text(s->given, s->arena, first_word(name)).table;
}

/* "Tom Reed The Associated Press", "Ana Lopes Westmoor Post" without whom they write for. */
static struct view without_employer(const struct search *s, struct view name)
{
	uint32_t words = 0;
	for (size_t at = 0; at < name.length; at++) {
		if (name.at[at] != ' ' || ++words < 2)
			continue;
		struct view rest = view_slice(name, at + 1, name.length);
		if (is_agency(s, rest) || is_outlet(s, rest))
			return view_slice(name, 0, at);
	}
	return name;
}

/* "WBEZ": letters that stand for a broadcaster or an agency. */
static bool is_call_sign(struct view name)
{
	for (size_t i = 0; i < name.length; i++)
		if (name.at[i] < 'A' || name.at[i] > 'Z')
			return false;
	return name.length > 2;
}

/* The names without outlets and, where there are persons among them, without agencies and organisations;
 * a name that is there twice ("Ana Lopes", "ana-lopes") once. */
static struct names cleaned(const struct search *s, const struct names *names)
{
	struct names kept = {0};
	bool persons = has_person(s, names);
	vector_each (i, &names->at) {
		struct view name = without_employer(s, names->at.at[i]);
		bool twice = false;
		vector_each (k, &kept.at)
			twice |= same_words(kept.at.at[k], name);
		if (twice || is_outlet(s, name) || (persons && is_full(name) && !is_person(s, name)) ||
		    (persons && (is_agency(s, name) || is_call_sign(name))))
			continue;
		*vector_push(s->arena, &kept.at) = name;
	}
	return kept;
}

/* ---- what the page tells machines ---- */

/* All names of the best rank that has any. */
static struct names names_of_findings(const struct search *s, struct view *why)
{
	const struct facts *f = s->facts;
	for (uint32_t rank = facts_rank(f, FIELD_AUTHOR, 0); rank < 100;
	     rank = facts_rank(f, FIELD_AUTHOR, rank + 1)) {
		struct names names = {0};
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_AUTHOR || here->rank != rank)
				continue;
			byline_read(s->bylines, here->value, BYLINE_FIELD, &names);
			*why = here->why;
		}
		names = cleaned(s, &names);
		if (names.at.count)
			return names;
	}
	return (struct names){0};
}

/* ---- what the page shows its readers ---- */

/* "/author/ana-lopes/" in the address of a link. */
static bool leads_to_author(const struct facts *f, struct view href)
{
	while (href.length) {
		struct view part = view_cut(&href, '/');
		if (!part.length || part.length > 30)
			continue;
		struct row row = know_find_text(f->table, f->arena, part);
		for (; row.table; row = know_next(row))
			if (view_equal(know_text(row, f->place), VIEW("path")) && href.length > 1)
				return true;
	}
	return false;
}

/* The links of a line that lead to authors' pages. */
static void add_linked(struct names *names, const struct search *s, uint32_t line)
{
	enum { MOST_NODES = 80 };
	const struct line *l = &s->scene->sheet->lines.at[line];
	const struct tree *t = s->scene->sheet->tree;
	uint32_t begin = l->first > 0 ? t->nodes[l->first].parent : 0, end = l->end;
	end = end < begin + MOST_NODES ? end : begin + MOST_NODES;
	for (uint32_t i = begin; i < end; i++)
		if (t->nodes[i].tag == TAG_A && leads_to_author(s->facts, attribute_of(t, i, ATTRIBUTE_HREF)))
			byline_read(s->bylines, tree_text(s->arena, t, i), BYLINE_LINE, names);
}

/* "Posted on 12 March 2020, 9:30, by Ana Lopes": behind the word that says so, where the rest says when. */
static void add_behind_date(struct names *names, const struct search *s, struct view text)
{
	if (!date_is_all(s->dates, text))
		return;
	for (size_t at = 0; at < text.length; at++)
		if (text.at[at] == ' ' && byline_begins(s->bylines, view_slice(text, at + 1, text.length))) {
			text = view_slice(text, at + 1, text.length);
			byline_read(s->bylines, text, BYLINE_LINE, names);
			if (!names->at.count)
				byline_read(s->bylines, text, BYLINE_HANDLE, names);
			return;
		}
}

static void add_persons(struct names *names, const struct search *s, struct view text)
{
	struct names all = {0};
	byline_read(s->bylines, text, BYLINE_TEXT, &all);
	vector_each (i, &all.at)
		if (is_person(s, all.at.at[i]))
			*vector_push(s->arena, &names->at) = all.at.at[i];
}

/* The names in a line whose first word is known as a given name. */
static void add_known(struct names *names, const struct search *s, struct view text)
{
	struct names all = {0};
	byline_read(s->bylines, text, BYLINE_TEXT, &all);
	vector_each (i, &all.at)
		if (is_known_person(s, all.at.at[i]))
			*vector_push(s->arena, &names->at) = all.at.at[i];
}

/* How a line may give its authors, surest first. */
enum sign { BEGINS_AS_BYLINE, BEHIND_DATE, LINKS_TO_AUTHOR, HINTED_NAMES, HINTED_NAME, WITH_DATE, ALONE };

static void names_of_begun(struct names *names, const struct search *s, uint32_t i)
{
	const struct sheet *sheet = s->scene->sheet;
	struct view text = lines_parted(sheet, i, PARTED_BY_ELEMENTS);
	bool few = sheet->lines.at[i].words <= 4 || date_is_all(s->dates, text);
	byline_read(s->bylines, text, few ? BYLINE_LINE : BYLINE_TEXT, names);
	/* A name may lie in two elements. */
	text = lines_parted(sheet, i, PARTED_WHERE_GLUED);
	if (!has_person(s, names)) {
		*names = (struct names){0};
		byline_read(s->bylines, text, few ? BYLINE_LINE : BYLINE_TEXT, names);
	}
	if (!names->at.count && (date_is_all(s->dates, text) || sheet->lines.at[i].words == 2))
		byline_read(s->bylines, text, BYLINE_HANDLE, names);
}

/* No entry of a list, no heading of what comes next. */
static bool stands_alone(const struct line *l)
{
	return l->marks[MARK_LIST] > 3 && l->marks[MARK_NAVIGATION] > 3 && l->marks[MARK_RELATED] > 3 &&
	       (l->tag < TAG_H1 || l->tag > TAG_H6);
}

static void names_of_line(struct names *names, enum sign sign, const struct search *s, uint32_t i)
{
	enum { SHORT = 40 };
	const struct byline_reader *b = s->bylines;
	const struct line *l = &s->scene->sheet->lines.at[i];
	struct view text = s->scene->sheet->flow.pieces.at[i].text;
	struct view before = i > 0 ? s->scene->sheet->flow.pieces.at[i - 1].text : (struct view){0};
	if (sign == BEGINS_AS_BYLINE && byline_is_label(b, before) && text.length <= SHORT)
		byline_read(b, text, BYLINE_LINE, names);
	else if (sign == BEGINS_AS_BYLINE && byline_begins(b, text))
		names_of_begun(names, s, i);
	text = lines_parted(s->scene->sheet, i, PARTED_BY_ELEMENTS);
	if (sign == BEHIND_DATE && l->digits >= 3)
		add_behind_date(names, s, text);
	if (sign == LINKS_TO_AUTHOR && l->linked)
		add_linked(names, s, i);
	if (sign == HINTED_NAMES && l->marks[MARK_BYLINE] <= 2)
		byline_read(b, text, BYLINE_TEXT, names);
	if (sign == WITH_DATE && l->digits >= 3 && date_is_all(s->dates, text))
		add_persons(names, s, text);
	if (sign == HINTED_NAME && l->marks[MARK_BYLINE] <= 1 && text.length <= SHORT && !l->digits)
		byline_read(b, text, BYLINE_LINE, names);
	if (sign == ALONE && text.length <= SHORT && l->words <= 4 && !l->digits && stands_alone(l))
		add_known(names, s, text);
}

static bool may_hold_byline(const struct scene *s, uint32_t i)
{
	const struct line *l = &s->sheet->lines.at[i];
	if (s->first != NONE && i > s->first + 2 && l->marks[MARK_RELATED] <= 6)
		return false;
	bool below = s->title != NONE && i > s->title && i <= s->title + 3;
	bool hinted = l->marks[MARK_BYLINE] <= 3 || below;
	return i != s->title && l->chars <= LONGEST_BYLINE && !nearby_is_strange(s, i) && l->sentences <= 2 &&
	       (l->marks[MARK_CAPTION] > 3 || hinted) && l->marks[MARK_FIGURE] > 3;
}

/* Names by one sign, from the first line that has any and from those next to it that do too. */
static struct names names_by_sign(const struct search *s, enum sign sign, uint32_t begin, uint32_t end)
{
	enum { APART = 3 };
	struct names names = {0};
	uint32_t last = NONE;
	for (uint32_t i = begin; i < end && (last == NONE || i <= last + APART); i++) {
		struct names here = {0};
		if (may_hold_byline(s->scene, i))
			names_of_line(&here, sign, s, i);
		here = cleaned(s, &here);
		last = here.at.count ? i : last;
		vector_each (k, &here.at)
			*vector_push(s->arena, &names.at) = here.at.at[k];
	}
	return cleaned(s, &names);
}

/* Names that the lines of a range show, those behind `from` first. */
static struct names names_of_lines(const struct search *s, struct range r, uint32_t from, enum sign most,
                                   enum sign *sign)
{
	for (*sign = 0; *sign <= most; *sign = (enum sign)(*sign + 1)) {
		struct names names = names_by_sign(s, *sign, from, r.end);
		if (!names.at.count)
			names = names_by_sign(s, *sign, r.begin, from);
		if (names.at.count)
			return names;
	}
	return (struct names){0};
}

/* The outlet, where the page says that it wrote the article itself. */
static void author_is_outlet(struct article *a, const struct search *s)
{
	const struct facts *f = s->facts;
	for (uint32_t rank = facts_rank(f, FIELD_AUTHOR, 0); rank < 30;
	     rank = facts_rank(f, FIELD_AUTHOR, rank + 1))
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_AUTHOR || here->rank != rank || !is_outlet(s, here->value))
				continue;
			*vector_push(a->arena, &a->authors) = here->value;
			a->why.authors = here->why;
			return;
		}
}

static void take(struct article *a, const struct names *names, struct view why)
{
	vector_each (i, &names->at)
		*vector_push(a->arena, &a->authors) = names->at.at[i];
	a->why.authors = names->at.count ? why : (struct view){0};
}

/* "Todd" and "Todd Bates", "ana-lopes" and "Ana Lopes". */
static bool is_same(struct view a, struct view b)
{
	struct view shorter = a.length < b.length ? a : b, longer = a.length < b.length ? b : a;
	return same_words(a, b) || (view_starts(longer, shorter) && longer.at[shorter.length] == ' ');
}

static bool is_among(const struct names *names, struct view name)
{
	vector_each (i, &names->at)
		if (is_same(names->at.at[i], name))
			return true;
	return false;
}

/* Those of the names shown that machines are told too, or that begin with a known given name. */
static struct names sure_names(const struct search *s, const struct names *shown, const struct names *told,
                               bool *shared)
{
	struct names sure = {0};
	*shared = false;
	vector_each (i, &shown->at) {
		struct view name = shown->at.at[i];
		bool among = is_among(told, name);
		*shared |= among;
		if (among || is_known_person(s, name))
			*vector_push(s->arena, &sure.at) = name;
	}
	return sure;
}

/* Machines are told of photographers and reviewers too, or of the one who typed it in: where a line near the
 * headline says who wrote it, that goes first, if it is surely a byline. */
static bool prefer_shown(const struct search *s, struct names *shown, enum sign sign,
                         const struct names *told)
{
	bool shared, persons = has_person(s, told);
	struct names sure = sure_names(s, shown, told, &shared);
	if (!told->at.count || !shown->at.count)
		return shown->at.count > 0;
	bool all = sure.at.count == shown->at.count, plain = sign <= BEHIND_DATE;
	*shown = sure;
	return has_person(s, &sure) && (shared || (persons ? plain && all : sign <= HINTED_NAMES));
}

/* Those that machines are told and that stand on a line of their own right below another: "By Ana Lopes",
 * "and", "Tom Reed". */
static void add_shown_too(const struct search *s, struct names *shown, const struct names *told,
                          struct range r)
{
	enum { APART = 2 };
	uint32_t last = NONE;
	for (uint32_t i = r.begin; i < r.end; i++) {
		struct view text = s->scene->sheet->flow.pieces.at[i].text;
		bool named = false;
		vector_each (k, &shown->at)
			named |= text.length <= LONGEST_BYLINE &&
			         (same_words(text, shown->at.at[k]) || holds_words(text, shown->at.at[k]));
		vector_each (k, &told->at)
			if (last != NONE && i - last <= APART && same_words(text, told->at.at[k]) &&
			    !is_among(shown, text)) {
				*vector_push(s->arena, &shown->at) = told->at.at[k];
				named = true;
			}
		last = named ? i : last;
	}
}

/* From just above the headline to the first paragraph. */
static struct range closest(const struct scene *s, struct range near)
{
	enum { ABOVE = 3, BELOW = 2 };
	struct range r = near;
	if (s->title != NONE && s->title > near.begin + ABOVE)
		r.begin = s->title - ABOVE;
	if (s->first != NONE && s->first + BELOW < r.end && (s->title == NONE || s->first > s->title))
		r.end = s->first + BELOW;
	return r;
}

void authors_read(struct article *a, const struct scene *scene, const struct facts *f,
                  const struct byline_reader *b, const struct date_reader *d)
{
	struct search s = {.arena = a->arena, .scene = scene, .facts = f, .bylines = b, .dates = d};
	s.given = know_table(f->reader->know, "given");
	s.agencies = know_table(f->reader->know, "agencies");
	note_outlets(&s);
	struct view why = {0};
	enum sign sign;
	struct range near = nearby_title(scene), close = closest(scene, near), end = nearby_end(scene);
	uint32_t from = scene->title == NONE ? close.begin : scene->title;
	struct names told = names_of_findings(&s, &why);
	struct names shown = names_of_lines(&s, close, from, ALONE, &sign);
	if (!shown.at.count)
		shown = names_of_lines(&s, near, from, has_person(&s, &told) ? BEHIND_DATE : ALONE, &sign);
	if (!shown.at.count && !has_person(&s, &told))
		shown = names_of_lines(&s, end, end.begin, HINTED_NAME, &sign);
	if (!shown.at.count && !has_person(&s, &told)) /* a signature */
		shown = names_by_sign(&s, sign = ALONE, end.begin,
		                      end.begin + 2 < end.end ? end.begin + 2 : end.end);
	if (prefer_shown(&s, &shown, sign, &told)) {
		add_shown_too(&s, &shown, &told, close);
		take(a, &shown, VIEW("byline"));
	} else {
		take(a, &told, why);
	}
	if (!a->authors.count)
		author_is_outlet(a, &s);
}
