/* Unread: exact by thread and by board, whatever happened in which order, and
 * at a cost that follows what is new. */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "board/drafting.h"
#include "store/engine.h"
#include "store/store.h"
#include "support/talk.h"

enum {
    STEPS = 1200,
    CHECK_EVERY = 12,
    THREADS_MOST = 500,
    POSTS_MOST = 4000,
    ANSWERERS = 3
};

static struct world world;
static struct viewer ada;  /* who is counted for */
static struct viewer twin; /* her second session, over another connection */
static struct store *twin_store;

static int
set_up(void **state)
{
    (void)state;
    talk_open(&world);
    ada = twin = (struct viewer){0};
    world_viewer(&world, "ada", &ada);
    twin_store = world_connect(&world);
    must(viewer_open(&twin, twin_store, ada.person.id));
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    viewer_clear(&ada);
    viewer_clear(&twin);
    store_close(twin_store);
    talk_close(&world);
    return 0;
}

/* The plain model: what the rule says, from lists. */
static struct {
    int64_t id;
    int64_t question_id; /* 0: talk */
    int read;
    int last_number;
    bool is_covered;
} threads[THREADS_MOST];
static int thread_count;
static struct {
    int64_t id;
    int thread;
    int number;
    bool is_own;
} posts[POSTS_MOST];
static int post_count;
static int64_t baseline;

static int
expected_in(int thread, int *first)
{
    int unread = 0;

    *first = 0;
    if (threads[thread].is_covered)
        return 0;
    for (int i = 0; i < post_count; i++) {
        if (posts[i].thread != thread || posts[i].is_own ||
            posts[i].id <= baseline || posts[i].number <= threads[thread].read)
            continue;
        if (unread == 0)
            *first = posts[i].number;
        unread++;
    }
    return unread;
}

static int
thread_index(int64_t id)
{
    for (int i = 0; i < thread_count; i++)
        if (threads[i].id == id)
            return i;
    fail_msg("thread %lld is unknown", (long long)id);
    return 0;
}

static void
note_post(int thread, const struct posted *posted, bool is_own)
{
    assert_true(post_count < POSTS_MOST);
    posts[post_count].id = posted->post_id;
    posts[post_count].thread = thread;
    posts[post_count].number = posted->number;
    posts[post_count++].is_own = is_own;
    threads[thread].last_number = posted->number;
}

/* Threads page by page, each row as the model has it. */
static void
check_threads(struct viewer *viewer, int64_t board_id, int *total,
    int64_t *first_unread)
{
    struct thread_key after = {0};
    struct thread_list list;
    int seen = 0;

    *total = 0;
    *first_unread = 0;
    do {
        must(reading_threads(viewer, board_id, &after, 37, &list));
        for (size_t i = 0; i < list.count; i++) {
            const struct thread *thread = &list.rows[i].thread;
            int first;
            int last_read;
            int first_new;
            int index = thread_index(thread->id);
            int expected = expected_in(index, &first);

            assert_int_equal(list.rows[i].unread, expected);
            assert_int_equal(list.rows[i].is_covered,
                threads[index].is_covered);
            must(reading_progress(viewer, thread->id, &last_read, &first_new));
            assert_int_equal(first_new, first);
            assert_int_equal(last_read, threads[index].read);
            if (expected > 0 && *first_unread == 0)
                *first_unread = thread->id;
            *total += expected;
            after = thread_key_of(thread);
            seen++;
        }
        thread_list_clear(&list);
    } while (after.last_post_id != 0 && seen % 37 == 0 && seen < thread_count);
    assert_int_equal(seen, thread_count);
}

static void
check(struct viewer *viewer, int64_t board_id)
{
    struct thread next;
    int total;
    int64_t first_unread;

    check_threads(viewer, board_id, &total, &first_unread);
    assert_int_equal(talk_unread(viewer, "emea-autumn"), total);
    enum status status = reading_next_unread(viewer, board_id, 0, &next);
    if (first_unread == 0) {
        must_be(status, STATUS_NOT_FOUND);
    } else {
        must(status);
        assert_int_equal(next.id, first_unread);
    }
}

/* A small generator of our own: the same run everywhere. */
static uint32_t seed;

static int
dice(int sides)
{
    seed = seed * 1664525U + 1013904223U;
    return (int)((seed >> 8) % (uint32_t)sides);
}

static void
begin_thread(struct viewer *author, int64_t board_id, bool is_own)
{
    struct posted posted;

    assert_true(thread_count < THREADS_MOST);
    must(posting_start(author, board_id, "Subject", "Body", &posted));
    threads[thread_count].id = posted.thread_id;
    note_post(thread_count++, &posted, is_own);
}

