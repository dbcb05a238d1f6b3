/* Compose: nothing typed is lost, and nothing goes out unasked. */

#include <string.h>

#include "board/asking.h"
#include "board/drafting.h"
#include "support/stage.h"

#define QUESTION "What did you try on a live ticket this week?"
#define SEND     "\x18\r"
#define ESCAPE   "\033"

static struct viewer ada;
static int64_t board_id;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&ada, "ada");
    board_id = world_board(&world, "emea-autumn");
    return 0;
}

/* Types Esc, which is a key once nothing follows. */
static void
escape(void)
{
    glass_type(&glass, ESCAPE);
    glass_wait(&glass);
}

static int64_t
posts(void)
{
    return talk_number(&world, "SELECT count(*) FROM posts");
}

static int64_t
drafts(void)
{
    return talk_number(&world, "SELECT count(*) FROM drafts");
}

static void
a_thread_is_begun_from_home(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "p");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "New thread");
    glass_must_show(&glass, "Everyone on EMEA, autumn 2026 can read this.");
    glass_type(&glass, "Badge access\rWhere is the *desk*?\rI looked.");
    glass_must_show(&glass, " Subject: Badge access");
    glass_type(&glass, "\x10");
    glass_must_show(&glass, " Where is the desk?");
    glass_must_show(&glass, " Subject: Badge access");
    glass_type(&glass, "\x10\x18");
    assert_string_equal(glass_row(&glass, -1),
        " Enter sends  Esc goes back to writing");
    assert_int_equal(posts(), 0);
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "Posted.");
    glass_must_show(&glass, "    I looked.");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, "Badge access");
    assert_int_equal(drafts(), 0);
}

static void
help_is_one_key_away_while_writing(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "pBadge?");
    assert_string_equal(glass_row(&glass, -1),
        " Enter to the text  Ctrl-X send  Ctrl-G help  "
        "Esc leave, draft stays");
    glass_type(&glass, "\r");
    assert_string_equal(glass_row(&glass, -1),
        " Ctrl-X send  Esc leave, draft stays  Ctrl-P preview  Ctrl-Z undo  "
        "Ctrl-G help");
    glass_type(&glass, "\x07");
    glass_must_show(&glass, "Help: compose");
    glass_must_not_show(&glass, "move down");
    glass_type(&glass, "b");
    glass_must_show(&glass, " Subject: Badge?");
}

static void
a_reply_comes_back_to_its_thread(void **state)
{
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn",
        "Badge access");
    (void)state;

    talk_reply(&world, "lin", thread_id);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "n2r");
    glass_must_show(&glass, "Reply to 2, Lin Zhao");
    glass_type(&glass, "Thank you." SEND);
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "in reply to 2");
    glass_must_show(&glass, "    Thank you.");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
}

static void
a_quote_stays_above_and_begins_the_reply(void **state)
{
    (void)state;
    talk_start(&world, "lin", "emea-autumn", "Badge access");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "nR");
    assert_string_equal(glass_row(&glass, 2), " What do you think?");
    glass_must_show(&glass, " > What do you think?");
    escape();
    assert_int_equal(drafts(), 0);
    glass_type(&glass, "RYes." SEND);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM posts WHERE body ="
                         " '> What do you think?' || char(10) || 'Yes.'"),
        1);
}

static void
an_answer_opens_what_the_others_wrote(void **state)
{
    int64_t question_id = talk_ask(&world, "mara", "emea-autumn", QUESTION);
    struct viewer lin = {0};
    struct posted posted;
    (void)state;

    world_viewer(&world, "lin", &lin);
    must(asking_answer(&lin, question_id, "A secret.", &posted));
    viewer_clear(&lin);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "a");
    assert_string_equal(glass_row(&glass, 2), " " QUESTION);
    glass_must_not_show(&glass, "secret");
    glass_type(&glass, "Mine." SEND);
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "A secret.");
    glass_must_show(&glass, "Mine.");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, "a  answered");
}

static void
a_paste_never_sends(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "pSubject\r\033[200~one\r\x18\rtwo\x18\r\033[201~");
    glass_must_be_at(&glass, "compose");
    glass_type(&glass, "\x18\033[200~\r\033[201~");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, " two");
    assert_int_equal(posts(), 0);
}

static void
what_does_not_fit_is_said_when_a_paste_is_over(void **state)
{
    struct text paste = {0};

    (void)state;
    text_add(&paste, "Text\033[200~");
    for (int i = 0; i < 3000; i++)
        text_add_format(&paste, "line %d of what was pasted\r", i);
    text_add(&paste, "\033[201~");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "pSubject\r");
    glass_type(&glass, text_bytes(&paste));
    glass_must_show(&glass, " A post holds 64 KiB: no more fits.");
    glass_type(&glass, "\033[A");
    glass_must_not_show(&glass, "no more fits");
    text_truncate(&paste, 0);
    text_add(&paste, "\033[200~");
    for (int i = 0; i < 300; i++)
        text_add(&paste, "x");
    text_add(&paste, "\033[201~");
    glass_type(&glass, "\033[Z"); /* back to the subject */
    glass_type(&glass, text_bytes(&paste));
    glass_must_show(&glass, " A subject holds 240 bytes: no more fits.");
    glass_type(&glass, "\r");
    glass_must_not_show(&glass, "no more fits");
    text_clear(&paste);
}

