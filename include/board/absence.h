#ifndef BOARD_ABSENCE_H
#define BOARD_ABSENCE_H

#include "board/viewer.h"
#include "model/profile.h"

/* Leave: when people are away. Questions and streaks go by it, and others see
 * it as "away until 12 Dec" on the person's page. Days are those of the
 * person's own zone. FORBIDDEN as profiling.h has it. */

enum {
    LEAVE_DAYS_MOST = 366,
    LEAVE_DAYS_PAST = 31, /* so long ago it may have begun: for who was ill */
    LEAVES_MOST = 10      /* that are not over yet */
};

/* From one day to another, both included; "today" and "tomorrow" are days too.
 * INVALID with a reason: no dates, the
 * last before the first, too long, too long ago. CONFLICT: it overlaps one that
 * is there, which is named. FULL: LEAVES_MOST. */
MUST_USE enum status absence_take(struct viewer *viewer, const char *from,
    const char *to);
/* Ends a leave of theirs with yesterday, or takes it away where it has not
 * begun; `id` 0: the one that they are on, or the next. It is as it was in
 * `ended`. NOT_FOUND with a reason: there is none that is not over. */
MUST_USE enum status absence_cancel(struct viewer *viewer, int64_t id,
    struct leave *ended);
/* Their leaves that are not over, by date. */
MUST_USE enum status absence_list(const struct viewer *viewer,
    struct leave_list *list);

/* The leave that a person, whom the viewer may see, is on now; id 0: none. */
MUST_USE enum status absence_now(const struct viewer *viewer,
    const struct person *person, struct leave *leave);
/* "away until 12 Dec", "away until 4 Jan 2027", "away from 1 Dec to 12 Dec", as
 * one reads it on `today`; at least 48 bytes. */
void absence_words(const struct leave *leave, const char *today, char *words,
    int size);

#endif
