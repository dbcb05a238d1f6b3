/* Log: one event a line on standard error, written at once. */

#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/utf8.h"

enum {
    LINE_BYTES = 4096, /* PIPE_BUF: lines of many processes stay apart */
    MESSAGE_BYTES = 3072
};

static const char *const level_names[] = {
    [LOG_LEVEL_ERROR] = "error",
    [LOG_LEVEL_WARNING] = "warning",
    [LOG_LEVEL_INFO] = "info",
    [LOG_LEVEL_DEBUG] = "debug",
};

static const char *process_name = "homeroom";
static enum log_level level_shown = LOG_LEVEL_INFO;

struct line {
    char bytes[LINE_BYTES];
    size_t length;
};

/* Whole or not at all; the last byte is kept for the line's end. */
static void
line_add(struct line *line, const char *bytes, size_t count)
{
    if (count >= sizeof line->bytes - line->length)
        return;
    memcpy(line->bytes + line->length, bytes, count);
    line->length += count;
}

static void
line_add_escaped(struct line *line, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char escape[5];

        snprintf(escape, sizeof escape, "\\x%02X", (unsigned char)bytes[i]);
        line_add(line, escape, 4);
    }
}

static void
line_add_outside(struct line *line, const char *message)
{
    size_t length = strlen(message);
    size_t at = 0;

    while (at < length) {
        int32_t point;
        size_t count = utf8_decode(message + at, length - at, &point);

        if (point >= 0 && utf8_is_printable(point))
            line_add(line, message + at, count);
        else
            line_add_escaped(line, message + at, count);
        at += count;
    }
}

static void
line_begin(struct line *line, enum log_level level, const char *event)
{
    time_t now = (time_t)clock_now();
    struct tm utc = {0};

    gmtime_r(&now, &utc);
    int length = snprintf(line->bytes, sizeof line->bytes,
        "time=%04d-%02d-%02dT%02d:%02d:%02dZ level=%s process=%.64s "
        "event=%.64s ",
        utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour,
        utc.tm_min, utc.tm_sec, level_names[level], process_name, event);
    line->length = length < 0 ? 0 : (size_t)length;
}

static void
line_write(struct line *line)
{
    line->bytes[line->length++] = '\n';

    const char *from = line->bytes;
    size_t left = line->length;
    while (left > 0) {
        ssize_t written = write(STDERR_FILENO, from, left);

        if (written <= 0)
            return;
        from += written;
        left -= (size_t)written;
    }
}

void
log_open(const char *process, enum log_level level)
{
    process_name = process;
    level_shown = level;
}

static void log_arguments(enum log_level level, const char *event,
    const char *format, va_list arguments) PRINTF_LIKE(3, 0);

static void
log_arguments(enum log_level level, const char *event, const char *format,
    va_list arguments)
{
    char message[MESSAGE_BYTES];
    struct line line;

    if (level > level_shown)
        return;
    vsnprintf(message, sizeof message, format, arguments);
    line_begin(&line, level, event);
    line_add_outside(&line, message);
    line_write(&line);
}

void
log_event(enum log_level level, const char *event, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    log_arguments(level, event, format, arguments);
    va_end(arguments);
}

void
log_error(const char *event, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    log_arguments(LOG_LEVEL_ERROR, event, format, arguments);
    va_end(arguments);
}

void
log_warning(const char *event, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    log_arguments(LOG_LEVEL_WARNING, event, format, arguments);
    va_end(arguments);
}

void
log_info(const char *event, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    log_arguments(LOG_LEVEL_INFO, event, format, arguments);
    va_end(arguments);
}

void
log_debug(const char *event, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    log_arguments(LOG_LEVEL_DEBUG, event, format, arguments);
    va_end(arguments);
}
