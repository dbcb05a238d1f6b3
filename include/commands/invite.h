#ifndef COMMANDS_INVITE_H
#define COMMANDS_INVITE_H

#include "commands/command.h"

/* Makes and prints a code that lets somebody back in: the same for moderators
 * and for the operator. */
MUST_USE enum status invite_back(struct command_call *call, const char *handle);

#endif
