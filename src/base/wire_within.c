/* Wire: a message to a peer that may need a moment. */

#include <poll.h>

#include "base/wire.h"

enum status
wire_send_within(int socket, const struct wire *wire, int milliseconds)
{
    struct pollfd wait = {.fd = socket, .events = POLLOUT};
    enum status status = wire_send(socket, wire);

    if (status == STATUS_AGAIN && poll(&wait, 1, milliseconds) > 0)
        status = wire_send(socket, wire);
    return status;
}
