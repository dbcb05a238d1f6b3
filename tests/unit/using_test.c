/* "I used this": who may say so, who hears of it, what others see. */

#include <stdio.h>
#include <string.h>

#include "board/using.h"
#include "support/machine.h"
#include "support/stage.h"

#define YEAR (INT64_C(365) * 86400)

static struct use_list uses;
static int64_t thread_id;

static int
set_up(void **state)
{
    stage_open(state);
    uses = (struct use_list){0};
    thread_id = talk_start(&world, "ben", "emea-autumn", "Badges");
    return 0;
}

static int
tear_down(void **state)
{
    use_list_clear(&uses);
    return stage_close(state);
}

static void
say(const char *handle, const char *line)
{
    as(handle);
    must(using_say(&viewer, thread_id, 1, line));
}

static int
untold(const char *handle)
{
    struct use_news news;

    as(handle);
    must(using_untold(&viewer, &news));
    return news.used;
}

/* What stands after the first post, as `handle` reads it. */
static void
assert_stands(const char *handle, const char *words)
{
    struct post_list posts = {0};
    char used[REGARDS_BYTES];

    as(handle);
    must(reading_posts(&viewer, thread_id, 1, 10, &posts));
    regards_words(&posts.rows[0].regards, used);
    post_list_clear(&posts);
    assert_string_equal(used, words);
}

/* ---- Saying it ----------------------------------------------------------- */

static void
what_was_used_is_counted_and_its_author_told(void **state)
{
    (void)state;
    assert_stands("ada", "");
    say("ada", "Security printed one in a minute.");
    say("lin", "");
    assert_stands("ola", "used by 2");
    assert_stands("ada", "used by 2, you too");
    assert_int_equal(untold("ben"), 2);
    must(using_list(&viewer, &uses));
    assert_int_equal(uses.count, 2);
    assert_string_equal(uses.rows[1].subject, "Badges");
    must(using_tell(&viewer, &uses));
    assert_int_equal(untold("ben"), 0);
    use_list_clear(&uses);
    must(using_list(&viewer, &uses));
    assert_int_equal(uses.count, 2); /* and can be read again */
    assert_true(uses.rows[0].is_told);
}

static void
it_is_told_even_years_later(void **state)
{
    (void)state;
    machine_set(WORLD_NOW + 4 * YEAR);
    say("ada", "Still holds.");
    machine_set(WORLD_NOW + 5 * YEAR);
    assert_int_equal(untold("ben"), 1);
    must(using_list(&viewer, &uses));
    assert_string_equal(uses.rows[0].name, "Ada Obi");
    assert_string_equal(uses.rows[0].line, "Still holds.");
}

static void
a_second_time_changes_the_line(void **state)
{
    (void)state;
    say("ada", "");
    assert_int_equal(untold("ben"), 1);
    must(using_list(&viewer, &uses));
    must(using_tell(&viewer, &uses));
    use_list_clear(&uses);
    say("ada", ""); /* says nothing new */
    assert_int_equal(untold("ben"), 0);
    say("ada", "It worked.");
    assert_int_equal(untold("ben"), 1);
    must(using_list(&viewer, &uses));
    assert_int_equal(uses.count, 1);
    assert_string_equal(uses.rows[0].line, "It worked.");
    assert_stands("ada", "used by you");
}

/* What came while the author read the list is new yet. */
static void
a_line_changed_meanwhile_is_not_read(void **state)
{
    (void)state;
    say("ada", "");
    as("ben");
    must(using_list(&viewer, &uses));
    say("ada", "It worked.");
    as("ben");
    must(using_tell(&viewer, &uses));
    assert_int_equal(untold("ben"), 1);
}

static void
it_is_taken_back(void **state)
{
    (void)state;
    say("ada", "It worked.");
    must(using_undo(&viewer, thread_id, 1));
    assert_stands("ada", "");
    assert_int_equal(untold("ben"), 0);
    as("ada");
    must_be(using_undo(&viewer, thread_id, 1), STATUS_NOT_FOUND);
}

static void
nobody_uses_their_own(void **state)
{
    (void)state;
    as("ben");
    must_be(using_say(&viewer, thread_id, 1, "Me!"), STATUS_FORBIDDEN);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM uses"), 0);
}

