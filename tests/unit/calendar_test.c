/* One's questions' hours, as a list and as iCalendar. */

#include <string.h>

#include "board/asking.h"
#include "board/banking.h"
#include "board/hours.h"
#include "commands/ics.h"
#include "support/machine.h"
#include "support/stage.h"
#include "support/walk.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define DAY     INT64_C(86400)
#define HOUR    INT64_C(3600)

enum {
    EXIT_BAD_INPUT = 65,
    EXIT_NOT_FOUND = 66
};

static struct viewer ada;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&ada, "ada");
    return 0;
}

static int64_t
ask(const char *board, const char *date, const char *body)
{
    struct viewer mara = {0};
    struct ask terms = {.body = body, .asks_on = date, .asks_minute = -1};
    int64_t id;
    int opened;

    world_viewer(&world, "mara", &mara);
    must(asking_add(&mara, world_board(&world, board), &terms, &id));
    must(asking_open_due(&mara, &opened));
    viewer_clear(&mara);
    return id;
}

/* ---- Lines --------------------------------------------------------------- */

static void
must_fold(const char *value, const char *wanted)
{
    struct text out = {0};

    ics_text(&out, "SUMMARY", value);
    assert_string_equal(text_bytes(&out), wanted);
    text_clear(&out);
}

static void
text_is_escaped(void **state)
{
    (void)state;
    must_fold("a, b; c\\d\ne: f", "SUMMARY:a\\, b\\; c\\\\d\\ne: f\n");
}

static void
lines_are_folded_at_75_octets(void **state)
{
    (void)state;
    must_fold("1234567890123456789012345678901234567890123456789012345678901234"
              "567",
        "SUMMARY:12345678901234567890123456789012345678901234567890123456789012"
        "34567\n");
    must_fold("1234567890123456789012345678901234567890123456789012345678901234"
              "5678",
        "SUMMARY:12345678901234567890123456789012345678901234567890123456789012"
        "34567\n 8\n");
    /* One character by the rules, and longer than a line (UAX 29, GB6). */
    must_fold("ᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀ"
              "ᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀ"
              "ᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀ",
        "SUMMARY:"
        "ᄀᄀᄀᄀᄀᄀ"
        "\n "
        "ᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀ"
        "ᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀ"
        "\n");
}

/* Not one of them torn, whether by octet or between a letter and its mark. */
static void
no_character_is_torn(void **state)
{
    struct text value = {0};
    struct text out = {0};
    struct text unfolded = {0};
    (void)state;

    for (int i = 0; i < 60; i++)
        text_add(&value, i % 3 == 0   ? "\xe6\x97\xa5"
                         : i % 3 == 1 ? "x\xcc\x81"
                                      : "q");
    ics_text(&out, "SUMMARY", text_bytes(&value));
    const char *at = text_bytes(&out);
    while (*at != '\0') {
        size_t length = strcspn(at, "\n");

        assert_in_range(length, 1, 75);
        assert_true(at[0] == 'S' || at[0] == ' ');
        /* No line begins within a character, or with a mark alone. */
        assert_true(((unsigned char)at[1] & 0xc0) != 0x80);
        assert_false((unsigned char)at[1] == 0xcc);
        text_add_bytes(&unfolded, at + (at[0] == ' ' ? 1 : 0),
            length - (at[0] == ' ' ? 1 : 0));
        at += length + 1;
    }
    assert_true(strcmp(text_bytes(&unfolded) + 8, text_bytes(&value)) == 0);
    text_clear(&value);
    text_clear(&out);
    text_clear(&unfolded);
}

/* ---- Hours --------------------------------------------------------------- */

static void
open_queued_and_of_the_bank_are_hours(void **state)
{
    struct hour_list list = {0};
    struct viewer mara = {0};
    struct banked row = {.body = "Of the bank?"};
    struct banked_many many;
    (void)state;

    ask(COHORT, "2026-11-23", "What broke?");
    ask(COHORT, "2026-12-03", "And later?");
    world_viewer(&world, "mara", &mara);
    must(banking_add(&mara, "new-hire", &row, 1, &many));
    viewer_clear(&mara);
    must(hours_list(&ada, 4, &list));
    assert_int_equal(list.count, 3);
    assert_string_equal(list.rows[0].body, "What broke?");
    assert_int_equal(list.rows[0].opens_at, WORLD_NOW - 4 * HOUR);
    assert_string_equal(list.rows[1].board.slug, PROGRAM);
    assert_string_equal(list.rows[1].date, "2026-11-23");
    assert_string_equal(list.rows[1].body, "");
    assert_int_equal(list.rows[2].opens_at, WORLD_NOW - 4 * HOUR + 10 * DAY);
    assert_string_equal(list.rows[2].body, "");
    hour_list_clear(&list);
    must(hours_list(&ada, 1, &list));
    assert_int_equal(list.count, 2);
    hour_list_clear(&list);
    must_be(hours_list(&ada, 0, &list), STATUS_INVALID);
    must_be(hours_list(&ada, 27, &list), STATUS_INVALID);
}

/* In London the clocks go forward on 28 March 2027: 08:00 is 08:00 UTC before,
 * 07:00 UTC after. */
