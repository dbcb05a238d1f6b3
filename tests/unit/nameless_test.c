/* Nameless: whose an answer without a name is leaves by no way out. */

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/asking.h"
#include "board/editing.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"
#include "support/ways_out.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define TEXT    "zqz I was afraid to ask."

enum {
    ROWS = 24,
    COLUMNS = 80,
    HOUR = 3600
};

static int64_t question_id;
static int64_t thread_id;

static void
ask(const char *board)
{
    question_id = stage_ask(board, (struct ask){.asks_minute = -1,
                                       .showing = SHOWING_COVERED,
                                       .is_nameless_allowed = true});
    thread_id = talk_question_thread(&world, question_id);
}

static void
answer(const char *handle, const char *text)
{
    struct posted posted;

    must(asking_answer(as(handle), question_id, text, &posted));
}

static void
answer_nameless(const char *handle, const char *text)
{
    struct posted posted;

    must(asking_answer_nameless(as(handle), question_id, text, &posted));
    assert_int_equal(posted.post_id, 0);
    assert_int_equal(posted.number, 0);
    assert_int_equal(posted.thread_id, thread_id);
}

/* While it is held: once a minute goes, and nobody but its author hears. */
static void
change_held(const char *handle)
{
    struct edited edited;

    machine_set(WORLD_NOW + 60);
    must(editing_change(as(handle),
        &(struct edit){.thread_id = thread_id,
            .versions = -1,
            .body = TEXT " At last."},
        &edited));
    assert_int_equal(edited.number, 0);
}

/* The authors of the thread as `handle` reads it: "Mara, somebody, Ola". */
static void
must_read(const char *handle, const char *authors)
{
    struct text read = {0};
    struct post_list list = {0};

    must(reading_posts(as(handle), thread_id, 1, 50, &list));
    for (size_t i = 0; i < list.count; i++)
        text_add_format(&read, "%s%s", i == 0 ? "" : ", ",
            list.rows[i].author_name);
    post_list_clear(&list);
    assert_string_equal(text_bytes(&read), authors);
    text_clear(&read);
}

static struct panel
panel_of(const char *handle)
{
    struct panel panel = {0};

    must(asking_panel(as(handle), question_id, &panel));
    return panel;
}

/* ---- What it is --------------------------------------------------------- */

static void
it_is_held_until_the_question_has_closed_everywhere(void **state)
{
    char *held = NULL;
    (void)state;

    ask(PROGRAM);
    answer_nameless("lin", TEXT);
    assert_true(panel_of("lin").is_answered);
    assert_true(panel_of("lin").is_held);
    assert_false(panel_of("lin").is_covered); /* it uncovers as any answer */
    must(asking_held(&viewer, question_id, &held));
    assert_string_equal(held, TEXT);
    memory_release(held);
    assert_int_equal(panel_of("max").answered, 0);
    must_read("max", "Mara Okafor");
    machine_set(WORLD_NOW + 24 * HOUR); /* open in New York yet */
    int opened;
    must(asking_open_due(&world.operator_viewer, &opened));
    must_read("max", "Mara Okafor");
    stage_close_questions();
    assert_int_equal(panel_of("max").answered, 1);
    must_read("ada", "Mara Okafor, somebody");
    must_be(asking_held(as("lin"), question_id, &held), STATUS_NOT_FOUND);
}

static void
staff_and_its_author_see_whose_it_is(void **state)
{
    (void)state;

    ask(COHORT);
    answer_nameless("lin", TEXT);
    stage_close_questions();
    must_read("mara", "Mara Okafor, Lin Zhao");
    must_read("sam", "Mara Okafor, Lin Zhao");
    must_read("rob", "Mara Okafor, Lin Zhao");
    must_read("lin", "Mara Okafor, Lin Zhao");
    must_read("ada", "Mara Okafor, somebody");
    must_read("jo", "Mara Okafor, somebody"); /* a champion is a peer */
}

