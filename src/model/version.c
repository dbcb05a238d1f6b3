/* Versions: what they own. */

#include "model/version.h"

#include "base/memory.h"

void
version_clear(struct version *version)
{
    memory_release(version->body);
    *version = (struct version){0};
}

void
version_list_clear(struct version_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        version_clear(&list->rows[i]);
    memory_release(list->rows);
    *list = (struct version_list){0};
}
