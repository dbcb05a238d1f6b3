/* Whatever packet a peer sends: it is refused, or its gets stay inside it. */

#include "input.h"

#include <sys/socket.h>

#include "base/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct wire wire;

static void
check_inside(const void *bytes, size_t count)
{
    const uint8_t *first = bytes;

    if (wire.is_bad)
        return;
    require(first >= wire.bytes && first + count <= wire.bytes + wire.length);
}

/* One get of the kind that `choice` picks. */
static void
get(uint8_t choice)
{
    const char *text;
    int64_t number;

    if (choice % 2 == 0) {
        number = wire_get_int(&wire, -choice, choice);
        require(number >= -choice && number <= choice);
    } else {
        text = wire_get_text(&wire, choice);
        require(strlen(text) <= choice);
        check_inside(text, strlen(text) + 1);
    }
}

/* The first bytes choose the gets, the rest is the packet. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum {
        GETS = 8
    };
    static int ends[2] = {-1, -1};

    if (size <= GETS || size > WIRE_BYTES)
        return 0;
    if (ends[0] < 0 && socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0)
        abort();
    if (send(ends[0], data + GETS, size - GETS, 0) < 0)
        abort();
    enum status status = wire_receive(ends[1], &wire);
    require(status == STATUS_OK || status == STATUS_INVALID);
    for (int i = 0; i < GETS && status == STATUS_OK; i++)
        get(data[i]);
    require(wire.at <= wire.length);
    wire_clear(&wire);
    return 0;
}
