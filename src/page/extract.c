#include "page/extract.h"

#include "page/headline.h"
#include "page/judge.h"
#include "page/metadata.h"
#include "page/repeats.h"
#include "page/title.h"

enum {
	LONG_PROSE = 1200, /* bytes of prose outside the article that are told of */
	SHORT_TEXT = 600   /* bytes; less is a stub where the page says that it is paid for */
};

void extract_look(struct view_of_page *v, struct article *a, const struct reader *r)
{
	v->tree = html_read(a->arena, a->page);
	v->sheet = (struct sheet){.arena = a->arena, .tree = &v->tree};
	v->patterns = boilerplate_of(r);
	v->facts = facts_open(a->arena, r);
	facts_gather(&v->facts, &v->tree);
	struct titles titles = {0};
	titles_find(&titles, &v->facts);
	lines_read(&v->sheet, r);
	const struct finding *body = facts_best(&v->facts, FIELD_BODY);
	v->scene = scene_of(&v->sheet, &v->patterns, &titles, body ? body->value : (struct view){0});
}

static enum block_kind kind_of(const struct line *l)
{
	if (l->tag >= TAG_H1 && l->tag <= TAG_H6)
		return BLOCK_SUBHEAD;
	if (l->marks[MARK_BLOCKQUOTE] < FAR)
		return BLOCK_QUOTE;
	if (l->tag == TAG_LI || l->tag == TAG_DD || l->tag == TAG_DT)
		return BLOCK_LIST;
	if (l->tag == TAG_TR || l->tag == TAG_TD || l->tag == TAG_TH)
		return BLOCK_TABLE;
	if (l->marks[MARK_LEAD] <= 1)
		return BLOCK_LEAD;
	return BLOCK_PARAGRAPH;
}

/* Why a line in the article's flow goes, by its words, else by the nearest name around it. */
static enum removal reason_of(const struct scene *s, uint32_t i)
{
	static const struct {
		uint8_t mark, why;
	} reasons[] = {{MARK_BYLINE, REMOVAL_BYLINE},   {MARK_DATE, REMOVAL_DATE},
	               {MARK_SHARE, REMOVAL_WIDGET},    {MARK_RELATED, REMOVAL_RELATED},
	               {MARK_COMMENT, REMOVAL_COMMENT}, {MARK_SIGNUP, REMOVAL_SIGNUP},
	               {MARK_PAYWALL, REMOVAL_PAYWALL}, {MARK_CONSENT, REMOVAL_CONSENT},
	               {MARK_ADVERT, REMOVAL_ADVERT},   {MARK_NAVIGATION, REMOVAL_NAVIGATION},
	               {MARK_BIO, REMOVAL_BYLINE},      {MARK_NAV, REMOVAL_NAVIGATION},
	               {MARK_BUTTON, REMOVAL_WIDGET},   {MARK_FORM, REMOVAL_WIDGET}};
	if (s->pattern[i])
		return (enum removal)s->pattern[i];
	const uint8_t *marks = s->sheet->lines.at[i].marks;
	enum removal why = REMOVAL_BOILERPLATE;
	uint8_t nearest = FAR / 4;
	for (size_t k = 0; k < sizeof reasons / sizeof *reasons; k++)
		if (marks[reasons[k].mark] < nearest) {
			nearest = marks[reasons[k].mark];
			why = (enum removal)reasons[k].why;
		}
	return why;
}

static bool is_caption(const struct line *l)
{
	return l->marks[MARK_FIGURE] < 6 || l->marks[MARK_CAPTION] <= 2;
}

/* What its tag makes a caption is one, however much it reads like the article. */
static bool is_surely_caption(const struct line *l)
{
	return l->marks[MARK_FIGURE] <= 3 && l->marks[MARK_CAPTION] <= 3;
}

struct span {
	uint32_t first, last;
};

/* Whether each of the lines [begin, begin + JUDGED) is in the article. */
static void judge_some(const struct view_of_page *v, uint32_t begin, struct judged *lines, int16_t *to)
{
	int16_t inputs[INPUT_COUNT];
	for (uint32_t i = 0; i < JUDGED && begin + i < v->sheet.lines.count; i++) {
		features_of(&v->scene, begin + i, inputs);
		for (uint32_t k = 0; k < INPUT_COUNT; k++)
			lines->inputs[k][i] = inputs[k];
	}
	judge_lines(lines, to);
}

/* A paragraph that is a link from end to end, and in all else like those around it, is one of the article's.
 */
