/* Every right, by every role, on every board: the table, written apart. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/access.h"
#include "board/rights.h"
#include "store/boards.h"
#include "support/stage.h"

/* S see, P post, A ask, E endorse, C see covered answers, T see what is to do,
 * D tick it off, N see who was never here, V vote, G have them vote, I import,
 * K keep at the top. */
static const char letters[RIGHT_COUNT + 1] = "SPAECTDNVGIK";

static const char *const handles[] = {"ada", "mara", "jo", "sam", "rob", "pia",
    "kofi", "noor", "wen", "zoe", "tom", "max", "una"};

enum {
    HANDLES = sizeof handles / sizeof *handles
};

/* clang-format off */
static const struct {
    const char *board;
    const char *may[HANDLES]; /* in the order of `handles` */
} table[] = {
    /*                 ada   mara   jo     sam    rob   pia */
    {"emea-autumn", {"SPV", "SPAECT", "SPTDNGK", "SPAEC", "SPCK", "",
    /* kofi noor wen zoe tom max    una */
        "", "", "", "", "", "SPCTK", "SPCTK"}},
    {"amer-autumn", {"", "", "", "", "", "",
        "SPV", "SPAECT", "", "", "", "SPCTK", "SPCTK"}},
    {"apac-autumn", {"", "", "", "", "", "",
        "", "", "SPV", "", "", "SPCTK", "SPCTK"}},
    {"new-hire-autumn-2026", {"SP", "SPAEC", "SPK", "SPAEC", "SPCK", "",
        "SP", "SPAEC", "SP", "", "", "SPCK", "SPCK"}},
    {"new-hire-alumni", {"", "SP", "SP", "SP", "SP", "",
        "", "SP", "", "", "", "SPCK", "SPCK"}},
    {"emea-safety", {"", "", "", "", "", "",
        "", "", "", "SPV", "", "SPCTK", "SPCTK"}},
    {"safe-handling-spring-2026", {"", "", "", "", "", "",
        "", "", "", "SP", "", "SPCK", "SPCK"}},
    {"safe-handling-alumni", {"", "", "", "", "", "",
        "", "", "", "SP", "", "SPCK", "SPCK"}},
    {"safe-handling-course", {"", "", "", "", "", "",
        "", "", "", "SP", "", "SPCK", "SPCK"}},
    {"commons", {"SP", "SP", "SP", "SP", "SP", "SP",
        "SP", "SP", "SP", "SP", "SP", "SPCK", "SPCK"}},
};
/* clang-format on */

enum {
    BOARDS = sizeof table / sizeof *table
};

static struct board
board_called(const char *slug)
{
    struct board board = {0};

    assert_int_equal(boards_by_slug(world.store, slug, &board), STATUS_OK);
    return board;
}

static bool
is_expected(const char *may, enum right right)
{
    return strchr(may, letters[right]) != NULL;
}

static void
check_cell(const struct board *board, const char *may, enum right right)
{
    bool expected = is_expected(may, right);
    enum status required = rights_require(&viewer, right, board);

    if (rights_allow(&viewer, right, board) != expected)
        fail_msg("%s on %s: %c", viewer.person.handle, board->slug,
            letters[right]);
    if (expected)
        assert_int_equal(required, STATUS_OK);
    else if (is_expected(may, RIGHT_SEE))
        assert_int_equal(required, STATUS_FORBIDDEN);
    else
        assert_int_equal(required, STATUS_NOT_FOUND);
}

static void
every_right_by_every_role_on_every_board(void **state)
{
    (void)state;
    for (size_t h = 0; h < HANDLES; h++) {
        world_viewer(&world, handles[h], &viewer);
        for (size_t b = 0; b < BOARDS; b++) {
            struct board board = board_called(table[b].board);
            for (int right = 0; right < RIGHT_COUNT; right++)
                check_cell(&board, table[b].may[h], (enum right)right);
        }
        viewer_clear(&viewer);
    }
}

static void
the_list_of_boards_follows_the_same_table(void **state)
{
    (void)state;
    for (size_t h = 0; h < HANDLES; h++) {
        world_viewer(&world, handles[h], &viewer);
        struct board_list list = {0};
        size_t expected = 0;

        assert_int_equal(access_boards(&viewer, &list), STATUS_OK);
        for (size_t b = 0; b < BOARDS; b++)
            expected += is_expected(table[b].may[h], RIGHT_SEE) ? 1 : 0;
        assert_int_equal(list.count, expected);
        for (size_t i = 0; i < list.count; i++)
            assert_true(rights_allow(&viewer, RIGHT_SEE, &list.rows[i].board));
        board_list_clear(&list);
        viewer_clear(&viewer);
    }
}

