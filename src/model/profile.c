/* Profiles: the words for digests, and what lists own. */

#include "model/profile.h"

#include "base/memory.h"
#include "base/text.h"

static const char *const digests[DIGEST_COUNT] = {
    [DIGEST_NEVER] = "never",
    [DIGEST_WEEKLY] = "weekly",
    [DIGEST_DAILY] = "daily",
};

void
leave_list_clear(struct leave_list *list)
{
    memory_release(list->rows);
    *list = (struct leave_list){0};
}

void
move_list_clear(struct move_list *list)
{
    memory_release(list->rows);
    *list = (struct move_list){0};
}

const char *
digest_name(enum digest digest)
{
    return digests[digest];
}

bool
digest_from(const char *name, enum digest *digest)
{
    for (int i = 0; i < DIGEST_COUNT; i++) {
        if (!text_equals(digests[i], name))
            continue;
        *digest = (enum digest)i;
        return true;
    }
    return false;
}
