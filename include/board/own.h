#ifndef BOARD_OWN_H
#define BOARD_OWN_H

#include "board/viewer.h"

/* What the files of a person's own settings share: one act upon themselves, in
 * one transaction; with a row of the record where they have a role beside
 * learner, anywhere. */

/* Whether they have a role beside learner, anywhere: their acts are on record.
 */
bool own_has_role(const struct viewer *viewer);
/* FORBIDDEN with a reason for the operator's program and for a viewer that
 * reads only. */
MUST_USE enum status own_begin(struct viewer *viewer);
/* Commits when `status` is OK, and reads the viewer anew; else takes all back
 * and gives it. `text` NULL, or what was set: the record keeps its digest. */
MUST_USE enum status own_end(struct viewer *viewer, enum status status,
    const char *act, const char *text);

/* The same where it is nobody's to know: on no record, and nothing is read
 * anew. */
MUST_USE enum status own_end_unseen(struct viewer *viewer, enum status status);

#endif
