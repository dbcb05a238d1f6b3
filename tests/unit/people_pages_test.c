/* The people page and a person's page: keys in, exact rows out. */

#include <stdio.h>
#include <string.h>

#include "board/absence.h"
#include "board/asking.h"
#include "board/enrolling.h"
#include "board/importing.h"
#include "board/posting.h"
#include "store/members.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"
#include "ui/views.h"

static void
be(const char *handle, int rows, int columns)
{
    if (glass.app != NULL)
        glass_kill(&glass);
    glass_open(&glass, as(handle), rows, columns);
}

static void
show(void)
{
    for (int i = 0; i < glass.rows; i++)
        print_message("%2d|%s\n", i, glass_row(&glass, i));
}

/* A person of the site's regions, added in the caller's words. */
static void
add(const char *handle, const char *name, const char *cohort, const char *role)
{
    int64_t id;

    must(enrolling_add_person(&world.operator_viewer, handle, name, NULL, &id));
    must(enrolling_add_member(&world.operator_viewer, handle, cohort, role));
}

static void
assert_row(int row, const char *words)
{
    if (strcmp(glass_row(&glass, row), words) != 0)
        show();
    assert_string_equal(glass_row(&glass, row), words);
}

static void
come(const char *handles)
{
    int64_t ids[8];
    size_t count = 0;
    char words[100];

    strcpy(words, handles);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
        ids[count++] = world_person(&world, word);
    viewer_here(&viewer, ids, count);
    app_notify(glass.app, NULL);
    glass_show(&glass);
}

/* ---- The people page ---------------------------------------------------- */

static void
my_cohort_stands_first(void **state)
{
    (void)state;
    be("ada", 24, 80);
    glass_type(&glass, "W");
    glass_must_be_at(&glass, "people");
    assert_row(0, " People                                              "
                  "EMEA, autumn 2026, 8 people");
    assert_row(2, " EMEA                                                "
                  "            12:00, as here");
    assert_row(3, " > Mara Okafor          mara           mentor");
    assert_row(4, "   Sam Reyes            sam            SME");
    assert_row(5, "   Jo Park              jo             champion");
    assert_row(6, "   Rob Hale             rob            moderator");
    assert_row(7,
        "   Ada Obi              ada                      week 4 of 7");
    assert_row(10,
        "   Ola Berg             ola                      week 4 of 7");
    assert_row(11, "");
    assert_row(-1,
        " Enter their page  Tab all regions  n next unread  b back  ? help");
}

static void
tab_goes_on_to_all_regions_and_whom_to_ask(void **state)
{
    (void)state;
    be("ada", 24, 80);
    glass_type(&glass, "W\t");
    assert_row(0, " People                                      "
                  "All regions, autumn 2026, 12 people");
    assert_row(2, " AMER                                                "
                  "               07:00 there");
    assert_row(3, " > Noor Haddad          noor           mentor");
    assert_row(5, " APAC                                                "
                  "               20:00 there");
    assert_row(8, " EMEA                                                "
                  "            12:00, as here");
    assert_row(-1,
        " Enter their page  Tab whom to ask  n next unread  b back  ? help");
    glass_type(&glass, "\t");
    assert_row(0,
        " People                                                       "
        "       Whom to ask");
    assert_row(8, "   Sam Reyes            sam            SME");
    assert_row(9, "   Jo Park              jo             champion");
    assert_row(10, "");
    glass_type(&glass, "\t");
    glass_must_show(&glass, "EMEA, autumn 2026, 8 people");
}

static void
another_day_stands_beside_a_far_clock(void **state)
{
    (void)state;
    machine_set(WORLD_NOW + 6 * 3600);
    be("ada", 24, 80);
    glass_type(&glass, "W\t");
    assert_row(5, " APAC                                                "
                  "           Tue 02:00 there");
}

static void
who_is_here_shows_as_they_come(void **state)
{
    (void)state;
    be("ada", 24, 80);
    glass_type(&glass, "W");
    come("ada lin zoe");
    assert_row(9,
        "   Lin Zhao             lin                      week 4 of 7  "
        "             here");
    come("ada");
    assert_row(9,
        "   Lin Zhao             lin                      week 4 of 7");
}

