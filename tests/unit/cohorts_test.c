/* Cohorts, their members, and the phases that follow from their dates. */

#include <string.h>

#include "model/cohort.h"
#include "store/cohorts.h"
#include "store/intakes.h"
#include "store/members.h"
#include "store/programs.h"
#include "store/regions.h"
#include "support/stage.h"

static void
a_phase_follows_from_the_dates_alone(void **state)
{
    (void)state;
    static const struct {
        const char *today;
        int weeks;
        const char *phase;
    } days[] = {
        {"2026-11-01", 12, "upcoming"},
        {"2026-11-02", 12, "training"},
        {"2026-12-18", 12, "training"},
        {"2026-12-19", 12, "on-the-job"},
        {"2027-03-12", 12, "on-the-job"}, /* 84 days after the end */
        {"2027-03-13", 12, "alumni"},
        {"2026-12-19", 0, "alumni"},
        {"2026-12-25", 1, "on-the-job"},
        {"2026-12-26", 1, "alumni"},
    };
    const struct cohort cohort = {
        .starts_on = "2026-11-02",
        .ends_on = "2026-12-18",
    };

    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        enum phase phase = cohort_phase(&cohort, days[i].weeks, days[i].today);
        assert_string_equal(phase_name(phase), days[i].phase);
    }
}

static void
a_cohort_is_read_with_the_titles_round_it(void **state)
{
    (void)state;
    struct cohort cohort;

    assert_int_equal(cohorts_by_slug(world.store, "apac-autumn", &cohort),
        STATUS_OK);
    assert_string_equal(cohort.intake_title, "autumn 2026");
    assert_string_equal(cohort.region_title, "APAC");
    assert_string_equal(cohort.program_title, "New-hire");
    assert_string_equal(cohort.starts_on, "2026-11-02");
    assert_string_equal(cohort.ends_on, "2026-12-18");
    assert_int_equal(cohorts_by_slug(world.store, "none", &cohort),
        STATUS_NOT_FOUND);
}

static void
a_cohort_ends_after_it_starts_in_a_program_that_is_there(void **state)
{
    (void)state;
    struct cohort cohort;
    int64_t id;

    assert_int_equal(cohorts_by_slug(world.store, "apac-autumn", &cohort),
        STATUS_OK);
    strcpy(cohort.slug, "backwards");
    strcpy(cohort.ends_on, "2026-11-01");
    assert_int_equal(cohorts_add(world.store, &cohort, 0, &id),
        STATUS_CONFLICT);
    strcpy(cohort.ends_on, "2026-11-03");
    cohort.program_id = 999;
    assert_int_equal(cohorts_add(world.store, &cohort, 0, &id),
        STATUS_CONFLICT);
}

static void
programs_regions_and_intakes_are_found(void **state)
{
    (void)state;
    struct program program;
    struct region region;
    int64_t intake_id;

    assert_int_equal(programs_by_slug(world.store, "safe-handling", &program),
        STATUS_OK);
    assert_int_equal(program.kind, PROGRAM_ELEARNING);
    assert_string_equal(program.title, "Safe handling");
    assert_int_equal(program.weeks_on_the_job, 12);
    assert_int_equal(regions_by_slug(world.store, "amer", &region), STATUS_OK);
    assert_string_equal(region.title, "AMER");
    assert_string_equal(region.zone, "America/New_York");
    assert_int_equal(regions_by_id(world.store, region.id, &region), STATUS_OK);
    assert_string_equal(region.slug, "amer");
    assert_int_equal(intakes_find(world.store, program.id, "spring 2026",
                         &intake_id),
        STATUS_OK);
    assert_int_equal(intakes_find(world.store, program.id, "autumn 2026",
                         &intake_id),
        STATUS_NOT_FOUND);
    assert_int_equal(intakes_add(world.store, program.id, "spring 2026", 0,
                         &intake_id),
        STATUS_CONFLICT);
}

static void
a_person_may_have_several_roles(void **state)
{
    (void)state;
    int64_t mara = world_person(&world, "mara");
    int64_t emea = world_cohort(&world, "emea-autumn");
    int64_t safety = world_cohort(&world, "emea-safety");
    struct member_list members = {0};
    struct cohort_list cohorts = {0};

    assert_int_equal(members_add(world.store, mara, emea, ROLE_SME, 0),
        STATUS_OK);
    assert_int_equal(members_add(world.store, mara, safety, ROLE_LEARNER, 0),
        STATUS_OK);
    assert_int_equal(members_add(world.store, mara, emea, ROLE_SME, 0),
        STATUS_CONFLICT);
    assert_int_equal(members_by_person(world.store, mara, &members), STATUS_OK);
    assert_int_equal(members.count, 3);
    assert_int_equal(members.rows[0].role, ROLE_MENTOR);
    assert_int_equal(members.rows[1].role, ROLE_SME);
    assert_false(members.rows[1].has_course);
    assert_string_equal(members.rows[1].ends_on, "2026-12-18");
    assert_int_equal(members.rows[2].cohort_id, safety);
    assert_true(members.rows[2].has_course);
    assert_int_equal(cohorts_by_person(world.store, mara, &cohorts), STATUS_OK);
    assert_int_equal(cohorts.count, 2);
    assert_int_equal(cohorts.rows[0].id, emea);
    member_list_clear(&members);
    cohort_list_clear(&cohorts);

    assert_int_equal(members_remove(world.store, mara, emea, ROLE_SME),
        STATUS_OK);
    assert_int_equal(members_remove(world.store, mara, emea, ROLE_SME),
        STATUS_NOT_FOUND);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_phase_follows_from_the_dates_alone),
        TEST(a_cohort_is_read_with_the_titles_round_it),
        TEST(a_cohort_ends_after_it_starts_in_a_program_that_is_there),
        TEST(programs_regions_and_intakes_are_found),
        TEST(a_person_may_have_several_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
