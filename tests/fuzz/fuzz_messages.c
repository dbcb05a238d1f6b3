/* Whatever bytes come as a message: no get reads past them, and what is taken
 * as good keeps every bound and comes out the same, to the byte, when it is put
 * again. The first byte chooses the message. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "board/keeping_wire.h"
#include "daemon/messages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct wire received;
static struct wire again;
static size_t header;

static void
check(const struct wire *put)
{
    if (put->is_bad || put->length != received.length ||
        memcmp(put->bytes + header, received.bytes + header,
            put->length - header) != 0)
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

static void
fuzz_operation(void)
{
    struct operation operation;

    if (!operation_get(&received, &operation))
        return;
    operation_put(&again, &operation);
    check(&again);
}

static void
fuzz_ask(void)
{
    static struct keeping_ask ask;

    if (!keeping_ask_get(&received, &ask))
        return;
    keeping_ask_put(&again, &ask);
    check(&again);
}

static void
fuzz_answer(void)
{
    static struct keeping_answer answer;

    if (keeping_answer_get(&received, &answer)) {
        keeping_answer_put(&again, &answer);
        check(&again);
    }
    keeping_answer_clear(&answer);
}

/* What the keeper hears of somebody's second step: whose connection it is,
 * then the code. */
static void
fuzz_login_code(void)
{
    static struct login_try login;
    int64_t connection = wire_get_int(&received, 1, INT64_MAX);

    if (!login_try_get(&received, &login))
        return;
    wire_put_int(&again, connection);
    login_try_put(&again, &login);
    check(&again);
}

/* A request on its way to the keeper: session, person, the key they proved, the
 * request's id, until when it counts and the session's own number stand before
 * it. */
static void
fuzz_keeper_ask(void)
{
    static struct keeping_ask ask;
    static char key[MESSAGE_BLOB_BYTES];
    static char id[KEEPING_ID_BYTES];
    int64_t session = wire_get_int(&received, 1, INT64_MAX);
    int64_t person = wire_get_int(&received, 0, INT64_MAX);

    text_copy(key, sizeof key, wire_get_text(&received, sizeof key - 1));
    text_copy(id, sizeof id, wire_get_text(&received, sizeof id - 1));
    int64_t until = wire_get_int(&received, 0, INT64_MAX);
    int64_t request = wire_get_int(&received, 0, INT64_MAX);
    if (!keeping_ask_get(&received, &ask))
        return;
    wire_put_int(&again, session);
    wire_put_int(&again, person);
    wire_put_text(&again, key);
    wire_put_text(&again, id);
    wire_put_int(&again, until);
    wire_put_int(&again, request);
    keeping_ask_put(&again, &ask);
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
        fuzz_operation,
        fuzz_ask,
        fuzz_answer,
        fuzz_login_code,
        fuzz_keeper_ask,
    };

    if (size == 0)
        return 0;
    uint8_t kind = data[0] % (sizeof kinds / sizeof *kinds);
    wire_begin(&received, kind);
    wire_begin(&again, kind);
    header = received.length;
    if (size - 1 > WIRE_BYTES - received.length)
        return 0;
    memcpy(received.bytes + received.length, data + 1, size - 1);
    received.length += size - 1;
    kinds[kind]();
    return 0;
}
