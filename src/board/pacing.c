/* Pacing: who is in which week of what. */

#include "board/pacing.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/beginning.h"
#include "board/enrolled.h"
#include "store/cohorts.h"
#include "store/members.h"

static void
take_dates(const struct member *member, struct cohort *cohort)
{
    text_copy(cohort->starts_on, sizeof cohort->starts_on, member->starts_on);
    text_copy(cohort->ends_on, sizeof cohort->ends_on, member->ends_on);
}

static void
take_own_dates(const struct viewer *viewer, struct cohort *cohort)
{
    for (size_t i = 0; i < viewer->members.count; i++) {
        const struct member *member = &viewer->members.rows[i];

        if (member->cohort_id != cohort->id || !member->begins_alone)
            continue;
        take_dates(member, cohort);
        cohort->is_own = true;
    }
}

/* What the viewer is in the midst of: the one begun last, then what is to
 * come, the soonest first. */
static bool
comes_before(const struct cohort *one, const struct cohort *other, int64_t now)
{
    char here[11];
    char there[11];

    date_begun(now, one->zone, here);
    date_begun(now, other->zone, there);
    bool has_begun = strcmp(one->starts_on, here) <= 0;
    bool other_has = strcmp(other->starts_on, there) <= 0;
    int order = strcmp(one->starts_on, other->starts_on);

    if (has_begun != other_has)
        return has_begun;
    return has_begun ? order > 0 : order < 0;
}

/* Keeps the order of equals. */
static void
sort(struct cohort_list *list)
{
    int64_t now = clock_now();

    for (size_t i = 1; i < list->count; i++) {
        struct cohort moved = list->rows[i];
        size_t at = i;

        for (; at > 0 && comes_before(&moved, &list->rows[at - 1], now); at--)
            list->rows[at] = list->rows[at - 1];
        list->rows[at] = moved;
    }
}

enum status
pacing_own(struct viewer *viewer, struct cohort_list *list)
{
    struct cohort_list found;
    enum status status = cohorts_by_person(viewer->store, viewer->person.id,
        &found);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < found.count; i++)
        take_own_dates(viewer, &found.rows[i]);
    sort(&found);
    *list = found;
    return STATUS_OK;
}

enum status
pacing_cohorts(struct viewer *viewer, struct cohort_list *list)
{
    if (viewer->is_operator || viewer->person.site_role != ROLE_NONE)
        return cohorts_all(viewer->store, list);
    return pacing_own(viewer, list);
}

/* Where people begin one by one they find the same week in the course and in
 * its cohorts too. */
static enum status
draws_weeks(const struct viewer *viewer, const struct board *board, bool *draws)
{
    struct cohort cohort;

    *draws = board->kind == BOARD_PROGRAM || board->kind == BOARD_COURSE;
    if (board->kind != BOARD_COHORT)
        return STATUS_OK;
    enum status status = cohorts_by_id(viewer->store, board->cohort_id,
        &cohort);
    if (status == STATUS_OK)
        *draws = cohort.kind == PROGRAM_ELEARNING;
    return status;
}

/* Whether someone who learns so has a week to be drawn on the board. */
static bool
is_paced_by(const struct board *board, const struct member *member)
{
    if (member->role != ROLE_LEARNER)
        return false;
    switch (board->kind) {
    case BOARD_PROGRAM:
        return member->intake_id == board->intake_id;
    case BOARD_COURSE:
        return member->program_id == board->program_id;
    case BOARD_COHORT:
        return member->cohort_id == board->cohort_id;
    default:
        return false;
    }
}

/* The cohort in which a person learns, with their own dates; id 0: none. */
static enum status
find_pace(const struct viewer *viewer, const struct board *board,
    int64_t person_id, struct cohort *cohort)
{
    struct member_list members;
    enum status status = members_by_person(viewer->store, person_id, &members);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < members.count; i++) {
        const struct member *member = &members.rows[i];

        if (!is_paced_by(board, member))
            continue;
        *cohort = (struct cohort){
            .id = member->cohort_id,
            .weeks_on_the_job = member->weeks_on_the_job,
        };
        text_copy(cohort->zone, sizeof cohort->zone, member->zone);
        take_dates(member, cohort);
        break;
    }
    member_list_clear(&members);
    return STATUS_OK;
}

static void
draw_week(const struct cohort *cohort, struct post *post)
{
    char day[11];

    if (cohort->id == 0 || post->author_role != ROLE_NONE)
        return;
    date_begun(post->created_at, cohort->zone, day);
    cohort_week(cohort, day, post->author_week);
}

enum status
pacing_draw(const struct viewer *viewer, const struct board *board,
    struct post_list *list)
{
    bool draws = false;
    enum status status = draws_weeks(viewer, board, &draws);

    if (status != STATUS_OK || !draws || list->count == 0)
        return status;
    struct cohort *paces = memory_new(list->count * sizeof *paces);
    for (size_t i = 0; i < list->count && status == STATUS_OK; i++) {
        size_t same = 0;

        while (list->rows[same].author_id != list->rows[i].author_id)
            same++;
        if (same < i)
            paces[i] = paces[same];
        else
            status = find_pace(viewer, board, list->rows[i].author_id,
                &paces[i]);
        if (status == STATUS_OK)
            draw_week(&paces[i], &list->rows[i]);
    }
    memory_free(paces);
    return status;
}

static enum status
set_start(struct viewer *viewer, const char *handle, const char *slug,
    const char *starts_on)
{
    struct person person;
    struct cohort cohort;
    enum status status = enrolled_find(viewer, handle, slug, &person, &cohort);

    if (status != STATUS_OK)
        return status;
    if (cohort.kind != PROGRAM_ELEARNING)
        return refuse(STATUS_INVALID,
            "%s begins together: only in an eLearning program do people "
            "begin one by one",
            slug);
    status = beginning_set(viewer->store, person.id, &cohort, starts_on);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "%s is not in %s", handle, slug);
    return status;
}

enum status
pacing_set_start(struct viewer *viewer, const char *handle, const char *cohort,
    const char *starts_on)
{
    struct text subject = {0};

    if (!date_is_valid(starts_on))
        return refuse(STATUS_INVALID, "%.40s: a date like 2026-11-23",
            starts_on);
    enum status status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    text_add_format(&subject, "%s %s %s", handle, cohort, starts_on);
    status = enrolled_end(viewer, set_start(viewer, handle, cohort, starts_on),
        "member starts", text_bytes(&subject));
    text_clear(&subject);
    return status;
}
