/* Sandbox: each thing that a kind of process may not do, done in a child. */

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "config/config.h"
#include "daemon/sandbox.h"
#include "daemon/sandbox_landlock.h"
#include "support/support.h"

static const char *folders[2]; /* the store, and the end */

/* How a child ended that did `act` in the sandbox: the signal that killed it,
 * negative, or what `act` returned. */
static int
ended_as(enum sandbox_kind kind, int (*act)(void))
{
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        if (sandbox_enter(kind, folders) != 0)
            _exit(99);
        _exit(act());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int
opens(const char *path, int flags)
{
    return open(path, flags | O_CLOEXEC, 0600) >= 0 ? 0 : errno;
}

static int
open_a_file(void)
{
    return opens("/etc/passwd", O_RDONLY);
}

static int
open_a_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : errno;
}

static int
start_a_process(void)
{
    pid_t child = fork();

    if (child == 0)
        _exit(0);
    return child > 0 ? 0 : errno;
}

static int
run_a_program(void)
{
    char *const arguments[] = {NULL};

    execve("/bin/true", arguments, arguments);
    return errno;
}

static int
trace_a_process(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? 0 : errno;
}

static int
make_memory_to_run(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return page != MAP_FAILED ? 0 : errno;
}

static int
raise_a_limit(void)
{
    struct rlimit limit = {.rlim_cur = 64, .rlim_max = 64};

    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? 0 : errno;
}

static int
signal_another(void)
{
    return kill(getppid(), 0) == 0 ? 0 : errno;
}

/* What a connection does all day. */
static int
talk(void)
{
    static char bytes[100000];
    struct timespec moment = {0};

    memset(bytes, 'x', sizeof bytes);
    clock_gettime(CLOCK_MONOTONIC, &moment);
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    log_info("sandbox.test", "still=\"able to log\"");
    return page != MAP_FAILED && munmap(page, 4096) == 0 ? 0 : 1;
}

static int
open_beside_the_store(void)
{
    return opens("/etc/hostname", O_RDONLY);
}

static int
list_the_root(void)
{
    return opens("/", O_RDONLY | O_DIRECTORY);
}

static const char *
stored(const char *name)
{
    static char path[512];

    snprintf(path, sizeof path, "%s/%s", folders[0], name);
    return path;
}

