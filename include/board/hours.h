#ifndef BOARD_HOURS_H
#define BOARD_HOURS_H

#include <stddef.h>

#include "board/viewer.h"
#include "model/board.h"
#include "model/question.h"

/* The hours at which the viewer is asked: of questions that are open or queued
 * and of those that the bank is to fill in. Not when they answer. */

struct hour {
    struct board board;
    char date[11]; /* of the question; with the board it names the hour */
    int64_t opens_at;
    int64_t closes_at;
    /* What is asked, where that has opened for the viewer; else "". */
    char body[QUESTION_BYTES];
};

struct hour_list {
    struct hour *rows; /* owned; by when they open, a cohort's first */
    size_t count;
};

enum {
    HOURS_WEEKS_MOST = 26
};

/* Those not closed for the viewer yet, of so many weeks from today on. INVALID
 * with a reason: under one week, or over HOURS_WEEKS_MOST. */
MUST_USE enum status hours_list(struct viewer *viewer, int weeks,
    struct hour_list *list);
void hour_list_clear(struct hour_list *list);

#endif
