#ifndef MAIL_CHARSET_H
#define MAIL_CHARSET_H

#include <stddef.h>

#include "base/text.h"

/* Appends the bytes as UTF-8: from `charset` where one is named and fits, else
 * as they are where they are UTF-8, else from windows-1252, which fits all. */
void charset_decode(const char *charset, const char *bytes, size_t count,
    struct text *text);

#endif
