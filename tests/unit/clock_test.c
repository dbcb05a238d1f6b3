/* Clock: zones with odd offsets, gaps, repeats; dates; how moments read. */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/span.h"
#include "support/support.h"

#define MINUTE INT64_C(60)
#define HOUR   INT64_C(3600)
#define DAY    INT64_C(86400)

static int64_t
at_utc(const char *date, int hour, int minute)
{
    int64_t at = 0;

    assert_int_equal(clock_instant(date, hour * 60 + minute, "UTC", &at),
        STATUS_OK);
    return at;
}

/* Where the wall clock of a zone stands at a moment of UTC. */
static void
assert_shows(int64_t at, const char *zone, const char *date, int minute)
{
    struct civil civil;
    char shown[11];

    clock_civil(at, zone, &civil);
    date_of(at, zone, shown);
    assert_string_equal(shown, date);
    assert_int_equal(civil.hour * 60 + civil.minute, minute);
    assert_int_equal(civil.weekday, date_weekday(date));
}

static void
a_zone_left_out_is_utc_wherever_the_machine_is(void **state)
{
    int64_t noon = at_utc("2026-01-15", 12, 0);

    (void)state;
    assert_shows(noon, "", "2026-01-15", 12 * 60);
    assert_shows(noon, NULL, "2026-01-15", 12 * 60);
}

static void
the_test_clock_sets_the_time_and_runs_on(void **state)
{
    (void)state;
#ifdef HOMEROOM_TEST_CLOCK
    int64_t now = clock_now();

    assert_true(now >= 1790000000 && now < 1790000100);
#else
    assert_true(llabs(clock_now() - (int64_t)time(NULL)) <= 1);
#endif
    int64_t ticks = clock_ticks();
    struct timespec pause = {.tv_nsec = 3000000};
    nanosleep(&pause, NULL);
    assert_true(clock_ticks() >= ticks + 3);
}

static void
only_zones_of_the_machine_are_known(void **state)
{
    static const char *const unknown[] = {"", "EMEA", "../../../etc/passwd",
        "/usr/share/zoneinfo/Europe/Paris", "Europe/", "Europe", "zone.tab",
        "zone1970.tab", "tzdata.zi", "Europe/Paris\n", "Europe/Paris;rm",
        ":Europe/Paris", "right/Europe/Paris", "leapseconds", "CET-1CEST,M3",
        "Europe//Parisx"};

    (void)state;
    assert_true(zone_is_known("UTC"));
    assert_true(zone_is_known("Europe/Paris"));
    assert_true(zone_is_known("America/Argentina/Buenos_Aires"));
    assert_true(zone_is_known("Etc/GMT+5"));
    assert_false(zone_is_known(NULL));
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        assert_false(zone_is_known(unknown[i]));
}

static void
odd_offsets_show_right(void **state)
{
    int64_t noon = at_utc("2026-01-15", 12, 0);

    (void)state;
    assert_shows(noon, "UTC", "2026-01-15", 12 * 60);
    assert_shows(noon, "Pacific/Chatham", "2026-01-16", 1 * 60 + 45);
    assert_shows(noon, "Pacific/Marquesas", "2026-01-15", 2 * 60 + 30);
    assert_shows(noon, "Asia/Kathmandu", "2026-01-15", 17 * 60 + 45);
    assert_shows(noon, "Pacific/Kiritimati", "2026-01-16", 2 * 60);
    assert_shows(noon, "Nowhere/Atlantis", "2026-01-15", 12 * 60);
    assert_shows(noon, "Pacific/Chatham", "2026-01-16", 1 * 60 + 45);
}

static void
assert_opens(const char *date, int hour, int minute, const char *zone,
    int64_t expected)
{
    int64_t at = 0;

    assert_int_equal(clock_instant(date, hour * 60 + minute, zone, &at),
        STATUS_OK);
    assert_int_equal(at, expected);
}

