#ifndef UI_VIEWS_HOME_H
#define UI_VIEWS_HOME_H

#include "board/banking.h"
#include "board/beginning.h"
#include "board/greeting.h"
#include "board/presence.h"
#include "model/board.h"
#include "model/cohort.h"
#include "model/question.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/widgets/list.h"

enum {
    HOME_LINES = 16,
    HOME_LINE_BYTES = 400,
    HOME_LINE_ROWS = 3 /* at most, of all of them */
};

/* A line on what waits: "v  4 waiting, oldest 3 d". */
struct home_line {
    enum request request;   /* whose key stands before it */
    enum greeting greeting; /* GREETING_NONE: nothing is asked by it */
    bool is_asked;          /* the one that is, see board/greeting.h */
    bool is_mine;           /* in the accent */
    char words[HOME_LINE_BYTES];
};

enum {
    HOME_NOTED_MOST = 4 /* boards; with more, all is read */
};

/* What events changed of it, and is to be read. */
struct home_notes {
    bool presence;
    bool panels;
    bool talk; /* threads and posts: what waits, and the lines */
    int64_t boards[HOME_NOTED_MOST + 1];
    int board_count;
};

/* What the home screen shows. */
struct home_state {
    struct panel_list panels;
    size_t panel; /* the one shown */
    struct board_list boards;
    struct list list;
    int list_rows; /* shown */
    struct presence presence;
    char cohort[TITLE_BYTES * 2 + 4]; /* "New-hire, autumn 2026" */
    char week[WEEK_BYTES];            /* "week 3 of 4", "begins Mon 7 Dec" */
    struct text draft;                /* what the newest draft is for */
    size_t draft_count;
    char begun[BEGINNING_BYTES]; /* what has begun for the viewer alone */
    size_t begun_count;
    struct bank_left bank; /* that the viewer is to fill up */
    int waiting;           /* threads */
    int64_t oldest_at;
    bool helps;         /* an SME or mentor: what waits is theirs to do */
    bool leads;         /* an SME alone: what waits stands above the boards */
    bool is_on_waiting; /* its line is selected */
    bool is_chosen;     /* the panel, by the person: it stays */
    struct home_line lines[HOME_LINES];
    size_t line_count;
    struct home_notes notes;
    int64_t loaded_at; /* all of it */
    int streak;        /* weeks in a row, see board/returning.h */
    int time_width;
    int author_width;
};

/* Reads everything; the panel and the board shown stay the same ones. */
MUST_USE enum status home_load(struct app *app, struct home_state *state);
MUST_USE enum status home_load_panels(struct app *app,
    struct home_state *state);
/* What an event (NULL: presence) changes; and reading no more than that. */
void home_note(struct home_state *state, const struct event *event);
MUST_USE enum status home_follow(struct app *app, struct home_state *state);
void home_select(struct home_state *state, int64_t board_id);
int64_t home_selected(const struct home_state *state);          /* 0: none */
const struct panel *home_panel(const struct home_state *state); /* or NULL */
/* It waits for the viewer's answer. */
bool home_is_mine(const struct panel *panel);

/* The row on what has begun for the viewer alone; returns the rows used. */
int home_draw_begun(const struct home_state *state, struct canvas *canvas,
    const struct area *area);
/* The question's panel with the rule under it; returns the rows used. */
int home_draw_panel(const struct home_state *state, struct app *app,
    struct canvas *canvas, const struct area *area);
/* The boards, and the lines on what waits. */
void home_draw_boards(struct home_state *state, struct app *app,
    struct canvas *canvas, const struct area *area);
/* home_lines.c: from what else is loaded; how many rows they take from a column
 * on, at most `most`; drawing them into an area. */
MUST_USE enum status home_load_lines(struct app *app, struct home_state *state);
int home_lines_rows(const struct home_state *state, int start, int width,
    int most);
void home_draw_lines(const struct home_state *state, int start,
    struct canvas *canvas, const struct area *area);
/* Sets the widths of the columns that depend on what is in them. */
void home_measure(struct home_state *state, struct app *app);

#endif
