/* Forty cohorts over three years, day by day, against a model that is written
 * apart: it knows the C library's clocks and no function of ours. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "board/access.h"
#include "board/enrolling.h"
#include "board/founding.h"
#include "board/phasing.h"
#include "store/members.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/talk.h"

#define HOUR  INT64_C(3600)
#define DAY   (24 * HOUR)
#define FIRST WORLD_NOW /* all are imported */
#define LAST  (FIRST + 3 * 365 * DAY)

enum {
    COHORTS = 40,
    PHASES = 4,
    DATE = 11
};

/* Both sides of the date line, clocks set at midnight, at odd hours and by half
 * an hour, and none. */
static const char *const zones[] = {
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Asia/Gaza",
    "Asia/Beirut",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Europe/London",
    "Atlantic/Azores",
    "America/St_Johns",
    "America/Scoresbysund",
    "America/Havana",
    "America/Asuncion",
    "America/Santiago",
    "America/New_York",
    "America/Adak",
    "Antarctica/Troll",
};

enum {
    ZONES = sizeof zones / sizeof *zones
};

static const struct {
    const char *slug;
    int weeks_on_the_job;
} programs[] = {{"forge", 12}, {"quarry", 4}, {"anvil", 0}};

/* ---- The model ---------------------------------------------------------- */

struct model {
    char slug[16];
    const char *zone;
    int program;
    int starts; /* days since 1970, as the next */
    int ends;
    int64_t begins_at[PHASES]; /* 0: there is no such phase */
    bool is_told[PHASES];
    int64_t told_at[PHASES]; /* 0: not yet */
};

static struct model models[COHORTS];

static uint64_t luck;

static int
random_below(int most)
{
    luck = luck * 6364136223846793005U + 1442695040888963407U;
    return (int)((luck >> 33) % (uint64_t)most);
}

static void
write_day(int day, char out[DATE])
{
    time_t at = (time_t)day * DAY;
    struct tm shown;

    gmtime_r(&at, &shown);
    strftime(out, DATE, "%Y-%m-%d", &shown);
}

/* Leaves the C library's zone as it was: what is tested counts on it. */
static void
enter(const char *zone, char before[ZONE_BYTES + 2])
{
    const char *now = getenv("TZ");

    snprintf(before, ZONE_BYTES + 2, "%s", now != NULL ? now : "");
    setenv("TZ", zone, 1);
    tzset();
}

/* The civil day that the C library shows. */
static int
day_there(int64_t at, const char *zone)
{
    char before[ZONE_BYTES + 2];
    char restored[ZONE_BYTES + 2];
    time_t moment = (time_t)at;
    struct tm shown;

    enter(zone, before);
    localtime_r(&moment, &shown);
    enter(before, restored);
    return (int)(timegm(&shown) / DAY);
}

/* The first second of a day there, by bisection: no zone sets its clocks back
 * over midnight in these years. */
static int64_t
first_second(int day, const char *zone)
{
    int64_t before = day * DAY - 30 * HOUR;
    int64_t after = day * DAY + 30 * HOUR;

    while (after - before > 1) {
        int64_t middle = before + (after - before) / 2;

        if (day_there(middle, zone) >= day)
            after = middle;
        else
            before = middle;
    }
    return after;
}

/* What was past on the day on which it was added, there, is not told. */
static bool
is_told(const struct model *model, int phase)
{
    int added_on = day_there(FIRST, model->zone);
    int current = 0;

    for (int i = 0; i < PHASES; i++)
        if (model->begins_at[i] != 0 && model->begins_at[i] <= FIRST)
            current = i;
    if (model->begins_at[phase] == 0 || phase < current)
        return false;
    return phase == 0 || phase != current ||
           day_there(model->begins_at[phase], model->zone) >= added_on;
}

static void
make_model(struct model *model, int index)
{
    int day = (int)(FIRST / DAY);
    int weeks;

    *model = (struct model){
        .zone = zones[index % ZONES],
        .program = random_below(3),
    };
    snprintf(model->slug, sizeof model->slug, "cohort%d", index);
    model->starts = day - 200 + random_below(200 + 900);
    model->ends = model->starts + random_below(100);
    weeks = programs[model->program].weeks_on_the_job;
    model->begins_at[0] = FIRST;
    model->begins_at[1] = first_second(model->starts, model->zone);
    if (weeks > 0)
        model->begins_at[2] = first_second(model->ends + 1, model->zone);
    model->begins_at[3] = first_second(model->ends + 1 + 7 * weeks,
        model->zone);
    for (int phase = 0; phase < PHASES; phase++)
        model->is_told[phase] = is_told(model, phase);
}

