/* People: who else is in a cohort. */

#include <jansson.h>

#include "board/meeting.h"
#include "board/presence.h"
#include "commands/print_person.h"
#include "commands/tables.h"

enum {
    PAGE_ROWS = 200,
    NAME_COLUMNS = 22,
    REGION_COLUMNS = 12
};

/* A circle's people on their way out. */
struct roll {
    struct command_call *call;
    struct sheet sheet;
    json_t *rows; /* with --json */
};

static void
add_fellow(struct roll *roll, const struct fellow *fellow)
{
    struct text rest = {0};
    char clock[PRINT_CLOCK_BYTES];

    print_clock_there(&fellow->person, clock);
    print_joined(&rest, fellow->week);
    print_joined(&rest,
        print_whereabouts(&fellow->whereabouts,
            presence_has(roll->call->viewer, fellow->person.id)));
    sheet_add(&roll->sheet, fellow->person.name);
    sheet_add(&roll->sheet, fellow->person.handle);
    sheet_add(&roll->sheet, role_label(fellow->role));
    sheet_add(&roll->sheet, fellow->person.region_title);
    sheet_add(&roll->sheet, clock);
    sheet_add(&roll->sheet, text_bytes(&rest));
    text_clear(&rest);
}

static void
add_fellow_json(struct roll *roll, const struct fellow *fellow)
{
    const struct person *person = &fellow->person;
    char clock[PRINT_CLOCK_BYTES];

    print_clock_there(person, clock);
    json_array_append_new(roll->rows,
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:b}", "handle",
            person->handle, "name", person->name, "role",
            role_name(fellow->role), "region", person->region_title, "clock",
            clock, "week", fellow->week, "is_here",
            presence_has(roll->call->viewer, person->id), "leave",
            fellow->whereabouts.leave, "not_for_14_days",
            fellow->whereabouts.is_missing));
}

static enum status
read_roll(struct roll *roll, const struct circle *circle)
{
    struct meeting_range range = {.circle = circle, .limit = PAGE_ROWS};
    struct circle_key last;
    size_t count = PAGE_ROWS;

    while (count == PAGE_ROWS) {
        struct fellow_list page = {0};
        enum status status = meeting_page(roll->call->viewer, &range, &page);

        if (status != STATUS_OK)
            return status;
        count = page.count;
        for (size_t i = 0; i < count; i++) {
            if (roll->rows != NULL)
                add_fellow_json(roll, &page.rows[i]);
            else
                add_fellow(roll, &page.rows[i]);
        }
        if (count > 0)
            last = page.rows[count - 1].key;
        range.from = &last;
        fellow_list_clear(&page);
    }
    return STATUS_OK;
}

static enum status
print_roll(struct command_call *call, const struct circle *circle)
{
    static const struct sheet_column columns[] = {
        {"NAME", NAME_COLUMNS, false},
        {"HANDLE", 0, false},
        {"ROLE", 0, false},
        {"REGION", REGION_COLUMNS, false},
        {"THERE", 0, false},
        {"", 0, false},
    };
    struct roll roll = {
        .call = call,
        .sheet = {.columns = columns, .column_count = 6},
        .rows = call->wants_json ? json_array() : NULL,
    };
    struct text sheet = {0};
    enum status status = read_roll(&roll, circle);

    if (roll.sheet.cell_count == 0)
        text_add(&sheet, "You share a board with nobody yet.\n");
    else
        sheet_print(&roll.sheet, &sheet);
    if (status == STATUS_OK && call->wants_json)
        print_json(call, json_incref(roll.rows));
    else if (status == STATUS_OK)
        text_add(&call->out, text_bytes(&sheet));
    json_decref(roll.rows);
    text_clear(&sheet);
    return status;
}

static void
print_counts(struct command_call *call, const struct circle *circle,
    const struct circle_count_list *list)
{
    struct text line = {0};

    print_line(&call->out, "%s", circle->title);
    for (size_t i = 0; i < list->count; i++) {
        const struct circle_count *count = &list->rows[i];
        bool is_last = i + 1 == list->count ||
                       !text_equals(list->rows[i + 1].region, count->region);

        text_add_format(&line, "%s%d %s", line.length > 0 ? ", " : "",
            count->count, circle_role_words(count->role, count->count));
        if (!is_last)
            continue;
        print_line(&call->out, "%s: %s",
            count->region[0] != '\0' ? count->region : "No region",
            text_bytes(&line));
        text_truncate(&line, 0);
    }
    text_clear(&line);
}

static void
add_counts_json(json_t *rows, const struct circle *circle,
    const struct circle_count_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(rows,
            json_pack("{s:s, s:s, s:s, s:i}", "circle", circle->title, "region",
                list->rows[i].region, "role", role_name(list->rows[i].role),
                "count", list->rows[i].count));
}

/* For a sponsor: numbers, never who. */
static enum status
print_counted(struct command_call *call, const struct circle *circles,
    size_t count)
{
    json_t *rows = json_array();
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct circle_count_list list = {0};

        status = meeting_counts(call->viewer, &circles[i], &list);
        if (call->wants_json)
            add_counts_json(rows, &circles[i], &list);
        else if (status == STATUS_OK)
            print_counts(call, &circles[i], &list);
        circle_count_list_clear(&list);
    }
    if (status == STATUS_OK && call->wants_json)
        print_json(call, json_incref(rows));
    json_decref(rows);
    return status;
}

/* Where none is named: all whom one may meet, or what a sponsor may count. */
static enum status
print_widest(struct command_call *call)
{
    struct circle_list list = {0};
    struct circle circle;
    enum status status = meeting_circles(call->viewer, &list);
    bool is_counted = list.count > 0;

    for (size_t i = 0; i < list.count; i++)
        is_counted = is_counted && list.rows[i].is_counted;
    if (status == STATUS_OK && is_counted)
        status = print_counted(call, list.rows, list.count);
    else if (status == STATUS_OK)
        status = meeting_circle(call->viewer, NULL, &circle);
    if (status == STATUS_OK && !is_counted)
        status = print_roll(call, &circle);
    circle_list_clear(&list);
    return status;
}

static enum status
cmd_people(struct command_call *call)
{
    struct circle circle;

    if (call->argument[0] == NULL)
        return print_widest(call);
    enum status status = meeting_circle(call->viewer, call->argument[0],
        &circle);

    if (status != STATUS_OK)
        return status;
    if (circle.is_counted)
        return print_counted(call, &circle, 1);
    return print_roll(call, &circle);
}

const struct command people_commands[] = {
    {
        .pattern = "people [<cohort>] [--json]",
        .help = "who is in a cohort, or shares a board with you",
        .run = cmd_people,
    },
    {0},
};
