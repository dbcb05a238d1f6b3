/* Runs a program, for tests alone: one system call of it, or of a process that
 * it forked, fails, or is where that process is killed.
 *
 *     failing LOG MARK POINT ERROR TIMES PROGRAM WORDS...
 *
 * LOG is told each call of those below, from the one on that has MARK for a
 * path: "PROCESS CALL N NAME WHERE". PROCESS is "0" for the program, "0.2" for
 * the second that it forked, so that a point is the same one in another run;
 * WHERE is the path or what the descriptor is of. POINT is "PROCESS CALL N", or
 * "-"; ERROR an errno, or 0 for SIGKILL before the call is made. Of TIMES more
 * than one, calls of that name fail after it in any process. The line that was
 * met ends in " !". What goes to its standard output or error is no such call.
 * The program's exit status is this one's. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    OPTIONS = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
              PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL,
    PROCESSES_MOST = 4096,
    PLACE_BYTES = 64,
    PATH_BYTES = 512,
    CALLS_MOST = 64
};

enum subject {
    OF_NOTHING,
    OF_PATH,   /* its first argument */
    OF_SECOND, /* its second is a path */
    OF_FILE    /* its first is a descriptor */
};

#define CALL(name, subject)             \
    {                                   \
#name, SYS_##name, OF_##subject \
    }

static const struct {
    const char *name;
    long number;
    enum subject subject;
} calls[] = {
    CALL(open, PATH),
    CALL(openat, SECOND),
    CALL(read, FILE),
    CALL(pread64, FILE),
    CALL(write, FILE),
    CALL(writev, FILE),
    CALL(pwrite64, FILE),
    CALL(fsync, FILE),
    CALL(fdatasync, FILE),
    CALL(syncfs, FILE),
    CALL(ftruncate, FILE),
    CALL(fallocate, FILE),
    CALL(fcntl, FILE),
    CALL(flock, FILE),
    CALL(getdents64, FILE),
    CALL(rename, PATH),
    CALL(renameat, SECOND),
    CALL(renameat2, SECOND),
    CALL(link, PATH),
    CALL(unlink, PATH),
    CALL(unlinkat, SECOND),
    CALL(rmdir, PATH),
    CALL(mkdir, PATH),
    CALL(mkdirat, SECOND),
    CALL(chmod, PATH),
    CALL(fchmod, FILE),
    CALL(chown, PATH),
    CALL(fchown, FILE),
    CALL(lchown, PATH),
    CALL(newfstatat, SECOND),
    CALL(access, PATH),
    CALL(socket, NOTHING),
    CALL(socketpair, NOTHING),
    CALL(bind, FILE),
    CALL(listen, FILE),
    CALL(connect, FILE),
    CALL(setsockopt, FILE),
    CALL(epoll_create1, NOTHING),
    CALL(epoll_ctl, FILE),
    CALL(signalfd4, NOTHING),
    CALL(pipe2, NOTHING),
    CALL(memfd_create, PATH),
    CALL(pidfd_open, NOTHING),
    CALL(mmap, NOTHING),
    CALL(mprotect, NOTHING),
    CALL(fork, NOTHING),
    CALL(vfork, NOTHING),
    CALL(clone, NOTHING),
    CALL(prctl, NOTHING),
    CALL(seccomp, NOTHING),
    CALL(landlock_create_ruleset, NOTHING),
    CALL(landlock_add_rule, NOTHING),
    CALL(landlock_restrict_self, NOTHING),
    CALL(setrlimit, NOTHING),
    CALL(prlimit64, NOTHING),
    CALL(close_range, NOTHING),
};

enum {
    CALL_COUNT = sizeof calls / sizeof *calls
};

struct process {
    pid_t pid; /* 0: free */
    char place[PLACE_BYTES];
    bool is_new;
    int forked;
    int counted[CALLS_MOST];
};

