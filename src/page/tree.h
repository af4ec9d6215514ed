/* tree: a page's elements and texts, compact and in the order of the page.
 *
 * Nodes lie in one array in document order. A node's descendants are those behind it up to its `end`, so that
 * a pass over a subtree is a loop over a range, a pass from the leaves up is a loop backwards, and nothing
 * recurses. Node 0 is the document itself. Texts are views into the page where they stand there as they are;
 * a character reference makes a text node of its own, so texts that follow one another are common.
 *
 * Example  "<p class=lead>Rain &amp; sun</p>" is the nodes document, p, "Rain ", "&", " sun"; p has one
 *          attribute, ATTRIBUTE_CLASS "lead". */
#ifndef PAGE_TREE_H
#define PAGE_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vector.h"
#include "base/view.h"

/* clang-format off */

/* The elements that we tell apart, in the byte order of their names; all others are TAG_OTHER. */
#define TAGS(X) \
	X(A, "a") X(ABBR, "abbr") X(ACRONYM, "acronym") X(ADDRESS, "address") X(APPLET, "applet") \
	X(AREA, "area") X(ARTICLE, "article") X(ASIDE, "aside") X(AUDIO, "audio") X(B, "b") \
	X(BASE, "base") X(BASEFONT, "basefont") X(BGSOUND, "bgsound") X(BIG, "big") \
	X(BLOCKQUOTE, "blockquote") X(BODY, "body") X(BR, "br") X(BUTTON, "button") X(CANVAS, "canvas") \
	X(CAPTION, "caption") X(CENTER, "center") X(CITE, "cite") X(CODE, "code") X(COL, "col") \
	X(COLGROUP, "colgroup") X(DATA, "data") X(DATALIST, "datalist") X(DD, "dd") X(DEL, "del") \
	X(DESC, "desc") X(DETAILS, "details") X(DFN, "dfn") X(DIALOG, "dialog") X(DIR, "dir") \
	X(DIV, "div") X(DL, "dl") X(DT, "dt") X(EM, "em") X(EMBED, "embed") X(FIELDSET, "fieldset") \
	X(FIGCAPTION, "figcaption") X(FIGURE, "figure") X(FONT, "font") X(FOOTER, "footer") \
	X(FOREIGNOBJECT, "foreignobject") X(FORM, "form") X(FRAME, "frame") X(FRAMESET, "frameset") \
	X(H1, "h1") X(H2, "h2") X(H3, "h3") X(H4, "h4") X(H5, "h5") X(H6, "h6") X(HEAD, "head") \
	X(HEADER, "header") X(HGROUP, "hgroup") X(HR, "hr") X(HTML, "html") X(I, "i") \
	X(IFRAME, "iframe") X(IMAGE, "image") X(IMG, "img") X(INPUT, "input") X(INS, "ins") \
	X(KBD, "kbd") X(KEYGEN, "keygen") X(LABEL, "label") X(LEGEND, "legend") X(LI, "li") \
	X(LINK, "link") X(LISTING, "listing") X(MAIN, "main") X(MAP, "map") X(MARK, "mark") \
	X(MARQUEE, "marquee") X(MATH, "math") X(MENU, "menu") X(META, "meta") X(METER, "meter") \
	X(NAV, "nav") X(NOBR, "nobr") X(NOEMBED, "noembed") X(NOFRAMES, "noframes") \
	X(NOSCRIPT, "noscript") X(OBJECT, "object") X(OL, "ol") X(OPTGROUP, "optgroup") \
	X(OPTION, "option") X(OUTPUT, "output") X(P, "p") X(PARAM, "param") X(PICTURE, "picture") \
	X(PLAINTEXT, "plaintext") X(PRE, "pre") X(PROGRESS, "progress") X(Q, "q") X(RB, "rb") \
	X(RP, "rp") X(RT, "rt") X(RTC, "rtc") X(RUBY, "ruby") X(S, "s") X(SAMP, "samp") \
	X(SCRIPT, "script") X(SEARCH, "search") X(SECTION, "section") X(SELECT, "select") \
	X(SMALL, "small") X(SOURCE, "source") X(SPAN, "span") X(STRIKE, "strike") X(STRONG, "strong") \
	X(STYLE, "style") X(SUB, "sub") X(SUMMARY, "summary") X(SUP, "sup") X(SVG, "svg") \
	X(TABLE, "table") X(TBODY, "tbody") X(TD, "td") X(TEMPLATE, "template") X(TEXTAREA, "textarea") \
	X(TFOOT, "tfoot") X(TH, "th") X(THEAD, "thead") X(TIME, "time") X(TITLE, "title") X(TR, "tr") \
	X(TRACK, "track") X(TT, "tt") X(U, "u") X(UL, "ul") X(VAR, "var") X(VIDEO, "video") \
	X(WBR, "wbr") X(XMP, "xmp")

