/* News on the home screen: what it changed is read, and no more. Statements are
 * counted, in a session with several boards. */

#include <sqlite3.h>
#include <stdio.h>

#include "board/enrolling.h"
#include "board/reading.h"
#include "store/engine.h"
#include "support/machine.h"
#include "support/stage.h"

#define COHORT "emea-autumn"

static struct viewer ada;
static struct viewer mara;
static int statements;

/* SQLite says "--" of what runs inside another, as a trigger. */
static int
count_one(unsigned what, void *context, void *statement, void *sql)
{
    (void)what;
    (void)context;
    (void)statement;
    statements += ((const char *)sql)[0] != '-';
    return 0;
}

/* Ada is in two cohorts: six boards and the commons. */
static int
set_up(void **state)
{
    stage_open(state);
    must(enrolling_add_member(&world.operator_viewer, "ada", "emea-safety",
        "learner"));
    stage_seat(&ada, "ada");
    stage_seat(&mara, "mara");
    talk_start(&world, "lin", COHORT, "Badge access on day one");
    talk_start(&world, "lin", "commons", "Room list");
    glass_open(&glass, &ada, 24, 80);
    sqlite3_trace_v2(ada.store->database, SQLITE_TRACE_STMT, count_one, NULL);
    return 0;
}

static int
whole(void)
{
    statements = 0;
    glass_resize(&glass, 24, 80);
    return statements;
}

static void
open_question(const char *board, const char *body)
{
    int64_t id;
    int opened;

    must(asking_add(&mara, world_board(&world, board),
        &(struct ask){.body = body, .asks_on = "2026-11-23", .asks_minute = -1},
        &id));
    must(asking_open_due(&mara, &opened));
    assert_int_equal(opened, 1);
}

static void
a_question_that_opens_reads_its_board_and_the_panel(void **state)
{
    (void)state;
    int all = whole();

    open_question(COHORT, "What did you try?");
    statements = 0;
    glass_hear(&glass, &mara);
    int read = statements;

    print_message("home: %d statements, after a question %d\n", all, read);
    glass_must_show(&glass, " What did you try?");
    glass_must_show(&glass, " a  answer, and see what the others wrote");
    assert_true(read > 0);
    assert_true(read * 2 < all);
    /* And what stands there is what all of it would be. */
    char row[512];
    int at = glass_find(&glass, "EMEA, autumn 2026   ");
    snprintf(row, sizeof row, "%s", glass_row(&glass, at));
    assert_true(whole() >= all);
    assert_string_equal(glass_row(&glass, at), row);
}

/* Of three at once each board's counts. */
static void
questions_on_several_boards_come_in_together(void **state)
{
    (void)state;
    must(enrolling_add_member(&world.operator_viewer, "mara", "emea-safety",
        "mentor"));
    must(viewer_refresh(&mara));
    open_question(COHORT, "Own?");
    open_question("emea-safety", "Gloves?");
    open_question("new-hire-autumn-2026", "All?");
    glass_hear(&glass, &mara);
    glass_must_show(&glass, " Own?");
    glass_must_show(&glass, "} next question");
    glass_type(&glass, "}");
    glass_must_show(&glass, " Gloves?");
    glass_type(&glass, "}");
    glass_must_show(&glass, " Own?"); /* the intake's gives way to it */
}

static void
an_answer_counts_in_the_panel(void **state)
{
    (void)state;
    struct viewer ben = {0};
    struct posted posted;

    open_question(COHORT, "Own?");
    glass_hear(&glass, &mara);
    glass_must_show(&glass, "0 of 4 answered");
    world_viewer(&world, "ben", &ben);
    must(asking_answer(&ben, talk_number(&world, "SELECT id FROM questions"),
        "So.", &posted));
    glass_hear(&glass, &ben);
    glass_must_show(&glass, "1 of 4 answered");
    viewer_clear(&ben);
}

static void
a_post_reads_its_board_and_what_waits(void **state)
{
    (void)state;
    struct viewer lin = {0};
    struct posted posted;

    world_viewer(&world, "lin", &lin);
    int all = whole();
    must(posting_start(&lin, world_board(&world, COHORT), "Who has the key?",
        "I have not.", &posted));
    statements = 0;
    glass_hear(&glass, &lin);
    glass_must_show(&glass, "Who has the key?");
    glass_must_show(&glass, "3 waiting");
    print_message("home: %d statements, after a post %d\n", all, statements);
    assert_true(statements < all);
    viewer_clear(&lin);
}

/* What no event tells of comes with what people do, after a while. */
static void
all_of_it_is_read_from_time_to_time(void **state)
{
    (void)state;
    struct viewer lin = {0};
    struct posted posted;

    world_viewer(&world, "lin", &lin);
    talk_run(&world, "UPDATE boards SET title = 'Everybody' "
                     "WHERE kind = 'commons'");
    must(posting_start(&lin, world_board(&world, COHORT), "One", "One.",
        &posted));
    glass_hear(&glass, &lin);
    glass_must_not_show(&glass, "Everybody");
    event_list_clear(&lin.news);
    machine_set(WORLD_NOW + 300);
    must(posting_start(&lin, world_board(&world, COHORT), "Two", "Two.",
        &posted));
    glass_hear(&glass, &lin);
    glass_must_show(&glass, "Everybody");
    viewer_clear(&lin);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(a_question_that_opens_reads_its_board_and_the_panel),
        TEST(questions_on_several_boards_come_in_together),
        TEST(an_answer_counts_in_the_panel),
        TEST(a_post_reads_its_board_and_what_waits),
        TEST(all_of_it_is_read_from_time_to_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
