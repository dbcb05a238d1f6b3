/* Agreeing: a cohort votes on how it goes on, when, and what comes of it. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/absence.h"
#include "board/agreeing.h"
#include "board/enrolling.h"
#include "board/scheduling.h"
#include "board/wording.h"
#include "store/store.h"
#include "support/bank.h"
#include "support/machine.h"
#include "support/stage.h"

#define COHORT "emea-autumn"

enum {
    DAY = 86400,
    HOUR = 3600
};

/* Saturday 2026-12-12, 00:00 in London: the last week of EMEA's training. */
#define LAST_WEEK INT64_C(1797033600)
/* As the day after it begins: 2026-12-19. */
#define AFTER (LAST_WEEK + 7 * DAY)

static struct viewer jo; /* EMEA's champion */

/* In place of the texts of screens/. */
static enum status
say(const char *screen, const struct cohort *cohort, const char *words,
    struct text *out)
{
    text_add_format(out, "%s %s\n%s", strchr(screen, '/') + 1, cohort->slug,
        words);
    return STATUS_OK;
}

static int
set_up(void **state)
{
    stage_open(state);
    wording_use(say);
    stage_seat(&jo, "jo");
    return 0;
}

static int
tear_down(void **state)
{
    wording_use(NULL);
    return stage_close(state);
}

static int
step(int64_t at)
{
    int done = -1;

    machine_set(at);
    must(agreeing_step(&world.operator_viewer, at, &done));
    return done;
}

static enum status
vote(const char *handle, const char *rhythm, const char *hour,
    const char *until)
{
    struct viewer who = {0};
    struct agreement_ballot ballot = {0};

    must(agreement_choice_read(AGREEMENT_RHYTHM, rhythm, &ballot.choice[0]));
    must(agreement_choice_read(AGREEMENT_HOUR, hour, &ballot.choice[1]));
    must(agreement_choice_read(AGREEMENT_WEEKS, until, &ballot.choice[2]));
    world_viewer(&world, handle, &who);
    enum status status = agreeing_vote(&who, COHORT, &ballot);
    viewer_clear(&who);
    return status;
}

static struct agreeing
look(const char *handle)
{
    struct viewer who = {0};
    struct agreeing agreeing;

    world_viewer(&world, handle, &who);
    must(agreeing_find(&who, COHORT, &agreeing));
    viewer_clear(&who);
    return agreeing;
}

/* What was told on EMEA's board: "vote agreed few", in that order. */
static const char *
told(void)
{
    static char line[400];
    static const char sql[] = SQL(
        SELECT t.subject
          FROM threads t
          JOIN boards b ON b.id = t.board_id
         WHERE b.slug = 'emea-autumn'
         ORDER BY t.id);
    struct query *query = store_query(world.store, sql);
    char subject[SUBJECT_BYTES];

    line[0] = '\0';
    while (query_next(query)) {
        query_copy(query, 0, subject, sizeof subject);
        subject[strcspn(subject, " ")] = '\0';
        strcat(line, line[0] != '\0' ? " " : "");
        strcat(line, subject);
    }
    must(query_end(query));
    return line;
}

