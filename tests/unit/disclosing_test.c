/* Who can read a board, for an auditor: just those whom the rights let. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "board/disclosing.h"
#include "board/enrolling.h"
#include "board/pacing.h"
#include "board/rights.h"
#include "board/staffing.h"
#include "store/boards.h"
#include "store/members.h"
#include "store/people.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"

#define DAY INT64_C(86400)

static struct disclosed_list list;

static const char *const boards[] = {"emea-autumn", "amer-autumn",
    "apac-autumn", "emea-safety", "new-hire-autumn-2026",
    "safe-handling-spring-2026", "new-hire-alumni", "safe-handling-alumni",
    "safe-handling-course", "commons"};

enum {
    BOARDS = sizeof boards / sizeof *boards,
    CROWD = 1203
};

static int
set_up(void **state)
{
    int64_t id;

    stage_open(state);
    must(enrolling_add_person(&world.operator_viewer, "ines", "Ines Roy", NULL,
        &id));
    must(staffing_add_sme(&world.operator_viewer, "ines", "safe-handling"));
    list = (struct disclosed_list){0};
    return 0;
}

static int
tear_down(void **state)
{
    disclosed_list_clear(&list);
    return stage_close(state);
}

static void
disclose(const char *slug)
{
    struct board board;

    disclosed_list_clear(&list);
    must(disclosing_readers(&world.operator_viewer, slug, &board, &list));
    assert_string_equal(board.slug, slug);
}

/* Their reasons, a line each; NULL: they are not in the list. */
static const char *
reasons_of(const char *handle)
{
    const char *reasons = NULL;

    for (size_t i = 0; i < list.count; i++) {
        if (!text_equals(list.rows[i].handle, handle))
            continue;
        assert_null(reasons); /* each once */
        reasons = list.rows[i].reasons;
    }
    return reasons;
}

static void
assert_reason(const char *handle, const char *reasons)
{
    const char *given = reasons_of(handle);

    if (given == NULL || strcmp(given, reasons) != 0)
        fail_msg("%s: %s", handle, given != NULL ? given : "not there");
}

/* ---- Just those --------------------------------------------------------- */

static bool
may_read(int64_t person_id, const char *slug)
{
    struct viewer who = {0};
    struct board board;
    enum status status = viewer_open(&who, world.store, person_id);

    if (status == STATUS_FORBIDDEN)
        return false;
    must(status);
    must(boards_by_slug(world.store, slug, &board));
    bool may = rights_allow(&who, RIGHT_SEE, &board);
    viewer_clear(&who);
    return may;
}

static int64_t
last_person(void)
{
    return talk_number(&world, "SELECT max(id) FROM people");
}

/* Everybody on the site, one by one. */
static void
check_board(const char *slug)
{
    struct person person;
    size_t readers = 0;

    disclose(slug);
    for (int64_t id = 1; id <= last_person(); id++) {
        must(people_by_id(world.store, id, &person));
        bool is_listed = reasons_of(person.handle) != NULL;

        if (is_listed != may_read(id, slug))
            fail_msg("%s is %slisted for %s", person.handle,
                is_listed ? "" : "not ", slug);
        if (is_listed)
            assert_string_not_equal(reasons_of(person.handle), "");
        readers += is_listed ? 1 : 0;
    }
    assert_int_equal(list.count, readers);
}

static void
check_all(void)
{
    for (int i = 0; i < BOARDS; i++)
        check_board(boards[i]);
}

static void
just_those_who_may_read_a_board_are_listed(void **state)
{
    (void)state;
    check_all();
    must(
        people_set_may_log_in(world.store, world_person(&world, "ada"), false));
    must(members_add(world.store, world_person(&world, "tom"),
        world_cohort(&world, "apac-autumn"), ROLE_SPONSOR, 0));
    must(members_add(world.store, world_person(&world, "max"),
        world_cohort(&world, "emea-autumn"), ROLE_LEARNER, 0));
    must(members_add(world.store, world_person(&world, "kofi"),
        world_cohort(&world, "emea-autumn"), ROLE_MENTOR, 0));
    check_all();
}

