/* Placing: a program's plan on the days of one of its cohorts. */

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "board/house.h"
#include "board/opening.h"
#include "board/placing_parts.h"
#include "config/config.h"
#include "model/plan.h"
#include "store/answers.h"
#include "store/boards.h"
#include "store/cohorts.h"
#include "store/holidays.h"
#include "store/plan_entries.h"
#include "store/questions.h"

enum {
    SUNDAY = 0,
    SATURDAY = 6
};

enum status
placing_open(struct viewer *viewer, const struct cohort *cohort,
    struct placed *placed, struct placing *placing)
{
    *placed = (struct placed){0};
    *placing = (struct placing){
        .viewer = viewer,
        .cohort = cohort,
        .placed = placed,
    };
    date_begun(clock_now(), cohort->zone, placing->today);
    return boards_by_slug(viewer->store, cohort->slug, &placing->board);
}

/* ---- Days --------------------------------------------------------------- */

enum status
placing_is_clear(const struct placing *placing, const char *date, bool *clear)
{
    struct store *store = placing->viewer->store;
    bool is_taken = false;
    bool is_holiday = false;
    enum status status = questions_on(store, placing->board.id, date,
        &is_taken);

    if (status == STATUS_OK)
        status = holidays_has(store, placing->cohort->region_id, date,
            &is_holiday);
    if (status == STATUS_OK)
        *clear = !is_taken && !is_holiday;
    return status;
}

/* Moves a date on to the next working day that is clear; FULL: there is none
 * that is near. */
enum status
placing_move_on(const struct placing *placing, char date[11])
{
    bool clear = false;

    for (int i = 0; i < PLACING_DAYS_MOST; i++) {
        enum status status = date_add(date, 1, date);
        int weekday = date_weekday(date);

        if (status != STATUS_OK)
            return status;
        if (weekday == SUNDAY || weekday == SATURDAY)
            continue;
        status = placing_is_clear(placing, date, &clear);
        if (status != STATUS_OK || clear)
            return status;
    }
    return STATUS_FULL;
}

void
placing_count(const struct placing *placing, const char *planned_on,
    const char *date)
{
    struct placed *placed = placing->placed;

    placed->questions++;
    placed->moved += strcmp(date, planned_on) != 0;
    if (placed->first_on[0] == '\0' || strcmp(date, placed->first_on) < 0)
        text_copy(placed->first_on, sizeof placed->first_on, date);
    if (strcmp(date, placed->last_on) > 0)
        text_copy(placed->last_on, sizeof placed->last_on, date);
}

void
placing_count_left_out(const struct placing *placing, const char *planned_on)
{
    struct placed *placed = placing->placed;

    if (placed->left_out++ == 0)
        text_copy(placed->left_out_on, sizeof placed->left_out_on, planned_on);
}

/* ---- What a plan has ---------------------------------------------------- */

static enum status
ask_on(const struct placing *placing, const struct plan_entry *entry,
    const char *planned_on, const char *date)
{
    struct store *store = placing->viewer->store;
    const struct settings *settings = config_current();
    struct question question = {
        .board_id = placing->board.id,
        .asker_id = placing->asker_id,
        .asks_minute = (int)settings->question_minute,
        .window_hours = (int)settings->question_window_hours,
        .kind = entry->kind,
    };
    enum status status = answers_in_training(store, &placing->board, date,
        &question.is_answer_first);

    text_copy(question.body, sizeof question.body, entry->body);
    text_copy(question.asks_on, sizeof question.asks_on, date);
    if (status == STATUS_OK)
        status = questions_add(store, &question, clock_now());
    if (status == STATUS_OK)
        status = plan_entries_note(store, question.id, planned_on);
    if (status == STATUS_OK)
        status = opening_store_zones(store, &placing->board, &question,
            placing->cohort->zone);
    if (status == STATUS_OK)
        placing_count(placing, planned_on, date);
    return status;
}

