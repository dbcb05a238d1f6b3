/* Pins: threads at the top, questions in the panel past their day. */

#include <string.h>

#include "board/enrolling.h"
#include "board/pinning.h"
#include "commands/command.h"
#include "store/threads.h"
#include "support/machine.h"
#include "support/stage.h"
#include "support/walk.h"
#include "ui/display.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define DAY     INT64_C(86400)
#define HOUR    INT64_C(3600)

enum {
    EXIT_BAD_INPUT = 65,
    EXIT_NOT_FOUND = 66,
    EXIT_FORBIDDEN = 77
};

static struct viewer jo;
static struct viewer ada;

static int
set_up(void **state)
{
    stage_open(state);
    must(display_load(NULL));
    stage_seat(&jo, "jo");
    stage_seat(&ada, "ada");
    return 0;
}

static enum status
pin(struct viewer *who, int64_t thread_id, const char *until)
{
    return pinning_pin(who, thread_id, &(struct pin){.until = until});
}

static bool
is_pinned(int64_t thread_id)
{
    struct thread_row row;

    must(threads_find(world.store, thread_id, &row));
    return row.thread.is_pinned;
}

static int
end_due(void)
{
    int ended = 0;

    must(pinning_end_due(&world.operator_viewer, &ended));
    return ended;
}

/* ---- On the board -------------------------------------------------------- */

static void
a_pinned_thread_comes_first(void **state)
{
    struct thread_list list = {0};
    int64_t old = talk_start(&world, "lin", COHORT, "Read me first");
    int64_t new = talk_start(&world, "ben", COHORT, "Badge access");
    (void)state;

    must(pin(&jo, old, NULL));
    must(reading_threads(&ada, world_board(&world, COHORT), NULL, 10, &list));
    assert_int_equal(list.rows[0].thread.id, old);
    assert_true(list.rows[0].thread.is_pinned);
    assert_int_equal(list.rows[1].thread.id, new);
    thread_list_clear(&list);
    must(pinning_unpin(&jo, old, NULL));
    must(reading_threads(&ada, world_board(&world, COHORT), NULL, 10, &list));
    assert_int_equal(list.rows[0].thread.id, new);
    thread_list_clear(&list);
    must_be(pinning_unpin(&jo, old, NULL), STATUS_CONFLICT);
}

static void
each_act_is_on_record_once(void **state)
{
    int64_t thread = talk_start(&world, "lin", COHORT, "Read me first");
    (void)state;

    must(pinning_pin(&jo, thread,
        &(struct pin){.until = "2026-12-01", .why = "all ask for it"}));
    must(pinning_unpin(&jo, thread, "done with it"));
    assert_int_equal(world_recorded(&world, "jo", "pin",
                         "emea-autumn thread 1 until 2026-12-01"),
        1);
    assert_int_equal(world_recorded(&world, "jo", "unpin",
                         "emea-autumn thread 1"),
        1);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act IN ('pin',"
                         " 'unpin') AND reason IN ('all ask for it',"
                         " 'done with it') AND digest <> ''"),
        2);
}

static void
who_may_not_leaves_no_trace(void **state)
{
    static const char *const others[] = {"ada", "mara", "sam", "kofi"};
    int64_t thread = talk_start(&world, "lin", COHORT, "Read me first");
    (void)state;

    for (int i = 0; i < 4; i++) {
        struct viewer other = {0};

        world_viewer(&world, others[i], &other);
        must_be(pin(&other, thread, NULL),
            i == 3 ? STATUS_NOT_FOUND : STATUS_FORBIDDEN);
        must_be(pinning_unpin(&other, thread, NULL),
            i == 3 ? STATUS_NOT_FOUND : STATUS_FORBIDDEN);
        assert_int_equal(other.news.count, 0);
        viewer_clear(&other);
    }
    jo.may_write = false;
    must_be(pin(&jo, thread, NULL), STATUS_FORBIDDEN);
    assert_false(is_pinned(thread));
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act = 'pin'"),
        0);
}

