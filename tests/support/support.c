/* What every unit test needs: a folder of its own. */

#include "support/support.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[256];
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
remove_folder(void)
{
    if (getpid() == owner)
        nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *
support_folder(void)
{
    const char *parent = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/homeroom-test-XXXXXX",
        parent != NULL ? parent : "/tmp");
    if (mkdtemp(folder) == NULL)
        abort();
    if (owner == 0)
        atexit(remove_folder);
    owner = getpid();
    return folder;
}
