/* The panel on the home screen, in every state it has, as drawn at 80x24. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/absence.h"
#include "board/enrolling.h"
#include "board/pinning.h"
#include "store/store.h"
#include "support/glass.h"
#include "support/machine.h"
#include "support/talk.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define QUESTION \
    "What did you try on a live ticket this week that session 3 made possible?"

/* Rows that several states share. */
#define TITLE \
    " QUESTION OF THE DAY                                  Mon 23 Nov, closes in 20 h\n"
#define BODY \
    " What did you try on a live ticket this week that session 3 made possible?\n"
#define NONE_YET  " Mara Okafor, mentor     0 of 4 answered\n"
#define ONE_YET   " Mara Okafor, mentor     1 of 4 answered\n"
#define TO_ANSWER " a  answer, and see what the others wrote\n"
#define DAY       INT64_C(86400)

enum {
    PANEL_ROWS = 12,
    COLUMNS = 80
};

static struct world world;
static struct glass glass;

/* ---- What there is ------------------------------------------------------ */

static int64_t
ask_so(const char *handle, const struct ask *given)
{
    struct viewer viewer = {0};
    struct ask ask = *given;
    int64_t id;
    int opened;

    if (ask.body == NULL)
        ask.body = QUESTION;
    if (ask.asks_on == NULL)
        ask.asks_on = "2026-11-23";
    ask.asks_minute = -1;
    ask.is_again = true;
    world_viewer(&world, handle, &viewer);
    must(asking_add(&viewer, world_board(&world, COHORT), &ask, &id));
    must(asking_open_due(&viewer, &opened));
    viewer_clear(&viewer);
    return id;
}

static int64_t
ask(void)
{
    return ask_so("mara", &(struct ask){0});
}

static void
answer(const char *handle, int64_t id)
{
    struct viewer viewer = {0};
    struct posted posted;

    world_viewer(&world, handle, &viewer);
    must(asking_answer(&viewer, id, "I called them back.", &posted));
    viewer_clear(&viewer);
}

static void
ask_today(void)
{
    ask();
}

static void
ask_by_another(void)
{
    must(
        enrolling_add_member(&world.operator_viewer, "noor", COHORT, "mentor"));
    ask_so("noor", &(struct ask){0});
}

static void
ask_of_fourteen(void)
{
    ask_so("mara", &(struct ask){.body = "Before?",
                       .asks_on = "2026-11-22",
                       .window_hours = 48});
    ask();
    for (int i = 0; i < 10; i++) {
        char handle[] = "learner-a";
        char name[] = "Learner A";
        int64_t id;

        handle[8] = (char)('a' + i);
        name[8] = (char)('A' + i);
        must(enrolling_add_person(&world.operator_viewer, handle, name, NULL,
            &id));
        must(enrolling_add_member(&world.operator_viewer, handle, COHORT,
            "learner"));
    }
    talk_run(&world, "UPDATE questions SET answered_in_week = 12 "
                     "WHERE body = 'Before?'");
    talk_run(&world, "UPDATE questions SET answered = 9, answered_in_week = 9 "
                     "WHERE body <> 'Before?'");
}

static void
have_the_best_week(void)
{
    ask_of_fourteen();
    talk_run(&world,
        "UPDATE questions SET answered = 13, answered_in_week = 13 "
        "WHERE body <> 'Before?'");
}

static void
ask_at_length(void)
{
    ask_so("mara",
        &(struct ask){.kind = QUESTION_MISTAKE,
            .body =
                "Tell of a mistake: what did you do, what came of it, how did "
                "you find out?\nWho helped, and what do you do since then so "
                "that it does not come again?\nWhat would you tell those who "
                "begin next month?\nAnd what would you rather not hear?"});
}

static void
have_answered(void)
{
    answer("ada", ask());
}

static void
have_news(void)
{
    int64_t id = ask();

    answer("ada", id);
    answer("ben", id);
    answer("lin", id);
}

static void
have_skipped(void)
{
    struct viewer ada = {0};
    int64_t id = ask();

    answer("ben", id);
    world_viewer(&world, "ada", &ada);
    must(asking_skip(&ada, id));
    viewer_clear(&ada);
}

static void
ask_at_closing(void)
{
    ask_so("mara", &(struct ask){.showing = SHOWING_AT_CLOSING});
}

static void
have_answered_at_closing(void)
{
    answer("ada", ask_so("mara", &(struct ask){.showing = SHOWING_AT_CLOSING}));
}

