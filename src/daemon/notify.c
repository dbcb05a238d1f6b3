/* Notify: the service manager hears where the daemon is. */

#include "daemon/notify.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"

void
notify_state(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (path == NULL || (path[0] != '/' && path[0] != '@') ||
        !text_copy(address.sun_path, sizeof address.sun_path, path))
        return;
    socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
                                   strlen(path));
    if (path[0] == '@')
        address.sun_path[0] = '\0'; /* abstract: unix(7) */
    int told = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (told < 0)
        return;
    if (sendto(told, state, strlen(state), MSG_NOSIGNAL | MSG_DONTWAIT,
            (const struct sockaddr *)&address, length) < 0)
        log_debug("notify", "socket=%s", path);
    close(told);
}

void
notify_reloading(void)
{
    struct timespec now;
    char state[64];

    clock_gettime(CLOCK_MONOTONIC, &now);
    snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%lld",
        (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
    notify_state(state);
}
