/* Enrolled: one act of the operator's program, with its row of the record. */

#include "board/enrolled.h"

#include "board/enrolling.h"
#include "store/store.h"

enum status
enrolled_begin(struct viewer *viewer)
{
    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    if (!viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "you may only read here");
    return store_begin(viewer->store);
}

enum status
enrolled_end(struct viewer *viewer, enum status status, const char *act,
    const char *subject)
{
    if (status == STATUS_OK)
        status = enrolling_audit(viewer, act, subject);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
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
