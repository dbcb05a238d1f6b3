#ifndef UI_WIDGETS_EDITOR_UNDO_H
#define UI_WIDGETS_EDITOR_UNDO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* What an editor can take back: changes in steps, the last first. A run of
 * typing, or of erasing, is one step, and so is a paste. The oldest steps are
 * given up past 500 of them or 256 KiB. */
enum change_kind {
    CHANGE_TYPED,
    CHANGE_ERASED,
    CHANGE_PASTED,
    CHANGE_OTHER
};

/* `removed_count` bytes at `at` gave way to `inserted` others. */
struct change {
    enum change_kind kind;
    size_t cursor; /* before it */
    size_t at;
    const char *removed; /* borrowed */
    size_t removed_count;
    size_t inserted;
};

struct undo_step {
    enum change_kind kind;
    size_t cursor;
    size_t at;
    struct text removed; /* owned */
    size_t inserted;
};

struct undo {
    struct undo_step *steps; /* owned */
    size_t count;
    size_t bytes;   /* of what was removed, in all steps */
    bool is_closed; /* the next change begins a step */
};

void undo_clear(struct undo *undo);
/* Adds a change, to the last step where it goes on with its run. */
void undo_note(struct undo *undo, const struct change *change);
/* Ends the run. */
void undo_close(struct undo *undo);
/* The last step, now the caller's; false: none is left. */
bool undo_take(struct undo *undo, struct undo_step *step);

#endif
