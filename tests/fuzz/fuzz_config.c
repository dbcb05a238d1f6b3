/* Whatever a configuration holds: it loads within its bounds, or is refused
 * with a reason. */

#include "input.h"

#include "config/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 loses a string that a syntax error follows; the process ends
 * with it. */
const char *
__lsan_default_suppressions(void)
{
    return "leak:libconfig";
}

static void
check_settings(struct settings *settings)
{
#define X(field, key, value, least, most, help) \
    require(settings->field >= (least) && settings->field <= (most));
    SETTINGS_NUMBERS(X)
#undef X
#define X(field, key, value, help) require(settings->field != NULL);
    SETTINGS_TEXTS(X)
#undef X
    require(settings->store[0] == '/');
    config_clear(settings);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int file = -1;
    struct settings settings;
    char path[64];

    /* What it includes would be another file's content, not this one's. */
    if (memmem(data, size, "@include", 8) != NULL)
        return 0;
    if (file < 0)
        file = memfd_create("homeroom.conf", MFD_CLOEXEC);
    require(file >= 0 && ftruncate(file, 0) == 0);
    require(pwrite(file, data, size, 0) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    reason_clear();
    if (config_load(path, &settings) == STATUS_OK)
        check_settings(&settings);
    else
        require(reason()[0] != '\0');
    return 0;
}
