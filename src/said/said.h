/* said: statements.
 *
 * Takes    text, tokens, trees and names (lang), dates and places.
 * Adds     a->statements and contents, in the order of the text; sets token.quoted.
 * Example  "We will not sell," Ms Ortiz said on Monday. adds { cue "said", content "\"We will not sell,\"",
 *          source "Ms Ortiz", direct, assert, date Monday }. */
#ifndef SAID_SAID_H
#define SAID_SAID_H

#include "article/article.h"
#include "article/reader.h"

int said_find(struct article *a, const struct reader *r);

#endif
