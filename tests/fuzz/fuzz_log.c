/* Whatever text is logged: it makes one line of printable UTF-8, and no field
 * of its own beside the two that the format has. */

#include "input.h"

#include "base/log.h"
#include "base/text.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    LINE_MOST = 4096
};

/* What standard error gets, for the while. */
static size_t
log_line(const char *words, char line[LINE_MOST + 1])
{
    static int file = -1;
    int errors = dup(STDERR_FILENO);

    if (file < 0)
        file = memfd_create("log", MFD_CLOEXEC);
    require(file >= 0 && errors >= 0 && ftruncate(file, 0) == 0);
    require(lseek(file, 0, SEEK_SET) == 0);
    require(dup2(file, STDERR_FILENO) >= 0);
    log_event(LOG_LEVEL_ERROR, "fuzz.one", "text=%s quoted=\"a %.40s\" end=1",
        words, words);
    require(dup2(errors, STDERR_FILENO) >= 0);
    close(errors);
    ssize_t count = pread(file, line, LINE_MOST, 0);
    require(count > 0);
    line[count] = '\0';
    return (size_t)count;
}

/* Over a value; where the next field would begin. */
static const char *
value_end(const char *at)
{
    if (*at != '"')
        return at + strcspn(at, " \n");
    for (at++; *at != '"'; at++) {
        require(*at != '\0' && *at != '\n');
        if (*at == '\\')
            at++;
    }
    return at + 1;
}

static void
check_fields(const char *line)
{
    static const char *const names[] = {"time=", "level=", "process=", "event=",
        "text=", "quoted=", "end="};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        require(text_starts(line, names[i]));
        line = value_end(line + strlen(names[i]));
        require(*line == (i + 1 < sizeof names / sizeof *names ? ' ' : '\n'));
        line++;
    }
    require(*line == '\0');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char line[LINE_MOST + 1];
    char *words = input_words(data, size);
    size_t count = log_line(words, line);

    for (size_t at = 0; at + 1 < count;) {
        int32_t point;

        at += utf8_decode(line + at, count - at, &point);
        require(point >= 0 && utf8_is_printable(point));
    }
    check_fields(line);
    free(words);
    return 0;
}
