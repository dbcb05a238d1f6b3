/* The keeper's judgement: who is let in, and that a "no" is the same to all. */

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/totp.h"
#include "board/credentials.h"
#include "board/proving.h"
#include "config/config.h"
#include "daemon/keeper_logins.h"
#include "store/passwords.h"
#include "store/second_factors.h"
#include "store/store.h"
#include "support/vault.h"

enum {
    CONNECTION = 7,
    SOON = 60 * 1000 /* milliseconds */
};

static const char key_blob
    [] = "AAAAC3NzaC1lZDI1NTE5AAAAIKO+NNrG7BFrZIRL87hKRjz1aJZ8jykQUEJnm18f9YaU";
static const char password[] = "right horse";

static struct world world;
static struct settings settings;
static struct store *secrets;
static struct workers workers;
static struct logins logins;
static struct wire wire;
static int ears; /* the listener's end */
static int64_t request;

static void
judged(void *context, const struct password_job *job,
    const struct password_done *done)
{
    (void)context;
    logins_judged(&logins, job, done);
}

static void
give_password(const char *handle)
{
    char hash[PASSWORD_HASH_BYTES];

    must(credentials_hash(password, strlen(password), hash));
    must(credentials_set_password(secrets, world_person(&world, handle), hash));
}

/* Her app's secret is all zeros. */
static void
give_second_factor(const char *handle)
{
    static const uint8_t zeros[TOTP_SECRET_BYTES];
    char written[TOTP_SECRET_TEXT_BYTES];
    int64_t person_id = world_person(&world, handle);

    totp_secret_write(zeros, written);
    must(second_factors_begin(secrets, person_id, written, clock_now()));
    must(second_factors_confirm(secrets, person_id, clock_now()));
}

static const char *
app_code(void)
{
    static const uint8_t zeros[TOTP_SECRET_BYTES];
    static char code[16];

    snprintf(code, sizeof code, "%06d",
        totp_code(zeros, sizeof zeros, totp_step(clock_now())));
    return code;
}

static void
shut_out(const char *handle)
{
    struct query *query = store_query(world.store,
        "UPDATE people SET may_log_in = 0 WHERE id = :id");

    query_bind_id(query, ":id", world_person(&world, handle));
    must(query_run(query));
}

