#ifndef UI_WIDGETS_EDITOR_LAYOUT_H
#define UI_WIDGETS_EDITOR_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

/* Where a text being edited breaks into screen rows: at its line feeds, at
 * spaces, beside wide characters, and inside words too long for a row. Spaces
 * at the end of a row hang past it. It is kept from key to key: only what a
 * change touches is laid out again. {0} is empty; lay it before asking. */
struct layout {
    size_t *starts; /* owned; offsets of the rows, the first 0 */
    size_t count;   /* of rows, at least 1 once laid */
    int width;      /* columns */
    bool is_laid;
    /* The stretch that changed since: `removed` bytes at `from` of the text as
     * it was laid are `inserted` bytes now. */
    size_t from;
    size_t removed;
    size_t inserted;
};

void layout_clear(struct layout *layout);
/* Notes a change made to the text. */
void layout_change(struct layout *layout, size_t at, size_t removed,
    size_t inserted);
/* Brings it up to date. `width` is at least 1. */
void layout_lay(struct layout *layout, const char *text, size_t length,
    int width);
/* The row that holds an offset. */
size_t layout_row(const struct layout *layout, size_t offset);
/* Where a row ends: before its line feed; where the text goes on in the next
 * row, before its last character, so that the end is still in this row. */
size_t layout_row_end(const struct layout *layout, const char *text,
    size_t length, size_t row);
/* The last place in a row at or left of a column. */
size_t layout_offset(const struct layout *layout, const char *text,
    size_t length, size_t row, int column);

#endif
