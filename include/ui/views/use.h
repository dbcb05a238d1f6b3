#ifndef UI_VIEWS_USE_H
#define UI_VIEWS_USE_H

#include "ui/app.h"

/* Says of this post that one used it: shows the view that asks what happened.
 */
void use_push(struct app *app, int64_t thread_id, int number);

#endif
