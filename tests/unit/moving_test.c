/* Members leave a cohort, or change to another: rights follow, posts stay. */

#include <string.h>

#include "board/enrolling.h"
#include "board/moving.h"
#include "board/pacing.h"
#include "support/stage.h"

static struct text roles;

static int
tear_down(void **state)
{
    text_clear(&roles);
    return stage_close(state);
}

static enum status
take_away(const char *handle, const char *cohort, const char *role)
{
    text_truncate(&roles, 0);
    return moving_remove(operating,
        &(struct moving){.handle = handle, .cohort = cohort, .role = role},
        &roles);
}

static enum status
move(const char *handle, const char *cohort, const char *to)
{
    text_truncate(&roles, 0);
    return moving_move(operating,
        &(struct moving){.handle = handle,
            .cohort = cohort,
            .to = to,
            .why = "asked  to"},
        &roles);
}

static bool
sees(const char *board)
{
    struct board found;

    return reading_board(&viewer, board, &found) == STATUS_OK;
}

static void
assert_why(const char *words)
{
    if (strstr(reason(), words) == NULL)
        fail_msg("\"%s\" lacks \"%s\"", reason(), words);
}

static void
a_role_taken_away_counts_at_the_next_key(void **state)
{
    (void)state;
    int64_t thread = talk_start(&world, "ada", "emea-autumn", "Badges");

    world_viewer(&world, "ada", &viewer);
    assert_true(sees("emea-autumn"));
    must(take_away("ada", "emea-autumn", NULL));
    assert_string_equal(text_bytes(&roles), "learner");
    must(viewer_refresh(&viewer));
    assert_false(sees("emea-autumn"));
    assert_false(sees("new-hire-autumn-2026"));
    assert_true(sees("commons"));
    viewer_clear(&viewer);

    world_viewer(&world, "lin", &viewer);
    struct thread_row row = {0};
    must(reading_thread(&viewer, thread, &row));
    assert_string_equal(row.thread.author_name, "Ada Obi");
    assert_int_equal(world_recorded(&world, "operator", "member remove",
                         "ada emea-autumn learner"),
        1);
}

static void
a_screen_that_is_open_closes_the_board(void **state)
{
    (void)state;
    talk_start(&world, "lin", "emea-autumn", "Badges");
    world_viewer(&world, "ada", &viewer);
    glass_open(&glass, &viewer, 24, 80);
    glass_must_show(&glass, "EMEA, autumn 2026");
    must(take_away("ada", "emea-autumn", NULL));
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "home");
    glass_must_not_show(&glass, "Badges");
    glass_must_not_show(&glass, "EMEA, autumn 2026");
    glass_must_show(&glass, "Commons");
}

static void
a_board_that_is_open_closes(void **state)
{
    (void)state;
    talk_start(&world, "lin", "emea-autumn", "Badges");
    world_viewer(&world, "ada", &viewer);
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "board");
    must(move("ada", "emea-autumn", "amer-autumn"));
    glass_type(&glass, "j");
    glass_must_be_at(&glass, "home");
    glass_must_not_show(&glass, "Badges");
    glass_must_show(&glass, "AMER, autumn 2026");
}

static void
one_role_of_two_is_taken_away(void **state)
{
    (void)state;
    must(enrolling_add_member(operating, "ada", "emea-autumn", "mentor"));
    must(take_away("ada", "emea-autumn", "mentor"));
    assert_string_equal(text_bytes(&roles), "mentor");
    world_viewer(&world, "ada", &viewer);
    assert_int_equal(viewer.members.count, 1);
    assert_int_equal(viewer.members.rows[0].role, ROLE_LEARNER);
    must(enrolling_add_member(operating, "ada", "emea-autumn", "mentor"));
    must(take_away("ada", "emea-autumn", NULL));
    assert_string_equal(text_bytes(&roles), "learner, mentor");
}

static void
what_is_not_there_is_not_taken_away(void **state)
{
    (void)state;
    int64_t acts = talk_number(&world, "SELECT count(*) FROM audit");

    must_be(take_away("nobody", "emea-autumn", NULL), STATUS_NOT_FOUND);
    assert_why("nobody");
    must_be(take_away("ada", "nowhere", NULL), STATUS_NOT_FOUND);
    assert_why("nowhere");
    must_be(take_away("ada", "amer-autumn", NULL), STATUS_NOT_FOUND);
    assert_why("ada is not in amer-autumn");
    must_be(take_away("ada", "emea-autumn", "mentor"), STATUS_NOT_FOUND);
    assert_why("ada is not mentor in emea-autumn");
    must_be(take_away("ada", "emea-autumn", "king"), STATUS_INVALID);
    assert_why("king");
    must_be(take_away("ada", "emea-autumn", "operator"), STATUS_INVALID);
    must_be(moving_remove(operating,
                &(struct moving){.handle = "ada",
                    .cohort = "emea-autumn",
                    .why = " "},
                &roles),
        STATUS_INVALID);
    assert_why("why");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"), acts);
    assert_int_equal(roles.length, 0);
}

