/* Codes: written, read as people type them, and every typo caught. */

#include <stdio.h>
#include <string.h>

#include "base/code.h"
#include "support/support.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Numbers that look random and are the same each time. */
static unsigned
next_random(void)
{
    static unsigned state = 1;

    state = state * 1103515245U + 12345U;
    return state >> 16;
}

static void
make(char text[CODE_TEXT_BYTES], char digits[CODE_DIGITS + 1])
{
    uint8_t random[CODE_RANDOM_BYTES];

    for (int i = 0; i < CODE_RANDOM_BYTES; i++)
        random[i] = (uint8_t)next_random();
    code_write(random, text);
    assert_int_equal(code_read(text, digits), STATUS_OK);
}

static void
a_code_stands_in_groups(void **state)
{
    (void)state;
    static const uint8_t zeros[CODE_RANDOM_BYTES];
    static const uint8_t ones[CODE_RANDOM_BYTES] = {0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    char text[CODE_TEXT_BYTES];
    char digits[CODE_DIGITS + 1];

    code_write(zeros, text);
    assert_string_equal(text, "0000-0000-0000-00000");
    code_write(ones, text);
    assert_int_equal(strncmp(text, "ZZZZ-ZZZZ-ZZZZ-ZZZZ", 19), 0);
    assert_int_equal(code_read(text, digits), STATUS_OK);
}

static void
different_bits_are_different_codes(void **state)
{
    (void)state;
    uint8_t random[CODE_RANDOM_BYTES] = {0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc,
        0xde, 0xf0, 0x0f, 0xa5};
    char before[CODE_TEXT_BYTES];
    char after[CODE_TEXT_BYTES];

    code_write(random, before);
    for (int bit = 0; bit < 8 * CODE_RANDOM_BYTES; bit++) {
        random[bit / 8] ^= (uint8_t)(1 << bit % 8);
        code_write(random, after);
        assert_string_not_equal(before, after);
        random[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
}

static void
it_is_read_however_it_is_typed(void **state)
{
    (void)state;
    static const uint8_t random[CODE_RANDOM_BYTES] = {0x00, 0x44, 0x32, 0x14,
        0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf};
    char text[CODE_TEXT_BYTES];
    char digits[CODE_DIGITS + 1];
    char read[CODE_DIGITS + 1];
    char typed[80];

    code_write(random, text);
    assert_string_equal(text, "0123-4567-89AB-CDEFP");
    assert_int_equal(code_read(text, digits), STATUS_OK);
    assert_string_equal(digits, "0123456789ABCDEFP");
    static const char *const ways[] = {"0123456789abcdefp",
        " o123 4567-89ab  cdef-p ", "Oi23-4567-89AB-CDEFP",
        "0l23\t4567 89ab-cdeFp-"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        snprintf(typed, sizeof typed, "%s", ways[i]);
        assert_int_equal(code_read(typed, read), STATUS_OK);
        assert_string_equal(read, digits);
    }
}

static void
every_single_typo_is_caught(void **state)
{
    (void)state;
    int cases = 0;

    for (int codes = 0; codes < 200; codes++) {
        char text[CODE_TEXT_BYTES];
        char digits[CODE_DIGITS + 1];
        char typed[CODE_DIGITS + 1];
        char read[CODE_DIGITS + 1];

        make(text, digits);
        for (int at = 0; at < CODE_DIGITS; at++)
            for (int digit = 0; digit < 32; digit++) {
                if (alphabet[digit] == digits[at])
                    continue;
                strcpy(typed, digits);
                typed[at] = alphabet[digit];
                assert_int_equal(code_read(typed, read), STATUS_INVALID);
                cases++;
            }
    }
    print_message("%d typos of one digit, all caught\n", cases);
    assert_int_equal(cases, 200 * 17 * 31);
}

static void
every_two_that_changed_places_are_caught(void **state)
{
    (void)state;
    int cases = 0;

    for (int codes = 0; codes < 500; codes++) {
        char text[CODE_TEXT_BYTES];
        char digits[CODE_DIGITS + 1];
        char typed[CODE_DIGITS + 1];
        char read[CODE_DIGITS + 1];

        make(text, digits);
        for (int a = 0; a < CODE_DIGITS; a++)
            for (int b = a + 1; b < CODE_DIGITS; b++) {
                if (digits[a] == digits[b])
                    continue;
                strcpy(typed, digits);
                typed[a] = digits[b];
                typed[b] = digits[a];
                assert_int_equal(code_read(typed, read), STATUS_INVALID);
                cases++;
            }
    }
    print_message("%d changes of places, all caught\n", cases);
    assert_in_range(cases, 500 * 100, 500 * 136);
}

static void
what_is_no_code_is_refused_in_words(void **state)
{
    (void)state;
    char read[CODE_DIGITS + 1];

    assert_int_equal(code_read("", read), STATUS_INVALID);
    assert_string_equal(reason(), "a code has 17 letters and digits, here are "
                                  "0");
    assert_int_equal(code_read("0123-4567-89AB-CDEF", read), STATUS_INVALID);
    assert_string_equal(reason(), "a code has 17 letters and digits, here are "
                                  "16");
    assert_int_equal(code_read("0123-4567-89AB-CDEFPP", read), STATUS_INVALID);
    assert_int_equal(code_read("0123-4567-89AB-CDEFU", read), STATUS_INVALID);
    assert_string_equal(reason(),
        "a code has letters and digits alone, and no U");
    assert_int_equal(code_read("0123-4567-89AB-CDEF\xc3\xa9", read),
        STATUS_INVALID);
    assert_int_equal(code_read("0123-4567-89AB-CDEF8", read), STATUS_INVALID);
    assert_string_equal(reason(),
        "something is mistyped: look at the code once more");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_stands_in_groups),
        cmocka_unit_test(different_bits_are_different_codes),
        cmocka_unit_test(it_is_read_however_it_is_typed),
        cmocka_unit_test(every_single_typo_is_caught),
        cmocka_unit_test(every_two_that_changed_places_are_caught),
        cmocka_unit_test(what_is_no_code_is_refused_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
