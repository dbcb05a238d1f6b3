/* Places: where a view is, as text. */

#include <string.h>

#include "support/support.h"
#include "ui/place.h"

static void
a_place_begins_with_its_number(void **state)
{
    int64_t number = 7;
    (void)state;

    assert_true(place_number("812 post 4", &number));
    assert_int_equal(number, 812);
    assert_false(place_number("", &number));
    assert_false(place_number("post 4", &number));
    assert_false(place_number("0", &number));
    assert_false(place_number("-3", &number));
    assert_false(place_number("99999999999999999999", &number));
    assert_int_equal(number, 812);
}

static void
a_number_follows_its_word(void **state)
{
    int64_t number = 0;
    (void)state;

    assert_true(place_find("thread 812 reply 4 quote", "thread", &number));
    assert_int_equal(number, 812);
    assert_int_equal(place_count("thread 812 reply 4 quote", "reply"), 4);
    assert_int_equal(place_count("thread 812", "reply"), 0);
    assert_int_equal(place_count("thread 812 reply 4294967296", "reply"), 0);
    assert_false(place_find("812 post", "post", &number));
    assert_true(place_has("thread 812 reply 4 quote", "quote"));
    assert_false(place_has("thread 812 reply 4 quoted", "quote"));
}

static void
a_stack_is_taken_line_by_line(void **state)
{
    const char *stack = "home board 3\nthread 812 post 4\nmenu\n";
    struct place_line line;
    (void)state;

    assert_true(place_next(&stack, &line));
    assert_string_equal(line.name, "home");
    assert_string_equal(line.place, "board 3");
    assert_true(place_next(&stack, &line));
    assert_string_equal(line.name, "thread");
    assert_string_equal(line.place, "812 post 4");
    assert_true(place_next(&stack, &line));
    assert_string_equal(line.name, "menu");
    assert_string_equal(line.place, "");
    assert_false(place_next(&stack, &line));
}

static void
a_line_too_long_names_no_view(void **state)
{
    char stack[3 * (size_t)PLACE_LINE_BYTES];
    const char *at = stack;
    struct place_line line;
    (void)state;

    memset(stack, 'x', sizeof stack);
    stack[2 * (size_t)PLACE_LINE_BYTES] = '\n';
    stack[sizeof stack - 1] = '\0';
    assert_true(place_next(&at, &line));
    assert_string_equal(line.name, "");
    assert_true(place_next(&at, &line));
    assert_string_equal(line.name, "");
    assert_false(place_next(&at, &line));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_begins_with_its_number),
        cmocka_unit_test(a_number_follows_its_word),
        cmocka_unit_test(a_stack_is_taken_line_by_line),
        cmocka_unit_test(a_line_too_long_names_no_view),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
