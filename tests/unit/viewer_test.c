/* Viewers: who they are, and that what is taken away counts at once. */

#include <string.h>

#include "base/clock.h"
#include "board/viewer.h"
#include "store/members.h"
#include "store/people.h"
#include "store/store.h"
#include "support/stage.h"

static void
a_viewer_is_a_person_with_memberships(void **state)
{
    (void)state;
    world_viewer(&world, "mara", &viewer);

    assert_string_equal(viewer.person.name, "Mara Okafor");
    assert_string_equal(viewer.person.region_title, "EMEA");
    assert_string_equal(viewer_zone(&viewer), "Europe/London");
    assert_int_equal(viewer.members.count, 1);
    assert_int_equal(viewer.members.rows[0].role, ROLE_MENTOR);
    assert_int_equal(viewer.members.rows[0].cohort_id,
        world_cohort(&world, "emea-autumn"));
    assert_true(viewer.may_write);
    assert_false(viewer.is_operator);
}

static void
nobody_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(viewer_open(&viewer, world.store, 9999), STATUS_NOT_FOUND);
    assert_int_equal(viewer_open_handle(&viewer, world.store, "nobody"),
        STATUS_NOT_FOUND);
    assert_null(viewer.store);
}

static void
who_may_not_log_in_is_forbidden(void **state)
{
    (void)state;
    int64_t ada = world_person(&world, "ada");

    assert_int_equal(people_set_may_log_in(world.store, ada, false), STATUS_OK);
    assert_int_equal(viewer_open(&viewer, world.store, ada), STATUS_FORBIDDEN);
}

static void
a_role_taken_away_counts_at_the_next_act(void **state)
{
    (void)state;
    world_viewer(&world, "mara", &viewer);
    struct store *other = world_connect(&world);

    assert_int_equal(members_remove(other, viewer.person.id,
                         viewer.members.rows[0].cohort_id, ROLE_MENTOR),
        STATUS_OK);
    store_close(other);
    assert_int_equal(viewer_refresh(&viewer), STATUS_OK);
    assert_int_equal(viewer.members.count, 0);
}

static void
a_person_shut_out_may_not_go_on(void **state)
{
    (void)state;
    world_viewer(&world, "ada", &viewer);

    assert_int_equal(people_set_may_log_in(world.store, viewer.person.id,
                         false),
        STATUS_OK);
    assert_int_equal(viewer_refresh(&viewer), STATUS_FORBIDDEN);
}

static void
a_zone_of_ones_own_comes_before_the_regions(void **state)
{
    (void)state;
    int64_t kofi = world_person(&world, "kofi");

    world_viewer(&world, "kofi", &viewer);
    assert_string_equal(viewer_zone(&viewer), "America/New_York");
    assert_int_equal(people_set_zone(world.store, kofi, "Africa/Accra"),
        STATUS_OK);
    assert_int_equal(viewer_refresh(&viewer), STATUS_OK);
    assert_string_equal(viewer_zone(&viewer), "Africa/Accra");
    assert_int_equal(people_set_zone(world.store, kofi, NULL), STATUS_OK);
    assert_int_equal(viewer_refresh(&viewer), STATUS_OK);
    assert_string_equal(viewer_zone(&viewer), "America/New_York");
}

static void
a_person_of_no_region_reads_utc(void **state)
{
    (void)state;
    world_viewer(&world, "tom", &viewer);
    assert_string_equal(viewer_zone(&viewer), "UTC");
    assert_string_equal(viewer.person.region_title, "");
    assert_int_equal(viewer.person.region_id, 0);
}

static void
today_is_the_viewers_own_date(void **state)
{
    (void)state;
    char expected[11];

    world_viewer(&world, "wen", &viewer);
    date_of(clock_now(), "Asia/Singapore", expected);
    assert_string_equal(viewer.today, expected);
}

static void
the_operators_program_is_nobody_in_utc(void **state)
{
    (void)state;
    assert_true(world.operator_viewer.is_operator);
    assert_int_equal(world.operator_viewer.person.id, 0);
    assert_string_equal(viewer_zone(&world.operator_viewer), "UTC");
    assert_int_equal(viewer_refresh(&world.operator_viewer), STATUS_OK);
}

static void
being_here_is_remembered_once_a_minute(void **state)
{
    (void)state;
    struct person person;

    world_viewer(&world, "ada", &viewer);
    assert_int_equal(viewer.person.last_seen_at, 0);
    viewer_seen(&viewer);
    assert_int_equal(people_by_handle(world.store, "ada", &person), STATUS_OK);
    assert_true(person.last_seen_at >= clock_now() - 2);

    viewer.person.last_seen_at = clock_now() - 30;
    int64_t before = viewer.person.last_seen_at;
    viewer_seen(&viewer);
    assert_int_equal(viewer.person.last_seen_at, before);
}

static void
who_only_reads_leaves_no_trace(void **state)
{
    (void)state;
    struct person person;

    world_viewer(&world, "ada", &viewer);
    viewer.may_write = false;
    viewer_seen(&viewer);
    assert_int_equal(people_by_handle(world.store, "ada", &person), STATUS_OK);
    assert_int_equal(person.last_seen_at, 0);
}

static void
who_is_here_is_copied(void **state)
{
    (void)state;
    int64_t ids[] = {3, 1, 3};

    viewer_here(&viewer, ids, 3);
    ids[0] = 9;
    assert_int_equal(viewer.here_count, 3);
    assert_int_equal(viewer.here[0], 3);
    viewer_here(&viewer, ids, 1);
    assert_int_equal(viewer.here_count, 1);
    assert_int_equal(viewer.here[0], 9);
    viewer_here(&viewer, NULL, 0);
    assert_int_equal(viewer.here_count, 0);
    assert_null(viewer.here);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_viewer_is_a_person_with_memberships),
        TEST(nobody_is_not_found),
        TEST(who_may_not_log_in_is_forbidden),
        TEST(a_role_taken_away_counts_at_the_next_act),
        TEST(a_person_shut_out_may_not_go_on),
        TEST(a_zone_of_ones_own_comes_before_the_regions),
        TEST(a_person_of_no_region_reads_utc),
        TEST(today_is_the_viewers_own_date),
        TEST(the_operators_program_is_nobody_in_utc),
        TEST(being_here_is_remembered_once_a_minute),
        TEST(who_only_reads_leaves_no_trace),
        TEST(who_is_here_is_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
