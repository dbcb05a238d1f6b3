/* The vocabulary over SQLite, against real files. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/programs.h"
#include "store/store.h"
#include "support/support.h"

static const char sql_insert[] = SQL(
    INSERT INTO regions (slug, title, zone, created_at)
    VALUES (:slug, :slug, :zone, 0));
static const char sql_count[] = SQL(SELECT count(*) FROM regions);
static const char sql_slugs[] = SQL(
    SELECT slug, zone
      FROM regions
     ORDER BY slug);
static const char sql_orphan[] = SQL(
    INSERT INTO intakes (program_id, title, created_at) VALUES (99, :t, 0));

static char folder[256];
static char path[300];

static int
set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s", support_folder());
    snprintf(path, sizeof path, "%s/store.db", folder);
    return 0;
}

static struct store *
opened(enum store_use use)
{
    struct store *store = NULL;

    assert_int_equal(store_open(path, use, &store), STATUS_OK);
    return store;
}

static enum status
insert(struct store *store, const char *slug)
{
    struct query *query = store_query(store, sql_insert);

    query_bind_text(query, ":slug", slug);
    query_bind_text(query, ":zone", "UTC");
    return query_run(query);
}

static int64_t
count(struct store *store)
{
    struct query *query = store_query(store, sql_count);
    int64_t number = query_next(query) ? query_int(query, 0) : -1;

    assert_int_equal(query_end(query), STATUS_OK);
    return number;
}

static char *
pragma(struct store *store, const char *sql)
{
    struct query *query = store_query(store, sql);
    char *text = query_next(query) ? query_text(query, 0) : NULL;

    assert_int_equal(query_end(query), STATUS_OK);
    return text;
}

static void
assert_pragma(struct store *store, const char *sql, const char *expected)
{
    char *text = pragma(store, sql);

    assert_string_equal(text, expected);
    memory_free(text);
}

static void
a_new_store_is_for_its_owner_alone(void **state)
{
    (void)state;
    mode_t before = umask(0);
    struct store *store = opened(STORE_CREATE);
    struct stat info;

    umask(before);
    assert_int_equal(insert(store, "emea"), STATUS_OK);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    snprintf(path, sizeof path, "%s/store.db-wal", folder);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_true(info.st_size > 0);
    store_close(store);
}

static void
a_store_is_opened_to_lose_nothing(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);

    assert_pragma(store, "PRAGMA journal_mode", "wal");
    assert_pragma(store, "PRAGMA synchronous", "2");
    assert_pragma(store, "PRAGMA foreign_keys", "1");
    assert_pragma(store, "PRAGMA wal_autocheckpoint", "0");
    assert_pragma(store, "PRAGMA busy_timeout", "5000");
    assert_pragma(store, "PRAGMA trusted_schema", "0");
    assert_pragma(store, "PRAGMA secure_delete", "1");
    assert_true(store_version(store) >= 1);
    store_close(store);
}

static void
the_secrets_are_one_file(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "%s/secrets.db", folder);
    struct store *store = opened(STORE_CREATE);

    assert_pragma(store, "PRAGMA journal_mode", "delete");
    assert_pragma(store, "PRAGMA synchronous", "3");
    assert_pragma(store, "SELECT count(*) FROM passwords", "0");
    store_close(store);
}

static void
a_store_that_is_not_there_is_not_made_by_chance(void **state)
{
    (void)state;
    struct store *store = NULL;

    assert_int_equal(store_open(path, STORE_WRITE, &store), STATUS_NOT_FOUND);
    assert_null(store);
    assert_int_not_equal(access(path, F_OK), 0);
}

static void
a_file_of_somebody_else_is_refused_and_left_alone(void **state)
{
    (void)state;
    char *before = NULL;
    FILE *file = fopen(path, "w");

    fputs("this is a letter to my aunt, long enough for a header of a "
          "database to be looked for in it, and then some more words\n",
        file);
    fclose(file);

    struct store *store = NULL;
    assert_int_equal(store_open(path, STORE_CREATE, &store), STATUS_INVALID);
    assert_non_null(strstr(reason(), path));
    file = fopen(path, "r");
    size_t size = 0;
    assert_true(getline(&before, &size, file) > 100);
    assert_memory_equal(before, "this is a letter", 16);
    fclose(file);
    free(before);
}

static void
the_secrets_are_no_store(void **state)
{
    (void)state;
    char secrets[300];
    struct store *store = NULL;

    snprintf(secrets, sizeof secrets, "%s/secrets.db", folder);
    assert_int_equal(store_open(secrets, STORE_CREATE, &store), STATUS_OK);
    store_close(store);
    assert_int_equal(rename(secrets, path), 0);
    assert_int_equal(store_open(path, STORE_WRITE, &store), STATUS_INVALID);
}

static void
a_constraint_is_a_conflict(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);

    assert_int_equal(insert(store, "emea"), STATUS_OK);
    assert_int_equal(insert(store, "emea"), STATUS_CONFLICT);
    assert_string_not_equal(reason(), "");
    assert_int_equal(insert(store, "apac"), STATUS_OK);
    assert_int_equal(count(store), 2);
    store_close(store);
}

static void
a_reference_to_nothing_is_a_conflict(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    struct query *query = store_query(store, sql_orphan);

    query_bind_text(query, ":t", "autumn");
    assert_int_equal(query_run(query), STATUS_CONFLICT);
    store_close(store);
}

static void
a_reader_may_not_write(void **state)
{
    (void)state;
    store_close(opened(STORE_CREATE));
    struct store *store = opened(STORE_READ);

    assert_int_equal(insert(store, "emea"), STATUS_FORBIDDEN);
    assert_int_equal(count(store), 0);
    store_close(store);
}

static void
a_query_keeps_its_first_failure(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    struct query *query = store_query(store, sql_count);

    query_bind_text(query, ":nothing", "x");
    assert_false(query_next(query));
    assert_int_equal(query_end(query), STATUS_FAILED);
    assert_int_equal(count(store), 0);

    query = store_query(store, "SELECT no_such_column FROM regions");
    assert_false(query_next(query));
    assert_false(query_next(query));
    assert_int_equal(query_end(query), STATUS_FAILED);
    store_close(store);
}

static void
a_query_runs_inside_another_even_itself(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    int pairs = 0;

    assert_int_equal(insert(store, "amer"), STATUS_OK);
    assert_int_equal(insert(store, "emea"), STATUS_OK);
    struct query *outer = store_query(store, sql_slugs);
    while (query_next(outer)) {
        struct query *inner = store_query(store, sql_slugs);
        while (query_next(inner))
            pairs++;
        assert_int_equal(query_end(inner), STATUS_OK);
    }
    assert_int_equal(query_end(outer), STATUS_OK);
    assert_int_equal(pairs, 4);
    store_close(store);
}

static void
a_finished_query_does_not_start_over(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    struct query *query = store_query(store, sql_insert);

    query_bind_text(query, ":slug", "emea");
    query_bind_text(query, ":zone", "UTC");
    assert_false(query_next(query));
    assert_false(query_next(query));
    assert_int_equal(query_end(query), STATUS_OK);
    assert_int_equal(count(store), 1);
    store_close(store);
}

static void
what_was_bound_is_forgotten(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);

    assert_int_equal(insert(store, "emea"), STATUS_OK);
    struct query *query = store_query(store, sql_insert);
    query_bind_text(query, ":zone", "UTC");
    assert_int_equal(query_run(query), STATUS_CONFLICT); /* NULL slug */
    store_close(store);
}

