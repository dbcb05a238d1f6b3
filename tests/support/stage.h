#ifndef TESTS_STAGE_H
#define TESTS_STAGE_H

#include "board/asking.h"
#include "support/glass.h"

/* The made-up site, one person at a time who looks at it, and who else a test
 * takes in. */

extern struct world world;
extern struct viewer viewer; /* who it is now; nobody at first */
extern struct glass glass;   /* open where a test opened it */
/* The operator's program. */
extern struct viewer *const operating;

/* Set-up and tear-down of a test: the site at WORLD_NOW, and the end of all
 * three. */
int stage_open(void **state);
/* The same with secrets beside the store, see vault.h. */
int stage_open_vault(void **state);
int stage_close(void **state);
/* Takes somebody in besides, as they are now, until the tear-down. */
void stage_seat(struct viewer *seat, const char *handle);
/* Whoever has the handle, as they are now; the one before is gone. */
struct viewer *as(const char *handle);

/* Mara asks a question of today on a board, with the terms that are given but
 * for its words and date; it is open, and has its thread. Its id. */
int64_t stage_ask(const char *board, struct ask terms);
/* A day later, when it has closed wherever people sit. */
void stage_close_questions(void);

#endif
