#ifndef BOARD_KEEPING_WIRE_H
#define BOARD_KEEPING_WIRE_H

#include <stdbool.h>

#include "base/wire.h"
#include "board/keeping.h"

/* Requests to the keeper and their answers, as messages hold them: a put
 * follows wire_begin() and whatever stands first, a get is the last of its
 * message and false for one that is bad or not whole. */

void keeping_ask_put(struct wire *wire, const struct keeping_ask *ask);
/* Wipe what it filled, whatever is said: there are passwords in it. */
bool keeping_ask_get(struct wire *wire, struct keeping_ask *ask);
void keeping_answer_put(struct wire *wire, const struct keeping_answer *answer);
/* Clear the answer in any case. */
bool keeping_answer_get(struct wire *wire, struct keeping_answer *answer);

#endif
