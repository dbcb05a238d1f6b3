/* The screens that come with the program, by their files. */

#include "support/screens.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/support.h"

static glob_t files; /* owned, until the end */
static size_t folder_length;

static void
look(void)
{
    char pattern[1024];

    folder_length = strlen(support_source("screens/"));
    for (int depth = 0; depth < 2; depth++) {
        snprintf(pattern, sizeof pattern, "%s%s", support_source("screens/"),
            depth == 0 ? "*.txt" : "*/*.txt");
        if (glob(pattern, depth == 0 ? 0 : GLOB_APPEND, NULL, &files) != 0)
            abort();
    }
}

const char *
screens_name(size_t index)
{
    static char name[128];

    if (folder_length == 0)
        look();
    if (index >= files.gl_pathc)
        return NULL;
    const char *path = files.gl_pathv[index] + folder_length;
    snprintf(name, sizeof name, "%.*s", (int)(strlen(path) - strlen(".txt")),
        path);
    return name;
}
