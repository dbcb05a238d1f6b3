/* What changes the text of an editor: typing, erasing, taking back. */

#include <string.h>

#include "base/grapheme.h"
#include "base/utf8.h"
#include "ui/widgets/editor_parts.h"

enum {
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    TAB_STOP = 4,
    TAB_LINE = 1024 /* columns are not counted past so many bytes */
};

/* A part of the text. */
struct stretch {
    size_t at;
    size_t count;
};

/* Puts `count` bytes in the place of a stretch; the cursor stands after them.
 * False, and nothing done, when that is more than may be. */
static bool
put(struct editor *editor, enum change_kind kind, struct stretch cut,
    const char *bytes, size_t count)
{
    struct change change = {
        .kind = kind,
        .cursor = editor->cursor,
        .at = cut.at,
        .removed = editor_text(editor) + cut.at,
        .removed_count = cut.count,
        .inserted = count,
    };

    if (editor->text.length - cut.count + count > editor->most) {
        editor->is_full = true;
        return false;
    }
    if (cut.count == 0 && count == 0)
        return true;
    undo_note(&editor->undo, &change);
    text_remove(&editor->text, cut.at, cut.count);
    text_insert(&editor->text, cut.at, bytes, count);
    layout_change(&editor->layout, cut.at, cut.count, count);
    editor->cursor = cut.at + count;
    editor->goal_column = -1;
    editor->changes++;
    return true;
}

static void
type(struct editor *editor, const char *bytes, size_t count)
{
    struct stretch here = {.at = editor->cursor, .count = 0};
    enum change_kind kind = editor->is_pasting ? CHANGE_PASTED : CHANGE_TYPED;

    /* What did not fit ends a paste, so that no hole is left in it. */
    if (editor->is_pasting && editor->is_full)
        return;
    put(editor, kind, here, bytes, count);
}

bool
editor_is_gap(const struct editor *editor, size_t at)
{
    char byte = editor_text(editor)[at];

    return byte == ' ' || byte == '\n';
}

void
editor_type(struct editor *editor, uint32_t point)
{
    char bytes[4];
    bool is_joiner = point == ZWJ || point == ZWNJ;

    if (!is_joiner && !utf8_is_printable((int32_t)point))
        return;
    /* Each word is a step of its own to take back. */
    if (!editor->is_pasting && point != ' ' && editor->cursor > 0 &&
        editor_is_gap(editor, editor->cursor - 1))
        undo_close(&editor->undo);
    type(editor, bytes, utf8_encode((int32_t)point, bytes));
}

bool
editor_type_enter(struct editor *editor)
{
    if (editor->is_line && !editor->is_pasting)
        return false;
    type(editor, editor->is_line ? " " : "\n", 1);
    return true;
}

size_t
editor_line_start(const struct editor *editor)
{
    const char *text = editor_text(editor);
    size_t at = editor->cursor;

    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

size_t
editor_line_end(const struct editor *editor)
{
    const char *text = editor_text(editor);

    return editor->cursor + strcspn(text + editor->cursor, "\n");
}

bool
editor_type_tab(struct editor *editor)
{
    if (!editor->is_pasting)
        return false;
    const char *text = editor_text(editor);
    size_t start = editor_line_start(editor);
    size_t before = editor->cursor - start;
    int width = before < TAB_LINE ? text_width(text + start, before) : 0;

    type(editor, "    ", (size_t)(TAB_STOP - width % TAB_STOP));
    return true;
}

void
editor_erase(struct editor *editor, size_t from, size_t to)
{
    struct stretch cut = {.at = from, .count = to - from};

    put(editor, CHANGE_ERASED, cut, "", 0);
}

void
editor_kill(struct editor *editor, size_t from, size_t to)
{
    struct stretch cut = {.at = from, .count = to - from};

    if (from == to)
        return;
    text_truncate(&editor->killed, 0);
    text_add_bytes(&editor->killed, editor_text(editor) + from, to - from);
    put(editor, CHANGE_OTHER, cut, "", 0);
}

void
editor_yank(struct editor *editor)
{
    struct stretch here = {.at = editor->cursor, .count = 0};

    put(editor, CHANGE_OTHER, here, text_bytes(&editor->killed),
        editor->killed.length);
}

void
editor_undo(struct editor *editor)
{
    struct undo_step step;

    if (!undo_take(&editor->undo, &step))
        return;
    text_remove(&editor->text, step.at, step.inserted);
    text_insert(&editor->text, step.at, text_bytes(&step.removed),
        step.removed.length);
    layout_change(&editor->layout, step.at, step.inserted, step.removed.length);
    editor->cursor = step.cursor;
    editor->goal_column = -1;
    editor->changes++;
    text_clear(&step.removed);
}
