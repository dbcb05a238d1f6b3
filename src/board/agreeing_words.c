/* Agreeing, in words: what holds, and how many wanted what. */

#include <string.h>

#include "base/clock.h"
#include "board/agreeing_parts.h"
#include "config/config.h"

enum {
    DAY_BYTES = 16,
    HOUR_MINUTES = 60
};

static void
add_rhythm(const struct agreement *agreement, struct text *out)
{
    char label[AGREEMENT_WORD_BYTES];
    int choice = agreement_choice_of(agreement, AGREEMENT_RHYTHM);

    if (choice < 0) {
        text_add(out, agreement->rhythm);
        return;
    }
    agreement_choice_label(AGREEMENT_RHYTHM, choice, label);
    text_add(out, label);
}

/* A rhythm that asks nothing has no hour. */
static bool
is_rest(const struct agreement *agreement)
{
    return strcmp(agreement->rhythm, "never") == 0;
}

void
agreeing_terms_words(const struct agreement *agreement, struct text *out)
{
    char day[DAY_BYTES];

    add_rhythm(agreement, out);
    if (!is_rest(agreement))
        text_add_format(out, ", at %02d:%02d", agreement->minute / HOUR_MINUTES,
            agreement->minute % HOUR_MINUTES);
    if (agreement->until_on[0] == '\0') {
        text_add(out, ", until asked again");
        return;
    }
    date_words(agreement->until_on, day, sizeof day);
    text_add_format(out, ", until %s", day);
}

/* Nothing was agreed, or it is over. */
static void
add_phase(const struct agreeing *agreeing, struct text *out)
{
    if (agreeing->has_agreement)
        text_add(out, "nothing is asked by itself: what was agreed is over");
    else if (agreeing->cohort.kind == PROGRAM_ELEARNING)
        text_add(out, "nothing is asked by itself, only what mentors ask");
    else
        text_add_format(out,
            "by the phase: daily in training, weekly on the job, "
            "at %02d:%02d",
            (int)config_current()->question_minute / HOUR_MINUTES,
            (int)config_current()->question_minute % HOUR_MINUTES);
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
    if (strcmp(agreement->from_on, agreeing->today) > 0) {
        date_words(agreement->from_on, day, sizeof day);
        text_add_format(out, "from %s: ", day);
    }
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
