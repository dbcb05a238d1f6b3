/* Asking many: a list of questions put in the queue at once, or not at all. */

#include "board/asking_many.h"

#include "base/clock.h"
#include "board/access.h"
#include "board/auditing.h"
#include "board/enrolling.h"
#include "board/fitting.h"
#include "store/store.h"

static enum status
ask_each(struct viewer *viewer, const struct board *board,
    const struct ask *asks, size_t count, struct asked_many *asked)
{
    int64_t question_id = 0;
    struct fit fit;

    date_of(clock_now(), viewer_zone(viewer), fit.date);
    for (size_t i = 0; i < count; i++) {
        struct ask ask = asks[i];
        enum status status = fitting_next(viewer, board, false, &fit);

        asked->refused = i;
        ask.asks_on = fit.date;
        ask.window_hours = fit.window_hours;
        ask.is_on_record = true;
        if (status == STATUS_OK)
            status = asking_add(viewer, board->id, &ask, &question_id);
        if (status != STATUS_OK)
            return status;
        text_copy(asked->last_on, sizeof asked->last_on, fit.date);
        if (i == 0)
            text_copy(asked->first_on, sizeof asked->first_on, fit.date);
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

    status = ask_each(viewer, &board, asks, count, asked);
    if (status == STATUS_OK)
        status = record(viewer, &board, asks, count, asked);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}
