#include "page/json.h"

#include "base/utf8.h"

enum { DEEPEST = 64 };

struct parser {
	struct arena *m;
	struct view text;
	size_t at;
	struct json *json;
	uint32_t open[DEEPEST]; /* the arrays and objects around */
	uint32_t depth;
};

static int32_t hex(struct view v, size_t at)
{
	int32_t value = 0;
	for (size_t i = at; i < at + 4; i++) {
		char c = i < v.length ? v.at[i] : 0;
		char lower = (char)(c | 32);
		if (c >= '0' && c <= '9')
			value = value * 16 + c - '0';
		else if (lower >= 'a' && lower <= 'f')
			value = value * 16 + lower - 'a' + 10;
		else
			return -1;
	}
	return value;
}

/* \uXXXX at *at (behind the u), with its second half if it has one. Half a pair alone is U+FFFD. */
static uint32_t escaped_unit(struct view v, size_t *at)
{
	int32_t first = hex(v, *at);
	if (first < 0)
		return 0xFFFD;
	*at += 4;
	if (first < 0xD800 || first > 0xDFFF)
		return (uint32_t)first;
	int32_t second = view_starts(view_slice(v, *at, *at + 2), VIEW("\\u")) ? hex(v, *at + 2) : -1;
	if (first > 0xDBFF || second < 0xDC00 || second > 0xDFFF)
		return 0xFFFD;
	*at += 6;
	return 0x10000 + ((uint32_t)(first - 0xD800) << 10) + (uint32_t)(second - 0xDC00);
}

static struct view unescaped(struct arena *m, struct view v)
{
	if (!v.length || !memchr(v.at, '\\', v.length))
		return v;
	char *to = arena_alloc(m, v.length + 4);
	size_t length = 0;
	for (size_t i = 0; i < v.length;) {
		char c = v.at[i++];
		if (c != '\\' || i == v.length) {
			to[length++] = c;
			continue;
		}
		c = v.at[i++];
		if (c == 'u') {
			uint32_t unit = escaped_unit(v, &i);
			length += utf8_write(to + length, unit ? unit : ' ');
		} else {
			to[length++] = c == 'n' || c == 'r'               ? '\n'
			               : c == 't' || c == 'b' || c == 'f' ? ' '
			                                                  : c;
		}
	}
	return view_of(to, length);
}

/* The string whose quotation mark is behind at; moves at behind its end. */
static struct view string(struct parser *p)
{
	size_t begin = p->at;
	while (p->at < p->text.length && p->text.at[p->at] != '"')
		p->at += p->text.at[p->at] == '\\' && p->at + 1 < p->text.length ? 2 : 1;
	struct view raw = view_slice(p->text, begin, p->at);
	p->at += p->at < p->text.length;
	return unescaped(p->m, raw);
}

static uint32_t add(struct parser *p, enum json_kind kind, struct view key, struct view text)
{
	uint32_t index = p->json->values.count;
	*vector_push(p->m, &p->json->values) = (struct json_value){key, text, index + 1, kind};
	return index;
}

static void close_one(struct parser *p)
{
	if (p->depth)
		p->json->values.at[p->open[--p->depth]].end = p->json->values.count;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Numbers and words: up to the next mark of the grammar. */
static struct view bare(struct parser *p)
{
	size_t begin = p->at;
	while (p->at < p->text.length && !is_blank(p->text.at[p->at]) &&
	       !memchr(",:{}[]\"", p->text.at[p->at], 7))
		p->at++;
	return view_slice(p->text, begin, p->at);
}

static bool colon_follows(struct parser *p)
{
	size_t at = p->at;
	while (at < p->text.length && is_blank(p->text.at[at]))
		at++;
	if (at >= p->text.length || p->text.at[at] != ':')
		return false;
	p->at = at + 1;
	return true;
}

static bool in_object(const struct parser *p)
{
	return p->depth && p->json->values.at[p->open[p->depth - 1]].kind == JSON_OBJECT;
}

struct json json_read(struct arena *m, struct view text)
{
	struct json json = {0};
	struct parser p = {.m = m, .text = text, .json = &json};
	struct view key = {0};
	while (p.at < text.length) {
		char c = text.at[p.at];
		if (c == '{' || c == '[') {
			uint32_t index = add(&p, c == '{' ? JSON_OBJECT : JSON_ARRAY, key, (struct view){0});
			p.at++;
			if (p.depth == DEEPEST)
				break;
			p.open[p.depth++] = index;
			key = (struct view){0};
		} else if (c == '}' || c == ']') {
			close_one(&p);
			p.at++;
		} else if (is_blank(c) || c == ',' || c == ':') {
			p.at++;
		} else {
			bool quoted = c == '"';
			p.at += quoted;
			struct view v = quoted ? string(&p) : bare(&p);
			bool is_key = in_object(&p) && !key.at && colon_follows(&p);
			if (!is_key)
				add(&p, quoted ? JSON_STRING : JSON_OTHER, key, v);
			key = is_key ? v : (struct view){0};
		}
	}
	while (p.depth)
		close_one(&p);
	return json;
}

uint32_t json_member(const struct json *j, uint32_t object, struct view key)
{
	if (object < j->values.count && j->values.at[object].kind == JSON_OBJECT)
		json_each(j, i, object) if (view_equal(j->values.at[i].key, key)) return i;
	return j->values.count;
}

struct view json_member_text(const struct json *j, uint32_t object, struct view key)
{
	uint32_t i = json_member(j, object, key);
	return i < j->values.count ? j->values.at[i].text : (struct view){0};
}
