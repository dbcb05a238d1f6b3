/* Rights: the one table of who may do what on a board. */

#include "board/rights.h"

#include "base/clock.h"

#define MAY(role) (1U << ROLE_##role)
#define EXPERTS   (MAY(MENTOR) | MAY(SME))
#define STAFF     (EXPERTS | MAY(CHAMPION) | MAY(MODERATOR))
#define LEADS     (MAY(MENTOR) | MAY(CHAMPION))
#define MEMBERS   (MAY(LEARNER) | STAFF)
/* Over SSH an operator is a moderator. */
#define SITE (MAY(MODERATOR) | MAY(OPERATOR))

/* A sponsor sees counts only, and so is in no row. Moderators see what is
 * covered because a report may be about it. */
static const struct rule {
    unsigned roles;         /* in a cohort that the board belongs to */
    unsigned program_roles; /* in any cohort of its program, on the alumni's */
    unsigned site_roles;    /* on every board */
    bool is_everyones;      /* on the commons */
    bool is_cohorts;        /* on no board but a cohort's */
    bool writes;
    const char *refusal;
} rules[RIGHT_COUNT] = {
    [RIGHT_SEE] = {.roles = MEMBERS,
        .program_roles = STAFF,
        .site_roles = SITE,
        .is_everyones = true,
        .refusal = "no such board"},
    [RIGHT_POST] = {.roles = MEMBERS,
        .program_roles = STAFF,
        .site_roles = SITE,
        .is_everyones = true,
        .writes = true,
        .refusal = "you may not write here"},
    [RIGHT_ASK] = {.roles = EXPERTS,
        .writes = true,
        .refusal = "here only mentors and SMEs ask questions"},
    [RIGHT_ENDORSE] = {.roles = EXPERTS,
        .writes = true,
        .refusal = "here only mentors and SMEs endorse"},
    [RIGHT_SEE_COVERED] = {.roles = EXPERTS | MAY(MODERATOR),
        .site_roles = SITE,
        .refusal = "answer first: then the others' answers open"},
    [RIGHT_SEE_TODO] = {.roles = LEADS,
        .site_roles = SITE,
        .is_cohorts = true,
        .refusal = "what is to do here is for champions and mentors to see"},
    [RIGHT_DO_TODO] = {.roles = MAY(CHAMPION),
        .is_cohorts = true,
        .writes = true,
        .refusal = "what is to do here is for its champion to tick off"},
    [RIGHT_SEE_ABSENCE] = {.roles = MAY(CHAMPION),
        .is_cohorts = true,
        .refusal = "who was never here is for the champion alone to see"},
    [RIGHT_VOTE] = {.roles = MAY(LEARNER),
        .is_cohorts = true,
        .writes = true,
        .refusal = "on how it goes on its learners vote"},
    [RIGHT_CALL_VOTE] = {.roles = MAY(CHAMPION),
        .is_cohorts = true,
        .writes = true,
        .refusal = "a vote is for its champion to call"},
    [RIGHT_IMPORT] = {.writes = true,
        .refusal = "only the operator imports, with homeroom on the server"},
    [RIGHT_PIN] = {.roles = MAY(CHAMPION) | MAY(MODERATOR),
        .site_roles = SITE,
        .writes = true,
        .refusal = "here only champions and moderators pin"},
};

/* A course's SME is in none of its cohorts, and staff of each. */
static bool
is_of_course(const struct member *member, const struct board *board)
{
    return member->cohort_id == 0 && member->program_id == board->program_id;
}

static bool
in_cohort(const struct member *member, const struct board *board,
    const char *today)
{
    (void)today;
    return member->cohort_id == board->cohort_id || is_of_course(member, board);
}

static bool
in_intake(const struct member *member, const struct board *board,
    const char *today)
{
    (void)today;
    return member->intake_id == board->intake_id || is_of_course(member, board);
}

static bool
in_program(const struct member *member, const struct board *board,
    const char *today)
{
    (void)today;
    return member->program_id == board->program_id;
}

