#ifndef BOARD_ENROLLING_H
#define BOARD_ENROLLING_H

#include "board/placing.h"
#include "board/viewer.h"
#include "model/cohort.h"
#include "model/person.h"

/* Programs, regions, cohorts, people: what only the operator's program does
 * here. FORBIDDEN for anyone else; each act is audited in its transaction.
 * INVALID with a reason names the argument that is wrong; CONFLICT: the name
 * is taken. */

/* Makes the program with its alumni board, and its course board where the kind
 * is "elearning"; else it is "instructor-led". */
MUST_USE enum status enrolling_add_program(struct viewer *viewer,
    const char *slug, const char *title, const char *kind);
/* `title` NULL: the slug in capitals. */
MUST_USE enum status enrolling_add_region(struct viewer *viewer,
    const char *slug, const char *title, const char *zone);

struct cohort_terms {
    const char *slug;
    const char *program; /* slugs */
    const char *region;
    const char *intake; /* title; made when new, with its program board */
    const char *starts_on;
    const char *ends_on;
};
/* Makes the cohort with its board, its intake with its program board where
 * new, and the commons where there is none; its program's plan comes with it:
 * `placed` is what of it, see board/placing.h. */
MUST_USE enum status enrolling_place_cohort(struct viewer *viewer,
    const struct cohort_terms *terms, struct placed *placed);
/* NOT_FOUND too for a cohort that the viewer is not in. */
MUST_USE enum status enrolling_find_cohort(struct viewer *viewer,
    const char *slug, struct cohort *cohort);

/* `email` may be NULL. CONFLICT says which handle this one looks like. */
MUST_USE enum status enrolling_add_person(struct viewer *viewer,
    const char *handle, const char *name, const char *email,
    int64_t *person_id);
/* As naming_check_name() has it for the operator. It is the roster's to change
 * again. */
MUST_USE enum status enrolling_set_name(struct viewer *viewer,
    const char *handle, const char *name);
/* Their region becomes the cohort's where they have none. */
MUST_USE enum status enrolling_add_member(struct viewer *viewer,
    const char *handle, const char *cohort, const char *role);
/* "moderator", "operator" or "" to take it away. */
MUST_USE enum status enrolling_set_site_role(struct viewer *viewer,
    const char *handle, const char *role);
/* By handle or email; for logins, so without rights. NOT_FOUND, or FORBIDDEN
 * for one who may not log in. */
MUST_USE enum status enrolling_find_person(struct store *store,
    const char *handle_or_email, struct person *person);
/* Anything by anyone with a role: one row of the record. */
MUST_USE enum status enrolling_audit(struct viewer *viewer, const char *act,
    const char *subject);

#endif
