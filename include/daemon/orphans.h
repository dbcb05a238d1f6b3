#ifndef DAEMON_ORPHANS_H
#define DAEMON_ORPHANS_H

#include <stdbool.h>
#include <sys/types.h>

/* Kills all children of this process but one (0: all); what they leave behind
 * becomes ours where this process is a subreaper. False: there were none. */
bool orphans_kill(pid_t spared);

#endif