static void
a_clock_of_their_own_stands_in_their_row(void **state)
{
    (void)state;
    talk_run(&world,
        "UPDATE people SET zone = 'Asia/Tokyo' WHERE handle = 'lin'");
    be("ada", 24, 80);
    glass_type(&glass, "W");
    assert_row(9,
        "   Lin Zhao             lin                      week 4 of 7  "
        "      21:00 there");
    come("lin");
    glass_must_show(&glass, "week 4 of 7  here, 21:00 there");
}

static void
headings_are_passed_over(void **state)
{
    (void)state;
    be("ada", 24, 80);
    glass_type(&glass, "W\tj");
    assert_non_null(strstr(glass_row(&glass, 4), "> Kofi"));
    glass_type(&glass, "j");
    assert_non_null(strstr(glass_row(&glass, 6), "> Mei"));
    glass_type(&glass, "k");
    assert_non_null(strstr(glass_row(&glass, 4), "> Kofi"));
    glass_type(&glass, "kkk");
    assert_non_null(strstr(glass_row(&glass, 3), "> Noor"));
    glass_type(&glass, "G");
    assert_non_null(strstr(glass_row(&glass, 16), "> Ola"));
    glass_type(&glass, "g");
    assert_non_null(strstr(glass_row(&glass, 3), "> Noor"));
}

static void
a_number_goes_to_that_person(void **state)
{
    (void)state;
    be("ada", 24, 80);
    glass_type(&glass, "W\t");
    glass_type(&glass, "4");
    glass_must_show(&glass, " > Wen Li");
    glass_type(&glass, "j12");
    glass_must_show(&glass, " > Ola Berg");
    glass_type(&glass, "j99");
    glass_must_show(&glass, " > Ola Berg");
    glass_type(&glass, "j1");
    glass_must_show(&glass, " > Noor Haddad");
}

static void
enter_opens_their_page_and_back_is_where_one_was(void **state)
{
    (void)state;
    be("ada", 24, 80);
    glass_type(&glass, "W\tj\r");
    glass_must_be_at(&glass, "person");
    glass_must_show(&glass, "Kofi Mensah");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "people");
    glass_must_show(&glass, " > Kofi Mensah");
}

static void
the_place_is_kept(void **state)
{
    (void)state;
    be("ada", 24, 80);
    glass_type(&glass, "W\t5");
    glass_must_show(&glass, " > Mara");
    glass_cut(&glass);
    glass_open(&glass, &viewer, 24, 80);
    glass_must_be_at(&glass, "people");
    glass_must_show(&glass, "All regions, autumn 2026, 12 people");
    glass_must_show(&glass, " > Mara");
}

static void
long_and_wide_names_shift_no_column(void **state)
{
    (void)state;
    add("maximiliane-alexandr",
        "Maximiliane Alexandrine von Hohenstein-Brunnenberg", "emea-autumn",
        "mentor");
    add("yuki", "\xe9\xab\x98\xe6\xa9\x8b\xe5\x84\xaa\xe5\xad\x90", /* CJK */
        "emea-autumn", "learner");
    be("ada", 24, 80);
    glass_type(&glass, "W");
    assert_row(4, "   Maximiliane Alexan.. maximiliane-.. mentor");
    /* A vt100 has no such letters: as many columns stand in for them. */
    assert_row(12,
        "   ? ? ? ?              yuki                     week 4 of 7");
    be("ada", 40, 120);
    glass_type(&glass, "W");
    assert_row(4,
        "   Maximiliane Alexandrine von Hohenstein.. maximiliane-alexandr "
        "mentor");
    assert_row(12,
        "   ? ? ? ?                                  yuki                 "
        "          week 4 of 7");
}

static void
little_room_leaves_names_and_roles(void **state)
{
    (void)state;
    be("ada", 24, 60);
    glass_type(&glass, "W");
    assert_row(3, " > Mara Okafor                                    mentor");
    be("ada", 6, 20);
    glass_type(&glass, "W");
    assert_row(2, " > Mara Okafor");
    assert_row(4, "   Jo Park");
    glass_type(&glass, "jjjj");
    assert_row(4, " > Ada Obi");
    glass_type(&glass, "kkkk");
    assert_row(1, " EMEA");
}