/* Where its own day is not clear it is displaced, and stays out for now. */
static enum status
place_question(const struct placing *placing, const struct plan_entry *entry,
    const char *planned_on, bool *is_displaced)
{
    bool has = false;
    bool clear = false;
    enum status status = plan_entries_has(placing->viewer->store,
        placing->board.id, planned_on, &has);

    if (status == STATUS_OK && has) {
        placing->placed->known++;
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = placing_is_clear(placing, planned_on, &clear);
    *is_displaced = status == STATUS_OK && !clear;
    if (status != STATUS_OK || *is_displaced)
        return status;
    return ask_on(placing, entry, planned_on, planned_on);
}

static enum status
place_displaced(const struct placing *placing, const struct plan_entry *entry)
{
    char planned_on[11];
    char date[11];
    enum status status = plan_date(placing->cohort->starts_on, entry->week,
        entry->weekday, planned_on);

    if (status != STATUS_OK)
        return status;
    text_copy(date, sizeof date, planned_on);
    status = placing_move_on(placing, date);
    if (status == STATUS_OK)
        return ask_on(placing, entry, planned_on, date);
    if (status == STATUS_FULL)
        placing_count_left_out(placing, planned_on);
    return status == STATUS_FULL ? STATUS_OK : status;
}

enum status
placing_announce(const struct placing *placing, const struct plan_entry *entry,
    const char *says_on)
{
    struct store *store = placing->viewer->store;
    bool has = false;
    enum status status = announcements_has(store, placing->cohort->id, says_on,
        &has);

    if (status == STATUS_OK && has) {
        placing->placed->known++;
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = announcements_add(store, placing->cohort->id, says_on,
            entry->body);
    placing->placed->announcements += status == STATUS_OK;
    return status;
}

static enum status
place_entry(const struct placing *placing, const struct plan_entry *entry,
    bool *is_displaced)
{
    char planned_on[11];
    enum status status = plan_date(placing->cohort->starts_on, entry->week,
        entry->weekday, planned_on);

    if (status == STATUS_OK && strcmp(planned_on, placing->today) < 0) {
        placing->placed->past++;
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    return entry->is_announcement
               ? placing_announce(placing, entry, planned_on)
               : place_question(placing, entry, planned_on, is_displaced);
}

/* A displaced one is not placed before all the others have their days. */
static enum status
place_all(struct placing *placing, const struct plan_list *plan)
{
    bool *is_displaced = memory_new((plan->count + 1) * sizeof *is_displaced);
    enum status status = house_person(placing->viewer->store, clock_now(),
        &placing->asker_id);

    for (size_t i = 0; i < plan->count && status == STATUS_OK; i++)
        status = place_entry(placing, &plan->rows[i], &is_displaced[i]);
    for (size_t i = 0; i < plan->count && status == STATUS_OK; i++)
        if (is_displaced[i])
            status = place_displaced(placing, &plan->rows[i]);
    memory_release(is_displaced);
    return status;
}

enum status
placing_record(struct viewer *viewer, const char *act, const char *slug,
    const struct placed *placed)
{
    struct text subject = {0};

    text_add_format(&subject, "%s, %d questions, %d announcements", slug,
        placed->questions, placed->announcements);
    enum status status = auditing_record(viewer, act, text_bytes(&subject),
        NULL, NULL);
    text_clear(&subject);
    return status;
}

enum status
placing_begin(struct viewer *viewer, const struct cohort *cohort,
    struct placed *placed)
{
    struct placing placing;
    struct plan_list plan = {0};
    enum status status = placing_open(viewer, cohort, placed, &placing);

    if (status == STATUS_OK)
        status = plan_entries_of(viewer->store, cohort->program_id, &plan);
    if (status == STATUS_OK && plan.count > 0)
        status = place_all(&placing, &plan);
    if (status == STATUS_OK && plan.count > 0)
        status = placing_record(viewer, "cohort plan apply", cohort->slug,
            placed);
    plan_list_clear(&plan);
    return status;
}

static enum status
apply(struct viewer *viewer, const char *slug, struct placed *placed)
{
    struct cohort cohort;
    enum status status = enrolled_named(cohorts_by_slug(viewer->store, slug,
                                            &cohort),
        "cohort", slug);

    return status == STATUS_OK ? placing_begin(viewer, &cohort, placed)
                               : status;
}

enum status
placing_end(struct viewer *viewer, enum status status)
{
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

enum status
placing_apply(struct viewer *viewer, const char *slug, struct placed *placed)
{
    enum status status = enrolled_begin(viewer);

    return status == STATUS_OK
               ? placing_end(viewer, apply(viewer, slug, placed))
               : status;
}
