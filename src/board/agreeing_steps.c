/* Agreeing, as time goes: votes open and close, and what is over is told. */

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "board/agreeing_parts.h"
#include "board/house.h"
#include "board/wording.h"
#include "config/config.h"
#include "store/agreement_votes.h"
#include "store/agreements.h"

/* Where a day begins first. */
#define FIRST_ZONE "Pacific/Kiritimati"

enum {
    MISSED_DAYS = 28, /* so long what was missed is made up for */
    APART_DAYS = 21,  /* one called so shortly before stands for the next */
    LEAST_DAYS = 3,   /* a vote is open for */
    COHORTS_A_PAGE = 100
};

static int
days_open(void)
{
    return (int)config_current()->agreement_days;
}

enum status
agreeing_tell(const struct agreeing_turn *turn, const char *screen,
    const char *words)
{
    struct text subject = {0};
    struct text body = {0};
    enum status status = wording_split(screen, &turn->cohort, words, &subject,
        &body);

    if (status == STATUS_OK)
        status = house_tell(turn->viewer->store, &turn->cohort, &subject, &body,
            turn->now);
    text_clear(&subject);
    text_clear(&body);
    return status;
}

/* ---- Opening ------------------------------------------------------------ */

/* A day that is near gives too little time: the whole is given then. */
static enum status
set_days(const struct agreeing_turn *turn, const char *last_on,
    struct agreement_vote *vote)
{
    char after[11];
    enum status status = STATUS_OK;

    text_copy(vote->opened_on, sizeof vote->opened_on, turn->today);
    text_copy(vote->last_on, sizeof vote->last_on, last_on);
    if (last_on[0] == '\0' || date_days(turn->today, last_on) + 1 < LEAST_DAYS)
        status = date_add(turn->today, days_open() - 1, vote->last_on);
    if (status == STATUS_OK)
        status = date_add(vote->last_on, 1, after);
    if (status == STATUS_OK)
        status = clock_instant(after, 0, turn->cohort.zone, &vote->closes_at);
    return status;
}

enum status
agreeing_open(const struct agreeing_turn *turn, enum agreement_cause cause,
    const char *last_on, struct agreement_vote *vote)
{
    char day[16];
    struct agreement_vote added = {
        .cohort_id = turn->cohort.id,
        .cause = cause,
        .opened_at = turn->now,
    };
    enum status status = set_days(turn, last_on, &added);

    if (status == STATUS_OK)
        status = agreement_votes_turnout(turn->viewer->store, &added);
    if (status == STATUS_OK && added.entitled == 0)
        return refuse(STATUS_INVALID, "nobody learns in %s who could vote",
            turn->cohort.slug);
    if (status == STATUS_OK)
        status = agreement_votes_add(turn->viewer->store, &added);
    date_words(added.last_on, day, sizeof day);
    if (status == STATUS_OK)
        status = agreeing_tell(turn, "agreement/vote", day);
    if (status == STATUS_OK)
        *vote = added;
    return status;
}

/* ---- What is due -------------------------------------------------------- */

static bool
is_within(const char *date, int days, const char *today)
{
    int since = date_days(date, today);

    return since >= 0 && since <= days;
}

/* The last week of training, or after it what was missed. */
static enum status
is_training_due(const struct agreeing_turn *turn,
    const struct agreement_vote *last, bool *due)
{
    const struct cohort *cohort = &turn->cohort;
    char first[11];

    *due = false;
    if (cohort->kind == PROGRAM_ELEARNING)
        return STATUS_OK;
    enum status status = date_add(cohort->ends_on, 1 - days_open(), first);
    if (status != STATUS_OK)
        return status;
    if (strcmp(cohort->starts_on, first) > 0)
        text_copy(first, sizeof first, cohort->starts_on);
    *due = is_within(first, days_open() - 1 + MISSED_DAYS, turn->today) &&
           (last->id == 0 || date_days(last->opened_on, first) > APART_DAYS);
    return STATUS_OK;
}

/* The last day of what was agreed where it is asked in its last week; "": that
 * is not why. */
static enum status
find_end(const struct agreeing_turn *turn, const char *again_on,
    char last_on[11])
{
    struct agreement agreement;
    enum status status = agreements_latest(turn->viewer->store, turn->cohort.id,
        &agreement);

    last_on[0] = '\0';
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK || agreement.until_on[0] == '\0')
        return status;
    int left = date_days(again_on, agreement.until_on);
    if (left >= 0 && left < days_open())
        text_copy(last_on, 11, agreement.until_on);
    return STATUS_OK;
}

