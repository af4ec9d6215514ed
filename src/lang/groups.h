/* groups: in which order a layer's columns are gone through.
 *
 * AVX2 multiplies bytes in pairs, and each pair's sum must be widened from 16 bits before the next is added.
 * Up to four groups of four columns can be added first, and widened once, where no input makes their sum pass
 * 16 bits; most can, in runs of those that suit each other. Which ones is found when a model is opened. */
#ifndef LANG_GROUPS_H
#define LANG_GROUPS_H

#include "lang/model.h"

/* Finds the order of every layer and head of the model. False without memory. */
bool groups_find(struct model *m);
void groups_free(struct model *m);

#endif
