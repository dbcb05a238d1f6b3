/* The mentor's week, and four weeks of a board: what stands on which day, and
 * what is done about it. */

#include <string.h>

#include "board/asking.h"
#include "board/banking.h"
#include "board/drafting.h"
#include "board/filling.h"
#include "board/moving.h"
#include "board/outlook.h"
#include "board/resting.h"
#include "support/machine.h"
#include "support/stage.h"
#include "support/walk.h"
#include "ui/display.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define LEFT    "\x1b[D"
#define RIGHT   "\x1b[C"
#define DAY     INT64_C(86400)
#define HOUR    INT64_C(3600)

enum {
    EXIT_NOT_FOUND = 66,
    EXIT_FORBIDDEN = 77
};

static struct viewer mara;
static struct viewer jo;

static int
set_up(void **state)
{
    stage_open(state);
    must(display_load(NULL));
    stage_seat(&mara, "mara");
    stage_seat(&jo, "jo");
    return 0;
}

static int64_t
ask(const char *board, const char *date, const char *body)
{
    struct ask terms = {.body = body, .asks_on = date, .asks_minute = -1};
    int64_t id;
    int opened;

    must(asking_add(&mara, world_board(&world, board), &terms, &id));
    must(asking_open_due(&mara, &opened));
    return id;
}

static void
bank(const char *body)
{
    struct banked row = {.body = body};
    struct banked_many many;

    must(banking_add(&mara, "new-hire", &row, 1, &many));
}

static void
rest(const char *region, const char *date, const char *name)
{
    struct rest rows[] = {{region, date, name}};
    size_t refused;

    must(resting_keep(&world.operator_viewer, rows, 1, &refused));
}

static struct outlook_day
day_of(const char *board, const char *date)
{
    struct outlook_row row = {0};

    must(outlook_board(&mara, world_board(&world, board), date, 1, &row));
    struct outlook_day day = row.days[0];

    outlook_row_clear(&row);
    return day;
}

static void
must_stand(const char *board, const char *date, enum standing standing)
{
    assert_int_equal(day_of(board, date).standing, standing);
}

/* ---- What stands where --------------------------------------------------- */

static void
each_day_says_what_stands_there(void **state)
{
    (void)state;
    ask(COHORT, "2026-11-25", "Our own?");
    ask(PROGRAM, "2026-11-26", "Of all regions?");
    bank("Of the bank?");
    must_stand(COHORT, "2026-11-25", STANDS_OWN);
    must_stand(COHORT, "2026-11-26", STANDS_PROGRAM);
    must_stand(PROGRAM, "2026-11-26", STANDS_OWN);
    must_stand(PROGRAM, "2026-11-23", STANDS_BANK);
    must_stand(COHORT, "2026-11-23", STANDS_BANK);
    /* One was in the bank: from then on there is nothing. */
    must_stand(PROGRAM, "2026-11-24", STANDS_NOTHING);
    must_stand(COHORT, "2026-11-24", STANDS_NOTHING);
    bank("Another of the bank?");
    must_stand(COHORT, "2026-11-24", STANDS_BANK);
    must_stand(COHORT, "2026-11-27", STANDS_NOTHING);
    must_stand(COHORT, "2026-11-28", STANDS_NEVER);
    must_stand(COHORT, "2026-11-20", STANDS_NEVER);
    /* On the job it asks weekly, on Mondays. */
    must_stand(PROGRAM, "2026-12-21", STANDS_NOTHING);
    must_stand(PROGRAM, "2026-12-22", STANDS_NEVER);
}

static void
what_the_bank_chose_is_shown(void **state)
{
    struct outlook_day day;
    int filled = 0;
    (void)state;

    bank("Of the bank?");
    assert_int_equal(day_of(PROGRAM, "2026-11-23").question.id, 0);
    must(filling_due(&world.operator_viewer, &filled));
    assert_int_equal(filled, 1);
    day = day_of(PROGRAM, "2026-11-23");
    assert_int_equal(day.standing, STANDS_BANK);
    assert_string_equal(day.question.body, "Of the bank?");
    /* It is not asked again. */
    must_stand(PROGRAM, "2026-11-24", STANDS_NOTHING);
}

