/* A simulated year: thirty cohorts in twelve zones are asked, and every
 * question opens for every person at their civil hour, once, and closes once.
 * What is expected comes from the C library's own clock, minute by minute. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/enrolling.h"
#include "support/machine.h"
#include "support/plain.h"
#include "support/talk.h"

/* Both hemispheres' summer times, one of half an hour, one that begins at
 * midnight, hours off by 45 and 30 minutes, both edges of the date line; in
 * this very year Amman gave its winter time up, Nuuk its old hour, and Cairo
 * began with summer time again; Casablanca's follows the moon. */
static const char *const zones[] = {"Pacific/Chatham", "Pacific/Marquesas",
    "Africa/Casablanca", "Asia/Amman", "America/Nuuk", "Africa/Cairo",
    "Europe/London", "America/New_York", "Australia/Lord_Howe",
    "America/Santiago", "Pacific/Kiritimati", "Asia/Kathmandu"};

#define FIRST_DAY "2022-08-29" /* a Monday */
#define LAST_DAY  "2023-08-28"

enum {
    ZONES = sizeof zones / sizeof *zones,
    COHORTS = 30,
    INTAKES = 5,
    DAYS = 364,
    BOARDS = INTAKES + COHORTS,
    QUESTIONS_A_BOARD = 260,
    PEOPLE_A_BOARD = 6,
    HOUR = 3600,
    DAY = 86400,
    NEAR = 5 * DAY,
    SLUG_SIZE = 40
};

/* 02:30 and 00:10 are skipped or repeated here and there. */
static const int minutes[] = {480, 150, 10, 1439, 0};

struct asked {
    int64_t id;
    char date[11];
    int minute;
    int window_hours;
    int64_t opens_at[PEOPLE_A_BOARD];
};

struct place {
    int64_t board_id;
    int people[PEOPLE_A_BOARD];
    int person_count;
    struct asked *questions; /* owned */
    size_t count;
};

struct moment {
    int64_t at;
    int board;
};

static struct world world;
static struct viewer learners[COHORTS];
static const char *zone_of[COHORTS];
static struct place places[BOARDS];
static struct moment *moments; /* owned */
static size_t moment_count;
static long checks;
static long looks; /* at a panel with a question in it */

/* ---- The site ----------------------------------------------------------- */

static void
add_learner(int i)
{
    struct viewer *operating = &world.operator_viewer;
    char handle[8];
    char cohort[SLUG_SIZE];
    char region[SLUG_SIZE];
    char intake[SLUG_SIZE];
    int64_t id;

    snprintf(handle, sizeof handle, "p%c%c", 'a' + i / 6, 'a' + i % 6);
    snprintf(cohort, sizeof cohort, "cohort-%d", i);
    snprintf(region, sizeof region, "region-%d", i % ZONES);
    snprintf(intake, sizeof intake, "year %d", i % INTAKES);
    must(world_add_cohort(operating, &(struct cohort_terms){
                                         .slug = cohort,
                                         .program = "new-hire",
                                         .region = region,
                                         .intake = intake,
                                         .starts_on = FIRST_DAY,
                                         .ends_on = LAST_DAY,
                                     }));
    must(enrolling_add_person(operating, handle, handle, NULL, &id));
    must(enrolling_add_member(operating, handle, cohort, "learner"));
    must(enrolling_add_member(operating, "mara", cohort, "mentor"));
    world_viewer(&world, handle, &learners[i]);
    zone_of[i] = zones[i % ZONES];
}

static void
add_place(int at, const char *slug, int person)
{
    struct place *place = &places[at];

    place->board_id = world_board(&world, slug);
    place->people[place->person_count++] = person;
}

static void
ask_on(struct viewer *mara, struct place *place, int day, int minute)
{
    struct asked *asked = &place->questions[place->count++];
    char body[40];

    must(date_add(FIRST_DAY, day, asked->date));
    asked->minute = minute;
    asked->window_hours = day % 3 == 0 ? 24 : 30;
    snprintf(body, sizeof body, "Day %d?", day);
    must(asking_add(mara, place->board_id,
        &(struct ask){
            .body = body,
            .asks_on = asked->date,
            .asks_minute = minute,
            .window_hours = asked->window_hours,
            .is_again = true,
        },
        &asked->id));
}

