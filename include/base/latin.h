#ifndef BASE_LATIN_H
#define BASE_LATIN_H

#include "base/text.h"

/* Appends `string` in lower case, its Latin letters without what stands on them
 * or runs through them: "Zoë Łukasz Strauß" gives "zoe lukasz strauss", "Ægir"
 * "aegir". Other scripts stay as they are. */
void latin_plain(struct text *out, const char *string);

#endif
