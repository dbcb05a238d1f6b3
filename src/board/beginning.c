/* Beginning: phases of people who begin one by one, told to each alone. */

#include "board/beginning.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/cohorts.h"
#include "store/member_steps.h"
#include "store/members.h"
#include "store/store.h"

/* ---- First days --------------------------------------------------------- */

static enum status
move_dates(struct cohort *cohort, const char *starts_on)
{
    int days = date_days(cohort->starts_on, cohort->ends_on);
    enum status status = date_add(starts_on, days, cohort->ends_on);
    int64_t at;

    text_copy(cohort->starts_on, sizeof cohort->starts_on, starts_on);
    if (status == STATUS_OK)
        status = cohort_phase_instant(cohort, PHASE_ALUMNI, &at);
    return status;
}

/* What is past will not be told, what is to come will be, were it said before
 * or not, and what is now unless it was. */
static enum status
set_steps(struct store *store, int64_t person_id, const struct cohort *own)
{
    char today[11];

    date_begun(clock_now(), own->zone, today);
    enum phase now = cohort_phase(own, own->weeks_on_the_job, today);
    enum status status = member_steps_remove(store, person_id, own->id,
        (int)now);

    for (int phase = 0; phase < (int)now && status == STATUS_OK; phase++)
        status = member_steps_add(store, person_id, own->id, (enum phase)phase,
            0);
    return status;
}

enum status
beginning_set(struct store *store, int64_t person_id,
    const struct cohort *cohort, const char *starts_on)
{
    struct cohort own = *cohort;
    enum status status = move_dates(&own, starts_on);

    if (status == STATUS_OK)
        status = members_set_start(store, person_id, cohort->id, starts_on);
    if (status == STATUS_OK)
        status = set_steps(store, person_id, &own);
    return status;
}

enum status
beginning_join(struct store *store, int64_t person_id,
    const struct cohort *cohort)
{
    char today[11];

    if (cohort->kind != PROGRAM_ELEARNING)
        return STATUS_OK;
    date_begun(clock_now(), cohort->zone, today);
    enum status status = member_steps_remove(store, person_id, cohort->id, -1);
    if (status != STATUS_OK)
        return status;
    return beginning_set(store, person_id, cohort,
        strcmp(today, cohort->starts_on) < 0 ? cohort->starts_on : today);
}

enum status
beginning_move(struct store *store, int64_t person_id,
    const struct cohort *from, const struct cohort *to)
{
    if (from->kind != PROGRAM_ELEARNING || to->kind != PROGRAM_ELEARNING)
        return beginning_join(store, person_id, to);
    enum status status = member_steps_remove(store, person_id, to->id, -1);

    if (status == STATUS_OK)
        status = member_steps_move(store, person_id, from->id, to->id);
    return status;
}

/* ---- Telling ------------------------------------------------------------ */

void
beginning_list_clear(struct beginning_list *list)
{
    memory_release(list->rows);
    *list = (struct beginning_list){0};
}

/* Keeps the order in which they began. */
static void
insert(struct beginning_list *list, const struct beginning *beginning)
{
    size_t at = list->count;

    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    for (; at > 0 && list->rows[at - 1].at > beginning->at; at--)
        list->rows[at] = list->rows[at - 1];
    list->rows[at] = *beginning;
    list->count++;
}

static enum status
add_pending(struct viewer *viewer, const struct member *member, int64_t now,
    struct beginning_list *list)
{
    struct beginning beginning = {.at = INT64_MIN};
    struct cohort *cohort = &beginning.cohort;
    unsigned told = 0;
    enum status status = member_steps_told(viewer->store, member->person_id,
        member->cohort_id, &told);

    if (status == STATUS_OK)
        status = cohorts_by_id(viewer->store, member->cohort_id, cohort);
    cohort->is_own = true;
    text_copy(cohort->starts_on, sizeof cohort->starts_on, member->starts_on);
    text_copy(cohort->ends_on, sizeof cohort->ends_on, member->ends_on);
    for (int phase = 0; phase < PHASE_COUNT && status == STATUS_OK; phase++) {
        beginning.phase = (enum phase)phase;
        status = cohort_phase_instant(cohort, beginning.phase, &beginning.at);
        if (status == STATUS_OK && beginning.at <= now &&
            (told & (1U << phase)) == 0 &&
            cohort_has_phase(cohort, beginning.phase))
            insert(list, &beginning);
    }
    return status;
}

enum status
beginning_pending(struct viewer *viewer, struct beginning_list *list)
{
    struct beginning_list found = {0};
    enum status status = STATUS_OK;
    int64_t now = clock_now();

    for (size_t i = 0; i < viewer->members.count && status == STATUS_OK; i++) {
        const struct member *member = &viewer->members.rows[i];

        if (member->begins_alone && member->role == ROLE_LEARNER)
            status = add_pending(viewer, member, now, &found);
    }
    if (status == STATUS_OK)
        *list = found;
    else
        beginning_list_clear(&found);
    return status;
}

enum status
beginning_told(struct viewer *viewer, const struct beginning_list *list)
{
    if (!viewer->may_write || list->count == 0)
        return STATUS_OK;
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < list->count && status == STATUS_OK; i++)
        status = member_steps_add(viewer->store, viewer->person.id,
            list->rows[i].cohort.id, list->rows[i].phase, clock_now());
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

void
beginning_words(const struct beginning *beginning, char words[BEGINNING_BYTES])
{
    static const char *const said[PHASE_COUNT] = {
        [PHASE_UPCOMING] = "you are enrolled",
        [PHASE_TRAINING] = "your training has begun",
        [PHASE_ON_THE_JOB] = "you are on the job now",
        [PHASE_ALUMNI] = "you are among the alumni now",
    };

    snprintf(words, BEGINNING_BYTES, "%s: %s", beginning->cohort.program_title,
        said[beginning->phase]);
}
