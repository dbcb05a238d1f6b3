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
    char *word = NULL;
    size_t size = 0;
    bool is_any = false;

    if (children == NULL)
        return false;
    while (getdelim(&word, &size, ' ', children) > 0) {
        pid_t pid = (pid_t)strtol(word, NULL, 10);

        if (pid <= 0 || pid == spared)
            continue;
        log_warning("process.orphan", "pid=%d", pid);
        kill(pid, SIGKILL);
        is_any = true;
    }
    free(word);
    fclose(children);
    return is_any;
}
