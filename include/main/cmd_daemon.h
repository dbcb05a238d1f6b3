#ifndef MAIN_CMD_DAEMON_H
#define MAIN_CMD_DAEMON_H

#include "commands/command.h"

/* Of the homeroom program alone, for the settings in use. */
extern const struct command daemon_commands[];

#endif
