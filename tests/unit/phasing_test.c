/* Phases are told on a cohort's board as they begin, each once, in order. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/handle.h"
#include "board/access.h"
#include "board/enrolling.h"
#include "board/phasing.h"
#include "store/cohorts.h"
#include "store/people.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"

#define HOUR INT64_C(3600)
#define DAY  INT64_C(86400)

enum {
    LEARNERS = 14
};

static enum status
say(enum phase phase, const struct cohort *cohort, struct text *subject,
    struct text *body)
{
    text_add_format(subject, "%s: %s", cohort->slug, phase_name(phase));
    text_add(body, "Go on.");
    return STATUS_OK;
}

static int
step(int64_t now)
{
    int done = -1;

    must(phasing_step(operating, say, now, &done));
    return done;
}

/* A cohort of new-hire, in a region of its own. */
static void
add_cohort(const char *slug, const char *zone, const char *starts_on,
    const char *ends_on)
{
    must(enrolling_add_region(operating, slug, NULL, zone));
    must(world_add_cohort(operating, &(struct cohort_terms){
                                         .slug = slug,
                                         .program = "new-hire",
                                         .region = slug,
                                         .intake = "winter 2026",
                                         .starts_on = starts_on,
                                         .ends_on = ends_on,
                                     }));
}

/* The day `date` begins in the zone. */
static int64_t
midnight(const char *date, const char *zone)
{
    int64_t at = 0;

    must(clock_instant(date, 0, zone, &at));
    return at;
}

/* "training on-the-job", in the order in which they were posted. */
static void
assert_told(const char *slug, const char *expected)
{
    static const char sql[] = SQL(
        SELECT threads.subject
          FROM threads
          JOIN boards ON boards.id = threads.board_id
         WHERE boards.slug = :slug
         ORDER BY threads.id);
    struct query *query = store_query(world.store, sql);
    char told[400] = "";
    char subject[SUBJECT_BYTES];

    query_bind_text(query, ":slug", slug);
    while (query_next(query)) {
        query_copy(query, 0, subject, sizeof subject);
        strcat(told, told[0] != '\0' ? " " : "");
        strcat(told, strchr(subject, ' ') + 1);
    }
    must(query_end(query));
    assert_string_equal(told, expected);
}

static void
assert_told_at(const char *slug, enum phase phase, int64_t from, int64_t to)
{
    static const char sql[] = SQL(
        SELECT phase_steps.announced_at, threads.created_at
          FROM cohorts
          JOIN phase_steps ON phase_steps.cohort_id = cohorts.id
          JOIN boards ON boards.slug = cohorts.slug
          JOIN threads ON threads.board_id = boards.id
         WHERE cohorts.slug = :slug
           AND phase_steps.phase = :phase
           AND threads.subject = :subject);
    struct query *query = store_query(world.store, sql);
    char subject[80];

    snprintf(subject, sizeof subject, "%s: %s", slug, phase_name(phase));
    query_bind_text(query, ":slug", slug);
    query_bind_text(query, ":phase", phase_name(phase));
    query_bind_text(query, ":subject", subject);
    assert_true(query_next(query));
    int64_t at = query_int(query, 0);
    assert_int_equal(query_int(query, 1), at);
    must(query_end(query));
    if (at < from || at >= to)
        fail_msg("%s at %lld, not from %lld until %lld", subject, (long long)at,
            (long long)from, (long long)to);
}

static void
add_learners(const char *slug)
{
    static const char letters[] = "abcdefghjkopqs"; /* none like another */
    char handle[HANDLE_BYTES];
    int64_t id;

    for (int i = 0; i < LEARNERS; i++) {
        snprintf(handle, sizeof handle, "learner%c", letters[i]);
        must(enrolling_add_person(operating, handle, handle, NULL, &id));
        must(enrolling_add_member(operating, handle, slug, "learner"));
    }
}

