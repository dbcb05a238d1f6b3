/* Drafting: what was typed is there again, for its author alone. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "board/drafting.h"
#include "support/stage.h"

static struct viewer ada;
static struct viewer lin;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&ada, "ada");
    stage_seat(&lin, "lin");
    for (int i = 1; i <= 4; i++)
        assert_int_equal(talk_start(&world, "lin", "emea-autumn", "Gloves"), i);
    talk_reply(&world, "ben", 3);
    return 0;
}

static void
save(struct viewer *who, enum draft_target target, int64_t target_id,
    int reply_to, const char *body)
{
    struct draft draft = {.target = target,
        .target_id = target_id,
        .reply_to = reply_to,
        .body = memory_copy(body)};

    must(drafting_save(who, &draft));
    draft_clear(&draft);
}

static void
a_draft_is_found_again_by_its_target(void **state)
{
    (void)state;
    int64_t board_id = world_board(&world, "emea-autumn");
    int64_t question_id = talk_ask(&world, "mara", "emea-autumn", "What?");
    struct draft draft = {.target = DRAFT_BOARD,
        .target_id = board_id,
        .subject = "Gloves"};

    draft.body = memory_copy("Which ones ");
    must(drafting_save(&ada, &draft));
    draft_clear(&draft);
    save(&ada, DRAFT_THREAD, 3, 0, "thread");
    save(&ada, DRAFT_THREAD, 3, 2, "reply to 2");
    save(&ada, DRAFT_QUESTION, question_id, 0, "answer");

    must(drafting_find(&ada, DRAFT_BOARD, board_id, 0, &draft));
    assert_string_equal(draft.subject, "Gloves");
    assert_string_equal(draft.body, "Which ones ");
    assert_int_equal(draft.target, DRAFT_BOARD);
    assert_true(draft.saved_at >= WORLD_NOW);
    draft_clear(&draft);
    must(drafting_find(&ada, DRAFT_THREAD, 3, 2, &draft));
    assert_string_equal(draft.body, "reply to 2");
    assert_int_equal(draft.reply_to, 2);
    draft_clear(&draft);
    must_be(drafting_find(&lin, DRAFT_BOARD, board_id, 0, &draft),
        STATUS_NOT_FOUND);
}

static void
saving_again_replaces_and_nothing_drops(void **state)
{
    (void)state;
    struct draft_list list;
    struct draft draft;

    save(&ada, DRAFT_THREAD, 3, 0, "one");
    save(&ada, DRAFT_THREAD, 3, 0, "two");
    save(&ada, DRAFT_THREAD, 4, 0, "other");
    talk_run(&world, "UPDATE drafts SET saved_at = id");
    must(drafting_list(&ada, &list));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.rows[0].body, "other");
    assert_string_equal(list.rows[1].body, "two");
    draft_list_clear(&list);

    save(&ada, DRAFT_THREAD, 3, 0, "");
    must_be(drafting_find(&ada, DRAFT_THREAD, 3, 0, &draft), STATUS_NOT_FOUND);
    save(&ada, DRAFT_THREAD, 4, 0, "");
    save(&ada, DRAFT_THREAD, 4, 0, "");
    must(drafting_list(&ada, &list));
    assert_int_equal(list.count, 0);
    draft_list_clear(&list);
}

static void
a_draft_is_clean_and_bounded(void **state)
{
    (void)state;
    struct draft draft = {.target = DRAFT_THREAD, .target_id = 1};

    save(&ada, DRAFT_THREAD, 1, 0, "a\x1b]0;x\x07z");
    must(drafting_find(&ada, DRAFT_THREAD, 1, 0, &draft));
    assert_string_equal(draft.body, "a]0;xz");
    draft_clear(&draft);

    draft = (struct draft){.target = DRAFT_THREAD, .target_id = 1};
    draft.body = memory_new(131074);
    memset(draft.body, 'a', 131073);
    must_be(drafting_save(&ada, &draft), STATUS_INVALID);
    draft.body[131072] = '\0';
    must(drafting_save(&ada, &draft));
    draft_clear(&draft);
}

static enum status
try(struct viewer *who, enum draft_target target, int64_t target_id,
    int reply_to)
{
    struct draft draft = {.target = target,
        .target_id = target_id,
        .reply_to = reply_to,
        .body = memory_copy("text")};
    enum status status = drafting_save(who, &draft);

    draft_clear(&draft);
    return status;
}

static void
a_draft_is_for_what_its_author_may_write(void **state)
{
    (void)state;
    int64_t later = talk_ask(&world, "mara", "new-hire-autumn-2026", "What?");
    struct viewer kofi = {0};

    world_viewer(&world, "kofi", &kofi);
    must_be(try(&kofi, DRAFT_BOARD, world_board(&world, "emea-autumn"), 0),
        STATUS_NOT_FOUND);
    must_be(try(&kofi, DRAFT_THREAD, 3, 0), STATUS_NOT_FOUND);
    must_be(try(&kofi, DRAFT_QUESTION, later, 0), STATUS_NOT_FOUND);
    must_be(try(&ada, DRAFT_BOARD, 999, 0), STATUS_NOT_FOUND);
    must_be(try(&ada, DRAFT_THREAD, 999, 0), STATUS_NOT_FOUND);
    must_be(try(&ada, DRAFT_THREAD, 3, 3), STATUS_NOT_FOUND);
    must_be(try(&ada, DRAFT_THREAD, 3, -1), STATUS_NOT_FOUND);
    must_be(try(&ada, DRAFT_QUESTION, 999, 0), STATUS_NOT_FOUND);
    must(try(&ada, DRAFT_QUESTION, later, 0));
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM drafts"), 1);
    viewer_clear(&kofi);
}

static void
what_is_kept_goes_on_being_kept(void **state)
{
    (void)state;
    struct draft draft;

    save(&ada, DRAFT_THREAD, 3, 0, "Half a");
    talk_run(&world, "DELETE FROM members WHERE person_id = "
                     "(SELECT id FROM people WHERE handle = 'ada')");
    must(viewer_refresh(&ada));
    must_be(try(&ada, DRAFT_THREAD, 4, 0), STATUS_NOT_FOUND);
    save(&ada, DRAFT_THREAD, 3, 0, "Half a sentence");
    must(drafting_find(&ada, DRAFT_THREAD, 3, 0, &draft));
    assert_string_equal(draft.body, "Half a sentence");
    draft_clear(&draft);
}

static void
fifty_drafts_are_kept(void **state)
{
    (void)state;
    for (int i = 5; i <= 54; i++) {
        talk_start(&world, "lin", "emea-autumn", "Gloves");
        must(try(&ada, DRAFT_THREAD, i, 0));
    }
    must_be(try(&ada, DRAFT_THREAD, 4, 0), STATUS_FULL);
    assert_string_equal(reason(), "50 drafts are kept: send or drop one");
    must(try(&ada, DRAFT_THREAD, 5, 0));
    must(try(&lin, DRAFT_THREAD, 4, 0));
    save(&ada, DRAFT_THREAD, 5, 0, "");
    must(try(&ada, DRAFT_THREAD, 4, 0));
}

static void
who_reads_only_saves_nothing_and_hears_ok(void **state)
{
    (void)state;
    char *place;

    ada.may_write = false;
    save(&ada, DRAFT_THREAD, 1, 0, "text");
    must(drafting_save_place(&ada, "home"));
    save(&ada, DRAFT_THREAD, 1, 0, "");
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM drafts"), 0);
    must_be(drafting_find_place(&ada, &place), STATUS_NOT_FOUND);
}

static void
a_place_holds_for_eight_hours(void **state)
{
    (void)state;
    char *place;
    char long_place[4098];

    must_be(drafting_find_place(&ada, &place), STATUS_NOT_FOUND);
    must(drafting_save_place(&ada, "home\nboard 3"));
    must(drafting_save_place(&ada, "home\nthread 812 post 4"));
    must(drafting_find_place(&ada, &place));
    assert_string_equal(place, "home\nthread 812 post 4");
    memory_free(place);
    must_be(drafting_find_place(&lin, &place), STATUS_NOT_FOUND);

    talk_run(&world, "UPDATE places SET saved_at = saved_at - 28000");
    must(drafting_find_place(&ada, &place));
    memory_free(place);
    talk_run(&world, "UPDATE places SET saved_at = saved_at - 1000");
    must_be(drafting_find_place(&ada, &place), STATUS_NOT_FOUND);

    memset(long_place, 'a', sizeof long_place - 1);
    long_place[4097] = '\0';
    must_be(drafting_save_place(&ada, long_place), STATUS_INVALID);
    long_place[4096] = '\0';
    must(drafting_save_place(&ada, long_place));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(a_draft_is_found_again_by_its_target),
        TEST(saving_again_replaces_and_nothing_drops),
        TEST(a_draft_is_clean_and_bounded),
        TEST(a_draft_is_for_what_its_author_may_write),
        TEST(what_is_kept_goes_on_being_kept),
        TEST(fifty_drafts_are_kept),
        TEST(who_reads_only_saves_nothing_and_hears_ok),
        TEST(a_place_holds_for_eight_hours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
