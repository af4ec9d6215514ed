/* Feeds (RSS 0.9 to 2.0, Atom): a document for each entry, with the fullest text that it has. */
#include "base/utf8.h"
#include "intake/encoding.h"
#include "intake/source.h"

/* The root element is what tells a feed; a declaration, comments or a stylesheet may stand before it. */
static bool begins(struct view bytes)
{
	static const struct view roots[] = {VIEW_OF("<rss"), VIEW_OF("<feed"), VIEW_OF("<rdf:RDF")};
	struct view v = view_slice(bytes, 0, 4096);
	if (view_starts(v, VIEW("\xEF\xBB\xBF")))
		v = view_slice(v, 3, v.length);
	for (v = view_trim(v); v.length && v.at[0] == '<'; v = view_trim(v)) {
		for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
			if (view_starts(v, roots[i]))
				return true;
		if (!view_starts(v, VIEW("<?")) && !view_starts(v, VIEW("<!--")))
			return false;
		struct view end = view_starts(v, VIEW("<?")) ? VIEW("?>") : VIEW("-->");
		size_t hit = view_find(v, end);
		v = hit == SIZE_MAX ? (struct view){0} : view_slice(v, hit + end.length, v.length);
	}
	return false;
}

/* An element: what stands in its tag behind the name, and between its tags. */
struct element {
	struct view tag, inside;
};

