#include "page/extract.h"

#include "page/clean.h"
#include "page/features.h"
#include "page/lines.h"
#include "page/tree.h"

static struct view head_title(struct article *a, const struct tree *t)
{
	struct view title = {0};
	for (uint32_t i = 1; i < t->node_count; i++) {
		const struct node *n = &t->nodes[i];
		if (n->tag == TAG_META &&
		    view_equal(attribute_of(t, i, ATTRIBUTE_PROPERTY), VIEW("og:title")))
			return attribute_of(t, i, ATTRIBUTE_CONTENT);
		if (n->tag == TAG_TITLE && !title.length)
			title = tree_text(a->arena, t, i);
		if (n->tag == TAG_BODY)
			break;
	}
	return title;
}

static bool stays(const struct scene *s, uint32_t i)
{
	const struct line *l = &s->sheet->lines.at[i];
	const struct node *c = &s->sheet->tree->nodes[s->container];
	if (l->node < s->container || l->node >= c->end || s->pattern[i])
		return false;
	return s->prose[i] || (l->tag >= TAG_H2 && l->tag <= TAG_H4 && l->linked == 0) ||
	       (l->tag == TAG_P && l->linked * 2 < l->chars);
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
	return BLOCK_PARAGRAPH;
}

void extract_look(struct view_of_page *v, struct article *a, const struct reader *r)
{
	v->tree = html_read(a->arena, a->page);
	v->sheet = (struct sheet){.arena = a->arena, .tree = &v->tree};
	v->patterns = boilerplate_of(r);
	a->title = head_title(a, &v->tree);
	lines_read(&v->sheet, r);
	v->scene = scene_of(&v->sheet, &v->patterns, a->title);
}

void extract_read(struct article *a, const struct reader *r)
{
	struct view_of_page v;
	extract_look(&v, a, r);
	if (v.scene.title != NONE)
		a->title = v.sheet.flow.pieces.at[v.scene.title].text;
	vector_each (i, &v.sheet.lines) {
		struct piece *p = &v.sheet.flow.pieces.at[i];
		p->kind = (uint8_t)(i == v.scene.title ? BLOCK_HEADLINE : kind_of(&v.sheet.lines.at[i]));
		p->fate = i == v.scene.title || stays(&v.scene, i) ? FATE_STAYS : FATE_OUTSIDE;
	}
	flow_write(&v.sheet.flow, a);
}
