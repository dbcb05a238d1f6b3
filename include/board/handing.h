#ifndef BOARD_HANDING_H
#define BOARD_HANDING_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/cohort.h"

/* What a handout tells those who are about to join a cohort. */
struct handing {
    struct cohort cohort;
    char goal[TITLE_BYTES]; /* of the program, "": none is stated */
    struct text mentors;    /* owned: their names, "" for none */
    struct text policy; /* owned: its first lines, "" where none is published
                         */
};

/* The operator's program alone. NOT_FOUND with a reason: no such cohort.
 * handing_clear() it. */
MUST_USE enum status handing_find(struct viewer *viewer, const char *cohort,
    struct handing *handing);
void handing_clear(struct handing *handing);

#endif