static bool is_linked_paragraph(const struct scene *s, uint32_t i)
{
	enum { BEHIND = 2, LEAST = 80, LABEL = 14 }; /* LABEL: "More: ..." */
	const struct line *l = &s->sheet->lines.at[i];
	struct view label = view_slice(s->sheet->flow.pieces.at[i].text, 0, LABEL);
	return l->tag == TAG_P && l->chars >= LEAST && view_find(label, VIEW(":")) == SIZE_MAX &&
	       l->linked * 10 > l->chars * 9 && l->sentences && strchr(".!?", l->last) &&
	       s->kind[i] == s->core.kind && i > s->core.first && i <= s->core.last + BEHIND &&
	       s->sheet->tree->nodes[l->node].parent == s->core.node && !s->pattern[i];
}

static struct span judge_all(struct view_of_page *v)
{
	struct span kept = {NONE, 0};
	struct judged lines = {0};
	int16_t judgements[JUDGED];
	vector_each (i, &v->sheet.lines) {
		if (i % JUDGED == 0)
			judge_some(v, i, &lines, judgements);
		struct piece *p = &v->sheet.flow.pieces.at[i];
		bool stays = i == v->scene.title ||
		             (judgements[i % JUDGED] > 0 && !is_surely_caption(&v->sheet.lines.at[i])) ||
		             is_linked_paragraph(&v->scene, i);
		p->kind = (uint8_t)(i == v->scene.title ? BLOCK_HEADLINE : kind_of(&v->sheet.lines.at[i]));
		p->fate = stays ? FATE_STAYS : FATE_OUTSIDE;
		if (stays) {
			kept.first = kept.first == NONE ? i : kept.first;
			kept.last = i;
		}
	}
	return kept;
}

/* What goes from between the lines that stay is told, and why; captions are kept apart. */
static void tell_removed(struct view_of_page *v, struct span kept)
{
	const struct node *nodes = v->tree.nodes;
	uint32_t c = v->scene.container;
	for (uint32_t i = kept.first; i < v->sheet.lines.count; i++) {
		struct piece *p = &v->sheet.flow.pieces.at[i];
		const struct line *l = &v->sheet.lines.at[i];
		bool inside = l->node >= c && l->node < nodes[c].end;
		if (p->fate == FATE_STAYS || p->fate == FATE_REMOVED || (i > kept.last && !inside))
			continue;
		if (is_caption(l) && l->words > 2 && !v->scene.pattern[i])
			p->fate = FATE_CAPTION;
		else
			flow_remove(p, reason_of(&v->scene, i));
	}
}

/* The headline opens the text wherever on the page it stands; one that no line gives is the title. */
static void lead_with_title(struct flow *f, struct article *a, uint32_t title)
{
	if (title == NONE && !a->title.length)
		return;
	struct piece headline =
	        title != NONE ? f->pieces.at[title] : (struct piece){.text = a->title, .node = NONE};
	headline.fate = FATE_STAYS;
	if (!view_equal(headline.text, a->title)) { /* without its kicker */
		headline.text = a->title;
		headline.run_count = 0;
	}
	headline.kind = BLOCK_HEADLINE;
	uint32_t at = title != NONE ? title : f->pieces.count;
	if (title == NONE)
		*vector_push(a->arena, &f->pieces) = headline;
	memmove(f->pieces.at + 1, f->pieces.at, at * sizeof *f->pieces.at);
	f->pieces.at[0] = headline;
}

/* Its first words, for a message. */
static struct view beginning_of(struct view text)
{
	enum { ABOUT = 80 };
	size_t end = text.length;
	if (end > ABOUT)
		for (end = ABOUT; end > 0 && text.at[end] != ' '; end--)
			;
	return view_slice(text, 0, end);
}

static void warn_of_prose(struct article *a, const struct view_of_page *v)
{
	uint32_t outside = 0, inside = 0, told = NONE;
	vector_each (i, &v->sheet.lines) {
		const struct line *l = &v->sheet.lines.at[i];
		bool strange = l->marks[MARK_COMMENT] < FAR || l->marks[MARK_FOOTER] < FAR ||
		               l->marks[MARK_CONSENT] < FAR || v->scene.repeated[i];
		bool stays = v->sheet.flow.pieces.at[i].fate == FATE_STAYS;
		inside += stays ? l->chars : 0;
		if (stays || !v->scene.prose[i] || strange)
			continue;
		outside += l->chars;
		told = told == NONE || l->chars > v->sheet.lines.at[told].chars ? i : told;
	}
	if (outside > LONG_PROSE && outside * 3 > inside)
		warn(a, "prose-outside", "%u bytes of prose stand outside the article, among them \"%.*s\"",
		     outside, VIEW_ARGS(beginning_of(v->sheet.flow.pieces.at[told].text)));
}

