/* Knowing: a person's page, as far as the viewer may know of them. */

#include "board/knowing.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/acquaintance.h"
#include "board/circling.h"
#include "board/missing.h"
#include "board/naming.h"
#include "board/parting.h"
#include "board/rights.h"
#include "model/circle.h"
#include "store/cohorts.h"
#include "store/members.h"
#include "store/people.h"
#include "store/programs.h"

/* The memberships of a person that the viewer may know of: those that open a
 * board to both, and their own. */
static void
drop_unshared(const struct viewer *viewer, int64_t person_id,
    struct member_list *members)
{
    size_t kept = 0;

    if (person_id == viewer->person.id)
        return;
    for (size_t i = 0; i < members->count; i++)
        if (acquaintance_by_member(viewer, &members->rows[i]))
            members->rows[kept++] = members->rows[i];
    members->count = kept;
}

static enum status
find_cohort(const struct viewer *viewer, const struct member *member,
    struct cohort *cohort)
{
    struct program program;

    if (member->cohort_id != 0)
        return cohorts_by_id(viewer->store, member->cohort_id, cohort);
    enum status status = programs_by_id(viewer->store, member->program_id,
        &program);
    if (status != STATUS_OK)
        return status;
    *cohort = (struct cohort){.program_id = program.id, .kind = program.kind};
    text_copy(cohort->program_title, sizeof cohort->program_title,
        program.title);
    return STATUS_OK;
}

/* The name of a cohort's board is for those who see the board. */
static void
hide_slug(const struct viewer *viewer, const struct member *member,
    struct cohort *cohort)
{
    const struct board board = {
        .kind = BOARD_COHORT,
        .program_id = member->program_id,
        .intake_id = member->intake_id,
        .cohort_id = member->cohort_id,
    };

    if (viewer->person.id != member->person_id &&
        !rights_allow(viewer, RIGHT_SEE, &board))
        cohort->slug[0] = '\0';
}

static enum status
add_standing(const struct viewer *viewer, const struct member *member,
    struct portrait *portrait)
{
    struct standing standing = {.role = member->role};
    enum status status = find_cohort(viewer, member, &standing.cohort);

    if (status != STATUS_OK)
        return status;
    hide_slug(viewer, member, &standing.cohort);
    if (member->role == ROLE_LEARNER)
        circling_week(member, standing.week);
    portrait->standings = grow(portrait->standings,
        portrait->standing_count + 1, sizeof *portrait->standings);
    portrait->standings[portrait->standing_count++] = standing;
    return STATUS_OK;
}

static int
by_start(const void *one_, const void *other_)
{
    const struct standing *one = one_;
    const struct standing *other = other_;
    int order = strcmp(other->cohort.starts_on, one->cohort.starts_on);

    if (order == 0)
        order = (one->cohort.id > other->cohort.id) -
                (one->cohort.id < other->cohort.id);
    if (order == 0)
        order = circle_rank(one->role) - circle_rank(other->role);
    return order;
}

static enum status
add_standings(const struct viewer *viewer, const struct member_list *members,
    struct portrait *portrait)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < members->count && status == STATUS_OK; i++)
        status = add_standing(viewer, &members->rows[i], portrait);
    if (status == STATUS_OK && portrait->standing_count > 1)
        qsort(portrait->standings, portrait->standing_count,
            sizeof *portrait->standings, by_start);
    return status;
}

/* Whether the viewer may read anything that they wrote. */
static enum status
wrote_for(struct viewer *viewer, int64_t person_id, bool *wrote)
{
    struct written_list list = {0};
    enum status status = knowing_posts(viewer, person_id, NULL, 1, &list);

    if (status == STATUS_OK)
        *wrote = list.count > 0;
    written_list_clear(&list);
    return status;
}

static enum status
fill(struct viewer *viewer, struct member_list *members,
    struct portrait *portrait)
{
    const struct person *person = &portrait->person;
    bool is_known = acquaintance_among(viewer, person, members);
    enum status status = STATUS_OK;

    portrait->is_shared = is_known;
    if (!is_known && !parting_is_former(person))
        status = wrote_for(viewer, person->id, &is_known);
    if (status != STATUS_OK)
        return status;
    if (!is_known)
        return STATUS_NOT_FOUND;
    if (portrait->is_shared)
        status = missing_find(viewer, person, members, &portrait->whereabouts);
    drop_unshared(viewer, person->id, members);
    if (status == STATUS_OK)
        status = add_standings(viewer, members, portrait);
    return status;
}

enum status
knowing_person(struct viewer *viewer, const char *handle,
    struct portrait *portrait)
{
    char lower[2 * HANDLE_BYTES];
    struct portrait found = {0};
    struct member_list members = {0};

    naming_lower(lower, sizeof lower, handle);
    enum status status = people_by_handle(viewer->store, lower, &found.person);
    if (status == STATUS_OK)
        status = members_by_person(viewer->store, found.person.id, &members);
    if (status == STATUS_OK)
        status = fill(viewer, &members, &found);
    member_list_clear(&members);
    if (status == STATUS_OK) {
        *portrait = found;
        return status;
    }
    portrait_clear(&found);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "nobody called %s", lower);
    return status;
}