/* The words of the newest thread there. */
static void
assert_last_told(const char *words)
{
    static const char sql[] = SQL(
        SELECT p.body
          FROM posts p
          JOIN threads t ON t.id = p.thread_id
          JOIN boards b ON b.id = t.board_id
         WHERE b.slug = 'emea-autumn'
         ORDER BY p.id DESC
         LIMIT 1);
    struct query *query = store_query(world.store, sql);

    assert_true(query_next(query));
    char *body = query_text(query, 0);
    if (strstr(body, words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, body);
    memory_free(body);
    must(query_end(query));
}

static const char *
holds(void)
{
    static char line[300];
    struct agreeing agreeing = look("jo");
    struct text words = {0};

    agreeing_words(&agreeing, &words);
    snprintf(line, sizeof line, "%s", text_bytes(&words));
    text_clear(&words);
    return line;
}

/* ---- Its course --------------------------------------------------------- */

static void
the_last_week_of_training_asks_and_the_scheduler_obeys(void **state)
{
    (void)state;
    struct agreeing agreeing;

    assert_int_equal(step(LAST_WEEK - 1), 1); /* APAC's, where it is morning */
    assert_string_equal(told(), "");
    must_be(vote("ada", "weekly", "14", "12"), STATUS_NOT_FOUND);
    assert_int_equal(step(LAST_WEEK), 1);
    assert_int_equal(step(LAST_WEEK), 0);
    assert_string_equal(told(), "vote");
    assert_last_told("Fri 18 Dec");

    must(vote("ada", "mon,wed,fri", "14", "12"));
    must(vote("lin", "weekly", "14:00", "12"));
    must(vote("ben", "weekly", "9", "open"));
    must(vote("ada", "weekly", "16", "12")); /* on second thoughts */
    agreeing = look("ada");
    assert_true(agreeing.is_open && agreeing.has_voted && agreeing.may_vote);
    assert_int_equal(agreeing.vote.voted, 3);
    assert_int_equal(agreeing.vote.entitled, 4);
    assert_int_equal(agreeing.vote.needed, 2);
    assert_int_equal(agreeing.ballot.choice[AGREEMENT_HOUR], 16);

    step(AFTER - 1);
    assert_string_equal(told(), "vote");
    step(AFTER);
    assert_string_equal(told(), "vote agreed");
    assert_string_equal(holds(),
        "It goes on weekly, on Mondays, at 09:00, until Fri 12 Mar");
    assert_last_told("3 of 4 voted.\n"
                     "How often: 3 for weekly, on Mondays.\n"
                     "At what hour: 1 for 09:00; 1 for 14:00; 1 for 16:00.\n"
                     "How long: 2 for 12 weeks; 1 for until asked again.\n"
                     "You are asked again from Sat 23 Jan.");
    must_be(vote("ola", "daily", "9", "4"), STATUS_NOT_FOUND);

    bank_fill(&world, 30);
    bank_ask_at(&world, AFTER + 2 * DAY + 8 * HOUR);
    bank_ask_at(&world, AFTER + 2 * DAY + 9 * HOUR);
    assert_int_equal(talk_number(&world,
                         "SELECT q.asks_minute FROM questions q JOIN boards b "
                         "ON b.id = q.board_id WHERE b.slug = 'emea-autumn' "
                         "AND q.asks_on = '2026-12-21'"),
        540);
}

static void
nobody_can_see_who_wanted_what(void **state)
{
    (void)state;
    struct agreeing agreeing;

    step(LAST_WEEK);
    must(vote("ada", "daily", "14", "12"));
    must(vote("lin", "weekly", "14", "12"));
    agreeing = look("jo");
    assert_int_equal(agreeing.vote.voted, 2);
    for (int i = 0; i < AGREEMENT_CHOICES_MOST; i++)
        assert_int_equal(agreeing.counts.votes[AGREEMENT_RHYTHM][i], 0);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM agreement_ballots"),
        2);
    step(AFTER);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM agreement_ballots"),
        0);
    agreeing = look("jo");
    assert_int_equal(agreeing.counts.votes[AGREEMENT_RHYTHM][0], 1);
    assert_int_equal(agreeing.counts.votes[AGREEMENT_HOUR][14], 2);
}

/* As many for each: what holds now, else what asks less, sooner, shorter. */
static void
ties_go_to_what_is_now_then_to_the_quieter(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "daily", "8", "12"));
    must(vote("lin", "weekly", "19", "6"));
    must(vote("ben", "monthly", "19", "52"));
    must(vote("ola", "never", "8", "26"));
    step(AFTER);
    assert_string_equal(holds(),
        "It goes on weekly, on Mondays, at 08:00, until Fri 29 Jan");

    struct agreement_counts counts = {.votes = {{3, 1, 3, 1, 3}}};
    assert_int_equal(agreement_winner(&counts, AGREEMENT_RHYTHM, -1), 4);
    assert_int_equal(agreement_winner(&counts, AGREEMENT_RHYTHM, 0), 0);
    assert_int_equal(agreement_winner(&counts, AGREEMENT_RHYTHM, 1), 4);
}

