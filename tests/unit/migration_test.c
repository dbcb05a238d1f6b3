/* Migrations, run on real files, interrupted, failed and held up. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/engine.h"
#include "store/migration.h"
#include "support/support.h"

static char path[300];

static int
set_up(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "%s/store.db", support_folder());
    return 0;
}

static struct store *
opened(enum store_use use)
{
    struct store *store = NULL;

    assert_int_equal(store_open(path, use, &store), STATUS_OK);
    return store;
}

static void
run(struct store *store, const char *sql)
{
    assert_int_equal(query_run(store_query(store, sql)), STATUS_OK);
}

/* Those that came with the program, then these. */
static struct migration *
and_then(const char *name, const char *sql)
{
    static struct migration list[64];
    size_t count = 0;

    while (migrations[count].name != NULL) {
        list[count] = migrations[count];
        count++;
    }
    list[count] = (struct migration){name, sql};
    list[count + 1] = (struct migration){0};
    return list;
}

static int64_t
number(struct store *store, const char *sql)
{
    struct query *query = store_query(store, sql);
    int64_t found = query_next(query) ? query_int(query, 0) : -1;

    assert_int_equal(query_end(query), STATUS_OK);
    return found;
}

static void
every_migration_is_somebodys_and_in_order(void **state)
{
    (void)state;
    int stores = 0;
    int secrets = 0;

    for (const struct migration *row = migrations; row->name; row++) {
        bool is_store = strncmp(row->name, "store_", 6) == 0;
        int *count = is_store ? &stores : &secrets;
        char expected[32];

        snprintf(expected, sizeof expected, "%s_%04d_",
            is_store ? "store" : "secrets", ++*count);
        assert_int_equal(strncmp(row->name, expected, strlen(expected)), 0);
        assert_true(strlen(row->sql) > 0);
    }
    assert_true(stores >= 1);
    assert_true(secrets >= 1);
}

static void
a_new_store_has_them_all(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);

    assert_int_equal(store_version(store), engine_newest(store, migrations));
    store_close(store);
    store = opened(STORE_CREATE);
    assert_int_equal(store_version(store), engine_newest(store, migrations));
    store_close(store);
}

static void
a_new_one_runs_once_after_a_copy(void **state)
{
    (void)state;
    char copy[340];
    struct store *store = opened(STORE_CREATE);
    int version = store_version(store);
    const struct migration *list = and_then("store_9999_next",
        "CREATE TABLE extra (a INTEGER) STRICT;");

    run(store, "INSERT INTO regions (slug, title, zone, created_at) "
               "VALUES ('emea', 'EMEA', 'UTC', 0)");
    assert_int_equal(engine_migrate(store, list), STATUS_OK);
    assert_int_equal(engine_migrate(store, list), STATUS_OK);
    assert_int_equal(store_version(store), version + 1);
    assert_int_equal(number(store, "SELECT count(*) FROM extra"), 0);
    store_close(store);

    /* The copy is the store as it was. */
    snprintf(copy, sizeof copy, "%s.before-%d", path, version + 1);
    assert_int_equal(rename(copy, path), 0);
    snprintf(copy, sizeof copy, "%s-wal", path);
    assert_int_equal(unlink(copy), 0);
    store = opened(STORE_READ);
    assert_int_equal(store_version(store), version);
    assert_int_equal(number(store, "SELECT count(*) FROM regions"), 1);
    assert_int_equal(store_check(store), STATUS_OK);
    store_close(store);
}

/* Nor does what came before it. */
static void
those_that_are_due_run_all_or_none(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    int version = store_version(store);
    struct migration *list = and_then("store_9998_good",
        "CREATE TABLE extra (a INTEGER) STRICT;");
    struct migration *end = list;

    while (end->name != NULL)
        end++;
    end[0] = (struct migration){"store_9999_broken",
        "CREATE TABLE people (a);"};
    end[1] = (struct migration){0};
    assert_int_equal(engine_migrate(store, list), STATUS_FAILED);
    assert_non_null(strstr(reason(), "store_9999_broken"));
    assert_non_null(strstr(reason(), "nothing has changed"));
    assert_int_equal(store_version(store), version);
    assert_int_equal(number(store, "SELECT count(*) FROM sqlite_schema "
                                   "WHERE name = 'extra'"),
        0);
    store_close(store);
}