static int
use_the_store(void)
{
    int file = open(stored("store.db"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    if (file < 0)
        return errno;
    if (pwrite(file, "page", 4, 0) != 4 || ftruncate(file, 2) != 0 ||
        fcntl(file, F_SETLK, &lock) != 0 || fdatasync(file) != 0)
        return errno;
    close(file);
    return 0;
}

static int
make_a_folder_in_the_store(void)
{
    return syscall(SYS_mkdirat, AT_FDCWD, stored("folder"), 0700) == 0 ? 0
                                                                       : errno;
}

static int
climb_out_of_the_store(void)
{
    return opens(stored("../../../../../../../../etc/passwd"), O_RDONLY);
}

static int
read_zoneinfo(void)
{
    return opens("/usr/share/zoneinfo/Europe/Berlin", O_RDONLY);
}

static int
write_zoneinfo(void)
{
    return opens("/usr/share/zoneinfo/Europe/Berlin", O_WRONLY);
}

static int
read_terminfo(void)
{
    int reason = opens("/lib/terminfo/x/xterm", O_RDONLY);

    return reason == ENOENT ? opens("/usr/share/terminfo/x/xterm", O_RDONLY)
                            : reason;
}

static int
draw_into_memory(void)
{
    int file = memfd_create("screen", MFD_CLOEXEC);

    return file >= 0 && write(file, "x", 1) == 1 ? 0 : errno;
}

/* The highest descriptor there can be, and one more. */
static int
descriptors_most(void)
{
    int last = 0;
    int next = 0;

    while (next >= 0 && next < 200) {
        last = next;
        next = open("/usr/share/zoneinfo/zone.tab", O_RDONLY | O_CLOEXEC);
    }
    return errno == EMFILE ? last + 1 : 255;
}

static int
take_much_memory(void)
{
    void *much = mmap(NULL, (size_t)300 << 20, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return much != MAP_FAILED ? 0 : errno;
}

static int
hide_a_dump(void)
{
    return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0 ? 0 : errno;
}

static int
own_a_descriptor(void)
{
    return fcntl(STDERR_FILENO, F_SETOWN, getppid()) == 0 ? 0 : errno;
}

static int
signal_by_descriptor(void)
{
    return fcntl(STDERR_FILENO, F_SETFL, O_ASYNC) == 0 ? 0 : errno;
}

static int
size_a_pipe(void)
{
    return fcntl(STDERR_FILENO, F_SETPIPE_SZ, 1 << 20) > 0 ? 0 : errno;
}

static int
start_a_thread(void)
{
    long thread = syscall(SYS_clone,
        CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD, 0L,
        0L, 0L, 0L);

    return thread >= 0 ? 0 : errno;
}

static int
leave_for_a_room(void)
{
    long child = syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0L, 0L, 0L, 0L);

    if (child == 0)
        _exit(0);
    return child > 0 ? 0 : errno;
}

static int
leave_for_a_user(void)
{
    return setresuid(65534, 65534, 65534) == 0 ? 0 : errno;
}

/* Whatever the socket is: who is not connected says to whom. */
static int
send_to_an_address(void)
{
    const struct sockaddr_in somebody = {
        .sin_family = AF_INET,
        .sin_port = htons(9),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };

    return sendto(STDERR_FILENO, "x", 1, 0, (const struct sockaddr *)&somebody,
               sizeof somebody) >= 0
               ? 0
               : errno;
}

static int
hear_an_address(void)
{
    struct sockaddr_in somebody = {0};
    socklen_t size = sizeof somebody;
    char byte;

    return recvfrom(STDERR_FILENO, &byte, 1, MSG_DONTWAIT,
               (struct sockaddr *)&somebody, &size) >= 0
               ? 0
               : errno;
}

/* By the numbers of x32, which a filter of ours does not speak of. */
static int
call_as_another_machine(void)
{
    return syscall(0x40000000L | SYS_getpid) >= 0 ? 0 : errno;
}

/* What Landlock lets anybody open, since nothing is read from it. */
static int
look_from_a_place(void)
{
    return opens("/etc", O_PATH | O_DIRECTORY);
}

static const struct {
    const char *name;
    int (*act)(void);
} forbidden[] =
    {
        {"a socket", open_a_socket},
        {"a packet to an address", send_to_an_address},
        {"a packet's address", hear_an_address},
        {"a program", run_a_program},
        {"memory to run", make_memory_to_run},
        {"a signal", signal_another},
        {"a descriptor's owner", own_a_descriptor},
        {"a descriptor's signal", signal_by_descriptor},
        {"a larger pipe", size_a_pipe},
        {"another machine's call", call_as_another_machine},
        {"a thread", start_a_thread},
        {"a room of its own", leave_for_a_room},
},
  forbidden_but_to_spawners[] = {
      {"a fork", start_a_process},
      {"a place to look from", look_from_a_place},
      {"tracing", trace_a_process},
      {"a higher limit", raise_a_limit},
      {"a dump", hide_a_dump},
};

static bool
is_spawner(int kind)
{
    return kind == SANDBOX_CONNECTIONS || kind == SANDBOX_SESSIONS;
}

/* Of which a sanitizer's search for leaks is a part. */
static bool
is_searched(int kind)
{
#ifdef HOMEROOM_SANITIZE
    return is_spawner(kind) || kind == SANDBOX_KEEPER;
#else
    return kind == SANDBOX_KIND_COUNT;
#endif
}

static void
what_none_may_kills_each(void **state)
{
    (void)state;
    for (int kind = 0; kind < SANDBOX_LISTENER; kind++) {
        for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
            if (is_searched(kind) && forbidden[i].act == start_a_thread)
                continue;
            if (is_searched(kind) && forbidden[i].act == leave_for_a_room)
                continue;
            print_message("%d: %s\n", kind, forbidden[i].name);
            assert_int_equal(ended_as((enum sandbox_kind)kind,
                                 forbidden[i].act),
                -SIGSYS);
        }
    }
}

static void
what_a_spawner_does_kills_all_others(void **state)
{
    size_t count = sizeof forbidden_but_to_spawners /
                   sizeof *forbidden_but_to_spawners;

    (void)state;
    for (int kind = 0; kind < SANDBOX_LISTENER; kind++) {
        for (size_t i = 0; i < count && !is_spawner(kind); i++) {
            if (is_searched(kind))
                continue;
            assert_int_equal(ended_as((enum sandbox_kind)kind,
                                 forbidden_but_to_spawners[i].act),
                -SIGSYS);
        }
    }
    assert_int_equal(ended_as(SANDBOX_CONNECTIONS, start_a_process), 0);
    assert_int_equal(ended_as(SANDBOX_SESSIONS, start_a_process), 0);
    if (!is_searched(SANDBOX_SESSIONS))
        assert_int_equal(ended_as(SANDBOX_SESSIONS, trace_a_process), -SIGSYS);
}

/* Doors that no process of ours ever needs, by number. */
static const struct door {
    const char *name;
    long number;
} doors[] = {
#define DOOR(name)        \
    {                     \
#name, SYS_##name \
    }
    DOOR(socket),
    DOOR(connect),
    DOOR(bind),
    DOOR(listen),
    DOOR(accept),
    DOOR(accept4),
    DOOR(socketpair),
    DOOR(sendmmsg),
    DOOR(recvmmsg),
    DOOR(execve),
    DOOR(execveat),
    DOOR(fork),
    DOOR(vfork),
    DOOR(clone3),
    DOOR(kill),
    DOOR(tkill),
    DOOR(rt_sigqueueinfo),
    DOOR(pidfd_getfd),
    DOOR(pidfd_send_signal),
    DOOR(process_vm_writev),
    DOOR(process_madvise),
    DOOR(kcmp),
    DOOR(setuid),
    DOOR(setgid),
    DOOR(setreuid),
    DOOR(setresuid),
    DOOR(setresgid),
    DOOR(setfsuid),
    DOOR(setgroups),
    DOOR(capset),
    DOOR(setpgid),
    DOOR(setsid),
    DOOR(io_uring_setup),
    DOOR(io_uring_enter),
    DOOR(io_setup),
    DOOR(bpf),
    DOOR(perf_event_open),
    DOOR(userfaultfd),
    DOOR(add_key),
    DOOR(request_key),
    DOOR(keyctl),
    DOOR(mount),
    DOOR(umount2),
    DOOR(move_mount),
    DOOR(fsopen),
    DOOR(pivot_root),
    DOOR(chroot),
    DOOR(unshare),
    DOOR(setns),
    DOOR(name_to_handle_at),
    DOOR(open_by_handle_at),
    DOOR(openat2),
    DOOR(init_module),
    DOOR(finit_module),
    DOOR(kexec_load),
    DOOR(reboot),
    DOOR(swapon),
    DOOR(iopl),
    DOOR(ioperm),
    DOOR(modify_ldt),
    DOOR(arch_prctl),
    DOOR(personality),
    DOOR(settimeofday),
    DOOR(clock_settime),
    DOOR(adjtimex),
    DOOR(sethostname),
    DOOR(syslog),
    DOOR(acct),
    DOOR(quotactl),
    DOOR(fanotify_init),
    DOOR(inotify_init1),
    DOOR(memfd_secret),
    DOOR(shmget),
    DOOR(shmat),
    DOOR(msgget),
    DOOR(semget),
    DOOR(mq_open),
    DOOR(timer_create),
    DOOR(signalfd4),
    DOOR(eventfd2),
    DOOR(epoll_create1),
    DOOR(splice),
    DOOR(vmsplice),
    DOOR(tee),
    DOOR(sendfile),
    DOOR(copy_file_range),
    DOOR(link),
    DOOR(linkat),
    DOOR(symlink),
    DOOR(symlinkat),
    DOOR(rename),
    DOOR(renameat2),
    DOOR(mkdir),
    DOOR(mkdirat),
    DOOR(rmdir),
    DOOR(mknod),
    DOOR(mknodat),
    DOOR(chmod),
    DOOR(fchmodat),
    DOOR(chown),
    DOOR(lchown),
    DOOR(truncate),
    DOOR(setxattr),
    DOOR(utimensat),
    DOOR(chdir),
    DOOR(fchdir),
    DOOR(umask),
    DOOR(setpriority),
    DOOR(sched_setscheduler),
    DOOR(mlock),
    DOOR(mlockall),
    DOOR(pkey_mprotect),
    DOOR(remap_file_pages),
#undef DOOR
};

static const struct door *tried;

static int
try_door(void)
{
    return syscall(tried->number, 0L, 0L, 0L, 0L, 0L, 0L) >= 0 ? 0 : errno;
}

static void
every_door_is_shut_to_every_kind(void **state)
{
    size_t cases = 0;

    (void)state;
    for (int kind = 0; kind < SANDBOX_LISTENER; kind++) {
        for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
            tried = &doors[i];
            if (ended_as((enum sandbox_kind)kind, try_door) != -SIGSYS)
                fail_msg("%s is open to kind %d", tried->name, kind);
            cases++;
        }
    }
    print_message("doors: %zu tried, 0 open\n", cases);
}

