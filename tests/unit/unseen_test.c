/* What a person may not see leaves no trace: not in one verb that reads, not in
 * one command, not in a number. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/access.h"
#include "board/drafting.h"
#include "board/enrolling.h"
#include "board/pacing.h"
#include "board/presence.h"
#include "board/staffing.h"
#include "commands/command.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/marked.h"
#include "support/walk.h"

enum {
    NOWHERE = 987654 /* no id of anything */
};

static struct world world;
static struct viewer viewer;
static struct sight sight;

/* Somebody of every kind. */
static const char *const handles[] = {"ada", "mara", "jo", "sam", "rob", "pia",
    "kofi", "noor", "mei", "zoe", "val", "tom", "max", "una", "ines"};

enum {
    HANDLES = sizeof handles / sizeof *handles
};

static void
add_course_sme(void)
{
    int64_t id;

    must(enrolling_add_person(&world.operator_viewer, "ines", "Ines Roy", NULL,
        &id));
    must(staffing_add_sme(&world.operator_viewer, "ines", "safe-handling"));
}

static int
set_up(void **state)
{
    (void)state;
    machine_set(WORLD_NOW);
    marked_open(&world);
    add_course_sme();
    viewer = (struct viewer){0};
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    viewer_clear(&viewer);
    marked_close(&world);
    return 0;
}

/* All authors are here, whoever looks. */
static void
open_viewer(const char *handle)
{
    int64_t here[MARKS];

    viewer_clear(&viewer);
    world_viewer(&world, handle, &viewer);
    for (int i = 0; i < MARKS; i++)
        here[i] = marks[i].author_id;
    viewer_here(&viewer, here, MARKS);
    sight_open(&sight, &viewer);
}

/* ---- Verbs -------------------------------------------------------------- */

static void
look(const char *through, struct text *text)
{
    sight.through = through;
    sight_look(&sight, text_bytes(text), NULL);
    text_truncate(text, 0);
}

/* OK where the viewer may, else as if there were no such thing. */
static void
must_be_so(const char *verb, const struct mark *mark, bool may,
    enum status status)
{
    if (status != (may ? STATUS_OK : STATUS_NOT_FOUND))
        fail_msg("%s on %s for %s: %s, %s", verb, mark->slug,
            viewer.person.handle, status_name(status), reason());
}

static void
add_row(struct text *text, const struct thread_row *row)
{
    text_add_format(text, "%s %s %s\n", row->thread.subject,
        row->thread.author_name, row->last_author);
}

static void
add_panel(struct text *text, const struct panel *panel)
{
    text_add_format(text, "%s %s %s\n", panel->question.body,
        panel->question.asker_name, panel->board_title);
}

static void
add_posts(struct text *text, const struct post_list *posts)
{
    for (size_t i = 0; i < posts->count; i++)
        text_add_format(text, "%s %s %s\n", posts->rows[i].author_handle,
            posts->rows[i].author_name, posts->rows[i].body);
}

static void
look_at_lists(void)
{
    struct text text = {0};
    struct board_list boards = {0};
    struct panel_list panels = {0};
    struct presence presence = {0};
    struct cohort_list cohorts = {0};

    must(reading_boards(&viewer, &boards));
    for (size_t i = 0; i < boards.count; i++)
        text_add_format(&text, "%s %s %s\n", boards.rows[i].board.title,
            boards.rows[i].latest_subject, boards.rows[i].latest_author);
    board_list_clear(&boards);
    look("reading_boards", &text);

    must(asking_today(&viewer, &panels));
    for (size_t i = 0; i < panels.count; i++)
        add_panel(&text, &panels.rows[i]);
    panel_list_clear(&panels);
    look("asking_today", &text);

    must(presence_here(&viewer, &presence));
    for (size_t i = 0; i < presence.people.count; i++)
        text_add_format(&text, "%s %s\n", presence.people.rows[i].handle,
            presence.people.rows[i].name);
    presence_clear(&presence);
    look("presence_here", &text);

    must(pacing_cohorts(&viewer, &cohorts));
    for (size_t i = 0; i < cohorts.count; i++)
        text_add_format(&text, "%s %s\n", cohorts.rows[i].slug,
            cohorts.rows[i].intake_title);
    cohort_list_clear(&cohorts);
    look("pacing_cohorts", &text);
    text_clear(&text);
}

