#ifndef BASE_STAGING_H
#define BASE_STAGING_H

#include <sys/types.h>

#include "base/text.h"

/* A folder in which something is made before it takes its place, of mode 0700
 * beside it: ".NAME.partial". Held by a lock for as long as it is being made,
 * so that what a killed process left is told from what another makes, and
 * taken away. */
struct staging {
    struct text folder; /* its path */
    struct text target; /* what is made, with every link on the way resolved */
    int descriptor;     /* of the folder, locked; -1: not open */
};

/* Begins to make `target`, which need not be there. NOT_FOUND, FORBIDDEN,
 * FULL or FAILED with words: its folder is not there, and so on. AGAIN: another
 * process makes it. staging_close() whatever is said. */
MUST_USE enum status staging_open(const char *target, struct staging *staging);
/* Takes the folder away with all that is in it, unless staging_place_folder()
 * has put it in its place. What cannot be taken away is named in the log. */
void staging_close(struct staging *staging);

/* "FOLDER/NAME", owned. */
char *staging_path(const struct staging *staging, const char *name);
/* Makes the folders on the way to `name` (0700), and the file (0600), which
 * must not be there; its descriptor. `name` goes down only: see
 * staging_name_is_safe(). */
MUST_USE enum status staging_make(const struct staging *staging,
    const char *name, int *file);
/* Writes all of it to the file that staging_make() made of `name`. */
MUST_USE enum status staging_write(const struct staging *staging,
    const char *name, int file, const char *bytes, size_t count);
/* Relative, of letters, digits, "._-" and "/", no part empty or beginning with
 * a dot, no more than 200 bytes. */
bool staging_name_is_safe(const char *name);

/* Everything is owned by this user from now on; for root alone. */
MUST_USE enum status staging_give(const struct staging *staging, uid_t user,
    gid_t group);

/* Puts the file `name` of the folder in the target's place, whole and on disk.
 * CONFLICT: there is one, and `replaces` is false. FAILED with words that it is
 * there: a power cut may take its name away again; so it is for a folder. */
MUST_USE enum status staging_place_file(struct staging *staging,
    const char *name, bool replaces);
/* Puts the folder itself there, on disk: the target is not there, or an empty
 * folder. CONFLICT: it is not empty. */
MUST_USE enum status staging_place_folder(struct staging *staging);

/* Has the name of a file or folder on disk, by its folder. */
MUST_USE enum status staging_sync_name(const char *path);

/* What went wrong with a file, in words: FULL, FORBIDDEN, NOT_FOUND, CONFLICT
 * or FAILED with "PATH: reason". */
enum status staging_fail(const char *path, int cause);
/* The same of the file `name` in the folder. */
enum status staging_fail_in(const struct staging *staging, const char *name,
    int cause);

#endif
