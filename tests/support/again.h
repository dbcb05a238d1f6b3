#ifndef TESTS_AGAIN_H
#define TESTS_AGAIN_H

#include "support/vault.h"

/* A made-up site that is as it was again after each try, for fuzzers: what one
 * try wrote is not there for the next. There is one a process; nothing of it
 * lasts on a disk. */

/* The site, with what `fill` (NULL: nothing) adds to it the first time; as it
 * was then at each later call. */
struct world *again_world(void (*fill)(struct world *world));
/* Its secrets, in `fill` as well; as they were at each call of again_world().
 */
struct store *again_secrets(void);

#endif