static void
where_few_vote_all_stays_as_it_is(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "never", "14", "4"));
    step(AFTER);
    assert_string_equal(told(), "vote few");
    assert_last_told("by the phase: weekly on the job, monthly as alumni");
    assert_last_told("1 of 4 voted, and 2 were needed.");
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM agreement_counts c JOIN "
                         "agreement_votes v ON v.id = c.vote_id WHERE "
                         "v.needed > 1"),
        0);
    assert_false(look("jo").has_agreement);
    assert_string_equal(look("jo").vote.again_on, "2027-01-23");
}

static void
what_was_agreed_stays_where_few_vote_later(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "monthly", "14", "open"));
    must(vote("ben", "monthly", "14", "open"));
    step(AFTER);
    step(AFTER + 35 * DAY);
    step(AFTER + 42 * DAY);
    assert_string_equal(told(), "vote agreed vote few");
    assert_string_equal(holds(),
        "It goes on monthly, the first Monday, at 14:00, until asked again");
    assert_last_told("monthly, the first Monday, at 14:00");
}

static void
it_is_asked_again_in_the_sixth_week_and_then_no_more(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "weekly", "14", "open"));
    must(vote("lin", "weekly", "14", "open"));
    step(AFTER);
    step(AFTER + 35 * DAY - 1);
    assert_string_equal(told(), "vote agreed");
    step(AFTER + 35 * DAY);
    assert_string_equal(told(), "vote agreed vote");
    must(vote("ada", "monthly", "14", "open"));
    must(vote("ola", "monthly", "14", "open"));
    step(AFTER + 42 * DAY);
    assert_string_equal(told(), "vote agreed vote agreed");
    assert_string_equal(holds(),
        "It goes on monthly, the first Monday, at 14:00, until asked again");
    for (int day = 43; day < 400; day++)
        step(AFTER + day * DAY);
    assert_string_equal(told(), "vote agreed vote agreed");
}

static void
the_last_week_of_what_was_agreed_asks_how_to_go_on(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "weekly", "14", "4"));
    must(vote("lin", "weekly", "14", "4"));
    step(AFTER); /* until Friday 15 January */
    step(AFTER + 21 * DAY - 1);
    assert_string_equal(told(), "vote agreed");
    step(AFTER + 21 * DAY);
    assert_string_equal(told(), "vote agreed vote");
    assert_last_told("Fri 15 Jan");
    must(vote("ada", "weekly", "10", "26"));
    must(vote("lin", "weekly", "10", "26"));
    step(AFTER + 28 * DAY);
    assert_string_equal(told(), "vote agreed vote agreed");
    assert_string_equal(holds(),
        "It goes on weekly, on Mondays, at 10:00, until Fri 16 Jul");
}

/* Few want to go on: it ends as it was agreed, and is asked about once more. */
static void
an_end_is_an_end(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "weekly", "14", "4"));
    must(vote("lin", "weekly", "14", "4"));
    for (int day = 7; day < 200; day++)
        step(LAST_WEEK + day * DAY);
    assert_string_equal(told(), "vote agreed vote few vote few");
    assert_string_equal(holds(),
        "Nothing is asked by itself: what was agreed is over");
}

/* ---- Who, and who counts ------------------------------------------------ */

static void
learners_vote_and_nobody_else(void **state)
{
    (void)state;
    static const struct {
        const char *handle;
        enum status expected;
    } people[] = {{"mara", STATUS_FORBIDDEN}, {"jo", STATUS_FORBIDDEN},
        {"sam", STATUS_FORBIDDEN}, {"rob", STATUS_FORBIDDEN},
        {"max", STATUS_FORBIDDEN}, {"una", STATUS_FORBIDDEN},
        {"pia", STATUS_NOT_FOUND}, {"kofi", STATUS_NOT_FOUND},
        {"tom", STATUS_NOT_FOUND}, {"ola", STATUS_OK}};

    step(LAST_WEEK);
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        must_be(vote(people[i].handle, "daily", "8", "4"), people[i].expected);
    assert_int_equal(look("jo").vote.voted, 1);
    assert_false(look("jo").may_vote);
    /* The operator's program may everything, and is nobody. */
    must_be(agreeing_vote(&world.operator_viewer, COHORT,
                &(struct agreement_ballot){.choice = {0}}),
        STATUS_FORBIDDEN);
}

