/* Mentions: where others wrote of somebody. */

#include "model/mention.h"

#include "base/memory.h"

void
mention_list_clear(struct mention_list *list)
{
    memory_release(list->rows);
    *list = (struct mention_list){0};
}
