#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "store/migration.h"
#include "store/store.h"

/* What the files of src/store/ that speak SQLite share; no entity includes
 * it. */

enum {
    ENGINE_BUSY_MILLISECONDS = 5000
};

struct store {
    sqlite3 *database;
    sqlite3 *guard; /* holds the write lock while checkpointing; NULL: never
                     * did */
    char *path;     /* owned */
    bool is_secrets;
    bool only_reads;        /* STORE_READ */
    int lock;               /* shared while the store is open, see below */
    struct query **queries; /* owned, prepared so far */
    size_t query_count;
    int depth;       /* of transactions */
    bool is_reading; /* reads are to share one view, see store_read_begin() */
    bool has_view;   /* and they do: a transaction that only reads is open */
    bool has_failed; /* something did, in the transaction that is open */
    /* Of a pair, see pair.h: what changes the secrets, as text to be run anew;
     * and how much had changed in the store when it began. */
    bool is_recording;
    struct text recorded;
    int64_t changes_before;
};

/* Opens the file at its path, with all settings; neither locks nor looks. */
MUST_USE enum status engine_connect(struct store *store);
/* Logs what SQLite said, once, sets the reason and gives the status. */
enum status engine_fail(struct store *store, int code, const char *what);
/* Runs statements without parameters, from our own sources alone. */
MUST_USE enum status engine_run(struct store *store, const char *sql);
/* The one number that a statement gives; -1 and a failure logged for none. */
MUST_USE enum status engine_number(struct store *store, const char *sql,
    int64_t *number);
/* Before a read: opens the view that the reads are to share, if any. */
void engine_view_open(struct store *store);
/* Before a write, which must see what is newest. */
void engine_view_close(struct store *store);
/* A statement is between store_query() and query_end(). */
bool engine_is_busy(const struct store *store);
/* Finalises every prepared statement; none may be in use. */
void engine_forget_queries(struct store *store);

/* PATH.lock says who has the store open: everyone shares it, whoever runs
 * migrations has it alone. Locks of the open file description, so that a fork
 * or another descriptor does not drop them. Waits up to 5 s; AGAIN. */
MUST_USE enum status engine_lock(int descriptor, bool is_shared);
/* Alone, without waiting. */
bool engine_try_lock(int descriptor);
/* Opens or makes PATH with the suffix, 0600. */
MUST_USE enum status engine_open_lock(const char *path, const char *suffix,
    int *descriptor);

/* Runs what is due of `list`, each in a transaction, having the store alone.
 * The copy of the store as it was is PATH.before-<version>. */
MUST_USE enum status engine_migrate(struct store *store,
    const struct migration *list);
/* All of `list` that are of this store's kind, into one that is empty and
 * nobody else's. */
MUST_USE enum status engine_make(struct store *store,
    const struct migration *list);
/* How many of `list` are of this store's kind: the version they lead to. */
int engine_newest(const struct store *store, const struct migration *list);

#endif
