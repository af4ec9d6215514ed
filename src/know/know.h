/* know: look-ups over the facts in know/ and over a user's own rows.
 *
 * A table is a file know/NAME.tsv. Its first line names the columns, each as NAME or NAME:KIND:
 *
 *     keys     words or phrases by which the row is found, several apart by |; the first column only
 *     list     texts apart by |
 *     conditions   what must hold for the row, apart by spaces; the compiler tells of rows that others hide
 *     number   a decimal number, empty: NAN
 *     day      an ISO 8601 date; a year or a month counts as its first day; empty: NO_DAY
 *     SET      a label of that set (act, sector, event, ...), empty: none
 *     (none)   text
 *
 * A first column without a kind is one key. Rows stand in the byte order of their lines, so that a diff reads
 * as news; lines that begin with # are comments, as is an empty line. The compiler of tables (compile.c)
 * turns them into one image, which is part of the program and is used as it lies; rows from --know FILE are
 * compiled when the program starts and are found before the program's own.
 *
 * Keys are compared folded (utf8_folded): case, accents and the shapes of quotes do not count.
 *
 * Example  const struct table *cues = know_table(r->know, "cues");
 *          uint32_t act = know_column(cues, "act");
 *          for (struct row row = know_find(cues, VIEW("accuse")); row.table; row = know_next(row))
 *                  if (know_label(row, act) == ACT_ACCUSE) ... */
#ifndef KNOW_KNOW_H
#define KNOW_KNOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/article.h"
#include "base/error.h"
#include "base/view.h"

struct know;
struct table;

/* A row, and the key it was found by. table == NULL: no row. Lives as long as the know it came from. */
struct row {
	const struct table *table; /* the image or overlay that holds it: not always the one that was asked */
	uint32_t index;
	uint32_t entry; /* know_next's own */
};

/* A row found at a token, and the tokens that its key took. */
struct know_match {
	struct row row;
	struct tokens tokens; /* empty: no match */
};

/* The program's own facts and the rows of user files (each named as the table that it adds to: "actors.tsv",
 * or any name when its first line is "# table: actors"). NULL with *e on a file that cannot be read, an
 * unknown table, column or label. Free with know_close. */
struct know *know_open(const char *const *files, size_t count, struct error *e);
void know_close(struct know *k);

/* The table of this name, or NULL, which every function below takes as an empty one. */
const struct table *know_table(const struct know *k, const char *name);
/* The index of a column, the same for all rows found through t; NONE if there is none. */
uint32_t know_column(const struct table *t, const char *name);
/* All rows in order, user's last: row 0 ... know_count - 1. */
uint32_t know_count(const struct table *t);
struct row know_row(const struct table *t, uint32_t i);

/* The first row with this key, which must be folded already; further ones with know_next. Rows of one key
 * come in the order of the table. */
struct row know_find(const struct table *t, struct view folded);
struct row know_next(struct row row);
/* The same by any text, which is folded first, with the arena as scratch. */
struct row know_find_text(const struct table *t, struct arena *m, struct view text);
/* The longest key that begins at the token and ends where a token ends, before `end`. Lemmas are not used. */
struct know_match know_longest(const struct table *t, const struct article *a, uint32_t token, uint32_t end);
/* The same with what it looks at first, for those who ask several tables. */
uint64_t know_first(const struct article *a, uint32_t token);
struct know_match know_longest_with(const struct table *t, const struct article *a, uint32_t token,
                                    uint32_t end, uint64_t first);

/* Cells. A column of NONE, or of another kind, is empty. Views live as long as the know. */
struct view know_text(struct row row, uint32_t column);
uint32_t know_label(struct row row, uint32_t column); /* 0: none */
double know_number(struct row row, uint32_t column);  /* NAN: empty */
int32_t know_day(struct row row, uint32_t column);    /* days since 1970-01-01; NO_DAY: empty */
/* Whether a list cell holds this text exactly. */
bool know_lists(struct row row, uint32_t column, struct view text);
/* "TABLE:KEY", for a record's "why". In the arena. */
struct view know_why(struct arena *m, struct row row);
/* The first key of the row as it is written in the table. */
struct view know_key(struct row row);

#endif
