/* All that is held of a person, as one JSON object. */

#include <jansson.h>

#include "board/telling.h"
#include "commands/print.h"
#include "commands/tables.h"

/* Written as it comes, since what a person wrote in ten years may be much. */
struct telling_print {
    struct text *out;
    bool has_section; /* one is open */
    bool has_row;     /* the open one has some */
};

static json_t *
json_of(enum personal_kind kind, const struct personal_value *value)
{
    if (value->is_none)
        return json_null();
    switch (kind) {
    case PERSONAL_TEXT:
        return json_string(value->text);
    case PERSONAL_MOMENT:
        return print_json_time(value->number);
    case PERSONAL_TRUTH:
        return json_boolean(value->number != 0);
    case PERSONAL_NUMBER:
        break;
    }
    return json_integer(value->number);
}

static void
end_section(struct telling_print *print)
{
    if (print->has_section)
        text_add(print->out, print->has_row ? "\n]" : "]");
}

static void
begin_section(struct telling_print *print, const char *section)
{
    end_section(print);
    text_add_format(print->out, "%s\"%s\": [", print->has_section ? ",\n" : "",
        section);
    print->has_section = true;
    print->has_row = false;
}

static enum status
print_row(void *context, const char *section,
    const struct personal_field *fields, const struct personal_value *values)
{
    struct telling_print *print = context;

    if (values == NULL) {
        begin_section(print, section);
        return STATUS_OK;
    }
    json_t *row = json_object();
    for (int i = 0; fields[i].name != NULL; i++)
        json_object_set_new(row, fields[i].name,
            json_of(fields[i].kind, &values[i]));
    text_add(print->out, print->has_row ? ",\n" : "\n");
    print->has_row = true;
    print_json_text(print->out, row);
    json_decref(row);
    return STATUS_OK;
}

static enum status
cmd_person_export(struct command_call *call)
{
    struct telling_print print = {.out = &call->out};

    text_add(&call->out, "{");
    enum status status = telling_person(call->viewer, call->argument[0],
        print_row, &print);
    end_section(&print);
    text_add(&call->out, "}\n");
    return status;
}

const struct command telling_commands[] = {
    {
        .pattern = "person export <handle>",
        .help = "all that is held of a person, as JSON",
        .run = cmd_person_export,
    },
    {0},
};
