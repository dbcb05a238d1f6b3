#ifndef TESTS_SITE_TALK_H
#define TESTS_SITE_TALK_H

#include "support/talk.h"

/* The made-up site with something of each kind in it, for fuzzers. */

/* Threads, replies, a question with an answer, a pledge. */
void site_talk(struct world *world);
/* Somebody of the site, chosen by a letter; a keeper who is never there, so
 * that nothing waits for a password to be hashed. viewer_clear() it. */
void site_viewer(struct world *world, uint8_t letter, struct viewer *viewer);

#endif
