/* page: from a document to the text that a reader reads.
 *
 * Takes    a->document (bytes of HTML or plain text in any charset).
 * Adds     a->page, text, blocks, captions, removed, origins; title, authors, outlet, agency, section, dates,
 *          language, and why. The text is valid UTF-8, headline first, a block a line, no empty lines.
 * Example  "<title>Rain - The Post</title><h1>Rain</h1><p>It rained.</p><p><a>Share</a></p>" gives the text
 *          "Rain\nIt rained.", the title "Rain", the outlet "The Post", and removes "Share" (widget).
 *
 * With r->verbatim the text is the document as it stands, decoded; every line is a block, no headline is
 * assumed, and empty lines stay in the text. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "article/article.h"
#include "article/reader.h"
#include "base/error.h"

int page_read(struct article *a, const struct reader *r);

/* What is made once of the tables that are looked into most. Yours: page_close() it. */
struct page_index *page_open(const struct know *k, struct error *e);
void page_close(struct page_index *i);

#endif