static void
ask_in_the_open(void)
{
    ask_so("mara", &(struct ask){.showing = SHOWING_OPEN});
}

static void
have_answered_without_a_name(void)
{
    struct viewer ada = {0};
    struct posted posted;
    int64_t id = ask_so("mara", &(struct ask){.is_nameless_allowed = true});

    answer("ben", id);
    world_viewer(&world, "ada", &ada);
    must(asking_answer_nameless(&ada, id, "I forgot.", &posted));
    viewer_clear(&ada);
}

static void
have_a_pin(void)
{
    struct viewer jo = {0};
    int64_t id = ask();
    int64_t thread_id = talk_question_thread(&world, id);

    answer("ada", id);
    world_viewer(&world, "jo", &jo);
    must(pinning_pin(&jo, thread_id, &(struct pin){0}));
    viewer_clear(&jo);
    machine_set(WORLD_NOW + 2 * DAY);
}

static void
have_a_pin_beside(void)
{
    have_a_pin();
    ask_so("mara", &(struct ask){.body = "Today's?", .asks_on = "2026-11-25"});
}

static void
ask_tomorrow(void)
{
    ask_so("mara", &(struct ask){.asks_on = "2026-11-24"});
}

static void
ask_in_two_cohorts(void)
{
    struct viewer mara = {0};
    int64_t id;
    int opened;

    ask();
    must(enrolling_add_member(&world.operator_viewer, "ada", "emea-safety",
        "learner"));
    must(enrolling_add_member(&world.operator_viewer, "mara", "emea-safety",
        "mentor"));
    world_viewer(&world, "mara", &mara);
    must(asking_add(&mara, world_board(&world, "emea-safety"),
        &(struct ask){.body = "Which gloves?",
            .asks_on = "2026-11-23",
            .asks_minute = -1},
        &id));
    must(asking_open_due(&mara, &opened));
    viewer_clear(&mara);
}

static void
be_on_leave(void)
{
    struct viewer ada = {0};

    ask();
    world_viewer(&world, "ada", &ada);
    must(absence_take(&ada, "today", "tomorrow"));
    viewer_clear(&ada);
}

static void
come_today(void)
{
    ask();
    must(
        enrolling_add_member(&world.operator_viewer, "tom", COHORT, "learner"));
}

static void
have_one_waiting(void)
{
    ask();
    talk_start(&world, "ada", COHORT, "Badge access on day one");
}

static void
nothing(void)
{
}

/* ---- What stands there -------------------------------------------------- */

