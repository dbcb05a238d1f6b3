/* A machine's clock that is set an hour or a year either way: no code serves
 * twice, nobody is kept out for good, and nothing is taken for to come. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/totp.h"
#include "board/acquaintance.h"
#include "board/asking.h"
#include "board/credentials.h"
#include "board/inviting.h"
#include "board/proving.h"
#include "board/recalling.h"
#include "store/people.h"
#include "store/second_factors.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/vault.h"

enum {
    MINUTE = 60,
    HOUR = 3600,
    DAY = 24 * HOUR,
    YEAR = 365 * DAY
};

static const int64_t jumps[] = {-YEAR, -DAY, -HOUR, -16 * MINUTE, 16 * MINUTE,
    HOUR, DAY, YEAR};

static struct world world;
static struct store *secrets;
static struct viewer ada;
static uint8_t secret[TOTP_SECRET_BYTES];

static int
set_up(void **state)
{
    struct keeping_ask none = {0};
    struct keeping_answer begun = {0};
    (void)state;

    machine_set(WORLD_NOW);
    vault_open(&world);
    secrets = vault_connect();
    world_viewer(&world, "ada", &ada);
    must(proving_begin(&ada, secrets, &none, &begun));
    assert_true(totp_secret_read(text_bytes(&begun.text), secret));
    keeping_answer_clear(&begun);
    must(second_factors_confirm(secrets, ada.person.id, WORLD_NOW));
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

/* ---- Codes of an app ------------------------------------------------------
 */

/* Her telephone goes right, whatever the machine shows. */
static enum status
prove(int64_t at)
{
    char code[16];

    snprintf(code, sizeof code, "%06d",
        totp_code(secret, TOTP_SECRET_BYTES, totp_step(at)));
    return proving_check(secrets, ada.person.id, code, NULL);
}

static void
a_code_of_an_app_serves_once_however_the_clock_is_set(void **state)
{
    int64_t at = WORLD_NOW;
    int replayed = 0;
    int kept_out = 0;
    (void)state;

    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        int64_t jump = jumps[i];

        at += 10 * MINUTE;
        machine_set(at);
        kept_out += prove(at) != STATUS_OK;
        replayed += prove(at) == STATUS_OK;
        /* What somebody who looked on has, and what they had before. */
        machine_set(at + jump);
        replayed += prove(at) == STATUS_OK;
        replayed += prove(at - 10 * MINUTE) == STATUS_OK;
        /* The clock shows when that code was right, before it was used. */
        if (jump < 0)
            replayed += prove(at + jump) == STATUS_OK;
        machine_set(at + 1);
        replayed += prove(at) == STATUS_OK;
        machine_set(at + MINUTE);
        kept_out += prove(at + MINUTE) != STATUS_OK;
    }
    print_message("%zu jumps: %d codes served twice, %d times kept out\n",
        sizeof jumps / sizeof *jumps, replayed, kept_out);
    assert_int_equal(replayed, 0);
    assert_int_equal(kept_out, 0);
}

static void
lock_out(int64_t at)
{
    machine_set(at);
    for (int i = 0; i < PROVING_MISSES; i++)
        must_be(prove(at + YEAR / 2 + i * MINUTE), STATUS_FORBIDDEN);
    must_be(prove(at + MINUTE), STATUS_FORBIDDEN);
    assert_non_null(strstr(reason(), "too many wrong codes"));
}

/* Neither let go at once, so that setting the clock would give ten more, nor
 * kept until the clock is there again. */
static void
wrong_codes_keep_out_for_a_quarter_of_an_hour_after_the_clock_went_back(
    void **state)
{
    static const int64_t aheads[] = {HOUR, DAY, YEAR};
    int64_t at = WORLD_NOW;
    (void)state;

    for (size_t i = 0; i < sizeof aheads / sizeof *aheads; i++) {
        lock_out(at + aheads[i]);
        machine_set(at);
        must_be(prove(at), STATUS_FORBIDDEN);
        assert_non_null(strstr(reason(), "too many wrong codes"));
        at += PROVING_MISS_SECONDS - MINUTE;
        machine_set(at);
        must_be(prove(at), STATUS_FORBIDDEN);
        at += 2 * MINUTE;
        machine_set(at);
        must(prove(at));
        at += HOUR;
    }
}

