/* Agreed: the scheduler obeys what a cohort decided for itself. */

#include <string.h>

#include "base/clock.h"
#include "board/returning.h"
#include "board/scheduling.h"
#include "store/agreements.h"
#include "support/bank.h"
#include "support/machine.h"
#include "support/stage.h"

#define PROGRAM "new-hire-autumn-2026"
#define COHORT  "emea-autumn"

enum {
    DAY = 86400,
    HOUR = 3600,
    TWO_O_CLOCK = 840
};

/* Monday 2026-12-21, 12:00 UTC: the training is over since Friday. */
#define AFTER (WORLD_NOW + 28 * DAY)

static struct viewer mara;
static struct viewer ada;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&mara, "mara");
    stage_seat(&ada, "ada");
    bank_fill(&world, 100);
    return 0;
}

static void
agree(const char *cohort, const char *rhythm, const char *from_on,
    const char *until_on)
{
    struct agreement agreement = {.minute = TWO_O_CLOCK};

    text_copy(agreement.rhythm, sizeof agreement.rhythm, rhythm);
    text_copy(agreement.from_on, sizeof agreement.from_on, from_on);
    text_copy(agreement.until_on, sizeof agreement.until_on, until_on);
    must(agreements_add(world.store, world_cohort(&world, cohort), &agreement,
        clock_now()));
}

/* Hour by hour. */
static void
live(int64_t from, int64_t to)
{
    int opened = 0;

    for (int64_t at = from; at < to; at += HOUR) {
        bank_ask_at(&world, at);
        must(asking_open_due(&world.operator_viewer, &opened));
    }
    must(viewer_refresh(&mara));
    must(viewer_refresh(&ada));
}

static void
a_cohort_is_asked_on_its_own_days_until_its_end(void **state)
{
    (void)state;
    agree(COHORT, "tue,thu", "2026-12-19", "2026-12-31");
    agree("amer-autumn", "never", "2026-12-19", "");
    agree("apac-autumn", "never", "2026-12-19", "");
    live(AFTER, AFTER + 21 * DAY);
    assert_string_equal(bank_asked(&world),
        "2026-12-22 Bank 1 " COHORT ";2026-12-24 Bank 2 " COHORT
        ";2026-12-29 Bank 3 " COHORT ";2026-12-31 Bank 4 " COHORT ";");
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM questions WHERE "
                         "asks_minute = 840 AND window_hours = 24"),
        4);
}

/* Ada sits in London: 14:00 there. */
static void
it_opens_at_their_hour(void **state)
{
    (void)state;
    struct panel_list panels;

    agree(COHORT, "tue", "2026-12-19", "");
    live(AFTER, AFTER + DAY + 2 * HOUR);
    must(asking_today(&ada, &panels));
    for (size_t i = 0; i < panels.count; i++)
        assert_false(panels.rows[i].is_open);
    panel_list_clear(&panels);
    live(AFTER + DAY + 2 * HOUR, AFTER + DAY + 2 * HOUR + 1);
    must(asking_today(&ada, &panels));
    assert_int_equal(panels.count, 1);
    assert_int_equal(panels.rows[0].question.board_id,
        world_board(&world, COHORT));
    assert_int_equal(panels.rows[0].opens_at, AFTER + DAY + 2 * HOUR);
    assert_int_equal(panels.rows[0].closes_at,
        AFTER + DAY + 2 * HOUR + 168 * HOUR);
    panel_list_clear(&panels);
}

static size_t
panels_of(const char *handle)
{
    struct viewer member = {0};
    struct panel_list panels;

    world_viewer(&world, handle, &member);
    must(asking_today(&member, &panels));
    size_t count = panels.count;
    panel_list_clear(&panels);
    viewer_clear(&member);
    return count;
}

/* The others go on by the phase: on the board of all regions, on Mondays. What
 * a mentor asks there themselves is for all. */
static void
the_others_are_asked_by_the_phase(void **state)
{
    (void)state;
    struct ask own = {.body = "Of a mentor's own?",
        .asks_on = "2026-12-22",
        .asks_minute = -1};
    int64_t id;
    int opened;

    agree(COHORT, "never", "2026-12-19", "");
    live(AFTER, AFTER + 1);
    assert_string_equal(bank_asked(&world), "2026-12-21 Bank 1 " PROGRAM ";");
    assert_int_equal(panels_of("kofi"), 1);
    assert_int_equal(panels_of("wen"), 1);
    assert_int_equal(panels_of("mara"), 1);
    assert_int_equal(panels_of("ada"), 0);
    /* It is there to be read, as all threads of that board are. */
    assert_int_equal(talk_unread(&ada, PROGRAM), 1);

    machine_set(AFTER + DAY);
    must(viewer_refresh(&mara));
    must(asking_add(&mara, world_board(&world, PROGRAM), &own, &id));
    must(asking_open_due(&mara, &opened));
    assert_int_equal(panels_of("ada"), 1);
}

