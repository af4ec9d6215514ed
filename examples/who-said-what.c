/* Reads a page and prints who said what.
 *
 *     cc who-said-what.c $(pkg-config --cflags --libs dateline) -o who-said-what
 *     ./who-said-what < page.html */
#include <dateline.h>
#include <stdio.h>
#include <stdlib.h>

static void print(struct dateline_view v)
{
	fwrite(v.at, 1, v.length, stdout);
}

int main(void)
{
	struct dateline_error e;
	static char page[1 << 20];
	size_t length = fread(page, 1, sizeof page, stdin);
	struct dateline *d = dateline_open(NULL, &e);
	struct dateline_record *r = d ? dateline_read(d, page, length, NULL, &e) : NULL;
	if (!r)
		fprintf(stderr, "%s\n", e.text);
	for (size_t i = 0; r && i < dateline_statement_count(r); i++) {
		struct dateline_statement s = dateline_record_statement(r, i);
		print(s.actor == DATELINE_NONE ? s.speaker.text : dateline_record_actor(r, s.actor).name);
		for (size_t part = 0; part < s.content_count; part++) {
			fputs(part ? " ... " : ": ", stdout);
			print(dateline_statement_content(r, i, part).text);
		}
		puts("");
	}
	dateline_record_free(r);
	dateline_close(d);
	return r ? EXIT_SUCCESS : EXIT_FAILURE;
}
