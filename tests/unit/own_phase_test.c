/* What has begun for one person alone, on the screen and by command. */

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "board/enrolling.h"
#include "board/pacing.h"
#include "board/wording.h"
#include "commands/command.h"
#include "support/machine.h"
#include "support/stage.h"
#include "ui/cohort_words.h"
#include "ui/display.h"

#define DAY INT64_C(86400)

static char told[8192];

/* Tom began a course on Mon 16 Nov, eight weeks, and so is in his second. */
static int
set_up(void **state)
{
    stage_open(state);
    machine_set(WORLD_NOW - 7 * DAY);
    must(display_load(NULL));
    wording_use(cohort_words);
    must(enrolling_add_member(&world.operator_viewer, "tom", "emea-safety",
        "learner"));
    machine_set(WORLD_NOW);
    world_viewer(&world, "tom", &viewer);
    return 0;
}

static void
run(const char *line)
{
    const struct command_io io = {
        .input = -1,
        .output = memfd_create("output", MFD_CLOEXEC),
        .errors = memfd_create("errors", MFD_CLOEXEC),
    };

    must(viewer_refresh(&viewer));
    assert_in_range(command_run_line(&viewer, &io, command_tables, line), 0, 1);
    ssize_t count = pread(io.output, told, sizeof told - 1, 0);
    assert_true(count >= 0);
    told[count] = '\0';
    close(io.output);
    close(io.errors);
}

static void
assert_told(const char *words)
{
    if (strstr(told, words) == NULL)
        fail_msg("\"%s\" is not in:\n%s", words, told);
}

static void
home_says_what_has_begun_until_it_is_read(void **state)
{
    (void)state;
    glass_open(&glass, &viewer, 24, 80);
    assert_string_equal(glass_row(&glass, 2),
        " o  Safe handling: your training has begun");
    assert_string_equal(glass_row(&glass, 4),
        "   BOARD                        NEW  LATEST");
    glass_must_show(&glass, "Safe handling, spring 2026, week 2 of 8");
    glass_type(&glass, "o");
    glass_must_be_at(&glass, "phase");
    assert_string_equal(glass_row(&glass, 0),
        " Where you are                                              "
        "               1 new");
    assert_string_equal(glass_row(&glass, 2),
        " Your training has begun: week 1");
    assert_string_equal(glass_row(&glass, 3),
        " Mon 16 Nov, Safe handling, EMEA, spring 2026");
    glass_must_show(&glass,
        "Safe handling runs for you from Mon 16 Nov until Fri 8 Jan.");
    glass_must_show(&glass, "Where you are now");
    glass_must_show(&glass,
        "Safe handling, EMEA, spring 2026: week 2 of 8, until Fri 8 Jan");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
    glass_must_not_show(&glass, "your training has begun");
    /* It is still there to see where one is. */
    glass_type(&glass, "o");
    glass_must_not_show(&glass, "Your training has begun");
    glass_must_show(&glass, "week 2 of 8, until Fri 8 Jan");
    glass_type(&glass, "o");
    glass_must_be_at(&glass, "home");
}

static void
after_a_year_away_all_are_told_in_order(void **state)
{
    (void)state;
    machine_set(WORLD_NOW + 365 * DAY);
    glass_open(&glass, &viewer, 24, 80);
    assert_string_equal(glass_row(&glass, 2),
        " o  Safe handling: your training has begun                  "
        "              2 more");
    glass_resize(&glass, 40, 80);
    glass_type(&glass, "o");
    int training = glass_find(&glass, "Your training has begun: week 1");
    int job = glass_find(&glass, "You are on the job: tell what works");
    int alumni = glass_find(&glass, "You are among the alumni now");
    assert_true(training > 0 && job > training && alumni > job);
    glass_must_show(&glass, "Sat 9 Jan, Safe handling, EMEA, spring 2026");
    glass_must_show(&glass, "Until Fri 2 Apr you are counted as on the job.");
    glass_type(&glass, "b");
    glass_must_not_show(&glass, " o  Safe handling");
}

