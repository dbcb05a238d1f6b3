/* Asking many: a list of questions put in the queue at once, or not at all. */

#include "board/asking_many.h"

#include "base/clock.h"
#include "board/access.h"
#include "board/auditing.h"
#include "board/enrolling.h"
#include "store/questions.h"
#include "store/store.h"

enum {
    DAYS_TRIED = 3660,
    SUNDAY = 0,
    SATURDAY = 6
};

/* Moves `date` on to the next weekday without a question. */
static enum status
next_free(struct viewer *viewer, int64_t board_id, char date[11])
{
    for (int i = 0; i < DAYS_TRIED; i++) {
        bool is_taken = true;
        enum status status = date_add(date, 1, date);

        if (status != STATUS_OK)
            return status;
        int weekday = date_weekday(date);
        if (weekday == SUNDAY || weekday == SATURDAY)
            continue;
        status = questions_on(viewer->store, board_id, date, &is_taken);
        if (status != STATUS_OK || !is_taken)
            return status;
    }
    return refuse(STATUS_FULL, "no day is free in ten years");
}

static enum status
ask_each(struct viewer *viewer, int64_t board_id, const struct ask *asks,
    size_t count, struct asked_many *asked)
{
    int64_t question_id = 0;

    date_of(clock_now(), viewer_zone(viewer), asked->last_on);
    for (size_t i = 0; i < count; i++) {
        struct ask ask = asks[i];
        enum status status = next_free(viewer, board_id, asked->last_on);

        asked->refused = i;
        ask.asks_on = asked->last_on;
        ask.is_on_record = true;
        if (status == STATUS_OK)
            status = asking_add(viewer, board_id, &ask, &question_id);
        if (status != STATUS_OK)
            return status;
        if (i == 0)
            text_copy(asked->first_on, sizeof asked->first_on, asked->last_on);
    }
    return STATUS_OK;
}

/* One row for all of them, with the digest of their texts, a line each. */
static enum status
record(struct viewer *viewer, const struct board *board, const struct ask *asks,
    size_t count, const struct asked_many *asked)
{
    struct text subject = {0};
    struct text texts = {0};

    text_add_format(&subject, "%s %s to %s", board->slug, asked->first_on,
        asked->last_on);
    for (size_t i = 0; i < count; i++)
        text_add_format(&texts, "%s\n", asks[i].body);
    enum status status = auditing_record(viewer, "questions import",
        text_bytes(&subject), NULL, text_bytes(&texts));
    text_clear(&subject);
    text_clear(&texts);
    return status;
}

enum status
asking_many(struct viewer *viewer, const char *cohort_slug,
    const struct ask *asks, size_t count, struct asked_many *asked)
{
    struct cohort cohort;
    struct board board;

    *asked = (struct asked_many){0};
    enum status status = enrolling_find_cohort(viewer, cohort_slug, &cohort);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no cohort %s", cohort_slug);
    /* A cohort's board goes by the cohort's slug. */
    if (status == STATUS_OK)
        status = access_board_named(viewer, cohort.slug, RIGHT_ASK, &board);
    if (status == STATUS_OK)
        status = store_begin(viewer->store);
    if (status != STATUS_OK)
        return status;

    status = ask_each(viewer, board.id, asks, count, asked);
    if (status == STATUS_OK)
        status = record(viewer, &board, asks, count, asked);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}
