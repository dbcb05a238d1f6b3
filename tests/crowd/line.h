#ifndef CROWD_LINE_H
#define CROWD_LINE_H

#include <libssh/libssh.h>
#include <stdbool.h>
#include <stdint.h>

/* One person's line to the server, every call of it blocking. */

enum {
    ANSWER_MILLISECONDS = 20000
};

/* A TCP connection to that port of this machine, from that address of it (host
 * order); -1: none. */
int line_dial(int port, uint32_t source);

/* The SSH handshake; NULL: it failed. The line is the session's, or closed. */
ssh_session line_shake_hands(int line, const char *user);

/* Of a file, owned; NULL: there is none. */
ssh_key line_key(const char *path);
/* By that key, which is freed; NULL is refused. */
bool line_log_in(ssh_session session, ssh_key key);

/* A terminal of 80x24 and a shell; NULL: none. Owned by the session. */
ssh_channel line_shell(ssh_session session);

/* Whether that came within ANSWER_MILLISECONDS; it may come in pieces. */
bool line_shows(ssh_channel channel, const char *mark);

bool line_send(ssh_channel channel, const char *keys);

/* Says goodbye and frees. */
void line_hang_up(ssh_session session);

#endif
