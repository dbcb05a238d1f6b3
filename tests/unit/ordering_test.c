/* Ordering: whoever has answered reads other regions' answers first, and what
 * they read counts as read, whatever its number. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "board/drafting.h"
#include "board/ordering.h"
#include "support/machine.h"
#include "support/stage.h"
#include "support/walk.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"

enum {
    HOUR = 3600,
    LINE_BYTES = 4096
};

static struct order order;
static int64_t thread_id;
static int64_t question_id;

static int
set_up(void **state)
{
    stage_open(state);
    order = (struct order){0};
    return 0;
}

static int
tear_down(void **state)
{
    order_clear(&order);
    return stage_close(state);
}

/* From midnight on wherever people sit. */
static void
ask(const char *board, bool is_nameless_allowed)
{
    question_id = stage_ask(board,
        (struct ask){.asks_minute = 0,
            .showing = SHOWING_COVERED,
            .is_nameless_allowed = is_nameless_allowed});
    thread_id = talk_question_thread(&world, question_id);
}

static void
answer(const char *handle)
{
    struct posted posted;
    char words[40];

    snprintf(words, sizeof words, "By %s.", handle);
    as(handle);
    must(asking_answer(&viewer, question_id, words, &posted));
}

static void
reply(const char *handle, int to)
{
    struct posted posted;
    char words[40];

    snprintf(words, sizeof words, "%s to %d.", handle, to);
    as(handle);
    must(posting_reply(&viewer, thread_id, to, words, &posted));
}

/* 2 Ben, 3 Kofi (AMER), 4 Lin, 5 Wen (APAC), 6 Ada; Kofi to 2, Ben to 3. */
static void
talk(void)
{
    ask(PROGRAM, false);
    answer("ben");
    answer("kofi");
    answer("lin");
    answer("wen");
    answer("ada");
    reply("kofi", 2);
    reply("ben", 3);
}

/* "1 3* 8* 5*": a star after what is new. */
static void
write_order(char *out, size_t size)
{
    struct text words = {0};

    for (size_t i = 0; i < order.count; i++)
        text_add_format(&words, "%s%d%s", i > 0 ? " " : "",
            order.rows[i].number, order.rows[i].is_new ? "*" : "");
    assert_true(text_copy(out, size, text_bytes(&words)));
    text_clear(&words);
}

static void
must_order(const char *handle, const char *wanted)
{
    char found[LINE_BYTES];

    as(handle);
    order_clear(&order);
    must(ordering_of(&viewer, thread_id, &order));
    write_order(found, sizeof found);
    assert_string_equal(found, wanted);
    for (size_t i = 0; i < order.count; i++)
        assert_int_equal(order_place(&order, order.rows[i].number), i);
}

/* ---- The order ----------------------------------------------------------- */

static void
other_regions_come_first_with_the_replies_to_them(void **state)
{
    (void)state;
    talk();
    must_order("ada", "1* 3* 8* 5* 2* 7* 4* 6");
    must_order("kofi", "1* 2* 7 4* 5* 6* 3 8*");
    must_order("wen", "1* 2* 7* 3* 8* 4* 6* 5");
}

static void
who_has_not_answered_reads_by_number(void **state)
{
    (void)state;
    talk();
    must_order("mara", "1 2* 3* 4* 5* 6* 7* 8*");
    must_order("jo", "1 2 3 4 5 6 7 8"); /* covered: nothing is new */
    as("jo");
    must(asking_skip(&viewer, question_id));
    must_order("jo", "1* 2* 3* 4* 5* 6* 7* 8*");
}

static void
among_ones_own_it_is_by_number(void **state)
{
    (void)state;
    ask(COHORT, false);
    answer("ben");
    answer("lin");
    answer("ada");
    reply("ada", 2);
    must_order("lin", "1* 2* 3 4* 5*");
}

/* Where region meets region: what is new from elsewhere first, below what was
 * read, and by number once it is. */
