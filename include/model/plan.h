#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "model/question.h"

/* What every cohort of a program is asked and told, by week and weekday of its
 * training. Week 1 is the seven days from a cohort's first day on, as screens
 * count weeks; a weekday is the one among those seven. */

enum {
    PLAN_WEEKS_MOST = 104,    /* two years: what is longer is a slip */
    PLAN_ENTRIES_MOST = 1456, /* a question and an announcement a day */
    ANNOUNCEMENT_BYTES = 4001
};

struct plan_entry {
    int64_t id;
    int week;    /* from 1 */
    int weekday; /* 0 is Sunday */
    bool is_announcement;
    enum question_kind kind; /* of a question */
    char *body;              /* owned */
};

struct plan_list {
    struct plan_entry *rows; /* owned */
    size_t count;
};
void plan_list_clear(struct plan_list *list);

/* "mon". */
const char *plan_weekday_name(int weekday);
/* "mon" or "Monday", without regard to case; -1: no such day. */
int plan_weekday_of(const char *name);
/* "announcement", or the kind of question. */
const char *plan_kind_name(const struct plan_entry *entry);
/* The day of a week for a cohort that starts on that date. INVALID: it is past
 * what dates can tell. */
MUST_USE enum status plan_date(const char *starts_on, int week, int weekday,
    char date[11]);

#endif
