/* The machine's time, for tests that set it. */

#include "support/machine.h"

#include <stdbool.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static bool is_set;
static int64_t machine_time;

/* Stands in for the C library's, in programs that call machine_set(). */
int
clock_gettime(clockid_t id, struct timespec *time)
{
    if (id != CLOCK_REALTIME || !is_set)
        return (int)syscall(SYS_clock_gettime, id, time);
    *time = (struct timespec){.tv_sec = (time_t)machine_time};
    return 0;
}

void
machine_set(int64_t at)
{
    machine_time = at;
    is_set = true;
}
