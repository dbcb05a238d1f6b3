/* Resting: who has a holiday is asked on their next working day. */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "board/amending.h"
#include "board/resting.h"
#include "config/config.h"
#include "daemon/site_holidays.h"
#include "support/machine.h"
#include "support/stage.h"

#define PROGRAM "new-hire-autumn-2026"
#define COHORT  "emea-autumn"

enum {
    DAY = 86400,
    HOUR = 3600
};

/* 08:00 on Tuesday 24 November in London, and where it is behind. */
#define TUESDAY (WORLD_NOW + 20 * HOUR)

static struct viewer mara; /* a mentor of EMEA's */
static struct viewer ada;  /* a learner in London */
static struct viewer kofi; /* in New York */

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&mara, "mara");
    stage_seat(&ada, "ada");
    stage_seat(&kofi, "kofi");
    return 0;
}

static void
rest(const struct rest *rows, size_t count)
{
    size_t refused;

    must(resting_keep(&world.operator_viewer, rows, count, &refused));
}

static int64_t
put(const char *board, const char *date)
{
    struct ask ask = {.body = date, .asks_on = date, .asks_minute = -1};
    int64_t id;

    must(asking_add(&mara, world_board(&world, board), &ask, &id));
    return id;
}

static void
keep_minute(int64_t at)
{
    int opened;

    machine_set(at);
    must(asking_open_due(&world.operator_viewer, &opened));
}

static void
expect_open(struct viewer *who, int64_t question_id, int64_t opens_at)
{
    struct panel panel;

    keep_minute(opens_at - 1);
    must_be(asking_panel(who, question_id, &panel), STATUS_NOT_FOUND);
    keep_minute(opens_at);
    must(asking_panel(who, question_id, &panel));
    assert_true(panel.is_open);
    assert_int_equal(panel.opens_at, opens_at);
    assert_int_equal(panel.closes_at, opens_at + DAY);
}

static void
a_holiday_of_ones_region_moves_it_on(void **state)
{
    (void)state;
    static const struct rest rows[] = {{"emea", "2026-11-24", "A day"}};

    rest(rows, 1);
    int64_t id = put(PROGRAM, "2026-11-24");
    expect_open(&kofi, id, TUESDAY + 5 * HOUR);
    expect_open(&ada, id, TUESDAY + DAY);
}

static void
a_long_weekend_ends_on_monday(void **state)
{
    (void)state;
    static const struct rest rows[] = {{"emea", "2026-11-26", ""},
        {"emea", "2026-11-27", ""}, {"emea", "2026-11-30", ""},
        {"emea", "2026-11-30", "again"}, {"amer", "2026-12-01", ""}};

    rest(rows, 5);
    int64_t id = put(COHORT, "2026-11-26");
    expect_open(&ada, id, TUESDAY + 7 * DAY);
}

/* It was locked nowhere while everybody rested. */
static void
a_question_of_a_holiday_opens_nowhere_on_it(void **state)
{
    (void)state;
    static const struct rest rows[] = {{"emea", "2026-11-24", ""}};
    struct question dropped;

    rest(rows, 1);
    int64_t id = put(COHORT, "2026-11-24");
    keep_minute(TUESDAY + HOUR);
    assert_int_equal(talk_number(&world,
                         "SELECT COUNT(thread_id) FROM questions"),
        0);
    must(amending_drop(&mara, id, &dropped));
}

static void
a_newer_one_stands_before_what_was_put_off(void **state)
{
    (void)state;
    static const struct rest rows[] = {{"emea", "2026-11-24", ""}};
    struct panel_list panels;

    rest(rows, 1);
    put(COHORT, "2026-11-24");
    int64_t newer = put(COHORT, "2026-11-25");
    keep_minute(TUESDAY + DAY);
    must(asking_today(&ada, &panels));
    assert_int_equal(panels.count, 1);
    assert_int_equal(panels.rows[0].question.id, newer);
    panel_list_clear(&panels);
}

static void
a_new_file_counts_for_what_has_not_opened(void **state)
{
    (void)state;
    static const struct rest rows[] = {{"emea", "2026-11-25", ""}};
    int64_t id = put(COHORT, "2026-11-25");
    struct panel panel;

    rest(rows, 1);
    expect_open(&ada, id, TUESDAY + 2 * DAY);
    rest(NULL, 0); /* what has opened stays */
    keep_minute(TUESDAY + 2 * DAY + 1);
    must(asking_panel(&ada, id, &panel));
    assert_int_equal(panel.opens_at, TUESDAY + 2 * DAY);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM holidays"), 0);
}

static char path[340];

/* The status of a file with this text, and what was said of its place. */
static enum status
keep_file(const char *text, bool only_checks, const char **why)
{
    struct settings settings;
    size_t count;
    FILE *file;

    snprintf(path, sizeof path, "%s.holidays.csv", world.path);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    settings = *config_current();
    settings.holidays = path;
    enum status status = only_checks ? site_holidays_check(&settings,
                                           &world.operator_viewer, &count)
                                     : site_holidays_keep(&settings,
                                           &world.operator_viewer);
    *why = reason();
    if (text_starts(*why, path))
        *why += strlen(path);
    unlink(path);
    return status;
}

static void
a_broken_file_is_refused_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *why;
    } cases[] = {
        {"region,day\nemea,2026-11-24\n",
            ":1:1: columns called region and date are wanted"},
        {"region,date\nemea,2026-11-24\nasia,2026-11-25\n",
            ":3:1: no region called asia"},
        {"region,date,name\nemea,2026-02-30,Never\n",
            ":2:6: 2026-02-30 is no date like 2026-12-25"},
        {"region,date\nemea,\n", ":2:6: "},
        {"region,date\n\"emea,2026-11-24\n", ":"},
    };
    const char *why;

    must(keep_file("name,date,region\n\"A, day\",2026-11-24,emea\n", false,
        &why));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int only_checks = 0; only_checks < 2; only_checks++) {
            must_be(keep_file(cases[i].text, only_checks, &why),
                STATUS_INVALID);
            if (!text_starts(why, cases[i].why))
                fail_msg("%s: %s", cases[i].text, why);
            assert_int_equal(talk_number(&world,
                                 "SELECT COUNT(*) FROM holidays WHERE name = "
                                 "'A, day' AND rests_on = '2026-11-24'"),
                1);
        }
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(a_holiday_of_ones_region_moves_it_on),
        TEST(a_long_weekend_ends_on_monday),
        TEST(a_question_of_a_holiday_opens_nowhere_on_it),
        TEST(a_newer_one_stands_before_what_was_put_off),
        TEST(a_new_file_counts_for_what_has_not_opened),
        TEST(a_broken_file_is_refused_with_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
