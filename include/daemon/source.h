#ifndef DAEMON_SOURCE_H
#define DAEMON_SOURCE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/status.h"

/* Where a connection comes from; IPv4 stands as ::ffff:a.b.c.d. */
struct source {
    uint8_t bytes[16];
};
/* INVALID for what is neither IPv4 nor IPv6. */
MUST_USE enum status source_of(const struct sockaddr *address,
    struct source *source);
enum {
    SOURCE_TEXT_BYTES = 46
};
/* "192.0.2.7", "2001:db8::1" */
void source_text(const struct source *source, char out[SOURCE_TEXT_BYTES]);

struct source_range {
    struct source first;
    int bits; /* of 128 */
};

/* "10.1.0.0/16", "2001:db8::/32", or an address alone. INVALID: neither. */
MUST_USE enum status source_range_read(const char *text,
    struct source_range *range);
bool source_is_in(const struct source *source,
    const struct source_range *range);
bool source_equals(const struct source *a, const struct source *b);
/* What counts as one place: an IPv4 address, or a /64 of IPv6. */
struct source source_prefix(const struct source *source);

#endif
