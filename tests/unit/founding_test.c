/* Cohorts by the dozen: all of them, once, or none. */

#include <string.h>

#include "board/enrolling.h"
#include "board/founding.h"
#include "support/stage.h"

static enum status
found(const struct founding_row *rows, size_t count,
    struct founding_outcome *founded)
{
    founding_outcome_clear(founded);
    return founding_import(&world.operator_viewer, rows, count, founded);
}

static void
cohorts_are_founded_together_and_once(void **state)
{
    static const struct founding_row rows[] = {
        {{"new-hire", "emea", "Winter 2027", "2027-01-11", "2027-02-26", "jo",
            "mara; noor", ""}},
        {{"new-hire", "apac", "Winter 2027", "2027-01-18", "2027-03-05", "", "",
            "apac-w27"}},
        {{"new-hire", "emea", "autumn 2026", "2026-11-02", "2026-12-18", "jo",
            "mara", ""}},
    };
    struct founding_outcome founded = {0};
    struct cohort cohort;

    (void)state;
    must_be(found(rows, 3, &founded), STATUS_OK);
    assert_int_equal(founded.added, 3);
    assert_int_equal(founded.roles, 5);
    assert_string_equal(founded.rows[0].slug, "emea-winter-2027");
    must(enrolling_find_cohort(&world.operator_viewer, "apac-w27", &cohort));
    assert_string_equal(cohort.ends_on, "2027-03-05");
    must(found(rows, 3, &founded));
    assert_int_equal(founded.added, 0);
    assert_int_equal(founded.roles, 0);
    founding_outcome_clear(&founded);
}

static void
a_cohort_that_cannot_be_founded_stops_all(void **state)
{
    static const struct {
        struct founding_row row;
        enum status status;
        enum founding_field field;
        const char *wrong;
    } cases[] = {
        {{{"nope", "emea", "i", "2027-01-11", "2027-02-26", "", "", ""}},
            STATUS_NOT_FOUND, FOUNDING_PROGRAM, "no program called nope"},
        {{{"new-hire", "moon", "i", "2027-01-11", "2027-02-26", "", "", ""}},
            STATUS_NOT_FOUND, FOUNDING_REGION, "no region called moon"},
        {{{"new-hire", "emea", " ", "2027-01-11", "2027-02-26", "", "", ""}},
            STATUS_INVALID, FOUNDING_INTAKE, "intake: nothing in it"},
        {{{"new-hire", "emea", "i", "11.1.2027", "2027-02-26", "", "", ""}},
            STATUS_INVALID, FOUNDING_STARTS, "\"11.1.2027\" is no date"},
        {{{"new-hire", "emea", "i", "2027-03-11", "2027-02-26", "", "", ""}},
            STATUS_INVALID, FOUNDING_ENDS, "before it starts"},
        {{{"new-hire", "emea", "i", "2027-01-11", "2027-02-26", "nemo", "",
             ""}},
            STATUS_NOT_FOUND, FOUNDING_CHAMPION, "no person called nemo"},
        {{{"new-hire", "emea", "i", "2027-01-11", "2027-02-26", "", "mara;nemo",
             ""}},
            STATUS_NOT_FOUND, FOUNDING_MENTORS, "no person called nemo"},
        {{{"new-hire", "emea", "i", "2027-01-11", "2027-02-26", "", "", "A"}},
            STATUS_INVALID, FOUNDING_SLUG, "slug: only a-z"},
        {{{"new-hire", "emea", "autumn 2026", "2026-11-03", "2026-12-18", "",
             "", "emea-autumn"}},
            STATUS_CONFLICT, FOUNDING_STARTS,
            "emea-autumn starts on 2026-11-02 here, not 2026-11-03"},
        {{{"new-hire", "emea", "autumn 2026", "2026-11-02", "2026-12-19", "",
             "", "emea-autumn"}},
            STATUS_CONFLICT, FOUNDING_ENDS, "ends on 2026-12-18 here"},
        {{{"new-hire", "emea", "i", "2026-11-02", "2026-12-18", "", "",
             "emea-autumn"}},
            STATUS_CONFLICT, FOUNDING_SLUG, "give this one another slug"},
    };
    struct founding_outcome founded = {0};

    (void)state;
    int64_t before = talk_number(&world, "SELECT count(*) FROM cohorts");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct founding_row rows[] = {
            {{"new-hire", "emea", "good", "2027-01-11", "2027-02-26", "jo",
                "mara", ""}},
            cases[i].row,
        };

        must_be(found(rows, 2, &founded), cases[i].status);
        if (strstr(reason(), cases[i].wrong) == NULL)
            fail_msg("case %zu: %s", i, reason());
        assert_int_equal(founded.refused, 1);
        assert_int_equal(founded.refused_field, cases[i].field);
        assert_int_equal(talk_number(&world, "SELECT count(*) FROM cohorts"),
            before);
    }
    founding_outcome_clear(&founded);
}

static void
only_the_operators_program_founds(void **state)
{
    struct viewer una;
    struct founding_outcome founded = {0};

    (void)state;
    world_viewer(&world, "una", &una);
    must_be(founding_import(&una, NULL, 0, &founded), STATUS_FORBIDDEN);
    founding_outcome_clear(&founded);
    viewer_clear(&una);
}

#define CASE(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(cohorts_are_founded_together_and_once),
        CASE(a_cohort_that_cannot_be_founded_stops_all),
        CASE(only_the_operators_program_founds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
