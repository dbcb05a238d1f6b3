/* What opening a question costs the keeper: ten thousand members of one
 * program, in twelve zones. Prints "name milliseconds" lines. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "board/asking.h"
#include "board/enrolling.h"
#include "board/filling.h"
#include "board/reading.h"
#include "config/config.h"
#include "store/store.h"

static const char *const zones[] = {"Pacific/Auckland", "Pacific/Marquesas",
    "Africa/Casablanca", "Asia/Amman", "America/Nuuk", "Africa/Cairo",
    "Europe/London", "America/New_York", "Australia/Sydney", "America/Santiago",
    "Asia/Tokyo", "Asia/Kathmandu"};

enum {
    ZONES = sizeof zones / sizeof *zones,
    DAYS = 20,
    WINDOW_HOURS = 744
};

static struct store *store;
static struct viewer operating;

static double
milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
must(enum status status)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "opening_bench: %s\n", reason());
    exit(1);
}

static void
run(const char *sql)
{
    must(query_run(store_query(store, sql)));
}

static void
make_site(void)
{
    int64_t id;

    must(enrolling_add_program(&operating, "big", "Big", "instructor-led"));
    for (int i = 0; i < ZONES; i++) {
        char region[20];
        char cohort[20];

        snprintf(region, sizeof region, "region-%d", i);
        snprintf(cohort, sizeof cohort, "cohort-%d", i);
        must(enrolling_add_region(&operating, region, NULL, zones[i]));
        must(enrolling_add_cohort(&operating,
            &(struct cohort_terms){.slug = cohort,
                .program = "big",
                .region = region,
                .intake = "all",
                .starts_on = "2020-01-06",
                .ends_on = "2099-12-31"}));
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
    struct settings settings = {0};
    struct board board;
    char date[11];
    double most = 0;
    double sum = 0;
    double idle = 0;

    if (argc != 2)
        return 64;
    config_defaults("/", &settings);
    config_use(&settings);
    must(store_open(argv[1], STORE_CREATE, &store));
    viewer_open_operator(&operating, store);
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
    viewer_clear(&operating);
    store_close(store);
    return 0;
}