static void
null_is_told_from_zero(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    struct query *query = store_query(store, "SELECT NULL, 0, 'ab'");
    char small[2];

    assert_true(query_next(query));
    assert_true(query_is_null(query, 0));
    assert_false(query_is_null(query, 1));
    assert_int_equal(query_int(query, 0), 0);
    assert_null(query_text(query, 0));
    query_copy(query, 0, small, sizeof small);
    assert_string_equal(small, "");
    query_copy(query, 2, small, sizeof small);
    assert_string_equal(small, "a");
    assert_int_equal(query_end(query), STATUS_OK);
    store_close(store);
}

static void
a_lookup_without_a_row_is_not_found(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    struct program program;

    assert_int_equal(programs_by_slug(store, "none", &program),
        STATUS_NOT_FOUND);
    store_close(store);
}

static void
only_the_outermost_commit_counts(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    struct store *other = opened(STORE_READ);

    assert_int_equal(store_begin(store), STATUS_OK);
    assert_int_equal(store_begin(store), STATUS_OK);
    assert_int_equal(insert(store, "emea"), STATUS_OK);
    assert_int_equal(store_commit(store), STATUS_OK);
    assert_int_equal(count(other), 0);
    assert_int_equal(store_commit(store), STATUS_OK);
    assert_int_equal(count(other), 1);
    store_close(other);
    store_close(store);
}

static void
a_failure_inside_takes_all_back(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);

    assert_int_equal(store_begin(store), STATUS_OK);
    assert_int_equal(insert(store, "emea"), STATUS_OK);
    assert_int_equal(insert(store, "emea"), STATUS_CONFLICT);
    assert_int_equal(store_commit(store), STATUS_FAILED);
    assert_int_equal(count(store), 0);

    assert_int_equal(store_begin(store), STATUS_OK);
    assert_int_equal(insert(store, "apac"), STATUS_OK);
    assert_int_equal(store_commit(store), STATUS_OK);
    assert_int_equal(count(store), 1);
    store_close(store);
}

static void
an_inner_rollback_takes_all_back(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);

    assert_int_equal(store_begin(store), STATUS_OK);
    assert_int_equal(insert(store, "emea"), STATUS_OK);
    assert_int_equal(store_begin(store), STATUS_OK);
    store_rollback(store);
    assert_int_equal(store_commit(store), STATUS_FAILED);
    assert_int_equal(count(store), 0);
    store_close(store);
}

