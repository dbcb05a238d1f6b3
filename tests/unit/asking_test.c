/* Asking: at each person's own hour, answer first, covered everywhere. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/drafting.h"
#include "store/people.h"
#include "store/store.h"
#include "support/stage.h"

#define PROGRAM "new-hire-autumn-2026"
#define COHORT  "emea-autumn"

static struct viewer ada;  /* a learner in London */
static struct viewer lin;  /* another */
static struct viewer mara; /* their mentor */
static struct viewer kofi; /* a learner in New York */
static struct viewer wen;  /* a learner in Singapore */

static struct {
    struct viewer *who;
    const char *handle;
} const everyone[] = {
    {&ada, "ada"},
    {&lin, "lin"},
    {&mara, "mara"},
    {&kofi, "kofi"},
    {&wen, "wen"},
};
enum {
    PEOPLE = sizeof everyone / sizeof *everyone
};

static int
set_up(void **state)
{
    stage_open(state);
    for (size_t i = 0; i < PEOPLE; i++)
        stage_seat(everyone[i].who, everyone[i].handle);
    return 0;
}

static int64_t
opens_at(int64_t question_id, const char *zone)
{
    static const char sql[] = SQL(
        SELECT opens_at
          FROM openings
         WHERE question_id = :id
           AND zone = :zone);
    struct query *query = store_query(world.store, sql);

    query_bind_id(query, ":id", question_id);
    query_bind_text(query, ":zone", zone);
    int64_t at = query_next(query) ? query_int(query, 0) : 0;
    must(query_end(query));
    return at;
}

static int64_t
ask(struct viewer *who, const char *board, const struct ask *given)
{
    int64_t id;

    must(asking_add(who, world_board(&world, board), given, &id));
    return id;
}

static struct panel
panel_of(struct viewer *who, int64_t question_id)
{
    struct panel panel = {0};

    must(asking_panel(who, question_id, &panel));
    return panel;
}

static void
it_opens_at_each_persons_own_hour(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", PROGRAM, "What did you try?");
    int64_t thread_id = talk_question_thread(&world, id);
    struct thread_row row;
    struct panel panel;

    assert_int_equal(opens_at(id, "Asia/Singapore"), WORLD_NOW - 43200);
    assert_int_equal(opens_at(id, "Europe/London"), WORLD_NOW - 14400);
    assert_int_equal(opens_at(id, "America/New_York"), WORLD_NOW + 3600);
    panel = panel_of(&ada, id);
    assert_true(panel.is_open);
    assert_int_equal(panel.closes_at - panel.opens_at, 86400);
    assert_string_equal(panel.question.asker_name, "Mara Okafor");
    assert_int_equal(panel.question.asker_role, ROLE_MENTOR);
    must(reading_thread(&wen, thread_id, &row));
    assert_true(row.is_today);
    assert_true(row.is_covered);
    must_be(reading_thread(&kofi, thread_id, &row), STATUS_NOT_FOUND);

    talk_pass(&world, 3600);
    must(reading_thread(&kofi, thread_id, &row));
    assert_true(panel_of(&kofi, id).is_open);
    talk_pass(&world, 8 * 3600);
    assert_true(panel_of(&wen, id).is_open);
    talk_pass(&world, 3 * 3600 + 60);
    assert_false(panel_of(&wen, id).is_open);
    assert_true(panel_of(&ada, id).is_open);
    assert_true(panel_of(&wen, id).is_covered);
}

