/* A program's plan: every new cohort is asked and told by itself, on the day of
 * the week that it says. */

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "board/amending.h"
#include "board/announcing.h"
#include "board/changing.h"
#include "board/enrolling.h"
#include "board/founding.h"
#include "board/planning.h"
#include "board/resting.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"

#define HOUR INT64_C(3600)
#define DAY  INT64_C(86400)

/* Monday 2027-01-11, 08:00 in London. */
#define FIRST_MORNING INT64_C(1799654400)

enum {
    SUN,
    MON,
    TUE,
    WED,
    THU,
    FRI
};

static const struct planning_row rows[] = {
    {1, MON, true, QUESTION_REFLECT, "Welcome, all of you\nBadges at ten."},
    {1, MON, false, QUESTION_STORY, "What brings you here?"},
    {1, WED, false, QUESTION_REFLECT, "What was new?"},
    {2, FRI, false, QUESTION_APPLY, "What did you try?"},
    {2, FRI, true, QUESTION_REFLECT, "Half of it is done."},
};

static void
plan(const struct planning_row *given, size_t count)
{
    struct planning_outcome outcome;

    must(planning_import(operating, "new-hire", given, count, &outcome));
}

static struct placed
add_cohort(const char *slug, const char *region, const char *starts_on)
{
    struct placed placed;

    must(enrolling_place_cohort(operating,
        &(struct cohort_terms){
            .slug = slug,
            .program = "new-hire",
            .region = region,
            .intake = "winter 2027",
            .starts_on = starts_on,
            .ends_on = "2027-02-26",
        },
        &placed));
    return placed;
}

static const char *
lines_of(const char *sql)
{
    static char line[4000];
    struct query *query = store_query(world.store, sql);
    char date[11];
    char body[80];
    size_t used = 0;

    line[0] = '\0';
    while (query_next(query)) {
        query_copy(query, 0, date, sizeof date);
        query_copy(query, 1, body, sizeof body);
        used += (size_t)snprintf(line + used, sizeof line - used, "%s %s|",
            date + 5, body);
    }
    must(query_end(query));
    return line;
}

/* Of emea-winter alone, by date. */
static const char *
asked(void)
{
    static const char sql[] = SQL(
        SELECT q.asks_on, q.body
          FROM questions q
          JOIN boards b ON b.id = q.board_id
         WHERE b.slug = 'emea-winter'
         ORDER BY q.asks_on);

    return lines_of(sql);
}

static const char *
announced(void)
{
    static const char sql[] = SQL(
        SELECT a.says_on, a.body
          FROM announcements a
          JOIN cohorts c ON c.id = a.cohort_id
         WHERE c.slug = 'emea-winter'
           AND a.done_at IS NULL
         ORDER BY a.says_on);

    return lines_of(sql);
}

/* What the house has said on a board since the phases. */
static int64_t
said(void)
{
    return talk_number(&world,
        SQL(
        SELECT COUNT(*) FROM announcements WHERE thread_id IS NOT NULL));
}

static int
announce_at(int64_t at)
{
    int count = -1;

    machine_set(at);
    must(announcing_due(operating, &count));
    return count;
}

static void
rest(const char *region, const char *date)
{
    const struct rest holiday = {region, date, "A holiday"};
    size_t refused;

    must(resting_keep(operating, &holiday, 1, &refused));
}

/* ---- A new cohort ------------------------------------------------------- */

