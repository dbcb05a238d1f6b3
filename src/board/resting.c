/* Resting: the days on which a region is not asked. */

#include "board/resting.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/naming.h"
#include "store/holidays.h"
#include "store/regions.h"

static enum status
check_row(struct viewer *viewer, const struct rest *row,
    struct holiday *holiday, char name[NAME_BYTES])
{
    struct region region;
    enum status status = regions_by_slug(viewer->store, row->region, &region);

    if (status == STATUS_NOT_FOUND)
        return refuse(STATUS_INVALID, "no region called %.40s", row->region);
    if (status == STATUS_OK && !date_is_valid(row->date))
        return refuse(STATUS_INVALID, "%.20s is no date like 2026-12-25",
            row->date);
    name[0] = '\0';
    if (status == STATUS_OK && row->name[0] != '\0')
        status = naming_check_line("name", row->name, name, NAME_BYTES);
    if (status == STATUS_OK)
        *holiday = (struct holiday){region.id, row->date, name};
    return status;
}

enum status
resting_check(struct viewer *viewer, const struct rest *rows, size_t count,
    size_t *refused)
{
    struct holiday holiday;
    char name[NAME_BYTES];
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        *refused = i;
        status = check_row(viewer, &rows[i], &holiday, name);
    }
    return status;
}

static enum status
write_all(struct viewer *viewer, const struct rest *rows, size_t count,
    size_t *refused)
{
    struct holiday holiday;
    char name[NAME_BYTES];
    enum status status = holidays_clear(viewer->store);

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        *refused = i;
        status = check_row(viewer, &rows[i], &holiday, name);
        if (status == STATUS_OK)
            status = holidays_add(viewer->store, &holiday);
    }
    return status;
}

/* CONFLICT: it is as it was. */
static enum status
replace(struct viewer *viewer, const struct rest *rows, size_t count,
    size_t *refused)
{
    struct text before = {0};
    struct text after = {0};
    enum status status = holidays_lines(viewer->store, &before);

    if (status == STATUS_OK)
        status = write_all(viewer, rows, count, refused);
    if (status == STATUS_OK)
        status = holidays_lines(viewer->store, &after);
    if (status == STATUS_OK &&
        text_equals(text_bytes(&before), text_bytes(&after)))
        status = STATUS_CONFLICT;
    text_clear(&before);
    text_clear(&after);
    if (status == STATUS_OK)
        status = holidays_forget_hours(viewer->store, clock_now());
    return status;
}

enum status
resting_keep(struct viewer *viewer, const struct rest *rows, size_t count,
    size_t *refused)
{
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = replace(viewer, rows, count, refused);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status == STATUS_CONFLICT ? STATUS_OK : status;
}
