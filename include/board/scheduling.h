#ifndef BOARD_SCHEDULING_H
#define BOARD_SCHEDULING_H

#include "board/viewer.h"
#include "model/agreement.h"
#include "model/board.h"
#include "model/cohort.h"
#include "model/rhythm.h"

/* On which days a board asks: by the phase it is in then, unless its people
 * want it otherwise. An intake is in the liveliest phase of its cohorts: in
 * training while any of them is. By themselves ask: an intake's board, but for
 * the alumni's phase and eLearning programs, where people begin one by one; and
 * a program's alumni, once it has some. A cohort's own board asks what is
 * queued there, and by a rhythm where one is set. What a cohort agreed goes
 * before all this: its board asks by that rhythm, at that hour, until that day.
 * The intake's board then asks by itself for those alone who agreed on nothing.
 */

struct schedule {
    struct store *store;        /* borrowed */
    const struct board *board;  /* borrowed */
    struct cohort_list cohorts; /* owned: those behind it */
};
MUST_USE enum status scheduling_open(const struct viewer *viewer,
    const struct board *board, struct schedule *schedule);
void scheduling_clear(struct schedule *schedule);

/* What a civil date is to the board. */
struct scheduled_day {
    enum phase phase;
    struct rhythm rhythm;
    int minute;     /* at which it asks, in each person's zone */
    bool is_set;    /* the rhythm, for this board */
    bool is_agreed; /* rhythm and hour, by the cohort */
    bool is_asked;  /* a question is wanted on it */
};
MUST_USE enum status scheduling_day(const struct schedule *schedule,
    const char *date, struct scheduled_day *day);
/* The same for a question that somebody puts there and names no day for: then
 * `is_asked` goes by the phase on a cohort's board too, whose own rhythm is
 * never unless it is set or agreed; where there is no rhythm, on courses and on
 * the commons, each weekday is one. */
MUST_USE enum status scheduling_suits(const struct schedule *schedule,
    const char *date, struct scheduled_day *day);
/* The rhythm a board has in a phase. */
MUST_USE enum status scheduling_rhythm(const struct schedule *schedule,
    enum phase phase, struct rhythm *rhythm, bool *is_set);

/* What a cohort's board asks by on a date; NOT_FOUND: nothing was agreed, or it
 * is over by then. */
MUST_USE enum status scheduling_agreed(struct store *store,
    const struct board *board, const char *date, struct agreement *agreement);
/* Whether the intake's board asks nothing of the viewer on a date by itself:
 * they learn with those who agreed on something else. */
MUST_USE enum status scheduling_keeps(const struct viewer *viewer,
    const struct board *board, const char *date, bool *keeps);

/* Sets it, or with NULL leaves it to the phase, for whoever may ask there; on
 * record. INVALID: no such rhythm, "once" but for the upcoming. CONFLICT: the
 * cohort agreed on something, and it is not over. */
MUST_USE enum status scheduling_set(struct viewer *viewer, int64_t board_id,
    enum phase phase, const char *words);

#endif
