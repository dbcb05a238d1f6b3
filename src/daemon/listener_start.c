/* The listener's start: sockets, user, helper processes. */

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netdb.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
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

enum {
    BACKLOG = 512,
};

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

static int
bind_one(const struct addrinfo *found)
{
    int yes = 1;
    int descriptor = socket(found->ai_family,
        SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (descriptor < 0)
        return -1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (found->ai_family == AF_INET6)
        setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    if (bind(descriptor, found->ai_addr, found->ai_addrlen) == 0 &&
        listen(descriptor, BACKLOG) == 0)
        return descriptor;
    int cause = errno;
    close(descriptor);
    errno = cause;
    return -1;
}

static enum status
bind_address(struct listener *listener, const char *address)
{
    struct addrinfo *found = NULL;
    const struct addrinfo wanted = {
        .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
        .ai_socktype = SOCK_STREAM,
    };
    char port[16];

    if (listener->listening_count == LISTENING_MOST)
        return refuse(STATUS_INVALID, "listen: more than %d addresses",
            LISTENING_MOST);
    snprintf(port, sizeof port, "%d", (int)listener->settings->port);
    if (getaddrinfo(address, port, &wanted, &found) != 0)
        return refuse(STATUS_INVALID, "listen: no address: %s", address);
    int descriptor = bind_one(found);
    freeaddrinfo(found);
    if (descriptor < 0)
        return refuse(STATUS_FAILED, "cannot listen on %s port %s: %s", address,
            port, strerror(errno));
    listener->listening[listener->listening_count] = descriptor;
    return watch(listener, descriptor, WATCH_NEWCOMERS,
        (size_t)listener->listening_count++);
}

enum status
listener_bind(struct listener *listener)
{
    enum status status = STATUS_OK;
    char *copy = memory_copy(listener->settings->listen);
    char *rest = NULL;

    for (char *word = strtok_r(copy, ", \t", &rest);
         word != NULL && status == STATUS_OK;
         word = strtok_r(NULL, ", \t", &rest))
        status = bind_address(listener, word);
    if (status == STATUS_OK && listener->listening_count == 0)
        status = refuse(STATUS_INVALID, "listen: no address");
    memory_free(copy);
    return status;
}

/* All three ids of each kind, so that none is left to go back to; whether it
 * holds is tried. */
static bool
become(const struct passwd *user)
{
    uid_t ids[3] = {0};

    return initgroups(user->pw_name, user->pw_gid) == 0 &&
           setresgid(user->pw_gid, user->pw_gid, user->pw_gid) == 0 &&
           setresuid(user->pw_uid, user->pw_uid, user->pw_uid) == 0 &&
           getresuid(&ids[0], &ids[1], &ids[2]) == 0 &&
           ids[0] == user->pw_uid && ids[1] == user->pw_uid &&
           ids[2] == user->pw_uid &&
           (user->pw_uid == 0 ||
               (setuid(0) != 0 && setresuid(0, 0, 0) != 0 && setgid(0) != 0));
}

enum status
listener_become_user(const struct settings *settings)
{
    if (text_equals(settings->user, "")) {
        if (geteuid() == 0)
            log_warning("start",
                "reason=\"runs as root: set user in homeroom.conf to another "
                "Unix user\"");
        return STATUS_OK;
    }
    const struct passwd *user = getpwnam(settings->user);
    if (user == NULL)
        return refuse(STATUS_INVALID, "user: no Unix user %s", settings->user);
    if (user->pw_uid == geteuid())
        return STATUS_OK;
    if (become(user))
        return STATUS_OK;
    return refuse(STATUS_FAILED, "cannot become Unix user %s: %s",
        settings->user, strerror(errno));
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
    memory_free(path);
}
