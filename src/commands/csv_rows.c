/* Comma-separated values: the columns that are wanted, each field with its
 * place in the file. */

#include "commands/csv_rows.h"

#include <csv.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

enum {
    NO_COLUMN = CSV_COLUMNS_MOST
};

/* A file on its way in. */
struct scan {
    struct csv_rows *rows;
    struct file_place at;       /* the byte that comes */
    struct file_place field_at; /* line 0: between two fields */
    struct file_place fault_at; /* line 0: none that the parser missed */
    const char *fault;
    size_t field;                     /* index in its row */
    size_t row_bytes;                 /* of the row so far */
    size_t title_count;               /* 0: the titles are still to come */
    size_t name_of[CSV_COLUMNS_MOST]; /* which is wanted there; NO_COLUMN */
};

/* True when `title` is one of the names in "a|b|c". */
static bool
names_hold(const char *names, const char *title, size_t length)
{
    for (;;) {
        size_t count = strcspn(names, "|");

        if (count == length && strncasecmp(names, title, count) == 0)
            return true;
        if (names[count] == '\0')
            return false;
        names += count + 1;
    }
}

static void
take_title(struct scan *scan, const char *title, size_t length)
{
    struct csv_rows *rows = scan->rows;

    scan->name_of[scan->field] = NO_COLUMN;
    for (size_t i = 0; i < rows->name_count; i++) {
        if (rows->has[i] || !names_hold(rows->names[i], title, length))
            continue;
        rows->has[i] = true;
        scan->name_of[scan->field] = i;
        return;
    }
}

static struct csv_cell *
cell_at(const struct csv_rows *rows, size_t row, size_t name)
{
    return &rows->cells[row * rows->name_count + name];
}

/* Room for one more row, each of its fields empty where the row begins. */
static void
begin_row(struct scan *scan)
{
    struct csv_rows *rows = scan->rows;

    for (size_t i = 0; i < rows->name_count; i++) {
        size_t count = rows->count * rows->name_count + i + 1;

        rows->cells = grow(rows->cells, count, sizeof *rows->cells);
        rows->cells[count - 1] = (struct csv_cell){.place = scan->field_at};
    }
}

static void
take_value(struct scan *scan, const char *value, size_t length)
{
    struct csv_rows *rows = scan->rows;

    if (scan->field == 0)
        begin_row(scan);
    if (scan->field >= scan->title_count) {
        if (length > 0 && scan->fault == NULL) {
            scan->fault = "a value under no title: is a comma unquoted?";
            scan->fault_at = scan->field_at;
        }
        return;
    }
    size_t name = scan->name_of[scan->field];
    if (name == NO_COLUMN)
        return;
    struct csv_cell *cell = cell_at(rows, rows->count, name);
    *cell = (struct csv_cell){rows->bytes.length, scan->field_at};
    text_add_bytes(&rows->bytes, value, length);
    text_add_bytes(&rows->bytes, "", 1);
}

static void
take_field(void *bytes, size_t length, void *scan_)
{
    struct scan *scan = scan_;

    if (scan->field >= CSV_COLUMNS_MOST) {
        if (scan->fault == NULL)
            scan->fault_at = scan->field_at;
        scan->fault = "a row has over 64 columns";
    } else if (scan->title_count == 0) {
        take_title(scan, bytes, length);
    } else {
        take_value(scan, bytes, length);
    }
    scan->field++;
    scan->field_at.line = 0;
}

static void
take_row(int end, void *scan_)
{
    struct scan *scan = scan_;

    (void)end;
    if (scan->title_count == 0)
        scan->title_count = scan->field;
    else
        scan->rows->count++;
    scan->field = 0;
    scan->field_at.line = 0;
    scan->row_bytes = 0;
}

static enum status
check_bounds(const struct scan *scan)
{
    if (scan->fault != NULL)
        return file_refuse(scan->rows->path, scan->fault_at, scan->fault);
    if (scan->row_bytes > CSV_ROW_BYTES_MOST)
        return file_refuse(scan->rows->path, scan->at, "a row is over 64 KiB");
    if (scan->rows->count > CSV_LINES_MOST)
        return file_refuse(scan->rows->path, scan->at, "over 1,000,000 rows");
    return STATUS_OK;
}

/* Byte by byte: the parser does not tell where it is. */
static enum status
scan_byte(struct scan *scan, struct csv_parser *parser, const char *byte)
{
    bool is_between = scan->field == 0 && scan->field_at.line == 0;
    bool is_line_end = *byte == '\n' || *byte == '\r';

    if (scan->field_at.line == 0 && !(is_between && is_line_end))
        scan->field_at = scan->at;
    scan->row_bytes++;
    if (csv_parse(parser, byte, 1, take_field, take_row, scan) != 1)
        return file_refuse(scan->rows->path, scan->at,
            "a quote stands where none may");
    return check_bounds(scan);
}

enum status
csv_rows_parse(struct csv_rows *rows, const char *bytes, size_t count)
{
    struct scan scan = {.rows = rows, .at = {1, 1}};
    struct csv_parser parser;
    enum status status = STATUS_OK;

    /* Where cells without bytes point. */
    text_add_bytes(&rows->bytes, "", 1);
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return refuse(STATUS_FAILED, "%s: cannot be read", rows->path);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        char next = '\0';

        if (i + 1 < count)
            next = bytes[i + 1];
        status = scan_byte(&scan, &parser, bytes + i);
        file_place_step(&scan.at, bytes[i], next);
    }
    /* The file may end in a comma. */
    if (scan.field_at.line == 0)
        scan.field_at = scan.at;
    if (status == STATUS_OK &&
        csv_fini(&parser, take_field, take_row, &scan) != 0)
        status = file_refuse(rows->path, scan.at, "a quote is left open");
    else if (status == STATUS_OK)
        status = check_bounds(&scan);
    csv_free(&parser);
    return status;
}

const char *
csv_text(const struct csv_rows *rows, size_t row, size_t name)
{
    return rows->bytes.bytes + cell_at(rows, row, name)->offset;
}

struct file_place
csv_place(const struct csv_rows *rows, size_t row, size_t name)
{
    return cell_at(rows, row, name)->place;
}

enum status
csv_refuse(const struct csv_rows *rows, size_t row, size_t name,
    const char *why)
{
    return file_refuse(rows->path, csv_place(rows, row, name), why);
}

void
csv_rows_clear(struct csv_rows *rows)
{
    memory_release(rows->cells);
    rows->cells = NULL;
    rows->count = 0;
    text_clear(&rows->bytes);
}
