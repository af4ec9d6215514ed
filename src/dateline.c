#include "dateline.h"

#include <stdlib.h>

#include "know/know.h"
#include "lang/lang.h"
#include "reader.h"

struct dateline {
	struct know *know;
	struct model *model;
};

/* The two errors are one shape: the public one and ours. */
_Static_assert(sizeof(struct error) == sizeof(struct dateline_error),
               "struct error must match its public twin");

static struct error *own(struct dateline_error *e)
{
	return (struct error *)e;
}

struct dateline *dateline_open(const struct dateline_settings *settings, struct dateline_error *e)
{
	static const struct dateline_settings none;
	settings = settings ? settings : &none;
	struct dateline *d = calloc(1, sizeof *d);
	if (!d) {
		fail(own(e), "no memory to begin");
		return NULL;
	}
	d->know = know_open(settings->know, settings->know_count, own(e));
	d->model = d->know ? model_open(settings->model, own(e)) : NULL;
	if (!d->model) {
		dateline_close(d);
		return NULL;
	}
	return d;
}

void dateline_close(struct dateline *d)
{
	if (!d)
		return;
	know_close(d->know);
	model_close(d->model);
	free(d);
}
