/* At most one daily question waits for a person, over all their boards; on
 * leave none does; and who is counted is who was asked. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/absence.h"
#include "board/championing.h"
#include "board/enrolling.h"
#include "board/pacing.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define ALUMNI  "new-hire-alumni"

#define HOUR INT64_C(3600)
#define DAY  INT64_C(86400)

static struct viewer mara;
static struct viewer ada;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&mara, "mara");
    stage_seat(&ada, "ada");
    return 0;
}

static int64_t
ask(const char *board, const char *body, const char *date, int hours)
{
    int64_t id;
    int opened;

    must(asking_add(&mara, world_board(&world, board),
        &(struct ask){
            .body = body,
            .asks_on = date,
            .asks_minute = -1,
            .window_hours = hours,
            .is_again = true,
        },
        &id));
    must(asking_open_due(&world.operator_viewer, &opened));
    return id;
}

/* "Mine! Other, Old+": what is in the panel; "!" it waits, "+" answered. */
static const char *
panel_of(struct viewer *who)
{
    static char line[400];
    struct panel_list panels;
    size_t used = 0;

    line[0] = '\0';
    must(viewer_refresh(who));
    must(asking_today(who, &panels));
    for (size_t i = 0; i < panels.count; i++) {
        const struct panel *panel = &panels.rows[i];

        used += (size_t)snprintf(line + used, sizeof line - used, "%s%s%s",
            i == 0 ? "" : ", ", panel->is_open ? panel->question.body : "next",
            panel->is_waiting    ? "!"
            : panel->is_answered ? "+"
            : panel->is_skipped  ? "-"
                                 : "");
    }
    panel_list_clear(&panels);
    return line;
}

static void
answer(struct viewer *who, int64_t id)
{
    struct posted posted;

    must(asking_answer(who, id, "So.", &posted));
}

static int
asked_of(int64_t id)
{
    struct panel panel;
    struct viewer mei = {0};

    world_viewer(&world, "mara", &mei);
    must(asking_panel(&mei, id, &panel));
    viewer_clear(&mei);
    return panel.asked;
}

static void
a_cohorts_own_comes_before_its_intakes(void **state)
{
    (void)state;
    struct viewer kofi = {0};
    int64_t all = ask(PROGRAM, "All", "2026-11-23", 0);

    assert_string_equal(panel_of(&ada), "All!");
    assert_int_equal(asked_of(all), 6);
    int64_t own = ask(COHORT, "Own", "2026-11-23", 0);
    assert_string_equal(panel_of(&ada), "Own!");
    /* Those who were asked are counted: not EMEA's four. */
    assert_int_equal(asked_of(all), 2);
    assert_int_equal(asked_of(own), 4);
    world_viewer(&world, "kofi", &kofi);
    machine_set(WORLD_NOW + 4 * HOUR);
    assert_string_equal(panel_of(&kofi), "All!");
    viewer_clear(&kofi);
    answer(&ada, own);
    assert_string_equal(panel_of(&ada), "Own+");
}

/* Before its hour too: it is not for the intake's to fill the time. */
static void
a_cohorts_own_that_opens_later_comes_before_it_too(void **state)
{
    (void)state;
    int64_t id;

    ask(PROGRAM, "All", "2026-11-23", 0);
    must(asking_add(&mara, world_board(&world, COHORT),
        &(struct ask){
            .body = "Own",
            .asks_on = "2026-11-23",
            .asks_minute = 1200,
        },
        &id));
    assert_string_equal(panel_of(&ada), "next");
}

static void
of_two_days_the_newer_waits(void **state)
{
    (void)state;
    ask(COHORT, "Sunday", "2026-11-22", 48);
    assert_string_equal(panel_of(&ada), "Sunday!");
    ask(PROGRAM, "Monday", "2026-11-23", 0);
    assert_string_equal(panel_of(&ada), "Monday!");
    answer(&ada, talk_number(&world,
                     SQL(
        SELECT id FROM questions WHERE body = 'Monday')));
    assert_string_equal(panel_of(&ada), "Monday+");
    machine_set(WORLD_NOW + DAY - 4 * HOUR); /* Monday's has closed */
    assert_string_equal(panel_of(&ada), "");
}

static void
a_weekly_one_waits_beside_the_daily(void **state)
{
    (void)state;
    ask(PROGRAM, "Weekly", "2026-11-20", 168);
    ask(COHORT, "Daily", "2026-11-23", 0);
    assert_string_equal(panel_of(&ada), "Daily!, Weekly!");
}

