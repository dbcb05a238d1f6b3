/* Agreeing: what a cohort goes by, and its learners' votes. */

#include "board/agreeing.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/access.h"
#include "board/agreeing_parts.h"
#include "board/auditing.h"
#include "board/pacing.h"
#include "config/config.h"
#include "store/agreement_votes.h"
#include "store/agreements.h"
#include "store/cohorts.h"

enum {
    HOUR_MINUTES = 60,
    BEGIN_WEEKS = 2, /* of the choices: 12 weeks */
    BEGIN_RHYTHM = 2 /* weekly */
};

/* ---- A cohort ----------------------------------------------------------- */

enum status
agreeing_turn_open(struct viewer *viewer, int64_t cohort_id, int64_t now,
    struct agreeing_turn *turn)
{
    *turn = (struct agreeing_turn){.viewer = viewer, .now = now};
    enum status status = cohorts_by_id(viewer->store, cohort_id, &turn->cohort);

    if (status == STATUS_OK)
        date_begun(now, turn->cohort.zone, turn->today);
    return status;
}

enum status
agreeing_last(const struct agreeing_turn *turn, struct agreement_vote *vote)
{
    enum status status = agreement_votes_last(turn->viewer->store,
        turn->cohort.id, vote);

    if (status == STATUS_NOT_FOUND) {
        *vote = (struct agreement_vote){.cohort_id = turn->cohort.id};
        return STATUS_OK;
    }
    return status;
}

enum status
agreeing_now(const struct agreeing_turn *turn, struct agreement *agreement)
{
    struct rhythm rhythm = rhythm_of_phase(PHASE_ON_THE_JOB);
    struct agreement found;
    enum status status = agreements_on(turn->viewer->store, turn->cohort.id,
        turn->today, &found);

    if (status == STATUS_OK && agreement_holds(&found, turn->today)) {
        *agreement = found;
        return STATUS_OK;
    }
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *agreement = (struct agreement){
        .minute = (int)config_current()->question_minute,
        .weeks = -1, /* none of the choices */
    };
    rhythm_words(&rhythm, agreement->rhythm);
    return STATUS_OK;
}

/* ---- How it is ---------------------------------------------------------- */

static int
choice_or(int choice, int other)
{
    return choice < 0 ? other : choice;
}

/* The viewer's own, else what it goes by. */
static enum status
load_ballot(const struct agreeing_turn *turn, struct agreeing *agreeing)
{
    struct agreement present;
    enum status status = STATUS_NOT_FOUND;

    if (agreeing->is_open && turn->viewer->person.id != 0)
        status = agreement_votes_own(turn->viewer->store, agreeing->vote.id,
            turn->viewer->person.id, &agreeing->ballot);
    agreeing->has_voted = status == STATUS_OK;
    if (status != STATUS_NOT_FOUND)
        return status;
    status = agreeing_now(turn, &present);
    if (status != STATUS_OK)
        return status;
    agreeing->ballot = (struct agreement_ballot){
        .choice = {
            choice_or(agreement_choice_of(&present, AGREEMENT_RHYTHM),
                BEGIN_RHYTHM),
            choice_or(agreement_choice_of(&present, AGREEMENT_HOUR),
                present.minute / HOUR_MINUTES),
            choice_or(agreement_choice_of(&present, AGREEMENT_WEEKS),
                BEGIN_WEEKS),
        }};
    return STATUS_OK;
}

/* Of an open one as it stands, of a closed one as it was. */
static enum status
load_vote(const struct agreeing_turn *turn, struct agreeing *agreeing)
{
    struct store *store = turn->viewer->store;
    struct agreement_vote *vote = &agreeing->vote;
    enum status status = agreeing_last(turn, vote);

    agreeing->is_open = vote->id != 0 && vote->closed_at == 0 &&
                        turn->now < vote->closes_at;
    if (status != STATUS_OK || vote->id == 0)
        return status;
    if (vote->closed_at != 0)
        return agreement_votes_counts(store, vote->id, &agreeing->counts);
    status = agreement_votes_turnout(store, vote);
    vote->needed = agreement_quorum(vote->entitled,
        (int)config_current()->agreement_quorum_percent);
    return status;
}

static enum status
load(struct viewer *viewer, const struct board *board,
    struct agreeing *agreeing)
{
    struct agreeing_turn turn;
    struct agreeing found = {
        .may_vote = viewer->person.id != 0 &&
                    rights_allow(viewer, RIGHT_VOTE, board),
        .may_call = rights_allow(viewer, RIGHT_CALL_VOTE, board),
    };
    enum status status = agreeing_turn_open(viewer, board->cohort_id,
        clock_now(), &turn);

    if (status != STATUS_OK)
        return status;
    found.cohort = turn.cohort;
    text_copy(found.today, sizeof found.today, turn.today);
    status = agreements_latest(viewer->store, turn.cohort.id, &found.agreement);
    found.has_agreement = status == STATUS_OK;
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        status = load_vote(&turn, &found);
    if (status == STATUS_OK)
        status = load_ballot(&turn, &found);
    if (status == STATUS_OK)
        *agreeing = found;
    return status;
}

enum status
agreeing_find(struct viewer *viewer, const char *cohort,
    struct agreeing *agreeing)
{
    struct board board;
    enum status status = access_cohort(viewer, cohort, RIGHT_SEE, &board);

    return status == STATUS_OK ? load(viewer, &board, agreeing) : status;
}

/* ---- Which cohorts ------------------------------------------------------ */

static bool
is_member(const struct viewer *viewer, int64_t cohort_id)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].cohort_id == cohort_id &&
            viewer->members.rows[i].role != ROLE_SPONSOR)
            return true;
    return false;
}