static void
a_holiday_is_named_and_no_gap(void **state)
{
    (void)state;
    rest("emea", "2026-11-30", "St Andrew's Day");
    struct outlook_day day = day_of(COHORT, "2026-11-30");

    assert_int_equal(day.standing, STANDS_HOLIDAY);
    assert_string_equal(day.holiday, "St Andrew's Day");
    /* Others work on it. */
    day = day_of(PROGRAM, "2026-11-30");
    assert_int_equal(day.standing, STANDS_NOTHING);
    assert_string_equal(day.holiday, "EMEA: St Andrew's Day");
}

static void
a_day_says_where_it_opens_first(void **state)
{
    struct outlook_row row = {0};
    (void)state;

    ask(PROGRAM, "2026-11-26", "Of all regions?");
    must(outlook_board(&mara, world_board(&world, PROGRAM), "2026-11-26", 2,
        &row));
    must(outlook_first(&mara, &row, &row.days[0]));
    must(outlook_first(&mara, &row, &row.days[1]));
    for (int i = 0; i < 2; i++) { /* 08:00 in Singapore is midnight UTC */
        assert_string_equal(row.days[i].first_zone, "Asia/Singapore");
        assert_int_equal(row.days[i].first_opens_at,
            WORLD_NOW + 60 * HOUR + i * DAY);
    }
    outlook_row_clear(&row);
}

static void
who_looks_after_a_cohort_sees_no_words(void **state)
{
    struct outlook outlook = {0};
    struct viewer ada = {0};
    (void)state;

    ask(COHORT, "2026-11-23", "What broke?");
    ask(COHORT, "2026-11-25", "zqz: our own?");
    must(outlook_open(&jo, "2026-11-23", 5, &outlook));
    assert_int_equal(outlook.count, 1);
    assert_false(outlook.rows[0].may_ask);
    assert_int_equal(outlook.rows[0].days[2].standing, STANDS_OWN);
    assert_string_equal(outlook.rows[0].days[0].question.body, "What broke?");
    assert_string_equal(outlook.rows[0].days[2].question.body, "");
    outlook_clear(&outlook);
    world_viewer(&world, "ada", &ada);
    must(outlook_open(&ada, "2026-11-23", 5, &outlook));
    assert_int_equal(outlook.count, 0);
    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "Q");
    glass_must_be_at(&glass, "questions");
    glass_must_show(&glass, "own, 44 h");
    glass_must_not_show(&glass, "zqz");
    glass_type(&glass, RIGHT "p");
    glass_must_show(&glass, " Here only mentors and SMEs ask questions.");
    glass_type(&glass, RIGHT "\r");
    glass_must_show(&glass, " Here only mentors and SMEs ask questions.");
    glass_type(&glass, LEFT LEFT "\r");
    glass_must_be_at(&glass, "question"); /* hers to answer, and covered */
    glass_kill(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "Q");
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, " Questions are put by mentors and SMEs");
    viewer_clear(&ada);
}

/* The key comes before the news of it does. */
static void
lose_the_role_and_turn(const char *keys, const char *view)
{
    struct moving moving = {.handle = "mara", .cohort = COHORT};
    struct text roles = {0};

    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, keys);
    glass_must_be_at(&glass, view);
    must(moving_remove(&world.operator_viewer, &moving, &roles));
    text_clear(&roles);
    glass_type(&glass, "\x1b[6~");
    glass_must_show(&glass, " Questions are put by mentors and SMEs");
    glass_type(&glass, "}j\rp");
}

static void
a_grid_of_boards_that_are_lost_stays_whole(void **state)
{
    (void)state;
    lose_the_role_and_turn("Q", "questions");
}

static void
a_calendar_of_boards_that_are_lost_stays_whole(void **state)
{
    (void)state;
    lose_the_role_and_turn("QQ", "calendar");
}

/* ---- The grid ------------------------------------------------------------ */

