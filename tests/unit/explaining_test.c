/* Every role stands because an act on record gave it. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "board/enrolling.h"
#include "board/explaining.h"
#include "board/founding.h"
#include "board/moving.h"
#include "board/rostering.h"
#include "board/staffing.h"
#include "store/course_smes.h"
#include "store/members.h"
#include "store/people.h"
#include "store/store.h"
#include "support/stage.h"

enum {
    CROWD = 1500
};

static struct unexplained_list list;
static size_t roles;

static int
set_up(void **state)
{
    stage_open(state);
    list = (struct unexplained_list){0};
    return 0;
}

static int
tear_down(void **state)
{
    unexplained_list_clear(&list);
    return stage_close(state);
}

static void
explain(void)
{
    unexplained_list_clear(&list);
    must(explaining_roles(operating, &list, &roles));
}

static void
assert_explained(void)
{
    explain();
    if (list.count > 0)
        fail_msg("%s is %s by no act", list.rows[0].handle, list.rows[0].role);
}

/* Just this one. */
static void
assert_unexplained(const char *handle, const char *role)
{
    explain();
    assert_int_equal(list.count, 1);
    assert_string_equal(list.rows[0].handle, handle);
    assert_string_equal(list.rows[0].role, role);
}

static int64_t
all_roles(void)
{
    return talk_number(&world,
        "SELECT (SELECT count(*) FROM members)"
        "     + (SELECT count(*) FROM course_smes)"
        "     + (SELECT count(*) FROM people WHERE site_role IS NOT NULL)");
}

/* ---- Given by acts ------------------------------------------------------ */

static void
what_the_operator_gave_is_explained(void **state)
{
    struct text told = {0};
    (void)state;

    assert_explained();
    assert_int_equal(roles, all_roles());
    must(staffing_add_sme(operating, "tom", "safe-handling"));
    must(staffing_add_sme(operating, "mei", "safe-handling"));
    must(staffing_remove_sme(operating, "mei", "safe-handling"));
    must(enrolling_add_member(operating, "ada", "amer-autumn", "mentor"));
    must(enrolling_set_site_role(operating, "tom", "moderator"));
    must(enrolling_set_site_role(operating, "una", ""));
    must(moving_move(operating,
        &(struct moving){.handle = "ada",
            .cohort = "amer-autumn",
            .to = "apac-autumn"},
        &told));
    must(moving_remove(operating,
        &(struct moving){.handle = "lin", .cohort = "emea-autumn"}, &told));
    text_clear(&told);
    assert_explained();
    assert_int_equal(roles, all_roles());
}

static void
import(const char *cohort, const struct roster_person *people, size_t count)
{
    const struct roster roster = {.cohort = cohort,
        .people = people,
        .count = count};
    struct roster_outcome outcome;

    must(rostering_import(operating, &roster, &outcome));
    roster_outcome_clear(&outcome);
}

static void
what_a_roster_gave_is_explained(void **state)
{
    const struct roster_person people[] = {
        {"newa", "New Ann", "", ROLE_LEARNER},
        {"newb", "New Bob", "", ROLE_MENTOR},
        {"newc", "New Cem", "", ROLE_NONE},
        {"tom", "Tom Ito", "", ROLE_NONE},
    };
    (void)state;

    import("emea-autumn", people, 4);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"
                                         " WHERE act = 'roster roles'"),
        2);
    assert_explained();
    import("amer-autumn", people, 4);
    assert_explained();
    import("amer-autumn", people, 4); /* gives nothing */
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"
                                         " WHERE act = 'roster roles'"),
        4);
    assert_int_equal(roles, all_roles());
}

/* Half of them are in one cohort already, so that numbers have gaps. */
static void
a_crowd_takes_several_rows_of_the_record(void **state)
{
    struct roster_person *people = memory_new(CROWD * sizeof *people);
    char(*names)[16] = memory_new(CROWD * sizeof *names);
    size_t odd = 0;
    (void)state;

    for (int i = 0; i < CROWD; i++) {
        snprintf(names[i], sizeof *names, "crowd%c%c%c", 'a' + i / 676,
            'a' + i / 26 % 26, 'a' + i % 26);
        people[i] = (struct roster_person){.login = names[i],
            .name = names[i],
            .email = ""};
    }
    import("emea-autumn", people, CROWD);
    assert_explained();
    for (int i = 1; i < CROWD; i += 2)
        people[odd++] = people[i];
    import("amer-autumn", people, odd);
    assert_explained();
    assert_in_range(talk_number(&world, "SELECT count(*) FROM audit"
                                        " WHERE act = 'roster roles'"),
        3, 20);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"
                                         " WHERE length(subject) > 2100"),
        0);
    assert_int_equal(roles, all_roles());
    memory_free(names);
    memory_free(people);
}

static void
what_cohorts_by_the_dozen_gave_is_explained(void **state)
{
    const struct founding_row row = {{"new-hire", "emea", "winter 2027",
        "2027-01-11", "2027-02-26", "jo", "mara; noor", ""}};
    struct founding_outcome outcome;
    (void)state;

    must(founding_import(operating, &row, 1, &outcome));
    assert_int_equal(outcome.roles, 3);
    founding_outcome_clear(&outcome);
    assert_explained();
}