static void
ask_question(int64_t board_id, int day)
{
    struct viewer mara = {0};
    char date[11];
    struct ask ask = {.body = "What did you try?",
        .asks_on = date,
        .is_again = true};
    struct posted posted = {.number = 1};
    struct panel panel;
    int opened;

    must(date_add("2026-11-23", -day, date));
    ask.window_hours = 24 * (day + 2);
    world_viewer(&world, "mara", &mara);
    must(asking_add(&mara, board_id, &ask, &threads[thread_count].question_id));
    must(asking_open_due(&mara, &opened));
    assert_int_equal(opened, 1);
    posted.post_id = mara.news.rows[0].post_id;
    must(asking_panel(&mara, threads[thread_count].question_id, &panel));
    threads[thread_count].id = panel.question.thread_id;
    threads[thread_count].is_covered = true;
    note_post(thread_count++, &posted, false);
    viewer_clear(&mara);
}

static void
answer(struct viewer *viewer, int thread, bool is_own)
{
    struct posted posted;

    must(asking_answer(viewer, threads[thread].question_id, "This.", &posted));
    note_post(thread, &posted, is_own);
    if (is_own)
        threads[thread].is_covered = false;
}

static void
reply(struct viewer *viewer, int thread, bool is_own)
{
    struct posted posted;

    if (threads[thread].is_covered && !is_own) {
        answer(viewer, thread, false);
        return;
    }
    enum status status = posting_reply(viewer, threads[thread].id, 0, "Reply",
        &posted);
    if (is_own && threads[thread].is_covered) {
        must_be(status, STATUS_FORBIDDEN);
        return;
    }
    if (status == STATUS_FORBIDDEN) { /* covered for that one yet */
        answer(viewer, thread, false);
        return;
    }
    must(status);
    note_post(thread, &posted, is_own);
}

static void
mark(struct viewer *viewer, int thread, int number)
{
    int most = threads[thread].is_covered ? 1 : threads[thread].last_number;

    must(reading_mark(viewer, threads[thread].id, number));
    number = number < most ? number : most;
    if (number > threads[thread].read)
        threads[thread].read = number;
}

static void
step(struct viewer *viewer, struct viewer *others, int64_t board_id)
{
    int what = dice(100);
    int thread = dice(thread_count);

    if (what < 22) {
        begin_thread(&others[dice(ANSWERERS)], board_id, false);
    } else if (what < 26) {
        begin_thread(viewer, board_id, true);
    } else if (what < 56) {
        reply(&others[dice(ANSWERERS)], thread, false);
    } else if (what < 62) {
        reply(viewer, thread, true);
    } else if (what < 95) {
        mark(viewer, thread, 1 + dice(threads[thread].last_number + 2));
    } else if (what < 97 && threads[thread].is_covered) {
        must(asking_skip(viewer, threads[thread].question_id));
        threads[thread].is_covered = false;
    } else if (what == 98 && dice(8) == 0) {
        must(reading_catch_up(viewer, dice(2) == 0 ? board_id : 0));
        baseline = posts[post_count - 1].id;
    } else if (what == 99) {
        for (int i = 0; i < thread_count; i++)
            mark(viewer, i, threads[i].last_number);
    }
}

static void
unread_is_exact_whatever_happened(void **state)
{
    (void)state;
    static const char *const handles[ANSWERERS] = {"lin", "ben", "ola"};
    struct viewer others[ANSWERERS] = {0};
    int64_t board_id = world_board(&world, "emea-autumn");

    memset(threads, 0, sizeof threads);
    thread_count = post_count = 0;
    baseline = 0;
    seed = 42;
    for (int i = 0; i < ANSWERERS; i++)
        world_viewer(&world, handles[i], &others[i]);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
    for (int day = 3; day >= 0; day--)
        ask_question(board_id, day);

    for (int i = 1; i <= STEPS; i++) {
        step(dice(2) == 0 ? &ada : &twin, others, board_id);
        if (i % CHECK_EVERY == 0)
            check(dice(2) == 0 ? &ada : &twin, board_id);
        if (i == STEPS / 2) { /* a restart */
            viewer_clear(&twin);
            store_close(twin_store);
            twin_store = world_connect(&world);
            must(viewer_open(&twin, twin_store, ada.person.id));
        }
    }
    for (int i = 0; i < ANSWERERS; i++)
        viewer_clear(&others[i]);
    assert_true(thread_count > 150);
    assert_true(talk_number(&world, "SELECT MAX(post_id) FROM baselines") > 0);
}