static int
read_a_file(void)
{
    return opens("/etc/hostname", O_RDONLY);
}

static int
write_elsewhere(void)
{
    return opens("/tmp/homeroom-was-here", O_WRONLY | O_CREAT);
}

/* It and what it forks anew go on, so it is told and not killed. */
static void
the_listener_is_refused(void **state)
{
    int (*const refused[])(void) = {open_a_socket, run_a_program,
        make_memory_to_run, leave_for_a_user};

    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(ended_as(SANDBOX_LISTENER, refused[i]), EPERM);
    assert_int_equal(ended_as(SANDBOX_LISTENER, call_as_another_machine),
        -SIGSYS);
    assert_int_equal(ended_as(SANDBOX_LISTENER, talk), 0);
    assert_int_equal(ended_as(SANDBOX_LISTENER, start_a_process), 0);
    assert_int_equal(ended_as(SANDBOX_LISTENER, use_the_store), 0);
    if (!landlock_is_there())
        skip();
    assert_int_equal(ended_as(SANDBOX_LISTENER, read_a_file), 0);
    assert_int_equal(ended_as(SANDBOX_LISTENER, write_elsewhere), EACCES);
    /* Of whom no list of calls keeps it, as it does the others. */
    assert_int_equal(ended_as(SANDBOX_LISTENER, make_a_folder_in_the_store),
        EACCES);
}

