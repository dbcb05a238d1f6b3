/* Meeting: the people of a circle, as far as the viewer may know of them. */

#include "board/meeting.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/access.h"
#include "board/acquaintance.h"
#include "board/circling.h"
#include "board/missing.h"
#include "store/circles.h"
#include "store/members.h"
#include "store/people.h"
#include "store/regions.h"

enum {
    PAGE_ROWS = 100
};

/* A page of a circle on its way to the viewer. */
struct meeting {
    struct viewer *viewer;
    struct circle circle;
    char today[11];
    struct circle_range range;
    struct circle_key last; /* looked at, which the range goes on from */
};

/* The last role in the order of circles that the viewer may meet. */
static int
rank_most(const struct viewer *viewer, const struct circle *circle)
{
    if (circle->is_staff)
        return circle_rank(ROLE_CHAMPION);
    if (acquaintance_with_all(viewer))
        return circle_rank(ROLE_NONE);
    return circle_rank(ROLE_LEARNER);
}

/* Rights first: what a circle was when it was seen does not count. */
static enum status
meeting_open(struct meeting *meeting, struct viewer *viewer,
    const struct circle *circle)
{
    *meeting = (struct meeting){.viewer = viewer, .circle = *circle};
    enum status status = meeting_circle_again(viewer, circle->kind, circle->id,
        &meeting->circle);

    if (status == STATUS_OK)
        status = access_latest_day(viewer, meeting->today);
    meeting->circle.is_staff = circle->is_staff;
    meeting->range = (struct circle_range){
        .circle = &meeting->circle,
        .reach = {viewer->person.id, meeting->today},
        .rank_most = rank_most(viewer, &meeting->circle),
    };
    return status;
}

/* Their membership as a learner of the circle, the one that began last; NULL:
 * none. */
static const struct member *
learning_of(const struct meeting *meeting, const struct member_list *members)
{
    const struct member *found = NULL;

    for (size_t i = 0; i < members->count; i++) {
        const struct member *member = &members->rows[i];

        if (member->role != ROLE_LEARNER ||
            !circling_holds(meeting->viewer, &meeting->circle, member))
            continue;
        if (found == NULL || date_days(found->starts_on, member->starts_on) > 0)
            found = member;
    }
    return found;
}

/* The first rank of somebody in a circle; past all ranks: they are not in it.
 */
static int
rank_in(const struct meeting *meeting, const struct person *person,
    const struct member_list *members)
{
    const struct circle *circle = &meeting->circle;
    bool is_wide = circle->kind == CIRCLE_REACH || circle->kind == CIRCLE_SITE;
    int rank = circle_rank(ROLE_NONE) + 1;

    if (is_wide && person->site_role != ROLE_NONE)
        rank = circle_rank(ROLE_MODERATOR);
    else if (circle->kind == CIRCLE_SITE && person->may_log_in)
        rank = circle_rank(ROLE_NONE);
    for (size_t i = 0; i < members->count; i++) {
        int other = circle_rank(members->rows[i].role);

        if (other < rank &&
            circling_holds(meeting->viewer, circle, &members->rows[i]))
            rank = other;
    }
    return rank;
}

static enum status
draw_fellow(const struct meeting *meeting, const struct member_list *members,
    struct fellow *fellow)
{
    const struct member *learning = learning_of(meeting, members);
    struct region region = {0};
    enum status status = missing_find(meeting->viewer, &fellow->person, members,
        &fellow->whereabouts);

    if (status == STATUS_OK && fellow->key.region_id != 0)
        status = regions_by_id(meeting->viewer->store, fellow->key.region_id,
            &region);
    text_copy(fellow->region_zone, sizeof fellow->region_zone, region.zone);
    if (fellow->role == ROLE_LEARNER && learning != NULL)
        circling_week(learning, fellow->week);
    return status;
}

/* Whether they stand here: who learns and has a role before that stands with
 * the role. */
static bool
stands_here(const struct meeting *meeting, const struct circle_key *key,
    int rank)
{
    bool is_learners = key->rank == circle_rank(ROLE_LEARNER);

    return rank <= meeting->range.rank_most &&
           (!is_learners || rank == key->rank);
}

/* Somebody of the circle, with all that there is to tell of them. */
static enum status
fellow_of(const struct meeting *meeting, const struct circle_key *key,
    struct fellow *fellow, bool *is_met)
{
    struct member_list members = {0};
    struct store *store = meeting->viewer->store;