static const struct {
    const char *state;
    void (*there_is)(void);
    const char *handle;
    const char *keys;
    const char *rows;
} states[] = {
    {"unanswered", ask_today, "ada", "", TITLE BODY NONE_YET TO_ANSWER},
    {"9 of 14", ask_of_fourteen, "ada", "",
        TITLE BODY
        " Mara Okafor, mentor     9 of 14 answered, 3 to go for your best week\n" TO_ANSWER},
    {"the best week", have_the_best_week, "ada", "",
        TITLE BODY
        " Mara Okafor, mentor     13 of 14 answered, your best week so far\n" TO_ANSWER},
    {"of a kind, and long", ask_at_length, "ada", "",
        " QUESTION OF THE DAY, a mistake                       Mon 23 Nov, closes in 20 h\n"
        " Tell of a mistake: what did you do, what came of it, how did you find out?\n"
        " Who helped, and what do you do since then so that it does not come again?\n"
        " What would you tell those who begin next month?                              ..\n" NONE_YET
            TO_ANSWER},
    {"answered", have_answered, "ada", "",
        TITLE BODY ONE_YET " a  answered; read what the others wrote\n"},
    {"answered, with news", have_news, "ada", "",
        TITLE BODY " Mara Okafor, mentor     3 of 4 answered\n"
                   " a  answered; read what the others wrote, 2 new\n"},
    {"skipped", have_skipped, "ada", "",
        TITLE BODY ONE_YET " a  skipped; read what the others wrote, 1 new\n"},
    {"at closing", ask_at_closing, "ada", "",
        TITLE BODY NONE_YET
        " a  answer; all answers open when it has closed\n"},
    {"at closing, answered", have_answered_at_closing, "ada", "",
        TITLE BODY ONE_YET
        " a  answered; all answers open when it has closed\n"},
    {"in the open", ask_in_the_open, "ada", "",
        TITLE BODY NONE_YET " a  answer    s  see what the others wrote\n"},
    {"without a name", have_answered_without_a_name, "ada", "",
        TITLE BODY ONE_YET
        " a  answered without your name; read what the others wrote, 1 new\n"},
    {"pinned", have_a_pin, "ada", "",
        " PINNED QUESTION                                              Mon 23 Nov, closed\n" BODY
            ONE_YET " a  answered; read what the others wrote\n"},
    {"pinned, beside today's", have_a_pin_beside, "ada", "",
        " QUESTION OF THE DAY  EMEA, autumn 2026               Wed 25 Nov, closes in 20 h\n"
        " Today's?\n"
        " Mara Okafor, mentor     0 of 4 answered, 1 to go for your best week\n" TO_ANSWER},
    {"pinned, after today's", have_a_pin_beside, "ada", "}",
        " PINNED QUESTION  EMEA, autumn 2026                           Mon 23 Nov, closed\n" BODY
            ONE_YET " a  answered; read what the others wrote\n"},
    {"pinned, never answered", have_a_pin, "lin", "",
        " PINNED QUESTION                                              Mon 23 Nov, closed\n" BODY
            ONE_YET " a  closed; read what the others wrote, 1 new\n"},
    {"the next one's hour", ask_tomorrow, "ada", "",
        " next question Tue 24 Nov 08:00\n"},
    {"none", nothing, "ada", "", ""},
    {"of two cohorts", ask_in_two_cohorts, "ada", "",
        " QUESTION OF THE DAY  EMEA, autumn 2026               Mon 23 Nov, closes in 20 h\n" BODY
            NONE_YET TO_ANSWER},
    {"of the other cohort", ask_in_two_cohorts, "ada", "}",
        " QUESTION OF THE DAY  EMEA, spring 2026               Mon 23 Nov, closes in 20 h\n"
        " Which gloves?\n"
        " Mara Okafor, mentor     0 of 2 answered\n"
        " a  answer    s  see what the others wrote\n"},
    {"on leave", be_on_leave, "ada", "",
        TITLE BODY " Mara Okafor, mentor     0 of 3 answered\n"
                   " a  answer, if you like: you are on leave\n"},
    {"a newcomer", come_today, "tom", "",
        TITLE BODY " Mara Okafor, mentor     0 of 5 answered\n" TO_ANSWER},
    {"an SME", ask_today, "sam", "",
        TITLE BODY NONE_YET " a  answer    s  see what the others wrote\n"},
    {"an SME whom somebody waits for", have_one_waiting, "sam", "",
        TITLE BODY NONE_YET " a  answer    s  see what the others wrote\n"},
    {"who asked", ask_today, "mara", "",
        TITLE BODY NONE_YET " a  yours; read what they wrote\n"},
    {"a mentor who did not", ask_by_another, "mara", "",
        TITLE BODY " Noor Haddad, mentor     0 of 4 answered\n"
                   " a  answer    s  see what the others wrote\n"},
    {"a champion", ask_today, "jo", "", TITLE BODY NONE_YET TO_ANSWER},
    {"a sponsor", ask_today, "pia", "", ""},
};

/* From below the title's rule to the panel's, and the keys. */
static void
look(struct text *out)
{
    int top = strncmp(glass_row(&glass, 2), " o ", 3) == 0 ? 4 : 2;

    for (int row = top; row < PANEL_ROWS; row++) {
        const char *drawn = glass_row(&glass, row);

        if (strncmp(drawn, "---", 3) == 0 || strstr(drawn, "BOARD") != NULL)
            break;
        text_add_format(out, "%s\n", drawn);
    }
}

static void
the_panel_is_as_drawn_in_every_state(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        struct viewer viewer = {0};
        struct text drawn = {0};

        machine_set(WORLD_NOW);
        talk_open(&world);
        states[i].there_is();
        world_viewer(&world, states[i].handle, &viewer);
        glass_open(&glass, &viewer, 24, COLUMNS);
        glass_type(&glass, states[i].keys);
        look(&drawn);
        if (strcmp(text_bytes(&drawn), states[i].rows) != 0)
            fail_msg("%s is drawn as\n%sand not as\n%s", states[i].state,
                text_bytes(&drawn), states[i].rows);
        text_clear(&drawn);
        glass_kill(&glass);
        viewer_clear(&viewer);
        talk_close(&world);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_panel_is_as_drawn_in_every_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
