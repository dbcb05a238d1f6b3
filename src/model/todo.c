/* To do: a champion's acts for a cohort. */

#include "model/todo.h"

#include "base/memory.h"

void
todo_list_clear(struct todo_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        memory_release(list->rows[i].key);
        memory_release(list->rows[i].words);
    }
    memory_release(list->rows);
    *list = (struct todo_list){0};
}

void
todo_list_add(struct todo_list *list, const struct todo_act *act)
{
    size_t at = list->count;

    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    for (; at > 0 && list->rows[at - 1].state > act->state; at--)
        list->rows[at] = list->rows[at - 1];
    list->rows[at] = *act;
    list->count++;
    list->open_count += act->state == TODO_OPEN;
}
