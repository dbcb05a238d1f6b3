/* What a champion has to do: by the phase, by what is so, and ticked off. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/agreeing.h"
#include "board/championing.h"
#include "board/enrolling.h"
#include "board/pacing.h"
#include "board/phasing.h"
#include "board/wording.h"
#include "store/people.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"
#include "ui/cohort_words.h"
#include "ui/display.h"

#define HOUR INT64_C(3600)
#define DAY  INT64_C(86400)

static struct viewer jo;
static struct todo_list todo;

static int
set_up(void **state)
{
    stage_open(state);
    must(display_load(NULL));
    wording_use(cohort_words);
    stage_seat(&jo, "jo");
    return 0;
}

static int
tear_down(void **state)
{
    todo_list_clear(&todo);
    return stage_close(state);
}

/* ---- What is asked of the list ------------------------------------------ */

static void
load_as(struct viewer *who, const char *cohort)
{
    todo_list_clear(&todo);
    must(viewer_refresh(who));
    must(championing_todo(who, cohort, &todo));
}

static const struct todo_act *
find(const char *words)
{
    for (size_t i = 0; i < todo.count; i++)
        if (strstr(todo.rows[i].words, words) != NULL)
            return &todo.rows[i];
    return NULL;
}

static void
assert_act(const char *words, enum todo_state state)
{
    const struct todo_act *act = find(words);

    if (act != NULL && act->state == state)
        return;
    for (size_t i = 0; i < todo.count; i++)
        print_message("%d %d %s\n", todo.rows[i].number, todo.rows[i].state,
            todo.rows[i].words);
    fail_msg("no such act: %s", words);
}

static void
assert_no_act(const char *words)
{
    if (find(words) != NULL)
        fail_msg("unwanted: %s", find(words)->words);
}

static void
set(struct viewer *who, const char *words, bool is_done)
{
    struct text told = {0};

    assert_non_null(find(words));
    must(championing_set(who,
        &(struct championing_mark){todo.cohort.slug, find(words)->number,
            is_done},
        &told));
    assert_non_null(strstr(text_bytes(&told), words));
    text_clear(&told);
}

static void
be_here(const char *handle)
{
    must(people_set_last_seen(world.store, world_person(&world, handle),
        clock_now()));
}

/* ---- By the phase ------------------------------------------------------- */

static void
a_phase_brings_its_acts_each_in_its_week(void **state)
{
    (void)state;
    load_as(&jo, "emea-autumn"); /* 2026-11-02 to 2026-12-18, week 4 */
    assert_act("first question of every person", TODO_OPEN);
    assert_act("Bring in a question of another region's", TODO_OPEN);
    assert_act("Agree with all of them on rhythm", TODO_LATER);
    assert_string_equal(find("Agree with all of them")->due_on, "2026-12-12");
    machine_set(WORLD_NOW + 18 * DAY); /* Fri 11 Dec */
    load_as(&jo, "emea-autumn");
    assert_act("Agree with all of them on rhythm", TODO_LATER);
    machine_set(WORLD_NOW + 19 * DAY);
    load_as(&jo, "emea-autumn");
    assert_act("Agree with all of them on rhythm", TODO_OPEN);
    assert_act("Ask each one for a pledge", TODO_OPEN);
}

static void
vote_in(const char *handle)
{
    struct viewer who = {0};

    world_viewer(&world, handle, &who);
    must(agreeing_vote(&who, "emea-autumn",
        &(struct agreement_ballot){.choice = {0}}));
    viewer_clear(&who);
}

/* Until enough have voted; ticked off, not again for the same vote. */
static void
a_vote_in_which_few_take_part_wants_a_word(void **state)
{
    (void)state;
    struct agreement_vote called;
    static const char
        words[] = "Remind all of the vote: 1 voted, 2 are needed by Sun 29 Nov";

    load_as(&jo, "emea-autumn");
    assert_no_act("Remind all of the vote");
    must(agreeing_call(&jo, "emea-autumn", &called));
    vote_in("ada");
    load_as(&jo, "emea-autumn");
    assert_act(words, TODO_OPEN);
    machine_set(WORLD_NOW + HOUR);
    set(&jo, words, true);
    load_as(&jo, "emea-autumn");
    assert_act(words, TODO_DONE);
    vote_in("lin");
    load_as(&jo, "emea-autumn");
    assert_no_act("Remind all of the vote");
}

