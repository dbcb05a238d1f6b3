/* A simulated year of cohorts that agreed on days, hours and ends of their own,
 * in twelve zones, and on others half a year later: on each of their days, and
 * on no other, the bank asks them one question, which opens for every person at
 * their civil hour, once, and closes once. What is expected comes from the C
 * library's own clock. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/enrolling.h"
#include "board/profiling.h"
#include "store/agreements.h"
#include "store/store.h"
#include "support/bank.h"
#include "support/machine.h"
#include "support/plain.h"
#include "support/talk.h"

/* As in the year of all questions: both hemispheres' summer times, half hours,
 * both edges of the date line, and zones that changed their rules then. */
static const char *const zones[] = {"Pacific/Chatham", "Pacific/Marquesas",
    "Africa/Casablanca", "Asia/Amman", "America/Nuuk", "Africa/Cairo",
    "Europe/London", "America/New_York", "Australia/Lord_Howe",
    "America/Santiago", "Pacific/Kiritimati", "Asia/Kathmandu"};

#define STARTS_ON "2022-06-06"
#define ENDS_ON   "2022-08-26" /* a Friday */
#define FIRST_DAY "2022-08-27"

enum {
    COHORTS = sizeof zones / sizeof *zones,
    PEOPLE = 2, /* a cohort; the second sits elsewhere */
    DAYS = 364,
    SECOND_DAY = 182, /* of the year: what was agreed then holds */
    WEEK = 7,
    HOUR_MINUTES = 60,
    HOUR = 3600,
    MONDAY = 1,
    SATURDAY = 6,
    WINDOW_DAILY = 24,
    WINDOW_WEEKLY = 168,
    WINDOW_MONTHLY = 744,
    SLUG_SIZE = 24
};

static const struct {
    const char *rhythm;
    int hour; /* 2 and 0 are skipped or repeated here and there */
    int weeks;
} agreed[] = {
    {"daily", 8, 0},
    {"weekly", 2, 12},
    {"mon,wed,fri", 0, 26},
    {"monthly", 23, 52},
    {"never", 8, 0},
    {"weekly", 14, 0},
    {"mon,wed,fri", 2, 4},
};

enum {
    AGREED = sizeof agreed / sizeof *agreed
};

struct expected {
    int cohort;
    char date[11];
    int minute;
    int window_hours;
    int64_t opens_at[PEOPLE];
};

struct moment {
    int64_t at;
    size_t question; /* of the expected */
    int person;
    bool is_opening;
};

static struct world world;
static struct viewer people[COHORTS][PEOPLE];
static const char *zone_of[COHORTS][PEOPLE];
static int64_t board_of[COHORTS];
static struct expected *expected; /* owned */
static size_t expected_count;
static struct moment *moments; /* owned */
static size_t moment_count;

/* ---- The plain model ---------------------------------------------------- */

static bool
is_day_of(const char *rhythm, int weekday, const char *date)
{
    if (strcmp(rhythm, "daily") == 0)
        return weekday >= MONDAY && weekday < SATURDAY;
    if (strcmp(rhythm, "mon,wed,fri") == 0)
        return weekday == MONDAY || weekday == 3 || weekday == 5;
    if (strcmp(rhythm, "weekly") == 0)
        return weekday == MONDAY;
    return strcmp(rhythm, "monthly") == 0 && weekday == MONDAY &&
           atoi(date + 8) <= WEEK;
}

static int
window_of(const char *rhythm)
{
    if (strcmp(rhythm, "monthly") == 0)
        return WINDOW_MONTHLY;
    return strcmp(rhythm, "weekly") == 0 ? WINDOW_WEEKLY : WINDOW_DAILY;
}

/* What the cohort agreed on at first, and then. */
static size_t
terms_of(int cohort, bool is_second)
{
    return ((size_t)cohort + (is_second ? 3 : 0)) % AGREED;
}

static void
add_moment(size_t question, int person, int64_t at, bool is_opening)
{
    moments = grow(moments, moment_count + 1, sizeof *moments);
    moments[moment_count++] = (struct moment){at, question, person, is_opening};
}

