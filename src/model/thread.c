/* Threads: the words for their kinds, and what lists own. */

#include "model/thread.h"

#include "base/memory.h"

static const char *const kinds[] = {
    [THREAD_TALK] = "talk",
    [THREAD_QUESTION] = "question",
};

void
thread_list_clear(struct thread_list *list)
{
    memory_release(list->rows);
    *list = (struct thread_list){0};
}

const char *
thread_kind_name(enum thread_kind kind)
{
    return kinds[kind];
}
