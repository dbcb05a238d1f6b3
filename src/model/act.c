/* Acts: what they own. */

#include "model/act.h"

#include "base/memory.h"

void
act_clear(struct act *act)
{
    memory_release(act->name);
    memory_release(act->subject);
    memory_release(act->reason);
    *act = (struct act){0};
}

void
act_list_clear(struct act_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        act_clear(&list->rows[i]);
    memory_release(list->rows);
    *list = (struct act_list){0};
}
