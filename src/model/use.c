/* Uses: what was of use to whom. */

#include "model/use.h"

#include <stdio.h>

#include "base/memory.h"

void
use_words(int used_by, bool is_used, char *out, size_t size)
{
    if (used_by == 0)
        out[0] = '\0';
    else if (is_used && used_by == 1)
        snprintf(out, size, "used by you");
    else
        snprintf(out, size, "used by %d%s", used_by,
            is_used ? ", you too" : "");
}

void
use_news_words(const struct use_news *news, char *out, size_t size)
{
    if (news->endorsed == 0)
        snprintf(out, size, "%d used what you wrote", news->used);
    else if (news->used == 0)
        snprintf(out, size, "%d endorsed what you wrote", news->endorsed);
    else
        snprintf(out, size, "%d used, %d endorsed what you wrote", news->used,
            news->endorsed);
}

void
use_list_clear(struct use_list *list)
{
    memory_release(list->rows);
    *list = (struct use_list){0};
}

void
use_count_list_clear(struct use_count_list *list)
{
    memory_release(list->rows);
    *list = (struct use_count_list){0};
}