static void
closing_shows_it_once(void **state)
{
    (void)state;

    ask(COHORT);
    answer_nameless("lin", TEXT);
    stage_close_questions();
    stage_close_questions();
    must_read("ada", "Mara Okafor, somebody");
    assert_int_equal(talk_number(&world, "SELECT answered FROM questions"), 1);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM held_answers"),
        0);
}

static void
the_region_is_told_where_it_tells_nobody_apart(void **state)
{
    static const struct {
        const char *nameless[4];
        const char *named[4];
        const char *authors;
    } rows[] = {
        /* one of the region */
        {{"lin"}, {0}, "Mara Okafor, somebody"},
        /* the two of them are among four who might have */
        {{"lin", "ola"}, {0},
            "Mara Okafor, somebody of EMEA, somebody of EMEA"},
        {{"lin", "ola"}, {"ada"},
            "Mara Okafor, Ada Obi, somebody of EMEA, somebody of EMEA"},
        /* nobody else might have: each would know the other's */
        {{"lin", "ola"}, {"ada", "ben"},
            "Mara Okafor, Ada Obi, Ben Aydin, somebody, somebody"},
        /* the one from AMER says no region */
        {{"lin", "ola", "kofi"}, {0}, NULL},
    };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (i > 0)
            stage_open(NULL);
        ask(PROGRAM);
        for (size_t n = 0; n < 4 && rows[i].named[n] != NULL; n++)
            answer(rows[i].named[n], "By name.");
        if (rows[i].authors == NULL)
            machine_set(WORLD_NOW + 3 * HOUR); /* open in New York too */
        for (size_t n = 0; n < 4 && rows[i].nameless[n] != NULL; n++)
            answer_nameless(rows[i].nameless[n], TEXT);
        stage_close_questions();
        if (rows[i].authors != NULL)
            must_read("wen", rows[i].authors);
        else
            assert_int_equal(talk_number(&world, "SELECT count(*) FROM posts"
                                                 " WHERE nameless_of = ''"),
                1);
        if (i + 1 < sizeof rows / sizeof *rows)
            stage_close(NULL);
    }
}

static void
by_region_only_told_ones_count(void **state)
{
    (void)state;

    ask(COHORT);
    answer("ola", "By name.");
    answer_nameless("lin", TEXT);
    stage_close_questions();
    struct panel panel = panel_of("ada");

    assert_int_equal(panel.answered, 2);
    assert_int_equal(panel.region_count, 1);
    assert_int_equal(panel.regions[0].count, 1);
}

static void
it_is_refused_where_it_may_not_be(void **state)
{
    struct posted posted;
    (void)state;

    question_id = talk_ask(&world, "mara", COHORT, "By name, please?");
    must_be(asking_answer_nameless(as("lin"), question_id, TEXT, &posted),
        STATUS_FORBIDDEN);
    assert_string_equal(reason(), "this question is answered by name");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM answers"), 0);
    stage_close(NULL);
    stage_open(NULL);
    ask(COHORT);
    answer("lin", "By name.");
    must_be(asking_answer_nameless(&viewer, question_id, TEXT, &posted),
        STATUS_CONFLICT);
    answer_nameless("ola", TEXT);
    must_be(asking_answer(&viewer, question_id, "More.", &posted),
        STATUS_CONFLICT);
    must_be(asking_answer_nameless(&viewer, question_id, TEXT, &posted),
        STATUS_CONFLICT);
    must_be(asking_skip(&viewer, question_id), STATUS_CONFLICT);
    must_be(asking_answer_nameless(as("ada"), question_id, "  ", &posted),
        STATUS_INVALID);
}

/* Two who answer one after the other: which stands first is nobody's to tell.
 * Fair coins fall the same way in 40 of 40 turns once in 10^11 times. */
static void
their_order_is_not_that_of_writing(void **state)
{
    int lin_first = 0;
    (void)state;

    for (int i = 0; i < 40; i++) {
        if (i > 0)
            stage_open(NULL);
        ask(COHORT);
        answer_nameless("lin", TEXT);
        answer_nameless("ola", TEXT);
        stage_close_questions();
        int64_t lin = world_person(&world, "lin");
        lin_first += talk_number(&world,
                         "SELECT author_id FROM posts WHERE number = 2") == lin;
        assert_int_equal(talk_number(&world,
                             "SELECT count(DISTINCT created_at) FROM posts"
                             " WHERE nameless_of IS NOT NULL"),
            1);
        if (i < 39)
            stage_close(NULL);
    }
    assert_in_range(lin_first, 1, 39);
}

