/* Whatever bytes come as a message: no get reads past them, and what is taken
 * as good keeps every bound and comes out the same when put again. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/messages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct wire received;
static struct wire again;

static void
check(const struct wire *put)
{
    if (put->is_bad || put->length > received.length)
        abort();
}

static void
fuzz_login(void)
{
    static struct login_try login;

    if (!login_try_get(&received, &login))
        return;
    login_try_put(&again, &login);
    check(&again);
}

static void
fuzz_verdict(void)
{
    struct verdict verdict;

    if (!verdict_get(&received, &verdict))
        return;
    verdict_put(&again, &verdict);
    check(&again);
}

static void
fuzz_request(void)
{
    static struct session_request request;

    if (!session_request_get(&received, &request))
        return;
    session_request_put(&again, &request);
    check(&again);
}

static void
fuzz_streams(void)
{
    struct session_streams streams;

    if (!session_streams_get(&received, &streams))
        return;
    session_streams_put(&again, &streams);
    check(&again);
}

static void
fuzz_start(void)
{
    static struct session_start start;

    if (!session_start_get(&received, &start))
        return;
    session_start_put(&again, &start);
    check(&again);
}

static void
fuzz_event(void)
{
    struct event event;

    if (!event_get(&received, &event))
        return;
    event_put(&again, &event);
    check(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const kinds[])(void) = {
        fuzz_login,
        fuzz_verdict,
        fuzz_request,
        fuzz_streams,
        fuzz_start,
        fuzz_event,
    };

    if (size == 0)
        return 0;
    uint8_t kind = data[0] % (sizeof kinds / sizeof *kinds);
    wire_begin(&received, kind);
    wire_begin(&again, kind);
    if (size - 1 > WIRE_BYTES - received.length)
        return 0;
    memcpy(received.bytes + received.length, data + 1, size - 1);
    received.length += size - 1;
    kinds[kind]();
    return 0;
}
