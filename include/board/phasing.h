#ifndef BOARD_PHASING_H
#define BOARD_PHASING_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/cohort.h"

/* Phases follow from a cohort's dates; here their beginnings are told on its
 * board, each once, in order, by "homeroom": a person who cannot log in,
 * named after the site. A phase begins at the first moment of its first day
 * where the cohort's region is, so that no clock change begins one twice. The
 * board of an eLearning program's cohort is told once, when it is there: who
 * begins alone has phases of their own (board/beginning.h). */

/* Fills in what is said when `phase` of the cohort begins. The texts come from
 * screens/, which this layer does not read. */
typedef enum status phase_words(enum phase phase, const struct cohort *cohort,
    struct text *subject, struct text *body);

/* Announces every phase that has begun by `now` (UTC seconds) and was not told
 * yet; for the keeper, each minute. A cohort that fails keeps no other from
 * its turn and is tried again next time: the first failure is the status.
 * `done` counts the announcements, also where something failed. FORBIDDEN for
 * anyone but the operator's program. */
MUST_USE enum status phasing_step(struct viewer *viewer, phase_words *words,
    int64_t now, int *done);
/* For a cohort that is being added, inside the caller's transaction: what
 * began before today (its region's) is past and will not be announced. Reads
 * id, dates, zone, kind and weeks. */
MUST_USE enum status phasing_begin(struct viewer *viewer,
    const struct cohort *cohort);
/* The same for one whose dates change: what has not been told, had not begun
 * by the old dates and is past by the new ones will not be announced, but for
 * the phase that it is in now. */
MUST_USE enum status phasing_change(struct viewer *viewer,
    const struct cohort *before, const struct cohort *after);

#endif
