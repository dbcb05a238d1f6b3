/* Past questions: who finds which, by what words, in what order. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/browsing.h"
#include "board/endorsing.h"
#include "board/thanking.h"
#include "board/using.h"
#include "store/asked_words.h"
#include "support/machine.h"
#include "support/stage.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"

enum {
    DAY = 86400
};

static struct past_list found;
static int day;

static int
set_up(void **state)
{
    stage_open(state);
    found = (struct past_list){0};
    day = 0;
    return 0;
}

static int
tear_down(void **state)
{
    past_list_clear(&found);
    return stage_close(state);
}

/* The next day, when what was asked before is over everywhere. */
static void
go_on(void)
{
    machine_set(WORLD_NOW + (int64_t)(++day) * 3 * DAY);
}

/* A question of that day; its id. */
static int64_t
ask_with(const char *board, const char *body, enum showing showing,
    bool is_nameless)
{
    struct ask terms = {.body = body,
        .asks_minute = 0,
        .showing = showing,
        .is_nameless_allowed = is_nameless};
    char date[11];
    int64_t id;
    int opened;

    date_of(clock_now(), "UTC", date);
    terms.asks_on = date;
    must(asking_add(as("mara"), world_board(&world, board), &terms, &id));
    must(asking_open_due(&world.operator_viewer, &opened));
    return id;
}

static int64_t
ask(const char *board, const char *body)
{
    return ask_with(board, body, SHOWING_COVERED, false);
}

/* The number of the answer in the question's thread. */
static int
answer(const char *handle, int64_t question_id, const char *text)
{
    struct posted posted;

    must(asking_answer(as(handle), question_id, text, &posted));
    return posted.number;
}

static size_t
look(const char *handle, const struct browse *browse)
{
    past_list_clear(&found);
    must(browsing_page(as(handle), browse, &found));
    return found.count;
}

static size_t
search(const char *handle, const char *words)
{
    return look(handle, &(struct browse){.words = words, .limit = 50});
}

static size_t
all(const char *handle)
{
    return look(handle, &(struct browse){.limit = 50});
}

/* The bodies of what was found, by their first letters: "cba". */
static void
must_be_in_order(const char *letters)
{
    assert_int_equal(found.count, strlen(letters));
    for (size_t i = 0; i < found.count; i++)
        assert_int_equal(found.rows[i].question.body[0], letters[i]);
}

/* ---- Which --------------------------------------------------------------- */

static void
those_that_are_over_the_newest_first(void **state)
{
    (void)state;
    ask(COHORT, "a?");
    assert_int_equal(all("ada"), 0); /* it is today's */
    go_on();
    ask(PROGRAM, "b?");
    go_on();
    ask(COHORT, "c?");
    all("ada");
    must_be_in_order("ba");
    assert_string_equal(found.rows[1].board_slug, COHORT);
    assert_string_equal(found.rows[1].question.asks_on, "2026-11-23");
    go_on();
    all("ada");
    must_be_in_order("cba");
    all("kofi"); /* of another cohort of the intake */
    must_be_in_order("b");
    assert_int_equal(all("zoe"), 0);
    assert_int_equal(all("pia"), 0); /* a sponsor sees counts */
    assert_int_equal(all("max"), 3);
}

static void
of_a_program_or_of_a_board(void **state)
{
    struct browse browse = {.limit = 50};

    (void)state;
    ask(COHORT, "a?");
    ask(PROGRAM, "b?");
    go_on();
    must(browsing_place(as("ada"), "new-hire", &browse));
    look("ada", &browse);
    must_be_in_order("ba");
    browse = (struct browse){.limit = 50};
    must(browsing_place(as("ada"), PROGRAM, &browse));
    look("ada", &browse);
    must_be_in_order("b");
    must_be(browsing_place(as("ada"), "nowhere", &browse), STATUS_NOT_FOUND);
    assert_string_equal(reason(), "there is no program or board nowhere");
    must_be(browsing_place(as("ada"), "amer-autumn", &browse),
        STATUS_NOT_FOUND);
    must_be(browsing_place(as("ada"), "safe-handling", &browse),
        STATUS_NOT_FOUND);
}