/* The keeper has its turn. */
static void
expect_turn(int64_t now)
{
    for (int i = 0; i < COHORTS; i++)
        for (int phase = 0; phase < PHASES; phase++)
            if (models[i].told_at[phase] == 0 && models[i].is_told[phase] &&
                models[i].begins_at[phase] <= now)
                models[i].told_at[phase] = now;
}

/* ---- The site ----------------------------------------------------------- */

static struct world world;
static struct viewer *operating;

static int
set_up(void **state)
{
    (void)state;
    machine_set(FIRST);
    talk_open(&world);
    operating = &world.operator_viewer;
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    talk_close(&world);
    return 0;
}

static void
import_cohorts(void)
{
    static char starts[COHORTS][DATE];
    static char ends[COHORTS][DATE];
    struct founding_row rows[COHORTS] = {0};
    struct founding_outcome outcome;

    for (int i = 0; i < COHORTS; i++) {
        const char **fields = rows[i].fields;

        make_model(&models[i], i);
        write_day(models[i].starts, starts[i]);
        write_day(models[i].ends, ends[i]);
        fields[FOUNDING_PROGRAM] = programs[models[i].program].slug;
        fields[FOUNDING_REGION] = "";
        fields[FOUNDING_INTAKE] = models[i].slug;
        fields[FOUNDING_STARTS] = starts[i];
        fields[FOUNDING_ENDS] = ends[i];
        fields[FOUNDING_CHAMPION] = "";
        fields[FOUNDING_MENTORS] = "";
        fields[FOUNDING_SLUG] = models[i].slug;
    }
    for (int i = 0; i < COHORTS; i++) {
        static char regions[COHORTS][16];

        snprintf(regions[i], sizeof regions[i], "region%d", i);
        must(enrolling_add_region(operating, regions[i], NULL, models[i].zone));
        rows[i].fields[FOUNDING_REGION] = regions[i];
    }
    must(founding_import(operating, rows, COHORTS, &outcome));
    assert_int_equal(outcome.added, COHORTS);
    founding_outcome_clear(&outcome);
}

static void
make_site(uint64_t seed)
{
    luck = seed;
    talk_run(&world, "UPDATE cohorts SET starts_on = '2001-01-01', "
                     "ends_on = '2001-02-01'");
    talk_run(&world, "DELETE FROM phase_steps");
    talk_run(&world,
        "INSERT INTO phase_steps SELECT cohorts.id, phases.name, 0 "
        "FROM cohorts JOIN (SELECT 'upcoming' AS name UNION "
        "SELECT 'training' UNION SELECT 'on-the-job' UNION "
        "SELECT 'alumni') AS phases");
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        must(enrolling_add_program(operating, programs[i].slug,
            programs[i].slug, "instructor-led"));
    talk_run(&world, "UPDATE programs SET weeks_on_the_job = 4 "
                     "WHERE slug = 'quarry'");
    talk_run(&world, "UPDATE programs SET weeks_on_the_job = 0 "
                     "WHERE slug = 'anvil'");
    import_cohorts();
}

static enum status
say(enum phase phase, const struct cohort *cohort, struct text *subject,
    struct text *body)
{
    text_add_format(subject, "%s", phase_name(phase));
    text_add(body, cohort->slug);
    return STATUS_OK;
}

static void
take_turn(int64_t now)
{
    int done;

    machine_set(now);
    must(phasing_step(operating, say, now, &done));
    expect_turn(now);
}

/* ---- What must be the same ---------------------------------------------- */

static int
phase_of(const char *subject)
{
    static const char *const names[PHASES] = {"upcoming", "training",
        "on-the-job", "alumni"};

    for (int phase = 0; phase < PHASES; phase++)
        if (strcmp(names[phase], subject) == 0)
            return phase;
    fail_msg("no phase: %s", subject);
    return 0;
}

/* Each that the model has told, once, then, and in order; no other. */
static void
assert_as_told(const struct model *model)
{
    static const char sql[] = SQL(
        SELECT threads.subject, threads.created_at
          FROM threads
          JOIN boards ON boards.id = threads.board_id
         WHERE boards.slug = :slug
         ORDER BY threads.id);
    struct query *query = store_query(world.store, sql);
    char subject[SUBJECT_BYTES];
    int next = 0;

    query_bind_text(query, ":slug", model->slug);
    while (query_next(query)) {
        query_copy(query, 0, subject, sizeof subject);
        int phase = phase_of(subject);

        while (next < phase)
            assert_int_equal(model->told_at[next++], 0);
        assert_int_equal(phase, next++);
        if (query_int(query, 1) != model->told_at[phase])
            fail_msg("%s in %s: %s at %lld, not at %lld", model->slug,
                model->zone, subject, (long long)query_int(query, 1),
                (long long)model->told_at[phase]);
    }
    must(query_end(query));
    for (; next < PHASES; next++)
        assert_int_equal(model->told_at[next], 0);
}

