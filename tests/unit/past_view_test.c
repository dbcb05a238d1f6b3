/* Past questions on screen: found, read, the best answers first. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/drafting.h"
#include "board/endorsing.h"
#include "board/thanking.h"
#include "support/machine.h"
#include "support/stage.h"

#define COHORT "emea-autumn"

static int64_t thread_id;

static void
answer(const char *handle, int64_t question_id, const char *text)
{
    struct posted posted;

    must(asking_answer(as(handle), question_id, text, &posted));
}

/* A question with four answers, over for a week. */
static int
set_up(void **state)
{
    stage_open(state);
    int64_t id = talk_ask(&world, "mara", COHORT, "Which gloves for acetone?");

    answer("lin", id, "Nitrile ones.");
    answer("ben", id, "Butyl, for an hour.");
    answer("ola", id, "None.");
    answer("ada", id, "I asked Sam.");
    thread_id = talk_question_thread(&world, id);
    machine_set(WORLD_NOW + INT64_C(7) * 86400);
    must(endorsing_set(as("mara"), thread_id, 3));
    must(thanking_say(as("ada"), thread_id, 4));
    return 0;
}

static void
open_past(const char *handle)
{
    glass_open(&glass, as(handle), 24, 80);
    glass_type(&glass, "P");
    glass_must_be_at(&glass, "past");
}

static void
the_list_says_what_was_asked_and_how_it_went(void **state)
{
    (void)state;
    open_past("ada");
    glass_must_show(&glass, "Past questions: New-hire");
    glass_must_show(&glass, "1 question");
    glass_must_show(&glass, "   4  Which gloves for acetone?");
    glass_must_show(&glass, "endorsed");
}

static void
one_is_read_with_its_best_answers_first(void **state)
{
    (void)state;
    open_past("lin");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "answers");
    int question = glass_find(&glass, "Mara Okafor, mentor");
    int butyl = glass_find(&glass, "Butyl, for an hour.");
    int none = glass_find(&glass, "None.");
    int nitrile = glass_find(&glass, "Nitrile ones.");

    assert_true(question < butyl && butyl < none && none < nitrile);
    assert_string_equal(glass_row(&glass, butyl) + 71, "endorsed");
    glass_type(&glass, "j\r");
    glass_must_be_at(&glass, "thread");
    glass_type(&glass, "t");
    glass_must_show(&glass, "endorsed, your thanks");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "answers");
    glass_must_show(&glass, "endorsed, your thanks");
}

static void
words_are_searched_for(void **state)
{
    (void)state;
    open_past("ada");
    glass_type(&glass, "/butyl");
    glass_must_show(&glass, "Search:");
    glass_type(&glass, "\r");
    glass_must_show(&glass, "with \"butyl\"");
    glass_must_show(&glass, "Which gloves");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "answers");
    assert_string_equal(glass_row(&glass, glass_find(&glass, "Ben Aydin")),
        glass_row(&glass, glass_find(&glass, ">3")));
    glass_type(&glass, "b/\x15zebra\r");
    glass_must_show(&glass, "Nothing found.");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "past");
    glass_type(&glass, "/\x15!!\r");
    glass_must_show(&glass, "No word to search for");
    glass_type(&glass, "\x15\r");
    glass_must_show(&glass, "1 question");
}

static void
a_place_comes_back_with_its_words(void **state)
{
    (void)state;
    must(drafting_save_place(as("ada"), "home\npast 1 shelf 1 words butyl\n"));
    glass_open(&glass, &viewer, 24, 80);
    glass_must_be_at(&glass, "past");
    glass_must_show(&glass, "with \"butyl\"");
    glass_must_show(&glass, "Which gloves");
    glass_kill(&glass);
    must(drafting_save_place(as("ada"), "home\npast 99 shelf 7 words !!\n"));
    glass_open(&glass, &viewer, 24, 80);
    glass_must_be_at(&glass, "past");
    glass_must_show(&glass, "1 question");
}

static void
many_are_read_on_and_on(void **state)
{
    (void)state;
    for (int i = 0; i < 120; i++) {
        machine_set(clock_now() + INT64_C(2) * 86400);
        talk_ask_anew(&world, "mara", COHORT);
    }
    machine_set(clock_now() + INT64_C(2) * 86400);
    open_past("ada");
    glass_must_show(&glass, "50+ questions");
    glass_type(&glass, "GGG");
    glass_must_show(&glass, "121 questions");
    glass_must_show(&glass, "Which gloves");
    glass_kill(&glass);
    glass_open(&glass, as("ada"), 6, 20); /* the smallest there is */
    glass_type(&glass, "P");
    glass_must_be_at(&glass, "past");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "answers");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(the_list_says_what_was_asked_and_how_it_went),
        TEST(one_is_read_with_its_best_answers_first),
        TEST(words_are_searched_for),
        TEST(a_place_comes_back_with_its_words),
        TEST(many_are_read_on_and_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
