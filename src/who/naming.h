/* naming: what the files that find and join names share: which words a name has, what stands beside it, what
 * it stands for. Nobody else includes it. */
#ifndef WHO_NAMING_H
#define WHO_NAMING_H

#include "who/within.h"

/* ---- spans.c ---- */

/* Lang may have cut a name at its particles: "Anna van" "der" "Berg". */
struct tokens name_whole(const struct article *a, struct tokens t);
/* "Kelly Jones MS": a degree behind a name is none of it. */
struct tokens name_without_degrees(struct work *w, struct tokens t);
/* "Liberal Democrats", of which lang may have seen the second word alone: the words beside it that make it
 * the name of a row. */
struct tokens name_widened(const struct work *w, struct tokens t);
/* "UN", "U.N.": two capitals or more and nothing else but stops. */
bool all_capitals(struct view v);

/* ---- titles.c ---- */

/* Lang may have taken the title for a part of the name: "Mr Macron", "Uzbek President Mirziyoyev". */
struct tokens name_without_title(struct work *w, struct tokens t);
/* Lang may have seen a name in the title alone: "Mr" of "Mr Putin". */
struct tokens name_past_title(struct work *w, struct tokens t);
/* "Foreign Minister" alone, which lang takes for a body's name. */
bool name_is_bare_title(struct work *w, struct tokens t, struct row known);
/* "French President" before "Emmanuel Macron": a noun that may stand before a name, right before it and
 * joined to it in the tree. */
void name_take_title(struct work *w, struct find *f);
/* "The Finnish security firm" before a name, "movement" behind it. False: no such noun. */
bool name_take_kind(struct work *w, struct find *f);
/* Whether a kind in nouns.tsv is that of a body. */
bool names_body(uint32_t kind);

/* ---- kinds.c ---- */

/* What lang says of a name, where the tables do not know better. */
enum entity name_type(struct work *w, enum entity type, struct tokens t, struct row known);
/* What a name that no table has stands for, by lang's type; false: nobody. */
bool name_traits(struct work *w, enum entity type, struct tokens t, uint32_t head, struct traits *traits);
/* Whether what lang saw in the name speaks against the row: "Santos" the company for a person. */
bool name_contradicts(const struct work *w, struct row known, enum entity type, struct tokens t);
bool name_takes_plural(const struct article *a, uint32_t head);
/* "the rebel Serbs": a word for a people that heads its phrase. */
bool name_is_people(const struct work *w, uint32_t token);

#endif
