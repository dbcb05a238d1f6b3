/* A made-up site that is as it was again after each try. */

#include "support/again.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "store/engine.h"

struct kept {
    struct store *store;
    sqlite3 *as_it_was;
    int changes; /* of the connection, when it was so */
};

static struct world world;
static struct kept site;
static struct kept secrets;

static void
check(bool is_so)
{
    if (!is_so)
        abort();
}

static void
copy(sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

    check(backup != NULL);
    check(sqlite3_backup_step(backup, -1) == SQLITE_DONE);
    check(sqlite3_backup_finish(backup) == SQLITE_OK);
}

static void
run(struct store *store, const char *sql)
{
    check(engine_run(store, sql) == STATUS_OK);
}

static void
keep(struct kept *kept, struct store *store)
{
    kept->store = store;
    /* No log, which a copy back would only lengthen, and nobody beside us. */
    engine_forget_queries(store);
    run(store, "PRAGMA journal_mode = MEMORY");
    run(store, "PRAGMA synchronous = OFF");
    run(store, "PRAGMA locking_mode = EXCLUSIVE");
    check(sqlite3_open(":memory:", &kept->as_it_was) == SQLITE_OK);
    copy(kept->as_it_was, store->database);
    kept->changes = sqlite3_total_changes(store->database);
}

static void
put_back(struct kept *kept)
{
    sqlite3 *database = kept->store->database;

    check(kept->store->depth == 0);
    if (sqlite3_total_changes(database) == kept->changes)
        return;
    engine_view_close(kept->store);
    engine_forget_queries(kept->store);
    copy(database, kept->as_it_was);
    kept->changes = sqlite3_total_changes(database);
}

static void
close_all(void)
{
    sqlite3_close(site.as_it_was);
    sqlite3_close(secrets.as_it_was);
    store_close(secrets.store);
    vault_close(&world);
}

static void
open_all(void (*fill)(struct world *world))
{
    vault_open(&world);
    secrets.store = vault_connect();
    if (fill != NULL)
        fill(&world);
    keep(&site, world.store);
    keep(&secrets, secrets.store);
    atexit(close_all);
}

struct world *
again_world(void (*fill)(struct world *world))
{
    if (site.store == NULL) {
        open_all(fill);
        return &world;
    }
    put_back(&site);
    put_back(&secrets);
    return &world;
}

struct store *
again_secrets(void)
{
    return secrets.store;
}
