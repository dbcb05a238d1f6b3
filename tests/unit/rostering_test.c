/* Rosters: who comes to a cohort, who is known, and that nobody leaves. */

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "board/profiling.h"
#include "board/roster_handles.h"
#include "board/rostering.h"
#include "store/people.h"
#include "store/store.h"
#include "support/stage.h"

static struct roster_outcome outcome;

static int
tear_down(void **state)
{
    roster_outcome_clear(&outcome);
    return stage_close(state);
}

static enum status
bring(const struct roster_person *people, size_t count, bool is_dry_run)
{
    const struct roster roster = {
        .cohort = "amer-autumn",
        .people = people,
        .count = count,
        .is_dry_run = is_dry_run,
    };

    roster_outcome_clear(&outcome);
    return rostering_import(&world.operator_viewer, &roster, &outcome);
}

static void
assert_counts(size_t added, size_t changed, size_t kept)
{
    assert_int_equal(outcome.counts[ROSTER_ADD], added);
    assert_int_equal(outcome.counts[ROSTER_CHANGE], changed);
    assert_int_equal(outcome.counts[ROSTER_KEEP], kept);
}

static int64_t
people_count(void)
{
    return talk_number(&world, "SELECT count(*) FROM people");
}

/* The people of amer-autumn are kofi, a learner, and noor, a mentor. */
static const struct roster_person three[] = {
    {.login = "Tom.Jones@x.org", .name = "Tom Jones", .email = "Tom@x.org"},
    {.login = "20261123", .name = "Ann Lee", .email = ""},
    {.login = "kofi", .name = "Kofi Mensah", .email = ""},
};

static void
a_roster_adds_and_nobody_leaves(void **state)
{
    struct person tom;

    (void)state;
    must(bring(three, 3, false));
    assert_counts(2, 0, 1);
    assert_int_equal(outcome.absent.count, 1);
    assert_string_equal(outcome.absent.rows[0].handle, "noor");
    assert_string_equal(outcome.rows[0].handle, "tom-jones");
    assert_true(outcome.rows[0].is_new);
    assert_string_equal(outcome.rows[1].handle, "u20261123");
    must(people_by_email(world.store, "tom@x.org", &tom));
    assert_string_equal(tom.name, "Tom Jones");
    assert_string_equal(tom.zone, "America/New_York");
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM members WHERE cohort_id = "
                         "(SELECT id FROM cohorts WHERE slug = "
                         "'amer-autumn')"),
        4);
}

static void
a_second_run_changes_nothing(void **state)
{
    (void)state;
    must(bring(three, 3, false));
    int64_t before = people_count();
    must(bring(three, 3, false));
    assert_counts(0, 0, 3);
    assert_int_equal(people_count(), before);
}

static void
a_name_that_they_chose_stays(void **state)
{
    static const struct roster_person with_address = {
        .login = "kofi",
        .name = "Kofi Mensah",
        .email = "kofi@x.org",
    };
    struct viewer kofi = {0};
    struct person person;

    (void)state;
    must(bring(&with_address, 1, false));
    world_viewer(&world, "kofi", &kofi);
    must(profiling_set_name(&kofi, "Kofi A. Mensah"));
    viewer_clear(&kofi);
    must(bring(&with_address, 1, false));
    assert_counts(0, 0, 1);
    must(people_by_handle(world.store, "kofi", &person));
    assert_string_equal(person.name, "Kofi A. Mensah");
}

static void
an_import_goes_on_record_with_the_roles_it_gave(void **state)
{
    (void)state;
    int64_t before = talk_number(&world, "SELECT count(*) FROM audit");
    must(bring(three, 3, false));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"),
        before + 2);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE subject = "
                         "'amer-autumn: added 2, changed 0, kept 1, not in "
                         "the file 1' AND act = 'roster import'"),
        1);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act = 'roster roles'"
                         " AND subject LIKE 'amer-autumn learner #%'"),
        1);
}

static void
a_dry_run_tells_and_writes_nothing(void **state)
{
    (void)state;
    int64_t before = people_count();
    int64_t acts = talk_number(&world, "SELECT count(*) FROM audit");
    must(bring(three, 3, true));
    assert_counts(2, 0, 1);
    assert_int_equal(people_count(), before);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"), acts);
}

static void
the_address_tells_who_it_is_before_the_login(void **state)
{
    static const struct roster_person renamed = {.login = "other",
        .name = "Thomas Jones",
        .email = "tom@x.org"};

    (void)state;
    must(bring(three, 3, false));
    must(bring(&renamed, 1, false));
    assert_counts(0, 1, 0);
    assert_true(outcome.rows[0].has_new_name);
    assert_false(outcome.rows[0].has_new_email);
    assert_string_equal(outcome.rows[0].handle, "tom-jones");
    assert_int_equal(outcome.absent.count, 3);
}

