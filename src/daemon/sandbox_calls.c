/* Sandbox calls: which system calls each kind of process may make.
 *
 * Each stands here because a test sees it made on an ordinary day
 * (tests/attack/test_calls.py, by strace), or is "unseen" and tells when it is
 * made. abort() is in no list: what
 * fails an assertion ends with SIGSYS, which kills as well. */

#include "daemon/sandbox_calls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

/* Kinds, one letter each, as bits. Spawners may call what their children may,
 * whose filters are laid over theirs, and what forking takes. */
enum {
    C = 1 << SANDBOX_CONNECTION,
    S = 1 << SANDBOX_SESSION,
    J = 1 << SANDBOX_JOIN,
    W = 1 << SANDBOX_WORKER,
    K = 1 << SANDBOX_KEEPER,
    F = 1 << SANDBOX_CONNECTIONS | 1 << SANDBOX_SESSIONS,
    STORES = S | K,
    ALL = C | S | J | W | K | F
};

struct call {
    int number;
    unsigned kinds;
};

static const struct call calls[] = {
    {SCMP_SYS(read), C | S | J | K | F},
    {SCMP_SYS(write), S | J | K | F},
    {SCMP_SYS(write), C | W}, /* unseen: a line of the log */
    {SCMP_SYS(close), C | S | K | F},
    {SCMP_SYS(close), J}, /* unseen: a descriptor that nobody asked for */
    {SCMP_SYS(poll), C | S | J | K | F},
    {SCMP_SYS(restart_syscall), C | S | K | F}, /* poll(), stopped */
    {SCMP_SYS(restart_syscall), J},             /* unseen: the same */
    {SCMP_SYS(recvmsg), C | S | J | K | F},
    {SCMP_SYS(sendmsg), C | S | J | K | F},
    {SCMP_SYS(brk), ALL},
    {SCMP_SYS(munmap), S | W | K | F},
    {SCMP_SYS(munmap), C | J},         /* unseen: free() of over 128 kB */
    {SCMP_SYS(mremap), C | S | K | F}, /* unseen: realloc() to over 128 kB */
    {SCMP_SYS(exit_group), ALL},
    {SCMP_SYS(getrandom), C | W | F},
    {SCMP_SYS(getrandom), S | J | K},         /* unseen: a code, a name */
    {SCMP_SYS(clock_gettime), ALL},           /* unseen: without a vDSO */
    {SCMP_SYS(gettimeofday), C | STORES | F}, /* unseen: without a vDSO */
    {SCMP_SYS(getpid), C | STORES | F},
    {SCMP_SYS(shutdown), C | F},
    {SCMP_SYS(futex), C | F},        /* unseen: OpenSSL's pthread_once() */
    {SCMP_SYS(rt_sigreturn), C | F}, /* unseen: the timer that finds a loop */
    {SCMP_SYS(rt_sigaction), S | J | F},
    {SCMP_SYS(madvise), S | F},

    /* Files, with SQLite's locks. */
    {SCMP_SYS(openat), F},
    {SCMP_SYS(newfstatat), STORES | F},
    {SCMP_SYS(access), S | F},
    {SCMP_SYS(access), K},            /* unseen: a large VACUUM */
    {SCMP_SYS(readlink), STORES | F}, /* unseen: a link to the store */
    {SCMP_SYS(lseek), STORES | F},
    {SCMP_SYS(pread64), STORES | F},
    {SCMP_SYS(pwrite64), STORES | F},
    {SCMP_SYS(ftruncate), STORES | F},
    {SCMP_SYS(fdatasync), STORES | F},
    {SCMP_SYS(unlink), K},
    {SCMP_SYS(fchown), STORES | F}, /* unseen: only root gives its files */
    {SCMP_SYS(geteuid), STORES | F},
    {SCMP_SYS(clock_nanosleep), S | F},
    {SCMP_SYS(clock_nanosleep), K},  /* unseen: another's long lock */
    {SCMP_SYS(sysinfo), STORES | F}, /* unseen: qsort() of over 1 kB */

    /* The screen: a file in memory that ncurses takes for a terminal. */
    {SCMP_SYS(memfd_create), S | F},
    {SCMP_SYS(getuid), S | F},
    {SCMP_SYS(getgid), S | F},
    {SCMP_SYS(getegid), S | F},

    /* Forking, and what a child does before its own filter. */
    {SCMP_SYS(wait4), K | F},
    {SCMP_SYS(pidfd_open), F},
    {SCMP_SYS(set_robust_list), F},
    {SCMP_SYS(rt_sigprocmask), F},
    {SCMP_SYS(close_range), F},
    {SCMP_SYS(dup2), F},
    {SCMP_SYS(dup3), F},
    {SCMP_SYS(setitimer), F},
    {SCMP_SYS(setsockopt), F},
    {SCMP_SYS(uname), F},
    {SCMP_SYS(landlock_create_ruleset), F},
    {SCMP_SYS(landlock_add_rule), F},
    {SCMP_SYS(landlock_restrict_self), F},
#ifdef HOMEROOM_SANITIZE
    {SCMP_SYS(futex), ALL},
    {SCMP_SYS(madvise), ALL},
    {SCMP_SYS(getpid), ALL},
    {SCMP_SYS(gettid), ALL},
    {SCMP_SYS(rt_sigaction), ALL},
    {SCMP_SYS(rt_sigprocmask), ALL},
    {SCMP_SYS(sigaltstack), ALL},
    {SCMP_SYS(sched_getaffinity), ALL},
    {SCMP_SYS(sched_yield), ALL},
    {SCMP_SYS(readlink), ALL},
    {SCMP_SYS(getrusage), ALL},
    {SCMP_SYS(sysinfo), ALL},
    /* Its search for leaks: a process that stops this one and looks in. */
    {SCMP_SYS(clone), K | F},
    {SCMP_SYS(ptrace), K | F},
    {SCMP_SYS(prctl), K | F},
    {SCMP_SYS(getppid), K | F},
    {SCMP_SYS(getdents), K | F},
    {SCMP_SYS(getdents64), K | F},
    {SCMP_SYS(exit), K | F},
    {SCMP_SYS(pipe), K | F},
    {SCMP_SYS(process_vm_readv), K | F},
    {SCMP_SYS(tgkill), K | F},
    {SCMP_SYS(open), K | F},
    {SCMP_SYS(stat), K | F},
    {SCMP_SYS(prlimit64), K | F},
    {SCMP_SYS(wait4), K | F},
#endif
};

