#ifndef UI_VIEWS_THREAD_DRAW_H
#define UI_VIEWS_THREAD_DRAW_H

#include "ui/app.h"
#include "ui/views/thread_page.h"

/* Draws the lines of the page that the area holds. */
void thread_draw(const struct thread_page *page, const struct app *app,
    struct canvas *canvas, const struct area *area);

#endif