static void
a_board_has_ten_pins_at_most(void **state)
{
    int64_t threads[PINS_MOST + 1];
    (void)state;

    for (int i = 0; i <= PINS_MOST; i++)
        threads[i] = talk_start(&world, "lin", COHORT, "Read me first");
    for (int i = 0; i < PINS_MOST; i++)
        must(pin(&jo, threads[i], NULL));
    must_be(pin(&jo, threads[PINS_MOST], NULL), STATUS_FULL);
    /* What is pinned may have another end all the same. */
    must(pin(&jo, threads[0], "2026-12-01"));
    must(pinning_unpin(&jo, threads[1], NULL));
    must(pin(&jo, threads[PINS_MOST], NULL));
}

/* ---- The end ------------------------------------------------------------- */

static void
a_date_ends_with_the_boards_day(void **state)
{
    int64_t thread = talk_start(&world, "lin", COHORT, "Read me first");
    (void)state;

    must_be(pin(&jo, thread, "2026-11-22"), STATUS_INVALID);
    assert_non_null(strstr(reason(), "2026-11-22 is over"));
    must_be(pin(&jo, thread, "2026-13-01"), STATUS_INVALID);
    must(pin(&jo, thread, "2026-11-23"));
    machine_set(WORLD_NOW + 12 * HOUR - 1); /* London: 23:59:59 */
    assert_int_equal(end_due(), 0);
    assert_true(is_pinned(thread));
    machine_set(WORLD_NOW + 12 * HOUR);
    assert_int_equal(end_due(), 1);
    assert_false(is_pinned(thread));
    assert_int_equal(end_due(), 0);
}

static void
where_a_board_has_regions_the_last_one_counts(void **state)
{
    int64_t thread = talk_start(&world, "lin", PROGRAM, "Read me first");
    (void)state;

    must(pin(&jo, thread, "2026-11-23"));
    machine_set(WORLD_NOW + 17 * HOUR - 1); /* New York: 23:59:59 */
    assert_int_equal(end_due(), 0);
    machine_set(WORLD_NOW + 17 * HOUR);
    assert_int_equal(end_due(), 1);
}

/* The clocks of London go forward in the night to 28 March, and back in that
 * to 31 October 2027. */
static void
the_end_is_right_where_clocks_change(void **state)
{
    int64_t spring = talk_start(&world, "lin", COHORT, "In spring");
    int64_t autumn = talk_start(&world, "lin", COHORT, "In autumn");
    (void)state;

    must(pin(&jo, spring, "2027-03-28"));
    must(pin(&jo, autumn, "2027-10-31"));
    machine_set(1806274800 - 1); /* 2027-03-28T23:00:00Z, 24:00 in London */
    assert_int_equal(end_due(), 0);
    machine_set(1806274800);
    assert_int_equal(end_due(), 1);
    assert_false(is_pinned(spring));
    machine_set(1825027200 - 1); /* 2027-11-01T00:00:00Z */
    assert_int_equal(end_due(), 0);
    machine_set(1825027200);
    assert_int_equal(end_due(), 1);
    assert_false(is_pinned(autumn));
}

static void
a_daemon_that_was_off_ends_it_once(void **state)
{
    struct viewer other = {0};
    int64_t thread = talk_start(&world, "lin", COHORT, "Read me first");
    int ended = 0;
    (void)state;

    must(pin(&jo, thread, "2026-11-25"));
    machine_set(WORLD_NOW + 40 * DAY);
    viewer_open_operator(&other, world_connect(&world));
    int64_t events = talk_number(&world, "SELECT count(*) FROM events");

    assert_int_equal(end_due(), 1);
    must(pinning_end_due(&other, &ended));
    assert_int_equal(ended, 0);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM events"),
        events + 1);
    store_close(other.store);
    viewer_clear(&other);
}

