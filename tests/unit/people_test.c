/* People: who they are to the store, and how the operator adds them. */

#include <string.h>

#include "base/unicode.h"
#include "board/enrolling.h"
#include "store/people.h"
#include "support/stage.h"

static void
assert_refused(enum status status, enum status expected, const char *word)
{
    assert_int_equal(status, expected);
    if (strstr(reason(), word) == NULL)
        fail_msg("\"%s\" does not name %s", reason(), word);
}

static enum status
add(const char *handle, const char *email, bool may_log_in, int64_t *id)
{
    char skeleton[HANDLE_BYTES];
    const struct newcomer newcomer = {
        .handle = handle,
        .skeleton = skeleton,
        .name = "Somebody",
        .email = email,
        .may_log_in = may_log_in,
    };

    handle_skeleton(handle, skeleton, sizeof skeleton);
    return people_add(world.store, &newcomer, 100, id);
}

static void
a_person_is_found_by_every_name(void **state)
{
    (void)state;
    struct person person;
    char skeleton[HANDLE_BYTES];
    int64_t id;

    assert_int_equal(add("eve", "eve@example.org", true, &id), STATUS_OK);
    handle_skeleton("e_ve", skeleton, sizeof skeleton);
    assert_int_equal(people_by_id(world.store, id, &person), STATUS_OK);
    assert_string_equal(person.handle, "eve");
    assert_string_equal(person.name, "Somebody");
    assert_string_equal(person.zone, "UTC");
    assert_true(person.may_log_in);
    assert_int_equal(person.last_seen_at, 0);
    assert_int_equal(people_by_handle(world.store, "eve", &person), STATUS_OK);
    assert_int_equal(person.id, id);
    assert_int_equal(people_by_skeleton(world.store, skeleton, &person),
        STATUS_OK);
    assert_int_equal(person.id, id);
    assert_int_equal(people_by_email(world.store, "eve@example.org", &person),
        STATUS_OK);
    assert_int_equal(person.id, id);
    assert_int_equal(people_by_id(world.store, id + 1, &person),
        STATUS_NOT_FOUND);
}

static void
the_store_itself_keeps_names_apart(void **state)
{
    (void)state;
    int64_t id;

    assert_int_equal(add("eve", "eve@example.org", true, &id), STATUS_OK);
    assert_int_equal(add("eve", NULL, true, &id), STATUS_CONFLICT);
    assert_int_equal(add("e-ve", NULL, true, &id), STATUS_CONFLICT);
    assert_int_equal(add("eva", "eve@example.org", true, &id), STATUS_CONFLICT);
    assert_int_equal(add("eva", NULL, true, &id), STATUS_OK);
    assert_int_equal(add("evi", NULL, true, &id), STATUS_OK);
}

static void
an_imported_author_may_not_log_in(void **state)
{
    (void)state;
    struct person person;
    int64_t id;

    assert_int_equal(add("eve", NULL, false, &id), STATUS_OK);
    assert_int_equal(people_by_id(world.store, id, &person), STATUS_OK);
    assert_false(person.may_log_in);
    assert_int_equal(enrolling_find_person(world.store, "eve", &person),
        STATUS_FORBIDDEN);
}

static void
the_last_time_here_goes_back_by_a_wrong_clock_alone(void **state)
{
    (void)state;
    struct person person;
    int64_t ada = world_person(&world, "ada");

    assert_int_equal(people_set_last_seen(world.store, ada, 500), STATUS_OK);
    assert_int_equal(people_set_last_seen(world.store, ada, 440), STATUS_OK);
    assert_int_equal(people_by_id(world.store, ada, &person), STATUS_OK);
    assert_int_equal(person.last_seen_at, 500);

    /* More than clocks differ by: one was wrong. */
    assert_int_equal(people_set_last_seen(world.store, ada, 439), STATUS_OK);
    assert_int_equal(people_by_id(world.store, ada, &person), STATUS_OK);
    assert_int_equal(person.last_seen_at, 439);
}

static void
a_handle_that_looks_like_another_is_a_conflict(void **state)
{
    (void)state;
    int64_t id;

    assert_refused(enrolling_add_person(operating, "k0fi", "K", NULL, &id),
        STATUS_CONFLICT, "kofi");
    assert_refused(enrolling_add_person(operating, "l_in", "L", NULL, &id),
        STATUS_CONFLICT, "lin");
}

