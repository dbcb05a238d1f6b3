#ifndef BOARD_CHECKING_H
#define BOARD_CHECKING_H

#include "board/viewer.h"

/* What the store and the secrets keep though it follows from something else:
 * looked over, and where it is not as it follows, derived anew. For the
 * operator's program alone, which else is FORBIDDEN. */

struct check_result {
    char name[64];  /* "boards' counts of threads" */
    int64_t wrong;  /* rows that are not as they should be */
    bool is_mended; /* they are now, on record as "check --mend" */
    bool is_unseen; /* not looked at: that takes a disk that can be written */
};

struct check_list {
    struct check_result *rows; /* owned */
    size_t count;
};

/* Each count, what is newest in each thread, the marks of what was read, the
 * skeletons of names, the words to search for: a row each. `mends`: what can be
 * is derived anew, each kind in a transaction of its own. What was found before
 * a failure is in the list all the same: check_list_clear() in any case. */
MUST_USE enum status checking_store(struct viewer *viewer, bool mends,
    struct check_list *list);
/* Whether every key, password and code is of somebody: whoever gets that
 * number next would log in by it. Mended, it goes, with its row of the record
 * or not at all. */
MUST_USE enum status checking_secrets(struct viewer *viewer,
    struct store *secrets, bool mends, struct check_list *list);
void check_list_clear(struct check_list *list);

#endif
