/* A question that names no day takes the next free one of its board's rhythm,
 * and stays open until the one after. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/asking_many.h"
#include "board/enrolling.h"
#include "board/scheduling.h"
#include "store/agreements.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"

#define DAY INT64_C(86400)
/* Thursday 2026-12-17, 12:00 UTC; the training ends on the 18th. */
#define LAST_THURSDAY (WORLD_NOW + 24 * DAY)

static struct viewer mara;
static int asked;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&mara, "mara");
    return 0;
}

/* "2026-11-24 24": the day it was put on, and the hours it is open. */
static const char *
ask_by(struct viewer *who, const char *board)
{
    static char told[24];
    static const char sql[] = SQL(
        SELECT window_hours FROM questions WHERE id = :id);
    char body[40];
    char date[11];
    int64_t id;

    snprintf(body, sizeof body, "What, number %d?", ++asked);
    must(asking_add(who, world_board(&world, board),
        &(struct ask){.body = body, .asks_minute = -1, .asked_on = date}, &id));
    struct query *query = store_query(world.store, sql);
    query_bind_id(query, ":id", id);
    assert_true(query_next(query));
    snprintf(told, sizeof told, "%s %d", date, (int)query_int(query, 0));
    must(query_end(query));
    return told;
}

static const char *
ask(const char *board)
{
    return ask_by(&mara, board);
}

static void
at(int64_t now)
{
    machine_set(now);
    viewer_clear(&mara);
    mara = (struct viewer){0};
    world_viewer(&world, "mara", &mara);
}

static void
set_rhythm(const char *board, enum phase phase, const char *words)
{
    must(scheduling_set(&mara, world_board(&world, board), phase, words));
}

static void
in_training_it_is_the_next_weekday(void **state)
{
    (void)state;
    assert_string_equal(ask("emea-autumn"), "2026-11-24 24");
    assert_string_equal(ask("emea-autumn"), "2026-11-25 24");
    assert_string_equal(ask("new-hire-autumn-2026"), "2026-11-24 24");
    for (int i = 0; i < 2; i++)
        ask("emea-autumn");
    assert_string_equal(ask("emea-autumn"), "2026-11-30 24");
}

static void
on_the_job_it_is_the_next_monday_for_a_week(void **state)
{
    (void)state;
    at(LAST_THURSDAY);
    assert_string_equal(ask("emea-autumn"), "2026-12-18 24");
    assert_string_equal(ask("emea-autumn"), "2026-12-21 168");
    assert_string_equal(ask("emea-autumn"), "2026-12-28 168");
}

static void
for_alumni_it_is_the_first_monday_of_a_month(void **state)
{
    (void)state;
    at(LAST_THURSDAY + 100 * DAY);
    assert_string_equal(ask("emea-autumn"), "2027-04-05 744");
    assert_string_equal(ask("new-hire-alumni"), "2027-04-05 744");
    assert_string_equal(ask("new-hire-alumni"), "2027-05-03 744");
}

/* The introduction comes within a fortnight of the start, and then each day. */
static void
before_the_start_it_is_the_introduction(void **state)
{
    (void)state;
    must(world_add_cohort(&world.operator_viewer, &(struct cohort_terms){
                                                      .slug = "emea-spring",
                                                      .program = "new-hire",
                                                      .region = "emea",
                                                      .intake = "spring 2027",
                                                      .starts_on = "2027-03-01",
                                                      .ends_on = "2027-04-16",
                                                  }));
    must(enrolling_add_member(&world.operator_viewer, "mara", "emea-spring",
        "mentor"));
    at(WORLD_NOW);
    assert_string_equal(ask("emea-spring"), "2027-02-15 168");
    assert_string_equal(ask("emea-spring"), "2027-03-01 24");
    assert_string_equal(ask("emea-spring"), "2027-03-02 24");
}

static void
what_is_set_for_the_board_counts(void **state)
{
    (void)state;
    set_rhythm("emea-autumn", PHASE_TRAINING, "tue,fri");
    assert_string_equal(ask("emea-autumn"), "2026-11-24 24");
    assert_string_equal(ask("emea-autumn"), "2026-11-27 24");
    assert_string_equal(ask("emea-autumn"), "2026-12-01 24");
    set_rhythm("emea-autumn", PHASE_TRAINING, "weekly thu");
    assert_string_equal(ask("emea-autumn"), "2026-11-26 168");
    set_rhythm("emea-autumn", PHASE_TRAINING, "never");
    assert_string_equal(ask("emea-autumn"), "2026-11-25 24");
}

static void
what_is_agreed_counts(void **state)
{
    (void)state;
    must(agreements_add(world.store, world_cohort(&world, "emea-autumn"),
        &(struct agreement){
            .rhythm = "weekly wed",
            .minute = 600,
            .from_on = "2026-12-02",
            .until_on = "2026-12-12",
        },
        WORLD_NOW));
    at(WORLD_NOW + 7 * DAY); /* Monday, the 30th */
    assert_string_equal(ask("emea-autumn"), "2026-12-01 24");
    assert_string_equal(ask("emea-autumn"), "2026-12-02 168");
    assert_string_equal(ask("emea-autumn"), "2026-12-09 168");
    assert_string_equal(ask("emea-autumn"), "2026-12-14 24");
}

static void
where_there_is_no_rhythm_any_weekday_will_do(void **state)
{
    (void)state;
    struct viewer max = {0};

    at(WORLD_NOW + 4 * DAY); /* Friday */
    must(enrolling_add_member(&world.operator_viewer, "mara", "emea-safety",
        "mentor"));
    at(WORLD_NOW + 4 * DAY);
    world_viewer(&world, "max", &max);
    assert_string_equal(ask("safe-handling-course"), "2026-11-30 24");
    assert_string_equal(ask("emea-safety"), "2026-11-30 24");
    viewer_clear(&max);
}

static void
a_list_goes_by_the_rhythm_too(void **state)
{
    (void)state;
    const struct ask asks[] = {
        {.body = "One?", .asks_minute = -1},
        {.body = "Two?", .asks_minute = -1},
        {.body = "Three?", .asks_minute = -1},
    };
    struct asked_many many;

    at(LAST_THURSDAY);
    must(asking_many(&world.operator_viewer, "emea-autumn", asks, 3, &many));
    assert_string_equal(many.first_on, "2026-12-18");
    assert_string_equal(many.last_on, "2026-12-28");
    assert_int_equal(talk_number(&world,
        SQL(
        SELECT COUNT(*) FROM questions WHERE window_hours = 168)), 2);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(in_training_it_is_the_next_weekday),
        TEST(on_the_job_it_is_the_next_monday_for_a_week),
        TEST(for_alumni_it_is_the_first_monday_of_a_month),
        TEST(before_the_start_it_is_the_introduction),
        TEST(what_is_set_for_the_board_counts),
        TEST(what_is_agreed_counts),
        TEST(where_there_is_no_rhythm_any_weekday_will_do),
        TEST(a_list_goes_by_the_rhythm_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
