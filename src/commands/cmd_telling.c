/* What is held of a person: all of it as JSON, who they are in lines. */

#include <jansson.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
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
print_told(struct command_call *call,
    enum status (*tell)(struct viewer *viewer, const char *handle,
        personal_take *take, void *context))
{
    struct telling_print print = {.out = &call->out};

    text_add(&call->out, "{");
    enum status status = tell(call->viewer, call->argument[0], print_row,
        &print);
    end_section(&print);
    text_add(&call->out, "}\n");
    return status;
}

static enum status
cmd_person_export(struct command_call *call)
{
    return print_told(call, telling_person);
}

/* ---- In lines ------------------------------------------------------------ */

enum {
    LABEL_COLUMNS = 14
};

/* "joined at" */
static void
add_name(struct text *line, const char *field)
{
    for (; *field != '\0'; field++)
        text_add_bytes(line, *field == '_' ? " " : field, 1);
}

static void
add_value(struct text *line, enum personal_kind kind,
    const struct personal_value *value)
{
    struct civil civil;

    switch (kind) {
    case PERSONAL_TEXT:
        text_add(line, value->text);
        break;
    case PERSONAL_MOMENT:
        clock_civil(value->number, "UTC", &civil);
        text_add_format(line, "%04d-%02d-%02d", civil.year, civil.month,
            civil.day);
        break;
    case PERSONAL_TRUTH:
        text_add(line, value->number != 0 ? "yes" : "no");
        break;
    case PERSONAL_NUMBER:
        text_add_format(line, "%lld", (long long)value->number);
        break;
    }
}

/* The label, and beside it as many lines as it takes. */
static void
print_labelled(struct text *out, const char *label, const struct text *line)
{
    struct text name = {0};
    size_t begin = out->length;

    add_name(&name, label);
    print_wrapped(out, LABEL_COLUMNS, text_bytes(line));
    if (out->length > begin + name.length && name.length < LABEL_COLUMNS)
        memcpy(out->bytes + begin, text_bytes(&name), name.length);
    text_clear(&name);
}

static bool
is_told(const struct personal_field *field, const struct personal_value *value)
{
    return !value->is_none &&
           (field->kind != PERSONAL_TEXT || value->text[0] != '\0');
}

/* What text is tells itself, but for a date. */
static bool
needs_name(const struct personal_field *field)
{
    return field->kind != PERSONAL_TEXT ||
           text_equals(field->name, "starts_on");
}

static void
print_profile(struct text *out, const struct personal_field *fields,
    const struct personal_value *values)
{
    struct text line = {0};

    for (int i = 0; fields[i].name != NULL; i++) {
        if (!is_told(&fields[i], &values[i]))
            continue;
        text_truncate(&line, 0);
        add_value(&line, fields[i].kind, &values[i]);
        print_labelled(out, fields[i].name, &line);
    }
    text_clear(&line);
}

/* Their profile is a line a field, anything else a line a row. */
static enum status
print_lines(void *context, const char *section,
    const struct personal_field *fields, const struct personal_value *values)
{
    struct text *out = context;
    struct text line = {0};

    if (values == NULL)
        return STATUS_OK;
    if (text_equals(section, "profile")) {
        print_profile(out, fields, values);
        return STATUS_OK;
    }
    for (int i = 0; fields[i].name != NULL; i++) {
        if (!is_told(&fields[i], &values[i]))
            continue;
        text_add(&line, line.length > 0 ? ", " : "");
        if (needs_name(&fields[i])) {
            add_name(&line, fields[i].name);
            text_add(&line, " ");
        }
        add_value(&line, fields[i].kind, &values[i]);
    }
    print_labelled(out, section, &line);
    text_clear(&line);
    return STATUS_OK;
}

static enum status
cmd_person_show(struct command_call *call)
{
    if (call->wants_json)
        return print_told(call, telling_shortly);
    return telling_shortly(call->viewer, call->argument[0], print_lines,
        &call->out);
}

const struct command telling_commands[] = {
    {
        .pattern = "person export <handle>",
        .help = "all that is held of a person, as JSON",
        .run = cmd_person_export,
    },
    {
        .pattern = "person show <handle> [--json]",
        .help = "who a person is, where they belong and how they get in",
        .run = cmd_person_show,
    },
    {0},
};