static void
it_is_read_only_once_its_end_was_seen(void **state)
{
    (void)state;
    glass_open(&glass, &viewer, 10, 60);
    glass_type(&glass, "o");
    glass_must_not_show(&glass, "Where you are now");
    glass_type(&glass, "b");
    glass_must_show(&glass, "your training has begun");
    glass_type(&glass, "o   ");
    glass_must_show(&glass, "Where you are now");
    glass_type(&glass, "b");
    glass_must_not_show(&glass, "your training has begun");
}

static void
the_smallest_terminal_says_it_in_a_row(void **state)
{
    (void)state;
    glass_open(&glass, &viewer, 6, 20);
    assert_int_equal(glass_find(&glass, " o  Safe handling:.."), 1);
    glass_type(&glass, "o");
    glass_must_be_at(&glass, "phase");
}

static void
who_has_yet_to_begin_reads_when(void **state)
{
    (void)state;
    must(pacing_set_start(&world.operator_viewer, "tom", "emea-safety",
        "2026-12-07"));
    must(viewer_refresh(&viewer));
    glass_open(&glass, &viewer, 24, 80);
    assert_string_equal(glass_row(&glass, 2),
        " o  Safe handling: you are enrolled");
    glass_must_show(&glass, "spring 2026, begins Mon 7 Dec");
    glass_type(&glass, "o");
    glass_must_show(&glass,
        "You are enrolled: your training begins on Mon 7 Dec");
}

static void
a_cohorts_learner_sees_where_they_are(void **state)
{
    struct viewer ada = {0};
    (void)state;

    world_viewer(&world, "ada", &ada);
    glass_open(&glass, &ada, 24, 80);
    glass_must_not_show(&glass, " o  ");
    glass_type(&glass, "o");
    glass_must_show(&glass,
        "New-hire, EMEA, autumn 2026: week 4 of 7, until Fri 18 Dec");
    glass_kill(&glass);
    viewer_clear(&ada);
}

static void
who_is_in_no_cohort_is_told_so(void **state)
{
    struct viewer max = {0};
    (void)state;

    world_viewer(&world, "max", &max);
    glass_open(&glass, &max, 24, 80);
    glass_type(&glass, "o");
    glass_must_show(&glass, "You are in no cohort yet.");
    glass_kill(&glass);
    viewer_clear(&max);
}

static void
the_menu_leads_there(void **state)
{
    (void)state;
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "m");
    glass_must_show(&glass, "o        Where you are in your trainings");
    glass_type(&glass, "o?");
    glass_must_show(&glass, "Help: phase");
    glass_must_show(&glass, "your weeks are your own");
}

static void
commands_tell_it_too(void **state)
{
    (void)state;
    run("today");
    assert_told("Safe handling: your training has begun. To read of it: phase");
    run("today --short");
    assert_null(strstr(told, "training"));
    run("cohorts");
    assert_told("training  week 2 of 8  2026-11-16  2027-01-08  Safe handling");
    run("phase");
    assert_told("Your training has begun: week 1\n"
                "Safe handling runs for you from Mon 16 Nov until Fri 8 Jan.");
    assert_told("week 2 of 8");
    run("phase");
    assert_told("Nothing has begun for you that you have not read of.");
    run("today");
    assert_null(strstr(told, "training"));
}

static void
whoever_is_not_a_learner_there_reads_one_by_one(void **state)
{
    (void)state;
    must(enrolling_add_member(&world.operator_viewer, "max", "emea-safety",
        "mentor"));
    viewer_clear(&viewer);
    world_viewer(&world, "max", &viewer);
    run("cohorts");
    assert_told("emea-safety  one by one  ");
    run("cohorts --json");
    assert_told("\"phase\": null");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(home_says_what_has_begun_until_it_is_read),
        TEST(after_a_year_away_all_are_told_in_order),
        TEST(it_is_read_only_once_its_end_was_seen),
        TEST(the_smallest_terminal_says_it_in_a_row),
        TEST(who_has_yet_to_begin_reads_when),
        TEST(a_cohorts_learner_sees_where_they_are),
        TEST(who_is_in_no_cohort_is_told_so),
        TEST(the_menu_leads_there),
        TEST(commands_tell_it_too),
        TEST(whoever_is_not_a_learner_there_reads_one_by_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
