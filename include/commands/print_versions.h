#ifndef COMMANDS_PRINT_VERSIONS_H
#define COMMANDS_PRINT_VERSIONS_H

#include "commands/print.h"

/* What a post said before it was changed, and says now; the refusal of
 * editing_versions(), or INVALID with a reason where `number` is 0. */
MUST_USE enum status print_versions(struct command_call *call,
    int64_t thread_id, int number);

#endif
