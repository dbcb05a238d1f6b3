#ifndef TESTS_TALK_H
#define TESTS_TALK_H

#include "board/asking.h"
#include "board/posting.h"
#include "board/reading.h"
#include "support/world.h"

/* People of the made-up site who talk. Every call fails the running test when
 * something goes wrong. */

/* The site, where nobody is held back by how often they post. */
void talk_open(struct world *world);
void talk_close(struct world *world);
/* How often one may post from here on. */
void talk_limits(int64_t interval_seconds, int64_t posts_per_ten_minutes);

/* Fails unless OK. */
void must(enum status status);
/* Fails unless `status` is `wanted`. */
void must_be(enum status status, enum status wanted);

/* A thread id. */
int64_t talk_start(struct world *world, const char *handle, const char *board,
    const char *subject);
/* A post number. */
int talk_reply(struct world *world, const char *handle, int64_t thread_id);
/* A question of today, 08:00 in each zone, for 24 hours; its id. */
int64_t talk_ask(struct world *world, const char *handle, const char *board,
    const char *body);
/* A question of the day that it is in UTC, due at once, covered; each call asks
 * another. */
int64_t talk_ask_anew(struct world *world, const char *handle,
    const char *board);
/* The thread of a question that is open. */
int64_t talk_question_thread(struct world *world, int64_t question_id);

/* Everything in the store happened so much earlier: time has passed. */
void talk_pass(struct world *world, int64_t seconds);
/* One statement without parameters; a string literal. */
void talk_run(struct world *world, const char *sql);
/* The one number that a statement gives; a string literal. */
int64_t talk_number(struct world *world, const char *sql);

/* Unread posts as the board's row on the home screen has them. */
int talk_unread(struct viewer *viewer, const char *board);

#endif
