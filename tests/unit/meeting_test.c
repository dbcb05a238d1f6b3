/* Who else is in my cohort: circles, whom of them a viewer meets, and in what
 * order. */

#include <stdio.h>
#include <string.h>

#include "board/enrolling.h"
#include "board/meeting.h"
#include "board/staffing.h"
#include "store/cohorts.h"
#include "store/members.h"
#include "support/stage.h"

static struct circle
cohort(const char *slug)
{
    struct circle circle = {0};

    must(meeting_circle(&viewer, slug, &circle));
    return circle;
}

static struct circle
circle_of(enum circle_kind kind, bool is_staff)
{
    struct circle_list list;
    struct circle found = {.title = "none"};

    must(meeting_circles(&viewer, &list));
    for (size_t i = 0; i < list.count; i++)
        if (list.rows[i].kind == kind && list.rows[i].is_staff == is_staff)
            found = list.rows[i];
    circle_list_clear(&list);
    assert_string_not_equal(found.title, "none");
    return found;
}

/* "mara sam" of a list; with `is_full` "mara:mentor". */
static void
spell(const struct fellow_list *list, bool is_full, char *out)
{
    *out = '\0';
    for (size_t i = 0; i < list->count; i++) {
        sprintf(out + strlen(out), "%s%s", i > 0 ? " " : "",
            list->rows[i].person.handle);
        if (is_full)
            sprintf(out + strlen(out), ":%s", role_name(list->rows[i].role));
    }
}

static void
assert_met(const struct circle *circle, const char *handles)
{
    struct fellow_list list = {0};
    char met[600];

    must(meeting_page(&viewer,
        &(struct meeting_range){.circle = circle, .limit = 50}, &list));
    spell(&list, strchr(handles, ':') != NULL, met);
    assert_string_equal(met, handles);
    fellow_list_clear(&list);
}

/* ---- Order -------------------------------------------------------------- */

static void
a_cohort_lists_its_staff_first_then_by_name(void **state)
{
    (void)state;
    as("ada");
    struct circle circle = cohort("emea-autumn");

    assert_string_equal(circle.title, "EMEA, autumn 2026");
    assert_met(&circle,
        "mara:mentor sam:sme jo:champion rob:moderator ada:learner "
        "ben:learner lin:learner ola:learner");
}

static void
an_intake_lists_region_by_region(void **state)
{
    (void)state;
    as("ada");
    struct circle circle = circle_of(CIRCLE_INTAKE, false);

    assert_string_equal(circle.title, "All regions, autumn 2026");
    assert_met(&circle, "noor kofi mei wen mara sam jo rob ada ben lin ola");
}

static void
whom_to_ask_are_mentors_smes_and_champions(void **state)
{
    (void)state;
    as("wen");
    struct circle circle = circle_of(CIRCLE_REACH, true);

    assert_met(&circle, "noor mei mara sam jo");
}

static void
case_of_letters_does_not_order_names(void **state)
{
    int64_t id;
    (void)state;

    must(enrolling_add_person(&world.operator_viewer, "vdb",
        "bert van den Berg", NULL, &id));
    must(enrolling_add_member(&world.operator_viewer, "vdb", "amer-autumn",
        "learner"));
    must(enrolling_add_person(&world.operator_viewer, "abe", "ABE LONG", NULL,
        &id));
    must(enrolling_add_member(&world.operator_viewer, "abe", "amer-autumn",
        "learner"));
    as("ada");
    struct circle circle = cohort("amer-autumn");

    assert_met(&circle, "noor abe vdb kofi");
}

