/* Threads: the words for their kinds, and what lists own. */

#include "model/thread.h"

#include "base/memory.h"

static const char *const kinds[] = {
    [THREAD_TALK] = "talk",
    [THREAD_QUESTION] = "question",
};

struct thread_key
thread_key_of(const struct thread *thread)
{
    return (struct thread_key){
        .is_pinned = thread->is_pinned,
        .last_post_at = thread->last_post_at,
        .last_post_id = thread->last_post_id,
    };
}

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
