#ifndef STORE_ASKED_PEOPLE_H
#define STORE_ASKED_PEOPLE_H

#include "model/board.h"
#include "model/question.h"
#include "store/store.h"

/* How many people a board's questions were put to. */

/* {.board = board}, for as many of its questions as are looked at in one go:
 * what is the same on most days is counted at the first of them. */
struct asked_people {
    const struct board *board; /* borrowed */
    bool are_counted;
    int learners; /* where all its cohorts are asked, whoever is away */
};

/* Learners behind the board whom a question of its date is put to: not those on
 * leave that day; of an intake's question not those whose cohort has one of its
 * own then, nor where it is of the bank those who agreed on their own days; of
 * an alumni's only those whose training is over. */
MUST_USE enum status asked_people_count(struct store *store,
    struct asked_people *people, const struct question *question, int *count);

#endif