/* ---- Ways out ----------------------------------------------------------- */

/* Lin and Ben are of one cohort and region: in one site the one wrote, in the
 * other the other. A peer cannot tell which of the two it is. */
static const char *changes_it; /* author of a held answer; NULL: nobody */

static char *
all_shown(const char *author, const char *second, const char *board,
    const char *reader, bool is_closed)
{
    int64_t here[2];

    ask(board);
    answer("ola", "By name.");
    if (strcmp(reader, "ada") == 0)
        answer("ada", "By name, too.");
    answer_nameless(author, TEXT);
    if (second != NULL)
        answer_nameless(second, TEXT);
    if (changes_it != NULL)
        change_held(changes_it);
    if (is_closed)
        stage_close_questions();
    as(reader);
    here[0] = world_person(&world, "lin");
    here[1] = world_person(&world, "ben");
    viewer_here(&viewer, here, 2);
    return ways_out(&viewer, question_id, thread_id);
}

static void
no_way_out_tells(const char *board, const char *reader, bool is_closed,
    const char *wanted)
{
    char *of_lin = all_shown("lin", NULL, board, reader, is_closed);

    stage_close(NULL);
    stage_open(NULL);
    char *of_ben = all_shown("ben", NULL, board, reader, is_closed);

    assert_int_equal(strstr(of_lin, "zqz") != NULL, wanted != NULL);
    if (wanted != NULL)
        assert_non_null(strstr(of_lin, wanted));
    ways_out_must_be_the_same(of_lin, of_ben);
    memory_release(of_lin);
    memory_release(of_ben);
}

static void
no_way_out_tells_a_peer_before_the_closing(void **state)
{
    (void)state;
    no_way_out_tells(COHORT, "ada", false, NULL);
}

static void
no_way_out_tells_a_peer_after_the_closing(void **state)
{
    (void)state;
    no_way_out_tells(COHORT, "ada", true, "somebody");
}

static void
no_way_out_tells_a_peer_of_another_region(void **state)
{
    (void)state;
    no_way_out_tells(PROGRAM, "kofi", true, "somebody");
}

static void
no_way_out_tells_a_champion(void **state)
{
    (void)state;
    no_way_out_tells(COHORT, "jo", true, "somebody");
}

/* Lin in one site, Ben in the other left the name out and changes it: which
 * of the two, and that it was changed at all, is nobody's to tell. */
static void
a_change_tells_nothing(const char *reader, bool is_closed)
{
    static const char *const changers[] = {"lin", "ben"};
    char *shown[2];

    for (size_t i = 0; i < 2; i++) {
        if (i > 0) {
            stage_close(NULL);
            stage_open(NULL);
        }
        changes_it = changers[i];
        shown[i] = all_shown(changers[i], NULL, COHORT, reader, is_closed);
        changes_it = NULL;
        assert_int_equal(strstr(shown[i], "At last.") != NULL, is_closed);
    }
    ways_out_must_be_the_same(shown[0], shown[1]);
    memory_release(shown[0]);
    memory_release(shown[1]);
}

static void
a_change_tells_a_peer_nothing_before_the_closing(void **state)
{
    (void)state;
    a_change_tells_nothing("ada", false);
}

static void
a_change_tells_a_peer_nothing_after_the_closing(void **state)
{
    (void)state;
    a_change_tells_nothing("ada", true);
}

static void
a_change_tells_a_champion_nothing(void **state)
{
    (void)state;
    a_change_tells_nothing("jo", true);
}

