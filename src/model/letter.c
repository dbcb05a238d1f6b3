/* Letters: from those who finished a week to those who begin it. */

#include "model/letter.h"

#include "base/memory.h"

void
letter_list_clear(struct letter_list *list)
{
    memory_release(list->rows);
    *list = (struct letter_list){0};
}
