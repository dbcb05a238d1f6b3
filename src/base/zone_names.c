/* Zone names: the list of this machine's zoneinfo, and finding one in it. */

#include "base/zone_names.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/content.h"
#include "base/log.h"
#include "base/memory.h"

#define ZONE_LIST "/usr/share/zoneinfo/zone.tab"

enum {
    LIST_BYTES_MOST = 1 << 20,
    NAME_FIELD = 2 /* after the country's code and the coordinates */
};

static char
folded(char character)
{
    if (character >= 'A' && character <= 'Z')
        return (char)(character - 'A' + 'a');
    if (character == ' ')
        return '_';
    return character;
}

static bool
begins(const char *name, const char *typed)
{
    while (*typed != '\0' && folded(*name) == folded(*typed)) {
        name++;
        typed++;
    }
    return *typed == '\0';
}

/* How much of the name `typed` is: none of it, its beginning or that of a part,
 * or a whole part up to the end. */
enum fit {
    FIT_NONE,
    FIT_BEGINNING,
    FIT_WHOLE
};

static enum fit
fit_of(const char *name, const char *typed)
{
    enum fit fit = FIT_NONE;

    for (const char *part = name; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        if (!begins(part, typed))
            continue;
        if (strlen(part) == strlen(typed))
            return FIT_WHOLE;
        fit = FIT_BEGINNING;
    }
    return fit;
}

static void
add(struct zone_names *names, const char *name)
{
    names->rows = grow(names->rows, names->count + 1, sizeof *names->rows);
    text_copy(names->rows[names->count++], ZONE_NAME_BYTES, name);
}

/* The name in a line of the list; false for a remark. */
static bool
read_name(const char *line, char name[ZONE_NAME_BYTES])
{
    if (*line == '#' || *line == '\n')
        return false;
    for (int i = 0; i < NAME_FIELD; i++) {
        line += strcspn(line, "\t\n");
        line += *line == '\t';
    }
    size_t length = strcspn(line, "\t\n");
    if (length == 0 || length >= ZONE_NAME_BYTES)
        return false;
    memcpy(name, line, length);
    name[length] = '\0';
    return true;
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

static enum fit
sift(struct zone_names *names, const char *name, const char *typed,
    enum fit best)
{
    enum fit fit = fit_of(name, typed);

    if (fit == FIT_WHOLE && best != FIT_WHOLE)
        names->count = 0;
    if (fit != FIT_NONE && fit >= best)
        add(names, name);
    return fit > best ? fit : best;
}

enum status
zone_names_find(const char *typed, struct zone_names *names)
{
    struct text list = {0};
    struct zone_names found = {0};
    char name[ZONE_NAME_BYTES];

    if (content_read(ZONE_LIST, LIST_BYTES_MOST, &list) != STATUS_OK) {
        log_error("zones.unknown", "path=%s", ZONE_LIST);
        text_clear(&list);
        return refuse(STATUS_FAILED, "this machine has no list of time zones");
    }
    enum fit best = sift(&found, "UTC", typed, FIT_NONE);
    for (const char *line = text_bytes(&list); *line != '\0';
         line += strcspn(line, "\n"), line += *line == '\n')
        if (read_name(line, name))
            best = sift(&found, name, typed, best);
    text_clear(&list);
    /* The older names ("US/Eastern") are taken where they are typed in full. */
    if (found.count == 0 && zone_is_known(typed))
        add(&found, typed);
    if (found.count > 1)
        qsort(found.rows, found.count, sizeof *found.rows, by_name);
    *names = found;
    return STATUS_OK;
}

void
zone_names_clear(struct zone_names *names)
{
    memory_release(names->rows);
    *names = (struct zone_names){0};
}