static void
a_connection_that_opens_a_file_is_killed(void **state)
{
    (void)state;
    assert_int_equal(ended_as(SANDBOX_CONNECTION, open_a_file), -SIGSYS);
    assert_int_equal(ended_as(SANDBOX_CONNECTION, use_the_store), -SIGSYS);
    assert_int_equal(ended_as(SANDBOX_CONNECTION, draw_into_memory), -SIGSYS);
    assert_int_equal(ended_as(SANDBOX_JOIN, open_a_file), -SIGSYS);
    assert_int_equal(ended_as(SANDBOX_JOIN, use_the_store), -SIGSYS);
    assert_int_equal(ended_as(SANDBOX_WORKER, open_a_file), -SIGSYS);
    assert_int_equal(ended_as(SANDBOX_WORKER, use_the_store), -SIGSYS);
}

static void
all_go_about_their_work(void **state)
{
    (void)state;
    assert_int_equal(ended_as(SANDBOX_CONNECTION, talk), 0);
    assert_int_equal(ended_as(SANDBOX_SESSION, talk), 0);
    assert_int_equal(ended_as(SANDBOX_JOIN, talk), 0);
    assert_int_equal(ended_as(SANDBOX_WORKER, talk), 0);
    assert_int_equal(ended_as(SANDBOX_KEEPER, talk), 0);
    assert_int_equal(ended_as(SANDBOX_CONNECTIONS, talk), 0);
    assert_int_equal(ended_as(SANDBOX_SESSIONS, talk), 0);
}

static void
a_session_uses_its_store_and_no_other_file(void **state)
{
    (void)state;
    assert_int_equal(ended_as(SANDBOX_SESSION, use_the_store), 0);
    if (!landlock_is_there())
        skip();
    assert_int_equal(ended_as(SANDBOX_SESSION, open_a_file), EACCES);
    assert_int_equal(ended_as(SANDBOX_SESSION, open_beside_the_store), EACCES);
    assert_int_equal(ended_as(SANDBOX_SESSION, list_the_root), EACCES);
    assert_int_equal(ended_as(SANDBOX_SESSION, climb_out_of_the_store), EACCES);
    assert_int_equal(ended_as(SANDBOX_SESSIONS, open_a_file), EACCES);
}

