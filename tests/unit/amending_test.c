/* Amending: a queue is changed until a question first opens anywhere, and
 * nobody is asked the same twice within a year. */

#include <stdio.h>
#include <string.h>

#include "base/sameness.h"
#include "board/amending.h"
#include "support/stage.h"

#define PROGRAM "new-hire-autumn-2026"
#define COHORT  "emea-autumn"

static struct viewer mara; /* a mentor of EMEA's */

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&mara, "mara");
    return 0;
}

static int64_t
put(const char *board, const char *body, const char *date)
{
    struct ask ask = {.body = body, .asks_on = date, .asks_minute = -1};
    int64_t id;

    must(asking_add(&mara, world_board(&world, board), &ask, &id));
    return id;
}

static struct amendment
words(const char *body)
{
    return (struct amendment){.body = body, .kind = QUESTION_KIND_COUNT};
}

static void
expect_queue(const char *board, const char *const *expected, size_t count)
{
    struct question_list list;
    struct text line = {0};

    must(asking_queue(&mara, world_board(&world, board), 50, &list));
    assert_int_equal(list.count, count);
    for (size_t i = 0; i < count; i++) {
        text_truncate(&line, 0);
        text_add_format(&line, "%s %s %s", list.rows[i].asks_on,
            question_kind_name(list.rows[i].kind), list.rows[i].body);
        assert_string_equal(text_bytes(&line), expected[i]);
    }
    text_clear(&line);
    question_list_clear(&list);
}

static void
a_queued_question_is_reworded(void **state)
{
    (void)state;
    static const char *const expected[] = {"2026-11-25 story Two.\nLines."};
    int64_t id = put(COHORT, "One", "2026-11-25");
    struct amendment amendment = {.body = "Two.\r\nLines. \n",
        .kind = QUESTION_STORY};

    must(amending_reword(&mara, id, &amendment));
    expect_queue(COHORT, expected, 1);
    assert_int_equal(world_recorded(&world, "mara", "questions edit",
                         "emea-autumn 2026-11-25"),
        1);
    /* The same words again are no repetition of themselves. */
    amendment.kind = QUESTION_KIND_COUNT;
    must(amending_reword(&mara, id, &amendment));
    expect_queue(COHORT, expected, 1);
    amendment = words(" ");
    must_be(amending_reword(&mara, id, &amendment), STATUS_INVALID);
    expect_queue(COHORT, expected, 1);
}

/* It opens at 08:00 on the 24th: in Singapore at WORLD_NOW + 12 h. */
static void
from_its_first_opening_on_it_is_locked(void **state)
{
    (void)state;
    int64_t id = put(PROGRAM, "One", "2026-11-24");
    int64_t later = put(PROGRAM, "Later", "2026-11-26");
    struct amendment amendment = words("Two");
    struct question dropped;

    talk_pass(&world, 12 * 3600 - 600);
    must(amending_reword(&mara, id, &amendment));
    talk_pass(&world, 600);
    amendment = words("Three");
    must_be(amending_reword(&mara, id, &amendment), STATUS_CONFLICT);
    assert_string_equal(reason(),
        "the question of 2026-11-24 has opened: from its first opening on it "
        "stays as it is");
    must_be(amending_move(&mara, id, "2026-11-30", false), STATUS_CONFLICT);
    must_be(amending_move(&mara, later, "2026-11-24", true), STATUS_CONFLICT);
    must_be(amending_drop(&mara, id, &dropped), STATUS_CONFLICT);
    must(amending_drop(&mara, later, &dropped));
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM questions"), 1);
    assert_int_equal(
        talk_number(&world,
            "SELECT COUNT(*) FROM questions WHERE body = 'Two' AND asks_on = "
            "'2026-11-24'"),
        1);
    assert_int_equal(world_recorded(&world, "mara", "questions edit",
                         "new-hire-autumn-2026 2026-11-24"),
        1);
}