static void
anything_but_enter_goes_back_to_writing(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "pSubject\rtext\x18x\r");
    glass_must_be_at(&glass, "compose");
    assert_int_equal(posts(), 0);
    glass_type(&glass, "\x18");
    escape();
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, " text");
}

static void
a_draft_is_kept_two_seconds_after_the_first_key(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "pHalf");
    assert_in_range(app_wait(glass.app), 1, 2000);
    assert_int_equal(drafts(), 0);
    glass_wait(&glass);
    assert_int_equal(drafts(), 1);
    glass_kill(&glass);

    /* Even a session that was killed comes back to the text. */
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, " Subject: Half");
    glass_must_show(&glass, "Your draft from Mon 12:0");
}

static void
a_cut_line_keeps_every_key(void **state)
{
    (void)state;
    talk_start(&world, "lin", "emea-autumn", "Badge access");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "nrTyped to the last key");
    glass_cut(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, " Typed to the last key");
    glass_type(&glass, "!" SEND);
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "    Typed to the last key!");
    assert_int_equal(drafts(), 0);
}

static void
leaving_keeps_the_draft_and_an_empty_text_none(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "p");
    escape();
    glass_must_be_at(&glass, "home");
    assert_int_equal(drafts(), 0);
    glass_type(&glass, "pGloves\rWhich?");
    escape();
    glass_must_show(&glass, "Your draft is kept");
    assert_int_equal(drafts(), 1);
    glass_type(&glass, "D");
    glass_must_show(&glass, "thread on EMEA, autumn 2026: Gloves");
    glass_type(&glass, "\r");
    glass_must_show(&glass, " Subject: Gloves");
    glass_must_show(&glass, " Which?");
    glass_type(&glass, "\x15\033[Z\x15");
    escape();
    glass_must_show(&glass, "No draft");
    assert_int_equal(drafts(), 0);
}

static void
a_text_that_is_refused_stays(void **state)
{
    (void)state;
    talk_start(&world, "ada", "emea-autumn", "Before");
    talk_limits(3600, 1);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "pGloves\rWhich?" SEND);
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, " Which?");
    assert_string_equal(glass_row(&glass, -1),
        " One post in 3600 seconds: try again in 3600.");
    assert_int_equal(posts(), 1);
    talk_limits(0, 10000);
    glass_type(&glass, "\x15 Which then?" SEND);
    glass_must_be_at(&glass, "thread");
}

static void
a_thread_without_a_subject_is_refused(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "p\rbody" SEND);
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, " body");
    assert_int_equal(posts(), 0);
}

static void
a_locked_thread_takes_no_reply(void **state)
{
    (void)state;
    talk_start(&world, "lin", "emea-autumn", "Badge access");
    talk_run(&world, "UPDATE threads SET is_locked = 1");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "nr");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "This thread is locked.");
}

static void
who_only_reads_cannot_write(void **state)
{
    (void)state;
    ada.may_write = false;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "p");
    glass_must_be_at(&glass, "home");
    assert_true(strlen(glass_row(&glass, -1)) > 5);
    glass_must_not_show(&glass, "n next unread");
}

static void
nothing_that_another_terminal_obeys_is_stored(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "pEvil\r\033[200~a\xe2\x80\xae"
                       "b\033[201~");
    glass_must_show(&glass, "1 character that may not stand was left out.");
    glass_type(&glass, SEND);
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "1 character that may not stand was left out.");
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM posts WHERE body = 'ab'"),
        1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_thread_is_begun_from_home),
        TEST(help_is_one_key_away_while_writing),
        TEST(a_reply_comes_back_to_its_thread),
        TEST(a_quote_stays_above_and_begins_the_reply),
        TEST(an_answer_opens_what_the_others_wrote),
        TEST(a_paste_never_sends),
        TEST(what_does_not_fit_is_said_when_a_paste_is_over),
        TEST(anything_but_enter_goes_back_to_writing),
        TEST(a_draft_is_kept_two_seconds_after_the_first_key),
        TEST(a_cut_line_keeps_every_key),
        TEST(leaving_keeps_the_draft_and_an_empty_text_none),
        TEST(a_text_that_is_refused_stays),
        TEST(a_thread_without_a_subject_is_refused),
        TEST(a_locked_thread_takes_no_reply),
        TEST(who_only_reads_cannot_write),
        TEST(nothing_that_another_terminal_obeys_is_stored),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