static void
programs_stand_apart(void **state)
{
    struct shelf_list shelves = {0};

    (void)state;
    must(browsing_shelves(as("ada"), &shelves));
    assert_int_equal(shelves.count, 0);
    ask(COHORT, "a?");
    go_on();
    must(browsing_shelves(as("ada"), &shelves));
    assert_int_equal(shelves.count, 1);
    assert_string_equal(shelves.rows[0].slug, "new-hire");
    assert_string_equal(shelves.rows[0].title, "New-hire");
    shelf_list_clear(&shelves);
    must(browsing_shelves(as("zoe"), &shelves));
    assert_int_equal(shelves.count, 0);
}

static void
pages_go_on_where_the_last_one_ended(void **state)
{
    struct browse browse = {.limit = 2};
    char seen[16] = "";

    (void)state;
    for (int i = 0; i < 5; i++) {
        char body[16];

        snprintf(body, sizeof body, "%c, gloves?", 'a' + i);
        answer("lin", ask(i % 2 == 0 ? COHORT : PROGRAM, body), "Gloves.");
        go_on();
    }
    for (int words = 0; words < 2; words++) {
        browse = (struct browse){.limit = 2,
            .words = words == 1 ? "gloves" : NULL};
        seen[0] = '\0';
        do {
            look("ada", &browse);
            for (size_t i = 0; i < found.count; i++)
                snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%c",
                    found.rows[i].question.body[0]);
            browse.before = found.next;
        } while (found.next != 0);
        assert_string_equal(seen, "edcba");
    }
}

/* ---- Words --------------------------------------------------------------- */

static void
words_are_found_in_the_question_and_in_answers(void **state)
{
    (void)state;
    int64_t a = ask(COHORT, "a. Which gloves hold acetone?");
    answer("lin", a, "Butyl ones, from the caf\xc3\xa9.");
    answer("ben", a, "\xe5\xae\x89\xe5\x85\xa8\xe6\x89\x8b\xe5\xa5\x97 do.");
    go_on();
    int64_t b = ask(COHORT, "b. What is new?");
    answer("lin", b, "Nothing of note.");
    go_on();
    assert_int_equal(search("ada", "gloves"), 1);
    assert_int_equal(found.rows[0].number, 1);
    assert_int_equal(search("ada", "BUTYL"), 1);
    assert_int_equal(found.rows[0].number, 2);
    assert_int_equal(search("ada", "cafe"), 1);
    assert_int_equal(search("ada", "buty"), 1); /* its beginning */
    assert_int_equal(search("ada", "utyl"), 0); /* not its end */
    assert_int_equal(search("ada", "acetone, gloves"), 1);
    assert_int_equal(search("ada", "gloves butyl"), 0); /* not in one */
    assert_int_equal(search("ada", "\xe6\x89\x8b\xe5\xa5\x97"), 1);
    assert_int_equal(found.rows[0].number, 3);
    assert_int_equal(search("ada", "\xe6\x89\x8b"), 1);
    assert_int_equal(search("ada", "\xe5\xa5\x97"), 1); /* its last letter */
    assert_int_equal(search("ada", "\xe6\x89\x8b\xe5\xae\x89"), 0);
    assert_int_equal(search("ada", "o"), 0); /* begins too much */
    search("ada", "not");                    /* "nothing", "note" */
    must_be_in_order("b");
}

static void
what_is_no_word_is_refused(void **state)
{
    static const char *const words[] = {"!", "\"*\"", " -- ", "(",
        "a b c d e f g h i j k l m n o p q"};

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        must_be(browsing_page(as("ada"),
                    &(struct browse){.words = words[i], .limit = 5}, &found),
            STATUS_INVALID);
    ask(COHORT, "a. NEAR the board: \"OR\" or not?");
    go_on();
    assert_int_equal(search("ada", "NEAR OR not \"board*"), 1);
    assert_int_equal(search("ada", "body : board"), 0);
}

static void
no_more_is_searched_for_than_anybody_types(void **state)
{
    char words[1002] = "";

    (void)state;
    memset(words, 'a', sizeof words - 1);
    must_be(browsing_page(as("ada"), &(struct browse){.words = words}, &found),
        STATUS_INVALID);
    assert_string_equal(reason(), "at most 1000 bytes to search for");
    words[1000] = '\0';
    assert_int_equal(search("ada", words), 0);
}

