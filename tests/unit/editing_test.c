/* Editing: authors change what they wrote; what it said is never lost, and who
 * may read that is as product.md says. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/drafting.h"
#include "board/editing.h"
#include "board/policing.h"
#include "store/asked_words.h"
#include "support/machine.h"
#include "support/stage.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define SEND    "\x18\r"
#define ESCAPE  "\033"

enum {
    MINUTE = 60,
    HOUR = 3600
};

static int64_t thread_id;
static int64_t question_id;

/* A thread whose first post says its subject. */
static void
start(const char *handle, const char *board, const char *words)
{
    struct posted posted;

    world_viewer(&world, handle, &viewer);
    must(posting_start(&viewer, world_board(&world, board), words, words,
        &posted));
    thread_id = posted.thread_id;
    viewer_clear(&viewer);
}

static int
set_up(void **state)
{
    stage_open(state);
    start("ben", COHORT, "Badges");
    return 0;
}

static enum status
change(const char *handle, int number, const char *body)
{
    struct edited edited;

    as(handle);
    return editing_change(&viewer,
        &(struct edit){.thread_id = thread_id,
            .number = number,
            .versions = -1,
            .body = body},
        &edited);
}

static void
must_refuse(const char *handle, int number, enum status status,
    const char *words)
{
    must_be(change(handle, number, "Changed."), status);
    assert_string_equal(reason(), words);
}

/* What a post says, as `handle` reads it, and whether it shows as edited. */
static void
must_say(const char *handle, int number, const char *words, bool is_edited)
{
    struct post_list posts = {0};

    as(handle);
    must(reading_posts(&viewer, thread_id, number, 1, &posts));
    assert_int_equal(posts.count, 1);
    assert_string_equal(posts.rows[0].body, words);
    assert_int_equal(posts.rows[0].edited_at != 0, is_edited);
    post_list_clear(&posts);
}

/* What a post said, as `handle` reads it: "Old|New"; NULL: it was never
 * changed. */
static void
must_have_said(const char *handle, int number, const char *wanted)
{
    struct text said = {0};
    struct version_list list = {0};
    struct post post = {0};

    as(handle);
    enum status status = editing_versions(&viewer, thread_id, number, &post,
        &list);

    must_be(status, wanted != NULL ? STATUS_OK : STATUS_NOT_FOUND);
    if (wanted == NULL)
        return;
    for (size_t i = 0; i < list.count; i++) {
        text_add_format(&said, "%s%s", i > 0 ? "|" : "", list.rows[i].body);
        assert_int_equal(list.rows[i].number, i + 1);
        assert_int_equal(list.rows[i].replaced_at == 0, i + 1 == list.count);
    }
    assert_string_equal(text_bytes(&said), wanted);
    text_clear(&said);
    version_list_clear(&list);
    post_clear(&post);
}

static int64_t
now(int64_t after)
{
    machine_set(WORLD_NOW + after);
    return WORLD_NOW + after;
}

static void
ask(const char *board, enum showing showing, bool is_nameless_allowed)
{
    question_id = stage_ask(board,
        (struct ask){.asks_minute = -1,
            .showing = showing,
            .is_nameless_allowed = is_nameless_allowed});
    thread_id = talk_question_thread(&world, question_id);
}

static void
answer(const char *handle, const char *text, bool is_nameless)
{
    struct posted posted;

    as(handle);
    must(is_nameless
             ? asking_answer_nameless(&viewer, question_id, text, &posted)
             : asking_answer(&viewer, question_id, text, &posted));
}

/* ---- When it shows ------------------------------------------------------- */

static void
for_half_an_hour_nobody_sees_it(void **state)
{
    (void)state;
    must_say("ada", 1, "Badges", false);
    now(30 * MINUTE - 1);
    must(change("ben", 1, "Badges, on floor 2"));
    must_say("ada", 1, "Badges, on floor 2", false);
    must_have_said("ada", 1, NULL);
    assert_string_equal(reason(), "post 1 was never changed");
    must_have_said("mara", 1, NULL);
    must_have_said("ben", 1, "Badges|Badges, on floor 2");
}

