/* A person's page: for whom it is there, and what of them it tells. */

#include <stdio.h>
#include <string.h>

#include "board/enrolling.h"
#include "board/importing.h"
#include "board/knowing.h"
#include "board/staffing.h"
#include "store/members.h"
#include "support/stage.h"

static struct portrait portrait;

static int
set_up(void **state)
{
    stage_open(state);
    portrait = (struct portrait){0};
    return 0;
}

static int
tear_down(void **state)
{
    portrait_clear(&portrait);
    return stage_close(state);
}

static void
look_at(const char *handle)
{
    portrait_clear(&portrait);
    must(knowing_person(&viewer, handle, &portrait));
}

/* In the words for a handle that nobody has. */
static void
assert_nobody(const char *handle)
{
    char words[80];

    must_be(knowing_person(&viewer, handle, &portrait), STATUS_NOT_FOUND);
    sprintf(words, "nobody called %s", handle);
    assert_string_equal(reason(), words);
}

/* "learner of New-hire autumn 2026 EMEA; " for each role. */
static void
assert_standings(const char *words)
{
    char told[600] = "";

    for (size_t i = 0; i < portrait.standing_count; i++) {
        const struct standing *row = &portrait.standings[i];

        sprintf(told + strlen(told), "%s of %s %s %s; ", role_name(row->role),
            row->cohort.program_title, row->cohort.intake_title,
            row->cohort.region_title);
    }
    assert_string_equal(told, words);
}

/* "subject 2|" for each post. */
static void
assert_wrote(const char *handle, const char *words)
{
    struct written_list list = {0};
    char told[600] = "";

    must(knowing_posts(&viewer, world_person(&world, handle), NULL, 50, &list));
    for (size_t i = 0; i < list.count; i++)
        sprintf(told + strlen(told), "%s %d|", list.rows[i].subject,
            list.rows[i].number);
    written_list_clear(&list);
    assert_string_equal(told, words);
}

static void
join(const char *handle, const char *slug, const char *role)
{
    must(enrolling_add_member(&world.operator_viewer, handle, slug, role));
}

/* ---- Who is known ------------------------------------------------------- */

static void
a_fellow_learner_is_known_with_their_roles(void **state)
{
    (void)state;
    as("ada");
    look_at("kofi");
    assert_string_equal(portrait.person.name, "Kofi Mensah");
    assert_string_equal(portrait.person.region_title, "AMER");
    assert_true(portrait.is_shared);
    assert_standings("learner of New-hire autumn 2026 AMER; ");
    assert_string_equal(portrait.standings[0].week, "week 4 of 7");
}

static void
case_of_letters_does_not_matter(void **state)
{
    (void)state;
    as("ada");
    look_at("KoFi");
    assert_string_equal(portrait.person.handle, "kofi");
}

static void
a_stranger_is_nobody(void **state)
{
    (void)state;
    as("ada");
    assert_nobody("zoe"); /* of another program */
    assert_nobody("tom"); /* of none */
    assert_nobody("pia"); /* a sponsor */
    assert_nobody("nobody-at-all");
    assert_nobody("x");
    assert_nobody("a-name-far-longer-than-any-handle");
    as("pia");
    assert_nobody("ada");
    look_at("pia");
    assert_standings("sponsor of New-hire autumn 2026 EMEA; ");
    as("tom");
    assert_nobody("ada");
}

static void
the_sites_staff_knows_and_is_known(void **state)
{
    (void)state;
    as("ada");
    look_at("max");
    assert_int_equal(portrait.person.site_role, ROLE_MODERATOR);
    as("tom"); /* who shares no board with anybody */
    assert_nobody("max");
    as("max");
    look_at("zoe");
    look_at("pia");
    assert_standings("sponsor of New-hire autumn 2026 EMEA; ");
    look_at("tom");
}