static void
what_is_changed_or_taken_out_is_found_no_more(void **state)
{
    (void)state;
    int64_t a = ask(COHORT, "a?");
    answer("lin", a, "Secretword.");
    go_on();
    assert_int_equal(search("ada", "secretword"), 1);
    must(asked_words_check(world.store));
    int64_t post_id = talk_number(&world, "SELECT id FROM posts"
                                          " WHERE body = 'Secretword.'");
    must(asked_words_drop(world.store, post_id));
    assert_int_equal(search("ada", "secretword"), 0);
    talk_run(&world, "UPDATE posts SET body = 'Otherword.' WHERE number = 2");
    must(asked_words_add(world.store, post_id));
    assert_int_equal(search("ada", "secretword"), 0);
    assert_int_equal(search("ada", "otherword"), 1);
    talk_run(&world, "UPDATE posts SET body = 'Third.' WHERE number = 2");
    must_be(asked_words_check(world.store), STATUS_INVALID);
    must(asked_words_rebuild(world.store));
    must(asked_words_check(world.store));
    assert_int_equal(search("ada", "otherword"), 0);
    assert_int_equal(search("ada", "third"), 1);
}

static void
others_boards_are_searched_by_nobody(void **state)
{
    static const char *const others[] = {"kofi", "wen", "zoe", "tom", "pia"};

    (void)state;
    answer("lin", ask(COHORT, "a, gloves?"), "Gloves.");
    go_on();
    assert_int_equal(search("ada", "gloves"), 1);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(search(others[i], "gloves"), 0);
}

/* Closed where the viewer sits, open elsewhere yet: covered for who has not
 * answered. */
static void
not_a_word_of_a_covered_answer_is_found(void **state)
{
    struct past_reading reading = {0};
    struct posted posted;

    (void)state;
    int64_t a = ask(PROGRAM, "a, gloves?");
    must(asking_answer(as("lin"), a, "Butyl.", &posted));
    answer("wen", a, "Nitrile.");
    machine_set(WORLD_NOW + DAY / 2 - 3600);
    assert_int_equal(all("ada"), 0); /* open to her until midnight */
    assert_int_equal(all("wen"), 1); /* over in Singapore */
    assert_int_equal(search("wen", "butyl"), 1);
    machine_set(WORLD_NOW + DAY / 2 + 3600);
    assert_int_equal(all("ada"), 1); /* over in London, not in New York */
    assert_true(found.rows[0].is_covered);
    assert_int_equal(search("ada", "butyl"), 0);
    assert_int_equal(search("ada", "gloves"), 1);
    assert_int_equal(found.rows[0].number, 1);
    must(browsing_read(as("ada"), posted.thread_id, 50, &reading));
    assert_true(reading.past.is_covered);
    assert_int_equal(reading.answers.count, 0);
    assert_int_equal(reading.left_out, 0);
    past_reading_clear(&reading);
    assert_int_equal(search("lin", "butyl"), 1); /* has answered */
    assert_int_equal(search("mara", "butyl"), 1);
    go_on();
    assert_int_equal(search("ada", "butyl"), 1);
    must(browsing_read(as("ada"), posted.thread_id, 50, &reading));
    assert_int_equal(reading.answers.count, 2);
    past_reading_clear(&reading);
}

/* That there is a further page would tell that the word stands there. */
static void
a_covered_answer_makes_no_further_page(void **state)
{
    (void)state;
    answer("lin", ask(PROGRAM, "a, gloves?"), "Butyl.");
    ask(COHORT, "b, butyl?");
    machine_set(WORLD_NOW + DAY / 2 + 3600);
    look("ada", &(struct browse){.words = "butyl", .limit = 1});
    must_be_in_order("b");
    assert_int_equal(found.next, 0);
    look("lin", &(struct browse){.words = "butyl", .limit = 1});
    must_be_in_order("b");
    assert_int_not_equal(found.next, 0); /* she has answered */
}

/* Nor does it count among those for which beginnings are left out. */
static void
a_covered_answer_does_not_change_what_is_found(void **state)
{
    char body[32];

    (void)state;
    answer("lin", ask(COHORT, "0?"), "Gloves.");
    go_on();
    for (int i = 1; i < 50; i++) {
        snprintf(body, sizeof body, "%d, which glove?", i);
        ask(COHORT, body);
        go_on();
    }
    assert_int_equal(search("ada", "glove"), 50);
    answer("lin", ask(PROGRAM, "which?"), "The one glove.");
    machine_set(clock_now() + DAY / 2 + 3600);
    assert_int_equal(search("ada", "glove"), 50);
    assert_string_equal(found.rows[49].question.body, "0?");
    assert_int_equal(search("lin", "glove"), 50);
    assert_string_equal(found.rows[49].question.body, "1, which glove?");
}

