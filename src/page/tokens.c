#include "page/tokens.h"

#include "page/references.h"
#include "page/scan.h"

void tokens_begin(struct tokenizer *t, struct arena *m, struct view page)
{
	/* An empty page may have no place at all. */
	const char *at = page.length ? page.at : "";
	*t = (struct tokenizer){.arena = m, .at = at, .end = at + page.length};
}

void tokens_enter(struct tokenizer *t, enum content content, struct view element)
{
	t->content = content;
	t->element = element;
	t->content_end = NULL;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
	char low = (char)(c | 0x20);
	return low >= 'a' && low <= 'z';
}

static struct view left(const struct tokenizer *t)
{
	return view_of(t->at, (size_t)(t->end - t->at));
}

static bool next_is(const struct tokenizer *t, char c)
{
	return t->at < t->end && *t->at == c;
}

static bool begins(const struct tokenizer *t, struct view word)
{
	return view_equal_ascii_case(view_slice(left(t), 0, word.length), word);
}

/* The first c at or behind `at`; the end if there is none. */
static const char *find(const struct tokenizer *t, const char *at, char c)
{
	const char *hit = at < t->end ? memchr(at, c, (size_t)(t->end - at)) : NULL;
	return hit ? hit : t->end;
}

static void skip_spaces(struct tokenizer *t)
{
	while (t->at < t->end && is_space(*t->at))
		t->at++;
}

static void give(struct tokenizer *t, enum token_kind kind, const char *begin, const char *end)
{
	t->token.kind = kind;
	t->token.text = view_of(begin, (size_t)(end - begin));
}

/* ---- tags ---- */

static void read_value(struct tokenizer *t, struct token_attribute *a)
{
	skip_spaces(t);
	if (t->at == t->end || *t->at == '>')
		return;
	const char *begin = t->at, *end;
	if (*begin == '"' || *begin == '\'') {
		end = find(t, ++begin, *t->at);
		t->at = end < t->end ? end + 1 : end;
	} else {
		while (t->at < t->end && !is_space(*t->at) && *t->at != '>')
			t->at++;
		end = t->at;
	}
	a->value = view_of(begin, (size_t)(end - begin));
}

static void read_attribute(struct tokenizer *t)
{
	struct token_attribute *a = vector_push(t->arena, &t->attributes);
	const char *begin = t->at++; /* a name may begin with "=" */
	while (t->at < t->end && !is_space(*t->at) && *t->at != '/' && *t->at != '>' && *t->at != '=')
		t->at++;
	a->name = view_of(begin, (size_t)(t->at - begin));
	a->value = view_of(t->at, 0);
	skip_spaces(t);
	if (next_is(t, '=')) {
		t->at++;
		read_value(t, a);
	}
}

/* Reads from behind a tag's name to behind its ">". False if the page ends first: there is no tag then. */
static bool read_tag_rest(struct tokenizer *t)
{
	t->attributes.count = 0;
	t->token.self_closing = false;
	for (;;) {
		skip_spaces(t);
		if (t->at == t->end)
			return false;
		if (*t->at == '>') {
			t->at++;
			return true;
		}
		if (*t->at != '/') {
			read_attribute(t);
			continue;
		}
		t->at++;
		t->token.self_closing = next_is(t, '>');
	}
}

/* A tag, whose name begins at t->at. False if the page ends in it. */
static bool read_tag(struct tokenizer *t, enum token_kind kind)
{
	const char *begin = t->at;
	while (t->at < t->end && !is_space(*t->at) && *t->at != '/' && *t->at != '>')
		t->at++;
	give(t, kind, begin, t->at);
	return read_tag_rest(t);
}

/* ---- comments and doctypes ---- */

/* From behind "<!--". */
static void read_comment(struct tokenizer *t)
{
	const char *begin = t->at;
	if (next_is(t, '>') || begins(t, VIEW("->"))) {
		t->at += *t->at == '>' ? 1 : 2;
		give(t, TOKEN_COMMENT, begin, begin);
		return;
	}
	for (const char *dash = find(t, begin, '-'); dash < t->end; dash = find(t, dash + 1, '-')) {
		struct view rest = view_of(dash, (size_t)(t->end - dash));
		bool banged = view_starts(rest, VIEW("--!"));
		size_t length = banged ? 3 : 2;
		/* At the end of the page a comment that was about to end has ended. */
		bool ends = view_starts(rest, VIEW("-->")) || view_starts(rest, VIEW("--!>"));
		if (ends || view_equal(rest, VIEW("-")) || view_equal(rest, VIEW("--")) ||
		    view_equal(rest, VIEW("--!"))) {
			t->at = ends ? dash + length + 1 : t->end;
			give(t, TOKEN_COMMENT, begin, dash);
			return;
		}
	}
	t->at = t->end;
	give(t, TOKEN_COMMENT, begin, t->end);
}

