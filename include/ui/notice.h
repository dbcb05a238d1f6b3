#ifndef UI_NOTICE_H
#define UI_NOTICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* That the site goes down, and when: a line that counts down. */

enum {
    NOTICE_WHY_BYTES = 80
};

struct notice {
    bool is_on;
    int64_t down_at; /* ticks */
    char why[NOTICE_WHY_BYTES];
};

/* As it was heard: so many seconds from now; below 0: it stays up. */
void notice_set(struct notice *notice, int64_t seconds, const char *why,
    int64_t now_ticks);
/* Appends "The site goes down in 9 min: new disk", or that it stays up. Above
 * two hours it counts in hours, above a minute in minutes, begun ones in full.
 */
void notice_words(const struct notice *notice, int64_t now_ticks,
    struct text *out);
/* Milliseconds until the words change; -1: they do not. */
int64_t notice_wait(const struct notice *notice, int64_t now_ticks);

#endif
