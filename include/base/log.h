#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/status.h"

/* One event a line on standard error, or to systemd's journal: time, level,
 * process, event, then key=value. A text that is no plain word stands in quotes
 * with `"` and `\` escaped by `\`; control bytes and invalid UTF-8 are \xNN; so
 * nothing from outside makes a line, or a field, of its own. No secret is ever
 * passed. */
enum log_level {
    LOG_LEVEL_ERROR,
    LOG_LEVEL_WARNING,
    LOG_LEVEL_INFO,
    LOG_LEVEL_DEBUG
};

/* Names this process in its lines ("listener", "keeper"); kept by reference. */
void log_open(const char *process, enum log_level level);
/* From now on lines are datagrams for the journal that listens at `path`, in
 * this process and all that it forks: standard error is the socket. FAILED:
 * nobody listens there. */
MUST_USE enum status log_to_journal(const char *path);
/* `event` like "auth.failed"; `format` makes the key=value part, of texts and
 * whole numbers alone: %s, %.60s, %c, %d, %u, %ld, %lld, %zu. */
void log_event(enum log_level level, const char *event, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* The same at the level of their name. */
void log_error(const char *event, const char *format, ...) PRINTF_LIKE(2, 3);
void log_warning(const char *event, const char *format, ...) PRINTF_LIKE(2, 3);
void log_info(const char *event, const char *format, ...) PRINTF_LIKE(2, 3);
void log_debug(const char *event, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
