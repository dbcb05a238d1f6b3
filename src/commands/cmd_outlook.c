/* Four weeks of a board's questions: what opens when, and where nothing is. */

#include <jansson.h>
#include <stdio.h>

#include "base/clock.h"
#include "board/outlook.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    DATE_BYTES = 24,
    WHEN_BYTES = 40
};

/* "Sun 22 Nov 20:00", by the reader's clock. */
static void
write_opening(const struct command_call *call, const struct outlook_day *day,
    char when[WHEN_BYTES])
{
    struct civil civil;
    char date[11];
    char words[DATE_BYTES];

    when[0] = '\0';
    if (day->first_zone[0] == '\0')
        return;
    clock_civil(day->first_opens_at, viewer_zone(call->viewer), &civil);
    date_of(day->first_opens_at, viewer_zone(call->viewer), date);
    date_words(date, words, sizeof words);
    snprintf(when, WHEN_BYTES, "%s %02d:%02d", words, civil.hour, civil.minute);
}

static void
print_days(struct command_call *call, const struct outlook_row *row)
{
    static const struct sheet_column columns[] = {
        {"DAY", 0, false},
        {"ASKED", 0, false},
        {"FIRST OPENS", 0, false},
        {"IN", 20, false},
        {"QUESTION", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 5};
    char date[DATE_BYTES];
    char when[WHEN_BYTES];

    for (size_t i = 0; i < row->count; i++) {
        const struct outlook_day *day = &row->days[i];

        if (!outlook_is_told(day))
            continue;
        date_words(day->date, date, sizeof date);
        write_opening(call, day, when);
        sheet_add(&sheet, date);
        sheet_add(&sheet, standing_name(day->standing));
        sheet_add(&sheet, when);
        sheet_add(&sheet, when[0] != '\0' ? day->first_zone : "");
        sheet_add(&sheet,
            day->question.body[0] != '\0' ? day->question.body : day->holiday);
    }
    sheet_print(&sheet, &call->out);
    print_line(&call->out, "%d queued, %d in the bank.", row->queued,
        row->banked);
}

static void
print_days_json(struct command_call *call, const struct outlook_row *row)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < row->count; i++) {
        const struct outlook_day *day = &row->days[i];

        json_array_append_new(rows,
            json_pack("{s:s, s:s, s:o, s:o, s:s, s:s, s:s}", "date", day->date,
                "asked", standing_name(day->standing), "question",
                print_json_id(day->question.id), "first_opens_at",
                print_json_time(
                    day->first_zone[0] != '\0' ? day->first_opens_at : 0),
                "zone", day->first_zone, "holiday", day->holiday, "body",
                day->question.body));
    }
    print_json(call, rows);
}

static enum status
cmd_questions_calendar(struct command_call *call)
{
    struct board board;
    struct outlook_row row = {0};
    char monday[11];
    enum status status = command_board(call, 0, &board);

    if (status == STATUS_OK)
        status = outlook_monday(call->viewer->today, monday);
    if (status == STATUS_OK)
        status = outlook_board(call->viewer, board.id, monday,
            OUTLOOK_DAYS_MOST, &row);
    if (status == STATUS_OK)
        status = outlook_find_firsts(call->viewer, &row);
    if (status == STATUS_OK && call->wants_json)
        print_days_json(call, &row);
    else if (status == STATUS_OK)
        print_days(call, &row);
    outlook_row_clear(&row);
    return status;
}

const struct command outlook_commands[] = {
    {
        .pattern = "questions calendar <board> [--json]",
        .help = "four weeks of a board: what opens when, holidays and gaps",
        .run = cmd_questions_calendar,
    },
    {0},
};