static void
another_end_takes_the_place_of_the_first(void **state)
{
    int64_t thread = talk_start(&world, "lin", COHORT, "Read me first");
    (void)state;

    must(pin(&jo, thread, "2026-11-23"));
    must(pin(&jo, thread, NULL));
    machine_set(WORLD_NOW + 40 * DAY);
    assert_int_equal(end_due(), 0);
    assert_true(is_pinned(thread));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM threads"
                                         " WHERE unpins_at IS NOT NULL"),
        0);
}

/* ---- The panel ----------------------------------------------------------- */

static int64_t
ask(const char *board, const char *date, enum showing showing, const char *body)
{
    struct viewer mara = {0};
    struct ask terms = {.body = body,
        .asks_on = date,
        .asks_minute = -1,
        .showing = showing};
    int64_t id;
    int opened;

    world_viewer(&world, "mara", &mara);
    must(asking_add(&mara, world_board(&world, board), &terms, &id));
    must(asking_open_due(&mara, &opened));
    viewer_clear(&mara);
    return id;
}

static void
answer(struct viewer *who, int64_t question_id, const char *words)
{
    struct posted posted;

    must(asking_answer(who, question_id, words, &posted));
}

static void
must_have_panels(struct viewer *who, const int64_t *ids, size_t count)
{
    struct panel_list list = {0};

    must(asking_today(who, &list));
    assert_int_equal(list.count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(list.rows[i].question.id, ids[i]);
    panel_list_clear(&list);
}

static void
the_panel_has_its_states_in_order(void **state)
{
    int64_t first = ask(COHORT, "2026-11-23", SHOWING_OPEN, "What broke?");
    int64_t thread = talk_question_thread(&world, first);
    (void)state;

    answer(&ada, first, "The gloves.");
    must(pin(&jo, thread, NULL));
    must_have_panels(&ada, &first, 1);
    machine_set(WORLD_NOW + DAY);
    int64_t second = ask(COHORT, "2026-11-24", SHOWING_OPEN, "What now?");

    must_have_panels(&ada, (int64_t[]){second, first}, 2);
    answer(&ada, second, "Nothing.");
    must_have_panels(&ada, (int64_t[]){first, second}, 2);
    int64_t third = ask(COHORT, "2026-11-27", SHOWING_OPEN, "And later?");

    machine_set(WORLD_NOW + 2 * DAY);
    must_have_panels(&ada, (int64_t[]){first, third}, 2);
    must(pinning_unpin(&jo, thread, NULL));
    must_have_panels(&ada, &third, 1);
}

static void
a_pin_that_is_over_leaves_the_panel(void **state)
{
    int64_t id = ask(COHORT, "2026-11-23", SHOWING_OPEN, "What broke?");
    (void)state;

    must(pin(&jo, talk_question_thread(&world, id), "2026-11-25"));
    machine_set(WORLD_NOW + 2 * DAY);
    must_have_panels(&ada, &id, 1);
    machine_set(WORLD_NOW + 3 * DAY);
    must_have_panels(&ada, NULL, 0);
}

/* In EMEA the day is over while AMER answers. */
static void
a_pinned_question_stays_covered(void **state)
{
    int64_t id = ask(PROGRAM, "2026-11-23", SHOWING_COVERED, "What broke?");
    struct viewer lin = {0};
    struct panel_list list = {0};
    (void)state;

    world_viewer(&world, "lin", &lin);
    answer(&lin, id, "zqz: the gloves");
    viewer_clear(&lin);
    must(pin(&jo, talk_question_thread(&world, id), NULL));
    machine_set(WORLD_NOW + 22 * HOUR); /* 10:00 in London, 05:00 in New York */
    must(asking_today(&ada, &list));
    assert_int_equal(list.count, 1);
    assert_true(list.rows[0].is_pinned);
    assert_false(list.rows[0].is_open);
    assert_true(list.rows[0].is_covered);
    panel_list_clear(&list);
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, " PINNED QUESTION");
    glass_must_show(&glass, "Mon 23 Nov, closed");
    glass_type(&glass, "a");
    glass_must_be_at(&glass, "question");
    glass_must_show(&glass, "1 of 6 have answered. It is closed here.");
    glass_must_not_show(&glass, "zqz");
    glass_must_not_show(&glass, "a answer");
    glass_type(&glass, "b");
    machine_set(WORLD_NOW + 40 * HOUR);
    glass_type(&glass, "\x0c");
    glass_must_show(&glass, " PINNED QUESTION");
    glass_type(&glass, "a");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "zqz: the gloves");
}

