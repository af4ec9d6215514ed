/* replay FILE...: gives each file to the target, without a fuzzer. Writes TAP. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "fuzz.h"

static int replay(const char *path)
{
	struct buffer bytes = {0};
	FILE *f = fopen(path, "rb");
	char *room;
	size_t n = 0;
	if (!f)
		return -1;
	while ((room = buffer_reserve(&bytes, 65536)) && (n = fread(room, 1, 65536, f)) > 0)
		bytes.length += n;
	fclose(f);
	/* A copy of just the right size, so that a sanitizer sees a byte read past the end. */
	uint8_t *exact = malloc(bytes.length ? bytes.length : 1);
	if (!exact)
		return -1;
	for (size_t i = 0; i < bytes.length; i++)
		exact[i] = (uint8_t)bytes.at[i];
	LLVMFuzzerTestOneInput(exact, bytes.length);
	free(exact);
	buffer_free(&bytes);
	return 0;
}

int main(int count, char **paths)
{
	int bad = 0;
	printf("1..%d\n", count - 1);
	for (int i = 1; i < count; i++) {
		int failed = replay(paths[i]) != 0;
		bad |= failed;
		printf("%s %d - %s\n", failed ? "not ok" : "ok", i, paths[i]);
		fflush(stdout);
	}
	return bad;
}