/* Who comes from where it is later already locks it there and then. */
static void
a_newcomer_from_the_east_locks_it_earlier(void **state)
{
    (void)state;
    struct ask ask = {.body = "One", .asks_on = "2026-11-24"}; /* 00:00 */
    struct amendment amendment = words("Two");
    int64_t id;

    must(asking_add(&mara, world_board(&world, COHORT), &ask, &id));
    must(amending_reword(&mara, id, &amendment));
    talk_run(&world,
        "UPDATE people SET zone = 'Pacific/Kiritimati' WHERE handle = 'ben'");
    must_be(amending_reword(&mara, id, &amendment), STATUS_CONFLICT);
}

static void
a_move_takes_its_hours_along(void **state)
{
    (void)state;
    static const char *const expected[] = {"2026-11-30 reflect One"};
    int64_t id = put(COHORT, "One", "2026-11-25");
    static const char
        sql[] = "SELECT opens_at FROM openings WHERE zone = 'Europe/London'";

    must(amending_move(&mara, id, "2026-11-30", false));
    expect_queue(COHORT, expected, 1);
    assert_int_equal(talk_number(&world, sql),
        WORLD_NOW - 4 * 3600 + 7 * 86400);
    assert_int_equal(world_recorded(&world, "mara", "questions move",
                         "emea-autumn 2026-11-30, was 2026-11-25"),
        1);
    must_be(amending_move(&mara, id, "2026-11-31", false), STATUS_INVALID);
    must_be(amending_move(&mara, id, "2026-11-20", false), STATUS_INVALID);
    assert_string_equal(reason(), "2026-11-20 is over everywhere");
    expect_queue(COHORT, expected, 1);
    assert_int_equal(talk_number(&world, sql),
        WORLD_NOW - 4 * 3600 + 7 * 86400);
}

static void
a_taken_day_is_refused_or_swapped(void **state)
{
    (void)state;
    static const char *const before[] = {"2026-11-25 reflect One",
        "2026-11-26 reflect Two"};
    static const char *const after[] = {"2026-11-25 reflect Two",
        "2026-11-26 reflect One"};
    int64_t one = put(COHORT, "One", "2026-11-25");

    put(COHORT, "Two", "2026-11-26");
    put(PROGRAM, "Elsewhere", "2026-11-26");
    must_be(amending_move(&mara, one, "2026-11-26", false), STATUS_CONFLICT);
    assert_string_equal(reason(), "2026-11-26 has a question already: with "
                                  "--swap they change places");
    expect_queue(COHORT, before, 2);
    must(amending_move(&mara, one, "2026-11-26", true));
    expect_queue(COHORT, after, 2);
    assert_int_equal(
        talk_number(&world,
            "SELECT opens_at FROM openings JOIN questions ON id = question_id "
            "WHERE body = 'Two' AND zone = 'Europe/London'"),
        WORLD_NOW - 4 * 3600 + 2 * 86400);
    must(amending_move(&mara, one, "2026-11-26", false)); /* where it is */
    expect_queue(COHORT, after, 2);
}

static void
what_is_dropped_leaves_its_day_free(void **state)
{
    (void)state;
    int64_t id = put(COHORT, "One", "2026-11-25");
    struct question dropped;

    must(amending_drop(&mara, id, &dropped));
    assert_string_equal(dropped.body, "One");
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM openings"), 0);
    assert_int_equal(world_recorded(&world, "mara", "questions drop",
                         "emea-autumn 2026-11-25"),
        1);
    must_be(amending_drop(&mara, id, &dropped), STATUS_NOT_FOUND);
    put(COHORT, "One", "2026-11-25");
}

