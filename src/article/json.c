#include "article/json.h"

#include <math.h>

#include "base/utf8.h"

/* What follows the backslash for a byte that needs one; 'u' for those without a short form; 0: none. */
static char escape_of(unsigned char c)
{
	switch (c) {
	case '"':
	case '\\':
		return (char)c;
	case '\b':
		return 'b';
	case '\f':
		return 'f';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return c < 0x20 ? 'u' : 0;
	}
}

static void add_escape(struct buffer *out, unsigned char c, char escape)
{
	static const char hex[] = "0123456789abcdef";
	buffer_byte(out, '\\');
	buffer_byte(out, escape);
	if (escape != 'u')
		return;
	buffer_string(out, "00");
	buffer_byte(out, hex[c >> 4]);
	buffer_byte(out, hex[c & 15]);
}

/* Valid UTF-8, with its escapes. */
static void add_escaped(struct buffer *out, struct view v)
{
	size_t plain = 0;
	for (size_t i = 0; i < v.length; i++) {
		char escape = escape_of((unsigned char)v.at[i]);
		if (!escape)
			continue;
		buffer_add(out, view_slice(v, plain, i));
		add_escape(out, (unsigned char)v.at[i], escape);
		plain = i + 1;
	}
	buffer_add(out, view_slice(v, plain, v.length));
}

void json_string(struct buffer *out, struct view v)
{
	buffer_byte(out, '"');
	while (v.length) {
		size_t good = utf8_valid(v);
		add_escaped(out, view_slice(v, 0, good));
		if (good < v.length)
			buffer_string(out, "\xef\xbf\xbd");
		v = view_slice(v, good + 1, v.length);
	}
	buffer_byte(out, '"');
}

void json_number(struct buffer *out, double n)
{
	if (!isfinite(n) || fabs(n) > 1e12) {
		buffer_string(out, "null");
		return;
	}
	uint64_t millionths = (uint64_t)(fabs(n) * 1e6 + 0.5);
	if (n < 0 && millionths)
		buffer_byte(out, '-');
	buffer_number(out, millionths / 1000000);
	uint64_t rest = millionths % 1000000;
	if (!rest)
		return;
	buffer_byte(out, '.');
	for (uint64_t unit = 100000; rest; unit /= 10) {
		buffer_byte(out, (char)('0' + rest / unit));
		rest %= unit;
	}
}

void json_comma(struct buffer *out)
{
	char last = out->length ? out->at[out->length - 1] : '{';
	if (last != '{' && last != '[')
		buffer_byte(out, ',');
}

void json_key(struct buffer *out, const char *key)
{
	json_comma(out);
	json_string(out, view_of_string(key));
	buffer_byte(out, ':');
}

void json_text(struct buffer *out, const char *key, struct view v)
{
	json_key(out, key);
	if (v.length)
		json_string(out, v);
	else
		buffer_string(out, "null");
}

void json_count(struct buffer *out, const char *key, uint64_t n)
{
	json_key(out, key);
	buffer_number(out, n);
}

void json_real(struct buffer *out, const char *key, double n)
{
	json_key(out, key);
	json_number(out, n);
}

void json_null(struct buffer *out, const char *key)
{
	json_key(out, key);
	buffer_string(out, "null");
}