/* Nothing that `viewer` can ask for tells of the thread. */
static void
expect_no_trace(struct viewer *who, int64_t question_id, int64_t thread_id)
{
    struct thread_row row;
    struct thread_list threads;
    struct post_list posts;
    struct panel panel;
    struct panel_list panels;
    struct board_list boards;
    struct board board;
    struct event_list events;
    struct posted posted;
    struct thread next;
    int number;
    int first;

    must_be(reading_thread(who, thread_id, &row), STATUS_NOT_FOUND);
    must_be(reading_posts(who, thread_id, 1, 9, &posts), STATUS_NOT_FOUND);
    must_be(reading_progress(who, thread_id, &number, &first),
        STATUS_NOT_FOUND);
    must_be(reading_mark(who, thread_id, 1), STATUS_NOT_FOUND);
    must_be(posting_reply(who, thread_id, 0, "x", &posted), STATUS_NOT_FOUND);
    must_be(asking_panel(who, question_id, &panel), STATUS_NOT_FOUND);
    must_be(asking_panel_by_thread(who, thread_id, &panel), STATUS_NOT_FOUND);
    must_be(asking_answer(who, question_id, "x", &posted), STATUS_CONFLICT);
    must_be(asking_skip(who, question_id), STATUS_CONFLICT);
    must(reading_threads(who, world_board(&world, PROGRAM), NULL, 9, &threads));
    assert_int_equal(threads.count, 0);
    thread_list_clear(&threads);
    must(reading_board(who, PROGRAM, &board));
    assert_int_equal(board.thread_count, 0);
    must(reading_boards(who, &boards));
    for (size_t i = 0; i < boards.count; i++) {
        assert_int_equal(boards.rows[i].latest_thread_id, 0);
        assert_int_equal(boards.rows[i].unread, 0);
        assert_int_equal(boards.rows[i].board.thread_count, 0);
    }
    board_list_clear(&boards);
    must_be(reading_next_unread(who, 0, 0, &next), STATUS_NOT_FOUND);
    must(reading_events(who, 0, &events));
    assert_int_equal(events.count, 0);
    event_list_clear(&events);
    must(asking_today(who, &panels));
    assert_int_equal(panels.count, 1);
    assert_false(panels.rows[0].is_open);
    assert_string_equal(panels.rows[0].question.body, "");
    assert_int_equal(panels.rows[0].question.thread_id, 0);
    assert_int_equal(panels.rows[0].answered, 0);
    assert_int_equal(panels.rows[0].opens_at, WORLD_NOW + 3600);
    panel_list_clear(&panels);
}

static void
before_its_hour_a_question_leaves_no_trace(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", PROGRAM, "What did you try?");
    int64_t thread_id = talk_question_thread(&world, id);
    struct posted posted;
    struct viewer noor = {0};
    struct thread_row row;

    must(asking_answer(&wen, id, "A secret.", &posted));
    expect_no_trace(&kofi, id, thread_id);
    kofi.may_write = false;
    talk_run(&world, "DELETE FROM openings WHERE zone = 'America/New_York'");
    must_be(reading_thread(&kofi, thread_id, &row), STATUS_NOT_FOUND);
    world_viewer(&world, "noor", &noor); /* a mentor there sees it */
    must(reading_thread(&noor, thread_id, &row));
    assert_string_equal(row.last_author, "Wen Li");
    viewer_clear(&noor);
}

static bool
holds(const void *bytes, size_t count, const char *word)
{
    return memmem(bytes, count, word, strlen(word)) != NULL;
}

/* No list, row or post that `viewer` gets names the answer or its author. */
static void
expect_covered(struct viewer *who, int64_t question_id, int64_t thread_id)
{
    struct thread_row row;
    struct thread_list threads;
    struct post_list posts;
    struct panel panel;
    struct board_list boards;
    struct posted posted;
    struct thread next;
    int number;
    int first;

    must(reading_posts(who, thread_id, 1, 99, &posts));
    assert_int_equal(posts.count, 1);
    assert_int_equal(posts.rows[0].number, 1);
    post_list_clear(&posts);
    must(reading_posts(who, thread_id, 2, 99, &posts));
    assert_int_equal(posts.count, 0);
    post_list_clear(&posts);

    must(reading_thread(who, thread_id, &row));
    assert_true(row.is_covered);
    assert_int_equal(row.unread, 0);
    assert_string_equal(row.last_author, "");
    assert_false(holds(&row, sizeof row, "Ada Obi"));
    must(reading_threads(who, world_board(&world, COHORT), NULL, 9, &threads));
    assert_int_equal(threads.count, 1);
    assert_false(holds(threads.rows, sizeof *threads.rows, "Ada Obi"));
    thread_list_clear(&threads);
    must(reading_boards(who, &boards));
    assert_false(
        holds(boards.rows, boards.count * sizeof *boards.rows, "Ada Obi"));
    assert_int_equal(boards.rows[0].unread, 0);
    assert_int_equal(boards.rows[0].latest_thread_id, thread_id);
    board_list_clear(&boards);
    must(reading_progress(who, thread_id, &number, &first));
    assert_int_equal(first, 0);
    must_be(reading_next_unread(who, 0, 0, &next), STATUS_NOT_FOUND);
    must(reading_mark(who, thread_id, 99));
    must_be(posting_reply(who, thread_id, 1, "x", &posted), STATUS_FORBIDDEN);

    panel = panel_of(who, question_id);
    assert_true(panel.is_covered);
    assert_int_equal(panel.answered, 1);
    assert_int_equal(panel.asked, 4);
    assert_int_equal(panel.unread, 0);
    assert_int_equal(panel.region_count, 1);
    assert_string_equal(panel.regions[0].region, "EMEA");
    assert_int_equal(panel.regions[0].count, 1);
}

