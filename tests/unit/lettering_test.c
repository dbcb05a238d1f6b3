/* Letters: asked at a week's end, read at the start of others' week. */

#include <stdio.h>
#include <string.h>

#include "board/drafting.h"
#include "board/enrolling.h"
#include "board/lettering.h"
#include "support/machine.h"
#include "support/stage.h"

#define DAY INT64_C(86400)
/* Monday of week 4 of emea-autumn; of week 1 of emea-winter 60 days later. */
#define NEXT_STARTS (WORLD_NOW + 42 * DAY)

static struct letter_list letters;

static int
set_up(void **state)
{
    stage_open(state);
    const struct cohort_terms next = {"emea-winter", "new-hire", "emea",
        "winter 2027", "2027-01-04", "2027-02-12"};

    letters = (struct letter_list){0};
    must(world_add_cohort(&world.operator_viewer, &next));
    must(enrolling_add_member(&world.operator_viewer, "tom", "emea-winter",
        "learner"));
    talk_run(&world, "UPDATE members SET joined_at = joined_at - 30 * 86400");
    return 0;
}

static int
tear_down(void **state)
{
    letter_list_clear(&letters);
    return stage_close(state);
}

/* The week asked about so many days after the Monday of week 4; -1: none. */
static int
asked_on(int day)
{
    struct letter_ask ask;

    machine_set(WORLD_NOW + day * DAY);
    as("ada");
    enum status status = lettering_due(&viewer, &ask);
    if (status == STATUS_NOT_FOUND)
        return -1;
    must(status);
    return ask.week;
}

static void
list(const char *handle)
{
    as(handle);
    letter_list_clear(&letters);
    must(lettering_list(&viewer, &letters));
}

static void
write_on(int day, const char *handle, const char *body)
{
    machine_set(WORLD_NOW + day * DAY);
    as(handle);
    must(lettering_write(&viewer, body));
}

static void
it_is_asked_at_the_end_of_each_week_and_of_the_training(void **state)
{
    static const struct {
        int day;
        int week;
    } days[] = {
        {0, 3}, /* Monday */
        {1, 3},
        {2, -1},
        {3, -1},
        {4, 4}, /* Friday */
        {6, 4},
        {7, 4},
        {9, -1},
        {25, 7}, /* Friday, the last day of the training */
        {26, 0},
        {39, 0},
        {40, -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int week = asked_on(days[i].day);

        if (week != days[i].week)
            fail_msg("day %d: week %d, not %d", days[i].day, week,
                days[i].week);
    }
}

/* As if ada had been enrolled so many days after the Monday of week 4. */
static void
joins_on(int day)
{
    static char statements[8][200]; /* a query is known by where it stands */
    static size_t used;
    char *statement = statements[used++];

    assert_in_range(used, 1, 8);
    snprintf(statement, sizeof *statements,
        "UPDATE members SET joined_at = %lld WHERE person_id = (SELECT id FROM "
        "people WHERE handle = 'ada')",
        (long long)(WORLD_NOW + day * DAY));
    talk_run(&world, statement);
}

static void
who_joins_late_is_not_asked_about_what_they_missed(void **state)
{
    (void)state;
    joins_on(0);
    assert_int_equal(asked_on(0), -1); /* week 3 was over */
    assert_int_equal(asked_on(4), 4);
    joins_on(3); /* Thursday, in the midst of it */
    assert_int_equal(asked_on(4), 4);
    joins_on(4);
    assert_int_equal(asked_on(4), -1);
    assert_int_equal(asked_on(7), -1);
    assert_int_equal(asked_on(11), 5);
    assert_int_equal(asked_on(26), 0); /* of the training they saw enough */
    joins_on(26);
    assert_int_equal(asked_on(27), -1);
}

static void
what_is_written_is_asked_no_more(void **state)
{
    (void)state;
    write_on(4, "ada", "Ask before ten.");
    assert_int_equal(asked_on(5), -1);
    write_on(6, "ada", "Ask before nine."); /* and may be mended meanwhile */
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM letters"), 1);
    assert_int_equal(asked_on(11), 5);
    machine_set(WORLD_NOW + 9 * DAY);
    as("ada");
    must_be(lettering_write(&viewer, "Now?"), STATUS_NOT_FOUND);
    machine_set(WORLD_NOW + 11 * DAY);
    as("ada");
    must_be(lettering_write(&viewer, " "), STATUS_INVALID);
}

static void
staff_and_others_are_not_asked(void **state)
{
    static const char *const others[] = {"mara", "jo", "pia", "max", "zoe",
        "tom"};
    struct letter_ask ask;

    (void)state;
    machine_set(WORLD_NOW + 4 * DAY);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        as(others[i]);
        must_be(lettering_due(&viewer, &ask), STATUS_NOT_FOUND);
        must_be(lettering_write(&viewer, "Hello."), STATUS_NOT_FOUND);
    }
}