static void
somebody_of_two_roles_stands_once_with_the_first(void **state)
{
    (void)state;
    must(enrolling_add_member(&world.operator_viewer, "jo", "emea-autumn",
        "mentor"));
    must(enrolling_add_member(&world.operator_viewer, "jo", "amer-autumn",
        "learner"));
    as("ada");
    struct circle one = cohort("emea-autumn");
    struct circle all = circle_of(CIRCLE_INTAKE, false);
    struct circle other = cohort("amer-autumn");
    int count = 0;

    assert_met(&one,
        "jo:mentor mara:mentor sam:sme rob:moderator ada:learner ben:learner "
        "lin:learner ola:learner");
    assert_met(&all, "noor kofi mei wen jo mara sam rob ada ben lin ola");
    /* She sits in EMEA, and so stands there. */
    assert_met(&other, "noor:mentor kofi:learner jo:learner");
    must(meeting_count(&viewer, &all, &count));
    assert_int_equal(count, 12);
}

/* ---- Pages -------------------------------------------------------------- */

static void
join(const char *handle, const char *slug, const char *role)
{
    must(enrolling_add_member(&world.operator_viewer, handle, slug, role));
}

/* All of a circle, page by page of so many. */
static void
walk(const struct circle *circle, int limit, bool is_back, char *met)
{
    struct circle_key last;
    const struct circle_key *from = NULL;
    bool is_last = false;

    *met = '\0';
    while (!is_last) {
        struct fellow_list list = {0};

        must(meeting_page(&viewer,
            &(struct meeting_range){circle, from, is_back, limit}, &list));
        for (size_t i = 0; i < list.count; i++)
            sprintf(met + strlen(met), "%s ", list.rows[i].person.handle);
        is_last = list.count < (size_t)limit;
        if (list.count > 0)
            last = list.rows[list.count - 1].key;
        from = &last;
        fellow_list_clear(&list);
    }
}

static void
pages_of_any_size_hold_everybody_once(void **state)
{
    char met[600];
    (void)state;

    as("ada");
    struct circle circle = circle_of(CIRCLE_INTAKE, false);

    for (int limit = 1; limit < 15; limit++) {
        walk(&circle, limit, false, met);
        assert_string_equal(met,
            "noor kofi mei wen mara sam jo rob ada ben lin ola ");
        walk(&circle, limit, true, met);
        assert_string_equal(met,
            "ola lin ben ada rob jo sam mara wen mei kofi noor ");
    }
}

/* Learners of two cohorts, and learners who have another role besides, come
 * twice out of the store. */
static void
who_is_in_twice_stands_once_on_pages_of_any_size(void **state)
{
    char met[600];
    int count = 0;
    (void)state;

    join("kofi", "emea-autumn", "learner");
    join("kofi", "apac-autumn", "learner");
    join("wen", "amer-autumn", "champion");
    join("ada", "apac-autumn", "mentor");
    as("lin");
    struct circle circle = circle_of(CIRCLE_INTAKE, false);

    for (int limit = 1; limit < 15; limit++) {
        walk(&circle, limit, false, met);
        assert_string_equal(met,
            "noor kofi mei wen ada mara sam jo rob ben lin ola ");
        walk(&circle, limit, true, met);
        assert_string_equal(met,
            "ola lin ben rob jo sam mara ada wen mei kofi noor ");
    }
    must(meeting_count(&viewer, &circle, &count));
    assert_int_equal(count, 12);
    struct circle reach = {0};

    must(meeting_circle(&viewer, NULL, &reach));
    walk(&reach, 4, false, met);
    assert_string_equal(met,
        "max una noor kofi mei wen ada mara sam jo rob ben lin ola ");
    as("max");
    struct circle site = circle_of(CIRCLE_SITE, false);

    must(meeting_count(&viewer, &site, &count));
    for (int limit = 1; limit < 19; limit++) {
        walk(&site, limit, false, met);
        assert_string_equal(met,
            "max una tom noor kofi mei wen ada mara sam jo rob ben lin ola "
            "zoe pia ");
    }
    assert_int_equal(count, 17);
}

