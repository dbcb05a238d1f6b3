/* Programs, regions, cohorts and people, as the operator adds them. */

#include <stdio.h>
#include <string.h>

#include "board/enrolling.h"
#include "board/pacing.h"
#include "store/audit.h"
#include "store/boards.h"
#include "store/cohorts.h"
#include "store/members.h"
#include "store/people.h"
#include "store/store.h"
#include "support/stage.h"

static const struct cohort_terms winter = {
    .slug = "emea-winter",
    .program = "new-hire",
    .region = "emea",
    .intake = "winter 2027",
    .starts_on = "2027-01-11",
    .ends_on = "2027-02-26",
};

static int64_t
rows_of(const char *sql)
{
    struct query *query = store_query(world.store, sql);
    int64_t count = query_next(query) ? query_int(query, 0) : -1;

    assert_int_equal(query_end(query), STATUS_OK);
    return count;
}

static void
assert_refused(enum status status, enum status expected, const char *word)
{
    assert_int_equal(status, expected);
    if (strstr(reason(), word) == NULL)
        fail_msg("\"%s\" does not name %s", reason(), word);
}

static void
a_cohort_comes_with_its_boards(void **state)
{
    (void)state;
    struct board board;
    struct cohort cohort;

    assert_int_equal(world_add_cohort(operating, &winter), STATUS_OK);
    assert_int_equal(enrolling_find_cohort(operating, "emea-winter", &cohort),
        STATUS_OK);
    assert_string_equal(cohort.intake_title, "winter 2027");
    assert_string_equal(cohort.region_title, "EMEA");
    assert_string_equal(cohort.program_title, "New-hire");
    assert_string_equal(cohort.starts_on, "2027-01-11");

    assert_int_equal(boards_by_slug(world.store, "emea-winter", &board),
        STATUS_OK);
    assert_int_equal(board.kind, BOARD_COHORT);
    assert_string_equal(board.title, "EMEA, winter 2027");
    assert_int_equal(board.cohort_id, cohort.id);
    assert_int_equal(board.intake_id, cohort.intake_id);
    assert_int_equal(boards_by_slug(world.store, "new-hire-winter-2027",
                         &board),
        STATUS_OK);
    assert_int_equal(board.kind, BOARD_PROGRAM);
    assert_string_equal(board.title, "All regions, winter 2027");
    assert_int_equal(board.intake_id, cohort.intake_id);
}

static void
one_intake_has_one_program_board(void **state)
{
    (void)state;
    struct cohort_terms second = winter;
    int64_t before = rows_of("SELECT count(*) FROM boards");

    second.slug = "apac-winter";
    second.region = "apac";
    assert_int_equal(world_add_cohort(operating, &winter), STATUS_OK);
    assert_int_equal(world_add_cohort(operating, &second), STATUS_OK);
    assert_int_equal(rows_of("SELECT count(*) FROM boards"), before + 3);
    assert_int_equal(rows_of("SELECT count(*) FROM intakes"), 3);
    assert_int_equal(rows_of(
                         "SELECT count(*) FROM boards WHERE kind = 'commons'"),
        1);
}

static void
an_elearning_program_has_a_course_board(void **state)
{
    (void)state;
    struct board board;

    assert_int_equal(boards_by_slug(world.store, "safe-handling-course",
                         &board),
        STATUS_OK);
    assert_int_equal(board.kind, BOARD_COURSE);
    assert_string_equal(board.title, "Course: Safe handling");
    assert_int_equal(boards_by_slug(world.store, "new-hire-alumni", &board),
        STATUS_OK);
    assert_string_equal(board.title, "Alumni of New-hire");
    assert_int_equal(boards_by_slug(world.store, "new-hire-course", &board),
        STATUS_NOT_FOUND);
}

static void
a_wrong_argument_is_named(void **state)
{
    (void)state;
    struct cohort_terms terms = winter;

    assert_refused(enrolling_add_program(operating, "No Slug", "T",
                       "elearning"),
        STATUS_INVALID, "program");
    assert_refused(enrolling_add_program(operating, "p", "\x1b[2J",
                       "classroom"),
        STATUS_INVALID, "kind");
    assert_refused(enrolling_add_program(operating, "p", "\n\t", "elearning"),
        STATUS_INVALID, "title");
    assert_refused(enrolling_add_program(operating, "p", "\xff", "elearning"),
        STATUS_INVALID, "UTF-8");
    assert_refused(enrolling_add_program(operating, "2026", "T", "elearning"),
        STATUS_INVALID, "letter");
    assert_refused(enrolling_add_region(operating, "mars", NULL,
                       "Mars/Olympus"),
        STATUS_INVALID, "zone");
    terms.program = "none";
    assert_refused(world_add_cohort(operating, &terms), STATUS_NOT_FOUND,
        "program called none");
    terms = winter;
    terms.region = "none";
    assert_refused(world_add_cohort(operating, &terms), STATUS_NOT_FOUND,
        "region called none");
    terms = winter;
    terms.starts_on = "2027-02-30";
    assert_refused(world_add_cohort(operating, &terms), STATUS_INVALID,
        "starts");
    terms = winter;
    terms.ends_on = "2027-01-10";
    assert_refused(world_add_cohort(operating, &terms), STATUS_INVALID, "ends");
}