static void
the_next_cohort_reads_it_in_that_week(void **state)
{
    (void)state;
    write_on(4, "ada", "Ask before ten.");
    write_on(4, "kofi", "The gate is on floor 2.");
    machine_set(NEXT_STARTS + 20 * DAY); /* week 3 */
    list("tom");
    assert_int_equal(letters.count, 0);
    machine_set(NEXT_STARTS + 21 * DAY); /* week 4 */
    list("tom");
    assert_int_equal(letters.count, 2);
    assert_string_equal(letters.rows[0].name, "Kofi Mensah");
    assert_string_equal(letters.rows[0].cohort, "AMER, autumn 2026");
    assert_string_equal(letters.rows[1].body, "Ask before ten.");
    bool is_new = false;
    must(lettering_is_week_new(&viewer, &is_new));
    assert_true(is_new);
    machine_set(NEXT_STARTS + 24 * DAY);
    must(lettering_is_week_new(&viewer, &is_new));
    assert_false(is_new);
}

static void
three_at_most_and_what_helped_first(void **state)
{
    static const char *const writers[] = {"ada", "lin", "ben", "ola"};

    (void)state;
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        machine_set(WORLD_NOW + 4 * DAY + (int64_t)i);
        as(writers[i]);
        must(lettering_write(&viewer, writers[i]));
    }
    machine_set(NEXT_STARTS + 21 * DAY);
    list("tom");
    assert_int_equal(letters.count, 3);
    assert_string_equal(letters.rows[0].body, "ola"); /* the newest */
    assert_string_equal(letters.rows[2].body, "lin");
    must(lettering_use(&viewer, letters.rows[2].id, true));
    list("tom");
    assert_string_equal(letters.rows[0].body, "lin");
    assert_int_equal(letters.rows[0].used_by, 1);
    assert_true(letters.rows[0].is_used);
    must(lettering_use(&viewer, letters.rows[0].id, false));
    list("tom");
    assert_int_equal(letters.rows[2].used_by, 0);
}

static void
the_first_week_has_those_on_the_whole_training(void **state)
{
    (void)state;
    write_on(26, "ada", "It goes by fast.");
    machine_set(NEXT_STARTS);
    list("tom");
    assert_int_equal(letters.count, 1);
    assert_int_equal(letters.rows[0].week, 0);
    machine_set(NEXT_STARTS + 7 * DAY);
    list("tom");
    assert_int_equal(letters.count, 0);
}

/* Neither those of other programs, nor those of the same time. */
static void
nobody_else_reads_it(void **state)
{
    static const char *const others[] = {"lin", "wen", "zoe", "mara", "jo",
        "max", "una", "pia"};

    (void)state;
    write_on(4, "ada", "Ask before ten.");
    int64_t id = talk_number(&world, "SELECT id FROM letters");
    machine_set(NEXT_STARTS + 21 * DAY);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        list(others[i]);
        assert_int_equal(letters.count, 0);
        must_be(lettering_use(&viewer, id, true), STATUS_NOT_FOUND);
    }
    machine_set(NEXT_STARTS + 14 * DAY); /* not their week yet */
    list("tom");
    must_be(lettering_use(&viewer, id, true), STATUS_NOT_FOUND);
}

