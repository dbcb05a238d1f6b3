#ifndef DAEMON_MANIFEST_H
#define DAEMON_MANIFEST_H

#include <stdint.h>

#include "base/text.h"
#include "model/act.h"

/* What a backup says of itself, as its first file:
 *
 *   homeroom backup 1
 *   made 1795435200 by 0.1.0
 *   store 20 secrets 2
 *   record 153 <64 hex digits>
 *   file <BLAKE2b-256, 64 hex digits> <bytes> store/store.db
 *   ...
 *   end <BLAKE2b-256 of all above>
 */

#define MANIFEST_NAME "MANIFEST"

enum {
    MANIFEST_NAME_BYTES = 201,
    MANIFEST_FILES_MOST = 2000,
    MANIFEST_BYTES_MOST = 1048576
};

struct manifest_file {
    char name[MANIFEST_NAME_BYTES];
    int64_t bytes;
    char hash[ACT_HASH_BYTES];
};

struct manifest {
    int64_t made_at;  /* UTC seconds */
    char made_by[32]; /* the program's version */
    int store_version;
    int secrets_version;
    int64_t record_id; /* the last act on record, and its link */
    char record_head[ACT_HASH_BYTES];
    struct manifest_file *files; /* owned */
    size_t count;
};

void manifest_tell(const struct manifest *manifest, struct text *out);
/* Takes nothing but what manifest_tell() makes: safe names, each once, sizes
 * from 0, the stores among them. INVALID with a reason; clear it on OK. */
MUST_USE enum status manifest_read(const char *told, struct manifest *manifest);
/* Appends a file, as far as it is known. */
struct manifest_file *manifest_add(struct manifest *manifest, const char *name);
/* NULL: there is none of that name. */
const struct manifest_file *manifest_find(const struct manifest *manifest,
    const char *name);
void manifest_clear(struct manifest *manifest);

#endif