static struct process processes[PROCESSES_MOST];
static FILE *told;
static const char *mark;
static const char *point;
static int error;
static long times;
static long failing_call = -1; /* met: the rest of the times are its */
static bool is_marked;

static void
die(const char *what)
{
    perror(what);
    exit(99);
}

/* ---- The program's side ---------------------------------------------------
 */

static void
filter_calls(void)
{
    struct sock_filter filter[2 * CALL_COUNT + 8];
    unsigned short count = 0;

    filter[count++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
        offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < CALL_COUNT; i++) {
        filter[count++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ |
                                                           BPF_K,
            (uint32_t)calls[i].number, 0, 1);
        filter[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
            SECCOMP_RET_TRACE);
    }
    filter[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
        SECCOMP_RET_ALLOW);
    struct sock_fprog program = {.len = count, .filter = filter};
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) {
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
            die("seccomp");
    }
}

static void
run(char **words)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        die("ptrace");
    raise(SIGSTOP);
    filter_calls();
    execv(words[0], words);
    die(words[0]);
}

/* ---- Its processes --------------------------------------------------------
 */

static struct process *
find(pid_t pid)
{
    for (int i = 0; i < PROCESSES_MOST; i++)
        if (processes[i].pid == pid)
            return &processes[i];
    return NULL;
}

static struct process *
add(pid_t pid, struct process *parent)
{
    struct process *process = find(pid);

    if (process == NULL)
        process = find(0);
    if (process == NULL)
        die("processes");
    *process = (struct process){.pid = pid, .place = "0", .is_new = true};
    if (parent != NULL)
        snprintf(process->place, sizeof process->place, "%.50s.%d",
            parent->place, ++parent->forked);
    return process;
}

static void
read_link(pid_t pid, long file, char path[PATH_BYTES])
{
    char link[64];

    snprintf(link, sizeof link, "/proc/%d/fd/%ld", (int)pid, file);
    ssize_t length = readlink(link, path, PATH_BYTES - 1);
    path[length > 0 ? length : 0] = '\0';
}

static void
read_text(pid_t pid, uint64_t at, char path[PATH_BYTES])
{
    struct iovec here = {path, PATH_BYTES - 1};
    size_t page = 4096 - at % 4096;
    struct iovec there = {(void *)(uintptr_t)at,
        page < PATH_BYTES - 1 ? page : PATH_BYTES - 1};
    ssize_t count = process_vm_readv(pid, &here, 1, &there, 1, 0);

    path[count > 0 ? count : 0] = '\0';
}

static void
read_subject(pid_t pid, enum subject subject,
    const struct user_regs_struct *registers, char path[PATH_BYTES])
{
    path[0] = '\0';
    if (subject == OF_PATH)
        read_text(pid, registers->rdi, path);
    else if (subject == OF_SECOND)
        read_text(pid, registers->rsi, path);
    else if (subject == OF_FILE)
        read_link(pid, (long)registers->rdi, path);
    for (char *at = path; *at != '\0'; at++)
        if (*at <= ' ')
            *at = '?';
}

static void
read_name(pid_t pid, char name[32])
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/comm", (int)pid);
    FILE *file = fopen(path, "r");
    if (file == NULL || fgets(name, 32, file) == NULL)
        strcpy(name, "?");
    if (file != NULL)
        fclose(file);
    name[strcspn(name, "\n")] = '\0';
    for (char *at = name; *at != '\0'; at++)
        if (*at == ' ')
            *at = '_';
}

/* ---- Calls ----------------------------------------------------------------
 */

static bool
is_met(long call, const char *here)
{
    if (failing_call >= 0) {
        if (call != failing_call || times <= 0)
            return false;
        times--;
        return true;
    }
    if (strcmp(here, point) != 0)
        return false;
    failing_call = call;
    times--;
    return true;
}