static void
home_asks_for_it_and_shows_it(void **state)
{
    (void)state;
    machine_set(WORLD_NOW + 4 * DAY);
    as("ada");
    glass_open(&glass, &viewer, 24, 80);
    glass_must_show(&glass,
        "L  What do you wish you had known at the start of week 4?");
    glass_type(&glass, "L");
    glass_must_be_at(&glass, "letters");
    glass_type(&glass, "pAsk before ten.\r");
    glass_must_show(&glass, "Kept for those who come next.");
    glass_type(&glass, "b");
    glass_must_not_show(&glass, "What do you wish");
    glass_kill(&glass);

    machine_set(NEXT_STARTS + 21 * DAY);
    as("tom");
    glass_open(&glass, &viewer, 24, 80);
    glass_must_show(&glass, "L  letters for your week");
    glass_type(&glass, "L");
    glass_must_show(&glass, "Ada Obi");
    glass_must_show(&glass, "EMEA, autumn 2026");
    glass_must_show(&glass, "Ask before ten.");
    glass_type(&glass, "u");
    glass_must_show(&glass, "used by you");
}

static void
open_board(const char *handle, const char *slug)
{
    char place[40];

    as(handle);
    snprintf(place, sizeof place, "home\nboard %lld\n",
        (long long)world_board(&world, slug));
    must(drafting_save_place(&viewer, place));
    glass_open(&glass, &viewer, 24, 80);
    glass_must_be_at(&glass, "board");
}

/* For three days, to learners and staff of the cohort, on its own board. */
static void
the_board_opens_the_week_with_them(void **state)
{
    static const char *const writers[] = {"ada", "lin", "ben", "ola"};

    (void)state;
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        machine_set(WORLD_NOW + 4 * DAY + (int64_t)i);
        as(writers[i]);
        must(lettering_write(&viewer,
            i == 3 ? "Ask before ten: the desk on floor 2 closes at noon, and "
                     "nobody tells you so."
                   : writers[i]));
    }
    must(enrolling_add_member(&world.operator_viewer, "mei", "emea-winter",
        "mentor"));
    machine_set(NEXT_STARTS + 20 * DAY);
    open_board("tom", "emea-winter");
    glass_must_not_show(&glass, " letter ");
    glass_kill(&glass);

    machine_set(NEXT_STARTS + 21 * DAY);
    open_board("tom", "emea-winter");
    assert_string_equal(glass_row(&glass, 2),
        " L letter  Ask before ten: the desk on floor 2 closes at no..  "
        "Ola Berg");
    assert_string_equal(glass_row(&glass, 4),
        "   letter  lin                                                 "
        "Lin Zhao");
    assert_string_equal(glass_row(&glass, 6),
        "   No thread yet: p begins the first.");
    glass_must_show(&glass, "L letters");
    glass_must_not_show(&glass, "Ada Obi"); /* three at most */
    glass_type(&glass, "L");
    glass_must_be_at(&glass, "letters");
    glass_kill(&glass);
    open_board("tom", "new-hire-winter-2027");
    glass_must_not_show(&glass, " letter ");
    glass_kill(&glass);
    open_board("mei", "emea-winter");
    glass_must_show(&glass, "Ask before ten");
    glass_kill(&glass);

    machine_set(NEXT_STARTS + 24 * DAY);
    open_board("tom", "emea-winter");
    glass_must_not_show(&glass, " letter ");
}

/* Where there is no room for them the threads have it. */
static void
a_small_board_keeps_its_threads(void **state)
{
    (void)state;
    write_on(4, "ada", "Ask before ten.");
    machine_set(NEXT_STARTS + 21 * DAY);
    open_board("tom", "emea-winter");
    glass_must_show(&glass, "Ask before ten.");
    glass_resize(&glass, 10, 40);
    glass_must_not_show(&glass, "Ask before ten.");
    glass_must_show(&glass, "No thread yet");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_is_asked_at_the_end_of_each_week_and_of_the_training),
        TEST(who_joins_late_is_not_asked_about_what_they_missed),
        TEST(what_is_written_is_asked_no_more),
        TEST(staff_and_others_are_not_asked),
        TEST(the_next_cohort_reads_it_in_that_week),
        TEST(three_at_most_and_what_helped_first),
        TEST(the_board_opens_the_week_with_them),
        TEST(a_small_board_keeps_its_threads),
        TEST(the_first_week_has_those_on_the_whole_training),
        TEST(nobody_else_reads_it),
        TEST(home_asks_for_it_and_shows_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