/* On both sides of the date line, whatever the clock of who asks. */
static void
alumni_are_listed_from_their_own_day_on(void **state)
{
    (void)state;
    must(people_set_zone(world.store, world_person(&world, "ada"),
        "Pacific/Kiritimati"));
    must(people_set_zone(world.store, world_person(&world, "lin"),
        "Pacific/Pago_Pago"));
    for (int64_t now = WORLD_NOW + 24 * DAY; now < WORLD_NOW + 27 * DAY;
         now += DAY / 4) {
        machine_set(now);
        check_board("new-hire-alumni");
    }
}

static void
pages_join_without_a_seam(void **state)
{
    char handle[HANDLE_BYTES];
    int64_t id;
    (void)state;

    must(store_begin(world.store));
    for (int i = 0; i < CROWD; i++) {
        snprintf(handle, sizeof handle, "crowd%d", i);
        must(people_add(world.store,
            &(struct newcomer){.handle = handle,
                .skeleton = handle,
                .name = handle,
                .may_log_in = i % 7 != 0},
            0, &id));
        if (i % 3 == 0)
            must(members_add(world.store, id,
                world_cohort(&world, "emea-autumn"), ROLE_LEARNER, 0));
    }
    must(store_commit(world.store));
    check_board("emea-autumn");
    check_board("commons");
}

/* ---- Why ---------------------------------------------------------------- */

static void
each_reason_is_told(void **state)
{
    (void)state;
    must(members_add(world.store, world_person(&world, "mara"),
        world_cohort(&world, "emea-autumn"), ROLE_LEARNER, 0));
    must(members_add(world.store, world_person(&world, "max"),
        world_cohort(&world, "emea-autumn"), ROLE_MODERATOR, 0));
    disclose("emea-autumn");
    assert_reason("ada", "learner in emea-autumn\n");
    assert_reason("sam", "SME in emea-autumn\n");
    assert_reason("mara", "learner in emea-autumn\nmentor in emea-autumn\n");
    assert_reason("max", "site moderator\nmoderator in emea-autumn\n");
    assert_reason("una", "site operator\n");
    assert_null(reasons_of("pia"));
    assert_null(reasons_of("kofi"));

    disclose("new-hire-autumn-2026");
    assert_reason("kofi", "learner in amer-autumn\n");
    disclose("safe-handling-course");
    assert_reason("ines", "SME of safe-handling as a whole\n");
    disclose("emea-safety");
    assert_reason("ines", "SME of safe-handling as a whole\n");
    disclose("commons");
    assert_reason("pia", "commons: everyone who may log in\n");
    assert_reason("max", "commons: everyone who may log in\nsite moderator\n");
}

static void
alumni_and_their_staff_are_told_apart(void **state)
{
    (void)state;
    disclose("safe-handling-alumni");
    assert_reason("zoe", "learner in emea-safety, alumni since 2026-03-27\n");
    assert_reason("ines", "SME of safe-handling as a whole\n");
    disclose("new-hire-alumni");
    assert_null(reasons_of("ada"));
    assert_reason("mara", "mentor in emea-autumn, staff of the program\n");
    machine_set(WORLD_NOW + 60 * DAY);
    disclose("new-hire-alumni");
    assert_reason("ada", "learner in emea-autumn, alumni since 2026-12-18\n");
    assert_reason("mara", "mentor in emea-autumn, alumni since 2026-12-18\n");
}

static void
rows_are_in_order(void **state)
{
    (void)state;
    disclose("commons");
    for (size_t i = 1; i < list.count; i++)
        assert_true(strcmp(list.rows[i - 1].handle, list.rows[i].handle) < 0);
    assert_string_equal(list.rows[0].handle, "ada");
    assert_string_equal(list.rows[0].name, "Ada Obi");
}

static void
it_is_the_operators_to_ask(void **state)
{
    struct viewer una = {0};
    struct board board;
    (void)state;

    world_viewer(&world, "una", &una);
    must_be(disclosing_readers(&una, "commons", &board, &list),
        STATUS_FORBIDDEN);
    viewer_clear(&una);
    must_be(disclosing_readers(&world.operator_viewer, "nowhere", &board,
                &list),
        STATUS_NOT_FOUND);
    assert_string_equal(reason(), "there is no board nowhere");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(just_those_who_may_read_a_board_are_listed),
        TEST(alumni_are_listed_from_their_own_day_on),
        TEST(pages_join_without_a_seam),
        TEST(each_reason_is_told),
        TEST(alumni_and_their_staff_are_told_apart),
        TEST(rows_are_in_order),
        TEST(it_is_the_operators_to_ask),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
