/* Recalling: one's own earlier answer, some weeks later. */

#include "board/recalling.h"

#include "base/clock.h"
#include "board/access.h"
#include "board/own.h"
#include "store/looks.h"
#include "store/posts.h"

enum {
    WEEK_SECONDS = 7 * 86400,
    LOOKED_AT = 14
};

static const int after_weeks[] = {12, 4, 1};

enum status
recalling_check(const struct viewer *viewer, const struct earlier *earlier)
{
    struct access access;

    return access_thread(viewer, earlier->thread_id, RIGHT_SEE, &access);
}

/* The newest answer of the week that was so many weeks ago. */
static enum status
find_after(struct viewer *viewer, int weeks, struct earlier *earlier)
{
    struct earlier found[LOOKED_AT];
    int count = 0;
    int64_t to_at = clock_now() - (int64_t)weeks * WEEK_SECONDS + 1;
    enum status status = looks_find(viewer->store,
        &(struct look_range){.person_id = viewer->person.id,
            .from_at = to_at - WEEK_SECONDS,
            .to_at = to_at,
            .weeks = weeks},
        LOOKED_AT, found, &count);

    for (int i = 0; status == STATUS_OK && i < count; i++) {
        status = recalling_check(viewer, &found[i]);
        if (status == STATUS_OK) {
            *earlier = found[i];
            return posts_beginning(viewer->store, earlier->post_id,
                &earlier->body);
        }
        if (status == STATUS_NOT_FOUND)
            status = STATUS_OK;
    }
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

enum status
recalling_find(struct viewer *viewer, struct earlier *earlier)
{
    int64_t last = 0;
    enum status status = looks_last(viewer->store, viewer->person.id, &last);

    if (status != STATUS_OK)
        return status;
    if (moment_apart(last, clock_now()) < WEEK_SECONDS)
        return refuse(STATUS_NOT_FOUND, "you have looked back within a week: "
                                        "one answer a week comes back");
    for (size_t i = 0; i < sizeof after_weeks / sizeof(int); i++) {
        status = find_after(viewer, after_weeks[i], earlier);
        if (status != STATUS_NOT_FOUND)
            return status;
    }
    return refuse(STATUS_NOT_FOUND, "none of your answers is 1, 4 or 12 weeks "
                                    "old: then one comes back");
}

enum status
recalling_met(struct viewer *viewer, const struct earlier *earlier)
{
    if (!viewer->may_write)
        return STATUS_OK;
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = looks_add(viewer->store, viewer->person.id, earlier, clock_now());
    return own_end_unseen(viewer, status);
}
