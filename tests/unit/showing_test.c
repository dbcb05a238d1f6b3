/* Showing: when the answers of a question open, and to whom. */

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/asking.h"
#include "board/enrolling.h"
#include "model/panel.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"

enum {
    ROWS = 24,
    COLUMNS = 80,
    HOUR = 3600
};

static struct viewer ada; /* learners in London */
static struct viewer lin;
static struct viewer kofi; /* in New York */
static struct viewer mara; /* asks */
static struct viewer sam;  /* an SME */

static struct {
    struct viewer *who;
    const char *handle;
} const everyone[] = {{&ada, "ada"}, {&lin, "lin"}, {&kofi, "kofi"},
    {&mara, "mara"}, {&sam, "sam"}};

static int
set_up(void **state)
{
    stage_open(state);
    for (size_t i = 0; i < sizeof everyone / sizeof *everyone; i++)
        stage_seat(everyone[i].who, everyone[i].handle);
    return 0;
}

static int64_t
ask(struct viewer *who, const char *board, enum showing showing,
    const char *date)
{
    struct ask terms = {.body = "What did you try?",
        .asks_on = date,
        .asks_minute = -1,
        .showing = showing};
    int64_t id;
    int opened;

    must(asking_add(who, world_board(&world, board), &terms, &id));
    must(asking_open_due(who, &opened));
    return id;
}

static struct panel
panel_of(struct viewer *who, int64_t question_id)
{
    struct panel panel = {0};

    must(asking_panel(who, question_id, &panel));
    return panel;
}

static int64_t
answer(struct viewer *who, int64_t question_id, const char *body)
{
    struct posted posted;

    must(asking_answer(who, question_id, body, &posted));
    return posted.thread_id;
}

static void
must_read(struct viewer *who, int64_t thread_id, size_t posts)
{
    struct post_list list = {0};

    must(reading_posts(who, thread_id, 1, 50, &list));
    assert_int_equal(list.count, posts);
    post_list_clear(&list);
}

/* Training ends on 2026-12-18; alumni have none, though others of their
 * program are in it. */
static void
unless_said_answers_are_covered_in_training_alone(void **state)
{
    static const struct {
        const char *board;
        const char *date;
        bool is_covered;
    } rows[] = {
        {COHORT, "2026-11-24", true},
        {COHORT, "2026-12-18", true},
        {COHORT, "2026-12-19", false},
        {PROGRAM, "2026-11-24", true},
        {PROGRAM, "2026-12-21", false},
        {"new-hire-alumni", "2026-11-24", false},
        {"emea-safety", "2026-11-24", false},
    };
    (void)state;

    must(world_add_cohort(&world.operator_viewer,
        &(struct cohort_terms){"emea-spring", "new-hire", "emea", "spring 2026",
            "2026-03-02", "2026-04-17"}));
    must(enrolling_add_member(&world.operator_viewer, "mara", "emea-spring",
        "mentor"));
    must(enrolling_add_member(&world.operator_viewer, "mara", "emea-safety",
        "mentor"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ask terms = {.body = "Why?",
            .is_again = true,
            .asks_on = rows[i].date,
            .asks_minute = -1};
        int64_t board_id = world_board(&world, rows[i].board);
        int64_t id;

        must(asking_add(&world.operator_viewer, board_id, &terms, &id));
        struct query *query = store_query(world.store,
            "SELECT is_answer_first, is_at_closing FROM questions"
            " WHERE id = :id");

        query_bind_id(query, ":id", id);
        assert_true(query_next(query));
        assert_int_equal(query_int(query, 0), rows[i].is_covered);
        assert_int_equal(query_int(query, 1), 0);
        must(query_end(query));
    }
}

static void
the_asker_has_the_last_word(void **state)
{
    (void)state;
    int64_t open = ask(&mara, COHORT, SHOWING_OPEN, "2026-11-23");
    int64_t thread_id = answer(&lin, open, "Mine.");

    assert_false(panel_of(&ada, open).is_covered);
    must_read(&ada, thread_id, 2);
}

static void
at_closing_an_answer_opens_nothing(void **state)
{
    struct posted posted;
    struct thread_row row;
    (void)state;
    int64_t id = ask(&mara, PROGRAM, SHOWING_AT_CLOSING, "2026-11-23");
    int64_t thread_id = answer(&lin, id, "Of Lin.");

    answer(&ada, id, "Of Ada.");
    assert_true(panel_of(&ada, id).is_covered);
    assert_true(panel_of(&ada, id).is_answered);
    assert_int_equal(panel_of(&ada, id).answered, 2);
    must_read(&ada, thread_id, 2); /* the question and their own */
    must(reading_thread(&ada, thread_id, &row));
    assert_true(row.is_covered);
    assert_int_equal(row.unread, 0);
    assert_string_equal(row.last_author, "");
    must_be(posting_reply(&ada, thread_id, 2, "Ah.", &posted),
        STATUS_FORBIDDEN);
    assert_string_equal(reason(),
        "the answers open when the question has closed everywhere");
    must(asking_answer(&ada, id, "And this.", &posted)); /* adds to their own */
    must_read(&ada, thread_id, 3);
}

static void
at_closing_a_skip_opens_nothing(void **state)
{
    (void)state;
    int64_t id = ask(&mara, COHORT, SHOWING_AT_CLOSING, "2026-11-23");
    int64_t thread_id = answer(&lin, id, "Of Lin.");

    must(asking_skip(&ada, id));
    assert_true(panel_of(&ada, id).is_skipped);
    assert_true(panel_of(&ada, id).is_covered);
    must_read(&ada, thread_id, 1);
}

static void
at_closing_staff_and_the_asker_see_it_before(void **state)
{
    (void)state;
    int64_t id = ask(&mara, COHORT, SHOWING_AT_CLOSING, "2026-11-23");
    int64_t thread_id = answer(&lin, id, "Of Lin.");

    assert_false(panel_of(&mara, id).is_covered);
    assert_false(panel_of(&sam, id).is_covered);
    must_read(&mara, thread_id, 2);
    must_read(&sam, thread_id, 2);
}

/* Opened at 08:00 in Singapore, it closes last at 08:00 in New York. */
static void
at_closing_it_opens_when_it_has_closed_in_every_zone(void **state)
{
    static const int64_t new_york = INT64_C(1795435200) + 25 * HOUR;
    (void)state;
    int64_t id = ask(&mara, PROGRAM, SHOWING_AT_CLOSING, "2026-11-23");
    int64_t thread_id = answer(&lin, id, "Of Lin.");

    assert_int_equal(panel_of(&ada, id).uncovers_at, new_york);
    machine_set(new_york - 1);
    assert_false(panel_of(&ada, id).is_open); /* closed in London */
    must_read(&ada, thread_id, 1);
    must_read(&kofi, thread_id, 1);
    machine_set(new_york);
    must_read(&ada, thread_id, 2);
    must_read(&kofi, thread_id, 2);
}

static void
the_cover_says_what_opens_the_answers(void **state)
{
    static const struct {
        struct panel panel;
        const char *words;
    } rows[] = {
        {{.answered = 7,
             .asked = 14,
             .closes_at = WORLD_NOW + HOUR,
             .regions = {{"EMEA", 4}, {"AMER", 3}},
             .region_count = 2},
            "7 of 14 have answered. Theirs open when you have: EMEA 4, "
            "AMER 3."},
        {{.asked = 14, .closes_at = WORLD_NOW + HOUR},
            "0 of 14 have answered."},
        {{.answered = 1,
             .asked = 14,
             .closes_at = WORLD_NOW,
             .uncovers_at = WORLD_NOW + 5 * HOUR},
            "1 of 14 have answered. It is closed here. All answers open when "
            "it has closed everywhere, Mon 17:00 (in 5 h)."},
        {{.answered = 2,
             .asked = 3,
             .is_answered = true,
             .question = {.is_at_closing = true},
             .regions = {{"EMEA", 2}},
             .region_count = 1,
             .closes_at = WORLD_NOW + HOUR,
             .uncovers_at = WORLD_NOW + 2 * HOUR},
            "You have answered. 2 of 3 have answered: EMEA 2. All answers "
            "open when it has closed everywhere, Mon 14:00 (in 2 h)."},
        {{.asked = 3,
             .is_skipped = true,
             .question = {.is_at_closing = true},
             .closes_at = WORLD_NOW + HOUR,
             .uncovers_at = WORLD_NOW + 2 * HOUR},
            "You have skipped it. 0 of 3 have answered. All answers open when "
            "it has closed everywhere, Mon 14:00 (in 2 h)."},
    };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text words = {0};

        panel_cover_words(&rows[i].panel, WORLD_NOW, "Europe/London", &words);
        assert_string_equal(text_bytes(&words), rows[i].words);
        text_clear(&words);
    }
}

