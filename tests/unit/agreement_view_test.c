/* The agreement on the screen: a vote is cast, changed, called and told. */

#include <stdio.h>
#include <string.h>

#include "board/agreeing.h"
#include "board/enrolling.h"
#include "board/wording.h"
#include "support/machine.h"
#include "support/stage.h"
#include "ui/cohort_words.h"
#include "ui/display.h"

#define COHORT "emea-autumn"

enum {
    DAY = 86400,
    HOUR = 3600
};

/* Saturday 2026-12-12, 09:00 in London: the last week of EMEA's training. */
#define LAST_WEEK (INT64_C(1797033600) + 9 * HOUR)

static struct viewer ada;
static struct viewer jo;

static void
step(int64_t at)
{
    int done;

    machine_set(at);
    must(agreeing_step(&world.operator_viewer, at, &done));
    must(viewer_refresh(&ada));
    must(viewer_refresh(&jo));
}

static int
set_up(void **state)
{
    stage_open(state);
    must(display_load(NULL));
    wording_use(cohort_words);
    stage_seat(&ada, "ada");
    stage_seat(&jo, "jo");
    return 0;
}

static void
look_at(struct viewer *who)
{
    if (glass.app != NULL)
        glass_kill(&glass);
    glass_open(&glass, who, 24, 80);
}

static void
vote(const char *handle, struct agreement_ballot ballot)
{
    struct viewer who = {0};

    world_viewer(&world, handle, &who);
    must(agreeing_vote(&who, COHORT, &ballot));
    viewer_clear(&who);
}

static void
before_it_the_screen_says_what_holds(void **state)
{
    (void)state;
    look_at(&ada);
    glass_must_not_show(&glass, " H  ");
    glass_type(&glass, "H");
    glass_must_be_at(&glass, "agreement");
    assert_string_equal(glass_row(&glass, 0), " Agreement: EMEA, autumn 2026");
    assert_string_equal(glass_row(&glass, 2),
        " It goes on by the phase: daily in training, weekly on the job, at "
        "08:00.");
    glass_must_show(&glass, "In the last week of the training its learners");
    assert_string_equal(glass_row(&glass, -1), " b back  ? help");
    glass_type(&glass, "a");
    glass_must_show(&glass, "No vote is open; the champion can call one.");
    glass_type(&glass, "p");
    glass_must_show(&glass, "A vote is for the champion to call.");
    glass_type(&glass, "?");
    glass_must_show(&glass, "What a cohort decides for itself");
    glass_type(&glass, "bH");
    glass_must_be_at(&glass, "home");
}

static void
after_the_training_its_last_week_is_not_to_come(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE cohorts SET ends_on = '2026-11-20'"
                     " WHERE slug = 'emea-autumn'");
    look_at(&ada);
    glass_type(&glass, "H");
    assert_string_equal(glass_row(&glass, 2),
        " It goes on by the phase: weekly on the job, monthly as alumni, at "
        "08:00.");
    glass_must_show(&glass, " Its champion can call a vote on how often");
    glass_must_not_show(&glass, "In the last week of the training");
}

