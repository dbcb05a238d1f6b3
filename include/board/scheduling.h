#ifndef BOARD_SCHEDULING_H
#define BOARD_SCHEDULING_H

#include "board/viewer.h"
#include "model/board.h"
#include "model/cohort.h"
#include "model/rhythm.h"

/* On which days a board asks: by the phase it is in then, unless its people
 * want it otherwise. An intake is in the liveliest phase of its cohorts: in
 * training while any of them is. By themselves ask: an intake's board, but for
 * the alumni's phase and eLearning programs, where people begin one by one; and
 * a program's alumni, once it has some. A cohort's own board asks what is
 * queued there, and by a rhythm where one is set. */

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
    bool is_set;   /* the rhythm, for this board */
    bool is_asked; /* a question is wanted on it */
};
MUST_USE enum status scheduling_day(const struct schedule *schedule,
    const char *date, struct scheduled_day *day);
/* The rhythm a board has in a phase. */
MUST_USE enum status scheduling_rhythm(const struct schedule *schedule,
    enum phase phase, struct rhythm *rhythm, bool *is_set);

/* Sets it, or with NULL leaves it to the phase, for whoever may ask there; on
 * record. INVALID: no such rhythm, "once" but for the upcoming. */
MUST_USE enum status scheduling_set(struct viewer *viewer, int64_t board_id,
    enum phase phase, const char *words);

#endif