static void
later_it_shows_and_can_be_read(void **state)
{
    (void)state;
    now(5 * MINUTE);
    must(change("ben", 1, "Silent"));
    now(30 * MINUTE);
    must(change("ben", 1, "Open"));
    now(40 * MINUTE);
    must(change("ben", 1, "Last"));
    must_say("ada", 1, "Last", true);
    must_have_said("ada", 1, "Silent|Open|Last");
    must_have_said("ben", 1, "Badges|Silent|Open|Last");
}

/* When a silent change was made is told by nothing. */
static void
the_first_version_is_of_the_posts_time(void **state)
{
    struct version_list list = {0};
    struct post post = {0};

    (void)state;
    now(5 * MINUTE);
    must(change("ben", 1, "Silent"));
    now(40 * MINUTE);
    must(change("ben", 1, "Open"));
    as("ada");
    must(editing_versions(&viewer, thread_id, 1, &post, &list));
    assert_int_equal(list.rows[0].written_at, WORLD_NOW);
    assert_int_equal(list.rows[1].written_at, WORLD_NOW + 40 * MINUTE);
    version_list_clear(&list);
    post_clear(&post);
}

static void
without_a_number_it_is_the_last_of_ones_own(void **state)
{
    (void)state;
    talk_reply(&world, "ada", thread_id);
    talk_reply(&world, "ben", thread_id);
    talk_reply(&world, "ada", thread_id);
    must(change("ben", 0, "Mine."));
    must_say("lin", 3, "Mine.", false);
    must_refuse("lin", 0, STATUS_NOT_FOUND,
        "you have written nothing in this thread");
}

/* ---- What is refused ----------------------------------------------------- */

static void
what_is_anothers_stays(void **state)
{
    (void)state;
    must_refuse("ada", 1, STATUS_FORBIDDEN, "a post is its author's to change");
    must_refuse("max", 1, STATUS_FORBIDDEN, "a post is its author's to change");
    must_refuse("ben", 2, STATUS_NOT_FOUND,
        "there is no post 2 in this thread");
    as("kofi");
    must_be(change("kofi", 1, "x"), STATUS_NOT_FOUND);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM post_versions"),
        0);
}

static void
a_locked_thread_stays(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE threads SET is_locked = 1");
    must_refuse("ben", 1, STATUS_CONFLICT, "this thread is locked");
}

static void
a_viewer_that_reads_only_changes_nothing(void **state)
{
    struct edited edited;

    (void)state;
    as("ben");
    viewer.may_write = false;
    must_be(editing_change(&viewer,
                &(struct edit){.thread_id = thread_id,
                    .number = 1,
                    .versions = -1,
                    .body = "x"},
                &edited),
        STATUS_FORBIDDEN);
    assert_string_equal(reason(), "you may only read here");
}

static void
the_policy_comes_first(void **state)
{
    int64_t version;

    (void)state;
    must(policing_publish(&world.operator_viewer, "Be kind.", 8, &version));
    must_be(change("ben", 1, "x"), STATUS_FORBIDDEN);
    assert_non_null(strstr(reason(), "policy"));
    must(policing_accept(&viewer, version));
    must(change("ben", 1, "x"));
}

static void
text_is_checked_as_of_posts(void **state)
{
    (void)state;
    must_be(change("ben", 1, " \n"), STATUS_INVALID);
    must(change("ben", 1, "Changed."));
    must_be(change("ben", 1, "Changed."), STATUS_CONFLICT);
    assert_string_equal(reason(), "it says so already");
    must(change("ben", 1, "\033[31mred\xe2\x80\xae"));
    must_say("ada", 1, "[31mred", false);
}

static void
changes_count_as_posts(void **state)
{
    (void)state;
    now(60);
    talk_limits(5, 3);
    must(change("ben", 1, "One"));
    now(64);
    must_refuse("ben", 1, STATUS_AGAIN,
        "one post in 5 seconds: try again in 1");
    now(65);
    must(change("ben", 1, "Two"));
    now(70);
    must_be(change("ben", 1, "Three"), STATUS_AGAIN);
    assert_non_null(strstr(reason(), "3 posts in 10 minutes"));
}

