/* Status: the names of outcomes, and the reason of the last refusal. */

#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/unicode.h"

enum {
    REASON_BYTES = 256,
    EXIT_BAD_INPUT = 65, /* sysexits.h */
    EXIT_NOT_FOUND = 66,
    EXIT_UNAVAILABLE = 69,
    EXIT_AGAIN = 75,
    EXIT_FORBIDDEN = 77
};

static const struct {
    const char *name;
    int exit;
} statuses[] = {
    [STATUS_OK] = {"ok", 0},
    [STATUS_NOT_FOUND] = {"not found", EXIT_NOT_FOUND},
    [STATUS_FORBIDDEN] = {"forbidden", EXIT_FORBIDDEN},
    [STATUS_INVALID] = {"invalid", EXIT_BAD_INPUT},
    [STATUS_CONFLICT] = {"conflict", EXIT_BAD_INPUT},
    [STATUS_FULL] = {"full", EXIT_AGAIN},
    [STATUS_AGAIN] = {"again", EXIT_AGAIN},
    [STATUS_FAILED] = {"failed", EXIT_UNAVAILABLE},
};

static char last_reason[REASON_BYTES];

static bool
is_status(enum status status)
{
    return (size_t)status < sizeof statuses / sizeof statuses[0];
}

const char *
status_name(enum status status)
{
    return is_status(status) ? statuses[status].name : "unknown";
}

int
status_exit(enum status status)
{
    return is_status(status) ? statuses[status].exit : EXIT_UNAVAILABLE;
}

enum status
refuse(enum status status, const char *format, ...)
{
    char raw[4 * REASON_BYTES];
    struct text clean = {0};
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(raw, sizeof raw, format, arguments);
    va_end(arguments);

    text_clean(&clean, TEXT_LINE, raw, strlen(raw), NULL);
    text_copy(last_reason, sizeof last_reason, text_bytes(&clean));
    text_clear(&clean);
    return status;
}

const char *
reason(void)
{
    return last_reason;
}

void
reason_clear(void)
{
    last_reason[0] = '\0';
}
