/* Posting: what is stored, what is refused, and how often one may post. */

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/drafting.h"
#include "config/config.h"
#include "store/store.h"
#include "support/stage.h"

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

static void
a_thread_begins_with_post_one(void **state)
{
    (void)state;
    struct posted posted;
    struct thread_row row;
    struct post_list posts;
    struct board board;

    must(posting_start(&ada, board_id, " Badge access\ton day one ",
        "\nWhere do I get\r\none?  \n\n", &posted));
    assert_int_equal(posted.number, 1);
    must(reading_thread(&ada, posted.thread_id, &row));
    assert_string_equal(row.thread.subject, "Badge access on day one");
    assert_string_equal(row.thread.author_name, "Ada Obi");
    assert_string_equal(row.last_author, "Ada Obi");
    assert_int_equal(row.thread.last_number, 1);
    assert_int_equal(row.thread.last_post_id, posted.post_id);
    assert_false(row.thread.has_reply);
    must(reading_posts(&ada, posted.thread_id, 1, 10, &posts));
    assert_int_equal(posts.count, 1);
    assert_string_equal(posts.rows[0].body, "Where do I get\none?");
    assert_string_equal(posts.rows[0].author_region, "EMEA");
    post_list_clear(&posts);
    must(reading_board(&ada, "emea-autumn", &board));
    assert_int_equal(board.thread_count, 1);
}

static void
a_reply_takes_the_next_number_and_ends_the_waiting(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "ada", "emea-autumn", "Gloves");
    struct thread_row row;
    struct posted posted;
    int waiting;
    int64_t oldest_at;

    must(posting_reply(&ada, thread_id, 1, "Myself again", &posted));
    assert_int_equal(posted.number, 2);
    must(reading_waiting(&ada, &waiting, &oldest_at));
    assert_int_equal(waiting, 1);
    assert_true(oldest_at >= WORLD_NOW);

    assert_int_equal(talk_reply(&world, "lin", thread_id), 3);
    must(reading_thread(&ada, thread_id, &row));
    assert_true(row.thread.has_reply);
    assert_string_equal(row.last_author, "Lin Zhao");
    must(reading_waiting(&ada, &waiting, &oldest_at));
    assert_int_equal(waiting, 0);
    assert_int_equal(oldest_at, 0);
}

static void
what_breaks_a_rule_is_refused_in_words(void **state)
{
    (void)state;
    struct posted posted;
    struct text clean = {0};
    char *long_text = memory_new(POST_BYTES + 2);

    must_be(posting_start(&ada, board_id, " \t", "text", &posted),
        STATUS_INVALID);
    assert_string_equal(reason(), "there is no subject");
    memset(long_text, 'a', SUBJECT_BYTES);
    must_be(posting_start(&ada, board_id, long_text, "text", &posted),
        STATUS_INVALID);
    must_be(posting_start(&ada, board_id, "s\xff", "text", &posted),
        STATUS_INVALID);
    must_be(posting_start(&ada, board_id, "s", "one\ntwo\nthr\xc3(e", &posted),
        STATUS_INVALID);
    assert_string_equal(reason(), "line 3: not UTF-8");
    must_be(posting_start(&ada, board_id, "s", " \n\x07\n", &posted),
        STATUS_INVALID);
    assert_string_equal(reason(), "there is no text");

    memset(long_text, 'a', POST_BYTES + 1);
    must_be(posting_start(&ada, board_id, "s", long_text, &posted),
        STATUS_INVALID);
    assert_string_equal(reason(), "over 64 KiB");
    long_text[POST_BYTES] = '\0';
    must(posting_check_body(long_text, POST_BYTES, &clean, NULL));
    for (int i = 0; i < POST_LINES + 1; i++)
        memcpy(long_text + (ptrdiff_t)2 * i, "a\n", 3);
    must_be(posting_start(&ada, board_id, "s", long_text, &posted),
        STATUS_INVALID);
    assert_string_equal(reason(), "over 2000 lines");
    must(posting_check_body(long_text, (size_t)2 * POST_LINES, &clean, NULL));
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM threads"), 0);
    text_clear(&clean);
    memory_free(long_text);
}