/* One intake is asked on all weekdays, the others on three; cohorts monthly. */
static void
ask_all(void)
{
    struct viewer mara = {0};

    world_viewer(&world, "mara", &mara);
    for (int i = 0; i < BOARDS; i++) {
        places[i].questions = memory_new(
            QUESTIONS_A_BOARD * sizeof *places[i].questions);
        for (int day = 0; day < DAYS; day++) {
            bool is_asked = i == 0 ? day % 7 < 5
                            : i < INTAKES
                                ? day % 7 == 0 || day % 7 == 2 || day % 7 == 6
                                : day % 28 == i % 28;

            if (is_asked)
                ask_on(&mara, &places[i], day, minutes[i % 5]);
        }
    }
    viewer_clear(&mara);
}

static int
by_time(const void *a_, const void *b_)
{
    const struct moment *a = a_;
    const struct moment *b = b_;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->board - b->board;
}

static void
add_moment(int64_t at, int board)
{
    moments = grow(moments, moment_count + 1, sizeof *moments);
    moments[moment_count++] = (struct moment){at, board};
}

static void
foresee(void)
{
    for (int i = 0; i < BOARDS; i++)
        for (size_t q = 0; q < places[i].count; q++)
            for (int p = 0; p < places[i].person_count; p++) {
                struct asked *asked = &places[i].questions[q];

                asked->opens_at[p] = plain_opening(asked->date, asked->minute,
                    zone_of[places[i].people[p]]);
                add_moment(asked->opens_at[p], i);
                add_moment(asked->opens_at[p] + asked->window_hours * HOUR, i);
            }
    plain_end();
    qsort(moments, moment_count, sizeof *moments, by_time);
}

/* ---- The year ----------------------------------------------------------- */

static void
check_question(const struct place *place, const struct asked *asked, int p,
    int64_t now)
{
    struct viewer *viewer = &learners[place->people[p]];
    int64_t opens_at = asked->opens_at[p];
    int64_t closes_at = opens_at + asked->window_hours * HOUR;
    struct panel panel = {0};
    enum status status = asking_panel(viewer, asked->id, &panel);

    checks++;
    if (status != (now < opens_at ? STATUS_NOT_FOUND : STATUS_OK))
        fail_msg("%s %d min in %s at %lld, opens at %lld: %s", asked->date,
            asked->minute, zone_of[place->people[p]], (long long)now,
            (long long)opens_at, status_name(status));
    if (status != STATUS_OK)
        return;
    assert_int_equal(panel.opens_at, opens_at);
    assert_int_equal(panel.closes_at, closes_at);
    assert_true(panel.is_open == (now < closes_at));
}

static bool
has_date(const struct place *place, const char *date)
{
    for (size_t q = 0; q < place->count; q++)
        if (strcmp(place->questions[q].date, date) == 0)
            return true;
    return false;
}

/* The later of what is open on a board and `best`. */
static const struct asked *
later(const struct place *place, int p, int64_t now, const struct asked *best)
{
    for (size_t q = 0; q < place->count; q++) {
        const struct asked *asked = &place->questions[q];
        int64_t opens_at = asked->opens_at[p];

        if (opens_at > now || now >= opens_at + asked->window_hours * HOUR)
            continue;
        if (best == NULL || strcmp(asked->date, best->date) > 0)
            best = asked;
    }
    return best;
}

/* Of all that is open for somebody one question is put to them: the newest;
 * their cohort's own on a day on which that has one, else their intake's. */