static void
the_first_look_counts_two_weeks(void **state)
{
    (void)state;
    struct viewer ben = {0};
    int64_t old = talk_start(&world, "lin", "emea-autumn", "Old");

    talk_reply(&world, "lin", old);
    talk_pass(&world, 10 * 86400);
    talk_reply(&world, "lin", old);
    talk_start(&world, "ada", "emea-autumn", "Ada's own");
    talk_pass(&world, 5 * 86400);
    talk_start(&world, "lin", "emea-autumn", "New");

    ada.may_write = false;
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 2);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM baselines"), 0);
    assert_int_equal(talk_unread(&twin, "emea-autumn"), 2);
    assert_true(talk_number(&world, "SELECT COUNT(*) FROM baselines") > 0);

    talk_pass(&world, 20 * 86400);
    assert_int_equal(talk_unread(&twin, "emea-autumn"), 2);
    world_viewer(&world, "ben", &ben);
    assert_int_equal(talk_unread(&ben, "emea-autumn"), 0);
    talk_reply(&world, "lin", old);
    assert_int_equal(talk_unread(&ben, "emea-autumn"), 1);
    viewer_clear(&ben);
}

static void
what_was_read_stays_read(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Talk");
    int last_read;
    int first_new;

    for (int i = 0; i < 9; i++)
        talk_reply(&world, "lin", thread_id);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 10);
    must(reading_mark(&ada, thread_id, 7));
    must(reading_mark(&twin, thread_id, 3));
    assert_int_equal(talk_unread(&twin, "emea-autumn"), 3);
    must(reading_progress(&twin, thread_id, &last_read, &first_new));
    assert_int_equal(last_read, 7);
    assert_int_equal(first_new, 8);
    must(reading_mark(&twin, thread_id, 4000));
    must(reading_progress(&ada, thread_id, &last_read, &first_new));
    assert_int_equal(last_read, 10);
    assert_int_equal(first_new, 0);
    talk_reply(&world, "lin", thread_id);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 1);

    ada.may_write = false;
    must(reading_mark(&ada, thread_id, 11));
    must(reading_catch_up(&ada, 0));
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 1);
}

static void
an_own_reply_hides_nothing_before_it(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Talk");

    talk_reply(&world, "lin", thread_id);
    talk_reply(&world, "ada", thread_id);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 2);
}

static void
counting_ends_at_a_thousand(void **state)
{
    (void)state;
    struct thread_row row;
    struct thread next;
    int64_t thread_id;

    must(store_begin(world.store));
    thread_id = talk_start(&world, "lin", "emea-autumn", "Long");
    for (int i = 0; i < 600; i++)
        talk_reply(&world, "lin", thread_id);
    for (int i = 0; i < 600; i++)
        talk_start(&world, "lin", "emea-autumn", "Short");
    must(store_commit(world.store));

    assert_int_equal(talk_unread(&ada, "emea-autumn"), 1000);
    must(reading_thread(&ada, thread_id, &row));
    assert_int_equal(row.unread, 601);
    must(reading_next_unread(&ada, 0, 0, &next));
    must(reading_catch_up(&ada, world_board(&world, "emea-autumn")));
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
    must_be(reading_next_unread(&ada, 0, 0, &next), STATUS_NOT_FOUND);
}

static void
the_next_unread_goes_round_the_boards(void **state)
{
    (void)state;
    int64_t cohort = world_board(&world, "emea-autumn");
    int64_t program = world_board(&world, "new-hire-autumn-2026");
    int64_t first = talk_start(&world, "lin", "emea-autumn", "First");
    int64_t far = talk_start(&world, "kofi", "new-hire-autumn-2026", "Far");
    struct thread next;

    talk_pass(&world, 60);
    int64_t second = talk_start(&world, "lin", "emea-autumn", "Second");
    talk_start(&world, "kofi", "amer-autumn", "Not hers");

    must(reading_next_unread(&ada, cohort, 0, &next));
    assert_int_equal(next.id, second);
    must(reading_next_unread(&ada, cohort, second, &next));
    assert_int_equal(next.id, first);
    must(reading_next_unread(&ada, cohort, first, &next));
    assert_int_equal(next.id, far);
    must(reading_next_unread(&ada, program, far, &next));
    assert_int_equal(next.id, second);
    must(reading_mark(&ada, second, 1));
    must(reading_mark(&ada, far, 1));
    must(reading_next_unread(&ada, cohort, first, &next));
    assert_int_equal(next.id, first);
    must(reading_mark(&ada, first, 1));
    must_be(reading_next_unread(&ada, cohort, 0, &next), STATUS_NOT_FOUND);
}

