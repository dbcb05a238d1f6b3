/* A machine's clock that is set an hour or a year either way, and one that
 * passes 2038: each question opens once, at its hour, for whom it is due. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/asking.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/talk.h"

enum {
    HOUR = 3600,
    DAY = 24 * HOUR,
    YEAR = 365 * DAY,
    DAYS = 6, /* of the queue, each day at 08:00 where one sits */
    LOOKERS = 3
};

/* Hours behind London at which 08:00 comes, outside of summer time. */
static const struct {
    const char *handle;
    int64_t after; /* 08:00 in London */
} lookers[LOOKERS] = {
    {"ada", 0},                  /* Europe/London */
    {"kofi", (int64_t)5 * HOUR}, /* America/New_York */
    {"wen", -(int64_t)8 * HOUR}, /* Asia/Singapore */
};

static struct world world;
static int64_t questions[DAYS];
static int64_t first_at; /* 08:00 in London, of the first day */
static size_t tried;
static size_t wrong;

static int
set_up(void **state)
{
    (void)state;
    machine_set(WORLD_NOW);
    talk_open(&world);
    tried = 0;
    wrong = 0;
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    talk_close(&world);
    return 0;
}

static void
queue(int64_t from)
{
    struct viewer mara = {0};

    first_at = from;
    machine_set(from - DAY);
    world_viewer(&world, "mara", &mara);
    for (int i = 0; i < DAYS; i++) {
        char date[11];
        char body[40];

        date_of(from + (int64_t)i * DAY, "UTC", date);
        snprintf(body, sizeof body, "What did you try on %s?", date);
        const struct ask ask = {
            .body = body,
            .asks_on = date,
            .asks_minute = 8 * 60,
            .window_hours = 24,
        };
        must(asking_add(&mara, world_board(&world, "new-hire-autumn-2026"),
            &ask, &questions[i]));
    }
    viewer_clear(&mara);
}

/* What each sees of each question at this moment, held to the hours alone. */
static void
look(int64_t at)
{
    for (size_t who = 0; who < LOOKERS; who++) {
        struct viewer viewer = {0};

        world_viewer(&world, lookers[who].handle, &viewer);
        for (int i = 0; i < DAYS; i++) {
            int64_t opens_at = first_at + (int64_t)i * DAY + lookers[who].after;
            bool is_due = opens_at <= at && at < opens_at + DAY;
            struct panel panel = {0};
            enum status status = asking_panel(&viewer, questions[i], &panel);
            bool is_open = status == STATUS_OK && panel.is_open;

            tried++;
            wrong += is_open != is_due;
            if (is_open != is_due)
                print_message("%s, question %d at %lld: %s\n",
                    lookers[who].handle, i, (long long)(at - first_at),
                    is_open ? "open" : "not open");
        }
        viewer_clear(&viewer);
    }
}

static void
be_at(int64_t at)
{
    int opened = 0;

    machine_set(at);
    must(asking_open_due(&world.operator_viewer, &opened));
    look(at);
}

static int64_t
threads_of_questions(void)
{
    return talk_number(&world, "SELECT count(*) FROM threads "
                               "WHERE kind = 'question'");
}

/* Each of the queue has one thread at most, whatever the clock did. */
static void
assert_each_opened_once(int64_t count)
{
    assert_int_equal(threads_of_questions(), count);
    assert_int_equal(talk_number(&world, "SELECT count(DISTINCT thread_id) "
                                         "FROM questions "
                                         "WHERE thread_id IS NOT NULL"),
        count);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM posts JOIN threads "
                         "ON threads.id = posts.thread_id "
                         "WHERE threads.kind = 'question' "
                         "AND posts.number = 1"),
        count);
}

static void
say(const char *what)
{
    print_message("%s: %zu looks, %zu wrong\n", what, tried, wrong);
    assert_true(tried > 100);
    assert_int_equal(wrong, 0);
}

/* Else nothing here could be found wrong. */
static void
an_hour_too_early_is_seen(void **state)
{
    (void)state;
    queue(WORLD_NOW - 4 * HOUR + DAY);
    be_at(first_at);
    assert_int_equal(wrong, 0);
    look(first_at - 1);
    assert_int_equal(wrong, 1);
}

