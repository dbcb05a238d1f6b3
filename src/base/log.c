/* Log: one event a line, written at once. */

#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/utf8.h"

enum {
    LINE_BYTES = 4096, /* PIPE_BUF: lines of many processes stay apart */
    VALUE_END = 3072   /* where a text is cut, so that its quote still fits */
};

static const char *const level_names[] = {
    [LOG_LEVEL_ERROR] = "error",
    [LOG_LEVEL_WARNING] = "warning",
    [LOG_LEVEL_INFO] = "info",
    [LOG_LEVEL_DEBUG] = "debug",
};

static const char *process_name = "homeroom";
static enum log_level level_shown = LOG_LEVEL_INFO;
static bool is_journal; /* standard error is a socket to it */

struct line {
    char bytes[LINE_BYTES];
    size_t length;
    bool is_quoted; /* by the format, at the moment */
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

/* What neither ends a line nor, within quotes, them. */
static void
line_add_inside(struct line *line, const char *text, size_t length)
{
    size_t at = 0;

    while (at < length && line->length < VALUE_END) {
        int32_t point;
        size_t count = utf8_decode(text + at, length - at, &point);

        if (point == '"' || point == '\\')
            line_add(line, "\\", 1);
        if (point >= 0 && utf8_is_printable(point))
            line_add(line, text + at, count);
        else
            line_add_escaped(line, text + at, count);
        at += count;
    }
}

/* Bare where it is one plain word, so that no text makes a field of its own. */
static void
line_add_text(struct line *line, const char *text, size_t length)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789.,:;/@+-_?%*()[]";
    bool is_bare = line->is_quoted ||
                   (length > 0 && strspn(text, plain) >= length);

    if (!is_bare)
        line_add(line, "\"", 1);
    line_add_inside(line, text, length);
    if (!is_bare)
        line_add(line, "\"", 1);
}

static long long
whole_number(const char *kind, va_list *arguments)
{
    if (strncmp(kind, "ll", 2) == 0)
        return va_arg(*arguments, long long);
    if (*kind == 'l')
        return va_arg(*arguments, long);
    if (*kind == 'z')
        return (long long)va_arg(*arguments, size_t);
    if (*kind == 'u')
        return va_arg(*arguments, unsigned);
    return va_arg(*arguments, int);
}

/* One conversion: a text, as %s, %.60s or %c, or a whole number; returns how
 * long it is in the format. */
static size_t
line_add_argument(struct line *line, const char *kind, va_list *arguments)
{
    size_t length = strspn(kind, ".0123456789lz");
    char digits[24] = "";

    if (kind[length] == 's') {
        size_t most = kind[0] == '.' ? strtoul(kind + 1, NULL, 10) : SIZE_MAX;
        const char *text = va_arg(*arguments, const char *);

        line_add_text(line, text, strnlen(text, most));
    } else if (kind[length] == 'c') {
        digits[0] = (char)va_arg(*arguments, int);
        line_add_text(line, digits, 1);
    } else {
        int count = snprintf(digits, sizeof digits, "%lld",
            whole_number(kind, arguments));
        line_add(line, digits, (size_t)count);
    }
    return length + 1;
}

static void
line_add_fields(struct line *line, const char *format, va_list *arguments)
{
    while (*format != '\0') {
        if (*format == '%') {
            format += 1 + line_add_argument(line, format + 1, arguments);
            continue;
        }
        if (*format == '"')
            line->is_quoted = !line->is_quoted;
        line_add(line, format++, 1);
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

/* The journal has a time of its own; its fields are lines of KEY=value
 * (systemd.journal-fields(7)), of which ours hold no end of a line. */
static void
journal_begin(struct line *line, enum log_level level, const char *event)
{
    static const int priorities[] = {
        [LOG_LEVEL_ERROR] = 3,
        [LOG_LEVEL_WARNING] = 4,
        [LOG_LEVEL_INFO] = 6,
        [LOG_LEVEL_DEBUG] = 7,
    };
    int length = snprintf(line->bytes, sizeof line->bytes,
        "SYSLOG_IDENTIFIER=homeroomd\nPRIORITY=%d\nHOMEROOM_PROCESS=%.64s\n"
        "HOMEROOM_EVENT=%.64s\nMESSAGE=level=%s process=%.64s event=%.64s ",
        priorities[level], process_name, event, level_names[level],
        process_name, event);

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

enum status
log_to_journal(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int journal = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool is_there = journal >= 0 && strlen(path) < sizeof address.sun_path;

    if (is_there) {
        memcpy(address.sun_path, path, strlen(path) + 1);
        is_there = connect(journal, (const struct sockaddr *)&address,
                       sizeof address) == 0 &&
                   dup2(journal, STDERR_FILENO) == STDERR_FILENO;
    }
    int cause = errno;
    if (journal >= 0)
        close(journal);
    if (!is_there)
        return refuse(STATUS_FAILED, "no journal at %s: %s", path,
            strerror(cause));
    is_journal = true;
    return STATUS_OK;
}

static void log_arguments(enum log_level level, const char *event,
    const char *format, va_list arguments) PRINTF_LIKE(3, 0);

static void
log_arguments(enum log_level level, const char *event, const char *format,
    va_list arguments)
{
    struct line line = {.length = 0};
    va_list copy;

    if (level > level_shown)
        return;
    if (is_journal)
        journal_begin(&line, level, event);
    else
        line_begin(&line, level, event);
    va_copy(copy, arguments);
    line_add_fields(&line, format, &copy);
    va_end(copy);
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