static bool ends_name(char c)
{
	return c == '>' || c == '/' || c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The place of "<name" in v from `at` on; SIZE_MAX. CDATA is passed over. */
static size_t find_tag(struct view v, size_t at, struct view name)
{
	while (at < v.length) {
		const char *hit = memchr(v.at + at, '<', v.length - at);
		if (!hit)
			return SIZE_MAX;
		at = (size_t)(hit - v.at);
		struct view rest = view_slice(v, at, v.length);
		if (view_starts(rest, VIEW("<![CDATA["))) {
			size_t end = view_find(rest, VIEW("]]>"));
			at = end == SIZE_MAX ? v.length : at + end + 3;
			continue;
		}
		if (view_starts(view_slice(rest, 1, rest.length), name) && rest.length > name.length + 1 &&
		    ends_name(rest.at[name.length + 1]))
			return at;
		at++;
	}
	return SIZE_MAX;
}

/* The first element of this name at or behind *at, which moves behind it. inside.at == NULL: none. */
static struct element find_element(struct view v, size_t *at, struct view name)
{
	char closing[32] = "/";
	size_t begin = find_tag(v, *at, name);
	if (begin == SIZE_MAX || name.length > sizeof closing - 2)
		return (struct element){0};
	struct view rest = view_slice(v, begin + 1 + name.length, v.length);
	struct element e = {.tag = view_cut(&rest, '>')};
	if (view_ends(e.tag, VIEW("/"))) {
		e.inside = view_of(v.at + begin, 0);
		*at = (size_t)(rest.at ? rest.at - v.at : (ptrdiff_t)v.length);
		return e;
	}
	memcpy(closing + 1, name.at, name.length);
	size_t end = rest.at ? find_tag(rest, 0, view_of(closing, name.length + 1)) : SIZE_MAX;
	e.inside = rest.at ? view_slice(rest, 0, end) : view_of(v.at + v.length, 0);
	*at = end == SIZE_MAX ? v.length : (size_t)(rest.at - v.at) + end + 1;
	return e;
}

static struct view attribute(struct view tag, struct view name)
{
	for (size_t at = 0, hit; (hit = view_find(view_slice(tag, at, tag.length), name)) != SIZE_MAX;) {
		at += hit + name.length;
		if (at + 1 < tag.length && tag.at[at] == '=' &&
		    (at - name.length == 0 || ends_name(tag.at[at - name.length - 1]))) {
			struct view value = view_slice(tag, at + 2, tag.length);
			return view_cut(&value, tag.at[at + 1]);
		}
	}
	return (struct view){0};
}

/* The character that a reference stands for and its length; 0: none that is resolved here. */
static size_t reference(struct view v, uint32_t *c)
{
	static const struct {
		struct view name;
		uint32_t c;
	} names[] = {{VIEW_OF("&lt;"), '<'},
	             {VIEW_OF("&gt;"), '>'},
	             {VIEW_OF("&amp;"), '&'},
	             {VIEW_OF("&quot;"), '"'},
	             {VIEW_OF("&apos;"), '\''}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (view_starts(v, names[i].name)) {
			*c = names[i].c;
			return names[i].name.length;
		}
	if (!view_starts(v, VIEW("&#")))
		return 0;
	bool hexadecimal = v.length > 2 && (v.at[2] | 0x20) == 'x';
	size_t i = hexadecimal ? 3 : 2, first = i;
	*c = 0;
	for (; i < v.length && i < first + 8 && v.at[i] != ';'; i++) {
		uint32_t digit = (uint32_t)(v.at[i] <= '9' ? v.at[i] - '0' : (v.at[i] | 0x20) - 'a' + 10);
		if (digit >= (hexadecimal ? 16U : 10U))
			return 0;
		*c = *c * (hexadecimal ? 16 : 10) + digit;
	}
	bool good = i > first && i < v.length && v.at[i] == ';' && *c && *c < 0x110000 &&
	            (*c < 0xD800 || *c > 0xDFFF);
	return good ? i + 1 : 0;
}

/* Text of an element: CDATA as it stands, references resolved. Ends up in the buffer. */
static struct view text_in(struct buffer *to, struct view v)
{
	size_t begin = to->length;
	while (v.length) {
		size_t run = 0;
		while (run < v.length && v.at[run] != '&' && v.at[run] != '<')
			run++;
		buffer_add(to, view_slice(v, 0, run));
		v = view_slice(v, run, v.length);
		uint32_t c;
		size_t length;
		if (view_starts(v, VIEW("<![CDATA["))) {
			size_t end = view_find(v, VIEW("]]>"));
			buffer_add(to, view_slice(v, 9, end));
			v = view_slice(v, end == SIZE_MAX ? v.length : end + 3, v.length);
		} else if (v.length && (length = reference(v, &c)) > 0) {
			char room[4];
			buffer_add(to, view_of(room, utf8_write(room, c)));
			v = view_slice(v, length, v.length);
		} else if (v.length) {
			buffer_byte(to, v.at[0]);
			v = view_slice(v, 1, v.length);
		}
	}
	return view_slice(buffer_view(to), begin, to->length);
}

/* The first of these elements that holds something. */
static struct element first_of(struct view entry, const struct view *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = 0;
		struct element e = find_element(entry, &at, names[i]);
		if (view_trim(e.inside).length)
			return e;
	}
	return (struct element){0};
}

#define FIRST(entry, ...)                                                                                    \
	first_of(entry, (const struct view[]){__VA_ARGS__},                                                  \
	         sizeof((const struct view[]){__VA_ARGS__}) / sizeof(struct view))

/* Atom's link of the entry itself stands in an attribute; RSS's is text. */
static struct view link_of(struct view entry)
{
	size_t at = 0;
	for (struct element e; (e = find_element(entry, &at, VIEW("link"))).inside.at;) {
		struct view rel = attribute(e.tag, VIEW("rel")), href = attribute(e.tag, VIEW("href"));
		if (href.length && (!rel.length || view_equal(rel, VIEW("alternate"))))
			return href;
		if (view_trim(e.inside).length)
			return view_trim(e.inside);
	}
	return (struct view){0};
}

static void read_entry(struct intake *in, struct intake_item *item, struct view entry)
{
	struct element body =
	        FIRST(entry, VIEW("content:encoded"), VIEW("content"), VIEW("description"), VIEW("summary"));
	struct element title = FIRST(entry, VIEW("title"), VIEW("dc:title"));
	struct element date =
	        FIRST(entry, VIEW("pubDate"), VIEW("published"), VIEW("dc:date"), VIEW("updated"));
	struct element id = FIRST(entry, VIEW("guid"), VIEW("id"));
	struct buffer *words = &in->scratch;
	words->length = 0;
	/* Resolved text is never longer than what stands in the feed: with this much room no view of an
	 * earlier word moves. Elements that are not closed hold one another, so the sum may pass the entry's
	 * length. */
	struct view link = link_of(entry);
	buffer_reserve(words, body.inside.length + title.inside.length + date.inside.length +
	                              id.inside.length + link.length + 1);
	struct document d = {
	        .offset = UINT64_MAX,
	        .title = view_trim(text_in(words, title.inside)),
	        .published = view_trim(text_in(words, date.inside)),
	        .part = view_trim(text_in(words, id.inside)),
	        .url = view_trim(text_in(words, link)),
	        .media_type = VIEW("text/html"),
	        .charset = VIEW("utf-8"),
	};
	bool markup = view_equal(attribute(body.tag, VIEW("type")), VIEW("xhtml"));
	d.content = markup ? body.inside : text_in(words, body.inside);
	if (view_trim(d.content).length)
		intake_fill(in, item, &d);
	else
		intake_fail(in, item, "entry %llu: it has no text", (unsigned long long)in->count);
}

/* What the declaration of an XML file says: <?xml version="1.0" encoding="..."?> */
static struct view declared_encoding(struct view xml)
{
	size_t begin = view_starts(xml, VIEW("\xEF\xBB\xBF")) ? 3 : 0;
	struct view v = view_trim(view_slice(xml, begin, 1024));
	if (!view_starts(v, VIEW("<?xml")))
		return (struct view){0};
	return attribute(view_cut(&v, '>'), VIEW("encoding"));
}

static bool load(struct intake *in, struct intake_item *item)
{
	struct view all = stream_ahead(in->stream, in->largest + 1);
	if (all.length > in->largest) {
		intake_fail(in, item, "a feed over %zu MB; split it", in->largest >> 20);
		return false;
	}
	in->whole.length = 0;
	encoding_decode(&in->whole, all, declared_encoding(all));
	in->whole_at = 0;
	in->entry =
	        find_tag(buffer_view(&in->whole), 0, VIEW("item")) == SIZE_MAX ? VIEW("entry") : VIEW("item");
	stream_take(in->stream, all.length);
	return true;
}

static bool next(struct intake *in, struct intake_item *item)
{
	if (in->count == 0 && stream_ahead(in->stream, 1).length && !load(in, item)) {
		stream_take(in->stream, stream_ahead(in->stream, in->largest + 1).length);
		in->count++;
		return true;
	}
	struct element entry = find_element(buffer_view(&in->whole), &in->whole_at, in->entry);
	if (!entry.inside.at)
		return false;
	in->count++;
	read_entry(in, item, entry.inside);
	return true;
}

const struct format intake_feed = {begins, next};