static void
of_an_intakes_threads_what_is_new_comes_so(void **state)
{
    (void)state;
    thread_id = talk_start(&world, "ben", PROGRAM, "Hours");
    talk_reply(&world, "lin", thread_id);  /* 2 */
    talk_reply(&world, "kofi", thread_id); /* 3 */
    reply("wen", 2);
    reply("ola", 3);
    must_order("ada", "1* 3* 5* 2* 4*");
    must_order("wen", "1* 2* 4 3* 5*");
    must_order("kofi", "1* 2* 4* 3 5*");
    must_order("ada", "1* 3* 5* 2* 4*");
    must(ordering_mark(&viewer, &order, 0, 3));
    assert_int_equal(talk_unread(&viewer, PROGRAM), 2);
    must_order("ada", "1 3 5 2* 4*");
    must(ordering_mark(&viewer, &order, 3, 5));
    must_order("ada", "1 2 3 4 5");
    assert_false(order.is_by_regions);
    talk_reply(&world, "ola", thread_id);
    reply("wen", 1);
    reply("kofi", 2);
    must_order("ada", "1 2 3 4 5 7* 8* 6*");
    as("ada");
    must(reading_mark(&viewer, thread_id, 8));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM reads_ahead"),
        0);
}

static void
other_threads_are_read_by_number(void **state)
{
    (void)state;
    thread_id = talk_start(&world, "ben", "commons", "Hours");
    talk_reply(&world, "lin", thread_id);
    talk_reply(&world, "kofi", thread_id);
    must_order("ada", "1* 2* 3*");
    assert_false(order.is_by_regions);
}

/* A reply to a reply, and one to the question, stand where they belong. */
static void
replies_stay_under_what_they_answer(void **state)
{
    (void)state;
    talk();
    reply("ada", 8);
    reply("lin", 9);
    reply("wen", 1);
    must_order("lin", "1* 3* 8* 9* 10 5* 11* 2* 7* 4 6*");
}

/* Which region an answer without a name is from, its place tells no more than
 * the thread does: it stands where it would, had it been of the reader's. */
static void
where_no_region_is_told_none_is_shown(void **state)
{
    static const char *const authors[] = {"kofi", "lin"};
    char found[2][LINE_BYTES];
    struct posted posted;
    int opened;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        if (i > 0) {
            tear_down(NULL);
            set_up(NULL);
        }
        ask(PROGRAM, true);
        answer("ben");
        answer("wen");
        answer("ada");
        as(authors[i]);
        must(asking_answer_nameless(&viewer, question_id, "x", &posted));
        machine_set(WORLD_NOW + 25 * HOUR);
        must(asking_open_due(&world.operator_viewer, &opened));
        as("ada");
        must(ordering_of(&viewer, thread_id, &order));
        write_order(found[i], sizeof found[i]);
    }
    assert_string_equal(found[0], "1* 3* 2* 4 5*");
    assert_string_equal(found[0], found[1]);
}

/* The region that is told counts: two of AMER, of three who might have. */
static void
a_region_that_is_told_counts(void **state)
{
    struct posted posted;
    int opened;

    (void)state;
    ask(PROGRAM, true);
    answer("wen");
    as("lin");
    must(asking_answer_nameless(&viewer, question_id, "x", &posted));
    as("ola");
    must(asking_answer_nameless(&viewer, question_id, "y", &posted));
    answer("kofi");
    machine_set(WORLD_NOW + 25 * HOUR);
    must(asking_open_due(&world.operator_viewer, &opened));
    must_order("kofi", "1* 2* 4* 5* 3");
}

static void
what_comes_later_goes_to_the_end(void **state)
{
    char found[LINE_BYTES];

    (void)state;
    talk();
    must_order("ada", "1* 3* 8* 5* 2* 7* 4* 6");
    reply("wen", 3);
    reply("ada", 2);
    as("ada");
    must(ordering_extend(&viewer, &order));
    write_order(found, sizeof found);
    assert_string_equal(found, "1* 3* 8* 5* 2* 7* 4* 6 9* 10");
    must_order("ada", "1* 3* 8* 9* 5* 2* 7* 10 4* 6");
}

/* ---- What was read ------------------------------------------------------- */

static int
unread(const char *handle)
{
    as(handle);
    return talk_unread(&viewer, PROGRAM);
}

static void
what_was_read_of_it_is_not_new(void **state)
{
    (void)state;
    talk();
    assert_int_equal(unread("ada"), 7);
    must_order("ada", "1* 3* 8* 5* 2* 7* 4* 6");
    must(ordering_mark(&viewer, &order, 0, 4));
    assert_int_equal(unread("ada"), 3);
    must_order("ada", "1 3 8 5 2* 7* 4* 6");
    must(ordering_mark(&viewer, &order, 4, 6));
    assert_int_equal(unread("ada"), 1);
    must(ordering_mark(&viewer, &order, 6, 8));
    assert_int_equal(unread("ada"), 0);
    /* Nothing is left over once there is no gap. */
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM reads_ahead"),
        0);
    reply("wen", 2);
    assert_int_equal(unread("ada"), 1);
}

