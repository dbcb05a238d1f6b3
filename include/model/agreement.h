#ifndef MODEL_AGREEMENT_H
#define MODEL_AGREEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/rhythm.h"

/* What a cohort decided for itself: how often it is asked, at what hour, and
 * for how long. */
struct agreement {
    char rhythm[RHYTHM_BYTES]; /* as rhythm_read() takes it */
    int minute;                /* of the day, in each person's zone */
    int weeks;                 /* from from_on on; 0: until asked again */
    char from_on[11];          /* civil dates of the cohort's region */
    char until_on[11];         /* its last day; "": until asked again */
};

/* Whether it holds on a civil date. */
bool agreement_holds(const struct agreement *agreement, const char *date);

/* ---- The vote ----------------------------------------------------------- */

/* What is voted on, each for itself, and what can be chosen: by number from 0,
 * as it is typed and stored ("weekly", "14:00", "12"), as it is shown. */
enum agreement_item {
    AGREEMENT_RHYTHM, /* the busier first */
    AGREEMENT_HOUR,
    AGREEMENT_WEEKS, /* the shorter first; "open": until asked again */
    AGREEMENT_ITEMS
};

enum {
    AGREEMENT_CHOICES_MOST = 24,
    AGREEMENT_WORD_BYTES = 40
};

/* "rhythm", "hour", "until" */
const char *agreement_item_name(enum agreement_item item);
int agreement_choices(enum agreement_item item);
/* Size at least AGREEMENT_WORD_BYTES, as the next. */
void agreement_choice_name(enum agreement_item item, int choice, char *out);
/* "weekly, on Mondays", "14:00", "12 weeks" */
void agreement_choice_label(enum agreement_item item, int choice, char *out);
/* INVALID with the choices. An hour may be typed "14" as well. */
MUST_USE enum status agreement_choice_read(enum agreement_item item,
    const char *word, int *choice);

/* What one person wants: a choice for each item. */
struct agreement_ballot {
    int choice[AGREEMENT_ITEMS];
};
/* The choice that comes to what an agreement has; -1: none does. */
int agreement_choice_of(const struct agreement *agreement,
    enum agreement_item item);
/* Takes what was chosen; the dates stay. */
void agreement_take(struct agreement *agreement,
    const struct agreement_ballot *ballot);

struct agreement_counts {
    int votes[AGREEMENT_ITEMS][AGREEMENT_CHOICES_MOST];
};
/* What most want. Of those with as many, what holds now, `present` (-1: none of
 * them); else the rhythm with fewer questions, the earlier hour, the shorter
 * time. */
int agreement_winner(const struct agreement_counts *counts,
    enum agreement_item item, int present);

enum agreement_cause {
    VOTE_TRAINING, /* its last week */
    VOTE_AGAIN,    /* some weeks after another vote */
    VOTE_END,      /* the last week of what was agreed */
    VOTE_CALLED    /* by the champion */
};
const char *agreement_cause_name(enum agreement_cause cause);

struct agreement_vote {
    int64_t id; /* 0: there is none */
    int64_t cohort_id;
    enum agreement_cause cause;
    int64_t opened_at;
    int64_t closes_at;
    int64_t closed_at;  /* 0: not yet */
    char opened_on[11]; /* civil dates of the cohort's region */
    char last_on[11];
    int entitled; /* learners, but for those away all the while */
    int voted;
    int needed;        /* so many are to vote that it counts */
    bool is_agreed;    /* that many have */
    char again_on[11]; /* when it is asked again by itself; "": never */
};

/* Of so many who may vote. */
int agreement_quorum(int entitled, int percent);

#endif
