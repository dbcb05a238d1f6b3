/* Whatever a backup says of itself: it is taken to the byte, with safe names
 * alone, or refused with a reason of one line. */

#include "input.h"

#include "base/memory.h"
#include "base/staging.h"
#include "daemon/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_taken(const struct manifest *manifest, const char *told)
{
    struct text again = {0};

    manifest_tell(manifest, &again);
    require(text_equals(text_bytes(&again), told));
    text_clear(&again);
    for (size_t i = 0; i < manifest->count; i++) {
        const char *name = manifest->files[i].name;

        require(staging_name_is_safe(name));
        require(name[0] != '/' && strstr(name, "..") != name);
        require(strstr(name, "/..") == NULL);
        require(manifest_find(manifest, name) == &manifest->files[i]);
        require(manifest->files[i].bytes >= 0);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *told = memory_new(size + 1);
    struct manifest manifest;

    memcpy(told, data, size);
    reason_clear();
    if (manifest_read(told, &manifest) == STATUS_OK) {
        check_taken(&manifest, told);
        manifest_clear(&manifest);
    } else {
        require(reason()[0] != '\0');
        require(strchr(reason(), '\n') == NULL);
    }
    memory_release(told);
    return 0;
}
