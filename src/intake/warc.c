/* Web archives (WARC 1.0 and 1.1, and the WET files of Common Crawl): a document for each response, resource
 * or conversion that is a page or text. What is no page (requests, images, redirects) is passed over. */
#include <stdio.h>
#include <stdlib.h>

#include "intake/source.h"

enum { LARGEST_HEAD = 64 * 1024, STEP = 256 * 1024 };

static bool begins(struct view bytes)
{
	return view_starts(bytes, VIEW("WARC/"));
}

/* Passes over n bytes; false if the file ends first. */
static bool skip(struct stream *s, uint64_t n)
{
	while (n) {
		size_t there = stream_ahead(s, n < STEP ? (size_t)n : STEP).length;
		if (!there)
			return false;
		there = there < n ? there : (size_t)n;
		stream_take(s, there);
		n -= there;
	}
	return true;
}

/* Moves to the next place where a record may begin, at a line's beginning. False if there is none. */
static bool find_record(struct stream *s)
{
	for (;;) {
		struct view v = stream_ahead(s, STEP);
		size_t hit = view_find(v, VIEW("\nWARC/1."));
		if (hit != SIZE_MAX) {
			stream_take(s, hit + 1);
			return true;
		}
		stream_take(s, v.length < STEP ? v.length : v.length - 8);
		if (v.length < STEP)
			return false;
	}
}

/* The head of the record that comes next; empty at the end of the file or where none stands. */
static struct view record_head(struct stream *s)
{
	for (struct view v; v = stream_ahead(s, 2), v.length && (v.at[0] == '\n' || v.at[0] == '\r');)
		stream_take(s, 1);
	size_t wanted = 4096, length;
	struct view v;
	do {
		v = stream_ahead(s, wanted);
		length = begins(v) ? http_head(v) : SIZE_MAX;
		wanted *= 4;
	} while (length == SIZE_MAX && begins(v) && v.length >= wanted / 4 && wanted <= 4 * LARGEST_HEAD);
	return length == SIZE_MAX ? (struct view){0} : view_slice(v, 0, length);
}

static bool read_length(struct view head, uint64_t *length)
{
	struct view digits = http_field(head, VIEW("content-length"));
	*length = 0;
	for (size_t i = 0; i < digits.length; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9' || i > 15)
			return false;
		*length = *length * 10 + (uint64_t)(digits.at[i] - '0');
	}
	return digits.length > 0;
}

static struct view without(struct view v, struct view before, struct view behind)
{
	if (view_starts(v, before) && view_ends(v, behind) && v.length >= before.length + behind.length)
		return view_slice(v, before.length, v.length - behind.length);
	return v;
}

/* Reads the block as a document. False if it is none. *why says what is wrong with it. */
static bool read_block(struct intake *in, struct view head, struct view block, struct document *d,
                       struct error *why)
{
	struct view type = http_field(head, VIEW("warc-type"));
	d->url = without(http_field(head, VIEW("warc-target-uri")), VIEW("<"), VIEW(">"));
	d->part = without(http_field(head, VIEW("warc-record-id")), VIEW("<urn:uuid:"), VIEW(">"));
	if (view_equal_ascii_case(type, VIEW("conversion"))) {
		d->media_type = VIEW("text/plain");
		d->content = block;
		return true;
	}
	if (view_equal_ascii_case(type, VIEW("response")))
		return http_read(block, d, &in->scratch, in->largest, why);
	if (!view_equal_ascii_case(type, VIEW("resource")))
		return false;
	d->media_type = http_field(head, VIEW("content-type"));
	d->content = block;
	return view_starts(d->media_type, VIEW("text/html")) ||
	       view_starts(d->media_type, VIEW("text/plain"));
}

/* A record whose head is here. True if it gives a document or a failure. */
static bool read_record(struct intake *in, struct intake_item *item, struct view head, uint64_t length)
{
	struct stream *s = in->stream;
	uint64_t offset = stream_offset(s);
	size_t head_length = head.length;
	if (length > in->largest) {
		skip(s, head_length + length);
		intake_fail(in, item, "record at byte %llu: over %zu MB, the most that one document may have",
		            (unsigned long long)offset, in->largest >> 20);
		return true;
	}
	struct view all = stream_ahead(s, head_length + (size_t)length);
	struct document d = {.offset = offset};
	struct error why = {0};
	head = view_slice(all, 0, head_length);
	bool found =
	        read_block(in, head, view_slice(all, head_length, head_length + (size_t)length), &d, &why);
	if (found && why.text[0] && !view_trim(d.content).length)
		intake_fail(in, item, "record at byte %llu: %s", (unsigned long long)offset, why.text);
	else if (found)
		intake_fill(in, item, &d);
	if (found && !item->failed && why.text[0])
		fail(&item->why, "%s: the record at byte %llu: %s", in->path, (unsigned long long)offset,
		     why.text);
	if (found && !item->failed && all.length < head_length + length)
		fail(&item->why, "%s: the record at byte %llu is cut short", in->path,
		     (unsigned long long)offset);
	stream_take(s, all.length < head_length + length ? all.length : head_length + (size_t)length);
	return found;
}

/* The file is damaged: says so, and goes to where it is whole again. */
static bool mend(struct intake *in, struct intake_item *item, uint64_t offset)
{
	bool packed_badly = stream_trouble(in->stream)[0] && !stream_ahead(in->stream, 1).length;
	if (packed_badly) {
		intake_recover(in, item);
		return true;
	}
	bool more = find_record(in->stream);
	intake_fail(in, item, "record at byte %llu: it is damaged; %s", (unsigned long long)offset,
	            more ? "reading goes on at the next one" : "no other follows it");
	return true;
}

static bool next(struct intake *in, struct intake_item *item)
{
	for (;;) {
		struct view head = record_head(in->stream);
		uint64_t length = 0, offset = stream_offset(in->stream);
		bool ended = !stream_ahead(in->stream, 1).length;
		if (ended && (in->told || !stream_trouble(in->stream)[0]))
			return false;
		if (ended || !head.length || !read_length(head, &length))
			return mend(in, item, offset);
		if (read_record(in, item, head, length))
			return true;
	}
}

const struct format intake_warc = {begins, next};
