/* Whatever a file of questions holds: it is refused with its path, or each has
 * a kind, a place, and the text that stands there. */

#include "input.h"

#include "commands/question_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    FILE_BYTES = 64
};

static char folder[] = "/tmp/homeroom-fuzz-XXXXXX";

static void
remove_folder(void)
{
    rmdir(folder);
}

static void
check_row(const char *path, const struct question_row *row)
{
    require(row->body != NULL);
    require(row->line >= 1 && row->column >= 1);
    require(row->kind >= 0 && row->kind < QUESTION_KIND_COUNT);
    refuse(STATUS_CONFLICT, "it is asked already");
    require(question_file_blame(STATUS_CONFLICT, path, row) != STATUS_OK);
    require(strstr(reason(), "it is asked already") != NULL);
}

static void
read_questions(const char *path, bool has_lines)
{
    struct question_file file;

    reason_clear();
    if (question_file_read(path, &file) != STATUS_OK) {
        require(strstr(reason(), path) == reason());
        require(strchr(reason(), '\n') == NULL);
        return;
    }
    require(file.count > 0);
    for (size_t i = 0; i < file.count; i++) {
        check_row(path, &file.rows[i]);
        require(!has_lines || strchr(file.rows[i].body, '\n') == NULL);
        require(!has_lines || file.rows[i].body[0] != '\0');
    }
    question_file_clear(&file);
}

/* A name tells what form it is in: each is read as both. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_made;
    char path[INPUT_PATH_BYTES];
    char named[FILE_BYTES];

    if (!is_made) {
        require(mkdtemp(folder) != NULL);
        atexit(remove_folder);
        is_made = true;
    }
    int file = input_file(data, size, path);
    snprintf(named, sizeof named, "%s/q.csv", folder);
    require(symlink(path, named) == 0);
    read_questions(path, true);
    read_questions(named, false);
    unlink(named);
    close(file);
    return 0;
}