static void
a_covered_answer_is_unseen_everywhere(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", COHORT, "What did you try?");
    int64_t thread_id = talk_question_thread(&world, id);
    struct posted posted;
    struct post_list posts;
    struct thread_row row;

    must(asking_answer(&ada, id, "A secret.", &posted));
    expect_covered(&lin, id, thread_id);
    lin.may_write = false;
    expect_covered(&lin, id, thread_id);
    lin.may_write = true;

    must(reading_thread(&mara, thread_id, &row));
    assert_int_equal(row.unread, 1);
    assert_string_equal(row.last_author, "Ada Obi");
    must(reading_thread(&ada, thread_id, &row));
    assert_false(row.is_covered);
    assert_int_equal(row.answered, 1);
    assert_int_equal(row.asked, 4);

    must(asking_answer(&lin, id, "Mine.", &posted));
    assert_int_equal(posted.number, 3);
    must(reading_posts(&lin, thread_id, 1, 99, &posts));
    assert_int_equal(posts.count, 3);
    assert_string_equal(posts.rows[1].body, "A secret.");
    post_list_clear(&posts);
    must(reading_thread(&lin, thread_id, &row));
    assert_int_equal(row.unread, 1);
    must(posting_reply(&lin, thread_id, 2, "Well said.", &posted));
    assert_int_equal(panel_of(&lin, id).unread, 1);
}

static void
a_skip_uncovers_and_counts_as_skipped(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", COHORT, "What did you try?");
    struct posted posted;

    must(asking_answer(&ada, id, "A secret.", &posted));
    must(asking_skip(&lin, id));
    must(asking_skip(&lin, id));
    struct panel panel = panel_of(&lin, id);
    assert_true(panel.is_skipped);
    assert_false(panel.is_answered);
    assert_false(panel.is_covered);
    assert_int_equal(panel.answered, 1);
    assert_int_equal(panel.unread, 1);

    must_be(asking_skip(&ada, id), STATUS_CONFLICT);
    must(asking_answer(&lin, id, "After all.", &posted));
    panel = panel_of(&lin, id);
    assert_true(panel.is_answered);
    assert_false(panel.is_skipped);
    assert_int_equal(panel.answered, 2);
}

static void
a_second_answer_replies_to_the_first(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", COHORT, "What did you try?");
    struct draft draft = {.target = DRAFT_QUESTION, .target_id = id};
    struct posted posted;
    struct post_list posts;

    must(asking_answer(&lin, id, "Lin's.", &posted));
    draft.body = memory_copy("My ans");
    must(drafting_save(&ada, &draft));
    draft_clear(&draft);
    must(asking_answer(&ada, id, "My answer.", &posted));
    assert_int_equal(posted.number, 3);
    assert_int_equal(ada.news.rows[ada.news.count - 1].kind, EVENT_ANSWER);
    must_be(drafting_find(&ada, DRAFT_QUESTION, id, 0, &draft),
        STATUS_NOT_FOUND);
    must(asking_answer(&ada, id, "And this.", &posted));
    must(reading_posts(&ada, posted.thread_id, 3, 9, &posts));
    assert_int_equal(posts.count, 2);
    assert_int_equal(posts.rows[0].reply_to, 0);
    assert_int_equal(posts.rows[1].reply_to, 3);
    post_list_clear(&posts);
    assert_int_equal(panel_of(&ada, id).answered, 2);
}