static void
a_cohort_of_fourteen_is_told_day_by_day(void **state)
{
    (void)state;
    const char *const zone = "Europe/London";
    int told = 0;

    add_cohort("fourteen", zone, "2026-12-07", "2027-01-15");
    add_learners("fourteen");
    for (int64_t now = WORLD_NOW; now < WORLD_NOW + 150 * DAY; now += DAY)
        told += step(now);
    assert_int_equal(told, PHASE_COUNT + 6); /* those of autumn go on as well */
    assert_told("fourteen", "upcoming training on-the-job alumni");
    assert_told("emea-autumn", "on-the-job alumni");
    assert_told("emea-safety", "");
    assert_told_at("fourteen", PHASE_UPCOMING, WORLD_NOW, WORLD_NOW + 1);
    assert_told_at("fourteen", PHASE_TRAINING, midnight("2026-12-07", zone),
        midnight("2026-12-08", zone));
    assert_told_at("fourteen", PHASE_ON_THE_JOB, midnight("2027-01-16", zone),
        midnight("2027-01-17", zone));
    assert_told_at("fourteen", PHASE_ALUMNI, midnight("2027-04-10", zone),
        midnight("2027-04-11", zone));

    world_viewer(&world, "learnera", &viewer);
    assert_int_equal(talk_unread(&viewer, "fourteen"), PHASE_COUNT);
}

/* The clock is set back and forth by an hour at every hour. */
static void
each_phase_begins_at_midnight_of_its_region(void **state)
{
    (void)state;
    static const char *const zones[][2] = {
        {"kiritimati", "Pacific/Kiritimati"},
        {"pago-pago", "Pacific/Pago_Pago"},
        {"sao-paulo", "America/Sao_Paulo"},
        {"london", "Europe/London"},
    };
    static const char *const first[] = {"", "2026-12-01", "2027-01-16",
        "2027-04-10"};

    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        add_cohort(zones[i][0], zones[i][1], first[1], "2027-01-15");
    for (int64_t now = WORLD_NOW; now < WORLD_NOW + 140 * DAY; now += HOUR) {
        step(now);
        step(now - HOUR);
    }
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        assert_told(zones[i][0], "upcoming training on-the-job alumni");
        for (int phase = PHASE_TRAINING; phase < PHASE_COUNT; phase++) {
            int64_t at = midnight(first[phase], zones[i][1]);
            assert_told_at(zones[i][0], (enum phase)phase, at, at + HOUR);
        }
    }
}

/* Set back at 00:01 to 23:01 the day before; a day that never was; a midnight
 * that never was. */
static void
days_that_zones_repeat_or_leave_out_begin_a_phase_once(void **state)
{
    (void)state;
    static const struct {
        const char *slug;
        const char *zone;
        const char *date;
        int64_t at;
    } odd[] = {
        {"johns", "America/St_Johns", "2010-11-07", 1289097000},
        {"apia", "Pacific/Apia", "2011-12-30", 1325239200},
        {"paulo", "America/Sao_Paulo", "2018-11-04", 1541300400},
    };

    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        machine_set(odd[i].at - 40 * HOUR);
        add_cohort(odd[i].slug, odd[i].zone, odd[i].date, "2018-12-31");
        for (int64_t now = odd[i].at - 40 * HOUR; now < odd[i].at + 40 * HOUR;
             now += 1800)
            step(now);
        assert_told(odd[i].slug, "upcoming training");
        assert_told_at(odd[i].slug, PHASE_TRAINING, odd[i].at,
            odd[i].at + 1800);
    }
}

static void
a_daemon_that_was_off_catches_up_in_order(void **state)
{
    (void)state;
    add_cohort("short", "Europe/London", "2026-11-25", "2026-12-10");
    add_cohort("later", "Europe/London", "2026-12-01", "2027-02-10");
    assert_int_equal(step(WORLD_NOW), 2);
    assert_int_equal(step(WORLD_NOW + 31 * DAY), 2 + 1 + 3);
    assert_told("short", "upcoming training on-the-job");
    assert_told("later", "upcoming training");
    assert_told("emea-autumn", "on-the-job");
    assert_int_equal(step(WORLD_NOW + 31 * DAY), 0);
    assert_int_equal(step(WORLD_NOW + 31 * DAY + 1), 0);
}