static void
look_at_board(const struct mark *mark, bool may)
{
    struct text text = {0};
    struct board board = {0};
    struct thread_list threads = {0};
    struct person_list smes = {0};

    must_be_so("reading_board", mark, may,
        reading_board(&viewer, mark->slug, &board));
    text_add_format(&text, "%s %s\n", board.slug, board.title);
    must_be_so("reading_board_by_id", mark, may,
        reading_board_by_id(&viewer, mark->board.id, &board));
    text_add_format(&text, "%s %s\n", board.slug, board.title);
    must_be_so("reading_threads", mark, may,
        reading_threads(&viewer, mark->board.id, NULL, 50, &threads));
    for (size_t i = 0; i < threads.count; i++)
        add_row(&text, &threads.rows[i]);
    thread_list_clear(&threads);
    must_be_so("staffing_smes", mark, may,
        staffing_smes(&viewer, mark->board.id, &smes));
    person_list_clear(&smes);
    look("a board", &text);
    text_clear(&text);
}

static void
look_at_thread(const struct mark *mark, bool may, int64_t thread_id)
{
    struct text text = {0};
    struct thread_row row = {0};
    struct post_list posts = {0};
    int last_read;
    int first_new;

    must_be_so("reading_thread", mark, may,
        reading_thread(&viewer, thread_id, &row));
    add_row(&text, &row);
    must_be_so("reading_posts", mark, may,
        reading_posts(&viewer, thread_id, 1, 50, &posts));
    add_posts(&text, &posts);
    post_list_clear(&posts);
    must_be_so("reading_progress", mark, may,
        reading_progress(&viewer, thread_id, &last_read, &first_new));
    look("a thread", &text);
    text_clear(&text);
}

static void
look_at_question(const struct mark *mark, bool may)
{
    struct text text = {0};
    struct panel panel = {0};
    struct question_list queue = {0};
    enum status status = asking_queue(&viewer, mark->board.id, 50, &queue);

    if (may && !rights_allow(&viewer, RIGHT_ASK, &mark->board))
        must_be(status, STATUS_FORBIDDEN);
    else
        must_be_so("asking_queue", mark, may, status);
    for (size_t i = 0; i < queue.count; i++)
        text_add_format(&text, "%s\n", queue.rows[i].body);
    question_list_clear(&queue);
    must_be_so("asking_panel", mark, may,
        asking_panel(&viewer, mark->question_id, &panel));
    add_panel(&text, &panel);
    must_be_so("asking_panel_by_thread", mark, may,
        asking_panel_by_thread(&viewer, mark->question_thread_id, &panel));
    add_panel(&text, &panel);
    look("a question", &text);
    text_clear(&text);
}

static void
look_through_verbs(void)
{
    look_at_lists();
    for (int i = 0; i < MARKS; i++) {
        bool may = sight.may_see[i];

        look_at_board(&marks[i], may);
        look_at_thread(&marks[i], may, marks[i].thread_id);
        look_at_thread(&marks[i], may, marks[i].waiting_id);
        look_at_thread(&marks[i], may, marks[i].question_thread_id);
        look_at_question(&marks[i], may);
    }
}

static void
verbs_show_what_rights_allow_and_nothing_else(void **state)
{
    (void)state;
    for (int h = 0; h < HANDLES; h++) {
        open_viewer(handles[h]);
        look_through_verbs();
        sight_must_have_seen(&sight,
            SEEN_BOARD | SEEN_ANSWER | SEEN_QUEUED | SEEN_AUTHOR);
    }
}

/* What writes says the same: there is no such thing. */
static void
nothing_is_written_where_one_may_not_look(void **state)
{
    struct posted posted;
    (void)state;

    for (int h = 0; h < HANDLES; h++) {
        open_viewer(handles[h]);
        for (int i = 0; i < MARKS; i++) {
            const struct mark *mark = &marks[i];
            struct ask ask = {.body = "Why?", .asks_minute = -1};
            int64_t id;
            char body[] = "Mine.";

            if (sight.may_see[i])
                continue;
            must_be(posting_start(&viewer, mark->board.id, "s", "t", &posted),
                STATUS_NOT_FOUND);
            must_be(posting_reply(&viewer, mark->thread_id, 1, "t", &posted),
                STATUS_NOT_FOUND);
            must_be(asking_answer(&viewer, mark->question_id, "t", &posted),
                STATUS_NOT_FOUND);
            must_be(asking_skip(&viewer, mark->question_id), STATUS_NOT_FOUND);
            must_be(asking_add(&viewer, mark->board.id, &ask, &id),
                STATUS_NOT_FOUND);
            must_be(reading_mark(&viewer, mark->thread_id, 1),
                STATUS_NOT_FOUND);
            must_be(reading_catch_up(&viewer, mark->board.id),
                STATUS_NOT_FOUND);
            must_be(drafting_save(&viewer,
                        &(struct draft){.target = DRAFT_BOARD,
                            .target_id = mark->board.id,
                            .body = body}),
                STATUS_NOT_FOUND);
            must_be(drafting_save(&viewer,
                        &(struct draft){.target = DRAFT_THREAD,
                            .target_id = mark->thread_id,
                            .body = body}),
                STATUS_NOT_FOUND);
            must_be(drafting_save(&viewer,
                        &(struct draft){.target = DRAFT_QUESTION,
                            .target_id = mark->question_id,
                            .body = body}),
                STATUS_NOT_FOUND);
        }
    }
}

