/* Each civil day begins once in every zone, however its clocks are set. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "support/support.h"

#define FOLDER "/usr/share/zoneinfo/"
#define HOUR   INT64_C(3600)
#define FROM   INT64_C(1104537600) /* 2005 */
#define UNTIL  INT64_C(1893456000) /* 2030 */

enum {
    HEADER_BYTES = 44,
    FILE_BYTES = 65536,
    TRANSITIONS_MOST = 2000
};

/* ---- When a zone's clocks are set (RFC 8536) ---------------------------- */

static int64_t
big_endian(const unsigned char *bytes, size_t count)
{
    uint64_t number = 0;

    for (size_t i = 0; i < count; i++)
        number = number << 8 | bytes[i];
    return (int64_t)number;
}

/* The bytes of a block of data, whose moments have so many bytes each. */
static size_t
block_bytes(const unsigned char *header, size_t moment)
{
    size_t count[6];

    for (size_t i = 0; i < 6; i++)
        count[i] = (size_t)big_endian(header + 20 + 4 * i, 4);
    return count[3] * (moment + 1) + count[4] * 6 + count[5] +
           count[2] * (moment + 4) + count[1] + count[0];
}

static int
read_transitions(const char *zone, int64_t at[TRANSITIONS_MOST])
{
    static unsigned char bytes[FILE_BYTES];
    char path[200];
    int found = 0;

    snprintf(path, sizeof path, FOLDER "%s", zone);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);

    const unsigned char *header = bytes + HEADER_BYTES + block_bytes(bytes, 4);
    assert_true(header + HEADER_BYTES < bytes + count);
    assert_memory_equal(header, "TZif", 4);
    int64_t all = big_endian(header + 32, 4);
    assert_true(all < TRANSITIONS_MOST);
    for (int64_t i = 0; i < all; i++) {
        int64_t moment = big_endian(header + HEADER_BYTES + 8 * i, 8);

        if (moment >= FROM && moment < UNTIL)
            at[found++] = moment;
    }
    return found;
}

/* ---- What must hold ----------------------------------------------------- */

static void
assert_begins_once(const char *zone, const char *date)
{
    char before[11];
    char after[11];
    int64_t at;

    assert_int_equal(clock_instant(date, 0, zone, &at), STATUS_OK);
    date_begun(at - 1, zone, before);
    date_begun(at, zone, after);
    if (strcmp(before, date) >= 0 || strcmp(after, date) < 0)
        fail_msg("%s, %s: %s, then %s", zone, date, before, after);
}

static void
assert_days_go_on(const char *zone, int64_t transition)
{
    char last[11] = "";
    char day[11];

    for (int64_t at = transition - 30 * HOUR; at <= transition + 30 * HOUR;
         at += HOUR / 2) {
        date_begun(at, zone, day);
        if (strcmp(day, last) < 0)
            fail_msg("%s: %s after %s at %lld", zone, day, last, (long long)at);
        if (strcmp(day, last) > 0)
            assert_begins_once(zone, day);
        strcpy(last, day);
    }
}

static void
every_day_begins_once_in_every_zone(void **state)
{
    (void)state;
    static int64_t transitions[TRANSITIONS_MOST];
    FILE *list = fopen(FOLDER "zone.tab", "r");
    char line[200];
    char zone[64];
    int zones = 0;

    assert_non_null(list);
    while (fgets(line, sizeof line, list) != NULL) {
        if (line[0] == '#' || sscanf(line, "%*s %*s %63s", zone) != 1)
            continue;
        int count = read_transitions(zone, transitions);
        for (int i = 0; i < count; i++)
            assert_days_go_on(zone, transitions[i]);
        zones++;
    }
    fclose(list);
    assert_true(zones > 300);
}

/* The days that are odd: midnight left out, and set back over midnight, by as
 * much as three hours; a day that never was. */
static void
odd_days_are_no_exception(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        const char *date;
        int64_t begins_at;
    } odd[] = {
        {"America/Sao_Paulo", "2018-11-04", 1541300400}, /* at 01:00 */
        {"Asia/Gaza", "2014-03-28", 1395957600},         /* at 01:00 */
        {"Africa/Cairo", "2023-04-28", 1682632800},      /* at 01:00 */
        {"Asia/Beirut", "2019-03-31", 1553983200},       /* at 01:00 */
        {"Pacific/Apia", "2011-12-30", 1325239200},      /* never was */
        {"Pacific/Apia", "2011-12-31", 1325239200},
        {"America/St_Johns", "2010-11-07", 1289097000}, /* back at 00:01 */
        {"Antarctica/Casey", "2010-03-05", 1267707600}, /* 02:00 to 23:00 */
        {"Africa/Cairo", "2023-10-27", 1698357600},     /* back at 24:00 */
        {"America/Sao_Paulo", "2018-02-18", 1518922800},
        {"Pacific/Kiritimati", "2026-12-01", 1796032800},
    };

    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        int64_t at = 0;

        assert_int_equal(clock_instant(odd[i].date, 0, odd[i].zone, &at),
            STATUS_OK);
        if (at != odd[i].begins_at)
            fail_msg("%s in %s begins at %lld", odd[i].date, odd[i].zone,
                (long long)at);
        assert_begins_once(odd[i].zone, odd[i].date);
    }
}

/* Set back from 00:01 to 23:01: the day has begun, and stays. */
static void
a_day_that_has_begun_stays_begun(void **state)
{
    (void)state;
    const char *const zone = "America/St_Johns";
    const int64_t midnight = 1289097000;
    char shown[11];
    char begun[11];

    date_of(midnight + 1800, zone, shown);
    date_begun(midnight + 1800, zone, begun);
    assert_string_equal(shown, "2010-11-06");
    assert_string_equal(begun, "2010-11-07");
    date_begun(midnight - 1, zone, begun);
    assert_string_equal(begun, "2010-11-06");
    date_begun(midnight + 24 * HOUR, zone, begun);
    assert_string_equal(begun, "2010-11-07");
    date_begun(midnight + 25 * HOUR, zone, begun);
    assert_string_equal(begun, "2010-11-08");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_begins_once_in_every_zone),
        cmocka_unit_test(odd_days_are_no_exception),
        cmocka_unit_test(a_day_that_has_begun_stays_begun),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
