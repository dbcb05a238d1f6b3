#ifndef BASE_WIRE_H
#define BASE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* Messages between our own processes, over AF_UNIX SOCK_SEQPACKET: one message
 * a packet, host byte order, a fixed header, then typed fields. Every get is
 * checked: a get past the end or of the wrong length marks the message bad. */
enum {
    WIRE_VERSION = 1,
    WIRE_BYTES = 32768, /* header included */
    WIRE_DESCRIPTORS = 3
};

struct wire {
    uint8_t bytes[WIRE_BYTES];
    size_t length; /* of what was put, or received */
    size_t at;     /* of the next get */
    bool is_bad;
    int descriptors[WIRE_DESCRIPTORS]; /* received ones are owned, -1 taken */
    int descriptor_count;
};

void wire_begin(struct wire *wire, uint8_t type);
uint8_t wire_type(const struct wire *wire);

void wire_put_int(struct wire *wire, int64_t number);
void wire_put_text(struct wire *wire, const char *text);     /* NULL puts "" */
void wire_put_descriptor(struct wire *wire, int descriptor); /* borrowed */

int64_t wire_get_int(struct wire *wire, int64_t least, int64_t most);
/* Borrowed from the message, NUL-terminated, without a NUL inside, at most
 * `most` bytes; "" when bad. */
const char *wire_get_text(struct wire *wire, size_t most);
/* The next descriptor, now the caller's; -1 when there is none. */
int wire_take_descriptor(struct wire *wire);
/* True when every get fitted and nothing is left over. */
bool wire_is_whole(const struct wire *wire);

/* One whole message. AGAIN when the socket would block (nothing was sent),
 * NOT_FOUND when the peer is gone, FAILED for want of memory and the like,
 * INVALID for a message that was put too long. */
MUST_USE enum status wire_send(int socket, const struct wire *wire);
/* The same, waiting once, so many milliseconds at most, for a peer that has no
 * room. */
MUST_USE enum status wire_send_within(int socket, const struct wire *wire,
    int milliseconds);
/* AGAIN when there is none, NOT_FOUND at the peer's end, INVALID for a packet
 * that is no message (wrong version, cut); its descriptors are closed. */
MUST_USE enum status wire_receive(int socket, struct wire *wire);
/* Closes what was received and not taken. */
void wire_clear(struct wire *wire);

#endif