static int
set_up(void **state)
{
    int ends[2];
    (void)state;

    vault_open(&world);
    settings = *config_current();
    settings.password_memory_mib = 16;
    config_use(&settings);
    vault_fill(&world, "ben");
    secrets = vault_connect();
    must(passwords_remove(secrets, world_person(&world, "ben")));
    if (workers_start(&workers) != STATUS_OK ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return -1;
    ears = ends[1];
    logins = (struct logins){
        .settings = &settings,
        .store = world.store,
        .secrets = secrets,
        .workers = &workers,
        .control = ends[0],
    };
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    workers_stop(&workers);
    close(logins.control);
    close(ears);
    store_close(secrets);
    vault_close(&world);
    return 0;
}

static bool
is_answered(void)
{
    struct pollfd wait = {.fd = ears, .events = POLLIN};

    return poll(&wait, 1, 0) > 0;
}

static void
until_answered(void)
{
    struct pollfd waits[WORKERS_MOST];
    int64_t until = clock_ticks() + SOON;

    while (!is_answered()) {
        assert_true(clock_ticks() < until);
        workers_poll(&workers, waits);
        assert_true(poll(waits, (nfds_t)workers.count, 1000) >= 0);
        must(workers_turn(&workers, waits, judged, NULL));
    }
}

/* The keeper's word on one question; it stays in `wire` as it was told. */
static struct verdict
ask(uint8_t type, const struct login_try *asked)
{
    struct login_try login = *asked;
    struct verdict verdict;

    login.request = ++request;
    wire_begin(&wire, type);
    wire_put_int(&wire, CONNECTION);
    login_try_put(&wire, &login);
    must(wire_send(ears, &wire));
    must(wire_receive(logins.control, &wire));
    assert_true(logins_heard(&logins, &wire));
    if (asked->password[0] != '\0') /* it is wiped where it was heard */
        assert_null(memmem(wire.bytes, sizeof wire.bytes, asked->password,
            strlen(asked->password)));
    until_answered();
    must(wire_receive(ears, &wire));
    assert_int_equal(wire_type(&wire), MESSAGE_LOGIN_VERDICT);
    assert_int_equal(wire_get_int(&wire, 0, INT64_MAX), CONNECTION);
    assert_true(verdict_get(&wire, &verdict));
    assert_int_equal(verdict.request, request);
    return verdict;
}

static struct verdict
by_password(const char *user, const char *given)
{
    struct login_try login = {0};

    snprintf(login.user, sizeof login.user, "%s", user);
    snprintf(login.password, sizeof login.password, "%s", given);
    return ask(MESSAGE_LOGIN_PASSWORD, &login);
}

static struct verdict
by_key(uint8_t type)
{
    struct login_try login = {0};

    snprintf(login.blob, sizeof login.blob, "%s", key_blob);
    return ask(type, &login);
}

static struct verdict
by_code_again(const char *handle, const char *code, const char *id)
{
    struct login_try login = {0};

    snprintf(login.id, sizeof login.id, "%s", id);
    if (handle != NULL)
        login.person_id = world_person(&world, handle);
    snprintf(login.password, sizeof login.password, "%s", code);
    return ask(MESSAGE_LOGIN_CODE, &login);
}

static struct verdict
by_code(const char *handle, const char *code)
{
    return by_code_again(handle, code, "");
}

static int64_t
count_misses(void)
{
    int64_t count = -1;

    must(query_end_id(store_query(secrets, "SELECT misses FROM second_factors"),
        &count));
    return count;
}

static void
a_password_or_a_key_lets_its_owner_in(void **state)
{
    (void)state;
    give_password("ada");
    struct verdict verdict = by_password("ada", password);
    assert_int_equal(verdict.kind, VERDICT_YES);
    assert_int_equal(verdict.person_id, world_person(&world, "ada"));
    assert_int_equal(by_password("ada", "wrong horse").kind, VERDICT_NO);
    verdict = by_key(MESSAGE_LOGIN_KEY);
    assert_int_equal(verdict.kind, VERDICT_YES);
    assert_int_equal(verdict.person_id, world_person(&world, "ben"));
    assert_int_equal(by_key(MESSAGE_LOGIN_PROVED).kind, VERDICT_YES);
}

static void
a_way_that_is_turned_off_lets_nobody_in(void **state)
{
    (void)state;
    give_password("ada");
    settings.login_password = false;
    settings.login_key = false;
    assert_int_equal(by_password("ada", password).kind, VERDICT_NO);
    assert_int_equal(by_key(MESSAGE_LOGIN_KEY).kind, VERDICT_NO);
    assert_int_equal(by_key(MESSAGE_LOGIN_PROVED).kind, VERDICT_NO);
}

static void
who_may_not_log_in_does_not_by_anything(void **state)
{
    (void)state;
    give_password("ben");
    shut_out("ben");
    assert_int_equal(by_password("ben", password).kind, VERDICT_NO);
    assert_int_equal(by_key(MESSAGE_LOGIN_KEY).kind, VERDICT_NO);
    assert_int_equal(by_key(MESSAGE_LOGIN_PROVED).kind, VERDICT_NO);
    give_second_factor("ben");
    assert_int_equal(by_code("ben", app_code()).kind, VERDICT_NO);
}

static void
a_second_factor_is_wanted_after_each_first(void **state)
{
    (void)state;
    give_password("ben");
    give_second_factor("ben");
    assert_int_equal(by_key(MESSAGE_LOGIN_PROVED).kind, VERDICT_CODE);
    assert_int_equal(by_password("ben", password).kind, VERDICT_CODE);
    assert_int_equal(by_code("ben", "123456").kind, VERDICT_NO);
    assert_int_equal(by_code("ada", app_code()).kind, VERDICT_NO);
    assert_int_equal(by_code(NULL, app_code()).kind, VERDICT_NO);
    assert_int_equal(by_code("ben", app_code()).kind, VERDICT_YES);
    assert_int_equal(by_code("ben", app_code()).kind, VERDICT_NO);
}

static void
a_fault_of_the_second_factor_lets_nobody_in(void **state)
{
    (void)state;
    give_password("ben");
    must(query_run(store_query(secrets, "DROP TABLE second_factors")));
    struct verdict verdict = by_key(MESSAGE_LOGIN_PROVED);
    assert_int_equal(verdict.kind, VERDICT_BUSY);
    assert_int_equal(verdict.person_id, 0);
    assert_int_equal(by_password("ben", password).kind, VERDICT_BUSY);
}

/* It would count as one that failed. */
static void
what_cannot_be_looked_at_is_no_no(void **state)
{
    (void)state;
    give_password("ben");
    must(query_run(store_query(secrets, "DROP TABLE passwords")));
    must(query_run(store_query(secrets, "DROP TABLE keys")));
    assert_int_equal(by_password("ben", password).kind, VERDICT_BUSY);
    assert_int_equal(by_password("nobody-here", password).kind, VERDICT_BUSY);
    assert_int_equal(by_key(MESSAGE_LOGIN_KEY).kind, VERDICT_BUSY);
    assert_int_equal(by_key(MESSAGE_LOGIN_PROVED).kind, VERDICT_BUSY);
}

/* The keeper was killed before its word was heard, and is asked again. */
static void
a_code_that_is_asked_again_serves_and_counts_once(void **state)
{
    const char *code = app_code();
    (void)state;

    give_second_factor("ben");
    for (int i = 0; i < 2; i++)
        assert_int_equal(by_code_again("ben", "123456", "1").kind, VERDICT_NO);
    assert_int_equal(count_misses(), 1);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(by_code_again("ben", code, "2").kind, VERDICT_YES);
        assert_int_equal(by_code_again("ben", "123456", "1").kind, VERDICT_NO);
    }
    assert_int_equal(by_code_again("ben", code, "3").kind, VERDICT_NO);
    assert_int_equal(by_code("ben", code).kind, VERDICT_NO);
}

