/* Pledges: made, asked again, shared by their owner alone. */

#include <stdio.h>
#include <string.h>

#include "board/absence.h"
#include "board/auditing.h"
#include "board/drafting.h"
#include "board/pledging.h"
#include "board/telling.h"
#include "support/machine.h"
#include "support/stage.h"

#define DAY INT64_C(86400)

static struct pledge_list pledges;

static int
set_up(void **state)
{
    stage_open_vault(state);
    pledges = (struct pledge_list){0};
    return 0;
}

static int
tear_down(void **state)
{
    pledge_list_clear(&pledges);
    return stage_close(state);
}

static int
make(const char *handle, const char *deed)
{
    int number = 0;

    as(handle);
    must(pledging_make(&viewer,
        &(struct pledge_terms){"a customer calls", deed, "2026-12-24"},
        &number));
    return number;
}

static const struct pledge *
list(const char *handle)
{
    as(handle);
    pledge_list_clear(&pledges);
    must(pledging_list(&viewer, &pledges));
    return pledges.rows;
}

/* ---- Making and asking --------------------------------------------------- */

static void
a_pledge_is_made_of_three_parts(void **state)
{
    int number = 0;

    (void)state;
    as("ada");
    must(pledging_make(&viewer,
        &(struct pledge_terms){"When a customer calls", "I will call back",
            "by tomorrow"},
        &number));
    assert_int_equal(number, 1);
    list("ada");
    assert_int_equal(pledges.count, 1);
    assert_string_equal(pledges.rows[0].moment, "a customer calls");
    assert_string_equal(pledges.rows[0].deed, "call back");
    assert_string_equal(pledges.rows[0].by_on, "2026-11-24");
    assert_int_equal(pledges.rows[0].due_days, 0);
    assert_int_equal(make("lin", "listen"), 1); /* numbers are each one's own */
    assert_int_equal(make("ada", "listen"), 2);
}

static void
what_is_no_pledge_is_refused(void **state)
{
    static const struct {
        struct pledge_terms terms;
        const char *reason;
    } wrong[] = {
        {{"", "call", "today"}, "when"},
        {{"when ", "call", "today"}, "when"},
        {{"asked", " ", "today"}, "I will"},
        {{"asked", "call", "soon"}, "by: soon is no date"},
        {{"asked", "call", "2026-02-30"}, "by: 2026-02-30 is no date"},
        {{"asked", "call", "2026-11-22"}, "by: 2026-11-22 is past"},
        {{"asked", "call", "2030-01-01"}, "by: at most 3 years"},
    };
    int number = 0;

    (void)state;
    as("ada");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        must_be(pledging_make(&viewer, &wrong[i].terms, &number),
            STATUS_INVALID);
        if (strstr(reason(), wrong[i].reason) == NULL)
            fail_msg("%s: %s", wrong[i].reason, reason());
    }
    as("tom"); /* in no cohort */
    must_be(pledging_make(&viewer, &(struct pledge_terms){"a", "b", "today"},
                &number),
        STATUS_FORBIDDEN);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM pledges"), 0);
}

static void
there_is_an_end_to_what_one_can_mean_to_do(void **state)
{
    int number = 0;

    (void)state;
    for (int i = 0; i < 50; i++)
        make("ada", "call");
    must_be(pledging_make(&viewer, &(struct pledge_terms){"a", "b", "today"},
                &number),
        STATUS_FULL);
    must(pledging_answer(&viewer, 7, PLEDGE_DONE, ""));
    make("ada", "call");
}

static int
due_on_day(int day)
{
    machine_set(WORLD_NOW + day * DAY);
    return list("ada")[0].due_days;
}

static void
it_is_asked_again_after_30_60_and_90_days(void **state)
{
    (void)state;
    make("ada", "call");
    assert_int_equal(due_on_day(29), 0);
    assert_int_equal(due_on_day(30), 30);
    must(pledging_answer(&viewer, 1, PLEDGE_NOT_YET, "Too busy."));
    assert_int_equal(due_on_day(31), 0);
    assert_int_equal(due_on_day(59), 0);
    assert_int_equal(due_on_day(75), 60); /* asked until it is answered */
    must(pledging_answer(&viewer, 1, PLEDGE_NOT_YET, ""));
    assert_int_equal(due_on_day(89), 0);
    assert_int_equal(due_on_day(90), 90);
    must(pledging_answer(&viewer, 1, PLEDGE_NOT_YET, ""));
    assert_int_equal(due_on_day(400), 0); /* and no more after that */
}

/* Who was away for long is asked once, not three times. */
static void
what_was_missed_is_asked_once(void **state)
{
    (void)state;
    make("ada", "call");
    assert_int_equal(due_on_day(95), 90);
    must(pledging_answer(&viewer, 1, PLEDGE_NOT_YET, ""));
    assert_int_equal(due_on_day(96), 0);
}