static void
on_screen_an_answer_to_be_opened_at_closing_stays_with_its_author(void **state)
{
    (void)state;
    int64_t id = ask(&mara, COHORT, SHOWING_AT_CLOSING, "2026-11-23");

    answer(&lin, id, "zqlin");
    glass_open(&glass, &ada, ROWS, COLUMNS);
    glass_must_show(&glass, "a  answer; all answers open when it has closed");
    glass_type(&glass, "azqada\x18\r");
    glass_must_be_at(&glass, "question");
    glass_must_show(&glass, "You have answered. 2 of 4 have answered: EMEA 2.");
    glass_must_show(&glass, "-- yours --");
    glass_must_show(&glass, "zqada");
    glass_must_not_show(&glass, "zqlin");
    glass_type(&glass, "j");
    glass_must_show(&glass, "a add to it");
    glass_type(&glass, "b");
    glass_must_show(&glass, "a  answered; all answers open when it has closed");
    machine_set(WORLD_NOW + 25 * HOUR);
    glass_type(&glass, "\r"); /* the board */
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "zqlin");
}

static void
on_screen_a_skip_says_that_it_opens_nothing(void **state)
{
    (void)state;
    int64_t id = ask(&mara, COHORT, SHOWING_AT_CLOSING, "2026-11-23");

    answer(&lin, id, "zqlin");
    must(asking_skip(&ada, id));
    glass_open(&glass, &ada, ROWS, COLUMNS);
    glass_must_show(&glass, "a  skipped; all answers open when it has closed");
    glass_type(&glass, "a");
    glass_must_be_at(&glass, "question");
    glass_must_show(&glass, "You have skipped it.");
    glass_must_show(&glass, "a answer   b back");
    glass_must_not_show(&glass, "zqlin");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(unless_said_answers_are_covered_in_training_alone),
        TEST(the_asker_has_the_last_word),
        TEST(at_closing_an_answer_opens_nothing),
        TEST(at_closing_a_skip_opens_nothing),
        TEST(at_closing_staff_and_the_asker_see_it_before),
        TEST(at_closing_it_opens_when_it_has_closed_in_every_zone),
        TEST(the_cover_says_what_opens_the_answers),
        TEST(on_screen_an_answer_to_be_opened_at_closing_stays_with_its_author),
        TEST(on_screen_a_skip_says_that_it_opens_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
