#include "page/page.h"

#include "base/utf8.h"
#include "page/charset.h"
#include "page/dates.h"
#include "page/extract.h"
#include "page/plain.h"

enum { SNIFFED = 2048 };

/* Whether something that only HTML begins with stands near the beginning. */
static bool looks_like_html(struct view page)
{
	static const struct view marks[] = {VIEW_OF("<!doctype"), VIEW_OF("<html"), VIEW_OF("<head"),
	                                    VIEW_OF("<body"),     VIEW_OF("<meta"), VIEW_OF("<title"),
	                                    VIEW_OF("<script"),   VIEW_OF("<div"),  VIEW_OF("<p>"),
	                                    VIEW_OF("<article"),  VIEW_OF("<h1"),   VIEW_OF("<!--"),
	                                    VIEW_OF("<?xml"),     VIEW_OF("<p ")};
	struct view head = view_slice(view_trim(page), 0, SNIFFED);
	if (!head.length || head.at[0] != '<')
		return false;
	/* A server's complaint may stand before the page. */
	if (view_find(head, VIEW("<!DOCTYPE html")) != SIZE_MAX || view_find(head, VIEW("<html")) != SIZE_MAX)
		return true;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (view_equal_ascii_case(view_slice(head, 0, marks[i].length), marks[i]))
			return true;
	return false;
}

/* A document that states no date has the one that the caller gave. */
static void note_day(struct article *a, const struct reader *r)
{
	if (!a->published.length && r->published.length) {
		a->published = view_copy(a->arena, r->published);
		a->why.published = VIEW("given");
	}
	a->published_day = day_of_iso(a->published);
}

/* What a feed or a line of JSON says of a document goes before what the document says. */
static void note_container(struct article *a, const struct reader *r)
{
	const struct document *d = &a->document;
	if (d->title.length) {
		a->title = utf8_mended(a->arena, d->title);
		a->why.title = VIEW("container");
	}
	if (d->published.length) {
		struct date_reader dates = date_reader_of(a->arena, r, a->language);
		struct view found = date_find(&dates, utf8_mended(a->arena, d->published));
		a->published = found.length ? found : a->published;
		a->why.published = found.length ? VIEW("container") : a->why.published;
	}
	if (!a->url.length)
		a->url = d->url;
}

int page_read(struct article *a, const struct reader *r)
{
	struct document *d = &a->document;
	a->page = charset_decode(a->arena, r->know, d->content, &d->charset);
	if (!d->media_type.length)
		d->media_type = looks_like_html(a->page) ? VIEW("text/html") : VIEW("text/plain");
	bool html = view_find(d->media_type, VIEW("html")) != SIZE_MAX;
	if (r->verbatim)
		plain_verbatim(a);
	else if (html)
		extract_read(a, r);
	else
		plain_read(a, r);
	note_container(a, r);
	note_day(a, r);
	return 0;
}
