/* Who is here, as far as a viewer may know it. */

#include <string.h>

#include "board/enrolling.h"
#include "board/presence.h"
#include "store/members.h"
#include "support/stage.h"

static struct presence presence;

static int
set_up(void **state)
{
    stage_open(state);
    presence = (struct presence){0};
    return 0;
}

static int
tear_down(void **state)
{
    presence_clear(&presence);
    return stage_close(state);
}

/* Handles in one string; a handle twice is somebody with two sessions. */
static void
come(const char *handles)
{
    int64_t ids[32];
    size_t count = 0;
    char words[200];

    strcpy(words, handles);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
        ids[count++] = world_person(&world, word);
    viewer_here(&viewer, ids, count);
}

static void
assert_seen(const char *handles)
{
    char seen[300] = "";

    presence_clear(&presence);
    assert_int_equal(presence_here(&viewer, &presence), STATUS_OK);
    for (size_t i = 0; i < presence.people.count; i++) {
        strcat(seen, i > 0 ? " " : "");
        strcat(seen, presence.people.rows[i].handle);
    }
    assert_string_equal(seen, handles);
    assert_int_equal(presence.total, (int)presence.people.count);
}

static void
those_of_the_intake_are_seen_by_region_then_name(void **state)
{
    (void)state;
    world_viewer(&world, "ada", &viewer);
    come("wen lin kofi ada noor");
    assert_seen("kofi noor wen ada lin");
}

static void
two_sessions_are_one_person(void **state)
{
    (void)state;
    world_viewer(&world, "ada", &viewer);
    come("ada kofi ada kofi");
    assert_seen("kofi ada");
}

static void
other_programs_are_not_seen(void **state)
{
    (void)state;
    world_viewer(&world, "ada", &viewer);
    come("ada zoe tom");
    assert_seen("ada");
    viewer_clear(&viewer);

    world_viewer(&world, "zoe", &viewer);
    come("ada zoe tom");
    assert_seen("zoe");
}

static void
site_staff_and_everyone_see_each_other(void **state)
{
    (void)state;
    world_viewer(&world, "max", &viewer);
    come("ada zoe tom max");
    assert_seen("max tom ada zoe");
}

static void
a_sponsor_sees_counts_never_who(void **state)
{
    (void)state;
    world_viewer(&world, "pia", &viewer);
    come("ada lin pia");
    assert_seen("pia");
    viewer_clear(&viewer);

    world_viewer(&world, "ada", &viewer);
    come("ada pia");
    assert_seen("ada");
}

static void
nobody_here_is_nobody(void **state)
{
    (void)state;
    world_viewer(&world, "ada", &viewer);
    assert_seen("");
    assert_int_equal(presence.region_count, 0);
}

static void
somebody_unknown_is_left_out(void **state)
{
    (void)state;
    const int64_t ids[] = {9999, world_person(&world, "ada")};

    world_viewer(&world, "ada", &viewer);
    viewer_here(&viewer, ids, 2);
    assert_seen("ada");
}

static void
regions_are_counted_most_first(void **state)
{
    (void)state;
    world_viewer(&world, "ada", &viewer);
    come("ada lin ben kofi noor wen max");
    assert_int_equal(presence_counts(&viewer, &presence), STATUS_OK);
    assert_int_equal(presence.total, 7);
    assert_int_equal(presence.people.count, 0);
    assert_int_equal(presence.region_count, 3);
    assert_string_equal(presence.regions[0].region, "EMEA");
    assert_int_equal(presence.regions[0].count, 3);
    assert_string_equal(presence.regions[1].region, "AMER");
    assert_int_equal(presence.regions[1].count, 2);
    assert_string_equal(presence.regions[2].region, "APAC");
    assert_int_equal(presence.regions[2].count, 1);
}

static void
a_role_taken_away_counts_though_remembered(void **state)
{
    (void)state;
    world_viewer(&world, "kofi", &viewer);
    come("kofi ada");
    assert_seen("kofi ada");

    assert_int_equal(members_remove(world.store, viewer.person.id,
                         world_cohort(&world, "amer-autumn"), ROLE_LEARNER),
        STATUS_OK);
    assert_int_equal(viewer_refresh(&viewer), STATUS_OK);
    assert_seen("kofi");
}

static void
alumni_of_two_intakes_meet(void **state)
{
    (void)state;
    const struct cohort_terms earlier = {
        .slug = "emea-spring",
        .program = "new-hire",
        .region = "emea",
        .intake = "spring 2026",
        .starts_on = "2026-02-02",
        .ends_on = "2026-03-27",
    };
    const struct cohort_terms later = {
        .slug = "emea-summer",
        .program = "new-hire",
        .region = "emea",
        .intake = "summer 2026",
        .starts_on = "2026-06-01",
        .ends_on = "2026-07-31",
    };
    struct viewer *operator_viewer = &world.operator_viewer;

    assert_int_equal(world_add_cohort(operator_viewer, &earlier), STATUS_OK);
    assert_int_equal(world_add_cohort(operator_viewer, &later), STATUS_OK);
    assert_int_equal(enrolling_add_member(operator_viewer, "tom", "emea-spring",
                         "learner"),
        STATUS_OK);
    assert_int_equal(enrolling_add_member(operator_viewer, "zoe", "emea-summer",
                         "learner"),
        STATUS_OK);
    world_viewer(&world, "tom", &viewer);
    come("tom zoe ada");
    assert_seen("tom zoe");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(those_of_the_intake_are_seen_by_region_then_name),
        TEST(two_sessions_are_one_person),
        TEST(other_programs_are_not_seen),
        TEST(site_staff_and_everyone_see_each_other),
        TEST(a_sponsor_sees_counts_never_who),
        TEST(nobody_here_is_nobody),
        TEST(somebody_unknown_is_left_out),
        TEST(regions_are_counted_most_first),
        TEST(a_role_taken_away_counts_though_remembered),
        TEST(alumni_of_two_intakes_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
