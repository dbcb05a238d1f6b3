#ifndef BOARD_PRESENCE_H
#define BOARD_PRESENCE_H

#include "board/viewer.h"
#include "model/question.h"

/* Who is here, as far as the viewer may know of them (board/acquaintance.h).
 * The listener hands out ids (viewer->here), this filters and names them. */
struct presence {
    struct person_list people; /* owned; by region, then name; each once */
    struct region_count regions[REGION_COUNTS]; /* most first */
    int region_count;
    int total; /* people, the viewer among them */
};

/* Finds out anew whom the viewer shares a board with. */
MUST_USE enum status presence_here(struct viewer *viewer,
    struct presence *presence);
/* The same without the people: the numbers alone. Whom the viewer shares a
 * board with is remembered for five minutes, so that a thousand sessions may
 * ask for this each time somebody comes. */
MUST_USE enum status presence_counts(struct viewer *viewer,
    struct presence *presence);
void presence_clear(struct presence *presence);
/* Whether a person is among those here; whether the viewer may know of them is
 * not asked. */
bool presence_has(const struct viewer *viewer, int64_t person_id);

#endif
