#ifndef TESTS_WAYS_OUT_H
#define TESTS_WAYS_OUT_H

#include "board/viewer.h"

/* All that one viewer of the made-up site is shown: the events they may hear
 * of, every command of the tables, every view with every key that reads, each
 * asked about Lin and Ben, their boards, and the question. Owned by the caller.
 * Two sites that differ in what the viewer may not know must give the same. */
char *ways_out(struct viewer *viewer, int64_t question_id, int64_t thread_id);
/* Fails with where they part. */
void ways_out_must_be_the_same(const char *one, const char *other);

#endif
