/* Mail: a mailbox from elsewhere becomes threads of a board. */

#include <stdio.h>

#include "base/unicode.h"
#include "board/importing.h"
#include "commands/file.h"
#include "commands/print.h"
#include "commands/tables.h"
#include "mail/mbox.h"

enum {
    MBOX_MIB_MOST = 1024,
    MIB = 1048576,
    BAR_COLUMNS = 40,
    LINE_BYTES = 128
};

static void
draw_bar(const struct command_io *io, size_t done, size_t count)
{
    char line[LINE_BYTES];
    char bar[BAR_COLUMNS + 1] = "";
    size_t filled = done * BAR_COLUMNS / count;

    if (!io->is_terminal)
        return;
    /* Only when a column or the end is reached: writing costs. */
    if (done < count && filled == (done - 1) * BAR_COLUMNS / count)
        return;
    for (size_t i = 0; i < BAR_COLUMNS; i++)
        bar[i] = i < filled ? '#' : '.';
    int length = snprintf(line, sizeof line, "\r%s %zu of %zu%s", bar, done,
        count, done == count ? "\n" : "");
    command_write(io->output, line, (size_t)length);
}

static void
name_bad(const struct command_io *io, const struct mail *mail, const char *why)
{
    struct text line = {0};
    struct text clean = {0};

    text_add_format(&line, "message %zu, line %zu, \"%s\": skipped, %s",
        mail->number, mail->line, mail->subject == NULL ? "" : mail->subject,
        why);
    text_clean(&clean, TEXT_LINE, line.bytes, line.length, NULL);
    text_add(&clean, "\n");
    command_write(io->errors, clean.bytes, clean.length);
    text_clear(&line);
    text_clear(&clean);
}

/* Bad ones are named and passed over; only what ends the import is a failure.
 * `skipped` counts those that never came to the board. */
static enum status
import_one(struct import *import, const struct command_io *io,
    const struct mail *mail, int *skipped)
{
    struct import_message message = {
        .message_id = mail->message_id,
        .parents = (const char *const *)mail->parents,
        .author_name = mail->author_name,
        .author_email = mail->author_email,
        .subject = mail->subject,
        .body = mail->body,
        .sent_at = mail->sent_at,
    };

    if (mail->fault != NULL) {
        name_bad(io, mail, mail->fault);
        ++*skipped;
        return STATUS_OK;
    }
    enum status status = import_message(import, &message);
    if (status == STATUS_INVALID)
        name_bad(io, mail, reason());
    if (status == STATUS_INVALID || status == STATUS_CONFLICT)
        return STATUS_OK;
    return status;
}

static enum status
import_all(struct command_call *call, const struct mbox *mbox,
    const char *board)
{
    struct import *import = NULL;
    struct import_counts counts = {0};
    int skipped = 0;
    enum status status = import_open(call->viewer, board, &import);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < mbox->count && status == STATUS_OK; i++) {
        status = import_one(import, call->io, &mbox->rows[mbox->order[i]],
            &skipped);
        draw_bar(call->io, i + 1, mbox->count);
    }
    enum status closed = import_close(import, &counts);
    if (status == STATUS_OK)
        status = closed;
    if (status == STATUS_OK)
        print_line(&call->out,
            "imported %d messages in %d threads (%d skipped, %d already here)",
            counts.messages, counts.threads, counts.skipped + skipped,
            counts.here);
    return status;
}

static enum status
cmd_import_mbox(struct command_call *call)
{
    const char *path = call->argument[0];
    struct text content = {0};
    struct mbox mbox = {0};
    enum status status = file_read(path, (size_t)MBOX_MIB_MOST * MIB, &content);

    if (status == STATUS_OK) {
        status = mbox_parse(text_bytes(&content), content.length, &mbox);
        if (status != STATUS_OK)
            status = refuse(status, "%s: %s", path, reason());
    }
    text_clear(&content);
    if (status == STATUS_OK)
        status = import_all(call, &mbox, call->argument[1]);
    mbox_clear(&mbox);
    return status;
}

const struct command mail_commands[] = {
    {
        .pattern = "import mbox <file> --board <board>",
        .help = "turn a mailbox into threads; what is here already stays",
        .run = cmd_import_mbox,
    },
    {0},
};