static void
add_ada_to(const char *cohort)
{
    must(
        enrolling_add_member(&world.operator_viewer, "ada", cohort, "learner"));
    must(
        enrolling_add_member(&world.operator_viewer, "mara", cohort, "mentor"));
    must(viewer_refresh(&ada));
    must(viewer_refresh(&mara));
}

/* The other is there to be answered, and waits for nobody. */
static void
of_several_cohorts_one_waits(void **state)
{
    (void)state;
    add_ada_to("emea-safety");
    int64_t own = ask(COHORT, "Own", "2026-11-23", 0);
    int64_t other = ask("emea-safety", "Other", "2026-11-23", 0);

    assert_string_equal(panel_of(&ada), "Own!, Other");
    answer(&ada, own);
    assert_string_equal(panel_of(&ada), "Own+, Other");
    answer(&ada, other);
    assert_string_equal(panel_of(&ada), "Own+, Other+");
}

static void
of_several_cohorts_the_one_that_opened_last_waits(void **state)
{
    (void)state;
    int64_t id;
    int opened;

    add_ada_to("emea-safety");
    ask("emea-safety", "Other", "2026-11-23", 0);
    must(asking_add(&mara, world_board(&world, COHORT),
        &(struct ask){
            .body = "Later",
            .asks_on = "2026-11-23",
            .asks_minute = 840,
        },
        &id));
    assert_string_equal(panel_of(&ada), "Other!");
    machine_set(WORLD_NOW + 2 * HOUR);
    must(asking_open_due(&world.operator_viewer, &opened));
    assert_string_equal(panel_of(&ada), "Later!, Other");
    must(asking_skip(&ada, id));
    assert_string_equal(panel_of(&ada), "Later-, Other");
}

/* ---- Leave -------------------------------------------------------------- */

static void
go(const char *handle, const char *from, const char *to)
{
    struct viewer who = {0};

    world_viewer(&world, handle, &who);
    must(absence_take(&who, from, to));
    viewer_clear(&who);
}

static void
on_leave_nothing_waits(void **state)
{
    (void)state;
    int64_t id = ask(COHORT, "Own", "2026-11-23", 0);
    struct panel_list panels;

    go("ada", "2026-11-23", "2026-11-24");
    assert_string_equal(panel_of(&ada), "Own");
    must(asking_today(&ada, &panels));
    assert_true(panels.rows[0].is_away);
    panel_list_clear(&panels);
    answer(&ada, id); /* who wants to, may */
    assert_string_equal(panel_of(&ada), "Own+");
}

static void
back_from_leave_the_newest_waits(void **state)
{
    (void)state;
    int opened;

    go("ada", "2026-11-23", "2026-11-24");
    for (int day = 23; day <= 25; day++) {
        char date[11];
        char body[8];

        snprintf(date, sizeof date, "2026-11-%d", day);
        snprintf(body, sizeof body, "%d", day);
        ask(COHORT, body, date, 72);
    }
    machine_set(WORLD_NOW + 2 * DAY);
    must(asking_open_due(&world.operator_viewer, &opened));
    assert_string_equal(panel_of(&ada), "25!");
}

/* From the first day to the last, both included; by the question's day. */
static void
those_on_leave_are_not_counted(void **state)
{
    (void)state;
    int64_t monday = ask(COHORT, "23", "2026-11-23", 48);
    int64_t sunday = ask(PROGRAM, "22", "2026-11-22", 72);
    struct thread_list threads;

    assert_int_equal(asked_of(monday), 4);
    go("lin", "2026-11-23", "2026-11-27");
    go("ben", "2026-11-20", "2026-11-23");
    go("ola", "2026-11-24", "2026-11-27");
    assert_int_equal(asked_of(monday), 2);
    assert_int_equal(asked_of(sunday), 5); /* ben alone was away */
    must(reading_threads(&mara, world_board(&world, COHORT), NULL, 20,
        &threads));
    assert_int_equal(threads.rows[0].asked, 2);
    thread_list_clear(&threads);
}

/* EMEA has a question of its own on two of them. */
static void
in_a_list_each_day_counts_for_itself(void **state)
{
    (void)state;
    static const int asked[] = {2, 5, 2, 6}; /* from the 22nd back */
    struct thread_list threads;

    ask(COHORT, "Own", "2026-11-20", 168);
    ask(COHORT, "Own too", "2026-11-22", 168);
    ask(PROGRAM, "19", "2026-11-19", 168);
    ask(PROGRAM, "20", "2026-11-20", 168);
    ask(PROGRAM, "21", "2026-11-21", 168);
    ask(PROGRAM, "22", "2026-11-22", 168);
    go("ben", "2026-11-21", "2026-11-21");
    must(reading_threads(&mara, world_board(&world, PROGRAM), NULL, 20,
        &threads));
    assert_int_equal(threads.count, 4);
    for (int i = 0; i < 4; i++)
        assert_int_equal(threads.rows[i].asked, asked[i]);
    thread_list_clear(&threads);
}

