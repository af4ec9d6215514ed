#include <stdio.h>

#include "dateline.h"

int main(void)
{
	struct dateline_error e;
	struct dateline *d = dateline_open(NULL, &e);
	if (!d)
		fprintf(stderr, "dateline: %s\n", e.text);
	dateline_close(d);
	return d ? 0 : 3;
}