static void
what_a_post_holds_is_the_operator_s_to_set(void **state)
{
    (void)state;
    char text[1025];
    struct text clean = {0};
    const struct settings *before = config_current();
    struct settings settings;

    config_defaults(".", &settings);
    settings.post_kilobytes = 1;
    settings.post_lines = 10;
    config_use(&settings);
    memset(text, 'a', sizeof text);
    must(posting_check_body(text, 1024, &clean, NULL));
    must_be(posting_check_body(text, 1025, &clean, NULL), STATUS_INVALID);
    assert_string_equal(reason(), "over 1 KiB");
    must(posting_check_body("1\n2\n3\n4\n5\n6\n7\n8\n9\n10", 20, &clean, NULL));
    must_be(posting_check_body("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11", 23, &clean,
                NULL),
        STATUS_INVALID);
    assert_string_equal(reason(), "over 10 lines");
    config_use(before);
    config_clear(&settings);
    text_clear(&clean);
}

static void
characters_that_may_not_stand_are_counted(void **state)
{
    (void)state;
    struct posted posted;
    struct post_list posts;

    must(posting_start(&ada, board_id, "s", "red\x1b[31m\xe2\x80\xae text",
        &posted));
    assert_int_equal(posted.removed, 2);
    must(reading_posts(&ada, posted.thread_id, 1, 10, &posts));
    assert_string_equal(posts.rows[0].body, "red[31m text");
    post_list_clear(&posts);
}

static void
a_thread_that_is_not_there_or_not_theirs_is_not_found(void **state)
{
    (void)state;
    int64_t other = talk_start(&world, "kofi", "amer-autumn", "Over here");
    struct posted posted;

    must_be(posting_reply(&ada, 4711, 0, "text", &posted), STATUS_NOT_FOUND);
    must_be(posting_reply(&ada, other, 0, "text", &posted), STATUS_NOT_FOUND);
    must_be(posting_start(&ada, world_board(&world, "amer-autumn"), "s", "text",
                &posted),
        STATUS_NOT_FOUND);

    int64_t own = talk_start(&world, "ada", "emea-autumn", "Mine");
    must_be(posting_reply(&ada, own, 2, "text", &posted), STATUS_NOT_FOUND);
    must_be(posting_reply(&ada, own, -1, "text", &posted), STATUS_NOT_FOUND);
}

static void
who_reads_only_posts_nothing(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Mine");
    struct posted posted;

    ada.may_write = false;
    must_be(posting_start(&ada, board_id, "s", "text", &posted),
        STATUS_FORBIDDEN);
    must_be(posting_reply(&ada, thread_id, 0, "text", &posted),
        STATUS_FORBIDDEN);
    must_be(posting_start(&world.operator_viewer, board_id, "s", "text",
                &posted),
        STATUS_FORBIDDEN);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM posts"), 1);
}

static void
a_locked_thread_takes_no_reply(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Rooms");
    struct posted posted;

    talk_run(&world, "UPDATE threads SET is_locked = 1");
    must_be(posting_reply(&ada, thread_id, 0, "text", &posted),
        STATUS_CONFLICT);
    assert_string_equal(reason(), "this thread is locked");
}

static void
posts_come_at_most_so_often(void **state)
{
    (void)state;
    struct posted posted;

    talk_limits(5, 4);
    must(posting_start(&ada, board_id, "s", "one", &posted));
    must_be(posting_reply(&ada, posted.thread_id, 0, "two", &posted),
        STATUS_AGAIN);
    assert_non_null(strstr(reason(), "one post in 5 seconds: try again in "));
    talk_reply(&world, "lin", posted.thread_id);
    for (int i = 0; i < 3; i++) {
        talk_pass(&world, 6);
        must(posting_reply(&ada, posted.thread_id, 0, "more", &posted));
    }
    talk_pass(&world, 6);
    must_be(posting_reply(&ada, posted.thread_id, 0, "five", &posted),
        STATUS_AGAIN);
    assert_non_null(strstr(reason(), "4 posts in 10 minutes: try again in "));
    talk_pass(&world, 600);
    must(posting_reply(&ada, posted.thread_id, 0, "five", &posted));
    talk_limits(0, 10000);
    must(posting_reply(&ada, posted.thread_id, 0, "six", &posted));
    talk_run(&world, "UPDATE posts SET created_at = created_at + 86400");
    talk_limits(5, 4);
    must(posting_reply(&ada, posted.thread_id, 0, "clock set back", &posted));
}