/* Rows and index entries that SQLite looks at, about. */
static int64_t
home_steps(void)
{
    struct board_list boards;
    struct panel_list panels;
    int waiting;
    int64_t oldest_at;
    int64_t steps = 0;
    sqlite3 *database = ada.store->database;

    for (int round = 0; round < 2; round++) {
        for (sqlite3_stmt *at = sqlite3_next_stmt(database, NULL); at != NULL;
             at = sqlite3_next_stmt(database, at))
            steps += sqlite3_stmt_status(at, SQLITE_STMTSTATUS_VM_STEP, 1);
        if (round == 1)
            return steps;
        steps = 0;
        must(reading_boards(&ada, &boards));
        board_list_clear(&boards);
        must(asking_today(&ada, &panels));
        panel_list_clear(&panels);
        must(reading_waiting(&ada, &waiting, &oldest_at));
    }
    return steps;
}

static void
fill_archive(int count)
{
    must(store_begin(world.store));
    for (int i = 0; i < count; i++) {
        int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Archive");
        talk_reply(&world, "ben", thread_id);
    }
    must(store_commit(world.store));
}

static int
discard(void *count, int columns, char **values, char **names)
{
    (void)columns;
    (void)names;
    const char *detail = values[3];
    static const char *const big[] = {"SCAN posts", "SCAN p", "SCAN threads",
        "SCAN t", "SCAN reads", "SCAN questions", "SCAN q", "SCAN answers",
        "SCAN a", "SCAN events", "SCAN people", "SCAN members", "SCAN m",
        "SCAN drafts", "SCAN places", "SCAN openings", "SCAN o"};

    for (size_t i = 0; i < sizeof big / sizeof *big; i++) {
        size_t length = strlen(big[i]);

        if (strncmp(detail, big[i], length) == 0 &&
            (detail[length] == '\0' || detail[length] == ' '))
            ++*(int *)count;
    }
    return 0;
}

/* Statements that scan a table that grows; the whole index of one is a scan
 * too. */
static int
count_scans(void)
{
    sqlite3 *database = ada.store->database;
    char *explain[200];
    int explained = 0;
    int scans = 0;

    for (sqlite3_stmt *at = sqlite3_next_stmt(database, NULL);
         at != NULL && explained < 200; at = sqlite3_next_stmt(database, at))
        explain[explained++] = sqlite3_mprintf("EXPLAIN QUERY PLAN %s",
            sqlite3_sql(at));
    assert_true(explained > 25);
    for (int i = 0; i < explained; i++) {
        int before = scans;

        sqlite3_exec(database, explain[i], discard, &scans, NULL);
        if (scans > before)
            print_message("scans: %s\n", explain[i]);
        sqlite3_free(explain[i]);
    }
    return scans;
}

/* The rest of what a session asks for. */
static void
read_about(void)
{
    struct thread_list threads_read;
    struct post_list posts_read;
    struct event_list events;
    struct draft_list drafts;
    struct thread next;
    int number;
    int first;
    char *place;

    must(reading_threads(&ada, world_board(&world, "emea-autumn"), NULL, 20,
        &threads_read));
    int64_t id = threads_read.rows[0].thread.id;
    thread_list_clear(&threads_read);
    must(reading_posts(&ada, id, 1, 20, &posts_read));
    post_list_clear(&posts_read);
    must(reading_progress(&ada, id, &number, &first));
    must(reading_next_unread(&ada, 0, 0, &next));
    must(reading_events(&ada, 3000, &events));
    event_list_clear(&events);
    must(drafting_list(&ada, &drafts));
    must_be(drafting_find_place(&ada, &place), STATUS_NOT_FOUND);
    must(reading_mark(&ada, id, 1));
}

static void
home_costs_what_is_new_not_what_is_stored(void **state)
{
    (void)state;
    struct store *fresh = world_connect(&world);

    viewer_clear(&ada);
    must(viewer_open(&ada, fresh, world_person(&world, "ada")));
    talk_ask(&world, "mara", "emea-autumn", "What did you try?");
    fill_archive(100);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 200);
    must(reading_catch_up(&ada, 0));
    talk_start(&world, "lin", "emea-autumn", "New");
    home_steps();
    int64_t before = home_steps();

    fill_archive(1500);
    must(reading_catch_up(&ada, 0));
    talk_start(&world, "lin", "emea-autumn", "New");
    home_steps();
    int64_t after = home_steps();

    print_message("home: %lld steps, then %lld\n", (long long)before,
        (long long)after);
    assert_true(before > 100);
    assert_true(after < before + before / 4);
    read_about();
    assert_int_equal(count_scans(), 0);
    viewer_clear(&ada);
    store_close(fresh);
}

