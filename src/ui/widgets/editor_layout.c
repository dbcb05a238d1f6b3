/* Layout: where the text of an editor breaks into screen rows. */

#include "ui/widgets/editor_layout.h"

#include <string.h>

#include "base/grapheme.h"
#include "base/memory.h"

void
layout_clear(struct layout *layout)
{
    memory_free(layout->starts);
    *layout = (struct layout){0};
}

void
layout_change(struct layout *layout, size_t at, size_t removed, size_t inserted)
{
    bool is_first = layout->removed == 0 && layout->inserted == 0;
    size_t from = is_first || at < layout->from ? at : layout->from;
    size_t end = layout->from + layout->inserted;

    /* The end of the stretch, in the text before this change. */
    if (is_first || end < at + removed)
        end = at + removed;
    size_t was = end - from + layout->removed - layout->inserted;
    layout->from = from;
    layout->removed = was;
    layout->inserted = end - from + inserted - removed;
}

/* A character of the text, and its columns. ASCII, most of what is typed, is
 * told without asking for its properties. */
static size_t
character_at(const char *text, size_t length, size_t at, int *columns)
{
    bool is_ascii = (unsigned char)text[at] < 0x80 &&
                    (at + 1 == length || (unsigned char)text[at + 1] < 0x80);

    *columns = 1;
    if (is_ascii)
        return 1;
    size_t count = grapheme_next(text, length, at);
    *columns = grapheme_width(text + at, count);
    return count;
}

/* Where the row that starts at `start` is over: the start of the next one, or
 * the end of the text. */
static size_t
row_over(const char *text, size_t length, size_t start, int width)
{
    size_t space = start; /* a break is possible here, after the start */
    size_t at = start;
    int used = 0;

    while (at < length) {
        int columns;
        size_t count = character_at(text, length, at, &columns);

        if (text[at] == '\n')
            return at + 1;
        if (columns == 2)
            space = at;
        if (text[at] != ' ' && used + columns > width && at > start)
            return space > start ? space : at;
        used += columns;
        at += count;
        if (text[at - 1] == ' ' || columns == 2)
            space = at;
    }
    return length;
}

static void
add_start(struct layout *layout, size_t start)
{
    layout->starts = grow(layout->starts, layout->count + 1,
        sizeof *layout->starts);
    layout->starts[layout->count++] = start;
}

size_t
layout_row(const struct layout *layout, size_t offset)
{
    size_t low = 0;
    size_t high = layout->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (layout->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Rows laid before the change, from which on they may still hold. */
struct kept {
    const size_t *starts;
    size_t count;
    size_t at; /* the next candidate */
};

/* Whether a row that starts at `start` now was one before; what follows it has
 * not changed, so all that follow were too. */
static bool
is_kept(const struct layout *layout, struct kept *kept, size_t start)
{
    if (start <= layout->from + layout->inserted)
        return false;
    size_t before = start - layout->inserted + layout->removed;
    while (kept->at < kept->count && kept->starts[kept->at] < before)
        kept->at++;
    return kept->at < kept->count && kept->starts[kept->at] == before;
}

static void
add_kept(struct layout *layout, const struct kept *kept)
{
    for (size_t i = kept->at; i < kept->count; i++)
        add_start(layout, kept->starts[i] + layout->inserted - layout->removed);
}

/* Lays out the rows from `start` on, up to where the kept ones go on. */
static void
lay_from(struct layout *layout, const char *text, size_t length, size_t start,
    struct kept *kept)
{
    for (;;) {
        if (is_kept(layout, kept, start)) {
            add_kept(layout, kept);
            return;
        }
        add_start(layout, start);
        if (start == length)
            return;
        start = row_over(text, length, start, layout->width);
        if (start == length && text[length - 1] != '\n')
            return;
    }
}

void
layout_lay(struct layout *layout, const char *text, size_t length, int width)
{
    bool is_anew = !layout->is_laid || layout->width != width;
    struct kept kept = {0};
    size_t first = 0;
    size_t start = 0;

    if (!is_anew && layout->removed == 0 && layout->inserted == 0)
        return;
    if (!is_anew) {
        /* A shorter word may now fit on the row before. */
        first = layout_row(layout, layout->from);
        if (first > 0)
            first--;
        start = layout->starts[first];
        kept.starts = layout->starts;
        kept.count = layout->count;
        kept.at = first;
    }

    struct layout laid = *layout;
    laid.starts = NULL;
    laid.count = 0;
    laid.width = width;
    laid.is_laid = true;
    for (size_t i = 0; i < first; i++)
        add_start(&laid, kept.starts[i]);
    lay_from(&laid, text, length, start, &kept);
    memory_free(layout->starts);
    laid.from = 0;
    laid.removed = 0;
    laid.inserted = 0;
    *layout = laid;
}

size_t
layout_row_end(const struct layout *layout, const char *text, size_t length,
    size_t row)
{
    if (row + 1 >= layout->count)
        return length;
    size_t next = layout->starts[row + 1];
    if (text[next - 1] == '\n')
        return next - 1;
    return next - grapheme_previous(text, length, next);
}

size_t
layout_offset(const struct layout *layout, const char *text, size_t length,
    size_t row, int column)
{
    size_t at = layout->starts[row];
    size_t end = layout_row_end(layout, text, length, row);
    int used = 0;

    while (at < end) {
        int columns;
        size_t count = character_at(text, length, at, &columns);

        if (used + columns > column)
            break;
        used += columns;
        at += count;
    }
    return at < end ? at : end;
}
