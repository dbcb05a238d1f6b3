/* Files of questions: CSV, or a question a line; each knows where it stood. */

#include "commands/question_file.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "commands/csv_rows.h"
#include "commands/file.h"
#include "commands/question_words.h"

enum {
    MIB = 1048576,
    FILE_MIB_MOST = 4
};

static void
add_row(struct question_file *file, const char *bytes, size_t count,
    enum question_kind kind, struct file_place place)
{
    struct text body = {0};

    text_clean(&body, TEXT_LINE, bytes, count, NULL);
    if (body.length == 0) {
        text_clear(&body);
        return;
    }
    file->rows = grow(file->rows, file->count + 1, sizeof *file->rows);
    file->rows[file->count++] = (struct question_row){text_take(&body), kind,
        place.line, place.column};
}

/* "" is a question like any other. */
static enum status
read_kind(const struct csv_rows *rows, size_t row, enum question_kind *kind)
{
    const char *given = csv_text(rows, row, 1);

    *kind = QUESTION_REFLECT;
    if (given[0] == '\0')
        return STATUS_OK;
    enum status status = question_kind_read(given, kind);
    if (status == STATUS_OK)
        return status;
    struct text why = {0};
    text_add(&why, reason());
    status = file_refuse(rows->path, csv_place(rows, row, 1), text_bytes(&why));
    text_clear(&why);
    return status;
}

static enum status
take_csv(const char *path, const struct text *content,
    struct question_file *file)
{
    static const char *const names[] = {"question", "kind"};
    struct csv_rows rows = {.path = path, .names = names, .name_count = 2};
    enum status status = csv_rows_parse(&rows, text_bytes(content),
        content->length);

    if (status == STATUS_OK && content->length > 0 && !rows.has[0])
        status = file_refuse(path, (struct file_place){1, 1},
            "no column is called question");
    for (size_t i = 0; i < rows.count && status == STATUS_OK; i++) {
        const char *body = csv_text(&rows, i, 0);
        enum question_kind kind;

        status = read_kind(&rows, i, &kind);
        if (status == STATUS_OK)
            add_row(file, body, strlen(body), kind, csv_place(&rows, i, 0));
    }
    csv_rows_clear(&rows);
    return status;
}

static enum status
take_lines(const char *path, const struct text *content,
    struct question_file *file)
{
    const char *bytes = text_bytes(content);
    const char *end = bytes + content->length;
    struct file_place place = {1, 1};

    (void)path;
    while (bytes < end) {
        const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t length = (size_t)((stop == NULL ? end : stop) - bytes);

        if (length > 0 && bytes[0] != '#')
            add_row(file, bytes, length, QUESTION_REFLECT, place);
        place.line++;
        bytes += length + 1;
    }
    return STATUS_OK;
}

/* A title of CSV in the first line, where there is no name to go by. */
static bool
begins_as_csv(const struct text *content)
{
    static const char title[] = "question";
    const char *bytes = text_bytes(content);
    size_t length = strcspn(bytes, "\r\n");

    for (size_t from = 0; from <= length;) {
        size_t field = strcspn(bytes + from, ",\r\n");

        if (field == strlen(title) &&
            strncasecmp(bytes + from, title, field) == 0)
            return true;
        from += field + 1;
    }
    return false;
}

static enum status
take(const char *path, bool is_csv, const struct text *content,
    struct question_file *file)
{
    enum status status = (is_csv ? take_csv : take_lines)(path, content, file);

    if (status == STATUS_OK && file->count == 0)
        status = refuse(STATUS_INVALID, "%s: no question in it", path);
    if (status != STATUS_OK)
        question_file_clear(file);
    return status;
}

enum status
question_file_read(const char *path, struct question_file *file)
{
    const char *ending = strrchr(path, '.');
    bool is_csv = ending != NULL && strcasecmp(ending, ".csv") == 0;
    struct text content = {0};
    enum status status = file_read_text(path, (size_t)FILE_MIB_MOST * MIB,
        &content);

    *file = (struct question_file){0};
    if (status == STATUS_OK)
        status = take(path, is_csv, &content, file);
    text_clear(&content);
    return status;
}

enum status
question_file_read_input(struct command_call *call, struct question_file *file)
{
    struct text content = {0};
    enum status status = command_read_input(call, (size_t)FILE_MIB_MOST * MIB,
        &content);

    *file = (struct question_file){0};
    if (status == STATUS_OK)
        status = file_check_text(QUESTION_FILE_INPUT, &content);
    if (status == STATUS_OK)
        status = take(QUESTION_FILE_INPUT, begins_as_csv(&content), &content,
            file);
    text_clear(&content);
    return status;
}

void
question_file_clear(struct question_file *file)
{
    for (size_t i = 0; i < file->count; i++)
        memory_release(file->rows[i].body);
    memory_release(file->rows);
    *file = (struct question_file){0};
}

enum status
question_file_blame(enum status status, const char *path,
    const struct question_row *row)
{
    struct text why = {0};

    if (status != STATUS_INVALID && status != STATUS_CONFLICT)
        return status;
    text_add(&why, reason());
    status = refuse(status, "%s:%zu:%zu: %s", path, row->line, row->column,
        text_bytes(&why));
    text_clear(&why);
    return status;
}
