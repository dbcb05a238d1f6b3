#ifndef UI_WIDGETS_EDITOR_H
#define UI_WIDGETS_EDITOR_H

#include <stdbool.h>

#include "base/text.h"
#include "ui/canvas.h"
#include "ui/decoder.h"

/* Text being typed: word wrap, UTF-8, wide characters, undo, paste without
 * surprises. Movement is by grapheme cluster; Up and Down by screen row. */
struct editor;

/* `is_line`: one line, Enter is not taken. `most` bytes at most; what would
 * pass it is not taken and editor_is_full() says so until the next key. */
struct editor *editor_new(bool is_line, size_t most);
void editor_free(struct editor *editor);
void editor_set(struct editor *editor, const char *text); /* clears undo */
const char *editor_text(const struct editor *editor);
size_t editor_length(const struct editor *editor);
/* Keys: characters, Enter, Backspace, Delete, arrows, Home, End, PgUp, PgDn,
 * Ctrl-A/E/K/U/W/Y (start, end, kill to end, to start, word, yank), Ctrl-Z
 * undo, Ctrl-_ undo, Meta-b/f words, paste. True when it was its own. */
bool editor_key(struct editor *editor, const struct key *key);
/* Counts up with each change: for drafts. */
unsigned editor_changes(const struct editor *editor);
bool editor_is_full(const struct editor *editor);
/* Offset of the cursor, for places. */
size_t editor_cursor(const struct editor *editor);
void editor_set_cursor(struct editor *editor, size_t offset);
/* Draws into the area, scrolls so that the cursor shows, sets it. */
void editor_draw(struct editor *editor, struct canvas *canvas,
    const struct area *area);

#endif
