/* The listener's start: what it watches from the beginning. */

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "config/config.h"
#include "daemon/listener_state.h"

static enum status
watch(struct listener *listener, int descriptor, unsigned what, size_t index)
{
    struct epoll_event event = {
        .events = EPOLLIN,
        .data.u64 = (uint64_t)what << WATCH_SHIFT | index,
    };

    if (epoll_ctl(listener->epoll, EPOLL_CTL_ADD, descriptor, &event) == 0)
        return STATUS_OK;
    return refuse(STATUS_FAILED, "epoll: %s", strerror(errno));
}

enum status
listener_watch_newcomers(struct listener *listener)
{
    enum status status = STATUS_OK;

    for (int i = 0; i < listener->listening.count && status == STATUS_OK; i++)
        status = watch(listener, listener->listening.sockets[i],
            WATCH_NEWCOMERS, (size_t)i);
    return status;
}

static int
local_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (!text_copy(address.sun_path, sizeof address.sun_path, path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int descriptor = socket(AF_UNIX,
        SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return -1;
    unlink(path);
    mode_t before = umask(0177);
    int bound = bind(descriptor, (const struct sockaddr *)&address,
        sizeof address);
    umask(before);
    if (bound == 0 && listen(descriptor, LOCALS_MOST) == 0)
        return descriptor;
    int cause = errno;
    close(descriptor);
    errno = cause;
    return -1;
}

/* Without it local sessions look at the store from time to time. */
void
listener_bind_local(struct listener *listener)
{
    char *path = config_socket_path(listener->settings);

    listener->local = local_socket(path);
    if (listener->local >= 0 &&
        watch(listener, listener->local, WATCH_LOCALS, 0) == STATUS_OK) {
        listener->local_path = path;
        return;
    }
    log_warning("local.none", "path=%s reason=%s", path, strerror(errno));
    if (listener->local >= 0) { /* nobody would ever answer there */
        unlink(path);
        close(listener->local);
        listener->local = -1;
    }
    memory_free(path);
}
