/* Own: one act of a person upon themselves. */

#include "board/own.h"

#include "board/auditing.h"
#include "store/store.h"

bool
own_has_role(const struct viewer *viewer)
{
    if (viewer->person.site_role != ROLE_NONE)
        return true;
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].role != ROLE_LEARNER)
            return true;
    return false;
}

enum status
own_begin(struct viewer *viewer)
{
    if (viewer->person.id == 0)
        return refuse(STATUS_FORBIDDEN,
            "each person does that for themselves; homeroom --as HANDLE acts "
            "as one");
    if (!viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "you may only read here");
    return store_begin(viewer->store);
}

enum status
own_end(struct viewer *viewer, enum status status, const char *act,
    const char *text)
{
    if (status == STATUS_OK && own_has_role(viewer))
        status = auditing_record(viewer, act, viewer->person.handle, NULL,
            text);
    if (status == STATUS_OK) {
        status = store_commit(viewer->store);
        return status == STATUS_OK ? viewer_refresh(viewer) : status;
    }
    store_rollback(viewer->store);
    return status;
}

enum status
own_end_unseen(struct viewer *viewer, enum status status)
{
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}