static void
a_vote_is_chosen_and_cast(void **state)
{
    (void)state;
    step(LAST_WEEK);
    look_at(&ada);
    glass_must_show(&glass, " H  how do we go on? Vote until Fri 18 Dec");
    /* One thing is asked: the others wait below it. */
    glass_must_show(&glass, " L  What do you wish");
    assert_true(glass_find(&glass, " H  ") < glass_find(&glass, " L  "));
    glass_type(&glass, "H");
    assert_string_equal(glass_row(&glass, 0),
        " Agreement: EMEA, autumn 2026                              vote "
        "until Fri 18 Dec");
    assert_string_equal(glass_row(&glass, 2),
        " > How often      weekly, on Mondays");
    assert_string_equal(glass_row(&glass, 3), "   At what hour   08:00");
    assert_string_equal(glass_row(&glass, 4), "   How long       12 weeks");
    assert_string_equal(glass_row(&glass, 6), " 1  daily, Monday to Friday");
    assert_string_equal(glass_row(&glass, 10), " 5  rest: nothing is asked");
    glass_must_show(&glass, "0 of 4 voted, 2 are needed. What most want");
    glass_must_show(&glass, "You have not voted yet: a casts this vote.");
    glass_must_show(&glass, " a vote  Enter next choice  b back  ? help");

    glass_type(&glass, "\r"); /* monthly */
    glass_must_show(&glass, " > How often      monthly, the first Monday");
    glass_type(&glass, "\r\r"); /* never, and round again */
    glass_must_show(&glass, " > How often      daily, Monday to Friday");
    glass_type(&glass, "2");
    glass_must_show(&glass, " > How often      Mondays, Wednesdays, Fridays");
    glass_type(&glass, "9"); /* there is none */
    glass_must_show(&glass, " > How often      Mondays, Wednesdays, Fridays");
    glass_type(&glass, "j14");
    glass_must_show(&glass, " > At what hour   14:00");
    glass_must_show(&glass, "The hour is that of each one's own clock");
    glass_type(&glass, "\r");
    glass_must_show(&glass, " > At what hour   15:00");
    glass_type(&glass, "ja");
    glass_must_show(&glass, "Your vote counts.");
    glass_must_show(&glass, "you voted, until Fri 18 Dec");
    glass_must_show(&glass, "1 of 4 voted");
    glass_must_show(&glass, "This is your vote.");
    glass_type(&glass, "6");
    glass_must_show(&glass, " > How long       until asked again");
    glass_must_show(&glass, "This is not your vote yet: a changes it.");

    struct agreeing agreeing;
    must(agreeing_find(&ada, COHORT, &agreeing));
    assert_int_equal(agreeing.ballot.choice[AGREEMENT_RHYTHM], 1);
    assert_int_equal(agreeing.ballot.choice[AGREEMENT_HOUR], 15);
    assert_int_equal(agreeing.ballot.choice[AGREEMENT_WEEKS], 2);
    glass_type(&glass, "b");
    glass_must_not_show(&glass, " H  ");
}

/* What was chosen is there again when the line comes back. */
static void
a_lost_line_keeps_what_was_chosen(void **state)
{
    (void)state;
    step(LAST_WEEK);
    look_at(&ada);
    glass_type(&glass, "H5j16j1");
    glass_cut(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "agreement");
    glass_must_show(&glass, "   How often      rest: nothing is asked");
    glass_must_show(&glass, "   At what hour   16:00");
    glass_must_show(&glass, " > How long       4 weeks");
    glass_must_show(&glass, "You have not voted yet: a casts this vote.");
}

static void
once_it_is_closed_counts_are_told_and_never_who(void **state)
{
    (void)state;
    step(LAST_WEEK);
    look_at(&jo);
    glass_type(&glass, "H");
    glass_must_show(&glass, "0 of 4 voted, 2 are needed.");
    glass_must_not_show(&glass, "a vote");
    glass_type(&glass, "a");
    glass_must_show(&glass, "On how it goes on its learners vote.");
    vote("ada", (struct agreement_ballot){.choice = {2, 14, 2}});
    vote("lin", (struct agreement_ballot){.choice = {2, 14, 5}});
    vote("ben", (struct agreement_ballot){.choice = {0, 9, 2}});
    step(LAST_WEEK + 7 * DAY);
    look_at(&jo);
    glass_type(&glass, "H");
    assert_string_equal(glass_row(&glass, 2),
        " It goes on weekly, on Mondays, at 14:00, until Fri 12 Mar.");
    assert_string_equal(glass_row(&glass, 4), " The vote until Fri 18 Dec:");
    assert_string_equal(glass_row(&glass, 5), " 3 of 4 voted.");
    assert_string_equal(glass_row(&glass, 6),
        " How often: 2 for weekly, on Mondays; 1 for daily, Monday to Friday.");
    assert_string_equal(glass_row(&glass, 7),
        " At what hour: 2 for 14:00; 1 for 09:00.");
    assert_string_equal(glass_row(&glass, 8),
        " How long: 2 for 12 weeks; 1 for until asked again.");
    assert_string_equal(glass_row(&glass, 9),
        " You are asked again from Sat 23 Jan.");
    for (size_t i = 0; i < 24; i++)
        assert_null(strstr(glass_row(&glass, (int)i), "Lin"));
}