static void
a_bad_handle_name_or_address_is_invalid(void **state)
{
    (void)state;
    int64_t id = 77;
    char long_name[200];

    memset(long_name, 'n', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    assert_refused(enrolling_add_person(operating, "root", "R", NULL, &id),
        STATUS_INVALID, "handle");
    assert_refused(enrolling_add_person(operating, "Ada2", "R", NULL, &id),
        STATUS_INVALID, "handle");
    assert_refused(enrolling_add_person(operating, "eve", "", NULL, &id),
        STATUS_INVALID, "name");
    assert_refused(enrolling_add_person(operating, "eve", long_name, NULL, &id),
        STATUS_INVALID, "name");
    assert_refused(enrolling_add_person(operating, "eve", "Eve", "no", &id),
        STATUS_INVALID, "email");
    assert_refused(enrolling_add_person(operating, "eve", "Eve", "a@b@c", &id),
        STATUS_INVALID, "email");
    assert_refused(enrolling_add_person(operating, "eve", "Eve", "a b@c", &id),
        STATUS_INVALID, "email");
    assert_int_equal(id, 77);
}

static void
a_name_is_stored_clean(void **state)
{
    (void)state;
    int64_t id;
    struct person person;

    assert_int_equal(enrolling_add_person(operating, "eve",
                         "  Eve\x1b[31m\tRed\xe2\x80\xae ", NULL, &id),
        STATUS_OK);
    assert_int_equal(people_by_id(world.store, id, &person), STATUS_OK);
    assert_string_equal(person.name, "Eve[31m Red");
}

static void
an_address_logs_in_and_has_one_owner(void **state)
{
    (void)state;
    int64_t id;
    struct person person;

    assert_int_equal(enrolling_add_person(operating, "eve", "Eve",
                         "Eve@Example.org", &id),
        STATUS_OK);
    assert_int_equal(enrolling_find_person(world.store, "eve@EXAMPLE.org",
                         &person),
        STATUS_OK);
    assert_int_equal(person.id, id);
    assert_refused(enrolling_add_person(operating, "eva", "Eva",
                       "eve@example.org", &id),
        STATUS_CONFLICT, "eve");
}

static void
a_login_finds_who_may_log_in(void **state)
{
    (void)state;
    struct person person;
    char long_name[400];

    assert_int_equal(enrolling_find_person(world.store, "ADA", &person),
        STATUS_OK);
    assert_string_equal(person.handle, "ada");
    assert_int_equal(enrolling_find_person(world.store, "nobody", &person),
        STATUS_NOT_FOUND);
    assert_int_equal(enrolling_find_person(world.store, "", &person),
        STATUS_NOT_FOUND);
    memset(long_name, 'a', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    assert_int_equal(enrolling_find_person(world.store, long_name, &person),
        STATUS_NOT_FOUND);
    assert_int_equal(people_set_may_log_in(world.store,
                         world_person(&world, "ada"), false),
        STATUS_OK);
    assert_int_equal(enrolling_find_person(world.store, "ada", &person),
        STATUS_FORBIDDEN);
}

static void
the_first_cohort_gives_a_region(void **state)
{
    (void)state;
    struct person person;

    assert_int_equal(enrolling_add_member(operating, "tom", "apac-autumn",
                         "learner"),
        STATUS_OK);
    assert_int_equal(enrolling_add_member(operating, "tom", "emea-autumn",
                         "sme"),
        STATUS_OK);
    assert_int_equal(people_by_handle(world.store, "tom", &person), STATUS_OK);
    assert_string_equal(person.region_title, "APAC");
    assert_string_equal(person.zone, "Asia/Singapore");
    assert_refused(enrolling_add_member(operating, "tom", "emea-autumn",
                       "operator"),
        STATUS_INVALID, "role");
    assert_refused(enrolling_add_member(operating, "nobody", "emea-autumn",
                       "learner"),
        STATUS_NOT_FOUND, "nobody");
    assert_refused(enrolling_add_member(operating, "tom", "none", "learner"),
        STATUS_NOT_FOUND, "none");
}

static void
a_site_role_is_given_and_taken(void **state)
{
    (void)state;
    struct person person;

    assert_int_equal(enrolling_set_site_role(operating, "tom", "moderator"),
        STATUS_OK);
    assert_int_equal(people_by_handle(world.store, "tom", &person), STATUS_OK);
    assert_int_equal(person.site_role, ROLE_MODERATOR);
    assert_int_equal(enrolling_set_site_role(operating, "tom", ""), STATUS_OK);
    assert_int_equal(people_by_handle(world.store, "tom", &person), STATUS_OK);
    assert_int_equal(person.site_role, ROLE_NONE);
    assert_refused(enrolling_set_site_role(operating, "tom", "mentor"),
        STATUS_INVALID, "role");
    assert_refused(enrolling_set_site_role(operating, "nobody", ""),
        STATUS_NOT_FOUND, "nobody");
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_person_is_found_by_every_name),
        TEST(the_store_itself_keeps_names_apart),
        TEST(an_imported_author_may_not_log_in),
        TEST(the_last_time_here_goes_back_by_a_wrong_clock_alone),
        TEST(a_handle_that_looks_like_another_is_a_conflict),
        TEST(a_bad_handle_name_or_address_is_invalid),
        TEST(a_name_is_stored_clean),
        TEST(an_address_logs_in_and_has_one_owner),
        TEST(a_login_finds_who_may_log_in),
        TEST(the_first_cohort_gives_a_region),
        TEST(a_site_role_is_given_and_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