static void
the_week_is_a_grid(void **state)
{
    (void)state;
    ask(COHORT, "2026-11-25", "What did you try on a live ticket?");
    ask(PROGRAM, "2026-11-26", "Who handles escalations?");
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q");
    glass_must_be_at(&glass, "questions");
    assert_int_equal(glass_find(&glass, " Questions, week of Mon 23 Nov"), 0);
    glass_must_show(&glass, "1 queued, 0 in the bank");
    assert_string_equal(glass_row(&glass, 2),
        "                     Mon 23 Nov  Tue 24 Nov  Wed 25 Nov  Thu 26 Nov"
        "  Fri 27 Nov");
    assert_string_equal(glass_row(&glass, 3),
        " EMEA, autumn 2026  >nothing     nothing     own, 44 h   program"
        "     nothing");
    assert_string_equal(glass_row(&glass, 4),
        "                                             What did..  Who hand..");
    assert_string_equal(glass_row(&glass, 5),
        " All regions, aut..  nothing     nothing     nothing     own, 2 d"
        "    nothing");
    glass_type(&glass, RIGHT RIGHT);
    glass_must_show(&glass, " Wed 25 Nov, EMEA, autumn 2026");
    glass_must_show(&glass, "first opens in 44 h, London");
    glass_must_show(&glass, " What did you try on a live ticket?");
    glass_must_show(&glass, " Mara Okafor, reflect");
    glass_must_show(&glass, "Enter preview  e edit  M move  X drop");
    glass_type(&glass, "j" RIGHT);
    glass_must_show(&glass, "first opens in 2 d, Singapore");
    glass_resize(&glass, 40, 120); /* the room is the questions' */
    assert_string_equal(glass_row(&glass, 2),
        "                               Mon 23 Nov        Tue 24 Nov        "
        "Wed 25 Nov        Thu 26 Nov        Fri 27 Nov");
    glass_must_show(&glass, "What did you t..");
}

static void
arrows_go_on_into_other_weeks(void **state)
{
    (void)state;
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q" LEFT);
    assert_int_equal(glass_find(&glass, " Questions, week of Mon 16 Nov"), 0);
    glass_must_show(&glass, " Fri 20 Nov, EMEA, autumn 2026");
    glass_type(&glass, RIGHT RIGHT RIGHT RIGHT RIGHT RIGHT);
    assert_int_equal(glass_find(&glass, " Questions, week of Mon 30 Nov"), 0);
    glass_must_show(&glass, " Mon 30 Nov, EMEA, autumn 2026");
    glass_type(&glass, "\x1b[6~");
    assert_int_equal(glass_find(&glass, " Questions, week of Mon 7 Dec"), 0);
    /* It is where it was after the line dropped. */
    glass_cut(&glass);
    glass_open(&glass, &mara, 24, 80);
    glass_must_show(&glass, " Mon 7 Dec, EMEA, autumn 2026");
}

static void
a_week_is_written_one_after_the_other(void **state)
{
    (void)state;
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q" RIGHT);
    glass_type(&glass, "p");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, " Question for Tue 24 Nov");
    glass_must_show(&glass, "Asked of all on EMEA, autumn 2026 at 08:00");
    glass_type(&glass, "What did you try?\x18\r");
    glass_must_be_at(&glass, "questions");
    glass_must_show(&glass, " Asked on Tue 24 Nov.");
    glass_must_show(&glass, " Wed 25 Nov, EMEA, autumn 2026");
    /* However fast one types. */
    glass_type(&glass,
        "pWhat broke?\x18\rpWhom did you ask?\x18\rpWhat is left?\x18\r");
    assert_int_equal(glass_find(&glass, " Questions, week of Mon 30 Nov"), 0);
    glass_must_show(&glass, " Mon 30 Nov, EMEA, autumn 2026");
    glass_must_show(&glass, "4 queued");
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM questions WHERE asks_on BETWEEN"
                         " '2026-11-24' AND '2026-11-27'"),
        4);
}

static void
a_question_has_the_kind_that_was_chosen(void **state)
{
    (void)state;
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q" RIGHT "pWhat broke?\x18");
    glass_must_show(&glass, "Enter asks: reflect, answers by phase  k kind");
    glass_type(&glass, "kkk");
    glass_must_show(&glass, "Enter asks: mistake, ");
    glass_type(&glass, "\r" LEFT);
    glass_must_show(&glass, " Mara Okafor, mistake");
    assert_int_equal(day_of(COHORT, "2026-11-24").question.kind,
        QUESTION_MISTAKE);
    glass_type(&glass, "e\x18");
    glass_must_show(&glass, "Enter asks, as: mistake");
    glass_type(&glass, "kk\r");
    glass_must_show(&glass, " Mara Okafor, reflect");
}

