/* Circles: people who are listed together. */

#include "model/circle.h"

#include "base/memory.h"

static const enum role roles[] = {
    ROLE_MENTOR,
    ROLE_SME,
    ROLE_CHAMPION,
    ROLE_MODERATOR,
    ROLE_LEARNER,
    ROLE_NONE,
    ROLE_SPONSOR,
};

enum {
    ROLES = sizeof roles / sizeof *roles
};

void
circle_list_clear(struct circle_list *list)
{
    memory_release(list->rows);
    *list = (struct circle_list){0};
}

void
circle_key_list_clear(struct circle_key_list *list)
{
    memory_release(list->rows);
    *list = (struct circle_key_list){0};
}

void
circle_count_list_clear(struct circle_count_list *list)
{
    memory_release(list->rows);
    *list = (struct circle_count_list){0};
}

void
fellow_list_clear(struct fellow_list *list)
{
    memory_release(list->rows);
    *list = (struct fellow_list){0};
}

int
circle_rank(enum role role)
{
    if (role == ROLE_OPERATOR)
        role = ROLE_MODERATOR;
    for (int i = 0; i < ROLES; i++)
        if (roles[i] == role)
            return i + 1;
    return ROLES;
}

enum role
circle_role(int rank)
{
    return rank >= 1 && rank <= ROLES ? roles[rank - 1] : ROLE_NONE;
}
