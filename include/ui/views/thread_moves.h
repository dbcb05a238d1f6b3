#ifndef UI_VIEWS_THREAD_MOVES_H
#define UI_VIEWS_THREAD_MOVES_H

#include "ui/app.h"
#include "ui/views/thread_page.h"

/* Moves as the request says; true when it was such a one. What went wrong is
 * said, and the page stays as far as it was read. */
bool thread_moves(struct app *app, struct thread_page *page,
    enum request request);

#endif
