/* Events: the words for their kinds, and what lists own. */

#include "model/event.h"

#include "base/memory.h"
#include "base/text.h"

static const char *const kinds[EVENT_KIND_COUNT + 1] = {
    [EVENT_THREAD] = "thread",
    [EVENT_POST] = "post",
    [EVENT_QUESTION] = "question",
    [EVENT_ANSWER] = "answer",
    [EVENT_KIND_COUNT] = "", /* of a word that is no kind */
};

bool
event_equals(const struct event *one, const struct event *other)
{
    return one->id == other->id && one->kind == other->kind &&
           one->board_id == other->board_id &&
           one->thread_id == other->thread_id &&
           one->post_id == other->post_id && one->person_id == other->person_id;
}

void
event_list_clear(struct event_list *list)
{
    memory_release(list->rows);
    *list = (struct event_list){0};
}

const char *
event_kind_name(enum event_kind kind)
{
    return kinds[kind];
}

enum event_kind
event_kind_of(const char *name)
{
    int kind = 0;

    while (kind < EVENT_KIND_COUNT && !text_equals(kinds[kind], name))
        kind++;
    return (enum event_kind)kind;
}