static void
the_keeper_uses_its_stores_and_no_other_file(void **state)
{
    (void)state;
    assert_int_equal(ended_as(SANDBOX_KEEPER, use_the_store), 0);
    if (!landlock_is_there())
        skip();
    assert_int_equal(ended_as(SANDBOX_KEEPER, open_a_file), EACCES);
    assert_int_equal(ended_as(SANDBOX_KEEPER, climb_out_of_the_store), EACCES);
}

static int
open_null(void)
{
    return opens("/dev/null", O_RDWR);
}

static void
the_spawner_of_connections_opens_nothing(void **state)
{
    (void)state;
    if (!landlock_is_there())
        skip();
    assert_int_equal(ended_as(SANDBOX_CONNECTIONS, open_null), 0);
    assert_int_equal(ended_as(SANDBOX_CONNECTIONS, open_a_file), EACCES);
    assert_int_equal(ended_as(SANDBOX_CONNECTIONS, read_zoneinfo), EACCES);
    assert_int_equal(ended_as(SANDBOX_CONNECTIONS, use_the_store), EACCES);
}

static void
a_session_makes_no_folder(void **state)
{
    (void)state;
    assert_int_equal(ended_as(SANDBOX_SESSION, make_a_folder_in_the_store),
        -SIGSYS);
}

static void
a_session_reads_zones_and_terminals(void **state)
{
    (void)state;
    assert_int_equal(ended_as(SANDBOX_SESSION, read_zoneinfo), 0);
    assert_int_equal(ended_as(SANDBOX_SESSION, read_terminfo), 0);
    if (landlock_is_there())
        assert_int_equal(ended_as(SANDBOX_SESSION, write_zoneinfo), EACCES);
}

static void
a_session_draws_into_memory(void **state)
{
    (void)state;
    assert_int_equal(ended_as(SANDBOX_SESSION, draw_into_memory), 0);
}

static void
a_session_is_limited(void **state)
{
    (void)state;
    assert_int_equal(ended_as(SANDBOX_SESSION, descriptors_most), 32);
#ifndef HOMEROOM_SANITIZE
    assert_int_equal(ended_as(SANDBOX_SESSION, take_much_memory), ENOMEM);
    assert_int_equal(ended_as(SANDBOX_CONNECTION, take_much_memory), ENOMEM);
#else
    (void)take_much_memory;
#endif
}

static void
a_session_s_limits_are_the_operator_s_to_set(void **state)
{
    const struct settings *before = config_current();
    struct settings settings;
    (void)state;

    config_defaults(".", &settings);
    settings.session_descriptors = 77;
    settings.session_memory_mib = 1024;
    config_use(&settings);
    assert_int_equal(ended_as(SANDBOX_SESSION, descriptors_most), 77);
#ifndef HOMEROOM_SANITIZE
    assert_int_equal(ended_as(SANDBOX_SESSION, take_much_memory), 0);
#endif
    config_use(before);
    config_clear(&settings);
}

static void
a_session_without_a_store_does_not_begin(void **state)
{
    (void)state;
    assert_int_equal(sandbox_enter(SANDBOX_SESSION, NULL), STATUS_INVALID);
    assert_int_equal(sandbox_enter(SANDBOX_KEEPER, &folders[1]),
        STATUS_INVALID);
}

static int
prepare(void **state)
{
    (void)state;
    folders[0] = support_folder();
    for (int kind = 0; kind < SANDBOX_KIND_COUNT; kind++) {
        if (sandbox_prepare((enum sandbox_kind)kind) != STATUS_OK)
            return -1;
    }
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_without_a_store_does_not_begin),
        cmocka_unit_test(what_none_may_kills_each),
        cmocka_unit_test(what_a_spawner_does_kills_all_others),
        cmocka_unit_test(every_door_is_shut_to_every_kind),
        cmocka_unit_test(the_listener_is_refused),
        cmocka_unit_test(a_connection_that_opens_a_file_is_killed),
        cmocka_unit_test(all_go_about_their_work),
        cmocka_unit_test(a_session_uses_its_store_and_no_other_file),
        cmocka_unit_test(the_keeper_uses_its_stores_and_no_other_file),
        cmocka_unit_test(the_spawner_of_connections_opens_nothing),
        cmocka_unit_test(a_session_makes_no_folder),
        cmocka_unit_test(a_session_reads_zones_and_terminals),
        cmocka_unit_test(a_session_draws_into_memory),
        cmocka_unit_test(a_session_is_limited),
        cmocka_unit_test(a_session_s_limits_are_the_operator_s_to_set),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
