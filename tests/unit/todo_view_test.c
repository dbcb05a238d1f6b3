/* What is to do, on the screen and by command. */

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "board/enrolling.h"
#include "board/moving.h"
#include "board/wording.h"
#include "commands/command.h"
#include "store/people.h"
#include "support/stage.h"
#include "ui/cohort_words.h"
#include "ui/display.h"

#define DAY INT64_C(86400)

enum {
    EXIT_BAD_INPUT = 65,
    EXIT_NOT_FOUND = 66,
    EXIT_FORBIDDEN = 77
};

static struct viewer jo;
static char told[8192];
static char wrong[1024];

static int
set_up(void **state)
{
    stage_open(state);
    must(display_load(NULL));
    wording_use(cohort_words);
    stage_seat(&jo, "jo");
    return 0;
}

static void
be_here(const char *handle)
{
    must(people_set_last_seen(world.store, world_person(&world, handle),
        WORLD_NOW));
}

/* ---- The screen --------------------------------------------------------- */

static void
home_counts_what_is_to_do(void **state)
{
    (void)state;
    glass_open(&glass, &jo, 24, 80);
    glass_must_show(&glass, " T  6 to do for EMEA, autumn 2026");
    glass_type(&glass, "Tx");
    glass_type(&glass, "b");
    glass_must_show(&glass, " T  5 to do for EMEA, autumn 2026");
    must(enrolling_add_member(&world.operator_viewer, "jo", "apac-autumn",
        "champion"));
    glass_type(&glass, "wb");
    glass_must_show(&glass, " T  11 to do in 2 cohorts");
}

static void
it_goes_with_the_others_as_far_as_there_is_room(void **state)
{
    (void)state;
    talk_start(&world, "lin", "emea-autumn", "Badge access on day one");
    glass_open(&glass, &jo, 24, 80);
    glass_must_show(&glass,
        " v  1 waiting    T  6 to do for EMEA, autumn 2026");
    glass_type(&glass, "p");
    glass_type(&glass, "Hello\tWho is who\x1b");
    glass_wait(&glass);
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, "D  a draft waits: ");
    glass_must_show(&glass, "T  6 to do for EMEA, autumn 2026");
}

static void
the_list_shows_what_is_to_do_now_later_and_done(void **state)
{
    (void)state;
    be_here("ada");
    be_here("ben");
    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "T");
    glass_must_be_at(&glass, "todo");
    assert_int_equal(glass_find(&glass, " To do: EMEA, autumn 2026   "), 0);
    glass_must_show(&glass, "7 to do, week 4 of 7");
    assert_string_equal(glass_row(&glass, 2),
        " > Welcome Ada and Ben, who have not written yet");
    assert_string_equal(glass_row(&glass, 3),
        "   The queue is empty: have the mentors put questions");
    assert_string_equal(glass_row(&glass, 9),
        "   Agree with all of them on rhythm, hour and how long to go.."
        "  from Sat 12 Dec");
    glass_type(&glass, "jx");
    assert_string_equal(glass_row(&glass, 11),
        "   The queue is empty: have the mentors put questions       "
        "      done, Jo, now");
    assert_string_equal(glass_row(&glass, 3),
        " > See that the first question of every person is answered within a "
        "day");
    glass_must_show(&glass, "6 to do, week 4 of 7");
}

static void
a_tick_is_taken_back(void **state)
{
    (void)state;
    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "Tx");
    glass_must_show(&glass, "5 to do");
    glass_type(&glass, "G");
    glass_must_show(&glass, " > The queue is empty");
    glass_must_show(&glass, "x not done yet");
    glass_type(&glass, "x");
    glass_must_show(&glass, "6 to do");
    assert_int_equal(glass_find(&glass, "The queue is empty"), 2);
}

static void
what_a_row_has_no_room_for_stands_below(void **state)
{
    (void)state;
    glass_open(&glass, &jo, 24, 50);
    glass_type(&glass, "Tj");
    glass_must_show(&glass,
        " > See that the first question of every person i..");
    assert_string_equal(glass_row(&glass, 22), " .. is answered within a day");
    glass_resize(&glass, 24, 80);
    assert_string_equal(glass_row(&glass, 2),
        "   The queue is empty: have the mentors put questions");
    glass_resize(&glass, 6, 20);
    glass_must_show(&glass, " > See that the fi..");
}

