#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "mail/mbox.h"

/* Fills ids, subject, text, date and sender of a mail from the bytes that
 * follow its separator; `is_blurred` is whether the sender's address is one
 * with letters changed. What cannot be taken gets a fault. `sent_at` stays as
 * it was where the mail tells no date. */
void message_read(const char *bytes, size_t count, struct mail *mail,
    bool *is_blurred);
void message_clear(struct mail *mail);

#endif
