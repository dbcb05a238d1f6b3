/* Changing what one wrote. */

#include "board/editing.h"
#include "commands/print.h"
#include "commands/tables.h"

static void
print_edited(struct command_call *call, int64_t thread_id,
    const struct edited *edited)
{
    if (edited->number == 0)
        text_add(&call->out, "Changed: your answer, kept without your name.\n");
    else
        print_line(&call->out, "Changed: post %d of thread %lld%s.",
            edited->number, (long long)thread_id,
            edited->is_silent ? "" : "; it shows as edited");
    if (edited->removed > 0)
        print_line(&call->out,
            "%zu characters that may not stand were left out.",
            edited->removed);
}

/* What cannot be changed is refused before the text is read. */
static enum status
check(struct command_call *call, int64_t thread_id, int number)
{
    struct editable editable = {0};
    enum status status = editing_begin(call->viewer, thread_id, number,
        &editable);

    editable_clear(&editable);
    return status;
}

static enum status
cmd_edit(struct command_call *call)
{
    struct edited edited;
    struct text body = {0};
    int64_t thread_id = command_number(call, 0);
    int number = command_small_number(call, 1);
    enum status status = check(call, thread_id, number);

    if (status == STATUS_OK)
        status = command_read_text(call, 2, &body);
    if (status == STATUS_OK)
        status = editing_change(call->viewer,
            &(struct edit){.thread_id = thread_id,
                .number = number,
                .versions = -1,
                .body = text_bytes(&body)},
            &edited);
    if (status == STATUS_OK)
        print_edited(call, thread_id, &edited);
    text_clear(&body);
    return status;
}

const struct command edit_commands[] = {
    {
        .pattern = "edit <thread> [<post>] [<text>...]",
        .help = "change a post of yours; without one your answer, or the last",
        .run = cmd_edit,
        .needs_person = true,
    },
    {0},
};
