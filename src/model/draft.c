/* Drafts: the words for what they are for, and what they own. */

#include "model/draft.h"

#include "base/memory.h"

static const char *const targets[] = {
    [DRAFT_BOARD] = "board",
    [DRAFT_THREAD] = "thread",
    [DRAFT_QUESTION] = "question",
    [DRAFT_EDIT] = "edit",
};

void
draft_clear(struct draft *draft)
{
    memory_release(draft->body);
    *draft = (struct draft){0};
}

void
draft_list_clear(struct draft_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        draft_clear(&list->rows[i]);
    memory_release(list->rows);
    *list = (struct draft_list){0};
}

const char *
draft_target_name(enum draft_target target)
{
    return targets[target];
}
