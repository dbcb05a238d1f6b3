/* Covered: an answer behind a cover leaves by no way out, nor does who wrote
 * it; a count is all that tells. */

#include <string.h>

#include "base/memory.h"
#include "board/asking.h"
#include "board/editing.h"
#include "board/endorsing.h"
#include "board/pinning.h"
#include "board/thanking.h"
#include "board/using.h"
#include "support/machine.h"
#include "support/stage.h"
#include "support/ways_out.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define HOUR    INT64_C(3600)

/* What somebody wrote behind the cover, who, and what others think of it. */
struct secret {
    const char *author;
    const char *text;
    bool is_regarded; /* endorsed, thanked for, used */
};

static const struct secret of_lin = {"lin", "zqz-lin: the gloves", false};
static const struct secret of_ben = {"ben", "zqz-ben: something else, @ada",
    true};

static int64_t
ask(const char *board, enum showing showing)
{
    return stage_ask(board,
        (struct ask){.asks_minute = -1, .showing = showing});
}

static void
answer(const char *handle, int64_t question_id, const char *text)
{
    struct posted posted;

    as(handle);
    must(asking_answer(&viewer, question_id, text, &posted));
}

/* What it said stays behind the cover as well. */
static void
change(int64_t question_id)
{
    struct edited edited;

    must(editing_change(&viewer,
        &(struct edit){.thread_id = talk_question_thread(&world, question_id),
            .versions = -1,
            .body = "zqz-new"},
        &edited));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM post_versions"),
        1);
}

/* Which question it is, who looks, and what they did before. */
struct look {
    const char *board;
    enum showing showing;
    const char *reader;
    bool has_answered;
    bool has_skipped;
    bool is_changed; /* the answer, by whoever wrote it */
    bool is_pinned;  /* and closed where the reader is, but not elsewhere */
};

/* Mentors and SMEs think something of the answer. */
static void
regard(int64_t thread_id)
{
    as("mara");
    must(endorsing_set(&viewer, thread_id, 2));
    must(thanking_say(&viewer, thread_id, 2));
    as("sam");
    must(endorsing_set(&viewer, thread_id, 2));
    must(using_say(&viewer, thread_id, 2, "zqz"));
}

static void
pin(int64_t thread_id)
{
    as("jo");
    must(pinning_pin(&viewer, thread_id, &(struct pin){.until = NULL}));
    machine_set(WORLD_NOW + 22 * HOUR);
}

static char *
shown(const struct look *look, const struct secret *secret)
{
    int64_t id = ask(look->board, look->showing);
    int64_t thread_id = talk_question_thread(&world, id);
    int64_t here[2] = {world_person(&world, "lin"),
        world_person(&world, "ben")};

    answer(secret->author, id, secret->text);
    if (look->is_changed)
        change(id);
    if (secret->is_regarded)
        regard(thread_id);
    if (look->has_answered)
        answer(look->reader, id, "Mine.");
    if (look->is_pinned)
        pin(thread_id);
    as(look->reader);
    if (look->has_skipped)
        must(asking_skip(&viewer, id));
    viewer_here(&viewer, here, 2);
    return ways_out(&viewer, id, thread_id);
}

static void
compare(const struct look *look, bool is_told)
{
    char *one = shown(look, &of_lin);

    stage_close(NULL);
    stage_open(NULL);
    char *other = shown(look, &of_ben);

    assert_int_equal(strstr(one, "zqz-lin") != NULL, is_told);
    assert_int_equal(strstr(other, "zqz-ben") != NULL, is_told);
    assert_int_equal(strstr(one, "zqz-new") != NULL,
        is_told && look->is_changed);
    if (is_told)
        assert_int_not_equal(strcmp(one, other), 0);
    else
        ways_out_must_be_the_same(one, other);
    memory_release(one);
    memory_release(other);
}

static void
no_way_out_tells_who_has_not_answered(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_COVERED,
                .reader = "ada"},
        false);
}

static void
no_way_out_tells_another_region(void **state)
{
    (void)state;
    compare(&(struct look){.board = PROGRAM,
                .showing = SHOWING_COVERED,
                .reader = "wen"},
        false);
}

static void
a_pin_tells_nothing_past_the_day(void **state)
{
    (void)state;
    compare(&(struct look){.board = PROGRAM,
                .showing = SHOWING_COVERED,
                .reader = "ada",
                .is_pinned = true},
        false);
}

static void
at_closing_no_way_out_tells_who_has_answered(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_AT_CLOSING,
                .reader = "ada",
                .has_answered = true},
        false);
}

static void
at_closing_no_way_out_tells_who_has_skipped(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_AT_CLOSING,
                .reader = "ola",
                .has_skipped = true},
        false);
}

static void
no_way_out_tells_what_was_changed(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_COVERED,
                .reader = "ada",
                .is_changed = true},
        false);
}

static void
at_closing_no_way_out_tells_what_was_changed(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_AT_CLOSING,
                .reader = "ada",
                .has_answered = true,
                .is_changed = true},
        false);
}

/* ---- The other way round: the walk finds what there is to find ---------- */

static void
whoever_has_answered_is_told(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_COVERED,
                .reader = "ada",
                .has_answered = true},
        true);
}

/* What it said before as well, by the versions' page and command. */
static void
whoever_has_answered_is_told_what_was_changed(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_COVERED,
                .reader = "ada",
                .has_answered = true,
                .is_changed = true},
        true);
}

static void
whoever_has_skipped_is_told(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_COVERED,
                .reader = "ola",
                .has_skipped = true},
        true);
}

static void
of_an_open_question_everybody_is_told(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_OPEN,
                .reader = "ada"},
        true);
}

static void
at_closing_a_mentor_is_told_before(void **state)
{
    (void)state;
    compare(&(struct look){.board = COHORT,
                .showing = SHOWING_AT_CLOSING,
                .reader = "sam"},
        true);
}

int
main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(no_way_out_tells_who_has_not_answered),
        TEST(no_way_out_tells_another_region),
        TEST(a_pin_tells_nothing_past_the_day),
        TEST(at_closing_no_way_out_tells_who_has_answered),
        TEST(at_closing_no_way_out_tells_who_has_skipped),
        TEST(no_way_out_tells_what_was_changed),
        TEST(at_closing_no_way_out_tells_what_was_changed),
        TEST(whoever_has_answered_is_told),
        TEST(whoever_has_answered_is_told_what_was_changed),
        TEST(whoever_has_skipped_is_told),
        TEST(of_an_open_question_everybody_is_told),
        TEST(at_closing_a_mentor_is_told_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
