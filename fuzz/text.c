/* Plain text through all the rooms, as it stands and cleaned. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dateline_options o = {
	        .published = "2017-05-30", .media_type = "text/plain", .memory = (size_t)256 << 20};
	fuzz_read(bytes, size, &o);
	o.flags = DATELINE_VERBATIM | DATELINE_PAGE_OFFSETS;
	fuzz_read(bytes, size, &o);
	return 0;
}
