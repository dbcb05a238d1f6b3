/* Circles: people who are listed together. */

#include "model/circle.h"

#include "base/memory.h"

/* In their order. */
static const struct {
    enum role role;
    const char *one;
    const char *many;
} roles[] = {
    {ROLE_MENTOR, "mentor", "mentors"},
    {ROLE_SME, "SME", "SMEs"},
    {ROLE_CHAMPION, "champion", "champions"},
    {ROLE_MODERATOR, "moderator", "moderators"},
    {ROLE_LEARNER, "learner", "learners"},
    {ROLE_SPONSOR, "sponsor", "sponsors"},
    {ROLE_NONE, "person", "people"},
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
        if (roles[i].role == role)
            return i + 1;
    return ROLES;
}

enum role
circle_role(int rank)
{
    return rank >= 1 && rank <= ROLES ? roles[rank - 1].role : ROLE_NONE;
}

const char *
circle_role_words(enum role role, int count)
{
    int rank = circle_rank(role);

    return count == 1 ? roles[rank - 1].one : roles[rank - 1].many;
}