static void
its_answers_open_when_that_was_chosen(void **state)
{
    struct question question;

    (void)state;
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q" RIGHT "pWhat broke?\x18");
    glass_must_show(&glass,
        " Enter asks: reflect, answers by phase  k kind  o");
    glass_type(&glass, "o");
    glass_must_show(&glass, " Enter asks: reflect, answers covered  k kind");
    glass_type(&glass, "o");
    glass_must_show(&glass, " Enter asks: reflect, answers open  k kind");
    glass_type(&glass, "kkkko");
    assert_string_equal(glass_row(&glass, -1),
        " Enter asks: ask-the-sme, answers at closing  k kind  o answers  "
        "Esc back");
    glass_type(&glass, "\r" LEFT);
    glass_must_show(&glass, " Mara Okafor, ask-the-sme, answers at closing");
    question = day_of(COHORT, "2026-11-24").question;
    assert_true(question.is_at_closing);
    assert_false(question.is_answer_first);
    glass_type(&glass, RIGHT "pAnd then?\x18\r");
    glass_type(&glass, LEFT);
    glass_must_show(&glass, " Mara Okafor, reflect, answers covered");
    /* Of one that is queued the words and the kind alone are changed. */
    glass_type(&glass, "e\x18o");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "Ctrl-X send");
    assert_true(day_of(COHORT, "2026-11-25").question.is_answer_first);
}

static void
what_is_written_for_a_day_is_a_draft_until_it_is_asked(void **state)
{
    struct draft_list drafts = {0};
    (void)state;

    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q" RIGHT "pWhat did you\x1b");
    glass_wait(&glass);
    glass_must_be_at(&glass, "questions");
    must(drafting_list(&mara, &drafts));
    assert_int_equal(drafts.count, 1);
    assert_int_equal(drafts.rows[0].target, DRAFT_ASK);
    assert_int_equal(drafts.rows[0].reply_to, 20261124);
    draft_list_clear(&drafts);
    glass_type(&glass, "D");
    glass_must_show(&glass, "question for Tue 24 Nov on EMEA, autumn 2026");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "What did you");
    glass_type(&glass, " try?\x18\r");
    must(drafting_list(&mara, &drafts));
    assert_int_equal(drafts.count, 0);
    draft_list_clear(&drafts);
    assert_int_equal(day_of(COHORT, "2026-11-24").standing, STANDS_OWN);
}

static void
a_cell_is_changed_moved_and_dropped(void **state)
{
    (void)state;
    ask(COHORT, "2026-11-24", "What broke?");
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q" RIGHT "e");
    glass_must_show(&glass, " Change the question of Tue 24 Nov");
    glass_type(&glass, " And why?\x18\r");
    glass_must_show(&glass, " Changed, for Tue 24 Nov.");
    glass_must_show(&glass, " What broke? And why?");
    glass_type(&glass, "M2026-11-26\r");
    glass_must_show(&glass, " It is asked on Thu 26 Nov now.");
    assert_int_equal(day_of(COHORT, "2026-11-24").standing, STANDS_NOTHING);
    glass_type(&glass, RIGHT RIGHT "\r");
    glass_must_show(&glass, " QUESTION OF THE DAY");
    glass_must_show(&glass, " What broke? And why?");
    glass_type(&glass, "b");
    glass_must_show(&glass, " Questions, week of Mon 23 Nov");
    glass_type(&glass, "X");
    glass_must_show(&glass, " Take this question out of the queue?");
    glass_type(&glass, "\r");
    glass_must_show(&glass, " Dropped.");
    glass_must_show(&glass, "0 queued");
    assert_int_equal(world_recorded(&world, "mara", "questions drop",
                         "emea-autumn 2026-11-26"),
        1);
}

