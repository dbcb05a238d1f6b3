/* Rights: the one table of who may do what on a board. */

#include "board/rights.h"

#include "base/clock.h"

#define MAY(role) (1U << ROLE_##role)
#define STAFF     (MAY(MENTOR) | MAY(SME) | MAY(CHAMPION))
#define LEADS     (MAY(MENTOR) | MAY(CHAMPION))
#define MEMBERS   (MAY(LEARNER) | STAFF | MAY(MODERATOR))
/* Over SSH an operator is a moderator. */
#define SITE (MAY(MODERATOR) | MAY(OPERATOR))

/* A sponsor sees counts only, and so is in no row. */
static const struct rule {
    unsigned roles;      /* in a cohort that the board belongs to */
    unsigned site_roles; /* on every board */
    bool is_everyones;   /* on the commons */
    bool writes;
    const char *refusal;
} rules[RIGHT_COUNT] = {
    [RIGHT_SEE] = {MEMBERS, SITE, true, false, "no such board"},
    [RIGHT_POST] = {MEMBERS, SITE, true, true, "you may not write here"},
    [RIGHT_ASK] = {STAFF, 0, false, true,
        "here only mentors, SMEs and champions ask questions"},
    [RIGHT_SEE_COVERED] = {STAFF | MAY(MODERATOR), SITE, false, false,
        "answer first: then the others' answers open"},
    [RIGHT_SEE_TODO] = {LEADS, SITE, false, false,
        "what is to do here is for champions and mentors to see"},
    [RIGHT_DO_TODO] = {MAY(CHAMPION), 0, false, true,
        "what is to do here is for its champion to tick off"},
    [RIGHT_SEE_ABSENCE] = {MAY(CHAMPION), 0, false, false,
        "who was never here is for the champion alone to see"},
    [RIGHT_IMPORT] = {0, 0, false, true,
        "only the operator imports, with homeroom on the server"},
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

/* Whether a membership has to do with a board; NULL: none has. */
static bool (*const relations[BOARD_KIND_COUNT])(const struct member *member,
    const struct board *board, const char *today) = {
    [BOARD_COHORT] = in_cohort,
    [BOARD_PROGRAM] = in_intake,
    [BOARD_ALUMNI] = has_finished,
    [BOARD_COURSE] = in_program,
    [BOARD_COMMONS] = NULL,
};

/* The roles that the viewer has on a board, as bits. */
static unsigned
roles_on(const struct viewer *viewer, const struct board *board)
{
    unsigned roles = 0;

    if (board->kind >= BOARD_KIND_COUNT || relations[board->kind] == NULL)
        return 0;
    for (size_t i = 0; i < viewer->members.count; i++) {
        const struct member *member = &viewer->members.rows[i];
        if (relations[board->kind](member, board, viewer->today))
            roles |= 1U << member->role;
    }
    return roles;
}

static bool
is_granted(const struct viewer *viewer, const struct rule *rule,
    const struct board *board)
{
    if (viewer->is_operator)
        return true;
    if (viewer->person.id == 0)
        return false;
    if ((rule->site_roles & (1U << viewer->person.site_role)) != 0)
        return true;
    if (board->kind == BOARD_COMMONS)
        return rule->is_everyones;
    return (rule->roles & roles_on(viewer, board)) != 0;
}

bool
rights_allow(const struct viewer *viewer, enum right right,
    const struct board *board)
{
    const struct rule *rule = &rules[right];

    if (rule->writes && !viewer->may_write)
        return false;
    return is_granted(viewer, rule, board);
}

enum status
rights_require(const struct viewer *viewer, enum right right,
    const struct board *board)
{
    const struct rule *rule = &rules[right];

    if (!is_granted(viewer, &rules[RIGHT_SEE], board))
        return refuse(STATUS_NOT_FOUND, "%s", rules[RIGHT_SEE].refusal);
    if (rule->writes && !viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "you may only read here");
    if (!is_granted(viewer, rule, board))
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
