/* Whatever a text holds, once it is cleaned: JSON that has it says the same
 * again, on one line, and so does iCalendar when it is unfolded. */

#include "input.h"

#include <jansson.h>

#include "base/unicode.h"
#include "commands/ics.h"
#include "commands/print.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    OCTETS_MOST = 75
};

static void
check_json(const struct text *text)
{
    struct text out = {0};
    json_t *row = json_pack("{s:s, s:s}", "text", text_bytes(text), "end", "x");

    require(row != NULL);
    print_json_text(&out, row);
    json_decref(row);
    require(strchr(text_bytes(&out), '\n') == NULL);
    json_t *again = json_loads(text_bytes(&out), 0, NULL);
    require(again != NULL && json_object_size(again) == 2);
    require(text_equals(json_string_value(json_object_get(again, "text")),
        text_bytes(text)));
    json_decref(again);
    text_clear(&out);
}

/* The line that was folded, without its end. */
static void
unfold(const char *at, struct text *line)
{
    for (; *at != '\0'; at++) {
        if (*at == '\n' && at[1] == ' ')
            at++;
        else if (*at == '\n')
            require(at[1] == '\0');
        else
            text_add_bytes(line, at, 1);
    }
}

/* The text behind "SUMMARY:", its escapes read. */
static void
read_text(const char *line, struct text *text)
{
    require(text_starts(line, "SUMMARY:"));
    for (line += strlen("SUMMARY:"); *line != '\0'; line++) {
        char byte = *line;

        require(byte != ';' && byte != ',');
        if (byte == '\\') {
            byte = *++line;
            require(byte != '\0' && strchr("n\\;,", byte) != NULL);
            byte = byte == 'n' ? '\n' : byte;
        }
        text_add_bytes(text, &byte, 1);
    }
}

static void
check_calendar(const struct text *text)
{
    struct text out = {0};
    struct text line = {0};
    struct text again = {0};

    ics_text(&out, "SUMMARY", text_bytes(text));
    for (const char *row = text_bytes(&out); *row != '\0';
         row += strcspn(row, "\n") + 1) {
        size_t length = strcspn(row, "\n");

        require(length <= OCTETS_MOST);
        require(text_is_utf8(row, length, NULL));
    }
    unfold(text_bytes(&out), &line);
    read_text(text_bytes(&line), &again);
    require(text_equals(text_bytes(&again), text_bytes(text)));
    text_clear(&out);
    text_clear(&line);
    text_clear(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_BODY, (const char *)data, size, NULL);
    check_json(&clean);
    check_calendar(&clean);
    text_clear(&clean);
    return 0;
}
