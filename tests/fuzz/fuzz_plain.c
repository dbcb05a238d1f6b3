/* Whatever command lines somebody runs: each ends with a status of the list,
 * prints clean lines, gives a reason in one line, and leaves the site sound.
 * The input: a letter for who it is, then the lines; the last is the text that
 * commands read. */

#include "input.h"

#include "base/unicode.h"
#include "commands/command.h"
#include "support/again.h"
#include "support/site_talk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    LINES_MOST = 8
};

static bool
is_status(int code)
{
    static const int codes[] = {0, 1, 64, 65, 66, 69, 75, 77};

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i] == code)
            return true;
    return false;
}

static int
empty_file(int *file, const char *name)
{
    if (*file < 0)
        *file = memfd_create(name, MFD_CLOEXEC);
    require(*file >= 0 && ftruncate(*file, 0) == 0);
    require(lseek(*file, 0, SEEK_SET) == 0);
    return *file;
}

static void
take(int file, struct text *out)
{
    char bytes[4096];
    ssize_t count;

    for (off_t at = 0; (count = pread(file, bytes, sizeof bytes, at)) > 0;
         at += count)
        text_add_bytes(out, bytes, (size_t)count);
}

/* No control byte but the ends of lines, no direction turned. */
static void
check_printed(int file)
{
    struct text out = {0};

    take(file, &out);
    require(text_is_utf8(text_bytes(&out), out.length, NULL));
    for (const char *line = text_bytes(&out); *line != '\0';) {
        size_t length = strcspn(line, "\r\n");
        size_t removed = 0;
        struct text clean = {0};

        text_clean(&clean, TEXT_PIECE, line, length, &removed);
        require(removed == 0);
        text_clear(&clean);
        line += length;
        line += strspn(line, "\r\n");
    }
    text_clear(&out);
}

static void
check_reason(int file, int code)
{
    struct text out = {0};

    take(file, &out);
    require(code <= 1 || out.length > 0);
    check_printed(file);
    text_clear(&out);
}

static void
run_line(struct viewer *viewer, const char *line, int input)
{
    static int output = -1;
    static int errors = -1;
    const struct command_io io = {
        .input = input,
        .output = empty_file(&output, "output"),
        .errors = empty_file(&errors, "errors"),
    };

    require(input < 0 || lseek(input, 0, SEEK_SET) == 0);
    int code = command_run_line(viewer, &io, command_tables, line);
    require(is_status(code));
    check_printed(output);
    check_reason(errors, code);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *lines = input_words(data, size);
    struct world *world = again_world(site_talk);
    struct viewer viewer;
    int count = 0;

    if (lines[0] != '\0') {
        const char *last = strrchr(lines, '\n');
        char path[INPUT_PATH_BYTES];
        const char *text = last != NULL ? last + 1 : "";
        int input = input_file((const uint8_t *)text, strlen(text), path);

        site_viewer(world, (uint8_t)lines[0], &viewer);
        for (char *line = lines + 1; line < last && count < LINES_MOST;
             line = line + strlen(line) + 1, count++) {
            line[strcspn(line, "\n")] = '\0';
            run_line(&viewer, line, input);
        }
        viewer_clear(&viewer);
        close(input);
    }
    free(lines);
    return 0;
}
