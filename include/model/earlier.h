#ifndef MODEL_EARLIER_H
#define MODEL_EARLIER_H

#include "model/question.h"

/* An answer of one's own, some weeks later. */
struct earlier {
    int64_t post_id;
    int64_t thread_id;
    int number;
    int64_t answered_at;
    int weeks; /* ago: 1, 4 or 12 */
    char question[QUESTION_BYTES];
    char *body; /* owned: how the answer begins */
};

void earlier_clear(struct earlier *earlier);

#endif
