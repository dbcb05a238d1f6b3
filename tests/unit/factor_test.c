/* The second factor turned on and off, demanded, told; codes beside the usual.
 */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/code.h"
#include "base/memory.h"
#include "base/totp.h"
#include "board/proving.h"
#include "config/settings.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/secrets.h"
#include "support/talk.h"

static struct world world;
static struct viewer ada;
static struct settings *settings;
static struct store *secrets;
static struct keeping_answer answer;
static char secret[TOTP_SECRET_TEXT_BYTES];
static char codes[PROVING_RECOVERY_CODES][CODE_TEXT_BYTES];

static int
set_up(void **state)
{
    (void)state;
    machine_set(WORLD_NOW);
    world_open(&world);
    settings = secrets_begin();
    secrets = secrets_connect();
    ada = (struct viewer){0};
    world_viewer(&world, "ada", &ada);
    answer = (struct keeping_answer){0};
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    keeping_answer_clear(&answer);
    viewer_clear(&ada);
    store_close(secrets);
    world_close(&world);
    secrets_end();
    return 0;
}

/* What the app shows, so many steps from the clock. */
static const char *
shown(int ahead)
{
    static char code[TOTP_DIGITS + 1];
    uint8_t bytes[TOTP_SECRET_BYTES];
    int64_t step = totp_step(clock_now()) + ahead;

    assert_true(totp_secret_read(secret, bytes));
    snprintf(code, sizeof code, "%06d", totp_code(bytes, sizeof bytes, step));
    return code;
}

/* One that is of none of the steps round the clock. */
static const char *
wrong(void)
{
    static char code[TOTP_DIGITS + 1];

    for (int number = 0; number < 10; number++) {
        bool is_right = false;

        snprintf(code, sizeof code, "%06d", number * 111111);
        for (int ahead = -2; ahead <= 2; ahead++)
            is_right = is_right || strcmp(code, shown(ahead)) == 0;
        if (!is_right)
            return code;
    }
    fail();
    return NULL;
}

static enum status
ask(enum status (*verb)(struct viewer *, struct store *,
        const struct keeping_ask *, struct keeping_answer *),
    const char *typed)
{
    struct keeping_ask asked = {0};

    text_copy(asked.code, sizeof asked.code, typed);
    keeping_answer_clear(&answer);
    return verb(&ada, secrets, &asked, &answer);
}

static enum status
check(const char *typed)
{
    return proving_check(secrets, ada.person.id, typed, NULL);
}

static struct proving
look(void)
{
    struct proving found;
    struct proving read;

    must(proving_look(&ada, secrets, &found));
    must(ask(proving_tell, ""));
    assert_true(proving_read(text_bytes(&answer.text), &read));
    assert_int_equal(read.is_on, found.is_on);
    assert_int_equal(read.is_begun, found.is_begun);
    assert_int_equal(read.has_next, found.has_next);
    assert_int_equal(read.is_demanded, found.is_demanded);
    assert_int_equal(read.codes_left, found.codes_left);
    assert_int_equal(read.since, found.since);
    return found;
}

static void
take_codes(void)
{
    const char *line = text_bytes(&answer.text);

    for (int i = 0; i < PROVING_RECOVERY_CODES; i++) {
        size_t length = strcspn(line, "\n");

        assert_in_range(length, 1, CODE_TEXT_BYTES - 1);
        memcpy(codes[i], line, length);
        codes[i][length] = '\0';
        line += length + 1;
    }
    assert_int_equal(*line, '\0');
}

static void
begin(void)
{
    must(ask(proving_begin, ""));
    assert_true(text_copy(secret, sizeof secret, text_bytes(&answer.text)));
    assert_int_equal(strlen(secret), TOTP_SECRET_TEXT_BYTES - 1);
}

/* On, by the code of this step, which has served. */
static void
enrol(void)
{
    begin();
    must(ask(proving_confirm, shown(0)));
    take_codes();
}

static void
step_on(int steps)
{
    machine_set(clock_now() + (int64_t)steps * TOTP_STEP_SECONDS);
}

static void
it_holds_from_the_first_right_code_on(void **state)
{
    (void)state;
    assert_false(look().is_on);
    must_be(check("123456"), STATUS_CONFLICT);
    begin();
    assert_true(look().is_begun);
    assert_false(look().is_on);
    must_be(check(shown(0)), STATUS_CONFLICT); /* it asks for nothing yet */
    must_be(ask(proving_confirm, wrong()), STATUS_FORBIDDEN);
    assert_string_equal(text_bytes(&answer.text), "");
    must(ask(proving_confirm, shown(0)));
    take_codes();
    assert_true(look().is_on);
    assert_false(look().is_begun);
    assert_int_equal(look().since, WORLD_NOW);
    assert_int_equal(look().codes_left, PROVING_RECOVERY_CODES);
    must_be(ask(proving_begin, ""), STATUS_CONFLICT);
    must_be(ask(proving_confirm, shown(1)), STATUS_CONFLICT);
}

