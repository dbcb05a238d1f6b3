#ifndef UI_VIEWS_BOARD_PAGE_H
#define UI_VIEWS_BOARD_PAGE_H

#include "model/letter.h"
#include "ui/cells.h"
#include "ui/views/thread_rows.h"

/* What the board's screen holds. */
struct board_page {
    struct board board;
    struct thread_rows rows;
    struct list list;
    struct list left; /* the boards of rows.boards */
    bool has_more;    /* threads after those loaded */
    bool is_left;     /* the pane that keys move in */
    bool is_wide;
    bool may_pin;
    struct text smes;           /* of a course, by name; owned */
    struct letter_list letters; /* with which it opens a week; owned */
    int letter_rows;            /* drawn of them, with their rule */
};

/* Reads the board, at least so many of its threads, and the other boards. */
MUST_USE enum status board_page_load(struct app *app, struct board_page *page,
    int64_t board_id, size_t least);
/* The same again. The selected thread stays selected, and the first one shown
 * stays first unless that was the newest: then what is new shows above it. */
MUST_USE enum status board_page_reload(struct app *app,
    struct board_page *page);
/* The next page of threads, where there is one. */
void board_page_more(struct app *app, struct board_page *page);
int64_t board_page_thread(const struct board_page *page, size_t index);
/* The row of a thread, or `otherwise` where it is not among those loaded. */
size_t board_page_row(const struct board_page *page, int64_t thread_id,
    size_t otherwise);
int board_page_unread(const struct board_page *page);
/* board_letters.c: returns the rows used. */
int board_draw_letters(const struct board_page *page, struct canvas *canvas,
    const struct area *area);

#endif