static void
the_champion_alone_is_told_who_is_missing(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE members SET joined_at = joined_at - 86400 * 20");
    talk_run(&world,
        "UPDATE people SET last_seen_at = 1795435200 WHERE handle <> 'lin'");
    be("jo", 24, 80);
    glass_type(&glass, "W");
    assert_row(9,
        "   Lin Zhao             lin                      week 4 of 7  "
        "  not for 14 days");
    assert_row(10,
        "   Ola Berg             ola                      week 4 of 7");
    be("mara", 24, 80);
    glass_type(&glass, "W");
    glass_must_show(&glass, "Lin Zhao");
    glass_must_not_show(&glass, "14 days");
}

static void
leave_is_told_to_all_and_is_no_missing(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE members SET joined_at = joined_at - 86400 * 20");
    be("lin", 24, 80);
    must(absence_take(&viewer, "2026-11-20", "2026-12-04"));
    be("jo", 24, 80);
    glass_type(&glass, "W");
    assert_row(9,
        "   Lin Zhao             lin                      week 4 of 7  "
        " away until 4 Dec");
}

static void
a_sponsor_sees_numbers(void **state)
{
    (void)state;
    be("pia", 24, 80);
    glass_type(&glass, "W");
    assert_row(0, " People                                              "
                  "EMEA, autumn 2026, 8 people");
    assert_row(2, " EMEA");
    assert_row(3, "   1 mentor");
    assert_row(4, "   1 SME");
    assert_row(7, "   4 learners");
    assert_row(8, "");
    assert_row(-1, " n next unread  b back  ? help");
    glass_type(&glass, "\rjA3");
    glass_must_be_at(&glass, "people");
}

static void
whoever_is_in_no_cohort_meets_nobody(void **state)
{
    (void)state;
    be("tom", 24, 80);
    glass_type(&glass, "W");
    glass_must_show(&glass, "You share a board with nobody yet.");
    glass_type(&glass, "\t");
    glass_must_show(&glass, "No mentor, SME or champion is named yet.");
}

/* Learners with names in the order of their numbers. */
static void
add_learners(int count)
{
    char handle[24];
    char name[40];

    must(store_begin(world.store));
    for (int i = 1; i <= count; i++) {
        snprintf(handle, sizeof handle, "walker%04d", i);
        snprintf(name, sizeof name, "Walker %04d", i);
        add(handle, name, "amer-autumn", "learner");
    }
    must(store_commit(world.store));
}

/* The number in the name of the one selected, 0: somebody else. */
static int
selected(void)
{
    int row = glass_find(&glass, " > ");
    int number = 0;

    assert_true(row > 0);
    sscanf(glass_row(&glass, row), " > Walker %d", &number);
    return number;
}

static void
thousands_are_walked_through_one_by_one(void **state)
{
    (void)state;
    add_learners(700);
    be("kofi", 24, 80);
    glass_type(&glass, "W");
    glass_must_show(&glass, "AMER, autumn 2026, 702 people");
    glass_type(&glass, "jj"); /* past Noor and Kofi */
    for (int i = 1; i <= 700; i++) {
        assert_int_equal(selected(), i);
        glass_type(&glass, "j");
    }
    for (int i = 700; i >= 1; i--) {
        assert_int_equal(selected(), i);
        glass_type(&glass, "k");
    }
    glass_must_show(&glass, " > Kofi Mensah");
}

static void
thousands_are_jumped_about_in(void **state)
{
    (void)state;
    add_learners(700);
    be("kofi", 24, 80);
    glass_type(&glass, "WG");
    assert_int_equal(selected(), 700);
    glass_type(&glass, "kk");
    assert_int_equal(selected(), 698);
    glass_type(&glass, "g");
    glass_must_show(&glass, " > Noor Haddad");
    glass_type(&glass, "602");
    assert_int_equal(selected(), 600);
    glass_type(&glass, "k");
    assert_int_equal(selected(), 599);
    glass_type(&glass, "j900");
    assert_int_equal(selected(), 700);
    glass_type(&glass, "j3");
    assert_int_equal(selected(), 1);
    glass_type(&glass, "k352");
    assert_int_equal(selected(), 350);
    glass_cut(&glass);
    glass_open(&glass, &viewer, 24, 80);
    assert_int_equal(selected(), 350);
    glass_type(&glass, "k");
    assert_int_equal(selected(), 349);
    glass_type(&glass, "jj");
    assert_int_equal(selected(), 351);
}

