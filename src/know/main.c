/* know-compile OUT TABLE.tsv ...: the compiler of tables as a program, run by the build. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "know/image.h"

static int read_file(struct buffer *to, const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return -1;
	char *room;
	size_t n = 0;
	while ((room = buffer_reserve(to, 65536)) && (n = fread(room, 1, 65536, f)) > 0)
		to->length += n;
	int bad = ferror(f) || to->failed;
	fclose(f);
	return bad ? -1 : 0;
}

static int write_file(struct view bytes, const char *path)
{
	FILE *f = fopen(path, "wb");
	if (!f)
		return -1;
	size_t written = fwrite(bytes.at, 1, bytes.length, f);
	return fclose(f) || written != bytes.length ? -1 : 0;
}

static struct view stem(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	return view_of(name, strcspn(name, "."));
}

static int compile(const char *out, char **paths, size_t count)
{
	struct error error = {""};
	struct buffer image = {0};
	struct buffer *texts = calloc(count + 1, sizeof *texts);
	struct source *sources = calloc(count + 1, sizeof *sources);
	int result = texts && sources ? 0 : fail(&error, "no memory");
	for (size_t i = 0; !result && i < count; i++) {
		if (read_file(&texts[i], paths[i]))
			result = fail(&error, "%s: %s", paths[i], strerror(errno));
		else
			sources[i] = (struct source){stem(paths[i]), view_of_string(paths[i]),
			                             buffer_view(&texts[i])};
	}
	if (!result)
		result = image_compile(&image, sources, count, NULL, &error);
	struct buffer report = {0};
	if (!result) {
		image_shadows(image.at, &report);
		fprintf(stderr, "%.*s", (int)report.length, report.at ? report.at : "");
	}
	buffer_free(&report);
	if (!result && write_file(buffer_view(&image), out))
		result = fail(&error, "%s: %s", out, strerror(errno));
	if (result)
		fprintf(stderr, "%s\n", error.text);
	for (size_t i = 0; texts && i < count; i++)
		buffer_free(&texts[i]);
	free(texts);
	free(sources);
	buffer_free(&image);
	return result ? 1 : 0;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: know-compile OUT TABLE.tsv ...\n");
		return 2;
	}
	return compile(argv[1], argv + 2, (size_t)argc - 2);
}
