/* What comes due by itself is done once, wherever the keeper is killed as it
 * does it: at each call by which SQLite changes a file. The next keeper goes on
 * at once, and then the store is, row by row, as where nobody was killed.
 * Streaks, to-do lists and what is asked of pledges are in no table: they are
 * reckoned from these rows whenever somebody looks. */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/agreeing.h"
#include "board/asking.h"
#include "board/endorsing.h"
#include "board/enrolling.h"
#include "board/filling.h"
#include "board/founding.h"
#include "board/pinning.h"
#include "board/planning.h"
#include "board/wording.h"
#include "daemon/keeper_phases.h"
#include "store/store.h"
#include "support/bank.h"
#include "support/dying.h"
#include "support/machine.h"
#include "support/talk.h"
#include "ui/cohort_words.h"
#include "ui/display.h"

enum {
    HOUR = 3600,
    DAY = 24 * HOUR,
    POINTS_MOST = 4000,
    STRIDE = 2 /* between the calls that the quick form tries */
};

/* Saturday 2026-12-12, 00:00 in London: the last week of EMEA's training. */
#define LAST_WEEK INT64_C(1797033600)
/* As the day after it begins: 2026-12-19. */
#define AFTER (LAST_WEEK + 7 * DAY)
/* Monday 2026-12-21, 08:00: questions open, and what a plan tells. */
#define MONDAY (AFTER + 2 * DAY + 8 * HOUR)

static struct world world;
static int killed;
static int64_t question_id;

static void
add_question(void)
{
    struct viewer mara = {0};

    world_viewer(&world, "mara", &mara);
    must(asking_add(&mara, world_board(&world, "new-hire-autumn-2026"),
        &(struct ask){.body = "What went wrong?",
            .asks_on = "2026-12-21",
            .asks_minute = -1,
            .window_hours = 24,
            .showing = SHOWING_OPEN,
            .is_nameless_allowed = true},
        &question_id));
    viewer_clear(&mara);
}

static void
add_winter(void)
{
    static const struct planning_row rows[] = {
        {1, 1, true, QUESTION_REFLECT, "Welcome, all of you\nBadges at ten."},
        {1, 1, false, QUESTION_STORY, "What brings you here?"},
    };
    struct planning_outcome outcome;
    struct placed placed;

    must(
        planning_import(&world.operator_viewer, "new-hire", rows, 2, &outcome));
    must(enrolling_place_cohort(&world.operator_viewer,
        &(struct cohort_terms){
            .slug = "emea-winter",
            .program = "new-hire",
            .region = "emea",
            .intake = "winter 2026",
            .starts_on = "2026-12-21",
            .ends_on = "2027-02-26",
        },
        &placed));
}

static void
pin_until(const char *day)
{
    struct viewer jo = {0};
    int64_t thread = talk_start(&world, "lin", "emea-autumn", "Read me");

    world_viewer(&world, "jo", &jo);
    must(pinning_pin(&jo, thread, &(struct pin){.until = day}));
    viewer_clear(&jo);
}

static int
set_up(void **state)
{
    (void)state;
    machine_set(WORLD_NOW);
    talk_open(&world);
    must(display_load(NULL));
    wording_use(cohort_words);
    bank_fill(&world, 30);
    add_question();
    add_winter();
    pin_until("2026-12-18");
    pin_until("2026-12-18");
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    wording_use(NULL);
    talk_close(&world);
    return 0;
}

/* ---- What people do between -----------------------------------------------
 */

static void
vote(const char *handle)
{
    struct viewer viewer = {0};
    struct agreement_ballot ballot = {0};

    must(agreement_choice_read(AGREEMENT_RHYTHM, "weekly", &ballot.choice[0]));
    must(agreement_choice_read(AGREEMENT_HOUR, "14", &ballot.choice[1]));
    must(agreement_choice_read(AGREEMENT_WEEKS, "4", &ballot.choice[2]));
    world_viewer(&world, handle, &viewer);
    must(agreeing_vote(&viewer, "emea-autumn", &ballot));
    viewer_clear(&viewer);
}

