/* features FILE...: what the judge of lines is told of each line of these pages, a line of TSV each, for
 * train/page/train.py. The first line names the columns. */
#include <stdio.h>
#include <stdlib.h>

#include "know/know.h"
#include "page/charset.h"
#include "page/extract.h"

enum { LARGEST = 64 << 20 };

static void print_line(const char *path, const struct view_of_page *v, uint32_t i)
{
	int16_t inputs[INPUT_COUNT];
	features_of(&v->scene, i, inputs);
	printf("%s\t%u\t%d", path, i, i == v->scene.title);
	for (uint32_t k = 0; k < INPUT_COUNT; k++)
		printf("\t%d", inputs[k]);
	struct view text = v->sheet.flow.pieces.at[i].text;
	printf("\t%.*s\n", VIEW_ARGS(text));
}

static void print_page(const char *path, struct view bytes, struct arena *m, const struct know *know)
{
	struct reader r = {.know = know};
	struct article a = {.arena = m};
	struct view charset = {0};
	a.page = charset_decode(m, know, bytes, &charset);
	struct view_of_page v;
	extract_look(&v, &a, &r);
	vector_each (i, &v.sheet.lines)
		print_line(path, &v, i);
}

static void read_page(const char *path, const struct know *know, char *bytes)
{
	FILE *f = fopen(path, "rb");
	size_t length = f ? fread(bytes, 1, LARGEST, f) : 0;
	if (f)
		fclose(f);
	struct arena m;
	jmp_buf landing;
	arena_init(&m, (size_t)1 << 30);
	m.landing = &landing;
	if (setjmp(landing) == 0)
		print_page(path, view_of(bytes, length), &m, know);
	arena_free(&m);
}

int main(int count, char **paths)
{
	struct error e;
	struct know *know = know_open(NULL, 0, &e);
	char *bytes = malloc(LARGEST);
	if (!know || !bytes)
		return 3;
	printf("path\tline\ttitle");
	for (uint32_t k = 0; k < INPUT_COUNT; k++)
		printf("\t%s", feature_name(k));
	printf("\ttext\n");
	for (int i = 1; i < count; i++)
		read_page(paths[i], know, bytes);
	free(bytes);
	know_close(know);
	return 0;
}
