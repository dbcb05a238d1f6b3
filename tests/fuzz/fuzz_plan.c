/* Whatever a file of a plan holds: it is refused with its place, or each row
 * of it has a week, a weekday, a kind and a text. */

#include "input.h"

#include "commands/plan_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_row(const struct planning_row *row)
{
    require(row->week >= 1 && row->week <= PLAN_WEEKS_MOST);
    require(row->weekday >= 0 && row->weekday <= 6);
    require(row->kind >= 0 && row->kind < QUESTION_KIND_COUNT);
    require(row->body != NULL);
}

/* Whatever the board had against a row, it is told by where the row stands. */
static void
check_blame(const struct plan_file *file)
{
    struct planning_outcome outcome = {.refused = file->rows.count - 1};

    refuse(STATUS_CONFLICT, "the day is taken");
    require(plan_file_blame(STATUS_CONFLICT, file, &outcome) == STATUS_INVALID);
    require(strstr(reason(), "the day is taken") != NULL);
}

static void
read_plan(const char *path)
{
    struct plan_file file;

    reason_clear();
    if (plan_file_read(path, &file) == STATUS_OK) {
        require(file.rows.count > 0 && file.rows.count <= PLAN_ENTRIES_MOST);
        for (size_t i = 0; i < file.rows.count; i++)
            check_row(&file.plan[i]);
        check_blame(&file);
    } else {
        require(strstr(reason(), path) == reason());
        require(strchr(reason(), '\n') == NULL);
    }
    plan_file_clear(&file);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[INPUT_PATH_BYTES];
    int file = input_file(data, size, path);

    read_plan(path);
    close(file);
    return 0;
}
