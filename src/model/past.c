/* Past questions: what lists of them own. */

#include "model/past.h"

#include "base/memory.h"

void
past_list_clear(struct past_list *list)
{
    memory_release(list->rows);
    *list = (struct past_list){0};
}

void
shelf_list_clear(struct shelf_list *list)
{
    memory_release(list->rows);
    *list = (struct shelf_list){0};
}
