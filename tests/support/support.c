/* What every unit test needs: a folder of its own, and where the source is. */

#include "support/support.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[200]; /* holds every folder of this program */
static pid_t owner;

static int
remove_one(const char *path, const struct stat *info, int kind,
    struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

static void
remove_root(void)
{
    if (getpid() == owner)
        nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void
make_root(void)
{
    const char *parent = getenv("TMPDIR");

    snprintf(root, sizeof root, "%s/homeroom-test-XXXXXX",
        parent != NULL ? parent : "/tmp");
    if (mkdtemp(root) == NULL)
        abort();
    owner = getpid();
    atexit(remove_root);
}

const char *
support_folder(void)
{
    static char folder[256];
    static int count;

    if (owner == 0)
        make_root();
    snprintf(folder, sizeof folder, "%s/%d", root, count++);
    if (mkdir(folder, 0700) != 0)
        abort();
    return folder;
}

const char *
support_source(const char *path)
{
    static char found[1024];

    snprintf(found, sizeof found, "%s/%s", HOMEROOM_SOURCE, path);
    return found;
}

bool
support_is_long(void)
{
    return getenv("HOMEROOM_LONG") != NULL;
}
