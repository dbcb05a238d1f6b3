#ifndef COMMANDS_ICS_H
#define COMMANDS_ICS_H

#include <stdint.h>

#include "base/text.h"

/* Lines of iCalendar (RFC 5545), each ending in one LF: the command prints them
 * with CRLF, see command_call.has_crlf. */

/* "NAME:value" as it is; folded so that no line is over 75 octets and no
 * character is torn (section 3.1). `name` may hold parameters. */
void ics_line(struct text *out, const char *name, const char *value);
/* The value is text: backslash, semicolon, comma and line ends are escaped
 * (section 3.3.11). */
void ics_text(struct text *out, const char *name, const char *value);
/* A moment, as UTC: "20261125T080000Z" (section 3.3.5, form 2). */
void ics_moment(struct text *out, const char *name, int64_t at);

#endif