static void
pages_down_and_up_meet_everybody(void **state)
{
    bool seen[701] = {false};
    (void)state;

    add_learners(700);
    be("kofi", 24, 80);
    glass_type(&glass, "W");
    for (int page = 0; page < 40; page++) {
        for (int row = 2; row < 22; row++) {
            int number = 0;

            if (sscanf(glass_row(&glass, row) + 3, "Walker %d", &number) == 1)
                seen[number] = true;
        }
        glass_type(&glass, "\033[6~");
    }
    for (int i = 1; i <= 700; i++)
        if (!seen[i])
            fail_msg("Walker %d was never on the screen", i);
    for (int page = 0; page < 40; page++)
        glass_type(&glass, "\033[5~");
    glass_must_show(&glass, " > Noor Haddad");
    assert_row(2, " AMER                                                "
                  "            07:00, as here");
}

/* ---- A person's page ---------------------------------------------------- */

static int64_t
say(const char *handle, const char *board, const char *subject,
    const char *body)
{
    struct viewer writer = {0};
    struct posted posted;

    world_viewer(&world, handle, &writer);
    must(posting_start(&writer, world_board(&world, board), subject, body,
        &posted));
    viewer_clear(&writer);
    return posted.thread_id;
}

static void
a_page_tells_who_they_are_and_what_they_wrote(void **state)
{
    int64_t thread_id = say("kofi", "new-hire-autumn-2026",
        "Who handles escalations?",
        "The shift lead does, and when the shift lead is away I ask the desk "
        "on floor 2.");
    (void)state;

    talk_pass(&world, 7200);
    talk_reply(&world, "kofi", thread_id);
    be("ada", 24, 80);
    glass_type(&glass, "W\tj\r");
    assert_row(0,
        " Kofi Mensah                                                      "
        "    kofi, AMER");
    assert_row(2, " 07:00 there");
    assert_row(3,
        " learner     New-hire, autumn 2026, AMER                          "
        "  week 4 of 7");
    assert_int_equal(strspn(glass_row(&glass, 4), "-"), 80);
    assert_row(5, " > now       Who handles escalations?                  "
                  "All regions, autumn 2026");
    assert_row(6, "             I think so.");
    assert_row(7, "    2h       Who handles escalations?                  "
                  "All regions, autumn 2026");
    assert_row(8,
        "             The shift lead does, and when the shift lead is away I "
        "ask the d..");
    assert_row(-1,
        " Enter read it in its thread  n next unread  b back  ? help");
    come("kofi");
    assert_row(2, " 07:00 there; here now");
}

static void
enter_opens_the_thread_at_that_post(void **state)
{
    int64_t thread_id = say("lin", "emea-autumn", "Badge access", "Where?");
    (void)state;

    for (int i = 0; i < 30; i++)
        talk_reply(&world, "ben", thread_id);
    talk_reply(&world, "lin", thread_id);
    be("ada", 24, 80);
    glass_type(&glass, "W7\r");
    glass_must_show(&glass, "Lin Zhao");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, ">32 Lin Zhao, EMEA");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "person");
    glass_type(&glass, "2\r");
    glass_must_show(&glass, ">1  Lin Zhao, EMEA");
}

static void
the_author_of_a_post_is_one_key_away(void **state)
{
    (void)state;
    say("kofi", "new-hire-autumn-2026", "Escalations", "Who?");
    be("ada", 24, 80);
    glass_type(&glass, "n");
    glass_must_be_at(&glass, "thread");
    glass_type(&glass, "A");
    glass_must_be_at(&glass, "person");
    glass_must_show(&glass, "Kofi Mensah");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "thread");
}