static void
what_began_before_a_cohort_was_added_is_past(void **state)
{
    (void)state;
    add_cohort("ended", "Europe/London", "2019-01-07", "2019-02-15");
    add_cohort("working", "Europe/London", "2026-09-01", "2026-11-21");
    add_cohort("learning", "Europe/London", "2026-11-22", "2026-12-20");
    add_cohort("today", "Europe/London", "2026-11-23", "2026-12-20");
    add_cohort("leaving", "Europe/London", "2026-10-01", "2026-11-22");
    add_cohort("coming", "Europe/London", "2026-11-24", "2026-12-20");
    assert_int_equal(step(WORLD_NOW), 3);
    assert_told("ended", "");
    assert_told("working", "");
    assert_told("learning", "");
    assert_told("today", "training");
    assert_told("leaving", "on-the-job");
    assert_told("coming", "upcoming");
    assert_told("emea-autumn", "");

    step(WORLD_NOW + 200 * DAY);
    assert_told("ended", "");
    assert_told("working", "alumni");
    assert_told("learning", "on-the-job alumni");
}

static void
today_is_the_regions_when_a_cohort_is_added(void **state)
{
    (void)state;
    /* 2026-11-23, 12:00 UTC: the 24th in Kiritimati, the 23rd in Pago Pago. */
    add_cohort("kiritimati", "Pacific/Kiritimati", "2026-11-24", "2026-12-20");
    add_cohort("pago-pago", "Pacific/Pago_Pago", "2026-11-24", "2026-12-20");
    step(WORLD_NOW);
    assert_told("kiritimati", "training");
    assert_told("pago-pago", "upcoming");
}

static void
no_weeks_on_the_job_make_no_such_phase(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE programs SET weeks_on_the_job = 0");
    add_cohort("short", "Europe/London", "2026-11-25", "2026-12-10");
    step(WORLD_NOW);
    step(midnight("2026-12-11", "Europe/London") - 1);
    assert_told("short", "upcoming training");
    step(midnight("2026-12-11", "Europe/London"));
    assert_told("short", "upcoming training alumni");
}

static void
an_announcement_is_nobodys_and_waits_for_nobody(void **state)
{
    (void)state;
    struct person person;
    struct thread_list threads = {0};
    int waiting;
    int64_t oldest_at;

    assert_false(handle_is_valid("homeroom"));
    add_cohort("soon", "Europe/London", "2026-11-25", "2026-12-10");
    add_learners("soon");
    step(WORLD_NOW);
    must(people_by_handle(world.store, "homeroom", &person));
    assert_false(person.may_log_in);
    assert_string_equal(person.name, "Homeroom");

    world_viewer(&world, "learnera", &viewer);
    must(reading_threads(&viewer, world_board(&world, "soon"), NULL, 9,
        &threads));
    assert_int_equal(threads.count, 1);
    assert_string_equal(threads.rows[0].thread.author_name, "Homeroom");
    assert_int_equal(threads.rows[0].thread.last_number, 1);
    must(reading_waiting(&viewer, &waiting, &oldest_at));
    assert_int_equal(waiting, 0);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM events WHERE kind = 'thread'"),
        1);
    thread_list_clear(&threads);
}

static enum status
say_to_one_alone(enum phase phase, const struct cohort *cohort,
    struct text *subject, struct text *body)
{
    if (!text_equals(cohort->slug, "first"))
        return say(phase, cohort, subject, body);
    text_add(subject, "No text");
    return STATUS_OK;
}

static void
one_that_fails_keeps_no_other_from_its_turn(void **state)
{
    (void)state;
    int done = -1;

    add_cohort("first", "Europe/London", "2026-11-25", "2026-12-10");
    add_cohort("second", "Europe/London", "2026-11-25", "2026-12-10");
    must_be(phasing_step(operating, say_to_one_alone, WORLD_NOW, &done),
        STATUS_INVALID);
    assert_int_equal(done, 1);
    assert_told("first", "");
    assert_told("second", "upcoming");
    assert_int_equal(step(WORLD_NOW), 1);
    assert_told("first", "upcoming");
}

static void
hundreds_of_cohorts_are_told_in_one_turn(void **state)
{
    (void)state;
    char slug[SLUG_BYTES];

    must(store_begin(world.store));
    for (int i = 0; i < 250; i++) {
        snprintf(slug, sizeof slug, "cohort%d", i);
        must(world_add_cohort(operating,
            &(struct cohort_terms){slug, "new-hire", "emea", "winter 2026",
                "2026-11-25", "2026-12-10"}));
    }
    must(store_commit(world.store));
    assert_int_equal(step(WORLD_NOW), 250);
    assert_int_equal(step(WORLD_NOW), 0);
}