/* All up to ">". */
static void read_bogus_comment(struct tokenizer *t)
{
	const char *begin = t->at, *end = find(t, begin, '>');
	t->at = end < t->end ? end + 1 : end;
	give(t, TOKEN_COMMENT, begin, end);
}

/* A quoted identifier; at == NULL where none begins. *broken when it is cut by ">" or the end of the page. */
static struct view read_identifier(struct tokenizer *t, bool *broken)
{
	skip_spaces(t);
	if (!next_is(t, '"') && !next_is(t, '\''))
		return (struct view){0};
	char quote = *t->at++;
	const char *begin = t->at;
	while (t->at < t->end && *t->at != quote && *t->at != '>')
		t->at++;
	const char *end = t->at;
	*broken |= !next_is(t, quote);
	t->at += next_is(t, quote);
	return view_of(begin, (size_t)(end - begin));
}

/* What stands behind the name. Returns whether the end of the page may come next without harm: something
 * else behind a system identifier is passed over. */
static bool read_identifiers(struct tokenizer *t, struct doctype *d)
{
	bool has_public = begins(t, VIEW("public"));
	if (!has_public && !begins(t, VIEW("system"))) {
		d->quirks = true;
		return false;
	}
	t->at += 6;
	if (has_public) {
		d->public_id = read_identifier(t, &d->quirks);
		d->quirks |= !d->public_id.at;
	}
	if (d->quirks)
		return false;
	d->system_id = read_identifier(t, &d->quirks);
	skip_spaces(t);
	bool ended = t->at == t->end || *t->at == '>';
	d->quirks |= !d->system_id.at && (!has_public || !ended);
	return d->system_id.at && !ended;
}

/* From behind "<!doctype". */
static void read_doctype(struct tokenizer *t)
{
	struct doctype *d = &t->token.doctype;
	*d = (struct doctype){0};
	t->token.kind = TOKEN_DOCTYPE;
	skip_spaces(t);
	const char *begin = t->at;
	while (t->at < t->end && !is_space(*t->at) && *t->at != '>')
		t->at++;
	if (t->at > begin)
		d->name = view_of(begin, (size_t)(t->at - begin));
	skip_spaces(t);
	d->quirks = !d->name.at;
	bool harmless = t->at < t->end && *t->at != '>' && read_identifiers(t, d);
	const char *end = find(t, t->at, '>');
	d->quirks |= end == t->end && !harmless;
	t->at = end < t->end ? end + 1 : end;
}

/* From behind "<!". */
static void read_declaration(struct tokenizer *t)
{
	if (begins(t, VIEW("--"))) {
		t->at += 2;
		read_comment(t);
	} else if (begins(t, VIEW("doctype"))) {
		t->at += 7;
		read_doctype(t);
	} else {
		read_bogus_comment(t);
	}
}

/* ---- text ---- */

/* The reference at t->at as a token; false if there is none. */
static bool read_reference(struct tokenizer *t)
{
	char room[4];
	struct reference_found r = reference_at(left(t), false, room);
	if (!r.length)
		return false;
	if (r.text.at == room)
		r.text = view_copy(t->arena, r.text);
	t->at += r.length;
	t->token.kind = TOKEN_TEXT;
	t->token.text = r.text;
	t->token.is_reference = true;
	return true;
}

/* Text up to a reference, a tag (in data; elsewhere "<" is text) or the limit. */
static void read_text(struct tokenizer *t, const char *limit)
{
	const char *begin = t->at, *at = begin;
	while (at < limit) {
		at = scan_markup(at, limit);
		if (at == limit || (*at == '<' && t->content == CONTENT_DATA))
			break;
		if (*at == '&') {
			t->at = at;
			if (at > begin) {
				char room[4];
				if (reference_at(left(t), false, room).length)
					break;
			} else if (read_reference(t)) {
				return;
			}
		}
		at++;
	}
	t->at = at;
	give(t, TOKEN_TEXT, begin, at);
}

/* Whether t's element's end tag begins here, at "<". */
static bool is_end_tag(const struct tokenizer *t, const char *at)
{
	size_t length = t->element.length;
	if ((size_t)(t->end - at) < length + 3 || at[0] != '<' || at[1] != '/')
		return false;
	char behind = at[2 + length];
	return (is_space(behind) || behind == '/' || behind == '>') &&
	       view_equal_ascii_case(view_of(at + 2, length), t->element);
}

