/* Who accepted which version of the policy, and when. */

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "board/policing.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/stage.h"

static struct acceptance_list list;

static int
tear_down(void **state)
{
    acceptance_list_clear(&list);
    return stage_close(state);
}

static int64_t
publish(const char *body)
{
    int64_t version = 0;

    must(policing_publish(operating, body, strlen(body), &version));
    return version;
}

static void
accept(const char *handle, int64_t version)
{
    world_viewer(&world, handle, &viewer);
    must(policing_accept(&viewer, version));
    viewer_clear(&viewer);
}

static enum status
find(int64_t version, bool is_missing, int64_t after_id, int limit)
{
    acceptance_list_clear(&list);
    return policing_list(operating,
        &(struct policing_page){version, is_missing, after_id, limit}, &list);
}

static void
each_version_tells_who_accepted_it_when(void **state)
{
    (void)state;
    int64_t first = publish("Be kind.");
    accept("ada", first);
    machine_set(WORLD_NOW + 100);
    accept("lin", first);
    int64_t second = publish("Be kind, and brief.");
    machine_set(WORLD_NOW + 200);
    accept("ada", second);

    must(find(first, false, 0, 100));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.rows[0].handle, "ada");
    assert_string_equal(list.rows[0].name, "Ada Obi");
    assert_int_equal(list.rows[0].accepted_at, WORLD_NOW);
    assert_string_equal(list.rows[1].handle, "lin");
    assert_int_equal(list.rows[1].accepted_at, WORLD_NOW + 100);
    must(find(second, false, 0, 100));
    assert_int_equal(list.count, 1);
    assert_int_equal(list.rows[0].accepted_at, WORLD_NOW + 200);
}

static void
whoever_may_log_in_and_has_not_is_told(void **state)
{
    (void)state;
    int64_t first = publish("Be kind.");
    accept("ada", first);
    talk_run(&world, "UPDATE people SET may_log_in = 0 WHERE handle = 'lin'");
    must(find(first, true, 0, 100));
    assert_int_equal(list.count, 15); /* of 17 */
    for (size_t i = 0; i < list.count; i++) {
        assert_string_not_equal(list.rows[i].handle, "ada");
        assert_string_not_equal(list.rows[i].handle, "lin");
        assert_int_equal(list.rows[i].accepted_at, 0);
    }
}

static void
they_come_page_by_page(void **state)
{
    int64_t after = 0;
    int people = 0;

    (void)state;
    int64_t first = publish("Be kind.");
    for (int pages = 0; pages < 4; pages++) {
        must(find(first, true, after, 5));
        people += (int)list.count;
        after = list.count > 0 ? list.rows[list.count - 1].person_id : after;
    }
    assert_int_equal(people, 17);
    must(find(first, true, after, 5));
    assert_int_equal(list.count, 0);
}

static void
what_is_no_version_is_refused(void **state)
{
    (void)state;
    must_be(find(1, false, 0, 5), STATUS_NOT_FOUND);
    assert_non_null(strstr(reason(), "no policy has been published"));
    publish("Be kind.");
    must_be(find(2, false, 0, 5), STATUS_NOT_FOUND);
    assert_non_null(strstr(reason(), "no version 2"));
    must_be(find(0, true, 0, 5), STATUS_NOT_FOUND);
}

static void
only_the_operator_is_told(void **state)
{
    static const char *const handles[] = {"ada", "mara", "jo", "rob", "pia",
        "max", "una"};
    const struct policing_page page = {1, false, 0, 5};

    (void)state;
    publish("Be kind.");
    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++) {
        world_viewer(&world, handles[i], &viewer);
        must_be(policing_list(&viewer, &page, &list), STATUS_FORBIDDEN);
        viewer_clear(&viewer);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stage_open, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_version_tells_who_accepted_it_when),
        TEST(whoever_may_log_in_and_has_not_is_told),
        TEST(they_come_page_by_page),
        TEST(what_is_no_version_is_refused),
        TEST(only_the_operator_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
