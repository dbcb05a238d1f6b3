/* Policies: the versions of the posting policy. */

#include "model/policy.h"

#include "base/memory.h"

void
policy_clear(struct policy *policy)
{
    memory_release(policy->body);
    *policy = (struct policy){0};
}

void
acceptance_list_clear(struct acceptance_list *list)
{
    memory_release(list->rows);
    *list = (struct acceptance_list){0};
}
