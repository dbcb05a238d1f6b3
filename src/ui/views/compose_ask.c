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

/* One that is queued keeps when its answers open. */
void
compose_ask_keys(const struct compose_state *state, struct text *line)
{
    static const char *const opens[] = {
        [SHOWING_BY_PHASE] = "by phase",
        [SHOWING_COVERED] = "covered",
        [SHOWING_OPEN] = "open",
        [SHOWING_AT_CLOSING] = "at closing",
    };

    if (state->question_id != 0)
        text_add_format(line,
            "Enter asks, as: %s  k another kind  Esc back to writing",
            question_kind_name(state->kind));
    else
        text_add_format(line,
            "Enter asks: %s, answers %s  k kind  o answers  Esc back",
            question_kind_name(state->kind), opens[state->showing]);
}

bool
compose_ask_type(struct compose_state *state, const struct key *key)
{
    if (key->kind != KEY_CHARACTER)
        return false;
    if (key->point == 'k')
        state->kind = (enum question_kind)(
            (state->kind + 1) % QUESTION_KIND_COUNT);
    else if (key->point == 'o' && state->question_id == 0)
        state->showing = (enum showing)((state->showing + 1) % SHOWING_COUNT);
    else
        return false;
    return true;
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
                .showing = state->showing,
                .is_again = state->is_again},
            &question_id);
    date_words(date, when, sizeof when);
    if (status == STATUS_OK)
        text_add_format(words, "%s %s. ",
            state->question_id != 0 ? "Changed, for" : "Asked on", when);
    return status;
}
