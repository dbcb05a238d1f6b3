#ifndef BOARD_TELLING_H
#define BOARD_TELLING_H

#include "board/viewer.h"
#include "model/personal.h"

/* What both stores hold of a person, section by section; no secret is among it.
 * For the operator's program alone. NOT_FOUND: no such person. What `take` says
 * ends it where it is not OK. */

/* All of it, for whoever is to be told what is known of them: on record. */
MUST_USE enum status telling_person(struct viewer *viewer, const char *handle,
    personal_take *take, void *context);
/* Who they are and how they get in, not what they did nor when they were here,
 * which is for nobody to look up ("last_seen_at" is none). */
MUST_USE enum status telling_shortly(struct viewer *viewer, const char *handle,
    personal_take *take, void *context);

#endif