static void
votes(void)
{
    vote("ada");
    vote("lin");
    vote("ben");
}

static void
answers(void)
{
    static const char *const handles[] = {"ada", "kofi"};
    struct posted posted;
    struct viewer viewer = {0};

    machine_set(MONDAY + 6 * HOUR); /* when it is open in New York too */
    for (int i = 0; i < 2; i++) {
        world_viewer(&world, handles[i], &viewer);
        must(asking_answer(&viewer, question_id, "The badge.", &posted));
        viewer_clear(&viewer);
    }
    /* One alone: of several the order is by chance. */
    world_viewer(&world, "lin", &viewer);
    must(asking_answer_nameless(&viewer, question_id, "The desk.", &posted));
    viewer_clear(&viewer);
}

static void
nothing(void)
{
}

/* ---- The keeper's minute --------------------------------------------------
 */

static void
do_what_is_due(struct viewer *viewer)
{
    int64_t phased = 0;
    int64_t unpinned = 0;
    int count = 0;

    keeper_phases(viewer, &phased);
    must(filling_due(viewer, &count));
    must(asking_open_due(viewer, &count));
    keeper_pins(viewer, &unpinned);
    event_list_clear(&viewer->news);
}

static void
open_in(const char *folder, struct viewer *viewer, struct store **store)
{
    char path[400];

    snprintf(path, sizeof path, "%s/store.db", folder);
    must(store_open(path, STORE_WRITE, store));
    viewer_open_operator(viewer, *store);
}

static void
do_and_die(const void *folder)
{
    struct viewer viewer;
    struct store *store = NULL;

    open_in(folder, &viewer, &store);
    dying_begin();
    do_what_is_due(&viewer);
}

/* ---- All that is in a store -----------------------------------------------
 */

static void
add_table(sqlite3 *database, const char *name, struct text *told)
{
    char sql[200];
    sqlite3_stmt *rows = NULL;

    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" ORDER BY 1, 2", name);
    if (sqlite3_prepare_v2(database, sql, -1, &rows, NULL) != SQLITE_OK) {
        snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" ORDER BY 1", name);
        assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &rows, NULL),
            SQLITE_OK);
    }
    while (sqlite3_step(rows) == SQLITE_ROW) {
        text_add(told, name);
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            const char *value = (const char *)sqlite3_column_text(rows, i);

            text_add_format(told, "|%s", value != NULL ? value : "-");
        }
        text_add(told, "\n");
    }
    sqlite3_finalize(rows);
}

/* Every row of every table, but for those that a search keeps for itself. */
static char *
tell_all(const char *path)
{
    static const char
        sql[] = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name "
                "NOT LIKE 'sqlite%' AND name NOT IN (SELECT name FROM "
                "pragma_table_list WHERE type IN ('shadow', 'virtual')) ORDER "
                "BY name";
    struct text told = {0};
    sqlite3 *database = NULL;
    sqlite3_stmt *names = NULL;

    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &names, NULL),
        SQLITE_OK);
    while (sqlite3_step(names) == SQLITE_ROW)
        add_table(database, (const char *)sqlite3_column_text(names, 0), &told);
    sqlite3_finalize(names);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    return text_take(&told);
}

/* Says the first line that differs. */
static void
assert_same(const char *found, const char *wanted, int point)
{
    while (*found != '\0' || *wanted != '\0') {
        size_t length = strcspn(found, "\n");
        size_t other = strcspn(wanted, "\n");

        if (length != other || memcmp(found, wanted, length) != 0)
            fail_msg("killed at call %d: \"%.*s\" in place of \"%.*s\"", point,
                (int)length, found, (int)other, wanted);
        found += length + (found[length] == '\n');
        wanted += other + (wanted[other] == '\n');
    }
}

/* ---- Kills ----------------------------------------------------------------
 */