/* ---- Numbers ------------------------------------------------------------ */

static int64_t
number_on(const char *sql, int64_t board_id)
{
    struct query *query = store_query(world.store, sql);

    query_bind_id(query, ":board_id", board_id);
    if (strstr(sql, ":person_id") != NULL)
        query_bind_id(query, ":person_id", viewer.person.id);
    int64_t number = query_next(query) ? query_int(query, 0) : 0;
    must(query_end(query));
    return number;
}

/* Over the boards that the viewer may see. */
static int64_t
number_seen(const char *sql)
{
    int64_t number = 0;

    for (int i = 0; i < MARKS; i++)
        if (sight.may_see[i])
            number += number_on(sql, marks[i].board.id);
    return number;
}

static void
count_events(void)
{
    static const char sql[] = "SELECT count(*) FROM events"
                              " WHERE board_id = :board_id";
    struct event_list events = {0};

    must(reading_events(&viewer, 0, &events));
    for (size_t i = 0; i < events.count; i++) {
        bool may = false;

        for (int m = 0; m < MARKS; m++)
            may = may || (marks[m].board.id == events.rows[i].board_id &&
                             sight.may_see[m]);
        assert_true(may);
    }
    assert_int_equal(events.count, number_seen(sql));
    event_list_clear(&events);
}

/* The covered answer is new to nobody who may not read it. */
static int64_t
unread_on(int i)
{
    static const char sql
        [] = "SELECT count(*) FROM posts p JOIN threads t ON t.id = p.thread_id"
             " WHERE t.board_id = :board_id AND p.author_id <> :person_id"
             "   AND (t.kind = 'talk' OR p.number = 1)";
    static const char covered
        [] = "SELECT count(*) FROM posts p JOIN threads t ON t.id = p.thread_id"
             " WHERE t.board_id = :board_id AND p.author_id <> :person_id"
             "   AND t.kind = 'question'";
    int64_t talk = number_on(sql, marks[i].board.id) - 1;
    bool is_asker = number_on("SELECT count(*) FROM questions"
                              " WHERE board_id = :board_id"
                              "   AND asker_id = :person_id",
                        marks[i].board.id) > 0;

    if (is_asker)
        talk++;
    return sight.may_read[i] ? talk + number_on(covered, marks[i].board.id)
                             : talk;
}

static void
count_board(const struct board_row *row)
{
    static const char threads[] = "SELECT count(*) FROM threads"
                                  " WHERE board_id = :board_id";

    for (int i = 0; i < MARKS; i++)
        if (marks[i].board.id == row->board.id) {
            assert_true(sight.may_see[i]);
            assert_int_equal(row->board.thread_count,
                number_on(threads, row->board.id));
            assert_int_equal(row->unread, unread_on(i));
        }
}

static void
count_all(void)
{
    static const char
        waits[] = "SELECT count(*) FROM threads WHERE board_id = :board_id"
                  "   AND has_reply = 0 AND kind = 'talk'";
    struct board_list boards = {0};
    struct presence presence = {0};
    int64_t oldest_at;
    int waiting;
    int met = 0;
    size_t seen = 1; /* the commons */

    must(reading_waiting(&viewer, &waiting, &oldest_at));
    assert_int_equal(waiting, number_seen(waits));
    count_events();
    for (int i = 0; i < MARKS; i++) {
        met += sight.may_meet[i] ? 1 : 0;
        seen += sight.may_see[i] ? 1 : 0;
    }
    must(presence_counts(&viewer, &presence));
    assert_int_equal(presence.total, met);
    must(reading_boards(&viewer, &boards));
    for (size_t i = 0; i < boards.count; i++)
        count_board(&boards.rows[i]);
    if (viewer.person.site_role == ROLE_NONE &&
        !text_equals(viewer.person.handle, "ines"))
        assert_in_range(boards.count, seen, seen + 1);
    presence_clear(&presence);
    board_list_clear(&boards);
}

