/* Whatever a mailbox holds: it is read within its bounds, into UTF-8, and its
 * order has each mail once. */

#include "input.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "mail/mbox.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_utf8(const char *text)
{
    require(text_is_utf8(text, strlen(text), NULL));
}

static void
check_mail(const struct mail *mail)
{
    if (mail->fault != NULL)
        return;
    require(mail->message_id[0] != '\0');
    require(mail->author_name[0] != '\0');
    require(mail->author_email != NULL);
    require(strpbrk(mail->author_email, " \t\r\n<>") == NULL);
    check_utf8(mail->author_name);
    check_utf8(mail->subject);
    check_utf8(mail->body);
    require(mail->subject[0] != '\0');
    require(mail->body[0] != '\0');
    require(mail->parents != NULL);
    require(mail->sent_at != 0);
    require(mail->line > 0);
}

static void
check_order(const struct mbox *mbox)
{
    bool *is_there = memory_new(mbox->count * sizeof *is_there);

    for (size_t i = 0; i < mbox->count; i++) {
        require(mbox->order[i] < mbox->count);
        require(!is_there[mbox->order[i]]);
        is_there[mbox->order[i]] = true;
    }
    memory_release(is_there);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mbox mbox;

    if (mbox_parse((const char *)data, size, &mbox) == STATUS_OK) {
        for (size_t i = 0; i < mbox.count; i++)
            check_mail(&mbox.rows[i]);
        check_order(&mbox);
    }
    mbox_clear(&mbox);
    return 0;
}
