/* Thanks and endorsements: whose they may be, who hears of them, what others
 * see. */

#include <stdio.h>
#include <string.h>

#include "board/drafting.h"
#include "board/endorsing.h"
#include "board/house.h"
#include "board/thanking.h"
#include "board/using.h"
#include "support/stage.h"

static int64_t thread_id;

static int
set_up(void **state)
{
    stage_open(state);
    thread_id = talk_start(&world, "ben", "emea-autumn", "Badges");
    return 0;
}

/* What stands after a post, as `handle` reads it. */
static void
assert_stands(const char *handle, int number, const char *wanted)
{
    struct post_list posts = {0};
    char words[REGARDS_BYTES];

    must(reading_posts(as(handle), thread_id, number, 1, &posts));
    assert_int_equal(posts.count, 1);
    regards_words(&posts.rows[0].regards, words);
    post_list_clear(&posts);
    assert_string_equal(words, wanted);
}

static bool
is_marked(const char *handle)
{
    struct thread_row row;

    must(reading_thread(as(handle), thread_id, &row));
    return row.is_endorsed;
}

static struct use_news
news_of(const char *handle)
{
    struct use_news news = {0};

    must(using_untold(as(handle), &news));
    return news;
}

static void
open_thread(const char *handle)
{
    char place[32];

    glass_open(&glass, as(handle), 24, 80);
    snprintf(place, sizeof place, "%lld", (long long)thread_id);
    app_push(glass.app, view_by_name("thread"), place);
    glass_show(&glass);
}

/* ---- Thanks -------------------------------------------------------------- */

static void
thanks_count_once_a_person(void **state)
{
    (void)state;
    must(thanking_say(as("ada"), thread_id, 1));
    assert_stands("ada", 1, "your thanks");
    assert_stands("lin", 1, "1 thanks");
    must(thanking_say(as("ada"), thread_id, 1));
    must(thanking_say(as("lin"), thread_id, 1));
    assert_stands("ola", 1, "2 thanks");
    assert_stands("lin", 1, "2 thanks, yours too");
    must(thanking_undo(as("ada"), thread_id, 1));
    assert_stands("ola", 1, "1 thanks");
    must_be(thanking_undo(as("ada"), thread_id, 1), STATUS_NOT_FOUND);
    assert_string_equal(reason(), "you have not thanked for this");
}

static void
nobody_thanks_for_their_own(void **state)
{
    (void)state;
    must_be(thanking_say(as("ben"), thread_id, 1), STATUS_FORBIDDEN);
    assert_string_equal(reason(), "this is your own: others thank for it");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM thanks"), 0);
}

/* Nobody would hear of it, and it would count as of use to somebody. */
static void
what_the_site_says_is_nobodys(void **state)
{
    struct house_word word = {.board_id = world_board(&world, "emea-autumn"),
        .subject = "On the job",
        .body = "From today on.",
        .at = WORLD_NOW};
    int64_t told = 0;
    char place[64];
    (void)state;

    must(house_say(world.store, &word, &told));
    must_be(using_say(as("ada"), told, 1, "It helped."), STATUS_FORBIDDEN);
    must_be(thanking_say(as("ada"), told, 1), STATUS_FORBIDDEN);
    must_be(endorsing_set(as("mara"), told, 1), STATUS_FORBIDDEN);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM uses"), 0);
    snprintf(place, sizeof place, "home\nthread %lld post 1\n",
        (long long)told);
    must(drafting_save_place(as("ada"), place));
    glass_open(&glass, &viewer, 24, 80);
    glass_must_show(&glass, "From today on.");
    assert_string_equal(glass_row(&glass, -1),
        " r reply  R quote  Space read on  n next unread  ? help");
    glass_type(&glass, "u");
    glass_must_be_at(&glass, "thread");
}