/* What comes of one more post where all before it are so many seconds old; a
 * second that ends meanwhile is no answer. */
static enum status
post_at_age(int64_t thread_id, int age_seconds)
{
    struct posted posted;
    enum status status;
    int64_t before;

    do {
        struct query *query = store_query(world.store,
            "UPDATE posts SET created_at = :at");

        before = clock_now();
        query_bind_id(query, ":at", before - age_seconds);
        must(query_run(query));
        status = posting_reply(&ada, thread_id, 0, "text", &posted);
    } while (clock_now() != before);
    return status;
}

static void
each_limit_of_posts_ends_at_its_second(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "ada", "emea-autumn", "Fast");

    talk_limits(5, 10000);
    must_be(post_at_age(thread_id, 4), STATUS_AGAIN);
    must(post_at_age(thread_id, 5));
    talk_limits(0, 1);
    must_be(post_at_age(thread_id, 599), STATUS_AGAIN);
    must(post_at_age(thread_id, 600));
}

/* Past them a text is not even cleaned; and what grows by that, as tabs do, is
 * looked at once more. */
static void
a_post_is_measured_before_and_after_it_is_cleaned(void **state)
{
    (void)state;
    struct text clean = {0};
    char *bytes = memory_new(POST_BYTES + 2);

    memset(bytes, 'a', POST_BYTES);
    memset(bytes + POST_BYTES, '\x07', 1);
    must_be(posting_check_body(bytes, POST_BYTES + 1, &clean, NULL),
        STATUS_INVALID);
    assert_string_equal(reason(), "over 64 KiB");
    must(posting_check_body(bytes + 1, POST_BYTES, &clean, NULL));
    assert_int_equal(clean.length, POST_BYTES - 1);
    memset(bytes, '\t', POST_BYTES / 4 + 1);
    bytes[POST_BYTES / 4 + 1] = 'a';
    must_be(posting_check_body(bytes, POST_BYTES / 4 + 2, &clean, NULL),
        STATUS_INVALID);
    assert_string_equal(reason(), "over 64 KiB");
    text_clear(&clean);
    memory_free(bytes);
}

static void
what_was_posted_is_news_once_it_is_stored(void **state)
{
    (void)state;
    struct posted posted;
    struct event_list events;

    must(posting_start(&ada, board_id, "s", "one", &posted));
    assert_int_equal(ada.news.count, 1);
    assert_int_equal(ada.news.rows[0].kind, EVENT_THREAD);
    assert_int_equal(ada.news.rows[0].post_id, posted.post_id);
    must(posting_reply(&ada, posted.thread_id, 0, "two", &posted));
    assert_int_equal(ada.news.count, 2);
    assert_int_equal(ada.news.rows[1].kind, EVENT_POST);
    assert_int_equal(ada.news.rows[1].board_id, board_id);
    assert_int_equal(ada.news.rows[1].person_id, ada.person.id);

    must(reading_events(&ada, ada.news.rows[0].id, &events));
    assert_int_equal(events.count, 1);
    assert_int_equal(events.rows[0].id, ada.news.rows[1].id);
    assert_int_equal(events.rows[0].post_id, posted.post_id);
    event_list_clear(&events);
    talk_run(&world, "UPDATE threads SET is_locked = 1");
    must_be(posting_reply(&ada, posted.thread_id, 0, "x", &posted),
        STATUS_CONFLICT);
    assert_int_equal(ada.news.count, 2);
}

