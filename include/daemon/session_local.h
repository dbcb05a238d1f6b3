#ifndef DAEMON_SESSION_LOCAL_H
#define DAEMON_SESSION_LOCAL_H

struct session;

/* A terminal of this machine: raw while the session has it, as it was
 * afterwards, however the session ends. */

/* Makes it raw and takes SIGWINCH, SIGTERM, SIGHUP and SIGINT. */
void local_begin(int terminal);
void local_end(void);
/* To be polled; -1 where no terminal is ours. */
int local_signals(void);
/* Acts on a signal: the new size, or the end. */
void local_signal(struct session *session);

#endif
