/* A model file that somebody hands us. */
#include <unistd.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char passage[] = "\"We will not sell,\" Ms Ortiz said on Monday.";
	char path[32];
	int file = fuzz_file(bytes, size, path);
	struct dateline_settings s = {.model = path};
	struct dateline_error e;
	struct dateline *d = dateline_open(&s, &e);
	if (d)
		dateline_record_free(dateline_read(d, passage, sizeof passage - 1, NULL, &e));
	dateline_close(d);
	close(file);
	return 0;
}