static void
a_question_stays_as_it_was_asked(void **state)
{
    (void)state;
    ask(COHORT, SHOWING_COVERED, false);
    must_refuse("mara", 1, STATUS_CONFLICT,
        "a question that has opened stays as it was asked");
}

/* ---- Nothing is lost ----------------------------------------------------- */

static void
of_two_at_once_both_are_kept(void **state)
{
    struct editable one;
    struct editable other;
    struct edited edited;

    (void)state;
    as("ben");
    must(editing_begin(&viewer, thread_id, 1, &one));
    must(editing_begin(&viewer, thread_id, 1, &other));
    must(editing_change(&viewer,
        &(struct edit){thread_id, 1, one.versions, "The one"}, &edited));
    must_be(editing_change(&viewer,
                &(struct edit){thread_id, 1, other.versions, "The other"},
                &edited),
        STATUS_CONFLICT);
    assert_string_equal(reason(),
        "changed elsewhere meanwhile: send once more to put this in its "
        "place");
    must_say("ada", 1, "The one", false);
    as("ben");
    must(editing_change(&viewer,
        &(struct edit){thread_id, 1, other.versions + 1, "The other"},
        &edited));
    must_have_said("ben", 1, "Badges|The one|The other");
    editable_clear(&one);
    editable_clear(&other);
}

static void
what_people_with_a_role_change_is_on_record(void **state)
{
    (void)state;
    must(change("ben", 1, "x"));
    assert_int_equal(world_recorded(&world, NULL, "edit", NULL), 0);
    viewer_clear(&viewer);
    start("jo", COHORT, "Hours");
    must(change("jo", 1, "Hours, again"));
    char subject[64];

    snprintf(subject, sizeof subject, "thread %lld post 1",
        (long long)thread_id);
    assert_int_equal(world_recorded(&world, "jo", "edit", subject), 1);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"
                                         " WHERE digest LIKE '%Hours%'"),
        0);
}

/* ---- Answers ------------------------------------------------------------- */

/* Nobody answers "x", reads the others', and rewrites without it showing. */
static void
what_uncovered_the_others_stays_in_sight(void **state)
{
    struct version_list list = {0};
    struct post post = {0};

    (void)state;
    ask(COHORT, SHOWING_COVERED, false);
    answer("lin", "The gloves.", false);
    answer("ben", "x", false);
    now(MINUTE);
    must(change("ben", 0, "The gloves, too."));
    must_say("lin", 3, "The gloves, too.", true);
    must_have_said("lin", 3, "x|The gloves, too.");
    must_have_said("mara", 3, "x|The gloves, too.");
    now(2 * MINUTE);
    must(change("ben", 3, "Gloves."));
    must(asked_words_check(world.store)); /* what is found is what there is */
    must_have_said("mara", 3, "x|The gloves, too.|Gloves.");
    as("mara");
    must(editing_versions(&viewer, thread_id, 3, &post, &list));
    assert_true(list.rows[0].is_uncovering);
    assert_false(list.rows[1].is_uncovering);
    version_list_clear(&list);
    post_clear(&post);
}

static void
where_nothing_was_covered_it_is_silent(void **state)
{
    (void)state;
    ask(COHORT, SHOWING_OPEN, false);
    answer("ben", "x", false);
    now(MINUTE);
    must(change("ben", 0, "y"));
    must_say("lin", 2, "y", false);
    must_have_said("mara", 2, NULL);
}

static void
what_stood_at_the_closing_stays_in_sight(void **state)
{
    (void)state;
    ask(COHORT, SHOWING_AT_CLOSING, false);
    now(20 * HOUR - MINUTE - 1); /* closes at 08:00 */
    answer("ben", "x", false);
    now(20 * HOUR - 30);
    must(change("ben", 0, "y"));
    must_have_said("mara", 2, NULL);
    now(20 * HOUR + MINUTE);
    must(change("ben", 0, "z"));
    must_have_said("mara", 2, "y|z");
    must_have_said("ben", 2, "x|y|z");
    must_say("lin", 2, "z", true);
}

