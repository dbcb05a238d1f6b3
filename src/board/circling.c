/* Circling: which circles are a viewer's to look at. */

#include "board/circling.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/acquaintance.h"
#include "board/meeting.h"
#include "board/rights.h"
#include "store/cohorts.h"

bool
circling_holds(const struct viewer *viewer, const struct circle *circle,
    const struct member *member)
{
    switch (circle->kind) {
    case CIRCLE_COHORT:
        return member->cohort_id == circle->id;
    case CIRCLE_INTAKE:
        return member->intake_id == circle->id;
    case CIRCLE_REACH:
        return acquaintance_by_member(viewer, member);
    default:
        return true;
    }
}

void
circling_week(const struct member *member, char week[WEEK_BYTES])
{
    struct cohort cohort = {.weeks_on_the_job = member->weeks_on_the_job};
    char today[11];

    text_copy(cohort.starts_on, sizeof cohort.starts_on, member->starts_on);
    text_copy(cohort.ends_on, sizeof cohort.ends_on, member->ends_on);
    date_begun(clock_now(), member->zone, today);
    cohort_week(&cohort, today, week);
}

/* What somebody would be who learns there: for whether a board is shared. */
static struct member
member_of(const struct cohort *cohort)
{
    struct member member = {
        .person_id = -1,
        .cohort_id = cohort->id,
        .program_id = cohort->program_id,
        .intake_id = cohort->intake_id,
        .role = ROLE_LEARNER,
        .has_course = cohort->kind == PROGRAM_ELEARNING,
    };

    text_copy(member.ends_on, sizeof member.ends_on, cohort->ends_on);
    text_copy(member.zone, sizeof member.zone, cohort->zone);
    return member;
}

static bool
is_sponsor_of(const struct viewer *viewer, const struct cohort *cohort)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].cohort_id == cohort->id &&
            viewer->members.rows[i].role == ROLE_SPONSOR)
            return true;
    return false;
}

/* FORBIDDEN where the viewer has nothing to do with it. */
static enum status
circle_of_cohort(const struct viewer *viewer, const struct cohort *cohort,
    struct circle *circle)
{
    const struct member other = member_of(cohort);
    bool is_shared = acquaintance_by_member(viewer, &other);

    if (!is_shared && !is_sponsor_of(viewer, cohort))
        return STATUS_FORBIDDEN;
    *circle = (struct circle){
        .kind = CIRCLE_COHORT,
        .id = cohort->id,
        .is_counted = !is_shared,
    };
    snprintf(circle->title, sizeof circle->title, "%s, %s",
        cohort->region_title, cohort->intake_title);
    return STATUS_OK;
}

static struct circle
circle_of_intake(const struct cohort *cohort)
{
    struct circle circle = {.kind = CIRCLE_INTAKE, .id = cohort->intake_id};

    snprintf(circle.title, sizeof circle.title, "All regions, %s",
        cohort->intake_title);
    return circle;
}

static struct circle
widest(const struct viewer *viewer, bool is_staff)
{
    struct circle circle = {
        .kind = acquaintance_with_all(viewer) ? CIRCLE_SITE : CIRCLE_REACH,
        .is_staff = is_staff,
    };

    text_copy(circle.title, sizeof circle.title,
        is_staff ? "Whom to ask" : "Everybody");
    return circle;
}

static void
add(struct circle_list *list, const struct circle *circle)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].kind == circle->kind &&
            list->rows[i].id == circle->id &&
            list->rows[i].is_staff == circle->is_staff)
            return;
    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    list->rows[list->count++] = *circle;
}

/* Whether the viewer is more than a sponsor in an intake. */
static bool
is_in_intake(const struct viewer *viewer, int64_t intake_id)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].intake_id == intake_id &&
            viewer->members.rows[i].role != ROLE_SPONSOR)
            return true;
    return false;
}

static void
add_own(const struct viewer *viewer, const struct cohort_list *cohorts,
    struct circle_list *list)
{
    struct circle circle;

    for (size_t i = 0; i < cohorts->count; i++)
        if (circle_of_cohort(viewer, &cohorts->rows[i], &circle) == STATUS_OK)
            add(list, &circle);
    for (size_t i = 0; i < cohorts->count; i++) {
        if (!is_in_intake(viewer, cohorts->rows[i].intake_id))
            continue;
        circle = circle_of_intake(&cohorts->rows[i]);
        add(list, &circle);
    }
}

