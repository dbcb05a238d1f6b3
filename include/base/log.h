#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/status.h"

/* One event a line on standard error: time, level, process, event, then
 * key=value; what came from outside is escaped, no secret is ever passed. */
enum log_level {
    LOG_LEVEL_ERROR,
    LOG_LEVEL_WARNING,
    LOG_LEVEL_INFO,
    LOG_LEVEL_DEBUG
};

/* Names this process in its lines ("listener", "keeper"); kept by reference. */
void log_open(const char *process, enum log_level level);
/* `event` like "auth.failed"; `format` makes the key=value part. Control
 * bytes and invalid UTF-8 in the result are escaped as \xNN. */
void log_event(enum log_level level, const char *event, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* The same at the level of their name. */
void log_error(const char *event, const char *format, ...) PRINTF_LIKE(2, 3);
void log_warning(const char *event, const char *format, ...) PRINTF_LIKE(2, 3);
void log_info(const char *event, const char *format, ...) PRINTF_LIKE(2, 3);
void log_debug(const char *event, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
