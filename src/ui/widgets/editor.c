/* Editor: text being typed, its cursor, and how it is drawn. */

#include "ui/widgets/editor.h"

#include <string.h>

#include "base/grapheme.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "ui/widgets/editor_parts.h"

enum {
    WIDTH_UNDRAWN = 79, /* until the first draw tells */
    HEIGHT_UNDRAWN = 20
};

struct editor *
editor_new(bool is_line, size_t most)
{
    struct editor *editor = memory_new(sizeof *editor);

    editor->is_line = is_line;
    editor->most = most;
    editor->width = WIDTH_UNDRAWN;
    editor->height = HEIGHT_UNDRAWN;
    editor->goal_column = -1;
    return editor;
}

void
editor_free(struct editor *editor)
{
    if (editor == NULL)
        return;
    text_clear(&editor->text);
    text_clear(&editor->killed);
    layout_clear(&editor->layout);
    undo_clear(&editor->undo);
    memory_free(editor);
}

void
editor_set(struct editor *editor, const char *text)
{
    struct text clean = {0};

    text_clean(&clean, editor->is_line ? TEXT_PIECE : TEXT_BODY, text,
        strlen(text), NULL);
    editor->is_full = clean.length > editor->most;
    while (clean.length > editor->most)
        text_truncate(&clean, clean.length - grapheme_previous(clean.bytes,
                                                 clean.length, clean.length));
    text_clear(&editor->text);
    editor->text = clean;
    editor->cursor = clean.length;
    editor->goal_column = -1;
    editor->top = 0;
    editor->changes++;
    layout_clear(&editor->layout);
    undo_clear(&editor->undo);
}

const char *
editor_text(const struct editor *editor)
{
    return text_bytes(&editor->text);
}

size_t
editor_length(const struct editor *editor)
{
    return editor->text.length;
}

unsigned
editor_changes(const struct editor *editor)
{
    return editor->changes;
}

bool
editor_is_full(const struct editor *editor)
{
    return editor->is_full;
}

size_t
editor_cursor(const struct editor *editor)
{
    return editor->cursor;
}

void
editor_go(struct editor *editor, size_t offset)
{
    editor->cursor = offset;
    editor->goal_column = -1;
    undo_close(&editor->undo);
}

void
editor_set_cursor(struct editor *editor, size_t offset)
{
    const char *text = editor_text(editor);

    if (offset > editor->text.length)
        offset = editor->text.length;
    while (offset > 0 && ((unsigned char)text[offset] & 0xC0) == 0x80)
        offset--;
    editor_go(editor, offset);
}

/* ---- Drawing --------------------------------------------------------- */

/* The column of the cursor, from the start of what stands left of it. */
static int
column_from(const struct editor *editor, size_t start)
{
    return text_width(editor_text(editor) + start, editor->cursor - start);
}

/* Scrolls a line: to its start where that shows the cursor; else the cursor is
 * never the first to be seen. */
static void
scroll_line(struct editor *editor, int width)
{
    const char *text = editor_text(editor);
    size_t end = editor->cursor;

    if (column_from(editor, 0) < width) {
        editor->top = 0;
        return;
    }
    if (editor->top >= end) {
        editor->top = end;
        while (column_from(editor, editor->top) < width / 2)
            editor->top -= grapheme_previous(text, end, editor->top);
    }
    while (column_from(editor, editor->top) >= width && editor->top < end)
        editor->top += grapheme_next(text, end, editor->top);
}

static void
draw_line(struct editor *editor, struct canvas *canvas, const struct area *area)
{
    const char *text = editor_text(editor);
    size_t length = editor->text.length;
    struct spot spot = {
        .row = area->top,
        .column = area->column,
        .width = area->width,
    };

    scroll_line(editor, area->width);
    canvas_bytes(canvas, spot, STYLE_PLAIN, text + editor->top,
        length - editor->top);
    canvas_cursor(canvas, area->top,
        area->column + column_from(editor, editor->top));
}

/* Scrolls so that the cursor's row shows and no room is left unused. */
static void
scroll(struct editor *editor, size_t cursor_row)
{
    size_t rows = (size_t)editor->height;
    size_t count = editor->layout.count;

    if (count <= rows)
        editor->top = 0;
    else if (editor->top > count - rows)
        editor->top = count - rows;
    if (editor->top > cursor_row)
        editor->top = cursor_row;
    if (editor->top + rows <= cursor_row)
        editor->top = cursor_row - rows + 1;
}

static void
draw_row(const struct editor *editor, struct canvas *canvas, struct spot spot,
    size_t row)
{
    const struct layout *layout = &editor->layout;
    const char *text = editor_text(editor);
    size_t start = layout->starts[row];
    size_t end = row + 1 < layout->count ? layout->starts[row + 1]
                                         : editor->text.length;

    if (end > start && text[end - 1] == '\n')
        end--;
    canvas_bytes(canvas, spot, STYLE_PLAIN, text + start, end - start);
}

static void
draw_body(struct editor *editor, struct canvas *canvas, const struct area *area)
{
    struct layout *layout = &editor->layout;

    layout_lay(layout, editor_text(editor), editor->text.length, editor->width);
    size_t cursor_row = layout_row(layout, editor->cursor);
    scroll(editor, cursor_row);
    for (size_t row = editor->top;
         row < layout->count && row < editor->top + (size_t)editor->height;
         row++) {
        struct spot spot = {
            .row = area->top + (int)(row - editor->top),
            .column = area->column,
            .width = area->width,
        };

        draw_row(editor, canvas, spot, row);
    }

    /* Spaces that hang past the end of a row take the cursor only so far. */
    int column = column_from(editor, layout->starts[cursor_row]);
    if (column >= area->width)
        column = area->width - 1;
    canvas_cursor(canvas, area->top + (int)(cursor_row - editor->top),
        area->column + column);
}

void
editor_draw(struct editor *editor, struct canvas *canvas,
    const struct area *area)
{
    if (area->width < 1 || area->bottom <= area->top)
        return;
    /* The last column is kept for a cursor after a full row. */
    editor->width = area->width > 1 ? area->width - 1 : 1;
    editor->height = area->bottom - area->top;
    if (editor->is_line)
        draw_line(editor, canvas, area);
    else
        draw_body(editor, canvas, area);
}
