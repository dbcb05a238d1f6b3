#ifndef BOARD_PROFILING_H
#define BOARD_PROFILING_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/profile.h"

/* What people set for themselves. Nobody does it for another: the operator's
 * program acts as them (homeroom --as), which is on record. What one with a
 * role changes is on record too. Setting what is set already is OK and writes
 * nothing. FORBIDDEN with a reason for the operator's program itself and for a
 * viewer that reads only. */

MUST_USE enum status profiling_find(const struct viewer *viewer,
    struct profile *profile);

/* As profiling_choose_name() has it; changing only case, accents and the like
 * is free. */
MUST_USE enum status profiling_set_name(struct viewer *viewer,
    const char *name);
/* The name that somebody takes for themselves, as it is kept, `person` being
 * who they are so far, {0} for nobody yet: the one that they have already, or
 * one that naming_check_name() takes and that looks like nobody else's of those
 * who may log in. INVALID, CONFLICT with a reason. */
MUST_USE enum status profiling_choose_name(struct store *store,
    const struct person *person, const char *given, char name[NAME_BYTES]);

/* A whole name of a zone, the place in it ("london"), the only one that begins
 * so, or "region" for their region's. INVALID with a reason that names what it
 * could be. FULL: they have moved too often of late. What had opened for them
 * stays open, and what they had not seen opens once: board/covering.h. */
MUST_USE enum status profiling_set_zone(struct viewer *viewer,
    const char *zone);
/* "Europe/London (EMEA's)", "Asia/Tokyo (yours; EMEA's is Europe/London)". */
void profiling_zone_words(const struct viewer *viewer,
    const struct profile *profile, struct text *words);

/* Whether `ssh host` begins in lines (plain mode). */
MUST_USE enum status profiling_set_plain(struct viewer *viewer, bool is_plain);

/* Several of these at once, or none: what is NULL stays as it is. */
struct profile_change {
    const char *name;
    const char *zone;
    const bool *is_plain;
};
MUST_USE enum status profiling_change(struct viewer *viewer,
    const struct profile_change *wanted);

/* What one can be told of, by its name: "mentions", "replies", "questions" are
 * "yes" or "no"; "digest" is "never", "weekly" or "daily". */
struct told_row {
    const char *name;
    const char *words;          /* "when somebody mentions you" */
    const char *const *choices; /* ends in NULL */
};
extern const struct told_row told_rows[]; /* ends in {0} */
/* The choice as it stands; `row` is of told_rows. */
const char *profiling_told(const struct told *told, const struct told_row *row);
/* INVALID: no such thing, or no such choice; the reason names those there are.
 */
MUST_USE enum status profiling_set_told(struct viewer *viewer, const char *name,
    const char *choice);

#endif
