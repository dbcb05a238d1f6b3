/* iCalendar, line by line. */

#include "commands/ics.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/grapheme.h"
#include "base/utf8.h"

enum {
    OCTETS_MOST = 75,         /* of a line, its end not counted */
    WINDOW = OCTETS_MOST + 4, /* and what shows that a character ends there */
    MOMENT_BYTES = 48
};

/* A character, or a code point of one that fits on no line. */
static size_t
piece_at(const char *bytes, size_t length, size_t at)
{
    size_t left = length - at;
    size_t seen = left < WINDOW ? left : WINDOW;
    size_t count = grapheme_next(bytes, at + seen, at);
    int32_t point;

    if (count < OCTETS_MOST)
        return count;
    return utf8_decode(bytes + at, length - at, &point);
}

/* A line that goes on begins with a space, which counts. */
static void
fold(struct text *out, const struct text *line)
{
    const char *bytes = text_bytes(line);
    size_t used = 0;
    size_t count;

    for (size_t at = 0; at < line->length; at += count) {
        count = piece_at(bytes, line->length, at);
        if (used + count > OCTETS_MOST && used > 1) {
            text_add(out, "\n ");
            used = 1;
        }
        text_add_bytes(out, bytes + at, count);
        used += count;
    }
    text_add(out, "\n");
}

void
ics_line(struct text *out, const char *name, const char *value)
{
    struct text line = {0};

    text_add_format(&line, "%s:%s", name, value);
    fold(out, &line);
    text_clear(&line);
}

void
ics_text(struct text *out, const char *name, const char *value)
{
    struct text escaped = {0};

    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '\n') {
            text_add(&escaped, "\\n");
            continue;
        }
        if (*at == '\\' || *at == ';' || *at == ',')
            text_add(&escaped, "\\");
        text_add_bytes(&escaped, at, 1);
    }
    ics_line(out, name, text_bytes(&escaped));
    text_clear(&escaped);
}

void
ics_moment(struct text *out, const char *name, int64_t at)
{
    struct civil civil;
    char moment[MOMENT_BYTES];

    clock_civil(at, "UTC", &civil);
    snprintf(moment, sizeof moment, "%04d%02d%02dT%02d%02d%02dZ", civil.year,
        civil.month, civil.day, civil.hour, civil.minute, civil.second);
    ics_line(out, name, moment);
}