static void
behind_a_cover_nobody_reads_versions(void **state)
{
    (void)state;
    ask(COHORT, SHOWING_COVERED, false);
    answer("ben", "x", false);
    must(change("ben", 0, "y"));
    must_have_said("lin", 2, NULL);
    char *behind = memory_copy(reason());

    must_have_said("lin", 9, NULL);
    behind[strcspn(behind, "2")] = '9';
    assert_string_equal(reason(), behind);
    memory_free(behind);
    must_refuse("lin", 2, STATUS_FORBIDDEN, "a post is its author's to change");
    must_refuse("lin", 9, STATUS_FORBIDDEN, "a post is its author's to change");
}

/* ---- Without a name ------------------------------------------------------ */

static void
what_is_held_can_be_changed_and_staff_read_what_it_said(void **state)
{
    (void)state;
    ask(COHORT, SHOWING_COVERED, true);
    answer("ben", "x", true);
    now(MINUTE);
    must(change("ben", 0, "y"));
    stage_close_questions();
    must_say("lin", 2, "y", false);
    must_have_said("lin", 2, NULL);
    assert_string_equal(reason(), "post 2 was never changed");
    must_have_said("jo", 2, NULL); /* a champion is a peer */
    must_say("mara", 2, "y", true);
    must_have_said("mara", 2, "x|y");
    must_have_said("ben", 2, "x|y");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM held_versions"),
        0);
}

/* When it is changed would tell whose it is. */
static void
once_it_is_shown_it_stays(void **state)
{
    (void)state;
    ask(COHORT, SHOWING_COVERED, true);
    answer("ben", "x", true);
    stage_close_questions();
    must_refuse("ben", 2, STATUS_CONFLICT,
        "an answer without a name stays as it is: when it is changed would "
        "tell whose it is");
    must_be(change("ben", 0, "y"), STATUS_CONFLICT);
}

/* ---- Keys ---------------------------------------------------------------- */

static void
escape(void)
{
    glass_type(&glass, ESCAPE);
    glass_wait(&glass);
}

static void
open_thread(const char *handle)
{
    as(handle);
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "n");
    glass_must_be_at(&glass, "thread");
}

static void
e_opens_the_composer_on_what_it_says(void **state)
{
    (void)state;
    talk_reply(&world, "ada", thread_id);
    open_thread("ben");
    glass_must_show(&glass, "r reply  R quote  t thanks  u used  Space read");
    glass_type(&glass, "e"); /* on ada's */
    glass_must_show(&glass, "Only its author changes a post.");
    glass_type(&glass, "k");
    glass_must_show(&glass, "r reply  e edit  Space read on");
    glass_type(&glass, "e");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "Change post 1");
    glass_must_show(&glass, "For 30 min more nobody sees that it was changed.");
    glass_type(&glass, " on floor 2" SEND);
    glass_must_show(&glass, "Changed.");
    glass_must_be_at(&glass, "thread");
    must_say("ada", 1, "Badges on floor 2", false);
}

static void
v_shows_what_it_said(void **state)
{
    (void)state;
    now(HOUR);
    must(change("ben", 1, "On floor 2."));
    open_thread("ada");
    glass_must_show(&glass, ", edited");
    glass_must_show(&glass, "u used  V versions  n next unread  ? help");
    glass_type(&glass, "V");
    glass_must_be_at(&glass, "versions");
    glass_must_show(&glass, "Post 1, as it was before");
    assert_true(
        glass_find(&glass, "Badges") < glass_find(&glass, "On floor 2."));
    glass_must_show(&glass, "as it is now");
    glass_type(&glass, "?");
    glass_must_show(&glass, "Help: versions");
    glass_type(&glass, "b");
    glass_cut(&glass); /* and it comes back */
    glass_open(&glass, &viewer, 24, 80);
    glass_must_be_at(&glass, "versions");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "thread");
}

static void
v_says_so_where_nothing_was_changed(void **state)
{
    (void)state;
    open_thread("ada");
    glass_type(&glass, "V");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "Post 1 was never changed.");
}

static void
a_change_not_sent_is_a_draft(void **state)
{
    (void)state;
    talk_reply(&world, "ada", thread_id);
    open_thread("ben");
    glass_type(&glass, "ke and more");
    escape();
    glass_must_show(&glass, "Your draft is kept");
    must_say("ada", 1, "Badges", false);
    glass_kill(&glass);
    as("ben");
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "D");
    glass_must_show(&glass, "change to post 1 of Badges");
    glass_type(&glass, "\r");
    glass_must_show(&glass, "Badges and more");
    glass_type(&glass, SEND);
    must_say("ada", 1, "Badges and more", false);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM drafts"), 0);
}