static void
beginning_again_makes_another_secret(void **state)
{
    char first[TOTP_SECRET_TEXT_BYTES];
    (void)state;

    begin();
    text_copy(first, sizeof first, secret);
    begin();
    assert_string_not_equal(first, secret);
    text_copy(secret, sizeof secret, first);
    must_be(ask(proving_confirm, shown(0)), STATUS_FORBIDDEN);
}

static void
a_clock_may_be_a_step_off_and_no_more(void **state)
{
    (void)state;
    enrol();
    step_on(10);
    must_be(check(shown(-2)), STATUS_FORBIDDEN);
    must_be(check(shown(2)), STATUS_FORBIDDEN);
    must(check(shown(-1)));
    must(check(shown(0)));
    must(check(shown(1)));
}

static void
a_recovery_code_serves_once_however_it_is_typed(void **state)
{
    char typed[CODE_TEXT_BYTES];
    (void)state;

    enrol();
    for (size_t i = 0; i < sizeof typed; i++)
        typed[i] = codes[3][i] == '-' ? ' '
                   : codes[3][i] >= 'A' && codes[3][i] <= 'Z'
                       ? (char)(codes[3][i] - 'A' + 'a')
                       : codes[3][i];
    must(check(typed));
    must_be(check(typed), STATUS_FORBIDDEN);
    must_be(check(codes[3]), STATUS_FORBIDDEN);
    assert_int_equal(look().codes_left, PROVING_RECOVERY_CODES - 1);
    must(check(codes[4]));
}

static void
what_is_no_code_is_wrong(void **state)
{
    static const char *const typed[] = {"", " ", "12345", "1234567", "12345a",
        "--------", "\xff\xfe", "123456\n", "ABCD-EFGH-IJKL-MNOPQ",
        "0000-0000-0000-00000"};
    (void)state;

    enrol();
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        must_be(check(typed[i]), STATUS_FORBIDDEN);
    must(check(codes[0]));
}

static void
it_goes_off_for_a_code_alone(void **state)
{
    (void)state;
    must_be(ask(proving_end, ""), STATUS_CONFLICT);
    enrol();
    must_be(ask(proving_end, ""), STATUS_FORBIDDEN);
    must_be(ask(proving_end, shown(0)), STATUS_FORBIDDEN);
    assert_true(look().is_on);
    must(ask(proving_end, shown(1)));
    assert_false(look().is_on);
    assert_int_equal(look().codes_left, 0);
    must_be(check(codes[0]), STATUS_CONFLICT);
    begin();
    must(ask(proving_end, "")); /* one that never held */
    assert_false(look().is_begun);
}

static void
demand(const char *roles)
{
    memory_free(settings->second_factor_roles);
    settings->second_factor_roles = memory_copy(roles);
}

static void
a_role_that_demands_it_keeps_it_on(void **state)
{
    (void)state;
    demand("mentor, sme");
    assert_false(look().is_demanded);
    demand("sponsor,learner");
    assert_true(look().is_demanded);
    enrol();
    must_be(ask(proving_end, codes[0]), STATUS_FORBIDDEN);
    assert_non_null(strstr(reason(), "demands a second factor"));
    assert_true(look().is_on);
    assert_int_equal(look().codes_left, PROVING_RECOVERY_CODES);
    demand("learners");
    assert_false(look().is_demanded);
    must(ask(proving_end, codes[0]));
}

/* ---- Another app --------------------------------------------------------- */

static char old_secret[TOTP_SECRET_TEXT_BYTES];

/* From here on shown() is the new one's. */
static void
begin_next(const char *typed)
{
    text_copy(old_secret, sizeof old_secret, secret);
    must(ask(proving_replace, typed));
    assert_true(text_copy(secret, sizeof secret, text_bytes(&answer.text)));
    assert_string_not_equal(secret, old_secret);
}

static void
swap_secrets(void)
{
    char kept[TOTP_SECRET_TEXT_BYTES];

    text_copy(kept, sizeof kept, secret);
    text_copy(secret, sizeof secret, old_secret);
    text_copy(old_secret, sizeof old_secret, kept);
}

static void
the_old_app_counts_until_the_new_one_is_confirmed(void **state)
{
    char old_code[CODE_TEXT_BYTES];
    (void)state;

    demand("learner");
    enrol();
    text_copy(old_code, sizeof old_code, codes[9]);
    step_on(4);
    begin_next(shown(0));
    assert_true(look().is_on && look().has_next);
    assert_false(look().is_begun);
    must_be(check(shown(0)), STATUS_FORBIDDEN); /* the new one's */
    swap_secrets();
    must(check(shown(1))); /* the old one's */
    must(check(codes[8]));
    must_be(ask(proving_confirm, codes[7]), STATUS_FORBIDDEN);
    step_on(2);
    must_be(ask(proving_confirm, shown(0)), STATUS_FORBIDDEN);
    assert_true(look().is_on && look().has_next);

    swap_secrets();
    must(ask(proving_confirm, shown(0)));
    assert_int_equal(answer.number, 1);
    take_codes();
    assert_true(look().is_on);
    assert_false(look().has_next);
    assert_int_equal(look().codes_left, PROVING_RECOVERY_CODES);
    must_be(check(shown(0)), STATUS_FORBIDDEN); /* it has served */
    must(check(shown(1)));
    must_be(check(old_code), STATUS_FORBIDDEN);
    must(check(codes[0]));
    swap_secrets();
    step_on(2);
    must_be(check(shown(0)), STATUS_FORBIDDEN);
    must_be(ask(proving_confirm, shown(0)), STATUS_CONFLICT);
}

