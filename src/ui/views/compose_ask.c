/* The composer on a question for a day: a new one, or the one queued there. */

#include <stdio.h>

#include "base/clock.h"
#include "board/amending.h"
#include "board/asking.h"
#include "board/outlook.h"
#include "ui/views/compose.h"

enum {
    DATE_BYTES = 24,
    MINUTES_AN_HOUR = 60
};

static enum status
find_day(struct app *app, const struct compose_state *state,
    struct outlook_row *row)
{
    char date[11];

    if (!draft_date(state->reply_to, date))
        return STATUS_NOT_FOUND;
    enum status status = outlook_board(app_viewer(app), state->target_id, date,
        1, row);
    if (status == STATUS_OK && !row->may_ask)
        status = refuse(STATUS_FORBIDDEN, "Here only mentors and SMEs ask");
    return status;
}

/* 0: none of the board itself is queued there. */
static int64_t
queued_on(const struct outlook_row *row)
{
    const struct question *question = &row->days[0].question;

    return question->id != 0 && question->board_id == row->board.id
               ? question->id
               : 0;
}

enum status
compose_begin_ask(struct app *app, struct compose_state *state,
    struct text *text)
{
    struct outlook_row row = {0};
    char date[DATE_BYTES];
    enum status status = find_day(app, state, &row);

    if (status == STATUS_OK) {
        const struct outlook_day *day = &row.days[0];

        date_words(day->date, date, sizeof date);
        state->board = row.board;
        state->question_id = queued_on(&row);
        if (state->question_id != 0)
            state->kind = day->question.kind;
        text_add_format(&state->title, "%s %s",
            state->question_id != 0 ? "Change the question of" : "Question for",
            date);
        text_add(&state->about, row.board.title);
        text_add_format(&state->shows,
            "Asked of all on %s at %02d:%02d, each where they are.",
            row.board.title, day->minute / MINUTES_AN_HOUR,
            day->minute % MINUTES_AN_HOUR);
        if (state->question_id != 0)
            text_add(text, day->question.body);
    }
    outlook_row_clear(&row);
    return status;
}

enum status
compose_check_ask(struct app *app, const struct compose_state *state)
{
    struct outlook_row row = {0};
    enum status status = find_day(app, state, &row);

    outlook_row_clear(&row);
    return status;
}

enum status
compose_ask(struct app *app, const struct compose_state *state,
    struct text *words)
{
    char date[11];
    char when[DATE_BYTES];
    int64_t question_id = state->question_id;
    enum status status = STATUS_NOT_FOUND;

    if (!draft_date(state->reply_to, date))
        return STATUS_NOT_FOUND;
    if (question_id != 0)
        status = amending_reword(app_viewer(app), question_id,
            &(struct amendment){.body = editor_text(state->body),
                .kind = state->kind,
                .is_again = state->is_again});
    else
        status = asking_add(app_viewer(app), state->target_id,
            &(struct ask){.body = editor_text(state->body),
                .asks_on = date,
                .asks_minute = -1,
                .kind = state->kind,
                .is_again = state->is_again},
            &question_id);
    date_words(date, when, sizeof when);
    if (status == STATUS_OK)
        text_add_format(words, "%s %s. ",
            state->question_id != 0 ? "Changed, for" : "Asked on", when);
    return status;
}
