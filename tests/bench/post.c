/* A post's durable latency against a bare insert: one connection, WAL,
 * synchronous=FULL on the same disk, by turns. Prints "name value" lines. */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "board/posting.h"
#include "config/config.h"
#include "crowd/figures.h"
#include "store/store.h"

static void
check(int is_good, const char *what)
{
    if (!is_good) {
        fprintf(stderr, "post_bench: %s: %s\n", what, reason());
        exit(1);
    }
}

/* usage: post_bench STORE.db THREAD HANDLE BARE.db COUNT */
int
main(int argc, char **argv)
{
    check(argc == 6, "usage: post_bench store thread handle bare count");
    int count = atoi(argv[5]);
    long thread = atol(argv[2]);
    double *posts = calloc((size_t)count, sizeof *posts);
    double *inserts = calloc((size_t)count, sizeof *inserts);
    struct store *store = NULL;
    struct viewer viewer = {0};
    struct settings settings = {0};
    sqlite3 *bare = NULL;
    sqlite3_stmt *insert = NULL;

    config_defaults("/", &settings);
    settings.post_interval_seconds = 0;
    settings.posts_per_ten_minutes = 10000;
    config_use(&settings);
    check(store_open(argv[1], STORE_WRITE, &store) == STATUS_OK, "store");
    check(viewer_open_handle(&viewer, store, argv[3]) == STATUS_OK, "viewer");
    viewer.may_write = true;
    check(sqlite3_open(argv[4], &bare) == SQLITE_OK, "bare");
    check(
        sqlite3_exec(bare,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "PRAGMA wal_autocheckpoint=0;"
            "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, body TEXT)",
            NULL, NULL, NULL) == SQLITE_OK,
        "bare table");
    check(sqlite3_prepare_v2(bare, "INSERT INTO t (body) VALUES (?)", -1,
              &insert, NULL) == SQLITE_OK,
        "bare insert");

    for (int i = 0; i < count; i++) {
        struct posted posted;
        double begun = milliseconds();
        check(posting_reply(&viewer, thread, 1, "A reply of some length.",
                  &posted) == STATUS_OK,
            "post");
        posts[i] = milliseconds() - begun;
        begun = milliseconds();
        sqlite3_bind_text(insert, 1, "A reply of some length.", -1,
            SQLITE_STATIC);
        check(sqlite3_step(insert) == SQLITE_DONE, "insert");
        sqlite3_reset(insert);
        inserts[i] = milliseconds() - begun;
    }
    figures_print("post_ms", posts, count);
    figures_print("insert_ms", inserts, count);
    printf("ratio_p50 %.2f\n", posts[count / 2] / inserts[count / 2]);
    return 0;
}
