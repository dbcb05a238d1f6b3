#ifndef BASE_NAME_H
#define BASE_NAME_H

#include <stddef.h>

#include "base/text.h"

/* People's names, as they are shown. */

/* Appends the name as it is kept: a cleaned line (base/unicode.h) in NFKC, so
 * without wide, mathematical and other compatibility forms; accents that stand
 * for an apostrophe are one; each run of spaces is one. Idempotent. */
void name_normalise(const char *name, size_t count, struct text *normal);

/* The skeleton by which two names count as the same, cut to `size`: NFKC in
 * lower case, without accents, spaces and punctuation; letters that read as one
 * of a to z (UTS 39) as that letter, and those again as handle_skeleton() has
 * them. `size` at least 21. */
void name_skeleton(const char *name, size_t count, char *skeleton, size_t size);
/* Whether two names, as they are kept, have the same skeleton. */
bool name_looks_like(const char *name, const char *other);

#endif