static void
enter_leads_to_the_cohorts_board(void **state)
{
    (void)state;
    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "T\r");
    glass_must_be_at(&glass, "board");
    assert_int_equal(glass_find(&glass, " EMEA, autumn 2026   "), 0);
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "todo");
    glass_type(&glass, "T");
    glass_must_be_at(&glass, "home");
}

static void
several_cohorts_follow_each_other(void **state)
{
    (void)state;
    must(enrolling_add_member(&world.operator_viewer, "jo", "apac-autumn",
        "champion"));
    must(viewer_refresh(&jo));
    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "T");
    glass_must_show(&glass, "} next cohort");
    assert_int_equal(glass_find(&glass, "To do: APAC, autumn 2026"), 0);
    glass_type(&glass, "x}");
    assert_int_equal(glass_find(&glass, "To do: EMEA, autumn 2026"), 0);
    glass_must_show(&glass, "6 to do");
    /* What was shown is shown again after the line dropped. */
    glass_cut(&glass);
    glass_open(&glass, &jo, 24, 80);
    assert_int_equal(glass_find(&glass, "To do: EMEA, autumn 2026"), 0);
    glass_type(&glass, "}");
    assert_int_equal(glass_find(&glass, "To do: APAC, autumn 2026"), 0);
    glass_must_show(&glass, "5 to do");
}

static void
a_mentor_sees_it_and_leaves_the_ticking(void **state)
{
    struct viewer mara = {0};
    (void)state;

    world_viewer(&world, "mara", &mara);
    glass_open(&glass, &mara, 24, 80);
    glass_must_not_show(&glass, "to do");
    glass_type(&glass, "T");
    glass_must_be_at(&glass, "todo");
    glass_type(&glass, "x");
    glass_must_show(&glass, "for its champion to tick off");
    glass_must_show(&glass, "6 to do");
    glass_kill(&glass);
    viewer_clear(&mara);
}

static void
others_are_told_that_it_is_not_theirs(void **state)
{
    struct viewer ada = {0};
    (void)state;

    world_viewer(&world, "ada", &ada);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "T");
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, "You are champion or mentor of no cohort.");
    glass_kill(&glass);
    viewer_clear(&ada);
}

static void
who_is_champion_no_longer_sees_it_no_longer(void **state)
{
    struct text roles = {0};
    (void)state;

    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "T");
    must(moving_remove(&world.operator_viewer,
        &(struct moving){.handle = "jo", .cohort = "emea-autumn"}, &roles));
    text_clear(&roles);
    glass_type(&glass, "x");
    glass_must_be_at(&glass, "home");
    glass_must_not_show(&glass, "to do for");
}

static void
its_help_page_tells_its_keys(void **state)
{
    (void)state;
    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "m");
    glass_must_show(&glass,
        "T        What is to do, for champions and mentors");
    glass_type(&glass, "T?");
    glass_must_show(&glass, "Help: todo");
    glass_must_show(&glass, "x ticks an act off");
}

/* ---- Commands ----------------------------------------------------------- */

static void
take(int file, char *bytes, size_t size)
{
    ssize_t count = pread(file, bytes, size - 1, 0);

    assert_true(count >= 0);
    bytes[count] = '\0';
    close(file);
}

static int
run_as(struct viewer *who, const char *line)
{
    const struct command_io io = {
        .input = -1,
        .output = memfd_create("output", MFD_CLOEXEC),
        .errors = memfd_create("errors", MFD_CLOEXEC),
    };

    must(viewer_refresh(who));
    int exit_status = command_run_line(who, &io, command_tables, line);
    take(io.output, told, sizeof told);
    take(io.errors, wrong, sizeof wrong);
    return exit_status;
}

static void
assert_said(const char *all, const char *words)
{
    if (strstr(all, words) == NULL)
        fail_msg("\"%s\" is not in:\n%s", words, all);
}

