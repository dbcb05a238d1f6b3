#ifndef DAEMON_CONNECTION_H
#define DAEMON_CONNECTION_H

#include "base/status.h"

/* One TCP connection: libssh, one client, a control socket to the listener, a
 * stream set per channel. Only connection*.c know libssh. */

/* In the spawner, before forking: loads the host key (0600, a regular file,
 * owned by us or root, opened with O_NOFOLLOW), makes the sandbox's filter and
 * warms libssh up with a handshake over a socketpair, so that children share
 * the memory. `banner` is what is shown before a login, "" or NULL: nothing;
 * it is copied. INVALID names what is wrong with the key. */
MUST_USE enum status connection_prepare(const char *host_key_path,
    const char *banner);
/* In the child: enters the sandbox and serves the client on `client` until it
 * ends; never returns an open session. `control` speaks daemon/messages.h.
 * Takes both descriptors. */
void connection_serve(int client, int control);

#endif
