#include "page/elements.h"

#define BLOCK (SPECIAL | CLOSES_P)
#define ROW_GROUP (SPECIAL | TABLE_PART | FOSTERS)
#define CELL (SPECIAL | TABLE_PART | SCOPE)

static const uint16_t traits[TAG_COUNT] = {
        [TAG_A] = FORMATTING,
        [TAG_ADDRESS] = BLOCK,
        [TAG_APPLET] = SPECIAL | SCOPE,
        [TAG_AREA] = SPECIAL | VOID,
        [TAG_ARTICLE] = BLOCK,
        [TAG_ASIDE] = BLOCK,
        [TAG_B] = FORMATTING | LEAVES_FOREIGN,
        [TAG_BASE] = SPECIAL | VOID | HEAD_CONTENT,
        [TAG_BASEFONT] = SPECIAL | VOID | HEAD_CONTENT,
        [TAG_BGSOUND] = SPECIAL | VOID | HEAD_CONTENT,
        [TAG_BIG] = FORMATTING | LEAVES_FOREIGN,
        [TAG_BLOCKQUOTE] = BLOCK | LEAVES_FOREIGN,
        [TAG_BODY] = SPECIAL | LEAVES_FOREIGN,
        [TAG_BR] = SPECIAL | VOID | LEAVES_FOREIGN,
        [TAG_BUTTON] = SPECIAL,
        [TAG_CAPTION] = SPECIAL | SCOPE | TABLE_PART,
        [TAG_CENTER] = BLOCK | LEAVES_FOREIGN,
        [TAG_CODE] = FORMATTING | LEAVES_FOREIGN,
        [TAG_COL] = SPECIAL | VOID | TABLE_PART,
        [TAG_COLGROUP] = SPECIAL | TABLE_PART,
        [TAG_DD] = SPECIAL | IMPLIED_END | LEAVES_FOREIGN,
        [TAG_DESC] = 0,
        [TAG_DETAILS] = BLOCK,
        [TAG_DIALOG] = CLOSES_P,
        [TAG_DIR] = BLOCK,
        [TAG_DIV] = BLOCK | LEAVES_FOREIGN,
        [TAG_DL] = BLOCK | LEAVES_FOREIGN,
        [TAG_DT] = SPECIAL | IMPLIED_END | LEAVES_FOREIGN,
        [TAG_EM] = FORMATTING | LEAVES_FOREIGN,
        [TAG_EMBED] = SPECIAL | VOID | LEAVES_FOREIGN,
        [TAG_FIELDSET] = BLOCK,
        [TAG_FIGCAPTION] = BLOCK,
        [TAG_FIGURE] = BLOCK,
        [TAG_FONT] = FORMATTING,
        [TAG_FOOTER] = BLOCK,
        [TAG_FORM] = SPECIAL,
        [TAG_FRAME] = SPECIAL | VOID,
        [TAG_FRAMESET] = SPECIAL,
        [TAG_H1] = SPECIAL | HEADING | LEAVES_FOREIGN,
        [TAG_H2] = SPECIAL | HEADING | LEAVES_FOREIGN,
        [TAG_H3] = SPECIAL | HEADING | LEAVES_FOREIGN,
        [TAG_H4] = SPECIAL | HEADING | LEAVES_FOREIGN,
        [TAG_H5] = SPECIAL | HEADING | LEAVES_FOREIGN,
        [TAG_H6] = SPECIAL | HEADING | LEAVES_FOREIGN,
        [TAG_HEAD] = SPECIAL | LEAVES_FOREIGN,
        [TAG_HEADER] = BLOCK,
        [TAG_HGROUP] = BLOCK,
        [TAG_HR] = SPECIAL | VOID | CLOSES_P | LEAVES_FOREIGN,
        [TAG_HTML] = SPECIAL | SCOPE | TABLE_SCOPE,
        [TAG_I] = FORMATTING | LEAVES_FOREIGN,
        [TAG_IFRAME] = SPECIAL,
        [TAG_IMG] = SPECIAL | VOID | LEAVES_FOREIGN,
        [TAG_INPUT] = SPECIAL | VOID,
        [TAG_KEYGEN] = SPECIAL | VOID,
        [TAG_LI] = SPECIAL | IMPLIED_END | LEAVES_FOREIGN,
        [TAG_LINK] = SPECIAL | VOID | HEAD_CONTENT,
        [TAG_LISTING] = BLOCK | LEAVES_FOREIGN,
        [TAG_MAIN] = BLOCK,
        [TAG_MARQUEE] = SPECIAL | SCOPE,
        [TAG_MENU] = BLOCK | LEAVES_FOREIGN,
        [TAG_META] = SPECIAL | VOID | HEAD_CONTENT | LEAVES_FOREIGN,
        [TAG_NAV] = BLOCK,
        [TAG_NOBR] = FORMATTING | LEAVES_FOREIGN,
        [TAG_NOEMBED] = SPECIAL,
        [TAG_NOFRAMES] = SPECIAL | HEAD_CONTENT,
        [TAG_NOSCRIPT] = SPECIAL,
        [TAG_OBJECT] = SPECIAL | SCOPE,
        [TAG_OL] = BLOCK | LEAVES_FOREIGN,
        [TAG_OPTGROUP] = IMPLIED_END,
        [TAG_OPTION] = IMPLIED_END,
        [TAG_P] = BLOCK | IMPLIED_END | LEAVES_FOREIGN,
        [TAG_PARAM] = SPECIAL | VOID,
        [TAG_PLAINTEXT] = BLOCK,
        [TAG_PRE] = BLOCK | LEAVES_FOREIGN,
        [TAG_RB] = IMPLIED_END,
        [TAG_RP] = IMPLIED_END,
        [TAG_RT] = IMPLIED_END,
        [TAG_RTC] = IMPLIED_END,
        [TAG_RUBY] = LEAVES_FOREIGN,
        [TAG_S] = FORMATTING | LEAVES_FOREIGN,
        [TAG_SCRIPT] = SPECIAL | HEAD_CONTENT,
        [TAG_SEARCH] = BLOCK,
        [TAG_SECTION] = BLOCK,
        [TAG_SELECT] = SPECIAL,
        [TAG_SMALL] = FORMATTING | LEAVES_FOREIGN,
        [TAG_SOURCE] = SPECIAL | VOID,
        [TAG_SPAN] = LEAVES_FOREIGN,
        [TAG_STRIKE] = FORMATTING | LEAVES_FOREIGN,
        [TAG_STRONG] = FORMATTING | LEAVES_FOREIGN,
        [TAG_STYLE] = SPECIAL | HEAD_CONTENT,
        [TAG_SUB] = LEAVES_FOREIGN,
        [TAG_SUMMARY] = BLOCK,
        [TAG_SUP] = LEAVES_FOREIGN,
        [TAG_TABLE] = SPECIAL | SCOPE | TABLE_SCOPE | FOSTERS | LEAVES_FOREIGN,
        [TAG_TBODY] = ROW_GROUP,
        [TAG_TD] = CELL,
        [TAG_TEMPLATE] = SPECIAL | SCOPE | TABLE_SCOPE | HEAD_CONTENT,
        [TAG_TEXTAREA] = SPECIAL,
        [TAG_TFOOT] = ROW_GROUP,
        [TAG_TH] = CELL,
        [TAG_THEAD] = ROW_GROUP,
        [TAG_TITLE] = SPECIAL | HEAD_CONTENT,
        [TAG_TR] = ROW_GROUP,
        [TAG_TRACK] = SPECIAL | VOID,
        [TAG_TT] = FORMATTING | LEAVES_FOREIGN,
        [TAG_U] = FORMATTING | LEAVES_FOREIGN,
        [TAG_UL] = BLOCK | LEAVES_FOREIGN,
        [TAG_VAR] = LEAVES_FOREIGN,
        [TAG_WBR] = SPECIAL | VOID,
        [TAG_XMP] = SPECIAL,
};