static void
a_new_cohort_gets_the_plan(void **state)
{
    (void)state;
    plan(rows, 5);
    struct placed placed = add_cohort("emea-winter", "emea", "2027-01-11");

    assert_string_equal(asked(), "01-11 What brings you here?|"
                                 "01-13 What was new?|"
                                 "01-22 What did you try?|");
    assert_string_equal(announced(),
        "01-11 Welcome, all of you\nBadges at ten.|"
        "01-22 Half of it is done.|");
    assert_int_equal(placed.questions, 3);
    assert_int_equal(placed.announcements, 2);
    assert_int_equal(placed.moved + placed.past + placed.left_out, 0);
    assert_string_equal(placed.first_on, "2027-01-11");
    assert_string_equal(placed.last_on, "2027-01-22");
    assert_int_equal(world_recorded(&world, "operator", "cohort plan apply",
                         "emea-winter, 3 questions, 2 announcements"),
        1);
    /* In training, so covered; by the house; on the day at each one's hour. */
    assert_int_equal(talk_number(&world,
        SQL(
        SELECT COUNT(*)
          FROM questions q
          JOIN people p ON p.id = q.asker_id
         WHERE p.handle = 'homeroom'
           AND q.is_answer_first = 1
           AND q.asks_minute = 480
           AND q.window_hours = 24)),
        3);
    assert_int_equal(talk_number(&world,
        SQL(
        SELECT COUNT(*) FROM questions WHERE kind = 'story')), 1);
}

static void
no_plan_changes_nothing(void **state)
{
    (void)state;
    struct placed placed = add_cohort("emea-winter", "emea", "2027-01-11");

    assert_int_equal(placed.questions + placed.announcements, 0);
    assert_string_equal(asked(), "");
    assert_int_equal(talk_number(&world,
        SQL(
        SELECT COUNT(*) FROM audit WHERE act = 'cohort plan apply')), 0);
}

static void
another_programs_cohort_gets_none(void **state)
{
    (void)state;
    plan(rows, 5);
    must(world_add_cohort(operating, &(struct cohort_terms){
                                         .slug = "emea-winter",
                                         .program = "safe-handling",
                                         .region = "emea",
                                         .intake = "winter 2027",
                                         .starts_on = "2027-01-11",
                                         .ends_on = "2027-02-26",
                                     }));
    assert_string_equal(asked(), "");
}

/* The seven days from the first on are week 1, as on every screen. */
static void
a_start_in_midweek_loses_no_day(void **state)
{
    (void)state;
    plan(rows, 5);
    add_cohort("emea-winter", "emea", "2027-01-13");
    assert_string_equal(asked(), "01-13 What was new?|"
                                 "01-18 What brings you here?|"
                                 "01-22 What did you try?|");
}

static void
cohorts_out_of_a_file_get_it_too(void **state)
{
    (void)state;
    static const char *const regions[] = {"emea", "apac"};
    struct founding_row given[2];
    struct founding_outcome outcome;

    plan(rows, 5);
    for (int i = 0; i < 2; i++) {
        const char *const fields[FOUNDING_FIELDS] = {"new-hire", regions[i],
            "winter 2027", "2027-01-11", "2027-02-26", "", "mara", ""};
        memcpy(given[i].fields, fields, sizeof fields);
    }
    must(founding_import(operating, given, 2, &outcome));
    assert_int_equal(outcome.rows[0].placed.questions, 3);
    assert_int_equal(outcome.rows[1].placed.questions, 3);
    founding_outcome_clear(&outcome);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM questions"), 6);
    /* The same file again gives nothing twice. */
    must(founding_import(operating, given, 2, &outcome));
    founding_outcome_clear(&outcome);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM questions"), 6);
}

static void
its_questions_open_as_any_other(void **state)
{
    (void)state;
    struct viewer who = {0};
    struct panel_list panels;
    int opened;

    plan(rows, 5);
    add_cohort("emea-winter", "emea", "2027-01-11");
    must(enrolling_add_member(operating, "zoe", "emea-winter", "learner"));
    machine_set(FIRST_MORNING - 1);
    must(asking_open_due(operating, &opened));
    assert_int_equal(opened, 0);
    machine_set(FIRST_MORNING);
    must(asking_open_due(operating, &opened));
    assert_int_equal(opened, 1);
    world_viewer(&world, "zoe", &who);
    must(asking_today(&who, &panels));
    assert_int_equal(panels.count, 1);
    assert_true(panels.rows[0].is_open);
    assert_string_equal(panels.rows[0].question.body, "What brings you here?");
    panel_list_clear(&panels);
    viewer_clear(&who);
}