static void
who_is_here_is_one_key_away(void **state)
{
    (void)state;
    be("ada", 24, 80);
    come("ada wen");
    glass_type(&glass, "w\r");
    glass_must_be_at(&glass, "person");
    glass_must_show(&glass, "Wen Li");
    glass_must_show(&glass, "20:00 there; here now");
    glass_must_show(&glass, "Nothing yet that you may read.");
    glass_type(&glass, "bW");
    glass_must_be_at(&glass, "people");
}

static void
the_menu_leads_to_people(void **state)
{
    (void)state;
    be("ada", 24, 80);
    glass_type(&glass, "m");
    glass_must_show(&glass, "W        People: your cohort, all regions, whom");
}

/* Whoever is known by a post alone: where they are is nobody's to know. */
static void
of_a_writer_on_the_commons_only_that_is_told(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE members SET joined_at = joined_at - 86400 * 20");
    say("zoe", "commons", "Hello from Oslo", "Is anybody here?");
    say("zoe", "safe-handling-spring-2026", "Gloves", "Which?");
    be("zoe", 24, 80);
    must(absence_take(&viewer, "2026-11-20", "2026-12-04"));
    be("ada", 24, 80);
    come("ada zoe");
    app_push(glass.app, &person_view, "zoe");
    glass_show(&glass);
    assert_row(0,
        " Zoe Quist                                                        "
        "     zoe, EMEA");
    assert_row(2, " 12:00, as here");
    assert_int_equal(strspn(glass_row(&glass, 3), "-"), 80);
    glass_must_show(&glass, " > now       Hello from Oslo");
    glass_must_not_show(&glass, "Gloves");
    glass_must_not_show(&glass, "Safe handling");
    glass_must_not_show(&glass, "away");
    glass_must_not_show(&glass, "here now");
}

static void
an_imported_author_has_a_page(void **state)
{
    static const char *const none[] = {NULL};
    const struct import_message message = {
        .message_id = "a@x",
        .parents = none,
        .author_name = "Robert W. Hayden",
        .author_email = "hayden@example.org",
        .subject = "resources",
        .body = "This link goes to a page.",
        .sent_at = WORLD_NOW - 86400 * 1000,
    };
    struct import *import = NULL;
    struct import_counts counts;
    (void)state;

    must(import_open(&world.operator_viewer, "emea-autumn", &import));
    must(import_message(import, &message));
    must(import_close(import, &counts));
    be("ada", 24, 80);
    glass_type(&glass, "\r\rA");
    glass_must_be_at(&glass, "person");
    assert_row(0,
        " Robert W. Hayden                                                "
        "robert-w-hayden");
    assert_row(2,
        " > Feb 2024  resources                                        "
        "EMEA, autumn 2026");
}

static void
a_covered_answer_is_not_on_their_page(void **state)
{
    int64_t question_id = talk_ask(&world, "mara", "emea-autumn", "What now?");
    struct viewer lin = {0};
    struct posted posted;
    (void)state;

    world_viewer(&world, "lin", &lin);
    must(asking_answer(&lin, question_id, "A secret.", &posted));
    viewer_clear(&lin);
    be("ada", 24, 80);
    glass_type(&glass, "W7\r");
    glass_must_show(&glass, "Lin Zhao");
    glass_must_show(&glass, "Nothing yet that you may read.");
    must(asking_answer(&viewer, question_id, "Mine.", &posted));
    glass_type(&glass, "\f");
    glass_must_show(&glass, "A secret.");
}

static void
a_stranger_is_nobody_in_the_same_words(void **state)
{
    (void)state;
    be("ada", 24, 80);
    app_push(glass.app, &person_view, "zoe");
    glass_show(&glass);
    glass_must_be_at(&glass, "home");
    assert_row(-1, " Nobody called zoe.");
    app_push(glass.app, &person_view, "zoo");
    glass_show(&glass);
    assert_row(-1, " Nobody called zoo.");
}

