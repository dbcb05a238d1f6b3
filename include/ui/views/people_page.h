#ifndef UI_VIEWS_PEOPLE_PAGE_H
#define UI_VIEWS_PEOPLE_PAGE_H

#include "model/circle.h"
#include "ui/app.h"
#include "ui/widgets/list.h"

/* What the people page holds: a stretch of a circle, which may have thousands,
 * in lines with a heading for each region. People far from the window are
 * dropped and read again when they are wanted. */

struct people_line {
    bool is_heading; /* of the region of the person below it */
    size_t index;    /* of a person, or where the circle is counted of a role */
};

struct people_page {
    struct circle_list circles; /* owned: what Tab goes round */
    size_t circle;              /* the one shown */
    int count;                  /* of its people, -1: not known */
    struct fellow_list fellows; /* owned, without a gap */
    int passed;                 /* so many come before these; -1: not known */
    bool has_before;            /* any do */
    bool has_after;
    struct circle_count_list counts; /* owned; in place of people: sponsors */
    struct people_line *lines;       /* owned */
    struct list list;                /* of the lines; no heading is selected */
};

/* The circle that is shown; NULL where there is none. */
const struct circle *people_page_circle(const struct people_page *page);
/* The person selected; NULL: none is. */
const struct fellow *people_page_selected(const struct people_page *page);

/* Opens on a place: "cohort 3 person 12", "intake 2", "everybody", "ask". */
MUST_USE enum status people_page_open(struct people_page *page,
    struct viewer *viewer, const char *place);
void people_page_save(const struct people_page *page, struct text *place);
/* Reads anew what is shown; the person selected stays so. */
MUST_USE enum status people_page_reload(struct people_page *page,
    struct viewer *viewer);
/* Goes on to the next circle, from its start. */
MUST_USE enum status people_page_turn(struct people_page *page,
    struct viewer *viewer);
/* Moves, and reads on where the window comes near an end of what is loaded.
 * False: the request is none of a list's. */
bool people_page_act(struct people_page *page, struct app *app,
    enum request request);
/* Selects somebody by their place in the circle, from 1; past its end the
 * last. */
MUST_USE enum status people_page_jump(struct people_page *page,
    struct viewer *viewer, int number);
/* The last line is selected. */
bool people_page_is_at_end(const struct people_page *page);
void people_page_clear(struct people_page *page);

/* people_window.c: the stretch that is loaded. */

/* Reads the start of the circle, or its end, in place of what was loaded. */
MUST_USE enum status people_window_read(struct people_page *page,
    struct viewer *viewer, bool is_end);
/* Reads what is round somebody, and selects them. */
MUST_USE enum status people_window_round(struct people_page *page,
    struct viewer *viewer, const struct circle_key *key);
/* Lays what is loaded out in lines. */
void people_window_lay(struct people_page *page);

#endif
