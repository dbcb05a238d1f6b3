/* Who begins alone has phases of their own, and is told of each once. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/beginning.h"
#include "board/enrolling.h"
#include "board/moving.h"
#include "board/pacing.h"
#include "board/phasing.h"
#include "board/rostering.h"
#include "store/members.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"

#define DAY INT64_C(86400)

/* A cohort of safe-handling, in a region of its own, for eight weeks. */
static void
add_cohort(const char *slug, const char *zone, const char *starts_on,
    const char *ends_on)
{
    must(enrolling_add_region(operating, slug, NULL, zone));
    must(world_add_cohort(operating,
        &(struct cohort_terms){slug, "safe-handling", slug, slug, starts_on,
            ends_on}));
}

/* The first day of the person's own training. */
static void
assert_starts(const char *handle, const char *expected)
{
    struct member_list members = {0};

    must(
        members_by_person(world.store, world_person(&world, handle), &members));
    assert_int_equal(members.count, 1);
    assert_string_equal(members.rows[0].starts_on, expected);
    assert_true(members.rows[0].begins_alone);
    member_list_clear(&members);
}

/* "training on-the-job": what the viewer has not read of. */
static void
assert_pending(const char *expected)
{
    struct beginning_list list = {0};
    char pending[200] = "";

    must(viewer_refresh(&viewer));
    must(beginning_pending(&viewer, &list));
    for (size_t i = 0; i < list.count; i++) {
        strcat(pending, i > 0 ? " " : "");
        strcat(pending, phase_name(list.rows[i].phase));
    }
    beginning_list_clear(&list);
    assert_string_equal(pending, expected);
}

static void
read_them(void)
{
    struct beginning_list list = {0};

    must(beginning_pending(&viewer, &list));
    must(beginning_told(&viewer, &list));
    beginning_list_clear(&list);
}

static void
who_joins_a_course_begins_on_that_day_in_their_region(void **state)
{
    (void)state;
    /* 12:00 UTC on the 23rd: the 24th in Kiritimati. */
    add_cohort("early", "Pacific/Kiritimati", "2026-01-05", "2026-02-27");
    add_cohort("late", "Pacific/Pago_Pago", "2026-01-05", "2026-02-27");
    must(enrolling_add_member(operating, "tom", "early", "learner"));
    must(enrolling_add_member(operating, "max", "late", "learner"));
    assert_starts("tom", "2026-11-24");
    assert_starts("max", "2026-11-23");
}

static void
nobody_begins_before_their_course(void **state)
{
    (void)state;
    add_cohort("coming", "Europe/London", "2027-01-04", "2027-02-26");
    must(enrolling_add_member(operating, "tom", "coming", "learner"));
    assert_starts("tom", "2027-01-04");
    world_viewer(&world, "tom", &viewer);
    assert_pending("upcoming");
}

static void
a_roster_begins_on_the_day_it_comes(void **state)
{
    (void)state;
    const struct roster_person people[] = {
        {.login = "tina", .name = "Tina May", .email = "tina@example.org"},
    };
    struct roster_outcome outcome = {0};

    must(rostering_import(operating,
        &(struct roster){.cohort = "emea-safety", .people = people, .count = 1},
        &outcome));
    roster_outcome_clear(&outcome);
    assert_starts("tina", "2026-11-23");
    /* The next day it is here already, and changes nothing. */
    machine_set(WORLD_NOW + DAY);
    must(rostering_import(operating,
        &(struct roster){.cohort = "emea-safety", .people = people, .count = 1},
        &outcome));
    roster_outcome_clear(&outcome);
    assert_starts("tina", "2026-11-23");
}

static void
staff_and_instructor_led_cohorts_have_no_dates_of_their_own(void **state)
{
    (void)state;
    must(enrolling_add_member(operating, "tom", "emea-safety", "mentor"));
    must(enrolling_add_member(operating, "tom", "emea-autumn", "learner"));
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM members "
                         "JOIN people ON people.id = person_id "
                         "WHERE handle = 'tom' AND starts_on IS NOT NULL"),
        0);
    world_viewer(&world, "tom", &viewer);
    assert_pending("");
}

