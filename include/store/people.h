#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include "base/status.h"
#include "model/person.h"

struct store;

/* What a new person starts with. */
struct newcomer {
    const char *handle;
    const char *skeleton; /* handle_skeleton() of it */
    const char *name;     /* cleaned */
    const char *email;    /* lower case; NULL: none */
    const char *login_id; /* where they learn, lower case; NULL: none */
    bool may_log_in;      /* false: an author of imported mail */
};
/* CONFLICT: the handle, one that looks like it, or the email is taken. */
MUST_USE enum status people_add(struct store *store,
    const struct newcomer *newcomer, int64_t now, int64_t *id);

MUST_USE enum status people_by_id(struct store *store, int64_t id,
    struct person *person);
MUST_USE enum status people_by_handle(struct store *store, const char *handle,
    struct person *person);
/* By skeleton: who already has a handle that looks like this one. */
MUST_USE enum status people_by_skeleton(struct store *store,
    const char *skeleton, struct person *person);
/* `email` in lower case. */
MUST_USE enum status people_by_email(struct store *store, const char *email,
    struct person *person);

/* The people of a cohort, each once, by id from after `after_id` on. */
MUST_USE enum status people_in_cohort(struct store *store, int64_t cohort_id,
    int64_t after_id, int limit, struct person_list *list);

/* The SMEs of a course, who was named first first; at most 100. */
MUST_USE enum status people_of_course(struct store *store, int64_t program_id,
    struct person_list *list);

/* Who else, of those who may log in or ever did, has a name that looks like
 * this one: by name_skeleton(). Skeletons that are not known yet are made. */
MUST_USE enum status people_by_name(struct store *store, const char *name,
    int64_t except_id, struct person *person);

/* `name` as naming_check_name() gives it; `has_own_name`: they chose it. */
MUST_USE enum status people_set_name(struct store *store, int64_t id,
    const char *name, bool has_own_name);
/* `name` cleaned; `email` in lower case, NULL leaves it as it is. CONFLICT:
 * the address is another person's. */
MUST_USE enum status people_set_contact(struct store *store, int64_t id,
    const char *name, const char *email);
/* CONFLICT: the handle, or one that looks like it, is another person's. */
MUST_USE enum status people_set_handle(struct store *store, int64_t id,
    const char *handle, const char *skeleton);
/* Leaves a person who has a region as they are. */
MUST_USE enum status people_set_region(struct store *store, int64_t id,
    int64_t region_id);
/* Those who sit in one region sit in another from now on. */
MUST_USE enum status people_move_region(struct store *store, int64_t id,
    int64_t from_id, int64_t to_id);
/* `zone` NULL: their region's. */
MUST_USE enum status people_set_zone(struct store *store, int64_t id,
    const char *zone);
/* ROLE_NONE takes it away. */
MUST_USE enum status people_set_site_role(struct store *store, int64_t id,
    enum role role);
MUST_USE enum status people_set_may_log_in(struct store *store, int64_t id,
    bool may_log_in);
/* Goes back only where what is there is of a clock that was wrong, more than a
 * minute ahead; nothing of one who may not log in. */
MUST_USE enum status people_set_last_seen(struct store *store, int64_t id,
    int64_t at);

#endif