static void
an_hour_is_right_where_clocks_change(void **state)
{
    struct hour_list list = {0};
    (void)state;

    machine_set(1805846400); /* 2027-03-24T00:00:00Z */
    must(viewer_refresh(&ada));
    ask(COHORT, "2027-03-26", "Before?");
    ask(COHORT, "2027-03-29", "After?");
    must(hours_list(&ada, 2, &list));
    assert_int_equal(list.count, 2);
    assert_int_equal(list.rows[0].opens_at, 1806048000);
    assert_int_equal(list.rows[1].opens_at, 1806303600);
    assert_int_equal(walk_run(&ada, "calendar --weeks 2"), 0);
    assert_non_null(strstr(walk_told, "DTSTART:20270326T080000Z"));
    assert_non_null(strstr(walk_told, "DTSTART:20270329T070000Z"));
    hour_list_clear(&list);
}

/* ---- The command --------------------------------------------------------- */

static void
every_line_ends_in_crlf_and_is_short(void **state)
{
    const char *at = walk_told;
    size_t lines = 0;
    (void)state;

    ask(COHORT, "2026-11-23",
        "What did you try on a live ticket; and why, of all things, did you "
        "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xa7\xe6\x9b\xb8\xe3\x81"
        "\x8f\xe3\x80\x82?\nA second line.");
    assert_int_equal(walk_run(&ada, "calendar"), 0);
    while (*at != '\0') {
        size_t length = strcspn(at, "\r\n");

        assert_in_range(length, 1, 75);
        assert_true(at[length] == '\r' && at[length + 1] == '\n');
        at += length + 2;
        lines++;
    }
    assert_in_range(lines, 17, 40);
    assert_ptr_equal(strstr(walk_told, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        walk_told);
    assert_non_null(strstr(walk_told, "END:VEVENT\r\nEND:VCALENDAR\r\n"));
    assert_non_null(
        strstr(walk_told, "UID:2026-11-23.emea-autumn.ada@homeroom\r\n"));
    assert_non_null(strstr(walk_told, "DTSTAMP:20261123T120000Z\r\n"));
    assert_non_null(strstr(walk_told, "DTSTART:20261123T080000Z\r\n"));
    assert_non_null(strstr(walk_told,
        "SUMMARY:Question of the day: EMEA\\, autumn 2026\r\n"));
    assert_null(strstr(walk_told, "RRULE"));
}

static void
what_is_not_open_and_what_is_covered_have_no_words(void **state)
{
    static const char *const people[] = {"ada", "mara", "jo", "kofi"};
    struct viewer lin = {0};
    struct posted posted;
    int64_t id = ask(COHORT, "2026-11-23", "What broke?");
    (void)state;

    ask(COHORT, "2026-11-25", "zqz: what comes next?");
    ask(PROGRAM, "2026-11-24", "zqz: and for all?");
    world_viewer(&world, "lin", &lin);
    must(asking_answer(&lin, id, "zqz: the gloves.", &posted));
    viewer_clear(&lin);
    for (int i = 0; i < 4; i++) {
        struct viewer who = {0};

        world_viewer(&world, people[i], &who);
        assert_int_equal(walk_run(&who, "calendar"), 0);
        assert_non_null(strstr(walk_told, "BEGIN:VEVENT"));
        assert_null(strstr(walk_told, "zqz"));
        assert_int_equal(strstr(walk_told, "What broke?") != NULL, i != 3);
        viewer_clear(&who);
    }
}

static void
the_same_day_stays_the_same_event(void **state)
{
    struct viewer mara = {0};
    char uid[] = "UID:2026-11-25.emea-autumn.ada@homeroom\r\n";
    (void)state;

    ask(COHORT, "2026-11-25", "What comes next?");
    assert_int_equal(walk_run(&ada, "calendar"), 0);
    assert_non_null(strstr(walk_told, uid));
    world_viewer(&world, "mara", &mara);
    assert_int_equal(walk_run(&mara, "questions drop 1"), 0);
    assert_int_equal(walk_run(&ada, "calendar"), EXIT_NOT_FOUND);
    assert_non_null(strstr(walk_told, "no question is to be asked of you"));
    ask(COHORT, "2026-11-25", "Something else?");
    assert_int_equal(walk_run(&ada, "calendar"), 0);
    assert_non_null(strstr(walk_told, uid));
    viewer_clear(&mara);
}

static void
weeks_are_a_number_within_bounds(void **state)
{
    (void)state;
    assert_int_equal(walk_run(&ada, "calendar --weeks 0"), EXIT_BAD_INPUT);
    assert_int_equal(walk_run(&ada, "calendar --weeks 27"), EXIT_BAD_INPUT);
    assert_int_equal(walk_run(&ada, "calendar --weeks many"), EXIT_BAD_INPUT);
    assert_int_equal(walk_run(&ada, "calendar --weeks 1"), EXIT_NOT_FOUND);
    assert_non_null(strstr(walk_told, "in 1 week"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(lines_are_folded_at_75_octets),
        cmocka_unit_test(no_character_is_torn),
        cmocka_unit_test_setup_teardown(open_queued_and_of_the_bank_are_hours,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(an_hour_is_right_where_clocks_change,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(every_line_ends_in_crlf_and_is_short,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(
            what_is_not_open_and_what_is_covered_have_no_words, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(the_same_day_stays_the_same_event,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(weeks_are_a_number_within_bounds,
            set_up, stage_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
