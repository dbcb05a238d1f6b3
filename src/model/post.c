/* Posts: what they own. */

#include "model/post.h"

#include "base/memory.h"

bool
post_is_known(const struct post *post)
{
    return post->is_nameless && post->author_id != 0;
}

void
post_clear(struct post *post)
{
    memory_release(post->body);
    *post = (struct post){0};
}

void
post_list_clear(struct post_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        post_clear(&list->rows[i]);
    memory_release(list->rows);
    *list = (struct post_list){0};
}