static void
numbers_count_what_may_be_seen(void **state)
{
    (void)state;
    for (int h = 0; h < HANDLES; h++) {
        open_viewer(handles[h]);
        count_all();
    }
}

/* ---- Commands ----------------------------------------------------------- */

static void
values_for(const char *word, struct walk_values *values)
{
    bool is_post = strstr(word, "post") != NULL;
    bool is_thread = strstr(word, "thread") != NULL;
    bool is_question = strstr(word, "question") != NULL;
    bool is_person = strstr(word, "handle") != NULL ||
                     strstr(word, "person") != NULL;

    *values = (struct walk_values){0};
    /* What they read of it later, they said themselves. */
    if (strstr(word, "moment") != NULL || strstr(word, "deed") != NULL) {
        walk_add_value(values, "asked");
        return;
    }
    for (int i = 0; i < MARKS; i++) {
        const struct mark *mark = &marks[i];

        if (is_thread) {
            walk_add_value(values, "%lld", (long long)mark->thread_id);
            walk_add_value(values, "%lld", (long long)mark->waiting_id);
            walk_add_value(values, "%lld", (long long)mark->question_thread_id);
        } else if (is_question) {
            walk_add_value(values, "%lld", (long long)mark->question_id);
            walk_add_value(values, "%lld", (long long)mark->queued_id);
        } else if (is_post) {
            walk_add_value(values, "1");
            walk_add_value(values, "2");
        } else if (is_person) {
            walk_add_value(values, "%s", mark->author);
        } else {
            walk_add_value(values, "%s", mark->slug);
            walk_add_value(values, "%lld", (long long)mark->board.id);
            walk_add_value(values, "%s", mark->cohort);
        }
    }
    if (strstr(word, "program") != NULL)
        walk_add_value(values, "safe-handling");
    if (strstr(word, "program") != NULL)
        walk_add_value(values, "new-hire");
    if (strstr(word, "date") != NULL)
        walk_add_value(values, "2026-11-23");
}

static void
try_command(const char *pattern, bool with_all)
{
    struct walk_pattern words;
    char line[WALK_LINE_BYTES];
    int most = 1;

    walk_split(pattern, &words);
    for (int turn = 0; turn < most; turn++) {
        most = walk_line(&words, turn, with_all, values_for, line);
        walk_run(&viewer, line);
        sight.through = line;
        sight_look(&sight, walk_told, line);
    }
}

/* Whoever may would change what the next one is to see. */
static bool
changes_queue(const char *pattern)
{
    return strncmp(pattern, "questions edit", 14) == 0 ||
           strncmp(pattern, "questions move", 14) == 0 ||
           strncmp(pattern, "questions drop", 14) == 0;
}

static void
try_both(const char *pattern)
{
    if (changes_queue(pattern))
        return;
    try_command(pattern, false);
    try_command(pattern, true);
}

/* None of the walk's lines was heard where they may not be. */
static void
nothing_was_written(void)
{
    static const char sql
        [] = "SELECT (SELECT count(*) FROM posts p JOIN threads t"
             "            ON t.id = p.thread_id WHERE t.board_id = :board_id"
             "           AND p.author_id = :person_id)"
             "     + (SELECT count(*) FROM questions WHERE board_id = :board_id"
             "           AND asker_id = :person_id)"
             "     + (SELECT count(*) FROM baselines WHERE board_id = :board_id"
             "           AND person_id = :person_id)"
             "     + (SELECT count(*) FROM reads r JOIN threads t"
             "            ON t.id = r.thread_id WHERE t.board_id = :board_id"
             "           AND r.person_id = :person_id)";

    for (int i = 0; i < MARKS; i++)
        if (!sight.may_see[i])
            assert_int_equal(number_on(sql, marks[i].board.id), 0);
}

static void
commands_show_what_rights_allow_and_nothing_else(void **state)
{
    (void)state;
    for (int h = 0; h < HANDLES; h++) {
        open_viewer(handles[h]);
        walk_each(try_both);
        sight_must_have_seen(&sight,
            SEEN_BOARD | SEEN_ANSWER | SEEN_QUEUED | SEEN_AUTHOR);
        nothing_was_written();
    }
}

