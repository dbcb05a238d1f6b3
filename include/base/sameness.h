#ifndef BASE_SAMENESS_H
#define BASE_SAMENESS_H

#include "base/text.h"

/* Appends the letters, marks and digits of clean text, case and width folded
 * (NFKC), each run of anything else as one space, none at the ends: two texts
 * that come out alike say the same to a reader. */
void sameness_fold(struct text *folded, const char *text);

#endif