static void
one_that_fails_changes_nothing(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    int version = store_version(store);

    assert_int_equal(engine_migrate(store, and_then("store_9999_broken",
                                               "CREATE TABLE extra (a INTEGER);"
                                               "CREATE TABLE people (a);")),
        STATUS_FAILED);
    assert_non_null(strstr(reason(), "store_9999_broken"));
    assert_int_equal(store_version(store), version);
    assert_int_equal(number(store, "SELECT count(*) FROM sqlite_schema "
                                   "WHERE name = 'extra'"),
        0);
    run(store, "INSERT INTO regions (slug, title, zone, created_at) "
               "VALUES ('emea', 'EMEA', 'UTC', 0)");
    store_close(store);
}

static void
none_runs_while_somebody_holds_the_store(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    struct store *other = opened(STORE_WRITE);
    const struct migration *list = and_then("store_9999_next",
        "CREATE TABLE extra (a INTEGER) STRICT;");

    assert_int_equal(engine_migrate(store, list), STATUS_CONFLICT);
    store_close(other);
    assert_int_equal(engine_migrate(store, list), STATUS_OK);
    store_close(store);
}

static void
a_newer_store_is_refused_naming_both_versions(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    char known[40];

    snprintf(known, sizeof known, "up to %d", store_version(store));
    run(store, "PRAGMA user_version = 77");
    store_close(store);
    for (int use = STORE_READ; use <= STORE_CREATE; use++) {
        assert_int_equal(store_open(path, (enum store_use)use, &store),
            STATUS_INVALID);
        assert_non_null(strstr(reason(), "version 77"));
        assert_non_null(strstr(reason(), known));
    }
}

static void
an_older_store_is_for_whoever_may_migrate_it(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);

    run(store, "PRAGMA user_version = 0");
    store_close(store);
    assert_int_equal(store_open(path, STORE_WRITE, &store), STATUS_CONFLICT);
    assert_int_equal(store_open(path, STORE_READ, &store), STATUS_CONFLICT);
}

static void
an_empty_file_is_no_store_to_read(void **state)
{
    (void)state;
    struct store *store = NULL;

    fclose(fopen(path, "w"));
    assert_int_equal(store_open(path, STORE_READ, &store), STATUS_INVALID);
    assert_int_equal(store_open(path, STORE_CREATE, &store), STATUS_OK);
    store_close(store);
}

static void
those_who_begin_at_once_make_one_store(void **state)
{
    (void)state;
    pid_t children[6];

    for (size_t i = 0; i < 6; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct store *store = NULL;
            enum status status = store_open(path, STORE_CREATE, &store);
            _exit(status == STATUS_OK && store_version(store) > 0 ? 0 : 1);
        }
    }
    for (size_t i = 0; i < 6; i++) {
        int result = 0;
        assert_int_equal(waitpid(children[i], &result, 0), children[i]);
        assert_int_equal(result, 0);
    }
    struct store *store = opened(STORE_WRITE);
    assert_int_equal(store_check(store), STATUS_OK);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup(name, set_up)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_migration_is_somebodys_and_in_order),
        TEST(a_new_store_has_them_all),
        TEST(a_new_one_runs_once_after_a_copy),
        TEST(one_that_fails_changes_nothing),
        TEST(those_that_are_due_run_all_or_none),
        TEST(none_runs_while_somebody_holds_the_store),
        TEST(a_newer_store_is_refused_naming_both_versions),
        TEST(an_older_store_is_for_whoever_may_migrate_it),
        TEST(an_empty_file_is_no_store_to_read),
        TEST(those_who_begin_at_once_make_one_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