static void
a_page_goes_on_from_somebodys_place(void **state)
{
    struct circle_key key;
    struct fellow_list list = {0};
    char met[600];
    (void)state;

    as("ada");
    struct circle circle = circle_of(CIRCLE_INTAKE, false);

    must(meeting_place(&viewer, &circle, world_person(&world, "jo"), &key));
    must(meeting_page(&viewer, &(struct meeting_range){&circle, &key, false, 2},
        &list));
    spell(&list, false, met);
    assert_string_equal(met, "rob ada");
    fellow_list_clear(&list);
    must_be(meeting_place(&viewer, &circle, world_person(&world, "zoe"), &key),
        STATUS_NOT_FOUND);
    must_be(meeting_place(&viewer, &circle, world_person(&world, "pia"), &key),
        STATUS_NOT_FOUND);
}

/* ---- Rights ------------------------------------------------------------- */

static void
assert_no_cohort(const char *slug)
{
    struct circle circle;
    char words[80];

    must_be(meeting_circle(&viewer, slug, &circle), STATUS_NOT_FOUND);
    sprintf(words, "no cohort called %s", slug);
    assert_string_equal(reason(), words);
}

static void
a_strangers_cohort_is_as_one_that_is_not_there(void **state)
{
    (void)state;
    as("ada");
    assert_no_cohort("emea-safety");
    assert_no_cohort("nowhere");
    as("tom");
    assert_no_cohort("emea-autumn");
}

static void
a_circle_seen_before_is_judged_anew(void **state)
{
    struct fellow_list list;
    int count;
    (void)state;

    as("kofi");
    struct circle one = cohort("emea-autumn");
    struct circle all = circle_of(CIRCLE_INTAKE, false);

    must(members_remove(world.store, viewer.person.id,
        world_cohort(&world, "amer-autumn"), ROLE_LEARNER));
    must(viewer_refresh(&viewer));
    must_be(meeting_page(&viewer,
                &(struct meeting_range){.circle = &one, .limit = 9}, &list),
        STATUS_NOT_FOUND);
    must_be(meeting_page(&viewer,
                &(struct meeting_range){.circle = &all, .limit = 9}, &list),
        STATUS_NOT_FOUND);
    must_be(meeting_count(&viewer, &one, &count), STATUS_NOT_FOUND);
}

static void
everybody_on_the_site_is_for_its_staff(void **state)
{
    struct fellow_list list;
    struct circle site = {.kind = CIRCLE_SITE};
    (void)state;

    as("ada");
    must_be(meeting_page(&viewer,
                &(struct meeting_range){.circle = &site, .limit = 9}, &list),
        STATUS_NOT_FOUND);
    as("max");
    site = circle_of(CIRCLE_SITE, false);
    assert_met(&site,
        "max una tom noor kofi mei wen mara sam jo rob ada ben lin ola zoe "
        "pia");
}

static void
the_operator_sees_every_cohort(void **state)
{
    struct circle circle;
    struct fellow_list list = {0};
    char met[600];
    (void)state;

    must(meeting_circle(&world.operator_viewer, "emea-safety", &circle));
    must(meeting_page(&world.operator_viewer,
        &(struct meeting_range){.circle = &circle, .limit = 9}, &list));
    spell(&list, true, met);
    assert_string_equal(met, "zoe:learner");
    fellow_list_clear(&list);
}

static void
a_sponsor_sees_counts_never_who(void **state)
{
    struct circle_list circles;
    struct circle_count_list counts;
    (void)state;

    as("pia");
    struct circle circle = cohort("emea-autumn");

    assert_true(circle.is_counted);
    assert_met(&circle, "");
    must(meeting_counts(&viewer, &circle, &counts));
    assert_int_equal(counts.count, 5);
    assert_int_equal(counts.rows[0].role, ROLE_MENTOR);
    assert_int_equal(counts.rows[4].role, ROLE_LEARNER);
    assert_int_equal(counts.rows[4].count, 4);
    assert_string_equal(counts.rows[4].region, "EMEA");
    circle_count_list_clear(&counts);
    must(meeting_circles(&viewer, &circles));
    assert_int_equal(circles.count, 1);
    circle_list_clear(&circles);
    assert_no_cohort("amer-autumn");
}

