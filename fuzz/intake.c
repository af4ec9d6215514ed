/* A file as it lies on disk: packed or not, one document or many. */
#include <stdlib.h>
#include <unistd.h>

#include "fuzz.h"
#include "intake/intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char path[32];
	const char *paths[] = {path};
	int file = fuzz_file(bytes, size, path);
	struct error e;
	struct intake *in = intake_open(paths, 1, &e);
	struct intake_item item = {0};
	while (in && intake_next(in, &item, (size_t)1 << 20))
		if (!item.failed && item.document.content.length > (size_t)1 << 20)
			abort();
	intake_item_free(&item);
	intake_close(in);
	close(file);
	return 0;
}
