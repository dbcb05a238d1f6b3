/* What people set for themselves: name, zone, leave, what to be told. */

#include <string.h>

#include "base/clock.h"
#include "board/absence.h"
#include "board/auditing.h"
#include "board/profiling.h"
#include "store/leaves.h"
#include "store/people.h"
#include "support/machine.h"
#include "support/stage.h"

#define PROGRAM "new-hire-autumn-2026"

enum {
    HOUR = 3600,
    DAY = 86400
};

static struct viewer ada;  /* a learner in London */
static struct viewer kofi; /* a learner in New York */
static struct viewer mara; /* a mentor in London */
static struct viewer tom;  /* of no cohort */

static struct {
    struct viewer *who;
    const char *handle;
} const everyone[] = {
    {&ada, "ada"},
    {&kofi, "kofi"},
    {&mara, "mara"},
    {&tom, "tom"},
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

static void
must_say(const char *words)
{
    if (strstr(reason(), words) == NULL)
        fail_msg("\"%s\", not \"%s\"", reason(), words);
}

static int64_t
acts(void)
{
    return talk_number(&world, "SELECT count(*) FROM audit");
}

/* ---- Names --------------------------------------------------------------- */

static void
a_name_is_changed_and_shown(void **state)
{
    struct person person;
    (void)state;

    must(profiling_set_name(&ada, "  Ada  Obi-Lund "));
    assert_string_equal(ada.person.name, "Ada Obi-Lund");
    must(people_by_handle(world.store, "ada", &person));
    assert_string_equal(person.name, "Ada Obi-Lund");
    assert_true(person.has_own_name);
    must_be(profiling_set_name(&ada, "Ada, mentor"), STATUS_INVALID);
    assert_string_equal(ada.person.name, "Ada Obi-Lund");
}

static void
nobody_takes_a_name_that_looks_like_anothers(void **state)
{
    (void)state;
    must_be(profiling_set_name(&ada, "Ben Ayd\u00edn"), STATUS_CONFLICT);
    must_say("name: Ben Aydin (ben) is here already");
    must_be(profiling_set_name(&ada, "BEN AYDlN"), STATUS_CONFLICT);
    must(profiling_set_name(&ada, "Ben A. Aydin"));
    /* One's own is no other's; the old one is free again. */
    must(profiling_set_name(&ada, "B\u00e9n A. Aydin"));
    must(profiling_set_name(&kofi, "Ada Obi"));
}

static void
two_whom_a_roster_calls_alike_may_mend_their_names(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE people SET name = 'ada obi', name_skeleton = "
                     "(SELECT name_skeleton FROM people WHERE handle = 'ada') "
                     "WHERE handle = 'kofi'");
    must(viewer_refresh(&kofi));
    must(profiling_set_name(&kofi, "Ada Obi"));
    must_be(profiling_set_name(&tom, "Ada Obi"), STATUS_CONFLICT);
}

static void
an_author_of_mail_who_never_came_keeps_nobody_out(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE people SET may_log_in = 0 WHERE handle = 'ben'");
    must(profiling_set_name(&ada, "Ben Aydin"));
    must(profiling_set_name(&ada, "Ada Obi"));
    talk_run(&world, "UPDATE people SET last_seen_at = 1 WHERE handle = 'ben'");
    must_be(profiling_set_name(&ada, "Ben Aydin"), STATUS_CONFLICT);
}

static void
a_name_changed_by_any_other_way_leaves_no_skeleton(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE people SET name = 'Somebody' "
                     "WHERE handle = 'ben'");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM people "
                                         "WHERE name_skeleton IS NULL"),
        1);
    must(profiling_set_name(&ada, "Ben Aydin"));
    must_be(profiling_set_name(&kofi, "somebody"), STATUS_CONFLICT);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM people "
                                         "WHERE name_skeleton IS NULL"),
        0);
}

