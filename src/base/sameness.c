/* Sameness: texts that differ in case, stops and spaces alone are the same. */

#include "base/sameness.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

static bool
is_of_a_word(int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

static void
add_words(struct text *folded, const char *bytes, size_t count)
{
    bool is_apart = false;
    size_t start = folded->length;

    for (size_t at = 0; at < count;) {
        int32_t point;
        size_t length = utf8_decode(bytes + at, count - at, &point);

        if (point >= 0 && is_of_a_word(point)) {
            if (is_apart && folded->length > start)
                text_add(folded, " ");
            text_add_bytes(folded, bytes + at, length);
            is_apart = false;
        } else {
            is_apart = true;
        }
        at += length;
    }
}

void
sameness_fold(struct text *folded, const char *text)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text,
        (utf8proc_ssize_t)strlen(text), &mapped,
        UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
            UTF8PROC_IGNORE);

    if (length < 0)
        add_words(folded, text, strlen(text));
    else
        add_words(folded, (const char *)mapped, (size_t)length);
    free(mapped);
}
