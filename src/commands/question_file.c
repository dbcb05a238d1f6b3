/* Files of questions: CSV, or a question a line; each knows where it stood. */

#include "commands/question_file.h"

#include <csv.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "commands/file.h"

enum {
    MIB = 1048576,
    FILE_MIB_MOST = 4
};

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* A file on its way in: where the reader is, and where the field began. */
struct scan {
    const char *path;
    struct question_file *file;
    size_t line;
    size_t column;
    size_t field_line;
    size_t field_column;
    size_t field;  /* index in its row */
    size_t wanted; /* index of the column called "question" */
    bool is_found; /* that column is */
    bool is_past_titles;
};

static void
add_row(struct question_file *file, const char *bytes, size_t count,
    size_t line, size_t column)
{
    struct text body = {0};

    text_clean(&body, TEXT_LINE, bytes, count, NULL);
    if (body.length == 0) {
        text_clear(&body);
        return;
    }
    file->rows = grow(file->rows, file->count + 1, sizeof *file->rows);
    file->rows[file->count++] = (struct question_row){text_take(&body), line,
        column};
}

static void
take_field(void *bytes, size_t count, void *scan_)
{
    static const char title[] = "question";
    struct scan *scan = scan_;
    bool is_title = count == strlen(title) &&
                    strncasecmp(bytes, title, count) == 0;

    if (!scan->is_past_titles && is_title && !scan->is_found) {
        scan->is_found = true;
        scan->wanted = scan->field;
    }
    if (scan->is_past_titles && scan->is_found && scan->field == scan->wanted) {
        add_row(scan->file, bytes, count, scan->field_line, scan->field_column);
    }
    scan->field++;
    scan->field_line = 0;
}

static void
take_row(int end, void *scan_)
{
    struct scan *scan = scan_;

    (void)end;
    scan->is_past_titles = true;
    scan->field = 0;
    scan->field_line = 0;
}

static enum status
refuse_at(const struct scan *scan, const char *why)
{
    return refuse(STATUS_INVALID, "%s:%zu:%zu: %s", scan->path, scan->line,
        scan->column, why);
}

static void
step(struct scan *scan, char byte)
{
    bool is_inside = ((unsigned char)byte & 0xC0) == 0x80;

    if (byte == '\n') {
        scan->line++;
        scan->column = 1;
    } else if (!is_inside) {
        scan->column++;
    }
}

static enum status
scan_csv(struct scan *scan, const char *bytes, size_t count)
{
    struct csv_parser parser;
    enum status status = STATUS_OK;

    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return refuse(STATUS_FAILED, "%s: cannot be read", scan->path);
    /* Byte by byte: the parser does not tell where it is. */
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (scan->field_line == 0) {
            scan->field_line = scan->line;
            scan->field_column = scan->column;
        }
        if (csv_parse(&parser, bytes + i, 1, take_field, take_row, scan) != 1)
            status = refuse_at(scan, "a quote stands where none may");
        else if (scan->is_past_titles && !scan->is_found)
            status = refuse(STATUS_INVALID,
                "%s:1:1: no column is called question", scan->path);
        step(scan, bytes[i]);
    }
    if (status == STATUS_OK &&
        csv_fini(&parser, take_field, take_row, scan) != 0)
        status = refuse_at(scan, "a quote is left open");
    csv_free(&parser);
    return status;
}

static enum status
scan_lines(struct scan *scan, const char *bytes, size_t count)
{
    const char *end = bytes + count;

    while (bytes < end) {
        const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t length = (size_t)((stop == NULL ? end : stop) - bytes);

        if (length > 0 && bytes[0] != '#')
            add_row(scan->file, bytes, length, scan->line, 1);
        scan->line++;
        bytes += length + 1;
    }
    return STATUS_OK;
}

/* Moves the scan to a byte, for what is wrong there. */
static enum status
refuse_byte(struct scan *scan, const char *bytes, size_t at, const char *why)
{
    for (size_t i = 0; i < at; i++)
        step(scan, bytes[i]);
    return refuse_at(scan, why);
}

static enum status
scan_bytes(struct scan *scan, const char *bytes, size_t count)
{
    const char *ending = strrchr(scan->path, '.');
    const char *nul = memchr(bytes, '\0', count);
    size_t at = 0;

    if (!text_is_utf8(bytes, count, &at))
        return refuse_byte(scan, bytes, at, "this is not UTF-8");
    if (nul != NULL)
        return refuse_byte(scan, bytes, (size_t)(nul - bytes),
            "a NUL byte may not stand here");
    if (text_starts(bytes, byte_order_mark)) {
        bytes += strlen(byte_order_mark);
        count -= strlen(byte_order_mark);
    }
    bool is_csv = ending != NULL && strcasecmp(ending, ".csv") == 0;
    return (is_csv ? scan_csv : scan_lines)(scan, bytes, count);
}

enum status
question_file_read(const char *path, struct question_file *file)
{
    struct text content = {0};
    struct scan scan = {.path = path, .file = file, .line = 1, .column = 1};
    enum status status = file_read(path, (size_t)FILE_MIB_MOST * MIB, &content);

    *file = (struct question_file){0};
    if (status == STATUS_OK)
        status = scan_bytes(&scan, text_bytes(&content), content.length);
    text_clear(&content);
    if (status == STATUS_OK && file->count == 0)
        status = refuse(STATUS_INVALID, "%s: no question in it", path);
    if (status != STATUS_OK)
        question_file_clear(file);
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
