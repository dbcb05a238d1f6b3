#ifndef MAIL_SEPARATOR_H
#define MAIL_SEPARATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The lines between the mails of a mailbox. */

/* True for a line that ends as a separator does, in a date like "Fri Oct 27
 * 02:16:56 2006"; a zone may stand before the year or behind it. `sent_at` is
 * that moment, taken as UTC. */
bool separator_date(const char *line, size_t length, int64_t *sent_at);
/* True for a line like "From: ada" that can head a mail. */
bool separator_is_header(const char *line, size_t length);

#endif