static void
another_app_wants_a_code_of_who_has_one(void **state)
{
    (void)state;
    must_be(ask(proving_replace, ""), STATUS_CONFLICT);
    begin();
    must_be(ask(proving_replace, shown(0)), STATUS_CONFLICT);
    must(ask(proving_confirm, shown(0)));
    take_codes();
    must_be(ask(proving_replace, ""), STATUS_FORBIDDEN);
    must_be(ask(proving_replace, wrong()), STATUS_FORBIDDEN);
    must_be(ask(proving_replace, shown(0)), STATUS_FORBIDDEN); /* served */
    assert_string_equal(text_bytes(&answer.text), "");
    assert_false(look().has_next);
    begin_next(codes[0]);
    must_be(ask(proving_replace, codes[0]), STATUS_FORBIDDEN);
    /* Begun anew, the one before is no more. */
    swap_secrets();
    begin_next(codes[1]);
    swap_secrets();
    must_be(ask(proving_confirm, shown(0)), STATUS_FORBIDDEN);
    swap_secrets();
    must(ask(proving_confirm, shown(0)));
}

static void
the_code_that_let_one_in_takes_another_app_once(void **state)
{
    (void)state;
    enrol();
    must(check(codes[0]));
    must_be(ask(proving_renew, codes[0]), STATUS_FORBIDDEN);
    must_be(ask(proving_end, codes[0]), STATUS_FORBIDDEN);
    must_be(check(codes[0]), STATUS_FORBIDDEN);
    begin_next(codes[0]);
    must_be(ask(proving_replace, codes[0]), STATUS_FORBIDDEN);
    /* Not that of a login before, nor an hour later. */
    must(check(codes[1]));
    must(check(codes[2]));
    must_be(ask(proving_replace, codes[1]), STATUS_FORBIDDEN);
    machine_set(clock_now() + PROVING_REPLACE_SECONDS + 1);
    must_be(ask(proving_replace, codes[2]), STATUS_FORBIDDEN);
    machine_set(clock_now() - 2 * PROVING_REPLACE_SECONDS - 2);
    must_be(ask(proving_replace, codes[2]), STATUS_FORBIDDEN);
}

static void
what_is_not_confirmed_in_the_hour_is_begun_anew(void **state)
{
    (void)state;
    enrol();
    begin_next(codes[0]);
    machine_set(clock_now() - PROVING_REPLACE_SECONDS - 1); /* set back */
    assert_false(look().has_next);
    machine_set(clock_now() + 2 * PROVING_REPLACE_SECONDS + 2);
    assert_false(look().has_next);
    must_be(ask(proving_confirm, shown(0)), STATUS_CONFLICT);
    swap_secrets();
    must(check(shown(0)));
}

static void
wrong_codes_of_a_new_app_are_counted(void **state)
{
    (void)state;
    enrol();
    begin_next(codes[0]);
    for (int i = 0; i < PROVING_MISSES; i++)
        must_be(ask(proving_confirm, wrong()), STATUS_FORBIDDEN);
    must_be(ask(proving_confirm, shown(0)), STATUS_FORBIDDEN);
    assert_non_null(strstr(reason(), "too many wrong codes"));
    machine_set(clock_now() + PROVING_MISS_SECONDS + 1);
    must(ask(proving_confirm, shown(0)));
}

static void
a_line_that_tells_of_none_is_not_read(void **state)
{
    static const char *const lines[] = {"", "1", "1 0 0 0 10", "2 0 0 0 10 5",
        "1 0 2 0 10 5", "1 0 0 0 11 5", "1 0 0 0 10 -5", "1 0 0 0 10 5 6",
        "a 0 0 0 10 5"};
    struct proving proving;
    (void)state;

    assert_true(proving_read("1 0 0 1 10 5", &proving));
    assert_int_equal(proving.codes_left, 10);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_false(proving_read(lines[i], &proving));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_holds_from_the_first_right_code_on),
        TEST(beginning_again_makes_another_secret),
        TEST(a_clock_may_be_a_step_off_and_no_more),
        TEST(a_recovery_code_serves_once_however_it_is_typed),
        TEST(what_is_no_code_is_wrong),
        TEST(it_goes_off_for_a_code_alone),
        TEST(a_role_that_demands_it_keeps_it_on),
        TEST(the_old_app_counts_until_the_new_one_is_confirmed),
        TEST(another_app_wants_a_code_of_who_has_one),
        TEST(the_code_that_let_one_in_takes_another_app_once),
        TEST(what_is_not_confirmed_in_the_hour_is_begun_anew),
        TEST(wrong_codes_of_a_new_app_are_counted),
        TEST(a_line_that_tells_of_none_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