static void
sponsors_are_met_by_nobody_but_the_sites_staff(void **state)
{
    (void)state;
    as("jo");
    struct circle circle = cohort("emea-autumn");

    assert_met(&circle, "mara sam jo rob ada ben lin ola");
    as("una");
    circle = cohort("emea-autumn");
    assert_met(&circle, "mara sam jo rob ada ben lin ola pia");
}

/* ---- Reach -------------------------------------------------------------- */

static void
reach_is_all_that_share_a_board_and_the_sites_staff(void **state)
{
    struct circle circle;
    (void)state;

    as("kofi");
    must(meeting_circle(&viewer, NULL, &circle));
    assert_met(&circle,
        "max:moderator una:moderator noor:mentor kofi:learner mei:mentor "
        "wen:learner mara:mentor sam:sme jo:champion rob:moderator "
        "ada:learner ben:learner lin:learner ola:learner");
    as("tom");
    must(meeting_circle(&viewer, NULL, &circle));
    assert_met(&circle, "");
}

static void
add_cohort(const char *slug, const char *program, const char *starts,
    const char *ends)
{
    struct cohort_terms terms = {
        .slug = slug,
        .program = program,
        .region = "emea",
        .intake = slug,
        .starts_on = starts,
        .ends_on = ends,
    };

    must(world_add_cohort(&world.operator_viewer, &terms));
}

static void
alumni_of_two_intakes_reach_each_other(void **state)
{
    (void)state;
    add_cohort("emea-spring", "new-hire", "2026-02-02", "2026-03-27");
    add_cohort("emea-summer", "new-hire", "2026-06-01", "2026-07-31");
    join("tom", "emea-spring", "learner");
    join("zoe", "emea-summer", "learner");
    as("tom");
    struct circle circle = circle_of(CIRCLE_REACH, false);

    /* The staff of the program sees its alumni. */
    assert_met(&circle, "max una noor mei mara sam jo rob tom zoe");
    circle = cohort("emea-summer");
    assert_met(&circle, "zoe");
    assert_no_cohort("emea-autumn");
}

static void
a_course_reaches_all_its_cohorts_and_smes(void **state)
{
    (void)state;
    add_cohort("emea-safety-2", "safe-handling", "2026-11-02", "2026-12-18");
    join("tom", "emea-safety-2", "learner");
    must(staffing_add_sme(&world.operator_viewer, "sam", "safe-handling"));
    as("tom");
    struct circle circle = circle_of(CIRCLE_REACH, false);

    assert_met(&circle, "max una sam tom zoe");
    circle = circle_of(CIRCLE_REACH, true);
    assert_met(&circle, "sam:sme");
    as("sam");
    circle = circle_of(CIRCLE_REACH, false);
    assert_met(&circle,
        "max una noor kofi mei wen mara sam jo rob ada ben lin ola tom zoe");
}

static void
circles_stand_in_the_order_of_tab(void **state)
{
    struct circle_list list;
    char titles[400] = "";
    (void)state;

    add_cohort("emea-next", "new-hire", "2027-02-01", "2027-03-26");
    join("ada", "emea-next", "mentor");
    as("ada");
    must(meeting_circles(&viewer, &list));
    for (size_t i = 0; i < list.count; i++)
        sprintf(titles + strlen(titles), "%s; ", list.rows[i].title);
    assert_string_equal(titles,
        "EMEA, emea-next; EMEA, autumn 2026; All regions, emea-next; "
        "All regions, autumn 2026; Everybody; Whom to ask; ");
    circle_list_clear(&list);
}

/* ---- What is told of each ----------------------------------------------- */

static struct fellow
fellow_named(const struct circle *circle, const char *handle)
{
    struct fellow_list list = {0};
    struct fellow found = {0};

    must(meeting_page(&viewer,
        &(struct meeting_range){.circle = circle, .limit = 50}, &list));
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.rows[i].person.handle, handle) == 0)
            found = list.rows[i];
    fellow_list_clear(&list);
    assert_int_not_equal(found.person.id, 0);
    return found;
}

