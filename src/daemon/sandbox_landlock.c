/* Landlock: which paths a process may still open. */

#include "daemon/sandbox_landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/log.h"

/* Rights that came with later versions of the interface than the headers of
 * Debian 12 know; a kernel is only asked for what its version has. */
enum {
    ACCESS_TRUNCATE = 1 << 14,
    ACCESS_IOCTL_DEVICE = 1 << 15,
    NET_TCP = 3, /* bind, connect */
    /* to those outside: */
    SCOPE_ABSTRACT = 1, /* sockets */
    SCOPE_SIGNAL = 2
};

enum {
    READ_RIGHTS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    WRITE_RIGHTS = READ_RIGHTS | LANDLOCK_ACCESS_FS_WRITE_FILE |
                   LANDLOCK_ACCESS_FS_MAKE_REG |
                   LANDLOCK_ACCESS_FS_REMOVE_FILE | ACCESS_TRUNCATE,
    FILE_RIGHTS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                  ACCESS_TRUNCATE
};

struct rules {
    uint64_t files;
    uint64_t net;
    uint64_t scope;
};

/* What each version of the interface added, by version from 1. */
static const struct rules added[] = {
    {.files = LANDLOCK_ACCESS_FS_REFER - 1},
    {.files = LANDLOCK_ACCESS_FS_REFER},
    {.files = ACCESS_TRUNCATE},
    {.net = NET_TCP},
    {.files = ACCESS_IOCTL_DEVICE},
    {.scope = SCOPE_ABSTRACT | SCOPE_SIGNAL},
};

static const char *const readable[] = {
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/usr/share/terminfo",
    "/lib/terminfo",
    "/etc/terminfo",
    "/dev/urandom", /* SQLite's */
    NULL,
};

static long
landlock_version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
        LANDLOCK_CREATE_RULESET_VERSION);
}

bool
landlock_is_there(void)
{
    return landlock_version() > 0;
}

/* Everything this kernel can forbid, and so much of the struct as it knows. */
static size_t
rules_of(long version, struct rules *rules)
{
    size_t count = sizeof added / sizeof *added;

    *rules = (struct rules){0};
    for (size_t i = 0; i < count && (long)i < version; i++) {
        rules->files |= added[i].files;
        rules->net |= added[i].net;
        rules->scope |= added[i].scope;
    }
    if (rules->scope != 0)
        return sizeof *rules;
    return rules->net != 0 ? offsetof(struct rules, scope)
                           : offsetof(struct rules, net);
}

/* A path that is not there needs no rule. A file takes no right of folders. */
static bool
allow_below(int ruleset, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr below = {.allowed_access = rights};

    below.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (below.parent_fd < 0)
        return errno == ENOENT;
    long failed = syscall(SYS_landlock_add_rule, ruleset,
        LANDLOCK_RULE_PATH_BENEATH, &below, 0);
    if (failed != 0 && errno == EINVAL) {
        below.allowed_access = rights & FILE_RIGHTS;
        failed = syscall(SYS_landlock_add_rule, ruleset,
            LANDLOCK_RULE_PATH_BENEATH, &below, 0);
    }
    close(below.parent_fd);
    return failed == 0;
}

static bool
allow_all_below(int ruleset, const char *const *paths, uint64_t rights)
{
    for (size_t i = 0; paths != NULL && paths[i] != NULL; i++) {
        if (!allow_below(ruleset, paths[i], rights))
            return false;
    }
    return true;
}

static bool
allow_paths(int ruleset, unsigned reach, const char *const *folders,
    uint64_t handled)
{
    bool is_done = allow_all_below(ruleset, folders, WRITE_RIGHTS & handled);

#ifdef HOMEROOM_SANITIZE /* the map of memory, for reports */
    is_done = is_done &&
              allow_below(ruleset,
                  (reach & LANDLOCK_CHILDREN) != 0 ? "/proc" : "/proc/self",
                  READ_RIGHTS);
#endif
    if ((reach & LANDLOCK_NULL) != 0)
        is_done = is_done &&
                  allow_below(ruleset, "/dev/null", FILE_RIGHTS & handled);
    if ((reach & LANDLOCK_READING) != 0)
        is_done = is_done && allow_below(ruleset, "/", READ_RIGHTS);
    if ((reach & LANDLOCK_ZONES) != 0)
        is_done = is_done && allow_all_below(ruleset, readable, READ_RIGHTS);
    return is_done;
}

enum status
landlock_enter(unsigned reach, const char *const *folders)
{
    struct rules rules;
    long version = landlock_version();

    if (version <= 0)
        return STATUS_NOT_FOUND;
    size_t size = rules_of(version, &rules);
    if ((reach & LANDLOCK_ENDING) != 0)
        rules.scope &= ~(uint64_t)SCOPE_SIGNAL;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    bool is_done = ruleset >= 0 &&
                   allow_paths(ruleset, reach, folders, rules.files) &&
                   syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    int reason = errno;

    if (ruleset >= 0)
        close(ruleset);
    if (is_done)
        return STATUS_OK;
    log_error("sandbox.landlock", "version=%ld reason=\"%s\"", version,
        strerror(reason));
    return STATUS_FAILED;
}
