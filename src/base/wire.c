/* Wire: typed messages between our own processes, checked on arrival. */

#include "base/wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"

/* The header: version, type, two bytes of zero, length in all. */
enum {
    HEADER_BYTES = 8,
    AT_VERSION = 0,
    AT_TYPE = 1,
    AT_LENGTH = 4
};

/* The byte before each field, so that a get of another type is caught. */
enum {
    TAG_INT = 'i',
    TAG_TEXT = 't'
};

/* What the control data of one packet can hold; the kernel rounds up, so one
 * descriptor more than asked for may come. */
union control {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(WIRE_DESCRIPTORS * sizeof(int))];
};

static void
wire_set_length(struct wire *wire, size_t length)
{
    uint32_t told = (uint32_t)length;

    wire->length = length;
    memcpy(wire->bytes + AT_LENGTH, &told, sizeof told);
}

void
wire_begin(struct wire *wire, uint8_t type)
{
    memset(wire->bytes, 0, HEADER_BYTES);
    wire->bytes[AT_VERSION] = WIRE_VERSION;
    wire->bytes[AT_TYPE] = type;
    wire_set_length(wire, HEADER_BYTES);
    wire->at = HEADER_BYTES;
    wire->is_bad = false;
    wire->descriptor_count = 0;
}

uint8_t
wire_type(const struct wire *wire)
{
    return wire->bytes[AT_TYPE];
}

/* Room for `count` bytes at the end, NULL when there is none. */
static uint8_t *
wire_room(struct wire *wire, size_t count)
{
    if (wire->is_bad || count > sizeof wire->bytes - wire->length) {
        wire->is_bad = true;
        return NULL;
    }
    uint8_t *room = wire->bytes + wire->length;
    wire_set_length(wire, wire->length + count);
    return room;
}

void
wire_put_int(struct wire *wire, int64_t number)
{
    uint8_t *room = wire_room(wire, 1 + sizeof number);

    if (room == NULL)
        return;
    room[0] = TAG_INT;
    memcpy(room + 1, &number, sizeof number);
}

/* Tag, count of bytes, and the bytes with their NUL. */
void
wire_put_text(struct wire *wire, const char *text)
{
    const char *bytes = text == NULL ? "" : text;
    size_t count = strlen(bytes);
    uint32_t counted = (uint32_t)count;
    size_t head = 1 + sizeof counted;

    if (count > WIRE_BYTES) {
        wire->is_bad = true;
        return;
    }
    uint8_t *room = wire_room(wire, head + count + 1);
    if (room == NULL)
        return;
    room[0] = TAG_TEXT;
    memcpy(room + 1, &counted, sizeof counted);
    memcpy(room + head, bytes, count);
    room[head + count] = '\0';
}

void
wire_put_descriptor(struct wire *wire, int descriptor)
{
    if (wire->descriptor_count >= WIRE_DESCRIPTORS || descriptor < 0) {
        wire->is_bad = true;
        return;
    }
    wire->descriptors[wire->descriptor_count++] = descriptor;
}

/* The next `count` bytes, NULL and bad when they are not there. */
static const uint8_t *
wire_next(struct wire *wire, size_t count)
{
    if (wire->is_bad || count > wire->length - wire->at) {
        wire->is_bad = true;
        return NULL;
    }
    const uint8_t *bytes = wire->bytes + wire->at;
    wire->at += count;
    return bytes;
}

static bool
wire_next_is(struct wire *wire, uint8_t tag)
{
    const uint8_t *byte = wire_next(wire, 1);

    if (byte != NULL && *byte != tag)
        wire->is_bad = true;
    return !wire->is_bad;
}

int64_t
wire_get_int(struct wire *wire, int64_t least, int64_t most)
{
    int64_t number;

    if (!wire_next_is(wire, TAG_INT))
        return least;
    const uint8_t *bytes = wire_next(wire, sizeof number);
    if (bytes == NULL)
        return least;
    memcpy(&number, bytes, sizeof number);
    if (number >= least && number <= most)
        return number;
    wire->is_bad = true;
    return least;
}

const char *
wire_get_text(struct wire *wire, size_t most)
{
    uint32_t count;

    if (!wire_next_is(wire, TAG_TEXT))
        return "";
    const uint8_t *head = wire_next(wire, sizeof count);
    if (head == NULL)
        return "";
    memcpy(&count, head, sizeof count);
    if (count > most) {
        wire->is_bad = true;
        return "";
    }
    const uint8_t *bytes = wire_next(wire, (size_t)count + 1);
    if (bytes == NULL)
        return "";
    if (memchr(bytes, '\0', (size_t)count + 1) != bytes + count) {
        wire->is_bad = true;
        return "";
    }
    return (const char *)bytes;
}

