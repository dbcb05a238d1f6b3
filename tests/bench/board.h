#ifndef BENCH_BOARD_H
#define BENCH_BOARD_H

#include "board/viewer.h"
#include "store/store.h"

/* A store of its own that a program measures in. */

extern struct store *store;
extern struct viewer operating; /* the operator's program */

/* Ends the program with the reason where it is not OK. */
void must(enum status status);
void run(const char *sql);
/* A new store at that path, with a program "big". */
void board_begin(const char *path);
void board_end(void);
/* A cohort of it that goes on throughout; its intake's board is "big-all". */
void board_add_cohort(const char *slug, const char *region);

#endif