static void
what_one_may_not_read_one_cannot_regard(void **state)
{
    static const char *const others[] = {"kofi", "mei", "zoe", "tom", "pia"};

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        must_be(thanking_say(as(others[i]), thread_id, 1), STATUS_NOT_FOUND);
        must_be(endorsing_set(&viewer, thread_id, 1), STATUS_NOT_FOUND);
        must_be(endorsing_undo(&viewer, thread_id, 1), STATUS_NOT_FOUND);
    }
    must_be(thanking_say(as("ada"), thread_id, 2), STATUS_NOT_FOUND);
    assert_string_equal(reason(), "there is no post 2 in this thread");
    must_be(thanking_say(&world.operator_viewer, thread_id, 1),
        STATUS_FORBIDDEN);
    must_be(endorsing_set(&world.operator_viewer, thread_id, 1),
        STATUS_FORBIDDEN);
    as("mara")->may_write = false;
    must_be(thanking_say(&viewer, thread_id, 1), STATUS_FORBIDDEN);
    must_be(endorsing_set(&viewer, thread_id, 1), STATUS_FORBIDDEN);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM thanks"), 0);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM endorsements"),
        0);
}

/* ---- Endorsed ------------------------------------------------------------ */

static void
mentors_and_smes_endorse(void **state)
{
    (void)state;
    must(endorsing_set(as("mara"), thread_id, 1));
    assert_stands("mara", 1, "endorsed by you");
    assert_stands("ada", 1, "endorsed");
    must(endorsing_set(as("sam"), thread_id, 1));
    assert_stands("ada", 1, "endorsed by 2");
    assert_stands("sam", 1, "endorsed by 2, you too");
    assert_true(is_marked("ada"));
    must(endorsing_undo(as("mara"), thread_id, 1));
    assert_true(is_marked("ada"));
    must(endorsing_undo(as("sam"), thread_id, 1));
    assert_stands("ada", 1, "");
    assert_false(is_marked("ada"));
    must_be(endorsing_undo(as("sam"), thread_id, 1), STATUS_NOT_FOUND);
}

static void
others_do_not(void **state)
{
    static const char *const others[] = {"ada", "jo", "rob", "max", "una"};

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        must_be(endorsing_set(as(others[i]), thread_id, 1), STATUS_FORBIDDEN);
        assert_string_equal(reason(), "here only mentors and SMEs endorse");
    }
}

static void
nobody_endorses_their_own(void **state)
{
    (void)state;
    talk_reply(&world, "mara", thread_id);
    must_be(endorsing_set(as("mara"), thread_id, 2), STATUS_FORBIDDEN);
    assert_string_equal(reason(), "this is your own: others endorse it");
    must(endorsing_set(as("sam"), thread_id, 2));
}

static void
each_is_on_record_once(void **state)
{
    char subject[80];

    (void)state;
    snprintf(subject, sizeof subject, "emea-autumn thread %lld post 1",
        (long long)thread_id);
    must(endorsing_set(as("mara"), thread_id, 1));
    must(endorsing_set(&viewer, thread_id, 1));
    assert_int_equal(world_recorded(&world, "mara", "endorse", subject), 1);
    must(endorsing_undo(&viewer, thread_id, 1));
    must_be(endorsing_undo(&viewer, thread_id, 1), STATUS_NOT_FOUND);
    assert_int_equal(world_recorded(&world, "mara", "endorse undo", subject),
        1);
    must_be(endorsing_set(as("ada"), thread_id, 1), STATUS_FORBIDDEN);
    assert_int_equal(world_recorded(&world, NULL, "endorse", subject), 1);
}

static void
its_author_is_told_who_endorsed_it(void **state)
{
    struct use_list uses = {0};

    (void)state;
    must(endorsing_set(as("mara"), thread_id, 1));
    must(using_say(as("ada"), thread_id, 1, "It worked."));
    assert_int_equal(news_of("ben").endorsed, 1);
    assert_int_equal(news_of("ben").used, 1);
    assert_int_equal(news_of("ada").endorsed, 0);
    must(using_list(as("ben"), &uses));
    assert_int_equal(uses.count, 2);
    for (size_t i = 0; i < uses.count; i++)
        assert_string_equal(uses.rows[i].name,
            uses.rows[i].is_endorsement ? "Mara Okafor" : "Ada Obi");
    must(using_tell(&viewer, &uses));
    use_list_clear(&uses);
    assert_int_equal(news_of("ben").endorsed + news_of("ben").used, 0);
}

