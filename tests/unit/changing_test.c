/* Changing: other dates and titles for what is there already. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/changing.h"
#include "board/enrolling.h"
#include "board/phasing.h"
#include "store/programs.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"

#define DAY INT64_C(86400)

static struct cohort_changed changed;

static int
set_up(void **state)
{
    stage_open(state);
    changed = (struct cohort_changed){0};
    return 0;
}

/* A new cohort of new-hire in EMEA. */
static void
add(const char *starts_on, const char *ends_on)
{
    must(world_add_cohort(operating, &(struct cohort_terms){"late", "new-hire",
                                         "emea", "late", starts_on, ends_on}));
}

static enum status
change(const char *starts_on, const char *ends_on)
{
    return changing_cohort(operating,
        &(struct cohort_change){"late", starts_on, ends_on, "the flood"},
        &changed);
}

static enum status
say(enum phase phase, const struct cohort *cohort, struct text *subject,
    struct text *body)
{
    text_add_format(subject, "%s: %s", cohort->slug, phase_name(phase));
    text_add(body, "Go on.");
    return STATUS_OK;
}

/* The machine shows so many days after the world's now; what is due is told. */
static void
pass(int days)
{
    int done = 0;

    machine_set(WORLD_NOW + days * DAY);
    must(phasing_step(operating, say, clock_now(), &done));
}

/* "upcoming training", in the order in which they were told. */
static void
assert_told(const char *expected)
{
    struct query *query = store_query(world.store,
        "SELECT threads.subject FROM threads JOIN boards "
        "ON boards.id = threads.board_id WHERE boards.slug = 'late' "
        "ORDER BY threads.id");
    char told[400] = "";

    while (query_next(query)) {
        char subject[SUBJECT_BYTES];

        query_copy(query, 0, subject, sizeof subject);
        strcat(told, told[0] != '\0' ? " " : "");
        strcat(told, strchr(subject, ' ') + 1);
    }
    must(query_end(query));
    assert_string_equal(told, expected);
}

static void
assert_why(const char *words)
{
    if (strstr(reason(), words) == NULL)
        fail_msg("\"%s\" lacks \"%s\"", reason(), words);
}

/* ---- Cohorts --------------------------------------------------------------
 */

static void
a_training_that_is_postponed_is_told_when_it_comes(void **state)
{
    (void)state;
    add("2026-11-30", "2026-12-31"); /* in a week */
    pass(0);
    assert_told("upcoming");
    must(change("2026-12-14", "2027-01-15"));
    assert_int_equal(changed.before, PHASE_UPCOMING);
    assert_int_equal(changed.now, PHASE_UPCOMING);
    assert_int_equal(changed.told, 1U << PHASE_UPCOMING);
    pass(10);
    assert_told("upcoming");
    pass(21);
    assert_told("upcoming training");
    pass(54);
    assert_told("upcoming training on-the-job");
}

static void
what_was_told_is_not_told_again(void **state)
{
    (void)state;
    add("2026-11-23", "2026-12-31"); /* today */
    pass(0);
    assert_told("training");
    must(change("2026-12-14", NULL));
    assert_int_equal(changed.before, PHASE_TRAINING);
    assert_int_equal(changed.now, PHASE_UPCOMING);
    assert_string_equal(changed.cohort.ends_on, "2026-12-31");
    pass(21);
    assert_told("training");
    pass(39);
    assert_told("training on-the-job");
}

static void
of_phases_that_are_passed_over_the_present_one_is_told(void **state)
{
    (void)state;
    add("2027-01-11", "2027-02-26");
    pass(0);
    must(change("2026-09-07", "2026-10-30"));
    assert_int_equal(changed.now, PHASE_ON_THE_JOB);
    pass(1);
    assert_told("upcoming on-the-job");
    pass(80);
    assert_told("upcoming on-the-job alumni");
}