static void
several_settings_are_changed_together_or_none(void **state)
{
    const bool yes = true;
    struct profile profile;
    (void)state;

    must_be(profiling_change(&ada,
                &(struct profile_change){"Ada Lund", "Atlantis", &yes}),
        STATUS_INVALID);
    must_say("none is called Atlantis");
    assert_string_equal(ada.person.name, "Ada Obi");
    must(profiling_change(&ada,
        &(struct profile_change){"Ada Obi", "Tokyo", &yes}));
    must(profiling_change(&ada,
        &(struct profile_change){"Ada Lund", "Tokyo", NULL}));
    assert_string_equal(ada.person.name, "Ada Lund");
    assert_string_equal(viewer_zone(&ada), "Asia/Tokyo");
    must(profiling_find(&ada, &profile));
    assert_true(profile.is_plain);
}

/* ---- Zones --------------------------------------------------------------- */

static void
must_be_in(const struct viewer *who, const char *zone, const char *words)
{
    struct profile profile;
    struct text told = {0};

    must(profiling_find(who, &profile));
    profiling_zone_words(who, &profile, &told);
    assert_string_equal(viewer_zone(who), zone);
    assert_string_equal(text_bytes(&told), words);
    text_clear(&told);
}

static void
a_zone_is_the_regions_until_one_is_chosen(void **state)
{
    (void)state;
    must_be_in(&ada, "Europe/London", "Europe/London (EMEA's)");
    must_be_in(&tom, "UTC", "UTC (you have no region yet)");
    must(profiling_set_zone(&ada, "tokyo"));
    must_be_in(&ada, "Asia/Tokyo",
        "Asia/Tokyo (yours; EMEA's is Europe/London)");
    assert_string_equal(ada.today, "2026-11-23");
    must(profiling_set_zone(&ada, "Pacific/Auckland"));
    assert_string_equal(ada.today, "2026-11-24");
    must(profiling_set_zone(&ada, "region"));
    must_be_in(&ada, "Europe/London", "Europe/London (EMEA's)");
    must(profiling_set_zone(&tom, "Utc"));
    must_be_in(&tom, "UTC", "UTC (yours)");
}

static void
a_zone_is_found_as_people_type_it(void **state)
{
    static const struct {
        const char *typed;
        const char *zone;
    } cases[] = {
        {"Europe/Paris", "Europe/Paris"},
        {"europe/paris", "Europe/Paris"},
        {"los angeles", "America/Los_Angeles"},
        {"New_York", "America/New_York"},
        {"new y", "America/New_York"},
        {"ushuaia", "America/Argentina/Ushuaia"},
        {"US/Eastern", "US/Eastern"},
        {"EST5EDT", "EST5EDT"},
        {"utc", "UTC"},
        {"Asia/Calcutta", "Asia/Calcutta"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        must(profiling_set_zone(&tom, cases[i].typed));
        assert_string_equal(viewer_zone(&tom), cases[i].zone);
    }
    must_be(profiling_set_zone(&tom, "Europe/L"), STATUS_INVALID);
    must_say("zone: Europe/L may be Europe/Lisbon, Europe/Ljubljana, "
             "Europe/London, Europe/Luxembourg");
    must_be(profiling_set_zone(&tom, "europe"), STATUS_INVALID);
    must_say(" and more");
    must_be(profiling_set_zone(&tom, "Atlantis"), STATUS_INVALID);
    must_say("zone: none is called Atlantis");
    must_be(profiling_set_zone(&tom, "../../etc/passwd"), STATUS_INVALID);
    must_be(profiling_set_zone(&tom, "posix/Europe/Paris"), STATUS_INVALID);
}

static struct panel
panel_of(struct viewer *who, int64_t question_id)
{
    struct panel panel = {0};

    must(asking_panel(who, question_id, &panel));
    return panel;
}

static void
moving_west_hides_nothing_that_had_opened(void **state)
{
    int64_t id = talk_ask(&world, "mara", PROGRAM, "What did you try?");
    int64_t thread_id = talk_question_thread(&world, id);
    struct thread_row row;
    struct panel panel;
    (void)state;

    must(reading_thread(&ada, thread_id, &row));
    must_be(reading_thread(&kofi, thread_id, &row), STATUS_NOT_FOUND);
    must(profiling_set_zone(&ada, "Los_Angeles")); /* it opens there at 16:00 */
    must(reading_thread(&ada, thread_id, &row));
    panel = panel_of(&ada, id);
    assert_true(panel.is_open);
    assert_int_equal(panel.opens_at, WORLD_NOW - 4 * HOUR);
    assert_int_equal(panel.closes_at, WORLD_NOW + 20 * HOUR);

    /* Closed by London's clock, open for eight hours more by the new one. */
    machine_set(WORLD_NOW + 21 * HOUR);
    must(viewer_refresh(&ada));
    assert_false(panel_of(&ada, id).is_open);
    must_be(asking_answer(&ada, id, "Late.", &(struct posted){0}),
        STATUS_CONFLICT);
    must(asking_answer(&kofi, id, "In time.", &(struct posted){0}));
}

static void
moving_east_opens_at_once_and_only_once(void **state)
{
    int64_t id = talk_ask(&world, "mara", PROGRAM, "What did you try?");
    int64_t thread_id = talk_question_thread(&world, id);
    struct thread_row row;
    (void)state;

    must_be(reading_thread(&kofi, thread_id, &row), STATUS_NOT_FOUND);
    must(profiling_set_zone(&kofi, "Singapore"));
    must(reading_thread(&kofi, thread_id, &row));
    assert_int_equal(panel_of(&kofi, id).opens_at, WORLD_NOW - 12 * HOUR);
    machine_set(WORLD_NOW + 60);
    must(profiling_set_zone(&kofi, "region")); /* and back: still open */
    must(reading_thread(&kofi, thread_id, &row));
    assert_true(panel_of(&kofi, id).is_open);
    assert_int_equal(panel_of(&kofi, id).opens_at, WORLD_NOW - 12 * HOUR);

    /* What Singapore closed does not open again by New York's clock. */
    machine_set(WORLD_NOW + 12 * HOUR + 60);
    must(viewer_refresh(&kofi));
    assert_false(panel_of(&kofi, id).is_open);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM openings "
                                         "WHERE opens_at = closes_at"),
        0);
}