static bool
has_finished(const struct member *member, const struct board *board,
    const char *today)
{
    return is_of_course(member, board) ||
           (in_program(member, board, today) &&
               date_days(member->ends_on, today) + member->days_ahead >= 0);
}

/* Whether a board belongs to a membership's cohort; NULL: to none. */
static bool (*const relations[BOARD_KIND_COUNT])(const struct member *member,
    const struct board *board, const char *today) = {
    [BOARD_COHORT] = in_cohort,
    [BOARD_PROGRAM] = in_intake,
    [BOARD_ALUMNI] = has_finished,
    [BOARD_COURSE] = in_program,
    [BOARD_COMMONS] = NULL,
};

bool
rights_belongs(const struct viewer *viewer, const struct member *member,
    const struct board *board)
{
    return board->kind < BOARD_KIND_COUNT && relations[board->kind] != NULL &&
           (MEMBERS & (1U << member->role)) != 0 &&
           relations[board->kind](member, board, viewer->today);
}

static bool
is_asked_here(const struct rule *rule, const struct board *board)
{
    return !rule->is_cohorts || board->kind == BOARD_COHORT;
}

bool
rights_by_member(const struct viewer *viewer, const struct member *member,
    enum right right, const struct board *board)
{
    const struct rule *rule = &rules[right];
    unsigned role = 1U << member->role;

    if (!is_asked_here(rule, board))
        return false;
    if ((rule->roles & role) != 0 && rights_belongs(viewer, member, board))
        return true;
    return board->kind == BOARD_ALUMNI && (rule->program_roles & role) != 0 &&
           in_program(member, board, viewer->today);
}

bool
rights_by_site_role(enum role site_role, enum right right,
    const struct board *board)
{
    const struct rule *rule = &rules[right];

    return is_asked_here(rule, board) &&
           (rule->site_roles & (1U << site_role)) != 0;
}

bool
rights_by_everyone(enum right right, const struct board *board)
{
    return board->kind == BOARD_COMMONS && rules[right].is_everyones;
}

static bool
is_granted(const struct viewer *viewer, enum right right,
    const struct board *board)
{
    if (viewer->is_operator)
        return true;
    if (viewer->person.id == 0)
        return false;
    if (rights_by_everyone(right, board) ||
        rights_by_site_role(viewer->person.site_role, right, board))
        return true;
    for (size_t i = 0; i < viewer->members.count; i++)
        if (rights_by_member(viewer, &viewer->members.rows[i], right, board))
            return true;
    return false;
}

bool
rights_allow(const struct viewer *viewer, enum right right,
    const struct board *board)
{
    if (rules[right].writes && !viewer->may_write)
        return false;
    return is_granted(viewer, right, board);
}

enum status
rights_require(const struct viewer *viewer, enum right right,
    const struct board *board)
{
    const struct rule *rule = &rules[right];

    if (!is_granted(viewer, RIGHT_SEE, board))
        return refuse(STATUS_NOT_FOUND, "%s", rules[RIGHT_SEE].refusal);
    if (rule->writes && !viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "you may only read here");
    if (!is_granted(viewer, right, board))
        return refuse(STATUS_FORBIDDEN, "%s", rule->refusal);
    return STATUS_OK;
}

enum role
rights_drawn_role(enum role site_role, const struct member_list *members,
    const struct board *board)
{
    static const enum role order[] = {
        ROLE_MENTOR,
        ROLE_SME,
        ROLE_CHAMPION,
        ROLE_MODERATOR,
    };
    unsigned roles = 0;

    for (size_t i = 0; i < members->count; i++)
        if (board->program_id != 0 &&
            members->rows[i].program_id == board->program_id)
            roles |= 1U << members->rows[i].role;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if ((roles & (1U << order[i])) != 0)
            return order[i];
    return (SITE & (1U << site_role)) != 0 ? ROLE_MODERATOR : ROLE_NONE;
}
