#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"

/* The small vocabulary over SQLite; no file outside src/store knows sqlite3.h.
 * A store is one connection and never crosses a fork. */
struct store;
struct query;

enum {
    QUERY_NUMBER_MOST = INT32_MAX / 2 /* of what is counted up by one */
};

/* SQL as C tokens: SQL(SELECT a FROM b) is the string "SELECT a FROM b". */
#define SQL(...) #__VA_ARGS__

enum store_use {
    STORE_READ,  /* refuses writes (PRAGMA query_only) */
    STORE_WRITE, /* reads and writes */
    STORE_CREATE /* makes the file (0600) and runs migrations as needed */
};

/* Opens DIR/store.db or DIR/secrets.db. The store: WAL, synchronous=FULL,
 * foreign keys, no automatic checkpoint, none at close, busy 5 s. The secrets:
 * rollback journal, synchronous=EXTRA, so that the operator's program may open
 * them beside the keeper. NOT_FOUND: no such file. INVALID: no store of ours,
 * or of a newer version. CONFLICT: migrations are due, and this use does not
 * run them, or someone holds the store. */
MUST_USE enum status store_open(const char *path, enum store_use use,
    struct store **store);
void store_close(struct store *store); /* NULL is fine */
/* The number of migrations done. */
int store_version(struct store *store);

/* Transactions nest: only the outermost one reaches the disk; `begin` takes
 * the write lock at once. After any failure inside, commit rolls back and
 * says FAILED. AGAIN: another writer held the store for 5 s. */
MUST_USE enum status store_begin(struct store *store);
MUST_USE enum status store_commit(struct store *store);
void store_rollback(struct store *store);

/* Until the end, reads share one view of the store, taken at the first of them
 * and anew after each write: a screen whose figures agree, and two locks
 * instead of two a statement, each of which costs more the more have the store
 * open. Not to be held while waiting for anybody. */
void store_read_begin(struct store *store);
void store_read_end(struct store *store);

/* For a process that will fork many which open a store: has SQLite make here
 * what it would in each of them. Opens no file. */
void store_warm_up(void);

/* Gives back what can be made again (prepared statements, cached pages), for
 * a store that will not be used for a while. Nothing while any is in use. */
void store_rest(struct store *store);

/* A prepared statement, cached by the address of `sql`, which must stay: a
 * static string. It keeps its first failure: bind and step go unchecked,
 * query_end() tells, with a reason. CONFLICT: a constraint. AGAIN: busy. FULL:
 * the disk, be it full or, just now, one that can only be read. FORBIDDEN:
 * read only. No rows is OK. A query may run inside
 * another, also the same one. */
struct query *store_query(struct store *store, const char *sql);
void query_bind_id(struct query *query, const char *name, int64_t number);
void query_bind_text(struct query *query, const char *name, const char *text);
void query_bind_null(struct query *query, const char *name);
bool query_next(struct query *query);
int64_t query_int(struct query *query, int column); /* NULL reads as 0 */
/* An int of these: what is less or more, as no process of ours writes it, is
 * the nearest. For numbers that others reckon with or look up by. */
int query_within(struct query *query, int column, int least, int most);
bool query_is_null(struct query *query, int column);
char *query_text(struct query *query, int column); /* owned; NULL stays NULL */
void query_copy(struct query *query, int column, char *out, size_t size);
MUST_USE enum status query_end(struct query *query);
/* For a statement without rows: steps once and ends. */
MUST_USE enum status query_run(struct query *query);
/* For a lookup: what query_end() says, but NOT_FOUND for OK when no row was
 * `found`. */
MUST_USE enum status query_end_found(struct query *query, bool found);
/* For INSERT ... RETURNING id: steps through it and ends. */
MUST_USE enum status query_end_id(struct query *query, int64_t *id);
/* The id of the row inserted last. */
int64_t store_last_id(struct store *store);
/* Rows that the last statement changed. */
int64_t store_changes(struct store *store);

/* Copies as much of the log into the database as can be (PASSIVE), while a
 * second connection of its own holds BEGIN IMMEDIATE: SQLite 3.40 can corrupt
 * a store when two processes checkpoint at once. Only whoever holds the lock
 * of store_lock_checkpoints() calls it. */
MUST_USE enum status store_checkpoint(struct store *store);
/* Takes the checkpointer's lock file beside the store until the process ends.
 * AGAIN: another process is the checkpointer. */
MUST_USE enum status store_lock_checkpoints(const char *path, int *descriptor);
/* Writes the whole of it anew, in one transaction outside any other: what was
 * deleted is in no page then. (SQLite overwrites what it deletes, but not what
 * stays behind where a page is split.) Takes as much disk again, twice, and
 * keeps others from writing meanwhile. AGAIN: they would not let it. */
MUST_USE enum status store_rewrite(struct store *store);
/* Copies all of the log into the database and begins it anew with a file that
 * holds nothing of before: after store_rewrite() what was deleted is in no
 * file. For whoever holds the lock of store_lock_checkpoints(), while a row of
 * scrubs is due. AGAIN: somebody reads or writes just now. */
MUST_USE enum status store_scrub(struct store *store);
const char *store_path(const struct store *store); /* of its file */
/* integrity_check and foreign_key_check; INVALID with a reason. */
MUST_USE enum status store_check(struct store *store);
/* What of its tables, indexes, views and triggers is not as the migrations of
 * this program make them, one a line: "trigger NAME: not of this program's
 * making", "table NAME: is missing", "view NAME: is not as this program makes
 * it"; a trigger that was planted acts whoever writes. `wrong` counts them. */
MUST_USE enum status store_check_shape(struct store *store, struct text *told,
    size_t *wrong);

#endif