/* One changed before the closing stands as one that was so from the first. */
static void
a_changed_one_is_as_one_that_never_was(void **state)
{
    struct posted posted;
    char *shown[2];
    (void)state;

    changes_it = "lin";
    shown[0] = all_shown("lin", NULL, COHORT, "ada", true);
    changes_it = NULL;
    stage_close(NULL);
    stage_open(NULL);
    ask(COHORT);
    answer("ola", "By name.");
    answer("ada", "By name, too.");
    must(asking_answer_nameless(as("lin"), question_id, TEXT " At last.",
        &posted));
    stage_close_questions();
    as("ada");
    viewer_here(&viewer,
        (int64_t[]){world_person(&world, "lin"), world_person(&world, "ben")},
        2);
    shown[1] = ways_out(&viewer, question_id, thread_id);
    ways_out_must_be_the_same(shown[0], shown[1]);
    memory_release(shown[0]);
    memory_release(shown[1]);
}

static void
a_change_tells_staff(void **state)
{
    (void)state;
    changes_it = "lin";
    char *shown = all_shown("lin", NULL, COHORT, "mara", true);

    changes_it = NULL;
    assert_non_null(strstr(shown, ", edited"));
    assert_non_null(strstr(shown, "\"is_uncovering\": true"));
    memory_release(shown);
}

/* The other way round: the walk finds what there is to find. */
static void
every_way_out_tells_staff(void **state)
{
    (void)state;
    char *of_lin = all_shown("lin", NULL, COHORT, "mara", true);

    stage_close(NULL);
    stage_open(NULL);
    char *of_ben = all_shown("ben", NULL, COHORT, "mara", true);

    assert_non_null(strstr(of_lin, "Lin Zhao, EMEA, without a name"));
    assert_non_null(strstr(of_ben, "Ben Aydin, EMEA, without a name"));
    assert_int_not_equal(strcmp(of_lin, of_ben), 0);
    memory_release(of_lin);
    memory_release(of_ben);
}

/* ---- The composer ------------------------------------------------------- */

static void
the_composer_asks_at_the_end(void **state)
{
    (void)state;

    ask(COHORT);
    glass_open(&glass, as("lin"), ROWS, COLUMNS);
    glass_type(&glass, "a");
    glass_must_show(&glass, "You may leave your name out.");
    glass_type(&glass, "wow\x18");
    glass_must_show(&glass, "Enter sends with your name  w sends without it");
    glass_type(&glass, "w");
    glass_must_show(&glass, "Kept: shown without your name");
    glass_must_be_at(&glass, "thread");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM held_answers"
                                         " WHERE body = 'wow'"),
        1);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM drafts"), 0);
    glass_type(&glass, "bb");
    glass_must_show(&glass, "a  answered without your name; read what");
}

static void
where_it_may_not_be_the_composer_does_not_ask(void **state)
{
    (void)state;

    talk_ask(&world, "mara", COHORT, "By name, please?");
    glass_open(&glass, as("lin"), ROWS, COLUMNS);
    glass_type(&glass, "awow\x18");
    glass_must_show(&glass, "Enter sends  Esc goes back to writing");
    glass_type(&glass, "w");
    glass_must_be_at(&glass, "compose");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM answers"), 0);
}

int
main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(it_is_held_until_the_question_has_closed_everywhere),
        TEST(staff_and_its_author_see_whose_it_is),
        TEST(closing_shows_it_once),
        TEST(the_region_is_told_where_it_tells_nobody_apart),
        TEST(by_region_only_told_ones_count),
        TEST(it_is_refused_where_it_may_not_be),
        TEST(their_order_is_not_that_of_writing),
        TEST(no_way_out_tells_a_peer_before_the_closing),
        TEST(no_way_out_tells_a_peer_after_the_closing),
        TEST(no_way_out_tells_a_peer_of_another_region),
        TEST(no_way_out_tells_a_champion),
        TEST(a_change_tells_a_peer_nothing_before_the_closing),
        TEST(a_change_tells_a_peer_nothing_after_the_closing),
        TEST(a_change_tells_a_champion_nothing),
        TEST(a_changed_one_is_as_one_that_never_was),
        TEST(a_change_tells_staff),
        TEST(every_way_out_tells_staff),
        TEST(the_composer_asks_at_the_end),
        TEST(where_it_may_not_be_the_composer_does_not_ask),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