static void
a_line_is_one_line_and_has_an_end(void **state)
{
    char longest[USE_BYTES + 1];

    (void)state;
    say("ada", "One\nline\x1b[31m.");
    as("ben");
    must(using_list(&viewer, &uses));
    assert_null(strpbrk(uses.rows[0].line, "\n\x1b"));
    memset(longest, 'x', USE_BYTES);
    longest[USE_BYTES] = '\0';
    as("ada");
    must_be(using_say(&viewer, thread_id, 1, longest), STATUS_INVALID);
    must_be(using_say(&viewer, thread_id, 2, ""), STATUS_NOT_FOUND);
    must_be(using_say(&viewer, thread_id + 99, 1, ""), STATUS_NOT_FOUND);
}

/* ---- Rights -------------------------------------------------------------- */

static void
a_thread_that_is_not_theirs_is_not_there(void **state)
{
    static const char *const others[] = {"kofi", "mei", "zoe", "tom", "pia"};

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        as(others[i]);
        must_be(using_say(&viewer, thread_id, 1, ""), STATUS_NOT_FOUND);
        must_be(using_undo(&viewer, thread_id, 1), STATUS_NOT_FOUND);
    }
    must_be(using_say(&world.operator_viewer, thread_id, 1, ""),
        STATUS_FORBIDDEN);
    as("ada");
    viewer.may_write = false;
    must_be(using_say(&viewer, thread_id, 1, ""), STATUS_FORBIDDEN);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM uses"), 0);
}

/* Nothing tells whether the post is there. */
static void
a_covered_answer_is_not_used_before_it_is_seen(void **state)
{
    struct posted posted;
    char words[300];

    (void)state;
    int64_t question = talk_ask(&world, "mara", "emea-autumn", "What is new?");
    as("lin");
    must(asking_answer(&viewer, question, "Much.", &posted));
    as("ada");
    must_be(using_say(&viewer, posted.thread_id, posted.number, ""),
        STATUS_FORBIDDEN);
    text_copy(words, sizeof words, reason());
    must_be(using_say(&viewer, posted.thread_id, 77, ""), STATUS_FORBIDDEN);
    assert_string_equal(reason(), words);
    must(asking_skip(&viewer, question));
    must(using_say(&viewer, posted.thread_id, posted.number, "Tried it."));
}

/* One's own answer opens none of them. */
static void
what_opens_at_closing_says_so(void **state)
{
    struct viewer mara = {0};
    struct posted posted;
    int64_t id;
    int opened;

    (void)state;
    world_viewer(&world, "mara", &mara);
    must(asking_add(&mara, world_board(&world, "emea-autumn"),
        &(struct ask){.body = "What is new?",
            .asks_on = "2026-11-23",
            .asks_minute = -1,
            .showing = SHOWING_AT_CLOSING},
        &id));
    must(asking_open_due(&mara, &opened));
    viewer_clear(&mara);
    as("lin");
    must(asking_answer(&viewer, id, "Much.", &posted));
    as("ada");
    must_be(using_say(&viewer, posted.thread_id, posted.number, ""),
        STATUS_FORBIDDEN);
    assert_string_equal(reason(),
        "the answers open when the question has closed everywhere");
}

/* Whoever left a board hears no more of it than anybody. */
static void
nobody_is_told_of_a_board_they_have_left(void **state)
{
    (void)state;
    say("ada", "It worked.");
    talk_run(&world, "DELETE FROM members WHERE person_id ="
                     " (SELECT id FROM people WHERE handle = 'ben')");
    assert_int_equal(untold("ben"), 0);
    must(using_list(&viewer, &uses));
    assert_int_equal(uses.count, 0);
}

/* The line is the author's alone: not the staff's, by no list. */
static void
the_line_is_for_the_author_alone(void **state)
{
    static const char *const others[] = {"ada", "mara", "jo", "sam", "rob",
        "max", "una", "pia"};

    (void)state;
    say("lin", "It worked.");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        as(others[i]);
        must(using_list(&viewer, &uses));
        assert_int_equal(uses.count, 0);
    }
}

static void
counts_are_for_those_who_answer_for_the_program(void **state)
{
    static const struct {
        const char *handle;
        bool may;
    } people[] = {
        {"pia", true},
        {"jo", true},
        {"max", true},
        {"una", true},
        {"ada", false},
        {"mara", false},
        {"sam", false},
        {"rob", false},
        {"zoe", false},
        {"tom", false},
    };
    struct use_count_list counts = {0};

    (void)state;
    say("ada", "It worked.");
    say("lin", "");
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        as(people[i].handle);
        must_be(using_counts(&viewer, &counts),
            people[i].may ? STATUS_OK : STATUS_FORBIDDEN);
        if (!people[i].may)
            continue;
        bool is_staff = viewer.person.site_role != ROLE_NONE;
        assert_int_equal(counts.count, is_staff ? 2 : 1);
        assert_string_equal(counts.rows[0].program_slug, "new-hire");
        assert_int_equal(counts.rows[0].uses, 2);
        assert_int_equal(counts.rows[0].posts, 1);
        assert_int_equal(counts.rows[0].people, 2);
        use_count_list_clear(&counts);
    }
    must(using_counts(&world.operator_viewer, &counts));
    assert_int_equal(counts.count, 2);
    assert_int_equal(counts.rows[1].uses, 0);
    use_count_list_clear(&counts);
}