static void
before_the_training_it_tells_when_that_begins(void **state)
{
    (void)state;
    must(world_add_cohort(operating,
        &(struct cohort_terms){"emea-winter", "new-hire", "emea", "winter",
            "2026-12-14", "2027-01-29"}));
    must(enrolling_add_member(operating, "jo", "emea-winter", "champion"));
    load_as(&jo, "emea-winter");
    assert_act("Say hello on the board first", TODO_OPEN);
    assert_act("the first question on Mon 14 Dec", TODO_LATER);
    assert_string_equal(find("first question on")->due_on, "2026-12-07");
}

/* Day by day from before a cohort begins until long after: each act of each
 * phase is to do from its day until it is ticked off, and never again. */
static void
an_act_that_is_done_never_comes_again(void **state)
{
    (void)state;
    char done[100][200];
    size_t count = 0;

    must(world_add_cohort(operating,
        &(struct cohort_terms){"emea-winter", "new-hire", "emea", "winter",
            "2026-12-14", "2027-01-29"}));
    must(enrolling_add_member(operating, "jo", "emea-winter", "champion"));
    for (int day = 0; day < 300; day++) {
        machine_set(WORLD_NOW + day * DAY);
        load_as(&jo, "emea-winter");
        while (todo.open_count > 0) {
            const struct todo_act *act = &todo.rows[0];
            bool is_written = act->number > 7;

            assert_int_equal(act->state, TODO_OPEN);
            for (size_t i = 0; i < count && is_written; i++)
                assert_string_not_equal(done[i], act->words);
            if (is_written)
                snprintf(done[count++], sizeof *done, "%s", act->words);
            set(&jo, act->words, true);
            load_as(&jo, "emea-winter");
        }
    }
    assert_int_equal(count, 4 + 8 + 7 + 3); /* what screens/todo/ hold */
}

static enum status
say(enum phase phase, const struct cohort *cohort, struct text *subject,
    struct text *body)
{
    text_add_format(subject, "%s: %s", cohort->slug, phase_name(phase));
    text_add(body, "Go on.");
    return STATUS_OK;
}

static void
tell_phases(void)
{
    int done;

    must(phasing_step(operating, say, clock_now(), &done));
}

static void
what_a_phase_left_stays_for_four_weeks_of_the_next(void **state)
{
    (void)state;
    must(world_add_cohort(operating,
        &(struct cohort_terms){"emea-winter", "new-hire", "emea", "winter",
            "2026-12-14", "2027-01-29"}));
    must(enrolling_add_member(operating, "jo", "emea-winter", "champion"));
    /* The daemon was off for all of the training. */
    machine_set(WORLD_NOW + 70 * DAY); /* Mon 1 Feb, on the job since Sat */
    tell_phases();
    load_as(&jo, "emea-winter");
    assert_act("Ask each one for a pledge", TODO_OPEN);
    assert_act("Say on the board what the vote came to", TODO_OPEN);
    assert_act("Ask how the pledges went", TODO_LATER);
    assert_no_act("Say hello on the board first");
    machine_set(WORLD_NOW + 95 * DAY);
    load_as(&jo, "emea-winter");
    assert_act("Ask each one for a pledge", TODO_OPEN);
    machine_set(WORLD_NOW + 96 * DAY);
    load_as(&jo, "emea-winter");
    assert_no_act("Ask each one for a pledge");
    assert_act("Say on the board what the vote came to", TODO_OPEN);
}

/* The cohort came in the midst of its training, which left something as well.
 */
static void
what_was_seen_to_do_stays_to_do(void **state)
{
    (void)state;
    tell_phases();
    machine_set(WORLD_NOW + 26 * DAY); /* Sat 19 Dec, the first on the job */
    tell_phases();
    load_as(&jo, "emea-autumn");
    assert_act("Ask each one for a pledge", TODO_OPEN);
    assert_act("Say on the board what the vote came to", TODO_OPEN);
}

static void
a_phase_that_was_past_when_a_cohort_came_leaves_nothing(void **state)
{
    (void)state;
    must(world_add_cohort(operating,
        &(struct cohort_terms){"emea-old", "new-hire", "emea", "old",
            "2026-09-14", "2026-11-20"}));
    must(world_add_cohort(operating,
        &(struct cohort_terms){"emea-gone", "new-hire", "emea", "gone",
            "2019-09-16", "2019-11-22"}));
    must(enrolling_add_member(operating, "jo", "emea-old", "champion"));
    must(enrolling_add_member(operating, "jo", "emea-gone", "champion"));
    tell_phases();
    load_as(&jo, "emea-old");
    assert_act("Say on the board what the vote came to", TODO_OPEN);
    assert_no_act("Ask each one for a pledge");
    load_as(&jo, "emea-gone");
    assert_int_equal(todo.count, 0);
}