static void
catching_up_leaves_nothing_over(void **state)
{
    (void)state;
    talk();
    must_order("ada", "1* 3* 8* 5* 2* 7* 4* 6");
    must(ordering_mark(&viewer, &order, 0, 3));
    must(reading_mark(&viewer, thread_id, 8));
    assert_int_equal(unread("ada"), 0);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM reads_ahead"),
        0);
}

/* Random threads, read in random pieces: what is counted as unread is what
 * others wrote and was not read, and not one more. */
static void
counts_hold_for_random_threads(void **state)
{
    static const char *const people[] = {"ada", "ben", "kofi", "wen", "lin"};
    (void)state;

    srand(20261123);
    talk();
    for (int i = 0; i < 60; i++) {
        bool is_shown[200] = {false};
        int wanted = 0;

        reply(people[rand() % 5], 1 + rand() % (7 + i));
        as("ada");
        order_clear(&order);
        must(ordering_of(&viewer, thread_id, &order));
        size_t from = order_first_new(&order);
        size_t to = from + (size_t)rand() % 4;

        if (i % 3 == 0)
            must(ordering_mark(&viewer, &order, from, to));
        for (size_t row = 0; row < order.count; row++)
            is_shown[row] = !order.rows[row].is_new ||
                            (i % 3 == 0 && row >= from && row < to);
        for (size_t row = 0; row < order.count; row++)
            wanted += !is_shown[row];
        assert_int_equal(unread("ada"), wanted);
    }
    assert_int_equal(order.count, 68);
}

static void
a_viewer_that_reads_only_marks_nothing(void **state)
{
    (void)state;
    talk();
    must_order("ada", "1* 3* 8* 5* 2* 7* 4* 6");
    viewer.may_write = false;
    must(ordering_mark(&viewer, &order, 0, 8));
    assert_int_equal(unread("ada"), 7);
}

/* ---- On the screen ------------------------------------------------------- */

/* The number of the selected post. */
static int
selected(void)
{
    for (int i = 0; i < glass.rows; i++) {
        const char *row = glass_row(&glass, i);

        if (row[0] == '>' && row[1] >= '1' && row[1] <= '9')
            return atoi(row + 1);
    }
    return 0;
}

static void
open_thread(const char *handle, int rows)
{
    as(handle);
    glass_open(&glass, &viewer, rows, 80);
    glass_type(&glass, "n");
    glass_must_be_at(&glass, "thread");
}

static void
must_print_in_order(const char *const *words)
{
    const char *at = walk_told;

    for (; *words != NULL; words++) {
        const char *next = strstr(at, *words);

        if (next == NULL)
            fail_msg("\"%s\" is not in its place:\n%s", *words, walk_told);
        at = next;
    }
}

/* Above a body stands its header, and above that the rule. */
static void
must_follow_rule(const char *body, const char *rule)
{
    int row = glass_find(&glass, body);

    assert_in_range(row, 4, glass.rows);
    assert_non_null(strstr(glass_row(&glass, row - 2), rule));
}

/* The rows of the body that hold the words. */
static int
count_rows(const char *words)
{
    int count = 0;

    for (int row = 2; row < glass.rows - 2; row++)
        if (strstr(glass_row(&glass, row), words) != NULL)
            count++;
    return count;
}

static void
must_stand_in_order(const char *const *words)
{
    int last = -1;

    for (; *words != NULL; words++) {
        int at = glass_find(&glass, *words);

        if (at <= last)
            glass_must_show(&glass, *words);
        assert_true(at > last);
        last = at;
    }
}

static void
answering_shows_other_regions_first(void **state)
{
    (void)state;
    ask(PROGRAM, false);
    answer("ben");
    answer("kofi");
    answer("lin");
    answer("wen");
    as("ada");
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "aMine.\x18\r");
    glass_must_be_at(&glass, "thread");
    must_stand_in_order((const char *[]){"By kofi.", "By wen.", "By ben.",
        "By lin.", "Mine.", NULL});
    assert_int_equal(unread("ada"), 0);
}

static void
keys_follow_the_order_and_numbers_jump(void **state)
{
    (void)state;
    talk();
    open_thread("ada", 10);
    assert_int_equal(selected(), 1);
    glass_type(&glass, "j");
    assert_int_equal(selected(), 3);
    glass_type(&glass, "j");
    assert_int_equal(selected(), 8);
    glass_type(&glass, "<");
    assert_int_equal(selected(), 3);
    glass_type(&glass, ">");
    assert_int_equal(selected(), 8);
    glass_type(&glass, "G");
    glass_must_show(&glass, "By ada.");
    glass_type(&glass, "g");
    assert_int_equal(selected(), 1);
    glass_type(&glass, "2\r");
    assert_int_equal(selected(), 2);
    glass_type(&glass, ">");
    assert_int_equal(selected(), 7);
}