static void
a_role_taken_away_ends_the_page(void **state)
{
    (void)state;
    be("kofi", 24, 80);
    glass_type(&glass, "W\t\r");
    glass_type(&glass, "b5\r");
    glass_must_show(&glass, "Mara Okafor");
    must(members_remove(world.store, viewer.person.id,
        world_cohort(&world, "amer-autumn"), ROLE_LEARNER));
    glass_type(&glass, "\f");
    glass_must_not_show(&glass, "Mara");
    glass_must_be_at(&glass, "people");
    glass_must_show(&glass, "You share a board with nobody yet.");
}

static void
what_they_write_meanwhile_appears(void **state)
{
    struct viewer kofi = {0};
    struct posted posted;
    (void)state;

    be("ada", 24, 80);
    glass_type(&glass, "W\tj\r");
    glass_must_show(&glass, "Nothing yet that you may read.");
    world_viewer(&world, "kofi", &kofi);
    must(posting_start(&kofi, world_board(&world, "new-hire-autumn-2026"),
        "Escalations", "Who?", &posted));
    glass_hear(&glass, &kofi);
    glass_must_show(&glass, "Escalations");
    viewer_clear(&kofi);
}

static void
of_many_cohorts_the_first_ones_stand(void **state)
{
    struct cohort_terms terms = {
        .program = "new-hire",
        .region = "emea",
        .starts_on = "2026-09-01",
        .ends_on = "2026-09-30",
    };
    char slug[24];
    (void)state;

    for (int i = 10; i < 30; i++) {
        snprintf(slug, sizeof slug, "emea-%d", i);
        terms.slug = terms.intake = slug;
        must(world_add_cohort(&world.operator_viewer, &terms));
        must(enrolling_add_member(&world.operator_viewer, "mara", slug,
            "mentor"));
    }
    say("mara", "emea-autumn", "Read me first", "How we use this board.");
    be("max", 24, 80);
    app_push(glass.app, &person_view, "mara");
    glass_show(&glass);
    assert_row(3, " mentor      New-hire, autumn 2026, EMEA");
    assert_row(4, " mentor      New-hire, emea-10, EMEA");
    assert_row(8, "             and 16 more");
    glass_must_show(&glass, "Read me first");
}

static void
pages_fit_the_least_terminal(void **state)
{
    (void)state;
    say("kofi", "new-hire-autumn-2026", "Escalations", "Who?");
    be("ada", 6, 20);
    app_push(glass.app, &person_view, "kofi");
    glass_show(&glass);
    assert_row(0, " Kofi Mensah  kofi..");
    glass_must_show(&glass, " > Escalations");
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(my_cohort_stands_first),
        TEST(tab_goes_on_to_all_regions_and_whom_to_ask),
        TEST(another_day_stands_beside_a_far_clock),
        TEST(who_is_here_shows_as_they_come),
        TEST(a_clock_of_their_own_stands_in_their_row),
        TEST(headings_are_passed_over),
        TEST(a_number_goes_to_that_person),
        TEST(enter_opens_their_page_and_back_is_where_one_was),
        TEST(the_place_is_kept),
        TEST(long_and_wide_names_shift_no_column),
        TEST(little_room_leaves_names_and_roles),
        TEST(the_champion_alone_is_told_who_is_missing),
        TEST(leave_is_told_to_all_and_is_no_missing),
        TEST(a_sponsor_sees_numbers),
        TEST(whoever_is_in_no_cohort_meets_nobody),
        TEST(thousands_are_walked_through_one_by_one),
        TEST(thousands_are_jumped_about_in),
        TEST(pages_down_and_up_meet_everybody),
        TEST(a_page_tells_who_they_are_and_what_they_wrote),
        TEST(enter_opens_the_thread_at_that_post),
        TEST(the_author_of_a_post_is_one_key_away),
        TEST(who_is_here_is_one_key_away),
        TEST(the_menu_leads_to_people),
        TEST(of_a_writer_on_the_commons_only_that_is_told),
        TEST(an_imported_author_has_a_page),
        TEST(a_covered_answer_is_not_on_their_page),
        TEST(a_stranger_is_nobody_in_the_same_words),
        TEST(a_role_taken_away_ends_the_page),
        TEST(what_they_write_meanwhile_appears),
        TEST(of_many_cohorts_the_first_ones_stand),
        TEST(pages_fit_the_least_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