static void
no_weeks_on_the_job_are_passed_over(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE programs SET weeks_on_the_job = 0");
    must(world_add_cohort(operating,
        &(struct cohort_terms){"emea-winter", "new-hire", "emea", "winter",
            "2026-12-14", "2027-01-29"}));
    must(enrolling_add_member(operating, "jo", "emea-winter", "champion"));
    machine_set(WORLD_NOW + 70 * DAY);
    tell_phases();
    load_as(&jo, "emea-winter");
    assert_act("Invite them by name to the board of the alumni of New-hire",
        TODO_OPEN);
    assert_act("Ask each one for a pledge", TODO_OPEN);
    assert_no_act("Say on the board what the vote came to");
}

/* ---- By what is so ------------------------------------------------------ */

static void
who_has_not_written_is_to_be_welcomed(void **state)
{
    (void)state;
    load_as(&jo, "emea-autumn");
    assert_no_act("Welcome");
    be_here("ada");
    be_here("ben");
    be_here("lin");
    be_here("ola");
    be_here("kofi"); /* of another cohort */
    load_as(&jo, "emea-autumn");
    assert_act("Welcome Ada, Lin and 2 others, who have not written yet",
        TODO_OPEN);
    assert_string_equal(todo.rows[0].words, find("Welcome")->words);
    talk_start(&world, "lin", "emea-autumn", "Hello");
    talk_start(&world, "ada", "new-hire-autumn-2026", "Hello to all");
    load_as(&jo, "emea-autumn");
    assert_act("Welcome Ben and Ola, who have not written yet", TODO_OPEN);
    talk_start(&world, "ben", "emea-autumn", "I as well");
    talk_start(&world, "ola", "commons", "Elsewhere");
    load_as(&jo, "emea-autumn");
    assert_act("Welcome Ola, who has not written yet", TODO_OPEN);
}

static void
ticked_off_it_comes_back_for_those_who_come_after(void **state)
{
    (void)state;
    int64_t id;

    be_here("ada");
    load_as(&jo, "emea-autumn");
    set(&jo, "Welcome Ada", true);
    load_as(&jo, "emea-autumn");
    assert_act("Welcome Ada", TODO_DONE);
    machine_set(WORLD_NOW + DAY);
    must(enrolling_add_person(operating, "nia", "Nia Cole", NULL, &id));
    must(enrolling_add_member(operating, "nia", "emea-autumn", "learner"));
    be_here("nia");
    load_as(&jo, "emea-autumn");
    assert_act("Welcome Nia, who has not written yet", TODO_OPEN);
    assert_no_act("Ada");
}

static void
who_never_came_is_for_the_champion_alone(void **state)
{
    struct viewer mara = {0};
    (void)state;

    load_as(&jo, "emea-autumn");
    assert_no_act("never been here"); /* enrolled today */
    machine_set(WORLD_NOW + 4 * DAY);
    be_here("ada");
    be_here("ben");
    load_as(&jo, "emea-autumn");
    assert_act("Lin and Ola have never been here: send the way in again",
        TODO_OPEN);
    be_here("lin");
    load_as(&jo, "emea-autumn");
    assert_act("Ola has never been here", TODO_OPEN);
    world_viewer(&world, "mara", &mara);
    load_as(&mara, "emea-autumn");
    assert_no_act("never been here");
    assert_act("Welcome Ada, Lin and Ben", TODO_OPEN);
    viewer_clear(&mara);
}

static void
a_first_post_that_waits_for_a_day_heads_the_list(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "ben", "emea-autumn", "Badges");

    machine_set(WORLD_NOW + 23 * HOUR);
    load_as(&jo, "emea-autumn");
    assert_no_act("first post");
    machine_set(WORLD_NOW + 26 * HOUR);
    be_here("ada");
    load_as(&jo, "emea-autumn");
    assert_string_equal(todo.rows[0].words,
        "Reply to Ben Aydin's first post, waiting for 26 h");
    /* What they write after is no first post. */
    talk_start(&world, "ben", "emea-autumn", "Badges again");
    talk_start(&world, "lin", "new-hire-autumn-2026", "Desks");
    machine_set(WORLD_NOW + 3 * DAY);
    load_as(&jo, "emea-autumn");
    assert_act("Reply to the first posts of Ben and Lin, waiting for up to 3 d",
        TODO_OPEN);
    talk_reply(&world, "jo", thread_id);
    load_as(&jo, "emea-autumn");
    assert_act("Reply to Lin Zhao's first post", TODO_OPEN);
}