static void
an_instant_is_found_in_every_zone(void **state)
{
    (void)state;
    assert_opens("2026-11-23", 8, 0, "Pacific/Chatham",
        at_utc("2026-11-22", 18, 15));
    assert_opens("2026-11-23", 8, 0, "Pacific/Marquesas",
        at_utc("2026-11-23", 17, 30));
    assert_opens("2026-11-23", 8, 0, "Asia/Tokyo", at_utc("2026-11-22", 23, 0));
    assert_opens("2026-11-23", 0, 0, "Pacific/Kiritimati",
        at_utc("2026-11-22", 10, 0));
    assert_opens("2026-11-23", 23, 59, "Pacific/Pago_Pago",
        at_utc("2026-11-24", 10, 59));
    assert_opens("2040-07-01", 8, 0, "Europe/Paris",
        at_utc("2040-07-01", 6, 0));
}

static void
a_skipped_minute_opens_at_the_next_valid_one(void **state)
{
    int64_t paris = at_utc("2026-03-29", 1, 0);
    int64_t chatham = at_utc("2026-09-26", 14, 0);

    (void)state;
    assert_opens("2026-03-29", 1, 59, "Europe/Paris", paris - MINUTE);
    assert_opens("2026-03-29", 2, 0, "Europe/Paris", paris);
    assert_opens("2026-03-29", 2, 30, "Europe/Paris", paris);
    assert_opens("2026-03-29", 2, 59, "Europe/Paris", paris);
    assert_opens("2026-03-29", 3, 0, "Europe/Paris", paris);
    assert_opens("2026-03-29", 3, 1, "Europe/Paris", paris + MINUTE);
    assert_opens("2026-09-27", 3, 15, "Pacific/Chatham", chatham);
}

static void
a_repeated_minute_opens_the_first_time(void **state)
{
    int64_t new_york = at_utc("2026-11-01", 5, 0);

    (void)state;
    assert_opens("2026-11-01", 0, 59, "America/New_York", new_york - MINUTE);
    assert_opens("2026-11-01", 1, 0, "America/New_York", new_york);
    assert_opens("2026-11-01", 1, 30, "America/New_York",
        new_york + 30 * MINUTE);
    assert_opens("2026-11-01", 2, 0, "America/New_York", new_york + 2 * HOUR);
}

static void
half_an_hour_of_summer_time_is_half_an_hour(void **state)
{
    int64_t spring = at_utc("2026-10-03", 15, 30);
    int64_t autumn = at_utc("2026-04-04", 14, 30);

    (void)state;
    assert_opens("2026-10-04", 1, 59, "Australia/Lord_Howe", spring - MINUTE);
    assert_opens("2026-10-04", 2, 15, "Australia/Lord_Howe", spring);
    assert_opens("2026-10-04", 2, 30, "Australia/Lord_Howe", spring);
    assert_opens("2026-04-05", 1, 30, "Australia/Lord_Howe", autumn);
    assert_opens("2026-04-05", 1, 45, "Australia/Lord_Howe",
        autumn + 15 * MINUTE);
    assert_opens("2026-04-05", 2, 0, "Australia/Lord_Howe", autumn + HOUR);
}

static void
a_date_that_a_zone_skipped_opens_on_the_next(void **state)
{
    int64_t jump = at_utc("2011-12-30", 10, 0);

    (void)state;
    assert_opens("2011-12-29", 23, 59, "Pacific/Apia", jump - MINUTE);
    assert_opens("2011-12-30", 0, 0, "Pacific/Apia", jump);
    assert_opens("2011-12-30", 8, 0, "Pacific/Apia", jump);
    assert_opens("2011-12-30", 23, 59, "Pacific/Apia", jump);
    assert_opens("2011-12-31", 0, 0, "Pacific/Apia", jump);
    assert_opens("2011-12-31", 8, 0, "Pacific/Apia", jump + 8 * HOUR);
    assert_shows(jump - 1, "Pacific/Apia", "2011-12-29", 23 * 60 + 59);
    assert_shows(jump, "Pacific/Apia", "2011-12-31", 0);
}

