/* Files of plans: what is asked and told, by week and weekday. */

#include "commands/plan_file.h"

#include "base/memory.h"
#include "commands/file.h"
#include "commands/question_words.h"

enum {
    MIB = 1048576,
    FILE_MIB_MOST = 4
};

enum field {
    FIELD_WEEK,
    FIELD_WEEKDAY,
    FIELD_KIND,
    FIELD_TEXT,
    FIELDS
};

static const char *const titles[FIELDS] = {
    [FIELD_WEEK] = "week",
    [FIELD_WEEKDAY] = "weekday|day",
    [FIELD_KIND] = "kind",
    [FIELD_TEXT] = "text|question|body",
};

static enum status
check_titles(const struct csv_rows *rows)
{
    static const char *const names[FIELDS] = {"week", "weekday", "kind",
        "text"};
    struct text why = {0};

    for (size_t i = 0; i < FIELDS; i++) {
        if (rows->has[i])
            continue;
        text_add_format(&why, "no column is called %s", names[i]);
        enum status status = file_refuse(rows->path, (struct file_place){1, 1},
            text_bytes(&why));
        text_clear(&why);
        return status;
    }
    if (rows->count == 0)
        return refuse(STATUS_INVALID, "%s: nothing is planned in it",
            rows->path);
    return STATUS_OK;
}

static enum status
refuse_field(const struct csv_rows *rows, size_t row, enum field field,
    const char *format)
{
    struct text why = {0};

    text_add_format(&why, "\"%.40s\" %s", csv_text(rows, row, field), format);
    enum status status = csv_refuse(rows, row, field, text_bytes(&why));
    text_clear(&why);
    return status;
}

static enum status
read_week(const struct csv_rows *rows, size_t row, struct planning_row *plan)
{
    int64_t week = 0;

    if (!text_number(csv_text(rows, row, FIELD_WEEK), 1, PLAN_WEEKS_MOST,
            &week))
        return refuse_field(rows, row, FIELD_WEEK,
            "is no week of a training, from 1 to 104");
    plan->week = (int)week;
    return STATUS_OK;
}

static enum status
read_weekday(const struct csv_rows *rows, size_t row, struct planning_row *plan)
{
    plan->weekday = plan_weekday_of(csv_text(rows, row, FIELD_WEEKDAY));
    return plan->weekday >= 0 ? STATUS_OK
                              : refuse_field(rows, row, FIELD_WEEKDAY,
                                    "is no weekday, like mon or Monday");
}

/* "" is a question like any other. */
static enum status
read_kind(const struct csv_rows *rows, size_t row, struct planning_row *plan)
{
    const char *given = csv_text(rows, row, FIELD_KIND);

    plan->is_announcement = text_equals(given, "announcement");
    plan->kind = QUESTION_REFLECT;
    if (plan->is_announcement || given[0] == '\0')
        return STATUS_OK;
    plan->kind = question_kind_of(given);
    return plan->kind != QUESTION_KIND_COUNT
               ? STATUS_OK
               : refuse_field(rows, row, FIELD_KIND,
                     "is no kind: announcement, reflect, apply, story, "
                     "mistake or ask-the-sme");
}

static enum status
read_row(const struct csv_rows *rows, size_t row, struct planning_row *plan)
{
    enum status status = read_week(rows, row, plan);

    if (status == STATUS_OK)
        status = read_weekday(rows, row, plan);
    if (status == STATUS_OK)
        status = read_kind(rows, row, plan);
    plan->body = csv_text(rows, row, FIELD_TEXT);
    return status;
}

static enum status
read_rows(struct plan_file *file)
{
    struct csv_rows *rows = &file->rows;
    struct text content = {0};
    enum status status = file_read_text(rows->path, (size_t)FILE_MIB_MOST * MIB,
        &content);

    if (status == STATUS_OK)
        status = csv_rows_parse(rows, text_bytes(&content), content.length);
    text_clear(&content);
    if (status == STATUS_OK)
        status = check_titles(rows);
    if (status == STATUS_OK && rows->count > PLAN_ENTRIES_MOST)
        status = csv_refuse(rows, PLAN_ENTRIES_MOST, FIELD_WEEK,
            "more than two years have days for");
    return status;
}

enum status
plan_file_read(const char *path, struct plan_file *file)
{
    *file = (struct plan_file){
        .rows = {.path = path, .names = titles, .name_count = FIELDS},
    };
    enum status status = read_rows(file);

    if (status != STATUS_OK)
        return status;
    file->plan = memory_new(file->rows.count * sizeof *file->plan);
    for (size_t i = 0; i < file->rows.count && status == STATUS_OK; i++)
        status = read_row(&file->rows, i, &file->plan[i]);
    return status;
}

void
plan_file_clear(struct plan_file *file)
{
    csv_rows_clear(&file->rows);
    memory_release(file->plan);
    file->plan = NULL;
}

enum status
plan_file_blame(enum status status, const struct plan_file *file,
    const struct planning_outcome *outcome)
{
    const struct csv_rows *rows = &file->rows;
    size_t row = outcome->refused;
    struct text why = {0};

    if (row >= rows->count ||
        (status != STATUS_INVALID && status != STATUS_CONFLICT))
        return status;
    text_add(&why, reason());
    if (outcome->same_as != row)
        text_add_format(&why, ", in line %zu",
            csv_place(rows, outcome->same_as, FIELD_WEEK).line);
    status = csv_refuse(rows, row,
        status == STATUS_CONFLICT ? FIELD_WEEKDAY : FIELD_TEXT,
        text_bytes(&why));
    text_clear(&why);
    return status;
}
