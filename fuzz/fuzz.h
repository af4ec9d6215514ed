/* What the fuzz targets share. Each is a file with one LLVMFuzzerTestOneInput; linked with replay.c it reads
 * its corpus in the ordinary tests, linked with libFuzzer it looks for more (fuzz/README.md). */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "dateline.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A file with these bytes that has no place on disk. Writes its path; returns what to close(). */
int fuzz_file(const uint8_t *bytes, size_t size, char path[32]);
/* Reads the bytes in every way that options allow, writes the record in every format, and ends the program
 * where something comes out that may not. */
void fuzz_read(const uint8_t *bytes, size_t size, const struct dateline_options *options);

#endif