static void
a_refused_cohort_leaves_nothing(void **state)
{
    (void)state;
    struct cohort_terms terms = winter;
    int64_t boards = rows_of("SELECT count(*) FROM boards");
    int64_t acts = rows_of("SELECT count(*) FROM audit");

    /* The intake is new; the slug is taken. */
    terms.slug = "emea-autumn";
    assert_refused(world_add_cohort(operating, &terms), STATUS_CONFLICT,
        "emea-autumn");
    assert_int_equal(rows_of("SELECT count(*) FROM intakes"), 2);
    assert_int_equal(rows_of("SELECT count(*) FROM boards"), boards);
    assert_int_equal(rows_of("SELECT count(*) FROM audit"), acts);
    assert_int_equal(world_add_cohort(operating, &winter), STATUS_OK);
}

static void
names_taken_are_conflicts(void **state)
{
    (void)state;
    int64_t id;

    assert_refused(enrolling_add_program(operating, "new-hire", "T",
                       "elearning"),
        STATUS_CONFLICT, "new-hire");
    assert_refused(enrolling_add_region(operating, "emea", NULL, "UTC"),
        STATUS_CONFLICT, "emea");
    assert_refused(enrolling_add_person(operating, "ada", "A", NULL, &id),
        STATUS_CONFLICT, "ada");
    assert_refused(enrolling_add_member(operating, "ada", "emea-autumn",
                       "learner"),
        STATUS_CONFLICT, "learner");
}

static void
nobody_but_the_operators_program_enrols(void **state)
{
    (void)state;
    static const char *const handles[] = {"ada", "mara", "max", "una"};
    int64_t people = rows_of("SELECT count(*) FROM people");
    int64_t id;

    for (size_t i = 0; i < 4; i++) {
        world_viewer(&world, handles[i], &viewer);
        assert_int_equal(enrolling_add_program(&viewer, "p", "P", "elearning"),
            STATUS_FORBIDDEN);
        assert_int_equal(enrolling_add_region(&viewer, "r", NULL, "UTC"),
            STATUS_FORBIDDEN);
        assert_int_equal(world_add_cohort(&viewer, &winter), STATUS_FORBIDDEN);
        assert_int_equal(enrolling_add_person(&viewer, "eve", "E", NULL, &id),
            STATUS_FORBIDDEN);
        assert_int_equal(enrolling_add_member(&viewer, "tom", "emea-autumn",
                             "mentor"),
            STATUS_FORBIDDEN);
        assert_int_equal(enrolling_set_site_role(&viewer, "ada", "operator"),
            STATUS_FORBIDDEN);
        assert_int_equal(enrolling_set_name(&viewer, "ada", "Eve"),
            STATUS_FORBIDDEN);
        viewer_clear(&viewer);
    }
    assert_int_equal(rows_of("SELECT count(*) FROM people"), people);

    operating->may_write = false;
    assert_int_equal(enrolling_add_person(operating, "eve", "E", NULL, &id),
        STATUS_FORBIDDEN);
}

static void
each_act_is_on_record(void **state)
{
    (void)state;
    int64_t before = rows_of("SELECT count(*) FROM audit");

    assert_int_equal(enrolling_add_member(operating, "tom", "emea-autumn",
                         "learner"),
        STATUS_OK);
    world_viewer(&world, "max", &viewer);
    assert_int_equal(enrolling_audit(&viewer, "test", "something"), STATUS_OK);
    assert_int_equal(rows_of("SELECT count(*) FROM audit"), before + 2);
    assert_int_equal(world_recorded(&world, "operator", "member add",
                         "tom emea-autumn learner"),
        1);
    assert_int_equal(world_recorded(&world, "max", "test", "something"), 1);
}

static void
the_operator_gives_names_that_nobody_may_take(void **state)
{
    (void)state;
    struct person person;

    assert_int_equal(enrolling_set_name(operating, "ada", "Mentor  Zhubi"),
        STATUS_OK);
    assert_int_equal(people_by_handle(world.store, "ada", &person), STATUS_OK);
    assert_string_equal(person.name, "Mentor Zhubi");
    assert_int_equal(world_recorded(&world, "operator", "person name", "ada"),
        1);
    assert_refused(enrolling_set_name(operating, "ada", "Ada, mentor"),
        STATUS_INVALID, "not mentor");
    assert_refused(enrolling_set_name(operating, "eve", "Eve"),
        STATUS_NOT_FOUND, "eve");
}

static void
a_cohort_is_found_by_those_in_it(void **state)
{
    (void)state;
    struct cohort cohort;
    struct cohort_list list = {0};

    assert_int_equal(world_add_cohort(operating, &winter), STATUS_OK);
    assert_int_equal(enrolling_add_member(operating, "ada", "emea-winter",
                         "sme"),
        STATUS_OK);
    world_viewer(&world, "ada", &viewer);
    assert_int_equal(enrolling_find_cohort(&viewer, "emea-autumn", &cohort),
        STATUS_OK);
    assert_int_equal(enrolling_find_cohort(&viewer, "apac-autumn", &cohort),
        STATUS_NOT_FOUND);
    assert_int_equal(pacing_own(&viewer, &list), STATUS_OK);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.rows[0].slug, "emea-autumn");
    assert_string_equal(list.rows[1].slug, "emea-winter"); /* to come */
    cohort_list_clear(&list);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_cohort_comes_with_its_boards),
        TEST(one_intake_has_one_program_board),
        TEST(an_elearning_program_has_a_course_board),
        TEST(a_wrong_argument_is_named),
        TEST(a_refused_cohort_leaves_nothing),
        TEST(names_taken_are_conflicts),
        TEST(nobody_but_the_operators_program_enrols),
        TEST(each_act_is_on_record),
        TEST(the_operator_gives_names_that_nobody_may_take),
        TEST(a_cohort_is_found_by_those_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