static void
the_champion_calls_a_vote(void **state)
{
    (void)state;
    look_at(&jo);
    glass_type(&glass, "H");
    glass_must_show(&glass, " p call a vote  b back  ? help");
    glass_type(&glass, "pn");
    glass_must_show(&glass, "In the last week of the training");
    glass_type(&glass, "py");
    glass_must_show(&glass, "The vote is open, and the board has been told.");
    glass_must_show(&glass, "vote until Sun 29 Nov");
    glass_type(&glass, "p");
    glass_must_show(&glass, "A vote is open already.");
    assert_int_equal(world_recorded(&world, "jo", "agreement call", COHORT), 1);
    look_at(&ada);
    glass_must_show(&glass, "how do we go on? Vote until Sun 29 Nov");
    glass_type(&glass, "n");
    glass_must_show(&glass, "The vote: how do we go on?");
    glass_must_show(&glass, "Until Sun 29 Nov each learner of EMEA, autumn");
}

/* Who is asked in one of several cohorts finds that one first. */
static void
the_cohort_that_votes_stands_first(void **state)
{
    (void)state;
    struct agreement_vote called;

    must(enrolling_add_member(&world.operator_viewer, "ada", "emea-safety",
        "learner"));
    must(agreeing_call(&world.operator_viewer, "emea-safety", &called));
    must(viewer_refresh(&ada));
    look_at(&ada);
    glass_type(&glass, "H");
    glass_must_show(&glass, " Agreement: EMEA, spring 2026 ");
    glass_type(&glass, "}");
    glass_must_show(&glass, " Agreement: EMEA, autumn 2026");
    glass_type(&glass, "}");
    glass_must_show(&glass, " > How often ");
}

static void
the_smallest_screen_has_room_for_it(void **state)
{
    (void)state;
    step(LAST_WEEK);
    glass_open(&glass, &ada, 6, 20);
    glass_type(&glass, "H");
    glass_must_be_at(&glass, "agreement");
    glass_must_show(&glass, "> How often");
    glass_type(&glass, "jj");
    glass_must_show(&glass, "> How long");
    glass_type(&glass, "1a");
    glass_resize(&glass, 24, 80);
    glass_must_show(&glass, " > How long       4 weeks");
    glass_must_show(&glass, "you voted, until");
    glass_type(&glass, "  ");
    glass_must_show(&glass, " > How long       4 weeks");
}

static void
who_is_in_no_cohort_has_none(void **state)
{
    (void)state;
    static const char *const handles[] = {"tom", "pia", "max"};

    for (size_t i = 0; i < 3; i++) {
        struct viewer who = {0};

        world_viewer(&world, handles[i], &who);
        glass_open(&glass, &who, 24, 80);
        glass_type(&glass, "H");
        glass_must_be_at(&glass, "home");
        glass_must_show(&glass, "You are on no cohort's board.");
        glass_kill(&glass);
        viewer_clear(&who);
    }
    glass.app = NULL;
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(before_it_the_screen_says_what_holds),
        TEST(after_the_training_its_last_week_is_not_to_come),
        TEST(a_vote_is_chosen_and_cast),
        TEST(a_lost_line_keeps_what_was_chosen),
        TEST(once_it_is_closed_counts_are_told_and_never_who),
        TEST(the_champion_calls_a_vote),
        TEST(the_cohort_that_votes_stands_first),
        TEST(the_smallest_screen_has_room_for_it),
        TEST(who_is_in_no_cohort_has_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
