/* The keeper's answers to sessions: whose passwords are hashed, and when. */

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "board/keeping_wire.h"
#include "daemon/keeper_asks.h"
#include "store/store.h"
#include "support/secrets.h"
#include "support/world.h"

static struct world world;
static struct workers workers;
static struct asks asks;
static struct store *secrets;
static struct wire wire;
static int ends[2]; /* the keeper's and the listener's */

static int
set_up(void **state)
{
    (void)state;
    world_open(&world);
    secrets_begin();
    secrets = secrets_connect();
    /* None is at work: all that is asked waits. */
    workers = (struct workers){.waiting_most = WORKERS_WAITING_MOST};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends) != 0)
        return -1;
    asks = (struct asks){
        .keeping = {.store = world.store, .secrets = secrets},
        .workers = &workers,
        .control = ends[0],
    };
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    close(ends[0]);
    close(ends[1]);
    store_close(secrets);
    world_close(&world);
    secrets_end();
    return 0;
}

/* A session of the person asks for a first password, or for another. */
static void
ask_password_until(int64_t session, const char *handle, int64_t until)
{
    struct keeping_ask ask = {.kind = KEEPING_PASSWORD};
    struct viewer viewer = {0};

    world_viewer(&world, handle, &viewer);
    strcpy(ask.password, "a password of mine");
    wire_begin(&wire, MESSAGE_KEEPER_ASK);
    wire_put_int(&wire, session);
    wire_put_int(&wire, viewer.person.id);
    wire_put_text(&wire, "");
    wire_put_text(&wire, "00112233445566778899aabbccddeeff");
    wire_put_int(&wire, until);
    wire_put_int(&wire, 1);
    keeping_ask_put(&wire, &ask);
    viewer_clear(&viewer);
    assert_int_equal(wire_send(ends[1], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[0], &wire), STATUS_OK);
    assert_true(asks_heard(&asks, &wire));
}

static void
ask_password(int64_t session, const char *handle)
{
    ask_password_until(session, handle, INT64_MAX);
}

/* What came of it so far; OK: nothing yet. */
static enum status
answered(int64_t session)
{
    struct keeping_answer answer;

    if (wire_receive(ends[1], &wire) != STATUS_OK)
        return STATUS_OK;
    assert_int_equal(wire_get_int(&wire, 1, INT64_MAX), session);
    assert_int_equal(wire_get_int(&wire, 1, INT64_MAX), 1);
    assert_true(keeping_answer_get(&wire, &answer));
    enum status status = answer.status;
    keeping_answer_clear(&answer);
    return status;
}

static void
judge(int64_t session, const struct password_done *done)
{
    const struct password_job job = {
        .kind = JOB_ASK,
        .number = session,
        .request = 1,
    };

    asks_judged(&asks, &job, done);
}

/* Who logs in waits for the same workers. */
static void
one_person_has_one_password_hashed_at_a_time(void **state)
{
    const struct password_done done = {.is_right = true, .fresh_hash = "x"};
    (void)state;

    ask_password(11, "ada");
    assert_int_equal(workers.waiting_count, 1);
    assert_int_equal(answered(11), STATUS_OK);
    for (int64_t session = 12; session < 20; session++) {
        ask_password(session, "ada");
        assert_int_equal(answered(session), STATUS_AGAIN);
    }
    assert_int_equal(workers.waiting_count, 1);
    ask_password(21, "ben");
    assert_int_equal(workers.waiting_count, 2);
    judge(11, &done);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    ask_password(12, "ada");
    assert_int_equal(workers.waiting_count, 3);
    assert_int_equal(answered(12), STATUS_OK);
    judge(12, NULL);
    assert_int_equal(answered(12), STATUS_AGAIN);
}

/* By then it was said that no answer came. */
static void
what_took_too_long_is_not_begun(void **state)
{
    const struct password_done done = {.is_right = true, .fresh_hash = "x"};
    char hash[PASSWORD_HASH_BYTES] = "";
    (void)state;

    ask_password_until(11, "ada", clock_ticks() - 1);
    judge(11, &done);
    assert_int_equal(answered(11), STATUS_AGAIN);
    assert_int_equal(credentials_password(secrets, world_person(&world, "ada"),
                         hash),
        STATUS_OK);
    assert_string_equal(hash, "");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(one_person_has_one_password_hashed_at_a_time),
        TEST(what_took_too_long_is_not_begun),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