static void
every_minute_of_a_year_comes_back_in_its_zone(void **state)
{
    static const char *const zones[] = {"Pacific/Chatham", "America/St_Johns",
        "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago"};
    char date[11];
    int64_t at = 0;
    int64_t before = INT64_MIN;

    (void)state;
    for (size_t z = 0; z < sizeof zones / sizeof zones[0]; z++) {
        before = INT64_MIN;
        for (int day = 0; day < 366; day++) {
            struct civil civil;
            int minute = day * 37 % 1440;

            assert_int_equal(date_add("2026-01-01", day, date), STATUS_OK);
            assert_int_equal(clock_instant(date, minute, zones[z], &at),
                STATUS_OK);
            assert_true(at > before);
            before = at;
            clock_civil(at, zones[z], &civil);
            int shown = civil.hour * 60 + civil.minute;
            assert_true(shown >= minute && shown <= minute + 60);
        }
    }
}

static void
what_is_no_date_is_refused(void **state)
{
    static const char *const wrong[] = {"", "2026-02-29", "2026-13-01",
        "2026-00-10", "2026-04-31", "2026-1-1", "2026-01-01 ", "26-01-01",
        "2026/01/01", "0000-01-01", "1900-02-29", "-001-01-01", "2026-01-0x"};
    int64_t at = 5;
    char moved[11];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(date_is_valid(wrong[i]));
        assert_int_equal(clock_instant(wrong[i], 0, "UTC", &at),
            STATUS_INVALID);
        assert_int_equal(date_add(wrong[i], 1, moved), STATUS_INVALID);
    }
    assert_int_equal(clock_instant("2026-01-01", 1440, "UTC", &at),
        STATUS_INVALID);
    assert_int_equal(clock_instant("2026-01-01", -1, "UTC", &at),
        STATUS_INVALID);
    assert_int_equal(at, 5);
    assert_int_equal(date_add("9999-12-31", 1, moved), STATUS_INVALID);
    assert_int_equal(date_add("0001-01-01", -1, moved), STATUS_INVALID);
}

static void
dates_are_counted_across_leap_years(void **state)
{
    char moved[11];

    (void)state;
    assert_true(date_is_valid("2024-02-29"));
    assert_true(date_is_valid("2000-02-29"));
    assert_int_equal(date_add("2024-02-28", 1, moved), STATUS_OK);
    assert_string_equal(moved, "2024-02-29");
    assert_int_equal(date_add("2026-01-01", -1, moved), STATUS_OK);
    assert_string_equal(moved, "2025-12-31");
    assert_int_equal(date_weekday("2026-11-23"), 1);
    assert_int_equal(date_weekday("1969-12-31"), 3);
    assert_int_equal(date_weekday("0001-01-01"), 1);
}

static void
moments_are_apart_either_way(void **state)
{
    (void)state;
    assert_int_equal(moment_apart(7, 7), 0);
    assert_int_equal(moment_apart(7, 10), 3);
    assert_int_equal(moment_apart(10, 7), 3);
    assert_int_equal(moment_apart(-DAY, DAY), 2 * DAY);
    assert_true(moment_apart(INT64_MIN, INT64_MAX) == INT64_MAX);
    assert_true(moment_apart(INT64_MIN, 1) == INT64_MAX);
    assert_true(moment_apart(INT64_MAX, -1) == INT64_MAX);
}

static void
assert_short(int64_t at, int64_t now, const char *expected)
{
    char shown[12];

    moment_short(at, now, "Europe/Paris", shown, sizeof shown);
    assert_string_equal(shown, expected);
}

