/* Script: whether letters may stand together in one text. */

#include "base/script.h"

#include <stdbool.h>
#include <utf8proc.h>

#include "base/script_tables.h"
#include "base/utf8.h"

/* What may stand together, as bits of scripts. */
#define BIT(name) (UINT32_C(1) << SCRIPT_##name)
static const uint32_t together[] = {
    BIT(LATIN) | BIT(HAN) | BIT(BOPOMOFO),
    BIT(LATIN) | BIT(HAN) | BIT(HIRAGANA) | BIT(KATAKANA),
    BIT(LATIN) | BIT(HAN) | BIT(HANGUL),
};

static const char *const names[] = {
#define X(name, words) [SCRIPT_##name] = (words),
    SCRIPTS(X)
#undef X
};

enum script
script_of(int32_t point)
{
    size_t first = 0;
    size_t end = script_range_count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;
        const struct script_range *range = &script_ranges[middle];

        if (point >= range->first && point <= range->last)
            return range->script;
        if (point < range->first)
            end = middle;
        else
            first = middle + 1;
    }
    return SCRIPT_NEUTRAL;
}

static bool
may_stand_together(uint32_t scripts)
{
    for (size_t i = 0; i < sizeof together / sizeof *together; i++)
        if ((scripts & ~together[i]) == 0)
            return true;
    return false;
}

/* What is neither letter nor mark says nothing of a script: the ranges reach
 * over such. */
static enum script
script_of_letter(int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME
               ? script_of(point)
               : SCRIPT_NEUTRAL;
}

enum status
script_check(const char *text, size_t count)
{
    uint32_t scripts = 0;
    enum script before = SCRIPT_NEUTRAL;

    for (size_t at = 0; at < count;) {
        int32_t point;

        at += utf8_decode(text + at, count - at, &point);
        enum script script = script_of_letter(point);
        if (script == SCRIPT_NEUTRAL || script == before)
            continue;
        if (script == SCRIPT_OLD)
            return refuse(STATUS_INVALID,
                "letters of a script that is not in use");
        bool may_mix = script <= SCRIPT_HANGUL && before <= SCRIPT_HANGUL;
        if (may_mix)
            scripts |= UINT32_C(1) << script;
        if (before != SCRIPT_NEUTRAL &&
            (!may_mix || !may_stand_together(scripts)))
            return refuse(STATUS_INVALID, "%s and %s letters in one name",
                names[before], names[script]);
        before = script;
    }
    return STATUS_OK;
}