static void
call_made(struct process *process)
{
    struct user_regs_struct registers;
    char path[PATH_BYTES];
    char here[PLACE_BYTES + 64];
    char name[32];
    size_t i = 0;

    if (ptrace(PTRACE_GETREGS, process->pid, NULL, &registers) != 0)
        return; /* it was killed */
    while (i < CALL_COUNT && calls[i].number != (long)registers.orig_rax)
        i++;
    if (i == CALL_COUNT)
        return;
    if (calls[i].number == SYS_write && registers.rdi <= STDERR_FILENO)
        return; /* it may speak */
    read_subject(process->pid, calls[i].subject, &registers, path);
    if (!is_marked && strcmp(path, mark) != 0)
        return;
    is_marked = true;
    snprintf(here, sizeof here, "%s %s %d", process->place, calls[i].name,
        ++process->counted[i]);
    read_name(process->pid, name);
    bool fails = is_met((long)i, here);
    fprintf(told, "%s %s %s%s\n", here, name, path[0] != '\0' ? path : "-",
        fails ? " !" : "");
    fflush(told);
    if (fails && error == 0) {
        kill(process->pid, SIGKILL);
    } else if (fails) {
        registers.orig_rax = (unsigned long long)-1;
        registers.rax = (unsigned long long)-(long long)error;
        ptrace(PTRACE_SETREGS, process->pid, NULL, &registers);
    }
}

/* A child may be seen before its fork is: it waits, since it has no place yet.
 */
static void
forked(struct process *parent)
{
    unsigned long pid = 0;

    if (ptrace(PTRACE_GETEVENTMSG, parent->pid, NULL, &pid) != 0)
        return;
    bool is_seen = find((pid_t)pid) != NULL;
    add((pid_t)pid, parent)->is_new = !is_seen;
    if (is_seen)
        ptrace(PTRACE_CONT, (pid_t)pid, NULL, NULL);
}

/* Goes on with what stopped. */
static void
stopped(pid_t pid, int status)
{
    struct process *process = find(pid);
    int event = status >> 16;
    int number = WSTOPSIG(status);

    if (process == NULL) {
        add(pid, NULL)->place[0] = '\0';
        return;
    }
    if (event == PTRACE_EVENT_SECCOMP) {
        call_made(process);
        number = 0;
    } else if (event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_VFORK ||
               event == PTRACE_EVENT_CLONE) {
        forked(process);
        number = 0;
    } else if (event != 0 || number == SIGTRAP) {
        number = 0;
    } else if (number == SIGSTOP && process->is_new) {
        number = 0; /* a child's first, that ptrace sends */
    }
    process->is_new = false;
    ptrace(PTRACE_CONT, pid, NULL, (void *)(uintptr_t)number);
}

static pid_t child;

static void
pass_on(int number)
{
    kill(child, number);
}

int
main(int count, char **words)
{
    int status;
    int exit_status = 98;
    pid_t pid;

    if (count < 7) {
        fprintf(stderr, "failing LOG MARK POINT ERROR TIMES PROGRAM ...\n");
        return 97;
    }
    told = fopen(words[1], "we");
    if (told == NULL)
        die(words[1]);
    mark = words[2];
    point = words[3];
    error = atoi(words[4]);
    times = atol(words[5]);
    child = fork();
    if (child == 0)
        run(words + 6);
    add(child, NULL);
    waitpid(child, &status, 0);
    ptrace(PTRACE_SETOPTIONS, child, NULL, (void *)(uintptr_t)OPTIONS);
    signal(SIGTERM, pass_on);
    signal(SIGINT, SIG_IGN);
    ptrace(PTRACE_CONT, child, NULL, NULL);
    while ((pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
        if (pid <= 0)
            continue;
        if (WIFSTOPPED(status)) {
            stopped(pid, status);
            continue;
        }
        struct process *process = find(pid);
        if (process != NULL)
            process->pid = 0;
        if (pid == child)
            exit_status = WIFEXITED(status) ? WEXITSTATUS(status)
                                            : 128 + WTERMSIG(status);
    }
    return exit_status;
}
