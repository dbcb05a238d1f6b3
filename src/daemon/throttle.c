/* Throttle: which newcomers are let in. */

#include "daemon/throttle.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum {
    ADDRESS_BITS = 128,
    MAPPED_BITS = 96, /* ::ffff: before an IPv4 address */
    SITE_BITS = 64,   /* one IPv6 customer */
    CHANCE_FIRST = 30,
    CHANCE_ALL = 100,
    FAILURES_FREE = 2,
    FAILURES_STEP = 3,
    PENALTY_LEAST = 15 * 1000,
    PENALTY_MOST = 600 * 1000,
    FAILURES_KEPT = 600 * 1000
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

static bool
source_equals(const struct source *a, const struct source *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* "10.1.0.0/16", "2001:db8::/32", or an address alone. */
static enum status
range_parse(const char *text, struct source_range *range)
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

static enum status
ranges_parse(struct throttle *throttle, const char *list)
{
    enum status status = STATUS_OK;
    char *copy = memory_copy(list);
    char *rest = NULL;

    for (char *word = strtok_r(copy, ", \t", &rest); word != NULL;
         word = strtok_r(NULL, ", \t", &rest)) {
        if (throttle->exempt_count == THROTTLE_RANGES) {
            status = refuse(STATUS_INVALID,
                "exempt_sources: more than %d ranges", THROTTLE_RANGES);
            break;
        }
        status = range_parse(word, &throttle->exempt[throttle->exempt_count]);
        if (status != STATUS_OK) {
            status = refuse(status, "exempt_sources: no range: %s", word);
            break;
        }
        throttle->exempt_count++;
    }
    memory_free(copy);
    return status;
}

enum status
throttle_init(struct throttle *throttle, const struct throttle_limits *limits)
{
    *throttle = (struct throttle){
        .free = limits->free,
        .most = limits->most > limits->free ? limits->most : limits->free,
        .per_source = limits->per_source,
    };
    enum status status = ranges_parse(throttle,
        limits->exempt != NULL ? limits->exempt : "");
    if (status != STATUS_OK)
        return status;

    throttle->row_count = (size_t)throttle->most + THROTTLE_PENALTIES;
    throttle->rows = memory_new(throttle->row_count * sizeof *throttle->rows);
    return STATUS_OK;
}

void
throttle_clear(struct throttle *throttle)
{
    memory_free(throttle->rows);
    *throttle = (struct throttle){0};
}

static bool
is_exempt(const struct throttle *throttle, const struct source *source)
{
    for (int i = 0; i < throttle->exempt_count; i++) {
        struct source first = masked(source, throttle->exempt[i].bits);
        if (source_equals(&first, &throttle->exempt[i].first))
            return true;
    }
    return false;
}

static struct source
prefix_of(const struct source *source)
{
    return masked(source, is_mapped(source) ? ADDRESS_BITS : SITE_BITS);
}

static bool
row_is_free(const struct throttle_row *row, int64_t now)
{
    return row->unauthenticated == 0 &&
           (row->failures == 0 ||
               (now >= row->refused_until &&
                   now - row->last_failure_at >= FAILURES_KEPT));
}

static struct throttle_row *
row_find(struct throttle *throttle, const struct source *source)
{
    struct source prefix = prefix_of(source);

    for (size_t i = 0; i < throttle->row_count; i++) {
        struct throttle_row *row = &throttle->rows[i];
        if ((row->unauthenticated > 0 || row->failures > 0) &&
            source_equals(&row->prefix, &prefix))
            return row;
    }
    return NULL;
}

/* A new row; where none is free, that of the oldest failure. There are more
 * rows than connections may be waiting, so one without any is always there. */
static struct throttle_row *
row_make(struct throttle *throttle, const struct source *source, int64_t now)
{
    struct throttle_row *oldest = NULL;

    for (size_t i = 0; i < throttle->row_count; i++) {
        struct throttle_row *row = &throttle->rows[i];
        if (row->unauthenticated > 0)
            continue;
        if (row_is_free(row, now)) {
            oldest = row;
            break;
        }
        if (oldest == NULL || row->last_failure_at < oldest->last_failure_at)
            oldest = row;
    }
    if (oldest != NULL)
        *oldest = (struct throttle_row){.prefix = prefix_of(source)};
    return oldest;
}

static bool
is_overload(const struct throttle *throttle, int chance)
{
    int64_t over = throttle->unauthenticated - throttle->free;

    if (over < 0)
        return false;
    if (throttle->unauthenticated >= throttle->most)
        return true;
    return chance < CHANCE_FIRST + (CHANCE_ALL - CHANCE_FIRST) * over /
                                       (throttle->most - throttle->free);
}

enum throttle_answer
throttle_admit(struct throttle *throttle, const struct source *source,
    int64_t now_ticks, int chance)
{
    if (is_exempt(throttle, source)) {
        if (throttle->unauthenticated >= throttle->most)
            return THROTTLE_OVERLOAD;
        throttle->unauthenticated++;
        return THROTTLE_WELCOME;
    }

    struct throttle_row *row = row_find(throttle, source);
    if (row != NULL && row->refused_until > now_ticks)
        return THROTTLE_PENALTY;
    if (row != NULL && row->unauthenticated >= throttle->per_source)
        return THROTTLE_SOURCE;
    if (is_overload(throttle, chance))
        return THROTTLE_OVERLOAD;

    if (row == NULL)
        row = row_make(throttle, source, now_ticks);
    if (row == NULL)
        return THROTTLE_OVERLOAD;
    row->unauthenticated++;
    throttle->unauthenticated++;
    return THROTTLE_WELCOME;
}

void
throttle_leave(struct throttle *throttle, const struct source *source)
{
    struct throttle_row *row = row_find(throttle, source);

    if (is_exempt(throttle, source)) {
        throttle->unauthenticated -= throttle->unauthenticated > 0;
        return;
    }
    if (row == NULL || row->unauthenticated == 0)
        return;
    row->unauthenticated--;
    throttle->unauthenticated--;
}

void
throttle_failed(struct throttle *throttle, const struct source *source,
    int64_t now_ticks)
{
    if (is_exempt(throttle, source))
        return;
    struct throttle_row *row = row_find(throttle, source);
    if (row == NULL)
        row = row_make(throttle, source, now_ticks);
    if (row == NULL)
        return;

    if (now_ticks - row->last_failure_at >= FAILURES_KEPT)
        row->failures = 0;
    row->last_failure_at = now_ticks;
    row->failures++;
    if (row->failures <= FAILURES_FREE)
        return;

    int64_t penalty = PENALTY_LEAST;
    for (int i = FAILURES_FREE + FAILURES_STEP;
         i < row->failures && penalty < PENALTY_MOST; i += FAILURES_STEP)
        penalty *= 2;
    row->refused_until = now_ticks +
                         (penalty < PENALTY_MOST ? penalty : PENALTY_MOST);
}

const char *
throttle_answer_name(enum throttle_answer answer)
{
    static const char *const names[] = {
        [THROTTLE_WELCOME] = "welcome",
        [THROTTLE_OVERLOAD] = "overload",
        [THROTTLE_SOURCE] = "source",
        [THROTTLE_PENALTY] = "penalty",
    };

    return names[answer];
}