static void
only_who_asks_there_changes_the_queue(void **state)
{
    (void)state;
    static const struct {
        const char *handle;
        enum status expected;
    } people[] = {
        {"ada", STATUS_NOT_FOUND},
        {"rob", STATUS_FORBIDDEN},
        {"max", STATUS_FORBIDDEN},
        {"kofi", STATUS_NOT_FOUND},
        {"noor", STATUS_NOT_FOUND},
        {"tom", STATUS_NOT_FOUND},
        {"sam", STATUS_OK},
    };
    int64_t id = put(COHORT, "One", "2026-11-25");
    struct amendment amendment = words("Two");
    struct question dropped;
    struct preview preview;

    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct viewer who = {0};
        enum status expected = people[i].expected;

        world_viewer(&world, people[i].handle, &who);
        must_be(amending_reword(&who, id, &amendment), expected);
        must_be(amending_move(&who, id, "2026-11-26", false), expected);
        must_be(amending_preview(&who, id, &preview), expected);
        must_be(amending_drop(&who, id, &dropped), expected);
        viewer_clear(&who);
    }
    id = put(COHORT, "One", "2026-11-25");
    mara.may_write = false;
    must_be(amending_drop(&mara, id, &dropped), STATUS_FORBIDDEN);
    must(amending_drop(&world.operator_viewer, id, &dropped));
}

/* Numbers can be guessed: those of what waits are as good as any. */
static void
a_question_that_waits_is_not_there_for_who_answers(void **state)
{
    (void)state;
    struct question dropped;
    struct viewer ada = {0};
    int64_t id = put(COHORT, "One", "2026-11-24");
    char expected[120];

    world_viewer(&world, "ada", &ada);
    must_be(amending_drop(&ada, id, &dropped), STATUS_NOT_FOUND);
    snprintf(expected, sizeof expected, "there is no question %lld",
        (long long)id);
    assert_string_equal(reason(), expected);
    must_be(amending_drop(&ada, id + 1000, &dropped), STATUS_NOT_FOUND);
    talk_pass(&world, 2 * 86400);
    must_be(amending_drop(&ada, id, &dropped), STATUS_FORBIDDEN);
    assert_string_equal(reason(), "here only mentors and SMEs ask questions");
    viewer_clear(&ada);
}

static void
nobody_is_asked_the_same_within_a_year(void **state)
{
    (void)state;
    struct ask same = {.body = "what did  YOU try",
        .asks_on = "2027-11-24",
        .asks_minute = -1};
    struct viewer noor = {0};
    int64_t id;

    put(COHORT, "What did you try?", "2026-11-25");
    must_be(asking_add(&mara, world_board(&world, COHORT), &same, &id),
        STATUS_CONFLICT);
    assert_string_equal(reason(), "the same is asked on 2026-11-25: within a "
                                  "year of 2027-11-24 only with --again");
    /* Its people meet the intake's board too; other cohorts do not. */
    must_be(asking_add(&mara, world_board(&world, PROGRAM), &same, &id),
        STATUS_CONFLICT);
    world_viewer(&world, "noor", &noor);
    must(asking_add(&noor, world_board(&world, "amer-autumn"), &same, &id));
    viewer_clear(&noor);

    same.is_again = true;
    must(asking_add(&mara, world_board(&world, COHORT), &same, &id));
    same.is_again = false;
    same.asks_on = "2028-11-23";
    must(asking_add(&mara, world_board(&world, PROGRAM), &same, &id));
    struct amendment amendment = words("What did you try?!");
    id = put(COHORT, "Another", "2026-11-26");
    must_be(amending_reword(&mara, id, &amendment), STATUS_CONFLICT);
    amendment.is_again = true;
    must(amending_reword(&mara, id, &amendment));
}

static void
case_stops_and_spaces_make_no_difference(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *folded;
    } cases[] = {
        {"What did you try?", "what did you try"},
        {"  *What* -- did\nyou  try", "what did you try"},
        {"WHAT DID YOU TRY 2", "what did you try 2"},
        {"Stra\xC3\x9F"
         "e",
            "strasse"},
        {"e\xCC\x81t\xC3\xA9", "\xC3\xA9t\xC3\xA9"},
        {"\xEF\xBC\xB7hat", "what"},
        {"\xE3\x81\x8B\xE3\x82\x99\xEF\xBC\x9F", "\xE3\x81\x8C"},
        {"...", ""},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text folded = {0};

        sameness_fold(&folded, cases[i].text);
        assert_string_equal(text_bytes(&folded), cases[i].folded);
        text_clear(&folded);
    }
}

