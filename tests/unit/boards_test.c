/* Boards: how they are found, and in which order one person sees them. */

#include <stdio.h>
#include <string.h>

#include "board/enrolling.h"
#include "store/boards.h"
#include "store/members.h"
#include "support/stage.h"

static void
assert_visible(const struct boards_seen_by *who, const char *slugs)
{
    struct board_list list = {0};
    char seen[600] = "";

    assert_int_equal(boards_visible(world.store, who, &list), STATUS_OK);
    for (size_t i = 0; i < list.count; i++) {
        strcat(seen, i > 0 ? " " : "");
        strcat(seen, list.rows[i].board.slug);
    }
    board_list_clear(&list);
    assert_string_equal(seen, slugs);
}

static struct boards_seen_by
person(const char *handle, const char *today)
{
    return (struct boards_seen_by){
        .person_id = world_person(&world, handle),
        .today = today,
    };
}

static void
a_learner_sees_cohort_program_commons(void **state)
{
    (void)state;
    struct boards_seen_by ada = person("ada", "2026-11-23");

    assert_visible(&ada, "emea-autumn new-hire-autumn-2026 commons");
}

static void
alumni_are_seen_from_the_end(void **state)
{
    (void)state;
    struct boards_seen_by ada = person("ada", "2026-12-18");

    assert_visible(&ada,
        "emea-autumn new-hire-autumn-2026 new-hire-alumni commons");
    ada.today = "2026-12-17";
    assert_visible(&ada, "emea-autumn new-hire-autumn-2026 commons");
}

static void
kinds_come_in_order_and_titles_within(void **state)
{
    (void)state;
    struct boards_seen_by zoe = person("zoe", "2026-12-31");

    assert_int_equal(members_add(world.store, zoe.person_id,
                         world_cohort(&world, "amer-autumn"), ROLE_SME, 0),
        STATUS_OK);
    assert_visible(&zoe,
        "amer-autumn emea-safety "
        "new-hire-autumn-2026 safe-handling-spring-2026 "
        "new-hire-alumni safe-handling-alumni safe-handling-course commons");
}

static void
two_roles_show_a_board_once(void **state)
{
    (void)state;
    struct boards_seen_by mara = person("mara", "2026-11-23");

    assert_int_equal(members_add(world.store, mara.person_id,
                         world_cohort(&world, "emea-autumn"), ROLE_SME, 0),
        STATUS_OK);
    assert_visible(&mara,
        "emea-autumn new-hire-autumn-2026 new-hire-alumni commons");
}

static void
who_sees_all_has_their_own_first(void **state)
{
    (void)state;
    struct boards_seen_by max = person("max", "2026-11-23");

    max.sees_all = true;
    assert_int_equal(members_add(world.store, max.person_id,
                         world_cohort(&world, "emea-autumn"), ROLE_MODERATOR,
                         0),
        STATUS_OK);
    assert_visible(&max,
        "emea-autumn amer-autumn apac-autumn emea-safety "
        "new-hire-autumn-2026 safe-handling-spring-2026 "
        "new-hire-alumni safe-handling-alumni safe-handling-course commons");
}

static void
who_is_in_no_cohort_sees_the_commons(void **state)
{
    (void)state;
    struct boards_seen_by tom = person("tom", "2026-11-23");
    struct boards_seen_by pia = person("pia", "2026-12-31");

    assert_visible(&tom, "commons");
    assert_visible(&pia, "commons"); /* a sponsor sees counts only */
}

static void
a_board_is_found_by_slug_and_id(void **state)
{
    (void)state;
    struct board board;
    struct board same;

    assert_int_equal(boards_by_slug(world.store, "emea-autumn", &board),
        STATUS_OK);
    assert_string_equal(board.title, "EMEA, autumn 2026");
    assert_int_equal(board.kind, BOARD_COHORT);
    assert_int_equal(board.thread_count, 0);
    assert_int_equal(boards_by_id(world.store, board.id, &same), STATUS_OK);
    assert_memory_equal(&board, &same, sizeof same);
    assert_int_equal(boards_by_slug(world.store, "none", &board),
        STATUS_NOT_FOUND);
    assert_int_equal(boards_by_id(world.store, 999, &board), STATUS_NOT_FOUND);
}

static void
there_is_one_board_of_a_kind(void **state)
{
    (void)state;
    struct board board = {0};
    int64_t id;

    assert_int_equal(boards_by_slug(world.store, "emea-autumn", &board),
        STATUS_OK);
    strcpy(board.slug, "second");
    assert_int_equal(boards_add(world.store, &board, 0, &id), STATUS_CONFLICT);
    board = (struct board){.kind = BOARD_COMMONS, .slug = "second"};
    assert_int_equal(boards_add(world.store, &board, 0, &id), STATUS_CONFLICT);
    board = (struct board){.kind = BOARD_COURSE, .slug = "nobodys"};
    assert_int_equal(boards_add(world.store, &board, 0, &id), STATUS_CONFLICT);
}

static void
boards_are_called_after_what_they_are_for(void **state)
{
    (void)state;
    struct viewer *who = &world.operator_viewer;
    struct board board;
    struct board other;
    struct cohort_terms terms = {
        .slug = "emea-long",
        .program = "a-program-of-thirty-four-letters-x",
        .region = "emea",
        .intake = "\xe7\xa7\x8b 2026 \xe3\x81\xae\xe7\xb5\x84",
        .starts_on = "2026-11-02",
        .ends_on = "2026-11-02",
    };

    assert_int_equal(enrolling_add_program(who, terms.program, "Long",
                         "instructor-led"),
        STATUS_INVALID);
    terms.program = "long-program";
    assert_int_equal(enrolling_add_program(who, terms.program, "Long",
                         "instructor-led"),
        STATUS_OK);
    assert_int_equal(world_add_cohort(who, &terms), STATUS_OK);
    assert_int_equal(boards_by_slug(world.store, "long-program-2026", &board),
        STATUS_OK);
    assert_string_equal(board.title,
        "All regions, \xe7\xa7\x8b 2026 \xe3\x81\xae\xe7\xb5\x84");

    /* Another title, the same in a slug. */
    terms.slug = "emea-longer";
    terms.intake = "\xe6\x98\xa5 2026";
    assert_int_equal(world_add_cohort(who, &terms), STATUS_OK);
    assert_int_equal(boards_by_slug(world.store, "long-program-4", &other),
        STATUS_OK);
    assert_int_equal(other.kind, BOARD_PROGRAM);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_learner_sees_cohort_program_commons),
        TEST(alumni_are_seen_from_the_end),
        TEST(kinds_come_in_order_and_titles_within),
        TEST(two_roles_show_a_board_once),
        TEST(who_sees_all_has_their_own_first),
        TEST(who_is_in_no_cohort_sees_the_commons),
        TEST(a_board_is_found_by_slug_and_id),
        TEST(there_is_one_board_of_a_kind),
        TEST(boards_are_called_after_what_they_are_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
