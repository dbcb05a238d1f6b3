/* A made-up site that is as it was again after each try. */

#include "support/again.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "store/engine.h"

static struct world world;
static sqlite3 *as_it_was;
static int changes; /* of the connection, when it was so */

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
close_all(void)
{
    sqlite3_close(as_it_was);
    talk_close(&world);
}

static void
open_all(void (*fill)(struct world *world))
{
    talk_open(&world);
    if (fill != NULL)
        fill(&world);
    /* No log, which a copy back would only lengthen, and nobody beside us. */
    engine_forget_queries(world.store);
    check(engine_run(world.store, "PRAGMA wal_checkpoint(TRUNCATE)") ==
          STATUS_OK);
    check(engine_run(world.store, "PRAGMA journal_mode = MEMORY") == STATUS_OK);
    check(engine_run(world.store, "PRAGMA synchronous = OFF") == STATUS_OK);
    check(engine_run(world.store, "PRAGMA locking_mode = EXCLUSIVE") ==
          STATUS_OK);
    check(sqlite3_open(":memory:", &as_it_was) == SQLITE_OK);
    copy(as_it_was, world.store->database);
    changes = sqlite3_total_changes(world.store->database);
    atexit(close_all);
}

struct world *
again_world(void (*fill)(struct world *world))
{
    if (as_it_was == NULL) {
        open_all(fill);
        return &world;
    }
    check(world.store->depth == 0);
    if (sqlite3_total_changes(world.store->database) != changes) {
        engine_view_close(world.store);
        engine_forget_queries(world.store);
        copy(world.store->database, as_it_was);
        changes = sqlite3_total_changes(world.store->database);
    }
    return &world;
}
