#ifndef DAEMON_KEEPER_HEADS_H
#define DAEMON_KEEPER_HEADS_H

#include "board/viewer.h"
#include "model/act.h"

/* The head of the record's chain, as the log last had it; {0}: never. */
struct noted_head {
    char head[ACT_HASH_BYTES];
    int64_t again_at; /* ticks */
};

/* Logs the head of the record's chain where it has changed, and else once an
 * hour: a record that is written anew, or cut short, is then at odds with the
 * log. */
void keeper_note_head(struct viewer *viewer, struct noted_head *noted);

#endif
