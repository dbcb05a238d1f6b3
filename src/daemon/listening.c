/* Listening: the sockets that newcomers come to. */

#include "daemon/listening.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"

enum {
    BACKLOG = 512
};

/* Without the first, the connections of one that has ended would keep the next
 * from its port for a minute. */
static bool
set_options(const struct addrinfo *found, int descriptor)
{
    int yes = 1;

    if (setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0)
        return false;
    return found->ai_family != AF_INET6 ||
           setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &yes,
               sizeof yes) == 0;
}

static int
bind_one(const struct addrinfo *found)
{
    int descriptor = socket(found->ai_family,
        SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (descriptor < 0)
        return -1;
    if (set_options(found, descriptor) &&
        bind(descriptor, found->ai_addr, found->ai_addrlen) == 0 &&
        listen(descriptor, BACKLOG) == 0)
        return descriptor;
    int cause = errno;
    close(descriptor);
    errno = cause;
    return -1;
}

static enum status
bind_address(const struct settings *settings, const char *address,
    struct listening *listening)
{
    struct addrinfo *found = NULL;
    const struct addrinfo wanted = {
        .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
        .ai_socktype = SOCK_STREAM,
    };
    char port[16];

    if (listening->count == LISTENING_MOST)
        return refuse(STATUS_INVALID, "listen: more than %d addresses",
            LISTENING_MOST);
    snprintf(port, sizeof port, "%d", (int)settings->port);
    if (getaddrinfo(address, port, &wanted, &found) != 0)
        return refuse(STATUS_INVALID, "listen: no address: %s", address);
    int descriptor = bind_one(found);
    freeaddrinfo(found);
    if (descriptor < 0)
        return refuse(STATUS_FAILED, "cannot listen on %s port %s: %s", address,
            port, strerror(errno));
    listening->sockets[listening->count++] = descriptor;
    return STATUS_OK;
}

enum status
listening_open(const struct settings *settings, struct listening *listening)
{
    enum status status = STATUS_OK;

    *listening = (struct listening){0};
    char *copy = memory_copy(settings->listen);
    char *rest = NULL;

    for (char *word = strtok_r(copy, ", \t", &rest);
         word != NULL && status == STATUS_OK;
         word = strtok_r(NULL, ", \t", &rest))
        status = bind_address(settings, word, listening);
    if (status == STATUS_OK && listening->count == 0)
        status = refuse(STATUS_INVALID, "listen: no address");
    memory_free(copy);
    if (status != STATUS_OK)
        listening_close(listening);
    return status;
}

void
listening_close(struct listening *listening)
{
    for (int i = 0; i < listening->count; i++)
        close(listening->sockets[i]);
    listening->count = 0;
}
