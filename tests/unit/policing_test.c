/* The posting policy: published in versions, accepted before one writes. */

#include <string.h>

#include "base/memory.h"
#include "board/drafting.h"
#include "board/policing.h"
#include "support/stage.h"

static struct viewer ada;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&ada, "ada");
    return 0;
}

static int64_t
publish(const char *body)
{
    int64_t version = 0;

    must(
        policing_publish(&world.operator_viewer, body, strlen(body), &version));
    return version;
}

static bool
is_due(const struct viewer *who)
{
    bool due = false;

    must(policing_is_due(who, &due));
    return due;
}

static void
without_a_version_nobody_is_asked(void **state)
{
    struct policy policy;
    (void)state;

    must_be(policing_current(&ada, &policy, NULL), STATUS_NOT_FOUND);
    assert_false(is_due(&ada));
    must_be(policing_accept(&ada, 1), STATUS_CONFLICT);
    talk_start(&world, "ada", "emea-autumn", "Gloves");
}

static void
one_who_has_not_accepted_reads_and_does_not_write(void **state)
{
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Gloves");
    int64_t question_id = talk_ask(&world, "mara", "emea-autumn", "What?");
    struct posted posted;
    struct thread_row row;
    struct draft draft = {.target = DRAFT_THREAD, .target_id = thread_id};
    int64_t posts = talk_number(&world, "SELECT count(*) FROM posts");
    (void)state;

    assert_int_equal(publish("Be kind."), 1);
    assert_true(is_due(&ada));
    must_be(posting_start(&ada, world_board(&world, "emea-autumn"), "s", "b",
                &posted),
        STATUS_FORBIDDEN);
    assert_string_equal(reason(),
        "read and accept the policy first: policy accept");
    must_be(posting_reply(&ada, thread_id, 0, "b", &posted), STATUS_FORBIDDEN);
    must_be(asking_answer(&ada, question_id, "b", &posted), STATUS_FORBIDDEN);
    must(reading_thread(&ada, thread_id, &row));
    draft.body = memory_copy("half a thought");
    must(drafting_save(&ada, &draft));
    draft_clear(&draft);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM posts"), posts);

    must(policing_accept(&ada, 1));
    assert_false(is_due(&ada));
    must(posting_reply(&ada, thread_id, 0, "b", &posted));
    must(asking_answer(&ada, question_id, "b", &posted));
}

static void
a_change_is_accepted_anew_and_what_was_is_on_record(void **state)
{
    struct policy policy;
    int64_t accepted_at;
    (void)state;

    publish("Be kind.");
    must(policing_accept(&ada, 1));
    must(policing_current(&ada, &policy, &accepted_at));
    assert_in_range(accepted_at, WORLD_NOW, WORLD_NOW + 3600);
    policy_clear(&policy);
    assert_int_equal(publish("Be kind and brief."), 2);
    assert_true(is_due(&ada));
    must_be(policing_accept(&ada, 1), STATUS_CONFLICT);
    assert_non_null(strstr(reason(), "version 2"));
    must(policing_accept(&ada, 2));
    must(policing_accept(&ada, 2));
    must(policing_current(&ada, &policy, &accepted_at));
    assert_int_equal(policy.id, 2);
    assert_string_equal(policy.body, "Be kind and brief.");
    policy_clear(&policy);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM acceptances"),
        2);
}

static void
only_the_operator_publishes_and_it_is_audited(void **state)
{
    struct viewer una = {0};
    int64_t version = 0;
    int64_t audited = talk_number(&world, "SELECT count(*) FROM audit");
    int accepted;
    int people;
    (void)state;

    world_viewer(&world, "una", &una);
    must_be(policing_publish(&una, "Mine.", 5, &version), STATUS_FORBIDDEN);
    must_be(policing_count(&una, 1, &accepted, &people), STATUS_FORBIDDEN);
    viewer_clear(&una);
    publish("Be kind.");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"),
        audited + 1);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit "
                                         "WHERE act = 'policy publish' "
                                         "AND subject = 'version 1'"),
        1);
}

static void
what_is_no_policy_is_refused_whole(void **state)
{
    static const struct {
        const char *bytes;
        const char *reason;
    } cases[] = {
        {"", "there is no text"},
        {"good\nbad \xff\n", "line 2: not UTF-8"},
        {"red \x1b[31m", "control"},
        {"Be kind.\n", "version 1"},
        {"\n\nBe kind.", "version 1"},
    };
    int64_t version = 0;
    (void)state;

    publish("Be kind.");
    int64_t audited = talk_number(&world, "SELECT count(*) FROM audit");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum status status = policing_publish(&world.operator_viewer,
            cases[i].bytes, strlen(cases[i].bytes), &version);

        assert_true(status == STATUS_INVALID || status == STATUS_CONFLICT);
        if (strstr(reason(), cases[i].reason) == NULL)
            fail_msg("%s: %s", cases[i].bytes, reason());
    }
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM policies"), 1);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"),
        audited);
}

static void
who_only_reads_is_not_asked_and_accepts_nothing(void **state)
{
    (void)state;
    publish("Be kind.");
    ada.may_write = false;
    assert_false(is_due(&ada));
    must_be(policing_accept(&ada, 1), STATUS_FORBIDDEN);
    assert_false(is_due(&world.operator_viewer));
    must_be(policing_accept(&world.operator_viewer, 1), STATUS_FORBIDDEN);
}

