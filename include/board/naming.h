#ifndef BOARD_NAMING_H
#define BOARD_NAMING_H

#include <stddef.h>

#include "base/status.h"

/* The checks of names that people give to things. Each is INVALID with a
 * reason that begins with `what`, the argument's name. */

/* A slug: [a-z0-9-], 1 to 40, a letter or digit first and last, and at least
 * one letter, since a number names a thing by its id. */
MUST_USE enum status naming_check_slug(const char *what, const char *slug);
/* One line of text as it is stored: valid UTF-8, cleaned, not empty, at most
 * `size` - 1 bytes. */
MUST_USE enum status naming_check_line(const char *what, const char *given,
    char *line, size_t size);
/* Who gives a person their name. Everybody's is of one script (script_check()),
 * has a letter in it, and no role after a comma or the like: "Ada, mentor". The
 * operator, who knows the people, may go on to say "Mentor Zhubi" or "King,
 * Jr."; for oneself a name has no comma and no role at all, but that Champion
 * may be a surname, and only letters, digits, spaces and - ' . ( ) / in it. */
enum naming {
    NAMED_BY_ONESELF,
    NAMED_BY_OPERATOR
};
/* A person's name as it is stored: name_normalise(), `size` - 1 bytes at most.
 * That nobody else's looks like it is profiling_choose_name()'s to say. */
MUST_USE enum status naming_check_name(const char *given, enum naming by,
    char *name, size_t size);
/* That somebody may go by it: handle_is_valid(). */
MUST_USE enum status naming_check_handle(const char *given);
/* An email address in lower case; `size` at least 255. One that would have to
 * be quoted in a mail's header (RFC 5322, section 3.2.3) is refused. */
MUST_USE enum status naming_check_email(const char *given, char *email,
    size_t size);
/* Appends `title` to the slug in `slug` after a "-", with "-" for whatever may
 * not stand in one; cut to fit. */
void naming_extend_slug(char *slug, size_t size, const char *title);
/* ASCII letters in lower case; cut to fit. */
void naming_lower(char *lower, size_t size, const char *text);

#endif
