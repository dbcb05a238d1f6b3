/* Agreement: how often, at what hour and how long a cohort wants to go on. */

#include "model/agreement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
    RHYTHMS = 5,
    HOURS = 24,
    SPANS = 6,
    HOUR_MINUTES = 60
};

static const struct {
    const char *name;
    const char *label;
} rhythms[RHYTHMS] = {
    {"daily", "daily, Monday to Friday"},
    {"mon,wed,fri", "Mondays, Wednesdays, Fridays"},
    {"weekly", "weekly, on Mondays"},
    {"monthly", "monthly, the first Monday"},
    {"never", "rest: nothing is asked"},
};

static const int spans[SPANS] = {4, 6, 12, 26, 52, 0};

static const int choices[AGREEMENT_ITEMS] = {
    [AGREEMENT_RHYTHM] = RHYTHMS,
    [AGREEMENT_HOUR] = HOURS,
    [AGREEMENT_WEEKS] = SPANS,
};

bool
agreement_holds(const struct agreement *agreement, const char *date)
{
    return strcmp(agreement->from_on, date) <= 0 &&
           (agreement->until_on[0] == '\0' ||
               strcmp(date, agreement->until_on) <= 0);
}

/* ---- Choices ------------------------------------------------------------ */

const char *
agreement_item_name(enum agreement_item item)
{
    static const char *const names[AGREEMENT_ITEMS] = {
        [AGREEMENT_RHYTHM] = "rhythm",
        [AGREEMENT_HOUR] = "hour",
        [AGREEMENT_WEEKS] = "until",
    };

    return names[item];
}

int
agreement_choices(enum agreement_item item)
{
    return choices[item];
}

void
agreement_choice_name(enum agreement_item item, int choice, char *out)
{
    if (item == AGREEMENT_RHYTHM)
        snprintf(out, AGREEMENT_WORD_BYTES, "%s", rhythms[choice].name);
    else if (item == AGREEMENT_HOUR)
        snprintf(out, AGREEMENT_WORD_BYTES, "%02d:00", choice);
    else if (spans[choice] == 0)
        snprintf(out, AGREEMENT_WORD_BYTES, "open");
    else
        snprintf(out, AGREEMENT_WORD_BYTES, "%d", spans[choice]);
}

void
agreement_choice_label(enum agreement_item item, int choice, char *out)
{
    if (item == AGREEMENT_RHYTHM)
        snprintf(out, AGREEMENT_WORD_BYTES, "%s", rhythms[choice].label);
    else if (item == AGREEMENT_HOUR)
        agreement_choice_name(item, choice, out);
    else if (spans[choice] == 0)
        snprintf(out, AGREEMENT_WORD_BYTES, "until asked again");
    else
        snprintf(out, AGREEMENT_WORD_BYTES, "%d weeks", spans[choice]);
}

/* "9" and "09" are 09:00. */
static void
complete_hour(const char *word, char out[AGREEMENT_WORD_BYTES])
{
    size_t length = strlen(word);

    if (length > 0 && length <= 2 && strspn(word, "0123456789") == length)
        snprintf(out, AGREEMENT_WORD_BYTES, "%02ld:00", strtol(word, NULL, 10));
    else
        snprintf(out, AGREEMENT_WORD_BYTES, "%s%s",
            length == 4 && word[1] == ':' ? "0" : "", word);
}

static enum status
refuse_choice(enum agreement_item item, const char *word)
{
    static const char *const known[AGREEMENT_ITEMS] = {
        [AGREEMENT_RHYTHM] = "daily, mon,wed,fri, weekly, monthly or never",
        [AGREEMENT_HOUR] = "a full hour, 0 to 23",
        [AGREEMENT_WEEKS] = "weeks, 4, 6, 12, 26 or 52, or open",
    };

    return refuse(STATUS_INVALID, "%s: %s, not \"%.40s\"",
        agreement_item_name(item), known[item], word);
}

enum status
agreement_choice_read(enum agreement_item item, const char *word, int *choice)
{
    char wanted[AGREEMENT_WORD_BYTES];
    char name[AGREEMENT_WORD_BYTES];

    if (strlen(word) >= AGREEMENT_WORD_BYTES - 1)
        return refuse_choice(item, word);
    if (item == AGREEMENT_HOUR)
        complete_hour(word, wanted);
    else
        snprintf(wanted, sizeof wanted, "%s", word);
    for (int i = 0; i < choices[item]; i++) {
        agreement_choice_name(item, i, name);
        if (strcmp(name, wanted) == 0) {
            *choice = i;
            return STATUS_OK;
        }
    }
    return refuse_choice(item, word);
}

int
agreement_choice_of(const struct agreement *agreement, enum agreement_item item)
{
    if (item == AGREEMENT_HOUR)
        return agreement->minute % HOUR_MINUTES == 0
                   ? agreement->minute / HOUR_MINUTES
                   : -1;
    for (int i = 0; item == AGREEMENT_WEEKS && i < SPANS; i++)
        if (spans[i] == agreement->weeks)
            return i;
    for (int i = 0; item == AGREEMENT_RHYTHM && i < RHYTHMS; i++)
        if (strcmp(rhythms[i].name, agreement->rhythm) == 0)
            return i;
    return -1;
}

void
agreement_take(struct agreement *agreement,
    const struct agreement_ballot *ballot)
{
    snprintf(agreement->rhythm, sizeof agreement->rhythm, "%s",
        rhythms[ballot->choice[AGREEMENT_RHYTHM]].name);
    agreement->minute = ballot->choice[AGREEMENT_HOUR] * HOUR_MINUTES;
    agreement->weeks = spans[ballot->choice[AGREEMENT_WEEKS]];
}

/* ---- The count ---------------------------------------------------------- */

int
agreement_winner(const struct agreement_counts *counts,
    enum agreement_item item, int present)
{
    const int *votes = counts->votes[item];
    int best = 0;

    for (int i = 1; i < choices[item]; i++)
        if (votes[i] > votes[best] ||
            (votes[i] == votes[best] && item == AGREEMENT_RHYTHM))
            best = i;
    return present >= 0 && votes[present] == votes[best] ? present : best;
}

int
agreement_quorum(int entitled, int percent)
{
    int needed = (entitled * percent + 99) / 100;
    int least = entitled < 2 ? 1 : 2; /* one alone decides for nobody else */

    return needed < least ? least : needed;
}

const char *
agreement_cause_name(enum agreement_cause cause)
{
    static const char *const names[] = {
        [VOTE_TRAINING] = "training",
        [VOTE_AGAIN] = "again",
        [VOTE_END] = "end",
        [VOTE_CALLED] = "called",
    };

    return names[cause];
}
