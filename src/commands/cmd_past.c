/* The questions of the past, and their answers. */

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/unicode.h"
#include "board/browsing.h"
#include "commands/print.h"
#include "commands/print_post.h"
#include "commands/tables.h"

enum {
    PAST_ROWS = 50,
    SHELF_ROWS = 10, /* of each program, where there are several */
    ANSWERS = 200,
    CELL_BYTES = 32,
    BOARD_COLUMNS = 24
};

/* Slots of the pattern. */
enum {
    SLOT_THREAD,
    SLOT_PLACE,
    SLOT_SEARCH,
    SLOT_BEFORE
};

static bool
has_boards(const struct past_list *list)
{
    for (size_t i = 1; i < list->count; i++)
        if (list->rows[i].question.board_id != list->rows[0].question.board_id)
            return true;
    return false;
}

static void
add_row(struct command_call *call, struct sheet *sheet, const struct past *past,
    bool with_board)
{
    char cell[CELL_BYTES];

    sheet_add_number(sheet, past->question.thread_id);
    moment_short(past->asked_at, clock_now(), viewer_zone(call->viewer), cell,
        sizeof cell);
    sheet_add(sheet, cell);
    snprintf(cell, sizeof cell, "%d", past->answered);
    sheet_add(sheet, cell);
    if (call->argument[SLOT_SEARCH] != NULL)
        sheet_add_number(sheet, past->number);
    if (with_board)
        sheet_add(sheet, past->board_title);
    sheet_add(sheet, past->is_covered    ? "covered"
                     : past->is_endorsed ? "endorsed"
                                         : "");
    sheet_add(sheet, past->question.body);
}

static void
print_rows(struct command_call *call, const struct past_list *list)
{
    const struct {
        bool is_shown;
        struct sheet_column column;
    } all[] = {
        {true, {"ID", 0, true}},
        {true, {"ASKED", 0, false}},
        {true, {"ANSWERS", 0, true}},
        {call->argument[SLOT_SEARCH] != NULL, {"FOUND IN", 0, true}},
        {has_boards(list), {"BOARD", BOARD_COLUMNS, false}},
        {true, {"", 0, false}},
        {true, {"QUESTION", 0, false}},
    };
    struct sheet_column columns[sizeof all / sizeof *all];
    struct sheet sheet = {.columns = columns};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].is_shown)
            columns[sheet.column_count++] = all[i].column;
    for (size_t i = 0; i < list->count; i++)
        add_row(call, &sheet, &list->rows[i], has_boards(list));
    sheet_print(&sheet, &call->out);
}

static json_t *
past_json(const struct past *past)
{
    const struct question *question = &past->question;

    return json_pack("{s:I, s:s, s:s, s:s, s:o, s:s, s:s, s:i, s:b, s:b, s:o}",
        "id", (json_int_t)question->thread_id, "board", past->board_slug,
        "date", question->asks_on, "kind", question_kind_name(question->kind),
        "at", print_json_time(past->asked_at), "asker", question->asker_name,
        "body", question->body, "answered", past->answered, "is_covered",
        past->is_covered, "is_endorsed", past->is_endorsed, "found_in",
        print_json_id(past->number));
}

static void
print_list_json(struct command_call *call, const struct past_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(rows, past_json(&list->rows[i]));
    print_json(call, rows);
}

static void
print_more(struct command_call *call, const char *place, int64_t next)
{
    struct text line = {0};

    if (next == 0)
        return;
    text_add_format(&line, "Older ones: past %s%s--before %lld", place,
        place[0] != '\0' ? " " : "", (long long)next);
    if (call->argument[SLOT_SEARCH] != NULL)
        text_add_format(&line, " --search '%s'", call->argument[SLOT_SEARCH]);
    print_line(&call->out, "%s", text_bytes(&line));
    text_clear(&line);
}

static enum status
print_page(struct command_call *call, const struct browse *browse,
    const char *place, bool *is_empty)
{
    struct past_list list = {0};
    enum status status = browsing_page(call->viewer, browse, &list);

    if (status != STATUS_OK)
        return status;
    *is_empty = list.count == 0;
    if (call->wants_json)
        print_list_json(call, &list);
    else if (list.count > 0)
        print_rows(call, &list);
    if (!call->wants_json)
        print_more(call, place, list.next);
    past_list_clear(&list);
    return STATUS_OK;
}

