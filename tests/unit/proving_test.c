/* Proving: a code of an app serves once, wrong ones are counted. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/totp.h"
#include "board/proving.h"
#include "store/second_factors.h"
#include "store/store.h"
#include "support/vault.h"

static struct world world;
static struct store *secrets;
static struct viewer ada;
static uint8_t secret[TOTP_SECRET_BYTES];
static char recovery[PROVING_RECOVERY_CODES][32];

/* The code that her app shows, so many steps from now. */
static const char *
code_at(int64_t steps)
{
    static char code[16];
    int64_t step = totp_step(clock_now()) + steps;

    snprintf(code, sizeof code, "%06d",
        totp_code(secret, TOTP_SECRET_BYTES, step));
    return code;
}

static enum status
check(const char *code)
{
    return proving_check(secrets, ada.person.id, code, NULL);
}

static void
ask(enum status (*serve)(struct viewer *, struct store *,
        const struct keeping_ask *, struct keeping_answer *),
    const char *code, struct keeping_answer *answer)
{
    struct keeping_ask asked = {0};

    snprintf(asked.code, sizeof asked.code, "%s", code);
    must(serve(&ada, secrets, &asked, answer));
}

/* Turned on with the code of the step before this one. */
static int
set_up(void **state)
{
    struct keeping_answer begun = {0};
    struct keeping_answer confirmed = {0};
    (void)state;

    vault_open(&world);
    secrets = vault_connect();
    world_viewer(&world, "ada", &ada);
    ask(proving_begin, "", &begun);
    assert_true(totp_secret_read(text_bytes(&begun.text), secret));
    ask(proving_confirm, code_at(-1), &confirmed);
    const char *at = text_bytes(&confirmed.text);
    for (int i = 0; i < PROVING_RECOVERY_CODES; i++) {
        size_t length = strcspn(at, "\n");
        snprintf(recovery[i], sizeof recovery[i], "%.*s", (int)length, at);
        at += length + 1;
    }
    keeping_answer_clear(&begun);
    keeping_answer_clear(&confirmed);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    viewer_clear(&ada);
    store_close(secrets);
    vault_close(&world);
    return 0;
}

static void
a_code_serves_once_and_none_before_it_after(void **state)
{
    (void)state;
    must_be(check(code_at(-1)), STATUS_FORBIDDEN); /* it confirmed */
    must(check(code_at(0)));
    must_be(check(code_at(0)), STATUS_FORBIDDEN);
    must(check(code_at(1)));
    must_be(check(code_at(0)), STATUS_FORBIDDEN);
    must_be(check(code_at(1)), STATUS_FORBIDDEN);
}

/* Past the check of the code: what two at once would do. */
static void
the_store_takes_each_step_once(void **state)
{
    int64_t step = totp_step(clock_now());
    (void)state;

    must(second_factors_use(secrets, ada.person.id, step));
    must_be(second_factors_use(secrets, ada.person.id, step), STATUS_CONFLICT);
    must_be(second_factors_use(secrets, ada.person.id, step - 1),
        STATUS_CONFLICT);
    must(second_factors_use(secrets, ada.person.id, step + 1));
}

static void
after_ten_wrong_codes_none_of_the_app_is_taken(void **state)
{
    struct second_factor factor;
    (void)state;

    for (int i = 0; i < PROVING_MISSES - 1; i++)
        must_be(check(code_at(100)), STATUS_FORBIDDEN);
    must(check(code_at(0))); /* the tenth may be right */
    for (int i = 0; i < PROVING_MISSES; i++)
        must_be(check(code_at(100)), STATUS_FORBIDDEN);
    must_be(check(code_at(1)), STATUS_FORBIDDEN);
    assert_non_null(strstr(reason(), "too many wrong codes"));
    must(second_factors_find(secrets, ada.person.id, &factor));
    assert_int_equal(factor.misses, PROVING_MISSES);
    must(check(recovery[3])); /* of these there are too many to try */
    must_be(check(recovery[3]), STATUS_FORBIDDEN);
}

static void
a_wrong_code_of_long_ago_counts_no_more(void **state)
{
    int64_t now = clock_now();
    (void)state;

    for (int i = 0; i < PROVING_MISSES; i++)
        must(second_factors_miss(secrets, ada.person.id,
            now - 2 * PROVING_MISS_SECONDS, now - PROVING_MISS_SECONDS - 1));
    must_be(check(code_at(100)), STATUS_FORBIDDEN);
    must(check(code_at(0)));
}

static void
each_recovery_code_serves_once_and_nobody_else(void **state)
{
    int64_t ben = world_person(&world, "ben");
    (void)state;

    for (int i = 0; i < PROVING_RECOVERY_CODES; i++) {
        must_be(proving_check(secrets, ben, recovery[i], NULL),
            STATUS_CONFLICT);
        must(check(recovery[i]));
        must_be(check(recovery[i]), STATUS_FORBIDDEN);
    }
}

static void
new_recovery_codes_take_the_place_of_the_old(void **state)
{
    struct keeping_answer answer = {0};
    (void)state;

    ask(proving_renew, code_at(0), &answer);
    keeping_answer_clear(&answer);
    for (int i = 0; i < PROVING_RECOVERY_CODES; i++)
        must_be(check(recovery[i]), STATUS_FORBIDDEN);
    assert_int_equal(vault_number("SELECT count(*) FROM recovery_codes"),
        PROVING_RECOVERY_CODES);
}

/* Neither secret codes nor those of recovery can be read in the file. */
static void
recovery_codes_are_kept_as_digests(void **state)
{
    (void)state;
    assert_int_equal(vault_number("SELECT count(*) FROM recovery_codes"
                                  " WHERE length(digest) = 64"),
        PROVING_RECOVERY_CODES);
    for (int i = 0; i < PROVING_RECOVERY_CODES; i++) {
        struct query *query = store_query(secrets,
            "SELECT count(*) FROM recovery_codes"
            " WHERE instr(digest, :code) > 0");

        query_bind_text(query, ":code", recovery[i]);
        assert_true(query_next(query));
        assert_int_equal(query_int(query, 0), 0);
        must(query_end(query));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_code_serves_once_and_none_before_it_after),
        TEST(the_store_takes_each_step_once),
        TEST(after_ten_wrong_codes_none_of_the_app_is_taken),
        TEST(a_wrong_code_of_long_ago_counts_no_more),
        TEST(each_recovery_code_serves_once_and_nobody_else),
        TEST(new_recovery_codes_take_the_place_of_the_old),
        TEST(recovery_codes_are_kept_as_digests),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