/* A trigger stands for a disk that fails in the middle. */
static void
a_post_is_stored_as_a_whole_or_not_at_all(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Rooms");
    struct posted posted;
    struct thread_row before;
    struct thread_row after;
    struct draft draft = {.target = DRAFT_THREAD, .target_id = thread_id};

    draft.body = memory_copy("half a thought");
    must(drafting_save(&ada, &draft));
    draft_clear(&draft);
    must(reading_thread(&ada, thread_id, &before));
    talk_run(&world, "CREATE TRIGGER broken BEFORE DELETE ON drafts "
                     "BEGIN SELECT RAISE(ABORT, 'broken'); END");
    assert_int_not_equal(posting_reply(&ada, thread_id, 0, "text", &posted),
        STATUS_OK);
    must(reading_thread(&ada, thread_id, &after));
    assert_memory_equal(&before, &after, sizeof before);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM posts"), 1);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM events"), 1);
    assert_int_equal(ada.news.count, 0);

    talk_run(&world, "DROP TRIGGER broken");
    must(posting_reply(&ada, thread_id, 0, "text", &posted));
    assert_int_equal(posted.number, 2);
    must_be(drafting_find(&ada, DRAFT_THREAD, thread_id, 0, &draft),
        STATUS_NOT_FOUND);
}

static void
write_posts(const char *handle, int64_t thread_id, int count)
{
    struct viewer who = {0};
    struct posted posted;
    struct store *store = NULL;

    if (store_open(world.path, STORE_WRITE, &store) != STATUS_OK)
        _exit(1);
    if (viewer_open_handle(&who, store, handle) != STATUS_OK)
        _exit(1);
    for (int i = 0; i < count; i++)
        if (posting_reply(&who, thread_id, 0, "again", &posted) != STATUS_OK)
            _exit(1);
    viewer_clear(&who);
    store_close(store);
    _exit(0);
}

static void
writers_at_once_get_each_number_once(void **state)
{
    (void)state;
    static const char *const handles[] = {"lin", "ben", "ola", "mara"};
    int64_t thread_id = talk_start(&world, "ada", "emea-autumn", "Busy");
    struct thread_row row;

    for (size_t i = 0; i < 4; i++)
        if (fork() == 0)
            write_posts(handles[i], thread_id, 25);
    for (size_t i = 0; i < 4; i++) {
        int outcome;

        assert_true(wait(&outcome) > 0);
        assert_int_equal(outcome, 0);
    }
    must(reading_thread(&ada, thread_id, &row));
    assert_int_equal(row.thread.last_number, 101);
    assert_int_equal(row.unread, 100);
    assert_int_equal(talk_number(&world,
                         "SELECT COUNT(DISTINCT number) FROM posts"),
        101);
    assert_int_equal(talk_number(&world, "SELECT MAX(number) FROM posts"), 101);
    assert_int_equal(talk_number(&world,
                         "SELECT COUNT(*) FROM threads t JOIN posts p "
                         "ON p.id = t.last_post_id AND p.number = "
                         "t.last_number AND p.author_id = t.last_author_id"),
        1);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(a_thread_begins_with_post_one),
        TEST(a_reply_takes_the_next_number_and_ends_the_waiting),
        TEST(what_breaks_a_rule_is_refused_in_words),
        TEST(what_a_post_holds_is_the_operator_s_to_set),
        TEST(characters_that_may_not_stand_are_counted),
        TEST(a_thread_that_is_not_there_or_not_theirs_is_not_found),
        TEST(who_reads_only_posts_nothing),
        TEST(a_locked_thread_takes_no_reply),
        TEST(posts_come_at_most_so_often),
        TEST(each_limit_of_posts_ends_at_its_second),
        TEST(a_post_is_measured_before_and_after_it_is_cleaned),
        TEST(what_was_posted_is_news_once_it_is_stored),
        TEST(a_post_is_stored_as_a_whole_or_not_at_all),
        TEST(writers_at_once_get_each_number_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
