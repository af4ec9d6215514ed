/* JSON lines: a document for each object, whose fields hold its text, title, date and address. */
#include <jansson.h>
#include <stdlib.h>

#include "intake/fields.h"
#include "intake/source.h"

struct fields {
	struct buffer names[FIELD_COUNT]; /* apart by '|'; each is tried in turn */
};

static const char *const usual[FIELD_COUNT] = {
        [FIELD_TEXT] = "text|html|content|body|article",
        [FIELD_TITLE] = "title|headline",
        [FIELD_DATE] = "date|published|publish_date|date_publish|pubDate",
        [FIELD_URL] = "url|link|source_url",
};

struct fields *fields_new(const char *given, struct error *e)
{
	static const char *const keys[FIELD_COUNT] = {"text", "title", "date", "url"};
	struct fields *f = calloc(1, sizeof *f);
	struct view rest = view_of_string(given);
	if (!f) {
		fail(e, "no memory for the names of fields");
		return NULL;
	}
	for (size_t i = 0; i < FIELD_COUNT; i++)
		buffer_string(&f->names[i], usual[i]);
	while (rest.length) {
		struct view name = view_cut(&rest, ','), key = view_trim(view_cut(&name, '='));
		size_t i = 0;
		while (i < FIELD_COUNT && !view_equal(key, view_of_string(keys[i])))
			i++;
		if (i == FIELD_COUNT || !view_trim(name).length) {
			fail(e,
			     "fields: \"%.*s\" is not known; write text=NAME,title=NAME,date=NAME,url=NAME",
			     VIEW_ARGS(key));
			fields_free(f);
			return NULL;
		}
		f->names[i].length = 0;
		buffer_add(&f->names[i], view_trim(name));
	}
	return f;
}

void fields_free(struct fields *f)
{
	for (size_t i = 0; f && i < FIELD_COUNT; i++)
		buffer_free(&f->names[i]);
	free(f);
}

static bool begins(struct view bytes)
{
	struct view v = view_trim(view_slice(bytes, 0, 4096));
	struct view rest = view_trim(view_slice(v, 1, v.length));
	return v.length > 1 && v.at[0] == '{' && rest.length && rest.at[0] == '"';
}

/* The text of the first of the names that the object has. */
static struct view value_of(const json_t *object, const struct fields *f, enum field field)
{
	struct view names = buffer_view(&f->names[field]);
	while (names.length) {
		struct view name = view_cut(&names, '|');
		char key[128] = "";
		memcpy(key, name.at, name.length < sizeof key ? name.length : 0);
		const json_t *value = json_object_get(object, key);
		if (json_is_string(value) && json_string_length(value))
			return view_of(json_string_value(value), json_string_length(value));
	}
	return (struct view){0};
}

/* The next line, with its end; longer ones than a document may be are passed over (*too_long). */
static struct view next_line(struct intake *in, bool *too_long)
{
	size_t wanted = 1, looked = 0; /* no more than is there, so that a line is read when it comes */
	*too_long = false;
	for (;;) {
		struct view v = stream_ahead(in->stream, wanted);
		const char *end = v.length > looked ? memchr(v.at + looked, '\n', v.length - looked) : NULL;
		if (end)
			return view_slice(v, 0, (size_t)(end - v.at) + 1);
		if (v.length < wanted)
			return v;
		looked = v.length;
		if (looked > 2 * in->largest) {
			*too_long = true;
			stream_take(in->stream, looked);
			looked = 0;
		}
		wanted = looked + 1;
	}
}

static void read_object(struct intake *in, struct intake_item *item, const json_t *object, uint64_t offset)
{
	struct document d = {
	        .offset = offset,
	        .content = value_of(object, in->fields, FIELD_TEXT),
	        .title = value_of(object, in->fields, FIELD_TITLE),
	        .published = value_of(object, in->fields, FIELD_DATE),
	        .url = value_of(object, in->fields, FIELD_URL),
	        .charset = VIEW("utf-8"),
	};
	if (d.content.length)
		intake_fill(in, item, &d);
	else
		intake_fail(in, item,
		            "line %llu: no field of it holds a text; say which one does (--fields text=NAME)",
		            (unsigned long long)in->count);
}

static bool next(struct intake *in, struct intake_item *item)
{
	for (;;) {
		bool too_long;
		uint64_t offset = stream_offset(in->stream);
		struct view line = next_line(in, &too_long);
		if (stream_trouble(in->stream)[0] && !in->told && !view_ends(line, VIEW("\n"))) {
			stream_take(in->stream, line.length); /* the line that the damage cut */
			intake_recover(in, item);
			return true;
		}
		if (!line.length)
			return false;
		in->count++;
		json_error_t why;
		json_t *object = NULL;
		bool empty = !view_trim(line).length;
		if (!empty && !too_long)
			object = json_loadb(line.at, line.length, JSON_ALLOW_NUL, &why);
		stream_take(in->stream, line.length);
		if (empty && !too_long)
			continue;
		if (too_long)
			intake_fail(in, item, "line %llu: over %zu MB, the most that one document may have",
			            (unsigned long long)in->count, in->largest >> 20);
		else if (!json_is_object(object))
			intake_fail(in, item, "line %llu, at byte %llu: not a JSON object: %s",
			            (unsigned long long)in->count, (unsigned long long)offset,
			            object ? "it is another value" : why.text);
		else
			read_object(in, item, object, offset);
		json_decref(object);
		return true;
	}
}

const struct format intake_lines = {begins, next};
