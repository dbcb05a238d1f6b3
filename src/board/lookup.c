/* Lookup: numbers by text, in memory. */

#include "board/lookup.h"

#include "base/memory.h"
#include "base/text.h"

enum {
    FIRST_ROOM = 64
};

/* FNV-1a, 64 bits (draft-eastlake-fnv). */
static uint64_t
hash(const char *text)
{
    uint64_t sum = UINT64_C(14695981039346656037);

    for (; *text != '\0'; text++)
        sum = (sum ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return sum;
}

/* The row of the text, or the free one where it would stand. */
static struct lookup_row *
row_of(const struct lookup *lookup, const char *text)
{
    size_t mask = lookup->room - 1;
    size_t at = (size_t)hash(text) & mask;

    while (lookup->rows[at].text != NULL &&
           !text_equals(lookup->rows[at].text, text))
        at = (at + 1) & mask;
    return &lookup->rows[at];
}

bool
lookup_find(const struct lookup *lookup, const char *text, int64_t *number)
{
    if (lookup->room == 0)
        return false;

    const struct lookup_row *row = row_of(lookup, text);
    if (row->text == NULL)
        return false;
    *number = row->number;
    return true;
}

static void
widen(struct lookup *lookup)
{
    struct lookup wide = {
        .room = lookup->room == 0 ? FIRST_ROOM : lookup->room * 2};

    wide.rows = memory_new(wide.room * sizeof *wide.rows);
    for (size_t i = 0; i < lookup->room; i++)
        if (lookup->rows[i].text != NULL)
            *row_of(&wide, lookup->rows[i].text) = lookup->rows[i];
    wide.count = lookup->count;
    memory_free(lookup->rows);
    *lookup = wide;
}

void
lookup_set(struct lookup *lookup, const char *text, int64_t number)
{
    if (lookup->count >= lookup->room / 2)
        widen(lookup);

    struct lookup_row *row = row_of(lookup, text);
    if (row->text == NULL) {
        row->text = memory_copy(text);
        lookup->count++;
    }
    row->number = number;
}

void
lookup_clear(struct lookup *lookup)
{
    for (size_t i = 0; i < lookup->room; i++)
        memory_free(lookup->rows[i].text);
    memory_free(lookup->rows);
    *lookup = (struct lookup){0};
}