/* A long one: each post once, in order, also far beyond what is loaded. */
static void
a_long_thread_is_walked_to_its_end_and_back(void **state)
{
    static const char *const people[] = {"ben", "kofi", "wen", "lin"};
    char wanted[LINE_BYTES];
    char found[LINE_BYTES];
    struct text walked = {0};
    int last = 0;
    (void)state;

    talk();
    for (int i = 0; i < 400; i++)
        reply(people[i % 4], i % 3 == 0 ? 1 : 2 + i % 5);
    as("ada");
    must(ordering_of(&viewer, thread_id, &order));
    must(ordering_mark(&viewer, &order, 0, order.count));
    order_clear(&order);
    must(ordering_of(&viewer, thread_id, &order));
    write_order(wanted, sizeof wanted);
    char place[64];

    snprintf(place, sizeof place, "home\nthread %lld post 1\n",
        (long long)thread_id);
    must(drafting_save_place(&viewer, place));
    glass_open(&glass, &viewer, 12, 80);
    for (size_t i = 0; i < 3 * order.count; i++) {
        if (selected() != last)
            text_add_format(&walked, "%s%d", last > 0 ? " " : "", selected());
        last = selected();
        glass_type(&glass, "j");
    }
    assert_true(text_copy(found, sizeof found, text_bytes(&walked)));
    assert_string_equal(found, wanted);
    for (size_t i = order.count; i > 0; i--) {
        for (int tries = 0; tries < 3 && selected() != order.rows[i - 1].number;
             tries++)
            glass_type(&glass, "k");
        assert_int_equal(selected(), order.rows[i - 1].number);
    }
    text_clear(&walked);
}

static void
space_reads_all_of_it_and_goes_on(void **state)
{
    static const char *const people[] = {"ben", "kofi", "wen", "lin"};
    (void)state;

    talk();
    for (int i = 0; i < 90; i++)
        reply(people[i % 4], i % 3 == 0 ? 1 : 2 + i % 5);
    open_thread("ada", 14);
    for (int i = 0; i < 100 && unread("ada") > 0; i++) {
        int before = unread("ada");

        as("ada");
        glass_type(&glass, " ");
        assert_true(unread("ada") <= before);
    }
    assert_int_equal(unread("ada"), 0);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM reads_ahead"),
        0);
    glass_type(&glass, " ");
    glass_must_show(&glass, "You have read everything.");
}

/* It opens where the reader stopped, though lower numbers are new. */
static void
it_opens_on_the_first_that_is_new(void **state)
{
    (void)state;
    talk();
    must_order("ada", "1* 3* 8* 5* 2* 7* 4* 6");
    must(ordering_mark(&viewer, &order, 0, 4));
    open_thread("ada", 8);
    assert_int_equal(selected(), 2);
    glass_must_show(&glass, "-- new --");
}

static void
a_talk_opens_on_what_is_new_from_elsewhere(void **state)
{
    (void)state;
    thread_id = talk_start(&world, "ben", PROGRAM, "Hours");
    as("ada");
    must(reading_mark(&viewer, thread_id, 1));
    talk_reply(&world, "lin", thread_id);
    talk_reply(&world, "kofi", thread_id);
    open_thread("ada", 24);
    assert_int_equal(selected(), 3);
    must_stand_in_order((const char *[]){"Ben Aydin", "-- new --",
        "Kofi Mensah", "Lin Zhao", NULL});
    assert_int_equal(unread("ada"), 0);
}

/* One's own post in the midst of what is new ends no stretch of it. */
static void
one_rule_stands_before_what_is_new(void **state)
{
    (void)state;
    talk();
    reply("ben", 6); /* the replies to hers are below it */
    must_order("ada", "1* 3* 8* 5* 2* 7* 4* 6 9*");
    must(ordering_mark(&viewer, &order, 0, 4));
    open_thread("ada", 40);
    must_stand_in_order((const char *[]){"By wen.", "-- new --", "By ben.",
        "By ada.", "ben to 6.", NULL});
    assert_int_equal(count_rows("-- "), 1);
}