static void
at_its_closing_everywhere_all_is_open(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", PROGRAM, "What did you try?");
    struct posted posted;

    must(asking_answer(&wen, id, "A secret.", &posted));
    talk_pass(&world, 24 * 3600 - 14400 + 60); /* closed in London */
    assert_false(panel_of(&ada, id).is_open);
    assert_true(panel_of(&ada, id).is_covered);
    must_be(asking_answer(&ada, id, "Late.", &posted), STATUS_CONFLICT);
    assert_string_equal(reason(), "this question is closed");
    talk_pass(&world, 5 * 3600 - 120);
    assert_true(panel_of(&ada, id).is_covered);
    talk_pass(&world, 120); /* and in New York */
    assert_false(panel_of(&ada, id).is_covered);
    assert_int_equal(panel_of(&ada, id).unread, 1);
    assert_false(panel_of(&kofi, id).is_covered);
}

static void
an_open_question_covers_nothing(void **state)
{
    (void)state;
    struct ask open = {.body = "Who is up for lunch?\nToday, that is.",
        .asks_on = "2026-11-23",
        .asks_minute = -1,
        .showing = SHOWING_OPEN};
    int64_t id = ask(&mara, COHORT, &open);
    struct posted posted;
    struct thread_row row;
    int opened;

    must(asking_open_due(&mara, &opened));
    must(asking_answer(&ada, id, "Me.", &posted));
    must(reading_thread(&lin, posted.thread_id, &row));
    assert_false(row.is_covered);
    assert_string_equal(row.thread.subject, "Who is up for lunch?");
    assert_string_equal(row.last_author, "Ada Obi");
    assert_int_equal(row.unread, 2);
    must(posting_reply(&lin, posted.thread_id, 2, "Me too.", &posted));
}

static void
hours_that_a_zone_skips_or_repeats(void **state)
{
    (void)state;
    struct ask skipped = {.body = "a",
        .asks_on = "2027-03-14",
        .asks_minute = 150};
    struct ask repeated = {.body = "b",
        .asks_on = "2027-11-07",
        .asks_minute = 90};
    struct ask spring = {.body = "c",
        .asks_on = "2027-03-28",
        .asks_minute = 90};
    int64_t id = ask(&mara, PROGRAM, &skipped);

    /* 02:30 does not come in New York: 03:00 there is 07:00 UTC. */
    assert_int_equal(opens_at(id, "America/New_York"), INT64_C(1805007600));
    assert_int_equal(opens_at(id, "Europe/London"), INT64_C(1804991400));
    /* 01:30 comes twice: the first is 05:30 UTC. */
    id = ask(&mara, PROGRAM, &repeated);
    assert_int_equal(opens_at(id, "America/New_York"), INT64_C(1825565400));
    /* 01:30 does not come in London: 02:00 there is 01:00 UTC. */
    id = ask(&mara, PROGRAM, &spring);
    assert_int_equal(opens_at(id, "Europe/London"), INT64_C(1806195600));
    assert_int_equal(opens_at(id, "Asia/Singapore"), INT64_C(1806168600));
}

static void
a_persons_own_zone_counts_even_if_new(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", PROGRAM, "What did you try?");
    struct panel_list panels;
    struct panel panel;

    must(people_set_zone(world.store, wen.person.id, "Pacific/Honolulu"));
    must(viewer_refresh(&wen));
    must_be(asking_panel(&wen, id, &panel), STATUS_NOT_FOUND);
    must(people_set_zone(world.store, wen.person.id, "Africa/Lagos"));
    must(viewer_refresh(&wen));
    must(asking_panel(&wen, id, &panel));
    assert_int_equal(panel.opens_at, WORLD_NOW - 18000);
    assert_int_equal(opens_at(id, "Africa/Lagos"), 0);
    must(asking_today(&wen, &panels));
    assert_int_equal(panels.count, 1);
    assert_true(panels.rows[0].is_open);
    panel_list_clear(&panels);
    assert_int_equal(opens_at(id, "Africa/Lagos"), WORLD_NOW - 18000);
}

static void
moving_house_hides_no_answer_given(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", PROGRAM, "What did you try?");
    struct posted posted;
    struct post_list posts;

    must(asking_answer(&wen, id, "Mine.", &posted));
    must(people_set_zone(world.store, wen.person.id, "Pacific/Honolulu"));
    must(viewer_refresh(&wen));
    must(reading_posts(&wen, posted.thread_id, 1, 9, &posts));
    assert_int_equal(posts.count, 2);
    post_list_clear(&posts);
}

