/* The SMEs of a course: named for it as a whole, in none of its cohorts. */

#include <stdio.h>
#include <string.h>

#include "board/access.h"
#include "board/enrolling.h"
#include "board/presence.h"
#include "board/staffing.h"
#include "store/boards.h"
#include "store/members.h"
#include "store/people.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"
#include "ui/display.h"

/* The slugs of the boards that are listed, each of which the viewer may write
 * on, while no other is theirs to see. */
static void
assert_boards(const char *expected)
{
    static const char sql[] = SQL(SELECT slug FROM boards ORDER BY id);
    struct board_list list = {0};
    char listed[600] = "";
    char slug[SLUG_BYTES];
    size_t visible = 0;

    must(viewer_refresh(&viewer));
    must(access_boards(&viewer, &list));
    for (size_t i = 0; i < list.count; i++) {
        strcat(listed, i > 0 ? " " : "");
        strcat(listed, list.rows[i].board.slug);
        must(rights_require(&viewer, RIGHT_POST, &list.rows[i].board));
    }
    assert_string_equal(listed, expected);

    struct query *query = store_query(world.store, sql);
    while (query_next(query)) {
        struct board board;

        query_copy(query, 0, slug, sizeof slug);
        if (access_board_named(&viewer, slug, RIGHT_SEE, &board) == STATUS_OK)
            visible++;
    }
    must(query_end(query));
    assert_int_equal(visible, list.count);
    board_list_clear(&list);
}

static void
a_courses_sme_sees_the_course_and_its_cohorts(void **state)
{
    (void)state;
    world_viewer(&world, "tom", &viewer);
    assert_boards("commons");
    must(staffing_add_sme(operating, "tom", "safe-handling"));
    assert_boards("emea-safety safe-handling-spring-2026 safe-handling-alumni "
                  "safe-handling-course commons");
    /* A cohort that is added later is theirs too. */
    must(world_add_cohort(operating,
        &(struct cohort_terms){"apac-safety", "safe-handling", "apac",
            "summer 2026", "2026-06-01", "2026-07-24"}));
    assert_boards("apac-safety emea-safety safe-handling-spring-2026 "
                  "safe-handling-summer-2026 safe-handling-alumni "
                  "safe-handling-course commons");
}

static void
who_is_no_longer_sme_sees_nothing_at_the_next_key(void **state)
{
    (void)state;
    must(staffing_add_sme(operating, "tom", "safe-handling"));
    world_viewer(&world, "tom", &viewer);
    must(staffing_remove_sme(operating, "tom", "safe-handling"));
    assert_boards("commons");
    must_be(staffing_remove_sme(operating, "tom", "safe-handling"),
        STATUS_NOT_FOUND);
}

static void
it_is_a_role_of_staff(void **state)
{
    (void)state;
    struct board board;

    must(staffing_add_sme(operating, "tom", "safe-handling"));
    world_viewer(&world, "tom", &viewer);
    must(access_board_named(&viewer, "emea-safety", RIGHT_ASK, &board));
    must(access_board_named(&viewer, "safe-handling-course", RIGHT_SEE_COVERED,
        &board));
    assert_int_equal(rights_drawn_role(ROLE_NONE, &viewer.members, &board),
        ROLE_SME);
    must_be(access_board_named(&viewer, "emea-safety", RIGHT_SEE_TODO, &board),
        STATUS_FORBIDDEN);
}

static void
two_courses_are_kept_apart(void **state)
{
    (void)state;
    must(enrolling_add_program(operating, "ladders", "Ladders", "elearning"));
    must(staffing_add_sme(operating, "tom", "safe-handling"));
    world_viewer(&world, "tom", &viewer);
    must(staffing_add_sme(operating, "tom", "ladders"));
    must(staffing_remove_sme(operating, "tom", "safe-handling"));
    assert_boards("ladders-alumni ladders-course commons");
}

static bool
meets(const char *handle)
{
    struct presence presence = {0};
    int64_t id = world_person(&world, handle);

    viewer_here(&viewer, &id, 1);
    must(presence_counts(&viewer, &presence));
    bool is_met = presence.total == 1;
    presence_clear(&presence);
    return is_met;
}