static void
moments_read_relative_under_a_week(void **state)
{
    int64_t now = at_utc("2026-11-23", 12, 0);

    (void)state;
    assert_short(now, now, "now");
    assert_short(now + HOUR, now, "now");
    assert_short(now - 59, now, "now");
    assert_short(now - MINUTE, now, "1m");
    assert_short(now - 59 * MINUTE, now, "59m");
    assert_short(now - HOUR, now, "1h");
    assert_short(now - 23 * HOUR, now, "23h");
    assert_short(now - DAY, now, "1d");
    assert_short(now - 7 * DAY + 1, now, "6d");
    assert_short(now - 7 * DAY, now, "16 Nov");
    assert_short(at_utc("2024-12-12", 12, 0), now, "12 Dec 2024");
    assert_short(at_utc("2025-12-31", 23, 30), now, "1 Jan");
    assert_short(at_utc("2025-12-31", 22, 30), now, "31 Dec 2025");
}

static void
assert_long(int64_t at, int64_t now, const char *expected)
{
    char shown[32];

    moment_long(at, now, "Asia/Kathmandu", shown, sizeof shown);
    assert_string_equal(shown, expected);
}

static void
moments_read_long_in_the_readers_zone(void **state)
{
    int64_t now = at_utc("2026-11-23", 12, 0);

    (void)state;
    assert_long(now, now, "Mon 17:45");
    assert_long(now + DAY, now, "Tue 17:45");
    assert_long(now - 8 * DAY, now, "15 Nov 17:45");
    assert_long(at_utc("2024-10-12", 5, 35), now, "12 Oct 2024 11:20");
}

static void
assert_lasts(int64_t seconds, const char *expected)
{
    char shown[32];

    duration_short(seconds, shown, sizeof shown);
    assert_string_equal(shown, expected);
}

static void
durations_carry_their_unit(void **state)
{
    (void)state;
    assert_lasts(-5, "0 min");
    assert_lasts(1, "1 min");
    assert_lasts(25 * MINUTE + 59, "25 min");
    assert_lasts(6 * HOUR, "6 h");
    assert_lasts(26 * HOUR, "26 h");
    assert_lasts(2 * DAY, "2 d");
    assert_lasts(30 * DAY, "30 d");
}

static void
spans_are_read_by_their_unit(void **state)
{
    static const char *const wrong[] = {"", "m", "10", "10 m", "-1m", "-0s",
        "8d", "10w", "1h30m", "0x1s", "00000000000000001m"};
    int64_t seconds = 0;

    (void)state;
    assert_true(span_read("90s", 7 * DAY, &seconds) && seconds == 90);
    assert_true(span_read("10m", 7 * DAY, &seconds) && seconds == 600);
    assert_true(span_read("2h", 7 * DAY, &seconds) && seconds == 2 * HOUR);
    assert_true(span_read("7d", 7 * DAY, &seconds) && seconds == 7 * DAY);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(span_read(wrong[i], 7 * DAY, &seconds));
    assert_int_equal(seconds, 7 * DAY);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zone_left_out_is_utc_wherever_the_machine_is),
        cmocka_unit_test(the_test_clock_sets_the_time_and_runs_on),
        cmocka_unit_test(only_zones_of_the_machine_are_known),
        cmocka_unit_test(odd_offsets_show_right),
        cmocka_unit_test(an_instant_is_found_in_every_zone),
        cmocka_unit_test(a_skipped_minute_opens_at_the_next_valid_one),
        cmocka_unit_test(a_repeated_minute_opens_the_first_time),
        cmocka_unit_test(half_an_hour_of_summer_time_is_half_an_hour),
        cmocka_unit_test(a_date_that_a_zone_skipped_opens_on_the_next),
        cmocka_unit_test(every_minute_of_a_year_comes_back_in_its_zone),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(dates_are_counted_across_leap_years),
        cmocka_unit_test(moments_read_relative_under_a_week),
        cmocka_unit_test(moments_are_apart_either_way),
        cmocka_unit_test(moments_read_long_in_the_readers_zone),
        cmocka_unit_test(durations_carry_their_unit),
        cmocka_unit_test(spans_are_read_by_their_unit),
    };

    setenv("HOMEROOM_CLOCK", "1790000000", 1);
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