/* Where it has not opened yet, a pin tells nothing of it. */
static void
a_pin_opens_no_question_early(void **state)
{
    struct viewer kofi = {0};
    int64_t id = ask(PROGRAM, "2026-11-23", SHOWING_OPEN, "zqz: what broke?");
    (void)state;

    must(pin(&jo, talk_question_thread(&world, id), NULL));
    world_viewer(&world, "kofi", &kofi);
    glass_open(&glass, &kofi, 24, 80);
    glass_must_show(&glass, " next question Mon 23 Nov 08:00");
    glass_must_not_show(&glass, "zqz");
    glass_kill(&glass);
    viewer_clear(&kofi);
}

/* ---- The screens --------------------------------------------------------- */

static void
a_key_pins_and_takes_down(void **state)
{
    (void)state;
    talk_start(&world, "lin", COHORT, "Read me first");
    talk_start(&world, "ben", COHORT, "Badge access");
    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "\rC\rj");
    glass_must_show(&glass, "S pin");
    glass_type(&glass, "S");
    glass_must_show(&glass, " Pin until (2026-12-01, or nothing), and why:");
    glass_type(&glass, "2026-12-01 it is asked so often\r");
    glass_must_show(&glass, " Pinned until Tue 1 Dec is over.");
    glass_must_show(&glass, " > pinned  Read me first");
    assert_int_equal(glass_find(&glass, "Read me first"), 2);
    glass_type(&glass, "k");
    glass_must_show(&glass, "S unpin");
    glass_type(&glass, "S");
    glass_must_show(&glass, " Unpin, and why (or nothing):");
    glass_type(&glass, "\r");
    glass_must_show(&glass, " Not pinned any more.");
    assert_int_equal(glass_find(&glass, "Read me first"), 3);
}

static void
on_the_list_of_boards_it_pins_no_thread(void **state)
{
    (void)state;
    talk_start(&world, "lin", COHORT, "Read me first");
    glass_open(&glass, &jo, 24, 120);
    glass_type(&glass, "\r\t");
    glass_must_not_show(&glass, "S pin");
    glass_type(&glass, "S");
    glass_must_not_show(&glass, "Pin until");
    glass_type(&glass, "\tS");
    glass_must_show(&glass, " Pin until (2026-12-01, or nothing), and why:");
}

static void
what_is_typed_wrong_is_refused_with_its_reason(void **state)
{
    (void)state;
    talk_start(&world, "lin", COHORT, "Read me first");
    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "\r\rS2026-11-31\r");
    glass_must_show(&glass, "-- 2026-11-31 is no date like 2026-11-23. --");
    glass_type(&glass, "\x15"
                       "2026-11-01 to be read\r");
    glass_must_show(&glass, "-- 2026-11-01 is over on this board. --");
    assert_string_equal(glass_row(&glass, -1),
        " Pin until (2026-12-01, or nothing), and why: 2026-11-01 to be read");
    glass_type(&glass, "q");
    glass_must_not_show(&glass, "is over on this board.");
    glass_type(&glass, "\x1b");
    glass_wait(&glass);
    glass_must_be_at(&glass, "thread");
    glass_must_not_show(&glass, ", pinned");
    glass_type(&glass, "S\r");
    glass_must_show(&glass, "EMEA, autumn 2026, pinned");
    glass_resize(&glass, 40, 120);
    glass_must_show(&glass, "n next unread  S unpin  ? help");
    glass_resize(&glass, 6, 20);
    glass_type(&glass, "S");
    glass_must_show(&glass, " Unpin, and..");
    glass_type(&glass, "\r");
    assert_false(is_pinned(1));
    glass_type(&glass, "S2026-11-01");
    glass_must_show(&glass, " Pin until ..");
    glass_type(&glass, "\r");
    glass_must_show(&glass, " 2026-11-01..");
    glass_type(&glass, "\x15");
    glass_must_show(&glass, " Pin until ..");
    glass_type(&glass, "\x1b");
    glass_wait(&glass);
    glass_must_not_show(&glass, " Pin until ..");
    assert_false(is_pinned(1));
}