static void
what_was_read_before_stands_below_a_rule_of_its_own(void **state)
{
    char line[64];

    (void)state;
    talk();
    must_order("ada", "1* 3* 8* 5* 2* 7* 4* 6");
    must(ordering_mark(&viewer, &order, 0, 8));
    reply("wen", 3);
    reply("lin", 2);
    must_order("ada", "1 3 8 9* 5 2 7 10* 4 6");
    as("ada");
    snprintf(line, sizeof line, "read %lld 1", (long long)thread_id);
    viewer.may_write = false; /* it stays new */
    assert_int_equal(walk_run(&viewer, line), 0);
    must_print_in_order((const char *[]){"ben to 3.", "-- new --", "wen to 3.",
        "-- read before --", "By wen.", "kofi to 2.", "-- new --", "lin to 2.",
        "-- read before --", "By lin.", NULL});
    snprintf(line, sizeof line, "read %lld --new", (long long)thread_id);
    viewer.may_write = false;
    assert_int_equal(walk_run(&viewer, line), 0);
    must_print_in_order(
        (const char *[]){"-- new --", "wen to 3.", "lin to 2.", NULL});
    assert_null(strstr(strstr(walk_told, "wen to 3."), "-- "));
    open_thread("ada", 60);
    must_follow_rule("wen to 3.", "-- new --");
    must_follow_rule("By wen.", "-- read before --");
    must_follow_rule("lin to 2.", "-- new --");
    must_follow_rule("By lin.", "-- read before --");
    assert_int_equal(count_rows("-- "), 4);
}

static void
what_is_written_meanwhile_appears_below(void **state)
{
    struct viewer wen = {0};
    struct posted posted;

    (void)state;
    talk();
    open_thread("ada", 30);
    char before[30][512];

    for (int i = 2; i < 27; i++)
        snprintf(before[i], sizeof before[i], "%s", glass_row(&glass, i));
    int end = glass_find(&glass, "By ada.");

    world_viewer(&world, "wen", &wen);
    must(posting_reply(&wen, thread_id, 3, "Later.", &posted));
    glass_hear(&glass, &wen);
    glass_wait(&glass);
    viewer_clear(&wen);
    for (int i = 2; i <= end; i++)
        assert_string_equal(glass_row(&glass, i), before[i]);
    assert_true(glass_find(&glass, "Later.") > end);
}

/* ---- By command ---------------------------------------------------------- */

static void
read_prints_them_in_that_order(void **state)
{
    char line[64];

    (void)state;
    talk();
    as("ada");
    snprintf(line, sizeof line, "read %lld", (long long)thread_id);
    assert_int_equal(walk_run(&viewer, line), 0);
    must_print_in_order(
        (const char *[]){"What went wrong?", "By kofi.", "ben to 3.", "By wen.",
            "By ben.", "kofi to 2.", "By lin.", "By ada.", NULL});
    assert_int_equal(unread("ada"), 0);
    reply("wen", 2);
    as("ada");
    snprintf(line, sizeof line, "read %lld --new", (long long)thread_id);
    assert_int_equal(walk_run(&viewer, line), 0);
    assert_non_null(strstr(walk_told, "wen to 2."));
    assert_null(strstr(walk_told, "By lin."));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(other_regions_come_first_with_the_replies_to_them),
        TEST(who_has_not_answered_reads_by_number),
        TEST(among_ones_own_it_is_by_number),
        TEST(of_an_intakes_threads_what_is_new_comes_so),
        TEST(other_threads_are_read_by_number),
        TEST(replies_stay_under_what_they_answer),
        TEST(where_no_region_is_told_none_is_shown),
        TEST(a_region_that_is_told_counts),
        TEST(what_comes_later_goes_to_the_end),
        TEST(what_was_read_of_it_is_not_new),
        TEST(catching_up_leaves_nothing_over),
        TEST(counts_hold_for_random_threads),
        TEST(a_viewer_that_reads_only_marks_nothing),
        TEST(answering_shows_other_regions_first),
        TEST(keys_follow_the_order_and_numbers_jump),
        TEST(a_long_thread_is_walked_to_its_end_and_back),
        TEST(space_reads_all_of_it_and_goes_on),
        TEST(it_opens_on_the_first_that_is_new),
        TEST(a_talk_opens_on_what_is_new_from_elsewhere),
        TEST(one_rule_stands_before_what_is_new),
        TEST(what_was_read_before_stands_below_a_rule_of_its_own),
        TEST(what_is_written_meanwhile_appears_below),
        TEST(read_prints_them_in_that_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
