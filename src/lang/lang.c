#include "lang/lang.h"

#include <stdlib.h>

struct model {
	struct view version;
};

struct model *model_open(const char *path, struct error *e)
{
	(void)path;
	struct model *model = calloc(1, sizeof *model);
	if (!model)
		fail(e, "no memory for the model");
	return model;
}

void model_close(struct model *model)
{
	free(model);
}

struct view model_version(const struct model *model)
{
	return model->version;
}

int lang_read(struct article *a, const struct reader *r)
{
	(void)a;
	(void)r;
	return 0;
}
