#ifndef BOARD_CROSSING_H
#define BOARD_CROSSING_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/post.h"

/* Regions mix: whoever has answered a question is offered once to reply to one
 * from another region, and mentors hold back until three learners have. */

enum {
    LEARNERS_FIRST = 3
};

/* An answer from another region. */
struct crossing {
    int64_t thread_id;
    int number;
    int replies;           /* of others, to it */
    char name[NAME_BYTES]; /* of its author, as the viewer knows it */
    char region[NAME_BYTES];
    bool is_due; /* it is to be offered: it was not before */
};
/* The one with the fewest replies. NOT_FOUND with a reason: there is none, the
 * thread is no question that the viewer has answered, or they did so without
 * their name and it has not closed yet. CONFLICT, FORBIDDEN with a reason: they
 * cannot reply there. */
MUST_USE enum status crossing_find(struct viewer *viewer, int64_t thread_id,
    struct crossing *crossing);
/* It has been offered, and will not be again. OK and nothing done for a viewer
 * that reads only. */
MUST_USE enum status crossing_offered(struct viewer *viewer, int64_t thread_id);
/* Appends "reply to one from another region: Kofi Mensah, AMER", or more where
 * nobody has yet. */
void crossing_words(const struct crossing *crossing, struct text *out);

/* Whether a mentor's word in this thread comes before three learners have
 * answered a question that is open yet, and how many have. */
MUST_USE enum status crossing_is_early(struct viewer *viewer, int64_t thread_id,
    bool *is_early, int *learners);
/* "Three learners first? 1 has answered yet." */
void crossing_early_words(int learners, struct text *out);

#endif
