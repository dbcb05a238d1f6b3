#ifndef TESTS_WALK_H
#define TESTS_WALK_H

#include <stdbool.h>

#include "base/memory.h"
#include "board/viewer.h"

/* A walk through every command of the tables, with every value that could be
 * typed for what its pattern names. */

enum {
    WALK_WORDS = 24,
    WALK_VALUES = 64,
    WALK_LINE_BYTES = 512,
    WALK_OUTPUT_BYTES = 1 << 17
};

/* What the last command printed and what it said was wrong. */
extern char walk_told[WALK_OUTPUT_BYTES];

/* Runs one line for the viewer, as they are now, with "Some text." to read; its
 * exit status. */
int walk_run(struct viewer *viewer, const char *line);

/* A pattern's words, each without brackets. */
struct walk_pattern {
    char bytes[WALK_LINE_BYTES];
    const char *words[WALK_WORDS];
    bool is_optional[WALK_WORDS];
    int count;
};
void walk_split(const char *pattern, struct walk_pattern *words);
bool walk_is_value(const char *word);

/* What could be typed for a value. */
struct walk_values {
    char rows[WALK_VALUES][48];
    int count;
};
void walk_add_value(struct walk_values *values, const char *format, ...)
    PRINTF_LIKE(2, 3);
/* Fills in at least one value for a word like "<thread>". */
typedef void walk_values_for(const char *word, struct walk_values *values);

/* The line that a pattern gives with the values of one turn; `with_all`: its
 * options too. Returns how many turns there are. */
int walk_line(const struct walk_pattern *pattern, int turn, bool with_all,
    walk_values_for *values_for, char line[WALK_LINE_BYTES]);

/* Patterns of which the walk takes either this or that. */
extern const char *const walk_besides[];

/* Calls for each pattern but those that open an answer to whoever calls them,
 * which are theirs to call. */
typedef void walk_step(const char *pattern);
void walk_each(walk_step *step);

#endif
