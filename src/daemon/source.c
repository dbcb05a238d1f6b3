/* Sources: where connections come from, and ranges of these. */

#include "daemon/source.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "base/text.h"

enum {
    ADDRESS_BITS = 128,
    MAPPED_BITS = 96, /* ::ffff: before an IPv4 address */
    SITE_BITS = 64    /* one IPv6 customer */
};

static const uint8_t mapped_prefix[12] = {[10] = 0xff, [11] = 0xff};

static bool
is_mapped(const struct source *source)
{
    return memcmp(source->bytes, mapped_prefix, sizeof mapped_prefix) == 0;
}

enum status
source_of(const struct sockaddr *address, struct source *source)
{
    struct sockaddr_in in4;
    struct sockaddr_in6 in6;

    switch (address->sa_family) {
    case AF_INET:
        memcpy(&in4, address, sizeof in4);
        memcpy(source->bytes, mapped_prefix, sizeof mapped_prefix);
        memcpy(source->bytes + sizeof mapped_prefix, &in4.sin_addr, 4);
        return STATUS_OK;
    case AF_INET6:
        memcpy(&in6, address, sizeof in6);
        memcpy(source->bytes, &in6.sin6_addr, sizeof source->bytes);
        return STATUS_OK;
    default:
        return STATUS_INVALID;
    }
}

void
source_text(const struct source *source, char out[SOURCE_TEXT_BYTES])
{
    const char *made = is_mapped(source)
                           ? inet_ntop(AF_INET,
                                 source->bytes + sizeof mapped_prefix, out,
                                 SOURCE_TEXT_BYTES)
                           : inet_ntop(AF_INET6, source->bytes, out,
                                 SOURCE_TEXT_BYTES);

    if (made == NULL)
        out[0] = '\0';
}

/* The address with all but its first bits zero. */
static struct source
masked(const struct source *source, int bits)
{
    struct source result = *source;

    for (int i = 0; i < 16; i++) {
        int left = bits - i * 8;
        if (left <= 0)
            result.bytes[i] = 0;
        else if (left < 8)
            result.bytes[i] &= (uint8_t)(0xff00 >> left);
    }
    return result;
}

bool
source_equals(const struct source *a, const struct source *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* "10.1.0.0/16", "2001:db8::/32", or an address alone. */
enum status
source_range_read(const char *text, struct source_range *range)
{
    char address[64];
    struct in_addr in4;
    int64_t bits = -1;

    if (!text_copy(address, sizeof address, text))
        return STATUS_INVALID;
    char *slash = strchr(address, '/');
    if (slash != NULL) {
        *slash = '\0';
        if (!text_number(slash + 1, 0, ADDRESS_BITS, &bits))
            return STATUS_INVALID;
    }

    if (inet_pton(AF_INET, address, &in4) == 1) {
        if (bits > ADDRESS_BITS - MAPPED_BITS)
            return STATUS_INVALID;
        memcpy(range->first.bytes, mapped_prefix, sizeof mapped_prefix);
        memcpy(range->first.bytes + sizeof mapped_prefix, &in4, sizeof in4);
        bits = bits < 0 ? ADDRESS_BITS : bits + MAPPED_BITS;
    } else if (inet_pton(AF_INET6, address, range->first.bytes) != 1) {
        return STATUS_INVALID;
    }
    range->bits = bits < 0 ? ADDRESS_BITS : (int)bits;
    range->first = masked(&range->first, range->bits);
    return STATUS_OK;
}

struct source
source_prefix(const struct source *source)
{
    return masked(source, is_mapped(source) ? ADDRESS_BITS : SITE_BITS);
}

bool
source_is_in(const struct source *source, const struct source_range *range)
{
    struct source first = masked(source, range->bits);

    return source_equals(&first, &range->first);
}
