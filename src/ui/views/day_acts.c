/* A day of a board's queue: what may be done with it, and writing for it. */

#include <inttypes.h>
#include <stdio.h>

#include "model/draft.h"
#include "ui/views.h"
#include "ui/views/questions.h"

/* It is the board's own, and not the intake's shown on a cohort's. */
bool
day_is_own(const struct outlook_row *row, const struct outlook_day *day)
{
    return day->question.id != 0 && day->question.board_id == row->board.id;
}

bool
day_may_change(const struct outlook_row *row, const struct outlook_day *day)
{
    return row->may_ask && day_is_own(row, day) &&
           day->question.thread_id == 0 && !day->is_over;
}

bool
day_may_add(const struct outlook_row *row, const struct outlook_day *day)
{
    return row->may_ask && !day_is_own(row, day) && !day->is_over;
}

void
day_say_why_not(struct app *app, const struct outlook_row *row,
    const struct outlook_day *day)
{
    if (!row->may_ask)
        app_say(app, "Here only mentors and SMEs ask questions.");
    else if (day->question.id == 0)
        app_say(app, day->is_over ? "That day is over."
                                  : "Nothing stands there: p asks.");
    else if (!day_is_own(row, day))
        app_say(app, "That is on the board of all regions: change it there.");
    else
        app_say(app, "It has opened: from its first opening on it stays.");
}

void
day_write(struct app *app, const struct outlook_row *row,
    const struct outlook_day *day)
{
    char place[64];

    snprintf(place, sizeof place, "ask %" PRId64 " reply %d", row->board.id,
        draft_date_number(day->date));
    app_push(app, &compose_view, place);
}

bool
day_add(struct app *app, const struct outlook_row *row,
    const struct outlook_day *day)
{
    if (day_may_add(row, day)) {
        day_write(app, row, day);
        return true;
    }
    if (day_may_change(row, day))
        app_say(app, "A question stands there: e changes it.");
    else
        day_say_why_not(app, row, day);
    return false;
}
