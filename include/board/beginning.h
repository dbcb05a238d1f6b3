#ifndef BOARD_BEGINNING_H
#define BOARD_BEGINNING_H

#include "board/viewer.h"
#include "model/cohort.h"

/* In an eLearning program people begin one by one: each learner has a first
 * day, weeks and phases of their own. No board could tell all of them, so each
 * is told alone, of each phase once, in order, when they next look. */

/* A learner has come to the cohort, inside the caller's transaction: they begin
 * today where its region is, or with the cohort where that begins later. Reads
 * id, dates, zone, kind and weeks; nothing to do but in eLearning. */
MUST_USE enum status beginning_join(struct store *store, int64_t person_id,
    const struct cohort *cohort);
/* A learner has moved, inside the caller's transaction: to another eLearning
 * cohort with their first day, and what they have read of goes along; else as
 * those who join. */
MUST_USE enum status beginning_move(struct store *store, int64_t person_id,
    const struct cohort *from, const struct cohort *to);
/* Another first day, inside the caller's transaction. What is to come by the
 * new days will be told then. NOT_FOUND: they are not in it. INVALID:
 * dates end before the last phase. */
MUST_USE enum status beginning_set(struct store *store, int64_t person_id,
    const struct cohort *cohort, const char *starts_on);

/* A phase of the viewer's own that has begun and that they have not read of. */
struct beginning {
    struct cohort cohort; /* with their own dates */
    enum phase phase;
    int64_t at; /* when it began, UTC seconds; INT64_MIN: on being added */
};

struct beginning_list {
    struct beginning *rows; /* owned */
    size_t count;
};

enum {
    BEGINNING_BYTES = TITLE_BYTES + 64
};

/* Those that have begun by now, in the order in which they did. */
MUST_USE enum status beginning_pending(struct viewer *viewer,
    struct beginning_list *list);
/* They have read of them now; a viewer that reads only leaves no trace. */
MUST_USE enum status beginning_told(struct viewer *viewer,
    const struct beginning_list *list);
void beginning_list_clear(struct beginning_list *list);
/* "Safe handling: your training has begun" */
void beginning_words(const struct beginning *beginning,
    char words[BEGINNING_BYTES]);

#endif