static void
who_may_not_is_told_who_may(void **state)
{
    (void)state;
    talk_start(&world, "lin", COHORT, "Read me first");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\r");
    glass_must_not_show(&glass, "S pin");
    glass_type(&glass, "S");
    glass_must_show(&glass, " Champions and moderators pin");
}

static void
others_see_it_without_a_key(void **state)
{
    int64_t thread = talk_start(&world, "lin", COHORT, "Read me first");
    (void)state;

    talk_start(&world, "ben", COHORT, "Badge access");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\r");
    assert_int_equal(glass_find(&glass, "Read me first"), 3);
    must(pin(&jo, thread, NULL));
    glass_hear(&glass, &jo);
    assert_int_equal(glass_find(&glass, "Read me first"), 2);
}

/* Of two of one rank the one that is shown stays. */
static void
an_answer_elsewhere_moves_no_panel(void **state)
{
    struct viewer lin = {0};
    struct posted posted;
    int64_t first = ask(COHORT, "2026-11-23", SHOWING_OPEN, "Of the cohort?");
    (void)state;

    ask(PROGRAM, "2026-11-23", SHOWING_OPEN, "Of all regions?");
    must(viewer_refresh(&ada));
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, " Of the cohort?");
    world_viewer(&world, "lin", &lin);
    must(asking_answer(&lin, first, "The gloves.", &posted));
    glass_hear(&glass, &lin);
    glass_must_show(&glass, " Of the cohort?");
    glass_must_show(&glass, "1 of 4 answered");
    viewer_clear(&lin);
}

static void
home_follows_what_is_pinned(void **state)
{
    int64_t id = ask(COHORT, "2026-11-23", SHOWING_OPEN, "What broke?");
    int64_t thread = talk_question_thread(&world, id);
    (void)state;

    machine_set(WORLD_NOW + DAY);
    ask(COHORT, "2026-11-26", SHOWING_OPEN, "And later?");
    must(viewer_refresh(&ada));
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, " next question Thu 26 Nov 08:00");
    must(pin(&jo, thread, "2026-11-24"));
    glass_hear(&glass, &jo);
    glass_must_show(&glass, " PINNED QUESTION");
    glass_must_show(&glass, " What broke?");
    event_list_clear(&jo.news);
    must(pinning_unpin(&jo, thread, NULL));
    glass_hear(&glass, &jo);
    glass_must_not_show(&glass, "PINNED");
    glass_must_show(&glass, " next question Thu 26 Nov 08:00");
    event_list_clear(&jo.news);
    must(pin(&jo, thread, "2026-11-24"));
    glass_hear(&glass, &jo);
    glass_must_show(&glass, " PINNED QUESTION");
    /* By itself, as the keeper does it. */
    machine_set(WORLD_NOW + DAY + 12 * HOUR);
    assert_int_equal(end_due(), 1);
    glass_hear(&glass, &world.operator_viewer);
    glass_must_not_show(&glass, "PINNED");
}