/* Day by day over the whole of it; eight weeks, then twelve on the job. */
static void
each_phase_is_told_once_on_its_day(void **state)
{
    (void)state;
    static const struct {
        int day;
        const char *phase;
    } told[] = {{0, "training"}, {54, "on-the-job"}, {138, "alumni"}};
    size_t next = 0;

    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    world_viewer(&world, "tom", &viewer);
    for (int day = 0; day < 200; day++) {
        bool is_due = next < 3 && told[next].day == day;

        machine_set(WORLD_NOW + day * DAY);
        assert_pending(is_due ? told[next].phase : "");
        read_them();
        next += is_due;
        assert_pending("");
    }
    assert_int_equal(next, 3);
}

static void
it_begins_with_the_first_moment_of_the_regions_day(void **state)
{
    (void)state;
    static const char *const zones[] = {
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Asia/Singapore",
    };
    char slug[8];

    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        int64_t at = 0;

        snprintf(slug, sizeof slug, "zone%zu", i);
        machine_set(WORLD_NOW);
        add_cohort(slug, zones[i], "2026-01-05", "2026-02-27");
        must(enrolling_add_member(operating, "tom", slug, "learner"));
        must(pacing_set_start(operating, "tom", slug, "2026-12-01"));
        world_viewer(&world, "tom", &viewer);
        assert_pending("upcoming");
        must(clock_instant("2026-12-01", 0, zones[i], &at));
        machine_set(at - 1);
        assert_pending("upcoming");
        machine_set(at);
        assert_pending("upcoming training");
        viewer_clear(&viewer);
        talk_run(&world, "DELETE FROM members WHERE person_id = "
                         "(SELECT id FROM people WHERE handle = 'tom')");
    }
}

static void
who_was_away_for_a_year_catches_up_in_order(void **state)
{
    (void)state;
    add_cohort("ladders", "Europe/London", "2026-01-05", "2026-01-30");
    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    must(enrolling_add_member(operating, "tom", "ladders", "learner"));
    must(pacing_set_start(operating, "tom", "ladders", "2026-12-01"));
    world_viewer(&world, "tom", &viewer);
    machine_set(WORLD_NOW + 365 * DAY);
    /* Of two courses, by their days. */
    assert_pending("upcoming training training on-the-job on-the-job "
                   "alumni alumni");
    struct beginning_list list = {0};
    must(beginning_pending(&viewer, &list));
    assert_string_equal(list.rows[3].cohort.slug, "ladders");
    assert_string_equal(list.rows[4].cohort.slug, "emea-safety");
    for (size_t i = 2; i < list.count; i++)
        assert_true(list.rows[i].at >= list.rows[i - 1].at);
    beginning_list_clear(&list);
    read_them();
    assert_pending("");
}

static void
another_first_day_is_told_anew(void **state)
{
    (void)state;
    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    world_viewer(&world, "tom", &viewer);
    read_them();
    must(pacing_set_start(operating, "tom", "emea-safety", "2026-12-01"));
    assert_pending("upcoming");
    machine_set(WORLD_NOW + 10 * DAY);
    assert_pending("upcoming training");
    read_them();
    /* What lies behind by the new days is past. */
    must(pacing_set_start(operating, "tom", "emea-safety", "2026-01-05"));
    assert_pending("alumni");
    must_be(pacing_set_start(operating, "tom", "emea-safety", "9999-12-01"),
        STATUS_INVALID);
    assert_starts("tom", "2026-01-05");
}

static void
who_comes_back_begins_again(void **state)
{
    (void)state;
    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    world_viewer(&world, "tom", &viewer);
    read_them();
    talk_run(&world, "DELETE FROM members WHERE person_id = "
                     "(SELECT id FROM people WHERE handle = 'tom')");
    assert_pending("");
    machine_set(WORLD_NOW + 30 * DAY);
    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    assert_starts("tom", "2026-12-23");
    assert_pending("training");
}