static void
a_dropped_line_keeps_it(void **state)
{
    (void)state;
    talk_reply(&world, "ada", thread_id);
    open_thread("ben");
    glass_type(&glass, "ke and more");
    glass_cut(&glass);
    glass = (struct glass){0};
    now(MINUTE);
    must(change("ben", 1, "Elsewhere"));
    glass_open(&glass, &viewer, 24, 80);
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "Badges and more");
    glass_must_show(&glass, "the post was changed after it");
}

static void
who_is_second_is_told_and_sends_once_more(void **state)
{
    (void)state;
    talk_reply(&world, "ada", thread_id);
    open_thread("ben");
    glass_type(&glass, "ke and more");
    struct viewer other = {0};
    struct edited edited;

    world_viewer(&world, "ben", &other);
    must(editing_change(&other, &(struct edit){thread_id, 1, -1, "Elsewhere"},
        &edited));
    viewer_clear(&other);
    glass_type(&glass, SEND);
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "Changed elsewhere meanwhile: send once more");
    glass_type(&glass, SEND);
    glass_must_be_at(&glass, "thread");
    must_have_said("ben", 1, "Badges|Elsewhere|Badges and more");
}

static void
whoever_reads_it_sees_the_change_at_once(void **state)
{
    (void)state;
    talk_reply(&world, "ada", thread_id);
    open_thread("lin");
    glass_must_show(&glass, "Badges");
    struct viewer other = {0};
    struct edited edited;

    world_viewer(&world, "ben", &other);
    must(editing_change(&other,
        &(struct edit){thread_id, 1, -1, "On floor 2 now."}, &edited));
    glass_hear(&glass, &other);
    glass_wait(&glass);
    viewer_clear(&other);
    glass_must_show(&glass, "On floor 2 now.");
}

static void
behind_the_cover_e_changes_ones_own(void **state)
{
    (void)state;
    ask(COHORT, SHOWING_AT_CLOSING, true);
    answer("ben", "x", true);
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "a");
    glass_must_be_at(&glass, "question");
    glass_must_show(&glass, "e change it");
    glass_type(&glass, "e");
    glass_must_show(&glass, "Change your answer");
    glass_must_show(&glass, "Kept without your name");
    glass_type(&glass, "yz" SEND);
    glass_must_be_at(&glass, "question");
    glass_must_show(&glass, "xyz");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(for_half_an_hour_nobody_sees_it),
        TEST(later_it_shows_and_can_be_read),
        TEST(the_first_version_is_of_the_posts_time),
        TEST(without_a_number_it_is_the_last_of_ones_own),
        TEST(what_is_anothers_stays),
        TEST(a_locked_thread_stays),
        TEST(a_viewer_that_reads_only_changes_nothing),
        TEST(the_policy_comes_first),
        TEST(text_is_checked_as_of_posts),
        TEST(changes_count_as_posts),
        TEST(a_question_stays_as_it_was_asked),
        TEST(of_two_at_once_both_are_kept),
        TEST(what_people_with_a_role_change_is_on_record),
        TEST(what_uncovered_the_others_stays_in_sight),
        TEST(where_nothing_was_covered_it_is_silent),
        TEST(what_stood_at_the_closing_stays_in_sight),
        TEST(behind_a_cover_nobody_reads_versions),
        TEST(what_is_held_can_be_changed_and_staff_read_what_it_said),
        TEST(once_it_is_shown_it_stays),
        TEST(e_opens_the_composer_on_what_it_says),
        TEST(v_shows_what_it_said),
        TEST(v_says_so_where_nothing_was_changed),
        TEST(a_change_not_sent_is_a_draft),
        TEST(a_dropped_line_keeps_it),
        TEST(who_is_second_is_told_and_sends_once_more),
        TEST(whoever_reads_it_sees_the_change_at_once),
        TEST(behind_the_cover_e_changes_ones_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
