/* Viewers: whoever acts, with what they are a member of. */

#include "board/viewer.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/acquaintance.h"
#include "store/members.h"
#include "store/moves.h"
#include "store/people.h"

enum {
    MOVES_MOST = 50,
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

    opened.has_changed = false;
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
    date_begun(clock_now(), viewer_zone(viewer), viewer->today);
}

static bool
is_same(const struct member *one, const struct member *other)
{
    return one->cohort_id == other->cohort_id &&
           one->program_id == other->program_id && one->role == other->role &&
           one->days_ahead == other->days_ahead &&
           text_equals(one->starts_on, other->starts_on) &&
           text_equals(one->ends_on, other->ends_on);
}

static bool
has_changed(const struct viewer *before, const struct viewer *now)
{
    if (before->person.site_role != now->person.site_role ||
        before->members.count != now->members.count ||
        !text_equals(before->today, now->today))
        return true;
    for (size_t i = 0; i < now->members.count; i++)
        if (!is_same(&before->members.rows[i], &now->members.rows[i]))
            return true;
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
        date_begun(now, member->zone, there);
        member->days_ahead = date_days(viewer->today, there);
    }
}

void
viewer_picture(struct viewer *viewer, struct store *store,
    const struct person *person, struct member_list *members)
{
    int64_t now = clock_now();

    *viewer = (struct viewer){
        .store = store,
        .person = *person,
        .members = *members,
        .may_write = true,
    };
    *members = (struct member_list){0};
    date_begun(now, viewer_zone(viewer), viewer->today);
    count_days_ahead(viewer, now);
}

static enum status
read_moves(const struct viewer *viewer, const struct person *person,
    struct move_list *moves)
{
    if (!person->has_moved)
        return STATUS_OK;
    return moves_by_person(viewer->store, person->id, MOVES_MOST, moves);
}

enum status
viewer_refresh(struct viewer *viewer)
{
    struct person person;
    struct member_list members = {0};
    struct move_list moves = {0};
    struct viewer now;

    if (viewer->is_operator) {
        date_begun(clock_now(), viewer_zone(viewer), viewer->today);
        return STATUS_OK;
    }

    enum status status = people_by_id(viewer->store, viewer->person.id,
        &person);
    if (status == STATUS_OK)
        status = may_act(&person);
    if (status == STATUS_OK)
        status = read_moves(viewer, &person, &moves);
    if (status == STATUS_OK)
        status = members_by_person(viewer->store, person.id, &members);
    if (status != STATUS_OK) {
        move_list_clear(&moves);
        return status;
    }

    viewer_picture(&now, viewer->store, &person, &members);
    if (has_changed(viewer, &now)) {
        acquaintance_forget(viewer);
        viewer->has_changed = true;
    }
    viewer->person = person;
    member_list_clear(&viewer->members);
    viewer->members = now.members;
    move_list_clear(&viewer->moves);
    viewer->moves = moves;
    text_copy(viewer->today, sizeof viewer->today, now.today);
    return STATUS_OK;
}

void
viewer_clear(struct viewer *viewer)
{
    member_list_clear(&viewer->members);
    move_list_clear(&viewer->moves);
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
    if (moment_apart(viewer->person.last_seen_at, now) < SEEN_SECONDS)
        return;
    if (people_set_last_seen(viewer->store, viewer->person.id, now) ==
        STATUS_OK)
        viewer->person.last_seen_at = now;
}

bool
viewer_has_role(const struct viewer *viewer, int64_t cohort_id, enum role role)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].cohort_id == cohort_id &&
            viewer->members.rows[i].role == role)
            return true;
    return false;
}
