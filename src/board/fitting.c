/* Fitting: the next free day of a board's rhythm. */

#include "board/fitting.h"

#include "base/clock.h"
#include "board/scheduling.h"
#include "config/config.h"
#include "store/questions.h"

enum {
    DATES_TRIED = 3660
};

static enum status
suits(const struct schedule *schedule, const char *date,
    struct scheduled_day *day, bool *is_free)
{
    bool is_taken = false;
    enum status status = scheduling_suits(schedule, date, day);

    *is_free = false;
    if (status == STATUS_OK && day->is_asked)
        status = questions_on(schedule->store, schedule->board->id, date,
            &is_taken);
    if (status == STATUS_OK)
        *is_free = day->is_asked && !is_taken;
    return status;
}

static void
set_window(const struct scheduled_day *day, struct fit *fit)
{
    int hours = (int)config_current()->question_window_hours;

    fit->is_by_rhythm = day->rhythm.every != EVERY_NEVER;
    fit->window_hours = 0;
    if (fit->is_by_rhythm)
        fit->window_hours = rhythm_window_hours(&day->rhythm, hours);
}

enum status
fitting_next(const struct viewer *viewer, const struct board *board,
    bool includes, struct fit *fit)
{
    struct schedule schedule;
    struct scheduled_day day = {.is_asked = false};
    bool is_free = false;
    enum status status = scheduling_open(viewer, board, &schedule);

    for (int i = includes ? 0 : 1;
         i < DATES_TRIED && status == STATUS_OK && !is_free; i++) {
        if (i > 0)
            status = date_add(fit->date, 1, fit->date);
        if (status == STATUS_OK)
            status = suits(&schedule, fit->date, &day, &is_free);
    }
    scheduling_clear(&schedule);
    if (status == STATUS_OK && !is_free)
        return refuse(STATUS_FULL, "no day is free in ten years");
    set_window(&day, fit);
    return status;
}