static void
who_is_away_all_the_while_is_not_waited_for(void **state)
{
    (void)state;
    static const char *const away[] = {"ben", "ola", "lin"};
    struct viewer who = {0};

    step(LAST_WEEK);
    for (size_t i = 0; i < 3; i++) {
        world_viewer(&world, away[i], &who);
        must(absence_take(&who, i == 2 ? "2026-12-13" : "2026-12-11",
            "2026-12-20"));
        viewer_clear(&who);
    }
    assert_int_equal(look("jo").vote.entitled, 2);
    must(vote("ola", "never", "14", "4")); /* and may vote all the same */
    assert_int_equal(look("jo").vote.entitled, 3);
    must(vote("ada", "never", "14", "4"));
    step(AFTER);
    assert_string_equal(told(), "vote agreed");
}

static void
who_left_the_cohort_has_no_vote_in_it(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "daily", "14", "4"));
    must(vote("lin", "monthly", "14", "4"));
    must(vote("ben", "monthly", "14", "4"));
    talk_run(&world, "DELETE FROM members WHERE person_id IN "
                     "(SELECT id FROM people WHERE handle IN ('lin', 'ben'))");
    assert_int_equal(look("jo").vote.voted, 1);
    assert_int_equal(look("jo").vote.entitled, 2);
    step(AFTER);
    assert_string_equal(told(), "vote few");
}

static void
who_is_asked_has_it_first(void **state)
{
    (void)state;
    struct viewer ada = {0};
    struct agreeing agreeing;

    world_viewer(&world, "ada", &ada);
    must_be(agreeing_asked(&ada, &agreeing), STATUS_NOT_FOUND);
    step(LAST_WEEK);
    must(agreeing_asked(&ada, &agreeing));
    assert_string_equal(agreeing.cohort.slug, COHORT);
    assert_int_equal(agreeing.ballot.choice[AGREEMENT_RHYTHM], 2);
    assert_int_equal(agreeing.ballot.choice[AGREEMENT_HOUR], 8);
    must_be(agreeing_asked(&jo, &agreeing), STATUS_NOT_FOUND);
    must(vote("ada", "daily", "14", "4"));
    must_be(agreeing_asked(&ada, &agreeing), STATUS_NOT_FOUND);
    viewer_clear(&ada);
}

/* ---- The champion's call ------------------------------------------------ */

static void
the_champion_calls_one_and_it_is_on_record(void **state)
{
    (void)state;
    struct viewer mara = {0};
    struct agreement_vote called;

    world_viewer(&world, "mara", &mara);
    must_be(agreeing_call(&mara, COHORT, &called), STATUS_FORBIDDEN);
    viewer_clear(&mara);
    must_be(agreeing_call(&jo, "amer-autumn", &called), STATUS_NOT_FOUND);
    must(agreeing_call(&jo, COHORT, &called));
    assert_string_equal(called.last_on, "2026-11-29");
    assert_int_equal(world_recorded(&world, "jo", "agreement call", COHORT), 1);
    must_be(agreeing_call(&jo, COHORT, &called), STATUS_CONFLICT);
    assert_string_equal(reason(), "a vote is open until Sun 29 Nov");

    /* In training, and obeyed at once. */
    must(vote("ada", "mon,wed,fri", "18", "open"));
    must(vote("ben", "mon,wed,fri", "18", "open"));
    step(WORLD_NOW + 7 * DAY - 12 * HOUR);
    assert_string_equal(told(), "vote agreed");
    assert_string_equal(holds(),
        "It goes on Mondays, Wednesdays, Fridays, at 18:00, until asked again");
    assert_int_equal(world_recorded(&world, "operator", "agreement result",
                         COHORT " 2 of 4 voted: mon,wed,fri 18:00 from "
                                "2026-11-30 until asked"),
        1);
    /* Its last week comes less than three weeks later: that stands for it. */
    step(LAST_WEEK);
    assert_string_equal(told(), "vote agreed");
    step(WORLD_NOW + 42 * DAY);
    assert_string_equal(told(), "vote agreed vote");
}