static void
the_operators_program_may_everything(void **state)
{
    (void)state;
    for (size_t b = 0; b < BOARDS; b++) {
        struct board board = board_called(table[b].board);
        for (int right = 0; right < RIGHT_COUNT; right++)
            assert_int_equal(rights_require(&world.operator_viewer,
                                 (enum right)right, &board),
                STATUS_OK);
    }
}

static void
who_only_reads_writes_nowhere(void **state)
{
    (void)state;
    static const char writes[] = "PAEDVGIK";

    world_viewer(&world, "jo", &viewer);
    viewer.may_write = false;
    world.operator_viewer.may_write = false;
    struct board board = board_called("emea-autumn");
    for (int right = 0; right < RIGHT_COUNT; right++) {
        bool is_read = strchr(writes, letters[right]) == NULL;
        assert_int_equal(rights_allow(&viewer, (enum right)right, &board),
            is_read && is_expected("SPTDNGK", (enum right)right));
        assert_int_equal(rights_require(&world.operator_viewer,
                             (enum right)right, &board),
            is_read ? STATUS_OK : STATUS_FORBIDDEN);
    }
    assert_int_equal(rights_require(&viewer, RIGHT_POST, &board),
        STATUS_FORBIDDEN);
    assert_string_equal(reason(), "you may only read here");
}

static void
nobody_at_all_may_nothing(void **state)
{
    (void)state;
    for (size_t b = 0; b < BOARDS; b++) {
        struct board board = board_called(table[b].board);
        for (int right = 0; right < RIGHT_COUNT; right++)
            assert_false(rights_allow(&viewer, (enum right)right, &board));
    }
}

static void
the_alumni_open_on_the_day_a_cohort_ends(void **state)
{
    (void)state;
    struct board alumni = board_called("new-hire-alumni");

    world_viewer(&world, "ada", &viewer);
    strcpy(viewer.today, "2026-12-17");
    assert_false(rights_allow(&viewer, RIGHT_SEE, &alumni));
    strcpy(viewer.today, "2026-12-18");
    assert_true(rights_allow(&viewer, RIGHT_SEE, &alumni));
    assert_true(rights_allow(&viewer, RIGHT_POST, &alumni));
}

static void
a_role_elsewhere_is_no_role_here(void **state)
{
    (void)state;
    /* Mentor in AMER and learner in EMEA: asks there, only learns here. */
    struct member members[] = {
        {.role = ROLE_MENTOR, .ends_on = "2026-12-18"},
        {.role = ROLE_LEARNER, .ends_on = "2026-12-18"},
    };
    struct board emea = board_called("emea-autumn");
    struct board amer = board_called("amer-autumn");

    members[0].cohort_id = amer.cohort_id;
    members[1].cohort_id = emea.cohort_id;
    viewer.person.id = 1;
    viewer.may_write = true;
    viewer.members = (struct member_list){members, 2};
    assert_true(rights_allow(&viewer, RIGHT_ASK, &amer));
    assert_false(rights_allow(&viewer, RIGHT_ASK, &emea));
    assert_false(rights_allow(&viewer, RIGHT_SEE_COVERED, &emea));
    assert_true(rights_allow(&viewer, RIGHT_POST, &emea));
    viewer = (struct viewer){0};
}

static enum role
drawn(const char *handle, const char *slug)
{
    struct board board = board_called(slug);

    viewer_clear(&viewer);
    world_viewer(&world, handle, &viewer);
    return rights_drawn_role(viewer.person.site_role, &viewer.members, &board);
}

static void
a_staff_role_is_drawn_where_it_holds(void **state)
{
    (void)state;
    assert_int_equal(drawn("mara", "emea-autumn"), ROLE_MENTOR);
    assert_int_equal(drawn("mara", "new-hire-autumn-2026"), ROLE_MENTOR);
    assert_int_equal(drawn("mara", "safe-handling-course"), ROLE_NONE);
    assert_int_equal(drawn("mara", "commons"), ROLE_NONE);
    assert_int_equal(drawn("sam", "emea-autumn"), ROLE_SME);
    assert_int_equal(drawn("jo", "emea-autumn"), ROLE_CHAMPION);
    assert_int_equal(drawn("rob", "emea-autumn"), ROLE_MODERATOR);
    assert_int_equal(drawn("ada", "emea-autumn"), ROLE_NONE);
    assert_int_equal(drawn("pia", "emea-autumn"), ROLE_NONE);
    assert_int_equal(drawn("max", "commons"), ROLE_MODERATOR);
    assert_int_equal(drawn("una", "commons"), ROLE_MODERATOR);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_right_by_every_role_on_every_board),
        TEST(the_list_of_boards_follows_the_same_table),
        TEST(the_operators_program_may_everything),
        TEST(who_only_reads_writes_nowhere),
        TEST(nobody_at_all_may_nothing),
        TEST(the_alumni_open_on_the_day_a_cohort_ends),
        TEST(a_role_elsewhere_is_no_role_here),
        TEST(a_staff_role_is_drawn_where_it_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