static bool
kill_at(const char *base, int point, const char *wanted)
{
    char path[400];
    char from[400];
    const char *folder = support_folder();
    struct viewer viewer;
    struct store *store = NULL;

    snprintf(from, sizeof from, "%s/store.db", base);
    snprintf(path, sizeof path, "%s/store.db", folder);
    dying_copy_site(from, NULL, folder);
    bool was_killed = dying_at(point, do_and_die, folder);
    open_in(folder, &viewer, &store);
    do_what_is_due(&viewer);
    do_what_is_due(&viewer);
    must(store_check(store));
    viewer_clear(&viewer);
    store_close(store);
    char *found = tell_all(path);
    assert_same(found, wanted, point);
    memory_release(found);
    killed += was_killed;
    return was_killed;
}

struct moment {
    const char *name;
    int64_t at;
    void (*before)(void); /* what people did, with all that was due done */
    /* What comes due then, and how often. */
    const char *due;
    int64_t count;
};

static const struct moment moments[] = {
    {"a vote opens", LAST_WEEK, nothing,
        "SELECT count(*) FROM agreement_votes v JOIN cohorts c ON c.id = "
        "v.cohort_id WHERE c.slug = 'emea-autumn'",
        1},
    {"votes close, a phase begins, pins end", AFTER, votes,
        "SELECT (SELECT count(*) FROM agreements) + (SELECT count(*) FROM "
        "phase_steps s JOIN cohorts c ON c.id = s.cohort_id WHERE s.phase = "
        "'on-the-job' AND c.slug = 'emea-autumn' AND s.announced_at > 0) + "
        "(SELECT 10 * (count(*) = 0) FROM threads WHERE is_pinned = 1)",
        12},
    {"questions open, banks fill in, a plan tells", MONDAY, nothing,
        "SELECT (SELECT count(*) FROM announcements WHERE thread_id IS NOT "
        "NULL) + 10 * (SELECT count(*) FROM threads WHERE kind = 'question' "
        "AND subject LIKE 'What%') + 100 * (SELECT count(*) > 0 FROM threads "
        "WHERE kind = 'question' AND subject LIKE 'Bank%')",
        121},
    {"a question closes, its wrap-up is drafted", MONDAY + 29 * HOUR, answers,
        "SELECT (SELECT count(*) FROM drafts) + 10 * (SELECT count(*) FROM "
        "posts WHERE body = 'The desk.')",
        11},
    {"what was agreed is over", AFTER + 28 * DAY, nothing,
        "SELECT count(*) FROM agreements WHERE ended_at > 0", 1},
    {"a vote closes that few gave", AFTER + 34 * DAY, nothing,
        "SELECT count(*) FROM agreement_votes v JOIN cohorts c ON c.id = "
        "v.cohort_id WHERE c.slug = 'emea-autumn' AND v.closed_at > 0 AND "
        "v.is_agreed = 0",
        1},
};

static void
try_moment(const struct moment *moment, int stride)
{
    char base[300];
    int point = 0;

    snprintf(base, sizeof base, "%s", support_folder());
    /* The second run is there for what the first had to leave to a next. */
    do_what_is_due(&world.operator_viewer);
    moment->before();
    machine_set(moment->at - 1);
    do_what_is_due(&world.operator_viewer);
    dying_copy_site(world.path, NULL, base);
    machine_set(moment->at);
    do_what_is_due(&world.operator_viewer);
    do_what_is_due(&world.operator_viewer);
    assert_int_equal(talk_number(&world, moment->due), moment->count);
    char *wanted = tell_all(world.path);
    while (kill_at(base, point, wanted)) {
        point += stride;
        assert_true(point < POINTS_MOST);
    }
    memory_release(wanted);
    print_message("%s: %d calls; missed 0, doubled 0\n", moment->name, point);
    assert_true(point > 2);
}

static void
what_is_due_is_done_once_wherever_the_keeper_dies(void **state)
{
    (void)state;
    const int stride = support_is_long() ? 1 : STRIDE;

    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
        try_moment(&moments[i], stride);
    print_message("%d kills as things came due\n", killed);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            what_is_due_is_done_once_wherever_the_keeper_dies, set_up,
            tear_down),
    };

    dying_prepare();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
