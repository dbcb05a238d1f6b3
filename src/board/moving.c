/* Moving: members leave a cohort, or change to another. */

#include "board/moving.h"

#include "base/clock.h"
#include "board/beginning.h"
#include "board/enrolled.h"
#include "store/members.h"
#include "store/people.h"

enum {
    ROLES_MOST = ROLE_COUNT
};

/* The roles of one person in one cohort. */
struct roles {
    enum role rows[ROLES_MOST];
    size_t count;
};

static enum status
find_roles(struct viewer *viewer, int64_t person_id, int64_t cohort_id,
    struct roles *roles)
{
    struct member_list members;
    enum status status = members_by_person(viewer->store, person_id, &members);

    *roles = (struct roles){0};
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < members.count && roles->count < ROLES_MOST; i++)
        if (members.rows[i].cohort_id == cohort_id)
            roles->rows[roles->count++] = members.rows[i].role;
    member_list_clear(&members);
    return STATUS_OK;
}

static bool
has_role(const struct roles *roles, enum role role)
{
    for (size_t i = 0; i < roles->count; i++)
        if (roles->rows[i] == role)
            return true;
    return false;
}

static void
tell_roles(const struct roles *roles, const char *between, struct text *out)
{
    for (size_t i = 0; i < roles->count; i++)
        text_add_format(out, "%s%s", i > 0 ? between : "",
            role_name(roles->rows[i]));
}

/* ---- Leaving ------------------------------------------------------------ */

static enum status
choose_roles(const struct moving *asked, struct roles *roles)
{
    enum role wanted = asked->role != NULL ? role_of(asked->role) : ROLE_NONE;

    if (roles->count == 0)
        return refuse(STATUS_NOT_FOUND, "%s is not in %s", asked->handle,
            asked->cohort);
    if (asked->role == NULL)
        return STATUS_OK;
    if (!has_role(roles, wanted))
        return refuse(STATUS_NOT_FOUND, "%s is not %s in %s", asked->handle,
            asked->role, asked->cohort);
    *roles = (struct roles){{wanted}, 1};
    return STATUS_OK;
}

static enum status
remove_roles(struct viewer *viewer, const struct moving *asked,
    struct roles *roles)
{
    struct person person;
    struct cohort cohort;
    enum status status = enrolled_find(viewer, asked->handle, asked->cohort,
        &person, &cohort);

    if (status == STATUS_OK)
        status = find_roles(viewer, person.id, cohort.id, roles);
    if (status == STATUS_OK)
        status = choose_roles(asked, roles);
    for (size_t i = 0; status == STATUS_OK && i < roles->count; i++)
        status = members_remove(viewer->store, person.id, cohort.id,
            roles->rows[i]);
    return status;
}

static enum status
check_role(const char *role)
{
    enum role known = role != NULL ? role_of(role) : ROLE_LEARNER;

    if (known != ROLE_NONE && known != ROLE_OPERATOR)
        return STATUS_OK;
    return refuse(STATUS_INVALID,
        "role: learner, mentor, sme, champion, moderator or sponsor, not %.40s",
        role);
}

/* ---- Changing ----------------------------------------------------------- */

static enum status
check_free(struct viewer *viewer, const struct moving *asked,
    const struct member_move *to, const struct roles *moved)
{
    struct roles there;
    enum status status = find_roles(viewer, to->person_id, to->to_id, &there);

    for (size_t i = 0; status == STATUS_OK && i < moved->count; i++)
        if (has_role(&there, moved->rows[i]))
            status = refuse(STATUS_CONFLICT, "%s is %s in %s already",
                asked->handle, role_name(moved->rows[i]), asked->to);
    return status;
}

static enum status
move_roles(struct viewer *viewer, const struct moving *asked,
    struct roles *roles)
{
    struct person person;
    struct cohort from;
    struct cohort to;
    enum status status = enrolled_find(viewer, asked->handle, asked->cohort,
        &person, &from);

    if (status == STATUS_OK)
        status = enrolled_find(viewer, asked->handle, asked->to, &person, &to);
    if (status == STATUS_OK)
        status = find_roles(viewer, person.id, from.id, roles);
    if (status == STATUS_OK)
        status = choose_roles(asked, roles);
    if (status != STATUS_OK)
        return status;

    const struct member_move move = {
        .person_id = person.id,
        .from_id = from.id,
        .to_id = to.id,
        .keeps_start = from.kind == PROGRAM_ELEARNING &&
                       to.kind == PROGRAM_ELEARNING,
    };
    status = check_free(viewer, asked, &move, roles);
    if (status == STATUS_OK)
        status = members_move(viewer->store, &move, clock_now());
    if (status == STATUS_OK && has_role(roles, ROLE_LEARNER))
        status = beginning_move(viewer->store, person.id, &from, &to);
    if (status != STATUS_OK)
        return status;
    return people_move_region(viewer->store, person.id, from.region_id,
        to.region_id);
}

/* ---- Both --------------------------------------------------------------- */

static enum status
change(struct viewer *viewer, const struct moving *asked, const char *act,
    struct text *told)
{
    char why[WHY_BYTES];
    struct text subject = {0};
    struct roles roles = {0};
    bool is_move = asked->to != NULL;
    enum status status = enrolled_why(asked->why, why);

    if (status == STATUS_OK)
        status = check_role(asked->role);
    if (status == STATUS_OK)
        status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    status = is_move ? move_roles(viewer, asked, &roles)
                     : remove_roles(viewer, asked, &roles);
    text_add_format(&subject, "%s %s%s%s ", asked->handle, asked->cohort,
        is_move ? " " : "", is_move ? asked->to : "");
    tell_roles(&roles, " ", &subject);
    status = enrolled_end_why(viewer, status, act, text_bytes(&subject), why);
    text_clear(&subject);
    if (status == STATUS_OK)
        tell_roles(&roles, ", ", told);
    return status;
}

enum status
moving_remove(struct viewer *viewer, const struct moving *asked,
    struct text *roles)
{
    struct moving alone = *asked;

    alone.to = NULL;
    return change(viewer, &alone, "member remove", roles);
}

enum status
moving_move(struct viewer *viewer, const struct moving *asked,
    struct text *roles)
{
    struct moving whole = *asked;

    whole.role = NULL;
    return change(viewer, &whole, "member move", roles);
}