/* ---- On screen ----------------------------------------------------------- */

static void
a_key_says_it_and_the_thread_shows_it(void **state)
{
    char place[32];

    (void)state;
    as("ada");
    glass_open(&glass, &viewer, 24, 80);
    snprintf(place, sizeof place, "%lld", (long long)thread_id);
    app_push(glass.app, view_by_name("thread"), place);
    glass_show(&glass);
    glass_type(&glass, "u");
    glass_must_be_at(&glass, "use");
    glass_must_show(&glass, "Ben Aydin, EMEA");
    glass_must_show(&glass, "What do you think?");
    glass_type(&glass, "It worked at floor 2.\r");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "Ben Aydin is told that you used it.");
    assert_string_equal(glass_row(&glass, 4) + 68, "used by you");
    assert_non_null(strstr(glass_row(&glass, 4), "What do you think?"));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM uses WHERE line"
                                         " = 'It worked at floor 2.'"),
        1);
    glass_type(&glass, "u\t");
    glass_must_show(&glass, "Take it back");
    glass_type(&glass, "y");
    glass_must_be_at(&glass, "thread");
    glass_must_not_show(&glass, "used by you");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM uses"), 0);
}

static void
ones_own_post_says_why_not(void **state)
{
    char place[32];

    (void)state;
    as("ben");
    glass_open(&glass, &viewer, 24, 80);
    snprintf(place, sizeof place, "%lld", (long long)thread_id);
    app_push(glass.app, view_by_name("thread"), place);
    glass_type(&glass, "u");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "This is your own: others say what they used");
}

static void
home_tells_the_author_until_it_is_read(void **state)
{
    (void)state;
    say("ada", "Security printed one in a minute.");
    say("lin", "");
    as("ben");
    glass_open(&glass, &viewer, 24, 80);
    glass_must_show(&glass, "u  2 used what you wrote");
    glass_type(&glass, "u");
    glass_must_be_at(&glass, "used");
    glass_must_show(&glass, "Lin Zhao, EMEA");
    glass_must_show(&glass, "What happened is not said.");
    glass_type(&glass, "j");
    glass_must_show(&glass, "Security printed one in a minute.");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "thread");
    glass_type(&glass, "bb");
    glass_must_be_at(&glass, "home");
    glass_must_not_show(&glass, "used what you wrote");
}

/* Words at the end of a body that fills its row get a row of their own. */
static void
how_many_used_it_never_covers_the_text(void **state)
{
    char place[32];
    struct posted posted;

    (void)state;
    as("lin");
    must(posting_start(&viewer, world_board(&world, "emea-autumn"), "Long",
        "This body is exactly so long that nothing more has room in its row "
        "here",
        &posted));
    thread_id = posted.thread_id;
    say("ben", "");
    as("ada");
    glass_open(&glass, &viewer, 24, 80);
    snprintf(place, sizeof place, "%lld", (long long)thread_id);
    app_push(glass.app, view_by_name("thread"), place);
    glass_show(&glass);
    glass_must_show(&glass, "has room in its row here");
    assert_string_equal(glass_row(&glass, 5) + 70, "used by 1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_used_is_counted_and_its_author_told),
        TEST(it_is_told_even_years_later),
        TEST(a_second_time_changes_the_line),
        TEST(a_line_changed_meanwhile_is_not_read),
        TEST(it_is_taken_back),
        TEST(nobody_uses_their_own),
        TEST(a_line_is_one_line_and_has_an_end),
        TEST(a_thread_that_is_not_theirs_is_not_there),
        TEST(a_covered_answer_is_not_used_before_it_is_seen),
        TEST(what_opens_at_closing_says_so),
        TEST(nobody_is_told_of_a_board_they_have_left),
        TEST(the_line_is_for_the_author_alone),
        TEST(counts_are_for_those_who_answer_for_the_program),
        TEST(a_key_says_it_and_the_thread_shows_it),
        TEST(ones_own_post_says_why_not),
        TEST(home_tells_the_author_until_it_is_read),
        TEST(how_many_used_it_never_covers_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
