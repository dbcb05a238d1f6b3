#ifndef DAEMON_KEEPER_PHASES_H
#define DAEMON_KEEPER_PHASES_H

#include "board/viewer.h"

/* Announces the phases of cohorts that have begun, with the texts of
 * screens/phase/: the first line is the subject, the rest the post. Once a
 * minute: `minute` keeps the last one. */
void keeper_phases(struct viewer *viewer, int64_t *minute);

/* Ends the pins whose time has come; once a minute, in the same way. */
void keeper_pins(struct viewer *viewer, int64_t *minute);

#endif
