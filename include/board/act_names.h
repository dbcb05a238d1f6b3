#ifndef BOARD_ACT_NAMES_H
#define BOARD_ACT_NAMES_H

#include "base/text.h"
#include "model/act.h"

struct store;

/* Who the record is about. It only grows, so it holds no handle: a person
 * stands in it as "#17", the number of their row, as the actor and as the
 * first word of what was done to whom, and is told by the handle they have
 * when the record is read. Whoever is anonymised is so in the record too, and
 * not a byte of it changes. What was recorded before people stood in it so
 * keeps the handles of its time. */

/* Appends what goes on record for a subject: a first word that is somebody's
 * handle, and not the slug of a thing as well, becomes that person's number;
 * one that begins with "#" gets another one. */
MUST_USE enum status act_names_keep(struct store *store, const char *subject,
    struct text *kept);
/* Appends a subject as it is told: with the handle in the place of a number
 * that it begins with; a number that is nobody's stays. */
MUST_USE enum status act_names_subject(struct store *store, const char *kept,
    struct text *told);
/* The same for actor and subject of an act. */
MUST_USE enum status act_names_tell(struct store *store, struct act *act);

#endif
