#ifndef TESTS_MARKED_H
#define TESTS_MARKED_H

#include "base/text.h"
#include "board/rights.h"
#include "support/talk.h"

/* The made-up site with words on every board but the commons that stand nowhere
 * else, so that whatever a person is shown tells which boards it came from.
 * Each board has a letter:
 *   zqa  in its title, in the subject of a thread with a reply and of one that
 *        waits, in their posts, and in a question of today and its subject
 *   zca  in the one answer to that question, which is covered
 *   zya  in a question that is queued for another day
 *   zxa  in handle and name of who wrote all this, a learner
 */
struct mark {
    const char *slug;   /* of the board */
    const char *cohort; /* of whoever writes there */
    char letter;
    char author[HANDLE_BYTES];
    int64_t author_id;
    struct board board;
    int64_t thread_id;  /* with a reply */
    int64_t waiting_id; /* the thread without one */
    int64_t question_id;
    int64_t asker_id;
    int64_t question_thread_id;
    int64_t queued_id;
};

enum {
    MARKS = 9
};

extern struct mark marks[MARKS];

/* The site of talk_open(), another cohort of new-hire that has ended
 * ("emea-spring"), and all that is said above. */
void marked_open(struct world *world);
void marked_close(struct world *world);

/* ---- What a viewer may be shown, by their rights alone ------------------- */

struct sight {
    const struct viewer *viewer;
    const char *through; /* what is looked through now: "threads emea-autumn" */
    bool may_see[MARKS]; /* the board */
    bool may_name[MARKS];  /* its slug: their cohort's, though no board */
    bool may_read[MARKS];  /* the covered answer */
    bool may_queue[MARKS]; /* what is queued, ahead of its day */
    bool may_meet[MARKS];  /* its author */
    unsigned seen[MARKS];  /* bits: which of the four was shown */
};

enum {
    SEEN_BOARD = 1,
    SEEN_ANSWER = 2,
    SEEN_QUEUED = 4,
    SEEN_AUTHOR = 8
};

void sight_open(struct sight *sight, const struct viewer *viewer);
/* Notes which marks the text has, and slugs of boards; fails the test where the
 * viewer may not be shown one. Words of `typed` (NULL: none) are what they know
 * already. */
void sight_look(struct sight *sight, const char *text, const char *typed);
/* Fails unless the viewer was shown all of `kinds` that they may see: whoever
 * looks for what must not be shown must be able to find it. */
void sight_must_have_seen(const struct sight *sight, unsigned kinds);

#endif
