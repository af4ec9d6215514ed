/* lang: from text to sentences, words, trees and names, by the trained model.
 *
 * Takes    a->text and a->blocks (page). A block's end is always a sentence's end.
 * Adds     a->sentences, tokens, names. Every sentence has one root, and no cycle.
 * Example  "Ms Ortiz didn't sell." adds one sentence of six words, "n't" joined to "did", Ortiz in a PERSON.
 */
#ifndef LANG_LANG_H
#define LANG_LANG_H

#include "article/article.h"
#include "article/reader.h"
#include "base/error.h"

struct model;

/* The model in this file, or the built-in one for NULL. NULL with *e for a file that is no model, is damaged,
 * or has label sets other than ours. Free with model_close. */
struct model *model_open(const char *path, struct error *e);
void model_close(struct model *model);
/* Borrowed from the model. */
struct view model_version(const struct model *model);

/* The kernels that this processor gets ("avx2"); static. */
const char *model_kernels(const struct model *model);

int lang_read(struct article *a, const struct reader *r);

#endif
