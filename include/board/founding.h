#ifndef BOARD_FOUNDING_H
#define BOARD_FOUNDING_H

#include <stddef.h>

#include "board/placing.h"
#include "board/viewer.h"
#include "model/program.h"

/* Founding: many cohorts at once, each with its champion and mentors. */

enum founding_field {
    FOUNDING_PROGRAM,
    FOUNDING_REGION,
    FOUNDING_INTAKE,
    FOUNDING_STARTS,
    FOUNDING_ENDS,
    FOUNDING_CHAMPION,
    FOUNDING_MENTORS,
    FOUNDING_SLUG,
    FOUNDING_FIELDS
};

/* What a row says, by field. Program and region by slug, the intake by title,
 * dates like 2026-11-23; champion and mentors by handle, any number of each,
 * spaces or ";" between them; a slug that is "" is made of region and intake.
 */
struct founding_row {
    const char *fields[FOUNDING_FIELDS];
};

/* What became of a row. */
struct founded {
    char slug[SLUG_BYTES];
    bool is_new;
    size_t roles;         /* given now */
    struct placed placed; /* of its program's plan */
};

struct founding_outcome {
    struct founded *rows; /* owned: one a row, in their order */
    size_t added;
    size_t roles;
    size_t refused; /* index of the row that was, and which field of it */
    enum founding_field refused_field;
};

/* Adds the cohorts that are not here, with their boards, and the roles that
 * are not given yet: all of it or none. What is the same here stays as it is;
 * nothing is taken away. Each cohort and each role is on record.
 * FORBIDDEN: not the operator's program. Of the row that `refused` tells (else
 * it is `count`): NOT_FOUND and INVALID for what a field says, CONFLICT where a
 * cohort of that slug is here with other dates, or of another program, region
 * or intake. Clear in any case. */
MUST_USE enum status founding_import(struct viewer *viewer,
    const struct founding_row *rows, size_t count,
    struct founding_outcome *outcome);
void founding_outcome_clear(struct founding_outcome *outcome);

#endif
