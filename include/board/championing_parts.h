#ifndef BOARD_CHAMPIONING_PARTS_H
#define BOARD_CHAMPIONING_PARTS_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/todo.h"

/* What the files behind championing.h share. */

/* A cohort's affairs, as of now. */
struct affairs {
    struct viewer *viewer;
    const struct cohort *cohort;
    enum phase phase;
    int64_t now;
    char today[11]; /* where the cohort is */
    bool sees_absence;
};

/* Adds the acts that follow from what is so; their numbers are 1 to
 * CHAMPIONING_FACTS. */
MUST_USE enum status championing_facts(const struct affairs *affairs,
    struct todo_list *list);
/* Adds those of the screens, for the phase and what the one before left. */
MUST_USE enum status championing_texts(const struct affairs *affairs,
    struct todo_list *list);

enum {
    CHAMPIONING_FACTS = 8
};

#endif