static void
what_had_not_opened_goes_by_the_new_zone(void **state)
{
    int64_t id;
    int opened;
    struct panel panel;
    (void)state;

    must(asking_add(&mara, world_board(&world, PROGRAM),
        &(struct ask){.body = "Tomorrow?",
            .asks_on = "2026-11-24",
            .asks_minute = 480},
        &id));
    must(profiling_set_zone(&ada, "Los_Angeles"));
    machine_set(WORLD_NOW + DAY);
    must(asking_open_due(&mara, &opened));
    assert_int_equal(opened, 1);
    must(viewer_refresh(&ada));
    must_be(asking_panel(&ada, id, &panel), STATUS_NOT_FOUND);
    machine_set(WORLD_NOW + DAY + 4 * HOUR);
    must(viewer_refresh(&ada));
    assert_true(panel_of(&ada, id).is_open);
    assert_int_equal(panel_of(&ada, id).opens_at, WORLD_NOW + DAY + 4 * HOUR);
    must(asking_answer(&ada, id, "Now.", &(struct posted){0}));
}

static void
an_answer_after_a_move_stores_no_wrong_hours(void **state)
{
    int64_t id = talk_ask(&world, "mara", PROGRAM, "What did you try?");
    (void)state;

    talk_question_thread(&world, id);
    must(profiling_set_zone(&ada, "Asia/Tokyo"));
    must(profiling_set_zone(&kofi, "Asia/Tokyo"));
    must(asking_answer(&ada, id, "By London's clock.", &(struct posted){0}));
    must(asking_answer(&kofi, id, "By Tokyo's clock.", &(struct posted){0}));
    assert_int_equal(talk_number(&world, "SELECT opens_at FROM openings "
                                         "WHERE zone = 'Asia/Tokyo'"),
        WORLD_NOW - 13 * HOUR);
}

static void
nobody_moves_all_the_time(void **state)
{
    static const char *const zones[] = {"Tokyo", "Lagos"};
    (void)state;

    for (int i = 0; i < 20; i++) {
        machine_set(WORLD_NOW + i);
        must(profiling_set_zone(&ada, zones[i % 2]));
    }
    must(profiling_set_zone(&ada, "Lagos")); /* they are there */
    must_be(profiling_set_zone(&ada, "Tokyo"), STATUS_FULL);
    must_say("you moved 20 times in 40 days");
    assert_string_equal(viewer_zone(&ada), "Africa/Lagos");
    machine_set(WORLD_NOW + 41 * DAY);
    must(profiling_set_zone(&ada, "Tokyo"));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM moves"), 1);
}

