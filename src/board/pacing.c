/* Pacing: who is in which week of what. */

#include "board/pacing.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
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
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].cohort_id == cohort->id)
            take_dates(&viewer->members.rows[i], cohort);
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

/* The cohort of the intake in which a person learns; id 0: none. */
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

        if (member->intake_id != board->intake_id ||
            member->role != ROLE_LEARNER)
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
    date_of(post->created_at, cohort->zone, day);
    cohort_week(cohort, day, post->author_week);
}

enum status
pacing_draw(const struct viewer *viewer, const struct board *board,
    struct post_list *list)
{
    enum status status = STATUS_OK;

    if (board->kind != BOARD_PROGRAM || list->count == 0)
        return STATUS_OK;
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
    status = members_set_start(viewer->store, person.id, cohort.id, starts_on);
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
