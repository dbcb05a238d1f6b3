/* Notice: counts down in hours, minutes, seconds; wakes when it changes. */

#include "support/support.h"
#include "ui/notice.h"

static void
assert_words(const struct notice *notice, int64_t now, const char *wanted)
{
    struct text words = {0};

    notice_words(notice, now, &words);
    assert_string_equal(text_bytes(&words), wanted);
    text_clear(&words);
}

static void
it_counts_down_in_hours_then_minutes_then_seconds(void **state)
{
    (void)state;
    struct notice notice;

    notice_set(&notice, 3 * 3600, "new disk", 1000);
    assert_words(&notice, 1000, "The site goes down in 3 h: new disk");
    assert_words(&notice, 1001 + 3600 * 1000,
        "The site goes down in 120 min: new disk");
    notice_set(&notice, 600, "new disk", 0);
    assert_words(&notice, 0, "The site goes down in 10 min: new disk");
    assert_words(&notice, 1, "The site goes down in 10 min: new disk");
    assert_words(&notice, 60000, "The site goes down in 9 min: new disk");
    assert_words(&notice, 539999, "The site goes down in 2 min: new disk");
    assert_words(&notice, 540000, "The site goes down in 60 s: new disk");
    assert_words(&notice, 599500, "The site goes down in 1 s: new disk");
    assert_words(&notice, 700000, "The site goes down in 0 s: new disk");
}

/* A screen that sleeps until then has the right words at any moment. */
static void
it_wakes_whenever_the_words_change(void **state)
{
    (void)state;
    struct notice notice;
    int64_t now = 0;
    int changes = 0;

    notice_set(&notice, 7300, "x", 0);
    for (int64_t wait; (wait = notice_wait(&notice, now)) >= 0; changes++) {
        struct text before = {0}, last = {0}, after = {0};

        assert_true(wait > 0);
        notice_words(&notice, now, &before);
        notice_words(&notice, now + wait - 1, &last);
        notice_words(&notice, now + wait, &after);
        assert_string_equal(text_bytes(&before), text_bytes(&last));
        if (now > 0)
            assert_string_not_equal(text_bytes(&before), text_bytes(&after));
        now += wait;
        text_clear(&before);
        text_clear(&last);
        text_clear(&after);
    }
    assert_int_equal(now, 7300 * 1000);
    assert_in_range(changes, 60 + 118, 60 + 122);
}

static void
one_that_is_called_off_says_so_and_waits_for_nothing(void **state)
{
    (void)state;
    struct notice notice;

    notice_set(&notice, -1, "", 0);
    assert_words(&notice, 0, "The site stays up after all");
    assert_int_equal(notice_wait(&notice, 0), -1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_counts_down_in_hours_then_minutes_then_seconds),
        cmocka_unit_test(it_wakes_whenever_the_words_change),
        cmocka_unit_test(one_that_is_called_off_says_so_and_waits_for_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
