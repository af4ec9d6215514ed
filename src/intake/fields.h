/* fields: which fields of JSON lines hold what. */
#ifndef INTAKE_FIELDS_H
#define INTAKE_FIELDS_H

#include "base/error.h"

enum field { FIELD_TEXT, FIELD_TITLE, FIELD_DATE, FIELD_URL, FIELD_COUNT };

struct fields;

/* From "text=NAME,title=NAME,date=NAME,url=NAME", where any part may be missing (and NULL be all of them):
 * the usual names are tried then. NULL with *e on another key. */
struct fields *fields_new(const char *given, struct error *e);
void fields_free(struct fields *f);

#endif
