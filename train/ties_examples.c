/* ties-examples: what who weighs when it looks for somebody spoken of before, written out to train with.
 *
 *     ties-examples < PATHS
 *
 * Beside each PATH, a plain text that is read as it stands, lies PATH.gold: a line "BYTE ENTITY" for each
 * annotated mention, by the first byte of its head. Prints a line for each choice: the class, the number of
 * the right candidate (that of the candidates: somebody new), then for each candidate its ties, each
 * candidate ended by a semicolon. Choices are made as the annotation says, so that each sees the actors it
 * should. */
#include <inttypes.h>

#include "examples.h"
#include "who/ties.h"

enum { MOST_CLUSTERS = 1 << 16 };

struct gold {
	struct article *article;
	uint32_t *entity_at; /* byte → entity + 1; 0: none */
};

static void read_gold(struct gold *g, const char *path, size_t length)
{
	char name[4096];
	snprintf(name, sizeof name, "%s.gold", path);
	FILE *f = fopen(name, "r");
	if (!f) {
		perror(name);
		exit(1);
	}
	g->entity_at = arena_zeroed(g->article->arena, length + 1, sizeof *g->entity_at);
	uint32_t byte, entity;
	while (fscanf(f, "%" SCNu32 " %" SCNu32, &byte, &entity) == 2)
		if (byte < length)
			g->entity_at[byte] = entity + 1;
	fclose(f);
}

static uint32_t entity_of(const struct gold *g, const struct find *f)
{
	const struct article *a = g->article;
	uint32_t entity = g->entity_at[a->tokens.at[f->head].bytes.begin];
	for (uint32_t i = f->tokens.begin; !entity && f->form == MENTION_NAME && i < f->tokens.end; i++)
		entity = g->entity_at[a->tokens.at[i].bytes.begin];
	return entity;
}

/* The entity of the first annotated find of a cluster. */
static uint32_t entity_of_cluster(const struct gold *g, const struct work *w, uint32_t cluster)
{
	vector_each (i, &w->finds) {
		uint32_t entity = w->finds.at[i].cluster == cluster ? entity_of(g, &w->finds.at[i]) : 0;
		if (entity)
			return entity;
	}
	return 0;
}

static void print_ties(const struct tie_set *s)
{
	for (int tie = 0; tie < TIE_COUNT; tie++)
		if (s->bits[tie / 64] >> (tie % 64) & 1)
			printf(" %d", tie);
	printf(" ;");
}

static uint32_t choose(void *user, const struct work *w, uint32_t find, enum tie_class class,
                       const struct candidates *c)
{
	const struct gold *g = user;
	uint32_t entity = entity_of(g, &w->finds.at[find]), right = c->count;
	for (uint32_t i = 0; i < c->count && entity && right == c->count; i++)
		if (entity_of_cluster(g, w, c->cluster[i]) == entity)
			right = i;
	printf("%d %" PRIu32 " %d", class, right, entity != 0);
	for (uint32_t i = 0; i < c->count; i++)
		print_ties(&c->ties[i]);
	printf("\n");
	return right;
}

static void write_one(struct article *a, const struct reader *r, void *path)
{
	struct gold gold = {.article = a};
	read_gold(&gold, path, a->text.length);
	who_find_watched(a, r, &(struct ties_watch){choose, &gold});
}

int main(int argc, char **argv)
{
	if (argc == 2 && argv[1][0] == 'n') {
		for (int tie = 0; tie < TIE_COUNT; tie++)
			printf("%.*s\n", VIEW_ARGS(tie_name((enum tie)tie)));
		return 0;
	}
	struct examples x = examples_open(NULL, STAGE_SAID);
	static char line[4096];
	while (fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = '\0';
		example_read(&x.reader, line, write_one, line);
	}
	examples_close(&x);
	return 0;
}
