#ifndef BOARD_EXPLAINED_H
#define BOARD_EXPLAINED_H

#include "base/status.h"
#include "board/lookup.h"
#include "model/person.h"

struct store;

/* The roles that the record gave, act by act. For explaining alone. */

/* What an import's rows of the record are called. */
#define EXPLAINED_MANY "roster roles"

struct explained {
    struct store *store;  /* borrowed */
    struct lookup roles;  /* by "member 17 5 mentor": 1 given, 0 taken */
    struct lookup places; /* ids by "cohort emea-autumn"; 0: none */
};

/* Reads the whole record; explained_clear() it whatever is said. */
MUST_USE enum status explained_read(struct store *store,
    struct explained *explained);
void explained_clear(struct explained *explained);
bool explained_member(const struct explained *explained,
    const struct member *member);
/* Whether a row of an import says that this person was given the role. */
bool explained_names(const char *subject, int64_t person_id);
/* ROLE_NONE: none was given, or it was taken again. */
enum role explained_site_role(const struct explained *explained,
    int64_t person_id);

#endif