static void
nobody_begins_a_phase_by_hand(void **state)
{
    (void)state;
    int done;

    world_viewer(&world, "una", &viewer);
    must_be(phasing_step(&viewer, say, WORLD_NOW, &done), STATUS_FORBIDDEN);
}

/* ---- Rights on the day -------------------------------------------------- */

static bool
sees(const char *slug)
{
    struct board_list boards = {0};
    struct board board;
    bool is_listed = false;

    must(viewer_refresh(&viewer));
    must(access_boards(&viewer, &boards));
    for (size_t i = 0; i < boards.count; i++)
        if (text_equals(boards.rows[i].board.slug, slug))
            is_listed = true;
    board_list_clear(&boards);
    enum status status = access_board_named(&viewer, slug, RIGHT_POST, &board);
    assert_int_equal(is_listed, status == STATUS_OK);
    return is_listed;
}

static void
an_alumni_board_opens_with_its_regions_day(void **state)
{
    (void)state;
    static const char *const zones[] = {
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "America/Sao_Paulo",
    };
    char slug[SLUG_BYTES];

    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        snprintf(slug, sizeof slug, "zone%zu", i);
        add_cohort(slug, zones[i], "2026-11-01", "2026-12-01");
        must(enrolling_add_member(operating, "tom", slug, "learner"));
        world_viewer(&world, "tom", &viewer);
        int64_t at = midnight("2026-12-01", zones[i]);
        /* Wherever they are themselves. */
        for (size_t own = 0; own < sizeof zones / sizeof *zones; own++) {
            must(people_set_zone(world.store, viewer.person.id, zones[own]));
            machine_set(at - 1);
            assert_false(sees("new-hire-alumni"));
            machine_set(at);
            assert_true(sees("new-hire-alumni"));
        }
        machine_set(WORLD_NOW);
        viewer_clear(&viewer);
        talk_run(&world, "DELETE FROM members WHERE person_id = "
                         "(SELECT id FROM people WHERE handle = 'tom')");
    }
}

/* Brazil's clocks went back at midnight of 2018-02-18: the 17th had an hour
 * more, and the 18th began once. */
static void
an_hour_that_is_repeated_opens_a_board_once(void **state)
{
    (void)state;
    const char *const zone = "America/Sao_Paulo";
    int64_t at = midnight("2018-02-18", zone);
    int changes = 0;
    bool saw = false;

    add_cohort("sao-paulo", zone, "2018-01-08", "2018-02-18");
    must(enrolling_add_member(operating, "tom", "sao-paulo", "learner"));
    world_viewer(&world, "tom", &viewer);
    for (int64_t now = at - DAY; now < at + DAY; now += 600) {
        machine_set(now);
        bool sees_now = sees("new-hire-alumni");
        changes += sees_now != saw;
        saw = sees_now;
    }
    assert_int_equal(changes, 1);
}

static void
who_is_enrolled_has_boards_before_the_start(void **state)
{
    (void)state;
    add_cohort("soon", "Europe/London", "2027-03-01", "2027-04-30");
    must(enrolling_add_member(operating, "tom", "soon", "learner"));
    world_viewer(&world, "tom", &viewer);
    assert_true(sees("soon"));
    assert_true(sees("new-hire-winter-2026"));
    assert_false(sees("new-hire-alumni"));
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_cohort_of_fourteen_is_told_day_by_day),
        TEST(each_phase_begins_at_midnight_of_its_region),
        TEST(days_that_zones_repeat_or_leave_out_begin_a_phase_once),
        TEST(a_daemon_that_was_off_catches_up_in_order),
        TEST(what_began_before_a_cohort_was_added_is_past),
        TEST(today_is_the_regions_when_a_cohort_is_added),
        TEST(no_weeks_on_the_job_make_no_such_phase),
        TEST(an_announcement_is_nobodys_and_waits_for_nobody),
        TEST(one_that_fails_keeps_no_other_from_its_turn),
        TEST(hundreds_of_cohorts_are_told_in_one_turn),
        TEST(nobody_begins_a_phase_by_hand),
        TEST(an_alumni_board_opens_with_its_regions_day),
        TEST(an_hour_that_is_repeated_opens_a_board_once),
        TEST(who_is_enrolled_has_boards_before_the_start),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