static void
a_member_moves_with_their_roles_and_the_region(void **state)
{
    (void)state;
    must(enrolling_add_member(operating, "ada", "emea-autumn", "mentor"));
    world_viewer(&world, "ada", &viewer);
    must(move("ada", "emea-autumn", "apac-autumn"));
    assert_string_equal(text_bytes(&roles), "learner, mentor");
    must(viewer_refresh(&viewer));
    assert_false(sees("emea-autumn"));
    assert_true(sees("apac-autumn"));
    assert_string_equal(viewer.person.region_title, "APAC");
    assert_string_equal(viewer_zone(&viewer), "Asia/Singapore");
    assert_int_equal(world_recorded(&world, "operator", "member move",
                         "ada emea-autumn apac-autumn learner mentor"),
        1);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit "
                                         "WHERE reason = 'asked  to'"),
        1);
}

static void
a_region_of_their_own_stays(void **state)
{
    (void)state;
    must(enrolling_add_member(operating, "ada", "amer-autumn", "mentor"));
    must(move("ada", "amer-autumn", "apac-autumn"));
    world_viewer(&world, "ada", &viewer);
    assert_string_equal(viewer.person.region_title, "EMEA");
}

static void
nobody_moves_to_where_they_are(void **state)
{
    (void)state;
    must_be(move("ada", "emea-autumn", "emea-autumn"), STATUS_CONFLICT);
    assert_why("ada is learner in emea-autumn already");
    must(enrolling_add_member(operating, "ada", "emea-autumn", "mentor"));
    must(enrolling_add_member(operating, "ada", "amer-autumn", "learner"));
    must_be(move("ada", "emea-autumn", "amer-autumn"), STATUS_CONFLICT);
    assert_why("ada is learner in amer-autumn already");
    must_be(move("ada", "apac-autumn", "amer-autumn"), STATUS_NOT_FOUND);
    assert_why("ada is not in apac-autumn");
    must_be(move("ada", "emea-autumn", "nowhere"), STATUS_NOT_FOUND);
    world_viewer(&world, "ada", &viewer);
    assert_int_equal(viewer.members.count, 3);
    assert_string_equal(viewer.person.region_title, "EMEA");

    /* Another role there is in nobody's way. */
    must(take_away("ada", "emea-autumn", "learner"));
    must(move("ada", "emea-autumn", "amer-autumn"));
    must(viewer_refresh(&viewer));
    assert_int_equal(viewer.members.count, 2);
}

static void
an_own_first_day_stays_between_elearning_programs(void **state)
{
    const struct cohort_terms terms = {"emea-late", "safe-handling", "emea",
        "late", "2026-06-01", "2026-07-24"};
    (void)state;
    must(world_add_cohort(operating, &terms));
    must(pacing_set_start(operating, "zoe", "emea-safety", "2026-11-09"));
    must(move("zoe", "emea-safety", "emea-late"));
    world_viewer(&world, "zoe", &viewer);
    assert_string_equal(viewer.members.rows[0].starts_on, "2026-11-09");
    must(move("zoe", "emea-late", "emea-autumn"));
    must(viewer_refresh(&viewer));
    assert_string_equal(viewer.members.rows[0].starts_on, "2026-11-02");
}

static void
only_the_operator_moves_people(void **state)
{
    static const char *const handles[] = {"ada", "mara", "jo", "sam", "rob",
        "pia", "max", "una"};
    const struct moving asked = {.handle = "lin",
        .cohort = "emea-autumn",
        .to = "amer-autumn"};

    (void)state;
    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++) {
        world_viewer(&world, handles[i], &viewer);
        must_be(moving_remove(&viewer, &asked, &roles), STATUS_FORBIDDEN);
        must_be(moving_move(&viewer, &asked, &roles), STATUS_FORBIDDEN);
        viewer_clear(&viewer);
    }
    operating->may_write = false;
    must_be(moving_remove(operating, &asked, &roles), STATUS_FORBIDDEN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stage_open, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_role_taken_away_counts_at_the_next_key),
        TEST(a_screen_that_is_open_closes_the_board),
        TEST(a_board_that_is_open_closes),
        TEST(one_role_of_two_is_taken_away),
        TEST(what_is_not_there_is_not_taken_away),
        TEST(a_member_moves_with_their_roles_and_the_region),
        TEST(a_region_of_their_own_stays),
        TEST(nobody_moves_to_where_they_are),
        TEST(an_own_first_day_stays_between_elearning_programs),
        TEST(only_the_operator_moves_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