static void
only_roles_on_shared_boards_are_told(void **state)
{
    (void)state;
    join("kofi", "emea-safety", "mentor");
    join("kofi", "emea-autumn", "sponsor");
    must(staffing_add_sme(&world.operator_viewer, "max", "safe-handling"));
    as("ada");
    look_at("kofi");
    assert_standings("learner of New-hire autumn 2026 AMER; ");
    look_at("max");
    assert_standings("");
    as("zoe");
    look_at("kofi");
    assert_standings("mentor of Safe handling spring 2026 EMEA; ");
    look_at("max");
    assert_standings("sme of Safe handling  ; ");
    as("kofi");
    look_at("kofi");
    assert_int_equal(portrait.standing_count, 3);
    as("una");
    look_at("kofi");
    assert_standings("sponsor of New-hire autumn 2026 EMEA; "
                     "learner of New-hire autumn 2026 AMER; "
                     "mentor of Safe handling spring 2026 EMEA; ");
}

static void
a_role_taken_away_counts_at_once(void **state)
{
    (void)state;
    as("kofi");
    look_at("ada");
    must(members_remove(world.store, viewer.person.id,
        world_cohort(&world, "amer-autumn"), ROLE_LEARNER));
    must(viewer_refresh(&viewer));
    assert_nobody("ada");
    assert_wrote("ada", "");
    as("ada");
    assert_nobody("kofi");
}

/* ---- Known by a post alone ---------------------------------------------- */

static void
who_wrote_on_the_commons_is_known_by_that_alone(void **state)
{
    (void)state;
    talk_start(&world, "zoe", "safe-handling-spring-2026", "Gloves");
    as("ada");
    assert_nobody("zoe");
    talk_start(&world, "zoe", "commons", "Hello from Oslo");
    look_at("zoe");
    assert_string_equal(portrait.person.name, "Zoe Quist");
    assert_false(portrait.is_shared);
    assert_standings("");
    assert_wrote("zoe", "Hello from Oslo 1|");
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
    as("ada");
    look_at("robert-w-hayden");
    assert_string_equal(portrait.person.name, "Robert W. Hayden");
    assert_wrote("robert-w-hayden", "resources 1|");
    as("zoe");
    assert_nobody("robert-w-hayden");
}

static void
who_has_left_for_good_has_no_page(void **state)
{
    (void)state;
    talk_start(&world, "kofi", "new-hire-autumn-2026", "Escalations");
    as("ada");
    look_at("kofi");
    talk_run(&world, "DELETE FROM members WHERE person_id ="
                     " (SELECT id FROM people WHERE handle = 'kofi')");
    look_at("kofi"); /* by what they wrote */
    talk_run(&world, "UPDATE people SET name = 'Former member',"
                     " handle = 'former-bcdfgh', may_log_in = 0"
                     " WHERE handle = 'kofi'");
    assert_nobody("former-bcdfgh");
    assert_nobody("kofi");
}

/* ---- What they wrote ---------------------------------------------------- */

static void
posts_stand_newest_first_from_boards_the_viewer_sees(void **state)
{
    int64_t room;
    int64_t program;
    (void)state;

    room = talk_start(&world, "kofi", "amer-autumn", "Our room");
    talk_pass(&world, 10);
    program = talk_start(&world, "lin", "new-hire-autumn-2026", "Escalations");
    talk_pass(&world, 10);
    talk_reply(&world, "kofi", program);
    talk_pass(&world, 10);
    talk_reply(&world, "kofi", room);
    as("ada");
    assert_wrote("kofi", "Escalations 2|");
    as("noor");
    assert_wrote("kofi", "Our room 2|Escalations 2|Our room 1|");
    as("pia");
    assert_wrote("kofi", "");
}

static void
pages_of_any_size_hold_every_post_once(void **state)
{
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Many");
    char told[300];
    (void)state;

    /* Several in a second. */
    for (int i = 0; i < 7; i++)
        talk_reply(&world, "ben", thread_id);
    talk_start(&world, "ben", "emea-autumn", "Own");
    as("ada");
    for (int limit = 1; limit < 10; limit++) {
        struct written_key last;
        const struct written_key *after = NULL;
        bool is_last = false;

        *told = '\0';
        while (!is_last) {
            struct written_list list = {0};

            must(knowing_posts(&viewer, world_person(&world, "ben"), after,
                limit, &list));
            for (size_t i = 0; i < list.count; i++)
                sprintf(told + strlen(told), "%s%d ",
                    list.rows[i].subject[0] == 'O' ? "O" : "",
                    list.rows[i].number);
            is_last = list.count < (size_t)limit;
            if (list.count > 0)
                last = list.rows[list.count - 1].key;
            after = &last;
            written_list_clear(&list);
        }
        assert_string_equal(told, "O1 8 7 6 5 4 3 2 ");
    }
}

