/* Invitations: what codes are good for. */

#include "model/invitation.h"

#include "base/memory.h"

void
invitation_list_clear(struct invitation_list *list)
{
    memory_release(list->rows);
    *list = (struct invitation_list){0};
}
