/* People: the words for roles, and what lists own. */

#include "model/person.h"

#include "base/memory.h"
#include "base/text.h"

/* In the store and in commands, then as drawn beside a name. */
static const struct {
    const char *name;
    const char *label;
} roles[ROLE_COUNT] = {
    [ROLE_NONE] = {"", ""},
    [ROLE_LEARNER] = {"learner", ""},
    [ROLE_MENTOR] = {"mentor", "mentor"},
    [ROLE_SME] = {"sme", "SME"},
    [ROLE_CHAMPION] = {"champion", "champion"},
    [ROLE_MODERATOR] = {"moderator", "moderator"},
    [ROLE_SPONSOR] = {"sponsor", "sponsor"},
    [ROLE_OPERATOR] = {"operator", "operator"},
};

void
person_list_clear(struct person_list *list)
{
    memory_release(list->rows);
    *list = (struct person_list){0};
}

void
member_list_clear(struct member_list *list)
{
    memory_release(list->rows);
    *list = (struct member_list){0};
}

const char *
role_name(enum role role)
{
    return roles[role].name;
}

enum role
role_of(const char *name)
{
    for (int role = ROLE_LEARNER; role < ROLE_COUNT; role++)
        if (text_equals(roles[role].name, name))
            return (enum role)role;
    return ROLE_NONE;
}

const char *
role_label(enum role role)
{
    return roles[role].label;
}
