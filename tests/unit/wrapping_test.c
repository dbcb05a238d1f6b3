/* The wrap-up of a question: a draft for whoever asked it, at its closing. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/drafting.h"
#include "board/endorsing.h"
#include "board/thanking.h"
#include "support/machine.h"
#include "support/stage.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define QUOTED  "> "

enum {
    HOUR = 3600
};

static int64_t question_id;
static int64_t thread_id;

static void
ask(const char *board)
{
    question_id = stage_ask(board, (struct ask){.asks_minute = -1,
                                       .showing = SHOWING_OPEN,
                                       .is_nameless_allowed = true});
    thread_id = talk_question_thread(&world, question_id);
}

static int
answer(const char *handle, const char *text)
{
    struct posted posted;

    must(asking_answer(as(handle), question_id, text, &posted));
    return posted.number;
}

static void
answer_nameless(const char *handle, const char *text)
{
    struct posted posted;

    must(asking_answer_nameless(as(handle), question_id, text, &posted));
}

static enum status
find_draft(const char *handle, struct draft *draft)
{
    return drafting_find(as(handle), DRAFT_THREAD, thread_id, 1, draft);
}

static void
must_be_drafted(const char *wanted)
{
    struct draft draft = {0};

    must(find_draft("mara", &draft));
    assert_string_equal(draft.body, wanted);
    draft_clear(&draft);
}

static void
must_not_be_drafted(void)
{
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM drafts"), 0);
}

/* ---- What is in it ------------------------------------------------------- */

static void
endorsed_thanked_and_one_of_each_region(void **state)
{
    (void)state;
    ask(PROGRAM);
    answer("lin", "The badge.\n\nIt never\nworked.");
    answer("ben", "The gloves.");
    int ada = answer("ada", "The night shift.");
    int wen = answer("wen", "The handover.");
    int ola = answer("ola", "The keys.");
    machine_set(WORLD_NOW + 3 * HOUR);
    answer("kofi", "The phone.");
    must(endorsing_set(as("noor"), thread_id, wen));
    must(thanking_say(as("lin"), thread_id, ola));
    must(thanking_say(as("ben"), thread_id, ola));
    must(thanking_say(as("ben"), thread_id, ada));
    must_not_be_drafted();
    stage_close_questions();
    must_be_drafted("What came of this, from 6 answers:\n\n"
                    "Wen Li, APAC (endorsed):\n" QUOTED "The handover.\n\n"
                    "Ola Berg, EMEA (2 thanks):\n" QUOTED "The keys.\n\n"
                    "Kofi Mensah, AMER:\n" QUOTED "The phone.\n");
}

static void
an_answer_is_told_in_one_short_line(void **state)
{
    struct draft draft = {0};
    struct text long_one = {0};

    (void)state;
    ask(COHORT);
    for (int i = 0; i < 100; i++)
        text_add(&long_one, "gr\xc3\xbc\xc3\x9f ");
    answer("lin", text_bytes(&long_one));
    text_clear(&long_one);
    stage_close_questions();
    must(find_draft("mara", &draft));
    assert_true(strlen(draft.body) < 320);
    assert_non_null(strstr(draft.body, "gr\xc3\xbc\xc3\x9f ..\n"));
    draft_clear(&draft);
}

/* Where nothing stands between words it is cut between letters, and says so. */
static void
a_long_answer_without_spaces_is_cut_as_well(void **state)
{
    struct draft draft = {0};
    struct text long_one = {0};

    (void)state;
    ask(COHORT);
    for (int i = 0; i < 100; i++)
        text_add(&long_one, "\xe5\xae\x89\xe5\x85\xa8");
    answer("lin", text_bytes(&long_one));
    text_clear(&long_one);
    stage_close_questions();
    must(find_draft("mara", &draft));
    assert_true(strlen(draft.body) < 320);
    assert_non_null(strstr(draft.body, "\xe5\xae\x89\xe5\x85\xa8 ..\n"));
    draft_clear(&draft);
}