/* By a calendar of its own: day after day from the first on. */
static void
walk(const struct tm *first, char *expected, size_t size)
{
    static const char *const names[] = {"sun", "mon", "tue", "wed", "thu",
        "fri", "sat"};
    size_t used = 0;

    for (int day = 0; day < 28; day++) {
        struct tm tm = *first;

        tm.tm_mday += day;
        timegm(&tm);
        if (tm.tm_wday == 0 || tm.tm_wday == 6)
            continue;
        used += (size_t)snprintf(expected + used, size - used,
            "%02d-%02d week %d, %s?|", tm.tm_mon + 1, tm.tm_mday, day / 7 + 1,
            names[tm.tm_wday]);
    }
}

static void
on_whatever_weekday_it_starts_each_has_its_day(void **state)
{
    (void)state;
    struct planning_row daily[20];
    char bodies[20][24];
    char expected[2000];
    char starts_on[11];

    for (int i = 0; i < 20; i++) {
        snprintf(bodies[i], sizeof bodies[i], "week %d, %s?", i / 5 + 1,
            plan_weekday_name(MON + i % 5));
        daily[i] = (struct planning_row){i / 5 + 1, MON + i % 5, false,
            QUESTION_REFLECT, bodies[i]};
    }
    plan(daily, 20);
    for (int start = 1; start <= 7; start++) {
        struct tm first = {.tm_year = 127, .tm_mon = 1, .tm_mday = start};

        snprintf(starts_on, sizeof starts_on, "2027-02-%02d", start);
        add_cohort("emea-winter", "emea", starts_on);
        walk(&first, expected, sizeof expected);
        assert_string_equal(asked(), expected);
        talk_run(&world, "UPDATE boards SET slug = slug || '-' || id "
                         "WHERE slug = 'emea-winter'");
        talk_run(&world, "UPDATE cohorts SET slug = slug || '-' || id "
                         "WHERE slug = 'emea-winter'");
    }
}

/* ---- Days that are taken ------------------------------------------------ */

static void
a_holiday_moves_one_and_no_other(void **state)
{
    (void)state;
    static const struct planning_row daily[] = {
        {1, MON, false, QUESTION_REFLECT, "Monday?"},
        {1, TUE, false, QUESTION_REFLECT, "Tuesday?"},
        {1, WED, false, QUESTION_REFLECT, "Wednesday?"},
        {1, FRI, false, QUESTION_REFLECT, "Friday?"},
    };

    plan(daily, 4);
    rest("emea", "2027-01-11");
    struct placed placed = add_cohort("emea-winter", "emea", "2027-01-11");
    assert_string_equal(asked(), "01-12 Tuesday?|01-13 Wednesday?|"
                                 "01-14 Monday?|01-15 Friday?|");
    assert_int_equal(placed.questions, 4);
    assert_int_equal(placed.moved, 1);
    /* Nobody else's holiday. */
    placed = add_cohort("apac-winter", "apac", "2027-01-11");
    assert_int_equal(placed.moved, 0);
}

static void
what_finds_no_day_is_told(void **state)
{
    (void)state;
    struct planning_row daily[25];
    char bodies[25][16];

    for (int i = 0; i < 25; i++) {
        snprintf(bodies[i], sizeof bodies[i], "Day %d?", i);
        daily[i] = (struct planning_row){i / 5 + 1, MON + i % 5, false,
            QUESTION_REFLECT, bodies[i]};
    }
    plan(daily, 25);
    rest("emea", "2027-01-12");
    struct placed placed = add_cohort("emea-winter", "emea", "2027-01-11");
    assert_int_equal(placed.questions, 24);
    assert_int_equal(placed.left_out, 1);
    assert_string_equal(placed.left_out_on, "2027-01-12");
}

