#ifndef MODEL_POLICY_H
#define MODEL_POLICY_H

#include <stdint.h>

/* One version of the posting policy, as it was published. */
struct policy {
    int64_t id; /* the version's number, from 1 */
    char *body; /* owned */
    int64_t published_at;
};

void policy_clear(struct policy *policy);

#endif
