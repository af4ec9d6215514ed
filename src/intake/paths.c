#include "intake/paths.h"

#include <errno.h>
#include <fts.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct paths {
	char **list; /* patterns replaced by what they match; ends with NULL */
	size_t count, at;
	FTS *tree; /* of list[at - 1]; NULL: none */
};

static bool append(struct paths *p, const char *path)
{
	char **list = realloc(p->list, (p->count + 2) * sizeof *list);
	if (!list)
		return false;
	p->list = list;
	list[p->count] = strdup(path);
	if (!list[p->count])
		return false;
	list[++p->count] = NULL;
	return true;
}

/* A path as it is, or the paths that it matches as a pattern. */
static bool expand(struct paths *p, const char *path)
{
	struct stat st;
	glob_t found;
	if (!strpbrk(path, "*?[") || lstat(path, &st) == 0 || glob(path, 0, NULL, &found) != 0)
		return append(p, path);
	bool kept = true;
	for (size_t i = 0; kept && i < found.gl_pathc; i++)
		kept = append(p, found.gl_pathv[i]);
	globfree(&found);
	return kept;
}

struct paths *paths_open(const char *const *list, size_t count)
{
	struct paths *p = calloc(1, sizeof *p);
	for (size_t i = 0; p && i < count; i++)
		if (!expand(p, list[i])) {
			paths_close(p);
			return NULL;
		}
	return p;
}

void paths_close(struct paths *p)
{
	if (!p)
		return;
	if (p->tree)
		fts_close(p->tree);
	for (size_t i = 0; i < p->count; i++)
		free(p->list[i]);
	free(p->list);
	free(p);
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* Whether this entry of a folder is one to give out; fills *e where it is not a file that can be read. */
static bool is_wanted(FTS *tree, FTSENT *entry, struct error *e)
{
	bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
	switch (entry->fts_info) {
	case FTS_D:
		if (hidden)
			fts_set(tree, entry, FTS_SKIP);
		return false;
	case FTS_DP:
	case FTS_DOT:
		return false;
	case FTS_DC:
		fail(e, "%s: this link leads back to a folder above it; it is left out", entry->fts_path);
		return true;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
	case FTS_SLNONE:
		fail(e, "%s: %s", entry->fts_path, strerror(entry->fts_errno ? entry->fts_errno : ENOENT));
		return true;
	default:
		return !hidden;
	}
}

static const char *next_in_tree(struct paths *p, struct error *e)
{
	FTSENT *entry;
	while (p->tree && (entry = fts_read(p->tree)) != NULL)
		if (is_wanted(p->tree, entry, e))
			return entry->fts_path;
	if (p->tree)
		fts_close(p->tree);
	p->tree = NULL;
	return NULL;
}

const char *paths_next(struct paths *p, struct error *e)
{
	const char *path;
	e->text[0] = 0;
	while (!(path = next_in_tree(p, e))) {
		if (p->at == p->count)
			return NULL;
		char *one[] = {p->list[p->at++], NULL};
		if (strcmp(one[0], "-") == 0)
			return one[0];
		p->tree = fts_open(one, FTS_LOGICAL | FTS_NOCHDIR, by_name);
		if (!p->tree) {
			fail(e, "%s: %s", one[0], strerror(errno));
			return one[0];
		}
	}
	return path;
}

uint64_t paths_bytes(const char *const *list, size_t count)
{
	uint64_t sum = 0;
	struct paths *p = paths_open(list, count);
	struct error e;
	for (const char *path; p && (path = paths_next(p, &e)) != NULL;) {
		struct stat st;
		bool known = strcmp(path, "-") != 0 && stat(path, &st) == 0;
		if (!e.text[0] && (!known || !S_ISREG(st.st_mode))) {
			sum = 0;
			break;
		}
		sum += known && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	}
	paths_close(p);
	return sum;
}