static void
done_and_changed_are_asked_no_more(void **state)
{
    (void)state;
    make("ada", "call");
    make("ada", "listen");
    machine_set(WORLD_NOW + 10 * DAY);
    as("ada");
    must(pledging_answer(&viewer, 1, PLEDGE_DONE, "They bought two."));
    must(pledging_answer(&viewer, 2, PLEDGE_CHANGED, ""));
    assert_int_equal(due_on_day(30), 0);
    assert_int_equal(pledges.rows[1].due_days, 0);
    must_be(pledging_answer(&viewer, 3, PLEDGE_DONE, ""), STATUS_NOT_FOUND);
}

static void
nothing_is_asked_on_leave(void **state)
{
    (void)state;
    make("ada", "call");
    machine_set(WORLD_NOW + 30 * DAY);
    as("ada");
    must(absence_take(&viewer, "today", "tomorrow"));
    assert_int_equal(due_on_day(30), 0);
    assert_int_equal(due_on_day(32), 30);
}

/* Through the job and the alumni phases. */
static void
it_goes_on_when_the_training_is_over(void **state)
{
    (void)state;
    machine_set(WORLD_NOW + 400 * DAY);
    as("ada");
    int number = 0;
    must(pledging_make(&viewer,
        &(struct pledge_terms){"asked", "call", "2028-01-10"}, &number));
    assert_int_equal(due_on_day(431), 30);
}

/* ---- Private ------------------------------------------------------------- */

static enum status
look_for_words(void *context, const char *section,
    const struct personal_field *fields, const struct personal_value *values)
{
    (void)section;
    for (int i = 0; values != NULL && fields[i].name != NULL; i++)
        if (!values[i].is_none && fields[i].kind == PERSONAL_TEXT &&
            strstr(values[i].text, "zebra") != NULL)
            *(int *)context += 1;
    return STATUS_OK;
}

/* By every verb, whatever their role. */
static void
nobody_else_is_told(void **state)
{
    static const char *const others[] = {"lin", "mara", "jo", "sam", "rob",
        "pia", "max", "una", "kofi", "tom"};
    struct act_list acts = {0};
    int64_t board_id = 0;
    int found = 0;

    (void)state;
    make("ada", "feed the zebra");
    must(pledging_answer(&viewer, 1, PLEDGE_NOT_YET, "The zebra bites."));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        list(others[i]);
        assert_int_equal(pledges.count, 0);
        must_be(pledging_answer(&viewer, 1, PLEDGE_DONE, ""), STATUS_NOT_FOUND);
        must_be(pledging_draft(&viewer, 1, &board_id), STATUS_NOT_FOUND);
        must(telling_person(&world.operator_viewer, others[i], look_for_words,
            &found));
        assert_int_equal(found, 0);
    }
    pledge_list_clear(&pledges);
    must(pledging_list(&world.operator_viewer, &pledges));
    assert_int_equal(pledges.count, 0);
    must(telling_person(&world.operator_viewer, "ada", look_for_words, &found));
    assert_int_equal(found, 2);
    must(auditing_list(&world.operator_viewer, &(struct act_filter){0}, 1000,
        &acts));
    for (size_t i = 0; i < acts.count; i++)
        assert_null(strstr(acts.rows[i].name, "pledge"));
    act_list_clear(&acts);
}

/* A mentor's pledge is on no record either. */
static void
a_pledge_of_staff_is_on_no_record(void **state)
{
    int64_t before = talk_number(&world, "SELECT count(*) FROM audit");

    (void)state;
    make("mara", "listen");
    must(pledging_answer(&viewer, 1, PLEDGE_DONE, "I did."));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"), before);
}

static void
who_reads_only_makes_none(void **state)
{
    int number = 0;

    (void)state;
    as("ada");
    viewer.may_write = false;
    must_be(pledging_make(&viewer, &(struct pledge_terms){"a", "b", "today"},
                &number),
        STATUS_FORBIDDEN);
    must_be(pledging_make(&world.operator_viewer,
                &(struct pledge_terms){"a", "b", "today"}, &number),
        STATUS_FORBIDDEN);
}

static void
counts_are_told_and_never_whose(void **state)
{
    static const struct {
        const char *handle;
        enum status status;
    } people[] = {
        {"jo", STATUS_OK},
        {"pia", STATUS_OK},
        {"max", STATUS_OK},
        {"una", STATUS_OK},
        {"ada", STATUS_FORBIDDEN},
        {"mara", STATUS_FORBIDDEN},
        {"kofi", STATUS_NOT_FOUND},
        {"zoe", STATUS_NOT_FOUND},
        {"tom", STATUS_NOT_FOUND},
    };
    struct pledge_counts counts;

    (void)state;
    make("ada", "call");
    make("ada", "listen");
    make("lin", "call");
    make("kofi", "call");
    as("ada");
    must(pledging_answer(&viewer, 1, PLEDGE_NOT_YET, ""));
    must(pledging_answer(&viewer, 1, PLEDGE_DONE, ""));
    as("lin");
    must(pledging_answer(&viewer, 1, PLEDGE_CHANGED, ""));
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        as(people[i].handle);
        must_be(pledging_count(&viewer, "emea-autumn", &counts),
            people[i].status);
        if (people[i].status != STATUS_OK)
            continue;
        assert_int_equal(counts.people, 2);
        assert_int_equal(counts.made, 3);
        assert_int_equal(counts.done, 1);
        assert_int_equal(counts.not_yet, 1);
        assert_int_equal(counts.changed, 1);
    }
    as("zoe");
    must_be(pledging_count(&viewer, "no-such-cohort", &counts),
        STATUS_NOT_FOUND);
}