static void
expect_day(int cohort, int day)
{
    bool is_second = day >= SECOND_DAY;
    size_t terms = terms_of(cohort, is_second);
    struct expected one = {
        .cohort = cohort,
        .minute = agreed[terms].hour * HOUR_MINUTES,
        .window_hours = window_of(agreed[terms].rhythm),
    };
    int since = day - (is_second ? SECOND_DAY : 0);
    int weekday = plain_day(FIRST_DAY, day, one.date);

    if (!is_day_of(agreed[terms].rhythm, weekday, one.date) ||
        (agreed[terms].weeks > 0 && since >= WEEK * agreed[terms].weeks))
        return;
    for (int p = 0; p < PEOPLE; p++) {
        one.opens_at[p] = plain_opening(one.date, one.minute,
            zone_of[cohort][p]);
        add_moment(expected_count, p, one.opens_at[p], true);
        add_moment(expected_count, p, one.opens_at[p] + one.window_hours * HOUR,
            false);
    }
    expected = grow(expected, expected_count + 1, sizeof *expected);
    expected[expected_count++] = one;
}

static int
by_time(const void *a_, const void *b_)
{
    const struct moment *a = a_;
    const struct moment *b = b_;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->question < b->question ? -1 : a->question > b->question;
}

/* ---- The site ----------------------------------------------------------- */

static void
add_person(int cohort, int p, const char *slug)
{
    struct viewer *operating = &world.operator_viewer;
    char handle[8];
    int64_t id;

    snprintf(handle, sizeof handle, "p%c%c", "abcdefghjkpq"[cohort], 'a' + p);
    must(enrolling_add_person(operating, handle, handle, NULL, &id));
    must(enrolling_add_member(operating, handle, slug, "learner"));
    world_viewer(&world, handle, &people[cohort][p]);
    zone_of[cohort][p] = zones[p == 0 ? cohort : (cohort + 5) % COHORTS];
    if (p > 0)
        must(profiling_set_zone(&people[cohort][p], zone_of[cohort][p]));
    must(viewer_refresh(&people[cohort][p]));
}

static void
agree(int cohort, bool is_second)
{
    size_t terms = terms_of(cohort, is_second);
    struct agreement agreement = {
        .minute = agreed[terms].hour * HOUR_MINUTES,
        .weeks = agreed[terms].weeks,
    };
    char slug[SLUG_SIZE];

    snprintf(slug, sizeof slug, "cohort-%d", cohort);
    text_copy(agreement.rhythm, sizeof agreement.rhythm, agreed[terms].rhythm);
    plain_day(FIRST_DAY, is_second ? SECOND_DAY : 0, agreement.from_on);
    if (agreement.weeks > 0)
        plain_day(agreement.from_on, WEEK * agreement.weeks - 1,
            agreement.until_on);
    must(agreements_add(world.store, world_cohort(&world, slug), &agreement,
        clock_now()));
}

static void
add_cohort(int cohort)
{
    struct viewer *operating = &world.operator_viewer;
    char slug[SLUG_SIZE];
    char region[SLUG_SIZE];

    snprintf(slug, sizeof slug, "cohort-%d", cohort);
    snprintf(region, sizeof region, "region-%d", cohort);
    must(enrolling_add_region(operating, region, NULL, zones[cohort]));
    must(world_add_cohort(operating, &(struct cohort_terms){
                                         .slug = slug,
                                         .program = "new-hire",
                                         .region = region,
                                         .intake = "agreed",
                                         .starts_on = STARTS_ON,
                                         .ends_on = ENDS_ON,
                                     }));
    board_of[cohort] = world_board(&world, slug);
    for (int p = 0; p < PEOPLE; p++)
        add_person(cohort, p, slug);
    agree(cohort, false);
    agree(cohort, true);
    for (int day = 0; day < DAYS; day++)
        expect_day(cohort, day);
}

/* ---- The year ----------------------------------------------------------- */

/* The question of the board on the date; 0: there is none. */
static int64_t
question_on(const struct expected *one)
{
    static const char sql[] = SQL(
        SELECT id
          FROM questions
         WHERE board_id = :board_id
           AND asks_on = :date
           AND asks_minute = :minute
           AND window_hours = :hours);
    struct query *query = store_query(world.store, sql);
    int64_t id = 0;

    query_bind_id(query, ":board_id", board_of[one->cohort]);
    query_bind_text(query, ":date", one->date);
    query_bind_id(query, ":minute", one->minute);
    query_bind_id(query, ":hours", one->window_hours);
    if (query_next(query))
        id = query_int(query, 0);
    must(query_end(query));
    return id;
}

