/* Whatever is typed for a time zone: only names that zoneinfo has are taken,
 * and what is found has what was typed in it. */

#include "input.h"

#include <strings.h>

#include "base/clock.h"
#include "base/zone_names.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    TYPED_MOST = 200
};

static void
check_known(const char *zone)
{
    struct civil civil;
    char path[TYPED_MOST + 64];

    if (!zone_is_known(zone))
        return;
    require(zone[0] != '/' && zone[0] != '.' && strstr(zone, "..") == NULL);
    require(strspn(zone, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789/_+-") == strlen(zone));
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", zone);
    require(access(path, R_OK) == 0);
    clock_civil(0, zone, &civil);
    require(civil.year == 1969 || civil.year == 1970);
}

static void
check_found(const char *typed)
{
    struct zone_names names = {0};

    require(zone_names_find(typed, &names) == STATUS_OK);
    for (size_t i = 0; i < names.count; i++) {
        require(strlen(names.rows[i]) >= strlen(typed));
        require(zone_is_known(names.rows[i]));
        require(i == 0 || strcmp(names.rows[i - 1], names.rows[i]) < 0);
    }
    zone_names_clear(&names);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > TYPED_MOST)
        return 0;
    char *typed = input_words(data, size);

    check_known(typed);
    /* Finding all of them, or half, shows nothing new. */
    if (strlen(typed) > 1)
        check_found(typed);
    free(typed);
    return 0;
}