static void
what_is_past_is_left_out(void **state)
{
    (void)state;
    plan(rows, 5);
    machine_set(FIRST_MORNING + 2 * DAY); /* Wednesday */
    struct placed placed = add_cohort("emea-winter", "emea", "2027-01-11");

    assert_string_equal(asked(), "01-13 What was new?|"
                                 "01-22 What did you try?|");
    assert_string_equal(announced(), "01-22 Half of it is done.|");
    assert_int_equal(placed.past, 2);
}

/* ---- What is told ------------------------------------------------------- */

static void
an_announcement_comes_once_at_its_hour(void **state)
{
    (void)state;
    plan(rows, 5);
    add_cohort("emea-winter", "emea", "2027-01-11");
    add_cohort("amer-winter", "amer", "2027-01-11");
    assert_int_equal(announce_at(FIRST_MORNING - 1), 0);
    assert_int_equal(announce_at(FIRST_MORNING), 1);
    assert_int_equal(announce_at(FIRST_MORNING), 0);
    assert_int_equal(announce_at(FIRST_MORNING + 5 * HOUR - 1), 0);
    assert_int_equal(announce_at(FIRST_MORNING + 5 * HOUR), 1);
    assert_int_equal(said(), 2);
    /* By the house; its first line is the subject; nobody is awaited. */
    assert_int_equal(talk_number(&world,
        SQL(
        SELECT COUNT(*)
          FROM threads t
          JOIN boards b ON b.id = t.board_id
          JOIN posts o ON o.thread_id = t.id
          JOIN people p ON p.id = t.author_id
          JOIN events e ON e.thread_id = t.id AND e.kind = 'thread'
         WHERE b.slug = 'emea-winter'
           AND t.subject = 'Welcome, all of you'
           AND o.body LIKE 'Welcome, all of you%Badges at ten.'
           AND t.has_reply = 1
           AND p.handle = 'homeroom')),
        1);
}

static void
after_the_daemon_was_off_it_comes_late_or_not(void **state)
{
    (void)state;
    plan(rows, 5);
    add_cohort("emea-winter", "emea", "2027-01-11");
    assert_int_equal(announce_at(FIRST_MORNING + 72 * HOUR - 1), 1);
    /* Friday of the second week is long past. */
    assert_int_equal(announce_at(FIRST_MORNING + 14 * DAY), 0);
    assert_int_equal(said(), 1);
    assert_string_equal(announced(), "");
}

static void
on_a_holiday_it_waits_for_the_next_working_day(void **state)
{
    (void)state;
    plan(rows, 5);
    add_cohort("emea-winter", "emea", "2027-01-11");
    rest("emea", "2027-01-11");
    assert_int_equal(announce_at(FIRST_MORNING + DAY - 1), 0);
    assert_int_equal(announce_at(FIRST_MORNING + DAY), 1);
}

/* ---- A cohort that is here ---------------------------------------------- */

static void
a_cohort_that_is_here_gets_it_when_asked_for(void **state)
{
    (void)state;
    struct placed placed;
    struct cohort_list cohorts;

    add_cohort("emea-winter", "emea", "2027-01-11");
    plan(rows, 5);
    assert_string_equal(asked(), "");
    must(planning_cohorts(operating, "new-hire", &cohorts));
    assert_int_equal(cohorts.count, 4);
    cohort_list_clear(&cohorts);

    must(placing_apply(operating, "emea-winter", &placed));
    assert_int_equal(placed.questions, 3);
    assert_int_equal(placed.announcements, 2);
    must(placing_apply(operating, "emea-winter", &placed));
    assert_int_equal(placed.questions, 0);
    assert_int_equal(placed.known, 5);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM questions"), 3);

    must(placing_clear(operating, "emea-winter", &placed));
    assert_int_equal(placed.questions, 3);
    assert_int_equal(placed.announcements, 2);
    assert_string_equal(asked(), "");
    assert_string_equal(announced(), "");
    assert_int_equal(world_recorded(&world, "operator", "cohort plan clear",
                         "emea-winter, 3 questions, 2 announcements"),
        1);
}

