/* Undo: the changes of an editor, in steps. */

#include "ui/widgets/editor_undo.h"

#include <string.h>

#include "base/memory.h"

enum {
    STEPS_MOST = 500,
    BYTES_MOST = 256 * 1024
};

void
undo_clear(struct undo *undo)
{
    for (size_t i = 0; i < undo->count; i++)
        text_clear(&undo->steps[i].removed);
    memory_free(undo->steps);
    *undo = (struct undo){0};
}

static bool
goes_on_typing(const struct undo_step *step, const struct change *change)
{
    return (change->kind == CHANGE_TYPED || change->kind == CHANGE_PASTED) &&
           change->removed_count == 0 &&
           change->at == step->at + step->inserted;
}

/* Adds to the step what was erased right before or after it. */
static bool
go_on_erasing(struct undo_step *step, const struct change *change)
{
    if (change->kind != CHANGE_ERASED || change->inserted > 0)
        return false;
    if (change->at == step->at) {
        text_add_bytes(&step->removed, change->removed, change->removed_count);
        return true;
    }
    if (change->at + change->removed_count != step->at)
        return false;
    text_insert(&step->removed, 0, change->removed, change->removed_count);
    step->at = change->at;
    return true;
}

static bool
go_on(struct undo *undo, const struct change *change)
{
    if (undo->is_closed || undo->count == 0)
        return false;
    struct undo_step *last = &undo->steps[undo->count - 1];
    if (last->kind != change->kind)
        return false;
    if (goes_on_typing(last, change)) {
        last->inserted += change->inserted;
        return true;
    }
    return go_on_erasing(last, change);
}

static void
drop_oldest(struct undo *undo)
{
    undo->bytes -= undo->steps[0].removed.length;
    text_clear(&undo->steps[0].removed);
    undo->count--;
    memmove(undo->steps, undo->steps + 1, undo->count * sizeof *undo->steps);
}

static void
begin(struct undo *undo, const struct change *change)
{
    struct undo_step step = {
        .kind = change->kind,
        .cursor = change->cursor,
        .at = change->at,
        .inserted = change->inserted,
    };

    if (undo->count == STEPS_MOST)
        drop_oldest(undo);
    text_add_bytes(&step.removed, change->removed, change->removed_count);
    undo->steps = grow(undo->steps, undo->count + 1, sizeof *undo->steps);
    undo->steps[undo->count++] = step;
}

void
undo_note(struct undo *undo, const struct change *change)
{
    if (!go_on(undo, change))
        begin(undo, change);
    undo->is_closed = false;
    undo->bytes += change->removed_count;
    while (undo->bytes > BYTES_MOST)
        drop_oldest(undo);
}

void
undo_close(struct undo *undo)
{
    undo->is_closed = true;
}

bool
undo_take(struct undo *undo, struct undo_step *step)
{
    if (undo->count == 0)
        return false;
    *step = undo->steps[--undo->count];
    undo->bytes -= step->removed.length;
    undo->is_closed = true;
    return true;
}
