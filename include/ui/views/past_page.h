#ifndef UI_VIEWS_PAST_PAGE_H
#define UI_VIEWS_PAST_PAGE_H

#include "board/browsing.h"
#include "ui/app.h"
#include "ui/widgets/list.h"
#include "ui/widgets/prompt.h"

enum {
    PAST_WORDS_BYTES = 200
};

/* Past questions as they are read: those of one program, or with some words. */
struct past_page {
    struct shelf_list shelves; /* owned */
    size_t shelf;              /* the one shown */
    struct past_list list;     /* owned: of as many pages as were read */
    struct list rows;
    char words[PAST_WORDS_BYTES]; /* searched for; "": none */
    struct prompt prompt;         /* open while they are typed */
    bool has_boards;              /* the rows are of several */
    int64_t now;
    const char *zone;
};

/* The thread of a row; 0: there is no such row. */
int64_t past_page_thread(const struct past_page *page, size_t index);
/* Reads the programs and the rows anew; what was selected stays it. INVALID
 * with a reason: there is nothing to search for among the words. */
MUST_USE enum status past_page_load(struct app *app, struct past_page *page);
/* Reads as many rows as were there, a page at least. */
MUST_USE enum status past_page_read(struct app *app, struct past_page *page);
/* Adds the next page, if any. */
void past_page_more(struct app *app, struct past_page *page);
/* Selects the row of a thread, if it is there. */
void past_page_select(struct past_page *page, int64_t thread_id);
void past_page_draw(struct past_page *page, struct app *app,
    struct canvas *canvas, struct area area);
void past_page_clear(struct past_page *page);

#endif