/* Whether a membership opens a board to people of other intakes, too. */
static bool
is_wide(const struct viewer *viewer, const struct member *member)
{
    const struct board alumni = {
        .kind = BOARD_ALUMNI,
        .program_id = member->program_id,
    };

    return member->has_course || rights_allow(viewer, RIGHT_SEE, &alumni);
}

/* Whether they share boards with more people than those of one intake. */
static bool
reaches_further(const struct viewer *viewer)
{
    int64_t intake_id = 0;

    if (acquaintance_with_all(viewer) || viewer->members.count == 0)
        return true;
    for (size_t i = 0; i < viewer->members.count; i++) {
        const struct member *member = &viewer->members.rows[i];

        if (member->role == ROLE_SPONSOR)
            continue;
        if (is_wide(viewer, member) ||
            (intake_id != 0 && intake_id != member->intake_id))
            return true;
        intake_id = member->intake_id;
    }
    return false;
}

static bool
is_sponsor_alone(const struct viewer *viewer)
{
    if (acquaintance_with_all(viewer))
        return false;
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].role != ROLE_SPONSOR)
            return false;
    return viewer->members.count > 0;
}

enum status
meeting_circles(struct viewer *viewer, struct circle_list *list)
{
    struct cohort_list cohorts = {0};
    struct circle_list found = {0};
    struct circle wide = widest(viewer, false);
    struct circle staff = widest(viewer, true);
    enum status status = cohorts_by_person(viewer->store, viewer->person.id,
        &cohorts);

    if (status != STATUS_OK)
        return status;
    add_own(viewer, &cohorts, &found);
    cohort_list_clear(&cohorts);
    if (reaches_further(viewer))
        add(&found, &wide);
    if (!is_sponsor_alone(viewer))
        add(&found, &staff);
    *list = found;
    return STATUS_OK;
}

enum status
meeting_circle(struct viewer *viewer, const char *slug, struct circle *circle)
{
    struct cohort cohort;

    if (slug == NULL) {
        *circle = widest(viewer, false);
        return STATUS_OK;
    }
    enum status status = cohorts_by_slug(viewer->store, slug, &cohort);
    if (status == STATUS_OK)
        status = circle_of_cohort(viewer, &cohort, circle);
    if (status == STATUS_NOT_FOUND || status == STATUS_FORBIDDEN)
        return refuse(STATUS_NOT_FOUND, "no cohort called %.40s", slug);
    return status;
}

static enum status
intake_again(struct viewer *viewer, int64_t id, struct circle *circle)
{
    struct cohort_list cohorts = {0};
    enum status status = is_in_intake(viewer, id) ? STATUS_OK
                                                  : STATUS_NOT_FOUND;

    if (status == STATUS_OK)
        status = cohorts_by_person(viewer->store, viewer->person.id, &cohorts);
    if (status != STATUS_OK)
        return status;
    status = STATUS_NOT_FOUND;
    for (size_t i = 0; i < cohorts.count && status != STATUS_OK; i++) {
        if (cohorts.rows[i].intake_id != id)
            continue;
        *circle = circle_of_intake(&cohorts.rows[i]);
        status = STATUS_OK;
    }
    cohort_list_clear(&cohorts);
    return status;
}

enum status
meeting_circle_again(struct viewer *viewer, enum circle_kind kind, int64_t id,
    struct circle *circle)
{
    struct cohort cohort;
    struct circle found = widest(viewer, circle->is_staff);
    enum status status = STATUS_OK;

    if (kind == CIRCLE_COHORT) {
        status = cohorts_by_id(viewer->store, id, &cohort);
        if (status == STATUS_OK)
            status = circle_of_cohort(viewer, &cohort, &found);
    } else if (kind == CIRCLE_INTAKE) {
        status = intake_again(viewer, id, &found);
    } else if (kind != found.kind) {
        status = STATUS_NOT_FOUND;
    }
    if (status == STATUS_NOT_FOUND || status == STATUS_FORBIDDEN)
        return refuse(STATUS_NOT_FOUND, "that cohort is not yours to see");
    if (status == STATUS_OK) {
        found.is_staff = circle->is_staff;
        *circle = found;
    }
    return status;
}