/* A week in which nothing was asked of one breaks no streak. */
static void
a_rest_that_was_agreed_breaks_no_streak(void **state)
{
    (void)state;
    static const char *const handles[] = {"ada", "kofi"};
    int weeks = 0;

    agree(COHORT, "never", "2026-12-19", "");
    int64_t question_id = talk_ask(&world, "mara", PROGRAM, "What now?");

    machine_set(WORLD_NOW + 3 * HOUR); /* open in New York too */
    for (size_t i = 0; i < 2; i++) {
        struct viewer member = {0};
        struct posted posted;

        world_viewer(&world, handles[i], &member);
        must(asking_answer(&member, question_id, "This.", &posted));
        viewer_clear(&member);
    }
    live(AFTER, AFTER + 17 * DAY); /* into the third week of it */
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM questions WHERE bank_id > 0"),
        3);
    for (size_t i = 0; i < 2; i++) {
        struct viewer member = {0};

        world_viewer(&world, handles[i], &member);
        must(returning_weeks(&member, &weeks));
        assert_int_equal(weeks, i == 0 ? 1 : 0);
        viewer_clear(&member);
    }
}

static void
what_was_agreed_before_holds_until_the_next(void **state)
{
    (void)state;
    agree(COHORT, "tue", "2026-12-19", "");
    agree(COHORT, "wed", "2026-12-30", "2027-01-12");
    agree("amer-autumn", "never", "2026-12-19", "");
    agree("apac-autumn", "never", "2026-12-19", "");
    live(AFTER, AFTER + 40 * DAY);
    assert_string_equal(bank_asked(&world),
        "2026-12-22 Bank 1 " COHORT ";2026-12-29 Bank 2 " COHORT
        ";2026-12-30 Bank 3 " COHORT ";2027-01-06 Bank 4 " COHORT ";");
}

static void
a_mentors_question_takes_the_days_and_the_hour(void **state)
{
    (void)state;
    struct ask next = {.body = "And now?", .asks_minute = -1};
    struct ask own = {.body = "At nine?",
        .asks_on = "2026-12-28",
        .asks_minute = 540,
        .window_hours = 5};
    struct question_list queue;
    int64_t board_id = world_board(&world, COHORT);
    int64_t id;

    agree(COHORT, "thu", "2026-12-19", "2027-01-03");
    machine_set(AFTER);
    must(viewer_refresh(&mara));
    must(asking_add(&mara, board_id, &next, &id));
    next.body = "And then?";
    must(asking_add(&mara, board_id, &next, &id));
    must(asking_add(&mara, board_id, &own, &id));
    next.body = "And when it is over?"; /* as its phase has it */
    must(asking_add(&mara, board_id, &next, &id));
    must(asking_queue(&mara, board_id, 9, &queue));
    assert_int_equal(queue.count, 4);
    assert_string_equal(queue.rows[0].asks_on, "2026-12-24");
    assert_int_equal(queue.rows[0].asks_minute, TWO_O_CLOCK);
    assert_int_equal(queue.rows[0].window_hours, 168);
    assert_string_equal(queue.rows[1].asks_on, "2026-12-28");
    assert_int_equal(queue.rows[1].asks_minute, 540);
    assert_int_equal(queue.rows[1].window_hours, 5);
    assert_string_equal(queue.rows[2].asks_on, "2026-12-31");
    assert_string_equal(queue.rows[3].asks_on, "2027-01-04");
    assert_int_equal(queue.rows[3].asks_minute, 480);
    assert_int_equal(queue.rows[3].window_hours, 168);
    question_list_clear(&queue);
}

static void
what_was_agreed_is_not_the_mentors_to_set(void **state)
{
    (void)state;
    int64_t board_id = world_board(&world, COHORT);

    agree(COHORT, "weekly", "2026-12-19", "2027-01-10");
    must_be(scheduling_set(&mara, board_id, PHASE_ON_THE_JOB, "daily"),
        STATUS_CONFLICT);
    assert_non_null(strstr(reason(), "champion"));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM rhythms"), 0);
    machine_set(AFTER + 22 * DAY);
    must(viewer_refresh(&mara));
    must(scheduling_set(&mara, board_id, PHASE_ON_THE_JOB, "daily"));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(a_cohort_is_asked_on_its_own_days_until_its_end),
        TEST(it_opens_at_their_hour),
        TEST(the_others_are_asked_by_the_phase),
        TEST(a_rest_that_was_agreed_breaks_no_streak),
        TEST(what_was_agreed_before_holds_until_the_next),
        TEST(a_mentors_question_takes_the_days_and_the_hour),
        TEST(what_was_agreed_is_not_the_mentors_to_set),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