static void
before_the_training_there_is_nothing_to_go_on_with(void **state)
{
    (void)state;
    struct agreement_vote called;

    talk_run(&world, "UPDATE cohorts SET starts_on = '2026-12-01' WHERE slug = "
                     "'emea-autumn'");
    must_be(agreeing_call(&jo, COHORT, &called), STATUS_INVALID);
    must_be(agreeing_call(&world.operator_viewer, "emea-safety", &called),
        STATUS_OK);
    talk_run(&world, "DELETE FROM members WHERE role = 'learner'");
    must_be(agreeing_call(&world.operator_viewer, "amer-autumn", &called),
        STATUS_INVALID);
    assert_int_equal(step(LAST_WEEK + 6 * HOUR), 1); /* that one's closing */
    assert_int_equal(step(LAST_WEEK + DAY), 0);
}

/* Where people begin one by one there is no last week of all. */
static void
where_each_begins_alone_a_vote_is_called_alone(void **state)
{
    (void)state;
    struct agreement_vote called;
    static const char count
        [] = "SELECT count(*) FROM agreement_votes v JOIN cohorts c ON c.id = "
             "v.cohort_id WHERE c.slug = 'emea-safety'";

    talk_run(&world, "UPDATE cohorts SET ends_on = '2026-12-18' WHERE slug = "
                     "'emea-safety'");
    for (int day = 0; day < 60; day++)
        step(WORLD_NOW + day * DAY);
    assert_int_equal(talk_number(&world, count), 0);
    must(agreeing_call(&world.operator_viewer, "emea-safety", &called));
    assert_int_equal(talk_number(&world, count), 1);
    struct viewer zoe = {0};
    world_viewer(&world, "zoe", &zoe);
    must(agreeing_vote(&zoe, "emea-safety",
        &(struct agreement_ballot){.choice = {0, 20, 0}}));
    viewer_clear(&zoe);
    step(WORLD_NOW + 70 * DAY);
    struct agreeing agreeing;
    must(agreeing_find(&world.operator_viewer, "emea-safety", &agreeing));
    assert_string_equal(agreeing.agreement.rhythm, "daily");
    assert_int_equal(agreeing.agreement.minute, 20 * 60);
}

/* ---- Dates that change -----------------------------------------------------
 */

/* What was voted in what was the last week then holds from the new end on, and
 * the new last week, when it comes, asks anew. */
static void
a_training_that_goes_on_is_asked_again_in_its_last_week(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "weekly", "14", "open"));
    must(vote("lin", "weekly", "14", "open"));
    talk_run(&world, "UPDATE cohorts SET ends_on = '2027-01-29' WHERE slug = "
                     "'emea-autumn'");
    step(AFTER);
    assert_string_equal(told(), "vote agreed");
    assert_string_equal(look("jo").agreement.from_on, "2027-01-30");
    assert_string_equal(holds(), "From Sat 30 Jan on: weekly, on Mondays, at "
                                 "14:00, until asked again");
    step(LAST_WEEK + 42 * DAY - 1);
    assert_string_equal(told(), "vote agreed");
    step(LAST_WEEK + 42 * DAY);
    assert_string_equal(told(), "vote agreed vote");
    assert_string_equal(look("jo").vote.last_on, "2027-01-29");
}

/* ---- A daemon that was off ---------------------------------------------- */

static void
a_closing_that_was_missed_is_made_up_for_once(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "weekly", "14", "4"));
    must(vote("lin", "weekly", "14", "4"));
    machine_set(AFTER + 3 * DAY + HOUR);
    must_be(vote("ben", "daily", "14", "4"), STATUS_NOT_FOUND);
    assert_false(look("ben").is_open);
    step(AFTER + 3 * DAY + HOUR);
    step(AFTER + 3 * DAY + HOUR);
    assert_string_equal(told(), "vote agreed");
    assert_string_equal(look("jo").agreement.from_on, "2026-12-22");
    assert_string_equal(look("jo").agreement.until_on, "2027-01-18");
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act = "
                         "'agreement result'"),
        2); /* and APAC's */
}

static void
a_last_week_that_was_missed_is_asked_after_it(void **state)
{
    (void)state;
    step(AFTER - 2 * DAY); /* two days are left: too few */
    assert_string_equal(told(), "vote");
    assert_string_equal(look("jo").vote.last_on, "2026-12-23");

    talk_run(&world, "DELETE FROM agreement_votes");
    step(AFTER + 28 * DAY);
    assert_string_equal(told(), "vote");
    step(AFTER + 27 * DAY);
    assert_string_equal(told(), "vote vote");
    assert_string_equal(look("jo").vote.last_on, "2027-01-21");
}

