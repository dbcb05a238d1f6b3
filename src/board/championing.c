/* Championing: what a champion has to do for a cohort, and ticking it off. */

#include "board/championing.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/access.h"
#include "board/auditing.h"
#include "board/championing_parts.h"
#include "board/pacing.h"
#include "store/cohorts.h"
#include "store/store.h"
#include "store/todo_marks.h"

/* ---- Whose -------------------------------------------------------------- */

/* Adds those of the cohorts in which the viewer has the role, and is not in the
 * list yet. */
static void
add_with_role(const struct viewer *viewer, const struct cohort_list *all,
    enum role role, struct cohort_list *list)
{
    for (size_t i = 0; i < all->count; i++) {
        int64_t id = all->rows[i].id;

        if (!viewer_has_role(viewer, id, role) ||
            (role != ROLE_CHAMPION &&
                viewer_has_role(viewer, id, ROLE_CHAMPION)))
            continue;
        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        list->rows[list->count++] = all->rows[i];
    }
}

static bool
has_any(const struct viewer *viewer, enum role role)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].role == role)
            return true;
    return false;
}

enum status
championing_cohorts(struct viewer *viewer, struct cohort_list *list)
{
    struct cohort_list all = {0};
    struct cohort_list found = {0};

    *list = found;
    if (!has_any(viewer, ROLE_CHAMPION) && !has_any(viewer, ROLE_MENTOR))
        return STATUS_OK;
    enum status status = pacing_own(viewer, &all);
    if (status != STATUS_OK)
        return status;
    add_with_role(viewer, &all, ROLE_CHAMPION, &found);
    add_with_role(viewer, &all, ROLE_MENTOR, &found);
    cohort_list_clear(&all);
    *list = found;
    return STATUS_OK;
}

/* ---- What --------------------------------------------------------------- */

static enum status
fill(const struct affairs *affairs, struct todo_list *list)
{
    enum status status = championing_facts(affairs, list);

    return status == STATUS_OK ? championing_texts(affairs, list) : status;
}

/* For a cohort whose board allows it. */
static enum status
load(struct viewer *viewer, const struct board *board, struct todo_list *list)
{
    struct todo_list found = {0};
    struct affairs affairs = {
        .viewer = viewer,
        .cohort = &found.cohort,
        .now = clock_now(),
        .sees_absence = rights_allow(viewer, RIGHT_SEE_ABSENCE, board),
    };
    enum status status = cohorts_by_id(viewer->store, board->cohort_id,
        &found.cohort);

    if (status != STATUS_OK)
        return status;
    date_begun(affairs.now, found.cohort.zone, affairs.today);
    affairs.phase = cohort_phase(&found.cohort, found.cohort.weeks_on_the_job,
        affairs.today);
    status = fill(&affairs, &found);
    if (status == STATUS_OK)
        *list = found;
    else
        todo_list_clear(&found);
    return status;
}

enum status
championing_todo(struct viewer *viewer, const char *cohort,
    struct todo_list *list)
{
    struct board board;
    enum status status = access_cohort(viewer, cohort, RIGHT_SEE_TODO, &board);

    return status == STATUS_OK ? load(viewer, &board, list) : status;
}

/* ---- Ticking off -------------------------------------------------------- */

static enum status
change(struct viewer *viewer, const struct todo_list *list,
    const struct todo_act *act, bool is_done)
{
    struct text subject = {0};
    enum status status = STATUS_OK;

    if (is_done)
        status = todo_marks_set(viewer->store, list->cohort.id, act->key,
            viewer->person.id, clock_now());
    else
        status = todo_marks_remove(viewer->store, list->cohort.id, act->key);
    text_add_format(&subject, "%s %s", list->cohort.slug, act->key);
    if (status == STATUS_OK)
        status = auditing_record(viewer, is_done ? "todo done" : "todo undo",
            text_bytes(&subject), NULL, NULL);
    text_clear(&subject);
    return status;
}

static enum status
set_in(struct viewer *viewer, const struct todo_list *list,
    const struct championing_mark *mark, struct text *words)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct todo_act *act = &list->rows[i];

        if (act->number != mark->number)
            continue;
        if (act->state == TODO_DONE && mark->is_done)
            return refuse(STATUS_CONFLICT, "that is done already");
        if (act->state != TODO_DONE && !mark->is_done)
            return refuse(STATUS_NOT_FOUND, "that is not done yet");
        text_add(words, act->words);
        return change(viewer, list, act, mark->is_done);
    }
    return refuse(STATUS_NOT_FOUND, "%s has nothing to do with the number %d",
        list->cohort.slug, mark->number);
}

enum status
championing_set(struct viewer *viewer, const struct championing_mark *mark,
    struct text *words)
{
    struct todo_list list = {0};
    struct board board;
    enum status status = access_cohort(viewer, mark->cohort, RIGHT_DO_TODO,
        &board);

    if (status == STATUS_OK)
        status = store_begin(viewer->store);
    if (status != STATUS_OK)
        return status;
    status = load(viewer, &board, &list);
    if (status == STATUS_OK)
        status = set_in(viewer, &list, mark, words);
    todo_list_clear(&list);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

/* ---- Counted ------------------------------------------------------------ */

static enum status
count_one(struct viewer *viewer, const struct cohort *cohort,
    struct championing_count *count)
{
    struct todo_list list = {0};
    enum status status = championing_todo(viewer, cohort->slug, &list);

    if (status == STATUS_OK && list.open_count > 0) {
        if (count->cohorts++ == 0)
            snprintf(count->title, sizeof count->title, "%s, %s",
                cohort->region_title, cohort->intake_title);
        count->open += (int)list.open_count;
    }
    todo_list_clear(&list);
    return status;
}

enum status
championing_counted(struct viewer *viewer, struct championing_count *count)
{
    struct cohort_list cohorts = {0};
    struct championing_count found = {0};
    enum status status = STATUS_OK;

    if (has_any(viewer, ROLE_CHAMPION))
        status = championing_cohorts(viewer, &cohorts);
    for (size_t i = 0; i < cohorts.count && status == STATUS_OK; i++)
        if (viewer_has_role(viewer, cohorts.rows[i].id, ROLE_CHAMPION))
            status = count_one(viewer, &cohorts.rows[i], &found);
    cohort_list_clear(&cohorts);
    if (status == STATUS_OK)
        *count = found;
    return status;
}
