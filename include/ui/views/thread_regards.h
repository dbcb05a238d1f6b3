#ifndef UI_VIEWS_THREAD_REGARDS_H
#define UI_VIEWS_THREAD_REGARDS_H

#include "ui/app.h"
#include "ui/views/thread_page.h"

/* Says what the viewer thinks of the selected post, or takes it back, as the
 * request says, and in words what is so then; true when it was such a one. */
bool thread_regards(struct app *app, struct thread_page *page,
    enum request request);

#endif
