/* Placed: what a cohort has of its program's plan, moved or taken out. */

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/covering.h"
#include "board/enrolled.h"
#include "board/opening.h"
#include "board/placing_parts.h"
#include "model/plan.h"
#include "store/cohorts.h"
#include "store/plan_entries.h"
#include "store/questions_queued.h"

/* Where questions wait that are about to get other days: dates that none has.
 */
#define ASIDE "1900-01-01"

/* By the plan's weekdays: a week later, or where it begins on another weekday
 * as the plan would have it then. */
static enum status
planned_anew(const struct cohort *before, const struct cohort *after,
    const char *planned_on, char date[11])
{
    int week = date_days(before->starts_on, planned_on) / 7 + 1;

    return plan_date(after->starts_on, week, date_weekday(planned_on), date);
}

static enum status
set_aside(struct store *store, const struct planned_list *list)
{
    enum status status = STATUS_OK;
    char aside[11];

    for (size_t i = 0; i < list->count && status == STATUS_OK; i++) {
        status = date_add(ASIDE, (int)i, aside);
        if (status == STATUS_OK)
            status = questions_redate(store, list->rows[i].id, aside);
    }
    return status;
}

static enum status
put_back(const struct placing *placing, const struct planned_question *planned,
    const char *planned_on)
{
    struct viewer *viewer = placing->viewer;
    struct question_reader reader = covering_reader(viewer);
    struct question_state state;
    char date[11];
    bool clear = false;
    enum status status = placing_is_clear(placing, planned_on, &clear);

    text_copy(date, sizeof date, planned_on);
    if (status == STATUS_OK && !clear)
        status = placing_move_on(placing, date);
    if (status == STATUS_FULL) {
        placing_count_left_out(placing, planned_on);
        return questions_drop(viewer->store, planned->id);
    }
    if (status == STATUS_OK)
        status = questions_redate(viewer->store, planned->id, date);
    if (status == STATUS_OK)
        status = plan_entries_note(viewer->store, planned->id, planned_on);
    if (status == STATUS_OK)
        status = questions_find(viewer->store, planned->id, &reader, &state);
    if (status == STATUS_OK)
        status = opening_store_zones(viewer->store, &placing->board,
            &state.question, placing->cohort->zone);
    if (status == STATUS_OK)
        placing_count(placing, planned_on, date);
    return status;
}

static enum status
move_questions(const struct placing *placing, const struct cohort *before)
{
    struct store *store = placing->viewer->store;
    struct planned_list list = {0};
    char date[11];
    enum status status = plan_entries_queued(store, placing->board.id, &list);

    if (status == STATUS_OK)
        status = set_aside(store, &list);
    for (size_t i = 0; i < list.count && status == STATUS_OK; i++) {
        const struct planned_question *planned = &list.rows[i];

        status = planned_anew(before, placing->cohort, planned->planned_on,
            date);
        if (status != STATUS_OK)
            break;
        if (strcmp(date, placing->today) >= 0) {
            status = put_back(placing, planned, date);
        } else {
            placing->placed->past++;
            status = questions_drop(store, planned->id);
        }
    }
    planned_list_clear(&list);
    return status;
}

static enum status
move_announcements(const struct placing *placing, const struct cohort *before)
{
    struct store *store = placing->viewer->store;
    struct announcement_list list = {0};
    char date[11];
    enum status status = announcements_queued(store, placing->cohort->id,
        &list);

    for (size_t i = 0; i < list.count && status == STATUS_OK; i++)
        status = announcements_drop(store, list.rows[i].id);
    for (size_t i = 0; i < list.count && status == STATUS_OK; i++) {
        status = planned_anew(before, placing->cohort, list.rows[i].says_on,
            date);
        if (status == STATUS_OK && strcmp(date, placing->today) < 0)
            placing->placed->past++;
        else if (status == STATUS_OK)
            status = placing_announce(placing,
                &(struct plan_entry){.body = list.rows[i].body}, date);
    }
    announcement_list_clear(&list);
    return status;
}

enum status
placing_change(struct viewer *viewer, const struct cohort *before,
    const struct cohort *after, struct placed *placed)
{
    struct placing placing;
    enum status status = placing_open(viewer, after, placed, &placing);

    if (status != STATUS_OK || strcmp(before->starts_on, after->starts_on) == 0)
        return status;
    status = move_questions(&placing, before);
    if (status == STATUS_OK)
        status = move_announcements(&placing, before);
    return status;
}

static enum status
drop_queued(const struct placing *placing)
{
    struct store *store = placing->viewer->store;
    struct planned_list questions = {0};
    struct announcement_list announcements = {0};
    enum status status = plan_entries_queued(store, placing->board.id,
        &questions);

    for (size_t i = 0; i < questions.count && status == STATUS_OK; i++)
        status = questions_drop(store, questions.rows[i].id);
    placing->placed->questions = (int)questions.count;
    if (status == STATUS_OK)
        status = announcements_queued(store, placing->cohort->id,
            &announcements);
    for (size_t i = 0; i < announcements.count && status == STATUS_OK; i++)
        status = announcements_drop(store, announcements.rows[i].id);
    placing->placed->announcements = (int)announcements.count;
    planned_list_clear(&questions);
    announcement_list_clear(&announcements);
    return status;
}

static enum status
clear_cohort(struct viewer *viewer, const char *slug, struct placed *placed)
{
    struct cohort cohort;
    struct placing placing;
    enum status status = enrolled_named(cohorts_by_slug(viewer->store, slug,
                                            &cohort),
        "cohort", slug);

    if (status == STATUS_OK)
        status = placing_open(viewer, &cohort, placed, &placing);
    if (status == STATUS_OK)
        status = drop_queued(&placing);
    if (status == STATUS_OK)
        status = placing_record(viewer, "cohort plan clear", slug, placed);
    return status;
}

enum status
placing_clear(struct viewer *viewer, const char *slug, struct placed *placed)
{
    enum status status = enrolled_begin(viewer);

    return status == STATUS_OK
               ? placing_end(viewer, clear_cohort(viewer, slug, placed))
               : status;
}

enum status
placing_announcements(struct viewer *viewer, const char *slug,
    struct announcement_list *list)
{
    struct cohort cohort;
    enum status status = enrolled_named(cohorts_by_slug(viewer->store, slug,
                                            &cohort),
        "cohort", slug);

    if (status == STATUS_OK && !viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    if (status == STATUS_OK)
        status = announcements_queued(viewer->store, cohort.id, list);
    return status;
}
