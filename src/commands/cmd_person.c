/* People: who is here, and what one has begun to write. */

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/asking.h"
#include "board/drafting.h"
#include "board/presence.h"
#include "board/reading.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    WHEN_BYTES = 32,
    NAME_COLUMNS = 30,
    TARGET_COLUMNS = 32
};

static void
print_who(struct command_call *call, const struct presence *presence)
{
    static const struct sheet_column columns[] = {
        {"NAME", NAME_COLUMNS, false},
        {"HANDLE", 0, false},
        {"REGION", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 3};
    struct text line = {0};

    for (size_t i = 0; i < presence->people.count; i++) {
        const struct person *person = &presence->people.rows[i];

        sheet_add(&sheet, person->name);
        sheet_add(&sheet, person->handle);
        sheet_add(&sheet, person->region_title);
    }
    if (presence->total == 0)
        text_add(&line, "Nobody is known to be here now.");
    else
        text_add_format(&line, "%d here", presence->total);
    for (int i = 0; i < presence->region_count; i++)
        text_add_format(&line, "%s%s %d", i == 0 ? ": " : ", ",
            presence->regions[i].region, presence->regions[i].count);
    if (presence->people.count > 0)
        sheet_print(&sheet, &call->out);
    print_line(&call->out, "%s", text_bytes(&line));
    text_clear(&line);
}

static void
print_who_json(struct command_call *call, const struct presence *presence)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < presence->people.count; i++) {
        const struct person *person = &presence->people.rows[i];

        json_array_append_new(rows,
            json_pack("{s:s, s:s, s:s}", "handle", person->handle, "name",
                person->name, "region", person->region_title));
    }
    print_json(call, rows);
}

static enum status
cmd_who(struct command_call *call)
{
    struct presence presence = {0};
    enum status status = presence_here(call->viewer, &presence);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_who_json(call, &presence);
    else
        print_who(call, &presence);
    presence_clear(&presence);
    return STATUS_OK;
}

/* What the draft is for, in words; what is gone or closed to the viewer by now
 * is told as such, since the text itself is theirs. */
static void
name_target(struct viewer *viewer, const struct draft *draft, struct text *name)
{
    struct board board;
    struct thread_row row;
    struct panel panel;
    bool is_there = false;

    switch (draft->target) {
    case DRAFT_BOARD:
        is_there = reading_board_by_id(viewer, draft->target_id, &board) ==
                   STATUS_OK;
        if (is_there)
            text_add_format(name, "new on %s", board.slug);
        break;
    case DRAFT_THREAD:
        is_there = reading_thread(viewer, draft->target_id, &row) == STATUS_OK;
        if (is_there)
            text_add_format(name, "%lld %s", (long long)draft->target_id,
                row.thread.subject);
        break;
    case DRAFT_EDIT:
        is_there = reading_thread(viewer, draft->target_id, &row) == STATUS_OK;
        if (is_there)
            text_add_format(name, "edit %lld %d %s",
                (long long)draft->target_id, draft->reply_to,
                row.thread.subject);
        break;
    case DRAFT_ASK:
        is_there = reading_board_by_id(viewer, draft->target_id, &board) ==
                   STATUS_OK;
        if (is_there)
            text_add_format(name, "ask %s %d", board.slug, draft->reply_to);
        break;
    case DRAFT_QUESTION:
        is_there = asking_panel(viewer, draft->target_id, &panel) == STATUS_OK;
        if (is_there)
            text_add_format(name, "answer: %s", panel.question.body);
        break;
    }
    if (!is_there)
        text_add(name, "(gone)");
}

static void
print_drafts(struct command_call *call, const struct draft_list *list)
{
    static const struct sheet_column columns[] = {
        {"SAVED", 0, true},
        {"FOR", TARGET_COLUMNS, false},
        {"TEXT", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 3};
    struct text name = {0};
    char when[WHEN_BYTES];

    for (size_t i = 0; i < list->count; i++) {
        const struct draft *draft = &list->rows[i];

        moment_short(draft->saved_at, clock_now(), viewer_zone(call->viewer),
            when, sizeof when);
        text_truncate(&name, 0);
        name_target(call->viewer, draft, &name);
        sheet_add(&sheet, when);
        sheet_add(&sheet, text_bytes(&name));
        sheet_add(&sheet,
            draft->subject[0] != '\0' ? draft->subject : draft->body);
    }
    text_clear(&name);
    if (list->count == 0)
        text_add(&call->out, "No drafts.\n");
    else
        sheet_print(&sheet, &call->out);
}

static void
print_drafts_json(struct command_call *call, const struct draft_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct draft *draft = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:s, s:I, s:i, s:s, s:o, s:s}", "target",
                draft_target_name(draft->target), "id",
                (json_int_t)draft->target_id, "reply_to", draft->reply_to,
                "subject", draft->subject, "saved_at",
                print_json_time(draft->saved_at), "body", draft->body));
    }
    print_json(call, rows);
}

static enum status
cmd_drafts(struct command_call *call)
{
    struct draft_list list = {0};
    enum status status = drafting_list(call->viewer, &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_drafts_json(call, &list);
    else
        print_drafts(call, &list);
    draft_list_clear(&list);
    return STATUS_OK;
}

const struct command person_commands[] = {
    {
        .pattern = "who [--json]",
        .help = "who is here now",
        .run = cmd_who,
        .needs_person = true,
    },
    {
        .pattern = "drafts [--json]",
        .help = "what you have begun to write and not sent",
        .run = cmd_drafts,
        .needs_person = true,
    },
    {0},
};
