/* Rhythm: words and days. */

#include <string.h>

#include "base/clock.h"
#include "model/rhythm.h"
#include "support/support.h"

static struct rhythm
rhythm_of(const char *words)
{
    struct rhythm rhythm = {0};

    assert_int_equal(rhythm_read(words, &rhythm), STATUS_OK);
    return rhythm;
}

static void
words_are_read_and_written_alike(void **state)
{
    (void)state;
    static const char *const all[] = {"never", "once", "daily", "weekly",
        "monthly", "thu", "mon,wed,fri", "sun,sat", "monthly tue",
        "sun,mon,tue,wed,thu,fri,sat"};
    static const char *const wrong[] = {"", "often", "mon,", ",mon", "mon,mon",
        "monday", "Mon", "monthly mon,tue", "monthly ", "weekly ", "mon wed",
        "daily mon"};
    char words[RHYTHM_BYTES];
    struct rhythm rhythm;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        rhythm = rhythm_of(all[i]);
        rhythm_words(&rhythm, words);
        assert_string_equal(words, all[i]);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(rhythm_read(wrong[i], &rhythm), STATUS_INVALID);
    rhythm = rhythm_of("weekly thu");
    rhythm_words(&rhythm, words);
    assert_string_equal(words, "thu");
    rhythm = rhythm_of("weekly mon");
    rhythm_words(&rhythm, words);
    assert_string_equal(words, "weekly");
    rhythm = rhythm_of("mon,tue,wed,thu,fri");
    rhythm_words(&rhythm, words);
    assert_string_equal(words, "daily");
}

/* The days of November 2026, which begins on a Sunday, as "x" and ".". */
static void
expect_november(const char *words, const char *days)
{
    struct rhythm rhythm = rhythm_of(words);
    char date[11];

    for (int day = 0; day < 30; day++) {
        assert_int_equal(date_add("2026-11-01", day, date), STATUS_OK);
        if (rhythm_has(&rhythm, date) != (days[day] == 'x'))
            fail_msg("%s on %s", words, date);
    }
}

static void
it_has_its_days(void **state)
{
    (void)state;
    expect_november("daily", ".xxxxx..xxxxx..xxxxx..xxxxx..x");
    expect_november("weekly", ".x......x......x......x......x");
    expect_november("sun,sat", "x.....xx.....xx.....xx.....xx.");
    expect_november("monthly", ".x............................");
    expect_november("monthly sat", "......x.......................");
    expect_november("never", "..............................");
}

static void
a_window_lasts_until_the_next(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int hours;
    } cases[] = {{"daily", 24}, {"mon,thu", 24}, {"weekly", 168}, {"thu", 168},
        {"monthly", 744}, {"once", 168}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rhythm rhythm = rhythm_of(cases[i].words);

        assert_int_equal(rhythm_window_hours(&rhythm, 24), cases[i].hours);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_read_and_written_alike),
        cmocka_unit_test(it_has_its_days),
        cmocka_unit_test(a_window_lasts_until_the_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
