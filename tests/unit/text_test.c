/* Text: strings that grow, copies with an end, whole numbers. */

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "support/support.h"

static void
an_empty_text_reads_as_an_empty_string(void **state)
{
    struct text text = {0};

    (void)state;
    assert_string_equal(text_bytes(&text), "");
    text_clear(&text);
    char *taken = text_take(&text);
    assert_string_equal(taken, "");
    memory_free(taken);
}

static void
what_is_added_stands_in_order(void **state)
{
    struct text text = {0};

    (void)state;
    text_add(&text, "one");
    text_add_bytes(&text, " two!", 4);
    text_add_format(&text, " %d %s", 3, "four");
    assert_string_equal(text_bytes(&text), "one two 3 four");
    assert_int_equal(text.length, 14);
    text_clear(&text);
    assert_null(text.bytes);
    assert_int_equal(text.length, 0);
}

static void
a_text_grows_past_any_capacity(void **state)
{
    struct text text = {0};

    (void)state;
    for (int i = 0; i < 10000; i++)
        text_add_format(&text, "%04d", i);
    assert_int_equal(text.length, 40000);
    assert_memory_equal(text_bytes(&text) + 4936, "1234", 4);
    assert_int_equal(strlen(text_bytes(&text)), 40000);
    text_clear(&text);
}

static void
bytes_are_inserted_and_removed_in_the_middle(void **state)
{
    struct text text = {0};

    (void)state;
    text_add(&text, "abef");
    text_insert(&text, 2, "cd", 2);
    assert_string_equal(text_bytes(&text), "abcdef");
    text_insert(&text, 99, "g", 1);
    text_insert(&text, 0, "", 0);
    assert_string_equal(text_bytes(&text), "abcdefg");
    text_remove(&text, 1, 2);
    assert_string_equal(text_bytes(&text), "adefg");
    text_remove(&text, 3, 100);
    text_remove(&text, 100, 1);
    assert_string_equal(text_bytes(&text), "ade");
    text_truncate(&text, 1);
    text_truncate(&text, 9);
    assert_string_equal(text_bytes(&text), "a");
    text_clear(&text);
}

static void
a_taken_string_leaves_an_empty_text(void **state)
{
    struct text text = {0};

    (void)state;
    text_add(&text, "mine");
    char *taken = text_take(&text);
    assert_string_equal(taken, "mine");
    assert_string_equal(text_bytes(&text), "");
    text_add(&text, "next");
    assert_string_equal(taken, "mine");
    memory_free(taken);
    text_clear(&text);
}

static void
a_copy_that_does_not_fit_is_cut_at_a_character(void **state)
{
    char copy[6];

    (void)state;
    assert_true(text_copy(copy, sizeof copy, "five5"));
    assert_string_equal(copy, "five5");
    assert_false(text_copy(copy, sizeof copy, "sixsix"));
    assert_string_equal(copy, "sixsi");
    assert_false(text_copy(copy, sizeof copy, "abc\xE2\x82\xAC"));
    assert_string_equal(copy, "abc");
    assert_true(text_copy(copy, sizeof copy, "ab\xE2\x82\xAC"));
    assert_string_equal(copy, "ab\xE2\x82\xAC");
    assert_true(text_copy(copy, 1, ""));
    assert_false(text_copy(copy, 1, "x"));
    assert_string_equal(copy, "");
}

static void
null_equals_only_null(void **state)
{
    (void)state;
    assert_true(text_equals(NULL, NULL));
    assert_false(text_equals(NULL, ""));
    assert_false(text_equals("", NULL));
    assert_true(text_equals("ada", "ada"));
    assert_false(text_equals("ada", "adam"));
    assert_true(text_starts("board 3", "board "));
    assert_false(text_starts("boa", "board "));
}

static void
a_number_is_whole_and_within_its_bounds(void **state)
{
    static const char *const wrong[] = {"", "-", "+1", " 1", "1 ", "0x1", "1.0",
        "9223372036854775808", "-9223372036854775809", "--1",
        "99999999999999999999"};
    int64_t number = 7;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(text_number(wrong[i], INT64_MIN, INT64_MAX, &number));
    assert_int_equal(number, 7);
    assert_true(text_number("9223372036854775807", 0, INT64_MAX, &number));
    assert_true(number == INT64_MAX);
    assert_true(
        text_number("-9223372036854775808", INT64_MIN, INT64_MAX, &number));
    assert_true(number == INT64_MIN);
    assert_true(text_number("007", 7, 7, &number));
    assert_false(text_number("8", 1, 7, &number));
    assert_false(text_number("0", 1, 7, &number));
    assert_int_equal(number, 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_reads_as_an_empty_string),
        cmocka_unit_test(what_is_added_stands_in_order),
        cmocka_unit_test(a_text_grows_past_any_capacity),
        cmocka_unit_test(bytes_are_inserted_and_removed_in_the_middle),
        cmocka_unit_test(a_taken_string_leaves_an_empty_text),
        cmocka_unit_test(a_copy_that_does_not_fit_is_cut_at_a_character),
        cmocka_unit_test(null_equals_only_null),
        cmocka_unit_test(a_number_is_whole_and_within_its_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
