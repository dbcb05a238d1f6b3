/* Weeks in a row, and earlier answers met again. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/absence.h"
#include "board/recalling.h"
#include "board/returning.h"
#include "support/machine.h"
#include "support/stage.h"

#define DAY  INT64_C(86400)
#define WEEK (7 * DAY)

static int64_t
answer_as(const char *handle, const char *body)
{
    struct posted posted;
    int64_t question_id = talk_ask_anew(&world, "mara", "emea-autumn");

    as(handle);
    must(asking_answer(&viewer, question_id, body, &posted));
    return posted.post_id;
}

/* A week a letter: 'a' answered, '-' missed, 's' skipped, '.' nothing asked,
 * 'l' on leave and missed. Ada's streak in the last of them, on its Monday. */
static int
streak(const char *weeks)
{
    int found = -1;

    for (size_t i = 0; weeks[i] != '\0'; i++) {
        machine_set(WORLD_NOW + (int64_t)i * WEEK);
        as("ada");
        if (weeks[i] == 'a')
            answer_as("ada", "Much.");
        else if (weeks[i] == 's')
            must(asking_skip(&viewer,
                talk_ask_anew(&world, "mara", "emea-autumn")));
        else if (weeks[i] != '.')
            talk_question_thread(&world,
                talk_ask_anew(&world, "mara", "emea-autumn"));
        if (weeks[i] == 'l')
            must(absence_take(&viewer, "today", "tomorrow"));
    }
    as("ada");
    must(returning_weeks(&viewer, &found));
    talk_run(&world, "DELETE FROM answers");
    talk_run(&world, "DELETE FROM openings");
    talk_run(&world, "DELETE FROM questions");
    talk_run(&world, "DELETE FROM leaves");
    return found;
}

static void
a_streak_counts_weeks_and_forgives_one_in_four(void **state)
{
    static const struct {
        const char *weeks;
        int streak;
    } rows[] = {
        {".", 0},
        {"a", 1},
        {"aaa", 3},
        {"aa-", 2},  /* this week is not over */
        {"aa-a", 3}, /* repaired */
        {"aaa-", 3},
        {"aaa--", 3},    /* the last one is not over */
        {"aaa--a", 1},   /* two in a row are not repaired */
        {"aa-aaa-a", 6}, /* three between them */
        {"aa-aa-a", 3},  /* but two are too few */
        {"aasa", 3},     /* a skip is no answer */
        {"aassa", 1},
        {"aa....a", 3}, /* nothing was asked */
        {"aalla", 3},   /* on leave */
        {"a-l-a", 1},   /* leave does not repair what was missed */
        {"--a", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int found = streak(rows[i].weeks);

        if (found != rows[i].streak)
            fail_msg("%s: %d, not %d", rows[i].weeks, found, rows[i].streak);
    }
}

/* A week ends where the person is: Monday 00:30 in Singapore is Sunday in UTC.
 */
static void
a_week_ends_where_one_is(void **state)
{
    int found = 0;
    struct posted posted;

    (void)state;
    for (int i = 0; i < 2; i++) {
        machine_set(WORLD_NOW + i * WEEK);
        int64_t question = talk_ask_anew(&world, "mei", "apac-autumn");
        as("wen");
        must(asking_answer(&viewer, question, "Much.", &posted));
    }
    machine_set(WORLD_NOW - 12 * 3600 + 2 * WEEK - 7 * 3600);
    as("wen");
    assert_string_equal(viewer.today, "2026-12-07");
    must(returning_weeks(&viewer, &found));
    assert_int_equal(found, 2);
}

/* ---- Looking back -------------------------------------------------------- */

/* How many weeks ago what one meets was; 0: nothing is to be met. */
static int
meets(const char *handle, bool is_read)
{
    struct earlier earlier = {0};

    as(handle);
    enum status status = recalling_find(&viewer, &earlier);
    if (status == STATUS_NOT_FOUND)
        return 0;
    must(status);
    if (is_read)
        must(recalling_met(&viewer, &earlier));
    int weeks = earlier.weeks;
    earlier_clear(&earlier);
    return weeks;
}

static void
an_answer_is_met_after_1_4_and_12_weeks(void **state)
{
    (void)state;
    answer_as("ada", "Much.");
    for (int day = 0; day < 120; day++) {
        int weeks = 0;

        machine_set(WORLD_NOW + day * DAY);
        if (day == 7)
            weeks = 1;
        if (day == 28)
            weeks = 4;
        if (day == 84)
            weeks = 12;
        if (meets("ada", true) != weeks)
            fail_msg("day %d: not after %d weeks", day, weeks);
    }
}

static void
at_most_one_is_met_in_a_week(void **state)
{
    (void)state;
    answer_as("ada", "One.");
    machine_set(WORLD_NOW + DAY);
    answer_as("ada", "Two.");
    machine_set(WORLD_NOW + 8 * DAY);
    assert_int_equal(meets("ada", false), 1);
    assert_int_equal(meets("ada", true), 1); /* until it was read */
    assert_int_equal(meets("ada", true), 0);
    machine_set(WORLD_NOW + 14 * DAY);
    assert_int_equal(meets("ada", true), 0);
}

static void
nobody_meets_what_another_wrote(void **state)
{
    static const char *const others[] = {"lin", "mara", "jo", "max", "una",
        "pia", "kofi"};

    (void)state;
    answer_as("ada", "Much.");
    machine_set(WORLD_NOW + 7 * DAY);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(meets(others[i], false), 0);
    assert_int_equal(meets("ada", false), 1);
}

static void
what_one_may_not_read_any_more_is_not_met(void **state)
{
    (void)state;
    answer_as("ada", "Much.");
    machine_set(WORLD_NOW + 7 * DAY);
    talk_run(&world, "DELETE FROM members WHERE person_id ="
                     " (SELECT id FROM people WHERE handle = 'ada')");
    assert_int_equal(meets("ada", false), 0);
}

static void
who_reads_only_leaves_no_trace(void **state)
{
    struct earlier earlier = {0};

    (void)state;
    answer_as("ada", "Much.");
    machine_set(WORLD_NOW + 7 * DAY);
    as("ada");
    viewer.may_write = false;
    must(recalling_find(&viewer, &earlier));
    assert_string_equal(earlier.body, "Much.");
    must(recalling_met(&viewer, &earlier));
    earlier_clear(&earlier);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM looks"), 0);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_streak_counts_weeks_and_forgives_one_in_four),
        TEST(a_week_ends_where_one_is),
        TEST(an_answer_is_met_after_1_4_and_12_weeks),
        TEST(at_most_one_is_met_in_a_week),
        TEST(nobody_meets_what_another_wrote),
        TEST(what_one_may_not_read_any_more_is_not_met),
        TEST(who_reads_only_leaves_no_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