static void
an_end_that_was_missed_is_told_once(void **state)
{
    (void)state;
    step(LAST_WEEK);
    must(vote("ada", "weekly", "14", "4"));
    must(vote("lin", "weekly", "14", "4"));
    step(AFTER);
    step(AFTER + 80 * DAY);
    step(AFTER + 81 * DAY);
    assert_string_equal(told(), "vote agreed over");
    assert_last_told("weekly, on Mondays, at 14:00, until Fri 15 Jan");
}

/* What a call finds overdue it closes first. */
static void
a_call_closes_what_is_overdue(void **state)
{
    (void)state;
    struct agreement_vote called;

    step(LAST_WEEK);
    must(vote("ada", "weekly", "14", "4"));
    must(vote("lin", "weekly", "14", "4"));
    machine_set(AFTER + HOUR);
    must(viewer_refresh(&jo));
    must(agreeing_call(&jo, COHORT, &called));
    assert_string_equal(told(), "vote agreed vote");
    /* APAC's closes; AMER's, whose week begins later, had not been opened. */
    assert_int_equal(step(AFTER + HOUR), 2);
    assert_string_equal(told(), "vote agreed vote");
}

static void
choices_are_read_as_they_are_typed(void **state)
{
    (void)state;
    int choice = -1;

    must(agreement_choice_read(AGREEMENT_HOUR, "7", &choice));
    assert_int_equal(choice, 7);
    must(agreement_choice_read(AGREEMENT_HOUR, "7:00", &choice));
    must(agreement_choice_read(AGREEMENT_HOUR, "07:00", &choice));
    must(agreement_choice_read(AGREEMENT_WEEKS, "open", &choice));
    assert_int_equal(choice, 5);
    static const char *const wrong[] = {"24", "7:30", "", "-1", "noon",
        "123456789012345678901234567890123456789012345"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        must_be(agreement_choice_read(AGREEMENT_HOUR, wrong[i], &choice),
            STATUS_INVALID);
    must_be(agreement_choice_read(AGREEMENT_RHYTHM, "often", &choice),
        STATUS_INVALID);
    assert_string_equal(reason(), "rhythm: daily, mon,wed,fri, weekly, monthly "
                                  "or never, not \"often\"");
    assert_int_equal(agreement_quorum(0, 33), 1);
    assert_int_equal(agreement_quorum(1, 33), 1);
    assert_int_equal(agreement_quorum(3, 33), 2);
    assert_int_equal(agreement_quorum(14, 33), 5);
    assert_int_equal(agreement_quorum(14, 100), 14);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_last_week_of_training_asks_and_the_scheduler_obeys),
        TEST(nobody_can_see_who_wanted_what),
        TEST(ties_go_to_what_is_now_then_to_the_quieter),
        TEST(where_few_vote_all_stays_as_it_is),
        TEST(what_was_agreed_stays_where_few_vote_later),
        TEST(it_is_asked_again_in_the_sixth_week_and_then_no_more),
        TEST(the_last_week_of_what_was_agreed_asks_how_to_go_on),
        TEST(an_end_is_an_end),
        TEST(learners_vote_and_nobody_else),
        TEST(who_is_away_all_the_while_is_not_waited_for),
        TEST(who_left_the_cohort_has_no_vote_in_it),
        TEST(who_is_asked_has_it_first),
        TEST(the_champion_calls_one_and_it_is_on_record),
        TEST(before_the_training_there_is_nothing_to_go_on_with),
        TEST(where_each_begins_alone_a_vote_is_called_alone),
        TEST(a_training_that_goes_on_is_asked_again_in_its_last_week),
        TEST(a_closing_that_was_missed_is_made_up_for_once),
        TEST(a_last_week_that_was_missed_is_asked_after_it),
        TEST(an_end_that_was_missed_is_told_once),
        TEST(a_call_closes_what_is_overdue),
        TEST(choices_are_read_as_they_are_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
