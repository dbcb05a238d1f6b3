/* The second factor on screen, over real secrets: keys in, screen out. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/code.h"
#include "base/totp.h"
#include "board/drafting.h"
#include "board/proving.h"
#include "store/store.h"
#include "support/stage.h"
#include "support/vault.h"
#include "ui/app_state.h"

enum {
    TEN_MINUTES = 10 * 60 * 1000
};

static struct viewer ada;
static char secret[TOTP_SECRET_TEXT_BYTES];

static int
set_up(void **state)
{
    stage_open_vault(state);
    stage_seat(&ada, "ada");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "F");
    return 0;
}

/* Whether a secret's four letters stand alone at this place. */
static bool
is_group(const char *row, size_t at)
{
    for (size_t i = at; i < at + 4; i++)
        if (!isupper((unsigned char)row[i]) && (row[i] < '2' || row[i] > '7'))
            return false;
    return (at == 0 || row[at - 1] == ' ') &&
           (row[at + 4] == ' ' || row[at + 4] == '\0');
}

/* Reads it off the screen as its owner would; "": none is there. */
static void
read_secret(void)
{
    size_t count = 0;

    for (int i = 0; i < glass.rows; i++) {
        const char *row = glass_row(&glass, i);

        for (size_t at = 0; at + 4 <= strlen(row); at++) {
            if (!is_group(row, at) || count + 4 >= sizeof secret)
                continue;
            memcpy(secret + count, row + at, 4);
            count += 4;
            at += 3;
        }
    }
    secret[count] = '\0';
}

static void
type_shown(int ahead)
{
    char keys[TOTP_DIGITS + 2];
    uint8_t bytes[TOTP_SECRET_BYTES];

    assert_true(totp_secret_read(secret, bytes));
    snprintf(keys, sizeof keys, "%06d\r",
        totp_code(bytes, sizeof bytes, totp_step(clock_now()) + ahead));
    glass_type(&glass, keys);
}

static void
begin(void)
{
    glass_type(&glass, "\r");
    read_secret();
    assert_int_equal(strlen(secret), TOTP_SECRET_TEXT_BYTES - 1);
}

/* Codes on the screen, the first of which is copied. */
static int
count_codes(char first[CODE_TEXT_BYTES])
{
    char digits[CODE_DIGITS + 1];
    int count = 0;

    for (int i = 0; i < glass.rows; i++) {
        char words[512];
        char *rest = NULL;

        text_copy(words, sizeof words, glass_row(&glass, i));
        for (char *word = strtok_r(words, " ", &rest); word != NULL;
             word = strtok_r(NULL, " ", &rest)) {
            if (strlen(word) != CODE_TEXT_BYTES - 1 ||
                code_read(word, digits) != STATUS_OK)
                continue;
            if (count++ == 0)
                text_copy(first, CODE_TEXT_BYTES, word);
        }
    }
    return count;
}

static void
it_begins_off_and_says_what_it_is(void **state)
{
    (void)state;
    glass_must_be_at(&glass, "second-factor");
    assert_string_equal(glass_row(&glass, 2),
        " Off. Your key or password alone lets you in.");
    glass_must_show(&glass, "Enter turn it on  b back  ? help");
    glass_type(&glass, "X"); /* there is nothing to turn off */
    glass_must_show(&glass, "Off. Your key");
    glass_type(&glass, "?");
    glass_must_show(&glass, "Help: second-factor");
    glass_type(&glass, "bb");
    glass_must_be_at(&glass, "home");
    glass_type(&glass, "m");
    glass_must_show(&glass, "F        Your second factor");
}

static void
without_a_picture_the_letters_and_words_stand(void **state)
{
    (void)state;
    begin();
    glass_must_show(&glass, "Type this secret into your authenticator app");
    glass_must_show(&glass, "Enter takes it  Esc leaves it off");
    int row = glass_find(&glass, "Code:");
    assert_int_equal(glass.row, row);
    assert_int_equal(glass.column, 7);
    glass_resize(&glass, 6, 20);
    read_secret();
    assert_int_equal(strlen(secret), TOTP_SECRET_TEXT_BYTES - 1);
    glass_resize(&glass, 40, 120);
    read_secret();
    assert_int_equal(strlen(secret), TOTP_SECRET_TEXT_BYTES - 1);
}

static void
a_right_code_turns_it_on_and_shows_ten_others_once(void **state)
{
    char code[CODE_TEXT_BYTES];
    (void)state;

    begin();
    glass_type(&glass, "12345\r");
    glass_must_show(&glass, "This code is wrong, or has served.");
    type_shown(0);
    glass_must_show(&glass, "Your second factor is on.");
    assert_int_equal(count_codes(code), PROVING_RECOVERY_CODES);
    read_secret();
    assert_string_equal(secret, "");
    glass_type(&glass, "U");
    glass_must_be_at(&glass, "second-factor");
    glass_type(&glass, "b");
    glass_must_show(&glass, "Have you kept them? They are not shown again.");
    glass_type(&glass, "n");
    assert_int_equal(count_codes(code), PROVING_RECOVERY_CODES);
    glass_type(&glass, "\r\r");
    assert_int_equal(count_codes(code), 0);
    glass_must_show(&glass, "On since Mon 23 Nov.");
    glass_must_show(&glass, "Recovery codes left: 10 of 10.");
    glass_type(&glass, "bU");
    glass_must_show(&glass,
        "   Second factor on since Mon 23 Nov, 10 recovery codes left");
}