/* ---- Covered ------------------------------------------------------------- */

static int64_t
ask_and_answer(void)
{
    struct posted posted;
    int64_t question = talk_ask(&world, "mara", "emea-autumn", "What is new?");

    must(asking_answer(as("lin"), question, "Much.", &posted));
    thread_id = posted.thread_id;
    return question;
}

static void
a_covered_answer_tells_no_regard(void **state)
{
    char words[200];
    (void)state;

    int64_t question = ask_and_answer();
    must(endorsing_set(as("sam"), thread_id, 2));
    must(thanking_say(as("mara"), thread_id, 2));
    assert_false(is_marked("ada"));
    assert_true(is_marked("mara"));
    must_be(thanking_say(as("ada"), thread_id, 2), STATUS_FORBIDDEN);
    text_copy(words, sizeof words, reason());
    must_be(thanking_say(&viewer, thread_id, 77), STATUS_FORBIDDEN);
    assert_string_equal(reason(), words); /* nor whether it is there */
    must(asking_skip(&viewer, question));
    assert_true(is_marked("ada"));
    assert_stands("ada", 2, "endorsed, 1 thanks");
}

/* ---- On screen ----------------------------------------------------------- */

static void
the_same_key_takes_it_back(void **state)
{
    (void)state;
    open_thread("ada");
    glass_must_show(&glass, "t thanks");
    glass_must_not_show(&glass, "E endorse");
    glass_type(&glass, "t");
    glass_must_show(&glass, "Your thanks are counted");
    assert_string_equal(glass_row(&glass, 4) + 68, "your thanks");
    glass_type(&glass, "t");
    glass_must_show(&glass, "Taken back.");
    glass_must_not_show(&glass, "your thanks");
    glass_type(&glass, "E");
    glass_must_show(&glass, "Here only mentors and SMEs endorse");
}

static void
a_mentor_endorses_by_key_and_the_board_shows_it(void **state)
{
    (void)state;
    must(thanking_say(as("ada"), thread_id, 1));
    must(using_say(&viewer, thread_id, 1, ""));
    open_thread("mara");
    glass_must_show(&glass, "E endorse");
    glass_type(&glass, "E");
    glass_must_show(&glass, "Endorsed: its author is told.");
    glass_must_show(&glass, "endorsed by you, 1 thanks, used by 1");
    glass_kill(&glass);
    talk_reply(&world, "lin", thread_id); /* waits for nobody any more */
    glass_open(&glass, as("ada"), 24, 80);
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "board");
    glass_must_show(&glass, "endorsed");
    glass_kill(&glass);
    glass_open(&glass, as("ben"), 24, 80);
    glass_must_show(&glass, "u  1 used, 1 endorsed what you wrote");
    glass_type(&glass, "u");
    glass_must_show(&glass, "Mara Okafor");
    glass_must_show(&glass, "endorsed  Badges");
    glass_type(&glass, "bu");
    glass_must_not_show(&glass, "2 new");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(thanks_count_once_a_person),
        TEST(nobody_thanks_for_their_own),
        TEST(what_the_site_says_is_nobodys),
        TEST(what_one_may_not_read_one_cannot_regard),
        TEST(mentors_and_smes_endorse),
        TEST(others_do_not),
        TEST(nobody_endorses_their_own),
        TEST(each_is_on_record_once),
        TEST(its_author_is_told_who_endorsed_it),
        TEST(a_covered_answer_tells_no_regard),
        TEST(the_same_key_takes_it_back),
        TEST(a_mentor_endorses_by_key_and_the_board_shows_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
