#ifndef BOARD_OUTLOOK_H
#define BOARD_OUTLOOK_H

#include <stddef.h>

#include "board/viewer.h"
#include "model/board.h"
#include "model/question.h"

/* What boards ask on the days of a week, or of several: for those who may ask
 * there, with the words; for those who look after a cohort, without those of
 * what has not opened for them. */

enum standing {
    STANDS_NEVER,   /* the board does not ask then, or the day is over */
    STANDS_NOTHING, /* it asks, and there is nothing to be asked: a gap */
    STANDS_OWN,     /* a question of the board itself */
    STANDS_PROGRAM, /* one of the intake's board, on a cohort's */
    STANDS_BANK,    /* one of the program's bank, chosen when it opens */
    STANDS_HOLIDAY  /* nothing, and nobody of the board works */
};

struct outlook_day {
    char date[11];
    enum standing standing;
    struct question question;  /* id 0: none stands there yet */
    int64_t first_opens_at;    /* anywhere; 0: not known */
    char first_zone[64];       /* where that is; "": see outlook_first() */
    int minute;                /* at which the board asks */
    bool is_intakes;           /* what the intake's board asks, on a cohort's */
    bool is_over;              /* closed everywhere, or a day that is past */
    bool is_today;             /* where the viewer is */
    char holiday[TITLE_BYTES]; /* "AMER: Thanksgiving"; "": none */
    int answered;
};

struct sitting_list;

struct outlook_row {
    struct board board;
    bool may_ask;
    int queued;               /* on days that have not begun */
    int banked;               /* of the bank, not asked there within a year */
    struct outlook_day *days; /* owned */
    size_t count;
    /* Where its people sit, owned; NULL: nobody asked yet, see outlook_first().
     */
    struct sitting_list *seats;
};

struct outlook {
    struct outlook_row *rows; /* owned; in the order of the home screen */
    size_t count;
};

enum {
    OUTLOOK_DAYS_MOST = 28,
    OUTLOOK_WEEKS_AHEAD = 52
};

/* The boards that the viewer may ask on, or look after, from a date on; no rows
 * for everybody else. INVALID: no date, or one farther than
 * OUTLOOK_WEEKS_AHEAD from today. */
MUST_USE enum status outlook_open(struct viewer *viewer, const char *from,
    size_t days, struct outlook *outlook);
/* One of them. NOT_FOUND, or FORBIDDEN with a reason: none of these. */
MUST_USE enum status outlook_board(struct viewer *viewer, int64_t board_id,
    const char *from, size_t days, struct outlook_row *row);
/* For the files of src/board alone: days of row->board, whoever the viewer is.
 */
MUST_USE enum status outlook_days(const struct viewer *viewer, const char *from,
    size_t days, struct outlook_row *row);
/* Finds where a question of one of the row's days opens first, and when: of one
 * that stands there or as one would. Nothing is found where nobody is to be
 * asked. What costs most, where all of them sit, is looked up once a row. */
MUST_USE enum status outlook_first(struct viewer *viewer,
    struct outlook_row *row, struct outlook_day *day);
/* That, for each day of the row on which something stands. */
MUST_USE enum status outlook_find_firsts(struct viewer *viewer,
    struct outlook_row *row);
/* Weekends are told where the board asks on them. */
bool outlook_is_told(const struct outlook_day *day);
/* "own", "nothing", "-" */
const char *standing_name(enum standing standing);
/* The Monday of a date's week. */
MUST_USE enum status outlook_monday(const char *date, char monday[11]);
void outlook_row_clear(struct outlook_row *row);
void outlook_clear(struct outlook *outlook);

#endif
