/* Agreeing: a vote is closed, and what comes of it holds and is told. */

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/agreeing_parts.h"
#include "board/auditing.h"
#include "config/config.h"
#include "store/agreement_votes.h"
#include "store/agreements.h"

enum {
    WEEK = 7
};

/* The first day on which what comes of it holds. */
static enum status
find_first(const struct agreeing_turn *turn, const struct agreement_vote *vote,
    char first[11])
{
    char after[11];
    enum status status = date_add(vote->last_on, 1, first);

    if (status == STATUS_OK && strcmp(turn->today, first) > 0)
        text_copy(first, 11, turn->today);
    if (status != STATUS_OK || vote->cause != VOTE_TRAINING)
        return status;
    status = date_add(turn->cohort.ends_on, 1, after);
    if (status == STATUS_OK && strcmp(after, first) > 0)
        text_copy(first, 11, after);
    return status;
}

static enum status
agree(const struct agreeing_turn *turn, const struct agreement_counts *counts,
    const char *first, struct agreement *agreement)
{
    struct agreement present;
    struct agreement_ballot ballot;
    struct agreement agreed = {0};
    enum status status = agreeing_now(turn, &present);

    if (status != STATUS_OK)
        return status;
    for (int i = 0; i < AGREEMENT_ITEMS; i++)
        ballot.choice[i] = agreement_winner(counts, (enum agreement_item)i,
            agreement_choice_of(&present, (enum agreement_item)i));
    agreement_take(&agreed, &ballot);
    text_copy(agreed.from_on, sizeof agreed.from_on, first);
    if (agreed.weeks > 0)
        status = date_add(first, WEEK * agreed.weeks - 1, agreed.until_on);
    if (status == STATUS_OK)
        status = agreements_add(turn->viewer->store, turn->cohort.id, &agreed,
            turn->now);
    if (status == STATUS_OK)
        *agreement = agreed;
    return status;
}

/* When it is asked again by itself: some weeks after, but for one that was that
 * itself; and in the last week of what holds. The sooner of the two. */
static enum status
set_again(const struct agreeing *agreeing, const char *first,
    struct agreement_vote *vote)
{
    int weeks = (int)config_current()->agreement_again_weeks;
    const struct agreement *agreement = &agreeing->agreement;
    char last_week[11] = "";
    enum status status = STATUS_OK;

    vote->again_on[0] = '\0';
    if (vote->cause != VOTE_AGAIN && weeks > 0)
        status = date_add(first, WEEK * (weeks - 1), vote->again_on);
    if (status == STATUS_OK && agreeing->has_agreement &&
        agreement->until_on[0] != '\0')
        status = date_add(agreement->until_on,
            1 - (int)config_current()->agreement_days, last_week);
    if (status == STATUS_OK && strcmp(last_week, first) > 0 &&
        (vote->again_on[0] == '\0' || strcmp(last_week, vote->again_on) < 0))
        text_copy(vote->again_on, sizeof vote->again_on, last_week);
    return status;
}

/* What came of it is in `agreeing`. */
static enum status
count(const struct agreeing_turn *turn, struct agreeing *agreeing)
{
    struct store *store = turn->viewer->store;
    struct agreement_vote *vote = &agreeing->vote;
    char first[11];
    enum status status = agreement_votes_turnout(store, vote);

    vote->needed = agreement_quorum(vote->entitled,
        (int)config_current()->agreement_quorum_percent);
    vote->is_agreed = vote->voted >= vote->needed;
    vote->closed_at = turn->now;
    if (status == STATUS_OK)
        status = find_first(turn, vote, first);
    if (status == STATUS_OK && vote->is_agreed)
        status = agreement_votes_tally(store, vote->id, &agreeing->counts);
    if (status == STATUS_OK && vote->is_agreed)
        status = agree(turn, &agreeing->counts, first, &agreeing->agreement);
    else if (status == STATUS_OK)
        status = agreements_latest(store, turn->cohort.id,
            &agreeing->agreement);
    agreeing->has_agreement = status == STATUS_OK;
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        status = set_again(agreeing, first, vote);
    if (status == STATUS_OK)
        status = agreement_votes_close(store, vote, &agreeing->counts);
    return status;
}

static enum status
record(const struct agreeing_turn *turn, const struct agreeing *agreeing)
{
    const struct agreement_vote *vote = &agreeing->vote;
    const struct agreement *agreement = &agreeing->agreement;
    struct text subject = {0};

    text_add_format(&subject, "%s %d of %d voted", turn->cohort.slug,
        vote->voted, vote->entitled);
    if (!vote->is_agreed)
        text_add_format(&subject, ", %d needed", vote->needed);
    else
        text_add_format(&subject, ": %s %02d:%02d from %s until %s",
            agreement->rhythm, agreement->minute / 60, agreement->minute % 60,
            agreement->from_on,
            agreement->until_on[0] != '\0' ? agreement->until_on : "asked");
    enum status status = auditing_record(turn->viewer, "agreement result",
        text_bytes(&subject), NULL, NULL);
    text_clear(&subject);
    return status;
}

static enum status
tell_result(const struct agreeing_turn *turn, const struct agreeing *agreeing)
{
    struct text words = {0};

    agreeing_words(agreeing, &words);
    text_add(&words, ".\n\n");
    agreeing_result_words(agreeing, &words);
    enum status status = agreeing_tell(turn,
        agreeing->vote.is_agreed ? "agreement/agreed" : "agreement/few",
        text_bytes(&words));
    text_clear(&words);
    return status;
}

enum status
agreeing_close(const struct agreeing_turn *turn, struct agreement_vote *vote)
{
    struct agreeing agreeing = {.cohort = turn->cohort, .vote = *vote};
    enum status status = count(turn, &agreeing);

    text_copy(agreeing.today, sizeof agreeing.today, turn->today);
    if (status == STATUS_OK)
        status = tell_result(turn, &agreeing);
    if (status == STATUS_OK)
        status = record(turn, &agreeing);
    if (status == STATUS_OK)
        *vote = agreeing.vote;
    return status;
}
