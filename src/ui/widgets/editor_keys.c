/* The keys of an editor, and where they take the cursor. */

#include <string.h>

#include "base/grapheme.h"
#include "ui/widgets/editor_parts.h"

static size_t
character_before(const struct editor *editor)
{
    return grapheme_previous(editor_text(editor), editor->text.length,
        editor->cursor);
}

static size_t
character_after(const struct editor *editor)
{
    return grapheme_next(editor_text(editor), editor->text.length,
        editor->cursor);
}

static size_t
word_before(const struct editor *editor)
{
    size_t at = editor->cursor;

    while (at > 0 && editor_is_gap(editor, at - 1))
        at--;
    while (at > 0 && !editor_is_gap(editor, at - 1))
        at--;
    return at;
}

static size_t
word_after(const struct editor *editor)
{
    size_t at = editor->cursor;

    while (at < editor->text.length && editor_is_gap(editor, at))
        at++;
    while (at < editor->text.length && !editor_is_gap(editor, at))
        at++;
    return at;
}

/* ---- By character, word and line ------------------------------------- */

static bool
go_left(struct editor *editor)
{
    editor_go(editor, editor->cursor - character_before(editor));
    return true;
}

static bool
go_right(struct editor *editor)
{
    editor_go(editor, editor->cursor + character_after(editor));
    return true;
}

static bool
go_word_left(struct editor *editor)
{
    editor_go(editor, word_before(editor));
    return true;
}

static bool
go_word_right(struct editor *editor)
{
    editor_go(editor, word_after(editor));
    return true;
}

static bool
go_line_start(struct editor *editor)
{
    editor_go(editor, editor_line_start(editor));
    return true;
}

static bool
go_line_end(struct editor *editor)
{
    editor_go(editor, editor_line_end(editor));
    return true;
}

/* ---- By screen row --------------------------------------------------- */

/* Down by rows, up where negative; keeps to the column it came from. */
static bool
go_rows(struct editor *editor, int rows)
{
    const char *text = editor_text(editor);
    struct layout *layout = &editor->layout;

    if (editor->is_line)
        return false;
    layout_lay(layout, text, editor->text.length, editor->width);
    size_t row = layout_row(layout, editor->cursor);
    int goal = editor->goal_column;
    if (goal < 0)
        goal = text_width(text + layout->starts[row],
            editor->cursor - layout->starts[row]);

    size_t up = rows < 0 ? (size_t)-rows : 0;
    size_t down = rows > 0 ? (size_t)rows : 0;
    size_t target = row > up ? row - up : 0;
    target += down;
    if (target >= layout->count)
        target = layout->count - 1;
    editor_go(editor,
        layout_offset(layout, text, editor->text.length, target, goal));
    editor->goal_column = goal;
    return true;
}

static bool
go_up(struct editor *editor)
{
    return go_rows(editor, -1);
}

static bool
go_down(struct editor *editor)
{
    return go_rows(editor, 1);
}

static int
page_rows(const struct editor *editor)
{
    return editor->height > 1 ? editor->height - 1 : 1;
}

static bool
go_page_up(struct editor *editor)
{
    return go_rows(editor, -page_rows(editor));
}

static bool
go_page_down(struct editor *editor)
{
    return go_rows(editor, page_rows(editor));
}

/* The row's start; from there, the line's. */
static bool
go_home(struct editor *editor)
{
    struct layout *layout = &editor->layout;

    if (editor->is_line)
        return go_line_start(editor);
    layout_lay(layout, editor_text(editor), editor->text.length, editor->width);
    size_t start = layout->starts[layout_row(layout, editor->cursor)];
    if (start == editor->cursor)
        return go_line_start(editor);
    editor_go(editor, start);
    return true;
}

