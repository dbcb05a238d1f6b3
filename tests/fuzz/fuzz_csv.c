/* Whatever a file of comma-separated values holds: it is refused with its
 * place, or what was read of it is read again when it is written anew. */

#include "input.h"

#include "base/text.h"
#include "commands/csv_rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    NAMES = 3
};

static const char *const names[NAMES] = {"a|first", "b", "c"};
static const char *const titles[NAMES] = {"a", "b", "c"};

static void
write_field(struct text *out, const char *field)
{
    text_add(out, "\"");
    for (; *field != '\0'; field++) {
        if (*field == '"')
            text_add(out, "\"");
        text_add_bytes(out, field, 1);
    }
    text_add(out, "\"");
}

static void
write_rows(const struct csv_rows *rows, struct text *out)
{
    for (size_t name = 0; name < NAMES; name++)
        text_add_format(out, "%s%s", name > 0 ? "," : "", titles[name]);
    text_add(out, "\n");
    for (size_t row = 0; row < rows->count; row++)
        for (size_t name = 0; name < NAMES; name++) {
            text_add(out, name > 0 ? "," : "");
            write_field(out, csv_text(rows, row, name));
            text_add(out, name + 1 < NAMES ? "" : "\r\n");
        }
}

static void
check_places(const struct csv_rows *rows)
{
    struct file_place last = {1, 1};

    for (size_t row = 0; row < rows->count; row++)
        for (size_t name = 0; name < NAMES; name++) {
            struct file_place place = csv_place(rows, row, name);

            require(place.column >= 1 && place.line >= last.line);
            require(place.line > 1);
            last.line = name + 1 < NAMES ? last.line : place.line;
        }
}

static void
check_again(const struct csv_rows *rows)
{
    struct text written = {0};
    struct csv_rows again = {.path = "again",
        .names = names,
        .name_count = NAMES};

    write_rows(rows, &written);
    require(csv_rows_parse(&again, text_bytes(&written), written.length) ==
            STATUS_OK);
    require(again.count == rows->count);
    for (size_t row = 0; row < rows->count; row++)
        for (size_t name = 0; name < NAMES; name++)
            require(strcmp(csv_text(rows, row, name),
                        csv_text(&again, row, name)) == 0);
    csv_rows_clear(&again);
    text_clear(&written);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct csv_rows rows = {.path = "fuzz",
        .names = names,
        .name_count = NAMES};
    struct text content = {0};

    text_add_bytes(&content, (const char *)data, size);
    reason_clear();
    if (file_check_text("fuzz", &content) == STATUS_OK &&
        csv_rows_parse(&rows, text_bytes(&content), content.length) ==
            STATUS_OK) {
        check_places(&rows);
        check_again(&rows);
    } else {
        require(text_starts(reason(), "fuzz:"));
        require(strchr(reason(), '\n') == NULL);
    }
    csv_rows_clear(&rows);
    text_clear(&content);
    return 0;
}