/* ---- Shared by its owner ------------------------------------------------- */

static void
what_happened_becomes_a_draft_that_is_theirs_to_send(void **state)
{
    struct draft draft = {0};
    int64_t board_id = 0;
    int64_t before = talk_number(&world, "SELECT count(*) FROM posts");

    (void)state;
    make("ada", "call back");
    must(pledging_answer(&viewer, 1, PLEDGE_DONE, "They bought two."));
    must(pledging_draft(&viewer, 1, &board_id));
    assert_int_equal(board_id, world_board(&world, "emea-autumn"));
    must(drafting_find(&viewer, DRAFT_BOARD, board_id, 0, &draft));
    assert_string_equal(draft.subject, "I pledged to call back");
    assert_non_null(strstr(draft.body, "When a customer calls, I will call "
                                       "back, by 2026-12-24."));
    assert_non_null(strstr(draft.body, "They bought two."));
    draft_clear(&draft);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM posts"), before);
    /* What waits there already is not lost. */
    must_be(pledging_draft(&viewer, 1, &board_id), STATUS_CONFLICT);
}

/* ---- On screen ----------------------------------------------------------- */

static void
it_is_made_answered_and_shared_by_keys(void **state)
{
    (void)state;
    as("ada");
    glass_open(&glass, &viewer, 24, 80);
    glass_must_not_show(&glass, "your pledge");
    glass_type(&glass, "y");
    glass_must_be_at(&glass, "pledges");
    glass_must_show(&glass, "No pledge yet");
    glass_type(&glass, "p");
    glass_type(&glass, "\r");
    glass_must_show(&glass, "A few words, please.");
    glass_type(&glass, "a customer calls\r");
    glass_type(&glass, "call back\r");
    glass_type(&glass, "soon\r");
    glass_must_show(&glass, "By: soon is no date");
    glass_type(&glass, "\x15"
                       "2026-12-24\r");
    glass_must_show(&glass, "It is yours alone");
    glass_must_show(&glass, "When a customer calls, I will call back.");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, "y  your pledge: call back");

    machine_set(WORLD_NOW + 30 * DAY);
    glass_type(&glass, "y");
    glass_must_show(&glass, "after 30 days?");
    glass_type(&glass, "a");
    glass_must_show(&glass, "What became of it?");
    glass_type(&glass, "d");
    glass_type(&glass, "They bought two.\r");
    glass_must_show(&glass, "Tell your cohort? You see the post first.");
    glass_type(&glass, "y");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "I pledged to call back");
    glass_must_show(&glass, "They bought two.");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM posts"), 0);
    glass_type(&glass, "\x18\r");
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM posts WHERE body LIKE "
                         "'%They bought two.%'"),
        1);
}

/* The policy's page keeps its key. */
static void
it_has_room_on_the_smallest_screens(void **state)
{
    (void)state;
    make("ada", "call back");
    glass_open(&glass, &viewer, 6, 20);
    glass_type(&glass, "y");
    glass_must_be_at(&glass, "pledges");
    glass_type(&glass, "pmoment\r");
    glass_must_be_at(&glass, "pledges");
    glass_type(&glass, "\x1b");
    glass_wait(&glass);
    glass_type(&glass, "a");
    glass_resize(&glass, 24, 80);
    glass_must_show(&glass, "What became of it?");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_pledge_is_made_of_three_parts),
        TEST(what_is_no_pledge_is_refused),
        TEST(there_is_an_end_to_what_one_can_mean_to_do),
        TEST(it_is_asked_again_after_30_60_and_90_days),
        TEST(what_was_missed_is_asked_once),
        TEST(done_and_changed_are_asked_no_more),
        TEST(nothing_is_asked_on_leave),
        TEST(it_goes_on_when_the_training_is_over),
        TEST(nobody_else_is_told),
        TEST(a_pledge_of_staff_is_on_no_record),
        TEST(who_reads_only_makes_none),
        TEST(counts_are_told_and_never_whose),
        TEST(what_happened_becomes_a_draft_that_is_theirs_to_send),
        TEST(it_is_made_answered_and_shared_by_keys),
        TEST(it_has_room_on_the_smallest_screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
