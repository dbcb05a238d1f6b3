/* Weeks: of a cohort, of those who begin one by one, beside what they write. */

#include <string.h>

#include "board/enrolling.h"
#include "board/pacing.h"
#include "store/cohorts.h"
#include "store/members.h"
#include "store/store.h"
#include "support/stage.h"

static void
weeks_are_counted_from_one(void **state)
{
    (void)state;
    static const char *const weeks[][2] = {
        {"2026-11-01", ""},
        {"2026-11-02", "week 1 of 4"},
        {"2026-11-08", "week 1 of 4"},
        {"2026-11-09", "week 2 of 4"},
        {"2026-11-27", "week 4 of 4"},
        {"2026-11-28", "week 1 on the job"},
        {"2026-12-04", "week 1 on the job"},
        {"2026-12-05", "week 2 on the job"},
        {"2026-12-11", "week 2 on the job"},
        {"2026-12-12", "alumni"},
    };
    const struct cohort cohort = {
        .starts_on = "2026-11-02",
        .ends_on = "2026-11-27",
        .weeks_on_the_job = 2,
    };
    char words[WEEK_BYTES];

    for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
        cohort_week(&cohort, weeks[i][0], words);
        assert_string_equal(words, weeks[i][1]);
    }
}

static void
assert_week(int64_t thread_id, const char *expected)
{
    struct post_list posts = {0};

    must(reading_posts(&viewer, thread_id, 1, 10, &posts));
    assert_string_equal(posts.rows[posts.count - 1].author_week, expected);
    post_list_clear(&posts);
}

static void
a_learners_week_stands_on_the_board_of_all_regions(void **state)
{
    (void)state;
    const char *const all = "new-hire-autumn-2026";

    world_viewer(&world, "ada", &viewer);
    /* 2026-11-02 to 2026-12-18 is seven weeks; 2026-11-23 begins the 4th. */
    assert_week(talk_start(&world, "kofi", all, "Escalations"), "week 4 of 7");
    assert_week(talk_start(&world, "mara", all, "Read me"), "");
    assert_week(talk_start(&world, "ben", "emea-autumn", "Badges"), "");
    assert_week(talk_start(&world, "ben", "commons", "Tea"), "");
}

/* Two regions that began on different days find the same week. */
static void
the_week_is_that_of_the_writers_cohort_when_they_wrote(void **state)
{
    (void)state;
    const char *const all = "new-hire-autumn-2026";

    talk_run(&world, "UPDATE cohorts SET starts_on = '2026-11-09', "
                     "ends_on = '2026-12-27' WHERE slug = 'apac-autumn'");
    int64_t thread_id = talk_start(&world, "wen", all, "Gloves");
    talk_reply(&world, "ada", thread_id);
    talk_reply(&world, "wen", thread_id);
    talk_run(&world, "UPDATE posts SET created_at = created_at - 604800 "
                     "WHERE number < 3");

    struct post_list posts = {0};
    world_viewer(&world, "ada", &viewer);
    must(reading_posts(&viewer, thread_id, 1, 10, &posts));
    assert_string_equal(posts.rows[0].author_week, "week 2 of 7");
    assert_string_equal(posts.rows[1].author_week, "week 3 of 7");
    assert_string_equal(posts.rows[2].author_week, "week 3 of 7");
    post_list_clear(&posts);
}

static void
who_begins_alone_has_weeks_of_their_own(void **state)
{
    (void)state;
    struct cohort_list cohorts = {0};
    struct member_list members = {0};
    char words[WEEK_BYTES];

    must(pacing_set_start(operating, "zoe", "emea-safety", "2026-11-16"));
    world_viewer(&world, "zoe", &viewer);
    must(pacing_own(&viewer, &cohorts));
    assert_int_equal(cohorts.count, 1);
    assert_string_equal(cohorts.rows[0].starts_on, "2026-11-16");
    /* As many days as from 2026-02-02 to 2026-03-27. */
    assert_string_equal(cohorts.rows[0].ends_on, "2027-01-08");
    cohort_week(&cohorts.rows[0], "2026-11-23", words);
    assert_string_equal(words, "week 2 of 8");
    assert_int_equal(cohort_phase(&cohorts.rows[0], 12, "2027-01-09"),
        PHASE_ON_THE_JOB);
    cohort_list_clear(&cohorts);

    must(members_by_person(world.store, viewer.person.id, &members));
    assert_string_equal(members.rows[0].ends_on, "2027-01-08");
    member_list_clear(&members);
    assert_week(talk_start(&world, "zoe", "safe-handling-spring-2026", "Hi"),
        "week 2 of 8");
}

static bool
sees_alumni(void)
{
    struct board_list boards = {0};
    bool is_listed = false;

    must(viewer_refresh(&viewer));
    must(reading_boards(&viewer, &boards));
    for (size_t i = 0; i < boards.count; i++)
        is_listed |= boards.rows[i].board.kind == BOARD_ALUMNI;
    board_list_clear(&boards);
    return is_listed;
}

static void
alumni_open_to_who_began_alone_at_their_own_end(void **state)
{
    (void)state;
    world_viewer(&world, "zoe", &viewer);
    assert_true(sees_alumni());
    must(pacing_set_start(operating, "zoe", "emea-safety", "2026-10-02"));
    assert_false(sees_alumni());
    must(pacing_set_start(operating, "zoe", "emea-safety", "2026-10-01"));
    assert_true(sees_alumni());
}

static void
a_start_of_ones_own_is_for_elearning_and_members(void **state)
{
    (void)state;
    must_be(pacing_set_start(operating, "ada", "emea-autumn", "2026-11-16"),
        STATUS_INVALID);
    must_be(pacing_set_start(operating, "zoe", "emea-safety", "soon"),
        STATUS_INVALID);
    must_be(pacing_set_start(operating, "ada", "emea-safety", "2026-11-16"),
        STATUS_NOT_FOUND);
    must_be(pacing_set_start(operating, "no", "emea-safety", "2026-11-16"),
        STATUS_NOT_FOUND);
    world_viewer(&world, "una", &viewer);
    must_be(pacing_set_start(&viewer, "zoe", "emea-safety", "2026-11-16"),
        STATUS_FORBIDDEN);
}

static size_t
count_cohorts(struct viewer *of)
{
    struct cohort_list cohorts = {0};

    must(pacing_cohorts(of, &cohorts));
    size_t count = cohorts.count;
    cohort_list_clear(&cohorts);
    return count;
}

static void
own_cohorts_are_for_everyone_all_for_the_site(void **state)
{
    (void)state;
    world_viewer(&world, "ada", &viewer);
    assert_int_equal(count_cohorts(&viewer), 1);
    viewer_clear(&viewer);
    world_viewer(&world, "tom", &viewer);
    assert_int_equal(count_cohorts(&viewer), 0);
    viewer_clear(&viewer);
    world_viewer(&world, "max", &viewer);
    assert_int_equal(count_cohorts(&viewer), 4);
    assert_int_equal(count_cohorts(operating), 4);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weeks_are_counted_from_one),
        TEST(a_learners_week_stands_on_the_board_of_all_regions),
        TEST(the_week_is_that_of_the_writers_cohort_when_they_wrote),
        TEST(who_begins_alone_has_weeks_of_their_own),
        TEST(alumni_open_to_who_began_alone_at_their_own_end),
        TEST(a_start_of_ones_own_is_for_elearning_and_members),
        TEST(own_cohorts_are_for_everyone_all_for_the_site),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