static void
home_costs_not_what_was_answered_before(void **state)
{
    (void)state;
    talk_ask(&world, "mara", "emea-autumn", "What did you try?");
    talk_run(&world,
        "WITH days (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM days "
        "LIMIT 50) INSERT INTO questions (board_id, asker_id, body, asks_on, "
        "asks_minute, window_hours, is_answer_first, created_at) SELECT "
        "board_id, asker_id, body, date('2026-11-01', '-' || n || ' days'), 0, "
        "24, 1, 0 FROM questions, days");
    fill_archive(60);
    talk_run(&world, "UPDATE questions SET thread_id = id WHERE id > 1");
    must(reading_catch_up(&ada, 0));
    home_steps();
    int64_t before = home_steps();

    talk_run(&world,
        "INSERT INTO answers (question_id, person_id, post_id, answered_at) "
        "SELECT q.id, p.id, 1, 0 FROM questions q, people p WHERE q.id > 1");
    assert_true(home_steps() < before + before / 4);
}

static int64_t
first_look_steps(void)
{
    talk_pass(&world, 20 * 86400);
    talk_run(&world, "DELETE FROM baselines");
    return home_steps();
}

static void
a_first_look_costs_not_what_is_stored(void **state)
{
    (void)state;
    fill_archive(50);
    first_look_steps();
    int64_t before = first_look_steps();

    fill_archive(500);
    int64_t after = first_look_steps();

    assert_true(after < before + before / 4);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
}

static void
reading_everything_shortens_the_range(void **state)
{
    (void)state;
    struct thread next;
    int64_t kept;

    must(store_begin(world.store));
    kept = talk_start(&world, "lin", "emea-autumn", "Kept for later");
    for (int i = 0; i < 300; i++)
        talk_reply(&world, "ben",
            talk_start(&world, "lin", "emea-autumn", "Read at once"));
    must(store_commit(world.store));
    must(store_begin(world.store));
    while (
        reading_next_unread(&ada, 0, 0, &next) == STATUS_OK && next.id != kept)
        must(reading_mark(&ada, next.id, 2));
    must(store_commit(world.store));

    int64_t long_steps = home_steps();
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 1);
    must(reading_mark(&ada, kept, 1));
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
    home_steps();
    assert_true(home_steps() < long_steps / 2);
    talk_reply(&world, "lin", kept);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 1);
}

static struct {
    struct viewer *lin; /* over another connection; NULL: has posted */
    int64_t threads[2];
} meanwhile;

/* Two posts come just before the first thread's news are looked for. */
static int
post_meanwhile(unsigned type, void *context, void *statement, void *sql)
{
    struct posted posted;
    struct viewer *poster = meanwhile.lin;

    (void)type;
    (void)context;
    (void)statement;
    if (poster == NULL || strstr(sql, "number > :above_number") == NULL)
        return 0;
    meanwhile.lin = NULL;
    for (int i = 0; i < 2; i++)
        must(posting_reply(poster, meanwhile.threads[i], 0, "x", &posted));
    return 0;
}

static void
what_comes_while_counting_stays_unread(void **state)
{
    (void)state;
    struct viewer lin = {0};
    int64_t ids[80];

    must(viewer_open(&lin, twin_store, world_person(&world, "lin")));
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
    for (int i = 0; i < 80; i++) {
        ids[i] = talk_start(&world, "lin", "emea-autumn", "Talk");
        must(reading_mark(&ada, ids[i], 1));
    }
    meanwhile.threads[0] = ids[0];
    meanwhile.threads[1] = talk_start(&world, "ada", "emea-autumn", "Own");
    meanwhile.lin = &lin;
    sqlite3_trace_v2(ada.store->database, SQLITE_TRACE_STMT, post_meanwhile,
        NULL);
    talk_unread(&ada, "emea-autumn");
    sqlite3_trace_v2(ada.store->database, 0, NULL, NULL);
    assert_null(meanwhile.lin);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 2);
    viewer_clear(&lin);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(unread_is_exact_whatever_happened),
        TEST(the_first_look_counts_two_weeks),
        TEST(what_was_read_stays_read),
        TEST(an_own_reply_hides_nothing_before_it),
        TEST(counting_ends_at_a_thousand),
        TEST(the_next_unread_goes_round_the_boards),
        TEST(home_costs_what_is_new_not_what_is_stored),
        TEST(home_costs_not_what_was_answered_before),
        TEST(a_first_look_costs_not_what_is_stored),
        TEST(reading_everything_shortens_the_range),
        TEST(what_comes_while_counting_stays_unread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
