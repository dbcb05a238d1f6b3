#ifndef DAEMON_SESSION_JOIN_H
#define DAEMON_SESSION_JOIN_H

#include "daemon/session.h"

/* The dialogue of "ssh join@host" (daemon/dialogue.h) on the terms' streams,
 * with the listener alone to ask; `host` is what people type after ssh. The
 * exit status: 0 where somebody joined, so that their session may follow. */
int session_join(const struct session_terms *terms, const char *host);

#endif