/* Each program under its title. */
static enum status
print_shelves(struct command_call *call, struct browse *browse,
    const struct shelf_list *shelves, bool *is_empty)
{
    enum status status = STATUS_OK;

    browse->has_program = true;
    browse->limit = shelves->count > 1 ? SHELF_ROWS : PAST_ROWS;
    for (size_t i = 0; i < shelves->count && status == STATUS_OK; i++) {
        const struct shelf *shelf = &shelves->rows[i];
        size_t before = call->out.length;
        bool is_none = false;

        browse->program_id = shelf->program_id;
        if (shelves->count > 1)
            print_line(&call->out, "%s%s", *is_empty ? "" : "\n", shelf->title);
        status = print_page(call, browse, shelf->slug, &is_none);
        if (is_none)
            text_truncate(&call->out, before);
        *is_empty = *is_empty && is_none;
    }
    return status;
}

static enum status
print_all(struct command_call *call, struct browse *browse, bool *is_empty)
{
    struct shelf_list shelves = {0};

    if (call->wants_json || browse->before != 0)
        return print_page(call, browse, "", is_empty);
    enum status status = browsing_shelves(call->viewer, &shelves);

    if (status == STATUS_OK)
        status = print_shelves(call, browse, &shelves, is_empty);
    shelf_list_clear(&shelves);
    return status;
}

static enum status
list_past(struct command_call *call)
{
    const char *place = call->argument[SLOT_PLACE];
    struct browse browse = {
        .words = call->argument[SLOT_SEARCH],
        .before = command_number(call, SLOT_BEFORE),
        .limit = PAST_ROWS,
    };
    bool is_empty = true;
    enum status status = STATUS_OK;

    if (browse.words != NULL && browse.words[0] == '\0')
        return refuse(STATUS_INVALID, "no word to search for");
    if (place != NULL)
        status = browsing_place(call->viewer, place, &browse);
    if (status == STATUS_NOT_FOUND && browse.words != NULL)
        return refuse(status,
            "there is no program or board %.60s; several words to search for "
            "go in quotes",
            place);
    if (status == STATUS_OK)
        status = place != NULL ? print_page(call, &browse, place, &is_empty)
                               : print_all(call, &browse, &is_empty);
    if (status == STATUS_OK && is_empty && !call->wants_json)
        text_add(&call->out,
            browse.words != NULL
                ? "Nothing found.\n"
                : "No question has been asked before today.\n");
    return status;
}

/* ---- One of them --------------------------------------------------------- */

static void
print_reading(struct command_call *call, const struct past_reading *reading)
{
    const struct past *past = &reading->past;
    struct text right = {0};

    text_add_format(&right, "%s, %d answered", past->question.asks_on,
        past->answered);
    print_pair(&call->out, past->board_title, text_bytes(&right));
    print_wrapped(&call->out, 0, past->question.body);
    text_add(&call->out, "\n");
    for (size_t i = 0; i < reading->answers.count; i++)
        print_post(call, &reading->board, &reading->answers.rows[i]);
    if (past->is_covered)
        text_add(&call->out,
            "The others' answers are covered until you answer.\n");
    else if (reading->left_out > 0)
        print_line(&call->out, "%d more post%s: read %lld", reading->left_out,
            reading->left_out == 1 ? "" : "s",
            (long long)past->question.thread_id);
    text_clear(&right);
}

static void
print_reading_json(struct command_call *call,
    const struct past_reading *reading)
{
    json_t *object = past_json(&reading->past);
    json_t *answers = json_array();

    for (size_t i = 0; i < reading->answers.count; i++)
        json_array_append_new(answers,
            print_post_json(&reading->answers.rows[i], false));
    json_object_set_new(object, "left_out", json_integer(reading->left_out));
    json_object_set_new(object, "answers", answers);
    print_json(call, object);
}

static enum status
cmd_past(struct command_call *call)
{
    struct past_reading reading = {0};
    int64_t thread_id = command_number(call, SLOT_THREAD);

    if (thread_id == 0)
        return list_past(call);
    if (call->argument[SLOT_PLACE] != NULL ||
        call->argument[SLOT_SEARCH] != NULL ||
        call->argument[SLOT_BEFORE] != NULL)
        return refuse(STATUS_INVALID,
            "past with a question's number takes no more than --json");
    enum status status = browsing_read(call->viewer, thread_id, ANSWERS,
        &reading);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_reading_json(call, &reading);
    else
        print_reading(call, &reading);
    past_reading_clear(&reading);
    return STATUS_OK;
}

const struct command past_commands[] = {
    {
        .pattern = "past [<thread>] [<program>] [--search <words>] "
                   "[--before <thread>] [--json]",
        .help =
            "past questions; with a number, one with its best answers first",
        .run = cmd_past,
    },
    {0},
};
