/* Copies of both stores: of one instant, whatever others write meanwhile. */

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/copies.h"
#include "store/store.h"
#include "support/support.h"

enum {
    ROUNDS = 60,
    BETWEEN_COMMITS = 300 /* microseconds */
};

static const char sql_region[] = SQL(
    INSERT INTO regions (slug, title, zone, created_at)
    VALUES (:slug, :slug, 'UTC', 0));
static const char sql_password[] = SQL(
    INSERT INTO passwords (person_id, hash, changed_at)
    VALUES (:person_id, 'x', 0));
static const char sql_regions[] = SQL(SELECT count(*) FROM regions);
static const char sql_passwords[] = SQL(SELECT count(*) FROM passwords);

static char folder[256];

static void
path_of(char path[320], const char *name)
{
    snprintf(path, 320, "%s/%s", folder, name);
}

static struct store *
opened(const char *name, enum store_use use)
{
    struct store *store = NULL;
    char path[320];

    path_of(path, name);
    if (store_open(path, use, &store) != STATUS_OK)
        abort();
    return store;
}

static void
must(enum status status)
{
    if (status != STATUS_OK)
        abort();
}

/* One act in both stores, in the order in which everyone does it. */
static void
act(struct store *store, struct store *secrets, int number)
{
    char slug[24];

    snprintf(slug, sizeof slug, "r%d", number);
    must(store_begin(store));
    must(store_begin(secrets));
    struct query *query = store_query(store, sql_region);
    query_bind_text(query, ":slug", slug);
    must(query_run(query));
    query = store_query(secrets, sql_password);
    query_bind_id(query, ":person_id", number);
    must(query_run(query));
    must(store_commit(store));
    usleep(BETWEEN_COMMITS); /* where a copy would tear them apart */
    must(store_commit(secrets));
}

static pid_t
start_writer(void)
{
    pid_t child = fork();

    if (child != 0)
        return child;
    struct store *store = opened("store.db", STORE_WRITE);
    struct store *secrets = opened("secrets.db", STORE_WRITE);
    for (int number = 1;; number++)
        act(store, secrets, number);
}

static void
stop_writer(pid_t child)
{
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static int64_t
count(struct store *store, const char *sql)
{
    struct query *query = store_query(store, sql);
    int64_t number = query_next(query) ? query_int(query, 0) : -1;

    assert_int_equal(query_end(query), STATUS_OK);
    return number;
}

static void
make_empty(const char *path)
{
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    assert_true(file >= 0);
    close(file);
}

/* How far apart the two copies are; the greater in `most`. */
static int64_t
difference(int64_t *most)
{
    struct store *store = opened("copy/store.db", STORE_READ);
    struct store *secrets = opened("copy/secrets.db", STORE_READ);
    int64_t regions = count(store, sql_regions);
    int64_t passwords = count(secrets, sql_passwords);

    assert_int_equal(store_check(store), STATUS_OK);
    assert_int_equal(store_check(secrets), STATUS_OK);
    store_close(store);
    store_close(secrets);
    *most = regions > passwords ? regions : passwords;
    return llabs(regions - passwords);
}

static void
paths(const char *below, char store[320], char secrets[320])
{
    char name[64];

    snprintf(name, sizeof name, "%sstore.db", below);
    path_of(store, name);
    snprintf(name, sizeof name, "%ssecrets.db", below);
    path_of(secrets, name);
}

static void
make_copies(struct copied *copied)
{
    char store[320];
    char secrets[320];
    char store_copy[320];
    char secrets_copy[320];

    paths("", store, secrets);
    paths("copy/", store_copy, secrets_copy);
    make_empty(store_copy);
    make_empty(secrets_copy);
    assert_int_equal(copies_make(&(struct copies){store, secrets},
                         &(struct copies){store_copy, secrets_copy}, copied),
        STATUS_OK);
}

/* What the copies would be without the instant: one store after the other. */
static void
make_apart(void)
{
    static const char sql_copy[] = SQL(VACUUM INTO :path);
    static const char *const names[] = {"store.db", "secrets.db"};

    for (size_t i = 0; i < 2; i++) {
        char path[320];
        char name[64];

        snprintf(name, sizeof name, "copy/%s", names[i]);
        path_of(path, name);
        unlink(path);
        struct store *store = opened(names[i], STORE_WRITE);
        struct query *query = store_query(store, sql_copy);
        query_bind_text(query, ":path", path);
        assert_int_equal(query_run(query), STATUS_OK);
        store_close(store);
    }
}

static int
set_up(void **state)
{
    char path[320];

    (void)state;
    snprintf(folder, sizeof folder, "%s", support_folder());
    path_of(path, "copy");
    assert_int_equal(mkdir(path, 0700), 0);
    store_close(opened("store.db", STORE_CREATE));
    store_close(opened("secrets.db", STORE_CREATE));
    return 0;
}

static void
both_show_the_same_instant(void **state)
{
    (void)state;
    pid_t writer = start_writer();
    int64_t longest = 0;
    int64_t most = 0;
    int64_t before = 0;
    int moved = 0;

    for (int i = 0; i < ROUNDS; i++) {
        struct copied copied;

        make_copies(&copied);
        assert_int_equal(difference(&most), 0);
        moved += most > before;
        before = most;
        if (copied.held_microseconds > longest)
            longest = copied.held_microseconds;
    }
    stop_writer(writer);
    print_message("%d copies of %lld acts in both stores, 0 torn; writers held "
                  "%lld us at most\n",
        ROUNDS, (long long)most, (long long)longest);
    assert_true(moved > ROUNDS / 2); /* it was written to meanwhile */
}

static void
one_after_the_other_they_would_not(void **state)
{
    (void)state;
    pid_t writer = start_writer();
    int64_t most = 0;
    int torn = 0;

    for (int i = 0; i < ROUNDS && torn == 0; i++) {
        make_apart();
        torn += difference(&most) != 0;
    }
    stop_writer(writer);
    assert_true(torn > 0);
}

static void
what_is_told_is_what_they_show(void **state)
{
    (void)state;
    struct copied copied;

    make_copies(&copied);
    struct store *copy = opened("copy/store.db", STORE_READ);
    assert_int_equal(copied.store_version, store_version(copy));
    assert_true(copied.secrets_version > 0);
    assert_int_equal(copied.record.last_id, 0);
    store_close(copy);
}

static void
a_held_store_is_waited_for_and_then_left(void **state)
{
    (void)state;
    struct store *store = opened("store.db", STORE_WRITE);
    struct copied copied;
    char of[2][320];
    char to[2][320];

    paths("", of[0], of[1]);
    paths("copy/", to[0], to[1]);
    make_empty(to[0]);
    make_empty(to[1]);
    assert_int_equal(store_begin(store), STATUS_OK);
    assert_int_equal(copies_make(&(struct copies){of[0], of[1]},
                         &(struct copies){to[0], to[1]}, &copied),
        STATUS_AGAIN);
    store_rollback(store);
    store_close(store);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(both_show_the_same_instant, set_up),
        cmocka_unit_test_setup(one_after_the_other_they_would_not, set_up),
        cmocka_unit_test_setup(what_is_told_is_what_they_show, set_up),
        cmocka_unit_test_setup(a_held_store_is_waited_for_and_then_left,
            set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