static void
commands_list_and_tick_off(void **state)
{
    (void)state;
    assert_int_equal(run_as(&jo, "todo"), 0);
    assert_said(told, "EMEA, autumn 2026: 6 to do\n"
                      "4   The queue is empty: have the mentors put questions\n"
                      "9   See that the first question");
    assert_said(told, "To tick one off: todo done NUMBER");
    assert_null(strstr(told, "Agree with all of them"));
    assert_int_equal(run_as(&jo, "todo done 9"), 0);
    assert_string_equal(told,
        "Done: See that the first question of every person is answered "
        "within a day\n");
    /* The others keep their numbers. */
    assert_int_equal(run_as(&jo, "todo emea-autumn"), 0);
    assert_said(told, "5 to do\n4   The queue");
    assert_said(told, "\n10  Tell the mentors");
    assert_int_equal(run_as(&jo, "todo undo 9"), 0);
    assert_said(told, "To do again: See that");
    assert_int_equal(run_as(&jo, "todo undo 9"), EXIT_NOT_FOUND);
    assert_int_equal(run_as(&jo, "todo done 77"), EXIT_NOT_FOUND);
    assert_int_equal(run_as(&jo, "todo done 9 apac-autumn"), EXIT_NOT_FOUND);
}

static void
machines_read_all_of_it(void **state)
{
    (void)state;
    assert_int_equal(run_as(&jo, "todo done 10"), 0);
    assert_int_equal(run_as(&jo, "todo --json"), 0);
    assert_said(told,
        "{\"cohort\": \"emea-autumn\", \"number\": 4, \"words\": \"The queue "
        "is empty: have the mentors put questions\", \"state\": \"open\", "
        "\"due\": null, \"done_by\": null, \"done_at\": null}");
    assert_said(told, "\"state\": \"later\", \"due\": \"2026-12-12\"");
    assert_said(told,
        "\"state\": \"done\", \"due\": null, \"done_by\": \"Jo Park\", "
        "\"done_at\": \"2026-11-23T12:00:00Z\"}");
}

static void
who_has_several_says_which(void **state)
{
    (void)state;
    must(enrolling_add_member(&world.operator_viewer, "jo", "apac-autumn",
        "champion"));
    assert_int_equal(run_as(&jo, "todo"), 0);
    assert_said(told, "APAC, autumn 2026: 6 to do\n");
    assert_said(told, "\nEMEA, autumn 2026: 6 to do\n");
    assert_int_equal(run_as(&jo, "todo done 9"), EXIT_BAD_INPUT);
    assert_said(wrong, "of which cohort? You look after 2");
    assert_int_equal(run_as(&jo, "todo done 9 apac-autumn"), 0);
}

static void
the_operator_names_the_cohort(void **state)
{
    (void)state;
    assert_int_equal(run_as(&world.operator_viewer, "todo"), EXIT_NOT_FOUND);
    assert_said(wrong, "of which cohort?");
    assert_int_equal(run_as(&world.operator_viewer, "todo amer-autumn"), 0);
    assert_said(told, "AMER, autumn 2026: 6 to do\n");
    assert_int_equal(run_as(&world.operator_viewer, "todo done 9 amer-autumn"),
        0);
}

static void
it_is_not_for_learners(void **state)
{
    struct viewer ada = {0};
    (void)state;

    world_viewer(&world, "ada", &ada);
    assert_int_equal(run_as(&ada, "todo"), EXIT_NOT_FOUND);
    assert_int_equal(run_as(&ada, "todo emea-autumn"), EXIT_FORBIDDEN);
    assert_int_equal(run_as(&ada, "todo done 8 emea-autumn"), EXIT_FORBIDDEN);
    viewer_clear(&ada);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(home_counts_what_is_to_do),
        TEST(it_goes_with_the_others_as_far_as_there_is_room),
        TEST(the_list_shows_what_is_to_do_now_later_and_done),
        TEST(a_tick_is_taken_back),
        TEST(what_a_row_has_no_room_for_stands_below),
        TEST(enter_leads_to_the_cohorts_board),
        TEST(several_cohorts_follow_each_other),
        TEST(a_mentor_sees_it_and_leaves_the_ticking),
        TEST(others_are_told_that_it_is_not_theirs),
        TEST(who_is_champion_no_longer_sees_it_no_longer),
        TEST(its_help_page_tells_its_keys),
        TEST(commands_list_and_tick_off),
        TEST(machines_read_all_of_it),
        TEST(who_has_several_says_which),
        TEST(the_operator_names_the_cohort),
        TEST(it_is_not_for_learners),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