/* The attributes that are kept, in the byte order of their names; all others are dropped. */
#define ATTRIBUTES(X) \
	X(ALT, "alt") X(ARIA_HIDDEN, "aria-hidden") X(ARIA_LABEL, "aria-label") X(CHARSET, "charset") \
	X(CLASS, "class") X(CONTENT, "content") X(DATA_COMPONENT, "data-component") \
	X(DATA_TESTID, "data-testid") X(DATETIME, "datetime") X(HIDDEN, "hidden") X(HREF, "href") \
	X(HTTP_EQUIV, "http-equiv") X(ID, "id") X(ITEMPROP, "itemprop") X(ITEMSCOPE, "itemscope") \
	X(ITEMTYPE, "itemtype") X(LANG, "lang") X(NAME, "name") X(PROPERTY, "property") X(REL, "rel") \
	X(ROLE, "role") X(SRC, "src") X(STYLE, "style") X(TITLE, "title") X(TYPE, "type") \
	X(XML_LANG, "xml:lang")

/* clang-format on */

#define AS_TAG(name, text) TAG_##name,
enum tag { TAG_TEXT, TAG_DOCUMENT, TAG_OTHER, TAGS(AS_TAG) TAG_COUNT };
#undef AS_TAG

#define AS_ATTRIBUTE(name, text) ATTRIBUTE_##name,
enum attribute_name { ATTRIBUTES(AS_ATTRIBUTE) ATTRIBUTE_COUNT };
#undef AS_ATTRIBUTE

struct attribute {
	struct view value; /* character references resolved; empty where there is none */
	uint32_t name;     /* enum attribute_name */
};

/* 32 bytes. */
struct node {
	struct view text;    /* of a text node; of TAG_OTHER its name in lower case; else empty */
	uint32_t parent;     /* of node 0 itself: 0 */
	uint32_t end;        /* the first node behind its descendants */
	uint32_t attributes; /* tree.attributes[attributes ...] */
	uint16_t attribute_count;
	uint16_t tag; /* enum tag */
};

struct tree {
	struct view page; /* what was read; a text that lies in it stands at text.at - page.at */
	const struct node *nodes;
	const struct attribute *attributes;
	uint32_t node_count;
	bool cut; /* a limit (depth, nodes) was met: the rest of the page is not in the tree */
};

/* Reads HTML (or XHTML) as far as it goes; never fails. page is valid UTF-8 and outlives the tree. */
struct tree html_read(struct arena *m, struct view page);

/* The tag of this name in lower case, or TAG_OTHER. */
enum tag tag_find(struct view name);
/* The attribute of this name in lower case, or ATTRIBUTE_COUNT. */
enum attribute_name attribute_find(struct view name);
/* The value of an attribute; empty without one. at == NULL tells "none" from "empty". */
struct view attribute_of(const struct tree *t, uint32_t node, enum attribute_name name);
/* How many bytes of text a subtree has, scripts included. */
size_t tree_text_bytes(const struct tree *t, uint32_t node);
/* The texts of a subtree, white space folded, in the arena. Script and style have none. */
struct view tree_text(struct arena *m, const struct tree *t, uint32_t node);
/* The raw text of a script, style or title: its text nodes joined. */
struct view tree_raw(struct arena *m, const struct tree *t, uint32_t node);

#endif
