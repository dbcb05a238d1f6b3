/* Statuses: their names, exit statuses and reasons. */

#include <string.h>

#include "base/status.h"
#include "support/support.h"

static void
every_status_has_a_name_and_an_exit_status(void **state)
{
    (void)state;
    assert_string_equal(status_name(STATUS_OK), "ok");
    assert_string_equal(status_name(STATUS_NOT_FOUND), "not found");
    assert_string_equal(status_name(STATUS_FAILED), "failed");
    assert_string_equal(status_name((enum status)99), "unknown");
    assert_int_equal(status_exit(STATUS_OK), 0);
    assert_int_equal(status_exit(STATUS_INVALID), 65);
    assert_int_equal(status_exit(STATUS_NOT_FOUND), 66);
    assert_int_equal(status_exit(STATUS_FAILED), 69);
    assert_int_equal(status_exit(STATUS_AGAIN), 75);
    assert_int_equal(status_exit(STATUS_FORBIDDEN), 77);
}

static void
a_refusal_keeps_its_reason(void **state)
{
    (void)state;
    assert_int_equal(refuse(STATUS_NOT_FOUND, "no board %s", "cats"),
        STATUS_NOT_FOUND);
    assert_string_equal(reason(), "no board cats");
    assert_int_equal(refuse(STATUS_INVALID, "again, after: %s", reason()),
        STATUS_INVALID);
    assert_string_equal(reason(), "again, after: no board cats");
    reason_clear();
    assert_string_equal(reason(), "");
}

static void
a_reason_is_one_clean_line(void **state)
{
    (void)state;
    assert_int_equal(refuse(STATUS_INVALID, "no \033[31mboard\n%s",
                         "\xE2\x80\xAE\xFF"),
        STATUS_INVALID);
    assert_string_equal(reason(), "no [31mboard \xEF\xBF\xBD");
}

static void
a_long_reason_is_cut_at_a_character(void **state)
{
    char longest[600] = "";

    (void)state;
    for (size_t i = 0; i < 150; i++)
        memcpy(longest + i * 3, "\xE2\x82\xAC", 3);
    assert_int_equal(refuse(STATUS_FULL, "%s", longest), STATUS_FULL);
    assert_int_equal(strlen(reason()), 255);
    assert_memory_equal(reason(), longest, 255);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_a_name_and_an_exit_status),
        cmocka_unit_test(a_refusal_keeps_its_reason),
        cmocka_unit_test(a_reason_is_one_clean_line),
        cmocka_unit_test(a_long_reason_is_cut_at_a_character),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
