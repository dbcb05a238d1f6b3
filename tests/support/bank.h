#ifndef TESTS_BANK_H
#define TESTS_BANK_H

#include "support/world.h"

/* The bank of new-hire, and what it asks. Every call fails the running test
 * when something goes wrong. */

/* Puts "Bank 1", "Bank 2", ... in, all of kind "apply"; BANK_MOST at once. */
enum {
    BANK_MOST = 400
};
void bank_fill(struct world *world, int count);
/* Sets the clock; how many were asked then. */
int bank_ask_at(struct world *world, int64_t at);
/* All questions there are as "date body board;", by date and board; the next
 * call writes over it. */
const char *bank_asked(struct world *world);

#endif