/* ---- Switches ------------------------------------------------------------ */

static void
what_to_be_told_is_kept(void **state)
{
    struct profile profile;
    (void)state;

    must(profiling_find(&ada, &profile));
    assert_true(profile.told.mentions && profile.told.replies &&
                profile.told.questions);
    assert_int_equal(profile.told.digest, DIGEST_WEEKLY);
    assert_false(profile.is_plain);
    must(profiling_set_told(&ada, "replies", "no"));
    must(profiling_set_told(&ada, "digest", "daily"));
    must(profiling_set_plain(&ada, true));
    must(profiling_find(&ada, &profile));
    assert_true(profile.told.mentions);
    assert_string_equal(profiling_told(&profile.told, &told_rows[1]), "no");
    assert_string_equal(profiling_told(&profile.told, &told_rows[3]), "daily");
    assert_true(profile.is_plain);
    must_be(profiling_set_told(&ada, "replies", "maybe"), STATUS_INVALID);
    must_say("replies: no, yes, not maybe");
    must_be(profiling_set_told(&ada, "digest", "yes"), STATUS_INVALID);
    must_say("digest: never, weekly, daily, not yes");
    must_be(profiling_set_told(&ada, "posts", "yes"), STATUS_INVALID);
    must_say("mentions, replies, questions or digest, not posts");
    must(profiling_find(&kofi, &profile));
    assert_true(profile.told.replies);
}

/* ---- Leave --------------------------------------------------------------- */

static void
must_be_away(const struct viewer *who, const char *wanted)
{
    struct leave_list list;
    char words[48] = "";

    must(absence_list(who, &list));
    if (list.count > 0)
        absence_words(&list.rows[0], who->today, words, sizeof words);
    assert_string_equal(words, wanted);
    leave_list_clear(&list);
}

static int64_t
leave_now(const char *handle)
{
    struct person person;
    struct leave leave;

    must(people_by_handle(world.store, handle, &person));
    must(absence_now(&kofi, &person, &leave));
    return leave.id;
}

static void
leave_is_taken_seen_and_ended(void **state)
{
    struct leave ended;
    (void)state;

    must(absence_take(&ada, "2026-12-01", "2026-12-12"));
    must_be_away(&ada, "away from 1 Dec to 12 Dec");
    assert_int_equal(leave_now("ada"), 0);
    must_be(absence_take(&ada, "2026-12-12", "2026-12-13"), STATUS_CONFLICT);
    must_say("leave: you have one from 2026-12-01 to 2026-12-12");
    must(absence_take(&ada, "today", "tomorrow"));
    must_be_away(&ada, "away until 24 Nov");
    assert_int_not_equal(leave_now("ada"), 0);
    must(absence_cancel(&ada, 0, &ended));
    assert_string_equal(ended.from_on, "2026-11-23");
    must_be_away(&ada, "away from 1 Dec to 12 Dec");
    machine_set(WORLD_NOW + 10 * DAY); /* 3 December */
    must(viewer_refresh(&ada));
    must(absence_cancel(&ada, 0, &ended));
    must_be_away(&ada, "");
    /* The days away stay on record: streaks go by them. */
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM leaves "
                                         "WHERE to_on = '2026-12-02'"),
        1);
    must_be(absence_cancel(&ada, 0, &ended), STATUS_NOT_FOUND);
    must_say("leave: you have none");
}

static void
leave_has_bounds(void **state)
{
    (void)state;
    must_be(absence_take(&ada, "2026-12-12", "2026-12-01"), STATUS_INVALID);
    must_say("2026-12-01 is before 2026-12-12");
    must_be(absence_take(&ada, "2026-13-01", "2026-12-01"), STATUS_INVALID);
    must_say("2026-13-01 is no date like 2026-11-23");
    must_be(absence_take(&ada, "2026-10-22", "2026-12-01"), STATUS_INVALID);
    must_say("31 days ago");
    must(absence_take(&ada, "2026-10-23", "2026-11-22"));
    must_be(absence_take(&ada, "2026-12-01", "2027-12-02"), STATUS_INVALID);
    must_say("at most 366 days");
    must(absence_take(&ada, "2026-12-01", "2027-12-01"));
    for (int i = 1; i < LEAVES_MOST; i++) {
        char date[11];

        must(date_add("2028-01-01", i, date));
        must(absence_take(&ada, date, date));
    }
    must_be(absence_take(&ada, "2029-01-01", "2029-01-01"), STATUS_FULL);
}

