#ifndef COMMANDS_TABLES_H
#define COMMANDS_TABLES_H

#include "commands/command.h"

/* One table a cmd_ file, each ending in {0}. */
extern const struct command question_commands[];
extern const struct command amending_commands[];
extern const struct command outlook_commands[];
extern const struct command bank_commands[];
extern const struct command past_commands[];
extern const struct command board_commands[];
extern const struct command pin_commands[];
extern const struct command calendar_commands[];
extern const struct command thread_commands[];
extern const struct command edit_commands[];
extern const struct command used_commands[];
extern const struct command regard_commands[];
extern const struct command pledge_commands[];
extern const struct command agreement_commands[];
extern const struct command letter_commands[];
extern const struct command earlier_commands[];
extern const struct command person_commands[];
extern const struct command profile_commands[];
extern const struct command key_commands[];
extern const struct command second_factor_commands[];
extern const struct command people_commands[];
extern const struct command portrait_commands[];
extern const struct command phase_commands[];
extern const struct command course_commands[];
extern const struct command todo_commands[];
extern const struct command policy_commands[];
extern const struct command audit_commands[];
extern const struct command invite_commands[];
extern const struct command help_commands[];

/* The operator's: named in operator.c alone, so that what they need is linked
 * into homeroom and not into homeroomd. */
extern const struct command cohort_commands[];
extern const struct command plan_commands[];
extern const struct command member_commands[];
extern const struct command course_sme_commands[];
extern const struct command mail_commands[];
extern const struct command queue_commands[];
extern const struct command bank_import_commands[];
extern const struct command roster_commands[];
extern const struct command founding_commands[];
extern const struct command moving_commands[];
extern const struct command invite_operator_commands[];
extern const struct command telling_commands[];
extern const struct command access_commands[];
extern const struct command parting_commands[];
extern const struct command second_factor_operator_commands[];
extern const struct command change_commands[];
extern const struct command accepted_commands[];
extern const struct command audit_verify_commands[];

#endif