static void
home_shows_what_is_pinned_after_what_is_mine(void **state)
{
    int64_t first = ask(COHORT, "2026-11-23", SHOWING_OPEN, "What broke?");
    (void)state;

    must(pin(&jo, talk_question_thread(&world, first), NULL));
    machine_set(WORLD_NOW + DAY);
    ask(COHORT, "2026-11-24", SHOWING_OPEN, "What now?");
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, " QUESTION OF THE DAY");
    glass_must_show(&glass, "} next question");
    glass_type(&glass, "}");
    glass_must_show(&glass, " PINNED QUESTION");
    glass_must_show(&glass, " What broke?");
    glass_must_show(&glass, " a  closed; read what the others wrote");
    glass_type(&glass, "}aNothing.\x18\r");
    glass_must_be_at(&glass, "thread");
    glass_type(&glass, "b");
    glass_must_show(&glass, " PINNED QUESTION");
    glass_type(&glass, "}");
    glass_must_show(&glass, " a  answered; read what the others wrote");
}

/* ---- The commands -------------------------------------------------------- */

static void
commands_pin_and_take_down(void **state)
{
    int64_t id = ask(COHORT, "2026-11-23", SHOWING_OPEN, "What broke?");
    (void)state;

    talk_question_thread(&world, id);
    assert_int_equal(walk_run(&jo, "pin 1 --until 2026-12-01 --why 'So often'"),
        0);
    assert_string_equal(walk_told,
        "Thread 1 is pinned until 2026-12-01 is over.\n");
    assert_int_equal(walk_run(&ada, "threads emea-autumn --json"), 0);
    assert_non_null(strstr(walk_told, "\"pinned_until\": \"2026-12-01\""));
    machine_set(WORLD_NOW + DAY);
    assert_int_equal(walk_run(&ada, "today"), 0);
    assert_non_null(strstr(walk_told, "PINNED QUESTION"));
    assert_non_null(strstr(walk_told, "Mon 23 Nov, closed"));
    assert_non_null(strstr(walk_told, "To read what was written: read 1"));
    assert_int_equal(walk_run(&ada, "today --short"), 0);
    assert_string_equal(walk_told, "Pinned, 0 of 4 answered: What broke?\n");
    assert_int_equal(walk_run(&ada, "answer Nothing"), EXIT_NOT_FOUND);
    assert_int_equal(walk_run(&jo, "unpin 1"), 0);
    assert_int_equal(walk_run(&ada, "today"), 0);
    assert_non_null(strstr(walk_told, "No question today."));
    assert_int_equal(walk_run(&jo, "pin 1"), 0);
    assert_int_equal(walk_run(&ada, "pin 1"), EXIT_FORBIDDEN);
    assert_int_equal(walk_run(&jo, "pin 99"), EXIT_NOT_FOUND);
    assert_int_equal(walk_run(&jo, "pin 1 --until nosuch"), EXIT_BAD_INPUT);
    assert_int_equal(walk_run(&jo, "pin 1 --until 2026-11-23"), EXIT_BAD_INPUT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pinned_thread_comes_first, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(each_act_is_on_record_once, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(who_may_not_leaves_no_trace, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(a_board_has_ten_pins_at_most, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(a_date_ends_with_the_boards_day, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(
            where_a_board_has_regions_the_last_one_counts, set_up, stage_close),
        cmocka_unit_test_setup_teardown(the_end_is_right_where_clocks_change,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(a_daemon_that_was_off_ends_it_once,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(
            another_end_takes_the_place_of_the_first, set_up, stage_close),
        cmocka_unit_test_setup_teardown(the_panel_has_its_states_in_order,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(a_pin_that_is_over_leaves_the_panel,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(a_pinned_question_stays_covered, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(a_pin_opens_no_question_early, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(a_key_pins_and_takes_down, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(
            what_is_typed_wrong_is_refused_with_its_reason, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(on_the_list_of_boards_it_pins_no_thread,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(who_may_not_is_told_who_may, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(others_see_it_without_a_key, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(an_answer_elsewhere_moves_no_panel,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(home_follows_what_is_pinned, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(
            home_shows_what_is_pinned_after_what_is_mine, set_up, stage_close),
        cmocka_unit_test_setup_teardown(commands_pin_and_take_down, set_up,
            stage_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
