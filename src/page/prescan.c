/* What a page says of its own encoding, before it is decoded: the HTML standard's "prescan a byte stream to
 * determine its encoding", which reads just enough markup for it. */
#include "page/charset.h"

/* The standard asks for 1,024 bytes and lets a parser change its mind at a later meta; news pages have theirs
 * behind scripts, so all of a head is read. */
enum { PRESCAN = 65536, MOST_ATTRIBUTES = 64 };

struct scan {
	struct view all;
	size_t at;
};

struct pair {
	struct view name, value;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool more(const struct scan *s)
{
	return s->at < s->all.length;
}

static char here(const struct scan *s)
{
	return more(s) ? s->all.at[s->at] : '\0';
}

static bool begins(const struct scan *s, struct view word)
{
	return view_equal_ascii_case(view_slice(s->all, s->at, s->at + word.length), word);
}

static void skip_spaces(struct scan *s)
{
	while (more(s) && is_space(here(s)))
		s->at++;
}

/* Up to any of these characters. */
static struct view up_to(struct scan *s, const char *stops)
{
	size_t begin = s->at;
	while (more(s) && !strchr(stops, here(s)))
		s->at++;
	return view_slice(s->all, begin, s->at);
}

static struct view quoted_value(struct scan *s)
{
	const char quote[] = {here(s), '\0'};
	s->at++;
	struct view value = up_to(s, quote);
	s->at += more(s);
	return value;
}

/* The next attribute of a tag; false at the tag's end. */
static bool next_attribute(struct scan *s, struct pair *found)
{
	while (more(s) && (is_space(here(s)) || here(s) == '/'))
		s->at++;
	if (!more(s) || here(s) == '>')
		return false;
	size_t begin = s->at;
	s->at++; /* a name may begin with "=" */
	up_to(s, " \t\n\f\r/>=");
	found->name = view_slice(s->all, begin, s->at);
	found->value = (struct view){0};
	size_t behind = s->at;
	skip_spaces(s);
	if (here(s) != '=') {
		s->at = behind;
		return true;
	}
	s->at++;
	skip_spaces(s);
	if (here(s) == '"' || here(s) == '\'')
		found->value = quoted_value(s);
	else
		found->value = up_to(s, " \t\n\f\r>");
	return true;
}

/* "text/html; charset=utf-8": what stands behind "charset=". */
static struct view charset_in(struct view content)
{
	struct scan s = {content, 0};
	for (; more(&s); s.at++) {
		if (!begins(&s, VIEW("charset")))
			continue;
		s.at += 7;
		skip_spaces(&s);
		if (here(&s) != '=') {
			s.at--;
			continue;
		}
		s.at++;
		skip_spaces(&s);
		if (here(&s) != '"' && here(&s) != '\'')
			return up_to(&s, " \t\n\f\r;");
		const char quote[] = {here(&s), '\0'};
		s.at++;
		struct view value = up_to(&s, quote);
		return more(&s) ? value : (struct view){0};
	}
	return (struct view){0};
}

/* What a meta tag, whose attributes come next, says; empty: nothing, or the tag has no end. */
static struct view read_meta(struct scan *s)
{
	struct view charset = {0}, content = {0};
	bool pragma = false, has_charset = false, has_content = false;
	struct pair p;
	for (size_t i = 0; i < MOST_ATTRIBUTES && next_attribute(s, &p); i++) {
		if (view_equal_ascii_case(p.name, VIEW("http-equiv")))
			pragma |= view_equal_ascii_case(p.value, VIEW("content-type"));
		if (view_equal_ascii_case(p.name, VIEW("charset")) && !has_charset) {
			charset = p.value;
			has_charset = true;
		}
		if (view_equal_ascii_case(p.name, VIEW("content")) && !has_content) {
			content = charset_in(p.value);
			has_content = true;
		}
	}
	if (here(s) != '>')
		return (struct view){0};
	return has_charset ? charset : pragma ? content : (struct view){0};
}

static void skip_to(struct scan *s, struct view end)
{
	size_t hit = view_find(view_slice(s->all, s->at, s->all.length), end);
	s->at = hit == SIZE_MAX ? s->all.length : s->at + hit + end.length;
}

static void skip_tag(struct scan *s)
{
	struct pair p;
	up_to(s, " \t\n\f\r>");
	while (next_attribute(s, &p))
		;
}

static struct view declared_in_meta(struct view head, size_t *from)
{
	struct scan s = {head, *from};
	for (up_to(&s, "<"); more(&s); up_to(&s, "<")) {
		char next = s.at + 1 < head.length ? head.at[s.at + 1] : '\0';
		if (begins(&s, VIEW("<!--"))) {
			s.at += 2; /* "<!-->" is a comment */
			skip_to(&s, VIEW("-->"));
		} else if (begins(&s, VIEW("<meta")) && s.at + 5 < head.length &&
		           (is_space(head.at[s.at + 5]) || head.at[s.at + 5] == '/')) {
			s.at += 5;
			struct view found = read_meta(&s);
			*from = s.at;
			if (found.length)
				return found;
		} else if (is_letter(next) ||
		           (next == '/' && s.at + 2 < head.length && is_letter(head.at[s.at + 2]))) {
			skip_tag(&s);
		} else if (next == '!' || next == '/' || next == '?') {
			skip_to(&s, VIEW(">"));
		} else {
			s.at++;
		}
	}
	*from = SIZE_MAX;
	return (struct view){0};
}

static struct view declared_in_xml(struct view head)
{
	if (!view_starts(head, VIEW("<?xml")))
		return (struct view){0};
	struct view declaration = view_slice(head, 0, view_find(head, VIEW(">")));
	size_t at = view_find(declaration, VIEW("encoding"));
	if (at == SIZE_MAX)
		return (struct view){0};
	struct scan s = {declaration, at + 8};
	skip_spaces(&s);
	if (here(&s) != '=')
		return (struct view){0};
	s.at++;
	skip_spaces(&s);
	if (here(&s) != '"' && here(&s) != '\'')
		return (struct view){0};
	return quoted_value(&s);
}

struct view charset_declared(struct view bytes, size_t *from)
{
	struct view head = view_slice(bytes, 0, PRESCAN);
	if (*from < head.length) {
		struct view found = declared_in_meta(head, from);
		if (found.length)
			return found;
	}
	*from = SIZE_MAX;
	return declared_in_xml(head);
}
