/* Sandbox: what a process that faces people may still ask of the kernel. */

#include "daemon/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "daemon/sandbox_landlock.h"

enum {
    CONNECTION_DESCRIPTORS = 64,
    SESSION_DESCRIPTORS = 32,
    ADDRESS_SPACE_BYTES = 256 << 20,
    BYTES_OF_INSTRUCTION = sizeof(struct sock_filter)
};

/* The filter of each kind, as the kernel takes it; made before forking. */
static struct sock_fprog filters[SANDBOX_KIND_COUNT];

/* What both kinds need: memory, time, their own descriptors and signals. */
static const int common_calls[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(shutdown),
    SCMP_SYS(getsockopt),
    SCMP_SYS(fstat),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(sysinfo),
    SCMP_SYS(sched_yield),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
#ifdef HOMEROOM_SANITIZE
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(readlink),
    SCMP_SYS(getrusage),
#endif
};

/* Files below the store, SQLite's locks, a memory file for ncurses. */
static const int session_calls[] = {
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(lseek),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fallocate),
    SCMP_SYS(fsync),
    SCMP_SYS(fdatasync),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchown),
    SCMP_SYS(flock),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(dup),
    SCMP_SYS(dup2),
    SCMP_SYS(dup3),
    SCMP_SYS(pipe2),
    SCMP_SYS(memfd_create),
};

/* No signals by descriptors, no leases, no sizes of pipes. */
static const int fcntl_commands[] = {
    F_GETFD,
    F_SETFD,
    F_GETFL,
    F_DUPFD_CLOEXEC,
    F_GETLK,
    F_SETLK,
    F_SETLKW,
    F_OFD_GETLK,
    F_OFD_SETLK,
};

/* Of a terminal: what ncurses asks, how large it is, what waits in it. */
static const unsigned long session_ioctls[] = {
    TCGETS,
    TCSETS,
    TCSETSW,
    TCSETSF,
    TIOCGWINSZ,
    FIONREAD,
};

static bool
allow_all(scmp_filter_ctx filter, const int *calls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0)
            return false;
    }
    return true;
}

static bool
allow_fcntl(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp set = {
        .arg = 1,
        .op = SCMP_CMP_EQ,
        .datum_a = F_SETFL,
    };
    const struct scmp_arg_cmp no_signal = {
        .arg = 2,
        .op = SCMP_CMP_MASKED_EQ,
        .datum_a = O_ASYNC,
    };

    for (size_t i = 0; i < sizeof fcntl_commands / sizeof *fcntl_commands;
         i++) {
        const struct scmp_arg_cmp command = {
            .arg = 1,
            .op = SCMP_CMP_EQ,
            .datum_a = (scmp_datum_t)fcntl_commands[i],
        };

        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                command) != 0)
            return false;
    }
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 2, set,
               no_signal) == 0;
}

/* Memory, but never such as can be run; limits of itself read, not set. */
static bool
allow_common(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp no_run = {
        .arg = 2,
        .op = SCMP_CMP_MASKED_EQ,
        .datum_a = PROT_EXEC,
    };
    const struct scmp_arg_cmp own = {.arg = 0, .op = SCMP_CMP_EQ};
    const struct scmp_arg_cmp no_set = {.arg = 2, .op = SCMP_CMP_EQ};

    return allow_all(filter, common_calls,
               sizeof common_calls / sizeof *common_calls) &&
           allow_fcntl(filter) &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
               no_run) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
               no_run) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, own,
               no_set) == 0;
}

static bool
allow_session(scmp_filter_ctx filter)
{
    for (size_t i = 0; i < sizeof session_ioctls / sizeof *session_ioctls;
         i++) {
        const struct scmp_arg_cmp request = {
            .arg = 1,
            .op = SCMP_CMP_EQ,
            .datum_a = session_ioctls[i],
        };

        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                request) != 0)
            return false;
    }
    return allow_all(filter, session_calls,
        sizeof session_calls / sizeof *session_calls);
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
    if (filters[kind].filter != NULL)
        return STATUS_OK;

    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool is_made = filter != NULL &&
                   seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
                       SCMP_ACT_KILL_PROCESS) == 0 &&
                   seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 &&
                   allow_common(filter) &&
                   (kind != SANDBOX_SESSION || allow_session(filter)) &&
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
#ifndef HOMEROOM_SANITIZE
    if (!limit(RLIMIT_AS, ADDRESS_SPACE_BYTES))
        return false;
#endif
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_NPROC, 0) &&
           limit(RLIMIT_NOFILE, kind == SANDBOX_CONNECTION
                                    ? CONNECTION_DESCRIPTORS
                                    : SESSION_DESCRIPTORS);
}

static bool
install_filter(enum sandbox_kind kind)
{
    return filters[kind].filter != NULL &&
           syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filters[kind]) ==
               0;
}

enum status
sandbox_enter(enum sandbox_kind kind, const char *store_folder)
{
    tzset(); /* the log asks for the time of day, which would read a file */
    if (kind == SANDBOX_SESSION && store_folder == NULL)
        return refuse(STATUS_INVALID, "a session needs its store");

    bool is_bare = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                   prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && set_limits(kind);
    enum status status = is_bare ? landlock_enter(kind == SANDBOX_SESSION
                                                      ? store_folder
                                                      : NULL)
                                 : STATUS_FAILED;

    if (status == STATUS_NOT_FOUND) /* sandbox_prepare() has warned */
        status = STATUS_OK;
    if (status == STATUS_OK && install_filter(kind))
        return STATUS_OK;
    log_error("sandbox.enter", "reason=\"%s\"", strerror(errno));
    return STATUS_FAILED;
}