static int
assert_all_as_told(void)
{
    int told = 0;

    for (int i = 0; i < COHORTS; i++) {
        assert_as_told(&models[i]);
        for (int phase = 0; phase < PHASES; phase++)
            told += models[i].told_at[phase] != 0;
    }
    return told;
}

/* ---- Runs --------------------------------------------------------------- */

static void
a_daemon_that_never_rests_tells_each_within_the_hour(void **state)
{
    (void)state;
    make_site(1);
    for (int64_t now = FIRST; now < LAST; now += HOUR)
        take_turn(now);
    int told = assert_all_as_told();
    assert_in_range(told, COHORTS, COHORTS * PHASES);
    for (int i = 0; i < COHORTS; i++)
        for (int phase = 1; phase < PHASES; phase++) {
            const struct model *model = &models[i];
            int64_t at = model->told_at[phase];

            if (at != 0 && at != FIRST)
                assert_int_equal(day_there(at, model->zone),
                    day_there(model->begins_at[phase], model->zone));
        }
}

static void
whenever_it_is_off_and_for_how_long(void **state)
{
    (void)state;
    for (uint64_t seed = 2; seed < 8; seed++) {
        if (seed > 2) {
            tear_down(state);
            set_up(state);
        }
        make_site(seed);
        int64_t now = FIRST;
        while (now < LAST) {
            take_turn(now);
            now += random_below(20) == 0 ? random_below(60) * DAY
                                         : random_below((int)(2 * DAY));
        }
        take_turn(LAST);
        assert_all_as_told();
    }
}

/* Clocks of the machine itself that are set back and forth. */
static void
a_clock_that_is_set_back_tells_nothing_twice(void **state)
{
    (void)state;
    make_site(9);
    int64_t now = FIRST;
    int64_t latest = FIRST;
    while (latest < LAST) {
        int done;

        machine_set(now);
        must(phasing_step(operating, say, now, &done));
        if (now >= latest)
            expect_turn(now);
        latest = now > latest ? now : latest;
        now = latest + random_below((int)(3 * DAY)) - DAY;
    }
    assert_all_as_told();
}

/* ---- Boards ------------------------------------------------------------- */

/* No two of which look alike. */
static void
name_someone(int index, char handle[HANDLE_BYTES])
{
    static const char letters[] = "abcdefghjkopqs";

    snprintf(handle, HANDLE_BYTES, "%c%c-someone", letters[index / 14],
        letters[index % 14]);
}

/* The boards that someone of the cohort is shown, each of which they may write
 * on; the alumni's among them from the last day of the training there. */
static void
assert_boards(int index, int64_t now)
{
    const struct model *model = &models[index];
    struct viewer viewer = {0};
    struct board_list boards = {0};
    char handle[HANDLE_BYTES];
    bool has_alumni = false;
    bool has_room = false;

    name_someone(index, handle);
    machine_set(now);
    world_viewer(&world, handle, &viewer);
    must(access_boards(&viewer, &boards));
    for (size_t i = 0; i < boards.count; i++) {
        const struct board *board = &boards.rows[i].board;

        must(rights_require(&viewer, RIGHT_POST, board));
        has_alumni |= board->kind == BOARD_ALUMNI;
        has_room |= strcmp(board->slug, model->slug) == 0;
    }
    assert_true(has_room);
    if (has_alumni != (day_there(now, model->zone) >= model->ends))
        fail_msg("%s in %s at %lld: alumni %s", model->slug, model->zone,
            (long long)now, has_alumni ? "shown" : "not shown");
    assert_int_equal(boards.count, 3 + has_alumni);
    board_list_clear(&boards);
    viewer_clear(&viewer);
}

static void
no_board_is_shown_before_someone_may_use_it(void **state)
{
    (void)state;
    char handle[HANDLE_BYTES];
    int64_t id;

    make_site(10);
    for (int i = 0; i < COHORTS; i++) {
        name_someone(i, handle);
        must(enrolling_add_person(operating, handle, "Some One", NULL, &id));
        must(
            enrolling_add_member(operating, handle, models[i].slug, "learner"));
    }
    for (int i = 0; i < COHORTS; i++) {
        int64_t end = first_second(models[i].ends, models[i].zone);

        for (int64_t now = FIRST; now < LAST; now += random_below(40) * DAY / 2)
            assert_boards(i, now + random_below((int)DAY));
        assert_boards(i, end - 1);
        assert_boards(i, end);
        for (int64_t now = end - 26 * HOUR; now < end + 26 * HOUR;
             now += 2 * HOUR)
            assert_boards(i, now);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_daemon_that_never_rests_tells_each_within_the_hour),
        TEST(whenever_it_is_off_and_for_how_long),
        TEST(a_clock_that_is_set_back_tells_nothing_twice),
        TEST(no_board_is_shown_before_someone_may_use_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
