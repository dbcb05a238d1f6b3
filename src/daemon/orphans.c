/* Orphans: what a lost listener left behind and does not end by itself. */

#include "daemon/orphans.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"

/* "12 34 56 " */
static FILE *
open_children(void)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    return fopen(path, "re");
}

bool
orphans_kill(pid_t spared)
{
    FILE *children = open_children();
    int pid = 0;
    bool is_any = false;

    if (children == NULL)
        return false;
    while (fscanf(children, "%d", &pid) == 1) {
        if (pid <= 0 || pid == spared)
            continue;
        log_warning("process.orphan", "pid=%d", pid);
        kill(pid, SIGKILL);
        is_any = true;
    }
    fclose(children);
    return is_any;
}