static void
learners_stand_with_their_week(void **state)
{
    (void)state;
    as("ada");
    struct circle circle = cohort("emea-autumn");

    assert_string_equal(fellow_named(&circle, "ada").week, "week 4 of 7");
    assert_string_equal(fellow_named(&circle, "mara").week, "");
}

/* Who was not here for 14 days is for their champion alone. */
static void
who_is_missing_is_for_the_champion_alone(void **state)
{
    static const char *const others[] = {"ada", "mara", "sam", "rob", "max",
        "una", "lin"};
    (void)state;

    talk_run(&world, "UPDATE members SET joined_at = joined_at - 86400 * 20");
    talk_run(&world, "UPDATE people SET last_seen_at = 1795435200 - 86400 * 15"
                     " WHERE handle = 'lin'");
    talk_run(&world, "UPDATE people SET last_seen_at = 1795435200 - 86400 * 13"
                     " WHERE handle = 'ben'");
    as("jo");
    struct circle circle = cohort("emea-autumn");

    assert_true(fellow_named(&circle, "lin").whereabouts.is_missing);
    assert_true(
        fellow_named(&circle, "ada").whereabouts.is_missing); /* never came */
    assert_false(fellow_named(&circle, "ben").whereabouts.is_missing);
    assert_false(fellow_named(&circle, "jo").whereabouts.is_missing);
    /* Of others' cohorts nothing is hers to know. */
    circle = cohort("amer-autumn");
    assert_false(fellow_named(&circle, "kofi").whereabouts.is_missing);

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        as(others[i]);
        circle = cohort("emea-autumn");
        assert_false(fellow_named(&circle, "lin").whereabouts.is_missing);
    }
}

static void
who_joined_last_week_is_not_missed_yet(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE members SET joined_at = 1795435200 - 86400 * 7");
    as("jo");
    struct circle circle = cohort("emea-autumn");

    assert_false(fellow_named(&circle, "ada").whereabouts.is_missing);
    talk_run(&world, "UPDATE members SET joined_at = 1795435200 - 86400 * 14");
    assert_true(fellow_named(&circle, "ada").whereabouts.is_missing);
}

static void
whoever_is_here_is_not_missed(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE members SET joined_at = 1795435200 - 86400 * 20");
    as("jo");
    const int64_t here = world_person(&world, "ada");
    struct circle circle = cohort("emea-autumn");

    viewer_here(&viewer, &here, 1);
    assert_false(fellow_named(&circle, "ada").whereabouts.is_missing);
    assert_true(fellow_named(&circle, "lin").whereabouts.is_missing);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_cohort_lists_its_staff_first_then_by_name),
        TEST(an_intake_lists_region_by_region),
        TEST(whom_to_ask_are_mentors_smes_and_champions),
        TEST(case_of_letters_does_not_order_names),
        TEST(somebody_of_two_roles_stands_once_with_the_first),
        TEST(pages_of_any_size_hold_everybody_once),
        TEST(who_is_in_twice_stands_once_on_pages_of_any_size),
        TEST(a_page_goes_on_from_somebodys_place),
        TEST(a_strangers_cohort_is_as_one_that_is_not_there),
        TEST(a_circle_seen_before_is_judged_anew),
        TEST(everybody_on_the_site_is_for_its_staff),
        TEST(the_operator_sees_every_cohort),
        TEST(a_sponsor_sees_counts_never_who),
        TEST(sponsors_are_met_by_nobody_but_the_sites_staff),
        TEST(reach_is_all_that_share_a_board_and_the_sites_staff),
        TEST(alumni_of_two_intakes_reach_each_other),
        TEST(a_course_reaches_all_its_cohorts_and_smes),
        TEST(circles_stand_in_the_order_of_tab),
        TEST(learners_stand_with_their_week),
        TEST(who_is_missing_is_for_the_champion_alone),
        TEST(who_joined_last_week_is_not_missed_yet),
        TEST(whoever_is_here_is_not_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