/* ---- No command tells that there is something --------------------------- */

/* `word` of the line becomes "#" where what was walk_told repeats it. */
static void
blot(char *text, const char *word)
{
    struct text blotted = {0};
    size_t length = strlen(word);

    for (const char *at = text; *at != '\0';) {
        if (strncmp(at, word, length) == 0) {
            text_add(&blotted, "#");
            at += length;
        } else
            text_add_bytes(&blotted, at++, 1);
    }
    text_copy(text, WALK_OUTPUT_BYTES, text_bytes(&blotted));
    text_clear(&blotted);
}

static const struct mark *hidden;

/* The names by which something hidden, and something that is not there, are
 * asked for. */
static bool
name_both(const char *word, char there[48], char nowhere[48])
{
    if (strstr(word, "thread") != NULL)
        snprintf(there, 48, "%lld", (long long)hidden->thread_id);
    else if (strstr(word, "question") != NULL)
        snprintf(there, 48, "%lld", (long long)hidden->queued_id);
    else if (strstr(word, "board") != NULL)
        text_copy(there, 48, hidden->slug);
    else if (strstr(word, "cohort") != NULL)
        text_copy(there, 48, hidden->cohort);
    else if (strstr(word, "handle") != NULL || strstr(word, "person") != NULL)
        text_copy(there, 48, hidden->author);
    else
        return false;
    if (strstr(word, "thread") != NULL || strstr(word, "question") != NULL)
        snprintf(nowhere, 48, "%d", NOWHERE);
    else
        text_copy(nowhere, 48, "qwertyuiop");
    return true;
}

/* Each value that names something, the others left at something harmless. */
static void
write_named(const struct walk_pattern *pattern, int named, const char *name,
    char line[WALK_LINE_BYTES])
{
    struct text made = {0};

    for (int i = 0; i < pattern->count; i++) {
        bool is_named = i == named ||
                        (i + 1 == named && pattern->is_optional[i]);

        if (pattern->is_optional[i] && !is_named)
            continue;
        text_add(&made, made.length > 0 ? " " : "");
        if (i == named)
            text_add(&made, name);
        else if (walk_is_value(pattern->words[i]))
            text_add(&made, strstr(pattern->words[i], "date") != NULL
                                ? "tomorrow"
                                : "commons");
        else
            text_add(&made, pattern->words[i]);
    }
    assert_true(text_copy(line, WALK_LINE_BYTES, text_bytes(&made)));
    text_clear(&made);
}

static void
compare(const char *pattern)
{
    static char of_hidden[WALK_OUTPUT_BYTES];
    struct walk_pattern words;
    char line[WALK_LINE_BYTES];
    char there[48];
    char nowhere[48];

    walk_split(pattern, &words);
    for (int i = 0; i < words.count; i++) {
        if (!walk_is_value(words.words[i]) ||
            !name_both(words.words[i], there, nowhere))
            continue;
        write_named(&words, i, there, line);
        int exit_status = walk_run(&viewer, line);
        blot(walk_told, there);
        text_copy(of_hidden, WALK_OUTPUT_BYTES, walk_told);
        write_named(&words, i, nowhere, line);
        int nowhere_status = walk_run(&viewer, line);
        blot(walk_told, nowhere);
        if (exit_status != nowhere_status || strcmp(walk_told, of_hidden) != 0)
            fail_msg("%s tells %s that %s is there:\n%s\n%s", pattern,
                viewer.person.handle, there, of_hidden, walk_told);
    }
}

static void
what_is_hidden_is_told_like_what_is_not_there(void **state)
{
    (void)state;
    for (int h = 0; h < HANDLES; h++) {
        open_viewer(handles[h]);
        for (int i = 0; i < MARKS; i++) {
            hidden = &marks[i];
            if (!sight.may_see[i] && !sight.may_meet[i] &&
                number_on("SELECT count(*) FROM members m"
                          "  JOIN boards b ON b.cohort_id = m.cohort_id"
                          " WHERE m.person_id = :person_id"
                          "   AND b.id = :board_id",
                    world_board(&world, hidden->cohort)) == 0)
                walk_each(compare);
        }
    }
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(verbs_show_what_rights_allow_and_nothing_else),
        TEST(nothing_is_written_where_one_may_not_look),
        TEST(numbers_count_what_may_be_seen),
        TEST(commands_show_what_rights_allow_and_nothing_else),
        TEST(what_is_hidden_is_told_like_what_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