static enum status
open_due(const struct agreeing_turn *turn, struct agreement_vote *last,
    bool *is_done)
{
    enum agreement_cause cause = VOTE_TRAINING;
    char last_on[11] = "";
    bool due = false;
    enum status status = is_training_due(turn, last, &due);

    if (due)
        text_copy(last_on, sizeof last_on, turn->cohort.ends_on);
    if (status == STATUS_OK && !due && last->again_on[0] != '\0' &&
        is_within(last->again_on, MISSED_DAYS, turn->today)) {
        due = true;
        status = find_end(turn, last->again_on, last_on);
        cause = last_on[0] != '\0' ? VOTE_END : VOTE_AGAIN;
    }
    if (status != STATUS_OK || !due)
        return status;
    status = agreeing_open(turn, cause, last_on, last);
    *is_done = status == STATUS_OK;
    if (status == STATUS_INVALID) { /* nobody learns there yet */
        reason_clear();
        return STATUS_OK;
    }
    return status;
}

/* Of an end nobody was told of by a vote. */
static enum status
tell_over(const struct agreeing_turn *turn, bool is_told, bool *is_done)
{
    struct store *store = turn->viewer->store;
    struct agreement agreement;
    struct text words = {0};
    enum status status = agreements_end(store, turn->cohort.id, turn->today,
        turn->now);

    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status == STATUS_OK)
        status = agreements_latest(store, turn->cohort.id, &agreement);
    if (status != STATUS_OK || is_told || agreement.until_on[0] == '\0' ||
        strcmp(agreement.until_on, turn->today) >= 0)
        return status;
    agreeing_terms_words(&agreement, &words);
    status = agreeing_tell(turn, "agreement/over", text_bytes(&words));
    text_clear(&words);
    *is_done = status == STATUS_OK;
    return status;
}

static enum status
settle(const struct agreeing_turn *turn, bool *is_done)
{
    struct agreement_vote vote;
    enum status status = agreeing_last(turn, &vote);

    if (status != STATUS_OK)
        return status;
    bool is_open = vote.id != 0 && vote.closed_at == 0;
    if (is_open && vote.closes_at <= turn->now) {
        status = agreeing_close(turn, &vote);
        *is_done = status == STATUS_OK;
    } else if (!is_open) {
        status = open_due(turn, &vote, is_done);
    }
    if (status == STATUS_OK)
        status = tell_over(turn, is_open || *is_done, is_done);
    return status;
}

/* ---- Each minute -------------------------------------------------------- */

static enum status
step_cohort(struct viewer *viewer, int64_t cohort_id, int64_t now, int *done)
{
    struct agreeing_turn turn;
    bool is_done = false;
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = agreeing_turn_open(viewer, cohort_id, now, &turn);
    if (status == STATUS_OK)
        status = settle(&turn, &is_done);
    if (status != STATUS_OK) {
        store_rollback(viewer->store);
        return status;
    }
    status = store_commit(viewer->store);
    *done += status == STATUS_OK && is_done;
    return status;
}

static void
keep_first(enum status status, int64_t cohort_id, enum status *first)
{
    if (status == STATUS_OK)
        return;
    log_error("agreement.cohort", "cohort=%lld reason=%s", (long long)cohort_id,
        reason());
    if (*first == STATUS_OK)
        *first = status;
}

enum status
agreeing_step(struct viewer *viewer, int64_t now, int *done)
{
    int64_t ids[COHORTS_A_PAGE];
    char latest[11];
    char oldest[11];
    char soonest[11];
    struct agreement_due due = {.now = now,
        .latest = latest,
        .oldest = oldest,
        .soonest = soonest,
        .most = COHORTS_A_PAGE};
    int found = 0;
    enum status first = STATUS_OK;

    *done = 0;
    if (!viewer->is_operator || !viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "votes open by themselves");
    date_of(now, FIRST_ZONE, latest);
    enum status status = date_add(latest, -MISSED_DAYS - 2, oldest);
    if (status == STATUS_OK)
        status = date_add(latest, days_open() - 1, soonest);
    do {
        if (status == STATUS_OK)
            status = agreement_votes_due(viewer->store, &due, ids, &found);
        if (status != STATUS_OK)
            return status;
        for (int i = 0; i < found; i++) {
            due.after_id = ids[i];
            keep_first(step_cohort(viewer, ids[i], now, done), ids[i], &first);
        }
    } while (found == COHORTS_A_PAGE);
    return first;
}