static void
a_second_writer_is_told_to_try_again(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    struct store *other = opened(STORE_WRITE);

    assert_int_equal(query_run(store_query(other, "PRAGMA busy_timeout = 20")),
        STATUS_OK);
    assert_int_equal(store_begin(store), STATUS_OK);
    assert_int_equal(store_begin(other), STATUS_AGAIN);
    assert_int_equal(insert(other, "emea"), STATUS_AGAIN);
    assert_int_equal(store_commit(store), STATUS_OK);
    assert_int_equal(insert(other, "emea"), STATUS_OK);
    store_close(other);
    store_close(store);
}

static void
a_full_store_says_so_and_goes_on_reading(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    char slug[200];
    enum status status = STATUS_OK;

    /* SQLite says the same when the disk is full. */
    assert_int_equal(query_run(store_query(store, "PRAGMA max_page_count = 1")),
        STATUS_OK);
    assert_int_equal(store_begin(store), STATUS_OK);
    for (int i = 0; i < 2000 && status == STATUS_OK; i++) {
        snprintf(slug, sizeof slug, "%0150d", i);
        status = insert(store, slug);
    }
    assert_int_equal(status, STATUS_FULL);
    assert_string_equal(reason(), "the disk is full");
    assert_int_equal(store_commit(store), STATUS_FAILED);
    assert_int_equal(count(store), 0);
    store_close(store);
}

static void
reads_share_one_view_until_the_end(void **state)
{
    struct store *one = opened(STORE_CREATE);
    struct store *other = opened(STORE_WRITE);
    (void)state;

    store_read_begin(one);
    assert_int_equal(count(one), 0);
    assert_int_equal(insert(other, "emea"), STATUS_OK);
    assert_int_equal(count(one), 0);
    store_read_end(one);
    assert_int_equal(count(one), 1);
    store_close(other);
    store_close(one);
}

static void
a_write_among_reads_sees_the_newest_and_lasts(void **state)
{
    struct store *one = opened(STORE_CREATE);
    struct store *other = opened(STORE_WRITE);
    (void)state;

    store_read_begin(one);
    assert_int_equal(count(one), 0);
    assert_int_equal(insert(other, "emea"), STATUS_OK);
    assert_int_equal(insert(one, "amer"), STATUS_OK);
    assert_int_equal(count(other), 2);
    assert_int_equal(count(one), 2);
    assert_int_equal(insert(other, "apac"), STATUS_OK);
    assert_int_equal(store_begin(one), STATUS_OK);
    assert_int_equal(count(one), 3);
    assert_int_equal(insert(one, "anz"), STATUS_OK);
    assert_int_equal(store_commit(one), STATUS_OK);
    assert_int_equal(count(other), 4);
    store_read_end(one);
    store_close(other);
    store_close(one);
}

static void
a_write_inside_a_read_that_shares_a_view_is_kept(void **state)
{
    struct store *one = opened(STORE_CREATE);
    struct store *other = opened(STORE_WRITE);
    (void)state;

    assert_int_equal(insert(one, "emea"), STATUS_OK);
    store_read_begin(one);
    struct query *query = store_query(one, sql_slugs);
    assert_true(query_next(query));
    assert_int_equal(insert(one, "amer"), STATUS_OK);
    assert_int_equal(query_end(query), STATUS_OK);
    store_read_end(one);
    assert_int_equal(count(other), 2);
    store_close(other);
    store_close(one);
}

static void
a_store_goes_on_after_a_rest(void **state)
{
    struct store *store = opened(STORE_CREATE);
    (void)state;

    assert_int_equal(insert(store, "emea"), STATUS_OK);
    store_rest(store);
    assert_int_equal(count(store), 1);
    struct query *query = store_query(store, sql_slugs);
    assert_true(query_next(query));
    store_rest(store);
    char *slug = query_text(query, 0);
    assert_string_equal(slug, "emea");
    memory_release(slug);
    assert_int_equal(query_end(query), STATUS_OK);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup(name, set_up)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_store_is_for_its_owner_alone),
        TEST(a_store_is_opened_to_lose_nothing),
        TEST(the_secrets_are_one_file),
        TEST(a_store_that_is_not_there_is_not_made_by_chance),
        TEST(a_file_of_somebody_else_is_refused_and_left_alone),
        TEST(the_secrets_are_no_store),
        TEST(a_constraint_is_a_conflict),
        TEST(a_reference_to_nothing_is_a_conflict),
        TEST(a_reader_may_not_write),
        TEST(a_query_keeps_its_first_failure),
        TEST(a_query_runs_inside_another_even_itself),
        TEST(a_finished_query_does_not_start_over),
        TEST(what_was_bound_is_forgotten),
        TEST(null_is_told_from_zero),
        TEST(a_lookup_without_a_row_is_not_found),
        TEST(only_the_outermost_commit_counts),
        TEST(a_failure_inside_takes_all_back),
        TEST(an_inner_rollback_takes_all_back),
        TEST(a_second_writer_is_told_to_try_again),
        TEST(reads_share_one_view_until_the_end),
        TEST(a_write_among_reads_sees_the_newest_and_lasts),
        TEST(a_write_inside_a_read_that_shares_a_view_is_kept),
        TEST(a_store_goes_on_after_a_rest),
        TEST(a_full_store_says_so_and_goes_on_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