static void
a_date_typed_wrong_is_mended_where_it_stands(void **state)
{
    (void)state;
    ask(COHORT, "2026-11-24", "What broke?");
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q" RIGHT "M2026-11-31\r");
    glass_must_show(&glass, "-- 2026-11-31 is no date like 2026-11-23. --");
    assert_string_equal(glass_row(&glass, -1),
        " Move to (2026-12-01; what is there comes here): 2026-11-31");
    assert_false(app_may_sleep(glass.app)); /* it would be lost */
    glass_type(&glass, "\f"); /* draws anew, and nothing is lost */
    assert_string_equal(glass_row(&glass, -1),
        " Move to (2026-12-01; what is there comes here): 2026-11-31");
    for (int i = 0; i < 300; i++)
        glass_type(&glass, "x");
    glass_must_show(&glass, "-- No more fits in here. --");
    glass_type(&glass, "\x15");
    glass_type(&glass, "2026-11-30");
    glass_must_not_show(&glass, "is no date");
    glass_type(&glass, "\r");
    glass_must_show(&glass, " It is asked on Mon 30 Nov now.");
    assert_true(app_may_sleep(glass.app));
    /* What it is about has opened meanwhile: no date will do. */
    ask(COHORT, "2026-11-24", "What broke then?");
    glass_type(&glass, "\f");
    glass_type(&glass, "M");
    machine_set(WORLD_NOW + 21 * HOUR);
    glass_type(&glass, "2026-11-26\r");
    glass_must_show(&glass, " The question of 2026-11-24 has opened: from its");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
    glass_type(&glass, "Q");
    glass_type(&glass, RIGHT RIGHT RIGHT RIGHT RIGHT "M20\x14");
    assert_true(app_is_done(glass.app));
}

static void
what_has_opened_stays(void **state)
{
    (void)state;
    ask(COHORT, "2026-11-23", "What broke?");
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q");
    glass_must_show(&glass, " EMEA, autumn 2026  >open");
    glass_must_show(&glass, "first opened 4 h ago, London");
    glass_type(&glass, "e");
    glass_must_show(&glass, " It has opened: from its first opening on");
    glass_type(&glass, "X");
    glass_must_show(&glass, " It has opened: from its first opening on");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "thread");
}

static void
the_same_within_a_year_is_asked_if_it_is_meant(void **state)
{
    (void)state;
    ask(COHORT, "2026-11-25", "What broke?");
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q" RIGHT "pWhat broke?\x18\r");
    glass_must_show(&glass, " The same is asked on 2026-11-25");
    glass_must_show(&glass, "ask it again?  Enter yes");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "questions");
    assert_int_equal(day_of(COHORT, "2026-11-24").standing, STANDS_OWN);
}

static void
news_changes_a_cell(void **state)
{
    struct viewer ada = {0};
    struct posted posted;
    int64_t id = ask(COHORT, "2026-11-24", "What broke?");
    (void)state;

    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "Q" RIGHT);
    glass_must_show(&glass, "own, 20 h");
    machine_set(WORLD_NOW + 21 * HOUR);
    world_viewer(&world, "ada", &ada);
    must(asking_answer(&ada, id, "The gloves.", &posted));
    glass_hear(&glass, &ada);
    glass_must_show(&glass, "open");
    viewer_clear(&ada);
}

static void
it_fits_small_terminals(void **state)
{
    (void)state;
    ask(COHORT, "2026-11-25", "What did you try on a live ticket?");
    glass_open(&glass, &mara, 12, 40);
    glass_type(&glass, "Q" RIGHT RIGHT);
    glass_must_show(&glass, "own, 44 h");
    glass_must_show(&glass, " Wed 25 Nov, EMEA");
    glass_resize(&glass, 6, 20);
    glass_must_show(&glass, ">own, 44 h");
    glass_type(&glass, "\r");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "questions");
}

/* ---- Four weeks ---------------------------------------------------------- */

static void
four_weeks_show_what_opens_when(void **state)
{
    (void)state;
    rest("emea", "2026-11-30", "St Andrew's Day");
    ask(COHORT, "2026-11-25", "What did you try?");
    ask(PROGRAM, "2026-12-08", "Who handles escalations?");
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "QQ");
    glass_must_be_at(&glass, "calendar");
    assert_int_equal(glass_find(&glass, " Four weeks: EMEA, autumn 2026"), 0);
    assert_string_equal(glass_row(&glass, 2), " > Mon 23 Nov  nothing");
    assert_string_equal(glass_row(&glass, 4),
        "   Wed 25 Nov  own, 44 h    Wed 25 Nov 08:00  London        What did "
        "you try?");
    glass_must_show(&glass, "   Mon 30 Nov  holiday      St Andrew's Day");
    glass_must_show(&glass, "   Fri 18 Dec  nothing");
    glass_type(&glass, "jjjjj\r");
    glass_must_be_at(&glass, "questions");
    glass_must_show(&glass, " Mon 30 Nov, EMEA, autumn 2026");
    glass_type(&glass, "Q}");
    assert_int_equal(glass_find(&glass,
                         " Four weeks: All regions, autumn 2026"),
        0);
    glass_must_show(&glass, "Singapore");
    glass_type(&glass, "Q");
    glass_must_be_at(&glass, "questions");
}

