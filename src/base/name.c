/* Name: how people's names are kept, and which ones look alike. */

#include "base/name.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/handle.h"
#include "base/script_tables.h"
#include "base/unicode.h"
#include "base/utf8.h"

enum {
    DECOMPOSED_MOST = 32, /* points of one: the longest has 18 */
    SKELETON_BYTES = 256,
    ACCENTS_FIRST = 0x0300,
    ACCENTS_LAST = 0x036F,
    GRAVE = 0x0060,
    ACUTE = 0x00B4
};

static void
add_point(struct text *text, int32_t point)
{
    char bytes[4];

    text_add_bytes(text, bytes, utf8_encode(point, bytes));
}

static void
add_look(struct text *text, int32_t point)
{
    char bytes[5] = "";

    utf8_encode(point, bytes);
    for (size_t i = 0; point >= 0x80 && i < script_look_count; i++) {
        if (strstr(script_looks[i].letters, bytes) == NULL)
            continue;
        text_add(text, script_looks[i].seen);
        return;
    }
    add_point(text, point);
}

/* The accents that some keyboards have in an apostrophe's place; NFKC would
 * make a space and a combining mark of one. */
static void
add_apostrophes(struct text *text, const char *name, size_t count)
{
    for (size_t at = 0; at < count;) {
        int32_t point;

        at += utf8_decode(name + at, count - at, &point);
        if (point >= 0)
            add_point(text, point == GRAVE || point == ACUTE ? '\'' : point);
    }
}

static void
add_compatible(struct text *text, const char *name, size_t count)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)name,
        (utf8proc_ssize_t)count, &mapped,
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);

    if (length >= 0)
        text_add_bytes(text, (const char *)mapped, (size_t)length);
    free(mapped);
}

static void
add_single_spaced(struct text *text, const struct text *line)
{
    for (size_t i = 0; i < line->length; i++)
        if (line->bytes[i] != ' ' || line->bytes[i + 1] != ' ')
            text_add_bytes(text, line->bytes + i, 1);
}

void
name_normalise(const char *name, size_t count, struct text *normal)
{
    struct text line = {0};
    struct text compatible = {0};

    text_clean(&line, TEXT_LINE, name, count, NULL);
    add_apostrophes(&compatible, text_bytes(&line), line.length);
    text_truncate(&line, 0);
    add_compatible(&line, text_bytes(&compatible), compatible.length);
    text_truncate(&compatible, 0);
    add_apostrophes(&compatible, text_bytes(&line), line.length);
    text_truncate(&line, 0);
    text_clean(&line, TEXT_LINE, text_bytes(&compatible), compatible.length,
        NULL);
    add_single_spaced(normal, &line);
    text_clear(&line);
    text_clear(&compatible);
}

void
name_skeleton(const char *name, size_t count, char *skeleton, size_t size)
{
    struct text looks = {0};

    for (size_t at = 0; at < count;) {
        int32_t point;
        int32_t parts[DECOMPOSED_MOST];
        int class = 0;

        at += utf8_decode(name + at, count - at, &point);
        if (point < 0)
            continue;
        utf8proc_ssize_t part_count = utf8proc_decompose_char(point, parts,
            DECOMPOSED_MOST,
            UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &class);
        for (utf8proc_ssize_t i = 0; i < part_count && i < DECOMPOSED_MOST; i++)
            if (utf8_is_word(parts[i]) &&
                (parts[i] < ACCENTS_FIRST || parts[i] > ACCENTS_LAST))
                add_look(&looks, parts[i]);
    }
    handle_skeleton(text_bytes(&looks), skeleton, size);
    text_clear(&looks);
}

bool
name_looks_like(const char *name, const char *other)
{
    char skeleton[SKELETON_BYTES];
    char other_skeleton[SKELETON_BYTES];

    name_skeleton(name, strlen(name), skeleton, sizeof skeleton);
    name_skeleton(other, strlen(other), other_skeleton, sizeof other_skeleton);
    return strcmp(skeleton, other_skeleton) == 0;
}