static void
open_due_at_once(void)
{
    struct store *store = NULL;
    struct viewer who = {0};
    int opened = 0;

    if (store_open(world.path, STORE_WRITE, &store) != STATUS_OK)
        _exit(9);
    viewer_open_operator(&who, store);
    if (asking_open_due(&who, &opened) != STATUS_OK ||
        who.news.count != (size_t)opened)
        _exit(9);
    viewer_clear(&who);
    store_close(store);
    _exit(opened);
}

static void
a_due_question_opens_once_whoever_is_first(void **state)
{
    (void)state;
    struct ask today = {.body = "What?",
        .asks_on = "2026-11-23",
        .asks_minute = -1,
        .is_again = true};
    int opened = 0;

    ask(&mara, COHORT, &today);
    ask(&mara, PROGRAM, &today);
    for (int i = 0; i < 4; i++)
        if (fork() == 0)
            open_due_at_once();
    for (int i = 0; i < 4; i++) {
        int outcome;

        assert_true(wait(&outcome) > 0);
        assert_true(WIFEXITED(outcome));
        opened += WEXITSTATUS(outcome);
    }
    assert_int_equal(opened, 2);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM threads"), 2);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM events "
                                         "WHERE kind = 'question'"),
        2);
}

static void
a_viewers_own_look_opens_what_is_due(void **state)
{
    (void)state;
    struct ask today = {.body = "What?",
        .asks_on = "2026-11-23",
        .asks_minute = -1};
    struct panel_list panels;
    struct posted posted;

    int64_t id = ask(&mara, COHORT, &today);
    lin.may_write = false;
    must(asking_today(&lin, &panels));
    assert_int_equal(panels.count, 0);
    panel_list_clear(&panels);
    must(asking_today(&ada, &panels));
    assert_int_equal(panels.count, 1);
    assert_int_equal(panels.rows[0].question.id, id);
    assert_int_equal(ada.news.count, 1);
    assert_int_equal(ada.news.rows[0].kind, EVENT_QUESTION);
    assert_int_equal(ada.news.rows[0].person_id, mara.person.id);
    panel_list_clear(&panels);
    must(asking_today(&lin, &panels));
    assert_int_equal(panels.count, 1);
    panel_list_clear(&panels);
    must(asking_answer(&ada, id, "This.", &posted));
}

static void
a_look_goes_on_where_nothing_can_be_written(void **state)
{
    (void)state;
    struct ask today = {.body = "What?",
        .asks_on = "2026-11-23",
        .asks_minute = -1};
    struct panel_list panels;
    struct board_list boards;

    talk_ask(&world, "mara", COHORT, "Here");
    ask(&mara, PROGRAM, &today);
    talk_run(&world, "PRAGMA query_only = 1");
    must(asking_today(&ada, &panels));
    assert_int_equal(panels.count, 1);
    assert_string_equal(panels.rows[0].question.body, "Here");
    panel_list_clear(&panels);
    must(reading_boards(&ada, &boards));
    board_list_clear(&boards);
    assert_int_equal(ada.news.count, 0);
    talk_run(&world, "PRAGMA query_only = 0");
}

static void
what_nobody_opened_in_time_is_left_out(void **state)
{
    (void)state;
    struct ask late = {.body = "Old",
        .asks_on = "2026-11-21",
        .asks_minute = -1,
        .window_hours = 100};
    struct ask later = {.body = "Newer",
        .asks_on = "2026-11-22",
        .asks_minute = -1,
        .window_hours = 100};
    struct ask gone = {.body = "Gone",
        .asks_on = "2026-11-23",
        .asks_minute = -1};
    struct panel_list panels;
    int opened;

    ask(&mara, COHORT, &late);
    ask(&mara, COHORT, &later);
    must(asking_open_due(&mara, &opened));
    assert_int_equal(opened, 1); /* the newer alone */
    must(asking_today(&ada, &panels));
    assert_int_equal(panels.count, 1);
    assert_string_equal(panels.rows[0].question.body, "Newer");
    panel_list_clear(&panels);

    ask(&mara, PROGRAM, &gone);
    talk_pass(&world, 3 * 86400);
    must(asking_open_due(&mara, &opened));
    assert_int_equal(opened, 0);
}

