/* Watched: what sanitizers and valgrind are told of a process. */

#include "daemon/watched.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

#include "daemon/taken_over.h"

#ifdef HOMEROOM_SANITIZE
#include <sanitizer/lsan_interface.h>
#endif

#ifdef HOMEROOM_VALGRIND

#include <signal.h>
#include <sys/pidfd.h>
#include <sys/syscall.h>
#include <valgrind/valgrind.h>

void
watched_name(const char *name)
{
    VALGRIND_PRINTF("process %s\n", name);
}

/* ---- Calls that Debian's valgrind does not know: made past it, on the real
 * processor, where nothing of the C library's may be touched. ---- */

static long
kernel(long number, long first, long second)
{
    register long third __asm__("rdx") = 0;
    register long fourth __asm__("r10") = 0;
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(first), "S"(second), "r"(third),
                     "r"(fourth)
                     : "rcx", "r11", "memory");
    return result;
}

static long
open_really(long thread, long pid, long flags)
{
    (void)thread;
    return kernel(SYS_pidfd_open, pid, flags);
}

static long
send_really(long thread, long pidfd, long number)
{
    (void)thread;
    return kernel(SYS_pidfd_send_signal, pidfd, number);
}

static int
told(long result)
{
    if (result >= 0)
        return (int)result;
    errno = (int)-result;
    return -1;
}

int
pidfd_open(pid_t pid, unsigned flags)
{
    if (RUNNING_ON_VALGRIND == 0)
        return (int)syscall(SYS_pidfd_open, pid, flags);
    return told((long)VALGRIND_NON_SIMD_CALL2(open_really, pid, flags));
}

int
pidfd_send_signal(int pidfd, int number, siginfo_t *info, unsigned flags)
{
    if (RUNNING_ON_VALGRIND == 0)
        return (int)syscall(SYS_pidfd_send_signal, pidfd, number, info, flags);
    return told((long)VALGRIND_NON_SIMD_CALL2(send_really, pidfd, number));
}

#else

void
watched_name(const char *name)
{
    (void)name;
}

#endif

_Noreturn void
watched_exit(int exit_status)
{
#ifdef HOMEROOM_SANITIZE /* its search makes calls that no list allows */
    if (taken_over_is_bare())
        __lsan_do_leak_check();
#endif
    _exit(exit_status);
}