int
wire_take_descriptor(struct wire *wire)
{
    for (int i = 0; i < wire->descriptor_count; i++) {
        int descriptor = wire->descriptors[i];

        wire->descriptors[i] = -1;
        if (descriptor >= 0)
            return descriptor;
    }
    return -1;
}

bool
wire_is_whole(const struct wire *wire)
{
    return !wire->is_bad && wire->at == wire->length;
}

/* Puts the descriptors into the packet's control data. */
static void
attach_descriptors(const struct wire *wire, struct msghdr *packet,
    union control *control)
{
    int held[WIRE_DESCRIPTORS];
    size_t count = 0;

    for (int i = 0; i < wire->descriptor_count; i++) {
        if (wire->descriptors[i] >= 0)
            held[count++] = wire->descriptors[i];
    }
    if (count == 0)
        return;

    memset(control, 0, sizeof *control);
    packet->msg_control = control->bytes;
    packet->msg_controllen = CMSG_SPACE(count * sizeof(int));
    struct cmsghdr *header = CMSG_FIRSTHDR(packet);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(header), held, count * sizeof(int));
}

/* iovec has no const; sendmsg() only reads what it points to. */
static void *
as_sent(const void *bytes)
{
    union {
        const void *borrowed;
        void *sent;
    } pointer = {.borrowed = bytes};

    return pointer.sent;
}

static enum status
send_failure(void)
{
    if (errno == EAGAIN || errno == ENOBUFS)
        return STATUS_AGAIN;
    if (errno == EPIPE || errno == ECONNRESET || errno == ENOTCONN)
        return STATUS_NOT_FOUND;
    log_error("wire.send", "reason=\"%s\"", strerror(errno));
    return STATUS_FAILED;
}

enum status
wire_send(int socket, const struct wire *wire)
{
    union control control;
    ssize_t sent;

    if (wire->is_bad)
        return refuse(STATUS_INVALID, "a message was put too long");

    struct iovec part = {
        .iov_base = as_sent(wire->bytes),
        .iov_len = wire->length,
    };
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
    attach_descriptors(wire, &packet, &control);
    do
        sent = sendmsg(socket, &packet, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent >= 0 ? STATUS_OK : send_failure();
}

static void
keep_descriptor(struct wire *wire, int descriptor)
{
    if (wire->descriptor_count < WIRE_DESCRIPTORS) {
        wire->descriptors[wire->descriptor_count++] = descriptor;
        return;
    }
    close(descriptor);
    wire->is_bad = true;
}

static void
keep_descriptors(struct wire *wire, struct msghdr *packet)
{
    struct cmsghdr *header = CMSG_FIRSTHDR(packet);

    for (; header != NULL; header = CMSG_NXTHDR(packet, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
            continue;
        size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; i++) {
            int descriptor;

            memcpy(&descriptor, CMSG_DATA(header) + i * sizeof descriptor,
                sizeof descriptor);
            keep_descriptor(wire, descriptor);
        }
    }
}

/* True for a packet that came whole, in our version, as long as it says. */
static bool
header_is_sound(const struct wire *wire, const struct msghdr *packet)
{
    uint32_t length;

    if ((packet->msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 || wire->is_bad ||
        wire->length < HEADER_BYTES)
        return false;
    memcpy(&length, wire->bytes + AT_LENGTH, sizeof length);
    return wire->bytes[AT_VERSION] == WIRE_VERSION && wire->bytes[2] == 0 &&
           wire->bytes[3] == 0 && length == wire->length;
}

static enum status
receive_failure(void)
{
    if (errno == EAGAIN)
        return STATUS_AGAIN;
    log_error("wire.receive", "reason=\"%s\"", strerror(errno));
    return STATUS_FAILED;
}

enum status
wire_receive(int socket, struct wire *wire)
{
    union control control;
    struct iovec part = {wire->bytes, sizeof wire->bytes};
    struct msghdr packet = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = control.bytes,
        .msg_controllen = sizeof control.bytes,
    };
    ssize_t got;

    wire_begin(wire, 0);
    /* One that ended before it had read all is told of once, ahead of what it
     * said. */
    do
        got = recvmsg(socket, &packet, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    while (got < 0 && (errno == EINTR || errno == ECONNRESET));
    if (got < 0)
        return receive_failure();

    keep_descriptors(wire, &packet);
    wire->length = (size_t)got;
    if (got > 0 && header_is_sound(wire, &packet))
        return STATUS_OK;
    wire_clear(wire);
    wire_begin(wire, 0);
    return got == 0 ? STATUS_NOT_FOUND : STATUS_INVALID;
}

void
wire_clear(struct wire *wire)
{
    for (int i = 0; i < wire->descriptor_count; i++) {
        if (wire->descriptors[i] >= 0)
            close(wire->descriptors[i]);
    }
    wire->descriptor_count = 0;
}