static void
codes_that_do_not_fit_are_scrolled(void **state)
{
    char first[CODE_TEXT_BYTES];
    char code[CODE_TEXT_BYTES];
    (void)state;

    begin();
    type_shown(0);
    glass_resize(&glass, 6, 24);
    assert_int_equal(count_codes(first), 4);
    glass_type(&glass, "jjjjjjjjjjjj");
    assert_int_equal(count_codes(code), 4);
    assert_string_not_equal(code, first);
    glass_type(&glass, "kkkkkk");
    assert_int_equal(count_codes(code), 4);
    assert_string_equal(code, first);
}

static void
it_is_turned_off_by_a_recovery_code(void **state)
{
    char code[CODE_TEXT_BYTES];
    char first[CODE_TEXT_BYTES];
    (void)state;

    begin();
    type_shown(0);
    count_codes(code);
    glass_type(&glass, "\ry\r");
    glass_must_show(&glass, "Ten new recovery codes.");
    glass_type(&glass, code);
    glass_type(&glass, "\r");
    assert_int_equal(count_codes(first), PROVING_RECOVERY_CODES);
    assert_string_not_equal(first, code);
    glass_type(&glass, "\ryX");
    glass_must_show(&glass, "Turn it off.");
    glass_type(&glass, code);
    glass_type(&glass, "\r");
    glass_must_show(&glass, "This code is wrong, or has served.");
    glass_type(&glass, "\x1b");
    glass_wait(&glass);
    glass_must_show(&glass, "Nothing has changed.");
    glass_type(&glass, "X");
    glass_type(&glass, first);
    glass_type(&glass, "\r");
    glass_must_show(&glass, "Your second factor is off.");
    assert_int_equal(vault_number("SELECT count(*) FROM second_factors"), 0);
}

static void
another_app_takes_the_place_of_the_one_there_is(void **state)
{
    char old_secret[TOTP_SECRET_TEXT_BYTES];
    char code[CODE_TEXT_BYTES];
    char fresh[CODE_TEXT_BYTES];
    (void)state;

    begin();
    type_shown(0);
    count_codes(code);
    glass_type(&glass, "\ry");
    text_copy(old_secret, sizeof old_secret, secret);
    glass_must_show(&glass, "A new phone? e puts another app");
    glass_must_show(&glass,
        "Enter new recovery codes  e another app  X turn it off  b back");
    glass_type(&glass, "e");
    glass_must_show(&glass, "Another app, on a new phone, say.");
    glass_must_show(&glass, "Enter goes on  Esc leaves it as it is");
    glass_type(&glass, "000000\r");
    glass_must_show(&glass, "This code is wrong, or has served.");
    glass_type(&glass, code);
    glass_type(&glass, "\r");
    glass_must_show(&glass, "Enter takes it  Esc keeps the old one");
    read_secret();
    assert_int_equal(strlen(secret), TOTP_SECRET_TEXT_BYTES - 1);
    assert_string_not_equal(secret, old_secret);
    /* Left, the old one counts; and another one is made. */
    glass_type(&glass, "\x1b");
    glass_wait(&glass);
    glass_must_show(&glass, "Nothing has changed.");
    glass_must_show(&glass, "Recovery codes left: 9 of 10.");
    glass_type(&glass, "e");
    text_copy(secret, sizeof secret, old_secret);
    type_shown(1);
    read_secret();
    assert_int_equal(strlen(secret), TOTP_SECRET_TEXT_BYTES - 1);
    type_shown(0);
    glass_must_show(&glass, "The new app counts from now on.");
    assert_int_equal(count_codes(fresh), PROVING_RECOVERY_CODES);
    assert_string_not_equal(fresh, code);
    glass_type(&glass, "\ry");
    glass_must_show(&glass, "Recovery codes left: 10 of 10.");
    assert_int_equal(vault_number("SELECT count(*) FROM second_factors WHERE "
                                  "next_secret IS NULL"),
        1);
}

static void
nothing_secret_is_in_the_place_or_comes_back(void **state)
{
    struct text place = {0};
    (void)state;

    begin();
    app_place(glass.app, &place);
    assert_non_null(strstr(text_bytes(&place), "\nsecond-factor\n"));
    text_clear(&place);
    glass_cut(&glass);
    glass = (struct glass){0};
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "second-factor");
    glass_must_show(&glass, "Off. Your key");
}

static void
nothing_secret_stays_on_a_screen_left_alone(void **state)
{
    struct entry *entry = app_entry(glass.app);
    int64_t before = clock_ticks();
    (void)state;

    begin();
    entry->view->tick(glass.app, entry->state, before + TEN_MINUTES - 1);
    glass_show(&glass);
    glass_must_show(&glass, "Code:");
    entry->view->tick(glass.app, entry->state, clock_ticks() + TEN_MINUTES + 1);
    glass_show(&glass);
    glass_must_show(&glass, "went off the screen after ten minutes");
    read_secret();
    assert_string_equal(secret, "");
}

static void
who_reads_only_turns_nothing_on(void **state)
{
    (void)state;
    ada.may_write = false;
    glass_type(&glass, "\r");
    glass_must_show(&glass, "You may only read here.");
    assert_int_equal(vault_number("SELECT count(*) FROM second_factors"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_begins_off_and_says_what_it_is),
        TEST(without_a_picture_the_letters_and_words_stand),
        TEST(a_right_code_turns_it_on_and_shows_ten_others_once),
        TEST(codes_that_do_not_fit_are_scrolled),
        TEST(it_is_turned_off_by_a_recovery_code),
        TEST(another_app_takes_the_place_of_the_one_there_is),
        TEST(nothing_secret_is_in_the_place_or_comes_back),
        TEST(nothing_secret_stays_on_a_screen_left_alone),
        TEST(who_reads_only_turns_nothing_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