static void
they_meet_those_of_their_course_alone(void **state)
{
    (void)state;
    must(enrolling_add_program(operating, "ladders", "Ladders", "elearning"));
    must(staffing_add_sme(operating, "tom", "safe-handling"));
    must(staffing_add_sme(operating, "ben", "ladders"));
    world_viewer(&world, "tom", &viewer);
    assert_true(meets("zoe"));
    assert_false(meets("ada"));
    assert_false(meets("ben")); /* of another course */
}

static void
only_the_operator_names_them_in_elearning_alone(void **state)
{
    (void)state;
    must_be(staffing_add_sme(operating, "tom", "new-hire"), STATUS_INVALID);
    must_be(staffing_add_sme(operating, "tom", "none"), STATUS_NOT_FOUND);
    must_be(staffing_add_sme(operating, "none", "safe-handling"),
        STATUS_NOT_FOUND);
    must(staffing_add_sme(operating, "tom", "safe-handling"));
    must_be(staffing_add_sme(operating, "tom", "safe-handling"),
        STATUS_CONFLICT);
    world_viewer(&world, "una", &viewer);
    must_be(staffing_add_sme(&viewer, "ben", "safe-handling"),
        STATUS_FORBIDDEN);
    must_be(staffing_remove_sme(&viewer, "tom", "safe-handling"),
        STATUS_FORBIDDEN);
    assert_int_equal(world_recorded(&world, "operator", "course sme add",
                         "tom safe-handling"),
        1);
}

static void
assert_smes(const char *expected)
{
    struct person_list list = {0};
    char named[200] = "";

    must(staffing_smes_of(&viewer, "safe-handling", &list));
    for (size_t i = 0; i < list.count; i++) {
        strcat(named, i > 0 ? " " : "");
        strcat(named, list.rows[i].handle);
    }
    person_list_clear(&list);
    assert_string_equal(named, expected);
}

static void
they_are_named_to_whoever_sees_the_course(void **state)
{
    (void)state;
    struct person_list list = {0};

    must(staffing_add_sme(operating, "tom", "safe-handling"));
    machine_set(WORLD_NOW + 60);
    must(staffing_add_sme(operating, "sam", "safe-handling"));
    world_viewer(&world, "zoe", &viewer);
    assert_smes("tom sam");
    must_be(staffing_smes_of(&viewer, "new-hire", &list), STATUS_NOT_FOUND);
    viewer_clear(&viewer);
    world_viewer(&world, "ada", &viewer);
    must_be(staffing_smes_of(&viewer, "safe-handling", &list),
        STATUS_NOT_FOUND);
    must_be(staffing_smes_of(operating, "new-hire", &list), STATUS_INVALID);
}

static void
the_courses_board_names_its_smes(void **state)
{
    (void)state;
    must(staffing_add_sme(operating, "tom", "safe-handling"));
    must(staffing_add_sme(operating, "sam", "safe-handling"));
    world_viewer(&world, "zoe", &viewer);
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "G\rb"); /* the commons have none */
    glass_must_not_show(&glass, "SME");
    glass_type(&glass, "k\r");
    glass_must_be_at(&glass, "board");
    assert_int_equal(glass_find(&glass, "Course: Safe handling"), 0);
    assert_string_equal(glass_row(&glass, 22), " SMEs: Sam Reyes, Tom Ito");
    glass_resize(&glass, 24, 20);
    assert_string_equal(glass_row(&glass, 22), " SMEs: Sam Reyes, ..");
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_courses_sme_sees_the_course_and_its_cohorts),
        TEST(who_is_no_longer_sme_sees_nothing_at_the_next_key),
        TEST(it_is_a_role_of_staff),
        TEST(two_courses_are_kept_apart),
        TEST(they_meet_those_of_their_course_alone),
        TEST(only_the_operator_names_them_in_elearning_alone),
        TEST(they_are_named_to_whoever_sees_the_course),
        TEST(the_courses_board_names_its_smes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