static void
a_queue_that_runs_dry_is_told(void **state)
{
    (void)state;
    struct viewer mara = {0};
    int64_t id;

    load_as(&jo, "emea-autumn");
    assert_act("The queue is empty", TODO_OPEN);
    world_viewer(&world, "mara", &mara);
    static const char *const asked[] = {"What?", "Why?", "Where?", "When?"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        must(asking_add(&mara, world_board(&world, "emea-autumn"),
            &(struct ask){.body = asked[i], .asks_minute = -1}, &id));
    load_as(&jo, "emea-autumn");
    assert_act("The queue holds 4 questions: empty after Fri 27 Nov",
        TODO_OPEN);
    set(&jo, "The queue holds 4", true);
    load_as(&jo, "emea-autumn");
    assert_act("The queue holds 4", TODO_DONE);
    must(asking_add(&mara, world_board(&world, "new-hire-autumn-2026"),
        &(struct ask){.body = "What else?", .asks_minute = -1}, &id));
    load_as(&jo, "emea-autumn");
    assert_no_act("The queue");
    viewer_clear(&mara);
}

static void
where_people_begin_one_by_one_it_tells_who_did(void **state)
{
    (void)state;
    must(enrolling_add_member(operating, "jo", "emea-safety", "champion"));
    must(enrolling_add_member(operating, "tom", "emea-safety", "learner"));
    machine_set(WORLD_NOW + 2 * DAY);
    must(enrolling_add_member(operating, "ada", "emea-safety", "learner"));
    load_as(&jo, "emea-safety");
    assert_act("Say hello to Ada and Tom, in training since Mon 23 Nov",
        TODO_OPEN);
    assert_act("Put a thread that every newcomer can answer", TODO_OPEN);
    assert_no_act("on the job since");
    assert_no_act("The queue");
    set(&jo, "Say hello to Ada", true);
    machine_set(WORLD_NOW + 2 * DAY + 1);
    must(enrolling_add_member(operating, "ben", "emea-safety", "learner"));
    load_as(&jo, "emea-safety");
    assert_act("Say hello to Ben, in training since Wed 25 Nov", TODO_OPEN);
    /* Eight weeks later, less two days. */
    machine_set(WORLD_NOW + 54 * DAY);
    load_as(&jo, "emea-safety");
    assert_act("Ask Tom, on the job since Sat 16 Jan, what they tried",
        TODO_OPEN);
    assert_no_act("in training since");
    machine_set(WORLD_NOW + 140 * DAY);
    load_as(&jo, "emea-safety");
    assert_act("Invite Ada, Ben and Tom, alumni since Sat 10 Apr", TODO_OPEN);
}

/* ---- Ticking off -------------------------------------------------------- */

static void
who_did_it_and_when_is_kept(void **state)
{
    (void)state;
    load_as(&jo, "emea-autumn");
    size_t open = todo.open_count;
    int number = find("Tell the mentors")->number;

    set(&jo, "Tell the mentors", true);
    load_as(&jo, "emea-autumn");
    const struct todo_act *act = find("Tell the mentors");
    assert_int_equal(act->state, TODO_DONE);
    assert_int_equal(act->number, number);
    assert_string_equal(act->done_by, "Jo Park");
    assert_int_equal(act->done_at, WORLD_NOW);
    assert_int_equal(todo.open_count, open - 1);
    assert_string_equal(todo.rows[todo.count - 1].words, act->words);
    set(&jo, "Tell the mentors", false);
    load_as(&jo, "emea-autumn");
    assert_act("Tell the mentors", TODO_OPEN);
    assert_int_equal(todo.open_count, open);
    set(operating, "Tell the mentors", true);
    load_as(&jo, "emea-autumn");
    assert_string_equal(find("Tell the mentors")->done_by, "");
}

static void
each_is_on_record(void **state)
{
    (void)state;
    be_here("ada");
    load_as(&jo, "emea-autumn");
    set(&jo, "Welcome Ada", true);
    set(&jo, "Tell the mentors", true);
    load_as(&jo, "emea-autumn");
    set(&jo, "Tell the mentors", false);
    /* Of whom it is about the record holds nothing. */
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act = 'todo done' "
                         "AND subject = 'emea-autumn welcome'"),
        1);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act = 'todo undo' "
                         "AND subject = 'emea-autumn training: Tell the "
                         "mentors: three learners first, then the mentor'"),
        1);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act LIKE 'todo%'"),
        3);
}

static enum status
try(const char *handle, const char *cohort, int number, bool is_done)
{
    struct viewer who = {0};
    struct text told = {0};

    world_viewer(&world, handle, &who);
    enum status status = championing_set(&who,
        &(struct championing_mark){cohort, number, is_done}, &told);
    text_clear(&told);
    viewer_clear(&who);
    return status;
}

