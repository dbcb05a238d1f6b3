/* What opening a question costs the keeper: ten thousand members of one
 * program, in twelve zones. Prints "name milliseconds" lines. */

#include "board.h"

#include <stdio.h>

#include "base/clock.h"
#include "board/asking.h"
#include "board/enrolling.h"
#include "board/filling.h"
#include "board/reading.h"
#include "crowd/figures.h"

static const char *const zones[] = {"Pacific/Auckland", "Pacific/Marquesas",
    "Africa/Casablanca", "Asia/Amman", "America/Nuuk", "Africa/Cairo",
    "Europe/London", "America/New_York", "Australia/Sydney", "America/Santiago",
    "Asia/Tokyo", "Asia/Kathmandu"};

enum {
    ZONES = sizeof zones / sizeof *zones,
    DAYS = 20,
    WINDOW_HOURS = 744
};

static void
make_site(void)
{
    int64_t id;

    for (int i = 0; i < ZONES; i++) {
        char region[20];
        char cohort[20];

        snprintf(region, sizeof region, "region-%d", i);
        snprintf(cohort, sizeof cohort, "cohort-%d", i);
        must(enrolling_add_region(&operating, region, NULL, zones[i]));
        board_add_cohort(cohort, region);
    }
    must(enrolling_add_person(&operating, "mara", "Mara", NULL, &id));
    must(enrolling_add_member(&operating, "mara", "cohort-0", "mentor"));
    run("INSERT INTO people (handle, skeleton, name, region_id, created_at) "
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
        "WHERE i < 10000) SELECT 'x' || i, 'x' || i, 'X ' || i, 1 + i % 12, 0 "
        "FROM n");
    run("INSERT INTO members (person_id, cohort_id, role, joined_at) "
        "SELECT id, region_id, 'learner', 0 FROM people WHERE handle <> "
        "'mara'");
}

static double
keep_minute(int expected)
{
    int filled;
    int opened;
    double from = milliseconds();

    must(filling_due(&operating, &filled));
    must(asking_open_due(&operating, &opened));
    if (opened != expected)
        fprintf(stderr, "opened %d, not %d\n", opened, expected);
    return milliseconds() - from;
}

/* usage: opening_bench NEW.db */
int
main(int argc, char **argv)
{
    struct board board;
    char date[11];
    double most = 0;
    double sum = 0;
    double idle = 0;

    if (argc != 2)
        return 64;
    board_begin(argv[1]);
    make_site();
    must(reading_board(&operating, "big-all", &board));
    for (int day = DAYS; day > 0; day--) {
        struct ask ask = {.body = date,
            .asks_on = date,
            .window_hours = WINDOW_HOURS};
        int64_t id;

        date_of(clock_now() - (int64_t)day * 86400, "UTC", date);
        must(asking_add(&operating, board.id, &ask, &id));
        double took = keep_minute(1);
        sum += took;
        most = took > most ? took : most;
        idle += keep_minute(0);
    }
    printf("open_mean %.1f\nopen_most %.1f\nidle_minute_mean %.1f\n",
        sum / DAYS, most, idle / DAYS);
    board_end();
    return 0;
}