static void
a_preview_shows_the_panel_as_it_opens(void **state)
{
    (void)state;
    int64_t id = put(PROGRAM, "One", "2026-11-24");
    struct preview preview;

    must(amending_preview(&mara, id, &preview));
    assert_true(preview.panel.is_open);
    assert_true(preview.panel.is_covered);
    assert_false(preview.panel.is_answered);
    assert_int_equal(preview.panel.asked, 6);
    assert_int_equal(preview.panel.question.asker_role, ROLE_MENTOR);
    assert_string_equal(preview.first_zone, "Asia/Singapore");
    assert_int_equal(preview.first_opens_at, WORLD_NOW + 12 * 3600);
    assert_int_equal(preview.panel.opens_at, WORLD_NOW + 20 * 3600);
}

static void
its_kind_stands_in_the_panel(void **state)
{
    (void)state;
    struct viewer ada = {0};
    struct ask ask = {.body = "What went wrong?",
        .asks_on = "2026-11-23",
        .asks_minute = -1,
        .kind = QUESTION_MISTAKE};
    int64_t id;
    int opened;

    must(asking_add(&mara, world_board(&world, COHORT), &ask, &id));
    must(asking_open_due(&mara, &opened));
    world_viewer(&world, "ada", &ada);
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, "QUESTION OF THE DAY, a mistake");
    glass_must_show(&glass, "Mon 23 Nov, closes in ");
    glass_type(&glass, "s");
    glass_kill(&glass);
    glass_open(&glass, &ada, 20, 40);
    glass_must_not_show(&glass, "a mistake");
    glass_kill(&glass);
    viewer_clear(&ada);
}

static void
ask_and_open(struct viewer *mentor, const char *board)
{
    struct ask ask = {.body = board, .asks_on = "2026-11-23"};
    int64_t id;
    int opened;

    must(asking_add(mentor, world_board(&world, board), &ask, &id));
    must(asking_open_due(mentor, &opened));
    assert_int_equal(opened, 1);
}

/* Every session hears of a question; those it is not asked of read nothing. */
static void
a_question_elsewhere_is_no_reason_to_read_anew(void **state)
{
    (void)state;
    struct viewer ada = {0};
    struct viewer noor = {0};

    world_viewer(&world, "ada", &ada);
    world_viewer(&world, "noor", &noor);
    glass_open(&glass, &ada, 24, 80);
    talk_run(&world,
        "UPDATE boards SET title = 'Renamed' WHERE slug = 'emea-autumn'");
    ask_and_open(&noor, "amer-autumn");
    glass_hear(&glass, &noor);
    glass_must_not_show(&glass, "Renamed");
    ask_and_open(&mara, COHORT);
    glass_hear(&glass, &mara);
    glass_must_show(&glass, "Renamed");
    glass_must_show(&glass, "QUESTION OF THE DAY");
    glass_kill(&glass);
    viewer_clear(&ada);
    viewer_clear(&noor);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(a_queued_question_is_reworded),
        TEST(from_its_first_opening_on_it_is_locked),
        TEST(a_newcomer_from_the_east_locks_it_earlier),
        TEST(a_move_takes_its_hours_along),
        TEST(a_taken_day_is_refused_or_swapped),
        TEST(what_is_dropped_leaves_its_day_free),
        TEST(only_who_asks_there_changes_the_queue),
        TEST(a_question_that_waits_is_not_there_for_who_answers),
        TEST(nobody_is_asked_the_same_within_a_year),
        TEST(case_stops_and_spaces_make_no_difference),
        TEST(a_preview_shows_the_panel_as_it_opens),
        TEST(its_kind_stands_in_the_panel),
        TEST(a_question_elsewhere_is_no_reason_to_read_anew),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