static void
who_moves_to_another_cohort_goes_on(void **state)
{
    (void)state;
    struct text roles = {0};

    add_cohort("summer", "Europe/London", "2026-06-01", "2026-07-24");
    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    world_viewer(&world, "tom", &viewer);
    read_them();
    machine_set(WORLD_NOW + 10 * DAY);
    must(moving_move(operating,
        &(struct moving){.handle = "tom",
            .cohort = "emea-safety",
            .to = "summer"},
        &roles));
    assert_starts("tom", "2026-11-23");
    assert_pending("");
    machine_set(WORLD_NOW + 100 * DAY);
    assert_pending("on-the-job");
    text_clear(&roles);
}

static void
who_comes_from_elsewhere_begins_on_that_day(void **state)
{
    (void)state;
    struct text roles = {0};

    must(moving_move(operating,
        &(struct moving){.handle = "ada",
            .cohort = "emea-autumn",
            .to = "emea-safety"},
        &roles));
    assert_starts("ada", "2026-11-23");
    world_viewer(&world, "ada", &viewer);
    assert_pending("training");
    text_clear(&roles);
}

static void
no_weeks_on_the_job_are_not_told(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE programs SET weeks_on_the_job = 0");
    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    world_viewer(&world, "tom", &viewer);
    machine_set(WORLD_NOW + 200 * DAY);
    assert_pending("training alumni");
}

static void
who_only_reads_leaves_no_trace(void **state)
{
    (void)state;
    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    world_viewer(&world, "tom", &viewer);
    viewer.may_write = false;
    read_them();
    assert_pending("training");
}

static enum status
say(enum phase phase, const struct cohort *cohort, struct text *subject,
    struct text *body)
{
    text_add_format(subject, "%s: %s", cohort->slug, phase_name(phase));
    text_add(body, "Go on.");
    return STATUS_OK;
}

/* Its people have phases of their own. */
static void
a_courses_cohort_is_told_that_it_is_there_and_no_more(void **state)
{
    (void)state;
    int done = 0;
    int all = 0;

    add_cohort("running", "Europe/London", "2026-11-02", "2026-12-18");
    add_cohort("coming", "Europe/London", "2027-01-04", "2027-02-26");
    add_cohort("over", "Europe/London", "2020-01-06", "2020-02-28");
    for (int day = 0; day < 300; day++) {
        must(phasing_step(operating, say, WORLD_NOW + day * DAY, &done));
        all += done;
    }
    /* Two cohorts' rooms, and three times two for those of autumn. */
    assert_int_equal(all, 2 + 6);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM threads "
                         "WHERE subject IN ('running: upcoming', "
                         "'coming: upcoming')"),
        2);
}

static void
their_week_stands_beside_their_posts_on_their_boards(void **state)
{
    (void)state;
    static const char *const boards[] = {"emea-safety", "safe-handling-course",
        "safe-handling-spring-2026"};

    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    must(pacing_set_start(operating, "tom", "emea-safety", "2026-11-09"));
    world_viewer(&world, "zoe", &viewer);
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++) {
        struct post_list posts = {0};
        int64_t thread_id = talk_start(&world, "tom", boards[i], "Gloves");

        must(reading_posts(&viewer, thread_id, 1, 1, &posts));
        assert_string_equal(posts.rows[0].author_week, "week 3 of 8");
        post_list_clear(&posts);
    }
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_joins_a_course_begins_on_that_day_in_their_region),
        TEST(nobody_begins_before_their_course),
        TEST(a_roster_begins_on_the_day_it_comes),
        TEST(staff_and_instructor_led_cohorts_have_no_dates_of_their_own),
        TEST(each_phase_is_told_once_on_its_day),
        TEST(it_begins_with_the_first_moment_of_the_regions_day),
        TEST(who_was_away_for_a_year_catches_up_in_order),
        TEST(another_first_day_is_told_anew),
        TEST(who_comes_back_begins_again),
        TEST(who_moves_to_another_cohort_goes_on),
        TEST(who_comes_from_elsewhere_begins_on_that_day),
        TEST(no_weeks_on_the_job_are_not_told),
        TEST(who_only_reads_leaves_no_trace),
        TEST(a_courses_cohort_is_told_that_it_is_there_and_no_more),
        TEST(their_week_stands_beside_their_posts_on_their_boards),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
