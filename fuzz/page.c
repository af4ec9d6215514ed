/* A page as the web sends it, through the room that takes foreign bytes. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dateline_options o = {.flags = DATELINE_STOP | DATELINE_PAGE_OFFSETS,
	                             .last = DATELINE_PAGE,
	                             .media_type = "text/html",
	                             .memory = (size_t)256 << 20};
	fuzz_read(bytes, size, &o);
	return 0;
}
