/* Process: what every process of the daemon does at its start. */

#include "daemon/process.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "daemon/watched.h"

enum {
    HOLE_MOST = 64 * 1024,
    HOLE_LEAST = 16,
    TOP_PAD = 64 * 1024,
    EXIT_LOST = 70
};

void
process_name(const struct settings *settings, const char *name)
{
    static const char *const levels[] = {
        [LOG_LEVEL_ERROR] = "error",
        [LOG_LEVEL_WARNING] = "warning",
        [LOG_LEVEL_INFO] = "info",
        [LOG_LEVEL_DEBUG] = "debug",
    };
    enum log_level level = LOG_LEVEL_INFO;
    char shown[16]; /* as long as the kernel keeps it */

    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (text_equals(levels[i], settings->log_level))
            level = (enum log_level)i;
    }
    log_open(name, level);
    watched_name(name);
    if (text_equals(name, "supervisor"))
        return; /* it is homeroomd, as whoever looks for that expects */
    snprintf(shown, sizeof shown, "hr-%.12s", name);
    prctl(PR_SET_NAME, shown, 0, 0, 0);
}

static void
signals_leave(void)
{
    sigset_t none;

    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* What goes on without would be open to others. */
static _Noreturn void
lose(const char *what)
{
    log_error("process.begin", "reason=\"%s: %s\"", what, strerror(errno));
    _exit(EXIT_LOST);
}

void
process_close_memory(void)
{
    const struct rlimit none = {0};

    if (setrlimit(RLIMIT_CORE, &none) != 0)
        lose("no core files");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        lose("no new rights");
#ifndef HOMEROOM_WATCHED /* the search for leaks looks in from outside */
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        lose("no look into memory");
#endif
}

/* What is read from a terminal or printed by a library goes nowhere. */
static void
streams_close(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
        dup2(null, STDOUT_FILENO) < 0)
        lose("/dev/null");
}

/* First out of the way of each other, then to their places. */
void
process_begin(int *descriptors, int count)
{
    int high[PROCESS_DESCRIPTORS];

    signals_leave();
    process_close_memory();
    for (int i = 0; i < count; i++)
        high[i] = fcntl(descriptors[i], F_DUPFD_CLOEXEC, PROCESS_FIRST + count);
    streams_close();
    for (int i = 0; i < count; i++) {
        descriptors[i] = PROCESS_FIRST + i;
        if (high[i] < 0 || dup3(high[i], descriptors[i], O_CLOEXEC) < 0)
            lose("descriptors");
    }
    if (close_range((unsigned)(PROCESS_FIRST + count), ~0U, 0) != 0)
        lose("close_range");
}

#ifndef HOMEROOM_WATCHED
/* True when the block came out of a hole and the heap did not grow. */
static bool
hole_fill(size_t size)
{
    size_t before = mallinfo2().arena;
    void *block = malloc(size);

    /* Never freed: that is what it is for. */
    return block != NULL && mallinfo2().arena == before;
}
#endif

void
process_settle_heap(void)
{
#ifndef HOMEROOM_WATCHED
    mallopt(M_TOP_PAD, 0); /* so that one that does not fit is seen to grow */
    malloc_trim(0);
    for (size_t size = HOLE_MOST; size >= HOLE_LEAST; size /= 2) {
        while (hole_fill(size))
            continue;
    }
    mallopt(M_TOP_PAD, TOP_PAD);
#endif
}

void
process_die_with(int parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
        lose("ends with its parent");
    if (getppid() != parent)
        _exit(EXIT_LOST);
}