static void
a_day_of_four_weeks_is_asked_for(void **state)
{
    (void)state;
    ask(COHORT, "2026-11-25", "What did you try?");
    glass_open(&glass, &mara, 24, 80);
    glass_type(&glass, "QQj");
    glass_must_show(&glass, "Enter the week  p ask  PgDn next week");
    glass_type(&glass, "p");
    glass_must_show(&glass, " Question for Tue 24 Nov");
    glass_type(&glass, "What broke?\x18\r");
    glass_must_be_at(&glass, "calendar");
    glass_must_show(&glass, " Asked on Tue 24 Nov.");
    assert_string_equal(glass_row(&glass, 3),
        " > Tue 24 Nov  own, 20 h    Tue 24 Nov 08:00  London        What "
        "broke?");
    glass_type(&glass, "jp");
    glass_must_be_at(&glass, "calendar");
    glass_must_show(&glass, " A question stands there: e changes it.");
    glass_kill(&glass);
    glass_open(&glass, &jo, 24, 80);
    glass_type(&glass, "QQp");
    glass_must_be_at(&glass, "calendar");
    glass_must_show(&glass, " Here only mentors and SMEs ask questions.");
}

static void
a_command_prints_four_weeks(void **state)
{
    struct viewer ada = {0};
    (void)state;

    rest("emea", "2026-11-30", "St Andrew's Day");
    ask(COHORT, "2026-11-25", "What did you try?");
    assert_int_equal(walk_run(&mara, "questions calendar emea-autumn"), 0);
    assert_non_null(strstr(walk_told,
        "Wed 25 Nov  own      Wed 25 Nov 08:00  Europe/London  What did you"));
    assert_non_null(strstr(walk_told, "Mon 30 Nov  holiday"));
    assert_non_null(strstr(walk_told, "St Andrew's Day"));
    assert_non_null(strstr(walk_told, "1 queued, 0 in the bank.\n"));
    assert_int_equal(walk_run(&mara, "questions calendar emea-autumn --json"),
        0);
    assert_non_null(
        strstr(walk_told, "\"first_opens_at\": \"2026-11-25T08:00:00Z\""));
    assert_int_equal(walk_run(&jo, "questions calendar emea-autumn"), 0);
    assert_null(strstr(walk_told, "What did you try?"));
    world_viewer(&world, "ada", &ada);
    assert_int_equal(walk_run(&ada, "questions calendar emea-autumn"),
        EXIT_FORBIDDEN);
    assert_int_equal(walk_run(&ada, "questions calendar amer-autumn"),
        EXIT_NOT_FOUND);
    viewer_clear(&ada);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_day_says_what_stands_there, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(what_the_bank_chose_is_shown, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(a_holiday_is_named_and_no_gap, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(a_day_says_where_it_opens_first, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(who_looks_after_a_cohort_sees_no_words,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(
            a_grid_of_boards_that_are_lost_stays_whole, set_up, stage_close),
        cmocka_unit_test_setup_teardown(
            a_calendar_of_boards_that_are_lost_stays_whole, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(the_week_is_a_grid, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(arrows_go_on_into_other_weeks, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(a_week_is_written_one_after_the_other,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(a_question_has_the_kind_that_was_chosen,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(its_answers_open_when_that_was_chosen,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(
            what_is_written_for_a_day_is_a_draft_until_it_is_asked, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(a_cell_is_changed_moved_and_dropped,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(
            a_date_typed_wrong_is_mended_where_it_stands, set_up, stage_close),
        cmocka_unit_test_setup_teardown(what_has_opened_stays, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(
            the_same_within_a_year_is_asked_if_it_is_meant, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(news_changes_a_cell, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(it_fits_small_terminals, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(four_weeks_show_what_opens_when, set_up,
            stage_close),
        cmocka_unit_test_setup_teardown(a_day_of_four_weeks_is_asked_for,
            set_up, stage_close),
        cmocka_unit_test_setup_teardown(a_command_prints_four_weeks, set_up,
            stage_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