/* The day is a mentor's; the plan's goes on to the next. */
static void
what_a_mentor_asks_stays(void **state)
{
    (void)state;
    struct placed placed;
    struct viewer mara = {0};
    int64_t id;

    add_cohort("emea-winter", "emea", "2027-01-11");
    must(enrolling_add_member(operating, "mara", "emea-winter", "mentor"));
    world_viewer(&world, "mara", &mara);
    must(asking_add(&mara, world_board(&world, "emea-winter"),
        &(struct ask){
            .body = "Mine?",
            .asks_on = "2027-01-11",
            .asks_minute = -1,
        },
        &id));
    plan(rows, 5);
    must(placing_apply(operating, "emea-winter", &placed));
    assert_int_equal(placed.moved, 1);
    assert_string_equal(asked(), "01-11 Mine?|01-12 What brings you here?|"
                                 "01-13 What was new?|"
                                 "01-22 What did you try?|");
    must(placing_clear(operating, "emea-winter", &placed));
    assert_string_equal(asked(), "01-11 Mine?|");
    viewer_clear(&mara);
}

static void
change(const char *starts_on, struct cohort_changed *changed)
{
    must(changing_cohort(operating,
        &(struct cohort_change){
            .slug = "emea-winter",
            .starts_on = starts_on,
        },
        changed));
}

static void
a_training_postponed_takes_its_plan_along(void **state)
{
    (void)state;
    struct cohort_changed changed;
    struct viewer mara = {0};
    int64_t id;

    plan(rows, 5);
    add_cohort("emea-winter", "emea", "2027-01-11");
    must(enrolling_add_member(operating, "mara", "emea-winter", "mentor"));
    world_viewer(&world, "mara", &mara);
    id = talk_number(&world, "SELECT id FROM questions WHERE kind = 'story'");
    must(amending_reword(&mara, id,
        &(struct amendment){.body = "Reworded?", .kind = QUESTION_STORY}));
    viewer_clear(&mara);

    change("2027-01-13", &changed);
    assert_int_equal(changed.placed.questions, 3);
    assert_string_equal(asked(), "01-13 What was new?|01-18 Reworded?|"
                                 "01-22 What did you try?|");
    assert_string_equal(announced(),
        "01-18 Welcome, all of you\nBadges at ten.|"
        "01-22 Half of it is done.|");
    /* Its hours are those of the new day. */
    assert_int_equal(talk_number(&world,
        SQL(
        SELECT MIN(o.opens_at)
          FROM openings o
          JOIN questions q ON q.id = o.question_id
         WHERE q.body = 'Reworded?')),
        FIRST_MORNING + 7 * DAY);
    change("2026-11-16", &changed); /* what would be past is out */
    assert_int_equal(changed.placed.past, 3);
    assert_string_equal(asked(), "11-27 What did you try?|");
    assert_string_equal(announced(), "11-27 Half of it is done.|");
}

/* ---- What is refused ---------------------------------------------------- */

static void
refused(const struct planning_row *row, enum status wanted, const char *word)
{
    const struct planning_row both[] = {{1, MON, false, QUESTION_REFLECT,
                                            "What brings you here?"},
        *row};
    struct planning_outcome outcome;

    must_be(planning_import(operating, "new-hire", both, 2, &outcome), wanted);
    assert_int_equal(outcome.refused, 1);
    if (strstr(reason(), word) == NULL)
        fail_msg("\"%s\" does not say %s", reason(), word);
}