/* A call with an argument: allowed when (argument & mask) == value. */
struct argument {
    int number;
    unsigned kinds;
    unsigned position;
    uint64_t mask;
    uint64_t value;
};

#define WHOLE UINT64_MAX

static const struct argument arguments[] = {
    /* Memory, but never such as can be run. */
    {SCMP_SYS(mmap), S | W | F, 2, PROT_EXEC, 0},
    {SCMP_SYS(mmap), C | J | K, 2, PROT_EXEC, 0}, /* unseen: of over 128 kB */
#ifdef HOMEROOM_SANITIZE
    {SCMP_SYS(mprotect), ALL, 2, PROT_EXEC, 0},
    {SCMP_SYS(ioctl), C | J | W | K, 1, WHOLE, TCGETS}, /* to colour a report */
#endif

    /* Landlock lets anybody open a place to look from. */
    {SCMP_SYS(openat), STORES, 2, O_PATH, 0},

    /* To and from whom the socket is connected to, no other address. */
    {SCMP_SYS(recvfrom), C | W | K | F, 4, WHOLE, 0},
    {SCMP_SYS(sendto), C | W | K | F, 4, WHOLE, 0},

    /* No signals by descriptors, no leases, no sizes of pipes. */
    {SCMP_SYS(fcntl), C | S | F, 1, WHOLE, F_GETFL},
    {SCMP_SYS(fcntl), C | F, 1, WHOLE, F_DUPFD_CLOEXEC},
    {SCMP_SYS(fcntl), STORES | F, 1, WHOLE, F_SETLK},
    {SCMP_SYS(fcntl), STORES | F, 1, WHOLE, F_GETLK},
    {SCMP_SYS(fcntl), STORES | F, 1, WHOLE, F_OFD_SETLK},

    /* What ncurses asks of a terminal, and is refused by the file. */
    {SCMP_SYS(ioctl), S | F, 1, WHOLE, TCGETS},
    {SCMP_SYS(ioctl), S | F, 1, WHOLE, TCSETSW},

    /* A fork, not a thread, and with no room of its own. */
    {SCMP_SYS(clone), F, 0,
        ~(uint64_t)(CLONE_CHILD_CLEARTID | CLONE_CHILD_SETTID | SIGCHLD), 0},
    {SCMP_SYS(prlimit64), F, 0, WHOLE, 0}, /* its own limits */
    {SCMP_SYS(prctl), F, 0, WHOLE, PR_SET_DUMPABLE},
    {SCMP_SYS(prctl), F, 0, WHOLE, PR_SET_NAME},
    {SCMP_SYS(prctl), F, 0, WHOLE, PR_SET_NO_NEW_PRIVS},
    {SCMP_SYS(seccomp), F, 0, WHOLE, SECCOMP_SET_MODE_FILTER},
};

