/* Whatever a file of holidays, or of cohorts to be founded, holds: it is
 * refused with its place and changes nothing, or is taken whole, and then once
 * more without a change. The first byte chooses. */

#include "input.h"

#include "base/text.h"
#include "commands/command.h"
#include "config/settings.h"
#include "daemon/site_holidays.h"
#include "support/again.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_refused(enum status status, const char *path)
{
    require(status == STATUS_INVALID);
    require(text_starts(reason(), path));
    require(strchr(reason(), '\n') == NULL);
}

static void
read_holidays(struct world *world, const char *path)
{
    struct viewer *viewer = &world->operator_viewer;
    struct settings settings = {0};
    size_t count = 0;

    settings.holidays = input_words((const uint8_t *)path, strlen(path));
    enum status status = site_holidays_check(&settings, viewer, &count);
    if (status == STATUS_OK) {
        require(site_holidays_keep(&settings, viewer) == STATUS_OK);
        require(site_holidays_keep(&settings, viewer) == STATUS_OK);
    } else {
        check_refused(status, path);
        require(site_holidays_keep(&settings, viewer) == status);
    }
    free(settings.holidays);
}

/* What the command prints and complains of. */
static int
import(struct world *world, const char *path, struct text *out)
{
    static int file = -1;
    const char *words[] = {"cohort", "import", path};
    char bytes[4096];
    ssize_t count;

    if (file < 0)
        file = memfd_create("output", MFD_CLOEXEC);
    require(file >= 0 && ftruncate(file, 0) == 0);
    require(lseek(file, 0, SEEK_SET) == 0);
    const struct command_io io = {-1, file, file, false, false, NULL, NULL};
    int code = command_run(&world->operator_viewer, &io, operator_tables, 3,
        words);
    for (off_t at = 0; (count = pread(file, bytes, sizeof bytes, at)) > 0;
         at += count)
        text_add_bytes(out, bytes, (size_t)count);
    return code;
}

static void
import_cohorts(struct world *world, const char *path)
{
    struct text out = {0};

    int code = import(world, path, &out);
    require(code == 0 || code == 65 || code == 66);
    require(code == 0 || strstr(text_bytes(&out), path) != NULL);
    text_truncate(&out, 0);
    /* What was taken stands there as it is. */
    require(import(world, path, &out) == code);
    if (code == 0)
        require(text_starts(text_bytes(&out), "added 0 cohorts, gave 0 roles"));
    text_clear(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[INPUT_PATH_BYTES];

    if (size == 0)
        return 0;
    struct world *world = again_world(NULL);
    int file = input_file(data + 1, size - 1, path);
    if (data[0] % 2 == 0)
        read_holidays(world, path);
    else
        import_cohorts(world, path);
    close(file);
    return 0;
}
