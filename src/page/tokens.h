/* tokens: HTML's tokens, one by one, as the HTML standard's tokenizer gives them ("13.2.5 Tokenization").
 *
 * What a token holds are views into the page. Character references in text come as tokens of their own; those
 * in attributes are left as they stand for who wants the value (references_resolved). CR LF is left as it is.
 *
 * Example  "<p id=a>A&amp;B" gives START "p" { id = "a" }, TEXT "A", TEXT "&", TEXT "B", END_OF_PAGE. */
#ifndef PAGE_TOKENS_H
#define PAGE_TOKENS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vector.h"
#include "base/view.h"

enum token_kind { TOKEN_TEXT, TOKEN_START, TOKEN_END, TOKEN_COMMENT, TOKEN_DOCTYPE, TOKEN_END_OF_PAGE };

/* How text is read. All but DATA, PLAINTEXT and CDATA end at the end tag of the element they stand in. */
enum content {
	CONTENT_DATA,
	CONTENT_RCDATA,
	CONTENT_RAWTEXT,
	CONTENT_SCRIPT,
	CONTENT_PLAINTEXT,
	CONTENT_CDATA
};

struct token_attribute {
	struct view name, value; /* as they stand in the page */
};

struct doctype {
	struct view name, public_id, system_id; /* at == NULL: none is given */
	bool quirks;                            /* it is broken: the page is to be read as of old */
};

struct html_token {
	enum token_kind kind;
	struct view text; /* of a text or comment; of a tag its name as it stands */
	bool self_closing;
	bool is_reference; /* the text of a character reference */
	struct doctype doctype;
};

struct tokenizer {
	struct arena *arena;
	const char *at, *end; /* what is left of the page */
	enum content content;
	struct view element;     /* the name of the element whose end tag ends the content */
	const char *content_end; /* where it ends, once that is known; else NULL */
	bool foreign;            /* inside SVG or MathML, where <![CDATA[ begins text */
	struct html_token token;
	VECTOR(struct token_attribute) attributes; /* of the tag */
};

void tokens_begin(struct tokenizer *t, struct arena *m, struct view page);
/* Reads the next token into t->token (and its attributes). */
void tokens_next(struct tokenizer *t);
/* What follows is the content of the element of this name. */
void tokens_enter(struct tokenizer *t, enum content content, struct view element);

#endif