    *fellow = (struct fellow){.key = *key};
    *is_met = false;
    enum status status = people_by_id(store, key->person_id, &fellow->person);

    if (status == STATUS_OK)
        status = members_by_person(store, key->person_id, &members);
    if (status != STATUS_OK)
        return status;
    int rank = rank_in(meeting, &fellow->person, &members);

    fellow->role = circle_role(rank);
    *is_met = stands_here(meeting, key, rank) &&
              acquaintance_among(meeting->viewer, &fellow->person, &members);
    if (*is_met)
        status = draw_fellow(meeting, &members, fellow);
    member_list_clear(&members);
    return status;
}

static enum status
keep_met(const struct meeting *meeting, const struct circle_key_list *keys,
    size_t most, struct fellow_list *list)
{
    for (size_t i = 0; i < keys->count && list->count < most; i++) {
        struct fellow fellow;
        bool is_met;

        if (i > 0 && keys->rows[i].rank == keys->rows[i - 1].rank &&
            keys->rows[i].person_id == keys->rows[i - 1].person_id)
            continue;
        enum status status = fellow_of(meeting, &keys->rows[i], &fellow,
            &is_met);

        if (status != STATUS_OK)
            return status;
        if (!is_met)
            continue;
        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        list->rows[list->count++] = fellow;
    }
    return STATUS_OK;
}

/* Page by page, until there are as many as were asked for. */
static enum status
list_met(struct meeting *meeting, const struct circle_key *from, int limit,
    struct fellow_list *list)
{
    enum status status = STATUS_OK;
    bool is_last = limit < 1;

    meeting->range.from = from;
    meeting->range.limit = limit < PAGE_ROWS ? limit : PAGE_ROWS;
    while (!is_last && status == STATUS_OK && list->count < (size_t)limit) {
        struct circle_key_list keys = {0};

        status = circles_page(meeting->viewer->store, &meeting->range, &keys);
        if (status == STATUS_OK)
            status = keep_met(meeting, &keys, (size_t)limit, list);
        is_last = keys.count < (size_t)meeting->range.limit;
        if (keys.count > 0) {
            meeting->last = keys.rows[keys.count - 1];
            meeting->range.from = &meeting->last;
        }
        circle_key_list_clear(&keys);
    }
    return status;
}

enum status
meeting_page(struct viewer *viewer, const struct meeting_range *range,
    struct fellow_list *list)
{
    struct meeting meeting;
    struct fellow_list found = {0};
    enum status status = meeting_open(&meeting, viewer, range->circle);

    meeting.range.is_back = range->is_back;
    if (status == STATUS_OK && !meeting.circle.is_counted)
        status = list_met(&meeting, range->from, range->limit, &found);
    if (status == STATUS_OK)
        *list = found;
    else
        fellow_list_clear(&found);
    return status;
}

enum status
meeting_place(struct viewer *viewer, const struct circle *circle,
    int64_t person_id, struct circle_key *key)
{
    struct meeting meeting;
    struct circle_key found = {0};
    struct person person = {0};
    struct member_list members = {0};
    enum status status = meeting_open(&meeting, viewer, circle);

    if (status == STATUS_OK)
        status = people_by_id(viewer->store, person_id, &person);
    if (status == STATUS_OK)
        status = circles_key(viewer->store, person_id, &found);
    if (status == STATUS_OK)
        status = members_by_person(viewer->store, person_id, &members);
    if (status != STATUS_OK)
        return status;

    found.rank = rank_in(&meeting, &person, &members);
    if (found.rank > meeting.range.rank_most || meeting.circle.is_counted ||
        !acquaintance_among(viewer, &person, &members))
        status = STATUS_NOT_FOUND;
    else
        *key = found;
    member_list_clear(&members);
    return status;
}

enum status
meeting_count(struct viewer *viewer, const struct circle *circle, int *count)
{
    struct meeting meeting;
    enum status status = meeting_open(&meeting, viewer, circle);

    if (status != STATUS_OK)
        return status;
    if (circle->kind != CIRCLE_REACH && !circle->is_staff)
        return circles_count(viewer->store, &meeting.range, count);
    *count = -1;
    return STATUS_OK;
}

enum status
meeting_counts(struct viewer *viewer, const struct circle *circle,
    struct circle_count_list *list)
{
    struct meeting meeting;
    enum status status = meeting_open(&meeting, viewer, circle);

    if (status != STATUS_OK)
        return status;
    return circles_count_roles(viewer->store, &meeting.range, list);
}
