#ifndef STORE_PLAN_ENTRIES_H
#define STORE_PLAN_ENTRIES_H

#include "model/plan.h"
#include "store/store.h"

/* Programs' plans, and the questions that came of them. */

/* CONFLICT: the day has one of that sort. */
MUST_USE enum status plan_entries_add(struct store *store, int64_t program_id,
    const struct plan_entry *entry);
/* By week and weekday, Monday first; what is told on a day before what is
 * asked. */
MUST_USE enum status plan_entries_of(struct store *store, int64_t program_id,
    struct plan_list *list);
MUST_USE enum status plan_entries_clear(struct store *store,
    int64_t program_id);

/* A question of the board came of the plan's `planned_on`. */
MUST_USE enum status plan_entries_note(struct store *store, int64_t question_id,
    const char *planned_on);
MUST_USE enum status plan_entries_has(struct store *store, int64_t board_id,
    const char *planned_on, bool *has);

/* Questions of a board's plan that are open nowhere yet, by planned_on. */
struct planned_question {
    int64_t id;
    char planned_on[11];
};
struct planned_list {
    struct planned_question *rows; /* owned */
    size_t count;
};
MUST_USE enum status plan_entries_queued(struct store *store, int64_t board_id,
    struct planned_list *list);
void planned_list_clear(struct planned_list *list);

#endif