static void
a_broken_row_refuses_the_whole(void **state)
{
    (void)state;
    char long_text[ANNOUNCEMENT_BYTES + 1];
    struct plan_list list;

    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    plan(rows, 5);
    refused(&(struct planning_row){0, MON, false, 0, "When?"}, STATUS_INVALID,
        "week 0");
    refused(&(struct planning_row){105, MON, false, 0, "When?"}, STATUS_INVALID,
        "week 105");
    refused(&(struct planning_row){1, MON, false, 0, "Twice?"}, STATUS_CONFLICT,
        "a question on mon already");
    refused(&(struct planning_row){2, MON, false, 0, ""}, STATUS_INVALID,
        "no text");
    refused(&(struct planning_row){2, MON, false, 0, long_text}, STATUS_INVALID,
        "a question is over 1000 bytes");
    refused(&(struct planning_row){2, MON, true, 0, long_text}, STATUS_INVALID,
        "an announcement is over 4000 bytes");
    must(planning_list(operating, "new-hire", &list));
    assert_int_equal(list.count, 5);
    plan_list_clear(&list);
}

static void
only_the_operator_plans(void **state)
{
    (void)state;
    struct viewer mara = {0};
    struct planning_outcome outcome;
    struct placed placed;
    struct plan_list list;
    size_t dropped;
    int count;

    world_viewer(&world, "mara", &mara);
    must_be(planning_import(&mara, "new-hire", rows, 5, &outcome),
        STATUS_FORBIDDEN);
    must_be(planning_list(&mara, "new-hire", &list), STATUS_FORBIDDEN);
    must_be(planning_clear(&mara, "new-hire", &dropped), STATUS_FORBIDDEN);
    must_be(placing_apply(&mara, "emea-autumn", &placed), STATUS_FORBIDDEN);
    must_be(placing_clear(&mara, "emea-autumn", &placed), STATUS_FORBIDDEN);
    must_be(announcing_due(&mara, &count), STATUS_FORBIDDEN);
    must_be(planning_import(operating, "nemo", rows, 5, &outcome),
        STATUS_NOT_FOUND);
    viewer_clear(&mara);
}

static void
a_plan_replaces_the_one_before(void **state)
{
    (void)state;
    struct planning_outcome outcome;
    struct plan_list list;
    size_t dropped;

    must(planning_import(operating, "new-hire", rows, 5, &outcome));
    assert_false(outcome.replaced);
    must(planning_import(operating, "new-hire", rows + 2, 2, &outcome));
    assert_true(outcome.replaced);
    assert_int_equal(outcome.questions, 2);
    must(planning_list(operating, "new-hire", &list));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.rows[0].body, "What was new?");
    plan_list_clear(&list);
    must(planning_clear(operating, "new-hire", &dropped));
    assert_int_equal(dropped, 2);
    assert_int_equal(world_recorded(&world, "operator", "program plan clear",
                         "new-hire"),
        1);
    assert_int_equal(world_recorded(&world, "operator", "program plan import",
                         "new-hire, 3 questions, 2 announcements"),
        1);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, stage_open, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(a_new_cohort_gets_the_plan),
        TEST(no_plan_changes_nothing),
        TEST(another_programs_cohort_gets_none),
        TEST(a_start_in_midweek_loses_no_day),
        TEST(on_whatever_weekday_it_starts_each_has_its_day),
        TEST(cohorts_out_of_a_file_get_it_too),
        TEST(its_questions_open_as_any_other),
        TEST(a_holiday_moves_one_and_no_other),
        TEST(what_finds_no_day_is_told),
        TEST(what_is_past_is_left_out),
        TEST(an_announcement_comes_once_at_its_hour),
        TEST(after_the_daemon_was_off_it_comes_late_or_not),
        TEST(on_a_holiday_it_waits_for_the_next_working_day),
        TEST(a_cohort_that_is_here_gets_it_when_asked_for),
        TEST(what_a_mentor_asks_stays),
        TEST(a_training_postponed_takes_its_plan_along),
        TEST(a_broken_row_refuses_the_whole),
        TEST(only_the_operator_plans),
        TEST(a_plan_replaces_the_one_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
