/* Viewers: whoever acts, with what they are a member of. */

#include "board/viewer.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/acquaintance.h"
#include "store/members.h"
#include "store/people.h"

enum {
    SEEN_SECONDS = 60 /* each one is a write that reaches the disk */
};

static enum status
may_act(const struct person *person)
{
    if (person->may_log_in)
        return STATUS_OK;
    return refuse(STATUS_FORBIDDEN, "%s may not log in", person->handle);
}

static enum status
viewer_of(struct viewer *viewer, struct store *store,
    const struct person *person)
{
    struct viewer opened = {
        .store = store,
        .person = *person,
        .may_write = true,
    };
    enum status status = viewer_refresh(&opened);

    if (status == STATUS_OK)
        *viewer = opened;
    return status;
}

enum status
viewer_open(struct viewer *viewer, struct store *store, int64_t person_id)
{
    struct person person;
    enum status status = people_by_id(store, person_id, &person);

    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no such person");
    if (status != STATUS_OK)
        return status;
    return viewer_of(viewer, store, &person);
}

enum status
viewer_open_handle(struct viewer *viewer, struct store *store,
    const char *handle)
{
    struct person person;
    enum status status = people_by_handle(store, handle, &person);

    if (status == STATUS_NOT_FOUND)
        return refuse(status, "nobody called %s", handle);
    if (status != STATUS_OK)
        return status;
    return viewer_of(viewer, store, &person);
}

void
viewer_open_operator(struct viewer *viewer, struct store *store)
{
    *viewer = (struct viewer){
        .store = store,
        .is_operator = true,
        .may_write = true,
    };
    date_of(clock_now(), viewer_zone(viewer), viewer->today);
}

static bool
has_changed(const struct viewer *viewer, const struct person *person,
    const struct member_list *members)
{
    if (viewer->person.site_role != person->site_role ||
        viewer->members.count != members->count)
        return true;
    for (size_t i = 0; i < members->count; i++) {
        const struct member *before = &viewer->members.rows[i];
        const struct member *now = &members->rows[i];

        if (before->cohort_id != now->cohort_id ||
            before->program_id != now->program_id || before->role != now->role)
            return true;
    }
    return false;
}

/* What opens to a cohort opens on its region's day, wherever a member is. */
static void
count_days_ahead(struct viewer *viewer, int64_t now)
{
    char there[11];

    for (size_t i = 0; i < viewer->members.count; i++) {
        struct member *member = &viewer->members.rows[i];

        if (text_equals(member->zone, viewer_zone(viewer)))
            continue;
        date_of(now, member->zone, there);
        member->days_ahead = date_days(viewer->today, there);
    }
}

/* Another day may have made others known. */
static void
begin_day(struct viewer *viewer)
{
    char before[11];
    int64_t now = clock_now();

    text_copy(before, sizeof before, viewer->today);
    date_of(now, viewer_zone(viewer), viewer->today);
    count_days_ahead(viewer, now);
    if (!text_equals(before, viewer->today))
        acquaintance_forget(viewer);
}

enum status
viewer_refresh(struct viewer *viewer)
{
    struct person person;
    struct member_list members = {0};

    if (viewer->is_operator) {
        date_of(clock_now(), viewer_zone(viewer), viewer->today);
        return STATUS_OK;
    }

    enum status status = people_by_id(viewer->store, viewer->person.id,
        &person);
    if (status == STATUS_OK)
        status = may_act(&person);
    if (status == STATUS_OK)
        status = members_by_person(viewer->store, person.id, &members);
    if (status != STATUS_OK)
        return status;

    if (has_changed(viewer, &person, &members)) {
        acquaintance_forget(viewer);
        viewer->has_changed = true;
    }
    viewer->person = person;
    member_list_clear(&viewer->members);
    viewer->members = members;
    begin_day(viewer);
    return STATUS_OK;
}

void
viewer_clear(struct viewer *viewer)
{
    member_list_clear(&viewer->members);
    event_list_clear(&viewer->news);
    acquaintance_forget(viewer);
    memory_release(viewer->here);
    *viewer = (struct viewer){0};
}

void
viewer_here(struct viewer *viewer, const int64_t *person_ids, size_t count)
{
    memory_free(viewer->here);
    viewer->here_count = count;
    if (count == 0)
        return;
    viewer->here = memory_new(count * sizeof *person_ids);
    memcpy(viewer->here, person_ids, count * sizeof *person_ids);
}

const char *
viewer_zone(const struct viewer *viewer)
{
    return viewer->person.zone[0] != '\0' ? viewer->person.zone : "UTC";
}

void
viewer_seen(struct viewer *viewer)
{
    int64_t now = clock_now();

    if (viewer->person.id == 0 || !viewer->may_write)
        return;
    if (now - viewer->person.last_seen_at < SEEN_SECONDS)
        return;
    if (people_set_last_seen(viewer->store, viewer->person.id, now) ==
        STATUS_OK)
        viewer->person.last_seen_at = now;
}