/* Bytes and time of each "no": nobody by that name, someone with a password, a
 * key alone, a second factor; someone shut out; a name too long for anybody. */
static void
a_no_is_the_same_whoever_it_is(void **state)
{
    static const char *const users[] = {"nobody-here", "ada", "ben", "mara",
        "lin", "tom", "someone@example.org",
        "a-name-that-is-longer-than-any-handle-may-be"};
    enum {
        COUNT = sizeof users / sizeof *users,
        ROUNDS = 5
    };
    int64_t spent[COUNT] = {0};
    uint8_t first[256];
    size_t first_length = 0;
    (void)state;

    give_password("ada");
    give_password("mara");
    give_second_factor("mara");
    give_password("lin");
    shut_out("lin");
    for (int i = 0; i < ROUNDS; i++) {
        for (size_t j = 0; j < COUNT; j++) {
            int64_t began = clock_ticks();

            request = 0; /* so that all of it can be compared */
            assert_int_equal(by_password(users[j], "wrong horse").kind,
                VERDICT_NO);
            spent[j] += clock_ticks() - began;
            if (first_length == 0) {
                first_length = wire.length;
                assert_true(first_length <= sizeof first);
                memcpy(first, wire.bytes, first_length);
            }
            assert_int_equal(wire.length, first_length);
            assert_memory_equal(wire.bytes, first, first_length);
        }
    }
    for (size_t j = 1; j < COUNT; j++) {
        print_message("%s: %d ms, %s: %d ms\n", users[0],
            (int)(spent[0] / ROUNDS), users[j], (int)(spent[j] / ROUNDS));
        assert_true(spent[j] * 3 > spent[0]);
        assert_true(spent[0] * 3 > spent[j]);
    }
}

static void
what_is_no_question_is_bad(void **state)
{
    (void)state;
    wire_begin(&wire, MESSAGE_LOGIN_PASSWORD);
    wire_put_int(&wire, CONNECTION);
    must(wire_send(ears, &wire));
    must(wire_receive(logins.control, &wire));
    assert_false(logins_heard(&logins, &wire));
    assert_false(is_answered());
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_password_or_a_key_lets_its_owner_in),
        TEST(a_way_that_is_turned_off_lets_nobody_in),
        TEST(who_may_not_log_in_does_not_by_anything),
        TEST(a_second_factor_is_wanted_after_each_first),
        TEST(a_fault_of_the_second_factor_lets_nobody_in),
        TEST(what_cannot_be_looked_at_is_no_no),
        TEST(a_code_that_is_asked_again_serves_and_counts_once),
        TEST(a_no_is_the_same_whoever_it_is),
        TEST(what_is_no_question_is_bad),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
