#ifndef DAEMON_CONNECTION_H
#define DAEMON_CONNECTION_H

#include "base/status.h"

/* One TCP connection: libssh, one client, a control socket to the listener, a
 * stream set per channel. The only file that knows libssh. */

/* In the spawner, before forking: loads the host key (0600, a regular file,
 * owned by us, opened with O_NOFOLLOW) and warms libssh up with a handshake
 * over a socketpair, so that children share the memory. INVALID names what is
 * wrong with the key. */
MUST_USE enum status connection_prepare(const char *host_key_path,
    const char *banner);
/* In the child: serves the client on `client` until it ends; never returns an
 * open session. `control` speaks daemon/messages.h. */
void connection_serve(int client, int control);

#endif
