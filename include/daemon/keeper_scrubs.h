#ifndef DAEMON_KEEPER_SCRUBS_H
#define DAEMON_KEEPER_SCRUBS_H

#include "board/viewer.h"

struct store;

/* When the keeper writes the stores anew, where that is asked for. */
struct keeper_scrubs {
    int64_t waits_id; /* the newest that waits for it */
    int64_t at;       /* ticks */
};

/* What was taken out leaves the files too, for the checkpointer, each second:
 * the log is begun anew at once; the files are written anew where whoever took
 * it out has not done so within ten seconds, having been killed, and again
 * after ten minutes where that fails. A failure is in the log. */
void keeper_scrub(struct viewer *viewer, struct store *secrets,
    struct keeper_scrubs *scrubs);

#endif