static void
the_newest_stands_in_the_panel(void **state)
{
    (void)state;
    struct ask weekly = {.body = "Weekly",
        .asks_on = "2026-11-20",
        .asks_minute = -1,
        .window_hours = 168};
    struct panel_list panels;
    int opened;

    ask(&mara, COHORT, &weekly);
    must(asking_open_due(&mara, &opened));
    talk_ask(&world, "mara", PROGRAM, "All");
    talk_ask(&world, "mara", COHORT, "Daily");
    must(asking_today(&ada, &panels));
    assert_int_equal(panels.count, 1);
    assert_string_equal(panels.rows[0].question.body, "Daily");
    assert_string_equal(panels.rows[0].board_title, "EMEA, autumn 2026");
    panel_list_clear(&panels);
    must(asking_today(&wen, &panels));
    assert_int_equal(panels.count, 1);
    assert_string_equal(panels.rows[0].question.body, "All");
    assert_int_equal(panels.rows[0].asked, 2); /* EMEA has a question */
    panel_list_clear(&panels);

    talk_pass(&world, 86400);
    must(asking_today(&ada, &panels));
    assert_int_equal(panels.count, 1);
    assert_string_equal(panels.rows[0].question.body, "Weekly");
    panel_list_clear(&panels);

    struct viewer max = {0};
    world_viewer(&world, "max", &max);
    must(asking_today(&max, &panels)); /* asked of nobody on the whole site */
    assert_int_equal(panels.count, 0);
    viewer_clear(&max);
}

static void
whoever_asks_has_nothing_to_answer(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", COHORT, "What did you try?");
    struct panel_list panels;

    must(asking_today(&mara, &panels));
    assert_int_equal(panels.count, 1);
    assert_true(panels.rows[0].is_asker);
    assert_true(panels.rows[0].is_answered);
    assert_false(panels.rows[0].is_covered);
    assert_int_equal(panels.rows[0].answered, 0);
    panel_list_clear(&panels);
    assert_false(panel_of(&ada, id).is_asker);
    assert_false(panel_of(&ada, id).is_answered);
}

static void
the_best_week_is_another_questions(void **state)
{
    (void)state;
    int64_t first = talk_ask(&world, "mara", COHORT, "First");
    struct posted posted;
    struct ask second = {.body = "Second",
        .asks_on = "2026-11-24",
        .asks_minute = -1};
    int opened;

    must(asking_answer(&ada, first, "a", &posted));
    must(asking_answer(&lin, first, "b", &posted));
    must(asking_answer(&lin, first, "b again", &posted));
    talk_run(&world, "UPDATE openings SET opens_at = opens_at - 700000");
    must(asking_answer(&mara, first, "late", &posted));
    assert_int_equal(panel_of(&ada, first).answered, 3);
    assert_int_equal(panel_of(&ada, first).best, 0);
    int64_t id = ask(&mara, COHORT, &second);
    talk_run(&world,
        "UPDATE openings SET opens_at = opens_at - 86400, closes_at = "
        "closes_at - 86400 WHERE question_id = 2");
    must(asking_open_due(&mara, &opened));
    assert_int_equal(panel_of(&ada, id).best, 2);
}

static void
a_queue_takes_the_first_free_weekdays(void **state)
{
    (void)state;
    static const char *const dates[] = {"2026-11-23", "2026-11-24",
        "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"};
    int64_t board_id = world_board(&world, COHORT);
    struct ask today = {.body = "b",
        .asks_minute = -1,
        .is_again = true,
        .today_too = true};
    struct ask next = {.body = "b", .asks_minute = -1, .is_again = true};
    struct ask taken = {.body = "b", .asks_on = "2026-11-26"};
    struct question_list list;
    int64_t id;

    for (int i = 0; i < 6; i++)
        ask(&mara, COHORT, i == 0 ? &today : &next);
    must_be(asking_add(&mara, board_id, &taken, &id), STATUS_CONFLICT);
    assert_string_equal(reason(), "2026-11-26 has a question already");
    must(asking_queue(&mara, board_id, 50, &list));
    assert_int_equal(list.count, 6);
    for (int i = 0; i < 6; i++)
        assert_string_equal(list.rows[i].asks_on, dates[i]);
    assert_int_equal(list.rows[0].asks_minute, 480);
    assert_int_equal(list.rows[0].window_hours, 24);
    assert_true(list.rows[0].is_answer_first);
    question_list_clear(&list);

    int opened;
    must(asking_open_due(&mara, &opened));
    must(asking_queue(&mara, board_id, 2, &list));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.rows[0].asks_on, dates[1]);
    question_list_clear(&list);
}