static void
leave_is_by_ones_own_days(void **state)
{
    (void)state;
    must(profiling_set_zone(&ada,
        "Pacific/Auckland")); /* there it is the 24th */
    must(absence_take(&ada, "today", "today"));
    must_be_away(&ada, "away until 24 Nov");
    assert_int_not_equal(leave_now("ada"), 0);
    machine_set(WORLD_NOW + 11 * HOUR - 1); /* 23:59:59 there */
    assert_int_not_equal(leave_now("ada"), 0);
    machine_set(WORLD_NOW + 24 * HOUR);
    assert_int_equal(leave_now("ada"), 0);
}

/* ---- Who may ------------------------------------------------------------- */

static void
nobody_sets_anything_who_reads_only(void **state)
{
    struct leave ended;
    (void)state;

    ada.may_write = false;
    must_be(profiling_set_name(&ada, "Ada Lund"), STATUS_FORBIDDEN);
    must_be(profiling_set_zone(&ada, "Tokyo"), STATUS_FORBIDDEN);
    must_be(profiling_set_plain(&ada, true), STATUS_FORBIDDEN);
    must_be(profiling_set_told(&ada, "replies", "no"), STATUS_FORBIDDEN);
    must_be(absence_take(&ada, "today", "today"), STATUS_FORBIDDEN);
    must_be(absence_cancel(&ada, 0, &ended), STATUS_FORBIDDEN);
    must_be(profiling_set_name(&world.operator_viewer, "Ada Lund"),
        STATUS_FORBIDDEN);
}

static void
what_one_with_a_role_sets_is_on_record(void **state)
{
    int64_t before = acts();
    struct act_list list = {0};
    (void)state;

    must(profiling_set_name(&ada, "Ada Lund"));
    must(profiling_set_zone(&ada, "Tokyo"));
    assert_int_equal(acts(), before);
    must(profiling_set_name(&mara, "Mara Lund"));
    must(profiling_set_name(&mara, "Mara Lund"));
    must(profiling_set_zone(&mara, "Tokyo"));
    must(profiling_set_told(&mara, "digest", "never"));
    must(profiling_set_told(&mara, "digest", "never"));
    must(absence_take(&mara, "today", "tomorrow"));
    assert_int_equal(acts(), before + 4);
    must(auditing_list(&world.operator_viewer, &(struct act_filter){0}, 4,
        &list));
    assert_string_equal(list.rows[3].name, "profile name");
    assert_string_equal(list.rows[3].subject, "mara");
    assert_int_equal(strlen(list.rows[3].digest), 64);
    act_list_clear(&list);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_name_is_changed_and_shown),
        TEST(nobody_takes_a_name_that_looks_like_anothers),
        TEST(two_whom_a_roster_calls_alike_may_mend_their_names),
        TEST(an_author_of_mail_who_never_came_keeps_nobody_out),
        TEST(a_name_changed_by_any_other_way_leaves_no_skeleton),
        TEST(several_settings_are_changed_together_or_none),
        TEST(a_zone_is_the_regions_until_one_is_chosen),
        TEST(a_zone_is_found_as_people_type_it),
        TEST(moving_west_hides_nothing_that_had_opened),
        TEST(moving_east_opens_at_once_and_only_once),
        TEST(what_had_not_opened_goes_by_the_new_zone),
        TEST(an_answer_after_a_move_stores_no_wrong_hours),
        TEST(nobody_moves_all_the_time),
        TEST(what_to_be_told_is_kept),
        TEST(leave_is_taken_seen_and_ended),
        TEST(leave_has_bounds),
        TEST(leave_is_by_ones_own_days),
        TEST(nobody_sets_anything_who_reads_only),
        TEST(what_one_with_a_role_sets_is_on_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
