#ifndef DAEMON_MESSAGES_KEEPING_H
#define DAEMON_MESSAGES_KEEPING_H

#include <stdbool.h>

#include "base/wire.h"
#include "board/keeping.h"

/* Requests to the keeper and their answers, as messages hold them; put and get
 * as those of messages.h. */

void keeping_ask_put(struct wire *wire, const struct keeping_ask *ask);
/* Wipe what it filled, whatever is said: there are passwords in it. */
bool keeping_ask_get(struct wire *wire, struct keeping_ask *ask);
void keeping_answer_put(struct wire *wire, const struct keeping_answer *answer);
/* Clear the answer in any case. */
bool keeping_answer_get(struct wire *wire, struct keeping_answer *answer);

#endif
