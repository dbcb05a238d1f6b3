/* Whatever a screen file holds: it is refused with a reason, or shown as clean
 * text whatever the tokens' values are. */

#include "input.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/unicode.h"
#include "support/screens.h"
#include "ui/display.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/homeroom-fuzz-XXXXXX";

static void
write_screen(const char *name, const void *bytes, size_t count)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    FILE *file = fopen(path, "we");
    require(file != NULL);
    require(fwrite(bytes, 1, count, file) == count);
    require(fclose(file) == 0);
}

/* The folder that a screen stands in, below ours. */
static bool
parent_of(const char *name, char *path, size_t size)
{
    const char *end = strrchr(name, '/');

    if (end == NULL)
        return false;
    snprintf(path, size, "%s/%.*s", folder, (int)(end - name), name);
    return true;
}

static void
remove_folder(void)
{
    char path[128];

    for (size_t i = 0; screens_name(i) != NULL; i++) {
        snprintf(path, sizeof path, "%s/%s.txt", folder, screens_name(i));
        unlink(path);
    }
    for (size_t i = 0; screens_name(i) != NULL; i++)
        if (parent_of(screens_name(i), path, sizeof path))
            rmdir(path);
    rmdir(folder);
}

static void
make_folder(void)
{
    char path[128];

    require(mkdtemp(folder) != NULL);
    atexit(remove_folder);
    for (size_t i = 0; screens_name(i) != NULL; i++) {
        const char *name = screens_name(i);

        if (parent_of(name, path, sizeof path))
            require(mkdir(path, 0700) == 0 || errno == EEXIST);
        write_screen(name, name, strlen(name));
    }
}

static void
check_shown(const char *value)
{
    const struct display_values values = {
        .site = value,
        .name = value,
        .handle = value,
        .host = value,
        .port = value,
        .version = value,
        .words = value,
        .fingerprint = value,
        .program = value,
        .goal = value,
        .cohort = value,
        .region = value,
        .starts = value,
        .ends = value,
        .mentors = value,
        .code = value,
        .policy = value,
    };
    struct text out = {0};

    require(display_show("welcome", &values, &out) == STATUS_OK);
    require(text_is_utf8(text_bytes(&out), out.length, NULL));
    for (size_t i = 0; i < out.length; i++)
        require((unsigned char)out.bytes[i] >= ' ' || out.bytes[i] == '\n');
    text_clear(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_made;
    char value[64] = "";

    if (!is_made)
        make_folder();
    is_made = true;
    memcpy(value, data, size < sizeof value ? size : sizeof value - 1);
    write_screen("welcome", data, size);
    reason_clear();
    if (display_load(folder) == STATUS_OK)
        check_shown(value);
    else
        require(strstr(reason(), "welcome.txt") != NULL);
    return 0;
}