/* What a report asks for in vain and goes without: killed for it, the process
 * would say nothing. */
static bool
refuse_to_reports(void *filter, unsigned bit)
{
#ifdef HOMEROOM_SANITIZE
    static const struct call refused[] = {
        {SCMP_SYS(open), C | S | J | W},
        {SCMP_SYS(stat), C | S | J | W},
    };

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if ((bit & refused[i].kinds) != 0 &&
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused[i].number,
                0) != 0)
            return false;
    }
#else
    (void)filter;
    (void)bit;
#endif
    return true;
}

static bool
allow_flags(void *filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 2,
               SCMP_A1(SCMP_CMP_EQ, F_SETFL, 0),
               SCMP_A2(SCMP_CMP_MASKED_EQ, O_ASYNC, 0)) == 0;
}

/* What the listener loses, with EPERM: it and the images that it forks anew
 * have no use for any of it. */
static const int doors[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(connect),
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(setreuid),
    SCMP_SYS(setregid),
    SCMP_SYS(setresuid),
    SCMP_SYS(setresgid),
    SCMP_SYS(setfsuid),
    SCMP_SYS(setfsgid),
    SCMP_SYS(setgroups),
    SCMP_SYS(capset),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(clone3), /* whose flags a filter cannot see */
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(move_mount),
    SCMP_SYS(open_tree),
    SCMP_SYS(fsopen),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(name_to_handle_at),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(process_madvise),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(kcmp),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(keyctl),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(iopl),
    SCMP_SYS(ioperm),
    SCMP_SYS(modify_ldt),
    SCMP_SYS(personality),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(adjtimex),
    SCMP_SYS(clock_adjtime),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
    SCMP_SYS(syslog),
    SCMP_SYS(acct),
    SCMP_SYS(quotactl),
    SCMP_SYS(fanotify_init),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
#ifndef HOMEROOM_SANITIZE
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
#endif
};

/* Sockets that it was given, and pairs for its children; no other family. */
static bool
shut_doors(void *filter)
{
    const uint32_t refused = SCMP_ACT_ERRNO(EPERM);

    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
        if (seccomp_rule_add(filter, refused, doors[i], 0) != 0)
            return false;
    }
    return seccomp_rule_add(filter, refused, SCMP_SYS(socket), 1,
               SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0)) == 0 &&
           seccomp_rule_add(filter, refused, SCMP_SYS(mmap), 1,
               SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_WRITE | PROT_EXEC,
                   PROT_WRITE | PROT_EXEC)) == 0;
}

bool
sandbox_allow(void *filter, enum sandbox_kind kind)
{
    if (kind == SANDBOX_LISTENER)
        return shut_doors(filter);

    unsigned bit = 1U << kind;

    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if ((calls[i].kinds & bit) != 0 &&
            seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i].number, 0) != 0)
            return false;
    }
    for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++) {
        const struct argument *row = &arguments[i];

        if ((row->kinds & bit) != 0 &&
            seccomp_rule_add(filter, SCMP_ACT_ALLOW, row->number, 1,
                SCMP_CMP(row->position, SCMP_CMP_MASKED_EQ, row->mask,
                    row->value)) != 0)
            return false;
    }
    return refuse_to_reports(filter, bit) &&
           ((bit & (C | S | F)) == 0 || allow_flags(filter));
}