static void
wrong_passwords_keep_out_no_longer(void **state)
{
    (void)state;
    must(credentials_set_password(secrets, ada.person.id, VAULT_HASH));
    machine_set(WORLD_NOW + YEAR);
    for (int i = 0; i < PASSWORD_MISSES; i++)
        must_be(credentials_missed(secrets, ada.person.id), STATUS_FORBIDDEN);
    must_be(credentials_may_try(secrets, ada.person.id), STATUS_FORBIDDEN);
    machine_set(WORLD_NOW);
    must_be(credentials_may_try(secrets, ada.person.id), STATUS_FORBIDDEN);
    machine_set(WORLD_NOW + PASSWORD_MISS_SECONDS + 1);
    must(credentials_may_try(secrets, ada.person.id));
}

/* ---- Codes that are given out ---------------------------------------------
 */

static void
a_code_is_good_for_its_days_again_when_the_clock_is_right(void **state)
{
    char codes[2][CODE_TEXT_BYTES];
    struct invitation made;
    struct invitation found;
    struct viewer max = {0};
    (void)state;

    must(inviting_add(&world.operator_viewer,
        &(struct invite_terms){"amer-autumn", "learner", 5, 7}, codes[0],
        &made));
    world_viewer(&world, "max", &max);
    must(inviting_back(&max, secrets, "lin", codes[1]));
    viewer_clear(&max);
    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        for (int one = 0; one < 2; one++) {
            machine_set(WORLD_NOW);
            must(inviting_find(secrets, codes[one], &found));
            machine_set(WORLD_NOW + jumps[i]);
            must_be(inviting_find(secrets, codes[one], &found),
                WORLD_NOW + jumps[i] >= found.expires_at ? STATUS_CONFLICT
                                                         : STATUS_OK);
        }
    }
    machine_set(WORLD_NOW);
    must(inviting_find(secrets, codes[1], &found));
    /* Not a second longer for all of that. */
    machine_set(made.expires_at - 1);
    must(inviting_find(secrets, codes[0], &found));
    must(inviting_use(secrets, &found));
    machine_set(made.expires_at);
    must_be(inviting_find(secrets, codes[0], &found), STATUS_CONFLICT);
    must_be(inviting_use(secrets, &made), STATUS_CONFLICT);
}

/* ---- What is remembered by the clock --------------------------------------
 */

static void
who_was_here_by_a_wrong_clock_is_seen_when_they_are_here(void **state)
{
    struct person person;
    (void)state;

    machine_set(WORLD_NOW + YEAR);
    viewer_seen(&ada);
    machine_set(WORLD_NOW);
    viewer_seen(&ada);
    must(people_by_handle(world.store, "ada", &person));
    assert_int_equal(person.last_seen_at, WORLD_NOW);
    /* Of two sessions the later counts. */
    must(people_set_last_seen(world.store, person.id, WORLD_NOW - 30));
    must(people_by_handle(world.store, "ada", &person));
    assert_int_equal(person.last_seen_at, WORLD_NOW);
}

static void
whom_one_may_know_of_is_asked_anew_when_the_clock_was_set_back(void **state)
{
    struct acquaintance met;
    int64_t ben = world_person(&world, "ben");
    (void)state;

    machine_set(WORLD_NOW + YEAR);
    must(acquaintance_recall(&ada, ben, &met));
    assert_true(met.is_shared);
    talk_run(&world, "DELETE FROM members WHERE person_id = "
                     "(SELECT id FROM people WHERE handle = 'ben')");
    machine_set(WORLD_NOW);
    must(acquaintance_recall(&ada, ben, &met));
    assert_false(met.is_shared);
}

static void
one_looks_back_again_when_the_clock_was_set_back(void **state)
{
    struct earlier earlier = {0};
    struct posted posted;
    (void)state;

    must(asking_answer(&ada, talk_ask_anew(&world, "mara", "emea-autumn"),
        "Much.", &posted));
    machine_set(WORLD_NOW + 4 * 7 * DAY);
    must(recalling_find(&ada, &earlier));
    must(recalling_met(&ada, &earlier));
    earlier_clear(&earlier);
    machine_set(WORLD_NOW + 7 * DAY);
    must(recalling_find(&ada, &earlier));
    assert_string_equal(earlier.body, "Much.");
    earlier_clear(&earlier);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_code_of_an_app_serves_once_however_the_clock_is_set),
        TEST(
            wrong_codes_keep_out_for_a_quarter_of_an_hour_after_the_clock_went_back),
        TEST(wrong_passwords_keep_out_no_longer),
        TEST(a_code_is_good_for_its_days_again_when_the_clock_is_right),
        TEST(who_was_here_by_a_wrong_clock_is_seen_when_they_are_here),
        TEST(whom_one_may_know_of_is_asked_anew_when_the_clock_was_set_back),
        TEST(one_looks_back_again_when_the_clock_was_set_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