static void
without_a_name_stays_so_and_speaks_for_no_region(void **state)
{
    (void)state;
    ask(COHORT);
    answer("ola", "The keys.");
    answer_nameless("lin", "The badge.");
    stage_close_questions();
    must_be_drafted("What came of this, from 2 answers:\n\n"
                    "Ola Berg, EMEA:\n" QUOTED "The keys.\n");
    stage_close(NULL);
    stage_open(NULL);
    ask(COHORT);
    answer_nameless("lin", "The badge.");
    stage_close_questions();
    must_be_drafted("What came of this, from 1 answer:\n\n"
                    "somebody:\n" QUOTED "The badge.\n");
}

/* ---- When there is none -------------------------------------------------- */

static void
nothing_where_nobody_answered(void **state)
{
    (void)state;
    ask(COHORT);
    stage_close_questions();
    must_not_be_drafted();
}

static void
what_they_write_there_already_stays(void **state)
{
    struct draft draft = {.target = DRAFT_THREAD,
        .reply_to = 1,
        .body = memory_copy("My own words.")};

    (void)state;
    ask(COHORT);
    answer("lin", "The badge.");
    draft.target_id = thread_id;
    must(drafting_save(as("mara"), &draft));
    draft_clear(&draft);
    stage_close_questions();
    must_be_drafted("My own words.");
}

static void
nothing_for_who_is_gone(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        ask(COHORT);
        answer("lin", "The badge.");
        talk_run(&world, i == 0
                             ? "UPDATE people SET may_log_in = 0"
                               " WHERE handle = 'mara'"
                             : "DELETE FROM members WHERE person_id = (SELECT"
                               " id FROM people WHERE handle = 'mara')");
        stage_close_questions();
        must_not_be_drafted();
        assert_int_equal(talk_number(&world, "SELECT is_closed FROM questions"),
            1);
        stage_close(NULL);
        stage_open(NULL);
    }
}

static void
it_is_made_once(void **state)
{
    (void)state;
    ask(COHORT);
    answer("lin", "The badge.");
    stage_close_questions();
    talk_run(&world, "DELETE FROM drafts");
    stage_close_questions();
    must_not_be_drafted();
}

/* ---- On screen ----------------------------------------------------------- */

static void
home_tells_and_one_key_opens_it(void **state)
{
    char place[32];

    (void)state;
    ask(COHORT);
    answer("lin", "The badge.");
    stage_close_questions();
    glass_open(&glass, as("mara"), 24, 80);
    glass_must_show(&glass, "a draft waits: wrap-up of What went wrong?");
    snprintf(place, sizeof place, "%lld", (long long)thread_id);
    app_push(glass.app, view_by_name("thread"), place);
    glass_show(&glass);
    glass_must_show(&glass, "Z wrap-up");
    glass_type(&glass, "Z");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "Lin Zhao, EMEA:");
    glass_type(&glass, "\x18\r");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "in reply to 1");
    glass_must_not_show(&glass, "Z wrap-up");
    must_not_be_drafted();
    glass_type(&glass, "Z");
    glass_must_show(&glass, "No wrap-up of a question of yours waits here.");
    glass_kill(&glass);
    glass_open(&glass, as("lin"), 24, 80);
    app_push(glass.app, view_by_name("thread"), place);
    glass_show(&glass);
    glass_must_show(&glass, "What came of this, from 1 answer:");
    glass_must_not_show(&glass, "Z wrap-up");
}

int
main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(endorsed_thanked_and_one_of_each_region),
        TEST(an_answer_is_told_in_one_short_line),
        TEST(a_long_answer_without_spaces_is_cut_as_well),
        TEST(without_a_name_stays_so_and_speaks_for_no_region),
        TEST(nothing_where_nobody_answered),
        TEST(what_they_write_there_already_stays),
        TEST(nothing_for_who_is_gone),
        TEST(it_is_made_once),
        TEST(home_tells_and_one_key_opens_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