static void
only_staff_ask_and_see_the_queue(void **state)
{
    (void)state;
    int64_t board_id = world_board(&world, COHORT);
    struct ask next = {.body = "b", .asks_minute = -1};
    struct question_list list;
    int64_t id;

    must_be(asking_add(&ada, board_id, &next, &id), STATUS_FORBIDDEN);
    must_be(asking_queue(&ada, board_id, 5, &list), STATUS_FORBIDDEN);
    must_be(asking_add(&kofi, board_id, &next, &id), STATUS_NOT_FOUND);
    mara.may_write = false;
    must_be(asking_add(&mara, board_id, &next, &id), STATUS_FORBIDDEN);
    must(asking_add(&world.operator_viewer, board_id, &next, &id));
    assert_int_equal(talk_number(&world, "SELECT asker_id FROM questions"),
        mara.person.id);
    must_be(asking_add(&world.operator_viewer, world_board(&world, "commons"),
                &(struct ask){.body = ""}, &id),
        STATUS_INVALID);
    must_be(asking_add(&world.operator_viewer,
                world_board(&world, "safe-handling-course"), &next, &id),
        STATUS_INVALID);
}

static void
what_cannot_be_asked_is_refused_in_words(void **state)
{
    (void)state;
    int64_t board_id = world_board(&world, COHORT);
    char long_body[QUESTION_BYTES + 1];
    int64_t id;
    struct ask wrong[] = {
        {.body = " \n"},
        {.body = "x\xff"},
        {.body = long_body},
        {.body = "b", .asks_on = "2026-02-30"},
        {.body = "b", .asks_on = "tomorrow"},
        {.body = "b", .asks_on = "2026-11-20"},
        {.body = "b", .asks_minute = 1440},
        {.body = "b", .window_hours = 745},
    };

    memset(long_body, 'a', sizeof long_body - 1);
    long_body[sizeof long_body - 1] = '\0';
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        reason_clear();
        must_be(asking_add(&mara, board_id, &wrong[i], &id), STATUS_INVALID);
        assert_string_not_equal(reason(), "");
    }
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM questions"), 0);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM openings"), 0);
}

static void
a_long_question_has_a_short_subject(void **state)
{
    (void)state;
    int64_t id = talk_ask(&world, "mara", COHORT,
        "What did you try on a live ticket this week that session 3 made "
        "possible, and what would you tell whoever comes next?");
    struct thread_row row;

    must(reading_thread(&mara, talk_question_thread(&world, id), &row));
    assert_string_equal(row.thread.subject,
        "What did you try on a live ticket this week that session 3 made "
        "possible, and what would you tell ...");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(it_opens_at_each_persons_own_hour),
        TEST(before_its_hour_a_question_leaves_no_trace),
        TEST(a_covered_answer_is_unseen_everywhere),
        TEST(a_skip_uncovers_and_counts_as_skipped),
        TEST(a_second_answer_replies_to_the_first),
        TEST(at_its_closing_everywhere_all_is_open),
        TEST(an_open_question_covers_nothing),
        TEST(hours_that_a_zone_skips_or_repeats),
        TEST(a_persons_own_zone_counts_even_if_new),
        TEST(moving_house_hides_no_answer_given),
        TEST(a_due_question_opens_once_whoever_is_first),
        TEST(a_viewers_own_look_opens_what_is_due),
        TEST(a_look_goes_on_where_nothing_can_be_written),
        TEST(what_nobody_opened_in_time_is_left_out),
        TEST(the_newest_stands_in_the_panel),
        TEST(whoever_asks_has_nothing_to_answer),
        TEST(the_best_week_is_another_questions),
        TEST(a_queue_takes_the_first_free_weekdays),
        TEST(only_staff_ask_and_see_the_queue),
        TEST(what_cannot_be_asked_is_refused_in_words),
        TEST(a_long_question_has_a_short_subject),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
