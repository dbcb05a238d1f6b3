/* Line reader: what is typed, line by line, without a screen. */

#include "daemon/line_reader.h"

#include <string.h>

#include "base/unicode.h"
#include "commands/command.h"

enum {
    LINE_BYTES = 16384,
    BYTE_INTERRUPT = 0x03, /* Ctrl-C */
    BYTE_END = 0x04,       /* Ctrl-D */
    BYTE_BACKSPACE = 0x08,
    BYTE_KILL = 0x15, /* Ctrl-U */
    BYTE_SPACE = 0x20,
    BYTE_DELETE = 0x7f
};

void
line_put(int output, bool is_raw, const char *bytes, size_t count)
{
    struct text out = {0};

    if (!is_raw) {
        command_write(output, bytes, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == '\n')
            text_add(&out, "\r");
        text_add_bytes(&out, bytes + i, 1);
    }
    command_write(output, text_bytes(&out), out.length);
    text_clear(&out);
}

static void
echo(const struct line_reader *reader, const char *bytes, size_t count)
{
    if (reader->is_raw && !reader->is_hidden)
        line_put(reader->output, true, bytes, count);
}

/* What was typed may have been a password. */
static void
line_wipe(struct line_reader *reader)
{
    if (reader->line.bytes != NULL)
        explicit_bzero(reader->line.bytes, reader->line.capacity);
    text_truncate(&reader->line, 0);
    reader->is_too_long = false;
}

static void
line_done(struct line_reader *reader)
{
    if (reader->is_raw)
        line_put(reader->output, true, "\n", 1);
    reader->take(reader->context,
        reader->is_too_long ? NULL : text_bytes(&reader->line));
    line_wipe(reader);
}

/* Takes the last character away, on the terminal too. */
static void
line_shorten(struct line_reader *reader)
{
    static const char back[] = "\b\b  \b\b";
    struct text *line = &reader->line;

    if (line->length == 0)
        return;
    size_t count = grapheme_previous(line->bytes, line->length, line->length);
    if (count == 0)
        count = 1;
    int width = grapheme_width(line->bytes + line->length - count, count);
    if (width == 2)
        echo(reader, back, 6);
    else if (width == 1)
        echo(reader, "\b \b", 3);
    text_truncate(line, line->length - count);
}

static void
take_control(struct line_reader *reader, unsigned char byte)
{
    switch (byte) {
    case BYTE_BACKSPACE:
    case BYTE_DELETE:
        line_shorten(reader);
        break;
    case BYTE_KILL:
        while (reader->line.length > 0)
            line_shorten(reader);
        break;
    case BYTE_INTERRUPT:
        line_wipe(reader);
        line_put(reader->output, true, "\n", 1);
        reader->interrupt(reader->context);
        break;
    case BYTE_END:
        reader->is_done = reader->line.length == 0;
        break;
    default:
        break;
    }
}

static void
take_byte(struct line_reader *reader, unsigned char byte)
{
    const char character = (char)byte;
    bool is_second = byte == '\n' && reader->was_return;

    reader->was_return = byte == '\r';
    if (is_second)
        return;
    if (byte == '\n' || byte == '\r') {
        line_done(reader);
    } else if (reader->is_raw && (byte < BYTE_SPACE || byte == BYTE_DELETE)) {
        take_control(reader, byte);
    } else if (reader->line.length >= LINE_BYTES) {
        reader->is_too_long = true;
    } else if (byte != '\0') {
        text_add_bytes(&reader->line, &character, 1);
        echo(reader, &character, 1);
    }
}

void
line_reader_take(struct line_reader *reader, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count && !reader->is_done; i++)
        take_byte(reader, (unsigned char)bytes[i]);
}

void
line_reader_show(const struct line_reader *reader)
{
    echo(reader, text_bytes(&reader->line), reader->line.length);
}

void
line_reader_end(struct line_reader *reader)
{
    if (reader->line.length > 0 && !reader->is_raw && !reader->is_done)
        line_done(reader);
    reader->is_done = true;
}

void
line_reader_clear(struct line_reader *reader)
{
    line_wipe(reader);
    text_clear(&reader->line);
}
