/* Printing: plain lines of 80 columns, and JSON. */

#include "commands/print.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/unicode.h"

enum {
    LINE_BYTES = 2048,
    DOTS_COLUMNS = 2,
    GAP_COLUMNS = 2
};

void
print_spaces(struct text *out, int count)
{
    for (int i = 0; i < count; i++)
        text_add(out, " ");
}

int
print_cut(struct text *out, const char *line, int width_columns)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_LINE, line, strlen(line), NULL);
    const char *bytes = text_bytes(&clean);
    int width = text_width(bytes, clean.length);

    if (width <= width_columns || width_columns <= DOTS_COLUMNS) {
        size_t fits = text_fit(bytes, clean.length, width_columns);

        width = text_width(bytes, fits);
        text_add_bytes(out, bytes, fits);
    } else {
        size_t fits = text_fit(bytes, clean.length,
            width_columns - DOTS_COLUMNS);

        width = text_width(bytes, fits) + DOTS_COLUMNS;
        text_add_bytes(out, bytes, fits);
        text_add(out, "..");
    }
    text_clear(&clean);
    return width;
}

void
print_line(struct text *out, const char *format, ...)
{
    char line[LINE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    print_cut(out, line, PRINT_COLUMNS);
    text_add(out, "\n");
}

void
print_pair(struct text *out, const char *left, const char *right)
{
    struct text end = {0};
    struct text start = {0};
    int rest = PRINT_COLUMNS - GAP_COLUMNS -
               print_cut(&start, left, PRINT_COLUMNS);
    int right_columns = print_cut(&end, right,
        rest > PRINT_COLUMNS / 2 ? rest : PRINT_COLUMNS / 2);
    int room = PRINT_COLUMNS - right_columns - GAP_COLUMNS;
    int used = print_cut(out, left, room);

    if (right_columns > 0) {
        print_spaces(out, room - used + GAP_COLUMNS);
        text_add_bytes(out, end.bytes, end.length);
    }
    text_add(out, "\n");
    text_clear(&start);
    text_clear(&end);
}

/* The bytes of `line` for one row of `room` columns: up to the last space that
 * fits, or all that fits where one word is wider. */
static size_t
row_bytes(const char *line, size_t count, int room)
{
    size_t fits = text_fit(line, count, room);

    if (fits == count)
        return count;
    for (size_t at = fits; at > 0; at--) {
        if (line[at] == ' ')
            return at;
    }
    return fits > 0 ? fits : grapheme_next(line, count, 0);
}

static void
print_rows(struct text *out, int indent, const char *line, size_t count)
{
    do {
        size_t bytes = row_bytes(line, count, PRINT_COLUMNS - indent);

        if (bytes > 0)
            print_spaces(out, indent);
        text_add_bytes(out, line, bytes);
        text_add(out, "\n");
        while (bytes < count && line[bytes] == ' ')
            bytes++;
        line += bytes;
        count -= bytes;
    } while (count > 0);
}

void
print_wrapped(struct text *out, int indent, const char *body)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_BODY, body, strlen(body), NULL);
    const char *line = text_bytes(&clean);
    while (*line != '\0') {
        size_t count = strcspn(line, "\n");
        size_t shown = count;

        while (shown > 0 && line[shown - 1] == ' ')
            shown--;
        print_rows(out, indent, line, shown);
        line += count + (line[count] == '\n');
    }
    text_clear(&clean);
}

void
print_json_text(struct text *out, const json_t *value)
{
    char *dumped = json_dumps(value, JSON_ENCODE_ANY);

    text_add(out, dumped == NULL ? "null" : dumped);
    memory_release(dumped);
}

static void
print_json_rows(struct text *out, const json_t *rows)
{
    size_t count = json_array_size(rows);

    text_add(out, "[");
    for (size_t i = 0; i < count; i++) {
        text_add(out, i == 0 ? "\n" : ",\n");
        print_json_text(out, json_array_get(rows, i));
    }
    text_add(out, count == 0 ? "]" : "\n]");
}

void
print_json(struct command_call *call, json_t *value)
{
    if (json_is_array(value))
        print_json_rows(&call->out, value);
    else
        print_json_text(&call->out, value);
    text_add(&call->out, "\n");
    json_decref(value);
}

json_t *
print_json_time(int64_t at)
{
    struct civil civil;

    if (at == 0)
        return json_null();
    clock_civil(at, "UTC", &civil);
    return json_sprintf("%04d-%02d-%02dT%02d:%02d:%02dZ", civil.year,
        civil.month, civil.day, civil.hour, civil.minute, civil.second);
}

json_t *
print_json_id(int64_t id)
{
    return id == 0 ? json_null() : json_integer(id);
}

void
print_unmarked(struct command_call *call, enum status status)
{
    if (status != STATUS_OK && !call->wants_json)
        print_line(&call->out, "(Not marked as read: %s.)",
            reason()[0] != '\0' ? reason() : "try again");
    reason_clear();
}