static enum status
look(const char *handle, const char *cohort)
{
    struct viewer who = {0};
    struct todo_list list = {0};

    world_viewer(&world, handle, &who);
    enum status status = championing_todo(&who, cohort, &list);
    todo_list_clear(&list);
    viewer_clear(&who);
    return status;
}

static void
mentors_see_it_champions_tick_it_off_learners_neither(void **state)
{
    (void)state;
    must(look("jo", "emea-autumn"));
    must(look("mara", "emea-autumn"));
    must(look("max", "emea-autumn"));
    must_be(look("ada", "emea-autumn"), STATUS_FORBIDDEN);
    must_be(look("sam", "emea-autumn"), STATUS_FORBIDDEN);
    must_be(look("pia", "emea-autumn"), STATUS_NOT_FOUND);
    must_be(look("kofi", "emea-autumn"), STATUS_NOT_FOUND);
    must_be(look("jo", "amer-autumn"), STATUS_NOT_FOUND);
    must_be(look("jo", "new-hire-autumn-2026"), STATUS_NOT_FOUND);
    must_be(look("jo", "commons"), STATUS_NOT_FOUND);

    must(try("jo", "emea-autumn", 9, true));
    must_be(try("jo", "emea-autumn", 9, true), STATUS_CONFLICT);
    must_be(try("mara", "emea-autumn", 8, true), STATUS_FORBIDDEN);
    must_be(try("max", "emea-autumn", 8, true), STATUS_FORBIDDEN);
    must_be(try("ada", "emea-autumn", 8, true), STATUS_FORBIDDEN);
    must_be(try("kofi", "emea-autumn", 8, true), STATUS_NOT_FOUND);
    must_be(try("jo", "emea-autumn", 99, true), STATUS_NOT_FOUND);
    must_be(try("jo", "emea-autumn", 8, false), STATUS_NOT_FOUND);
}

static void
who_only_reads_ticks_nothing_off(void **state)
{
    struct text told = {0};
    (void)state;

    jo.may_write = false;
    load_as(&jo, "emea-autumn");
    must_be(championing_set(&jo,
                &(struct championing_mark){"emea-autumn", 8, true}, &told),
        STATUS_FORBIDDEN);
    text_clear(&told);
}

static void
a_champions_cohorts_come_before_a_mentors(void **state)
{
    struct cohort_list cohorts = {0};
    struct championing_count count;
    (void)state;

    must(enrolling_add_member(operating, "jo", "apac-autumn", "mentor"));
    must(enrolling_add_member(operating, "jo", "emea-autumn", "mentor"));
    must(enrolling_add_member(operating, "jo", "emea-safety", "champion"));
    must(viewer_refresh(&jo));
    must(championing_cohorts(&jo, &cohorts));
    assert_int_equal(cohorts.count, 3);
    assert_string_equal(cohorts.rows[0].slug, "emea-autumn");
    assert_string_equal(cohorts.rows[1].slug, "emea-safety");
    assert_string_equal(cohorts.rows[2].slug, "apac-autumn");
    cohort_list_clear(&cohorts);

    must(championing_counted(&jo, &count));
    assert_int_equal(count.cohorts, 2);
    load_as(&jo, "emea-autumn");
    int open = (int)todo.open_count;
    load_as(&jo, "emea-safety");
    assert_int_equal(count.open, open + (int)todo.open_count);
    assert_string_equal(count.title, "EMEA, autumn 2026");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_phase_brings_its_acts_each_in_its_week),
        TEST(a_vote_in_which_few_take_part_wants_a_word),
        TEST(before_the_training_it_tells_when_that_begins),
        TEST(an_act_that_is_done_never_comes_again),
        TEST(what_a_phase_left_stays_for_four_weeks_of_the_next),
        TEST(what_was_seen_to_do_stays_to_do),
        TEST(a_phase_that_was_past_when_a_cohort_came_leaves_nothing),
        TEST(no_weeks_on_the_job_are_passed_over),
        TEST(who_has_not_written_is_to_be_welcomed),
        TEST(ticked_off_it_comes_back_for_those_who_come_after),
        TEST(who_never_came_is_for_the_champion_alone),
        TEST(a_first_post_that_waits_for_a_day_heads_the_list),
        TEST(a_queue_that_runs_dry_is_told),
        TEST(where_people_begin_one_by_one_it_tells_who_did),
        TEST(who_did_it_and_when_is_kept),
        TEST(each_is_on_record),
        TEST(mentors_see_it_champions_tick_it_off_learners_neither),
        TEST(who_only_reads_ticks_nothing_off),
        TEST(a_champions_cohorts_come_before_a_mentors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