/* ---- Reading one --------------------------------------------------------- */

static void
must_read(const char *handle, int64_t thread_id, const char *numbers)
{
    struct past_reading reading = {0};
    char read[40] = "";

    must(browsing_read(as(handle), thread_id, 50, &reading));
    for (size_t i = 0; i < reading.answers.count; i++)
        snprintf(read + strlen(read), sizeof read - strlen(read), "%d ",
            reading.answers.rows[i].number);
    past_reading_clear(&reading);
    assert_string_equal(read, numbers);
}

static void
the_best_answers_come_first(void **state)
{
    struct posted posted;
    struct past_reading reading = {0};

    (void)state;
    int64_t a = ask(COHORT, "a?");
    int64_t thread_id = talk_question_thread(&world, a);
    answer("lin", a, "Two.");
    answer("ben", a, "Three.");
    answer("ola", a, "Four.");
    answer("ada", a, "Five.");
    must(posting_reply(as("lin"), thread_id, 3, "Six, to three.", &posted));
    must(posting_reply(as("lin"), thread_id, 3, "Seven, to three.", &posted));
    go_on();
    must_read("ada", thread_id, "2 3 4 5 ");
    must(thanking_say(as("ada"), thread_id, 4));
    must_read("ada", thread_id, "4 2 3 5 ");
    must(using_say(as("ada"), thread_id, 3, ""));
    must_read("ada", thread_id, "3 4 2 5 ");
    must(endorsing_set(as("mara"), thread_id, 7));
    must_read("ada", thread_id, "7 3 4 2 5 ");
    must(endorsing_set(as("sam"), thread_id, 5));
    must(thanking_say(as("ben"), thread_id, 5));
    must_read("ada", thread_id, "5 7 3 4 2 ");
    must(browsing_read(as("ada"), thread_id, 2, &reading));
    assert_int_equal(reading.answers.count, 2);
    assert_int_equal(reading.left_out, 4);
    assert_true(reading.past.is_endorsed);
    past_reading_clear(&reading);
    must_be(browsing_read(as("kofi"), thread_id, 2, &reading),
        STATUS_NOT_FOUND);
    must_be(browsing_read(as("ada"),
                talk_start(&world, "ada", COHORT, "No question"), 2, &reading),
        STATUS_NOT_FOUND);
}

static void
an_answer_without_a_name_stays_so(void **state)
{
    struct past_reading reading = {0};
    struct posted posted;
    int opened;

    (void)state;
    int64_t a = ask_with(COHORT, "a?", SHOWING_COVERED, true);
    must(asking_answer_nameless(as("lin"), a, "Afraid.", &posted));
    assert_int_equal(search("mara", "afraid"), 0); /* in no thread yet */
    go_on();
    must(asking_open_due(&world.operator_viewer, &opened));
    must(thanking_say(as("ada"), posted.thread_id, 2));
    assert_int_equal(search("ada", "afraid"), 1);
    must(browsing_read(as("ada"), posted.thread_id, 5, &reading));
    assert_string_equal(reading.answers.rows[0].author_name, "somebody");
    assert_int_equal(reading.answers.rows[0].author_id, 0);
    past_reading_clear(&reading);
    assert_int_equal(search("ada", "lin"), 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(those_that_are_over_the_newest_first),
        TEST(of_a_program_or_of_a_board),
        TEST(programs_stand_apart),
        TEST(pages_go_on_where_the_last_one_ended),
        TEST(words_are_found_in_the_question_and_in_answers),
        TEST(what_is_no_word_is_refused),
        TEST(no_more_is_searched_for_than_anybody_types),
        TEST(what_is_changed_or_taken_out_is_found_no_more),
        TEST(others_boards_are_searched_by_nobody),
        TEST(not_a_word_of_a_covered_answer_is_found),
        TEST(a_covered_answer_makes_no_further_page),
        TEST(a_covered_answer_does_not_change_what_is_found),
        TEST(the_best_answers_come_first),
        TEST(an_answer_without_a_name_stays_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
