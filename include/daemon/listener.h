#ifndef DAEMON_LISTENER_H
#define DAEMON_LISTENER_H

#include "config/settings.h"

/* The daemon's first process: holds the listening sockets, the tables of
 * connections and sessions, and who is here; routes messages between the
 * others. It never parses what a client sent and never opens a store. */

/* Binds, becomes settings->user, forks keeper and spawners, serves until
 * SIGTERM, SIGINT or SIGHUP, ends all of it cleanly. Returns the exit status:
 * 0 after a signal, 69 when an address cannot be had, 70 when one of its own
 * processes was lost, 65 and others when one could not start; what was wrong
 * is in the log. config_use() and display_load() come first. */
int listener_run(const struct settings *settings);

#endif
