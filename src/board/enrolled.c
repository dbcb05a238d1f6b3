/* Enrolled: one act of the operator's program, with its row of the record. */

#include "board/enrolled.h"

#include "base/clock.h"
#include "board/auditing.h"
#include "board/beginning.h"
#include "board/naming.h"
#include "store/cohorts.h"
#include "store/members.h"
#include "store/people.h"
#include "store/store.h"

enum status
enrolled_check(const struct viewer *viewer)
{
    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    if (!viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "you may only read here");
    return STATUS_OK;
}

enum status
enrolled_begin(struct viewer *viewer)
{
    enum status status = enrolled_check(viewer);

    return status == STATUS_OK ? store_begin(viewer->store) : status;
}

enum status
enrolled_end_why(struct viewer *viewer, enum status status, const char *act,
    const char *subject, const char *why)
{
    if (status == STATUS_OK)
        status = auditing_record(viewer, act, subject, why, NULL);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

enum status
enrolled_end(struct viewer *viewer, enum status status, const char *act,
    const char *subject)
{
    return enrolled_end_why(viewer, status, act, subject, NULL);
}

enum status
enrolled_why(const char *given, char why[WHY_BYTES])
{
    why[0] = '\0';
    return given == NULL ? STATUS_OK
                         : naming_check_line("why", given, why, WHY_BYTES);
}

enum status
enrolled_find(struct viewer *viewer, const char *handle, const char *slug,
    struct person *person, struct cohort *cohort)
{
    enum status status = enrolled_named(people_by_handle(viewer->store, handle,
                                            person),
        "person", handle);

    if (status != STATUS_OK)
        return status;
    return enrolled_named(cohorts_by_slug(viewer->store, slug, cohort),
        "cohort", slug);
}

enum status
enrolled_named(enum status status, const char *what, const char *name)
{
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no %s called %s", what, name);
    if (status == STATUS_CONFLICT)
        return refuse(status, "%s %s is there already", what, name);
    return status;
}

enum status
enrolled_join(struct store *store, int64_t person_id,
    const struct cohort *cohort, enum role role)
{
    enum status status = members_add(store, person_id, cohort->id, role,
        clock_now());

    if (status == STATUS_OK && role == ROLE_LEARNER)
        status = beginning_join(store, person_id, cohort);
    if (status != STATUS_OK)
        return status;
    return people_set_region(store, person_id, cohort->region_id);
}