static void
those_who_may_log_in_are_counted(void **state)
{
    int accepted = 0;
    int people = 0;
    (void)state;

    publish("Be kind.");
    must(policing_count(&world.operator_viewer, 1, &accepted, &people));
    assert_int_equal(accepted, 0);
    assert_int_equal(people, 17);
    must(policing_accept(&ada, 1));
    talk_run(&world, "UPDATE people SET may_log_in = 0 WHERE handle = 'tom'");
    must(policing_count(&world.operator_viewer, 1, &accepted, &people));
    assert_int_equal(accepted, 1);
    assert_int_equal(people, 16);
}

static void
the_first_lines_are_those_that_say_something(void **state)
{
    struct text lines = {0};
    (void)state;

    policing_first_lines("\n\nOne.\n\nTwo.\nThree.\n", &lines);
    assert_string_equal(text_bytes(&lines), "One.\nTwo.\n");
    text_truncate(&lines, 0);
    policing_first_lines("Alone", &lines);
    assert_string_equal(text_bytes(&lines), "Alone\n");
    text_clear(&lines);
}

/* ---- On the screen ------------------------------------------------------ */

static void
publish_long(void)
{
    struct text body = {0};

    for (int i = 1; i <= 40; i++)
        text_add_format(&body, "Rule %d.\n", i);
    publish(text_bytes(&body));
    text_clear(&body);
}

static void
it_is_accepted_at_its_end_after_the_login(void **state)
{
    (void)state;
    publish_long();
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "policy");
    glass_must_show(&glass, "version 1, 2026-11-23");
    glass_must_show(&glass, "Rule 1.");
    glass_type(&glass, "y");
    glass_must_show(&glass, "Read it to its end first");
    assert_true(is_due(&ada));
    glass_type(&glass, "   ");
    glass_must_show(&glass, "Rule 40.");
    glass_must_show(&glass, "y accept");
    glass_type(&glass, "y");
    glass_must_show(&glass, "Do you accept version 1 of the policy?");
    glass_type(&glass, "n");
    assert_true(is_due(&ada));
    glass_type(&glass, "\r\r");
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, "You accepted the policy.");
    assert_false(is_due(&ada));
    glass_type(&glass, "m");
    glass_must_show(&glass, "Y        The posting policy");
    glass_type(&glass, "Y");
    glass_must_be_at(&glass, "policy");
    glass_must_show(&glass, "You accepted it:");
    glass_type(&glass, "Gyyb");
    glass_must_be_at(&glass, "menu");
}

static void
who_goes_back_reads_on_and_is_asked_before_a_post(void **state)
{
    (void)state;
    talk_start(&world, "lin", "emea-autumn", "Badge access");
    publish("Be kind.\nBe brief.\nBe yourself.");
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "policy");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
    glass_type(&glass, "nrMy reply");
    glass_must_show(&glass, " Be kind.");
    glass_must_show(&glass, " Be brief.");
    glass_must_not_show(&glass, "Be yourself.");
    glass_type(&glass, "\x18\r");
    glass_must_be_at(&glass, "policy");
    glass_must_show(&glass, "your text stays");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM posts"), 1);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM drafts"), 1);
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, " My reply");
    glass_type(&glass, "\x18\ryy");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "You accepted the policy. Ctrl-X sends your text.");
    glass_type(&glass, "\x18\r");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "    My reply");
}

static void
a_version_that_comes_meanwhile_is_read_first(void **state)
{
    (void)state;
    publish("Be kind.");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "y");
    publish("Be kind and brief.");
    glass_type(&glass, "y");
    glass_must_be_at(&glass, "policy");
    glass_must_show(&glass, "Be kind and brief.");
    assert_true(is_due(&ada));
    glass_type(&glass, "yy");
    glass_must_be_at(&glass, "home");
    assert_false(is_due(&ada));
}

static void
it_is_asked_once_where_it_was_left_open(void **state)
{
    (void)state;
    publish_long();
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, " ");
    glass_cut(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "policy");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
}

static void
it_fits_every_size(void **state)
{
    static const int sizes[][2] = {{6, 20}, {9, 30}, {200, 500}, {24, 80}};
    (void)state;

    publish_long();
    glass_open(&glass, &ada, 24, 80);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        glass_resize(&glass, sizes[i][0], sizes[i][1]);
        glass_type(&glass, "Gg");
        glass_must_show(&glass, "Rule 1.");
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(without_a_version_nobody_is_asked),
        TEST(one_who_has_not_accepted_reads_and_does_not_write),
        TEST(a_change_is_accepted_anew_and_what_was_is_on_record),
        TEST(only_the_operator_publishes_and_it_is_audited),
        TEST(what_is_no_policy_is_refused_whole),
        TEST(who_only_reads_is_not_asked_and_accepts_nothing),
        TEST(those_who_may_log_in_are_counted),
        TEST(the_first_lines_are_those_that_say_something),
        TEST(it_is_accepted_at_its_end_after_the_login),
        TEST(who_goes_back_reads_on_and_is_asked_before_a_post),
        TEST(a_version_that_comes_meanwhile_is_read_first),
        TEST(it_is_asked_once_where_it_was_left_open),
        TEST(it_fits_every_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
