/* Agreeing, in words: what holds, and how many wanted what. */

#include <string.h>

#include "base/clock.h"
#include "board/agreeing_parts.h"
#include "config/config.h"

enum {
    DAY_BYTES = 16,
    HOUR_MINUTES = 60
};

/* A rhythm that asks nothing has no hour. */
static bool
is_rest(const struct agreement *agreement)
{
    return strcmp(agreement->rhythm, "never") == 0;
}

static void
add_rhythm(const struct agreement *agreement, struct text *out)
{
    char label[AGREEMENT_WORD_BYTES];
    int choice = agreement_choice_of(agreement, AGREEMENT_RHYTHM);

    if (is_rest(agreement)) {
        text_add(out, "a rest");
        return;
    }
    if (choice >= 0)
        agreement_choice_label(AGREEMENT_RHYTHM, choice, label);
    text_add_format(out, "%s, at %02d:%02d",
        choice >= 0 ? label : agreement->rhythm,
        agreement->minute / HOUR_MINUTES, agreement->minute % HOUR_MINUTES);
}

void
agreeing_terms_words(const struct agreement *agreement, struct text *out)
{
    char day[DAY_BYTES];

    add_rhythm(agreement, out);
    if (agreement->until_on[0] == '\0') {
        text_add(out, ", until asked again");
        return;
    }
    date_words(agreement->until_on, day, sizeof day);
    text_add_format(out, ", until %s", day);
}

bool
agreeing_is_trained(const struct agreeing *agreeing)
{
    return strcmp(agreeing->cohort.ends_on, agreeing->today) < 0;
}

/* Nothing was agreed, or it is over. */
static void
add_phase(const struct agreeing *agreeing, struct text *out)
{
    int minute = (int)config_current()->question_minute;

    if (agreeing->has_agreement)
        text_add(out, "Nothing is asked by itself: what was agreed is over");
    else if (agreeing->cohort.kind == PROGRAM_ELEARNING)
        text_add(out, "Nothing is asked by itself, only what mentors ask");
    else
        text_add_format(out, "It goes on by the phase: %s, at %02d:%02d",
            agreeing_is_trained(agreeing)
                ? "weekly on the job, monthly as alumni"
                : "daily in training, weekly on the job",
            minute / HOUR_MINUTES, minute % HOUR_MINUTES);
}

void
agreeing_words(const struct agreeing *agreeing, struct text *out)
{
    const struct agreement *agreement = &agreeing->agreement;
    char day[DAY_BYTES];

    if (!agreeing->has_agreement ||
        (agreement->until_on[0] != '\0' &&
            strcmp(agreement->until_on, agreeing->today) < 0)) {
        add_phase(agreeing, out);
        return;
    }
    date_words(agreement->from_on, day, sizeof day);
    if (strcmp(agreement->from_on, agreeing->today) > 0)
        text_add_format(out, "From %s on: ", day);
    else
        text_add(out, is_rest(agreement) ? "It goes on with " : "It goes on ");
    agreeing_terms_words(agreement, out);
}

void
agreeing_counts_words(const struct agreement_counts *counts,
    enum agreement_item item, struct text *out)
{
    struct agreement_counts left = *counts;
    int *votes = left.votes[item];
    bool is_first = true;

    for (;;) {
        char label[AGREEMENT_WORD_BYTES];
        int most = 0;

        for (int i = 1; i < agreement_choices(item); i++)
            if (votes[i] > votes[most])
                most = i;
        if (votes[most] == 0)
            return;
        agreement_choice_label(item, most, label);
        text_add_format(out, "%s%d for %s", is_first ? "" : "; ", votes[most],
            label);
        votes[most] = 0;
        is_first = false;
    }
}

void
agreeing_result_words(const struct agreeing *agreeing, struct text *out)
{
    static const char *const heads[AGREEMENT_ITEMS] = {
        [AGREEMENT_RHYTHM] = "How often",
        [AGREEMENT_HOUR] = "At what hour",
        [AGREEMENT_WEEKS] = "How long",
    };
    const struct agreement_vote *vote = &agreeing->vote;
    char day[DAY_BYTES];

    text_add_format(out, "%d of %d voted", vote->voted, vote->entitled);
    if (!vote->is_agreed)
        text_add_format(out, ", and %d were needed", vote->needed);
    text_add(out, ".\n");
    for (int i = 0; i < AGREEMENT_ITEMS && vote->is_agreed; i++) {
        text_add_format(out, "%s: ", heads[i]);
        agreeing_counts_words(&agreeing->counts, (enum agreement_item)i, out);
        text_add(out, ".\n");
    }
    if (vote->again_on[0] == '\0')
        return;
    date_words(vote->again_on, day, sizeof day);
    text_add_format(out, "You are asked again from %s.\n", day);
}