/* Whether the viewer may vote there and has not. */
static enum status
is_asked(const struct viewer *viewer, const struct cohort *cohort, bool *asked)
{
    struct agreement_vote vote;
    struct agreement_ballot ballot;

    *asked = false;
    if (!viewer->may_write ||
        !viewer_has_role(viewer, cohort->id, ROLE_LEARNER))
        return STATUS_OK;
    enum status status = agreement_votes_last(viewer->store, cohort->id, &vote);
    if (status == STATUS_NOT_FOUND ||
        (status == STATUS_OK &&
            (vote.closed_at != 0 || vote.closes_at <= clock_now())))
        return STATUS_OK;
    if (status == STATUS_OK)
        status = agreement_votes_own(viewer->store, vote.id, viewer->person.id,
            &ballot);
    *asked = status == STATUS_NOT_FOUND;
    return *asked ? STATUS_OK : status;
}

enum status
agreeing_cohorts(struct viewer *viewer, struct cohort_list *list)
{
    struct cohort_list all = {0};
    struct cohort_list found = {0};
    size_t asked_count = 0;
    enum status status = pacing_own(viewer, &all);

    for (size_t i = 0; i < all.count && status == STATUS_OK; i++) {
        bool asked = false;

        if (!is_member(viewer, all.rows[i].id))
            continue;
        status = is_asked(viewer, &all.rows[i], &asked);
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        size_t at = asked ? asked_count++ : found.count;
        memmove(&found.rows[at + 1], &found.rows[at],
            (found.count - at) * sizeof *found.rows);
        found.rows[at] = all.rows[i];
        found.count++;
    }
    cohort_list_clear(&all);
    if (status == STATUS_OK)
        *list = found;
    else
        cohort_list_clear(&found);
    return status;
}

enum status
agreeing_asked(struct viewer *viewer, struct agreeing *agreeing)
{
    struct cohort_list cohorts = {0};
    bool asked = false;
    enum status status = agreeing_cohorts(viewer, &cohorts);

    if (status == STATUS_OK && cohorts.count > 0)
        status = is_asked(viewer, &cohorts.rows[0], &asked);
    if (status == STATUS_OK)
        status = asked ? agreeing_find(viewer, cohorts.rows[0].slug, agreeing)
                       : STATUS_NOT_FOUND;
    cohort_list_clear(&cohorts);
    return status;
}

/* ---- Voting ------------------------------------------------------------- */

static enum status
end(struct viewer *viewer, enum status status)
{
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

static enum status
vote_in(struct viewer *viewer, const struct board *board,
    const struct agreement_ballot *ballot)
{
    struct agreement_vote vote;
    enum status status = agreement_votes_last(viewer->store, board->cohort_id,
        &vote);

    if (status == STATUS_NOT_FOUND ||
        (status == STATUS_OK &&
            (vote.closed_at != 0 || vote.closes_at <= clock_now())))
        return refuse(STATUS_NOT_FOUND,
            "no vote is open; the champion can call one");
    if (status == STATUS_OK)
        status = agreement_votes_set(viewer->store, vote.id, viewer->person.id,
            ballot, clock_now());
    return status;
}

enum status
agreeing_vote(struct viewer *viewer, const char *cohort,
    const struct agreement_ballot *ballot)
{
    struct board board;
    enum status status = access_cohort(viewer, cohort, RIGHT_VOTE, &board);

    if (status == STATUS_OK && viewer->person.id == 0)
        status = refuse(STATUS_FORBIDDEN,
            "on how it goes on its learners vote");
    if (status == STATUS_OK)
        status = store_begin(viewer->store);
    if (status != STATUS_OK)
        return status;
    return end(viewer, vote_in(viewer, &board, ballot));
}

/* ---- Calling one -------------------------------------------------------- */

/* One that nobody has closed yet is closed first. */
static enum status
check_call(const struct agreeing_turn *turn)
{
    const struct cohort *cohort = &turn->cohort;
    struct agreement_vote last;
    char day[16];

    if (cohort_phase(cohort, cohort->weeks_on_the_job, turn->today) ==
        PHASE_UPCOMING)
        return refuse(STATUS_INVALID,
            "there is nothing to go on with: the training has not begun");
    enum status status = agreeing_last(turn, &last);
    if (status != STATUS_OK || last.id == 0 || last.closed_at != 0)
        return status;
    if (last.closes_at <= turn->now)
        return agreeing_close(turn, &last);
    date_words(last.last_on, day, sizeof day);
    return refuse(STATUS_CONFLICT, "a vote is open until %s", day);
}

static enum status
call(struct viewer *viewer, int64_t cohort_id, struct agreement_vote *vote)
{
    struct agreeing_turn turn;
    enum status status = agreeing_turn_open(viewer, cohort_id, clock_now(),
        &turn);

    if (status == STATUS_OK)
        status = check_call(&turn);
    if (status == STATUS_OK)
        status = agreeing_open(&turn, VOTE_CALLED, "", vote);
    if (status == STATUS_OK)
        status = auditing_record(viewer, "agreement call", turn.cohort.slug,
            NULL, NULL);
    return status;
}

enum status
agreeing_call(struct viewer *viewer, const char *cohort,
    struct agreement_vote *vote)
{
    struct board board;
    struct agreement_vote opened;
    enum status status = access_cohort(viewer, cohort, RIGHT_CALL_VOTE, &board);

    if (status == STATUS_OK)
        status = store_begin(viewer->store);
    if (status != STATUS_OK)
        return status;
    status = end(viewer, call(viewer, board.cohort_id, &opened));
    if (status == STATUS_OK)
        *vote = opened;
    return status;
}