static const struct asked *
plain_newest(int person, int64_t now)
{
    const struct place *own = &places[INTAKES + person];
    struct place others = places[person % INTAKES];
    struct asked left[QUESTIONS_A_BOARD];
    size_t kept = 0;
    const struct asked *best;

    for (size_t q = 0; q < others.count; q++)
        if (!has_date(own, others.questions[q].date))
            left[kept++] = others.questions[q];
    others.questions = left;
    others.count = kept;
    best = later(&others, person / INTAKES, now, NULL);
    best = later(own, 0, now, best);
    for (size_t q = 0; best != NULL && q < places[person % INTAKES].count; q++)
        if (places[person % INTAKES].questions[q].id == best->id)
            return &places[person % INTAKES].questions[q];
    return best;
}

/* It waits, and no other stands in the panel. */
static void
check_panel(int person, int64_t now)
{
    struct panel_list panels = {0};
    const struct asked *newest = plain_newest(person, now);
    int64_t shown = 0;

    must(asking_today(&learners[person], &panels));
    for (size_t i = 0; i < panels.count; i++) {
        if (!panels.rows[i].is_open)
            continue;
        assert_int_equal(shown, 0);
        assert_true(panels.rows[i].is_waiting);
        shown = panels.rows[i].question.id;
    }
    assert_int_equal(shown, newest == NULL ? 0 : newest->id);
    panel_list_clear(&panels);
    looks += newest != NULL;
}

static void
check_board(const struct place *place, int64_t now)
{
    for (size_t q = 0; q < place->count; q++)
        for (int p = 0; p < place->person_count; p++) {
            const struct asked *asked = &place->questions[q];

            if (llabs(asked->opens_at[p] - now) < NEAR / 2)
                check_question(place, asked, p, now);
        }
}

static void
live_through(void)
{
    int opened = 0;
    int opened_in_all = 0;

    for (size_t i = 0; i < moment_count; i++) {
        const struct place *place = &places[moments[i].board];
        int64_t now = moments[i].at;

        if (i > 0 && by_time(&moments[i], &moments[i - 1]) == 0)
            continue;
        machine_set(now - 1);
        check_board(place, now - 1);
        machine_set(now);
        must(asking_open_due(&world.operator_viewer, &opened));
        opened_in_all += opened;
        check_board(place, now);
        if (i % 7 == 0)
            check_panel(place->people[i % (size_t)place->person_count], now);
    }
    assert_int_equal(opened_in_all,
        talk_number(&world, "SELECT COUNT(*) FROM questions"));
}

static void
every_question_opens_and_closes_once_for_everyone(void **state)
{
    (void)state;
    machine_set(WORLD_NOW);
    talk_open(&world);
    machine_set(plain_opening("2022-08-20", 0, "UTC"));
    for (int i = 0; i < ZONES; i++) {
        char slug[SLUG_SIZE];

        snprintf(slug, sizeof slug, "region-%d", i);
        must(
            enrolling_add_region(&world.operator_viewer, slug, NULL, zones[i]));
    }
    for (int i = 0; i < COHORTS; i++) {
        char slug[SLUG_SIZE];

        add_learner(i);
        snprintf(slug, sizeof slug, "new-hire-year-%d", i % INTAKES);
        add_place(i % INTAKES, slug, i);
        snprintf(slug, sizeof slug, "cohort-%d", i);
        add_place(INTAKES + i, slug, i);
    }
    ask_all();
    foresee();
    live_through();

    assert_int_equal(talk_number(&world,
                         "SELECT COUNT(DISTINCT thread_id) FROM questions"),
        talk_number(&world, "SELECT COUNT(*) FROM questions"));
    assert_int_equal(talk_number(&world,
                         "SELECT COUNT(*) FROM events WHERE kind = 'question'"),
        talk_number(&world, "SELECT COUNT(*) FROM questions"));
    assert_true(checks > 100000);
    assert_true(looks > 1000);
    printf("%zu moments, %ld looks\n", moment_count, checks);
    for (int i = 0; i < BOARDS; i++)
        memory_free(places[i].questions);
    memory_free(moments);
    for (int i = 0; i < COHORTS; i++)
        viewer_clear(&learners[i]);
    talk_close(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_question_opens_and_closes_once_for_everyone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
