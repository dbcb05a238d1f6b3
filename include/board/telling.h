#ifndef BOARD_TELLING_H
#define BOARD_TELLING_H

#include "board/viewer.h"
#include "model/personal.h"

/* All that both stores hold of a person, section by section, for whoever is to
 * be told what is known of them; no secret is among it. For the operator's
 * program alone, and on record. NOT_FOUND: no such person. What `take` says
 * ends it where it is not OK. */
MUST_USE enum status telling_person(struct viewer *viewer, const char *handle,
    personal_take *take, void *context);

#endif
