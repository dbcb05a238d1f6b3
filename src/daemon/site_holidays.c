/* Holidays by region, out of the file that the settings name. */

#include "daemon/site_holidays.h"

#include "base/memory.h"
#include "board/resting.h"
#include "commands/csv_rows.h"

enum {
    FILE_BYTES_MOST = 1048576,
    REGION = 0,
    DATE = 1,
    NAME = 2
};

typedef enum status rests_step(struct viewer *viewer, const struct rest *rows,
    size_t count, size_t *refused);

/* What the row broke is told by its place in the file. */
static enum status
blame(const struct csv_rows *rows, size_t row)
{
    size_t column = text_starts(reason(), "no region") ? REGION : DATE;

    return csv_refuse(rows, row, column, reason());
}

static enum status
take(const struct csv_rows *rows, struct viewer *viewer, rests_step *step)
{
    struct rest *rests = memory_new((rows->count + 1) * sizeof *rests);
    size_t refused = 0;

    for (size_t i = 0; i < rows->count; i++)
        rests[i] = (struct rest){csv_text(rows, i, REGION),
            csv_text(rows, i, DATE), csv_text(rows, i, NAME)};
    enum status status = step(viewer, rests, rows->count, &refused);
    if (status == STATUS_INVALID)
        status = blame(rows, refused);
    memory_release(rests);
    return status;
}

static enum status
read_rows(const char *path, const struct text *content, struct csv_rows *rows)
{
    enum status status = csv_rows_parse(rows, text_bytes(content),
        content->length);

    if (status == STATUS_OK && (!rows->has[REGION] || !rows->has[DATE]))
        return file_refuse(path, (struct file_place){1, 1},
            "columns called region and date are wanted");
    return status;
}

static enum status
each(const struct settings *settings, struct viewer *viewer, rests_step *step,
    size_t *count)
{
    static const char *const names[] = {"region", "date", "name"};
    const char *path = settings->holidays;
    struct csv_rows rows = {.path = path, .names = names, .name_count = 3};
    struct text content = {0};
    enum status status = STATUS_OK;

    if (path[0] != '\0') {
        status = file_read_text(path, FILE_BYTES_MOST, &content);
        if (status == STATUS_OK)
            status = read_rows(path, &content, &rows);
    }
    if (status == STATUS_OK)
        status = take(&rows, viewer, step);
    *count = rows.count;
    csv_rows_clear(&rows);
    text_clear(&content);
    return status;
}

enum status
site_holidays_check(const struct settings *settings, struct viewer *viewer,
    size_t *count)
{
    return each(settings, viewer, resting_check, count);
}

enum status
site_holidays_keep(const struct settings *settings, struct viewer *viewer)
{
    size_t count;

    return each(settings, viewer, resting_keep, &count);
}
