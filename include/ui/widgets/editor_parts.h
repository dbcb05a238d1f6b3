#ifndef UI_WIDGETS_EDITOR_PARTS_H
#define UI_WIDGETS_EDITOR_PARTS_H

/* What the files of the editor share; nobody else includes it. */

#include "ui/widgets/editor.h"
#include "ui/widgets/editor_layout.h"
#include "ui/widgets/editor_undo.h"

struct editor {
    bool is_line;
    size_t most;
    struct text text;
    size_t cursor;
    struct layout layout;
    struct undo undo;
    struct text killed; /* for Ctrl-Y */
    int width;          /* of the text, as last drawn */
    int height;
    size_t top;      /* first row shown; of a line, the first byte shown */
    int goal_column; /* that Up and Down aim at, -1: where the cursor is */
    unsigned changes;
    bool is_full;
    bool is_pasting;
};

/* What changes the text. */

/* Types a character at the cursor; one that may not stand is left out. */
void editor_type(struct editor *editor, uint32_t point);
/* Enter and Tab; false where they are not the editor's. */
bool editor_type_enter(struct editor *editor);
bool editor_type_tab(struct editor *editor);
/* Takes out the bytes between two places, the cursor at one of them. */
void editor_erase(struct editor *editor, size_t from, size_t to);
/* The same, to be put back with editor_yank(). */
void editor_kill(struct editor *editor, size_t from, size_t to);
void editor_yank(struct editor *editor);
void editor_undo(struct editor *editor);

/* The start and the end of the line the cursor is in. */
size_t editor_line_start(const struct editor *editor);
size_t editor_line_end(const struct editor *editor);
/* Whether a space or line feed stands at an offset. */
bool editor_is_gap(const struct editor *editor, size_t at);

/* Puts the cursor elsewhere, which ends a run of typing. */
void editor_go(struct editor *editor, size_t offset);

#endif
