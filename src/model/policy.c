/* Policies: the versions of the posting policy. */

#include "model/policy.h"

#include "base/memory.h"

void
policy_clear(struct policy *policy)
{
    memory_release(policy->body);
    *policy = (struct policy){0};
}
