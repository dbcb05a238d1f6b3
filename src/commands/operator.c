/* The operator's commands, apart from those for everyone: only what names this
 * list is linked with what they need. */

#include "commands/tables.h"

const struct command *const operator_tables[] = {
    cohort_commands,
    plan_commands,
    member_commands,
    course_sme_commands,
    mail_commands,
    bank_import_commands,
    roster_commands,
    founding_commands,
    moving_commands,
    invite_operator_commands,
    telling_commands,
    access_commands,
    parting_commands,
    second_factor_operator_commands,
    change_commands,
    accepted_commands,
    audit_verify_commands,
    NULL,
};
