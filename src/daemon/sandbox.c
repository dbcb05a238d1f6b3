/* Sandbox: what each of the processes may still ask of the kernel. */

#include "daemon/sandbox.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "config/config.h"
#include "daemon/planted.h"
#include "daemon/sandbox_calls.h"
#include "daemon/sandbox_landlock.h"
#include "daemon/taken_over.h"

enum {
    MIB = 1 << 20,
    BYTES_OF_INSTRUCTION = sizeof(struct sock_filter)
};

/* The filter of each kind, as the kernel takes it; made before forking. */
static struct sock_fprog filters[SANDBOX_KIND_COUNT];

static const struct {
    const char *name;
    rlim_t descriptors; /* 0: as session_descriptors says */
    unsigned reach;     /* besides the folders */
    bool has_store;     /* reads and writes files below folders */
    bool forks;
    bool is_narrow; /* little address space: it faces people, or hashes */
} kinds[] = {
    [SANDBOX_CONNECTION] = {.name = "connection",
        .is_narrow = true,
        .descriptors = 64},
    [SANDBOX_SESSION] = {.name = "session",
        .has_store = true,
        .is_narrow = true,
        .reach = LANDLOCK_ZONES},
    [SANDBOX_JOIN] = {.name = "join", .is_narrow = true},
    [SANDBOX_WORKER] = {.name = "worker", .is_narrow = true, .descriptors = 16},
    [SANDBOX_KEEPER] = {.name = "keeper",
        .has_store = true,
        .descriptors = 64,
        .reach = LANDLOCK_ZONES},
    [SANDBOX_CONNECTIONS] = {.name = "connections",
        .forks = true,
        .reach = LANDLOCK_NULL | LANDLOCK_CHILDREN},
    [SANDBOX_SESSIONS] = {.name = "sessions",
        .has_store = true,
        .forks = true,
        .reach = LANDLOCK_NULL | LANDLOCK_ZONES | LANDLOCK_CHILDREN},
    [SANDBOX_LISTENER] = {.name = "listener",
        .has_store = true,
        .forks = true,
        .reach = LANDLOCK_NULL | LANDLOCK_READING | LANDLOCK_ENDING},
};

/* Valgrind knows neither seccomp() nor Landlock, makes calls of its own, and
 * lowers no limit of descriptors, of which it has some. */
static bool
is_confined(void)
{
#ifdef HOMEROOM_VALGRIND
    return false;
#else
    return true;
#endif
}

/* Keeps the filter's instructions, which the child hands to the kernel. */
static bool
keep_filter(scmp_filter_ctx filter, struct sock_fprog *kept)
{
    struct stat info = {0};
    bool is_kept = false;
    int file = memfd_create("filter", MFD_CLOEXEC);

    if (file < 0)
        return false;
    if (seccomp_export_bpf(filter, file) == 0 && fstat(file, &info) == 0 &&
        info.st_size > 0) {
        size_t bytes = (size_t)info.st_size;

        kept->filter = memory_new(bytes);
        kept->len = (unsigned short)(bytes / BYTES_OF_INSTRUCTION);
        is_kept = pread(file, kept->filter, bytes, 0) == (ssize_t)bytes;
    }
    close(file);
    return is_kept;
}

enum status
sandbox_prepare(enum sandbox_kind kind)
{
    if (filters[kind].filter != NULL || !is_confined())
        return STATUS_OK;

    scmp_filter_ctx filter = seccomp_init(
        kind == SANDBOX_LISTENER ? SCMP_ACT_ALLOW : SCMP_ACT_KILL_PROCESS);
    bool is_made = filter != NULL &&
                   seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
                       SCMP_ACT_KILL_PROCESS) == 0 &&
                   seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 &&
                   sandbox_allow(filter, kind) &&
                   keep_filter(filter, &filters[kind]);

    if (filter != NULL)
        seccomp_release(filter);
    if (!landlock_is_there())
        log_warning("sandbox.landlock",
            "reason=\"this kernel has no Landlock: files are guarded by the "
            "Unix user alone\"");
    if (is_made)
        return STATUS_OK;
    memory_free(filters[kind].filter);
    log_error("sandbox.filter", "reason=\"the filter cannot be made\"");
    return STATUS_FAILED;
}

static bool
limit(int resource, rlim_t most)
{
    struct rlimit now;

    if (getrlimit((__rlimit_resource_t)resource, &now) != 0)
        return false;
    if (now.rlim_max < most)
        most = now.rlim_max;
    now.rlim_cur = most;
    now.rlim_max = most;
    return setrlimit((__rlimit_resource_t)resource, &now) == 0;
}

static bool
set_limits(enum sandbox_kind kind)
{
    const struct settings *settings = config_current();
    rlim_t descriptors = kinds[kind].descriptors;

#ifndef HOMEROOM_WATCHED
    if (kinds[kind].is_narrow &&
        !limit(RLIMIT_AS, (rlim_t)settings->session_memory_mib * MIB))
        return false;
#endif
    if (!limit(RLIMIT_CORE, 0))
        return false;
    if (descriptors == 0)
        descriptors = (rlim_t)settings->session_descriptors;
    return kinds[kind].forks || !is_confined() ||
           (limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, descriptors));
}

static bool
install_filter(enum sandbox_kind kind)
{
    if (!is_confined())
        return true;
    return filters[kind].filter != NULL &&
           syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filters[kind]) ==
               0;
}

static enum status
enter(enum sandbox_kind kind, const char *const *folders)
{
    if (taken_over_is_bare())
        return STATUS_OK;
    tzset(); /* the log asks for the time of day, which would read a file */
    (void)strerror(EPERM); /* and for words, whose catalogue would be opened */
    if (kinds[kind].has_store && (folders == NULL || folders[0] == NULL))
        return refuse(STATUS_INVALID, "it needs its store");

    bool is_bare = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                   set_limits(kind);
#ifdef HOMEROOM_WATCHED /* a search for leaks looks in from outside */
    bool is_closed = kinds[kind].forks || kind == SANDBOX_KEEPER;
#else
    bool is_closed = false;
#endif
    if (!is_closed)
        is_bare = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && is_bare;
    enum status status = is_bare ? landlock_enter(kinds[kind].reach,
                                       kinds[kind].has_store ? folders : NULL)
                                 : STATUS_FAILED;

    if (status == STATUS_NOT_FOUND) /* sandbox_prepare() has warned */
        status = STATUS_OK;
    if (status == STATUS_OK && install_filter(kind))
        return STATUS_OK;
    log_error("sandbox.enter", "reason=\"%s\"", strerror(errno));
    return STATUS_FAILED;
}

enum status
sandbox_enter(enum sandbox_kind kind, const char *const *folders)
{
    enum status status = enter(kind, folders);

    if (status == STATUS_OK)
        planted(kinds[kind].name);
    return status;
}
