#ifndef UI_VIEWS_THREAD_ACTS_H
#define UI_VIEWS_THREAD_ACTS_H

#include "ui/app.h"
#include "ui/views/thread_page.h"

/* Shows what the request is done in, of the selected post or the thread; true
 * when it was such a one. */
bool thread_acts(struct app *app, struct thread_page *page,
    enum request request);

#endif