static void
the_login_and_name_tell_who_it_is_and_bring_the_address(void **state)
{
    static const struct roster_person kofi = {.login = "kofi@y.org",
        .name = "Kofi Mensah",
        .email = "kofi@y.org"};
    struct person person;

    (void)state;
    must(bring(&kofi, 1, false));
    assert_counts(0, 1, 0);
    must(people_by_email(world.store, "kofi@y.org", &person));
    assert_string_equal(person.handle, "kofi");
}

static void
somebody_elses_handle_is_a_conflict_and_nothing_is_written(void **state)
{
    static const struct roster_person people[] = {
        {.login = "new", .name = "New One", .email = "new@x.org"},
        {.login = "kofi", .name = "Kofi Annan", .email = "annan@x.org"},
    };

    (void)state;
    int64_t before = people_count();
    must_be(bring(people, 2, false), STATUS_CONFLICT);
    assert_string_equal(reason(), "kofi is Kofi Mensah here, not Kofi Annan");
    assert_int_equal(outcome.refused, 1);
    assert_int_equal(outcome.refused_field, ROSTER_LOGIN);
    assert_int_equal(people_count(), before);
}

static void
handles_that_look_alike_get_a_number(void **state)
{
    static const struct roster_person people[] = {
        {.login = "k0fi", .name = "Kay Zero", .email = ""},
        {.login = "li.chen@a.org", .name = "Li Chen", .email = "li@a.org"},
        {.login = "li.chen@b.org", .name = "Li Chen", .email = "li@b.org"},
        {.login = "join", .name = "Jo In", .email = ""},
    };

    (void)state;
    must(bring(people, 4, false));
    assert_string_equal(outcome.rows[0].handle, "k0fi2");
    assert_string_equal(outcome.rows[1].handle, "li-chen");
    assert_string_equal(outcome.rows[2].handle, "li-chen2");
    assert_string_equal(outcome.rows[3].handle, "join2");
    must(bring(people, 4, false));
    assert_counts(0, 0, 4);
    assert_string_equal(outcome.rows[0].handle, "k0fi2");
    assert_string_equal(outcome.rows[3].handle, "join2");
}

static void
long_logins_that_begin_alike_stay_apart(void **state)
{
    enum {
        MANY = 40
    };
    static char logins[MANY][64];
    static char many[MANY][64];
    struct roster_person people[MANY];

    (void)state;
    for (int i = 0; i < MANY; i++) {
        snprintf(logins[i], sizeof logins[i], "a.student.of.our.school.%d", i);
        snprintf(many[i], sizeof many[i], "Number %d", i);
        people[i] = (struct roster_person){logins[i], many[i], "", ROLE_NONE};
    }
    must(bring(people, MANY, false));
    assert_counts(MANY, 0, 0);
    assert_string_equal(outcome.rows[0].handle, "a-student-of-our-sch");
    assert_string_equal(outcome.rows[39].handle, "a-student-of-ou40");
    must(bring(people, MANY, false));
    assert_counts(0, 0, MANY);
}

static void
roles_are_learner_unless_said(void **state)
{
    static const struct roster_person people[] = {
        {"sue", "Sue Diaz", "sue@x.org", ROLE_MENTOR},
        {"ann", "Ann Lee", "", ROLE_NONE},
        {"noor", "Noor Haddad", "", ROLE_NONE},
        {"kofi", "Kofi Mensah", "", ROLE_SME},
    };

    (void)state;
    must(bring(people, 4, false));
    assert_counts(2, 1, 1);
    assert_int_equal(outcome.rows[0].new_role, ROLE_MENTOR);
    assert_int_equal(outcome.rows[1].new_role, ROLE_LEARNER);
    assert_int_equal(outcome.rows[2].new_role, ROLE_NONE);
    assert_int_equal(outcome.rows[3].new_role, ROLE_SME);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM members WHERE person_id = "
                         "(SELECT id FROM people WHERE handle = 'kofi')"),
        2);
}

static void
somebody_of_another_cohort_comes_to_this_one(void **state)
{
    static const struct roster_person ada = {.login = "ada",
        .name = "Ada Obi",
        .email = "ada@x.org"};

    (void)state;
    must(bring(&ada, 1, false));
    assert_counts(1, 0, 0);
    assert_false(outcome.rows[0].is_new);
    assert_string_equal(outcome.rows[0].handle, "ada");
}