/* "3 of 2" is none. */
static void
who_answers_on_leave_counts(void **state)
{
    (void)state;
    static const char *const handles[] = {"lin", "ben", "ola"};
    int64_t id = ask(COHORT, "Own", "2026-11-23", 0);

    for (int i = 0; i < 3; i++) {
        struct viewer who = {0};

        go(handles[i], "2026-11-23", "2026-11-23");
        world_viewer(&world, handles[i], &who);
        answer(&who, id);
        viewer_clear(&who);
    }
    assert_int_equal(asked_of(id), 3);
}

/* ---- Alumni ------------------------------------------------------------- */

static void
alumni_are_those_whose_training_is_over(void **state)
{
    (void)state;
    must(world_add_cohort(&world.operator_viewer, &(struct cohort_terms){
                                                      .slug = "emea-early",
                                                      .program = "new-hire",
                                                      .region = "emea",
                                                      .intake = "spring 2026",
                                                      .starts_on = "2026-02-02",
                                                      .ends_on = "2026-03-27",
                                                  }));
    add_ada_to("emea-early"); /* and still in training elsewhere */
    must(enrolling_add_member(&world.operator_viewer, "tom", "emea-early",
        "learner"));
    must(viewer_refresh(&mara));
    int64_t id = ask(ALUMNI, "How are you?", "2026-11-23", 0);

    assert_int_equal(asked_of(id), 2); /* of seven in the program */
    go("tom", "2026-11-01", "2026-11-30");
    assert_int_equal(asked_of(id), 1);
}

static void
alone_each_by_their_own_days(void **state)
{
    (void)state;

    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    must(enrolling_add_member(operating, "lin", "emea-safety", "learner"));
    must(enrolling_add_member(operating, "mara", "emea-safety", "mentor"));
    must(viewer_refresh(&mara));
    /* 54 days: over on the 22nd; over on the 23rd. */
    must(pacing_set_start(operating, "tom", "emea-safety", "2026-09-30"));
    must(pacing_set_start(operating, "lin", "emea-safety", "2026-10-01"));
    int64_t id = ask("safe-handling-alumni", "How are you?", "2026-11-23", 0);
    assert_int_equal(asked_of(id), 2); /* zoe, tom */
    talk_run(&world, "UPDATE questions SET asks_on = '2026-11-24'");
    assert_int_equal(asked_of(id), 3);
}

/* ---- The champion's list ------------------------------------------------ */

static int
acts_that_name(const char *name)
{
    struct viewer jo = {0};
    struct todo_list list;
    int found = 0;

    world_viewer(&world, "jo", &jo);
    must(championing_todo(&jo, COHORT, &list));
    for (size_t i = 0; i < list.count; i++)
        found += strstr(list.rows[i].words, name) != NULL;
    todo_list_clear(&list);
    viewer_clear(&jo);
    return found;
}

static void
a_champion_is_not_sent_after_those_on_leave(void **state)
{
    (void)state;
    machine_set(WORLD_NOW + 4 * DAY); /* never here, days after they came */
    assert_int_equal(acts_that_name("Ola"), 0); /* "and 2 others" */
    go("lin", "2026-11-27", "2026-11-29");
    go("ben", "2026-11-27", "2026-11-29");
    assert_int_equal(acts_that_name("Lin"), 0);
    assert_true(acts_that_name("Ola") > 0);
    machine_set(WORLD_NOW + 7 * DAY);
    assert_true(acts_that_name("Lin") > 0);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(a_cohorts_own_comes_before_its_intakes),
        TEST(a_cohorts_own_that_opens_later_comes_before_it_too),
        TEST(of_two_days_the_newer_waits),
        TEST(a_weekly_one_waits_beside_the_daily),
        TEST(of_several_cohorts_one_waits),
        TEST(of_several_cohorts_the_one_that_opened_last_waits),
        TEST(on_leave_nothing_waits),
        TEST(back_from_leave_the_newest_waits),
        TEST(those_on_leave_are_not_counted),
        TEST(in_a_list_each_day_counts_for_itself),
        TEST(who_answers_on_leave_counts),
        TEST(alumni_are_those_whose_training_is_over),
        TEST(alone_each_by_their_own_days),
        TEST(a_champion_is_not_sent_after_those_on_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