static void
an_hour_either_way_opens_nothing_twice(void **state)
{
    static const int64_t jumps[] = {0, HOUR, -HOUR, HOUR, 2 * HOUR, -2 * HOUR};

    (void)state;
    queue(WORLD_NOW - 4 * HOUR + DAY);
    /* Every half hour of six days, with the clock set on and back. */
    for (int64_t at = first_at - 10 * HOUR; at < first_at + DAYS * (int64_t)DAY;
         at += HOUR / 2)
        be_at(at + jumps[(at / (HOUR / 2)) % 6]);
    assert_each_opened_once(DAYS);
    say("an hour either way");
}

static void
a_year_on_and_back_opens_nothing_of_the_days_between(void **state)
{
    static const int64_t years[] = {YEAR, -YEAR, 10 * (int64_t)YEAR, YEAR};

    (void)state;
    queue(WORLD_NOW - 4 * HOUR + DAY);
    for (int day = 0; day < DAYS; day++) {
        int64_t noon = first_at + (int64_t)day * DAY + 4 * HOUR;

        be_at(noon - 5 * HOUR);
        be_at(noon);
        assert_each_opened_once(day + 1);
        for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
            be_at(noon + years[i]);
            assert_each_opened_once(day + 1);
        }
        be_at(noon);
    }
    say("a year either way");
}

static void
what_was_answered_stays_answered(void **state)
{
    struct viewer ada = {0};
    struct posted posted = {0};
    struct panel panel = {0};

    (void)state;
    queue(WORLD_NOW - 4 * HOUR + DAY);
    be_at(first_at + HOUR);
    world_viewer(&world, "ada", &ada);
    must(asking_answer(&ada, questions[0], "The badge.", &posted));
    const int64_t at[] = {first_at - HOUR, first_at + HOUR, first_at + YEAR,
        first_at - YEAR, first_at + 2 * HOUR};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++)
        be_at(at[i]);
    must(asking_panel(&ada, questions[0], &panel));
    assert_true(panel.is_open && panel.is_answered && !panel.is_covered);
    assert_int_equal(panel.answered, 1);
    must_be(asking_skip(&ada, questions[0]), STATUS_CONFLICT);
    viewer_clear(&ada);
}

static void
a_clock_set_back_holds_nobody_from_writing(void **state)
{
    struct viewer ada = {0};
    struct posted posted = {0};
    int64_t now = WORLD_NOW;

    (void)state;
    talk_limits(5, 3);
    machine_set(now);
    world_viewer(&world, "ada", &ada);
    int64_t thread = talk_start(&world, "lin", "emea-autumn", "Badges");
    must(posting_reply(&ada, thread, 0, "One.", &posted));
    must_be(posting_reply(&ada, thread, 0, "Two.", &posted), STATUS_AGAIN);
    const int64_t back[] = {HOUR, YEAR, 7 * (int64_t)DAY};
    for (size_t i = 0; i < sizeof back / sizeof *back; i++) {
        machine_set(now - back[i]);
        must(posting_reply(&ada, thread, 0, "Set back.", &posted));
        must_be(posting_reply(&ada, thread, 0, "At once.", &posted),
            STATUS_AGAIN);
    }
    viewer_clear(&ada);
}

static void
in_2038_questions_open_at_their_hour(void **state)
{
    static const int64_t end_of_32_bits = INT64_C(2147483648);
    /* 08:00 in London of Monday 2038-01-18, a day before. */
    static const int64_t monday = INT64_C(2147414400);

    (void)state;
    queue(monday);
    assert_true(monday < end_of_32_bits &&
                end_of_32_bits < monday + (DAYS - 1) * (int64_t)DAY);
    for (int64_t at = monday - 10 * HOUR; at < monday + DAYS * (int64_t)DAY;
         at += HOUR / 2)
        be_at(at);
    be_at(end_of_32_bits - 1);
    be_at(end_of_32_bits);
    assert_each_opened_once(DAYS);
    char date[11];
    date_of(end_of_32_bits, "UTC", date);
    assert_string_equal(date, "2038-01-19");
    say("past 2038");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_hour_too_early_is_seen),
        TEST(an_hour_either_way_opens_nothing_twice),
        TEST(a_year_on_and_back_opens_nothing_of_the_days_between),
        TEST(what_was_answered_stays_answered),
        TEST(a_clock_set_back_holds_nobody_from_writing),
        TEST(in_2038_questions_open_at_their_hour),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