static void
a_bad_row_is_told_and_nothing_is_written(void **state)
{
    static const struct {
        struct roster_person person;
        enum roster_field field;
        const char *wrong;
    } cases[] = {
        {{"b", " \xE2\x80\x8B", "", ROLE_NONE}, ROSTER_NAME, "no name"},
        {{"b", "Bo, mentor", "", ROLE_NONE}, ROSTER_NAME, "not mentor"},
        {{"b", "B\u043e", "", ROLE_NONE}, ROSTER_NAME, "Latin and Cyrillic"},
        {{"b", "Bo", "bo@", ROLE_NONE}, ROSTER_EMAIL, "email: one @"},
        {{"b", "Bo", "b o@x.org", ROLE_NONE}, ROSTER_EMAIL, "email: only"},
        {{"b", "Bo", "A@x.org", ROLE_NONE}, ROSTER_EMAIL,
            "a@x.org stands in the file twice"},
        {{"A", "Bo", "", ROLE_NONE}, ROSTER_LOGIN,
            "a stands in the file twice"},
    };

    (void)state;
    int64_t before = people_count();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct roster_person people[] = {
            {"a", "Al", "a@x.org", ROLE_NONE},
            cases[i].person,
        };

        must_be(bring(people, 2, false), STATUS_INVALID);
        if (strstr(reason(), cases[i].wrong) == NULL)
            fail_msg("case %zu: %s", i, reason());
        assert_int_equal(outcome.refused, 1);
        assert_int_equal(outcome.refused_field, cases[i].field);
        assert_int_equal(people_count(), before);
    }
}

static void
what_is_no_address_is_told_and_long_names_are_cut(void **state)
{
    static char name[200];
    const struct roster_person people[] = {
        {"a", "Al", "none", ROLE_NONE},
        {"b", name, "", ROLE_NONE},
    };

    (void)state;
    memset(name, 'x', sizeof name - 1);
    must(bring(people, 2, false));
    assert_true(outcome.rows[0].has_no_address);
    assert_false(outcome.rows[0].has_new_email);
    assert_true(outcome.rows[1].is_cut);
    must(bring(people, 2, false));
    assert_counts(0, 0, 2);
}

static void
an_author_of_mail_on_a_roster_may_log_in(void **state)
{
    static const struct roster_person tom = {.login = "tom",
        .name = "Tom Ito",
        .email = ""};
    struct person person;

    (void)state;
    talk_run(&world, "UPDATE people SET may_log_in = 0 WHERE handle IN "
                     "('tom', 'kofi')");
    must(bring(&tom, 1, false));
    must(people_by_handle(world.store, "tom", &person));
    assert_true(person.may_log_in);
    must(bring(&three[2], 1, false));
    must(people_by_handle(world.store, "kofi", &person));
    assert_false(person.may_log_in);
}

static void
only_the_operators_program_brings_a_roster(void **state)
{
    struct viewer una;
    const struct roster roster = {
        .cohort = "amer-autumn",
        .people = three,
        .count = 3,
    };

    (void)state;
    world_viewer(&world, "una", &una);
    must_be(rostering_import(&una, &roster, &outcome), STATUS_FORBIDDEN);
    roster_outcome_clear(&outcome);
    viewer_clear(&una);
    const struct roster nowhere = {.cohort = "nowhere"};
    must_be(rostering_import(&world.operator_viewer, &nowhere, &outcome),
        STATUS_NOT_FOUND);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, stage_open, tear_down)

static void
a_handle_keeps_letters_with_accents(void **state)
{
    static const struct {
        const char *name;
        const char *handle;
    } cases[] = {
        {"Zo\xC3\xAB Kravitz", "zoe-kravitz"}, /* zoe is somebody */
        {"Ren\xC3\xA9 Stra\xC3\x9F", "rene"},
        {"\xC5\x81ukasz", "lukasz"},
        {"S\xC3\xB8ren", "soren"},
        {"\xE5\xB1\xB1\xE7\x94\xB0", "member"},
    };
    char handle[HANDLE_BYTES];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(roster_handles_suggest(world.store, cases[i].name,
                             handle),
            STATUS_OK);
        assert_string_equal(handle, cases[i].handle);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_handle_keeps_letters_with_accents),
        CASE(a_roster_adds_and_nobody_leaves),
        CASE(a_second_run_changes_nothing),
        CASE(a_name_that_they_chose_stays),
        CASE(an_import_goes_on_record_with_the_roles_it_gave),
        CASE(a_dry_run_tells_and_writes_nothing),
        CASE(the_address_tells_who_it_is_before_the_login),
        CASE(the_login_and_name_tell_who_it_is_and_bring_the_address),
        CASE(somebody_elses_handle_is_a_conflict_and_nothing_is_written),
        CASE(handles_that_look_alike_get_a_number),
        CASE(long_logins_that_begin_alike_stay_apart),
        CASE(roles_are_learner_unless_said),
        CASE(somebody_of_another_cohort_comes_to_this_one),
        CASE(a_bad_row_is_told_and_nothing_is_written),
        CASE(what_is_no_address_is_told_and_long_names_are_cut),
        CASE(an_author_of_mail_on_a_roster_may_log_in),
        CASE(only_the_operators_program_brings_a_roster),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