static void
what_the_daemon_owes_is_told_all_the_same(void **state)
{
    (void)state;
    add("2026-11-30", "2026-12-31");
    pass(0);
    /* The daemon is off while the training begins. */
    machine_set(WORLD_NOW + 9 * DAY);
    must(change(NULL, "2026-12-01"));
    assert_int_equal(changed.now, PHASE_ON_THE_JOB);
    pass(10);
    assert_told("upcoming training on-the-job");
}

static void
the_alumnis_board_follows_the_dates(void **state)
{
    struct board board;

    (void)state;
    world_viewer(&world, "ada", &viewer);
    must_be(reading_board(&viewer, "new-hire-alumni", &board),
        STATUS_NOT_FOUND);
    must(changing_cohort(operating,
        &(struct cohort_change){"emea-autumn", NULL, "2026-11-20", NULL},
        &changed));
    must(viewer_refresh(&viewer));
    must(reading_board(&viewer, "new-hire-alumni", &board));
    assert_true(viewer.has_changed);
}

static void
questions_in_the_queue_stay_where_they_are(void **state)
{
    int64_t id = 0;

    (void)state;
    world_viewer(&world, "mara", &viewer);
    must(asking_add(&viewer, world_board(&world, "emea-autumn"),
        &(struct ask){.body = "What is new?",
            .asks_on = "2026-11-26",
            .asks_minute = -1},
        &id));
    must(changing_cohort(operating,
        &(struct cohort_change){"emea-autumn", "2027-01-11", "2027-02-26",
            NULL},
        &changed));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM questions "
                                         "WHERE asks_on = '2026-11-26'"),
        1);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM openings "
                                         "WHERE opens_at BETWEEN 1795593600 "
                                         "AND 1795766400"),
        talk_number(&world, "SELECT count(*) FROM openings"));
}

static void
both_dates_are_on_record(void **state)
{
    (void)state;
    add("2026-11-30", "2026-12-31");
    must(change("2026-12-14", "2027-01-15"));
    assert_int_equal(world_recorded(&world, "operator", "cohort change",
                         "late 2026-12-14 to 2027-01-15, was 2026-11-30 to "
                         "2026-12-31"),
        1);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit "
                                         "WHERE reason = 'the flood'"),
        1);
}

static void
dates_that_cannot_be_are_refused(void **state)
{
    static const struct {
        const char *starts_on;
        const char *ends_on;
        enum status status;
        const char *why;
    } rows[] = {
        {"2027-01-01", NULL, STATUS_INVALID, "before it starts"},
        {NULL, "2026-11-29", STATUS_INVALID, "before it starts"},
        {"soon", NULL, STATUS_INVALID, "starts: "},
        {NULL, "2026-02-30", STATUS_INVALID, "ends: "},
        {NULL, NULL, STATUS_CONFLICT, "already"},
        {"2026-11-30", "2026-12-31", STATUS_CONFLICT, "already"},
    };

    (void)state;
    add("2026-11-30", "2026-12-31");
    int64_t acts = talk_number(&world, "SELECT count(*) FROM audit");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        must_be(change(rows[i].starts_on, rows[i].ends_on), rows[i].status);
        assert_why(rows[i].why);
    }
    must_be(changing_cohort(operating,
                &(struct cohort_change){"nowhere", "2026-11-30", NULL, NULL},
                &changed),
        STATUS_NOT_FOUND);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"), acts);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM cohorts WHERE "
                                         "slug = 'late' AND starts_on = "
                                         "'2026-11-30'"),
        1);
}

/* ---- Programs -------------------------------------------------------------
 */

static enum status
set(const char *title, const char *goal, const char *weeks)
{
    return changing_program(operating,
        &(struct program_change){"new-hire", title, goal, weeks, NULL});
}

