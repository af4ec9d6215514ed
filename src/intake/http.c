/* HTTP messages as archives keep them: a head, and a body that may be in chunks and packed. */
#include "intake/source.h"

size_t http_head(struct view v)
{
	for (size_t at = 0; at < v.length;) {
		const char *line = memchr(v.at + at, '\n', v.length - at);
		if (!line)
			return SIZE_MAX;
		size_t end = (size_t)(line - v.at) + 1, length = end - at;
		if (length == 1 || (length == 2 && v.at[at] == '\r'))
			return end;
		at = end;
	}
	return SIZE_MAX;
}

struct view http_field(struct view head, struct view name)
{
	while (head.length) {
		struct view line = view_cut(&head, '\n');
		if (line.length > name.length && line.at[name.length] == ':' &&
		    view_equal_ascii_case(view_slice(line, 0, name.length), name))
			return view_trim(view_slice(line, name.length + 1, line.length));
	}
	return (struct view){0};
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The size at the head of a chunk; SIZE_MAX if none stands there. */
static size_t chunk_size(struct view line)
{
	size_t size = 0, i = 0;
	for (int digit; i < line.length && i < 8 && (digit = digit_of(line.at[i])) >= 0; i++)
		size = size * 16 + (size_t)digit;
	return i ? size : SIZE_MAX;
}

/* A body put together from its chunks. Crawlers often join them and keep the head as it was: a body that does
 * not begin with a chunk is one already. */
static struct view joined(struct view body, struct buffer *to)
{
	struct view rest = body;
	for (;;) {
		struct view line = view_cut(&rest, '\n');
		size_t size = chunk_size(line);
		if (size == SIZE_MAX)
			return to->length ? buffer_view(to) : body;
		if (size == 0)
			return buffer_view(to);
		buffer_add(to, view_slice(rest, 0, size));
		rest = view_slice(rest, size, rest.length);
		view_cut(&rest, '\n');
	}
}

static bool is_page(struct view type)
{
	static const struct view kinds[] = {VIEW_OF("text/html"), VIEW_OF("application/xhtml+xml"),
	                                    VIEW_OF("text/plain")};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (view_equal_ascii_case(view_slice(type, 0, kinds[i].length), kinds[i]))
			return true;
	return !type.length;
}

/* "text/html; charset=utf-8": the part behind "charset=". */
static struct view charset_of(struct view type)
{
	while (type.length) {
		struct view part = view_trim(view_cut(&type, ';'));
		if (view_equal_ascii_case(view_slice(part, 0, 8), VIEW("charset="))) {
			part = view_slice(part, 8, part.length);
			bool quoted = part.length > 1 && part.at[0] == '"';
			return quoted ? view_slice(part, 1, part.length - 1) : part;
		}
	}
	return (struct view){0};
}

bool http_read(struct view response, struct document *d, struct buffer *unpacked, size_t largest,
               struct error *why)
{
	size_t length = http_head(response);
	if (length == SIZE_MAX || !view_starts(response, VIEW("HTTP/")))
		return false;
	struct view head = view_slice(response, 0, length), line = head;
	line = view_cut(&line, '\n');
	view_cut(&line, ' ');
	struct view type = http_field(head, VIEW("content-type"));
	if (!view_starts(line, VIEW("200")) || !is_page(type))
		return false;
	struct view body = view_slice(response, length, response.length);
	unpacked->length = 0;
	if (view_equal_ascii_case(http_field(head, VIEW("transfer-encoding")), VIEW("chunked")))
		body = joined(body, unpacked);
	enum body_packing packing = body_packing(body, http_field(head, VIEW("content-encoding")));
	if (packing != BODY_PLAIN) {
		struct buffer packed = *unpacked;
		bool own = body.at == packed.at;
		if (own)
			*unpacked = (struct buffer){0};
		body = body_unpacked(packing, body, unpacked, largest, why);
		if (own)
			buffer_free(&packed);
	}
	d->media_type = view_trim(view_cut(&(struct view){type.at, type.length}, ';'));
	d->charset = charset_of(type);
	d->content = body;
	return true;
}
