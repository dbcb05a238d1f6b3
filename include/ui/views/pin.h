#ifndef UI_VIEWS_PIN_H
#define UI_VIEWS_PIN_H

#include "model/thread.h"
#include "ui/app.h"

/* Asks in the key line until when a thread is to be pinned, and why; or, where
 * it is pinned, why it is not to be any more. Then does it. Says so where the
 * viewer may do neither. */
void pin_ask(struct app *app, const struct thread *thread);

#endif