static const char *end_of_raw(const struct tokenizer *t)
{
	const char *at = find(t, t->at, '<');
	while (at < t->end && !is_end_tag(t, at))
		at = find(t, at + 1, '<');
	return at;
}

/* Whether "<script" or "</script", with something behind its name, stands here. */
static bool is_script_tag(const struct tokenizer *t, const char *at, struct view tag)
{
	struct view rest = view_of(at, (size_t)(t->end - at));
	if (rest.length <= tag.length || !view_equal_ascii_case(view_slice(rest, 0, tag.length), tag))
		return false;
	char behind = rest.at[tag.length];
	return is_space(behind) || behind == '/' || behind == '>';
}

/* Scripts may hide in a comment, and in it hold the word "</script>" between "<script>" and that. */
static const char *end_of_script(const struct tokenizer *t)
{
	enum { PLAIN, ESCAPED, TWICE } state = PLAIN;
	const char *at = t->at;
	while (at < t->end) {
		if (state == PLAIN) {
			at = find(t, at, '<');
		} else {
			while (at < t->end && *at != '<' && *at != '-')
				at++;
		}
		struct view rest = view_of(at, (size_t)(t->end - at));
		if (state != TWICE && is_end_tag(t, at))
			return at;
		if (state == PLAIN && view_starts(rest, VIEW("<!--"))) {
			state = ESCAPED;
			at += 2; /* its dashes may be those of "-->" */
			continue;
		}
		if (state != PLAIN && view_starts(rest, VIEW("-->")))
			state = PLAIN;
		else if (state == ESCAPED && is_script_tag(t, at, VIEW("<script")))
			state = TWICE;
		else if (state == TWICE && is_script_tag(t, at, VIEW("</script")))
			state = ESCAPED;
		at += at < t->end;
	}
	return at;
}

static const char *end_of_cdata(const struct tokenizer *t)
{
	size_t hit = view_find(left(t), VIEW("]]>"));
	return hit == SIZE_MAX ? t->end : t->at + hit;
}

static const char *end_of_content(const struct tokenizer *t)
{
	switch (t->content) {
	case CONTENT_CDATA:
		return end_of_cdata(t);
	case CONTENT_SCRIPT:
		return end_of_script(t);
	case CONTENT_RCDATA:
	case CONTENT_RAWTEXT:
		return end_of_raw(t);
	default:
		return t->end;
	}
}

/* Text of an element that holds no markup. False when it is over. */
static bool read_content(struct tokenizer *t)
{
	if (!t->content_end)
		t->content_end = end_of_content(t);
	const char *begin = t->at, *end = t->content_end;
	if (begin == end) {
		t->at += t->content == CONTENT_CDATA && end < t->end ? 3 : 0;
		t->content = CONTENT_DATA;
		return false;
	}
	if (t->content == CONTENT_RCDATA) {
		read_text(t, end);
		return true;
	}
	t->at = end;
	give(t, TOKEN_TEXT, begin, end);
	return true;
}

/* Markup at "<". False if it is none that gives a token, which t->at is behind then. */
static bool read_markup(struct tokenizer *t)
{
	const char *begin = t->at;
	char next = begin + 1 < t->end ? begin[1] : '\0';
	if (is_letter(next)) {
		t->at++;
		return read_tag(t, TOKEN_START);
	}
	if (next == '/') {
		t->at += 2;
		if (t->at == t->end) {
			give(t, TOKEN_TEXT, begin, t->end);
			return true;
		}
		if (is_letter(*t->at))
			return read_tag(t, TOKEN_END);
		if (*t->at == '>') {
			t->at++;
			return false;
		}
		read_bogus_comment(t);
		return true;
	}
	if (next == '!') {
		t->at += 2;
		if (t->foreign && begins(t, VIEW("[CDATA["))) {
			t->at += 7;
			tokens_enter(t, CONTENT_CDATA, (struct view){0});
			return false;
		}
		read_declaration(t);
		return true;
	}
	t->at++;
	if (next == '?')
		read_bogus_comment(t);
	else
		give(t, TOKEN_TEXT, begin, t->at);
	return true;
}

void tokens_next(struct tokenizer *t)
{
	t->token.is_reference = false;
	while (t->at < t->end) {
		if (t->content != CONTENT_DATA) {
			if (read_content(t))
				return;
		} else if (*t->at == '<') {
			if (read_markup(t))
				return;
		} else {
			read_text(t, t->end);
			return;
		}
	}
	give(t, TOKEN_END_OF_PAGE, t->end, t->end);
}