unsigned element_traits(enum tag tag)
{
	return traits[tag];
}

#define AS_NAME(name, text) VIEW_OF(text),
static const struct view tag_names[] = {TAGS(AS_NAME)};
static const struct view attribute_names[] = {ATTRIBUTES(AS_NAME)};
#undef AS_NAME

enum { FIRST_TAG = TAG_OTHER + 1, KEY = sizeof(uint64_t) };

/* The first eight bytes with letters in lower case. The bit also changes what no name that we know has. */
static uint64_t beginning(struct view name)
{
	uint64_t begin = 0;
	memcpy(&begin, name.at, name.length < KEY ? name.length : KEY);
	return begin | (UINT64_C(0x2020202020202020) >> (name.length < KEY ? 8 * (KEY - name.length) : 0));
}

static uint32_t slot_of(uint64_t begin, size_t length)
{
	return (uint32_t)(((begin ^ length) * UINT64_C(0x9E3779B97F4A7C15)) >> 55);
}

static void add(struct names *n, struct view name, size_t id)
{
	uint64_t begin = beginning(name);
	uint32_t slot = slot_of(begin, name.length);
	while (n->slots[slot].length)
		slot = (slot + 1) % 512;
	n->slots[slot] = (struct name_slot){begin, (uint8_t)name.length, (uint8_t)id};
}

/* The index of a name in list; SIZE_MAX. */
static size_t find(const struct names *n, const struct view *list, struct view name)
{
	if (!name.length)
		return SIZE_MAX;
	uint64_t begin = beginning(name);
	const struct name_slot *s;
	for (uint32_t i = slot_of(begin, name.length); (s = &n->slots[i])->length; i = (i + 1) % 512) {
		if (s->begin != begin || s->length != name.length)
			continue;
		if (name.length <= KEY || view_equal_ascii_case(view_slice(name, KEY, name.length),
		                                                view_slice(list[s->id], KEY, name.length)))
			return s->id;
	}
	return SIZE_MAX;
}

void element_names_fill(struct element_names *n)
{
	memset(n, 0, sizeof *n);
	for (size_t i = 0; i < sizeof tag_names / sizeof *tag_names; i++)
		add(&n->tags, tag_names[i], i);
	for (size_t i = 0; i < sizeof attribute_names / sizeof *attribute_names; i++)
		add(&n->attributes, attribute_names[i], i);
}

enum tag element_tag(const struct element_names *n, struct view name)
{
	size_t i = find(&n->tags, tag_names, name);
	return i == SIZE_MAX ? TAG_OTHER : (enum tag)(FIRST_TAG + i);
}

enum attribute_name element_attribute(const struct element_names *n, struct view name)
{
	size_t i = find(&n->attributes, attribute_names, name);
	return i == SIZE_MAX ? ATTRIBUTE_COUNT : (enum attribute_name)i;
}
