/* A walk through every command, with every value that could be typed. */

#include "support/walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "commands/command.h"
#include "support/talk.h"

char walk_told[WALK_OUTPUT_BYTES];

static void
take(int file)
{
    size_t used = strlen(walk_told);
    ssize_t count = pread(file, walk_told + used, WALK_OUTPUT_BYTES - 1 - used,
        0);

    assert_true(count >= 0);
    walk_told[used + (size_t)count] = '\0';
    close(file);
}

int
walk_run(struct viewer *viewer, const char *line)
{
    static const char input[] = "Some text.\n";
    int file = memfd_create("input", MFD_CLOEXEC);
    const struct command_io io = {
        .input = file,
        .output = memfd_create("output", MFD_CLOEXEC),
        .errors = memfd_create("errors", MFD_CLOEXEC),
    };

    assert_int_equal(write(file, input, sizeof input - 1), sizeof input - 1);
    lseek(file, 0, SEEK_SET);
    must(viewer_refresh(viewer));
    int exit_status = command_run_line(viewer, &io, command_tables, line);
    close(file);
    walk_told[0] = '\0';
    take(io.output);
    take(io.errors);
    return exit_status;
}

void
walk_split(const char *pattern, struct walk_pattern *words)
{
    int depth = 0;
    char *rest = NULL;

    *words = (struct walk_pattern){0};
    assert_true(text_copy(words->bytes, sizeof words->bytes, pattern));
    for (char *word = strtok_r(words->bytes, " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest)) {
        assert_in_range(words->count, 0, WALK_WORDS - 1);
        while (*word == '[') {
            depth++;
            word++;
        }
        words->is_optional[words->count] = depth > 0;
        words->words[words->count++] = word;
        for (char *end = word + strlen(word); end > word && end[-1] == ']';) {
            *--end = '\0';
            depth--;
        }
    }
}

void
walk_add_value(struct walk_values *values, const char *format, ...)
{
    va_list arguments;

    assert_in_range(values->count, 0, WALK_VALUES - 1);
    va_start(arguments, format);
    vsnprintf(values->rows[values->count++], sizeof *values->rows, format,
        arguments);
    va_end(arguments);
}

bool
walk_is_value(const char *word)
{
    return word[0] == '<';
}

int
walk_line(const struct walk_pattern *pattern, int turn, bool with_all,
    walk_values_for *values_for, char line[WALK_LINE_BYTES])
{
    struct text made = {0};
    int most = 1;

    for (int i = 0; i < pattern->count; i++) {
        struct walk_values values;

        if (pattern->is_optional[i] && !with_all)
            continue;
        text_add(&made, made.length > 0 ? " " : "");
        if (!walk_is_value(pattern->words[i])) {
            text_add(&made, pattern->words[i]);
            continue;
        }
        values_for(pattern->words[i], &values);
        text_add(&made, values.rows[turn % values.count]);
        most = values.count > most ? values.count : most;
    }
    assert_true(text_copy(line, WALK_LINE_BYTES, text_bytes(&made)));
    text_clear(&made);
    return most;
}

/* What opens an answer to whoever calls it is theirs to call. */
static bool
uncovers(const char *pattern)
{
    return strncmp(pattern, "answer", 6) == 0 ||
           strncmp(pattern, "skip", 4) == 0;
}

const char *const walk_besides[] = {
    "past <thread>",
    "past <thread> --json",
    "past --search ZQZ",
    "past --search lin --json",
    "past <program> --search ben",
    NULL,
};

void
walk_each(walk_step *step)
{
    for (size_t i = 0; walk_besides[i] != NULL; i++)
        step(walk_besides[i]);
    for (const struct command *const *table = command_tables; *table != NULL;
         table++)
        for (const struct command *row = *table; row->pattern != NULL; row++)
            if (!uncovers(row->pattern))
                step(row->pattern);
}