/* Headlines of their own, each with a good piece of prose behind it, among what stays. */
static uint32_t count_articles(const struct view_of_page *v)
{
	enum { LEAST_PROSE = 500 };
	uint32_t count = 0, prose = 0;
	vector_each (i, &v->sheet.lines) {
		const struct line *l = &v->sheet.lines.at[i];
		if (l->tag == TAG_H1)
			prose = 0;
		else if (v->sheet.flow.pieces.at[i].fate == FATE_STAYS && v->scene.prose[i] &&
		         prose < LEAST_PROSE) {
			prose += l->chars;
			count += prose >= LEAST_PROSE;
		}
	}
	return count;
}

static bool has_kind(const struct facts *f, struct view word)
{
	vector_each (i, &f->findings)
		if (f->findings.at[i].field == FIELD_KIND &&
		    view_find(f->findings.at[i].value, word) != SIZE_MAX)
			return true;
	return false;
}

/* "10:42": the hour of an entry. */
static bool is_hour(struct view text)
{
	size_t colon = view_find(text, VIEW(":"));
	if (text.length < 4 || text.length > 12 || colon == 0 || colon > 2 || colon + 3 > text.length)
		return false;
	const char *at = text.at;
	return at[0] >= '0' && at[0] <= '9' && at[colon + 1] >= '0' && at[colon + 1] <= '5';
}

/* Whether hours stand before the parts of the text, as before the entries of a live blog. */
static bool has_hours(const struct article *a)
{
	enum { ENOUGH = 4 };
	uint32_t hours = 0;
	vector_each (i, &a->removed) {
		bool before_text =
		        i + 1 == a->removed.count || a->removed.at[i + 1].before > a->removed.at[i].before;
		hours += is_hour(a->removed.at[i].text) && before_text;
	}
	return hours >= ENOUGH;
}

/* More is said below pictures than between them. */
static bool is_gallery(const struct article *a)
{
	enum { ENOUGH = 4 };
	size_t captions = 0;
	vector_each (i, &a->captions)
		captions += a->captions.at[i].length;
	return a->captions.count >= ENOUGH && captions > a->text.length;
}

static void warn_of_kind(struct article *a, const struct view_of_page *v)
{
	bool walled = v->facts.paid;
	vector_each (i, &a->removed)
		walled |= a->removed.at[i].why == REMOVAL_PAYWALL;
	if (!a->text.length)
		warn(a, "no-text", "no article was found on the page");
	else if (a->blocks.count == 1 && v->sheet.flow.pieces.at[0].kind == BLOCK_HEADLINE &&
	         !a->captions.count)
		warn(a, "no-text", "nothing but its headline was found on the page");
	if (walled && a->text.length < SHORT_TEXT)
		warn(a, "paywall", "the page holds %zu bytes of an article that is paid for", a->text.length);
	if (has_kind(&v->facts, VIEW("LiveBlog")) || has_hours(a))
		warn(a, "live-blog", "the page is a live blog: its entries follow one another, newest first");
	if (has_kind(&v->facts, VIEW("Gallery")) || is_gallery(a))
		warn(a, "gallery", "the page is a gallery of pictures");
	uint32_t articles = count_articles(v);
	if (articles > 1)
		warn(a, "several-articles", "the text holds %u articles, each with a headline of its own",
		     articles);
	if (v->tree.cut)
		warn(a, "cut", "the page is nested too deeply or too long: a part of it was not read");
}

static struct view credited_agency(const struct view_of_page *v, uint32_t i)
{
	struct view text = v->sheet.flow.pieces.at[i].text;
	struct view agency = agency_find(&v->patterns, v->sheet.arena, text);
	if (!agency.length && v->scene.pattern[i] == REMOVAL_CREDIT)
		agency = agency_of_credit(&v->patterns, v->sheet.arena, text);
	return agency;
}

void extract_read(struct article *a, const struct reader *r)
{
	struct view_of_page v;
	extract_look(&v, a, r);
	metadata_read(a, r, &v, &v.facts);
	struct span kept = judge_all(&v);
	repeats_take_out(&v);
	metadata_take_out(&v.sheet.flow, &v.scene, r, a->language);
	if (kept.first != NONE)
		tell_removed(&v, kept);
	vector_each (i, &v.sheet.lines)
		if (!a->agency.length && v.sheet.flow.pieces.at[i].fate != FATE_OUTSIDE)
			a->agency = credited_agency(&v, i);
	warn_of_prose(a, &v);
	lead_with_title(&v.sheet.flow, a, v.scene.title);
	flow_write(&v.sheet.flow, a);
	metadata_language(a, r, &v.facts);
	warn_of_kind(a, &v);
}
