/* Questions: what lists own. */

#include "model/question.h"

#include "base/memory.h"

void
panel_list_clear(struct panel_list *list)
{
    memory_release(list->rows);
    *list = (struct panel_list){0};
}

void
question_list_clear(struct question_list *list)
{
    memory_release(list->rows);
    *list = (struct question_list){0};
}