/* How a question is for a person: not there, open or closed. */
static void
assert_is(const struct moment *moment, bool is_there, bool is_open)
{
    const struct expected *one = &expected[moment->question];
    struct viewer *viewer = &people[one->cohort][moment->person];
    int64_t id = question_on(one);
    struct panel panel = {0};
    enum status status = STATUS_NOT_FOUND;

    if (id != 0)
        status = asking_panel(viewer, id, &panel);
    if (status != (is_there ? STATUS_OK : STATUS_NOT_FOUND) ||
        panel.is_open != is_open)
        fail_msg("cohort %d, %s %02d:00 in %s: %s, %sopen", one->cohort,
            one->date, one->minute / HOUR_MINUTES,
            zone_of[one->cohort][moment->person], status_name(status),
            panel.is_open ? "" : "not ");
}

/* It stands in the panel, and nothing of the intake's board does. */
static void
assert_shown(const struct moment *moment)
{
    const struct expected *one = &expected[moment->question];
    struct panel_list panels = {0};
    int shown = 0;

    must(asking_today(&people[one->cohort][moment->person], &panels));
    for (size_t i = 0; i < panels.count; i++) {
        if (!panels.rows[i].is_open)
            continue;
        assert_int_equal(panels.rows[i].question.board_id,
            board_of[one->cohort]);
        assert_int_equal(panels.rows[i].opens_at, moment->at);
        shown++;
    }
    panel_list_clear(&panels);
    assert_int_equal(shown, 1);
}

static void
live_through(void)
{
    int opened = 0;

    for (size_t i = 0; i < moment_count; i++) {
        const struct moment *moment = &moments[i];

        machine_set(moment->at - 1);
        assert_is(moment, !moment->is_opening, !moment->is_opening);
        if (i == 0 || moment->at != moments[i - 1].at) {
            bank_ask_at(&world, moment->at);
            must(asking_open_due(&world.operator_viewer, &opened));
        }
        machine_set(moment->at);
        assert_is(moment, true, moment->is_opening);
        if (moment->is_opening && i % 5 == 0)
            assert_shown(moment);
    }
}

/* Each hour between: nothing else is asked. */
static void
live_through_each_hour_of_a_week(int64_t at)
{
    int64_t before = talk_number(&world, "SELECT count(*) FROM questions");

    for (int hour = 0; hour < 24 * WEEK; hour++)
        assert_int_equal(bank_ask_at(&world, at + hour * HOUR), 0);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM questions"),
        before);
}

static void
every_cohort_is_asked_as_it_agreed(void **state)
{
    (void)state;
    machine_set(WORLD_NOW);
    talk_open(&world);
    machine_set(plain_opening(FIRST_DAY, 0, "UTC") - 14 * HOUR);
    /* The site's own are silent, and nobody is alumni. */
    talk_run(&world, "DELETE FROM members");
    talk_run(&world, "UPDATE programs SET weeks_on_the_job = 100");
    talk_run(&world, "UPDATE cohorts SET starts_on = '2030-01-01', ends_on = "
                     "'2030-02-01'");
    for (int i = 0; i < COHORTS; i++)
        add_cohort(i);
    plain_end();
    bank_fill(&world, 300);
    qsort(moments, moment_count, sizeof *moments, by_time);
    live_through();

    /* Each of them, and no other, on no other board. Beyond the year closings
     * are looked at, while what has no end goes on. */
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM questions WHERE asks_on < "
                         "'2023-08-26'"),
        (int64_t)expected_count);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) - count(DISTINCT thread_id) FROM "
                         "questions"),
        0);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM questions q JOIN boards b ON "
                         "b.id = q.board_id WHERE b.kind <> 'cohort'"),
        0);
    assert_true(expected_count > 900);
    printf("%zu questions, %zu moments\n", expected_count, moment_count);
    /* All of it is over then. */
    talk_run(&world, "UPDATE agreements SET until_on = '2023-08-25'");
    live_through_each_hour_of_a_week(plain_opening("2023-09-12", 0, "UTC"));
    plain_end();

    for (int i = 0; i < COHORTS; i++)
        for (int p = 0; p < PEOPLE; p++)
            viewer_clear(&people[i][p]);
    memory_free(expected);
    memory_free(moments);
    talk_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cohort_is_asked_as_it_agreed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