static bool
go_end(struct editor *editor)
{
    struct layout *layout = &editor->layout;
    const char *text = editor_text(editor);

    if (editor->is_line)
        return go_line_end(editor);
    layout_lay(layout, text, editor->text.length, editor->width);
    size_t end = layout_row_end(layout, text, editor->text.length,
        layout_row(layout, editor->cursor));
    if (end == editor->cursor)
        return go_line_end(editor);
    editor_go(editor, end);
    return true;
}

/* ---- What erases ----------------------------------------------------- */

static bool
erase_left(struct editor *editor)
{
    size_t to = editor->cursor;

    editor_erase(editor, to - character_before(editor), to);
    return true;
}

static bool
erase_right(struct editor *editor)
{
    size_t from = editor->cursor;

    editor_erase(editor, from, from + character_after(editor));
    return true;
}

static bool
kill_word(struct editor *editor)
{
    editor_kill(editor, word_before(editor), editor->cursor);
    return true;
}

static bool
kill_to_start(struct editor *editor)
{
    editor_kill(editor, editor_line_start(editor), editor->cursor);
    return true;
}

/* To the end of the line; there, the line feed. */
static bool
kill_to_end(struct editor *editor)
{
    size_t from = editor->cursor;
    size_t to = editor_line_end(editor);

    if (from == to && to < editor->text.length)
        to++;
    editor_kill(editor, from, to);
    return true;
}

static bool
yank(struct editor *editor)
{
    editor_yank(editor);
    return true;
}

static bool
take_back(struct editor *editor)
{
    editor_undo(editor);
    return true;
}

static bool
paste(struct editor *editor, bool is_pasting)
{
    editor->is_pasting = is_pasting;
    undo_close(&editor->undo);
    return true;
}

static bool
paste_begin(struct editor *editor)
{
    return paste(editor, true);
}

static bool
paste_end(struct editor *editor)
{
    return paste(editor, false);
}

/* ---- The table ------------------------------------------------------- */

enum {
    DELETED = 0x7F /* Alt-Backspace */
};

static const struct {
    enum key_kind kind;
    uint32_t point;
    bool (*act)(struct editor *editor);
} keys[] = {
    {KEY_RETURN, 0, editor_type_enter},
    {KEY_TAB, 0, editor_type_tab},
    {KEY_RUBOUT, 0, erase_left},
    {KEY_DELETE, 0, erase_right},
    {KEY_ARROW_LEFT, 0, go_left},
    {KEY_ARROW_RIGHT, 0, go_right},
    {KEY_ARROW_UP, 0, go_up},
    {KEY_ARROW_DOWN, 0, go_down},
    {KEY_TO_START, 0, go_home},
    {KEY_TO_END, 0, go_end},
    {KEY_PAGE_UP, 0, go_page_up},
    {KEY_PAGE_DOWN, 0, go_page_down},
    {KEY_CONTROL_LEFT, 0, go_word_left},
    {KEY_CONTROL_RIGHT, 0, go_word_right},
    {KEY_CONTROL, 'a', go_home},
    {KEY_CONTROL, 'e', go_end},
    {KEY_CONTROL, 'k', kill_to_end},
    {KEY_CONTROL, 'u', kill_to_start},
    {KEY_CONTROL, 'w', kill_word},
    {KEY_CONTROL, 'y', yank},
    {KEY_CONTROL, 'z', take_back},
    {KEY_CONTROL, '_', take_back},
    {KEY_META, 'b', go_word_left},
    {KEY_META, 'f', go_word_right},
    {KEY_META, DELETED, kill_word},
    {KEY_PASTE_BEGIN, 0, paste_begin},
    {KEY_PASTE_END, 0, paste_end},
};

bool
editor_key(struct editor *editor, const struct key *key)
{
    /* What a paste left out is told when it is over. */
    if (!editor->is_pasting)
        editor->is_full = false;
    if (key->kind == KEY_CHARACTER) {
        editor_type(editor, key->point);
        return true;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].kind == key->kind && keys[i].point == key->point)
            return keys[i].act(editor);
    }
    return false;
}
