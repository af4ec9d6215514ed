#include "page/repeats.h"

enum {
	MOST_BYTES = 256 << 10, /* of the article that are searched */
	MOST_QUOTES = 32,
	SHORTEST = 20, /* bytes */
	LONGEST = 400
};

/* Set apart as a quotation or beside the text. */
static bool is_set_apart(const struct line *l)
{
	enum { NEAR = 3 };
	return (l->marks[MARK_QUOTE] <= NEAR || l->marks[MARK_BLOCKQUOTE] <= NEAR ||
	        l->marks[MARK_ASIDE] <= NEAR || l->marks[MARK_ASIDE_TAG] <= NEAR) &&
	       l->chars >= SHORTEST && l->chars <= LONGEST;
}

/* Letters and digits alone, in lower case. Returns how many bytes were written to `to`, of as much room. */
static size_t squeeze(struct view text, char *to)
{
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool quotation =
		        c == 0xE2 && i + 2 < text.length; /* general punctuation: dashes, quotation marks */
		if (quotation)
			i += 2;
		else if ((c | 32) >= 'a' && (c | 32) <= 'z')
			to[length++] = (char)(c | 32);
		else if (c >= 0x80 || (c >= '0' && c <= '9'))
			to[length++] = (char)c;
	}
	return length;
}

/* The article's lines that are not set apart, squeezed, a byte of no text between them. */
static struct view body_of(const struct view_of_page *v)
{
	char *to = arena_alloc(v->sheet.arena, MOST_BYTES);
	size_t length = 0;
	vector_each (i, &v->sheet.lines) {
		const struct piece *p = &v->sheet.flow.pieces.at[i];
		if (p->fate != FATE_STAYS || i == v->scene.title || is_set_apart(&v->sheet.lines.at[i]))
			continue;
		if (length + p->text.length + 1 > MOST_BYTES)
			break;
		length += squeeze(p->text, to + length);
		to[length++] = '\n';
	}
	return view_of(to, length);
}

void repeats_take_out(struct view_of_page *v)
{
	struct view body = {0};
	uint32_t count = 0;
	vector_each (i, &v->sheet.lines) {
		struct piece *p = &v->sheet.flow.pieces.at[i];
		if (p->fate != FATE_STAYS || i == v->scene.title || !is_set_apart(&v->sheet.lines.at[i]) ||
		    count++ >= MOST_QUOTES)
			continue;
		char words[LONGEST];
		size_t length = squeeze(p->text, words);
		if (!body.at)
			body = body_of(v);
		if (length >= SHORTEST / 2 && memmem(body.at, body.length, words, length))
			flow_remove(p, REMOVAL_REPETITION);
	}
}
