/* Announcing: what a plan has its cohorts told, on its day. */

#include "board/announcing.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "board/covering.h"
#include "board/house.h"
#include "board/posting.h"
#include "config/config.h"
#include "model/thread.h"
#include "store/announcements.h"
#include "store/boards.h"
#include "store/cohorts.h"

/* Where a day begins first. */
#define FIRST_ZONE "Pacific/Kiritimati"

/* When it is to be said, and from when on it is too late. */
static enum status
find_hours(struct store *store, const struct cohort *cohort,
    const struct announcement *announcement, int64_t *from_at,
    int64_t *until_at)
{
    struct sitting seat = {.region_id = cohort->region_id};
    struct question day = {
        .asks_minute = (int)config_current()->question_minute,
        .window_hours = ANNOUNCING_HOURS_LATE,
    };

    text_copy(seat.zone, sizeof seat.zone, cohort->zone);
    text_copy(day.asks_on, sizeof day.asks_on, announcement->says_on);
    return covering_hours(store, &day, &seat, from_at, until_at);
}

static enum status
say(struct store *store, const struct cohort *cohort,
    const struct announcement *announcement, int64_t *thread_id)
{
    struct board board;
    char subject[SUBJECT_BYTES];
    enum status status = boards_by_slug(store, cohort->slug, &board);

    if (status != STATUS_OK)
        return status;
    posting_subject_of(announcement->body, subject, sizeof subject);
    return house_say(store,
        &(struct house_word){
            .board_id = board.id,
            .subject = subject,
            .body = announcement->body,
            .at = clock_now(),
        },
        thread_id);
}

/* CONFLICT: another process has done it. */
static enum status
end_one(struct store *store, const struct cohort *cohort,
    const struct announcement *announcement, bool is_late)
{
    int64_t thread_id = 0;
    enum status status = store_begin(store);

    if (status != STATUS_OK)
        return status;
    if (!is_late)
        status = say(store, cohort, announcement, &thread_id);
    if (status == STATUS_OK)
        status = announcements_end(store, announcement->id, thread_id,
            clock_now());
    if (status == STATUS_OK)
        return store_commit(store);
    store_rollback(store);
    return status;
}

static enum status
announce(struct store *store, const struct announcement *announcement,
    int *said)
{
    struct cohort cohort;
    int64_t from_at = 0;
    int64_t until_at = 0;
    int64_t now = clock_now();
    enum status status = cohorts_by_id(store, announcement->cohort_id, &cohort);

    if (status == STATUS_OK)
        status = find_hours(store, &cohort, announcement, &from_at, &until_at);
    if (status != STATUS_OK || now < from_at)
        return status;
    status = end_one(store, &cohort, announcement, now >= until_at);
    if (status == STATUS_OK && now < until_at)
        (*said)++;
    return status == STATUS_CONFLICT ? STATUS_OK : status;
}

static void
keep_first(enum status status, const struct announcement *announcement,
    enum status *first)
{
    if (status == STATUS_OK)
        return;
    log_error("announcements.cohort", "cohort=%lld reason=%s",
        (long long)announcement->cohort_id, reason());
    if (*first == STATUS_OK)
        *first = status;
}

enum status
announcing_due(struct viewer *viewer, int *said)
{
    struct announcement_list due = {0};
    enum status first = STATUS_OK;
    int64_t after_id = 0;
    char latest[11];

    *said = 0;
    if (!viewer->is_operator || !viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "announcements come by themselves");
    date_of(clock_now(), FIRST_ZONE, latest);
    do {
        announcement_list_clear(&due);
        enum status status = announcements_due(viewer->store, latest, after_id,
            &due);
        if (status != STATUS_OK)
            return status;
        for (size_t i = 0; i < due.count; i++) {
            after_id = due.rows[i].id;
            keep_first(announce(viewer->store, &due.rows[i], said),
                &due.rows[i], &first);
        }
    } while (due.count > 0);
    return first;
}
