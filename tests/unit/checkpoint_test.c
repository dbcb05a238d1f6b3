/* Checkpoints and checks, on real files. */

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"
#include "support/support.h"

static const char sql_insert[] = SQL(
    INSERT INTO regions (slug, title, zone, created_at)
    VALUES (:slug, :slug, :zone, 0));
static const char sql_count[] = SQL(SELECT count(*) FROM regions);
static const char sql_orphan[] = SQL(
    INSERT INTO intakes (program_id, title, created_at) VALUES (99, :t, 0));

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

static int64_t
size_of(const char *file)
{
    struct stat info;

    assert_int_equal(stat(file, &info), 0);
    return info.st_size;
}

static void
closing_and_writing_never_checkpoint(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    int64_t before = size_of(path);
    char slug[16];

    for (int i = 0; i < 2000; i++) {
        snprintf(slug, sizeof slug, "r%d", i);
        assert_int_equal(insert(store, slug), STATUS_OK);
    }
    store_close(store);
    assert_int_equal(size_of(path), before);

    store = opened(STORE_WRITE);
    assert_int_equal(store_checkpoint(store), STATUS_OK);
    assert_true(size_of(path) > before);
    assert_int_equal(count(store), 2000);
    assert_int_equal(store_check(store), STATUS_OK);
    store_close(store);
}

static void
a_checkpoint_waits_for_no_open_transaction(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    struct store *other = opened(STORE_WRITE);

    assert_int_equal(store_checkpoint(store), STATUS_OK);
    assert_int_equal(insert(other, "emea"), STATUS_OK);
    assert_int_equal(store_checkpoint(store), STATUS_OK);
    assert_int_equal(insert(store, "apac"), STATUS_OK);
    assert_int_equal(count(other), 2);
    store_close(other);
    store_close(store);
}

static void
there_is_one_checkpointer(void **state)
{
    (void)state;
    int mine = -1;
    int second = -1;

    store_close(opened(STORE_CREATE));
    assert_int_equal(store_lock_checkpoints(path, &mine), STATUS_OK);
    assert_int_equal(store_lock_checkpoints(path, &second), STATUS_AGAIN);

    pid_t child = fork();
    if (child == 0)
        _exit(store_lock_checkpoints(path, &second) == STATUS_AGAIN ? 0 : 1);
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);

    close(mine);
    assert_int_equal(store_lock_checkpoints(path, &second), STATUS_OK);
    close(second);
}

static void
a_broken_reference_is_found(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);

    assert_int_equal(query_run(store_query(store, "PRAGMA foreign_keys = OFF")),
        STATUS_OK);
    struct query *query = store_query(store, sql_orphan);
    query_bind_text(query, ":t", "autumn");
    assert_int_equal(query_run(query), STATUS_OK);
    assert_int_equal(store_check(store), STATUS_INVALID);
    assert_non_null(strstr(reason(), "intakes"));
    store_close(store);
}

static void
a_damaged_store_is_found(void **state)
{
    (void)state;
    struct store *store = opened(STORE_CREATE);
    char slug[64];

    for (int i = 0; i < 500; i++) {
        snprintf(slug, sizeof slug, "a-slug-that-fills-pages-%d", i);
        assert_int_equal(insert(store, slug), STATUS_OK);
    }
    assert_int_equal(store_checkpoint(store), STATUS_OK);
    int64_t size = size_of(path);
    store_close(store);

    /* What is still in the log would be read instead. */
    char log[320];
    snprintf(log, sizeof log, "%s-wal", path);
    assert_int_equal(unlink(log), 0);
    FILE *file = fopen(path, "r+");
    assert_int_equal(fseek(file, (long)size - 20000, SEEK_SET), 0);
    for (int i = 0; i < 18000; i++)
        fputc(0x55, file);
    fclose(file);
    store = opened(STORE_READ);
    assert_int_equal(store_check(store), STATUS_INVALID);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup(name, set_up)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(closing_and_writing_never_checkpoint),
        TEST(a_checkpoint_waits_for_no_open_transaction),
        TEST(there_is_one_checkpointer),
        TEST(a_broken_reference_is_found),
        TEST(a_damaged_store_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
