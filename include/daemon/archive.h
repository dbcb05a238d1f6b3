#ifndef DAEMON_ARCHIVE_H
#define DAEMON_ARCHIVE_H

#include "base/staging.h"
#include "daemon/manifest.h"

/* A backup's one file: a tar, its manifest first, then the files as the
 * manifest has them and in its order, and nothing else. tar(1) reads it. */

/* Writes it from files of the staging folder into its file `name`, which is
 * made. Fills in size and hash of each. */
MUST_USE enum status archive_write(const struct staging *staging,
    const char *name, struct manifest *manifest);

/* Makes each file of it in the staging folder, and holds it to its size and
 * hash. INVALID with "PATH: why": no backup of ours, cut short, altered, or
 * with anything in it that is not in the manifest. FULL: no room. Fills the
 * manifest; clear it on OK. */
MUST_USE enum status archive_extract(const char *path,
    const struct staging *staging, struct manifest *manifest);

#endif