static void
answer(const char *handle, int64_t question_id, const char *body)
{
    struct viewer writer = {0};
    struct posted posted;

    world_viewer(&world, handle, &writer);
    must(asking_answer(&writer, question_id, body, &posted));
    viewer_clear(&writer);
}

static void
a_covered_answer_is_not_among_what_they_wrote(void **state)
{
    int64_t question_id = talk_ask(&world, "mara", "emea-autumn", "What now?");
    (void)state;

    answer("lin", question_id, "Hers.");
    as("ada");
    assert_wrote("lin", "");
    assert_wrote("mara", "What now? 1|"); /* the question itself */
    as("sam");
    assert_wrote("lin", "What now? 2|");
    as("lin");
    assert_wrote("lin", "What now? 2|");
    as("ada");
    answer("ada", question_id, "Mine.");
    assert_wrote("lin", "What now? 2|");
}

static void
who_is_known_by_a_covered_answer_alone_is_nobody(void **state)
{
    int64_t question_id = talk_ask(&world, "mara", "emea-autumn", "What now?");
    (void)state;

    answer("lin", question_id, "Hers.");
    as("ada");
    must(members_remove(world.store, world_person(&world, "lin"),
        world_cohort(&world, "emea-autumn"), ROLE_LEARNER));
    assert_nobody("lin");
    answer("ada", question_id, "Mine.");
    look_at("lin");
    assert_false(portrait.is_shared);
}

static void
a_question_not_open_here_yet_is_not_among_what_they_wrote(void **state)
{
    (void)state;
    /* 08:00 came in Singapore, and comes in New York in an hour. */
    talk_ask(&world, "mei", "new-hire-autumn-2026", "Which shift?");
    as("wen");
    assert_wrote("mei", "Which shift? 1|");
    as("kofi");
    assert_wrote("mei", "");
}

/* ---- Excerpts ----------------------------------------------------------- */

static void
assert_excerpt(const char *body, const char *words)
{
    char excerpt[EXCERPT_BYTES];

    excerpt_of(body, excerpt);
    assert_string_equal(excerpt, words);
}

static void
an_excerpt_is_one_line_without_what_is_quoted(void **state)
{
    (void)state;
    assert_excerpt("Two\n\n  lines", "Two lines");
    assert_excerpt("> Where?\n\nFloor 2.\n > more\nAnd so on.",
        "Floor 2. And so on.");
    assert_excerpt("> Only\n> quoted", "> Only > quoted");
    assert_excerpt("", "");
    assert_excerpt("\n\n", "");
}

static void
an_excerpt_ends_at_a_whole_character(void **state)
{
    char body[3 * 400 + 1];
    char excerpt[EXCERPT_BYTES];
    (void)state;

    for (int i = 0; i < 400; i++)
        memcpy(body + 3 * i, "字", 4);
    excerpt_of(body, excerpt);
    assert_int_equal(strlen(excerpt), 399);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_fellow_learner_is_known_with_their_roles),
        TEST(case_of_letters_does_not_matter),
        TEST(a_stranger_is_nobody),
        TEST(the_sites_staff_knows_and_is_known),
        TEST(only_roles_on_shared_boards_are_told),
        TEST(a_role_taken_away_counts_at_once),
        TEST(who_wrote_on_the_commons_is_known_by_that_alone),
        TEST(an_imported_author_has_a_page),
        TEST(who_has_left_for_good_has_no_page),
        TEST(posts_stand_newest_first_from_boards_the_viewer_sees),
        TEST(pages_of_any_size_hold_every_post_once),
        TEST(a_covered_answer_is_not_among_what_they_wrote),
        TEST(who_is_known_by_a_covered_answer_alone_is_nobody),
        TEST(a_question_not_open_here_yet_is_not_among_what_they_wrote),
        cmocka_unit_test(an_excerpt_is_one_line_without_what_is_quoted),
        cmocka_unit_test(an_excerpt_ends_at_a_whole_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