/* People are known by number: another handle is another name of the same. */
static void
who_changed_their_handle_is_explained(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE people SET handle = 'adah', skeleton = 'adah'"
                     " WHERE handle = 'ada'");
    assert_explained();
}

/* ---- Given by none ------------------------------------------------------ */

static void
a_role_that_was_only_written_is_named(void **state)
{
    (void)state;
    must(members_add(world.store, world_person(&world, "tom"),
        world_cohort(&world, "emea-autumn"), ROLE_MENTOR, 0));
    assert_unexplained("tom", "mentor in emea-autumn");
    /* Neither another act nor another role of theirs explains it. */
    must(enrolling_add_member(operating, "tom", "emea-autumn", "learner"));
    must(enrolling_add_member(operating, "tom", "amer-autumn", "mentor"));
    must(enrolling_add_member(operating, "ola", "emea-autumn", "mentor"));
    assert_unexplained("tom", "mentor in emea-autumn");
}

static void
a_role_of_the_site_is_named(void **state)
{
    (void)state;
    must(people_set_site_role(world.store, world_person(&world, "ada"),
        ROLE_OPERATOR));
    assert_unexplained("ada", "operator of the site");
    must(enrolling_set_site_role(operating, "ada", "moderator"));
    assert_explained();
    must(people_set_site_role(world.store, world_person(&world, "ada"),
        ROLE_OPERATOR));
    assert_unexplained("ada", "operator of the site");
}

static void
an_sme_of_a_course_is_named(void **state)
{
    (void)state;
    must(course_smes_add(world.store, world_person(&world, "tom"),
        talk_number(&world, "SELECT id FROM programs"
                            " WHERE slug = 'safe-handling'"),
        0));
    assert_unexplained("tom", "sme of safe-handling as a whole");
}

/* What was taken away does not come back by itself. */
static void
a_role_that_was_taken_away_explains_nothing(void **state)
{
    struct text told = {0};
    int64_t ada = world_person(&world, "ada");
    (void)state;

    must(moving_remove(operating,
        &(struct moving){.handle = "ada", .cohort = "emea-autumn"}, &told));
    text_clear(&told);
    assert_explained();
    must(members_add(world.store, ada, world_cohort(&world, "emea-autumn"),
        ROLE_LEARNER, 0));
    assert_unexplained("ada", "learner in emea-autumn");
}

/* Acts that give no role, whatever they are about. */
static void
another_act_explains_nothing(void **state)
{
    (void)state;
    must(members_add(world.store, world_person(&world, "tom"),
        world_cohort(&world, "emea-autumn"), ROLE_MENTOR, 0));
    must(enrolling_audit(operating, "session --as", "tom emea-autumn mentor"));
    must(enrolling_audit(operating, "roster import",
        "emea-autumn mentor #1-#999"));
    assert_unexplained("tom", "mentor in emea-autumn");
}

/* A row of the record that nobody of ours wrote is read without harm. */
static void
odd_rows_of_the_record_are_read_past(void **state)
{
    static const char *const subjects[] = {"", "#", "##", "#0 emea-autumn",
        "#99999999999999999999 emea-autumn mentor", "emea-autumn", ", , ,",
        "emea-autumn mentor #", "emea-autumn mentor #5-", "emea-autumn - -",
        "emea-autumn mentor #9-#3",
        "emea-autumn mentor #1-#9223372036854775807", "nowhere mentor #1-#9",
        "#1 nowhere mentor", "#1 emea-autumn dancer"};
    static const char *const acts[] = {"member add", "member remove",
        "member move", "role", "course sme add", "roster roles", "join",
        "person erase"};
    (void)state;

    for (size_t a = 0; a < sizeof acts / sizeof *acts; a++)
        for (size_t s = 0; s < sizeof subjects / sizeof *subjects; s++)
            must(enrolling_audit(operating, acts[a], subjects[s]));
    must(members_add(world.store, world_person(&world, "tom"),
        world_cohort(&world, "emea-autumn"), ROLE_MENTOR, 0));
    assert_unexplained("tom", "mentor in emea-autumn");
}

static void
it_is_the_operators_to_ask(void **state)
{
    struct viewer una = {0};
    (void)state;

    world_viewer(&world, "una", &una);
    must_be(explaining_roles(&una, &list, &roles), STATUS_FORBIDDEN);
    viewer_clear(&una);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_the_operator_gave_is_explained),
        TEST(what_a_roster_gave_is_explained),
        TEST(a_crowd_takes_several_rows_of_the_record),
        TEST(what_cohorts_by_the_dozen_gave_is_explained),
        TEST(who_changed_their_handle_is_explained),
        TEST(a_role_that_was_only_written_is_named),
        TEST(a_role_of_the_site_is_named),
        TEST(an_sme_of_a_course_is_named),
        TEST(a_role_that_was_taken_away_explains_nothing),
        TEST(another_act_explains_nothing),
        TEST(odd_rows_of_the_record_are_read_past),
        TEST(it_is_the_operators_to_ask),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
