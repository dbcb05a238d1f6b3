#ifndef BOARD_ROSTERING_H
#define BOARD_ROSTERING_H

#include <stddef.h>

#include "board/viewer.h"
#include "model/person.h"

/* Rosters: the people of a cohort as a learning platform lists them. */

/* A row of one. */
struct roster_person {
    const char *login; /* user name there; "": none */
    const char *name;
    const char *email; /* "": none; without an "@" it counts as none */
    enum role role;    /* ROLE_NONE: it does not say, a learner */
};

struct roster {
    const char *cohort; /* slug */
    const struct roster_person *people;
    size_t count;
    bool is_dry_run; /* nothing is written, the outcome tells what would be */
};

enum roster_field {
    ROSTER_LOGIN,
    ROSTER_NAME,
    ROSTER_EMAIL
};

enum roster_act {
    ROSTER_KEEP,   /* on the cohort, nothing to do */
    ROSTER_ADD,    /* comes to the cohort */
    ROSTER_CHANGE, /* on the cohort, with another name, address or role */
    ROSTER_ACTS
};

/* What became of a row. */
struct roster_row {
    enum roster_act act;
    char handle[HANDLE_BYTES];
    int64_t person_id;
    bool is_new; /* the person is, not only to the cohort */
    bool has_new_name;
    bool has_new_email;
    bool has_no_address; /* what stood for one was none */
    bool is_cut;         /* the name, to fit */
    enum role new_role;  /* in the cohort; ROLE_NONE: as before */
};

struct roster_outcome {
    struct roster_row *rows; /* owned: one a person, in their order */
    size_t counts[ROSTER_ACTS];
    struct person_list absent; /* owned: on the cohort, on no row; they stay */
    size_t refused;            /* index of the row that was, and what of it */
    enum roster_field refused_field;
};

/* Brings the people on the cohort, all of them or nobody: they are known by
 * address, else by a handle made of the login (what stands before an "@") and
 * the same name, and are made when new, without password and key. Nobody
 * leaves. One row of the record for all, and who got which role
 * (board/explaining.h).
 * FORBIDDEN: not the operator's program. NOT_FOUND: no such cohort. Of a row,
 * which `outcome->refused` tells (else it is the count): INVALID where it
 * breaks a rule or stands there twice, CONFLICT where the handle or address is
 * another person's. Clear in any case. */
MUST_USE enum status rostering_import(struct viewer *viewer,
    const struct roster *roster, struct roster_outcome *outcome);
void roster_outcome_clear(struct roster_outcome *outcome);

#endif
