/* Sandbox: each thing a connection or a session may not do, done in a child. */

#include <errno.h>
#include <fcntl.h>
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
#include "daemon/sandbox.h"
#include "daemon/sandbox_landlock.h"
#include "support/support.h"

static const char *store;

/* How a child ended that did `act` in the sandbox: the signal that killed it,
 * negative, or what `act` returned. */
static int
ended_as(enum sandbox_kind kind, int (*act)(void))
{
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        if (sandbox_enter(kind, kind == SANDBOX_SESSION ? store : NULL) != 0)
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

    snprintf(path, sizeof path, "%s/%s", store, name);
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
    return unlink(stored("store.db")) == 0 ? 0 : errno;
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

static int
open_many_files(void)
{
    for (int i = 0; i < 40; i++) {
        if (dup(STDERR_FILENO) < 0)
            return errno;
    }
    return 0;
}

static int
take_much_memory(void)
{
    void *much = mmap(NULL, (size_t)300 << 20, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return much != MAP_FAILED ? 0 : errno;
}

static int
tell_whether_dumped(void)
{
    struct rlimit core = {.rlim_cur = 1};

    return getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 ? 0 : 1;
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

static const struct {
    const char *name;
    int (*act)(void);
} forbidden_to_both[] = {
    {"a socket", open_a_socket},
    {"a fork", start_a_process},
    {"a program", run_a_program},
    {"tracing", trace_a_process},
    {"memory to run", make_memory_to_run},
    {"a higher limit", raise_a_limit},
    {"a signal", signal_another},
    {"a dump", hide_a_dump},
    {"a descriptor's owner", own_a_descriptor},
    {"a descriptor's signal", signal_by_descriptor},
    {"a larger pipe", size_a_pipe},
};

static void
what_neither_may_kills_either(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forbidden_to_both / sizeof *forbidden_to_both;
         i++) {
        print_message("%s\n", forbidden_to_both[i].name);
        for (int kind = 0; kind < SANDBOX_KIND_COUNT; kind++)
            assert_int_equal(ended_as((enum sandbox_kind)kind,
                                 forbidden_to_both[i].act),
                -SIGSYS);
    }
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
}

static void
both_go_about_their_work(void **state)
{
    (void)state;
    assert_int_equal(ended_as(SANDBOX_CONNECTION, talk), 0);
    assert_int_equal(ended_as(SANDBOX_SESSION, talk), 0);
    assert_int_equal(ended_as(SANDBOX_JOIN, talk), 0);
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
    assert_int_equal(ended_as(SANDBOX_SESSION, open_many_files), EMFILE);
    assert_int_equal(ended_as(SANDBOX_SESSION, tell_whether_dumped), 0);
#ifndef HOMEROOM_SANITIZE
    assert_int_equal(ended_as(SANDBOX_SESSION, take_much_memory), ENOMEM);
    assert_int_equal(ended_as(SANDBOX_CONNECTION, take_much_memory), ENOMEM);
#else
    (void)take_much_memory;
#endif
}

static void
a_session_without_a_store_does_not_begin(void **state)
{
    (void)state;
    assert_int_equal(sandbox_enter(SANDBOX_SESSION, NULL), STATUS_INVALID);
}

static int
prepare(void **state)
{
    (void)state;
    store = support_folder();
    if (sandbox_prepare(SANDBOX_CONNECTION) != STATUS_OK)
        return -1;
    if (sandbox_prepare(SANDBOX_JOIN) != STATUS_OK)
        return -1;
    return sandbox_prepare(SANDBOX_SESSION) == STATUS_OK ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_without_a_store_does_not_begin),
        cmocka_unit_test(what_neither_may_kills_either),
        cmocka_unit_test(a_connection_that_opens_a_file_is_killed),
        cmocka_unit_test(both_go_about_their_work),
        cmocka_unit_test(a_session_uses_its_store_and_no_other_file),
        cmocka_unit_test(a_session_makes_no_folder),
        cmocka_unit_test(a_session_reads_zones_and_terminals),
        cmocka_unit_test(a_session_draws_into_memory),
        cmocka_unit_test(a_session_is_limited),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
