/* Pairs: what is left of an act in both stores is done, dropped or kept. */

#include <stddef.h>

#include "store/engine.h"
#include "store/pair.h"
#include "support/vault.h"

static struct world world;
static struct store *secrets;

static int
set_up(void **state)
{
    (void)state;
    vault_open(&world);
    vault_fill(&world, "mara");
    secrets = vault_connect();
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    store_close(secrets);
    vault_close(&world);
    return 0;
}

static void
run(struct store *store, const char *sql)
{
    must(query_run(store_query(store, sql)));
}

static int64_t
number(struct store *store, const char *sql)
{
    int64_t found = -1;

    must(query_end_id(store_query(store, sql), &found));
    return found;
}

static void
must_be_left(int64_t in_secrets, int64_t in_store)
{
    assert_int_equal(number(secrets, "SELECT count(*) FROM unfinished"),
        in_secrets);
    assert_int_equal(number(world.store, "SELECT count(*) FROM finished"),
        in_store);
}

static void
what_counts_is_done_and_the_rest_dropped(void **state)
{
    (void)state;
    run(secrets, "INSERT INTO unfinished VALUES ('a', 'DELETE FROM keys')");
    run(secrets, "INSERT INTO unfinished VALUES"
                 " ('b', 'DELETE FROM passwords')");
    run(world.store, "INSERT INTO finished VALUES ('a')");
    int64_t passwords = number(secrets, "SELECT count(*) FROM passwords");
    assert_true(passwords > 0);
    pair_settle(world.store, secrets);
    must_be_left(0, 0);
    assert_int_equal(number(secrets, "SELECT count(*) FROM keys"), 0);
    assert_int_equal(number(secrets, "SELECT count(*) FROM passwords"),
        passwords);
}

/* However often it is looked at: its other half is done. */
static void
what_cannot_be_done_stays_with_its_mark(void **state)
{
    (void)state;
    run(secrets, "INSERT INTO unfinished VALUES"
                 " ('a', 'DELETE FROM nothing_here')");
    run(world.store, "INSERT INTO finished VALUES ('a')");
    for (int i = 0; i < 3; i++) {
        pair_settle(world.store, secrets);
        must_be_left(1, 1);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            what_counts_is_done_and_the_rest_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_done_stays_with_its_mark,
            set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
