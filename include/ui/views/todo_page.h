#ifndef UI_VIEWS_TODO_PAGE_H
#define UI_VIEWS_TODO_PAGE_H

#include "board/championing.h"
#include "ui/app.h"
#include "ui/widgets/list.h"

/* What the screen on what is to do holds. */
struct todo_page {
    struct cohort_list cohorts;
    size_t shown; /* of the cohorts */
    struct todo_list todo;
    struct list list;
    struct text week;
    int when_width; /* of the column that tells since or until when */
};

/* NULL: there is none. */
const struct todo_act *todo_page_selected(const struct todo_page *page);
/* Sets the width of the column that depends on what is in it. */
void todo_page_measure(struct todo_page *page, struct app *app);
void todo_page_draw(struct todo_page *page, struct app *app,
    struct canvas *canvas, const struct area *area);
/* Appends what of the selected act its row has no room for. */
void todo_page_rest(const struct todo_page *page, struct app *app,
    struct text *line);

#endif