static void
a_programs_title_is_that_of_its_boards(void **state)
{
    struct board board;
    struct program program;

    (void)state;
    must(set("New colleagues", "Everyone solves tickets", NULL));
    must(reading_board(operating, "new-hire-alumni", &board));
    assert_string_equal(board.title, "Alumni of New colleagues");
    must(reading_board(operating, "safe-handling-alumni", &board));
    assert_string_equal(board.title, "Alumni of Safe handling");
    must(programs_by_slug(world.store, "new-hire", &program));
    assert_string_equal(program.title, "New colleagues");
    assert_string_equal(program.goal, "Everyone solves tickets");
    assert_int_equal(program.weeks_on_the_job, 12);
    must(set(NULL, "", NULL));
    must(programs_by_slug(world.store, "new-hire", &program));
    assert_string_equal(program.goal, "");
    assert_int_equal(world_recorded(&world, "operator", "program set",
                         "new-hire title \"New colleagues\" goal \"Everyone "
                         "solves tickets\""),
        1);

    must(changing_program(operating,
        &(struct program_change){"safe-handling", "Safety", NULL, NULL, NULL}));
    must(reading_board(operating, "safe-handling-course", &board));
    assert_string_equal(board.title, "Course: Safety");
}

static void
weeks_on_the_job_move_the_phases(void **state)
{
    (void)state;
    add("2026-09-07", "2026-10-30");
    pass(0);
    assert_told("");
    must(set(NULL, NULL, "2"));
    pass(1);
    assert_told("alumni");
    must(set(NULL, NULL, "30"));
    pass(2);
    assert_told("alumni");
}

static void
a_program_is_not_set_to_what_cannot_be(void **state)
{
    static const struct {
        const char *title;
        const char *goal;
        const char *weeks;
        const char *why;
    } rows[] = {
        {NULL, NULL, NULL, "--title, --goal or"},
        {"", NULL, NULL, "title: "},
        {" ", NULL, NULL, "title: "},
        {NULL, "\xFF", NULL, "goal: "},
        {NULL, NULL, "-1", "weeks on the job: "},
        {NULL, NULL, "521", "weeks on the job: "},
        {NULL, NULL, "two", "weeks on the job: "},
        {"Good", "Good", "two", "weeks on the job: "},
    };
    struct program program;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        must_be(set(rows[i].title, rows[i].goal, rows[i].weeks),
            STATUS_INVALID);
        assert_why(rows[i].why);
    }
    must_be(changing_program(operating,
                &(struct program_change){"none", "T", NULL, NULL, NULL}),
        STATUS_NOT_FOUND);
    must(programs_by_slug(world.store, "new-hire", &program));
    assert_string_equal(program.title, "New-hire");
}

static void
only_the_operator_changes_them(void **state)
{
    static const char *const handles[] = {"ada", "mara", "jo", "rob", "max",
        "una"};

    (void)state;
    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++) {
        world_viewer(&world, handles[i], &viewer);
        must_be(changing_cohort(&viewer,
                    &(struct cohort_change){"emea-autumn", "2026-11-09", NULL,
                        NULL},
                    &changed),
            STATUS_FORBIDDEN);
        must_be(changing_program(&viewer, &(struct program_change){"new-hire",
                                              "T", NULL, NULL, NULL}),
            STATUS_FORBIDDEN);
        viewer_clear(&viewer);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_training_that_is_postponed_is_told_when_it_comes),
        TEST(what_was_told_is_not_told_again),
        TEST(of_phases_that_are_passed_over_the_present_one_is_told),
        TEST(what_the_daemon_owes_is_told_all_the_same),
        TEST(the_alumnis_board_follows_the_dates),
        TEST(questions_in_the_queue_stay_where_they_are),
        TEST(both_dates_are_on_record),
        TEST(dates_that_cannot_be_are_refused),
        TEST(a_programs_title_is_that_of_its_boards),
        TEST(weeks_on_the_job_move_the_phases),
        TEST(a_program_is_not_set_to_what_cannot_be),
        TEST(only_the_operator_changes_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
